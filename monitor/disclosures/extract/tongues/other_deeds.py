"""What the words of mining, holding and buying in one sentence of a tongue state."""

import re
from collections.abc import Iterable, Iterator

from monitor.disclosures.extract.limits import MOST_DEEDS
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.extract.tongues.actors import actor_of
from monitor.disclosures.extract.tongues.drafting import draft_of
from monitor.disclosures.extract.tongues.moments import moment_of
from monitor.disclosures.extract.tongues.money import terms_of
from monitor.disclosures.extract.tongues.mood import mood_of
from monitor.disclosures.extract.tongues.objects import is_paid
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import BESIDE_SALES, DEEDS, ENDS, Mark
from monitor.disclosures.statement import StatementKind

_KINDS = {
    Mark.MINED: (StatementKind.PRODUCTION, "tongues.mined"),
    Mark.HELD: (StatementKind.HOLDINGS, "tongues.held"),
    Mark.BOUGHT: (StatementKind.PURCHASE, "tongues.bought"),
}
_STOPS = ENDS | {Mark.WARES, Mark.CROWD, Mark.THAN, Mark.IF}
_AHEAD, _BACK = 4, 2
"""Plain words between a deed and the number behind it, or before it."""


def other_deeds(said: Said, memory: Memory, told: Iterable[Draft]) -> list[Draft]:
    """What is told of coins that were mined, held or bought: only numbers right beside the deed.

    Args:
        said: the sentence.
        memory: what was said before.
        told: what it tells of sales; a number is told once.
    """
    made: list[Draft] = []
    used = [(draft.start, draft.end) for draft in told if draft.sats is not None]
    deeds = [at for at, piece in enumerate(said.pieces) if piece.mark in BESIDE_SALES]
    for at in deeds[:MOST_DEEDS]:
        place = _counted(said, at)
        amount = None if place is None else said.pieces[place].amount
        if place is None or amount is None or mood_of(said, at) is not Mood.DONE:
            continue
        start = said.pieces[place].start
        who = actor_of(said, at, memory)
        if who != NOBODY and not any(first <= start < end for first, end in used):
            made.append(_told(said, (at, place), amount, who, memory))
            used.append((start, said.pieces[place].end))
    return made


def _told(said: Said, places: tuple[int, int], amount: Amount, who: str | None, memory: Memory) -> Draft:
    at, place = places
    kind, _ = told = _KINDS[said.pieces[at].mark]
    when = moment_of(said, at, memory)
    if kind is StatementKind.HOLDINGS and when.last and memory.published and when.last > memory.published:
        when = Moment(None, memory.published, CONTEXT)
    draft = draft_of(told, said, places, who, when, amount=amount)
    if kind is StatementKind.HOLDINGS:
        draft.period_start = None
    if kind is StatementKind.PURCHASE:
        money = terms_of(said, at, place, amount.value, None)
        draft.avg_price_usd, draft.proceeds_usd = money.price, money.proceeds
    return draft


def _counted(said: Said, at: int) -> int | None:
    """The place of the number of coins that a deed is of."""
    ahead = _first(said, at, range(at + 1, len(said.pieces)), _AHEAD)
    back = _first(said, at, range(at - 1, -1, -1), _BACK)
    if said.tongue.verb_last and back is not None and not _is_amount_of(said, at):
        return back
    return back if ahead is None and not (said.tongue.verb_last and _is_amount_of(said, at)) else ahead


def _is_amount_of(said: Said, at: int) -> bool:
    """As in 생산량, 保有量: a noun, behind which its number stands."""
    return said.printed(at).endswith(("량", "액", "분", "잔고", "量", "高"))


def _first(said: Said, at: int, places: Iterable[int], reach: int) -> int | None:
    """The nearest number one way, if it counts coins and nothing else is told between."""
    for place in _near(said, at, places, reach):
        piece = said.pieces[place]
        if piece.amount is None or piece.unit is Unit.PERCENT:
            continue
        if _BY_HOW_MUCH.search(said.text, said.start, piece.start) is not None:
            continue
        if piece.unit is not Unit.BTC or not piece.amount.sats or piece.amount.per_coin:
            return None
        paid = said.pieces[at].mark is not Mark.HELD and is_paid(said, place)
        return None if paid else _changed_to(said, place)
    return None


def _changed_to(said: Said, place: int) -> int:
    """As in "cayó de 514 BTC a 450 BTC": the second number is the one of now."""
    after = next((at for at in (place + 1, place + 2) if said.piece(at).figure is not None), place)
    now = said.piece(after).unit is Unit.BTC and after > place
    return after if now and _TO.fullmatch(said.between(said.pieces[place], said.pieces[after])) else place


def _near(said: Said, at: int, places: Iterable[int], reach: int) -> Iterator[int]:
    for place in places:
        if said.pieces[place].mark in _STOPS or said.plain_words(place, at) > reach:
            return
        # "自持比特币:6,974 枚": the value of a label, behind which no deed is told
        labelled = all(piece.mark not in DEEDS for piece in said.pieces[place + 1 :])
        if not (_ENDING if labelled else _ENDING | _COLONS).isdisjoint(said.gap(place, at)):
            return
        yield place


_BY_HOW_MUCH = re.compile(r"\b(?:um|met|на|em|en|o)\s+(?:[^\W\d_]+\s+)?\Z", re.IGNORECASE)
"""As in "um 330 Bitcoin": by so many something grew, or shrank."""
_TO = re.compile(r"\s*(?:a|al|ad|à|auf|até|para|hasta|naar|до|do)\s+(?:[^\W\d_]+\s+)?", re.IGNORECASE)
_ENDING = frozenset(",;\n，；。")
_COLONS = frozenset(":：")
