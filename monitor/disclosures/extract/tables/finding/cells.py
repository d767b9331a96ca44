"""A line of a masked text as cells: words, and values with their signs, currencies and units."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum, auto
from functools import lru_cache
from typing import NamedTuple

from monitor.disclosures.extract.tables.finding.cell_patterns import (
    PLAIN_LETTERS,
    PLAIN_NUMBER,
    PLAIN_WORDS,
    TOKEN,
    WHOLE_REMARK,
    WORTH,
)
from monitor.disclosures.extract.tables.finding.masking import WITHIN
from monitor.disclosures.extract.tables.header.words import COLUMN_WORDS, HeaderWord, Word

_COLUMN_GAP = 3
"""So many spaces part columns where a text has no bars."""
_LONGEST = 40
"""Characters a number may have: more than any quantity, and several years' figures glued together."""
_NO_VALUES = COLUMN_WORDS - {Word.YEAR}
_SCALES = {"t": 10**3, "k": 10**3, "m": 10**6, "b": 10**9}
"""By the first letter of "thousand", "million", "bn"."""


class Kind(StrEnum):
    """What a value is."""

    NUMBER = auto()
    NIL = auto()
    """A dash, "nil", "none" or "zero"."""
    MISSING = auto()
    """ "N/A": the table does not say."""


class Value(NamedTuple):
    """One value of a row, as printed; offsets are of the text."""

    kind: Kind
    start: int
    end: int
    digits: str = ""
    """The number with its points and commas; several numbers where a text glued them together."""
    negative: bool = False
    """In parentheses or with a minus."""
    bare_minus: bool = False
    """With a minus and no parentheses: glued text may mean a dash and a number."""
    currency: str = ""
    """Upper case, "$" for dollars without a country."""
    scale: int = 1
    percent: bool = False
    coins: bool = False
    approximate: bool = False
    glued: bool = False
    """It touches the word before it: a footnote's digit does."""
    grouped: bool = False
    """It is glued, and its table parts thousands with commas."""

    @property
    def number(self) -> Decimal | None:
        """The number by itself, without scale and sign; None where it is no single number."""
        return _noted_number(self.digits) if self.kind is Kind.NUMBER else None

    @property
    def is_year(self) -> bool:
        """Whether it is a year and has no sign."""
        return _YEAR.fullmatch(self.digits) is not None and self.end - self.start == len(self.digits)


_YEAR = re.compile(r"20[0-3]\d")
_NOTED = re.compile(r"(\d{1,3}(?:,\d{3})+)\d{1,2}")
"""A footnote's digit may be glued to a number: "205,7592" is 205,759."""
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,8})?|\d+(?:\.\d{1,8})?")


def plain_number(digits: str) -> Decimal | None:
    """A number with commas only between whole groups of thousands, else None."""
    if len(digits) > _LONGEST or not _PLAIN.fullmatch(digits):
        return None
    return Decimal(digits.replace(",", ""))


@lru_cache(maxsize=1024)
def _noted_number(digits: str) -> Decimal | None:
    noted = _NOTED.fullmatch(digits)
    return plain_number(noted[1] if noted else digits)


_HIGHEST_NOTE = 20


def is_note(value: Value) -> bool:
    """Whether a value may be the number of a footnote."""
    counts = value.percent or value.coins or value.currency or value.scale > 1 or "." in value.digits
    return not counts and value.number is not None and 0 < value.number <= _HIGHEST_NOTE


