"""What the words of selling in one sentence of a tongue state."""

from monitor.disclosures.extract.limits import MOST_DEEDS
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.sentence.objects import Thing
from monitor.disclosures.extract.prose.sentence.verdict import Verdict
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.extract.tongues.actors import actor_of, listed_before, named_of_crowd
from monitor.disclosures.extract.tongues.drafting import draft_of, pay
from monitor.disclosures.extract.tongues.further import further
from monitor.disclosures.extract.tongues.moments import moment_of
from monitor.disclosures.extract.tongues.money import terms_of
from monitor.disclosures.extract.tongues.mood import mood_of
from monitor.disclosures.extract.tongues.objects import Object, object_of
from monitor.disclosures.extract.tongues.references import all_of_it, counted_behind, date_again, labelled
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import SELLING, Mark
from monitor.disclosures.statement import StatementKind

_RULES = {
    Mark.SOLD: "tongues.sold",
    Mark.SOLD_LAST: "tongues.sold",
    Mark.SOLD_GOING: "tongues.sold",
    Mark.SELLS: "tongues.sells",
    Mark.SELL: "tongues.to_sell",
    Mark.SALE: "tongues.sale_of",
}
_KEEPING = frozenset({Mark.KEPT, Mark.HELD})
_DEEDS = SELLING | _KEEPING
_LEAST_MONEY = 100_000
"""A smaller sum beside coins of which no number is told is a price."""
_NEAR = 4
"""Plain words, or pieces, between things that belong together."""


def statements_of(said: Said, memory: Memory) -> list[Draft]:
    """Every statement of a sentence; a question states nothing."""
    if any(piece.mark is Mark.EACH_HIS for piece in said.pieces):
        return []  # which of two lists goes with which is not read
    asked = _where_asked(said)
    made: list[Draft] = []
    used: set[int] = set()
    deeds = [at for at, piece in enumerate(said.pieces) if piece.mark in _DEEDS and piece.start < asked]
    for at in deeds[:MOST_DEEDS]:
        if said.pieces[at].mark in _KEEPING:
            made.extend(_kept_all(said, at, memory))
            continue
        what = object_of(said, at)
        if what is None and date_again(said, at, memory):
            memory.judge_at(said.pieces[at].start, Verdict.TOLD)
            continue
        if what is None or what.amount is None:
            what = labelled(said, at) or all_of_it(said, at) or what
        again = what is not None and what.at in used
        drafts = [] if again else _told(said, at, what, memory)
        made.extend(drafts)
        if drafts or again:
            used.update([] if what is None else [what.at])
            memory.judge_at(said.pieces[at].start, Verdict.TOLD)
    return made


def _where_asked(said: Said) -> int:
    """Where a question begins, with its own mark as in Spanish or with the sentence; the end where none is asked."""
    if not said.asks:
        return said.end
    return max(said.start, said.text.find("¿", said.start, said.end))


def _told(said: Said, at: int, what: Object | None, memory: Memory) -> list[Draft]:
    mood, place = mood_of(said, at), said.pieces[at].start
    if mood is Mood.NONE:
        return memory.judge_at(place, Verdict.DOUBTED)
    denied = mood is Mood.NOT_DONE or (what is not None and what.thing is Thing.NOTHING)
    if not denied and what is None:
        return [] if mood is Mood.DONE else memory.judge_at(place, Verdict.PLANNED)
    who = actor_of(said, at, memory)
    if mood is Mood.DONE and not denied and (what is None or not _says_enough(said, at, what, who)):
        return memory.judge_at(place, Verdict.GENERAL)
    if who == NOBODY:
        named = named_of_crowd(said, at) if mood is Mood.DONE and what is not None and what.part else []
        made = [draft for one in named for draft in _sale(said, at, what, one, memory)] if what else []
        return made or memory.judge_at(place, Verdict.OTHERS)
    if denied:
        return _denial(said, at, what, who, memory) or memory.judge_at(place, Verdict.DENIED)
    assert what is not None, "only a denial needs no object"
    if mood is Mood.WISHED:
        return _wish(said, at, what, who, memory) or memory.judge_at(place, Verdict.PLANNED)
    if what.part and what.amount is None and (several := listed_before(said, at)):
        return [draft for one in several for draft in _sale(said, at, what, one, memory)]
    return _sale(said, at, what, who, memory)


