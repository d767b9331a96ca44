"""Sentences of other languages that speak of parting with coins, and that no rule understood or refused."""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.not_understood import ABOUT_SALES, Passage, passage
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.verdict import Verdict
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import SELLING, Mark

_OPEN = frozenset({None, Verdict.GENERAL})
_MEASURES = frozenset({Mark.PART, Mark.ALL, Mark.FIGURE})


def not_understood(said: Said, memory: Memory, made: Sequence[Draft]) -> Passage | None:
    """The place of a sentence, after all rules have read it, where coins were parted with and nothing was told.

    Args:
        said: the sentence.
        memory: with the verdicts of the rules.
        made: what it states.
    """
    marks = {piece.mark for piece in said.pieces}
    if not (said.coins or Mark.TOKEN in marks) or Mark.WARES in marks or _MEASURES.isdisjoint(marks):
        return None
    if any(draft.kind in ABOUT_SALES for draft in made) or said.asks:
        return None
    words = (piece.start for piece in said.pieces if piece.mark in SELLING - {Mark.UNSOLD})
    at = next((start for start in words if memory.verdicts.get(start) in _OPEN), None)
    if at is None:
        return None
    amounts = (piece.amount for piece in said.pieces if piece.amount is not None)
    counted = (amount.value for amount in amounts if amount.unit is not Unit.PERCENT)
    return passage(said.text, (said.start, said.end), at).with_figures(counted)


_UNKNOWN = re.compile(
    r"ver[aä]u(?:ss|ß)er|versteigert(?!\s+werden)|versteigerungen von|verscherbel|verh[oö]ker|\berl[oö]s"
    r"|subastad|subast[oó]\b|rematad|desprend|adjudicad|ont trouv. preneur|\bcedes?\b|\becoul"
    r"|all'asta|smobilizz|\bcedut|geveild|verzilver|afgestoten|реализован|аукцион|избавил|zlicytow|pozby|spienięż"
    r"|elden çıkar|nakde|变现|變現|抛售|手放し|換金|현금화|처분"
)
"""Beginnings of words for selling that the tables of the languages do not have."""
_FIGURE = re.compile(r"\d")


def in_unknown_words(text: str, low: str, span: tuple[int, int], *, of_coins: bool) -> Passage | None:
    """The same of a sentence in which the tables know no word for selling at all.

    Args:
        text: the whole text.
        low: the same as the tables are written.
        span: where the sentence begins and ends.
        of_coins: whether it, or the one before, speaks of bitcoin.
    """
    word = _UNKNOWN.search(low, *span) if of_coins and _FIGURE.search(text, *span) else None
    return None if word is None else passage(text, span, word.start())
