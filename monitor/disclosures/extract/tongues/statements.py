"""What the words of selling in one sentence of a tongue state."""

from collections.abc import Iterator, Sequence
from datetime import date

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.limits import MOST_DEEDS
from monitor.disclosures.extract.prose.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.moments import Moment
from monitor.disclosures.extract.prose.subjects import NOBODY
from monitor.disclosures.extract.tongues.actors import actor_of
from monitor.disclosures.extract.tongues.moments import moment_of
from monitor.disclosures.extract.tongues.money import terms_of
from monitor.disclosures.extract.tongues.mood import Mood, mood_of
from monitor.disclosures.extract.tongues.objects import Object, Thing, is_paid, object_of
from monitor.disclosures.extract.tongues.said import Piece, Said
from monitor.disclosures.extract.tongues.tongue import SELLING, Mark
from monitor.disclosures.extract.when import Form
from monitor.disclosures.statement import StatementKind

_RULES = {
    Mark.SOLD: "tongues.sold",
    Mark.SOLD_LAST: "tongues.sold",
    Mark.SOLD_GOING: "tongues.sold",
    Mark.SELLS: "tongues.sells",
    Mark.SELL: "tongues.to_sell",
    Mark.SALE: "tongues.sale_of",
}
_QUESTION = ("?", "？")
_NEAR = 4
"""Plain words, or pieces, between things that belong together."""
_FOLLOWING = 600
"""Characters behind a sale in which a sentence may tell its days."""


def statements_of(said: Said, memory: Memory) -> list[Draft]:
    """Every statement of a sentence; a question states nothing."""
    asked = _where_asked(said)
    made: list[Draft] = []
    used: set[int] = set()
    deeds = [at for at, piece in enumerate(said.pieces) if piece.mark in SELLING and piece.start < asked]
    for at in deeds[:MOST_DEEDS]:
        piece = said.pieces[at]
        if piece.mark is Mark.KEPT:
            made.extend(_kept_all(said, at, memory))
            continue
        what = object_of(said, at)
        if what is None and _date_again(said, at, memory):
            continue
        if what is None or what.at not in used:
            drafts = _told(said, at, what, memory)
            used.update([what.at] if what is not None and drafts else [])
            made.extend(drafts)
    return made


def _where_asked(said: Said) -> int:
    """Where a question begins, with its own mark as in Spanish or with the sentence; the end where none is asked."""
    if not said.text[said.start : said.end].rstrip('」』”" \n').endswith(_QUESTION):
        return said.end
    return max(said.start, said.text.find("¿", said.start, said.end))


def _told(said: Said, at: int, what: Object | None, memory: Memory) -> list[Draft]:
    mood = mood_of(said, at)
    if mood is Mood.NEITHER:
        return []
    denied = mood is Mood.DENIED or (what is not None and what.thing is Thing.NOTHING)
    if not denied and what is None:
        return []
    who = actor_of(said, at, memory)
    if mood is Mood.FACT and not denied and (what is None or not _says_enough(said, at, what)):
        return []
    if who == NOBODY:
        return []
    if denied:
        return _denial(said, at, what, who, memory)
    assert what is not None, "only a denial needs no object"
    return _wish(said, at, what, who, memory) if mood is Mood.WISHED else _sale(said, at, what, who, memory)


def _says_enough(said: Said, at: int, what: Object) -> bool:
    """Without a number a noun, or a verb that may tell a habit, is no sale of anybody."""
    if what.thing is Thing.QUANTITY:
        return what.amount is not None and bool(what.amount.sats)
    if what.money is not None or what.share is not None:
        return True
    mark = said.pieces[at].mark
    if mark is Mark.SALE:
        return what.part and said.tongue.verb_last
    if mark is Mark.SELLS:
        return what.part
    return what.part or said.tongue.spaced or said.tongue.verb_last


def _sale(said: Said, at: int, what: Object, who: str | None, memory: Memory) -> list[Draft]:
    when = moment_of(said, at, memory)
    amount = what.amount
    btc = amount.value if amount is not None else None
    money = terms_of(said, at, what.at, btc, what.money)
    draft = _draft(StatementKind.SALE, said, (at, what.at), who, when)
    draft.rule = _RULES[said.pieces[at].mark]
    if amount is not None:
        draft.sats, draft.approximate = amount.sats, amount.approximate
    draft.share = what.share
    draft.avg_price_usd, draft.proceeds_usd, draft.proceeds_usdt = (
        money.price,
        money.proceeds,
        money.proceeds_usdt,
    )
    draft.end = max(draft.end, money.end or 0)
    return [draft, *_further(said, at, what, draft)]


def _further(said: Said, at: int, what: Object, first: Draft) -> Iterator[Draft]:
    """As in "sold 500 BTC in January and 300 BTC in February"."""
    if what.thing is not Thing.QUANTITY or what.at < at or said.tongue.verb_last:
        return
    joined: int | None = None
    for place in range(what.at + 1, len(said.pieces)):
        piece = said.pieces[place]
        if piece.mark in _ENDING and not (piece.mark is Mark.MINED and place == what.at + 1):
            return
        if piece.mark is Mark.JOIN:
            joined = place
        if piece.figure is None or piece.figure.amount.unit is not Unit.BTC:
            continue
        if joined is None or is_paid(said, place) or _is_held(said, place) or _is_far(said, joined, place):
            return
        draft = _draft(
            StatementKind.SALE,
            said,
            (place, place),
            first.entity,
            Moment(first.period_start, first.period_end, first.sure),
        )
        draft.rule = f"{first.rule}_and"
        draft.sats, draft.approximate = piece.figure.amount.sats, piece.figure.amount.approximate
        own = said.pieces[place + 1].when if place + 1 < len(said.pieces) else None
        if own is not None and own.last is not None and own.form is not Form.SINCE:
            draft.period_start, draft.period_end, draft.sure = own.first, own.last, CLAUSE
        if draft.sats:
            yield draft
        joined = None


