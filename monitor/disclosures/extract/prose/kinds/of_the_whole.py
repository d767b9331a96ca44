"""A part of a sale that was just told, in days within its own: "Of these, 628 fell in the fourth quarter"."""

from monitor.disclosures.extract.lexicon import Deed
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.weighing.hints import AGAINST
from monitor.disclosures.statement import StatementKind

_FOLLOWING = 160
"""Characters between the sale and its part."""
_LONGEST = 24
"""Atoms of a sentence that tells a part and nothing else."""
_PARTLY = frozenset("these them those which alone accounted that busiest".split())
"""One of these says that the number is part of what was told."""
_SELLING = frozenset({Deed.SELL, Deed.CONVERT})
_LEAST = 10
"""A smaller number without a unit counts anything."""


def read_of_the_whole(line: Line, memory: Memory) -> list[Draft]:
    """The part of the sale told last that a sentence gives its own days: less than all, in days within those."""
    sale = memory.sale
    if sale is None or not sale.sats or sale.kind is not StatementKind.SALE or line.named or line.question:
        return []
    if len(line.atoms) > _LONGEST or _PARTLY.isdisjoint(line.words):
        return []
    if any(not known.isdisjoint(line.words) for _, known in AGAINST):
        return []
    if not 0 <= line.start - sale.end <= _FOLLOWING or any(told.deed not in _SELLING for told in line.deeds):
        return []
    counts = [atom.amount for atom in line.atoms if atom.amount is not None]
    whens = [atom.when for atom in line.atoms if atom.when is not None]
    if len(counts) != 1 or len(whens) != 1 or not _is_within(whens[0], sale):
        return []
    coins = counts[0]
    counted = coins.unit is Unit.BTC or (coins.unit is Unit.NONE and coins.value >= _LEAST)
    if not counted or coins.per_coin or not coins.sats or coins.sats >= sale.sats:
        return []
    when = whens[0]
    return [sale.also(coins, when.first, when.last, start=min(coins.start, when.start), end=when.end)]


def _is_within(when: When, sale: Draft) -> bool:
    """Whether a month or longer time lies within the days of a sale, and is not all of them."""
    if when.first is None or when.last is None or sale.period_start is None or sale.period_end is None:
        return False
    days = sale.period_start <= when.first and when.last <= sale.period_end
    return (
        days
        and when.form in {Form.MONTH, Form.LONGER}
        and (when.first, when.last) != (sale.period_start, sale.period_end)
    )
