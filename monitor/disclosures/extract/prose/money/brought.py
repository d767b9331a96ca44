"""Money told of coins that are only meant: "They went for $10 million", "The lot fetched $22.9 million"."""

from monitor.disclosures.extract.lexicon import FILLERS, Deed, Shape, is_adverb
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.numbers.coin_costs import is_thinkable
from monitor.disclosures.extract.prose.coins.reference import is_all_of_it
from monitor.disclosures.extract.prose.money.terms import terms
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_YIELDED = frozenset("went fetched brought netted raised yielded realised realized grossed garnered".split())
_ON_THE_WAY = frozenset("for in at an average price of it the company".split())
_AT_ONCE = 300
"""Characters between a sale and what is told of its money."""


def read_brought(line: Line, memory: Memory) -> list[Draft]:
    """A sale of the coins counted in the sentence before, or more of the sale told there, by what they brought."""
    at = next((at for at, low in enumerate(line.lows) if low in _YIELDED), None)
    if at is None or not is_all_of_it(line.lows[:at]):
        return []
    money = _money(line, at)
    told = terms(line, at, len(line.atoms))
    if money is None or (told.proceeds is None and told.price is None):
        return []
    sale, counted = memory.sale, memory.counted
    if sale is not None and line.start - sale.end <= _AT_ONCE and sale.proceeds_usd is None:
        sale.proceeds_usd, sale.avg_price_usd = told.proceeds, sale.avg_price_usd or told.price
        return []
    if counted is None or not counted.sats or counted.per_coin:
        return []
    price = told.price or (told.proceeds or 0) / counted.value
    clause = Clause(line, Told(at, Deed.SELL, Shape.PAST), 0, len(line.atoms))
    who = subject(clause, memory)
    if not is_thinkable(price) or who == NOBODY:
        return []
    when = moment(clause, memory, point=False)
    return [
        Draft(
            StatementKind.SALE, who, line.start, told.end or line.atoms[at].end, "prose.sold", when.first, when.last,
            when.sure, avg_price_usd=told.price, proceeds_usd=told.proceeds,
        ).counting(counted)
    ]  # fmt: skip


def _money(line: Line, at: int) -> int | None:
    for ahead in range(at + 1, min(at + 8, len(line.atoms))):
        amount = line.atoms[ahead].amount
        if amount is not None:
            return ahead if amount.unit is Unit.USD else None
        low = line.low(ahead)
        if not (low in FILLERS or low in _ON_THE_WAY or is_adverb(low) or line.atoms[ahead].when is not None):
            return None
    return None
