"""What there is at one point in time, and what only was, will be, or serves another."""

import re
from dataclasses import replace

from monitor.disclosures.extract.lexicon import MODALS
from monitor.disclosures.extract.periods.relative_readers import meant
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.objects import Object
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.statement import StatementKind

_PLEDGED = frozenset("collateral pledged restricted receivable loaned lent encumbered posted".split())


def stock(
    clause: Clause, memory: Memory, thing: Object, who: str | None, *, kind: StatementKind, rule: str
) -> Draft:
    """A statement of what there was at one point in time."""
    line = clause.line
    when = _now(clause, memory) or _at_its_end(clause, memory) or moment(clause, memory, point=True)
    if when.sure <= CONTEXT and when.last is not None and when.last > (memory.published or when.last):
        when = replace(when, last=memory.published)
    amount = thing.amount
    assert amount is not None, "only quantities are stocks"
    words = line.span(thing.first, thing.last, clause.at)
    draft = Draft.told(kind, who, words, rule, when).counting(amount)
    if kind is StatementKind.PLEDGE and when.form is Form.DAY:
        draft.period_start = when.last
    draft.stretch(when.end, 80)
    return draft


def _now(clause: Clause, memory: Memory) -> Moment | None:
    """As in "it now holds 620 bitcoin", of an article that reports on no period: on the day it was written."""
    line = clause.line
    if memory.filed or memory.published is None or memory.anchor.focus is not None or line.whens:
        return None
    now = line.near(clause.at - 6, clause.at + 12) & _NOWADAYS
    return Moment(None, memory.published, CONTEXT) if now else None


def _at_its_end(clause: Clause, memory: Memory) -> Moment | None:
    """As in "on its books as the quarter ended", "when the month was out"."""
    line = clause.line
    if line.words.isdisjoint(_UNITS):
        return None
    match = _ITS_END.search(line.text, line.atoms[max(0, clause.at - 8)].start, line.atoms[-1].end)
    bounds = None if match is None else meant("the", (match["unit"] or match["what"]).lower(), memory.anchor)
    return None if match is None or bounds is None else Moment(None, bounds[1], CLAUSE, match.end())


_UNITS = frozenset("month quarter year".split())
_ITS_END = re.compile(
    r"\b(?:as|when|once|after)\s+the\s+(?P<unit>month|quarter|year)\s+(?:ended|closed|was\s+(?:out|over|done)|drew\s+to)\b"
    r"|\bat\s+(?:the\s+)?close\s+of\s+the\s+(?P<what>month|quarter|year)\b",
    re.IGNORECASE,
)
_NOWADAYS = frozenset("now currently today".split())
_NOT_NOW = re.compile(
    r"\b(?:(?:before|prior\s+to|ahead\s+of)\s+(?:the|this|that|these|its|any)\s+(?:\w+\s+)?(?:sales?|sell-?offs?|transactions?|deal|merger|hack"
    r"|disposals?|liquidations?)|previously|formerly|once|at\s+(?:its|the)\s+peak)\b",
    re.IGNORECASE,
)
_IN_ERROR = re.compile(
    r"\b(?:erroneously|incorrectly|wrongly|mistakenly|misstated|earlier\s+version|corrected|correction|(?:been|was|were)\s+(?:revised|restated)|(?:down|drawn)\s+to\s+(?:nil|zero))\b",
    re.IGNORECASE,
)
OF_OTHERS = frozenset(
    "miner miners exchange collateral customer customers client clients user users bch eth ether ethereum sol solana"
    " xrp doge dogecoin ltc litecoin zec zcash bnb usdc usdt".split()
)
"""Before a word for a balance these make it one that is not the company's own."""
_AIMS = frozenset("goal goals target targets objective milestone".split())
_MADE_UP = frozenset("comprised comprising consisting composed".split())
"""As in "an inventory of 74.05 bitcoin, comprised of 30.4 bitcoin retained from ...": a part of it."""
_FOR_OTHERS = re.compile(
    r"\b(?:on\s+behalf\s+of|(?:for|by)\s+(?:its\s+|their\s+|our\s+)?(?:\w+\s+)?(?:customers|clients|users|depositors))\b"
    r"|\b(?:customers|clients|users|depositors)[’']",
    re.IGNORECASE,
)
_THINKABLE = MODALS | frozenset(
    "target targets targeted targeting aim aims goal goals plan plans projected forecast potential toward"
    " towards".split()
)


def are_of_others(clause: Clause, thing: Object) -> bool:
    """As in "holds 450 BTC on behalf of customers", "pledged by our customers"."""
    return _FOR_OTHERS.search(clause.line.text, *_around(clause, thing)) is not None


def _around(clause: Clause, thing: Object) -> tuple[int, int]:
    """Where the words stand, in characters, that say what coins are there for."""
    atoms = clause.line.atoms
    end = atoms[min(len(atoms) - 1, max(thing.last, clause.at) + 8)].end
    return atoms[max(0, min(clause.left, clause.at - 12))].start, end


def is_not_now(clause: Clause, thing: Object) -> bool:
    """As in "before the sale it held 9,264 BTC", "a target of 10,000 BTC", or a figure that is put right."""
    line, last = clause.line, max(thing.last, clause.at)
    start, end = _around(clause, thing)
    if _IN_ERROR.search(line.text, start, end) or are_of_others(clause, thing):
        return True
    if line.low(last + 1) in {"stolen", "hacked", "frozen"} and line.low(clause.at) in {"had", "has", "have"}:
        return True
    if line.low(thing.first - 1) == "of" and line.low(thing.first - 2) in _AIMS:
        return True
    if not clause.is_noun and line.low(thing.first - 2) in _MADE_UP:
        return True
    dated = any(at in line.whens for at in range(last + 1, min(len(line.atoms), last + 4)))
    if not dated and _NOT_NOW.search(line.text, start, end):
        return True
    return clause.is_noun and any(
        line.low(at) in _THINKABLE and not line.atoms[at].capital
        for at in range(max(0, clause.at - 7), thing.first)
    )


def is_pledged(clause: Clause, thing: Object) -> bool:
    """As in "3,300 restricted bitcoin", "including 968 BTC pledged": a part that serves as security."""
    line = clause.line
    if line.low(thing.first - 1) in {"including", "which"}:
        return True
    near = [line.low(at) for at in range(thing.last + 1, min(thing.last + 5, len(line.atoms)))]
    before = [line.low(at) for at in range(max(0, thing.first - 3), thing.first)]
    return bool((set(near) | set(before)) & _PLEDGED) and not {"including", "of", ",", "("} & set(near)
