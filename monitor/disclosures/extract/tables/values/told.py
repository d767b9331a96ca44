"""What a table tells of one period: figures by their meaning, in coins and in money."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from monitor.disclosures.extract.tables.finding.cells import Kind, Value
from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.header.columns import Column, Measure
from monitor.disclosures.extract.tables.label.meaning import Meaning

_CARD = 80
"""Characters after a value within which its label may end, where labels stand below their values."""
_ANY = Column()
_DOLLARS = {"", "$", "US$", "USD", "US"}
PRICES = (Meaning.PRICE, Meaning.BARE_PRICE)
PROCEEDS = (Meaning.PROCEEDS, Meaning.BARE_PROCEEDS)


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a row; offsets are of the text, from the row's label to the value's end."""

    number: Decimal
    """As printed, with its own "million"; a dash is 0."""
    start: int
    end: int
    approximate: bool = False
    scale: int | None = None
    """In what money is counted, by the value itself, its label or the caption; None where nothing says so."""
    dollars: bool = False
    """A sign by it, or in its column, says that it is dollars."""
    mixed: bool = False
    """It is of coins sold and of coins paid out, together."""


@dataclass(slots=True)
class Told:
    """The figures of one period."""

    start: date | None
    end: date
    rule: str
    coins: dict[Meaning, Figure] = field(default_factory=dict)
    money: dict[Meaning, Figure] = field(default_factory=dict)
    swaps: dict[int, dict[bool, Figure]] = field(default_factory=dict)
    """Exchanges for other coins, one for each row: in coins (False) and in money (True)."""
    sales: dict[int, dict[bool, Figure]] = field(default_factory=dict)
    """Of a roll-forward the rows of coins sold, each in coins (False) and in money (True): they add up."""
    vague: Figure | None = None
    """What was sold, where neither coins nor proceeds are told: by the books' value, or in an unknown unit."""
    to_date: bool = False
    rolls: bool = False
    """It is of a roll-forward, from a balance to the next."""
    earlier: bool = False
    """A later period stands in the same table: what was produced and held then, its own document has told."""
    booked: bool = False
    """Its money is carrying value, not what a sale brought."""
    largest: Decimal = Decimal(0)
    """The largest amount of money that was looked at, in all of its table."""
    unread: bool = False
    """A row tells the coins sold, and could not be read."""

    def take(
        self,
        row: TableRow,
        value: Value | None,
        column: Column = _ANY,
        *,
        in_money: bool = False,
        scale: int | None = None,
        dollars: bool = False,
        unsure: bool = False,
    ) -> None:
        """Put a value of a row where it belongs; one that cannot be told, or None for an empty cell, is left out.

        Args:
            row: the row it stands in.
            value: the value.
            column: its column.
            in_money: the column counts money, though its header does not say so.
            scale: in what the table counts money.
            dollars: a sign in its column says that it counts dollars.
            unsure: nothing tells whether the column counts coins or money.
        """
        meaning = row.label.meaning
        number = Decimal(0) if value is None or value.kind is Kind.NIL else value.number
        if meaning is None or value is None or number is None or column.measure in _OTHERS:
            return
        booked = row.label.booked and column.measure is not Measure.QUANTITY
        if self.rolls and meaning in _SOLD and number and not value.coins and (booked or unsure):
            self.vague = self.vague or _figure(row, value, number)
            return
        money = _counts_money(row, value, column, in_money=in_money)
        if money is None or unsure or (money and value.currency not in _DOLLARS):
            return
        own = value.scale if value.scale > 1 else None
        if money:
            self.largest = max(self.largest, number)
        figure = replace(
            _figure(row, value, number * (own or 1)),
            scale=1 if own or meaning in PRICES else row.label.scale or scale,
            dollars=bool(value.currency) or dollars,
        )
        if meaning is Meaning.SWAPPED:
            self.swaps.setdefault(row.start, {}).setdefault(money, figure)
            return
        if self.rolls and meaning is Meaning.SOLD:
            self.sales.setdefault(row.start if row.of is None else row.of, {}).setdefault(money, figure)
        figures = self.money if money else self.coins
        if meaning not in figures or (meaning is Meaning.SOLD and _TOTAL.match(row.text)):
            figures[meaning] = figure


@dataclass(frozen=True, slots=True)
class Item:
    """What one line of a list tells by itself; offsets are of the text."""

    start: int
    end: int
    owner: str | None
    told: Told = field(repr=False)


Days = dict[tuple[date | None, date], Told]
_TO_DATE = {"table.column": "table.to_date", "table.list": "table.list_to_date"}
"""Rules, as they are called where a column counts from the beginning of the year."""


def of_days(days: Days, column: Column, rule: str) -> Told | None:
    """What is told of the days of a column; None where it has none."""
    if column.end is None:
        return None
    own = _TO_DATE.get(rule, rule) if column.to_date else rule
    told = Told(column.start, column.end, own, to_date=column.to_date)
    return days.setdefault((column.start, column.end), told)


def with_earlier(told: Iterable[Told]) -> list[Told]:
    """What a table tells, marked where a later period stands in it."""
    every = list(told)
    newest = max((each.end for each in every), default=date.min)
    for each in every:
        each.earlier = each.end < newest
    return every


def in_one_unit(told: Iterable[Told]) -> list[Told]:
    """What a table tells, its largest amount known to each period: "sales | 4,200,000 | 310,000" are both dollars."""
    every = list(told)
    largest = max((each.largest for each in every), default=Decimal(0))
    for each in every:
        each.largest = largest
    return every


_TOTAL = re.compile(r"\W*total\b", re.IGNORECASE)
"""A row that stands for its parts above it."""
_OTHERS = (Measure.CARRYING, Measure.OTHER)
_SOLD = (Meaning.SOLD, Meaning.PROCEEDS)


def _figure(row: TableRow, value: Value, number: Decimal) -> Figure:
    return Figure(
        number=number,
        start=min(row.start, value.start),
        end=max(value.end, min(row.end, value.end + _CARD)),
        approximate=value.approximate,
        mixed=row.label.mixed,
    )


def _counts_money(row: TableRow, value: Value, column: Column, *, in_money: bool) -> bool | None:
    """Whether a value is money; None where it is of another sort than its row."""
    meaning = row.label.meaning
    if meaning in PRICES:
        return True
    if column.measure is Measure.QUANTITY or row.label.counted:
        return None if row.currency_of(value) else False
    if value.coins:
        return False
    if row.label.booked:
        return None
    money = column.measure is Measure.MONEY or in_money or row.label.money or value.currency
    if money or meaning in PROCEEDS:
        return True
    return None if row.label.by_quantity else False
