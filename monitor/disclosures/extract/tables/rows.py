"""The rows of the tables in a text, however the text was flattened.

A row is a label and the values after it. Whether they stand in one line, in one cell per line, with bars and
empty cells between, or glued together makes no difference: words begin a row, values continue it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import NamedTuple

from monitor.disclosures.extract.alternation import either_case
from monitor.disclosures.extract.limits import Budget
from monitor.disclosures.extract.lowered import lowered, places_of
from monitor.disclosures.extract.tables.cells import Cell, Kind, Value, Words, cells_of, is_note
from monitor.disclosures.extract.tables.header_words import PERIOD_WORDS, Expressions, HeaderWord
from monitor.disclosures.extract.tables.meaning import label_of

_DOLLARS = re.compile(r"[\s|]*((?:US|CA|C|A)?\$)[\s|]*", re.IGNORECASE)
"""A line that holds a dollar sign alone: the next one's number is dollars."""
_SIGN_LINE = 12
_LEAST_WORDS = 9
_SENTENCE_WORDS = frozenset(
    "the was were is are has have had we our which that this these its it their they will by been said"
    " announce announces announced with as not see refer include includes represent represents".split()
)
_SENTENCE = re.compile(rf"\b(?:{either_case(_SENTENCE_WORDS)}|may)\b")
_STOP = re.compile(r"[.;!?:][\"')\]]*\s*$")
_BREAK = re.compile(r"[a-z\d)]{2}[.;!?]\s+[A-Z]")
_YEAR = re.compile(r"20[0-3]\d")
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
_ALTERNATIONS = 2
_MOST_ROWS = 200
"""Rows that one line may hold."""
_WIDEST_LABEL = 70
_MOST_VALUES = 64
_PRICE = r"\s*(?:at (?:an? )?(?:\$|average|avg)|for (?:\$|net|gross|total|proceeds)|@)"
_PRICED = re.compile(_PRICE)
"""How the price follows a quantity."""
_AFTER_LISTED = re.compile(
    r"\d?\s*(?:[(,;.-]|(?:out )?of\b|vs\b|versus\b|compared\b|up\b|down\b|an? (?:increase|decrease)\b|"
    rf"in (?:total|[A-Z])|as of\b|including\b|from\b)|{_PRICE}"
)


_RUNS_ON = re.compile(r"\s*(?:for|at|to|of|from|by|with|on|in an?|and)\b")
"""How a sentence goes on after a number, and no label begins."""
_OUT_OF = re.compile(rf"(?:out )?of\b|{_PRICE}", re.IGNORECASE)
"""As in "147 out of 233", "175 at an average price of $23,849": the first is the value."""


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


class _Piece(NamedTuple):
    """Words and the values after them, as one cell or a part of one holds them."""

    words: Words | None
    values: Sequence[Value] = ()
    whole: bool = False
    """It is a row by itself: nothing before or after it belongs to it."""


class Sentence(NamedTuple):
    """A line of prose: it ends a table, and may introduce the next one."""

    start: int
    end: int


def rows_of(
    text: str, said: Expressions, budget: Budget, *, marked: bool = False
) -> Iterator[Row | Sentence]:
    """The rows and the prose between them, in reading order.

    Args:
        text: the masked text.
        said: its header expressions.
        budget: how much may be read; it tells afterwards how much was not.
        marked: tags stood in the text, so that what belongs together stands further apart.
    """
    row = Row()
    near = _of_coins(text, _MARKUP_REACH if marked else _REACH)
    dollars: re.Match[str] | None = None
    for start, end in takewhile(lambda _: not budget.unread, said.lines()):
        long = not near(start, end) or _is_plain_prose(text, start, end)
        long = long or not budget.take(end - start, len(text) - start, pieces=1)
        expressions = () if long else said.within(start, end)
        cells = [] if long else cells_of(text, start, end, expressions)
        if long or (not _is_header(text, start, end, expressions) and _is_prose(text, start, end, cells)):
            if row.parts or row.values:
                yield row
            row = Row()
            yield Sentence(start, end)
            continue
        if (
            len(cells) <= 1
            and end - start <= _SIGN_LINE
            and (sign := _DOLLARS.fullmatch(text, start, end)) is not None
        ):
            dollars = sign
            continue
        if dollars is not None and cells:
            cells = _with_sign(dollars, cells)
            dollars = None
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
    if (
        end - start < _SENTENCE_LENGTH
        or text.find("|", start, end) >= 0
        or not _STOP.search(text[end - _TAIL : end])
    ):
        return False
    words = text[start:end].lower().split()
    if sum(map(_SENTENCE_WORDS.__contains__, words)) >= _SENTENCE_MARKS:
        return True
    return sum(1 for _ in islice(_SENTENCE.finditer(text, start, end), _SENTENCE_MARKS)) == _SENTENCE_MARKS


def _of_coins(text: str, reach: int) -> Callable[[int, int], bool]:
    """Whether bitcoin is spoken of near a line; elsewhere no table is looked for."""
    places = places_of(lowered(text), _COINS)

    def near(start: int, end: int) -> bool:
        place = bisect_left(places, start - reach)
        return place < len(places) and places[place] <= end + reach

    return near


