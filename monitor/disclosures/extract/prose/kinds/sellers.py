"""Sellers told by a list, without a verb of selling: "the largest seller was Core Scientific, with 7,202 BTC"."""

from collections.abc import Iterator
from datetime import date

from monitor.disclosures.extract.lexicon import Deed
from monitor.disclosures.extract.numbers.amounts import Amount
from monitor.disclosures.extract.periods.when import PERIODS
from monitor.disclosures.extract.prose.sentence.draft import SENTENCE, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import is_btc
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_SELLERS = frozenset({"seller", "sellers"})
_ORDER = frozenset("led leads leading followed topped topping".split())
"""As in "Core Scientific led with 7,202 BTC, followed by Bitfarms with 3,353": of a crowd's sale told just before."""
_NEAR = 7
"""Atoms between a company and its number."""
_BETWEEN = frozenset(
    "( with at : , - – — which sold of about approximately roughly some nearly over ~ the way pack".split()
)


def read_sellers(line: Line, memory: Memory) -> list[Draft]:
    """What a sentence without a verb of selling tells of sellers, each with its number of coins."""
    told = not _SELLERS.isdisjoint(line.words)
    if not told and (memory.crowd is None or _ORDER.isdisjoint(line.words)):
        return []
    if any(deed.deed in {Deed.HOLD, Deed.MINE, Deed.BUY, Deed.SELL} for deed in line.deeds):
        return []
    first, last = _days(line, memory)
    if last is None:
        return []
    return [
        Draft(StatementKind.SALE, entity, start, amount.end, "prose.sellers", first, last, SENTENCE).counting(
            amount
        )
        for entity, start, amount in _counted(line)
    ]


def _counted(line: Line) -> Iterator[tuple[str, int, Amount]]:
    for at, atom in enumerate(line.atoms):
        if atom.entity is None or atom.entity == NOBODY:
            continue
        for ahead in range(at + 1, min(at + _NEAR, len(line.atoms))):
            amount = line.atoms[ahead].amount
            if amount is not None:
                if is_btc(amount) and amount.sats and not amount.per_coin:
                    yield atom.entity, atom.start, amount
                break
            if line.low(ahead) not in _BETWEEN and line.low(ahead) not in _ORDER:
                break


def _days(line: Line, memory: Memory) -> tuple[date | None, date | None]:
    for atom in line.atoms:
        when = atom.when
        if when is not None and when.last is not None and when.form in PERIODS:
            return when.first, when.last
    return memory.crowd or memory.frame or (None, None)
