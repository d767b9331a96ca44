"""Coins sold whose digits a text glued together in a way that only the proceeds, or the price, tell apart."""

from collections.abc import Sequence
from decimal import Decimal

from monitor.disclosures.extract.tables.cells import Value
from monitor.disclosures.extract.tables.columns import Column, Measure
from monitor.disclosures.extract.tables.meaning import Meaning
from monitor.disclosures.extract.tables.plausible import plausible_price
from monitor.disclosures.extract.tables.spread import ways_apart
from monitor.disclosures.extract.tables.table import TableRow
from monitor.disclosures.extract.tables.told import PRICES, PROCEEDS

Laid = Sequence[tuple[TableRow, list[Value | None] | None]]
_OFF = Decimal("0.02")
_ROUNDED = Decimal(60_000)
"""Dollars that proceeds in millions, printed with one decimal, may be off."""


def with_sold(rows: Laid, columns: Sequence[Column]) -> list[tuple[TableRow, list[Value | None] | None]]:
    """The rows, those of coins sold that could not be laid onto the columns told apart where one way alone fits.

    Args:
        rows: rows and their values, None where it cannot be told which is which.
        columns: the columns of the table.
    """
    if all(values is not None or row.label.meaning is not Meaning.SOLD for row, values in rows):
        return list(rows)
    prices = next((values for row, values in rows if values and row.label.meaning in PRICES), None)
    money = next((values for row, values in rows if values and row.label.meaning in PROCEEDS), None)
    return [
        (row, _told_apart(row, columns, prices, money))
        if values is None and money is not None and row.label.meaning is Meaning.SOLD
        else (row, values)
        for row, values in rows
    ]


def is_unread(rows: Laid) -> bool:
    """Whether a row of coins sold could not be read: then the dollars alone tell half of it."""
    return any(
        values is None and row.label.meaning is Meaning.SOLD and not (row.label.money or row.label.booked)
        for row, values in rows
    )


def _told_apart(
    row: TableRow,
    columns: Sequence[Column],
    prices: Sequence[Value | None] | None,
    money: Sequence[Value | None],
) -> list[Value | None] | None:
    fitting = [
        way
        for way in ways_apart(row.values, columns)
        if all(
            _fits(coins, usd, prices[place] if prices else None, column)
            for place, (coins, usd, column) in enumerate(zip(way, money, columns, strict=True))
            if column.measure is not Measure.CHANGE
        )
    ]
    same = {tuple(value and value.number for value in way) for way in fitting}
    return fitting[0] if len(same) == 1 else None


def _fits(coins: Value | None, money: Value | None, price: Value | None, column: Column) -> bool:
    """Whether coins can have been sold for the money, at the price if it is known."""
    sold, usd = _amount(coins), _amount(money)
    if not sold or not usd:
        return not sold and not usd
    each = _amount(price)
    if each:
        return abs(sold * each - usd) <= max(usd * _OFF, _ROUNDED)
    return plausible_price(usd / sold, column.start, column.end)


def _amount(value: Value | None) -> Decimal:
    return (value.number or Decimal(0)) * value.scale if value is not None else Decimal(0)
