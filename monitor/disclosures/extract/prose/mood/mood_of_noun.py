"""Whether a noun for a deed, such as "the sale of 500 BTC", tells of what was done."""

from itertools import pairwise, takewhile

from monitor.disclosures.extract.lexicon import CONTRACTED, ENDED_ACTS, GOVERNORS, MODALS, NEGATIONS
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.moods import Mood

_REACH = 10
"""Atoms before a word in which its mood is looked for."""


def mood_of_noun(clause: Clause) -> Mood:
    """A noun is what happened, unless something before it makes it a plan or takes it away."""
    line = clause.line
    if not _CARRIED_OUT.isdisjoint(clause.before(4)):
        return Mood.DONE
    if line.low(clause.at - 1) == "for" and line.low(clause.at - 2) in {"available", "up", "held"}:
        return Mood.NONE
    places = range(clause.at + 1, min(clause.right, clause.at + 8))
    would = next((at for at in places if line.low(at) in WOULD), None)
    told = line.low(clause.at - 1) in {"the", "this"}
    if would is not None and not (told and line.low(would + 1) in _MEANS):
        return Mood.WISHED
    undone = _undone(clause)
    return _by_words_before(clause) if undone is None else undone


def _by_words_before(clause: Clause) -> Mood:
    line = clause.line
    for at in range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1):
        word = line.low(at)
        if word == "may" and line.atoms[at].capital and at:
            continue  # "its May sales"
        if word == "needs" and line.low(at - 1) in _NEEDS:
            continue
        if word in GOVERNORS or word in MODALS or word in {"future", "any", "further"}:
            return Mood.WISHED
        if word in ENDED_ACTS or (line.low(at - 1), word) in _GIVEN_UP:
            return Mood.NONE
        if word in {"no", "not", "without"}:
            return Mood.NOT_DONE
        if word in {",", "."}:
            break
    return Mood.DONE


_GIVEN_UP = frozenset(
    {("called", "off"), ("put", "off"), ("ruled", "out"), ("rules", "out"), ("backed", "out")}
)
_NEEDS = frozenset("capital cash liquidity funding operating operational financial business".split())
"""As in "met our working capital needs through the sale of bitcoin"."""


def _undone(clause: Clause) -> Mood | None:
    """As in "the sale of 500 BTC was cancelled", "is expected to close in October"."""
    line = clause.line
    if _is_none_done(clause):
        return Mood.NOT_DONE
    after = [*takewhile(lambda word: word not in {".", ";", ","}, line.lows[clause.at + 1 : clause.right])][
        :9
    ]
    if (CALLED_OFF - {"dropped"}) & set(after) or ("fell", "through") in pairwise(after):
        return Mood.NONE
    return Mood.WISHED if any(pair in _TO_COME for pair in pairwise(after)) else None


CALLED_OFF = frozenset(
    "cancelled canceled abandoned dropped scrapped postponed pending terminated shelved rejected".split()
)
_TO_COME = frozenset(
    {("expected", "to"), ("scheduled", "to"), ("scheduled", "for"), ("due", "to"), ("set", "to")}
)


def _is_none_done(clause: Clause) -> bool:
    """As in "did not report any bitcoin sales", "without the sale of bitcoin in June", "refrained from any sale"."""
    if _is_equal_to_none(clause):
        return True
    line, at = clause.line, clause.at - 1
    while at > clause.at - _REACH and (line.is_coin(at) or line.low(at) in _OF_ANY):
        at -= 1
    word = line.low(at)
    if word in {"refrained", "abstained", "no", "zero"}:
        return True
    if word == "without":
        return bool(line.whens)
    before = set(line.before(at, 3))
    return word in _MAKING and bool(before & (NEGATIONS | CONTRACTED)) and not before & MODALS


def _is_equal_to_none(clause: Clause) -> bool:
    """As in "sales of bitcoin in July were zero", "bitcoin sales for the quarter: none"."""
    words = clause.line.lows[clause.at : min(clause.right, clause.at + _REACH)]
    return any(each in _EQUALS and word in {"zero", "nil", "none"} for each, word in pairwise(words))


_EQUALS = frozenset("were was : totaled totalled".split())
_OF_ANY = frozenset(
    "any the a single other additional spot open-market such outright direct new purchases acquisitions or nor"
    " proceeds cash from out investment treasury".split()
)
_MAKING = frozenset(
    "report reported disclose disclosed make made record recorded conduct conducted execute executed announce"
    " announced complete completed have see undertake undertaken carry receive received generate generated".split()
)
_MEANS = frozenset("signal indicate suggest point reflect mean imply raise show hint".split())
"""As in "the sale of 51 BTC could signal liquidity needs": what happened, and what it may mean."""
WOULD = frozenset("would could might should".split())
_CARRIED_OUT = frozenset("completed executed finalized finalised concluded".split())
