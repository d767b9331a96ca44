"""Which period a deed of a tongue belongs to."""

from collections.abc import Iterable
from datetime import date, timedelta

from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, SENTENCE
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.when.unsaid_time import remembered, told_again
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import ENDS, Mark

_NEAR = 3
"""Plain words between a day and the word that says it is when something was told."""


def moment_of(said: Said, at: int, memory: Memory, *, since: bool = False) -> Moment:
    """The period of the deed at a place.

    Args:
        said: the sentence.
        at: the place of the deed.
        memory: what was said before.
        since: it may have lasted since a day up to that of the document, as a denial may.
    """
    clause_right, right = _split(said, range(at + 1, len(said.pieces)))
    clause_left, left = _split(said, range(at - 1, -1, -1))
    clause = (clause_left, clause_right) if said.tongue.time_first else (clause_right, clause_left)
    by_then: Moment | None = None
    for sure, places in ((CLAUSE, clause[0]), (CLAUSE, clause[1]), (SENTENCE, left), (SENTENCE, right)):
        for place in places:
            when = said.pieces[place].when
            if when is None or when.last is None or _is_compared(said, place):
                continue
            if _is_of_next(said, at, place) or _is_of_beginning(said, place):
                continue
            days = _meant(said, place, at, memory, since=since)
            if days is None:
                continue
            made = Moment(*days, sure, when.end if sure == CLAUSE else None, when.form)
            if days[0] is not None:
                return made
            by_then = by_then or made  # when it was told; what was sold may have days of its own
    return told_again(by_then, memory) if by_then is not None else remembered(memory, point=False)


def _split(said: Said, places: Iterable[int]) -> tuple[list[int], list[int]]:
    """The pieces of the deed's own clause on one side of it, and those of the rest of the sentence."""
    inside: list[int] = []
    outside: list[int] = []
    for place in places:
        if outside or (said.pieces[place].mark in ENDS and not _is_of_object(said, place)):
            outside.append(place)
        else:
            inside.append(place)
    return inside, outside


def _is_of_object(said: Said, place: int) -> bool:
    """As in "sold the 189 BTC mined in the week": right behind a number of coins it only says which they were."""
    before, mark = said.piece(place - 1), said.pieces[place].mark
    if before.mark is Mark.COIN and mark is Mark.HELD:
        return said.gap(place - 1, place) == "-"  # "seine Bitcoin-Bestände"
    return mark is Mark.MINED and before.unit is Unit.BTC and not said.gap(place - 1, place).strip()


def _is_of_next(said: Said, at: int, place: int) -> bool:
    """As in "sold 1,318 BTC in February, in January none": behind a mark, right before a number of its own."""
    if place < at + 2 or said.piece(place + 1).mark is not Mark.FIGURE:
        return False
    before = [piece.mark for piece in said.pieces[:place]]
    if before[-1] is Mark.JOIN and Mark.FIGURE in before[at:] and Mark.WHEN in before:
        return said.plain_words(place, place + 1) <= _NEAR - 1  # "y en 2022 de otros 29.160"
    apart = said.gap(place - 1, place).strip()[:1] in set(",;(（，；")
    return apart and said.plain_words(place, place + 1) == 0


def _is_of_beginning(said: Said, place: int) -> bool:
    """As in "to repay half of the debt issued in July": when that began."""
    when, following = said.pieces[place], said.piece(place + 1)
    if following.mark is Mark.BEGUN and following.start - when.end <= 1:
        return said.printed(place + 1).endswith(("ene", "enen"))  # "die im Juli begebene Anleihe"
    return any(
        each.mark is Mark.BEGUN and when.start - each.end <= _RIGHT_BEHIND
        for each in said.pieces[max(0, place - 2) : place]
    )


_RIGHT_BEHIND = 10
"""Characters from a word to a time, past "en" or "im"."""


def _is_compared(said: Said, place: int) -> bool:
    """As in "9% menos que en julio", "frente a los 300 de diciembre"."""
    if said.follows(place, Mark.THAN_AFTER):
        return True
    for back in range(place - 1, max(-1, place - 3), -1):
        mark = said.pieces[back].mark
        if said.plain_words(back, place) > _NEAR - 1:
            return False
        if mark is Mark.THAN:
            return not _is_that(said, back)
        if mark in {Mark.PAID, Mark.ASIDE} and said.is_also(back, Mark.THAN):
            return True
        if mark not in {Mark.FIGURE, Mark.ABOUT, Mark.COIN}:
            return False
    return False


def _is_that(said: Said, place: int) -> bool:
    """As in "anunció el lunes que en abril vendió": "that in April", and not "than in April"."""
    if not said.printed(place).startswith(("que ", "qu'", "qu’", "che ")):
        return False
    before = (piece.mark for piece in reversed(said.pieces[:place]))
    return next((mark for mark in before if mark in {Mark.FIGURE, Mark.TOLD}), None) is Mark.TOLD


def _is_since(said: Said, place: int) -> bool:
    """Whether "since" stands before a period, or behind it; a time from one day to another has its end as well."""
    told = said.pieces[place].when
    if told is not None and told.form is Form.RANGE:
        return False
    if said.follows(place, Mark.SINCE_AFTER):
        return True
    return said.piece(place - 1).mark is Mark.SINCE and said.plain_words(place - 1, place) <= 1


def _meant(
    said: Said, place: int, at: int, memory: Memory, *, since: bool
) -> tuple[date | None, date | None] | None:
    """The days that a period means for a deed; None if it cannot be meant."""
    when, latest = said.pieces[place].when, memory.anchor.latest
    assert when is not None, "the caller has seen to it"
    first = when.first or when.last
    if _is_since(said, place):
        until = since and latest is not None and first is not None and first <= latest
        return (first, latest) if until else None
    if latest is not None and first is not None and first > latest + timedelta(days=1):
        return None  # what is still to come
    if when.form in {Form.DAY, Form.END} and _is_told(said, place, at):
        return None, when.last
    return _up_to_telling(said, when, at, memory)


def _up_to_telling(said: Said, when: When, at: int, memory: Memory) -> tuple[date | None, date | None]:
    """As in "said on Tuesday it had sold them in the past week": the week that ended on Tuesday."""
    first, last = when.first, when.last
    if when.form is not Form.RANGE or first is None or last is None or last != memory.published:
        return first, last
    for place, piece in enumerate(said.pieces):
        told = piece.when
        if told is None or told.last is None or not told.last < last:
            continue
        if told.form in {Form.END, Form.DAY} and _is_told(said, place, at):
            return first - (last - told.last), told.last
    return first, last


def _is_told(said: Said, place: int, at: int) -> bool:
    """As in "announced on Tuesday that it had sold": when it was told."""
    behind = said.pieces[at + 1 :] if said.tongue.verb_last and place < at else ()
    return any(piece.mark is Mark.TOLD for piece in behind) or any(
        said.piece(near).mark is Mark.TOLD and said.plain_words(near, place) <= 2 * _NEAR
        for near in (place - 2, place - 1, place + 1, place + 2)
    )
