"""What a sale of a tongue was done for."""

from decimal import Decimal

from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.money.terms import Terms
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import ENDS, Mark

_STOPS = ENDS - {Mark.HELD}
_LOWEST, _HIGHEST = Decimal(1_000), Decimal(500_000)
"""USD per BTC between which what a sale brought must lie."""
_LEAST = Decimal(1_000)
_NEAR = 3
_DOLLARS = frozenset({Unit.USD, Unit.USDT})
_OWED = frozenset({Mark.OWED, Mark.WARES, Mark.HELD})
"""As in "to repay a loan of $30 million"."""


def terms_of(said: Said, at: int, object_at: int, btc: Decimal | None, between: Amount | None) -> Terms:
    """The price and the sum told in the clause of a sale.

    Args:
        said: the sentence.
        at: the place of the deed.
        object_at: the place of what was sold.
        btc: how much that was; a sum that is no thinkable price of so much is not taken.
        between: a sum that stands between the two: "sold $62 million in bitcoin".
    """
    price = proceeds = usdt = end = None
    for place in _places(said, at, object_at):
        amount = said.pieces[place].amount
        if amount is None or amount.unit not in _DOLLARS or _is_beside(said, place, _OWED):
            continue
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
    amount = said.pieces[place].amount
    alone = sum(piece.unit is Unit.USD for piece in said.pieces) == 1
    return alone and amount is not None and not amount.per_coin and amount.value >= _LEAST_ALONE


_LEAST_ALONE = Decimal(1_000_000)
"""Dollars of a sum that is the only one of its sentence."""


def _is_received(said: Said, place: int) -> bool:
    """As in "获得约1.67亿美元", "y recibió 38 millones de dólares": a verb of getting, right before a sum."""
    if said.pieces[place].mark is not Mark.OTHER:
        return False
    behind = said.piece(place + 1 + (said.piece(place + 1).mark is Mark.ABOUT))
    return behind.unit in _DOLLARS


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
    if said.piece(place + 1).mark is Mark.PRICE and not said.tongue.spaced:
        return said.plain_words(place, place + 1) == 0  # "以约2.3万美元的均价"
    return _is_beside(said, place, frozenset({Mark.PRICE}))


def _is_beside(said: Said, place: int, marks: frozenset[Mark]) -> bool:
    """Whether one of the marks stands close before a sum, and no other number between."""
    for back in range(place - 1, max(-1, place - 3), -1):
        if said.plain_words(back, place) > _NEAR or said.pieces[back].mark is Mark.FIGURE:
            return False
        if said.pieces[back].mark in marks:
            return True
    return False
