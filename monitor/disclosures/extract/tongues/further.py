"""Further amounts of one deed: "300 BTC in January and 380 BTC in February"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.objects import Thing
from monitor.disclosures.extract.tongues.drafting import draft_of
from monitor.disclosures.extract.tongues.objects import Object, is_paid
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import ENDS, Mark
from monitor.disclosures.statement import StatementKind

_NEAR = 4
"""Plain words between "and" and an amount of which the text says that it is the whole of something."""


def further(said: Said, at: int, what: Object, first: Draft) -> Iterator[Draft]:
    """The amounts that are joined to the one that a deed was found to be of, each with its own days if it has some."""
    if what.thing is not Thing.QUANTITY:
        return
    if what.at < at:
        if said.tongue.verb_last:
            yield from _listed_before(said, what, first)
        return
    yield from _of_others(said, what, first)
    joined: int | None = None
    for place in range(what.at + 1, len(said.pieces)):
        piece = said.pieces[place]
        if piece.mark in _ENDING and not (piece.mark is Mark.MINED and place == what.at + 1):
            return
        if piece.mark is Mark.JOIN:
            joined = place
        if piece.figure is None or joined is None or said.pieces[place - 1].entity is not None:
            continue
        own = _own(said, joined, place)
        if piece.unit is not Unit.BTC and not (piece.unit is Unit.NONE and own):
            continue
        if is_paid(said, place) or _is_held(said, place) or _is_far(said, joined, place):
            return
        yield from _of(said, place, first, own)
        joined = None


def _of_others(said: Said, what: Object, first: Draft) -> Iterator[Draft]:
    """The same of the companies that the sentence goes on to name, each with its number."""
    for place in range(what.at + 1, len(said.pieces)):
        piece = said.pieces[place]
        if piece.mark in _ENDING:
            return
        if piece.entity is not None and (counted := _count_of_next(said, place)) is not None:
            yield from (replace(each, entity=piece.entity) for each in _of(said, counted, first, None))


def _count_of_next(said: Said, place: int) -> int | None:
    """As in "Riot vendió 275 BTC y Argo 887", "..., seguida de Bitfarms con 1.623": the number of another company."""
    amount = said.piece(place + 1).amount
    if amount is None or amount.unit not in COUNTED or amount.per_coin:
        return None
    before, behind = said.gap(place - 1, place), said.gap(place, place + 1).strip()
    named = said.pieces[place - 1].mark is Mark.JOIN or before.strip() == ","
    if named and behind in {"", ","}:
        return place + 1
    return place + 1 if _FOLLOWED.search(before) and behind in _WITH else None


_FOLLOWED = re.compile(r"\b(?:seguid[oa]s?|suivie?s?|gefolgt|seguit[oa])\s+\w+\s*\Z", re.IGNORECASE)
_WITH = frozenset("con com avec mit".split())
_ENDING = ENDS | {Mark.THAN, Mark.WARES}


def _own(said: Said, joined: int, place: int) -> When | None:
    """The days right behind an amount, or between it and the word that joins it to the one before."""
    behind = range(place + 1, min(place + 3, len(said.pieces)))
    for at in (*range(joined + 1, place), *behind):
        when: When | None = said.pieces[at].when
        if at > place and (
            said.plain_words(place, at) > 1 or said.pieces[at].mark in {Mark.JOIN, Mark.FIGURE}
        ):
            return None
        if when is not None and when.last is not None and when.form is not Form.SINCE:
            return when
    return None


def _listed_before(said: Said, what: Object, first: Draft) -> Iterator[Draft]:
    """As in "1월에 300 BTC, 2월에 380 BTC를 매도했다": pairs of days and amounts before the last such pair."""
    place = what.at - 1
    while place >= 2 and said.pieces[place].when is not None:  # noqa: PLR2004 - room for another pair
        when = said.pieces[place - 2].when
        if said.pieces[place - 1].unit is not Unit.BTC or when is None or when.last is None:
            return
        if said.plain_words(place - 2, place) > 1:
            return
        yield from _of(said, place - 1, first, when)
        place -= 2


def _of(said: Said, place: int, first: Draft, own: When | None) -> Iterator[Draft]:
    when = Moment(first.period_start, first.period_end, first.sure)
    if own is not None:
        when = Moment(own.first, own.last, CLAUSE)
    rule, amount = f"{first.rule}_and", said.pieces[place].amount
    draft = draft_of((StatementKind.SALE, rule), said, (place, place), first.entity, when, amount=amount)
    if draft.sats:
        yield draft


def _is_far(said: Said, joined: int, place: int) -> bool:
    """Whether more stands between "and" and a number than belongs to it: "and the whole remaining reserve of"."""
    whole = any(said.pieces[at].mark is Mark.ALL for at in range(joined + 1, place))
    return said.plain_words(joined, place) > (_NEAR if whole else 1)


def _is_held(said: Said, place: int) -> bool:
    """Whether a number right before a word for holding is a balance."""
    return any(
        said.piece(at).mark is Mark.HELD and said.plain_words(place, at) <= _NEAR
        for at in (place + 1, place + 2)
    )
