"""What the coins of a sale brought: told behind it, before it, or by the deal that it is."""

from dataclasses import replace

from monitor.disclosures.extract.lexicon import FILLERS, Deed
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.numbers.coin_costs import may_have_cost
from monitor.disclosures.extract.prose.money.converted import into_sum
from monitor.disclosures.extract.prose.money.sums import brought_after, received, total
from monitor.disclosures.extract.prose.money.terms import Terms, is_price, scaled, terms
from monitor.disclosures.extract.prose.sentence.deals import deal_at
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_sum


def money_of(clause: Clause, memory: Memory, thing: Object) -> tuple[Terms, bool]:
    """What the coins brought, and whether that is told as what was received: "raised $8.8 million by selling 136"."""
    line, counted = clause.line, thing.amount if thing.thing is Thing.QUANTITY else None
    money = terms(line, _money_from(clause, thing), max(clause.right, clause.wide), skip=thing.first)
    if (dealt := _of_deal(clause, money)) is not None:
        return scaled(dealt, counted, memory), False
    if thing.thing in {Thing.MONEY, Thing.NOTHING} or (counted and money.proceeds):
        return scaled(money, counted, memory), False
    sum_of = received(clause, thing) or total(clause, thing)
    if sum_of is None and clause.told.deed is Deed.CONVERT and not clause.is_noun:
        sum_of = into_sum(clause)
    if sum_of is None and money.proceeds is None:
        sum_of = brought_after(clause, thing) or _fronted(clause)
    if sum_of is None:
        return scaled(money, counted, memory), False
    told = scaled(replace(money, proceeds=sum_of.value, end=sum_of.end), counted, memory)
    return replace(told, end=None), True


def _fronted(clause: Clause) -> Amount | None:
    """As in "For $8.8 million it disposed of 71% of its output": the sum that a sentence opens with."""
    line, at = clause.line, clause.left
    if clause.is_noun or line.low(at) != "for":
        return None
    at = line.past(at + 1, FILLERS)
    amount = line.amount(at)
    near = clause.at - at <= _OPENING and all(not at < told.at < clause.at for told in line.deeds)
    return amount if near and is_sum(amount) else None


_OPENING = 8
"""Atoms from the sum to the word for the sale."""


def _of_deal(clause: Clause, money: Terms) -> Terms | None:
    """As in "got $62 million for 3,000 coins": the sum that makes it a deal, beside what else is told of it."""
    line = clause.line
    deal = deal_at(line.atoms, clause.at) if clause.sells else None
    if deal is None or deal.money is None:
        return None
    amount = line.atoms[deal.money].amount
    assert amount is not None, "a deal's money is an amount"
    end = max(amount.end, money.end or 0)
    if is_price(line, deal.money, amount):
        return replace(money, price=amount.value, end=end)
    if amount.unit is Unit.USDT:
        return replace(money, proceeds_usdt=amount.value, end=end)
    return replace(money, proceeds=amount.value, end=end)


def is_of_no_bitcoin(thing: Object, money: Terms, when: Moment) -> bool:
    """Whether a number without unit counts something else, because no bitcoin can have cost so much in those days."""
    counted = thing.amount
    if (
        thing.thing is not Thing.QUANTITY
        or counted is None
        or counted.unit is not Unit.NONE
        or not counted.value
    ):
        return False
    price = money.price or (None if money.proceeds is None else money.proceeds / counted.value)
    return price is not None and not may_have_cost(price, when.first, when.last)


def _money_from(clause: Clause, thing: Object) -> int:
    if clause.is_noun:
        return max(clause.left, clause.at - 4)
    joined = "and" in {clause.line.low(at) for at in range(clause.at + 1, thing.first)}
    return thing.first if joined or thing.first < clause.at else clause.at + 1
