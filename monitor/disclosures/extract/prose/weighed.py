"""Sales that are told in words that no rule reads: what speaks for them and against them is weighed.

A word of parting, the coins that it may be of, and whatever else the sentence says of them: see `hints`. Only what no
rule has read or refused is weighed, and what does not weigh enough stays not understood.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from monitor.disclosures.extract.amounts import Amount, Unit
from monitor.disclosures.extract.coin_costs import is_thinkable, may_have_cost
from monitor.disclosures.extract.prose import hints
from monitor.disclosures.extract.prose.draft import GUESS, Draft
from monitor.disclosures.extract.prose.hints import ENOUGH, MAY_PART, MOST_OF_MONEY, WEIGHTS, Hint
from monitor.disclosures.extract.prose.line import Clause, Line
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.moment import Moment
from monitor.disclosures.extract.prose.moments import moment
from monitor.disclosures.extract.prose.mood import mood
from monitor.disclosures.extract.prose.moods import Mood
from monitor.disclosures.extract.prose.parting import STOCKS, Parting, partings
from monitor.disclosures.extract.prose.subjects import head, subject
from monitor.disclosures.extract.prose.terms import Terms, is_price, purpose, terms
from monitor.disclosures.extract.prose.thousands import scaled
from monitor.disclosures.extract.prose.unknown_names import NOBODY
from monitor.disclosures.extract.prose.wares import is_of_wares
from monitor.disclosures.statement import StatementKind

_RULE = "prose.weighed"
_NEAR, _CLOSE = 9, 5
"""Atoms from a word of parting to the store that the coins left; before a sum to the words that say what it is."""
_WORDS = 3
"""Words of whoever acts, without the last."""
_HEADED = 160
"""Characters before a sentence in which sales may be spoken of."""
_MONEY = frozenset({Unit.USD, Unit.USDT, Unit.MONEY})
_AROUND = 4_000
"""Characters around a sentence in which the words of a machine are looked for."""
_MOST_PRICE = 1_000_000
"""USD; more is no price of one coin, whatever stands before it."""
_SAME = 100
"""Quantities and sums that differ by less than a hundredth are told twice."""


def read_weighed(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """The sales of a sentence that no rule has read, where enough speaks for them.

    Args:
        line: the sentence.
        memory: what was said before, with the verdicts of the rules.
        made: what the sentence states as far as rules have read it.
    """
    if line.words.isdisjoint(MAY_PART) or line.question or "|" in line.words:
        return []
    if not (line.coins or memory.coins):
        return []
    best: dict[int, tuple[float, Draft]] = {}
    for parting in partings(line, memory, made):
        weighed = _weighed(parting, memory, made)
        if weighed is not None and weighed[0] > best.get(parting.place, (0.0,))[0]:
            best[parting.place] = weighed
    return [draft for _, draft in best.values()]


def without_stocks(made: Sequence[Draft], weighed: Sequence[Draft]) -> list[Draft]:
    """What a sentence states, without the coins that were taken for held or pledged and have been sold."""
    if not weighed:
        return [*made]
    sold = {each.sats for each in weighed}
    return [*(each for each in made if each.kind not in STOCKS or each.sats not in sold), *weighed]


def without_told_again(drafts: Sequence[Draft]) -> list[Draft]:
    """The statements of a text without weighed sales whose coins or money a rule has read elsewhere in it."""
    sales = [each for each in drafts if each.kind is StatementKind.SALE]
    read = [each for each in sales if not each.rule.startswith(_RULE)]
    again = {
        id(each)
        for each in sales
        if each.rule.startswith(_RULE) and any(_is_again(each, sale) for sale in read)
    }
    return [each for each in drafts if id(each) not in again]


def _is_again(one: Draft, other: Draft) -> bool:
    if one.sats is not None and other.sats is not None and abs(one.sats - other.sats) * _SAME <= other.sats:
        return True
    mine, other_sum = one.proceeds_usd, other.proceeds_usd
    return mine is not None and other_sum is not None and abs(mine - other_sum) * _SAME <= other_sum


def _weighed(parting: Parting, memory: Memory, made: Sequence[Draft]) -> tuple[float, Draft] | None:
    """How much speaks for a sale, with what it states; None where it is too little, or nobody's."""
    found = {*_for(parting), *_around(parting, made), *_against(parting)}
    weight = parting.weight + sum(WEIGHTS[each] for each in found)
    if weight + MOST_OF_MONEY < ENOUGH or is_of_wares(parting.clause):
        return None
    clause = parting.as_sale()
    who = _seller(parting, clause, memory)
    if who is None or mood(clause) is not Mood.DONE:
        return None
    when = moment(clause, memory, point=False, since=True)
    if when.last is None or (memory.anchor.latest is not None and when.last > memory.anchor.latest):
        return None
    told, money = _money(parting, memory, when)
    found |= told | ({Hint.GUESSED} if when.sure == GUESS else set())
    weight = parting.weight + sum(WEIGHTS[each] for each in found)
    return None if weight < ENOUGH else (weight, _draft(parting, who, when, money, found))


