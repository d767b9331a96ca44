"""Amounts that are told together with another: "and an additional 12 BTC from its reserves", "475 in total"."""

from dataclasses import replace

from monitor.disclosures.extract.lexicon import ABOUT, HOARDS
from monitor.disclosures.extract.numbers.amounts import COUNTED, Amount, Unit
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

SKIPPED = ABOUT | frozenset("only of . to the another further additional remaining total".split())
"""What may stand between a number and the word that joins it to another."""


def by_month(clause: Clause, kind: StatementKind, entity: str | None) -> list[Draft]:
    """As in "sales by month: August 300, September 330, October 440 BTC": each number with the period before it."""
    line = clause.line
    colon = line.find({":"}, clause.at + 1, clause.at + 5)
    if colon is None or not clause.is_noun:
        return []
    made = []
    for at in range(colon + 1, len(line.atoms) - 1):
        place = at + 1 + (line.low(at + 1) in {",", "–", "-", "—"})
        when, amount = line.atoms[at].when, line.amount(place)
        if when is None or amount is None or when.first is None or when.last is None or not amount.sats:
            continue
        if amount.unit in COUNTED and not amount.per_coin:
            sale = Draft(kind, entity, when.start, amount.end, "prose.sale_of", when.first, when.last, CLAUSE)
            made.append(sale.counting(amount))
    return made if len(made) > 1 else []


def besides(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "sold the 189.8 BTC that it produced as well as 943.1 BTC from its treasury"."""
    line, begin = clause.line, max(thing.last, clause.at) + 1
    if draft.kind is not StatementKind.SALE:
        return []
    made, told = [], 0
    if thing.thing is Thing.QUANTITY and _is_taken_apart(line, begin):
        return []
    for at in range(begin, min(len(line.atoms), begin + 24)):
        amount = line.atoms[at].amount
        if amount is None or not _is_counted(line, at):
            continue
        of_total = (
            draft.sats is not None and told and abs(told + (amount.sats or 0) - draft.sats) < _TOTAL_OFF
        )
        if (_is_besides(line, at) or _is_total(line, at)) and not of_total and not _has_days(line, at):
            made.append(of_same_days(draft, amount))
        told += amount.sats or 0
    return made


def _is_taken_apart(line: Line, begin: int) -> bool:
    """As in "sold 187 for $5 million: all of its output, and 48 more out of reserves": parts of what was counted."""
    near = line.find({":"}, begin, min(len(line.atoms), begin + _MONEY))
    return near is not None and not any(_is_counted(line, at) for at in range(begin, near))


_MONEY = 8


def _has_days(line: Line, at: int) -> bool:
    """As in "and another 200 BTC on October 31": told of days of its own, which `further` reads."""
    when = line.when_after(at + words_of_amount(line, at))
    return when is not None and when.first is not None and when.form is not Form.SAME


_TOTAL_OFF = SATS_PER_BTC
"""Parts that add up to what was told before are that again: "475 BTC: all 463 BTC mined plus 12 BTC from reserves"."""


def words_of_amount(line: Line, at: int) -> int:
    """As in "50,000 more in December", "124.1 in all for the first quarter": the words between it and its period."""
    return line.in_all(at) or int(line.low(at + 1) in _GOING)


_GOING = frozenset("more went left followed".split())
"""As in "200 BTC went in March", of one who sold."""


def _is_total(line: Line, at: int) -> bool:
    """As in "sold all of it and 12 more, 475 in total", "in total 30 BTC"."""
    return bool(line.in_all(at)) or (line.low(at - 2), line.low(at - 1)) in _IN_TOTAL


_IN_TOTAL = frozenset({("in", "total"), ("in", "all")})


def _is_counted(line: Line, at: int) -> bool:
    """As in "and 49 from its treasury": a number of coins, with their name or without."""
    amount = line.atoms[at].amount
    if amount is None or not amount.sats or amount.per_coin:
        return False
    if amount.unit is Unit.BTC:
        return True
    if amount.unit is not Unit.NONE:
        return False
    from_store = line.low(at + 1) in {"from", "of"} and any(
        line.low(ahead) in HOARDS for ahead in range(at + 2, at + 5)
    )
    return from_store or _is_total(line, at) or (line.low(at + 1) == "more" and _is_besides(line, at))


def _is_besides(line: Line, at: int) -> bool:
    """As in "sold them along with 943.1 BTC from reserves"."""
    more = line.low(at + 1) == "more" and line.low(at + 2) != "than"
    while line.low(at - 1) in SKIPPED or line.low(at - 1) in _MORE:
        at -= 1
        more = more or line.low(at) in _MORE - {"a", "an", "the"} or line.low(at) in {"another", "additional"}
    while line.low(at - 1) in _DRAWN:
        at -= 1
    if line.low(at - 1) == "plus" or (more and line.low(at - 1) == "and"):
        return True
    return (line.low(at - 2), line.low(at - 1)) in _BESIDES


_DRAWN = frozenset("drew down tapped took used".split())
"""As in "sold all of it, and drew down another 943.1 from its reserves"."""
_MORE = frozenset("a an the another further extra".split())
_BESIDES = frozenset({("along", "with"), ("together", "with"), ("well", "as"), ("addition", "to")})


def of_same_days(draft: Draft, amount: Amount) -> Draft:
    """Another amount of the same deed, company and days."""
    return replace(draft.also(amount, draft.period_start, draft.period_end), sure=draft.sure)
