"""Which column of a table is which period: read from its header, never from its place alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum, auto
from itertools import pairwise

from monitor.disclosures.extract.tables.header.spanning import over_years, spans_of_days
from monitor.disclosures.extract.tables.header.words import HeaderWord, Word

_GAP = 2
"""Characters between "YTD" and its year."""
_MONTHS = 12


class Measure(StrEnum):
    """What a column counts, where its header says so."""

    UNSAID = auto()
    QUANTITY = auto()
    MONEY = auto()
    CARRYING = auto()
    """Dollars by the books, or figures that were restated since: never what a sale brought."""
    CHANGE = auto()
    """The change between two periods, mostly in per cent."""
    OTHER = auto()
    """Another coin's figures, or the total of several coins'."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of values."""

    start: date | None = None
    end: date | None = None
    """With no start: the column is of one day, such as a balance sheet's."""
    measure: Measure = Measure.UNSAID
    to_date: bool = False
    """It counts from the beginning of the calendar year."""


CHANGE = Column(measure=Measure.CHANGE)
MEASURES = {Word.QUANTITY: Measure.QUANTITY, Word.MONEY: Measure.MONEY, Word.CARRYING: Measure.CARRYING}
"""What a column counts, by the expressions that say so."""


def month_of(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """First and last day of so many months that end with the given one."""
    return first_of(year, month, 1 - months), first_of(year, month, 1) - timedelta(days=1)


def first_of(year: int, month: int, ahead: int = 0) -> date:
    """The first day of a month, so many months ahead; the year stays within the calendar."""
    count = max(_MONTHS, min(year * _MONTHS + month - 1 + ahead, 9998 * _MONTHS))
    return date(count // _MONTHS, count % _MONTHS + 1, 1)


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_named(word: HeaderWord) -> date | None:
    """The day that an expression gives; None where it lacks a part of one, or the calendar has none such."""
    return day_of(word.year or 0, word.month or 0, word.day or 0)


def columns_of(
    words: Sequence[HeaderWord], about: Sequence[HeaderWord], month: date | None, *, apart: bool = False
) -> tuple[Column, ...]:
    """The columns that the expressions of a header announce; none where they do not fit together.

    Args:
        words: the header's own, in reading order.
        about: those of the sentence above the table, for what the header leaves out.
        month: first day of the month the document is about, for "prior month" and months without a year.
        apart: "YTD" heads a column of its own, though a month stands before it on one line.
    """
    told = over_years(_with_year_above(words, about))
    if told is None:
        return ()
    words = told
    ended = _alike_years(_with_ends(words, month))
    dated = _with_years(list(ended) if apart else _joined(ended), month)
    periods = _periods(dated, _sticky(about), _newest(dated) or month)
    periods = _lasting(periods, [each for each in words if each.word is Word.DURATION], about)
    measures = [MEASURES[each.word] for each in words if each.word in MEASURES]
    return _measured(periods, measures) if periods else tuple(Column(measure=each) for each in measures)


def _with_year_above(words: Sequence[HeaderWord], about: Sequence[HeaderWord]) -> Sequence[HeaderWord]:
    """Quarters without a year in the header, below the only one that the sentence above names."""
    years = [each for each in about if each.word is Word.YEAR]
    bare = any(each.word is Word.QUARTER and each.year is None for each in words)
    dated = any(each.year is not None for each in words)
    return [*years, *words] if bare and len(years) == 1 and not dated else words


def _with_ends(words: Sequence[HeaderWord], month: date | None) -> Sequence[HeaderWord]:
    """Ends of durations, such as "June 30", and days side by side, with their years, where the header has none."""
    if month is None or any(each.word in {Word.YEAR, Word.DATE} for each in words):
        return words
    several = sum(each.word is Word.MONTH_DAY for each in words) > 1
    return [
        replace(each, word=Word.DATE, year=latest_year(each.month or 1, month))
        if each.word is Word.MONTH_DAY and (several or (before is not None and before.word is Word.DURATION))
        else each
        for before, each in zip((None, *words), words, strict=False)
    ]


def _alike_years(words: Sequence[HeaderWord]) -> Sequence[HeaderWord]:
    """Years beside a fiscal year are fiscal too: "Fiscal Year 2024 2023"."""
    ends = {each.month for each in words if each.word is Word.YEAR and each.month}
    if len(ends) != 1:
        return words
    [last] = ends
    return [replace(each, month=last) if each.word is Word.YEAR else each for each in words]


def _newest(words: Sequence[HeaderWord]) -> date | None:
    """The newest month with a column of its own, or that ends one: what "prior month" and "year to date" are of."""
    months = (
        first_of(word.year, word.month or 3 * (word.count or 1))
        for word in words
        if word.year
        and not word.fiscal
        and (word.word is Word.QUARTER or (word.word is Word.MONTH and word.month))
    )
    return max(months, default=None)


def _joined(words: Sequence[HeaderWord]) -> list[HeaderWord]:
    """The same with "YTD 2025", "September 2025 YTD" and "current month (May 2024)" as one expression each."""
    joined: list[HeaderWord] = []
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        if word.word is Word.RELATIVE and rest and rest[-1].word is Word.MONTH and _is_inside(word, rest[-1]):
            continue
        if word.word is Word.TO_DATE and not word.fiscal:
            before = joined[-1] if joined and _touch(joined[-1], word) else None
            after = rest[-1] if rest and _touch(word, rest[-1]) else None
            if after is not None and not (before is not None and before.word is Word.YEAR):
                rest.pop()
                word = replace(after, word=Word.TO_DATE, start=word.start)
            elif before is not None:
                word = replace(joined.pop(), word=Word.TO_DATE, end=word.end)
        joined.append(word)
    return joined


def _is_inside(word: HeaderWord, after: HeaderWord) -> bool:
    """Whether an expression stands in parentheses behind another one."""
    return word.line == after.line and after.start - word.end == len(" (")


def _touch(first: HeaderWord, second: HeaderWord) -> bool:
    """Whether two expressions of a line stand side by side, one of them a year, month or day."""
    dated = {first.word, second.word} & {Word.YEAR, Word.MONTH, Word.DATE, Word.QUARTER}
    return bool(dated) and first.line == second.line and second.start - first.end <= _GAP


def _with_years(words: list[HeaderWord], month: date | None) -> list[HeaderWord]:
    """Months that are named without their year get it: from the years below them, else from the document."""
    names = [each for each in words if each.word is Word.MONTH_NAME]
    if not names:
        return words
    years = [each.year for each in words if each.word is Word.YEAR]
    if not years and month is not None:
        years = [latest_year(each.month or 1, month) for each in names]
    if len(years) not in {1, len(names)}:
        return []
    given = iter(years * len(names) if len(years) == 1 else years)
    return [
        replace(each, word=Word.MONTH, year=next(given)) if each.word is Word.MONTH_NAME else each
        for each in words
        if each.word is not Word.YEAR
    ]


def latest_year(named: int, month: date) -> int:
    """The year of the last such month, counted back from another."""
    return month.year if named <= month.month else month.year - 1


def _sticky(about: Sequence[HeaderWord]) -> tuple[int, int] | None:
    """Month and day of the sentence above, where it knows one pair only."""
    days = {(each.month, each.day) for each in about if each.word in {Word.DATE, Word.MONTH_DAY}}
    [(month, day)] = days if len(days) == 1 else [(None, None)]
    return (month, day) if month and day else None


def _periods(words: Sequence[HeaderWord], sticky: tuple[int, int] | None, month: date | None) -> list[Column]:
    columns: list[Column] = []
    for each in words:
        if each.word in {Word.MONTH_DAY, Word.DATE}:
            sticky = (each.month or 1, each.day or 1)
        if each.word is Word.CHANGE:
            columns.append(CHANGE)
        elif (column := _column(each, sticky, month)) is not None:
            columns.append(replace(column, measure=Measure.CARRYING) if each.superseded else column)
        elif each.word not in {Word.MONTH_DAY, Word.DURATION, *MEASURES}:
            return []  # a period that cannot be told: which column is which is lost
    return _changes_last(columns) if any(each.measure is not Measure.CHANGE for each in columns) else []


def _changes_last(columns: list[Column]) -> list[Column]:
    """Changes that a header names above its periods stand behind them."""
    first = next(place for place, each in enumerate(columns) if each.measure is not Measure.CHANGE)
    return [*columns[first:], *columns[:first]]


def _column(each: HeaderWord, sticky: tuple[int, int] | None, month: date | None) -> Column | None:
    if each.fiscal:
        return None
    match each.word, each.year:
        case Word.RELATIVE, _ if month is not None:
            return Column(*month_of(month.year, month.month - (each.count or 0)))
        case Word.TO_DATE, _:
            return _to_date(each, month)
        case Word.MONTH, int(year):
            return Column(*month_of(year, each.month or 1))
        case Word.QUARTER, int(year):
            return Column(*month_of(year, 3 * (each.count or 1), 3))
        case Word.HALF, int(year):
            return Column(*month_of(year, 6 * (each.count or 1), 6))
        case Word.YEAR, int(year) if each.month is not None:
            return Column(*month_of(year, each.month, 12))
        case ((Word.DATE | Word.YEAR), int(year)):
            named = (each.month or 1, each.day or 1) if each.word is Word.DATE else sticky
            end = day_of(year, *named) if named else date(year, 12, 31)
            return Column(end=end) if end and named else Column(date(year, 1, 1), end) if end else None
    return None


def _to_date(each: HeaderWord, month: date | None) -> Column | None:
    year = each.year or (month and month.year)
    last = each.month or (3 * each.count if each.count else month and month.month)
    return Column(date(year, 1, 1), month_of(year, last)[1], to_date=True) if year and last else None


def _lasting(
    columns: list[Column], durations: Sequence[HeaderWord], about: Sequence[HeaderWord]
) -> list[Column]:
    """Columns headed by a day alone get the duration that stands above them."""
    ends = [each.end for each in columns if each.end is not None and each.start is None]
    above = [each for each in about if each.word is Word.DURATION]
    durations = durations or (above if len(above) == 1 else [])
    if not ends or not durations:
        return columns
    lengths = [each.count or 1 for each in durations]
    covered = spans_of_days(ends, len(lengths))
    repeated = len(ends) % len(lengths) and any(one == other for one, other in pairwise(lengths))
    if repeated and len(ends) > len(lengths):  # each column has its heading, but for days behind them
        covered, lengths = [*[1] * len(lengths), len(ends) - len(lengths)], [*lengths, 0]
    elif covered is None and ends != sorted(ends, reverse=True):
        covered, lengths = spans_of_days(ends, len(lengths) + 1), [*lengths, 0]
    if covered is None:
        return []
    months = iter([length for length, width in zip(lengths, covered, strict=True) for _ in range(width)])
    return [each if each.start or not each.end else _from_end(each, next(months)) for each in columns]


def with_days_last(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns below one duration of tagged data, those of days at their end without it.

    As in "3 Months Ended" above "Mar. 31, 2025 | Mar. 31, 2024 | Dec. 31, 2024": each group begins with its newest.
    """
    ends = [each.end for each in columns if each.end is not None and each.start is not None]
    if len(ends) != len(columns) or ends == sorted(ends, reverse=True):
        return columns
    groups = spans_of_days(ends, 2)
    first = len(columns) if groups is None else groups[0]
    return (*columns[:first], *(replace(each, start=None) for each in columns[first:]))


def _from_end(column: Column, months: int) -> Column:
    """The column of a day with its first day; not of fiscal weeks: where they begin is not told."""
    assert column.end is not None, "only such columns are asked for"
    if not months:
        return column
    start = month_of(column.end.year, column.end.month, months)[0]
    return column if (column.end + timedelta(days=1)).day != 1 else replace(column, start=start)


def _measured(periods: list[Column], measures: list[Measure]) -> tuple[Column, ...]:
    """Every period's columns, where a row of measures stands above or below the periods."""
    kept = [each for each in periods if each.measure is not Measure.CHANGE]
    single = list(dict.fromkeys(kept))
    if len(single) > 1 and kept == single * len(measures) and len(measures) > 1:
        # the periods are repeated below each of them
        return _each(kept, [each for each in measures for _ in single])
    if kept == single and len(measures) == len(kept) and len(set(measures)) == 1:
        return tuple(each if each == CHANGE else replace(each, measure=measures[0]) for each in periods)
    if len(measures) <= 1 or len(measures) < len(kept):
        return tuple(periods)
    if len(measures) == len(kept):  # a period's heading is repeated over its columns
        return _each(kept, measures) if single != kept else ()
    width, rest = divmod(len(measures), len(kept))
    return _each([each for each in kept for _ in range(width)], measures) if not rest else ()


def _each(columns: Sequence[Column], measures: Sequence[Measure]) -> tuple[Column, ...]:
    return tuple(replace(each, measure=measure) for each, measure in zip(columns, measures, strict=True))
