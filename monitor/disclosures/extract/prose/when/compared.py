"""Whether a period is only what others are compared with: "down 7% from August", "against 152 in December"."""

import re

from monitor.disclosures.extract.lexicon import COMPARED, DASHES, NIL, Deed
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.deals import deal_at
from monitor.disclosures.extract.prose.sentence.line import Line


def is_compared(line: Line, at: int) -> bool:
    """Whether a period is only what others are compared with: "down 7% from August", "against 152 in December"."""
    if line.low(at - 1) == "(" and (within := _is_compared_within(line, at)) is not None:
        return within
    if line.low(at - 1) == "of" and line.low(at + 1) in {"'", "’"} and line.atoms[at - 2].amount is not None:
        return True
    if _is_told_by_more_than(line, at) or line.low(at + 1) in {"onward", "onwards"}:
        return False
    told = told_to = False
    for back in range(at - 1, max(-1, at - _REACH), -1):
        word = line.low(back)
        if word == "from" and (told_to or _is_span(line, at)):
            return False
        if _is_likewise(line, back, told=told):
            return True
        told_to = told_to or word == "to"
        if word in COMPARED or (word in {"(", "vs", "after", "following"} and told):
            return (told and not _is_got_from(line, back)) or not (
                word == "from" and (told or _goes_on(line, at))
            )
        if line.atoms[back].amount is not None or word in NIL:
            told = True
        elif word not in _BEFORE_PERIOD:
            return False
    return False


_REACH = 8


def _is_of_change(line: Line, at: int) -> bool:
    """As in "an increase of approximately 4% over January", "up 112% on Q2 2021"."""
    near = range(max(0, at - _CHANGED), at)
    shared = any((amount := line.atoms[back].amount) and amount.unit is Unit.PERCENT for back in near)
    return shared and not _CHANGES.isdisjoint(line.lows[near.start : at])


_CHANGED = 7
_CHANGES = frozenset(
    "up down increase increased decrease decreased rise rose fall fell growth drop dropped gain more less fewer higher"
    " lower improvement jump".split()
)


def _is_likewise(line: Line, at: int, *, told: bool) -> bool:
    """As in "the same as in May", "as it did in May", "up 112% on May", "against 88 in the prior quarter and 70"."""
    if line.low(at) == "as":
        return line.low(at - 1) in {"same", "much", "many"} or line.low(at + 1) in {"in", "during"}
    if line.low(at) in {"did", "had", "was", "were"}:
        return "as" in {line.low(at - 1), line.low(at - 2)}
    if line.low(at) in {"over", "on"}:
        return _is_of_change(line, at)
    listed = told and line.low(at) in {"and", ","} and at - 1 in line.whens
    return listed and is_compared(line, at - 1)


def _is_compared_within(line: Line, at: int) -> bool | None:
    """As in "sold 180 (April: 200)", "against last week (Feb 6, 943.1 BTC)"; None where the bracket does not tell."""
    if line.low(at + 1) in DASHES:
        return not _is_told_within(line, at)
    around = at - 2 if at > 1 and at - 2 in line.whens else None
    return True if around is not None and is_compared(line, around) else None


def is_compared_number(line: Line, at: int) -> bool:
    """As in "115 bitcoin in November, against 150 in October": a number that another is compared with."""
    before = line.back(at - 1, _HARDLY)
    if line.low(before) == "to" and line.low(before - 1) == "compared":
        return True
    return line.low(before) in _COMPARED_WITH and line.low(before - 1) not in _BOUNDS


_HARDLY = frozenset("about approximately around roughly some just the only ~".split())
_COMPARED_WITH = frozenset("against versus vs from than with".split())


def _is_got_from(line: Line, at: int) -> bool:
    """As in "pocketed $9.1 million from 136 bitcoin in May": what the money was got from."""
    if line.low(at) != "from":
        return False
    deals = (deal_at(line.atoms, told.at) for told in line.deeds if told.deed is Deed.SELL)
    return any(deal is not None and at < deal.coins <= at + _NEAR for deal in deals)


_NEAR = 4


def _goes_on(line: Line, at: int) -> bool:
    """As in "from June 3 to the 9th": and not "from the prior quarter to 2,195 BTC"."""
    return line.low(at + 1) in {"to", "through"} and not any(
        atom.amount is not None and atom.amount.unit is Unit.BTC for atom in line.atoms[at + 2 : at + 6]
    )


def _is_told_within(line: Line, at: int) -> bool:
    """As in "(September: mined 49, sold 36)": the brackets tell deeds of their own."""
    close = next(
        (ahead for ahead in range(at + 1, len(line.atoms)) if line.low(ahead) == ")"), len(line.atoms)
    )
    return any(at < told.at < close for told in line.deeds)


def _is_told_by_more_than(line: Line, at: int) -> bool:
    """As in "sold more than 400 bitcoin in August": the number is the one that is told, and no other's."""
    than = line.find_back({"than"}, at - 1, max(0, at - 6))
    if than is None or line.low(than - 1) not in _BOUNDS or line.atoms[than + 1].amount is None:
        return False
    if line.low(than - 2) == "to":
        return True  # "grown to more than 85"
    before_it = than - 2
    before_it = line.back(before_it, {"a", "total", "of", "slightly", "just", "no", "far", "much"})
    return line.deed(before_it) is not None


_BOUNDS = frozenset("more less fewer better".split())


def _is_span(line: Line, at: int) -> bool:
    """As in "from January through May 2024"."""
    when = line.atoms[at].when
    if when is None or when.first == when.last:
        return False
    if when.form not in {Form.LONGER, Form.RANGE} and when.last is not None:
        return False  # of "from June 1 to that date" the last day is not told by itself
    return _SPAN.search(line.text, when.start, when.end) is not None


_SPAN = re.compile(r"\b(?:to|through|until|till|and)\b|(?<!prior)(?<!year)(?<!half)[-–—]", re.IGNORECASE)


_BEFORE_PERIOD = frozenset(
    "the in a of total during for with to that at approximately about ~ roughly btc + - −".split()
)
