"""One cell of a row as pieces: words and the values after them, of which it may hold several."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.disclosures.extract.alternation import one_of
from monitor.disclosures.extract.tables.finding.cells import Cell, Kind, Value, Words, is_note
from monitor.disclosures.extract.tables.finding.paired import Paired
from monitor.disclosures.extract.tables.label.meaning import label_of

SENTENCE_WORDS = frozenset(
    "the was were is are has have had we our which that this these its it their they will by been said"
    " announce announces announced with as not see refer include includes represent represents".split()
)
SENTENCE = re.compile(one_of((SENTENCE_WORDS, r"\b"), (("may",), r"(?<=may)\b"), behind=r"(?<!\w.)"))
"""Words of a sentence, which no label has; "May" is a month."""
BREAK = re.compile(r"[a-z\d)]{2}[.;!?]\s+[A-Z]")
"""Between two sentences."""
_ALTERNATIONS = 2
_MOST_ROWS = 200
"""Rows that one line may hold."""
_WIDEST_LABEL = 70
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


class Piece(NamedTuple):
    """Words and the values after them, as one cell or a part of one holds them."""

    words: Words | None
    values: Sequence[Value] = ()
    whole: bool = False
    """It is a row by itself: nothing before or after it belongs to it."""
    pairs: tuple[Paired, ...] = ()
    """Values that name their own periods, instead of others."""


def pieces_of(text: str, cell: Cell) -> Iterator[Piece]:
    """The pieces of a cell in reading order; a line with a remark after its value gives the value alone."""
    parts = cell.parts
    if len(parts) == 1:
        [part] = parts
        yield Piece(part) if isinstance(part, Words) else Piece(None, [part])
        return
    first = next((place for place, part in enumerate(parts) if isinstance(part, Words)), None)
    if first is None:
        yield Piece(None, _values(parts))
    elif is_fused(text, cell):
        yield from _alternations(cell)
    elif (listed := _listed(text, cell)) is not None:
        yield listed
    elif 0 < first < len(parts) - 1 and _OUT_OF.match(text, parts[first].start):
        yield Piece(None, _values(parts[:first]))
    elif any(isinstance(part, Value) and part.coins for part in parts[first + 1 : cell.values_from]):
        yield Piece(Words(parts[first].start, parts[cell.values_from - 1].end), (), whole=True)
    else:
        years = _values(parts[:first])
        if years and all(value.is_year for value in years):  # of a header's line: "2025 2024 % change"
            yield Piece(None, years)
        last = cell.values_from
        inner = (part for part in parts[:last] if isinstance(part, Value) and not part.glued)
        if last == len(parts) and any(part.kind is Kind.NUMBER for part in inner):
            yield Piece(Words(parts[first].start, parts[last - 1].end), whole=True)
            return
        *before, label = _words_apart(parts[first:last])
        yield from map(Piece, before)
        yield Piece(label, _values(parts[last:]))


def _words_apart(parts: Sequence[Words | Value]) -> list[Words]:
    """Words that wide gaps part into cells; a dash within them parts nothing."""
    apart: list[Words] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if isinstance(part, Words) and (not apart or isinstance(before, Words)):
            apart.append(part)
        elif isinstance(part, Words):
            apart[-1] = Words(apart[-1].start, part.end)
    return apart


def _values(parts: Sequence[Words | Value]) -> list[Value]:
    return [part for part in parts if isinstance(part, Value)]


def is_fused(text: str, cell: Cell) -> bool:
    """Whether a cell holds several rows after one another: words, values, words, values."""
    groups = 0
    for place, part in enumerate(cell.parts):
        if isinstance(part, Words):
            if place and (part.end - part.start > _WIDEST_LABEL or _RUNS_ON.match(text, part.start)):
                return False
            if SENTENCE.search(text, part.start, part.end) or BREAK.search(text, part.start, part.end):
                return False
            if place and text[part.start : part.end].rstrip().endswith((",", ";")):
                return False  # "685 BTC mined, 578 BTC sold"
        elif place and isinstance(cell.parts[place - 1], Words) and not _is_inner(cell, place):
            groups += 1
    return _ALTERNATIONS < groups <= _MOST_ROWS


def _is_inner(cell: Cell, place: int) -> bool:
    """Whether a value is a dash or a footnote's digit within words."""
    part = cell.parts[place]
    followed = place + 1 < len(cell.parts) and isinstance(cell.parts[place + 1], Words)
    return isinstance(part, Value) and followed and part.kind is not Kind.NUMBER


def _alternations(cell: Cell) -> Iterator[Piece]:
    words: Words | None = None
    values: list[Value] = []
    for place, part in enumerate(cell.parts):
        if isinstance(part, Value):
            if not _is_inner(cell, place):
                values.append(part)
            continue
        if values:
            yield Piece(words, values)
            words, values = None, []
        words = part if words is None else Words(words.start, part.end)
    yield Piece(words, values)


def _listed(text: str, cell: Cell) -> Piece | None:
    """Of "label: value" with more said after it, the label and the value alone; a dash may stand for the colon."""
    parts = [part for part in cell.parts if isinstance(part, Words) or not (part.glued and is_note(part))]
    if parts and isinstance(parts[0], Value) and parts[0].kind is Kind.NIL:
        del parts[0]  # the dash of an item
    if len(parts) > 3 and isinstance(parts[1], Value) and parts[1].kind is Kind.NIL:  # noqa: PLR2004 - a dash more
        del parts[1]
    if len(parts) < 3:  # noqa: PLR2004 - words, value, words
        return None
    words, value, rest = parts[:3]
    if not (isinstance(words, Words) and isinstance(value, Value) and isinstance(rest, Words)):
        return None
    said = text[words.start : words.end].rstrip()
    listed = _AFTER_LISTED.match(text, value.end) is not None
    if not said.endswith(":"):
        listed = _PRICED.match(text, value.end) is not None and label_of(said).meaning is not None
    return Piece(words, [value], whole=True) if listed else None
