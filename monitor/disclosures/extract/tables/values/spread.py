"""The values of a row laid onto the columns of its table; glued ones are taken apart first."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from monitor.disclosures.extract.tables.finding.cells import Kind, Value, is_note, plain_number
from monitor.disclosures.extract.tables.header.columns import Column, Measure
from monitor.disclosures.extract.tables.values.apart import (
    signs_apart,
    ways_apart,
    with_dash_before_change,
    without_note,
)

_OFF = Decimal("0.012")
"""How far a printed percentage may be from the change it stands for, being rounded."""
_EVEN = 2
"""How many times as much one period may have as the next, where digits could be taken apart in another way."""


_FAR, _NEVER = 20, 400
"""By how many times a row hardly, and never, falls or rises from one period to the next."""


def spread(values: Sequence[Value], columns: Sequence[Column]) -> list[Value | None] | None:
    """One value for each column, None where a column has none; None where it cannot be told which is which."""
    glued = _is_glued(values)
    if not glued and not any(value.glued for value in values):  # most rows: they can be read in one way only
        laid = _laid(values, columns)
        if laid is not None:
            return laid
    for candidate in _readings(values, columns):
        laid = _laid(candidate, columns)
        if laid is not None and (not glued or len(candidate) == len(columns)):
            return laid
    return None


def _readings(values: Sequence[Value], columns: Sequence[Column]) -> Iterator[list[Value]]:
    """The values as they stand, without a footnote's number, with glued ones taken apart."""
    noted = [
        after
        for before, after in pairwise(values)
        if after.start == before.end and after.glued and is_note(after)
    ]
    values = [value for value in values if value not in noted]  # "58 BTC1"
    if len(values) > 1 and _is_note_in_brackets(values[0], values[1]):
        values = values[1:]
    if not _is_glued(values):
        yield list(values)
    asides = [after for before, after in pairwise(values) if _is_aside(before, after)]
    if asides:
        yield [value for value in values if value not in asides]
    if len(values) > 1 and is_note(values[0]):
        yield list(values[1:])
    apart = [part for value in values for part in signs_apart(value)]
    if len(apart) > len(values) or _is_glued(values):
        yield apart
    for wanted in _widths(columns):
        if (way := _only_way(apart, columns, wanted)) is not None:
            yield way


def _widths(columns: Sequence[Column]) -> Iterator[int]:
    """How many values a row may have: one for each column, or none for the changes."""
    yield from dict.fromkeys((len(columns), _periods(columns)))


def _periods(columns: Sequence[Column]) -> int:
    return sum(each.measure is not Measure.CHANGE for each in columns)


def _only_way(values: Sequence[Value], columns: Sequence[Column], wanted: int) -> list[Value] | None:
    """The one way to take values apart that can be right: where changes are printed, the one that they bear out."""
    ways = _fitting(ways_apart(values, wanted), columns)
    unmarked = _fitting(ways_apart(without_note(values), wanted), columns)
    dash = with_dash_before_change(values)
    dashed = _fitting([dash] if len(dash) == wanted else ways_apart(dash, wanted), columns)
    told = [way for way in (*ways, *unmarked, *dashed) if changes_agree(way, columns)]
    told = told or [
        way
        for way in _fitting(ways_apart(values, wanted, alike=False), columns)
        if changes_agree(way, columns)
    ]
    if told or any(changes_agree(way, columns) is False for way in ways):
        return told[0] if len(told) == 1 else None
    ways = [way for way in ways if _is_even(way, _NEVER)]
    if len(ways) != 1:
        return unmarked[0] if not ways and len(unmarked) == 1 else None
    if _is_even(ways[0]):
        return ways[0]
    far = len({each.measure for each in columns} - {Measure.CHANGE}) == 1 and not _is_even(ways[0], _FAR)
    even = [way for way in unmarked if _is_even(way, _FAR if far else _EVEN)]
    return even[0] if len(even) == 1 else None if far else ways[0]


def _fitting(ways: Sequence[list[Value]], columns: Sequence[Column]) -> list[list[Value]]:
    return [way for way in ways if _laid(way, columns) is not None]


def _is_note_in_brackets(first: Value, second: Value) -> bool:
    """As in "BTC Sold (2)691": a number in brackets that touches one without them."""
    return first.negative and is_note(first) and first.end == second.start and not second.negative


