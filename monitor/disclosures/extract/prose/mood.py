"""Whether a deed is told as done, as not done, as wished or allowed, or only as thinkable."""

from enum import StrEnum, auto

from monitor.disclosures.extract.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONTRACTED,
    ENDED_ACTS,
    FACTIVES,
    GOVERNORS,
    HABITS,
    HYPOTHETICAL,
    IT,
    MODALS,
    NEGATIONS,
    WE,
    Deed,
    Shape,
)
from monitor.disclosures.extract.prose.line import Clause, Line

_REACH = 10
"""Atoms before a word in which its mood is looked for."""


class Mood(StrEnum):
    """How a deed is told."""

    DONE = auto()
    NOT_DONE = auto()
    WISHED = auto()
    """Planned, allowed, possible, or said not to be planned."""
    HABIT = auto()
    """What is done now and then, without an event."""
    NONE = auto()
    """Thinkable only, or asked: it states nothing."""


def mood(clause: Clause) -> Mood:
    """The mood of a clause's deed, by the words before it."""
    line = clause.line
    if line.question or _has(clause, _supposing(clause)) or _is_conditional(line) or _is_rumour(clause):
        return Mood.NONE
    chain = _chain(clause)
    words = set(chain)
    negative = bool(words & NEGATIONS or words & CONTRACTED)
    if clause.told.shape is Shape.NOUN:
        return _of_noun(clause)
    if "if" in words or ("were" in words and "to" in words):
        return Mood.NONE
    if words & MODALS and not words & {"had"}:
        return Mood.NONE if "have" in words or _has_condition(clause) else Mood.WISHED
    if clause.told.shape is Shape.GERUND:
        return _of_gerund(clause, chain, negative=negative)
    if "to" in words:
        return _of_infinitive(chain, negative=negative)
    if negative or is_instead(clause) or _is_also_denied(clause):
        return Mood.NONE if _is_reason_denied(clause) else Mood.NOT_DONE
    if words & HABITS:
        return Mood.HABIT
    if clause.told.shape is Shape.BASE:
        seen = any(line.low(at) == "saw" for at in range(max(0, clause.at - 5), clause.at))
        return Mood.DONE if seen or words & {"did"} else Mood.HABIT
    return Mood.DONE


def _supposing(clause: Clause) -> frozenset[str]:
    """As in "when it sold 400" tells what was, but "when sold" and "when coins are sold" what would be."""
    line = clause.line
    past = clause.told.shape is Shape.PAST and line.low(clause.at - 1) not in {"when", "is", "are", "be"}
    return HYPOTHETICAL - {"when"} if past else HYPOTHETICAL


def _has_condition(clause: Clause) -> bool:
    """As in "could sell if prices fell"."""
    line = clause.line
    return any(
        line.low(at) in {"if", "should", "unless"}
        for at in range(clause.at + 1, min(clause.at + 12, len(line.atoms)))
    )


def _is_also_denied(clause: Clause) -> bool:
    """As in "did not purchase or sell any bitcoin"."""
    line, at = clause.line, clause.at
    joined = clause.told.shape is Shape.BASE and line.low(at - 1) in {"or", "nor"}
    other = joined and any(told.at == at - 2 and told.shape is Shape.BASE for told in line.deeds)
    return other and (line.low(at - 3) in NEGATIONS or line.low(at - 3) in CONTRACTED)


def is_instead(clause: Clause) -> bool:
    """As in "chose to retain them rather than sell"."""
    place = clause.at - 1
    return clause.line.low(place) == "than" and clause.line.low(place - 1) == "rather"


def _is_reason_denied(clause: Clause) -> bool:
    """As in "did not dump bitcoin because it abandoned the asset": it did, for another reason."""
    line, places = clause.line, range(clause.at + 1, min(len(clause.line.atoms), clause.at + 5))
    return any(line.low(at) == "because" and line.low(at - 1) != "," for at in places) and "any" not in {
        line.low(at) for at in places
    }


def _is_conditional(line: Line) -> bool:
    """As in "If we pledged ..., ...": the whole sentence is only thinkable."""
    first, second = line.low(0), line.low(1)
    if first == "had":
        return second in WE or second in IT or second == "the" or line.atoms[1].entity is not None
    return first in _SUPPOSING or second in _SUPPOSING or first in {"were", "should"}


_SUPPOSING = frozenset("if assuming hypothetically suppose".split())


def _is_rumour(clause: Clause) -> bool:
    """As in "denied reports that it had sold 500 BTC"."""
    lows, at = clause.line.lows, clause.at
    before = lows[max(0, at - 12) : at]
    if not _DOUBTED.isdisjoint(before):
        return True
    if "true" in before and not _NOT.isdisjoint(before):
        return True
    after = lows[at + 1 : at + 30]
    return not _DENIED.isdisjoint(after) or ("false" in after and after[after.index("false") - 1] in _IS)


_NOT = frozenset("not isn't isn’t".split())
_DENIED = frozenset("denies denied untrue".split())
_IS = frozenset("is are was were".split())


_DOUBTED = frozenset(
    "denied denies deny denying rumor rumors rumour rumours speculation allegedly false think thinks suspect"
    " suspects evidence untrue disputed disputes refuted refutes rejected rejects dismissed dismisses guesses"
    " guess probably possibly potentially perhaps presumably apparently".split()
)


