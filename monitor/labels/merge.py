"""Labels that come in, laid beside those of a file: what is new, what changed, what is there already."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from monitor.labels.label import Label

_Key = tuple[bytes, str, str | None, str, object]


@dataclass(frozen=True, slots=True)
class Merge:
    """What an import would do to a file."""

    labels: tuple[Label, ...]
    """The file's labels afterwards: in their order, changed in place, new ones at the end."""
    added: tuple[Label, ...]
    changed: tuple[tuple[Label, Label], ...]
    """Before and after."""
    same: int
    """How many of those that come in are there already."""


def merged(there: Iterable[Label], coming: Iterable[Label], today: date | None = None) -> Merge:
    """Merge labels into those of a file. What is merged once is there; nothing is ever removed.

    A label is the same one if script, entity, role, source and first day are. Since when it is known, and that it was
    withdrawn, are kept where the one that comes in does not say. What is new and does not say is known since today.
    """
    kept = {_key(label): label for label in there}
    before = dict(kept)
    touched: dict[_Key, None] = {}
    same = 0
    for label in coming:
        key = _key(label)
        old = kept.get(key)
        new = _known_since(label, today) if old is None else _with_history(label, old)
        if old is not None and _says(new) == _says(old):
            same += 1
            continue
        kept[key] = new
        touched[key] = None
    return Merge(
        labels=tuple(kept.values()),
        added=tuple(kept[key] for key in touched if key not in before),
        changed=tuple((before[key], kept[key]) for key in touched if key in before),
        same=same,
    )


def _key(label: Label) -> _Key:
    return label.script_pubkey, label.entity, label.role, label.source, label.valid_from


def _known_since(label: Label, today: date | None) -> Label:
    return label if label.known_since or today is None else replace(label, known_since=today)


def _with_history(label: Label, old: Label) -> Label:
    return replace(
        label,
        known_since=old.known_since or label.known_since,
        withdrawn=label.withdrawn or old.withdrawn,
        derived_from=label.derived_from or old.derived_from,
    )


def _says(label: Label) -> Label:
    return replace(label, file="", line=0)
