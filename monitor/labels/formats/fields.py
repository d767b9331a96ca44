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
        "address": address_for_script(label.script_pubkey, network) or label.script_pubkey.hex(),
        "entity": label.entity,
        "category": label.category.value,
        "role": label.role or "",
        "confidence": _confidence(label.confidence),
        "source": label.source,
        **days,
        "derived_from": derivations_as_text(label.derived_from, network),
        "note": label.note,
    }


def _confidence(percent: int) -> str:
    """A fraction, because a bare 1 would be read as certain."""
    return f"{percent / 100:.2f}"
