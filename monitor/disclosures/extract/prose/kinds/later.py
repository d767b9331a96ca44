"""What a later sentence adds to the sale that was told last."""

import re

from monitor.disclosures.extract.lexicon import COINS, SELLING, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Amount
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.money.sums import received, total
from monitor.disclosures.extract.prose.money.terms import Terms, purpose, terms
from monitor.disclosures.extract.prose.mood.wares import OTHER_WARES
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, SENTENCE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.objects import WARES, Object, Thing
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.statement import StatementKind

_FOLLOWING = 600
"""Characters after a sale in which a sentence may tell more of it."""
_THE = frozenset("the this these those that its their such".split())
_CARRIED_OUT = frozenset(
    "conducted executed completed carried took taken occurred happened made place closed settled was were spread"
    " done concluded ran".split()
)
_NEAR = 9


def enrich(clause: Clause, memory: Memory, when: Moment, money: Terms, who: str | None) -> bool:
    """As in "The coins were sold over Feb. 7-8 for ...": more about the sale told last."""
    sale = memory.sale
    if sale is None or not clause.is_past or (who is not None and sale.entity not in {who, None}):
        return False
    before = clause.line.low(clause.at - 1)
    if before not in COINS and (before == "," or clause.line.low(clause.at - 2) not in COINS):
        return False
    if when.sure >= SENTENCE and sale.sure < when.sure + (when.form in {Form.RANGE, Form.DAY}):
        sale.period_start, sale.period_end, sale.sure = when.first, when.last, when.sure
        memory.frame = memory.frame if when.last is None else (when.first, when.last)
    add_terms(sale, money)
    sale.purpose = sale.purpose or purpose(clause.line)
    return True


def add_terms(sale: Draft, money: Terms) -> None:
    """Fill in what a sale does not tell yet."""
    sale.avg_price_usd = sale.avg_price_usd or money.price
    sale.proceeds_usd = sale.proceeds_usd or money.proceeds
    sale.proceeds_usdt = sale.proceeds_usdt or money.proceeds_usdt


def date_again(clause: Clause, memory: Memory) -> bool:
    """As in "The sale, conducted between March 4 and March 25, ...": the days of the sale told last.

    Returns:
        Whether the clause speaks of that sale.
    """
    sale, line = memory.sale, clause.line
    leaned = _leaned_on(clause)
    told = clause.is_noun and (line.low(clause.at - 1) in _THE or clause.at == 0 or leaned is not None)
    if sale is None or not told or line.start - sale.end > _FOLLOWING:
        return False
    if leaned is not None and not _may_be_of(sale, leaned):
        return False
    carried_out = any(line.low(at) in _CARRIED_OUT for at in range(clause.at + 1, clause.at + _NEAR))
    if not (carried_out or leaned is not None or _is_dated(clause)):
        return False
    when = moment(clause, memory, point=False, since=True)
    if not carried_out:
        brought = _brought(clause)
        money = terms(line, clause.at, len(line.atoms))
        add_terms(sale, money if brought is None else Terms(proceeds=brought.value, end=brought.end))
    if when.sure <= max(sale.sure, CONTEXT) < CLAUSE or when.last is None or when.first is None:
        return True
    by_then = sale.period_start is None and sale.period_end is not None and when.last <= sale.period_end
    if sale.sure < CLAUSE or by_then or (when.form is Form.RANGE and not _is_within(sale, when)):
        sale.period_start, sale.period_end, sale.sure = when.first, when.last, CLAUSE
    return True


def _leaned_on(clause: Clause) -> When | None:
    """The month of "The March sale raised $143 million": what "the sale" leans on."""
    line, at = clause.line, clause.at - 1
    when = line.atoms[at].when if at >= 0 else None
    whole = when is not None and when.first is not None and when.last is not None
    return when if whole and (at == 0 or line.low(at - 1) in _THE) else None


def _may_be_of(sale: Draft, when: When) -> bool:
    """Whether a sale has those days already, or none that are sure."""
    return sale.sure < SENTENCE or sale.days == (when.first, when.last)


