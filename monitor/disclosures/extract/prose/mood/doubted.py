"""What a sentence only supposes, doubts or denies as a rumour: it states nothing."""

from itertools import pairwise

from monitor.disclosures.extract.lexicon import FACTIVES, HYPOTHETICAL, IS, IT, RELATIVE, WE, Shape
from monitor.disclosures.extract.prose.sentence.line import Clause, Line


def is_doubted(clause: Clause, *, driven: bool) -> bool:
    """Whether a deed is asked about, supposed, doubted or a rumour.

    Args:
        clause: of the deed.
        driven: it is told as forced upon somebody, which makes an infinitive a fact.
    """
    line = clause.line
    return (
        line.question
        or _is_unsure(clause)
        or _is_asked(clause)
        or line.low(clause.at - 1) == "likely"
        or _is_awaited(clause)
        or _has(clause, _supposing(clause, driven=driven))
        or _is_conditional(line)
        or _is_rumour(clause)
        or _is_surmised(clause)
    )


def _is_asked(clause: Clause) -> bool:
    """As in "declined to say what share of April's production had been sold": what nobody has told."""
    if _QUESTIONS.isdisjoint(clause.line.words):
        return False
    lows = clause.before(_ASKED_WITHIN)
    return any(
        low in _QUESTIONS and lows[place - 1] in _ANSWERING and not _SILENT.isdisjoint(lows[:place])
        for place, low in enumerate(lows)
        if place
    )


_ASKED_WITHIN = 16
_QUESTIONS = frozenset("what whether how when which".split())
_ANSWERING = frozenset("say disclose reveal specify tell said disclosed revealed specified".split())
_SILENT = frozenset("declined declines refused did didn't didn’t not without would wouldn’t".split())


def _is_awaited(clause: Clause) -> bool:
    """As in "once all of it has been sold", "so that by June all have been sold": what is still to come."""
    line, back = clause.line, clause.at - 1 - (clause.line.low(clause.at - 1) == "been")
    if line.low(back) not in {"has", "have"}:
        return False
    for at in range(back - 1, max(0, back - _SUPPOSED_WITHIN), -1):
        if line.low(at) in {",", ";", ":"}:
            return False
        if line.low(at) in _AWAITING:
            return at + 1 not in line.whens
        if line.low(at) == "so" and line.low(at + 1) == "that":
            return True
    return False


_AWAITING = frozenset({"once", "till"})


def _has(clause: Clause, words: frozenset[str]) -> bool:
    first = max(clause.left, clause.at - _SUPPOSED_WITHIN)
    lows = clause.line.lows[first : clause.at]
    if words.isdisjoint(lows):
        return False
    return any(
        low in words and not (low == "when" and _is_told_of_time(clause.line, first + place))
        for place, low in enumerate(lows)
    )


_SUPPOSED_WITHIN = 25


def _is_told_of_time(line: Line, at: int) -> bool:
    """As in "In April, when it opened its desk, the sales came to 401 BTC": what happened in a time that is known."""
    back = at - 1 - (line.low(at - 1) == ",")
    when = line.atoms[back].when if back >= 0 else None
    return when is not None and when.first is not None


def _supposing(clause: Clause, *, driven: bool) -> frozenset[str]:
    """As in "when it sold 400" tells what was, but "when sold" and "when coins are sold" what would be."""
    line = clause.line
    past = clause.told.shape is Shape.PAST and line.low(clause.at - 1) not in {"when", "is", "are", "be"}
    # "when it was forced to sell"
    did = line.low(clause.at - 1) == "to" and line.low(clause.at - 2) in FACTIVES
    past = past or (did and line.low(clause.at - 3) not in {"is", "are", "be"})
    return HYPOTHETICAL - {"when"} if past or driven else HYPOTHETICAL


def _is_conditional(line: Line) -> bool:
    """As in "If we pledged ..., ...": the whole sentence is only thinkable."""
    if line.low(0) == "had":
        return line.low(1) in WE | IT | {"the"} or line.atoms[1].entity is not None
    return not _SUPPOSING.isdisjoint(line.lows[:2]) or line.low(0) in {"were", "should"}


