"""When a text was written, told by what it calls a company: names are given up, and companies begin and end.

A text that speaks of "Riot Blockchain" and nowhere of "Riot Platforms" was written before the company changed its
name in January 2023. One that speaks of "MARA Holdings" was written after the change of August 2024.
"""

import re
from datetime import date
from typing import NamedTuple

_LONGEST = 20_000
"""Characters that are looked through."""


class Era(NamedTuple):
    """Between which days a text was written, as far as names tell."""

    first: date | None
    last: date | None


class _Change(NamedTuple):
    before: str | None
    """The name that was given up; None of a company that began."""
    after: str | None
    """The name that was taken; None of a company that ended."""
    day: date
    """Of the change, as the company's own filing tells it (Form 8-K, Item 5.03, or Form 6-K)."""


_CHANGES = (
    _Change("500.com", "BIT Mining", date(2021, 4, 20)),
    _Change("Marathon Patent", "Marathon Digital", date(2021, 3, 1)),
    _Change("Square, Inc.", None, date(2021, 12, 10)),
    _Change("Riot Blockchain", "Riot Platforms", date(2023, 1, 3)),
    _Change("HIVE Blockchain", "HIVE Digital", date(2023, 7, 12)),
    _Change("Hut 8 Mining Corp", "Hut 8 Corp", date(2023, 11, 30)),
    _Change("Marathon Digital", "MARA Holdings", date(2024, 8, 29)),
    _Change("GRIID", None, date(2024, 10, 30)),
    _Change("Iris Energy", "IREN", date(2024, 11, 21)),
    _Change("Stronghold Digital", None, date(2025, 3, 14)),
    _Change(None, "American Bitcoin", date(2025, 3, 31)),
    _Change("Gryphon Digital", None, date(2025, 9, 3)),
)
_NAMES = re.compile(
    r"\b(?:" + "|".join(re.escape(name) for each in _CHANGES for name in each[:2] if name) + ")",
    re.IGNORECASE,
)


def era_of(text: str) -> Era:
    """Between which days a text was written; a name that stands beside the one that followed it tells nothing."""
    named = {found[0].lower() for found in _NAMES.finditer(text[:_LONGEST])}
    first, last = date.min, date.max
    for change in _CHANGES:
        before = change.before is not None and change.before.lower() in named
        after = change.after is not None and change.after.lower() in named
        if after:
            first = max(first, change.day)
        elif before:
            last = min(last, change.day)
    if first > last:
        return Era(None, None)
    return Era(None if first == date.min else first, None if last == date.max else last)