def _is_dated(clause: Clause) -> bool:
    """As in "The sale in the second quarter added $936 million", "The sales put $936 million onto it"."""
    near = clause.line.when_after(clause.at)
    within = clause.line.low(clause.at + 1) in {"in", "during", "over", "on"}
    return (within and near is not None and near.first is not None) or _brought(clause) is not None


def _brought(clause: Clause) -> Amount | None:
    """The money of "The sales put about $936 million of cash onto the balance sheet"."""
    return total(clause, Object(Thing.COINS, clause.at, clause.at))


def narrow(line: Line, memory: Memory, made: list[Draft]) -> None:
    """As in "All of these were sold in the second quarter", "all sales took place in May": when all of it was.

    Args:
        line: the sentence.
        memory: what was said before.
        made: what it tells by itself; what it says of when all was sold is put beside it.
    """
    if _ALL.isdisjoint(line.words) or not (memory.coins or line.coins):
        return
    told = _ALL_SOLD.search(line.text, line.start, line.atoms[-1].end)
    if told is None:
        return
    spoken = (line.atoms[at].when for at in line.whens)
    when = next(
        (each for each in spoken if each is not None and told.end() - _IN <= each.start <= told.end() + _IN),
        None,
    )
    if when is None or when.first is None or when.last is None or when.form is Form.SAME:
        return
    within = [
        each for each in made if each.kind is StatementKind.SALE and told.start() <= each.start <= when.end
    ]
    if not within:
        within = [
            Draft(StatementKind.SALE, memory.topic or memory.filer, told.start(), when.end, "prose.sold")
        ]
        made += within
    for each in within:
        each.period_start, each.period_end, each.sure, each.narrows = when.first, when.last, CLAUSE, True


