"""What a table tells of one period, as statements."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.tables.cells import Kind, Value
from monitor.disclosures.extract.tables.columns import Column, Measure
from monitor.disclosures.extract.tables.meaning import Meaning
from monitor.disclosures.extract.tables.plausible import plausible_price, scale_by_price
from monitor.disclosures.extract.tables.table import TableRow
from monitor.disclosures.statement import StatementKind
from monitor.money import MAX_SATS

_CENT = Decimal("0.01")
_MOST_USD = Decimal(10) ** 13
_DOLLARS = {"", "$", "US$", "USD", "US"}
_OFF = Decimal("0.1")
"""How far price times quantity may be from the proceeds, all three being rounded."""
_QUARTER = timedelta(days=100)
"""In dollars alone, nil tells of no sale in a quarter at most: over a year, sales move between rows of such tables."""
_PRICES = {Meaning.PRICE, Meaning.BARE_PRICE}
_BY_MONEY = {Meaning.PURCHASED, Meaning.PLEDGING}
_PROCEEDS = {Meaning.PROCEEDS, Meaning.BARE_PROCEEDS}


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
    to_date: bool = False
    booked: bool = False
    """Its money is carrying value, not what a sale brought."""

    def take(
        self, row: TableRow, value: Value | None, column: Column, *, in_money: bool, scale: int | None
    ) -> None:
        """Put a value where it belongs.

        Args:
            row: the row it stands in.
            value: the value, None where the column is empty.
            column: its column.
            in_money: the column counts money, though its header does not say so.
            scale: in what the table counts money, where its caption says so.
        """
        meaning = row.label.meaning
        number = None if value is None else Decimal(0) if value.kind is Kind.NIL else value.number
        if meaning is None or value is None or number is None or column.measure is Measure.CARRYING:
            return
        money = _counts_money(row, value, column, in_money=in_money)
        if money is None or (money and value.currency not in _DOLLARS):
            return
        own = value.scale if value.scale > 1 else None
        figure = Figure(
            number=number * (own or 1),
            start=row.start,
            end=value.end,
            approximate=value.approximate,
            scale=1 if own or meaning in _PRICES else row.label.scale or scale,
        )
        if meaning is Meaning.SWAPPED:
            self.swaps.setdefault(row.start, {}).setdefault(money, figure)
        else:
            (self.money if money else self.coins).setdefault(meaning, figure)


def _counts_money(row: TableRow, value: Value, column: Column, *, in_money: bool) -> bool | None:
    meaning = row.label.meaning
    if meaning in _PRICES:
        return True
    if column.measure is Measure.QUANTITY:
        return None if value.currency else False
    if value.coins:
        return False
    if (
        meaning in _PROCEEDS
        or value.currency
        or column.measure is Measure.MONEY
        or in_money
        or row.label.money
    ):
        return True
    return None if row.label.by_quantity else False


def statements_of(told: Told, text: str, entity: str | None) -> Iterator[Found]:
    """The statements that the figures of a period make. Impossible figures make none."""
    yield from _sales(told, text, entity)
    held = told.coins.get(Meaning.HELD) or told.coins.get(Meaning.BALANCE)
    if held is not None and not told.to_date and _sats(held) is not None:
        yield _found(
            StatementKind.HOLDINGS, told, held, text, entity,
            start=None, sats=_sats(held), holdings=_sats(held),
        )  # fmt: skip
    for meaning, kind in (
        (Meaning.PRODUCED, StatementKind.PRODUCTION),
        (Meaning.PURCHASED, StatementKind.PURCHASE),
        (Meaning.PLEDGING, StatementKind.PLEDGE),
        (Meaning.PLEDGED, StatementKind.PLEDGE),
    ):
        yield from _flow(told, meaning, kind, text, entity)


def _flow(
    told: Told, meaning: Meaning, kind: StatementKind, text: str, entity: str | None
) -> Iterator[Found]:
    figure, money = told.coins.get(meaning), told.money.get(meaning)
    start = None if meaning is Meaning.PLEDGED else told.start
    if told.start is None and meaning is not Meaning.PLEDGED:
        return
    if figure is not None and (sats := _sats(figure)):
        usd = _dollars(told, money, figure) if money and kind is StatementKind.PURCHASE else None
        yield _found(kind, told, figure, text, entity, start=start, sats=sats, usd=usd)
    elif money is not None and figure is None and money.number > 0 and meaning in _BY_MONEY:
        yield _found(kind, told, money, text, entity, start=start, usd=_whole(money))


def _sales(told: Told, text: str, entity: str | None) -> Iterator[Found]:
    if told.start is None:
        return
    held = told.coins.get(Meaning.HELD) or told.coins.get(Meaning.BALANCE)
    left = _sats(held) if held is not None else None
    for swap in told.swaps.values():
        yield from _swap(told, swap.get(False), swap.get(True), text, entity, left)
    sold = told.coins.get(Meaning.SOLD) or told.coins.get(Meaning.PROCEEDS)
    money = next((told.money[each] for each in (*_PROCEEDS, Meaning.SOLD) if each in told.money), None)
    price = next((told.money[each] for each in _PRICES if each in told.money), None)
    paid = price.number if price is not None and price.number > 0 else None
    if paid is not None and not plausible_price(paid, told.start, told.end):
        return  # another column's, or no price of bitcoin at all: then the row is not to be trusted either
    if sold is not None:
        yield from _sold(told, sold, money, paid, text, entity, left)
    elif (
        money is not None
        and money.number == 0
        and Meaning.SOLD in told.money
        and told.end - told.start < _QUARTER
    ):
        yield _found(StatementKind.NO_SALE, told, money, text, entity, start=told.start, holdings=left)
    elif money is not None and money.number > 0 and not told.booked:
        yield _by_money(told, money, paid, text, entity, left)


def _sold(
    told: Told,
    sold: Figure,
    money: Figure | None,
    paid: Decimal | None,
    text: str,
    entity: str | None,
    left: int | None,
) -> Iterator[Found]:
    if sold.number == 0:
        if money is None or money.number == 0:
            yield _found(StatementKind.NO_SALE, told, sold, text, entity, start=told.start, holdings=left)
        return
    sats = _sats(sold)
    if not sats:
        return
    usd = _dollars(told, money, sold) if money is not None and not told.booked else None
    if usd is not None and paid is not None and abs(paid * sold.number / usd - 1) > _OFF:
        usd = None
    yield _found(
        StatementKind.SALE,
        told,
        sold,
        text,
        entity,
        start=told.start,
        sats=sats,
        usd=usd,
        price=paid,
        holdings=left,
    )


def _by_money(
    told: Told, money: Figure, paid: Decimal | None, text: str, entity: str | None, left: int | None
) -> Found:
    usd = _whole(money)
    sats = None
    if paid is not None and usd:
        sats = int((usd / paid).scaleb(8).quantize(Decimal(1), ROUND_HALF_UP))
        sats = sats if 0 < sats <= MAX_SATS else None
    return _found(
        StatementKind.SALE, told, money, text, entity, start=told.start, sats=sats, usd=usd, price=paid, holdings=left,
        derived=frozenset({"sats"}) if sats else frozenset(),
    )  # fmt: skip


def _swap(
    told: Told, swapped: Figure | None, money: Figure | None, text: str, entity: str | None, left: int | None
) -> Iterator[Found]:
    figure = swapped or money
    if figure is None or figure.number == 0:
        return
    sats = _sats(swapped) if swapped else None
    if swapped is not None and not sats:
        return
    usd = (
        None if told.booked or money is None else _dollars(told, money, swapped) if swapped else _whole(money)
    )
    yield _found(
        StatementKind.SALE, told, figure, text, entity, start=told.start, sats=sats, usd=usd, holdings=left
    )


def _sats(figure: Figure) -> int | None:
    sats = figure.number.scaleb(8)
    return int(sats) if sats == sats.to_integral_value() and 0 <= sats <= MAX_SATS else None


def _whole(money: Figure) -> Decimal | None:
    usd = (money.number * (money.scale or 1)).quantize(_CENT)
    return usd if 0 < usd <= _MOST_USD else None


def _dollars(told: Told, money: Figure, coins: Figure) -> Decimal | None:
    """What a quantity brought or cost, in dollars; None where no unit makes a price that can be."""
    if money.number <= 0 or money.number > _MOST_USD:
        return None
    scale = scale_by_price(money.number, coins.number, told.start, told.end, money.scale)
    return None if scale is None else (money.number * scale).quantize(_CENT)


def _found(
    kind: StatementKind,
    told: Told,
    figure: Figure,
    text: str,
    entity: str | None,
    *,
    start: date | None,
    sats: int | None = None,
    usd: Decimal | None = None,
    price: Decimal | None = None,
    holdings: int | None = None,
    derived: frozenset[str] = frozenset(),
) -> Found:
    return Found(
        kind=kind,
        entity=entity,
        period_start=start,
        period_end=told.end,
        sats=sats,
        approximate=figure.approximate,
        avg_price_usd=price,
        proceeds_usd=usd,
        holdings_after_sats=holdings,
        derived=derived,
        evidence=text[figure.start : figure.end],
        start=figure.start,
        rule=told.rule,
    )
