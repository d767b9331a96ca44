"""Headings that span several columns: durations over days, days and quarters over years, years over quarters."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

from monitor.disclosures.extract.tables.header.words import HeaderWord, Word

_OF_A_YEAR = frozenset({Word.MONTH_DAY, Word.MONTH_NAME, Word.QUARTER})
_DATED = {Word.MONTH_DAY: Word.DATE, Word.MONTH_NAME: Word.MONTH, Word.QUARTER: Word.QUARTER}
_BESIDE = frozenset({Word.YEAR, Word.DURATION, Word.CHANGE, Word.QUANTITY, Word.MONEY, Word.CARRYING})
_MOST = 12
"""Columns of a header whose spans are looked for."""

Days = Sequence[tuple[int, int, int]]
"""What stands below headings, as years, months and days."""


def spans(below: Days, headings: int) -> list[int] | None:
    """How many columns each heading covers; None where that cannot be told.

    Below one heading no days come again after others, and all go the same way: the newest first, or the oldest. Of
    several ways those are better in which headings cover equal numbers, or columns that end on the same day of a year.
    """
    if headings < 1 or not headings <= len(below) <= _MOST:
        return None
    if headings in {1, len(below)}:
        return [len(below) // headings] * headings
    ways = list(_ways(below, headings))
    for better in (_parts_all, _goes_as_it_begins, _is_even, _is_alike):
        if len(ways) > 1:
            ways = [way for way in ways if better(below, way)] or ways
    return ways[0] if len(ways) == 1 else None


def _ways(below: Days, headings: int) -> Iterator[list[int]]:
    for cuts in combinations(range(1, len(below)), headings - 1):
        way = [end - start for start, end in pairwise((0, *cuts, len(below)))]
        if len(set(_steps(below, way)) - {0}) <= 1:
            yield way


def _steps(below: Days, way: Sequence[int]) -> list[int]:
    """Whether each column is newer (1) or older (-1) than the one before below the same heading, or as old (0)."""
    days = iter(below)
    return [
        (after > before) - (after < before)
        for width in way
        for before, after in pairwise([next(days) for _ in range(width)])
    ]


def _parts_all(below: Days, way: Sequence[int]) -> bool:
    """Whether no days stand twice below one heading."""
    return 0 not in _steps(below, way)


def _goes_as_it_begins(below: Days, way: Sequence[int]) -> bool:
    """Whether the columns below a heading go from the newest on where the first of all is the newest, else up to it."""
    return not _steps(below, way) or (below[0] == max(below)) == (-1 in _steps(below, way))


def _is_even(_: Days, way: Sequence[int]) -> bool:
    return len(set(way)) == 1


def _is_alike(below: Days, way: Sequence[int]) -> bool:
    """Whether the columns below each heading end on the same day of their years."""
    days = iter(below)
    return all(len({next(days)[1:] for _ in range(width)}) == 1 for width in way)


def spans_of_days(ends: Sequence[date], headings: int) -> list[int] | None:
    """How many of the columns that end on those days each duration above them covers."""
    return spans([(day.year, day.month, day.day) for day in ends], headings)


def over_years(words: Sequence[HeaderWord]) -> list[HeaderWord] | None:
    """Days, months and quarters without their year, each with that of every column it stands over or under.

    As in "Q1 | Q2" over "2025 | 2024 | 2025 | 2024", "2024 | 2025" over "Q1 | Q2 | Q1 | Q2". None where it cannot be
    told which belongs to which.
    """
    parts = [each for each in words if each.word in _OF_A_YEAR and each.year is None]
    years = [each for each in words if each.word is Word.YEAR]
    several = len(parts) > 1 and all(each in parts or each.word in _BESIDE for each in words)
    if not several or (len(years) <= 1 and all(each.word is not Word.QUARTER for each in parts)):
        return list(words)
    if not years:
        return None  # of which year these quarters are is not told
    above = parts[-1].start < years[0].start
    if not (above or years[-1].start < parts[0].start):
        return list(words)  # each beside its year
    heads, below = (parts, years) if above else (years, parts)
    widths = spans(
        [(each.year or 0, each.month or each.count or 0, each.day or 0) for each in below], len(heads)
    )
    if widths is None:
        return None
    covering = [head for head, width in zip(heads, widths, strict=True) for _ in range(width)]
    dated = dict(zip(below, map(_dated, covering, below), strict=True))
    return [dated.get(each, each) for each in words if each in dated or each not in heads]


def _dated(head: HeaderWord, below: HeaderWord) -> HeaderWord:
    part, year = (below, head) if head.word is Word.YEAR else (head, below)
    return replace(
        part, word=_DATED[part.word], year=year.year, start=below.start, end=below.end, line=below.line
    )
