"""Subjects that are many companies: "the fourteen companies we follow", "all eight of them", "the whole sector"."""

import re
from itertools import pairwise

from monitor.disclosures.extract.lexicon import CROWD, MANY, Shape
from monitor.disclosures.extract.prose.sentence.line import Clause, Line

_SUBJECT = 5
"""Atoms from where a subject begins to its noun."""
_ADJECTIVES = frozenset(
    "the all these those both its our other some listed public publicly traded north american us u.s. canadian big"
    " biggest largest larger smaller top leading major of them bitcoin btc crypto mining group".split()
)
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty dozen".split()
)
_WHOLES = frozenset("sector industry cohort".split())
_ALL = frozenset("all both other biggest largest top".split())
_WHICH = frozenset("that who which".split())
_LEADING = frozenset(", and but in for during also then meanwhile overall together of the".split())


def is_of_many(clause: Clause) -> bool:
    """Whether the subject that a verb's clause begins with is a number of companies, whatever is told of them."""
    line = clause.line
    if clause.told.shape in {Shape.NOUN, Shape.GERUND}:
        return False
    if _are_few(clause) or _are_exemplified(clause):
        return True
    said = [at + 1 for at in range(clause.left, clause.at) if line.low(at) in {"that", ":"}]
    return any(_is_many(clause, _where_begun(clause, at)) for at in (clause.left, *said))


def _is_many(clause: Clause, at: int) -> bool:
    """Whether a subject that begins at a place is many."""
    line = clause.line
    if line.low(at - 1) in {"own", "s"}:
        return False  # "Riot's own miners": machines
    for place in range(at, min(at + _SUBJECT, clause.at)):
        low = line.low(place)
        if _is_number(line, place):
            if _is_of_them(line, place):
                return True
        elif low in _WHOLES or (low in CROWD and low.endswith("s")):
            return _is_told_of(line, place, clause.at)
        elif low == "those" and line.low(place + 1) in _WHICH:
            return True
        elif low not in _ADJECTIVES:
            return False
    return False


def are_companies(clause: Clause) -> bool:
    """Whether the crowd of a clause, or the one named last before it, is a group of companies that report.

    As "listed miners", "the 13 largest mining firms", "five companies": each of them may be one that is watched.
    """
    line = clause.line
    begin, end = max(0, line.start - _REACH), line.atoms[min(clause.right, len(line.atoms)) - 1].end
    return _is_last_told_a_group(line, begin, end)


def tells_of_companies(line: Line) -> bool:
    """Whether the crowd that a sentence names last is such a group."""
    return _is_last_told_a_group(line, line.start, line.atoms[-1].end)


def _is_last_told_a_group(line: Line, begin: int, end: int) -> bool:
    told = [*_CROWDS.finditer(line.text, begin, end)]
    return bool(told) and told[-1]["which"] is not None


_REACH = 300
"""Characters before a sentence in which "they" are named."""
_CROWDS = re.compile(
    r"(?:\b(?P<which>public(?:ly)?|listed|traded|the|\d\d?|"
    rf"{'|'.join(sorted(_NUMBERS))})\s+(?:[\w-]+\s+){{0,3}}?)?"
    rf"\b{MANY}\b",
    re.IGNORECASE,
)


def _are_few(clause: Clause) -> bool:
    """As in "Of the 14 that disclosed, only five sold more than half": companies without a noun."""
    line, at = clause.line, clause.at - 1
    return line.low(at) in _NUMBERS and line.low(at - 1) in {"only", "just"}


def _are_exemplified(clause: Clause) -> bool:
    """As in "Five firms, the miner Hut 8 and a treasury firm among them, together sold 1,900": what all of them did."""
    line, at = clause.line, clause.at - 1
    at = line.back(at, _TOGETHER | {","})
    return (line.low(at - 1), line.low(at)) == ("among", "them")


_TOGETHER = frozenset("together collectively jointly combined have has all also".split())


def _is_of_them(line: Line, at: int) -> bool:
    """Whether a number alone is of companies: "all eight of them", "the biggest ten", "a group of fourteen"."""
    before, behind = line.low(at - 1), line.low(at + 1)
    if before in _ALL:
        return behind in {"of", "sold"}
    if before == "the":
        return behind in {"together", "combined"} | _WHICH
    return before == "of" and line.low(at - 2) == "group"


def _where_begun(clause: Clause, at: int) -> int:
    """Where the subject of a clause may begin: past its time and what joins it."""
    line = clause.line
    while at < clause.at and (at in line.whens or line.low(at) in _LEADING):
        at += 1
    return at


def _is_number(line: Line, at: int) -> bool:
    amount = line.atoms[at].amount
    return line.low(at) in _NUMBERS or (
        amount is not None and amount.unit in {"none", "other"} and 1 < amount.value < _FEW
    )


_FEW = 100


def _is_told_of(line: Line, at: int, verb: int) -> bool:
    """Past the noun only what tells which they are: "we follow", "in our index", "tracked by TheMinerMag"."""
    behind = line.lows[at + 1 : verb]
    if ("among", "them") in pairwise(behind):
        return True  # "Five firms, among them the miner Hut 8, sold"
    return not any(low in {",", ";", ":", "(", "said", "say", "like", "such"} for low in behind)