_SUPPOSING = frozenset("if assuming hypothetically suppose".split())


def _is_surmised(clause: Clause) -> bool:
    """As in "traders suspect that it sold 500 BTC", "fears that it had", "it seems Riot sold": as others see it."""
    line, first = clause.line, max(0, clause.at - _SUPPOSED_WITHIN)
    if _SURMISES.isdisjoint(line.words):
        return False
    if _is_surmised_behind(clause) or (clause.told.shape is Shape.NOUN and _is_suspected(clause)):
        return True
    if line.low(clause.at - 1) == "have" and not _MAYBE.isdisjoint(line.near(clause.at - 4, clause.at)):
        return True  # "could well have sold"
    for at in range(clause.at - 1, first - 1, -1):
        if line.low(at) in _ENDS_SURMISE:
            return False
        if line.low(at) in _SURMISING and _begins_what_is_surmised(line, at + 1):
            return line.low(at - 1) not in WE | {"i"}
        if line.low(at) in _SURELY_NOT:
            return True
    return False


def _is_suspected(clause: Clause) -> bool:
    """As in "the apparent sale of 300 BTC", "sale of 300 BTC suspected", "the reported sale never happened"."""
    before, behind = clause.line.lows[max(clause.left, clause.at - 3) : clause.at], clause.behind(10)
    never = "never" in behind and not _HAPPENED.isdisjoint(behind)
    return never or "suspected" in behind or not _SUSPECTED.isdisjoint(before)


_HAPPENED = frozenset("happened took occurred materialised materialized".split())
_SUSPECTED = frozenset("suspected apparent presumed supposed assumed purported".split())


def _is_surmised_behind(clause: Clause) -> bool:
    """As in "Riot sold 300 BTC, analysts believe", "..., it is thought", "..., if the posts are right"."""
    line = clause.line
    comma = next((at for at in range(len(line.atoms) - 1, clause.at, -1) if line.low(at) == ","), 0)
    tail = line.lows[comma + 1 :]
    if not comma or not 0 < len(tail) <= _TAIL or tail[0] in RELATIVE | {"and", "but", "as"}:
        return False
    if any(told.at > clause.at for told in line.deeds):
        return False
    if tail[0] == "if":
        return not {"right", "true", "correct"}.isdisjoint(tail)
    if tail[0] in {"claims", "claimed", "thinks", "believes", "suggests", "suspects"}:
        return True
    return not _MAKING.isdisjoint(tail)


_TAIL = 8
_MAKING = frozenset(
    "think thinks believe believes suspect suspects suspected suggest suggests guess guesses reckon reckons assume"
    " assumes thought believed assumed rumoured rumored rumours rumors speculation".split()
)


def _begins_what_is_surmised(line: Line, at: int) -> bool:
    if line.low(at) in {"that", "as", "like", "are", "whether"}:
        return True
    return (
        line.low(at) in IT
        or line.low(at) == "the"
        or line.atoms[at].entity is not None
        or line.atoms[at].capital
    )


_SURMISING = frozenset(
    "suspect suspects suspected suspecting suspicion suspicions believe believes believed belief think thinks thought"
    " fear fears feared assume assumes assumed assumption presume presumes presumed guess guesses guessed infer infers"
    " inferred imply implies implied suggest suggests suggested hint hints hinted bet bets reckon reckons reckoned"
    " speculate speculates speculated surmise surmises surmised worry worries worried imagine imagines imagined seem"
    " seems seemed appear appears appeared look looks looked theory theories impression notion idea chatter talk"
    " whispers conjecture hypothesis chances".split()
)
_SURELY_NOT = frozenset("supposedly seemingly purportedly ostensibly conceivably maybe".split())
_MAYBE = frozenset("could may might must".split())
_SURMISES = _SURMISING | _SURELY_NOT | _MAYBE | _SUSPECTED | _MAKING | {"if", "claims", "claimed", "never"}
"""One of these stands in every sentence that surmises."""
_ENDS_SURMISE = frozenset(", ; : . and but while which who".split())