def is_governed(clause: Clause) -> bool:
    """Whether a wish has a word for it, so that "issued notes to buy bitcoin" is none."""
    return bool(set(_chain(clause)) & (GOVERNORS | MODALS)) or clause.told.shape is Shape.GERUND


_LEADING = frozenset("to the chance this from time on up".split())
_SKIPPED = frozenset("on up".split())
_OF_TIME = frozenset("in during on over last this".split())


def _chain(clause: Clause) -> list[str]:
    """The words that lead to a verb without a gap, the nearest first: "did not", "plans to", "has never"."""
    line, chain = clause.line, []
    for at in range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1):
        word = line.low(at)
        if line.atoms[at].when is not None or (word in _OF_TIME and line.atoms[at + 1].when is not None):
            if "to" in chain:
                continue  # "opted in June to sell"
            break
        known = (
            word in ADVERBS or word in AUXILIARIES or word in NEGATIONS or word in CONTRACTED or word in MODALS
            or word in GOVERNORS or word in FACTIVES or word in HABITS or word in _LEADING
            or word.endswith("ly")
        )  # fmt: skip
        if not known:
            break
        chain.append(word)
    return chain


def _of_infinitive(chain: list[str], *, negative: bool) -> Mood:
    if "yet" in chain and {"has", "have"} & set(chain):
        return Mood.NOT_DONE
    governor = next((word for word in chain[chain.index("to") + 1 :] if word not in ADVERBS | _SKIPPED), "")
    if governor in {"opportunity", "chance", "advantage"} and set(chain) & {
        "took",
        "taken",
        "taking",
        "used",
        "using",
    }:
        return Mood.DONE
    if governor in FACTIVES or (
        governor in {"begin", "began", "started", "continued"} and not set(chain) & MODALS
    ):
        return Mood.NOT_DONE if negative else Mood.DONE
    return Mood.WISHED


def _of_gerund(clause: Clause, chain: list[str], *, negative: bool) -> Mood:
    before = clause.line.low(clause.at - 1 - len(chain))
    further = clause.line.low(clause.at - 2 - len(chain))
    if before == "without" or "without" in chain:
        when = any(clause.line.atoms[at].when is not None for at in range(clause.at, clause.right))
        mined = any(told.deed is Deed.MINE and told.at < clause.at for told in clause.line.deeds)
        return Mood.NOT_DONE if when or mined else Mood.NONE
    if {before, further} & {"refrained", "abstained"}:
        return Mood.NOT_DONE
    if negative or before == "not":
        return Mood.NOT_DONE
    if before == "instead" and further in _IS:
        return Mood.DONE  # "is instead selling 3,000 bitcoins"
    ended = set(chain) & (ENDED_ACTS - {"instead"} if _IS & set(chain) else ENDED_ACTS)
    if before in ENDED_ACTS or further in ENDED_ACTS or ended:
        return Mood.NONE
    if set(chain) & MODALS or {"to", "be"} <= set(chain) or _is_means_of_a_wish(clause):
        return Mood.WISHED
    if (
        before in GOVERNORS
        or set(chain) & GOVERNORS
        or (before in {"of", "for", "on", "at"} and further in GOVERNORS)
    ):
        return Mood.WISHED
    return Mood.DONE


def _is_means_of_a_wish(clause: Clause) -> bool:
    """As in "could raise $12 million by selling 180 BTC"."""
    line = clause.line
    if line.low(clause.at - 1) != "by":
        return False
    places = range(max(0, clause.at - 8), clause.at - 1)
    return any(line.low(at) in MODALS and not line.atoms[at].capital for at in places)


def _of_noun(clause: Clause) -> Mood:
    """A noun is what happened, unless something before it makes it a plan or takes it away."""
    line = clause.line
    if {line.low(at) for at in range(clause.at - 4, clause.at)} & _CARRIED_OUT:
        return Mood.DONE
    if [line.low(clause.at - 2), line.low(clause.at - 1)] in (
        ["available", "for"],
        ["up", "for"],
        ["held", "for"],
    ):
        return Mood.NONE
    would = next(
        (at for at in range(clause.at + 1, min(clause.right, clause.at + 8)) if line.low(at) in _WOULD), None
    )
    if would is not None and not (
        line.low(clause.at - 1) in {"the", "this"} and line.low(would + 1) in _MEANS
    ):
        return Mood.WISHED
    for at in range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1):
        word = line.low(at)
        if (
            word in GOVERNORS
            or word in MODALS
            or (word in {"future", "any", "further", "through"} and word != "through")
        ):
            return Mood.WISHED
        if word in ENDED_ACTS:
            return Mood.NONE
        if word in {"no", "not", "without"}:
            return Mood.NOT_DONE
        if word in {",", "."}:
            break
    return Mood.DONE


_MEANS = frozenset("signal indicate suggest point reflect mean imply raise show hint".split())
"""As in "the sale of 51 BTC could signal liquidity needs": what happened, and what it may mean."""
_WOULD = frozenset("would could might should".split())
_CARRIED_OUT = frozenset("completed executed finalized finalised concluded".split())


def _has(clause: Clause, words: frozenset[str]) -> bool:
    line = clause.line
    if words.isdisjoint(line.words):
        return False
    return any(line.low(at) in words for at in range(max(clause.left, clause.at - 25), clause.at))
