"""The expressions of a table's header: periods, changes between periods, and what a column counts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from monitor.disclosures.extract.calendars import fiscal_quarter
from monitor.disclosures.extract.tables.header_patterns import GROUPS, WORDS

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNTS = {"one": 1, "three": 3, "six": 6, "nine": 9, "twelve": 12, "month": 1, "quarter": 3, "year": 12}
_CENTURY = 100


class Word(Enum):
    """What an expression of a header says."""

    DURATION = auto()
    DATE = auto()
    MONTH = auto()
    MONTH_DAY = auto()
    QUARTER = auto()
    HALF = auto()
    TO_DATE = auto()
    CHANGE = auto()
    RELATIVE = auto()
    QUANTITY = auto()
    CARRYING = auto()
    MONEY = auto()
    MONTH_NAME = auto()
    YEAR = auto()


PERIOD_WORDS = frozenset(Word) - {Word.CHANGE, Word.QUANTITY, Word.CARRYING, Word.MONEY}
"""The expressions that tell when."""


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """One expression, with its numbers; what it does not give is None."""

    word: Word
    start: int
    end: int
    line: int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    since: int | None = None
    """The first day of several: "May 6-12, 2024"."""
    count: int | None = None
    """Months of a duration; which quarter, which half; months back of "prior month" and "year ago"."""
    fiscal: bool = False
    superseded: bool = False
    """A column of figures "as previously reported", beside the restated ones."""


class Expressions:
    """The header expressions of a text, none of them over a line's end; a line is read when it is asked for."""

    def __init__(self, text: str, rows: Sequence[int] = (), fiscal_year_end: int | None = None) -> None:
        """Begin with the text's own lines; where further rows begin within them, each is a line too.

        `fiscal_year_end` is the last month of the filer's fiscal year, None where it is not known.
        """
        self._fiscal_year_end = fiscal_year_end
        self._text = text
        self._starts = sorted({0, *(found.end() for found in re.finditer("\n", text)), *rows})
        self._read: dict[int, tuple[HeaderWord, ...]] = {}

    def lines(self) -> Iterator[tuple[int, int]]:
        """Where each line begins and ends, in characters of the text."""
        for start, after in zip(self._starts, (*self._starts[1:], len(self._text) + 1), strict=True):
            ended = after > len(self._text) or self._text[after - 1] == "\n"
            yield start, after - ended

    def same_line(self, one: int, other: int) -> bool:
        """Whether no line ends between two places."""
        return bisect_right(self._starts, one) == bisect_right(self._starts, other)

    def line_end(self, place: int) -> int:
        """Where the line of a place ends."""
        after = bisect_right(self._starts, place)
        return self._starts[after] if after < len(self._starts) else len(self._text)

    def within(self, start: int, end: int) -> tuple[HeaderWord, ...]:
        """The expressions between two places of the text, in reading order; offsets are of the text."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        found: list[HeaderWord] = []
        for line in range(first, last):
            words = self._line(line)
            begin = bisect_left(words, start, key=_start)
            found += [each for each in words[begin : bisect_left(words, end, key=_start)] if each.end <= end]
        return tuple(found)

    def _line(self, line: int) -> tuple[HeaderWord, ...]:
        if line not in self._read:
            start = self._starts[line]
            end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
            found = WORDS.finditer(self._text, start, end)
            words = (_header_word(each, line) for each in found)
            self._read[line] = tuple(_by_calendar(each, self._fiscal_year_end) for each in words)
        return self._read[line]


def _by_calendar(word: HeaderWord, year_end: int | None) -> HeaderWord:
    """A quarter or year of a fiscal year by the calendar, where it is known when that ends: with a quarter."""
    if not word.fiscal or year_end is None or word.year is None or year_end % 3:
        return word
    if word.word is Word.YEAR:
        return replace(word, month=year_end, fiscal=False)
    if word.word is not Word.QUARTER or word.count is None:
        return word
    last = fiscal_quarter(word.year, word.count, year_end)[1]
    return replace(word, year=last.year, count=last.month // 3, fiscal=False)


def _start(word: HeaderWord) -> int:
    return word.start


def _header_word(found: re.Match[str], line: int) -> HeaderWord:
    name = found.lastgroup or ""
    groups = {group: value for group in GROUPS[name] if (value := found[group]) is not None}
    fiscal = (
        any(key in groups for key in ("fy1", "fy2", "fy3", "fy4", "fy5", "fy6", "fiscal"))
        or "fiscal" in groups.get("length", "").lower()
    )
    return HeaderWord(
        word=Word[name.upper()],
        start=found.start(),
        end=found.end(),
        line=line,
        year=_year(groups),
        month=_month(groups),
        day=_number(groups, "d"),
        since=_number(groups, "s"),
        count=_count(groups),
        fiscal=fiscal,
    )


def _number(groups: dict[str, str], letter: str) -> int | None:
    given = [value for key, value in groups.items() if key[0] == letter and key[1:].isdigit()]
    return int(given[0]) if given else None


def _year(groups: dict[str, str]) -> int | None:
    year = _number(groups, "y")
    return 2000 + year if year is not None and year < _CENTURY else year


def _month(groups: dict[str, str]) -> int | None:
    for key, given in groups.items():
        if key[0] == "m" and key[1:].isdigit():
            return int(given) if given.isdigit() else _MONTHS_OF[given[:3].lower()]
    return None


_MONTHS_OF = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip


def _count(groups: dict[str, str]) -> int | None:
    if "count" in groups or "counted" in groups:
        given = groups.get("count", groups.get("counted", "")).lower()
        return int(given) if given.isdigit() else _COUNTS[given]
    if "length" in groups:
        return next(months for word, months in _COUNTS.items() if word in groups["length"].lower())
    for key, back in (("now", 0), ("before", 1), ("year_ago", 12)):
        if key in groups:
            return back
    for key, value in groups.items():
        if key[0] in "qh" and key[1:].isdigit():
            return int(value) if value.isdigit() else _ORDINALS[value.lower()]
    return None