def _says_enough(said: Said, at: int, what: Object, who: str | None) -> bool:
    """Without a number a noun, or a verb that may tell a habit, is no sale of anybody."""
    if what.thing is Thing.QUANTITY:
        return what.amount is not None and bool(what.amount.sats)
    if what.share is not None or (what.money is not None and what.money.value >= _LEAST_MONEY):
        return True
    mark = said.pieces[at].mark
    if mark is Mark.SALE:
        return what.part and said.tongue.verb_last
    if mark is Mark.SELLS:
        return what.part
    return what.part or (who is not None and (said.tongue.spaced or said.tongue.verb_last))


def _sale(said: Said, at: int, what: Object, who: str | None, memory: Memory) -> list[Draft]:
    when = moment_of(said, at, memory)
    what = counted_behind(said, what)
    money = terms_of(said, at, what.at, what.amount and what.amount.value, what.money)
    rule = _RULES[said.pieces[at].mark]
    draft = pay(
        draft_of((StatementKind.SALE, rule), said, (at, what.at), who, when, amount=what.amount), money
    )
    draft.share = what.share
    return [draft, *further(said, at, what, draft)]


def _denial(said: Said, at: int, what: Object | None, who: str | None, memory: Memory) -> list[Draft]:
    """As in "did not sell any bitcoin"; not "did not sell 500 BTC", "did not sell all its coins"."""
    if what is None and (not said.coins or any(piece.mark is Mark.WARES for piece in said.pieces)):
        return []
    if what is not None and (
        what.thing is Thing.QUANTITY or (what.thing is Thing.COINS and (what.money or what.share is not None))
    ):
        return []
    first, last = sorted((at, at if what is None else what.at))
    marks = {piece.mark for piece in said.pieces[max(0, first - 1) : last + 1]}
    if marks & {Mark.WARES, Mark.PART} or (Mark.ALL in marks and Mark.NONE not in marks):
        return []
    when = moment_of(said, at, memory, since=True)
    return [draft_of((StatementKind.NO_SALE, "tongues.not_sold"), said, (first, last), who, when)]


def _wish(said: Said, at: int, what: Object, who: str | None, memory: Memory) -> list[Draft]:
    """As in "plans to sell 500 BTC"; of nouns nothing, and of nobody."""
    if said.pieces[at].mark is Mark.SALE and not said.tongue.verb_last:
        return []
    if who is None or what.thing is Thing.NOTHING:
        return []
    when = Moment(None, memory.published, CONTEXT)
    kind = (StatementKind.INTENT, "tongues.may_sell")
    return [draft_of(kind, said, (at, what.at), who, when, amount=what.amount)]


def _kept_all(said: Said, at: int, memory: Memory) -> list[Draft]:
    """No sale by implication: "kept all the bitcoin that it mined"."""
    marks: dict[Mark, int] = {}
    for place in range(at + 1, min(at + 6, len(said.pieces))):
        if said.pieces[place].mark in _DEEDS | {Mark.BREAK, Mark.PART} or said.plain_words(at, place) > _NEAR:
            break
        marks.setdefault(said.pieces[place].mark, place)
    if not {Mark.ALL, Mark.COIN, Mark.MINED} <= marks.keys() or mood_of(said, at) is not Mood.DONE:
        return []
    who = actor_of(said, at, memory)
    if who == NOBODY:
        return []
    when = moment_of(said, max(marks.values()), memory)
    places = (at, max(marks[Mark.COIN], marks[Mark.MINED]))
    return [draft_of((StatementKind.NO_SALE, "tongues.kept_all"), said, places, who, when)]
