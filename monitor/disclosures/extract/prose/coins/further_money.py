"""Further proceeds of sales with periods of their own: "were $4 million in June and $9 million in the half-year"."""

from decimal import Decimal
from itertools import pairwise

from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.numbers.coin_costs import may_have_cost
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.coins.figures import counted_back
from monitor.disclosures.extract.prose.sentence.beside import A_TIME
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.objects import is_sum
from monitor.disclosures.extract.prose.sentence.priced import is_price_of
from monitor.disclosures.statement import StatementKind


def further_money(line: Line, draft: Draft) -> list[Draft]:
    """As in "proceeds from bitcoin sales were $4.4 million in the second quarter and $9.9 million in the half-year"."""
    if draft.kind is not StatementKind.SALE or draft.sats is not None or draft.proceeds_usd is None:
        return []
    made: list[Draft] = []
    sums = [at for at, atom in enumerate(line.atoms) if atom.amount is not None]
    same = (
        at for at in sums if (each := line.atoms[at].amount) and draft.dollars(each) == draft.proceeds_usd
    )
    own = next((at for at in same if is_sum(line.atoms[at].amount)), None)
    if own is None or line.respectively or not _has_days_of_its_own(line, own, draft):
        return []
    for before, at in pairwise(sums[sums.index(own) :]):
        between = [line.low(place) for place in range(before + 1, at) if place not in line.whens]
        when = counted_back(line, line.when_after(at + (line.low(at + 1) in A_TIME)), draft)
        if not is_sum(line.atoms[at].amount) or not _BETWEEN_SUMS.issuperset(between):
            break
        if when is None or when.first is None or when.form not in {Form.LONGER, Form.MONTH, Form.SAME}:
            break
        amount = line.atoms[at].amount
        assert amount is not None, "it is one of the sums"
        made.append(draft.also(amount, when.first, when.last, end=when.end))
    return made


_BETWEEN_SUMS = frozenset(
    "in during for the and , with to as compared against versus vs from up down than a one its their our worth of"
    " bitcoin btc".split()
)
"""Between a sum with its period and the next one."""


def money_beside(line: Line, at: int, when: When) -> Decimal | None:
    """The sum that a further amount brought: "450 BTC for $51.8 million", "200 BTC in March ($9.4 million)"."""
    for ahead in range(at + 1, min(at + _BESIDE, len(line.atoms))):
        amount = line.atoms[ahead].amount
        if amount is not None:
            coins = line.atoms[at].amount
            fits = coins is not None and is_sum(amount) and is_price_of(coins, line.atoms, ahead)
            return amount.value if fits and line.low(ahead - 1) not in _PER_COIN else None
        if line.atoms[ahead].when not in {None, when} or line.low(ahead) not in _TO_SUM:
            return None
    return None


_BESIDE = 9
_PER_COIN = frozenset({"at", "average", "price"})
_TO_SUM = frozenset(
    "( for in on during the went left more some about roughly approximately net proceeds of and worth"
    " raising bringing fetching netting".split()
) | {""}
_WORTH = frozenset("worth of in its their our".split())


def _has_days_of_its_own(line: Line, at: int, draft: Draft) -> bool:
    while line.low(at + 1) in _WORTH or line.is_coin(at + 1):
        at += 1
    when = line.when_after(at)
    return when is not None and (when.first, when.last) == draft.days


def further_sums(line: Line, begin: int, draft: Draft) -> list[Draft]:
    """As in "raised $161.6 million in December from 1,818 BTC, $37.6 million in November from 383"."""
    made = []
    for at in range(begin, len(line.atoms) - _SUM_AND_NUMBER):
        money, when = line.atoms[at].amount, line.when_after(at)
        if money is None or money.unit is not Unit.USD or when is None or when.first is None:
            continue
        place = (
            next((each for each in range(at + 1, at + 5) if line.low(each) == "from"), len(line.atoms)) + 1
        )
        amount = line.amount(place)
        if amount is None or not amount.may_be_coins:
            continue
        if may_have_cost(money.value / amount.value, when.first, when.last):
            made.append(draft.also(amount, when.first, when.last, start=money.start).counting(money))
    return made


_SUM_AND_NUMBER = 3
"""Atoms between a sum and the number of coins it was got for, at least."""