class Words(NamedTuple):
    """Words that stand together in one cell; offsets are of the text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


class Cell(NamedTuple):
    """What one cell holds, in reading order; remarks in parentheses after a value are left out."""

    parts: tuple[Words | Value, ...]

    @property
    def values_from(self) -> int:
        """The place in `parts` from which there are values only."""
        place = len(self.parts)
        while place and isinstance(self.parts[place - 1], Value):
            place -= 1
        return place


def only_value(text: str, start: int, end: int) -> Value | None:
    """The value that stands between two places of a masked text, if it is one alone."""
    cells = cells_of(text, start, end, ())
    parts = cells[0].parts if len(cells) == 1 else ()
    return parts[0] if len(parts) == 1 and isinstance(parts[0], Value) else None


def cells_of(text: str, start: int, end: int, said: Sequence[HeaderWord]) -> list[Cell]:
    """The cells of one line of a masked text that are not empty.

    The digits of the header expressions `said` are no values.
    """
    heads = _heads_row(text, start, end, said)
    dates = [
        each
        for each in said
        if each.word in _NO_VALUES or (each.word is Word.YEAR and (heads or not text[each.start].isdigit()))
    ]
    cells: list[Cell] = []
    parts: list[Words | Value] = []
    for part in _read(text, start, end, dates):
        if part is not None:
            _put(text, parts, part)
        elif parts:
            cells.append(Cell(tuple(parts)))
            parts = []
    return [*cells, Cell(tuple(parts))] if parts else cells


def _heads_row(text: str, start: int, end: int, said: Sequence[HeaderWord]) -> bool:
    """Whether a line's only year stands alone in its first cell, as in "2024 | 4,828 | 212": it names the row."""
    if len(said) != 1 or said[0].word is not Word.YEAR or text[start : said[0].start].strip(" |"):
        return False
    rest = text[said[0].end : end].strip()
    full = [cell for each in rest.split("|") if (cell := each.strip())]
    return len(full) > 1 and rest[:1] == "|" and all(map(_BARE.fullmatch, full))


_BARE = re.compile(r"[$~(]{0,3}\s?\d[\d,.]*\s?\)?|-")


def _put(text: str, parts: list[Words | Value], part: Words | Value) -> None:
    last = parts[-1] if parts else None
    if (
        isinstance(part, Words)
        and isinstance(last, Words)
        and (part.start - last.end < _COLUMN_GAP or WITHIN in text[last.end : part.start])
    ):
        parts[-1] = Words(last.start, part.end)
    else:
        parts.append(part)


def _read(text: str, start: int, end: int, dates: Sequence[HeaderWord]) -> Iterator[Words | Value | None]:
    """Words and values of a line; None for a bar."""
    parts = _parts(text, start, end, dates)
    if text.find("-", start, end) >= 0:
        parts = _dashed(text, parts)
    return _signed(parts)


class _Sign(NamedTuple):
    """A dollar sign in a cell of its own, before its number; offsets are of the text."""

    start: int
    end: int
    currency: str


def _signed(parts: Iterator[Words | Value | _Sign | None]) -> Iterator[Words | Value | None]:
    """Words and values, these with the sign before them; a sign such as "US$" that heads a column is words."""
    sign: _Sign | None = None
    heads = False
    cell_begins = True
    for part in parts:
        if sign is not None and isinstance(part, Words) and part.start - sign.end <= 1:
            yield Words(sign.start, sign.end)  # "US$ Amounts" is one heading, "US$" one by itself
        elif sign is not None and heads and isinstance(part, (Words, _Sign)):
            yield from (Words(sign.start, sign.end), None)
        if isinstance(part, _Sign):
            sign, heads = part, cell_begins and len(part.currency) > 1
        elif sign is not None and isinstance(part, Value) and not part.currency:
            yield part._replace(currency=sign.currency)
        else:
            yield part
        if isinstance(part, (Words, Value)):
            sign = None
        cell_begins = part is None
    if sign is not None and len(sign.currency) > 1:
        yield Words(sign.start, sign.end)


