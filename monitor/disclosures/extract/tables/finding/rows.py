"""The rows of the tables in a text, however the text was flattened.

A row is a label and the values after it. Whether they stand in one line, in one cell per line, with bars and
empty cells between, or glued together makes no difference: words begin a row, values continue it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from monitor.disclosures.extract.limits import MOST_READ, Budget
from monitor.disclosures.extract.lowered import lowered, places_of
from monitor.disclosures.extract.tables.finding.cells import Cell, Value, Words, cells_of
from monitor.disclosures.extract.tables.finding.paired import Paired, turns_of
from monitor.disclosures.extract.tables.finding.pieces import (
    BREAK,
    SENTENCE,
    SENTENCE_WORDS,
    Piece,
    is_fused,
    pieces_of,
)
from monitor.disclosures.extract.tables.header.words import (
    PERIOD_WORDS,
    Expressions,
    HeaderWord,
    are_compared,
)

_DOLLARS = re.compile(r"[\s|]*((?:US|CA|C|A)?\$)[\s|]*", re.IGNORECASE)
"""A line that holds a dollar sign alone: the next one's number is dollars."""
_SIGN_LINE = 12
_LEAST_WORDS = 9
_STOP = re.compile(r"[.;!?:][\"')\]]*\s*$")
_LONG_LINE = 400
_SENTENCE_LENGTH = 120
_SENTENCE_MARKS = 3
_COINS = ("bitcoin", "btc", "coins", "digital asset", "digital curr", "crypto")
_REACH = 1_500
_MARKUP_REACH = 6_000
"""Characters between a table's header and the first mention of bitcoin below it, without and with tags."""
_TAIL = 12
_HEADER_PERIODS = 3
"""A line with so many periods that does not end like a sentence is a header."""
_PROSE_CELLS = 2
"""A bar may stand in a sentence, hardly two."""
_MOST_VALUES = 64


@dataclass(slots=True)
class Row:
    """Label parts, each a cell or a line of its own, and the values that follow; offsets are of the text."""

    parts: list[Words] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    listed: bool = False
    """Its label ends with a colon: "Bitcoin sold: 39"."""
    pairs: tuple[Paired, ...] = ()
    """Values that name their own periods; it has no others then."""

    def add(self, text: str, piece: Piece) -> None:
        """Continue the row with words, values or both."""
        if piece.words is not None:
            self.parts.append(piece.words)
            end = piece.words.end
            self.listed = text[end - 1] == ":" or text[end : end + 2].lstrip().startswith(":")
        self.pairs = piece.pairs
        self.values += piece.values[: _MOST_VALUES - len(self.values)]


class Sentence(NamedTuple):
    """A line of prose: it ends a table, and may introduce the next one."""

    start: int
    end: int


def rows_of(
    text: str, said: Expressions, budget: Budget, *, marked: bool = False
) -> Iterator[Row | Sentence]:
    """The rows and the prose between them, in reading order.

    `marked` where tags stood in the text, so that what belongs together stands further apart.
    """
    row = Row()
    near = _of_coins(text, _MARKUP_REACH if marked else _REACH)
    dollars: re.Match[str] | None = None
    for start, end in takewhile(lambda _: not budget.unread, said.lines()):
        long = not near(start, end) or _is_plain_prose(text, start, end)
        long = long or not budget.take(end - start, len(text) - start, pieces=1)
        line = None if long else _line(text, (start, end), said, row, budget)
        if line is None:
            if row.parts or row.values:
                yield row
            row = Row()
            yield Sentence(start, end)
            continue
        sign = _DOLLARS.fullmatch(text, start, end) if end - start <= _SIGN_LINE else None
        if sign is not None:
            dollars = sign
            continue
        if dollars is not None and line.cells:
            line = _Line(_with_sign(dollars, line.cells))
            dollars = None
        for piece in line.pieces(text):
            if (row.values and piece.words is not None) or piece.whole:
                yield row
                row = Row()
            row.add(text, piece)
            if piece.whole:
                yield row
                row = Row()
    if row.parts or row.values:
        yield row


class _Line(NamedTuple):
    """A line that is no prose."""

    cells: list[Cell]
    turns: Piece | None = None
    """It is a label with values that name their own periods."""

    def pieces(self, text: str) -> Iterator[Piece]:
        if self.turns is not None:
            yield self.turns
        else:
            yield from (piece for cell in self.cells for piece in pieces_of(text, cell))