def _seller(parting: Parting, clause: Clause, memory: Memory) -> str | None:
    who = subject(clause, memory)
    if who == NOBODY and _is_taken(parting):
        who = _giver(parting) or memory.topic or memory.filer
    return None if who == NOBODY or _is_of_another(parting) else who


def _draft(parting: Parting, who: str, when: Moment, money: Terms, found: set[Hint]) -> Draft:
    """The sale; its rule names the hints that spoke for it."""
    decided = [Hint.PARTING, *(each for each in Hint if WEIGHTS.get(each, 0) > 0 and each in found)]
    told, word = parting.line.atoms[parting.place], parting.line.atoms[parting.clause.at]
    return Draft(
        StatementKind.SALE, who, min(told.start, word.start), max(told.end, word.end, money.end or 0),
        f"{_RULE}({', '.join(decided)})", when.first, when.last, when.sure, sats=parting.coins.sats,
        approximate=parting.coins.approximate, avg_price_usd=money.price, proceeds_usd=money.proceeds,
        proceeds_usdt=money.proceeds_usdt, purpose=purpose(parting.line), vague=when.vague,
    )  # fmt: skip


def _is_taken(parting: Parting) -> bool:
    """As in "an exchange took 37 of them", "buyers picked up 300": who takes coins does not sell them."""
    at = parting.clause.at
    return not hints.BUYERS.isdisjoint(parting.line.lows[max(parting.clause.left, at - 3) : at])


def _is_of_another(parting: Parting) -> bool:
    """As in "a family office offered Riot 300 bitcoin": somebody without a name acts, or the company gets them."""
    line, at = parting.line, parting.clause.at
    if line.low(at + 1) in {"us", "it", "him"} or (
        at + 1 < len(line.atoms) and line.atoms[at + 1].entity is not None
    ):
        return True
    place = head(parting.clause)
    if place < 0 or not line.low(place).isalpha() or line.is_coin(place):
        return False
    words = line.lows[max(parting.clause.left, place - _WORDS) : place]
    return not hints.SOMEBODY.isdisjoint(words) and line.low(place) in hints.OTHERS


def _giver(parting: Parting) -> str | None:
    """As in "picked up 300 bitcoin from Riot"."""
    line, places = parting.line, range(parting.clause.at + 1, parting.clause.right - 1)
    return next((line.atoms[at + 1].entity for at in places if line.low(at) == "from"), None)


def _for(parting: Parting) -> Iterator[Hint]:
    """What its own words say for a sale, but for its money."""
    clause, line = parting.clause, parting.line
    places = [at for at in range(clause.left, clause.right) if line.low(at)]
    if any(_is_taker(line, at) for at in places):
        yield Hint.TAKER
    if parting.tail < clause.right:
        yield Hint.PURPOSE
    if any(line.low(at) in hints.PROCEEDS or _is_net_of_fees(line, at) for at in places):
        yield Hint.PROCEEDS
    if _is_emptied(parting, places):
        yield Hint.EMPTIED
    near = (at for at in places if abs(at - clause.at) <= _NEAR and line.low(at) in hints.STORES)
    if any(not _is_aim(line, at) for at in near):
        yield Hint.OWN


