"""The version of a label set: a hash of what it says, wherever and in whatever order that is written.

Labels are summed up one by one, so that millions need no memory: the sum, modulo 2^256, of one SHA-256 each.
"""

from collections.abc import Iterable
from functools import partial
from hashlib import sha256

from monitor.labels.entity import Entity
from monitor.labels.label import Label

_MODULUS = 2**256
_number = partial(int.from_bytes, byteorder="little")


class ContentSum:
    """Sums up labels in any order."""

    def __init__(self) -> None:
        self._sum = 0

    def add(self, labels: Iterable[bytes]) -> None:
        """Labels, each the `claim_digest` of what is said of a script, and then the script."""
        self._sum += sum(map(_number, [sha256(label).digest() for label in labels]))

    def digest(self, entities: Iterable[Entity]) -> str:
        """SHA-256, hex, over all entities and all labels that were added.

        Files and lines do not count, so moving a label to another file keeps the version.
        """
        lines = sorted(repr(entity).encode() for entity in entities)
        lines.append((self._sum % _MODULUS).to_bytes(32, "little"))
        return sha256(b"\0\n".join(lines)).hexdigest()


def claim_digest(label: Label) -> bytes:
    """SHA-256 of everything a label says, but for its script."""
    texts = (label.entity, label.category, label.role or "", label.source, label.note, *label.derived_from)
    days = f"{label.valid_from} {label.valid_to} {label.known_since} {label.withdrawn}"
    return sha256(f"{label.confidence} {days}\0".encode() + "\0".join(texts).encode()).digest()