def _line(text: str, place: tuple[int, int], said: Expressions, row: Row, budget: Budget) -> _Line | None:
    """A line as cells; None where it is prose."""
    start, end = place
    if start == end:
        return _Line([])
    read_to = _cut(text, start, end, budget)
    expressions = said.within(start, read_to)
    turns = turns_of(text, (start, read_to), expressions, row.parts) if expressions else None
    if turns is not None:
        return _Line([], Piece(turns[0], whole=True, pairs=turns[1]))
    cells = cells_of(text, start, read_to, expressions)
    prose = not _is_header(text, start, end, expressions) and _is_prose(text, start, end, cells)
    return None if prose else _Line(cells)


def _cut(text: str, start: int, end: int, budget: Budget) -> int:
    """How far a line is read: a document without end may stand on one."""
    if end - start <= MOST_READ:
        return end
    budget.unread = max(budget.unread, len(text) - start - MOST_READ)
    return start + MOST_READ


def _with_sign(sign: re.Match[str], cells: list[Cell]) -> list[Cell]:
    """The cells below a dollar sign that stood in a line alone: it is their first number's, or a header's cell."""
    first = cells[0].parts[0]
    if isinstance(first, Words):
        return [Cell((Words(sign.start(1), sign.end(1)),)), *cells] if len(sign[1]) > 1 else cells
    if first.currency:
        return cells
    return [Cell((first._replace(currency=sign[1].upper()), *cells[0].parts[1:])), *cells[1:]]


def _is_plain_prose(text: str, start: int, end: int) -> bool:
    """Whether a line is so plainly prose that its cells need not be looked at."""
    if end - start < _SENTENCE_LENGTH or not _STOP.search(text[end - _TAIL : end]):
        return False
    line = text[start:end]
    return "|" not in line and sum(map(SENTENCE_WORDS.__contains__, line.lower().split())) >= _SENTENCE_MARKS


def _of_coins(text: str, reach: int) -> Callable[[int, int], bool]:
    """Whether bitcoin is spoken of near a line; elsewhere no table is looked for."""
    places = places_of(lowered(text), _COINS)

    def near(start: int, end: int) -> bool:
        place = bisect_left(places, start - reach)
        return place < len(places) and places[place] <= end + reach

    return near


def _is_header(text: str, start: int, end: int, expressions: Sequence[HeaderWord]) -> bool:
    periods = sum(each.word in PERIOD_WORDS for each in expressions)
    if 1 < periods == len([cell for cell in text[start:end].split("|") if cell.strip()]):
        return True
    if are_compared(text, expressions) and text[end - _TAIL : end].rstrip().endswith(":"):
        return True
    several = periods >= _HEADER_PERIODS and not _STOP.search(text[end - _TAIL : end])
    return several and (text.find("|", start, end) >= 0 or not _INTRODUCES.search(text, start, end))


_INTRODUCES = re.compile(
    r"\b(?:presents?|shows?|summari[sz]es?|following|as follows|sets? (?:out|forth)|provides?|details|consist\w*|"
    r"were|was|is|are)\b",
    re.IGNORECASE,
)
"""Words of a sentence above a table, which no header has."""


def _is_prose(text: str, start: int, end: int, cells: Sequence[Cell]) -> bool:
    """Whether a line is a sentence and no row."""
    line = text[start:end]
    if not cells or len(cells) > _PROSE_CELLS:
        return False
    if len(cells) == 1 and _row_values(cells[0]) and not BREAK.search(line):
        return False
    if len(cells) > 1 and isinstance(cells[1].parts[0], Value) and isinstance(cells[0].parts[-1], Words):
        return False
    words = line.split()
    if len(words) < _LEAST_WORDS or (len(cells) == 1 and is_fused(text, cells[0])):
        return False
    said = len(SENTENCE.findall(line)) - len(_OF_LABELS.findall(line))
    heading = said < 1 and line.rstrip().endswith(
        ":"
    )  # "Adjustments to reconcile net loss to net cash used:"
    return len(line) > _LONG_LINE or (bool(_STOP.search(line)) and not heading) or said > 1


_OF_LABELS = re.compile(r"\bas (?:of|at|collateral|security)\b")
"""What a label may say with words of a sentence: "pledged as collateral as of December 31"."""


def _row_values(cell: Cell) -> bool:
    """Whether words come first and values follow to the end of the cell, which are not years alone."""
    values = cell.parts[cell.values_from :]
    return cell.values_from > 0 and not all(isinstance(value, Value) and value.is_year for value in values)
