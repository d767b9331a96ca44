"""Sentences that speak of parting with coins, and that no rule understood or refused: somebody has to read them.

The rules have judged each word for selling that they know; see `Verdict`. What is left over is of three sorts: such a
word beside coins of which they made nothing, a turn of phrase that they do not know, and a number of coins beside a
sale that they have told.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from monitor.disclosures.extract.alternation import any_of
from monitor.disclosures.extract.lexicon import COINS, MACHINES, SELLING, Deed, Shape
from monitor.disclosures.extract.lowered import lowered
from monitor.disclosures.extract.not_understood import ABOUT_SALES, MOST_LOOKED_AT, Passage, passage
from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.numbers.coin_costs import is_thinkable
from monitor.disclosures.extract.prose.coins.reference import PRONOUNS
from monitor.disclosures.extract.prose.mood.mood import mood
from monitor.disclosures.extract.prose.mood.wares import is_of_wares
from monitor.disclosures.extract.prose.sentence.clauses import clauses
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.monies import MONEY
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.sentence.objects import STORES, is_year
from monitor.disclosures.extract.prose.sentence.verdict import UNDECIDED, Verdict
from monitor.disclosures.extract.prose.weighing.hinted import against, speaks_for
from monitor.disclosures.extract.prose.weighing.hints import BOUGHT, FOR, GOT, MAY_PART, WEIGHTS, Hint
from monitor.disclosures.extract.prose.weighing.parting import partings
from monitor.disclosures.extract.prose.weighing.turns import WORDS, turns
from monitor.disclosures.extract.prose.weighing.weighed import MERE, seller
from monitor.disclosures.extract.prose.who.subjects import head, topic_of
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.extract.sentences import Sentence
from monitor.disclosures.statement import StatementKind

_MEANT = STORES | PRONOUNS | frozenset("purchases yield everything currency currencies".split())
"""Words that stand for coins where the text speaks of them."""
_MEASURES = frozenset(
    "some most all half majority part portion portions handful entire complete whole every last rest remainder"
    " balance others tranche batch number stash everything".split()
)
_GAINS = frozenset("gain gains loss losses profit premium".split())
"""A gain from sales tells of no sale."""
_NONE = frozenset("no none nothing never not".split())
_GAINED, _DENIED, _OPPOSED, _AROUND = 9, 6, 3, (14, 20)
"""Atoms before and behind a word that belong to it."""
_FREE = SELLING | {Deed.HOLD, Deed.MINE}
_FOR = frozenset("for at raising bringing netting yielding generating fetching earning brought".split())
"""Before the money that coins were given for."""
_PAID = re.compile(rf"\b{any_of(sorted(_FOR))}\s+(?:[a-z]+\s){{0,2}}(?:us|ca?|a)?\$")
_NO_SALE = frozenset(
    "worth valued value market bought purchase purchased purchases purchasing acquired acquire acquiring spent cost"
    " costs invested loan loans collateral pledged facility borrowed moved transferred sent deposited would could may"
    " might will shares stock notes miners machines rigs price prices trading traded average trades hovering hold held"
    " holds holdings owns credits".split()
)
_NEAR_MONEY = 24


def may_tell_of_sales(text: str, sentence: Sentence, *, of_coins: bool) -> bool:
    """Whether a sentence without the words that rules look for may tell of a sale in other words.

    Args:
        text: the whole text.
        sentence: the sentence.
        of_coins: whether the text speaks of coins there.
    """
    if not of_coins:
        return text.find("fiat", *sentence) >= 0
    low = text[sentence.start : sentence.end].lower()
    if "$" in low and _PAID.search(low) is not None:
        return True
    return not WORDS.isdisjoint(low.split()) and next(turns(low), None) is not None


def look_at(line: Line, memory: Memory, made: Sequence[Draft] = ()) -> None:
    """Keep in mind the places of a sentence that speak of parting with coins, where no rule made anything of it.

    Args:
        line: the sentence, after all rules have read it.
        memory: what was said before, with the verdicts of the rules; the places are put there.
        made: what the sentence states. Where that is a sale, a place is what stands before or behind it.
    """
    if line.question or not line.atoms or len(memory.passages) >= MOST_LOOKED_AT:
        return
    told = [each for each in made if each.kind in ABOUT_SALES]
    places = [
        *_left_over(line, memory),
        *_turns(line, memory),
        *_parted(line, memory, made),
        *_further(line, made),
    ]
    if not places and not made and _may_be_paid(line, memory):
        places = [*_paid_for(line)] or [*_money_from_coins(line)]
    bare = not line.whens and all(atom.amount is None for atom in line.atoms)
    of = topic_of(line) or memory.topic if bare else None
    found = (_passage(line, at, told, of) for at in sorted(places))
    memory.passages.extend(each for each in found if each is not None)


def _passage(line: Line, at: int, told: Sequence[Draft], bare_of: str | None) -> Passage | None:
    place = line.atoms[at].start
    if any(each.start <= place < each.end for each in told):
        return None
    start = max((each.end for each in told if each.end <= place), default=line.start)
    end = min((each.start for each in told if each.start > place), default=line.atoms[-1].end)
    figures = [
        atom.amount.value
        for atom in line.atoms
        if atom.amount is not None and atom.amount.unit is not Unit.PERCENT and start <= atom.start < end
    ]
    if told and not figures:
        return None
    return replace(passage(line.text, (start, end), place).with_figures(figures), bare_of=bare_of)


def _left_over(line: Line, memory: Memory) -> Iterator[int]:
    """The places of words for selling that stand beside coins, and of which no rule made anything."""
    soft = {
        told.at
        for told in line.deeds
        if told.deed in SELLING and memory.verdicts.get(line.atoms[told.at].start) in _OPEN
    }
    for clause in clauses(line) if soft else ():
        if clause.at in soft and _may_be_event(clause, memory):
            yield clause.at


def _may_be_event(clause: Clause, memory: Memory) -> bool:
    line, shape = clause.line, clause.told.shape
    verdict = memory.verdicts.get(line.atoms[clause.at].start)
    if clause.told.deed is Deed.CONVERT and not (
        shape in {Shape.PAST, Shape.GERUND} and line.low(clause.at) != "traded" and mood(clause) is Mood.DONE
    ):
        return False
    if memory.sale is not None and _is_point_in_time(clause):
        return False
    if shape is Shape.NOUN and any(
        line.low(at) in _GAINS for at in range(max(clause.left, clause.at - _GAINED), clause.at)
    ):
        return False
    right = max(clause.right, clause.wide)
    stored = line.low(right) in STORES  # "sold its complete stash of bitcoin"
    places = range(clause.left, min(len(line.atoms), right + _STORED if stored else right))
    if verdict is Verdict.TOGETHER:
        return any(at in line.counts and not _is_rate(line, at) for at in places)
    measured = any(line.atoms[at].amount is not None or line.low(at) in _MEASURES for at in places)
    measured = measured or (verdict is Verdict.GENERAL and _is_going_on(clause))
    counted = verdict is not Verdict.NO_MONEY or any(at in line.counts for at in places)
    if not measured or not counted or is_of_wares(clause):
        return False
    told_again = memory.coins and _is_definite(clause) and any(_is_money(line, at) for at in places)
    return verdict is Verdict.GENERAL or told_again or _is_of_coins(clause, places, memory)


_STORED = 4
"""Atoms of a store and what is in it."""
_OPEN = UNDECIDED | {Verdict.TOGETHER}


def _is_rate(line: Line, at: int) -> bool:
    """As in "miners sold 10,000 BTC a day"."""
    return line.low(at + 1) in {"a", "per", "each", "every"} or line.low(at + 1) == "daily"


def _is_point_in_time(clause: Clause) -> bool:
    """As in "it held 3,645 BTC after the sale": one that was told only dates what is told."""
    return _is_definite(clause) and clause.line.low(clause.at - 2) in _BEFORE_AND_AFTER


_BEFORE_AND_AFTER = frozenset("after before following since until".split())


def _is_going_on(clause: Clause) -> bool:
    """As in "Riot liquidating bitcoin", "we have been selling bitcoin": of one company, and no habit."""
    line, at = clause.line, head(clause)
    if clause.told.shape is not Shape.GERUND:
        return False
    return "been" in line.lows[max(0, clause.at - 3) : clause.at] or (
        at >= 0 and line.atoms[at].entity is not None
    )


def _is_definite(clause: Clause) -> bool:
    """As in "the disposals brought in $36 million": those that were spoken of before."""
    return clause.told.shape is Shape.NOUN and clause.line.low(clause.at - 1) in {
        "the",
        "these",
        "those",
        "its",
    }


def _is_of_coins(clause: Clause, places: Iterable[int], memory: Memory) -> bool:
    """Whether a clause names coins, or stands for them where the text speaks of them."""
    line = clause.line
    if any(line.is_coin(at) or at in line.counts or line.is_asset(at) for at in places):
        return True
    if "fiat" in line.words:
        return True  # "converted 75% of our purchases into fiat currency"
    if not (memory.coins or line.coins):
        return False
    return any(line.low(at) in _MEANT or _is_bare(clause, at) for at in places)


def _is_bare(clause: Clause, at: int) -> bool:
    """Whether a number without a noun may count coins: "2,285 went for $44.0 million"."""
    amount = clause.line.atoms[at].amount
    return amount is not None and amount.unit is Unit.NONE and not is_year(clause, amount)


def _turns(line: Line, memory: Memory) -> Iterator[int]:
    """The places of turns of phrase that tell of coins what has happened to them."""
    if WORDS.isdisjoint(line.words):
        return
    for found in turns(lowered(line.text[line.start : line.atoms[-1].end])):
        place = line.start + found
        at = next((at for at, atom in enumerate(line.atoms) if atom.start <= place < atom.end), None)
        if (
            at is None
            or place in memory.verdicts
            or not _NONE.isdisjoint(line.lows[max(0, at - _DENIED) : at])
        ):
            continue
        before, behind = _AROUND
        left, right = max(0, at - before), min(len(line.atoms), at + behind)
        clause = Clause(line, Told(at, Deed.SELL, Shape.PAST), left, right)
        priced = line.is_coin(at - 1) and not line.counts  # "bitcoin changed hands at $106,000"
        bought = not BOUGHT.isdisjoint(line.lows[max(left, at - _DENIED) : at])
        mined = any(
            line.low(near) in COINS and line.low(near + 1) in _OF_COIN for near in range(at, right - 1)
        )
        if priced or bought or mined or mood(clause) is not Mood.DONE or is_of_wares(clause):
            continue
        paid = (memory.coins or line.coins) and any(_is_money(line, near) for near in range(left, right))
        if paid or _is_of_coins(clause, range(left, right), memory):
            yield at


def _parted(line: Line, memory: Memory, made: Sequence[Draft]) -> Iterator[int]:
    """The places of words of parting that have coins or a part of them, where too little speaks for a sale."""
    if line.words.isdisjoint(MAY_PART) or not (line.coins or memory.coins):
        return
    for parting in partings(line, memory, made):
        clause = parting.as_sale()
        refused = next(against(parting), None) is not None or is_of_wares(clause)
        hints = [*speaks_for(parting), *([Hint.THERE] if parting.there else [])]
        weight = parting.weight + sum(WEIGHTS[each] for each in hints)
        priced = line.is_coin(clause.at - 1) and parting.coins is None  # "Bitcoin gave up 1%"
        doubtful = _DOUBTFUL * (parting.weight <= MERE) + _MOVING * (line.low(parting.clause.at) in _MOVED)
        counted = parting.coins is not None or parting.weight >= _OF_A_PART
        if refused or priced or not counted or weight < _PARTED + doubtful:
            continue
        if mood(clause) is Mood.DONE and seller(parting, clause, memory) not in {None, NOBODY}:
            yield parting.clause.at


_OF_A_PART = 2.0
"""The weight of a word that tells of a part of the coins: "gave away 80% of them"."""
_PARTED, _MOVING, _DOUBTFUL = 1.5, 0.5, 1.5
"""What a word weighs, with what speaks for a sale, that tells of parting; more of moving, and of getting less."""
_MOVED = frozenset(
    "moved found offered left went passed placed handed put cut scaled walked flowed fed".split()
)


def _money_from_coins(line: Line) -> Iterator[int]:
    """The places of sums that were got out of coins nobody counts: "raised $8 million from its bitcoin"."""
    for at, atom in enumerate(line.atoms):
        out = line.find(_FROM, at + 1, at + _NEAR_FROM) if _is_money(line, at) else None
        got = not _GETTING.isdisjoint(line.lows[max(0, at - _NEAR_FROM) : at])
        if out is None or not got or atom.amount is None or atom.amount.per_coin:
            continue
        coin = line.find(COINS, out + 1, out + _NEAR_COIN)
        if coin is not None and line.low(coin + 1) not in _OF_COIN:
            yield at


_NEAR_FROM, _NEAR_COIN = 4, 6
_GETTING = (GOT - FOR) | {"drew"}
_FROM = frozenset({"from", "out"})
_OF_COIN = MACHINES | frozenset(
    "mining production revenue revenues sales operations etf etfs trust loan".split()
)


def _is_money(line: Line, at: int) -> bool:
    amount = line.atoms[at].amount
    return amount is not None and amount.unit in MONEY


def _further(line: Line, made: Sequence[Draft]) -> Iterator[int]:
    """As in "sold 2,762; 1,391 of these fell in the third quarter": further numbers beside a sale that is told."""
    if line.words.isdisjoint(PRONOUNS | {"opposed"}) or all(
        each.kind is not StatementKind.SALE for each in made
    ):
        return
    for at, atom in enumerate(line.atoms):
        amount = atom.amount
        if amount is None or not amount.may_be_coins:
            continue
        of_these = line.low(at + 1) == "of" and line.low(at + 2) in PRONOUNS
        if not of_these and "opposed" not in line.lows[max(0, at - _OPPOSED) : at]:
            continue
        if not any(each.start <= atom.start < each.end or amount.sats == each.sats for each in made):
            yield at


def _may_be_paid(line: Line, memory: Memory) -> bool:
    """Whether no rule has judged any word of a sentence, and no word tells of a purchase, a loan or a mere value."""
    if not (memory.coins or line.coins) or not _NO_SALE.isdisjoint(line.words):
        return False
    return all(told.deed in _FREE and line.atoms[told.at].start not in memory.verdicts for told in line.deeds)


def _paid_for(line: Line) -> Iterator[int]:
    """As in "185 of them found their way to buyers for $19.4 million": coins, and money that makes their price."""
    for at, atom in enumerate(line.atoms):
        money = atom.amount
        if money is None or money.unit not in MONEY or line.low(at - 1) not in _FOR:
            continue
        for near in range(max(0, at - _NEAR_MONEY), min(len(line.atoms), at + _NEAR_MONEY)):
            coins = line.atoms[near].amount
            if coins is None or coins.unit not in COUNTED or not coins.value:
                continue
            price = money.value if money.per_coin else money.value / coins.value
            if is_thinkable(price):
                yield near
