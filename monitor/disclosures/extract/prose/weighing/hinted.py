"""Which hints a sentence gives of what a word of parting tells: for a sale, around it, against it, and by its money."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.disclosures.extract.lexicon import Shape
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.numbers.coin_costs import is_thinkable, may_have_cost
from monitor.disclosures.extract.prose.money.terms import Terms, is_price, scaled, terms
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.monies import MONEY, OTHER_COINS
from monitor.disclosures.extract.prose.weighing import hints
from monitor.disclosures.extract.prose.weighing.hints import Hint
from monitor.disclosures.extract.prose.weighing.parting import Parting, are_exercised
from monitor.disclosures.statement import StatementKind

_NEAR, _CLOSE = 9, 5
"""Atoms from a word of parting to the store that the coins left; before a sum to the words that say what it is."""
_WORDS = 3
"""Before coins, within which it is told that they are the last ones."""
_HEADED = 160
"""Characters before a sentence in which sales may be spoken of."""
_AROUND = 4_000
"""Characters around a sentence in which the words of a machine are looked for."""
_MOST_PRICE = 1_000_000
"""USD; more is no price of one coin, whatever stands before it."""
_LEAST_ALONE = 100_000
"""USD; less is no sum of coins that nobody counts: filings print thousands."""


def speaks_for(parting: Parting) -> Iterator[Hint]:
    """What its own words say for a sale, but for its money."""
    clause, line = parting.clause, parting.line
    places = [at for at in range(clause.left, clause.right) if line.low(at)]
    if is_exercised(parting) or any(_is_taker(line, at) for at in places):
        yield Hint.TAKER
    if parting.tail < clause.right:
        yield Hint.PURPOSE
    if any(line.low(at) in hints.PROCEEDS or _is_net_of_fees(line, at) for at in places):
        yield Hint.PROCEEDS
    if parting.changed:
        yield Hint.CHANGED
    if _is_emptied(parting, places):
        yield Hint.EMPTIED
    near = (at for at in places if abs(at - clause.at) <= _NEAR and line.low(at) in hints.STORES)
    if any(not _is_aim(line, at) for at in near):
        yield Hint.OWN


def around(parting: Parting, made: Sequence[Draft]) -> Iterator[Hint]:
    """What the words around a sentence say of it, and what rules have made of it."""
    clause, line = parting.clause, parting.line
    if hints.SELLING_BEFORE.search(line.text[max(0, line.start - _HEADED) : line.start].lower()):
        yield Hint.HEADED
    if any(each.kind is StatementKind.SALE for each in made):
        yield Hint.RELATED
    if line.low(clause.at) == hints.SPUN_FROM_SOLD and hints.SPUN.search(_page(line)):
        yield Hint.SPUN
    if parting.there:
        yield Hint.THERE


def _page(line: Line) -> str:
    return line.text[max(0, line.start - _AROUND) : line.start + _AROUND].lower()


def _is_emptied(parting: Parting, places: Sequence[int]) -> bool:
    """As in "drew it down to nil", "its last 66 bitcoin", "its remaining position of 66 bitcoin"."""
    line, coins = parting.line, parting.place
    if any((line.low(at), line.low(at + 1)) in hints.NOTHING_LEFT for at in places):
        return True
    return not hints.LAST.isdisjoint(line.lows[max(parting.clause.left, coins - _WORDS) : coins])


def against(parting: Parting) -> Iterator[Hint]:
    """What speaks against a sale, outside of the words that tell what the money was for."""
    clause, line = parting.clause, parting.line
    behind = max(clause.at, parting.place)
    told = [at for at in _own_words(parting) if at < parting.tail or at <= behind]
    words = {line.low(at) for at in told if not _is_taker(line, at)}
    if is_exercised(parting):
        words -= hints.OPTIONS | hints.EXERCISED
    if parting.coins is None:
        words -= {"purchases"}  # "turned 75% of its purchases into cash"
    yield from (hint for hint, known in hints.AGAINST if not known.isdisjoint(words))
    if any((line.low(at - 2), line.low(at)) == ("off", "market") for at in told):
        yield Hint.BOUGHT
    if any(line.low(at) in hints.STORED and _is_aim(line, at) for at in told):
        yield Hint.STORED


def _own_words(parting: Parting) -> range:
    """Without what other verbs, joined by "and", tell: "bought coins in May and, in June, let go of a tenth"."""
    line, clause = parting.line, parting.clause
    first, last = sorted((clause.at, parting.place))
    verbs = [told.at for told in line.deeds if told.shape is not Shape.NOUN]
    left = max((at for at in verbs if clause.left <= at < first), default=None)
    right = min((at for at in verbs if last < at < clause.right), default=None)
    begin, end = clause.left, clause.right
    if left is not None:
        begin = next((at for at in range(left, first) if line.low(at) == "and"), begin)
    if right is not None:
        end = next((at for at in range(last, right) if line.low(at) == "and"), end)
    return range(begin, end)


def is_exercised(parting: Parting) -> bool:
    """Whether options took the coins."""
    return are_exercised({*parting.line.lows[parting.clause.left : parting.clause.right]})


def _is_net_of_fees(line: Line, at: int) -> bool:
    return line.low(at) == "net" and line.low(at + 1) == "of" and line.low(at + 2) in hints.FEES


def _is_aim(line: Line, at: int) -> bool:
    """As in "to a cold-storage wallet", "into our treasury"."""
    for back in range(at - 1, max(-1, at - _CLOSE), -1):
        if line.low(back) in {"to", "into", "between"}:
            return True
        if line.low(back) in {"of", "from", "out", "in", ","} or line.atoms[back].amount is not None:
            return False
    return False


def _is_taker(line: Line, at: int) -> bool:
    """As in "to buyers", "through OTC trades", "onto the market", "into cash"."""
    word, before, further = line.low(at), line.low(at - 1), line.low(at - 2)
    if word in hints.BUYERS:
        return True
    if word in hints.MONEY:
        return before in hints.INTO or (before == "of" and further in hints.INTO)
    if word in hints.MARKET:
        return bool({before, further} & hints.ONTO) and line.low(at + 1) not in hints.NO_MARKET
    if word in OTHER_COINS:
        return (before or further) in hints.INTO | {"against"}
    return (before, word) in hints.TAKING or (further, before, word) == ("out", "the", "door")


def money_of(parting: Parting, memory: Memory, when: Moment) -> tuple[set[Hint], Terms]:
    """What the money of a sentence says: a price of those days, a sum that may be one, or none that can."""
    clause, line = parting.clause, parting.line
    told = scaled(terms(line, clause.left, clause.right, skip=parting.place), parting.coins, memory)
    sums = {told.proceeds, told.price, told.proceeds_usdt}
    found: set[Hint] = set()
    for at in range(clause.left, clause.right):
        money = line.atoms[at].amount
        if money is None or money.unit not in MONEY or not money.value or at == parting.place:
            continue
        before = {*line.lows[max(0, at - _CLOSE) : at]}
        of_one = money.per_coin or bool(before & hints.PER_COIN) or is_price(line, at, money)
        of_one = of_one and money.value <= _MOST_PRICE
        fits = _fits(parting.coins, money, when, of_one=of_one)
        if before & hints.WORTH:
            continue
        if fits and line.low(at - 1) != "(" and (before & hints.GOT or money.value in sums):
            verb = [Hint.GOT] if before & (hints.GOT - hints.FOR - {line.low(clause.at)}) else []
            return {Hint.PRICE, *verb}, _with_sum(told, money, of_one=of_one)
        if fits and parting.coins is not None:
            found = {Hint.SUM}
        elif before & hints.GOT and at < parting.tail:
            found = found or {Hint.MISFIT}
    return found, Terms()


def _fits(coins: Amount | None, money: Amount, when: Moment, *, of_one: bool) -> bool:
    """Whether a sum can be what these coins cost, or one of them."""
    if coins is None and not of_one:
        return money.value >= _LEAST_ALONE
    each = money.value if of_one or coins is None else money.value / coins.value
    return is_thinkable(each) if money.unit is Unit.MONEY else may_have_cost(each, when.first, when.last)


def _with_sum(told: Terms, money: Amount, *, of_one: bool) -> Terms:
    """The terms with a sum that only its place tells to be what was got."""
    if money.unit is not Unit.USD or (told.price if of_one else told.proceeds) is not None:
        return told
    told = replace(told, end=max(told.end or 0, money.end))
    return replace(told, price=money.value) if of_one else replace(told, proceeds=money.value)
