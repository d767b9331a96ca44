"""What a sentence says of coins, or of a sale, that were told before, or behind a colon."""

import re

from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import Thing
from monitor.disclosures.extract.tongues.objects import Object
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import DEEDS, Mark

_NEAR = 4
"""Plain words between things that belong together."""
_ASIDE = 12
"""The same where an aside stands between."""
_FOLLOWING = 600
"""Characters behind a sale in which a sentence may tell its days."""
_DONE = frozenset({Mark.SOLD, Mark.SOLD_LAST, Mark.SOLD_GOING, Mark.SALE})
_COLON = re.compile(r"[^\d.,;，；。]{0,12}?[:：]\s*\Z")


def labelled(said: Said, at: int) -> Object | None:
    """As in "Bitcoins vendidos: 475", "비트코인 매도량: 475 BTC": a line that is a label and its value."""
    if said.pieces[at].mark not in _DONE or not said.coins:
        return None
    for place in range(at + 1, min(at + 4, len(said.pieces))):
        piece = said.pieces[place]
        if piece.amount is not None:
            counts = piece.unit in COUNTED and bool(piece.amount.value)
            whole = counts and _COLON.match(said.gap(place - 1, place)) is not None and _is_label(said, at)
            return Object(Thing.QUANTITY, place, piece.amount) if whole else None
        if piece.mark not in {Mark.COIN, Mark.WHEN}:
            return None
    return None


def counted_behind(said: Said, what: Object) -> Object:
    """As in "ha vendido todos los bitcoins que confiscó: unos 50.000 BTC": the number of coins behind a colon."""
    if what.thing is not Thing.COINS or not what.part or what.share is not None:
        return what
    behind = range(what.at + 1, len(said.pieces))
    place = next((place for place in behind if said.pieces[place].figure is not None), -1)
    start, amount = said.piece(place).start, said.piece(place).amount
    counted = amount is not None and amount.unit is Unit.BTC and bool(amount.sats)
    told = counted and ":" in said.text[max(said.start, start - _BEHIND_COLON) : start]
    return Object(Thing.QUANTITY, place, amount, what.money) if told else what


_BEHIND_COLON = 24


def _is_label(said: Said, at: int) -> bool:
    """Whether nothing but the coin, and whose and when, stands before the word for the deed."""
    return all(piece.mark in {Mark.COIN, Mark.WHEN, Mark.ENTITY} for piece in said.pieces[:at])


def all_of_it(said: Said, at: int) -> Object | None:
    """As in "mined 189.8 BTC and sold all of them": the coins that the sentence has just said were mined."""
    if said.pieces[at].mark not in _DONE or not _says_all(said, at):
        return None
    mined = False
    for place in range(at - 1, -1, -1):
        piece = said.pieces[place]
        mined = mined or piece.mark is Mark.MINED
        if piece.mark in {Mark.HELD, Mark.BOUGHT, Mark.OTHER, Mark.WARES, Mark.CROWD}:
            return None
        if piece.unit is Unit.BTC:
            mined = mined or said.piece(place - 1).mark is Mark.MINED
            return Object(Thing.QUANTITY, place, piece.amount) if mined else None
    return None


def _says_all(said: Said, at: int) -> bool:
    return any(
        said.piece(place).mark is Mark.ALL and said.plain_words(at, place) == 0 for place in (at - 1, at + 1)
    )


def date_again(said: Said, at: int, memory: Memory) -> bool:
    """As in "the sale took place on Dec. 22", "sold them from Feb. 24 to March 6": the days of the last sale."""
    sale = memory.sale
    if sale is None or said.start - sale.end > _FOLLOWING:
        return False
    aside = said.text.startswith(",", said.pieces[at].end)  # "the sale, which was of 300 BTC, took place"
    happened = any(
        said.piece(place).mark is Mark.HAPPENED
        and said.plain_words(at, place) <= (_ASIDE if aside else _NEAR)
        for place in (at + 1, at + 2)
    )
    whens = [piece.when for piece in said.pieces if piece.when is not None and piece.when.first is not None]
    if not happened:
        them = said.pieces[at].mark in _DONE - {Mark.SALE} and sale.period_start is None
        them = them and _SOMETHING.isdisjoint(piece.mark for piece in said.pieces)
        whens = [when for when in whens if them and when.form in {Form.RANGE, Form.DAY}]
    if not whens:
        return False
    lengths = {when: (when.days[1] - when.days[0]).days if when.days else 0 for when in whens}
    best = min(whens, key=lengths.__getitem__)
    sale.period_start, sale.period_end, sale.sure = best.first, best.last, CLAUSE
    return True


def date_by_deal(said: Said, memory: Memory) -> None:
    """As in "the operation, carried out between June 19 and July 12, brought ...": the days of the last sale."""
    sale = memory.sale
    if sale is None or not 0 <= said.start - sale.end <= _FOLLOWING or sale.period_start is not None:
        return
    marks = {piece.mark for piece in said.pieces}
    if marks & (DEEDS | {Mark.WARES, Mark.NOT, Mark.WISH, Mark.ENTITY}):
        return
    for place, piece in enumerate(said.pieces[:-1]):
        when = said.pieces[place + 1].when
        near = said.plain_words(place, place + 1) <= _NEAR
        if piece.mark is not Mark.HAPPENED or when is None or when.first is None or not near:
            continue
        if when.form in {Form.RANGE, Form.DAY, Form.MONTH} and piece.start - said.start <= _OPENING:
            sale.period_start, sale.period_end, sale.sure = when.first, when.last, CLAUSE
        return


_OPENING = 40
"""Characters of a sentence within which it says that a deal was carried out."""
_SOMETHING = frozenset({Mark.WARES, Mark.ENTITY, Mark.CROWD, Mark.COIN, Mark.NOT, Mark.WISH})
"""Where one of these stands, who sold them is another, or it is of other things."""
