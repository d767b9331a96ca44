"""Between which days a text was written, told by what it calls a company that has changed its name.

A text that speaks of "Riot Blockchain" and nowhere of "Riot Platforms" was written before the change of January 2023,
and one that speaks of "MARA Holdings" was written after that of August 2024. Who is "formerly known as" something
tells nothing by that name.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from monitor.disclosures.extract.companies.people import places_of
from monitor.labels.entity import Entity

_LONGEST = 20_000
"""Characters that are looked through."""
_FORMERLY = re.compile(
    r"\b(?:formerly|previously|once|originally|known\s+as|called|named?|ex)\b[^.,;\n]{0,25}\Z", re.IGNORECASE
)
_AS_TICKER = re.compile(r"(?::\s?|\$)\Z")
_BEFORE = 45
_LEGAL = frozenset("inc inc. corp corp. ltd ltd. limited plc co. company".split())
_WIDE = _LEGAL | frozenset("holdings group technologies technology".split())
"""Words that are mostly left out of a name."""


class Renaming(NamedTuple):
    """One change of a company's name."""

    before: str
    """As texts write it, in lower case."""
    after: str
    day: date
    """The last day of the former name."""


class Era(NamedTuple):
    """The first and the last day on which a text can have been written, as far as names tell."""

    first: date | None = None
    last: date | None = None


def renamings(entities: Iterable[Entity]) -> tuple[Renaming, ...]:
    """Every change of a name of which the day is known, as `About.renamed` wants them."""
    return tuple(
        Renaming(_core(former.name, _WIDE), _core(entity.name, _LEGAL), former.until)
        for entity in entities
        for former in entity.former_names
        if former.until is not None
    )


def _core(name: str, left_out: frozenset[str]) -> str:
    words = name.lower().replace(",", "").split()
    while len(words) > 1 and words[-1] in left_out:
        words.pop()
    return " ".join(words)


def era_of(text: str, renamed: Sequence[Renaming]) -> Era:
    """Between which days a text was written; nothing where its names contradict one another."""
    head = text[:_LONGEST]
    low = head.lower()
    first, last = date.min, date.max
    for change in renamed:
        if _is_named(head, low, change.after):
            first = max(first, change.day)
        elif _is_named(head, low, change.before):
            last = min(last, change.day)
    if first >= last:
        return Era()
    return Era(None if first == date.min else first, None if last == date.max else last)


def _is_named(text: str, low: str, name: str) -> bool:
    """Whether a text uses a name as one of its day, and not as a ticker or a former one."""
    for place in places_of(name, low, len(low)):
        before, end = text[max(0, place - _BEFORE) : place], place + len(name)
        whole = not low[place - 1 : place].isalnum() and not low[end : end + 1].isalnum()
        if whole and not _AS_TICKER.search(before) and not _FORMERLY.search(before):
            return True
    return False
