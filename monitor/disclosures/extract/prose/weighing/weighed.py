"""Sales that are told in words that no rule reads: what speaks for them and against them is weighed.

A word of parting, the coins that it may be of, and whatever else the sentence says of them: see `hints`. Only what no
rule has read or refused is weighed, and what does not weigh enough stays not understood.
"""

from collections.abc import Sequence

from monitor.disclosures.extract.prose.money.terms import Terms, purpose
from monitor.disclosures.extract.prose.mood.mood import mood
from monitor.disclosures.extract.prose.mood.wares import is_of_wares
from monitor.disclosures.extract.prose.sentence.draft import GUESS, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.weighing import hints
from monitor.disclosures.extract.prose.weighing.hinted import (
    against,
    around,
    is_exercised,
    money_of,
    speaks_for,
)
from monitor.disclosures.extract.prose.weighing.hints import ENOUGH, MAY_PART, MOST_OF_MONEY, WEIGHTS, Hint
from monitor.disclosures.extract.prose.weighing.parting import STOCKS, Parting, partings
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import head, subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_RULE = "prose.weighed"
_WORDS = 3
"""Words of whoever acts, without the last."""
MERE = 1.0
"""The weight of words that tell of getting less, whoever did it."""
_SAME = 100
"""Quantities and sums that differ by less than a hundredth are told twice."""


def read_weighed(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """The sales of a sentence that no rule has read, where enough speaks for them."""
    if line.words.isdisjoint(MAY_PART) or line.question or "|" in line.words:
        return []
    if not (line.coins or memory.coins or "fiat" in line.words):
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
    sold = {each.sats for each in weighed if each.sats is not None}
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
    found = {*speaks_for(parting), *around(parting, made), *against(parting)}
    weight = parting.weight + sum(WEIGHTS[each] for each in found)
    if weight + MOST_OF_MONEY < ENOUGH or (is_of_wares(parting.clause) and not is_exercised(parting)):
        return None
    clause = parting.as_sale()
    who = seller(parting, clause, memory)
    if (who is None and not _is_definite(clause)) or who == NOBODY or mood(clause) is not Mood.DONE:
        return None
    when = moment(clause, memory, point=False, since=True)
    if when.last is None or (memory.anchor.latest is not None and when.last > memory.anchor.latest):
        return None
    told, money = money_of(parting, memory, when)
    found |= told | ({Hint.GUESSED} if when.sure == GUESS else set())
    if parting.coins is None and not parting.changed and not _is_part_sold(parting, found):
        return None
    weight = parting.weight + sum(WEIGHTS[each] for each in found)
    return None if weight < ENOUGH else (weight, _draft(parting, who, when, money, found))


def _is_part_sold(parting: Parting, found: set[Hint]) -> bool:
    """Whether a part is told to have been given for money, or to somebody, and not to have shrunk or been lost."""
    return bool(found & {Hint.PRICE, Hint.TAKER}) and parting.weight > MERE


def seller(parting: Parting, clause: Clause, memory: Memory) -> str | None:
    """Who parted with the coins, if they were sold; NOBODY where it is a crowd, or somebody else."""
    who = subject(clause, memory)
    if who == NOBODY and _is_taken(parting):
        who = _giver(parting) or memory.topic or memory.filer
    return NOBODY if _is_of_another(parting) else who


def _is_definite(clause: Clause) -> bool:
    """As in "the foundation passed 300 BTC to a counterparty": somebody whom the text has named before."""
    at = head(clause)
    return clause.line.low(at) in hints.DEFINITE and clause.line.low(at - 1) == "the"


def _draft(parting: Parting, who: str | None, when: Moment, money: Terms, found: set[Hint]) -> Draft:
    """The sale; its rule names the hints that spoke for it."""
    decided = [Hint.PARTING, *(each for each in Hint if WEIGHTS.get(each, 0) > 0 and each in found)]
    coins = parting.coins
    told, word = parting.line.atoms[parting.place], parting.line.atoms[parting.clause.at]
    return Draft(
        StatementKind.SALE, who, min(told.start, word.start), max(told.end, word.end, money.end or 0),
        f"{_RULE}({', '.join(decided)})", when.first, when.last, when.sure,
        sats=coins and coins.sats, approximate=coins is not None and coins.approximate,
        avg_price_usd=money.price, proceeds_usd=money.proceeds, proceeds_usdt=money.proceeds_usdt,
        purpose=purpose(parting.line), vague=when.vague,
    )  # fmt: skip


def _is_taken(parting: Parting) -> bool:
    """As in "an exchange took 37 of them", "buyers picked up 300": who takes coins does not sell them."""
    at = parting.clause.at
    return not hints.BUYERS.isdisjoint(parting.line.lows[max(parting.clause.left, at - 3) : at])


def _is_of_another(parting: Parting) -> bool:
    """As in "a family office offered Riot 300 bitcoin": somebody without a name acts, or the company gets them."""
    line, at = parting.line, parting.clause.at
    if line.low(at + 1) in {"us", "it", "him"} or line.entity(at + 1) is not None:
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
