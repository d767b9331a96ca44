"""Whether a sale of which no quantity is told is told as one: here alone that is decided.

What happened, whose it was and when must all three be known: coins were sold (a part of them, all of them, or for known
money), by one company, in an event of its own and not by habit. What only speaks again of a sale that the reader is
taken to know ("the price at which it sold") is none.
"""

from monitor.disclosures.extract.lexicon import DASHES, FIRM, Deed, Shape, is_adverb
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.money.sums import is_total
from monitor.disclosures.extract.prose.money.terms import Terms
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, GUESS, SENTENCE
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.objects import STORES, Object
from monitor.disclosures.extract.prose.who.subjects import head

_PARTS = frozenset(
    "number part parts portion portions some most half majority all entire chunk everything whole amounts one-half"
    " one-third two-thirds three-quarters one-quarter tenth fifth third tranche tranches batch slice bulk rest last"
    " remainder remaining balance others much every several few hundreds thousands thirds quarters fifths amount"
    " lot".split()
)
_LASTING = frozenset("always daily".split())
"""As in "sells all it mines daily": what is always done is no event."""
_GAINS = frozenset("gain gains gaining loss losses realized realised recognized recognised".split())
_LOOK_BACK = 10
_FAR_BACK = 16


def is_event(clause: Clause, thing: Object, when: Moment, money: Terms, who: str | None) -> bool:
    """Whether coins whose number is not told were sold in an event of its own."""
    if _is_known_already(clause):
        return False
    line, shape = clause.line, clause.told.shape
    if shape is Shape.NOUN:
        return _is_noun_of_event(clause, thing, when, money, who)
    if money.proceeds is not None:
        return True
    if (who is None and not _is_definite(clause)) or _is_habit(clause, when):
        return False
    if shape is Shape.THIRD:
        return _is_headline(line) and (_is_part(clause, thing) or line.low(thing.last + 1) in STORES)
    if shape is Shape.GERUND and not _is_done(clause, when):
        return False
    if thing.first < clause.at:
        return _is_event_in_passive(clause, thing, when)
    return _is_part(clause, thing) or when.sure >= CLAUSE or _is_told_of_one(clause, when)


def _is_known_already(clause: Clause) -> bool:
    """As in "did not reveal the price at which it sold bitcoin", "how much it sold": of a sale told elsewhere."""
    line, at = clause.line, head(clause)
    at -= line.low(at - 1) in {"the", "its"}
    word, before = line.low(at - 1), line.low(at - 2)
    much = word in {"much", "many"} and before == "how"
    return much or word in {"why", "how"} or (word == "which" and before in {"at", "for"})


def _is_habit(clause: Clause, when: Moment) -> bool:
    """As in "sells all it mines daily"; "sold its coins daily in June" tells of June."""
    if "inception" in clause.line.words:
        return True
    told = clause.is_past and when.sure >= CLAUSE and when.first is not None
    return not told and not _LASTING.isdisjoint(clause.line.words)


def _is_event_in_passive(clause: Clause, thing: Object, when: Moment) -> bool:
    """As in "some of its bitcoin were sold", "its bitcoin was sold in May"; "is sold" tells a habit."""
    line = clause.line
    between = line.near(thing.first, clause.at)
    if {"is", "are"} & between:
        return False
    if line.low(thing.last + 1) == "than":
        return when.sure > GUESS  # "mined $7 million more bitcoin than it sold"
    before = range(max(0, thing.first - 5), thing.first + 1)
    part = not _PARTS.isdisjoint(line.low(at) for at in before) or line.atoms[thing.first].amount is not None
    if part or any(_is_share(line, at) for at in before):
        return True
    if line.low(thing.first - 1) in {"as", "after", "because"} and when.sure > GUESS:
        return any(
            told.deed is Deed.HOLD and told.at < thing.first for told in line.deeds
        )  # "fell as coins were sold"
    if line.low(thing.first) in STORES:
        return when.sure >= SENTENCE  # "its June production has been sold"
    reduced = line.low(clause.at + 1) == "by" or line.low(thing.first - 1) in {"for", "from"}
    if {"it", "we"} & between or reduced:
        return when.sure >= CLAUSE and when.first is not None  # "what it got for the bitcoin it sold in June"
    return when.sure >= CLAUSE and bool({"was", "were", "been"} & between) and "that" not in between


def _is_share(line: Line, at: int) -> bool:
    """As in "66% of the bitcoin generated": a number whose coins are counted nowhere."""
    amount = line.atoms[at].amount
    return amount is not None and amount.unit is Unit.PERCENT and line.low(at + 1) == "of"


def _is_part(clause: Clause, thing: Object) -> bool:
    """As in "sold some of its bitcoin", "sold 40% of it"."""
    line, places = clause.line, range(clause.at + 1, thing.last + 1)
    return any(line.low(at) in _PARTS or line.atoms[at].amount is not None for at in places)


