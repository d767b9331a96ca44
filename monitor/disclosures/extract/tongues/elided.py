"""Sales told without a verb right after another: "Im Vorjahr waren es 52 Bitcoin für 2,8 Mio. Euro"."""

import re

from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.numbers.printed_numbers import sats_or_none
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.tongues.drafting import draft_of
from monitor.disclosures.extract.tongues.figures import Figure
from monitor.disclosures.extract.tongues.money import terms_of
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import OTHER_DEEDS, SELLING, Mark
from monitor.disclosures.statement import StatementKind

_FOLLOWING = 400
"""Characters behind a sale within which a sentence may tell another one so."""
_DEEDS = SELLING | OTHER_DEEDS | {Mark.HELD, Mark.WARES, Mark.WISH, Mark.IF, Mark.NOT}


def told_again(said: Said, memory: Memory) -> list[Draft]:
    """A time of its own, "it was" and a number of coins: nothing but a sale was told right before."""
    sale = memory.sale
    if sale is None or not memory.drafts or memory.drafts[-1].kind is not StatementKind.SALE:
        return []
    if not 0 <= said.start - sale.end <= _FOLLOWING or any(piece.mark in _DEEDS for piece in said.pieces):
        return []
    being = next((at for at, piece in enumerate(said.pieces) if piece.mark is Mark.IT_WAS), None)
    whens = [piece.when for piece in said.pieces if piece.when is not None]
    if being is None or being + 1 >= len(said.pieces) or len(whens) != 1:
        return []
    number = being + 1 + (said.pieces[being + 1].mark is Mark.ABOUT)
    figure = said.pieces[number].figure if number < len(said.pieces) else None
    when = whens[0]
    if figure is None or said.plain_words(being, number) > 1 or when.first is None or when.last is None:
        return []
    if not _counts_coins(said, number, figure) or when.form not in {Form.MONTH, Form.LONGER}:
        return []
    draft = draft_of(
        StatementKind.SALE, said, (being, number), sale.entity, Moment(when.first, when.last, CLAUSE)
    )
    draft.rule, draft.sats, draft.approximate = (
        "tongues.sold_and",
        figure.amount.sats,
        figure.amount.approximate,
    )
    money = terms_of(said, being, number, figure.amount.value, None)
    draft.avg_price_usd, draft.proceeds_usd, draft.proceeds_usdt = (
        money.price,
        money.proceeds,
        money.proceeds_usdt,
    )
    draft.sats = draft.sats or sats_or_none(figure.amount.value)
    return [draft] if draft.sats else []


def _counts_coins(said: Said, at: int, figure: Figure) -> bool:
    """As in "em julho foram 187.", "waren dat er 115, voor 11 miljoen dollar": nothing else is named behind."""
    if figure.amount.unit is Unit.BTC:
        return True
    if figure.amount.unit is not Unit.NONE or figure.amount.value in _YEARS:
        return False
    return said.follows(at, Mark.PAID) or _ENDS.match(said.text, said.pieces[at].end, said.end) is not None


_ENDS = re.compile(r"\s*(?:[.,;:)]|\Z)")
_YEARS = range(2009, 2100)
