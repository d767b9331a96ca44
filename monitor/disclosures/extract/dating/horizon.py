"""How late a text of unknown day was written at the latest: nothing that it tells as past is later.

The first of these that is known is taken: what its dates tell, those of its beginning before those further down; its
title, or what it is called in its address; the year in which a weekday, a price or the last halving fits (`undated`);
a whole year that it names; what its companies were called (`eras`); the day on which it was read.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from monitor.disclosures.extract.companies.eras import era_of
from monitor.disclosures.extract.dating.dating import month_of_address, words_of_address
from monitor.disclosures.extract.dating.undated import day_before_halving, day_told, last_month_named
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.periods.calendars import month
from monitor.disclosures.extract.periods.days import Anchor, Form, When, periods

HEAD = 1500
"""Characters in which a document says what it is and of when."""
_FAR = 60_000
"""Characters in which a day is looked for, where the beginning names none."""
_NINE_MONTHS = 274
_WRITTEN_LATER = timedelta(days=75)
"""A text that names no day of its own is written about so long after the quarter or year it tells of."""
_WRITTEN_SOON = timedelta(days=30)
"""And about so long after the last day of a month, of which it tells a balance."""
_BEFORE = 40
"""Characters before a date in which a word may say that it is still to come."""
_TO_COME = re.compile(
    r"\b(?:due|expect\w*|plan(?:s|ned)|schedul\w+|matur\w+|until|target\w*|scad\w+|venc\w+|échéance|fällig)\b[^.;\n]*\Z",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20[12]\d\b")
_NEWS = timedelta(days=10)
_MARKS = " \t*-•[(#>"
"""What may stand before the day of an entry of a list."""
_BACKWARD = re.compile(r"\b(?:back\s+(?:in|on)|since|as\s+early\s+as|last\s+seen)\s+\Z", re.IGNORECASE)
_LATEST_YEAR = 2040
"""Later years are maturities of notes."""


class Horizon(NamedTuple):
    """The last day on which a text can have been written."""

    day: date | None
    guessed: bool
    """Nothing but prices, names, or the day of reading tell its year."""


def horizon_of(text: str, head: Iterable[When], about: About, fiscal: int) -> Horizon:
    """Find out how late a text of unknown day can have been written.

    Args:
        text: the whole text.
        head: the periods of its beginning.
        about: what is known of it.
        fiscal: the last month of the fiscal year of whom it is about.
    """
    unanchored = Anchor(fiscal_year_end=fiscal)
    named = month_of_address(about.url)
    if named is not None:
        return Horizon(_as_read(named[1], None, about.read), guessed=False)
    year: date | None = None
    awaited = day_before_halving(text)
    for told in _tellings(text, head, about, unanchored):
        if told.day is not None:
            last = max(last_month_named(text, told.day, about.read), awaited or date.min)
            return Horizon(_as_read(last, told.past, about.read), guessed=False)
        year = year or told.year
    era = era_of(text, about.renamed)
    day = day_told(text, about.read, era, year.year if year is not None else None)
    if (known := awaited or day or year) is not None:
        return Horizon(_as_read(known, None, about.read), guessed=year is None and awaited is None)
    return Horizon(
        min((day for day in (about.read, era.last) if day is not None), default=None), guessed=True
    )


def _as_read(day: date, told: date | None, read: date | None) -> date:
    """No later than the text was read, whatever is reckoned; but what it tells itself was over by then."""
    return day if read is None else min(day, max(read, told or read))


class _Told(NamedTuple):
    day: date | None
    """Of the latest period that is shorter than a year, about when it was written of."""
    past: date | None
    """Its last day."""
    year: date | None
    """The last day of the latest whole year."""


def _tellings(text: str, head: Iterable[When], about: About, anchor: Anchor) -> Iterable[_Told]:
    """What the beginning tells, the whole text, and what the text is called."""
    yield _latest(text, head)
    yield _latest(text, periods(text, anchor, 0, _FAR))
    for title in (about.title, words_of_address(about.url)):
        if title:
            yield _latest(title, periods(title, anchor, 0, HEAD))


def _latest(text: str, told: Iterable[When]) -> _Told:
    """The latest day that a text tells of as past."""
    ends: dict[bool, list[date]] = {True: [], False: []}
    past: list[date] = []
    for when in told:
        if when.last is None or when.last.year >= _LATEST_YEAR or _is_to_come(text, when):
            continue
        long = when.form is Form.LONGER
        whole_year = long and when.first is not None and (when.last - when.first).days > _NINE_MONTHS
        bare = whole_year and text[when.start : when.end].lower().startswith("of ")
        closed = when.form is Form.END and (when.last + timedelta(days=1)).day == 1
        later = _WRITTEN_LATER if long and not bare else _WRITTEN_SOON if closed else timedelta()
        ends[whole_year].append(_end_of_month(when.last + later) if later else when.last)
        past += [] if whole_year else [when.last]
    return _Told(max(ends[False], default=None), max(past, default=None), max(ends[True], default=None))


def _end_of_month(day: date) -> date:
    return month(day.year, day.month)[1]


def _is_to_come(text: str, when: When) -> bool:
    until = text[when.start : when.end].lower().startswith("until")
    return until or _TO_COME.search(text, max(0, when.start - _BEFORE), when.start) is not None


def dateline(text: str, head: Iterable[When]) -> date | None:
    """The first day that the beginning of a text names, unless it goes on to tell of later ones as past."""
    days = [when for when in head if when.form is Form.DAY]
    if not days or days[0].last is None:
        return None
    if _BACKWARD.search(text, max(0, days[0].start - _BEFORE), days[0].start):
        return None
    if sum(not text[text.rfind("\n", 0, when.start) + 1 : when.start].strip(_MARKS) for when in days) > 1:
        return None  # a list of days is no report of one
    if last_month_named(text[: days[0].start], days[0].last, None) > _end_of_month(days[0].last):
        return None  # "what it mined in May ... since the halving of April 20, 2024"
    first = days[0].last + _NEWS
    later = any(
        when.last is not None
        and first < when.last
        and _YEAR.search(text, when.start, when.end)
        and not _is_to_come(text, when)
        for when in head
    )
    return None if later else days[0].last
