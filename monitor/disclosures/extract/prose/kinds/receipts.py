"""Money that a sentence of its own tells: "Conversions in Q2 added $936 million", "The lot fetched $9 million"."""

import re
from datetime import date

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import DEALS, FILLERS, Deed, Shape, is_adverb
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.numbers.coin_costs import is_thinkable, may_have_cost
from monitor.disclosures.extract.periods.when import PERIODS, Form
from monitor.disclosures.extract.prose.coins.reference import is_all_of_it
from monitor.disclosures.extract.prose.kinds.later import add_terms
from monitor.disclosures.extract.prose.money.other_sums import CORRESPONDING
from monitor.disclosures.extract.prose.money.sums import BROUGHT
from monitor.disclosures.extract.prose.money.terms import is_for_them, terms
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.lists import list_at
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.when.compared import is_compared
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.when.taken import taken
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

_FOLLOWING = 600
"""Characters after a sale in which a sentence may tell more of it."""
_AT_ONCE = 400
_OPENING = 14
_NEAR = 12
_LEAST = 100_000
"""Dollars."""
_BUYING = frozenset("purchase purchases purchased bought buying acquired acquisitions cost costs".split())
"""As in "The first purchases were made at $32,610 on average": no price of what was sold."""
_TAKINGS = frozenset("proceeds receipts cash amount figure sum takings".split())
_DEALS = frozenset(
    "conversions conversion disposals disposal liquidations liquidation exchanges sale sales".split()
)
_SUBJECTS = _TAKINGS | _DEALS
_SAME = frozenset("the these those such that this its their ’s 's s says , : “ \" by".split()) | {""}
_TO_WHOM = frozenset(
    "in to the a an it us company of about approximately around some roughly nearly over total net gross up ~".split()
)


def add_receipts(line: Line, memory: Memory) -> list[Draft]:
    """What a sentence tells besides of the sale told last: its money, or that of the same in other periods."""
    sale = memory.sale
    if sale is None or sale.kind is not StatementKind.SALE or line.start - sale.end > _FOLLOWING:
        return []
    sums = _sums(line, sale)
    if sums and sale.sats is None:
        return _added(line, memory, sale, sums)
    if sums and sale.proceeds_usd is None and not _days(line, memory):
        _add_sum(sale, line.atoms[sums[0]].amount)
    told = any(atom.low in {"proceeds", "average"} for atom in line.atoms[:_NEAR])
    told = told or any(is_for_them(line, at) for at in range(min(_NEAR, len(line.atoms))))
    if line.start - sale.end <= _AT_ONCE and told and line.words.isdisjoint(_BUYING):
        add_terms(sale, terms(line, 0, len(line.atoms)))
    return []


def _add_sum(sale: Draft, amount: Amount | None) -> None:
    """As in "Sales brought in $41.7 million" of 397 coins told before, if that can be their price."""
    if amount is None or not sale.sats:
        return
    price = amount.value * SATS_PER_BTC / sale.sats
    if may_have_cost(price, sale.period_start, sale.period_end):
        sale.proceeds_usd = amount.value


def _sums(line: Line, sale: Draft) -> list[int]:
    """The places of the sums that the sentence tells as what a sale brought."""
    if any(told.deed not in DEALS and told.shape is not Shape.NOUN for told in line.deeds):
        return []
    if _SUBJECTS.isdisjoint(line.words) and line.low(0) != "as":
        return []
    subject = next((at for at in range(min(_OPENING, len(line.atoms))) if _is_of_sale(line, at, sale)), None)
    if subject is None and not _is_cash_added(line):
        return []
    if subject is not None and (before := _received_upon(line, subject, sale)) is not None:
        return list_at(line, before, _is_money)
    for at in range(subject or 0, len(line.atoms)):
        amount = line.atoms[at].amount
        if amount is None:
            continue
        if amount.unit is not Unit.USD or amount.per_coin or amount.value < _LEAST:
            return []
        return list_at(line, at, _is_money) if subject is None or _is_brought(line, at) else []
    return []


def _received_upon(line: Line, subject: int, sale: Draft) -> int | None:
    """As in "We received cash of $272 million upon these disposals": the place of the sum before them."""
    if _OTHERS.search(line.text, sale.end, line.start):
        return None  # sold meanwhile, it may be
    at = line.back(subject - 1, (_SAME - {""}) | _UPON)
    amount = line.amount(at)
    if (
        amount is None
        or amount.unit is not Unit.USD
        or amount.value < _LEAST
        or line.low(subject - 1) not in _SAME
    ):
        return None
    near = line.lows[max(0, at - _CLOSE) : at]
    return at if _GAINS.isdisjoint(near) and not _RECEIVING.isdisjoint(near) else None


