from collections.abc import Callable
from typing import Any

import pytest

from monitor.bitcoin.network import Network
from monitor.labels.entity import Entity
from monitor.labels.intake import Intake
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category


@pytest.fixture
def label() -> Callable[..., Label]:
    """A label with everything filled in; keywords replace what a test is about."""

    def build(script_pubkey: bytes = b"\x51", **changes: Any) -> Label:
        fields: dict[str, Any] = {
            "entity": "kraken",
            "category": Category.EXCHANGE,
            "confidence": 80,
            "role": None,
            "source": "https://example.org",
            "valid_from": None,
            "valid_to": None,
            "known_since": None,
            "note": "",
            "file": "labels.csv",
            "line": 2,
        }
        return Label(script_pubkey, **(fields | changes))

    return build


@pytest.fixture
def entities() -> tuple[Entity, ...]:
    return (
        Entity("mara", "MARA Holdings, Inc.", Category.MINER),
        Entity("kraken", "Kraken", Category.EXCHANGE),
        Entity("okx", "OKX", Category.EXCHANGE),
    )


@pytest.fixture
def intake(entities: tuple[Entity, ...]) -> Intake:
    return Intake(Network.MAIN, entities)
