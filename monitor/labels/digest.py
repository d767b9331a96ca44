"""The version of a label set: a hash of what it says, wherever and in whatever order that is written."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from monitor.labels.entity import Entity
from monitor.labels.label import Label


def label_set_digest(entities: Iterable[Entity], scripts: Mapping[bytes, tuple[Label, ...]]) -> str:
    """SHA-256, hex, over all entities and all claims.

    Files and lines do not count, so moving a label to another file keeps the version.
    """
    lines = sorted(repr(entity).encode() for entity in entities)
    lines += sorted(_line(label) for claims in scripts.values() for label in claims)
    return sha256(b"\0\n".join(lines)).hexdigest()


def _line(label: Label) -> bytes:
    texts = (label.entity, label.category, label.role or "", label.source, label.note)
    line = f"{label.confidence} {label.valid_from} {label.valid_to} {label.known_since}\0" + "\0".join(texts)
    return label.script_pubkey + line.encode()