_OTHERS = re.compile(r"\b(?:shares|stock|notes|ADSs|machines|miners|warrants)\b")
_UPON = frozenset("upon from on for by through in with".split())
_RECEIVING = frozenset(
    "received realized realised obtained collected raised generated took got pocketed made netted".split()
)
_GAINS = frozenset("gain gains loss losses profit income".split())
_CLOSE = 6


def _is_of_sale(line: Line, at: int, sale: Draft) -> bool:
    """As in "the disposals brought in", "cash from such exchanges", "the corresponding receipts"; not of power."""
    before, word = line.low(at - 1), line.low(at)
    if word in _TAKINGS:
        return before in CORRESPONDING and sale.proceeds_usd is not None
    if word not in _DEALS or line.low(at + 1) == "of":
        return False
    bare = {""} if word in {"sale", "sales", "exchanges"} and sale.sats is None else frozenset()
    return before in _SAME - bare


def _is_cash_added(line: Line) -> bool:
    """As in "As a result, $936 million of cash was added to its balance sheet"."""
    if line.low(0) != "as" or line.low(2) != "result":
        return False
    return any(line.low(at) == "cash" and line.low(at + 2) in {"added", "raised"} for at in range(_OPENING))


def _is_brought(line: Line, at: int) -> bool:
    """As in "brought in about $36 million": a word for it stands right before the sum."""
    back = at - 1
    while line.low(back) in _TO_WHOM or (back > 0 and line.atoms[back].entity is not None):
        back -= 1
    return line.low(back) in BROUGHT


def _is_money(atom: Atom) -> bool:
    return atom.amount is not None and atom.amount.unit is Unit.USD


def _added(line: Line, memory: Memory, sale: Draft, sums: list[int]) -> list[Draft]:
    """The sale with its money, and the sales of other periods."""
    days = _days(line, memory)
    if len(sums) > 1 and len(days) != len(sums):
        return []
    made = []
    for number, at in enumerate(sums):
        amount = line.atoms[at].amount
        assert amount is not None, "it was looked for"
        place, first, last = days[number] if days else (at, None, None)
        own = not days or _is_of_days(sale, first, last)
        if (own or sale.sure <= CONTEXT) and sale.proceeds_usd is None:
            sale.proceeds_usd = amount.value
            if first is not None:
                sale.period_start, sale.period_end, sale.sure = first, last, CLAUSE
        elif not own and last is not None:
            start, end = min(amount.start, line.atoms[place].start), max(amount.end, line.atoms[place].end)
            made.append(sale.also(amount, first, last, start=start, end=end))
    return made


def _days(line: Line, memory: Memory) -> list[tuple[int, date | None, date | None]]:
    """The periods of a sentence with their places, without those that are only compared with."""
    made = []
    for at in line.whens:
        when = line.atoms[at].when
        if when is None or when.form not in _FORMS or is_compared(line, at):
            continue
        if (found := taken(line, at, when, memory, point=False, allow_since=False)) is not None:
            made.append((at, *found))
    return made


_FORMS = PERIODS | {Form.SAME}


def _is_of_days(sale: Draft, first: date | None, last: date | None) -> bool:
    """Whether a sale is of some days, of which only the end may have been told: "as of the end of Q2 ... in Q2"."""
    return sale.period_end == last and sale.period_start in {first, None}


_YIELDED = frozenset("went fetched brought netted raised yielded realised realized grossed garnered".split())
_ON_THE_WAY = frozenset("for in at an average price of it the company".split())
_RIGHT_BEHIND = 300
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
    if sale is not None and line.start - sale.end <= _RIGHT_BEHIND and sale.proceeds_usd is None:
        sale.proceeds_usd, sale.avg_price_usd = told.proceeds, sale.avg_price_usd or told.price
        return []
    if counted is None or not counted.sats or counted.per_coin:
        return []
    price = told.price or (told.proceeds or 0) / counted.value
    clause = line.clause(at, Deed.SELL, Shape.PAST)
    who = subject(clause, memory)
    if not is_thinkable(price) or who == NOBODY:
        return []
    when, end = moment(clause, memory, point=False), told.end or line.atoms[at].end
    sale = Draft.told(StatementKind.SALE, who, (line.start, end), "prose.sold", when)
    sale.avg_price_usd, sale.proceeds_usd = told.price, told.proceeds
    return [sale.counting(counted)]


def _money(line: Line, at: int) -> int | None:
    for ahead in range(at + 1, min(at + 8, len(line.atoms))):
        amount = line.atoms[ahead].amount
        if amount is not None:
            return ahead if amount.unit is Unit.USD else None
        low = line.low(ahead)
        if not (low in FILLERS or low in _ON_THE_WAY or is_adverb(low) or ahead in line.whens):
            return None
    return None