def _is_aside(before: Value, after: Value) -> bool:
    """As in "19,368 (2)" and "428 (-2%)": a footnote's number, or the change, in brackets behind a number."""
    bracketed = after.negative and not after.bare_minus and not before.negative
    return bracketed and after.start - before.end <= 1 and (after.percent or is_note(after))


def all_ways(values: Sequence[Value], columns: Sequence[Column]) -> Iterator[list[Value | None]]:
    """All the ways to take the glued values of a row apart so that they fit the columns."""
    apart = [part for value in values for part in signs_apart(value)]
    for wanted in _widths(columns):
        for way in (*ways_apart(apart, wanted), *ways_apart(without_note(apart), wanted)):
            if (laid := _laid(way, columns)) is not None:
                yield laid


def _is_even(values: Sequence[Value], times: int = _EVEN) -> bool:
    """Whether the numbers of a row are of about one size, none being so many times the next."""
    told = [value.number for value in values if not value.percent and value.number]
    return all(before <= times * after and after <= times * before for before, after in pairwise(told))


def _is_glued(values: Sequence[Value]) -> bool:
    """Whether values touch each other, or the label, so that a minus may be a dash and a column may be lost."""
    touching = any(after.start == before.end for before, after in pairwise(values))
    return touching or any(value.glued and not is_note(value) for value in values[:1])


def _laid(values: Sequence[Value], columns: Sequence[Column]) -> list[Value | None] | None:
    kept = [place for place, each in enumerate(columns) if each.measure is not Measure.CHANGE]
    laid: list[Value | None] = [None] * len(columns)
    given, values = values, _without_unnamed(values, columns)
    if len(values) == len(columns):
        laid = list(values)
    else:
        differs = _has_difference(values, columns)
        plain = values[: len(kept)] if differs else _without_changes(given, len(kept))
        if len(plain) != len(kept) or (len(values) > len(columns) and not differs):
            return None
        for place, value in zip(kept, plain, strict=True):
            laid[place] = value
    return laid if all(_is_single(laid[place]) for place in kept) else None


def _without_changes(values: Sequence[Value], kept: int) -> Sequence[Value]:
    """The values without the changes: those in per cent, and what says "N/A" behind the periods."""
    return [
        value
        for place, value in enumerate(values)
        if not (value.percent or (place >= kept and value.kind is Kind.MISSING))
    ]


def _is_single(value: Value | None) -> bool:
    """Whether a value is one number of a period, or none: no percentage, and not several glued together."""
    return value is None or not (value.percent or (value.kind is Kind.NUMBER and value.number is None))


def _without_unnamed(values: Sequence[Value], columns: Sequence[Column]) -> Sequence[Value]:
    """The values without changes in per cent at the end that have no heading of their own, or a mere "%"."""
    if len(values) <= len(columns):
        return values
    kept = _periods(columns)
    if kept == len(columns) > len(set(columns)):
        return values  # it is not known which columns there are
    unsaid = all(value.percent or value.kind is Kind.MISSING for value in values[kept:])
    return values[: len(columns)] if unsaid and not any(value.percent for value in values[:kept]) else values


def _has_difference(values: Sequence[Value], columns: Sequence[Column]) -> bool:
    """Whether a change of two periods stands twice behind them, as a difference and in per cent."""
    if len(columns) != 3 or _periods(columns) != 2 or len(values) != 4:  # noqa: PLR2004 - as many as they are
        return False
    first, second, difference = (value.number for value in values[:3])
    told = first is not None and second is not None and abs(first - second) == difference
    return told and (values[3].percent or values[3].kind is not Kind.NUMBER)


def changes_agree(values: Sequence[Value], columns: Sequence[Column]) -> bool | None:
    """Whether the printed changes are those between the newest period and the others; None where none is printed."""
    laid = _laid(values, columns)
    if laid is None:
        return None
    pairs = [(each, value) for each, value in zip(columns, laid, strict=True) if value is not None]
    changes = (value.digits for each, value in pairs if each.measure is Measure.CHANGE and value.percent)
    printed = [(plain_number(digits) or Decimal(0)) / 100 for digits in changes]
    periods = (
        (each.end or date.min, value.number) for each, value in pairs if each.measure is not Measure.CHANGE
    )
    amounts = [(end, number) for end, number in periods if number]
    if not printed or len(amounts) < 2:  # noqa: PLR2004 - two periods make a change
        return None
    newest = max(end for end, _ in amounts)
    first = next(number for end, number in amounts if end == newest)
    told = [abs(first / number - 1) for end, number in amounts if end != newest]
    return all(any(abs(change - each) <= _OFF for each in told) for change in printed)
