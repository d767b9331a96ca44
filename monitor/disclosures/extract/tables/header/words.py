"""The expressions of a table's header: periods, changes between periods, and what a column counts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import lru_cache

from monitor.disclosures.extract.limits import MOST_READ
from monitor.disclosures.extract.periods.calendars import MONTH_NAMES, fiscal_quarter
from monitor.disclosures.extract.tables.header.patterns import GROUPS, expressions

_NUMBERED = {group: group[0] for groups in GROUPS.values() for group in groups if group[1:].isdigit()}
"""Groups such as "y12" → "y": a year, and likewise months, days, the first of several days, quarters and halves."""
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNTS = {"one": 1, "three": 3, "six": 6, "nine": 9, "twelve": 12, "month": 1, "quarter": 3, "year": 12}
_CENTURY = 100
_DECEMBER = 12


class Word(StrEnum):
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
COLUMN_WORDS = PERIOD_WORDS | {Word.CHANGE}
"""Those that head a column, of a period or of the change between two."""


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


def without(text: str, start: int, end: int, said: Sequence[HeaderWord]) -> str:
    """A part of a text with a blank for each of its expressions."""
    ends = zip((start, *(each.end for each in said)), (*(each.start for each in said), end), strict=True)
    return " ".join(text[begin:stop] for begin, stop in ends)


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

    @property
    def is_fiscal(self) -> bool:
        """Whether the filer's years are known to end in another month than December."""
        return self._fiscal_year_end not in {None, _DECEMBER}

    def line_of(self, place: int) -> int:
        """Which line a place stands in."""
        return bisect_right(self._starts, place) - 1

    def line_end(self, place: int) -> int:
        """Where the line of a place ends."""
        after = bisect_right(self._starts, place)
        return self._starts[after] if after < len(self._starts) else len(self._text)

    def within(self, start: int, end: int) -> tuple[HeaderWord, ...]:
        """The expressions between two places of the text, in reading order; offsets are of the text."""
        first = bisect_right(self._starts, start) - 1
        if first + 1 == len(self._starts) or end <= self._starts[first + 1]:
            return _between(self._line(first), start, end)
        last = bisect_left(self._starts, end)
        return tuple(each for line in range(first, last) for each in _between(self._line(line), start, end))

    def _line(self, line: int) -> tuple[HeaderWord, ...]:
        words = self._read.get(line)
        if words is None:
            start = self._starts[line]
            end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
            found = expressions(self._text, start, min(end, start + MOST_READ))
            read = (_header_word(each, line) for each in found)
            words = self._read[line] = tuple(
                _by_calendar(each, self._text[max(start, each.start - 9) : each.start], self._fiscal_year_end)
                for each in read
            )
        return words


def _by_calendar(word: HeaderWord, before: str, year_end: int | None) -> HeaderWord:
    """A quarter or year of a fiscal year by the calendar, where it is known when that ends: with a quarter.

    `before` is what stands before it: a quarter of a filer's own paper is of its own year, if not called a calendar's.
    """
    if year_end is None or word.year is None or year_end % 3:
        return word
    own = word.word is Word.QUARTER and year_end != _DECEMBER and before.lower() != "calendar "
    if not (word.fiscal or own):
        return word
    if word.word is Word.YEAR:
        return replace(word, month=year_end, fiscal=False)
    if word.word is Word.QUARTER and word.count is not None:
        last = fiscal_quarter(word.year, word.count, year_end)[1]
        return replace(word, year=last.year, count=last.month // 3, fiscal=False)
    return word


def _between(words: tuple[HeaderWord, ...], start: int, end: int) -> tuple[HeaderWord, ...]:
    if not words or (start <= words[0].start and words[-1].end <= end):
        return words
    begin = bisect_left(words, start, key=_start)
    return tuple(each for each in words[begin : bisect_left(words, end, key=_start)] if each.end <= end)


def _start(word: HeaderWord) -> int:
    return word.start


def _header_word(found: re.Match[str], line: int) -> HeaderWord:
    name = found.lastgroup or ""
    word, groups = Word[name.removesuffix("_0").upper()], GROUPS[name]
    if not groups:
        return HeaderWord(word, found.start(), found.end(), line)
    said = tuple((group, value) for group in groups if (value := found[group]) is not None)
    return HeaderWord(word, found.start(), found.end(), line, *_numbers_of(said))


@lru_cache(maxsize=512)
def _numbers_of(
    groups: tuple[tuple[str, str], ...],
) -> tuple[int | None, int | None, int | None, int | None, int | None, bool]:
    """The year, month, day, first day and count of an expression, and whether it is fiscal: the same for each table."""
    said, numbers = dict(groups), dict[str, str]()
    for group, value in groups:
        if (letter := _NUMBERED.get(group)) is not None:
            numbers.setdefault(letter, value)
    year, month, day, since = (numbers.get(letter) for letter in "ymds")
    return (
        None if year is None else int(year) + (0 if int(year) >= _CENTURY else 2000),
        None
        if month is None
        else int(month)
        if month.isdigit()
        else MONTH_NAMES.index(month[:3].lower()) + 1,
        None if day is None else int(day),
        None if since is None else int(since),
        _count(said, numbers),
        not _FISCAL.isdisjoint(said) or "fiscal" in said.get("length", "").lower(),
    )


_FISCAL = frozenset({"fy1", "fy2", "fy3", "fy4", "fy5", "fy6", "fiscal"})


def _count(said: dict[str, str], numbers: dict[str, str]) -> int | None:
    """Months of a duration, months back, or which quarter or half; None where it is none of these."""
    if (given := said.get("count") or said.get("counted")) is not None:
        return int(given) if given.isdigit() else _COUNTS[given.lower()]
    if (length := said.get("length")) is not None:
        return next(months for word, months in _COUNTS.items() if word in length.lower())
    for key, back in (("now", 0), ("before", 1), ("year_ago", 12)):
        if key in said:
            return back
    part = numbers.get("q") or numbers.get("h")
    if part is None:
        return None
    return int(part) if part.isdigit() else _ORDINALS[part.lower()]


VERSUS = re.compile(r"\s*(?:\(?\s*(?:versus|vs\.?|compared\s+(?:to|with))|\()\s*", re.IGNORECASE)
"""Between two periods that head two columns."""


def are_compared(text: str, said: Sequence[HeaderWord]) -> bool:
    """Whether the last two expressions are periods set against each other: "Foo Inc., May 2025 versus May 2024:"."""
    periods = [each for each in said if each.word in PERIOD_WORDS][-2:]
    return len(periods) > 1 and VERSUS.fullmatch(text, periods[0].end, periods[1].start) is not None
