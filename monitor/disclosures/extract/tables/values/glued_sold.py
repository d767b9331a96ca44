"""Coins sold whose digits a text glued together in a way that only something else in it tells apart.

That is their proceeds or price in the same table; or that the text tells one of them in a sentence, and the others
have as many digits.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from monitor.disclosures.extract.tables.finding.cells import Value, is_note
from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.header.columns import Column, Measure
from monitor.disclosures.extract.tables.label.meaning import Meaning
from monitor.disclosures.extract.tables.values.plausible import plausible_price
from monitor.disclosures.extract.tables.values.spread import all_ways
from monitor.disclosures.extract.tables.values.told import PRICES, PROCEEDS

Laid = Sequence[tuple[TableRow, list[Value | None] | None]]
_OFF = Decimal("0.02")
_ROUNDED = Decimal(60_000)
"""Dollars that proceeds in millions, printed with one decimal, may be off."""


def with_sold(
    rows: Laid, columns: Sequence[Column], scale: int | None, is_told: Callable[[str], bool]
) -> list[tuple[TableRow, list[Value | None] | None]]:
    """The rows, those of coins sold that could not be laid onto the columns told apart where one way alone fits.

    `is_told` asks whether a sentence of the text counts so many coins.
    """
    prices = next((values for row, values in rows if values and row.label.meaning in PRICES), None)
    money = next(
        (
            [_amount(value, row.label.scale or scale) for value in values]
            for row, values in rows
            if values and row.label.meaning in PROCEEDS
        ),
        None,
    )
    told: list[tuple[TableRow, list[Value | None] | None]] = []
    for row, values in rows:
        read = values
        if row.label.meaning is Meaning.SOLD and any(each.glued and not is_note(each) for each in row.values):
            if money is None:
                read = values or _told_beside(row, columns, is_told)
            elif values is None or not _all_fit(values, money, prices, columns):
                read = _told_apart(row, columns, prices, money)
        told.append((row, read))
    return told


def is_unread(rows: Laid) -> bool:
    """Whether a row of coins sold could not be read: then the dollars alone tell half of it."""
    return any(
        values is None and row.label.meaning is Meaning.SOLD and not (row.label.money or row.label.booked)
        for row, values in rows
    )


def _told_apart(
    row: TableRow, columns: Sequence[Column], prices: Sequence[Value | None] | None, money: Sequence[Decimal]
) -> list[Value | None] | None:
    fitting = [way for way in all_ways(row.values, columns) if _all_fit(way, money, prices, columns)]
    same = {tuple(value and value.number for value in way) for way in fitting}
    return fitting[0] if len(same) == 1 else None


def _told_beside(
    row: TableRow, columns: Sequence[Column], is_told: Callable[[str], bool]
) -> list[Value | None] | None:
    """The one way in which all numbers have as many digits, where a sentence tells one of them."""
    ways = [
        way for way in all_ways(row.values, columns) if len({len(each.digits) for each in way if each}) == 1
    ]
    told = len(ways) == 1 and any(is_told(each.digits) for each in ways[0] if each)
    return ways[0] if told else None


def _all_fit(
    coins: Sequence[Value | None],
    money: Sequence[Decimal],
    prices: Sequence[Value | None] | None,
    columns: Sequence[Column],
) -> bool:
    return all(
        _fits(sold, usd, prices[place] if prices else None, column)
        for place, (sold, usd, column) in enumerate(zip(coins, money, columns, strict=True))
        if column.measure is not Measure.CHANGE
    )


def _fits(coins: Value | None, usd: Decimal, price: Value | None, column: Column) -> bool:
    """Whether coins can have been sold for the dollars, at the price if it is known."""
    sold, each = _amount(coins), _amount(price)
    if not sold or not usd:
        return not sold and not usd
    if each:
        return abs(sold * each - usd) <= max(usd * _OFF, _ROUNDED)
    return plausible_price(usd / sold, column.start, column.end)


def _amount(value: Value | None, scale: int | None = None) -> Decimal:
    """What a value tells, in the unit that it names itself, else in the given one."""
    if value is None:
        return Decimal(0)
    return (value.number or Decimal(0)) * (value.scale if value.scale > 1 else scale or 1)
