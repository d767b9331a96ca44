"""Whether a sale of which no quantity is told is one all the same: of a part, of known days, or for known money."""

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.prose.draft import CLAUSE, GUESS
from monitor.disclosures.extract.prose.line import Clause, Line
from monitor.disclosures.extract.prose.moments import Moment
from monitor.disclosures.extract.prose.money_only import is_total
from monitor.disclosures.extract.prose.objects import STORES, Object
from monitor.disclosures.extract.prose.terms import Terms

_PARTS = frozenset(
    "number part parts portion portions some most half majority all entire chunk everything whole amounts one-half"
    " one-third two-thirds three-quarters one-quarter tenth fifth third tranche tranches batch slice bulk rest"
    " remainder".split()
)
_LASTING = frozenset("inception always daily".split())
"""As in "sells all it mines daily": what is always done is no event."""
_GAINS = frozenset("gain gains loss losses realized realised recognized recognised".split())
_LOOK_BACK = 10


def is_event(clause: Clause, thing: Object, when: Moment, money: Terms, who: str | None) -> bool:
    """Whether coins whose number is not told were sold in an event of its own."""
    line = clause.line
    if clause.told.shape is Shape.NOUN:
        return _is_noun_of_event(clause, thing, when, money, who)
    if money.proceeds is not None:
        return True
    if who is None and not _is_definite(clause):
        return False
    if clause.told.shape is Shape.THIRD:
        return _is_headline(line) and (_is_part(clause, thing) or line.low(thing.last + 1) in STORES)
    if any(line.low(at) in _LASTING for at in range(len(line.atoms))):
        return False
    if thing.first < clause.at:
        before = {line.low(at) for at in range(thing.first - 3, thing.first + 1)}
        return bool(_PARTS & before) or line.atoms[thing.first].amount is not None
    if clause.told.shape is Shape.GERUND and not _is_done(clause):
        return False
    if (
        clause.told.shape is Shape.PAST
        and line.low(clause.at + 1) == "its"
        and thing.last == clause.at + 2
        and line.low(thing.last + 1) in {",", "."}
    ):
        return True  # "It sold its bitcoin, a director said."
    return _is_part(clause, thing) or when.sure >= CLAUSE


def _is_part(clause: Clause, thing: Object) -> bool:
    """As in "sold some of its bitcoin", "sold 40% of it"."""
    line, places = clause.line, range(clause.at + 1, thing.last + 1)
    return any(line.low(at) in _PARTS or line.atoms[at].amount is not None for at in places)


def _is_headline(line: Line) -> bool:
    """Whether a sentence is a line of its own without an end, in which the present tells what happened."""
    last = line.atoms[-1]
    return len(line.atoms) <= _LONGEST_HEADLINE and last.low not in {".", "!", ";", ","}


_LONGEST_HEADLINE = 24


def _is_definite(clause: Clause) -> bool:
    """As in "The firm sold its bitcoin": of one company, whose name the sentence does not tell."""
    line, at = clause.line, clause.at - 1
    while line.low(at) in {"has", "had", "also", "since", "now"}:
        at -= 1
    return line.low(at) in {"firm", "company", "miner"} and line.low(at - 1) == "the"


def _is_noun_of_event(clause: Clause, thing: Object, when: Moment, money: Terms, who: str | None) -> bool:
    line = clause.line
    near = {line.low(clause.at - 1), line.low(clause.at - 2), line.low(clause.at - 3)}
    total = is_total(clause, thing, money) and ("proceeds" in near or clause.told.deed is Deed.SELL)
    amount = money.proceeds is not None and any(
        line.low(at) == "amount" for at in range(thing.last, thing.last + 4)
    )
    net = who is not None and "net" in near and "proceeds" not in near
    return total or amount or (net and when.sure > GUESS)


def _is_done(clause: Clause) -> bool:
    """As in "by selling", "after selling", and "realized gains of $128 million in connection with selling"."""
    if clause.line.low(clause.at - 1) in {"by", "after"}:
        return True
    before = {clause.line.low(at) for at in range(max(0, clause.at - _LOOK_BACK), clause.at)}
    return bool(before & _GAINS)
