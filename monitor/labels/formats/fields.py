"""A label as the text fields that the intake reads: what every written format is made of."""

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.labels.derivation import derivations_as_text
from monitor.labels.label import Label


def texts_of(label: Label, network: Network) -> dict[str, str]:
    """The fields of a label, empty where it has none. A script without an address form stands as hex."""
    days = {
        name: day.isoformat() if day else ""
        for name, day in (
            ("valid_from", label.valid_from),
            ("valid_to", label.valid_to),
            ("known_since", label.known_since),
            ("withdrawn", label.withdrawn),
        )
    }
    return {
        "address": script_text(label, network),
        "entity": label.entity,
        "category": label.category.value,
        "role": label.role or "",
        "confidence": _confidence(label.confidence),
        "source": label.source,
        **days,
        "derived_from": derivations_as_text(label.derived_from, network),
        "note": label.note,
    }


def script_text(label: Label, network: Network) -> str:
    """The address of a label, or its script as hex where that has none; letters and digits only."""
    return address_for_script(label.script_pubkey, network) or label.script_pubkey.hex()


def words_of(label: Label) -> tuple[object, ...]:
    """All that a label says but for its script and its place."""
    return (
        label.entity, label.category, label.role, label.confidence, label.source, label.valid_from,
        label.valid_to, label.known_since, label.withdrawn, label.derived_from, label.note,
    )  # fmt: skip


def _confidence(percent: int) -> str:
    """A fraction, because a bare 1 would be read as certain."""
    return f"{percent / 100:.2f}"
