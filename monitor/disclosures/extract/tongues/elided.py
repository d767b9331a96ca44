"""Sales told without a verb right after another: "Im Vorjahr waren es 52 Bitcoin für 2,8 Mio. Euro"."""

import re

from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.periods.when import SPANS
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.tongues.drafting import draft_of, pay
from monitor.disclosures.extract.tongues.money import terms_of
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import DEEDS, Mark
from monitor.disclosures.statement import StatementKind

_FOLLOWING = 400
"""Characters behind a sale within which a sentence may tell another one so."""
_DEEDS = DEEDS | {Mark.WARES, Mark.WISH, Mark.IF, Mark.NOT}


def told_again(said: Said, memory: Memory) -> list[Draft]:
    """A time of its own, "it was" and a number of coins: nothing but a sale was told right before."""
    sale = memory.sale
    if sale is None or not memory.drafts or memory.drafts[-1].kind is not StatementKind.SALE:
        return []
    if not 0 <= said.start - sale.end <= _FOLLOWING or any(piece.mark in _DEEDS for piece in said.pieces):
        return []
    being = next((at for at, piece in enumerate(said.pieces) if piece.mark is Mark.IT_WAS), None)
    whens = [piece.when for piece in said.pieces if piece.when is not None]
    if being is None or len(whens) != 1:
        return []
    number = being + 1 + (said.piece(being + 1).mark is Mark.ABOUT)
    amount, when = said.piece(number).amount, whens[0]
    if amount is None or said.plain_words(being, number) > 1 or when.form not in SPANS:
        return []
    if when.days is None or not _counts_coins(said, number, amount):
        return []
    moment = Moment(when.first, when.last, CLAUSE)
    places = (being, number)
    draft = draft_of(
        (StatementKind.SALE, "tongues.sold_and"), said, places, sale.entity, moment, amount=amount
    )
    return [pay(draft, terms_of(said, being, number, amount.value, None))] if draft.sats else []


def _counts_coins(said: Said, at: int, amount: Amount) -> bool:
    """As in "em julho foram 187.", "waren dat er 115, voor 11 miljoen dollar": nothing else is named behind."""
    if amount.unit is Unit.BTC:
        return True
    if amount.unit is not Unit.NONE or amount.value in _YEARS:
        return False
    return said.follows(at, Mark.PAID) or _ENDS.match(said.text, said.pieces[at].end, said.end) is not None


_ENDS = re.compile(r"\s*(?:[.,;:)]|\Z)")
_YEARS = range(2009, 2100)