def _parts(
    text: str, start: int, end: int, dates: Sequence[HeaderWord]
) -> Iterator[Words | Value | _Sign | None]:
    """Words and values; None for a bar."""
    upcoming = iter([*dates, None])
    date = next(upcoming)
    at = start
    after_value = after_coins = False
    words_end = -1
    remarks = text.find("(", start, end) >= 0
    while at < end:
        if date is not None and at >= date.start:
            if date.end > at:
                yield Words(max(at, date.start), date.end)
                at = words_end = date.end
                after_value = False
            date = next(upcoming)
            continue
        letter = text[at]
        if letter == "|":
            yield None
            at, after_value, after_coins, words_end = at + 1, False, False, -1
            continue
        if after_value and remarks and (past := _past_remark(text, at, end, coins=after_coins)):
            at = past
            continue
        found = None
        if letter != " ":
            found = _token(text, at, end if date is None else date.start, after_value=after_value)
        if found is None:
            at += 1
            continue
        at = found.end()
        part = _part(found, after_value=after_value, in_words=found.start() == words_end)
        if part is _NOTHING:
            continue
        yield part
        if not isinstance(part, _Sign):
            after_value = isinstance(part, Value)
            after_coins = isinstance(part, Value) and part.coins
            words_end = part.end if isinstance(part, Words) else -1


def _past_remark(text: str, at: int, end: int, *, coins: bool) -> int | None:
    """Where a remark behind a value ends: it may hold a date, which is none of the row's."""
    remark = WHOLE_REMARK.match(text, at, end) or (WORTH.match(text, at, end) if coins else None)
    return None if remark is None else remark.end()


def _token(text: str, at: int, stop: int, *, after_value: bool) -> re.Match[str] | None:
    """The word, value or mark that begins at a place; most are plain words or numbers, which is seen at once."""
    letter = text[at]
    if letter in PLAIN_LETTERS and not (after_value and letter == "v"):
        return PLAIN_WORDS.match(text, at, stop)
    plain = PLAIN_NUMBER.match(text, at, stop) if letter.isdigit() else None
    return plain or TOKEN.match(text, at, stop)


def _dashed(
    text: str, parts: Iterator[Words | Value | _Sign | None]
) -> Iterator[Words | Value | _Sign | None]:
    """The same, a dash between digits as nil where a value before it touches its label, so that no range is meant."""
    glued = False
    for part in parts:
        dash = glued and isinstance(part, Words) and _BETWEEN_DIGITS.match(text, part.start)
        yield Value(Kind.NIL, part.start, part.end) if dash and isinstance(part, Words) else part
        glued = glued or (isinstance(part, Value) and part.glued and not is_note(part))


_BETWEEN_DIGITS = re.compile(r"(?<=\d)-(?=\d)")
_NOTHING = Words(-1, -1)
"""A mark or a remark: neither words nor a value."""


def _part(found: re.Match[str], *, after_value: bool, in_words: bool) -> Words | Value | _Sign:
    match found.lastgroup:
        case "nil":
            return Value(Kind.NIL, found.start(), found.end())
        case "missing":
            return Value(Kind.MISSING, found.start(), found.end())
        case "mark" | "note" if not in_words:
            return _NOTHING
        case "apart" | "remark" if after_value:
            return _NOTHING
        case "dollar" if not in_words:
            return _Sign(found.start(), found.end(), found[0].upper())
        case "word" | "remark" | "mark" | "note" | "thousands" | "dollar" | "apart":
            return Words(found.start(), found.end())
    return _value(found)


def _value(found: re.Match[str]) -> Value:
    start, end = found.span()
    glued = start > 0 and (found.string[start - 1].isalpha() or found.string[start - 1] == ")")
    if found.span("number") == (start, end):
        return Value(Kind.NUMBER, start, end, found[0], glued=glued)
    signs = {found["sign"], found["minus"]}
    bracketed = bool(found["open"] or found["inner"])
    return Value(
        kind=Kind.NUMBER,
        start=start,
        end=end,
        digits=found["number"],
        negative=bracketed or "-" in signs,
        bare_minus="-" in signs and not bracketed,
        currency=(found["currency"] or "").upper(),
        scale=_SCALES.get((found["scale"] or "").strip()[:1].lower(), 1),
        percent=(found["unit"] or "").strip() == "%" or bool(found["after"]),
        coins=bool(found["unit"]) and (found["unit"] or "").strip() != "%",
        approximate=bool(found["approx"]),
        glued=glued,
    )
