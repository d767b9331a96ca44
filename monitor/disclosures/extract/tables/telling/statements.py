"""The statements that the figures of one period make. Impossible figures make none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.tables.label.meaning import Meaning
from monitor.disclosures.extract.tables.values.measuring import MOST_HELD, MOST_MINED
from monitor.disclosures.extract.tables.values.plausible import plausible_price, scale_by_price
from monitor.disclosures.extract.tables.values.told import PRICES, PROCEEDS, Figure, Told
from monitor.disclosures.statement import StatementKind
from monitor.money import MAX_SATS

_CENT = Decimal("0.01")
_MOST_USD = Decimal(10) ** 13
_LEAST_USD = 10_000
"""A sale known by its dollars alone brought as much, where no sign says that they are dollars."""
_LEAST_SIGNED = 100_000
"""Less than so many dollars in a roll-forward are thousands of which the text does not say so."""
_NEVER_THOUSANDS = 50_000_000
"""So many thousand dollars of bitcoin no seller ever had: then all amounts of a roll-forward are whole dollars."""
_MOST_SOLD = 200_000
"""More coins than any company ever sold in one period: such a number counts something else."""
_OFF = Decimal("0.1")
"""How far price times quantity may be from the proceeds, all three being rounded."""
_QUARTER = timedelta(days=100)
"""In dollars alone, nil tells of no sale in a quarter at most: over a year, sales move between rows of such tables."""
_FLOWS = (
    (Meaning.PRODUCED, StatementKind.PRODUCTION),
    (Meaning.PURCHASED, StatementKind.PURCHASE),
    (Meaning.PLEDGING, StatementKind.PLEDGE),
    (Meaning.PLEDGED, StatementKind.PLEDGE),
)
_BY_MONEY = {Meaning.PURCHASED, Meaning.PLEDGING}


def statements_of(told: Told, text: str, entity: str | None) -> Iterator[Found]:
    """The statements of one period."""
    teller = _Teller(told, text, entity)
    if told.start is not None:
        yield from teller.sales()
    yield from teller.holdings()
    for meaning, kind in _FLOWS:
        yield from teller.flow(meaning, kind)


def _joined(rows: list[dict[bool, Figure]]) -> list[dict[bool, Figure]]:
    """The rows of coins sold; where of two one counts the coins and the other the dollars, they are one sale."""
    kinds = sorted(tuple(each) for each in rows)
    return [rows[0] | rows[1]] if kinds == [(False,), (True,)] else rows


@dataclass(frozen=True, slots=True)
class _Teller:
    told: Told
    text: str
    entity: str | None

    @property
    def _held(self) -> Figure | None:
        return self.told.coins.get(Meaning.HELD) or self.told.coins.get(Meaning.BALANCE)

    @property
    def _left(self) -> int | None:
        return _sats(self._held)

    def holdings(self) -> Iterator[Found]:
        held, left = self._held, self._left
        if held is not None and left is not None and not (self.told.to_date or self.told.earlier):
            yield self._found(StatementKind.HOLDINGS, held, point=True, sats=left, holdings=left)

    def flow(self, meaning: Meaning, kind: StatementKind) -> Iterator[Found]:
        figure, money = self.told.coins.get(meaning), self.told.money.get(meaning)
        point = meaning is Meaning.PLEDGED
        most = MOST_MINED if meaning is Meaning.PRODUCED else MAX_SATS
        if (meaning is Meaning.PRODUCED and self.told.earlier) or (figure and figure.number > most):
            return
        if self.told.start is None and not point:
            return
        if figure is not None and (sats := _sats(figure)):
            cost = self._dollars(money, figure) if kind is StatementKind.PURCHASE else None
            yield self._found(kind, figure, point=point, sats=sats, usd=cost)
        elif money is not None and figure is None and meaning in _BY_MONEY and (usd := _whole(money)):
            yield self._found(kind, money, usd=usd)

    def sales(self) -> Iterator[Found]:
        told = self.told
        for swap in told.swaps.values():
            yield from self._swap(swap.get(False), swap.get(True))
        price = next((told.money[each].number for each in PRICES if each in told.money), None) or None
        if price is not None and not plausible_price(price, told.start, told.end):
            return  # another column's, or no price of bitcoin at all: then the row is not to be trusted either
        brought = next((told.money[each] for each in PROCEEDS if each in told.money), None)
        rows = _joined([each for each in told.sales.values() if any(one.number for one in each.values())])
        for each in rows:
            money = each.get(True) or (brought if len(rows) == 1 else None)
            yield from self._sale(each.get(False), money, price if len(rows) == 1 else None)
        if not rows:
            sold = told.coins.get(Meaning.SOLD) or told.coins.get(Meaning.PROCEEDS)
            yield from self._sale(sold, brought or told.money.get(Meaning.SOLD), price)

    def _sale(self, sold: Figure | None, money: Figure | None, price: Decimal | None) -> Iterator[Found]:
        if sold is not None:
            yield from self._sold(sold, money, price)
        elif money is not None and not self.told.unread:
            yield from self._by_money(money, price)
        elif self.told.vague is not None:
            yield self._found(StatementKind.SALE, self.told.vague, holdings=self._left)

    def _sold(self, sold: Figure, money: Figure | None, price: Decimal | None) -> Iterator[Found]:
        if sold.number == 0:
            if self.told.vague is None and (money is None or money.number == 0):
                yield self._found(StatementKind.NO_SALE, sold, holdings=self._left)
            return
        sats = _sats(sold)
        if not sats or sold.number > _MOST_SOLD:
            return
        usd = None if self.told.booked or sold.mixed else self._dollars(money, sold)
        if usd is not None and price is not None and abs(price * sold.number / usd - 1) > _OFF:
            usd = None
        yield self._found(StatementKind.SALE, sold, sats=sats, usd=usd, price=price, holdings=self._left)

    def _by_money(self, money: Figure, price: Decimal | None) -> Iterator[Found]:
        """A sale of which the dollars are given and no quantity; with a price, the quantity follows."""
        told, usd = self.told, _whole(money)
        if money.number == 0:
            short = told.end - (told.start or told.end) < _QUARTER
            sold = not told.money.keys().isdisjoint({Meaning.SOLD, Meaning.PROCEEDS})
            if short and sold and told.vague is None:
                yield self._found(StatementKind.NO_SALE, money, holdings=self._left)
            return
        unscaled = money.scale is None and not money.dollars and price is None and not told.booked
        in_thousands = unscaled and _LEAST_USD <= money.number < _LEAST_SIGNED  # it may be
        if in_thousands or (told.rolls and (told.booked or usd is None or self._is_unscaled(money))):
            yield self._found(StatementKind.SALE, money, holdings=self._left)
            return
        if usd is None or told.booked or (usd < _LEAST_USD and not money.dollars):
            return
        sats = None if price is None else int((usd / price).scaleb(8).quantize(Decimal(1), ROUND_HALF_UP))
        if sats is None or 0 < sats <= MAX_SATS:
            one = self._found(StatementKind.SALE, money, sats=sats, usd=usd, price=price, holdings=self._left)
            derived = frozenset() if sats is None else frozenset({"sats"})
            yield replace(one, derived=derived, approximate=one.approximate or sats is not None)

    def _is_unscaled(self, money: Figure) -> bool:
        """Whether nothing tells if money is in dollars or in thousands of them."""
        if money.scale is not None:
            return False
        if money.dollars and self.told.largest >= _NEVER_THOUSANDS:
            return False
        small = _LEAST_SIGNED if money.dollars and self.told.largest >= MOST_HELD else MOST_HELD
        return money.number < small

    def _swap(self, swapped: Figure | None, money: Figure | None) -> Iterator[Found]:
        figure, sats = swapped or money, _sats(swapped)
        if figure is None or figure.number == 0 or (swapped is not None and not sats):
            return
        # beside coins it is their value
        usd = None if swapped is not None or self.told.booked else _whole(money)
        yield self._found(StatementKind.SALE, figure, sats=sats, usd=usd, holdings=self._left)

    def _dollars(self, money: Figure | None, coins: Figure) -> Decimal | None:
        """What a quantity brought or cost; None where no unit makes a price that can be."""
        if money is None or not 0 < money.number <= _MOST_USD:
            return None
        scale = scale_by_price(money.number, coins.number, self.told.start, self.told.end, money.scale)
        return None if scale is None else (money.number * scale).quantize(_CENT)

    def _found(
        self,
        kind: StatementKind,
        figure: Figure,
        *,
        point: bool = False,
        sats: int | None = None,
        usd: Decimal | None = None,
        price: Decimal | None = None,
        holdings: int | None = None,
    ) -> Found:
        return Found(
            kind=kind,
            entity=self.entity,
            period_start=None if point else self.told.start,
            period_end=self.told.end,
            sats=sats,
            approximate=figure.approximate,
            avg_price_usd=price,
            proceeds_usd=usd,
            holdings_after_sats=holdings,
            evidence=self.text[figure.start : figure.end],
            start=figure.start,
            rule=self.told.rule,
        )


def _sats(figure: Figure | None) -> int | None:
    sats = Decimal(-1) if figure is None else figure.number.scaleb(8)
    return int(sats) if sats == sats.to_integral_value() and 0 <= sats <= MAX_SATS else None


def _whole(money: Figure | None) -> Decimal | None:
    if money is None or not 0 < money.number <= _MOST_USD:
        return None
    usd = (money.number * (money.scale or 1)).quantize(_CENT)
    return usd if usd <= _MOST_USD else None