def _is_told_of_one(clause: Clause, when: Moment) -> bool:
    """As in "Riot has sold bitcoin": one company is told to have done it, and not "those who sold their bitcoin"."""
    line, at = clause.line, head(clause)
    while is_adverb(line.low(at)):
        at -= 1
    if at < 0 or line.low(clause.at + 1) in {"their", "the", "those", "these"}:
        return False
    if line.low(at) == "and":
        # "In March Riot bought machines and sold bitcoin", "wrote its coins down and has sold bitcoin"
        return when.sure >= SENTENCE or line.low(clause.at - 1) == "has"
    return line.atoms[at].entity is not None or line.low(at) in FIRM


def _is_headline(line: Line) -> bool:
    """Whether a sentence is a line of its own without an end, in which the present tells what happened."""
    return len(line.atoms) <= _LONGEST_HEADLINE and line.atoms[-1].low not in {".", "!", ";", ","}


_LONGEST_HEADLINE = 24


def _is_definite(clause: Clause) -> bool:
    """As in "The firm sold its bitcoin", "the rocket company": of one, whose name the sentence does not tell."""
    line, at = clause.line, head(clause)
    if line.low(at) == "it":
        return True
    return line.low(at) in {"firm", "company", "miner"} and "the" in {line.low(at - 1), line.low(at - 2)}


def _is_noun_of_event(clause: Clause, thing: Object, when: Moment, money: Terms, who: str | None) -> bool:
    line = clause.line
    near = {line.low(clause.at - 1), line.low(clause.at - 2), line.low(clause.at - 3)}
    total = is_total(clause, thing, money) and ("proceeds" in near or clause.sells)
    amount = money.proceeds is not None and any(
        line.low(at) == "amount" for at in range(thing.last, thing.last + 4)
    )
    if total or amount:
        return True
    if who is None:
        return False
    if "proceeds" in near or line.low(clause.at - 4) == "proceeds":
        return when.sure >= CLAUSE and _are_used(clause)
    if thing.first == clause.at == thing.last:
        # "reflecting some strategic sales": what the month's change is told to be due to
        return when.sure > GUESS
    told = when.sure > GUESS and "net" in near
    if not _is_carried_out(clause, thing):
        return told
    behind = thing.first > clause.at and _is_part(clause, thing)
    return told or behind or when.sure >= CLAUSE


def _are_used(clause: Clause) -> bool:
    """As in "the proceeds from the sale of bitcoin in June went to lenders", "were used to pay for power"."""
    line = clause.line
    return any(
        line.low(at) in {"went", "paid", "funded", "financed", "covered"}
        or (line.low(at) in {"used", "applied", "spent"} and line.low(at - 1) in {"was", "were"})
        for at in range(clause.at + 1, len(line.atoms))
    )


def _is_carried_out(clause: Clause, thing: Object) -> bool:
    """As in "completed the sale of its bitcoin", "paid for the site with the sale of bitcoin"."""
    line, at = clause.line, min(thing.first, clause.at) - 1
    at = line.back(at, _WHAT_KIND)
    if line.low(at) not in _BY_MEANS_OF:
        return line.low(at) in _CARRIED_OUT
    return any(line.low(back) in _PAID for back in range(max(0, at - _LOOK_BACK), at))


_WHAT_KIND = frozenset(
    "the a its recent gradual partial complete full first some several further small".split()
)
_CARRIED_OUT = frozenset(
    "completed confirmed announced disclosed reported executed finalized finalised concluded made resumed began started"
    " continued conducted undertook".split()
)
_BY_MEANS_OF = frozenset("through via by with".split())
_PAID = frozenset("funded financed paid repaid raised covered".split())


def _is_done(clause: Clause, when: Moment) -> bool:
    """As in "by selling", "began selling", and "realized gains of $128 million in connection with selling"."""
    line, before = clause.line, clause.at - 1
    if line.low(before) in {"by", "after"} or line.low(before) in _BEGUN:
        return True
    if line.low(before) == "to" and line.low(before - 1) in {"resorted", "turned"}:
        return True
    if line.low(before) in {"was", "were", "busy"} and when.sure >= CLAUSE and when.first is not None:
        return True  # "was selling coins throughout June"
    if line.low(before) == "," and when.sure >= SENTENCE:
        return True  # "tapped its reserves in May, selling coins"
    if line.atoms[max(before, 0)].entity is not None and line.low(before - 1) in _ITEMS:
        return True  # "Mining: Riot liquidating bitcoin to cover power costs"
    if line.low(before).endswith("ly") or line.low(before) == "been":
        return "been" in {line.low(before), line.low(before - 1)}
    return bool(line.near(clause.at - _FAR_BACK, clause.at) & _GAINS)


_ITEMS = DASHES | {"•", "*", ""}
_BEGUN = frozenset("began begun started continued resumed kept".split())
