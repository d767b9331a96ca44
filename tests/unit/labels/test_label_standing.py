"""Withdrawing a label withdraws what was derived from it, and what was known then can still be shown."""

from datetime import UTC, date, datetime

import pytest

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.network import Network
from monitor.labels.book import LabelBook
from monitor.labels.derivation import derivations_as_text, derivations_from_text

NOON = datetime(2026, 2, 7, 12, tzinfo=UTC)
ADDRESS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


def on(day: int) -> datetime:
    return datetime(2026, 3, day, 12, tzinfo=UTC)


def derived(*claims: tuple[str, bytes]) -> tuple[str, ...]:
    return tuple(f"label:{entity}/{script.hex()}" for entity, script in claims)


def owner(book: LabelBook, script: bytes, known_at: datetime | None = None) -> str | None:
    found = book.attribute(script, NOON, known_at)
    return found.entity if found else None


def test_a_withdrawn_label_no_longer_holds_but_did_then(label, entities) -> None:
    book = LabelBook.build(
        entities, [label(b"\x51", known_since=date(2026, 3, 2), withdrawn=date(2026, 3, 10))]
    )
    assert owner(book, b"\x51") is None
    assert [owner(book, b"\x51", on(day)) for day in (1, 2, 9, 10)] == [None, "kraken", "kraken", None]


def test_it_takes_along_all_that_was_derived_from_it(label, entities) -> None:
    chain = [
        label(b"\x51", withdrawn=date(2026, 3, 10)),
        label(b"\x52", derived_from=derived(("kraken", b"\x51"))),
        label(b"\x53", derived_from=derived(("kraken", b"\x52"))),
        label(b"\x54", derived_from=("reviewer:Eve",)),
    ]
    book = LabelBook.build(entities, chain)
    assert [owner(book, script) for script in (b"\x52", b"\x53", b"\x54")] == [None, None, "kraken"]
    assert [owner(book, b"\x53", on(day)) for day in (9, 10)] == ["kraken", None]


def test_a_claim_stands_as_long_as_somebody_still_makes_it(label, entities) -> None:
    claims = [
        label(b"\x51", withdrawn=date(2026, 3, 10)),
        label(b"\x51", source="https://example.com", line=3),
        label(b"\x52", derived_from=derived(("kraken", b"\x51"))),
    ]
    assert owner(LabelBook.build(entities, claims), b"\x52") == "kraken"


def test_one_of_several_grounds_that_falls_is_enough(label, entities) -> None:
    claims = [
        label(b"\x51"),
        label(b"\x52", derived_from=derived(("kraken", b"\x51"), ("okx", b"\x53"))),
    ]
    book = LabelBook.build(entities, claims)
    assert owner(book, b"\x52") is None
    assert not book.stands(claims[1])


def test_labels_that_rest_on_each_other_rest_on_nothing(label, entities) -> None:
    circle = [
        label(b"\x51", derived_from=derived(("kraken", b"\x52"))),
        label(b"\x52", derived_from=derived(("kraken", b"\x51"))),
    ]
    book = LabelBook.build(entities, circle)
    assert (owner(book, b"\x51"), owner(book, b"\x52")) == (None, None)


def test_a_withdrawn_label_contradicts_nobody(label, entities) -> None:
    claims = [label(b"\x51", entity="okx", withdrawn=date(2026, 3, 10)), label(b"\x51")]
    book = LabelBook.build(entities, claims)
    found = book.attribute(b"\x51", NOON)
    assert found is not None
    assert (found.entity, found.conflicted, book.counts.conflicts) == ("kraken", False, 0)
    then = book.attribute(b"\x51", NOON, on(1))
    assert then is not None
    assert then.conflicted


def test_derivations_are_read_in_any_order_and_written_with_addresses() -> None:
    txid = "Ab" * 32
    text = f"reviewer:Eve Doe;  tx:{txid} ; label:kraken/{ADDRESS};label:a/b/51"
    found = derivations_from_text(text, Network.MAIN)
    script = script_for_address(ADDRESS, Network.MAIN).hex()
    assert found == ("label:a/b/51", f"label:kraken/{script}", "reviewer:Eve Doe", f"tx:{txid.lower()}")
    shown = derivations_as_text(found, Network.MAIN)
    assert f"label:kraken/{ADDRESS}" in shown
    assert derivations_from_text(shown, Network.MAIN) == found


@pytest.mark.parametrize(
    "text", ["tx:12", "label:kraken", "label:/51", "label:kraken/1A1z", "reviewer: ", "somebody"]
)
def test_what_is_no_derivation_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write label:|txid|not an address|checksum|too short"):
        derivations_from_text(text, Network.MAIN)
