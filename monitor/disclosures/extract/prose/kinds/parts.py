"""Parts of a sale that was told: numbers of its sentence that add up to it, and one that the next sentence dates."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.disclosures.extract.lexicon import SELLING, Deed
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import SPANS, When
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.weighing.hints import AGAINST
from monitor.disclosures.statement import StatementKind

_MOST_PARTS = 6
_ROUNDING = 200
"""The parts may differ from the whole by half a percent."""
_FAR = 300
"""Characters behind a sale within which its parts stand."""


def parts_of(line: Line, made: Sequence[Draft]) -> list[Draft]:
    """As in "sold 1,095 bitcoin, of which 970 to redeem notes and 125 to buy shares back": 970 and 125 as well.

    Parts that are told by where they came from are none: "943 had been in stock and 190 were fresh output".

    Args:
        line: the sentence.
        made: what it told already; a part that was told is not told again.
    """
    sales = [each for each in made if each.kind is StatementKind.SALE]
    told = {each.sats for each in sales}
    found: list[Draft] = []
    for whole in sales:
        for at in _adding_up(line, whole, whole.sats or 0):
            amount = line.atoms[at].amount
            if amount is not None and amount.sats not in told:
                part = whole.also(amount, whole.period_start, whole.period_end)
                found.append(replace(part, rule=f"{whole.rule}_part", sure=whole.sure, vague=whole.vague))
    return found


def _adding_up(line: Line, whole: Draft, sats: int) -> Sequence[int]:
    """The places of numbers in a row behind a sale that are together what was sold."""
    places = list(_numbers(line, whole)) if sats else []
    for first in range(len(places)):
        total = 0
        for last in range(first, min(len(places), first + _MOST_PARTS)):
            amount = line.atoms[places[last]].amount
            total += (amount.sats if amount is not None else None) or 0
            if last > first and abs(total - sats) * _ROUNDING <= sats:
                found = places[first : last + 1]
                return found if any(_is_told_apart(line, at) for at in found) else ()
    return ()


def _is_told_apart(line: Line, at: int) -> bool:
    """Whether a part has a purpose, or is led in as one."""
    for_it = line.low(at + 1 + line.is_coin(at + 1)) in {"to", "for"}
    return for_it or line.low(at - 1) in {"which", "including"}


def _numbers(line: Line, whole: Draft) -> Iterator[int]:
    """Those behind a sale, unless another deed stands before: "sold 600, after mining 400 and buying 200"."""
    for at, atom in enumerate(line.atoms):
        amount = atom.amount
        if amount is None or not amount.may_be_coins or amount.sats == whole.sats:
            continue
        last = next((told.deed for told in reversed(line.deeds) if told.at < at), Deed.SELL)
        if 0 <= atom.start - whole.end <= _FAR and last in SELLING:
            yield at


_FOLLOWING = 160
"""Characters between the sale and its part."""
_LONGEST = 24
"""Atoms of a sentence that tells a part and nothing else."""
_PARTLY = frozenset("these them those which alone accounted that busiest".split())
"""One of these says that the number is part of what was told."""
_LEAST = 10
"""A smaller number without a unit counts anything."""


def read_of_the_whole(line: Line, memory: Memory) -> list[Draft]:
    """As in "Of these, 628 fell in the fourth quarter": less than all of the sale told last, in days within its own."""
    sale = memory.sale
    if sale is None or not sale.sats or sale.kind is not StatementKind.SALE or line.named or line.question:
        return []
    if len(line.atoms) > _LONGEST or _PARTLY.isdisjoint(line.words):
        return []
    if any(not known.isdisjoint(line.words) for _, known in AGAINST):
        return []
    if not 0 <= line.start - sale.end <= _FOLLOWING or any(told.deed not in SELLING for told in line.deeds):
        return []
    counts = [atom.amount for atom in line.atoms if atom.amount is not None]
    whens = [atom.when for atom in line.atoms if atom.when is not None]
    if len(counts) != 1 or len(whens) != 1 or not _is_within(whens[0], sale):
        return []
    (coins,), (when,) = counts, whens
    counted = coins.may_be_coins and (coins.unit is Unit.BTC or coins.value >= _LEAST)
    if not counted or (coins.sats or 0) >= sale.sats:
        return []
    return [sale.also(coins, when.first, when.last, start=min(coins.start, when.start), end=when.end)]


def _is_within(when: When, sale: Draft) -> bool:
    """Whether a month or longer time lies within the days of a sale, and is not all of them."""
    if when.first is None or when.last is None or sale.period_start is None or sale.period_end is None:
        return False
    days, whole = (when.first, when.last), (sale.period_start, sale.period_end)
    return when.form in SPANS and days != whole and whole[0] <= days[0] and days[1] <= whole[1]
