"""Places of a text that speak of parting with coins, and of which no rule made anything: a person has to read them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from heapq import merge
from itertools import islice
from typing import Self

from monitor.disclosures.extract.found import Found
from monitor.disclosures.statement import StatementKind
from monitor.money import btc_from_sats

ABOUT_SALES = frozenset({StatementKind.SALE, StatementKind.NO_SALE, StatementKind.INTENT})
"""What a passage about selling may state after all."""
MOST_PASSAGES = 20
"""Of one text; who has so many to read, reads the document."""
LONGEST_PASSAGE = 300
"""Characters of one; of a longer sentence those around the word for selling."""
MOST_LOOKED_AT = 100
"""So many are looked at, before those are left out that tell nothing new."""
_PARTING = " \t\r\n\u00a0;,:"
_TELLING = 20
"""A smaller number is told twice by chance."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of a text, exactly as it stands there."""

    text: str
    start: int
    """Where it begins, in characters."""
    figures: frozenset[Decimal] = field(default=frozenset(), compare=False)
    """The coins and sums that it tells: those of a sale that is told elsewhere are nothing new."""
    bare_of: str | None = field(default=None, compare=False, repr=False)
    """The company of which it tells neither a number nor a time: of one whose sale is told that is nothing new."""

    @property
    def end(self) -> int:
        """Where it ends, in characters, exclusive."""
        return self.start + len(self.text)

    def with_figures(self, figures: Iterable[Decimal]) -> Self:
        """The same, known by what it tells."""
        return replace(self, figures=frozenset(figures))


def passage(text: str, span: tuple[int, int], word: int) -> Passage:
    """The passage between two places of a text, or what of it stands around a word, without the marks at its ends."""
    start, end = span
    if end - start > LONGEST_PASSAGE:
        start = max(start, min(word - LONGEST_PASSAGE // 3, end - LONGEST_PASSAGE))
        end = start + LONGEST_PASSAGE
    cut = text[start:end]
    begun = cut.lstrip(_PARTING)
    return Passage(begun.rstrip(), start + len(cut) - len(begun))


def told_nowhere(
    rows: Iterable[Passage], sentences: Iterable[Passage], found: Sequence[Found]
) -> tuple[Passage, ...]:
    """In the order of the text those that tell nothing of a statement about sales; of very many the first.

    Args:
        rows: of tables and lists, in the order of the text.
        sentences: in the same order.
        found: what the text states.
    """
    passages = merge(rows, sentences, key=lambda one: one.start)
    told = [each for each in found if each.kind in ABOUT_SALES]
    figures = sorted(figure for each in told for figure in _figures(each))
    sellers = {each.entity for each in told if each.kind is StatementKind.SALE}
    left: list[Passage] = []
    for each in islice(passages, MOST_LOOKED_AT):
        apart = not left or left[-1].end <= each.start
        again = any(sale.start < each.end and each.start < sale.end for sale in told)
        again = again or (each.bare_of is not None and each.bare_of in sellers)
        if apart and not again and not any(_is_among(one, figures) for one in each.figures):
            left.append(each)
        if len(left) == MOST_PASSAGES:
            break
    return tuple(left)


def _figures(found: Found) -> Iterable[Decimal]:
    if found.kind is StatementKind.SALE:
        told = (found.avg_price_usd, found.proceeds_usd, found.proceeds_usdt)
        yield from (each for each in told if each is not None)
        if found.sats is not None:
            yield btc_from_sats(found.sats)


def _is_among(figure: Decimal, told: Sequence[Decimal]) -> bool:
    """Whether a number is one of these, to a percent."""
    place = bisect_left(told, figure)
    near = told[max(0, place - 1) : place + 1]
    return figure >= _TELLING and any(abs(figure - each) * 100 <= each for each in near)
