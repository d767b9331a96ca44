"""Whether what a gerund tells was done: "by selling", "without selling", "is selling", "refrained from selling"."""

from collections.abc import Sequence

from monitor.disclosures.extract.lexicon import CONTRACTED, ENDED_ACTS, GOVERNORS, IS, MODALS, NEGATIONS, Deed
from monitor.disclosures.extract.prose.mood.mood_of_noun import WOULD
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.moods import Mood


def mood_of_gerund(clause: Clause, chain: Sequence[str], *, negative: bool) -> Mood:
    """The mood of "selling": done, unless what leads to it says otherwise.

    Args:
        clause: of the deed.
        chain: the words that lead to it without a gap, the nearest first.
        negative: one of them denies it.
    """
    before = clause.line.low(clause.at - 1 - len(chain))
    further = clause.line.low(clause.at - 2 - len(chain))
    named = clause.line.atoms[max(0, clause.at - 1 - len(chain))].entity is not None
    if before == "without" or "without" in chain or (named and further == "without"):
        if not {"not", "no", "hardly", "rarely"}.isdisjoint(clause.line.lows[clause.left : clause.at]):
            return Mood.NONE  # "not a month went by without Riot selling some"
        mined = any(told.deed is Deed.MINE and told.at < clause.at for told in clause.line.deeds)
        return Mood.NOT_DONE if clause.line.whens or mined else Mood.NONE
    if {before, further} & {"refrained", "abstained"} or _is_withstood(before, further):
        return Mood.NOT_DONE
    return _is_engaged_in(clause) or _of_told_gerund(clause, chain, before, further, negative=negative)


def _of_told_gerund(
    clause: Clause, chain: Sequence[str], before: str, further: str, *, negative: bool
) -> Mood:
    if negative or before == "not":
        return Mood.WISHED if _is_of_policy(clause) else Mood.NOT_DONE
    if before == "instead" and further in IS:
        return Mood.DONE  # "is instead selling 3,000 bitcoins"
    ended = set(chain) & (ENDED_ACTS - {"instead"} if IS & set(chain) else ENDED_ACTS)
    if before in ENDED_ACTS or further in ENDED_ACTS or ended:
        return Mood.NONE
    if clause.line.low(clause.at - 1) == "from" and not _SPARED.isdisjoint(clause.before(_SPARED_WITHIN)):
        return Mood.NONE  # "saved itself from selling 300 BTC"
    if before == "by" and not _PAYS.isdisjoint(clause.line.lows[clause.left : clause.at]):
        return Mood.HABIT  # "pays for its power by selling part of its output"
    if set(chain) & MODALS or {"to", "be"} <= set(chain) or _is_means_of_a_wish(clause):
        return Mood.WISHED
    if {"is", "are"} & set(chain) and not _RUNNING.isdisjoint(clause.line.words):
        return Mood.WISHED  # "is selling 24,518 bitcoins in an auction that began yesterday"
    if clause.at == 0 and not WOULD.isdisjoint(clause.behind(11)):
        return Mood.NONE  # "Selling 500 BTC would fund it for a year"
    if _is_means_of_a_habit(clause):
        return Mood.HABIT
    governor = further if before in {"of", "for", "on", "at"} else before
    return Mood.DONE if GOVERNORS.isdisjoint((governor, before, *chain)) else Mood.WISHED


_SPARED_WITHIN = 5
_SPARED = frozenset(
    "saved spared kept prevented barred banned stopped saves spares keeps prevents bars".split()
)


def _is_engaged_in(clause: Clause) -> Mood | None:
    """As in "has not engaged in any such selling"; "does not engage in selling" tells a policy."""
    line, at = clause.line, clause.at - 1
    at = line.back(at, {"any", "such", "active", "the"})
    if line.low(at) != "in" or line.low(at - 1) not in {"engaged", "engage", "engaging"}:
        return None
    before = set(line.before(at, 6))
    if not before & (NEGATIONS | CONTRACTED):
        return None
    standing = line.low(at - 1) == "engage" and not before & {"did", "didn't", "didn’t"}
    return Mood.NONE if standing else Mood.NOT_DONE


def _is_of_policy(clause: Clause) -> bool:
    """As in "a policy of not selling", "committed to never selling": what holds always is told of no days."""
    return not _POLICIES.isdisjoint(clause.before(min(5, clause.at - clause.left)))


_POLICIES = frozenset(
    "policy strategy philosophy principle commitment committed promise vow plan goal aim".split()
)
_PAYS = frozenset("pays funds finances covers meets supports".split())
_RUNNING = frozenset("auction auctions bid bids tender".split())


def _is_withstood(before: str, further: str) -> bool:
    """As in "resisted selling", "decided against selling", "held off (on) selling"."""
    against = before == "against" and further in {"decided", "chose", "opted"}
    return (
        against
        or before in {"resisted", "avoided"}
        or (before, further) == ("off", "held")
        or further == "off"
    )


def _is_means_of_a_wish(clause: Clause) -> bool:
    """As in "could raise $12 million by selling 180 BTC", "will come from selling", "has not ruled out selling"."""
    line = clause.line
    if line.low(clause.at - 1) == "out" and line.low(clause.at - 2) in {"ruled", "rule", "rules"}:
        return True
    raised = line.low(clause.at - 1) in {"from", "through"} and line.low(clause.at - 2) in _RAISED
    if line.low(clause.at - 1) != "by" and not raised:
        return False
    places = range(max(0, clause.at - 8), clause.at - 1)
    return any(
        (line.low(at) in MODALS and not line.atoms[at].capital)
        or (line.low(at) in _PLANNING and line.low(at + 1) == "to")
        for at in places
    )


_RAISED = frozenset("come raised funded financed paid met covered".split())


def _is_means_of_a_habit(clause: Clause) -> bool:
    """As in "pays for its energy by selling part of what it mines": of no days, and no number of coins."""
    line, by = clause.line, clause.at - 1
    if line.low(by) != "by" or line.whens or any(clause.at < at <= clause.at + _NEAR for at in line.counts):
        return False
    return not _PAYING.isdisjoint(line.lows[max(clause.left, by - _BACK) : by])


_BACK, _NEAR = 12, 6
"""Atoms before "by selling" in which what it pays for stands, and behind it in which coins are counted."""
_PAYING = frozenset("pays funds covers finances meets supports sustains bankrolls".split())
_PLANNING = frozenset(
    "plan plans planned planning intend intends intended expect expects expected hope hopes aim aims seek seeks want"
    " wants wanted propose proposes proposed set scheduled".split()
)
