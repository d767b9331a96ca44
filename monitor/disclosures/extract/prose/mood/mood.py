"""Whether a deed is told as done, as not done, as wished or allowed, or only as thinkable."""

from itertools import pairwise

from monitor.disclosures.extract.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONTRACTED,
    FACTIVES,
    GOVERNORS,
    HABITS,
    HELPING,
    IS,
    MODALS,
    NEGATIONS,
    Shape,
    is_adverb,
)
from monitor.disclosures.extract.periods.when import SPANS
from monitor.disclosures.extract.prose.mood.doubted import is_doubted
from monitor.disclosures.extract.prose.mood.driven import is_driven
from monitor.disclosures.extract.prose.mood.mood_of_gerund import mood_of_gerund
from monitor.disclosures.extract.prose.mood.mood_of_noun import CALLED_OFF, mood_of_noun
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.moods import Mood

_REACH = 10
"""Atoms before a word in which its mood is looked for."""


def mood(clause: Clause) -> Mood:
    """The mood of a clause's deed, by the words before it."""
    chain = _chain(clause)
    driven = clause.told.shape is Shape.BASE and is_driven(clause, chain)
    if is_doubted(clause, driven=driven):
        return Mood.NONE
    words = set(chain)
    negative = bool(words & _NEGATIVE)
    if clause.told.shape is Shape.NOUN:
        return mood_of_noun(clause)
    if _is_surmised(chain) or "if" in words or {"were", "to"} <= words:
        return Mood.NONE
    if (modal := _of_modal(clause, words)) is not None:
        return modal
    if clause.told.shape is Shape.GERUND:
        return mood_of_gerund(clause, chain, negative=negative)
    if "to" in words:
        return Mood.DONE if driven and not negative else _of_infinitive(clause, chain, negative=negative)
    if negative or is_instead(clause) or _is_also_denied(clause) or _is_of_neither(clause):
        return _denied(clause)
    return _plainly(clause, words)


def _of_modal(clause: Clause, words: set[str]) -> Mood | None:
    """As in "may sell", "we'll keep selling"; None without such a word."""
    if any(word.endswith(_CONTRACTED_WILL) for word in words):
        return Mood.WISHED
    if not words & _MODALS or words & {"had"}:
        return None
    unreal = words & _UNREAL or ("may" not in words and _has_condition(clause))
    return Mood.NONE if unreal else Mood.WISHED


def _plainly(clause: Clause, words: set[str]) -> Mood:
    """Where no word denies: "never has Riot sold" does, "we sell bitcoin" tells of no event, "saw Riot sell" does."""
    if (asserted := _is_inverted(clause)) is not None:
        return Mood.DONE if asserted else Mood.NOT_DONE
    if words & HABITS:
        return Mood.HABIT
    told = clause.told.shape is not Shape.BASE or "did" in words
    return Mood.DONE if told or not {"saw", "made"}.isdisjoint(clause.before(5)) else Mood.HABIT


def _is_inverted(clause: Clause) -> bool | None:
    """As in "Not only did Riot sell", which tells that it did, "Nor did it sell", "Not since June has it sold"."""
    line = clause.line
    places = range(clause.at - 2, max(-1, clause.at - 6), -1)
    helping = next((at for at in places if line.low(at) in HELPING and _is_subject(clause, at + 1)), 0)
    if not helping:
        return None
    first = helping
    while first > max(clause.left, helping - _FRONTED) and line.low(first - 1) not in _FRONT:
        first -= 1
    words = line.lows[first:helping]
    told = line.text[line.atoms[first].start : line.atoms[helping].start].lower()
    if told.startswith(("not only", "not until", "not till")):
        return True
    return False if not NEGATIONS.isdisjoint(words) or "no" in words else None


_FRONTED = 8
_FRONT = frozenset(", ; : . and but".split())


def _is_subject(clause: Clause, at: int) -> bool:
    return clause.line.atoms[at].entity is not None or clause.line.low(at) in _SUBJECTS


_SUBJECTS = frozenset("it we they the our".split())


def _is_surmised(chain: list[str]) -> bool:
    """As in "appears to be selling its coins", what somebody makes of what is seen, and "ordered that 300 be sold"."""
    if chain[:1] == ["be"] and "to" not in chain and _MODALS.isdisjoint(chain):
        return True
    return "to" in chain and "be" in chain and bool(_SURMISES & set(chain))


