"""The rows of the tables in a text, however the text was flattened.

A row is a label and the values after it. Whether they stand in one line, in one cell per line, with bars and
empty cells between, or glued together makes no difference: words begin a row, values continue it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from monitor.disclosures.extract.tables.cells import Cell, Kind, Value, Words, cells_of
from monitor.disclosures.extract.tables.header_words import HeaderWord

_SENTENCE_WORDS = 9
_SENTENCE = re.compile(
    r"\b(?:the|was|were|is|are|has|have|had|we|our|which|that|this|these|its|it|their|they|will|may|by|been|said|"
    r"announces?d?|with|as|not|see|refer|includes?|represents?)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;!?:][\"')\]]*\s*$")
_BREAK = re.compile(r"[a-z\d)]{2}[.;!?]\s+[A-Z]")
_YEAR = re.compile(r"20[0-3]\d")
_LONG_LINE = 400
_PROSE_CELLS = 2
"""A bar may stand in a sentence, hardly two."""
_ALTERNATIONS = 2
_WIDEST_LABEL = 70
_MOST_VALUES = 64
_AFTER_LISTED = re.compile(
    r"\s*(?:[(,;.-]|vs\b|versus\b|compared\b|up\b|down\b|an? (?:increase|decrease)\b|in (?:total|[A-Z])|as of\b|"
    r"including\b|from\b)"
)


@dataclass(slots=True)
class Row:
    """Label parts, each a cell or a line of its own, and the values that follow; offsets are of the text."""

    parts: list[Words] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    listed: bool = False
    """Its label ends with a colon: "Bitcoin sold: 39"."""

    def add(self, text: str, piece: "_Piece") -> None:
        """Continue the row with words, values or both."""
        if piece.words is not None:
            self.parts.append(piece.words)
            end = piece.words.end
            self.listed = text[end - 1] == ":" or text[end : end + 2].lstrip().startswith(":")
        self.values += piece.values[: _MOST_VALUES - len(self.values)]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words and the values after them, as one cell or a part of one holds them."""

    words: Words | None
    values: Sequence[Value] = ()
    whole: bool = False
    """It is a row by itself: nothing before or after it belongs to it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of prose: it ends a table, and may introduce the next one."""

    start: int
    end: int


def rows_of(text: str, said: Sequence[HeaderWord]) -> Iterator[Row | Sentence]:
    """The rows and the prose between them, in reading order.

    Args:
        text: the masked text.
        said: all header expressions of the text, in order.
    """
    row = Row()
    for start, end, expressions in _lines(text, said):
        cells = cells_of(text, start, end, expressions)
        if _is_prose(text, start, end, cells):
            if row.parts or row.values:
                yield row
            row = Row()
            yield Sentence(start, end)
            continue
        for piece in (piece for cell in cells for piece in _pieces(text, cell)):
            if (row.values and piece.words is not None) or piece.whole:
                yield row
                row = Row()
            row.add(text, piece)
            if piece.whole:
                yield row
                row = Row()
    if row.parts or row.values:
        yield row


def _lines(text: str, said: Sequence[HeaderWord]) -> Iterator[tuple[int, int, list[HeaderWord]]]:
    at = 0
    place = 0
    for line in text.split("\n"):
        end = at + len(line)
        expressions = []
        while place < len(said) and said[place].start < end:
            if said[place].end <= end:
                expressions.append(said[place])
            place += 1
        yield at, end, expressions
        at = end + 1


def _is_prose(text: str, start: int, end: int, cells: Sequence[Cell]) -> bool:
    """Whether a line is a sentence and no row."""
    line = text[start:end]
    if not cells or len(cells) > _PROSE_CELLS:
        return False
    if len(cells) == 1 and _row_values(cells[0]) and not _BREAK.search(line):
        return False
    words = line.split()
    if len(words) < _SENTENCE_WORDS or (len(cells) == 1 and _fused(text, cells[0])):
        return False
    return len(line) > _LONG_LINE or bool(_STOP.search(line)) or len(_SENTENCE.findall(line)) > 1


def _row_values(cell: Cell) -> bool:
    """Whether words come first and values follow to the end of the cell."""
    return 0 < cell.values_from < len(cell.parts)


def _pieces(text: str, cell: Cell) -> Iterator[_Piece]:
    parts = cell.parts
    first = next((place for place, part in enumerate(parts) if isinstance(part, Words)), None)
    if first is None:
        yield _Piece(None, [part for part in parts if isinstance(part, Value)])
    elif _fused(text, cell):
        yield from _alternations(cell)
    elif (listed := _listed(text, cell)) is not None:
        yield listed
    else:
        if years := _leading_years(text, parts[:first]):
            yield _Piece(None, years)
        last = cell.values_from
        values = [part for part in parts[last:] if isinstance(part, Value)]
        inner = any(
            isinstance(part, Value) and part.kind is Kind.NUMBER and not part.glued for part in parts[:last]
        )
        yield _Piece(Words(parts[first].start, parts[last - 1].end), values, inner and not values)


def _leading_years(text: str, before: Sequence[Words | Value]) -> list[Value]:
    """The years before the words of a header's line: "2025 2024 % change"."""
    values = [part for part in before if isinstance(part, Value)]
    return values if all(_YEAR.fullmatch(text, value.start, value.end) for value in values) else []


def _fused(text: str, cell: Cell) -> bool:
    """Whether a cell holds several rows after one another: words, values, words, values."""
    groups = 0
    for place, part in enumerate(cell.parts):
        if isinstance(part, Words):
            if part.end - part.start > _WIDEST_LABEL and place:
                return False
            if _SENTENCE.search(text, part.start, part.end) or _BREAK.search(text, part.start, part.end):
                return False
        elif place and isinstance(cell.parts[place - 1], Words) and not _is_inner(cell, place):
            groups += 1
    return groups > _ALTERNATIONS


def _is_inner(cell: Cell, place: int) -> bool:
    """Whether a value is a dash or a footnote's digit within words."""
    part = cell.parts[place]
    followed = place + 1 < len(cell.parts) and isinstance(cell.parts[place + 1], Words)
    return isinstance(part, Value) and followed and (part.kind is not Kind.NUMBER)


def _alternations(cell: Cell) -> Iterator[_Piece]:
    words: Words | None = None
    values: list[Value] = []
    for place, part in enumerate(cell.parts):
        if isinstance(part, Value):
            if not _is_inner(cell, place):
                values.append(part)
            continue
        if values:
            yield _Piece(words, values)
            words, values = None, []
        words = part if words is None else Words(words.start, part.end)
    yield _Piece(words, values)


def _listed(text: str, cell: Cell) -> _Piece | None:
    """Of "label: value" with more said after the value, the label and the value alone."""
    if len(cell.parts) < 3:  # noqa: PLR2004 - words, value, words
        return None
    words, value, rest = cell.parts[:3]
    if not (isinstance(words, Words) and isinstance(value, Value) and isinstance(rest, Words)):
        return None
    if not text[words.start : words.end].rstrip().endswith(":"):
        return None
    return _Piece(words, [value], whole=True) if _AFTER_LISTED.match(text, value.end) else None
