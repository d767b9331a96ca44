"""What a sale of a tongue was done for."""

from decimal import Decimal

from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.money.terms import Terms
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import SELLING, Mark

_STOPS = frozenset({Mark.MINED, Mark.BOUGHT, Mark.OTHER, Mark.BREAK}) | SELLING
_LOWEST, _HIGHEST = Decimal(1_000), Decimal(500_000)
"""USD per BTC between which what a sale brought must lie."""
_LEAST = Decimal(1_000)
_NEAR = 3


def terms_of(said: Said, at: int, object_at: int, btc: Decimal | None, between: Amount | None) -> Terms:
    """The price and the sum told in the clause of a sale.

    Args:
        said: the sentence.
        at: the place of the deed.
        object_at: the place of what was sold.
        btc: how much that was; a sum that is no thinkable price of so much is not taken.
        between: a sum that stands between the two: "sold $62 million in bitcoin".
    """
    price = proceeds = usdt = None
    end = None
    for place in _places(said, at, object_at):
        figure = said.pieces[place].figure
        if figure is None or figure.amount.unit not in {Unit.USD, Unit.USDT} or _is_owed(said, place):
            continue
        amount = figure.amount
        if _is_price(said, place, amount):
            if price is None:
                price, end = amount.value, amount.end
        elif _is_sum(amount, btc, between) or (btc is None and place > at and _is_alone(said, place)):
            if amount.unit is Unit.USDT and usdt is None:
                usdt, end = amount.value, amount.end
            elif amount.unit is Unit.USD and proceeds is None:
                proceeds, end = amount.value, amount.end
    return Terms(price, proceeds, usdt, end)


def _places(said: Said, at: int, object_at: int) -> list[int]:
    """What stands behind the deed and its object first, then what stands before."""
    first, last = sorted((at, object_at))
    made = list(range(first + 1, last))
    for places in (range(last + 1, len(said.pieces)), range(first - 1, -1, -1)):
        for place in places:
            if said.pieces[place].mark in _STOPS and not _is_received(said, place):
                break
            made.append(place)
    return made


def _is_alone(said: Said, place: int) -> bool:
    """As in "hat seine Bitcoin verkauft und damit 936 Millionen Dollar eingenommen": the only sum, and a large one."""
    sums = [
        piece.figure.amount for piece in said.pieces if piece.figure and piece.figure.amount.unit is Unit.USD
    ]
    amount = said.pieces[place].figure
    return (
        len(sums) == 1 and amount is not None and not amount.amount.per_coin and sums[0].value >= _LEAST_ALONE
    )


_LEAST_ALONE = Decimal(1_000_000)
"""Dollars of a sum that is the only one of its sentence."""


def _is_received(said: Said, place: int) -> bool:
    """As in "获得约1.67亿美元", "y recibió 38 millones de dólares": a verb of getting, right before a sum."""
    if said.pieces[place].mark is not Mark.OTHER:
        return False
    behind = next((each for each in said.pieces[place + 1 : place + 3] if each.mark is not Mark.ABOUT), None)
    return (
        behind is not None
        and behind.figure is not None
        and behind.figure.amount.unit in {Unit.USD, Unit.USDT}
    )


def _is_sum(amount: Amount, btc: Decimal | None, between: Amount | None) -> bool:
    if amount.per_coin or amount.value < _LEAST:
        return False
    if btc is None or btc == 0:
        return between is not None and amount.value == between.value
    return _LOWEST <= amount.value / btc <= _HIGHEST


def _is_price(said: Said, place: int, amount: Amount) -> bool:
    """A sum that is thinkable as what one coin brings, beside a word for a price."""
    if not _LOWEST / 10 <= amount.value <= _HIGHEST:
        return False
    if amount.per_coin:
        return True
    following = said.pieces[place + 1] if place + 1 < len(said.pieces) else None
    if following is not None and following.mark is Mark.PRICE and not said.tongue.spaced:
        return said.plain_words(place, place + 1) == 0  # "以约2.3万美元的均价"
    for back in range(place - 1, max(-1, place - 3), -1):
        if said.plain_words(back, place) > _NEAR or said.pieces[back].mark is Mark.FIGURE:
            return False
        if said.pieces[back].mark is Mark.PRICE:
            return True
    return False


def _is_owed(said: Said, place: int) -> bool:
    """As in "to repay a loan of $30 million"."""
    for back in range(place - 1, max(-1, place - 3), -1):
        if said.plain_words(back, place) > _NEAR or said.pieces[back].mark is Mark.FIGURE:
            return False
        if said.pieces[back].mark in {Mark.OWED, Mark.WARES, Mark.HELD}:
            return True
    return False