_SURMISES = frozenset("appears appear seems seem appeared seemed".split())
_NEGATIVE = NEGATIONS | CONTRACTED
_WILL_NOT = frozenset("won't won’t".split())
_CONTRACTED_WILL = ("'ll", "’ll")
_UNREAL = frozenset("have wouldn't wouldn’t couldn't couldn’t can't can’t".split())
_MODALS = MODALS | _WILL_NOT | _UNREAL - {"have"}


def _has_condition(clause: Clause) -> bool:
    """As in "could sell if prices fell"."""
    return not {"if", "should", "unless"}.isdisjoint(clause.behind(11))


def _is_also_denied(clause: Clause) -> bool:
    """As in "did not purchase or sell any bitcoin", "did not buy, sell or otherwise dispose of any"."""
    line, at = clause.line, clause.at
    verbs = {told.at for told in line.deeds if told.shape is clause.told.shape}
    if clause.told.shape not in {Shape.BASE, Shape.PAST}:
        return False
    place = at - 1 - (line.low(at - 1) == "otherwise")
    listed = line.low(place) == "," and line.low(at + 1) in {"or", "nor", ","}
    if not (listed or line.low(place) in {"or", "nor"}) or place - 1 not in verbs:
        return False
    while place - 1 in verbs:
        place -= 2
        if line.low(place) != ",":
            break
    return line.low(place) in _NEGATIVE or line.low(place) == "been"


def _is_of_neither(clause: Clause) -> bool:
    """As in "neither Riot nor MARA sold", "neither company sold"."""
    line, at = clause.line, clause.at - 1
    at = line.back(at, ADVERBS | {"has", "had", "have"})
    if line.atoms[max(at, 0)].entity is not None:
        return line.low(at - 1) == "nor"
    return line.low(at - 1) == "neither" and line.low(at) in {"company", "firm", "miner"}


def is_instead(clause: Clause) -> bool:
    """As in "chose to retain them rather than sell"."""
    place = clause.at - 1
    return clause.line.low(place) == "than" and clause.line.low(place - 1) == "rather"


def _denied(clause: Clause) -> Mood:
    if (is_instead(clause) and _is_usual(clause)) or is_standing(clause):
        return Mood.HABIT
    return Mood.NONE if _is_reason_denied(clause) else Mood.NOT_DONE


def is_standing(clause: Clause) -> bool:
    """As in "We accumulate, we do not sell": what is never done is a policy, and tells of no days."""
    line, present = clause.line, not _PRESENT.isdisjoint(clause.before(_NEXT))
    present = present and clause.told.shape is Shape.BASE
    return present and not line.whens and NOWADAYS.isdisjoint(line.words)


_NEXT = 4
_PRESENT = frozenset("do does don't don’t doesn't doesn’t".split())
NOWADAYS = frozenset("currently presently present now today".split())
"""As in "at present it does not sell": up to the day on which that was written."""


def _is_usual(clause: Clause) -> bool:
    """As in "Rather than sell, it says, it borrows": what it does always, and not what it did in some days."""
    line = clause.line
    return not line.whens and line.low(0) == "rather" and not any(low.endswith("ed") for low in line.lows)


def _is_reason_denied(clause: Clause) -> bool:
    """As in "did not dump bitcoin because it abandoned the asset": it did, for another reason."""
    words = clause.line.lows[clause.at : clause.at + 5]
    because = any(word == "because" and led != "," for led, word in pairwise(words))
    return because and "any" not in words[1:]


def is_governed(clause: Clause) -> bool:
    """Whether a wish has a word for it, so that "issued notes to buy bitcoin" is none."""
    chain = _chain(clause)
    due = chain[:2] in (["to", "is"], ["to", "are"])  # "are to auction 24,518 BTC"
    due = due or any(word.endswith(_CONTRACTED_WILL) for word in chain)
    return due or bool(set(chain) & (GOVERNORS | MODALS | _WILL_NOT)) or clause.told.shape is Shape.GERUND


def is_vow(clause: Clause) -> bool:
    """As in "says it won't sell", "will not sell"."""
    words, before = set(_chain(clause)), set(clause.before(5))
    unplanned = before & _PLANS and before & {"no", "not", "never", "without"}
    return bool(words & _WILL_NOT or ("will" in words and words & {"not", "never"}) or unplanned)


