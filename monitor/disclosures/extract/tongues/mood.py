"""Whether a word of selling tells a fact, a denial or a wish."""

from enum import Enum, auto

from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.tongues.objects import is_of_share
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import OTHER_DEEDS, SELLING, Mark

_NEAR = 2
"""Plain words that may stand between a word for a mood and the deed that it is of."""
_DEEDS = OTHER_DEEDS | SELLING
_STOPS = _DEEDS | {Mark.BREAK}


class Mood(Enum):
    """How a deed is told."""

    FACT = auto()
    DENIED = auto()
    WISHED = auto()
    NEITHER = auto()
    """A condition, a habit, or what nobody can tell."""


def mood_of(said: Said, at: int) -> Mood:
    """The mood of the deed at a place."""
    mark = said.pieces[at].mark
    if mark is Mark.UNSOLD:
        return Mood.DENIED
    if said.follows(at, Mark.NOT_AFTER):
        return Mood.DENIED
    if mark is Mark.SELL:
        return _of_infinitive(said, at)
    if mark is Mark.SOLD_GOING and any(piece.mark is Mark.PLAN for piece in said.pieces[at + 1 :]):
        return Mood.WISHED
    if said.follows(at, Mark.WISH_AFTER) and mark is not Mark.SOLD:
        return Mood.WISHED
    return _by_what_is_before(said, at)


def _of_infinitive(said: Said, at: int) -> Mood:
    """As in "opted to sell", "after selling": otherwise nothing has happened."""
    before = at - 1
    if (driven := _driven(said, at)) is not None:
        return _by_what_is_before(said, driven)
    if before >= 0 and said.plain_words(before, at) == 0:
        if said.pieces[before].mark is Mark.AFTER:
            return _by_what_is_before(said, before)
        if said.pieces[before].mark is Mark.DECIDED and _is_past(said):
            return _by_what_is_before(said, before)
    if _is_gerund_of_event(said, at):
        return _by_what_is_before(said, at)
    wished = any(
        said.pieces[place].mark in {Mark.WISH, Mark.DECIDED}
        for place in range(before, max(-1, before - 4), -1)
    )
    denied = any(said.pieces[place].mark is Mark.NOT for place in range(before, max(-1, before - 4), -1))
    return Mood.WISHED if wished and not denied else Mood.NEITHER


def _driven(said: Said, at: int) -> int | None:
    """The place of what made somebody sell, in the clause of the infinitive, unless something stands between."""
    behind = at + 1
    if behind < len(said.pieces) and said.pieces[behind].mark is Mark.DRIVEN:
        return behind if said.plain_words(at, behind) == 0 else None
    for place in range(at - 1, -1, -1):
        mark = said.pieces[place].mark
        if mark is Mark.DRIVEN:
            return place
        if mark is Mark.HELD and is_of_share(said, place):
            continue
        if mark in _STOPS or mark in {Mark.NOT, Mark.WISH, Mark.IF}:
            return None
    return None


def _is_gerund_of_event(said: Said, at: int) -> bool:
    """As in "ha chiuso maggio liquidando il 100% dei propri bitcoin": so much of it, at a time that is told."""
    piece = said.pieces[at]
    if not said.text[piece.start : piece.end].lower().endswith("ndo"):
        return False
    counted = any(each.figure is not None or each.mark is Mark.PART for each in said.pieces[at + 1 :])
    plan = any(each.mark in {Mark.WISH, Mark.DECIDED} for each in said.pieces[:at])
    return counted and not plan and _is_past(said)


def _is_past(said: Said) -> bool:
    """Whether the sentence tells a time that is over, and not the day of the decision."""
    return any(
        piece.when is not None and piece.when.form not in {Form.DAY, Form.END} for piece in said.pieces
    )


def _by_what_is_before(said: Said, at: int) -> Mood:
    """The nearest word for a mood before a deed, in its clause."""
    whole = said.pieces[at].mark in {Mark.SALE, Mark.SOLD_LAST, Mark.SOLD_GOING} and said.tongue.spaced
    far = False
    for place in range(at - 1, -1, -1):
        piece = said.pieces[place]
        if piece.mark in _STOPS:
            break
        if piece.mark is Mark.IF:
            return Mood.NEITHER
        if piece.mark is Mark.DONE:
            return Mood.FACT
        far = far or said.plain_words(place, at) > _NEAR or "," in said.between(piece, said.pieces[at])
        if not far and piece.mark is Mark.NOT:
            return Mood.DENIED
        if piece.mark is Mark.WISH and (whole or not far):
            return Mood.WISHED
    return Mood.FACT
