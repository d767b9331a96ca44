"""Money that is told before the sale it came from: "received $66.4 million from sales of bitcoin"."""

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Amount
from monitor.disclosures.extract.prose.money.money_words import (
    ON_THE_WAY,
    REACH,
    is_difference,
    is_sum,
    sum_at,
)
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.objects import Object

_RECEIVED = frozenset(
    "received receiving generated generating raised raising realized realised realizing obtained brought yielded"
    " produced collected proceeds earned earning booked recorded made took pocketed netted netting got secured added"
    " bringing fetched reaped garnered receives generates raises brings nets earns realizes collects"
    " yields pulled taking drew with inflow inflows".split()
)
_HAD = frozenset("received obtained collected realized realised".split())
"""As in "$77.9 million received upon the sale of bitcoin": behind a sum these make it no gain."""
_CAME = frozenset("proceeds came stemmed resulted arose derived".split())
_FROM = frozenset("from by the through for upon on via its our their".split())


def received(clause: Clause, thing: Object) -> Amount | None:
    """The money in "generated proceeds of $66.4 million from the sale of bitcoin"; None where none is told so.

    Also that of "$77.9 million received upon the sale of bitcoin" and of "a $19 million bitcoin sale".
    """
    line, begin = clause.line, min(thing.first, clause.at)
    if is_difference(clause):
        return None
    if (worth := _worth_of_noun(clause, begin)) is not None:
        return worth
    made = clause.told.shape is Shape.GERUND and line.atoms[clause.at - 1].amount is not None
    if line.low(begin - 1) not in _FROM and not made:
        return None
    place = begin - 1
    while place >= 0 and line.atoms[place].amount is None:
        if not (_is_on_the_way(clause, place) or line.low(place) in _HAD | _CAME):
            return None
        place -= 1
    had = any(line.low(at) in _HAD | _CAME - {"proceeds"} for at in range(place + 1, begin))
    if not is_sum(line.atoms[max(place, 0)].amount):
        return None
    first = _first_of_list(clause, place)
    beside = line.low(place + 1) == "from"  # "was financed by $22.4 million from the sale of bitcoin"
    return (
        sum_at(line, first)
        if had or beside or _is_of_proceeds(clause, place) or _is_received(clause, first)
        else None
    )


def _is_on_the_way(clause: Clause, at: int) -> bool:
    atom = clause.line.atoms[at]
    return atom.low in ON_THE_WAY or atom.when is not None or atom.entity is not None


def _first_of_list(clause: Clause, at: int) -> int:
    """Of "$8.8 million and $6.1 million, respectively, from the sale of bitcoin" the first."""
    line = clause.line
    while line.respectively and line.low(at - 1) in {"and", ","} and sum_at(line, at - 2) is not None:
        at -= 2
    return at


def _is_of_proceeds(clause: Clause, at: int) -> bool:
    """As in "$12 million of net proceeds from the sale of bitcoin"."""
    line = clause.line
    return line.low(at + 1) in {"of", "in"} and "proceeds" in {line.low(at + 2), line.low(at + 3)}


def _is_received(clause: Clause, at: int) -> bool:
    """Whether a word for it stands before a sum, with nothing else in between."""
    line = clause.line
    for back in range(at - 1, max(-1, clause.at - REACH), -1):
        if line.low(back) in _RECEIVED:
            return True
        if line.atoms[back].amount is not None or not _is_on_the_way(clause, back):
            return False
    return False


def _worth_of_noun(clause: Clause, begin: int) -> Amount | None:
    """As in "a $19 million bitcoin sale", "funded operations out of $8.8 million in bitcoin sales"."""
    line, at = clause.line, begin - 1 - (clause.line.low(begin - 1) in {"in", "of"})
    if clause.told.shape is not Shape.NOUN or clause.told.deed is not Deed.SELL or begin == clause.at:
        return None
    return sum_at(line, at) if line.low(clause.at + 1) not in {"of", "and", "proceeds"} else None
