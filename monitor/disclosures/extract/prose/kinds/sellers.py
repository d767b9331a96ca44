"""Sellers told by a list, without a verb of selling: "the largest seller was Core Scientific, with 7,202 BTC"."""

from datetime import date

from monitor.disclosures.extract.lexicon import ABOUT, DASHES, Deed
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import PERIODS
from monitor.disclosures.extract.prose.coins.companies import numbered
from monitor.disclosures.extract.prose.sentence.draft import SENTENCE, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.objects import is_btc, reads_as_year
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_SELLERS = frozenset({"seller", "sellers"})
_ORDER = frozenset("led leads leading followed topped topping".split())
"""As in "Core Scientific led with 7,202 BTC, followed by Bitfarms with 3,353": of a crowd's sale told just before."""
_BETWEEN = ABOUT | DASHES | _ORDER | frozenset("( with , which sold of the way pack".split())


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
    made: list[Draft] = []
    when = Moment(first, last, SENTENCE)
    for entity, at, place in numbered(line, range(len(line.atoms)), _BETWEEN):
        amount = line.amount(place)
        if entity == NOBODY or amount is None:
            continue
        if is_btc(amount) or (made and amount.unit is Unit.NONE and not reads_as_year(line, amount)):
            sale = Draft.told(StatementKind.SALE, entity, line.span(at, place), "prose.sellers", when)
            made.append(sale.counting(amount))
    return made


def _days(line: Line, memory: Memory) -> tuple[date | None, date | None]:
    for atom in line.atoms:
        when = atom.when
        if when is not None and when.last is not None and when.form in PERIODS:
            return when.first, when.last
    return memory.crowd or memory.frame or (None, None)