_ALL = frozenset({"all", "every", "each"})
_ALL_SOLD = re.compile(
    r"\b(?:all|every\s+one|each)\s+(?:of\s+(?:them|these|those|it|the\s+(?:coins|bitcoins?|sales|disposals))"
    r"|(?:(?:of\s+)?(?:these|those|the|such|bitcoin)\s+)*(?:sales|disposals|dispositions)"
    r"(?:\s+of\s+(?:(?:our|its|the)\s+)?(?:bitcoins?|btc|coins|digital\s+assets))?)\s+"
    r"(?:(?:was|were)\s+(?:sold|made|executed|completed|effected|carried\s+out|conducted|disposed\s+of|liquidated)"
    r"|took\s+place|fell|occurred|happened|came)\s+(?:in|during|over|on|between|within)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_IN = 9
"""Characters of "between " and the like, which may be words of the period or stand before it."""
_DEAL = frozenset("deal deals transaction transactions trade trades move".split())


def date_by_deal(line: Line, memory: Memory) -> None:
    """As in "The deal was closed over the weekend": the days of a sale of which only an end is told."""
    sale = memory.sale
    if sale is None or line.start - sale.end > _FOLLOWING or sale.sure >= CLAUSE:
        return
    words = [atom.low for atom in line.atoms[:_NEAR]]
    named = _DEAL & set(words[:4]) or words[:1] == ["it"]
    if not (named and _CARRIED_OUT & set(words)):
        return
    told = [atom.when for atom in line.atoms if atom.when is not None]
    if len(told) == 1 and told[0].first is not None and told[0].form in {Form.RANGE, Form.DAY}:
        sale.period_start, sale.period_end, sale.sure = told[0].first, told[0].last, CLAUSE


_AMOUNT = frozenset(
    "slice tranche lot batch clip portion realisation realization amount total number quantity volume figure sale"
    " transaction deal disposal trade it quantities numbers volumes amounts totals figures this that these"
    " those".split()
)
_BEING = frozenset(
    "was were involved involves comprised covered totaled totalled amounted came consisted : corresponds correspond"
    " corresponded represents represent represented equals equaled equalled translates translated".split()
)
_EQUALS = frozenset("corresponds correspond corresponded represents represent represented equals".split())
_POINTING = frozenset("this that these those".split())
_AT_ONCE = 120
"""Characters between a sale and the sentence that counts its coins."""


def count_again(line: Line, memory: Memory) -> None:
    """As in "The sale involved 300 coins", "In total, 300 BTC changed hands": how many those told last were."""
    sales = _uncounted(line, memory)
    if not sales or len(line.counts) != len(sales):
        return
    amounts = [atom.amount for at in line.counts if (atom := line.atoms[at]).amount is not None]
    if any(not amount.sats or amount.per_coin for amount in amounts):
        return
    if any(told.deed is not Deed.SELL for told in line.deeds):
        return
    begun = [line.low(at) for at in range(min(line.counts[0], _NEAR))]
    equal = bool(_AMOUNT & set(begun[:3])) and bool(_BEING & set(begun))
    if begun[:1] and begun[0] in _POINTING and not _EQUALS & set(begun):
        equal = False
    in_total = begun[:2] in (["in", "total"], ["in", "all"]) or begun[:1] == ["altogether"]
    if not (equal or in_total or line.low(line.counts[0] + 2) == "involved"):
        return
    for sale, amount in zip(sales, amounts, strict=True):
        sale.sats, sale.approximate, sale.end = amount.sats, amount.approximate, amount.end
    if len(sales) == 1:
        add_terms(sales[0], terms(line, 0, len(line.atoms)))


def _uncounted(line: Line, memory: Memory) -> list[Draft]:
    """The sales of the sentence before of which no number is told, in the order in which it tells them."""
    sale = memory.sale
    if sale is None or line.start - sale.end > _AT_ONCE + 200 * line.respectively:
        return []
    lately = [sale]
    if line.respectively:
        since = memory.text.rfind("\n", 0, sale.start)
        lately = [
            each
            for each in memory.drafts[-_LATELY:]
            if each.kind is StatementKind.SALE and each.start > max(since, line.start - _ONE_SENTENCE)
        ]
    lately.sort(key=lambda each: each.start)
    return lately if all(each.sats is None and each.share is None for each in lately) else []


_LATELY = 4
_ONE_SENTENCE = 300
"""Characters."""


def _is_within(sale: Draft, when: Moment) -> bool:
    """Whether the sale has finer days already."""
    first, last = sale.period_start, sale.period_end
    if first is None or last is None or when.first is None or when.last is None:
        return False
    return last < when.first or (when.first <= first and last <= when.last)


def _speaks_of_selling(line: Line) -> bool:
    """Whether a sentence speaks of selling coins, be it by habit, and of nothing else that is sold."""
    sold = [told.at for told in line.deeds if told.deed in SELLING]
    if not sold or any(told.deed is Deed.BUY for told in line.deeds) or not _WARES.isdisjoint(line.words):
        return False
    return any(line.is_coin(at) or line.is_asset(at) for at in range(sold[-1] + _NEAR))


_WARES = WARES | OTHER_WARES - {"asset"} | frozenset("common preferred ads adss atm land products".split())


def such_sales(clause: Clause, memory: Memory) -> Object | None:
    """As in "Bitcoin is sold on the day it is received. Proceeds from such sales came to $10.7 million in 2023".

    Only where it tells what they brought, and not of a sale that was just told with its coins or its money, for then it
    is that one's.
    """
    line, at, sale = clause.line, clause.at, memory.sale
    if clause.told.shape is not Shape.NOUN or line.low(at - 1) not in _SUCH or line.low(at + 1) == "of":
        return None
    if not _WARES.isdisjoint(line.words) or line.low(at - 2) not in {"from", "of", "on", ";", ",", "", "."}:
        return None
    begun = _selling_before(clause, memory)
    told = sale is not None and not (sale.sats is None and sale.proceeds_usd is None)
    if begun is None or (told and sale is not None and sale.end > begun):
        return None
    meant = Object(Thing.COINS, at, at)
    return meant if received(clause, meant) or total(clause, meant) else None


def _selling_before(clause: Clause, memory: Memory) -> int | None:
    """Where what "such" means begins: in the same sentence, or right before it."""
    line = clause.line
    coins = any(line.is_coin(at) or line.is_asset(at) for at in range(clause.at))
    if coins and any(told.at < clause.at - 1 and told.deed in SELLING for told in line.deeds):
        return line.start
    last = memory.last
    if last is None or line.start - last.atoms[-1].end > _NEXT or not _speaks_of_selling(last):
        return None
    return last.start


_NEXT = 4
"""Characters between two sentences."""
_SUCH = frozenset("such these those".split())