def _around(parting: Parting, made: Sequence[Draft]) -> Iterator[Hint]:
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


def _against(parting: Parting) -> Iterator[Hint]:
    """What speaks against a sale, outside of the words that tell what the money was for."""
    clause, line = parting.clause, parting.line
    behind = max(clause.at, parting.place)
    told = [at for at in range(clause.left, clause.right) if at < parting.tail or at <= behind]
    words = {line.low(at) for at in told}
    yield from (hint for hint, known in hints.AGAINST if not known.isdisjoint(words))
    if any((line.low(at - 2), line.low(at)) == ("off", "market") for at in told):
        yield Hint.BOUGHT
    if any(line.low(at) in hints.STORED and _is_aim(line, at) for at in told):
        yield Hint.STORED


def _is_net_of_fees(line: Line, at: int) -> bool:
    return line.low(at) == "net" and line.low(at + 1) == "of" and line.low(at + 2) in hints.FEES


def _is_aim(line: Line, at: int) -> bool:
    """As in "to a cold-storage wallet", "into our treasury"."""
    for back in range(at - 1, max(-1, at - _CLOSE), -1):
        if line.low(back) in {"to", "into"}:
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
    return (before, word) in hints.TAKING or (further, before, word) == ("out", "the", "door")


def _money(parting: Parting, memory: Memory, when: Moment) -> tuple[set[Hint], Terms]:
    """What the money of a sentence says: a price of those days, a sum that may be one, or none that can."""
    clause, line = parting.clause, parting.line
    told = scaled(terms(line, clause.left, clause.right, skip=parting.place), parting.coins, memory)
    sums = {told.proceeds, told.price, told.proceeds_usdt}
    found: set[Hint] = set()
    for at in range(clause.left, clause.right):
        money = line.atoms[at].amount
        if money is None or money.unit not in _MONEY or not money.value or at == parting.place:
            continue
        before = {*line.lows[max(0, at - _CLOSE) : at]}
        of_one = money.per_coin or bool(before & hints.PER_COIN) or is_price(line, at, money)
        of_one = of_one and money.value <= _MOST_PRICE
        fits = _fits(money.value if of_one else money.value / parting.coins.value, money, when)
        if before & hints.WORTH or _is_income(line, at):
            continue
        if fits and line.low(at - 1) != "(" and (before & hints.GOT or money.value in sums):
            verb = [Hint.GOT] if before & (hints.GOT - hints.FOR - {line.low(clause.at)}) else []
            return {Hint.PRICE, *verb}, _with_sum(told, money, of_one=of_one)
        if fits:
            found = {Hint.SUM}
        elif before & hints.GOT and at < parting.tail:
            found = found or {Hint.MISFIT}
    return found, Terms()


def _is_income(line: Line, at: int) -> bool:
    """As in "$9.1 million of revenue", "$5 million in interest"."""
    return line.low(at + 1) in {"of", "in"} and not hints.INCOME.isdisjoint(line.lows[at + 2 : at + 4])


def _fits(each: Decimal, money: Amount, when: Moment) -> bool:
    if money.unit is Unit.MONEY:
        return is_thinkable(each)
    return may_have_cost(each, when.first, when.last)


def _with_sum(told: Terms, money: Amount, *, of_one: bool) -> Terms:
    """The terms with a sum that only its place tells to be what was got."""
    if money.unit is not Unit.USD or (told.price if of_one else told.proceeds) is not None:
        return told
    told = replace(told, end=max(told.end or 0, money.end))
    return replace(told, price=money.value) if of_one else replace(told, proceeds=money.value)