def _is_header(text: str, start: int, end: int, expressions: Sequence[HeaderWord]) -> bool:
    periods = sum(each.word in PERIOD_WORDS for each in expressions)
    if periods < _HEADER_PERIODS or _STOP.search(text[end - _TAIL : end]):
        return False
    return text.find("|", start, end) >= 0 or not _INTRODUCES.search(text, start, end)


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
    if len(cells) == 1 and _row_values(text, cells[0]) and not _BREAK.search(line):
        return False
    if (
        len(cells) > 1
        and isinstance(cells[1].parts[0], Value)
        and not cells[0].values_from < len(cells[0].parts)
    ):
        return False
    words = line.split()
    if len(words) < _LEAST_WORDS or (len(cells) == 1 and _fused(text, cells[0])):
        return False
    return len(line) > _LONG_LINE or bool(_STOP.search(line)) or len(_SENTENCE.findall(line)) > 1


def _row_values(text: str, cell: Cell) -> bool:
    """Whether words come first and values follow to the end of the cell, which are not years alone."""
    values = cell.parts[cell.values_from :]
    return 0 < cell.values_from < len(cell.parts) and not all(
        _YEAR.fullmatch(text, value.start, value.end) for value in values
    )


def _pieces(text: str, cell: Cell) -> Iterator[_Piece]:
    parts = cell.parts
    first = next((place for place, part in enumerate(parts) if isinstance(part, Words)), None)
    if first is None:
        yield _Piece(None, [part for part in parts if isinstance(part, Value)])
    elif _fused(text, cell):
        yield from _alternations(cell)
    elif (listed := _listed(text, cell)) is not None:
        yield listed
    elif 0 < first < len(parts) - 1 and _OUT_OF.match(text, parts[first].start):
        yield _Piece(None, [part for part in parts[:first] if isinstance(part, Value)])
    elif any(isinstance(part, Value) and part.coins for part in parts[first + 1 : cell.values_from]):
        yield _Piece(Words(parts[first].start, parts[cell.values_from - 1].end), (), whole=True)
    else:
        if years := _leading_years(text, parts[:first]):
            yield _Piece(None, years)
        last = cell.values_from
        values = [part for part in parts[last:] if isinstance(part, Value)]
        inner = any(
            isinstance(part, Value) and part.kind is Kind.NUMBER and not part.glued for part in parts[:last]
        )
        if inner and not values:
            yield _Piece(Words(parts[first].start, parts[last - 1].end), (), whole=True)
            return
        *before, label = _words_apart(parts[first:last])
        yield from (_Piece(words) for words in before)
        yield _Piece(label, values)


def _words_apart(parts: Sequence[Words | Value]) -> list[Words]:
    """Words that wide gaps part into cells; a dash within them parts nothing."""
    apart: list[Words] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if isinstance(part, Words):
            if not apart or isinstance(before, Words):
                apart.append(part)
            else:
                apart[-1] = Words(apart[-1].start, part.end)
    return apart


def _leading_years(text: str, before: Sequence[Words | Value]) -> list[Value]:
    """The years before the words of a header's line: "2025 2024 % change"."""
    values = [part for part in before if isinstance(part, Value)]
    return values if all(_YEAR.fullmatch(text, value.start, value.end) for value in values) else []


def _fused(text: str, cell: Cell) -> bool:
    """Whether a cell holds several rows after one another: words, values, words, values."""
    groups = 0
    for place, part in enumerate(cell.parts):
        if isinstance(part, Words):
            if place and (part.end - part.start > _WIDEST_LABEL or _RUNS_ON.match(text, part.start)):
                return False
            if _SENTENCE.search(text, part.start, part.end) or _BREAK.search(text, part.start, part.end):
                return False
            if place and text[part.start : part.end].rstrip().endswith(","):
                return False  # "685 BTC mined, 578 BTC sold"
        elif place and isinstance(cell.parts[place - 1], Words) and not _is_inner(cell, place):
            groups += 1
    return _ALTERNATIONS < groups <= _MOST_ROWS


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
    """Of "label: value" with more said after it, the label and the value alone; a dash may stand for the colon."""
    parts = [part for part in cell.parts if isinstance(part, Words) or not (part.glued and is_note(part))]
    if len(parts) > 3 and isinstance(parts[1], Value) and parts[1].kind is Kind.NIL:  # noqa: PLR2004 - a dash more
        del parts[1]
    if len(parts) < 3:  # noqa: PLR2004 - words, value, words
        return None
    words, value, rest = parts[:3]
    if not (isinstance(words, Words) and isinstance(value, Value) and isinstance(rest, Words)):
        return None
    said = text[words.start : words.end].rstrip()
    if not said.endswith(":"):
        priced = _PRICED.match(text, value.end) and label_of(said).meaning is not None
        return _Piece(words, [value], whole=True) if priced else None
    return _Piece(words, [value], whole=True) if _AFTER_LISTED.match(text, value.end) else None