_ENDING = SELLING | {Mark.MINED, Mark.HELD, Mark.OTHER, Mark.BREAK, Mark.THAN, Mark.WARES}


def _is_far(said: Said, joined: int, place: int) -> bool:
    """Whether more stands between "and" and a number than belongs to it: "and the whole remaining reserve of"."""
    whole = any(said.pieces[at].mark is Mark.ALL for at in range(joined + 1, place))
    return said.plain_words(joined, place) > (_NEAR if whole else 1)


def _is_held(said: Said, place: int) -> bool:
    """Whether a number right before a word for holding is a balance."""
    following = range(place + 1, min(place + 3, len(said.pieces)))
    return any(said.pieces[at].mark is Mark.HELD and said.plain_words(place, at) <= _NEAR for at in following)


def _denial(said: Said, at: int, what: Object | None, who: str | None, memory: Memory) -> list[Draft]:
    """As in "did not sell any bitcoin"; not "did not sell 500 BTC", "did not sell all its coins"."""
    if what is None and not said.coins:
        return []
    if what is not None and what.thing is Thing.QUANTITY:
        return []
    marks = {piece.mark for piece in _around(said, at, what)}
    if Mark.WARES in marks or Mark.PART in marks or (Mark.ALL in marks and Mark.NONE not in marks):
        return []
    if what is None and any(piece.mark is Mark.WARES for piece in said.pieces):
        return []
    if what is not None and what.thing is Thing.COINS and (what.money is not None or what.share is not None):
        return []
    when = moment_of(said, at, memory, since=True)
    draft = _draft(StatementKind.NO_SALE, said, (at, at if what is None else what.at), who, when)
    draft.rule = "tongues.not_sold"
    return [draft]


def _around(said: Said, at: int, what: Object | None) -> Sequence[Piece]:
    first, last = sorted((at, at if what is None else what.at))
    return said.pieces[max(0, first - 1) : last + 1]


def _wish(said: Said, at: int, what: Object, who: str | None, memory: Memory) -> list[Draft]:
    """As in "plans to sell 500 BTC"; of nouns nothing, and of nobody."""
    if said.pieces[at].mark is Mark.SALE and not said.tongue.verb_last:
        return []
    if who is None or what.thing is Thing.NOTHING:
        return []
    draft = _draft(StatementKind.INTENT, said, (at, what.at), who, Moment(None, memory.published, CONTEXT))
    draft.rule = "tongues.may_sell"
    if what.amount is not None:
        draft.sats, draft.approximate = what.amount.sats, what.amount.approximate
    return [draft]


def _kept_all(said: Said, at: int, memory: Memory) -> list[Draft]:
    """No sale by implication: "kept all the bitcoin that it mined"."""
    marks: dict[Mark, int] = {}
    for place in range(at + 1, min(at + 6, len(said.pieces))):
        if (
            said.pieces[place].mark in {Mark.BREAK, Mark.SOLD, Mark.PART}
            or said.plain_words(at, place) > _NEAR
        ):
            break
        marks.setdefault(said.pieces[place].mark, place)
    if not {Mark.ALL, Mark.COIN, Mark.MINED} <= marks.keys() or mood_of(said, at) is not Mood.FACT:
        return []
    who = actor_of(said, at, memory)
    if who == NOBODY:
        return []
    when = moment_of(said, max(marks.values()), memory)
    draft = _draft(StatementKind.NO_SALE, said, (at, max(marks[Mark.COIN], marks[Mark.MINED])), who, when)
    draft.rule = "tongues.kept_all"
    return [draft]


def _date_again(said: Said, at: int, memory: Memory) -> bool:
    """As in "the sale took place on Dec. 22", "sold them from Feb. 24 to March 6": the days of the last sale."""
    sale = memory.sale
    if sale is None or said.start - sale.end > _FOLLOWING:
        return False
    behind = range(at + 1, min(at + 3, len(said.pieces)))
    happened = any(
        said.pieces[place].mark is Mark.HAPPENED and said.plain_words(at, place) <= _NEAR for place in behind
    )
    whens = [piece.when for piece in said.pieces if piece.when is not None and piece.when.first is not None]
    if not happened:
        them = said.pieces[at].mark in {Mark.SOLD, Mark.SOLD_LAST, Mark.SOLD_GOING} and not _SOMETHING & {
            p.mark for p in said.pieces
        }
        whens = [
            when
            for when in whens
            if them and when.form in {Form.RANGE, Form.DAY} and sale.period_start is None
        ]
    if not whens:
        return False
    best = min(whens, key=lambda when: _length(when.first, when.last))
    sale.period_start, sale.period_end, sale.sure = best.first, best.last, CLAUSE
    return True


_SOMETHING = frozenset({Mark.WARES, Mark.ENTITY, Mark.CROWD, Mark.COIN, Mark.NOT, Mark.WISH})
"""Where one of these stands, who sold them is another, or it is of other things."""


def _length(first: date | None, last: date | None) -> int:
    return 0 if first is None or last is None else (last - first).days


def _draft(kind: StatementKind, said: Said, places: tuple[int, int], who: str | None, when: Moment) -> Draft:
    """A statement whose evidence is the deed, what was sold, and the time behind them."""
    start = min(said.pieces[place].start for place in places)
    end = max(said.pieces[place].end for place in places)
    if when.end is not None and end < when.end <= end + _LONGEST:
        end = when.end
    return Draft(kind, who, start, end, "", when.first, when.last, when.sure)


_LONGEST = 60
