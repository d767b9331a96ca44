"""Roll-forwards whose empty cells a text left out: their values are laid onto columns by what balances.

A row of four values below six columns does not say which two columns it has nothing in. What was there at the
beginning, with all that came and went, makes what was there at the end; and what one period ends with, the next begins
with. Where one way to lay the values does so, and no other, it is the right one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from monitor.disclosures.extract.tables.finding.cells import Kind, Value
from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.header.columns import Column
from monitor.disclosures.extract.tables.label.meaning import Meaning

_MOST = 10
"""Columns; of more of them there are too many ways to leave some out."""
_A_DAY = timedelta(days=1)


def balanced(rows: Sequence[TableRow], columns: Sequence[Column]) -> list[TableRow] | None:
    """The rows with a missing value for each cell that was left out; None where it cannot be told which were."""
    width = len(columns)
    if not 1 < width <= _MOST or any(each.start is None or each.end is None for each in columns):
        return None
    roll = _roll(rows, width)
    if roll is None:
        return None
    ways = [way for way in combinations(range(width), roll.width) if _balances(roll, way, columns)]
    if len(ways) != 1:
        return None
    return [_laid(row, ways[0], width) if len(row.values) == roll.width else row for row in rows]


@dataclass(frozen=True, slots=True)
class _Roll:
    """A roll-forward, in one unit; each row as signed numbers."""

    opening: Sequence[Decimal]
    flows: Sequence[Sequence[Decimal]]
    """Of as many values as the opening balance, or of fewer: all of these of as many."""
    closing: Sequence[Decimal] | None
    width: int
    """Values of the rows that leave cells out."""


def _roll(rows: Sequence[TableRow], width: int) -> _Roll | None:
    places = [place for place, row in enumerate(rows) if row.label.meaning is Meaning.BALANCE]
    if not places or not rows[places[0]].label.opens or len(rows[places[0]].values) != width:
        return None
    first = rows[places[0]]
    last = rows[places[-1]] if len(places) > 1 and rows[places[-1]].label.closes else None
    between = rows[places[0] + 1 : places[-1] if last is not None else len(rows)]
    counted = first.label.counted
    flows = [row for row in between if not counted or row.label.counted]
    read = [signed(row) for row in (first, *flows, *([last] if last is not None else []))]
    short = {len(row.values) for row in flows if len(row.values) != width}
    if len(short) != 1 or max(short) > width or any(each is None for each in read):
        return None
    numbers = [each for each in read if each is not None]
    closing = numbers.pop() if last is not None else None
    full = closing if closing is None or len(closing) == width else None
    return _Roll(numbers[0], numbers[1:], full, short.pop())


def signed(row: TableRow) -> list[Decimal] | None:
    """The values of a row with their signs, a dash as 0; None where one of them is no number."""
    numbers = [Decimal(0) if value.kind is Kind.NIL else value.number for value in row.values]
    told = [
        -number if value.negative else number
        for value, number in zip(row.values, numbers, strict=True)
        if number is not None
    ]
    return told if len(told) == len(row.values) else None


def _balances(roll: _Roll, way: Sequence[int], columns: Sequence[Column]) -> bool:
    """Whether the short rows, laid onto these columns, lead to balances that are told, and to no others."""
    ends = {
        place: roll.opening[place]
        + sum(flow[index if len(flow) == roll.width else place] for flow in roll.flows)
        for index, place in enumerate(way)
    }
    checks = [check for place, end in ends.items() for check in _checks(roll, (place, end), ends, columns)]
    return bool(checks) and all(checks)


def _checks(
    roll: _Roll, ended: tuple[int, Decimal], ends: dict[int, Decimal], columns: Sequence[Column]
) -> Iterator[bool]:
    """Whether what a column ends with is what the table, or another column, says."""
    place, end = ended
    if roll.closing is not None:
        yield end == roll.closing[place]
    after = columns[place].end
    for other, column in enumerate(columns):
        if after is not None and column.start == after + _A_DAY:
            yield roll.opening[other] == end
        if other in ends and other != place and column.end == after:
            yield ends[other] == end


def with_missing(row: TableRow, columns: Sequence[Column]) -> TableRow:
    """A row with a missing value for each column it has nothing in, where it is known which these are.

    It is known where it has a cell for every column, and of what is done in a period where columns of days are left.
    """
    width = len(columns)
    if len(row.cells) == width:
        values = {place: value for place, value in enumerate(row.cells) if value is not None}
        return _filled(row, values, width) if len(values) == len(row.values) < width else row
    lasting = [place for place, each in enumerate(columns) if each.start is not None]
    done = row.label.meaning in _DONE and len(row.values) == len(lasting) < width
    return _laid(row, lasting, width) if done else replace(row, cells=())


_DONE = {Meaning.SOLD, Meaning.PROCEEDS, Meaning.PRODUCED, Meaning.PURCHASED, Meaning.PRICE}


def _laid(row: TableRow, way: Sequence[int], width: int) -> TableRow:
    return _filled(row, dict(zip(way, row.values, strict=True)), width)


def _filled(row: TableRow, values: dict[int, Value], width: int) -> TableRow:
    at = row.values[-1].end
    missing = Value(Kind.MISSING, at, at)
    return replace(row, values=tuple(values.get(place, missing) for place in range(width)), cells=())