def _is_rumour(clause: Clause) -> bool:
    """As in "denied reports that it had sold 500 BTC"."""
    if _OF_RUMOURS.isdisjoint(clause.line.words):
        return False
    before = clause.line.lows[max(_answered(clause), clause.at - 12) : clause.at]
    if not _DOUBTED.isdisjoint(before):
        return True
    if "version" in before and not _OF_BEFORE.isdisjoint(before):
        return True  # "an earlier version of this article said that it sold"
    if any(low in _CLAIMED and not _POSTS.isdisjoint(before[:place]) for place, low in enumerate(before)):
        return True
    if "nor" in before and "that" in before[before.index("nor") :]:
        return True  # "did not state what it holds, nor that it has sold"
    if any(pair in _MODELLED for pair in pairwise(before)) or not _MODELS.isdisjoint(before):
        return True
    if "true" in before and not _NOT.isdisjoint(before):
        return True
    after = clause.behind(29)
    wrong = {word for verb, word in pairwise(after) if verb in IS}
    if not {"called", "calls"}.isdisjoint(before):
        wrong |= set(after)  # "called reports that it sold 300 BTC wrong"
    if not _TOLD.isdisjoint(before) and not _WRONG.isdisjoint(wrong):
        return True
    return not _DENIED.isdisjoint(after) or "false" in wrong


def _answered(clause: Clause) -> int:
    """As in "To end speculation: it has sold none", "Despite rumours, ...": past the rumour that is answered."""
    line = clause.line
    end = next((at for at in range(clause.at - 1, 0, -1) if line.low(at) in {",", ":"}), 0)
    begin = next((at + 1 for at in range(end - 1, -1, -1) if line.low(at) in _OPENING), 0)
    return end if line.low(begin) in _ANSWERED else 0


_OPENING = frozenset('“ " ‘ : ; ,'.split())
_ANSWERED = frozenset("to despite amid amidst after following notwithstanding".split())


def _is_unsure(clause: Clause) -> bool:
    """As in "there is no assurance that we will not sell"."""
    line = clause.line
    return not _ASSURANCES.isdisjoint(line.words) and any(
        word in _ASSURANCES and led in {"no", "not", "any", "cannot", "little", "without"}
        for led, word in pairwise(clause.before(13))
    )


_ASSURANCES = frozenset(
    "assurance assurances assure guarantee guarantees certainty sign signs indication indications proof hint".split()
)
_POSTS = frozenset(
    "post posts tweet tweets thread threads video videos meme screenshot screenshots message messages user users"
    " account accounts chatter gossip".split()
)
_CLAIMED = frozenset("claim claims claimed claiming".split())
"""As in "a post claiming that it had sold"."""
_TOLD = frozenset("report reports claim claims story stories headline headlines".split()) | _POSTS
_WRONG = frozenset("wrong incorrect inaccurate fake baseless unfounded mistaken".split())
_NOT = frozenset("not isn't isn’t".split())
_DENIED = frozenset("denies denied untrue".split())


_MODELLED = frozenset(
    (who, word)
    for who in "we i analysts analyst broker bank he she they".split()
    for word in "model models assume assumes pencil project projects forecast reckon reckons".split()
) | {("base", "case"), ("our", "model"), ("its", "model"), ("our", "estimates"), ("our", "forecasts")}
"""As in "We model 900 BTC of disposals", "our base case has it sell 900 BTC"."""
_MODELS = frozenset("modelled modeled modelling modeling pencils pencilled penciled".split())
_OF_BEFORE = frozenset("earlier previous original".split())
_DOUBTED = frozenset(
    "denied denies deny denying denial denials disputing alleged alleges alleging allegation allegations accused"
    " accuses accusing accusation accusations contrary rumored rumoured rumor rumors rumour rumours speculation"
    " allegedly false think thinks suspect suspects evidence untrue disputed disputes refuted refutes rejected rejects"
    " dismissed dismisses guesses suggests suggesting implies implying guess probably possibly potentially perhaps"
    " presumably apparently projected".split()
)
_OF_RUMOURS = (
    _DOUBTED
    | _CLAIMED
    | _MODELS
    | _WRONG
    | _DENIED
    | {word for _, word in _MODELLED}
    | {"version", "nor", "true", "false"}
)
"""One of these stands in every sentence of a rumour."""
