"""What the columns of a roll-forward count, coins or money, where their header does not say.

Money is told by its signs, by rows that only money has (a coin's number does not change with its price), by sizes
that no number of coins has, and by a caption "in thousands". Coins are told by a caption "number of bitcoin", by
fractions, and by a dash wherever only money changes. Of two columns side by side the price that they make tells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from monitor.disclosures.extract.tables.finding.cells import Kind, Value
from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.header.columns import Column, Measure
from monitor.disclosures.extract.tables.label.meaning import Meaning
from monitor.disclosures.extract.tables.values.plausible import scale_by_price

MOST_HELD = 1_000_000
"""More coins than anybody holds: such a number counts money."""
MOST_MINED = 20_000
"""More coins than anybody ever mined in a year."""
_VALUED = re.compile(
    r"\b(?:fair (?:market )?value|mark.to.market|impair\w*|revaluations?|remeasurements?|gains?|loss(?:es)?|"
    r"appreciation|depreciation|translation|foreign (?:currency|exchange)|cumulative effect|adoption)\b",
    re.IGNORECASE,
)
"""Rows in which only money changes."""
_COUNTED = re.compile(
    r"\b(?:number|quantity|amount|units?) of (?:bitcoins?|btcs?|coins|digital assets)\b|"
    r"\bin (?:bitcoins?|btcs?|units|quantity)\b|\bby (?:quantity|units?|number)\b|\((?:btcs?|bitcoins?|units)\)|"
    r"\bbitcoin quantit"
)
_EXCEPT = re.compile(r"\bexcept\b")
_LEAST_FLOWS = 2
_EARLIER = timedelta(days=40)

Rows = Sequence[tuple[TableRow, Sequence[Value | None]]]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands above a table of what it counts."""

    caption: str
    """Lower case."""
    scale: int | None
    """Thousands or millions, by the table's own caption."""
    near: int | None = None
    """The same, by what stands further above."""

    @property
    def coins(self) -> bool:
        """All figures are numbers of coins."""
        return _COUNTED.search(self.caption) is not None and not self.excepted

    @property
    def excepted(self) -> bool:
        """As in "in thousands, except bitcoin"."""
        return _EXCEPT.search(self.caption) is not None

    @property
    def money(self) -> bool:
        """All figures are money."""
        return self.scale is not None and not self.excepted


def measured(
    columns: Sequence[Column], rows: Rows, said: Said, period: tuple[date, date] | None = None
) -> tuple[Column, ...]:
    """The columns of a roll-forward with what they count; some may stay unsaid.

    Args:
        columns: the columns as the header has them.
        rows: the rows of the roll-forward, with a value for each column.
        said: what the caption says.
        period: what the columns are of, where they do not say; for the price of a coin.
    """
    told = [
        _told(each, place, rows, said, sole=_is_sole(place, columns)) for place, each in enumerate(columns)
    ]
    for (first, one), (second, other) in pairwise(enumerate(columns)):
        days = (one.start, one.end) if one.end is not None else period or (None, None)
        if (one.start, one.end) != (other.start, other.end) or days[1] is None:
            continue
        _settle(told, (first, second), rows, (days[0], days[1]), said.scale or said.near)
    if said.money:
        told = [Measure.MONEY if each is Measure.UNSAID else each for each in told]
    return tuple(replace(each, measure=measure) for each, measure in zip(columns, told, strict=True))


def _is_sole(place: int, columns: Sequence[Column]) -> bool:
    """Whether no column beside it has the same period: then nothing but the caption tells what it counts."""
    own = (columns[place].start, columns[place].end)
    beside = [*columns[max(0, place - 1) : place], *columns[place + 1 : place + 2]]
    return all((each.start, each.end) != own for each in beside)


def _told(column: Column, place: int, rows: Rows, said: Said, *, sole: bool) -> Measure:
    if column.measure is not Measure.UNSAID:
        return column.measure
    values = [(row, value) for row, each in rows if (value := each[place]) is not None]
    numbers = [(row, value) for row, value in values if (value.number or 0) > 0 and not value.coins]
    if any(_is_money(row, value, counted=said.coins and sole) for row, value in numbers):
        return Measure.MONEY
    if said.coins or any(value.coins for _, value in values):
        return Measure.QUANTITY
    if said.money:
        return Measure.MONEY if sole else Measure.UNSAID
    nothing = any(value.kind is Kind.NIL and _only_money(row) for row, value in values)
    if (nothing and len(numbers) > _LEAST_FLOWS) or any("." in value.digits for _, value in numbers):
        return Measure.QUANTITY
    return Measure.UNSAID


def _is_money(row: TableRow, value: Value, *, counted: bool) -> bool:
    """Whether only money can be so; `counted` where a caption says that all are numbers of coins.

    A mining pool earns more coins than anybody mined: "BTC earned by the pool 31,204.5" below "(number of BTC)".
    """
    most = MOST_MINED if row.label.meaning is Meaning.PRODUCED and not counted else MOST_HELD
    return bool(row.currency_of(value)) or (value.number or 0) * value.scale > most or _only_money(row)


def _only_money(row: TableRow) -> bool:
    return row.label.meaning is None and _VALUED.search(row.text) is not None


def _settle(
    told: list[Measure], pair: tuple[int, int], rows: Rows, days: tuple[date | None, date], scale: int | None
) -> None:
    """Tell of two columns side by side which counts coins and which their money, by the other one or the price."""
    for coins, money in (pair, pair[::-1]):
        if Measure.UNSAID not in {told[coins], told[money]}:
            return
        may_be = told[coins] in _MAYBE_COINS and told[money] in _MAYBE_MONEY
        if may_be and _make_prices(coins, money, rows, days, scale):
            told[coins], told[money] = Measure.QUANTITY, Measure.MONEY


_MAYBE_COINS, _MAYBE_MONEY = {Measure.UNSAID, Measure.QUANTITY}, {Measure.UNSAID, Measure.MONEY}


def _make_prices(
    coins: int, money: int, rows: Rows, days: tuple[date | None, date], scale: int | None
) -> bool:
    """Whether all rows with figures in both columns make prices that a coin had, in one unit of money."""
    pairs = list(_pairs(coins, money, rows))
    start = (days[0] or days[1]) - _EARLIER
    scales = {scale_by_price(usd, btc, start, days[1], scale) for btc, usd in pairs}
    return len(scales) == 1 and None not in scales


def _pairs(coins: int, money: int, rows: Rows) -> Iterator[tuple[Decimal, Decimal]]:
    for _, values in rows:
        one, other = values[coins], values[money]
        btc, usd = one and one.number, other and other.number
        if btc and usd and btc >= 1:
            yield btc, usd