_PLANS = frozenset("plan plans intention intentions intend intends planning".split())
_LEADING = (
    frozenset("go to the chance this from time on up".split())
    | AUXILIARIES | NEGATIONS | CONTRACTED | MODALS | GOVERNORS | FACTIVES | HABITS | _SURMISES
)  # fmt: skip
"""What leads to a verb, beside adverbs."""
_SKIPPED = frozenset("on up".split())
_OF_TIME = frozenset("in during on over last this".split())


def _chain(clause: Clause) -> list[str]:
    """The words that lead to a verb without a gap, the nearest first: "did not", "plans to", "has never"."""
    line, chain = clause.line, []
    aside = _aside(clause)
    for at in range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1):
        word = line.low(at)
        if at in aside:
            continue
        if at in line.whens or (word in _OF_TIME and at + 1 in line.whens):
            if "to" in chain:
                continue  # "opted in June to sell"
            break
        if word not in _LEADING and not is_adverb(word) and not word.endswith(_CONTRACTED_WILL):
            break
        chain.append(word)
    return chain


def _aside(clause: Clause) -> range:
    """As in "We may, from time to time, sell": what stands between two commas behind a word of mood."""
    line, last = clause.line, clause.at - 1
    if line.low(last) != ",":
        return range(0)
    first = next((at for at in range(last - 1, max(0, last - _REACH), -1) if line.low(at) == ","), 0)
    governed = line.low(first - 1) in MODALS or (
        line.low(first - 1) in GOVERNORS and "to" in line.lows[last:]
    )
    return range(first, last + 1) if first and governed else range(0)


_CLAIMING = frozenset("claims claimed admits admitted professes professed".split())
_TO_HAVE = 2
"""As in "claims to have sold 300"; who is claimed to have sold may not have."""


def _of_infinitive(clause: Clause, chain: list[str], *, negative: bool) -> Mood:
    if "yet" in chain and {"has", "have"} & set(chain):
        return Mood.NOT_DONE
    claims = clause.line.low(clause.at - 3) in _CLAIMING and clause.line.low(clause.at - 4) not in IS
    if chain[:2] == ["have", "to"] and claims and len(chain) == _TO_HAVE:
        return Mood.DONE
    if "able" in chain and {"was", "were"} & set(chain) and not negative:
        return Mood.DONE
    governor = next((word for word in chain[chain.index("to") + 1 :] if word not in ADVERBS | _SKIPPED), "")
    if governor in {"opportunity", "chance", "advantage"} and not _USED.isdisjoint(chain):
        return Mood.DONE
    if governor == "used" or (negative and governor in {"need", "needs", "needed"}):
        return Mood.NONE  # "used to sell its coins"
    if not CALLED_OFF.isdisjoint(clause.before(6)):
        return Mood.NONE
    if _is_decided(clause, governor, negative=negative):
        return Mood.NOT_DONE
    if governor in {"begin", "began", "started"} and clause.line.low(clause.at) in {"auction", "auctioning"}:
        return Mood.WISHED  # "started to auction 50,000 bitcoins": nobody has got them yet
    return _of_governor(chain, governor, negative=negative)


def _of_governor(chain: list[str], governor: str, *, negative: bool) -> Mood:
    """As in "opted to sell", "continued to sell", which happened, and "continues to sell", which is a habit."""
    if governor in {"continues", "continue"} and not negative and not set(chain) & MODALS:
        return Mood.HABIT
    begun = governor in {"begin", "began", "started", "continued"} and MODALS.isdisjoint(chain)
    if governor in FACTIVES or begun:
        return Mood.NOT_DONE if negative else Mood.DONE
    return Mood.WISHED


_USED = frozenset("took taken taking used using".split())


def _is_decided(clause: Clause, governor: str, *, negative: bool) -> bool:
    """As in "decided not to sell any bitcoin in June", "resisted the temptation to sell in June"."""
    line = clause.line
    if negative and governor == "decided":
        return any(
            when is not None and when.form in SPANS and when.first is not None
            for when in (line.atoms[at].when for at in line.whens)
        )
    return line.low(clause.at - 2) == "temptation" and "resisted" in clause.before(6)
