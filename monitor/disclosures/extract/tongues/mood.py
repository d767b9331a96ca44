"""Whether a word of selling tells a fact, a denial or a wish."""

from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.tongues.objects import is_of_share
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import ENDS, Mark

_NEAR = 2
"""Plain words that may stand between a word for a mood and the deed that it is of."""


def mood_of(said: Said, at: int) -> Mood:
    """The mood of the deed at a place."""
    mark = said.pieces[at].mark
    if mark is Mark.UNSOLD:
        return Mood.NOT_DONE
    if mark is Mark.SELL:
        return _of_infinitive(said, at)
    if mark is Mark.SOLD_GOING and any(piece.mark is Mark.PLAN for piece in said.pieces[at + 1 :]):
        return Mood.WISHED
    if said.follows(at, Mark.WISH_AFTER) and mark is not Mark.SOLD:
        return Mood.WISHED
    return _by_what_is_before(said, at)


def _of_infinitive(said: Said, at: int) -> Mood:
    """As in "opted to sell", "after selling": otherwise nothing has happened."""
    before = said.piece(at - 1).mark
    if (driven := _driven(said, at)) is not None:
        return _by_what_is_before(said, driven)
    led = before is Mark.AFTER or (before is Mark.DECIDED and _is_past(said))
    if led and said.plain_words(at - 1, at) == 0:
        return _by_what_is_before(said, at - 1)
    if _is_gerund_of_event(said, at):
        return _by_what_is_before(said, at)
    near = {piece.mark for piece in said.pieces[max(0, at - 4) : at]}
    return Mood.WISHED if near & {Mark.WISH, Mark.DECIDED} and Mark.NOT not in near else Mood.NONE


def _driven(said: Said, at: int) -> int | None:
    """The place of what made somebody sell, in the clause of the infinitive, unless something stands between."""
    if said.piece(at + 1).mark is Mark.DRIVEN:
        return at + 1 if said.plain_words(at, at + 1) == 0 else None
    for place in range(at - 1, -1, -1):
        mark = said.pieces[place].mark
        if mark is Mark.DRIVEN:
            return place
        if mark is Mark.HELD and is_of_share(said, place):
            continue
        if mark in ENDS or mark in {Mark.NOT, Mark.WISH, Mark.IF}:
            return None
    return None


def _is_gerund_of_event(said: Said, at: int) -> bool:
    """As in "ha chiuso maggio liquidando il 100% dei propri bitcoin": so much of it, at a time that is told."""
    if not said.printed(at).endswith("ndo"):
        return False
    counted = any(each.figure is not None or each.mark is Mark.PART for each in said.pieces[at + 1 :])
    plan = any(each.mark in {Mark.WISH, Mark.DECIDED} for each in said.pieces[:at])
    return counted and not plan and _is_past(said)


def _is_past(said: Said) -> bool:
    """Whether the sentence tells a time that is over, and not the day of the decision."""
    return any(each.when is not None and each.when.form not in {Form.DAY, Form.END} for each in said.pieces)


def _by_what_is_before(said: Said, at: int) -> Mood:
    """The nearest word for a mood before a deed, in its clause."""
    whole = said.pieces[at].mark in {Mark.SALE, Mark.SOLD_LAST, Mark.SOLD_GOING} and said.tongue.spaced
    far = False
    for place in range(at - 1, -1, -1):
        piece = said.pieces[place]
        if piece.mark in ENDS:
            break
        if piece.mark is Mark.IF:
            return Mood.NONE
        if piece.mark is Mark.DONE:
            return Mood.DONE
        far = far or said.plain_words(place, at) > _NEAR or "," in said.between(piece, said.pieces[at])
        if not far and piece.mark is Mark.NOT:
            return Mood.NOT_DONE
        if piece.mark is Mark.WISH and (whole or not far):
            return Mood.WISHED
    return Mood.DONE
