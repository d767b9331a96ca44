"""A sentence of a tongue as its pieces: words that the table knows, numbers, times and companies, in order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.periods.when import When
from monitor.disclosures.extract.tongues.expressions import compiled
from monitor.disclosures.extract.tongues.figures import Figure, figures
from monitor.disclosures.extract.tongues.known import TONGUES
from monitor.disclosures.extract.tongues.lexis import Lexis
from monitor.disclosures.extract.tongues.tongue import Mark, Tongue

_NOT_PIECES = {
    Mark.COUNTER, Mark.MORE, Mark.OF_THEM, Mark.FIRMS, Mark.OF, Mark.ASIDE, Mark.BY, Mark.DOLLAR, Mark.STABLE,
    Mark.MONEY, Mark.PERCENT, Mark.TOKEN, Mark.EACH,
}  # fmt: skip
"""Words that only stand with numbers, which are read as a whole, and those looked for right behind a place."""
_RIGHT_BEHIND = frozenset(mark for mark in Mark if mark.endswith("_after"))
_WORD = re.compile(r"[^\W_]+")


class Piece(NamedTuple):
    """One of them; at most one of figure, when and entity is set."""

    mark: Mark
    start: int
    """In characters of the whole text."""
    end: int
    """Exclusive."""
    figure: Figure | None = None
    when: When | None = None
    entity: str | None = None

    @property
    def amount(self) -> Amount | None:
        """The number."""
        return None if self.figure is None else self.figure.amount

    @property
    def unit(self) -> Unit | None:
        """What it counts."""
        return None if self.figure is None else self.figure.amount.unit


_NOTHING = Piece(Mark.BLIND, 0, 0)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence."""

    text: str
    """The whole text, into which all offsets point."""
    tongue: Tongue
    start: int
    end: int
    pieces: Sequence[Piece]
    coins: bool
    """Whether it, or what was said right before it, speaks of bitcoin."""

    def piece(self, at: int) -> Piece:
        """The piece at a place; one that means nothing where there is none."""
        return self.pieces[at] if 0 <= at < len(self.pieces) else _NOTHING

    def printed(self, at: int) -> str:
        """The words of a piece, in lower case."""
        return self.text[self.pieces[at].start : self.pieces[at].end].lower()

    @property
    def asks(self) -> bool:
        """Whether it ends as a question."""
        return self.text[self.start : self.end].rstrip('」』”" \n').endswith(("?", "？"))

    def between(self, one: Piece, other: Piece) -> str:
        """What stands between two pieces, whichever is first."""
        first, last = sorted((one, other), key=lambda piece: piece.start)
        return self.text[first.end : last.start]

    def is_also(self, at: int, mark: Mark) -> bool:
        """Whether the words of a piece mean something else as well."""
        piece = self.pieces[at]
        return behind(self.tongue.code, mark).fullmatch(self.text, piece.start, piece.end) is not None

    def stands_behind(self, at: int, mark: Mark) -> bool:
        """Whether one of the words of a mark stands right before a piece."""
        return self.stands_before(self.pieces[at].start, mark)

    def stands_before(self, place: int, mark: Mark) -> bool:
        """The same of a place in the text."""
        low = max(self.start, place - _LONGEST_WORD)
        return _before(self.tongue.code, mark).search(self.text, low, place) is not None

    def gap(self, one: int, other: int) -> str:
        """What stands beside the pieces from one place to another."""
        first, last = sorted((one, other))
        places = range(first, last)
        return "\0".join(self.text[self.pieces[at].end : self.pieces[at + 1].start] for at in places)

    def plain_words(self, one: int, other: int) -> int:
        """How many words that the table does not know stand between the pieces at two places."""
        gap = self.gap(one, other)
        if self.tongue.spaced:
            return len(_WORD.findall(gap))
        return len(re.sub(r"\W", "", gap)) // _LETTERS_OF_A_WORD

    def follows(self, at: int, mark: Mark, *, within: int = 2) -> bool:
        """Whether one of the words of a mark stands right behind a piece, but for so many characters."""
        pattern = behind(self.tongue.code, mark)
        end = self.pieces[at].end
        return any(
            pattern.match(self.text, place, self.end) for place in range(end, min(end + within + 1, self.end))
        )


_LONGEST_WORD = 30
_LETTERS_OF_A_WORD = 3
"""As many letters of a script without spaces count as one word."""


@cache
def behind(code: str, mark: Mark) -> re.Pattern[str]:
    """An expression for the words of a mark, to be matched at one place."""
    tongue = TONGUES[code]
    return compiled(tongue.marked[mark], spaced=tongue.spaced and mark not in _RIGHT_BEHIND)


@cache
def _before(code: str, mark: Mark) -> re.Pattern[str]:
    """The same, to be searched for up to a place."""
    return re.compile(rf"{behind(code, mark).pattern}[\s“\"«(]*\Z", re.IGNORECASE)


@cache
def _lexis(code: str) -> Lexis[Mark]:
    tongue = TONGUES[code]
    words = (
        (word, mark)
        for mark, words in tongue.marked.items()
        if mark not in _NOT_PIECES and mark not in _RIGHT_BEHIND
        for word in words
    )
    return Lexis.of(words, spaced=tongue.spaced)


def known_words(low: str, start: int, end: int, tongue: Tongue) -> list[Piece]:
    """What the table knows of a folded text, in order: phrases that mean something else first, then the longest."""
    found = [Piece(mark, first, last) for first, last, mark in _lexis(tongue.code).find(low, start, end)]
    found.sort(key=lambda piece: (piece.mark is not Mark.BLIND, piece.start - piece.end, piece.start))
    taken = bytearray(end - start)
    kept: list[Piece] = []
    for piece in found:
        places = slice(piece.start - start, piece.end - start)
        if not any(taken[places]):
            taken[places] = b"\1" * (piece.end - piece.start)
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.start)


def said(
    text: str,
    words: Sequence[Piece],
    tongue: Tongue,
    told: tuple[Sequence[When], Iterable[tuple[str, int, int]]],
    *,
    comma: bool,
    spoken: tuple[int, int, bool],
) -> Said:
    """The pieces of a sentence, without overlap.

    Args:
        text: the whole text.
        words: what the table knows of the sentence.
        tongue: its language.
        told: the times in it, and the companies with where they stand.
        comma: as for `figures`.
        spoken: where the sentence stands, and whether the text has just spoken of bitcoin.
    """
    start, end, coins = spoken
    whens, companies = told
    taken = [Piece(Mark.ENTITY, first, last, entity=entity) for entity, first, last in companies]
    taken = _beside(taken, (Piece(Mark.WHEN, when.start, when.end, when=when) for when in whens))
    numbers = (
        Piece(Mark.FIGURE, each.amount.start, each.amount.end, figure=each)
        for each in figures(text, start, end, tongue, comma=comma)
    )
    taken = _beside(taken, numbers)
    pieces = [piece for piece in _beside(taken, words) if piece.mark is not Mark.BLIND]
    return Said(text, tongue, start, end, pieces, coins or any(_is_coin(piece) for piece in pieces))


def _is_coin(piece: Piece) -> bool:
    return piece.mark is Mark.COIN or piece.unit is Unit.BTC


def _beside(kept: Sequence[Piece], more: Iterable[Piece]) -> list[Piece]:
    """Both, each in order already, without those of the second that overlap with one of the first."""
    made: list[Piece] = []
    index = 0
    for piece in more:
        while index < len(kept) and kept[index].end <= piece.start:
            made.append(kept[index])
            index += 1
        if index == len(kept) or piece.end <= kept[index].start:
            made.append(piece)
    return [*made, *kept[index:]]
