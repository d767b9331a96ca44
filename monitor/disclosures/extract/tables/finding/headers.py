"""Which words above and beside the values of a table are its header's, and which are labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from monitor.disclosures.extract.tables.finding.cells import Value, Words, is_note
from monitor.disclosures.extract.tables.finding.rows import Row
from monitor.disclosures.extract.tables.header.words import (
    COLUMN_WORDS,
    PERIOD_WORDS,
    VERSUS,
    Expressions,
    HeaderWord,
    Word,
    are_compared,
    without,
)
from monitor.disclosures.extract.tables.label.meaning import label_of

_FILLING_WORDS = (
    "a actual amounts and as at bitcoin btc calendar change changes commentary comparative compared comparison "
    "consolidated data december description dollars ended ending except except. expressed figures financial first "
    "fiscal for from highlights in indicator indicators information is item items key kpi kpis metric metrics "
    "millions mined mining month monthly months nine number of operating operation operational operations other "
    "noted otherwise over overview per percent performance period periods previous prior production quarter quarterly "
    "results s self-mining share six stated statistics summary table the then this thousands three to total u "
    "unaudited unit units "
    "unless update updates us usd versus vs with year years restated revised adjusted previously originally reported"
)
_FILLING = frozenset(_FILLING_WORDS.split())
"""Words that fill up a header and are no label."""
_ARTICLES = frozenset(
    "the for of a and ended ending month actual unaudited as in u s total versus vs".split()
)
_HEADS = frozenset("metric metrics unaudited thousands millions indicators comparison".split())
"""Words that head columns though no expression stands by them."""
_LEADS_TO = re.compile(r"\b(?:in|at|for|of|during|over|on|since|by)(?:\s+the)?\s*\Z", re.IGNORECASE)
"""As in "bitcoin sold during the six months ended": a period of the line's own, and no head of columns."""
_SUPERSEDED = re.compile(r"\b(?:previously|originally|initially|before)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_SPAN = frozenset("to through until and the from week of as at".split())
"""Words within a period of several days."""
_MEASURES = frozenset({Word.QUANTITY, Word.MONEY, Word.CARRYING})
BEGINNING = PERIOD_WORDS | {Word.QUANTITY}
"""Expressions that begin another table's header where they stand below rows."""
_TELLING = COLUMN_WORDS | BEGINNING
_COINS = frozenset("bitcoin bitcoins btc btcs".split())
_HEADING = 3
"""Words beside a single period: with more of them a line is a heading, and no column's."""
_COUNT_ALONE = re.compile(r"bitcoins?|btc|number|no\.|#", re.IGNORECASE)
_COIN_WORD = re.compile(r"\b(?:bitcoins?|btcs?)\b", re.IGNORECASE)

_QUARTER = re.compile(
    r"(?<![a-z\d])(?:Q[1-4]|[1-4]Q|(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|qtr\.?))(?![a-z\d])",
    re.IGNORECASE,
)
_QUARTERS = re.compile(rf"(?:{_QUARTER.pattern}[\s|,]*)+", re.IGNORECASE)
_NAMES = ("first", "second", "third", "fourth")


@dataclass(slots=True)
class Divided:
    """The parts of a row, divided."""

    words: list[HeaderWord] = field(default_factory=list)
    """The header's expressions."""
    captions: list[str] = field(default_factory=list)
    """What the header's parts say in full."""
    titles: set[HeaderWord] = field(default_factory=set)
    """Of the expressions those that stand in a title, which heads no column."""
    label: list[Words] = field(default_factory=list)
    """What is no header's."""


class Headers:
    """Tells the header's parts of a text from labels."""

    def __init__(self, text: str, said: Expressions) -> None:
        self._text = text
        self._said = said

    def is_label(self, row: Row) -> bool:
        """Whether the last part is the label of the values, and not a header's last words."""
        if not row.parts or not row.values or self.years(row.values):
            return False
        part = row.parts[-1]
        if not all(map(is_note, row.values)):
            return True
        glued = [value.glued for value in row.values]
        if all(glued):
            return False  # the footnote's number of a heading: "Bitcoin Mining1"
        if len(glued) > 1 and not any(glued) and self.is_period(part):
            return True
        return not self._fills(part, self._said.within(part.start, part.end))

    def is_period(self, part: Words) -> bool:
        """Whether a row with this label is a period's own: "January 2025 | 527 | 475"."""
        said = self._said.within(part.start, part.end)
        periods = bool(said) and all(each.word in PERIOD_WORDS for each in said)
        return periods and _SPAN.issuperset(self._words_beside(part, said))

    def divided(self, parts: Sequence[Words], *, in_rows: bool) -> Divided:
        """The header's expressions among parts, and the parts that are none.

        `in_rows` where rows of the table stand above, so that only what tells of columns is a header's.
        """
        divided = Divided()
        quarters = [self._quarters(part) for part in parts]
        if sum(map(len, quarters)) == 1:
            quarters = [()] * len(parts)  # one alone heads what is below it, and no columns
        for before, part, after, of_parts in zip(
            (None, *parts), parts, (*parts[1:], None), quarters, strict=False
        ):
            said = (
                of_parts
                or self._quantity(part, after)
                or self._quantity(part, before)
                or self._counted(part)
                or self._said.within(part.start, part.end)
            )
            telling = [each for each in said if each.word in _TELLING]
            begun = any(each.word in BEGINNING for each in divided.words)
            fills = self._fills(part, said)
            if not fills and not in_rows and (last := self._at_end(part, said)):
                said, telling = tuple(last), last
            elif not fills or not (telling or begun or not in_rows):
                divided.label.append(part)
                continue
            if _SUPERSEDED.search(self._text, part.start, part.end):
                said = tuple(replace(each, superseded=True) for each in said)
            divided.words += said
            divided.captions.append(part.of(self._text))
            if len(telling) == 1 and set(self._words_beside(part, said)) - _ARTICLES:
                divided.titles.update(said)
        return divided

    def _quarters(self, part: Words) -> tuple[HeaderWord, ...]:
        """The quarters that a part consists of whose year stands elsewhere: "Q1 | Q2", "First quarter"."""
        if _QUARTERS.fullmatch(self._text, part.start, part.end) is None:
            return ()
        line, fiscal = self._said.line_of(part.start), self._said.is_fiscal
        return tuple(
            HeaderWord(Word.QUARTER, *each.span(), line=line, count=_which(each[0].lower()), fiscal=fiscal)
            for each in _QUARTER.finditer(self._text, part.start, part.end)
        )

    def _at_end(self, part: Words, said: Sequence[HeaderWord]) -> list[HeaderWord]:
        """The periods side by side at the end of a line that begins with a title: "Reserve May 2025 April 2025"."""
        last: list[HeaderWord] = []
        end = part.start + len(self._text[part.start : part.end].rstrip(": )"))
        colon = self._text[end : end + 2].lstrip().startswith(":")
        if colon and not are_compared(self._text, said):
            return last  # "Bitcoin sold during the six months ended June 30, 2025: 795"
        for each in reversed(said):
            beside = not self._text[each.end : end].strip() or VERSUS.fullmatch(self._text, each.end, end)
            if not beside or each.word not in COLUMN_WORDS:
                break
            last.insert(0, each)
            end = each.start
        several = sum(each.word in PERIOD_WORDS for each in last) > 1
        return last if several and not _LEADS_TO.search(self._text, part.start, end) else []

    def split(self, part: Words, divided: Divided) -> None:
        """Put a header's expressions that are glued to the front of a label to the header, the rest to the label."""
        said = self._said.within(part.start, part.end)
        counts = sum(each.word in _MEASURES for each in said) > 1
        telling = [
            each for each in said if each.word in (COLUMN_WORDS | _MEASURES if counts else COLUMN_WORDS)
        ]
        for last in reversed(telling[1:]):
            ahead = [each for each in said if each.end <= last.end]
            if (
                last.end < part.end
                and not self._in_brackets(part, last.end)
                and self._fills(Words(part.start, last.end), ahead)
            ):
                self._put_ahead(part, ahead, divided)
                return
        divided.label.append(part)

    def _in_brackets(self, part: Words, place: int) -> bool:
        """Whether a place stands within brackets that close behind it: "Proceeds (US$ thousands)"."""
        begin = self._text.rfind("(", part.start, place)
        return begin >= 0 and self._text.find(")", begin, part.end) > place

    def _put_ahead(self, part: Words, ahead: Sequence[HeaderWord], divided: Divided) -> None:
        end = ahead[-1].end
        divided.captions.append(self._text[part.start : end])
        divided.words += ahead
        divided.label.append(Words(end, part.end))

    def years(self, values: Sequence[Value]) -> list[HeaderWord]:
        """The years among values, where all are years or a footnote's digits."""
        years: list[HeaderWord] = []
        for value in values:
            said = self._said.within(value.start, value.end)
            if not said and not is_note(value):
                return []
            years += [each for each in said if each.word is Word.YEAR]
        return years

    def _quantity(self, part: Words, beside: Words | None) -> tuple[HeaderWord, ...]:
        """A coin's name beside "Amount", which heads a column of quantities."""
        if beside is None or not _COUNT_ALONE.fullmatch(part.of(self._text).strip()):
            return ()
        said = self._said.within(beside.start, beside.end)
        measured = bool(said) and all(each.word in {Word.MONEY, Word.CARRYING} for each in said)
        if not measured or not self._fills(beside, said):
            return ()
        return (HeaderWord(Word.QUANTITY, part.start, part.end, line=said[0].line),)

    def _counted(self, part: Words) -> tuple[HeaderWord, ...]:
        """The measures of headings that one line runs together, as in "USD BTC USD BTC": a coin's is its number."""
        said = self._said.within(part.start, part.end)
        money = [each for each in said if each.word is Word.MONEY]
        if not money or any(each.word not in PERIOD_WORDS for each in said if each not in money):
            return ()
        coins = list(_COIN_WORD.finditer(self._text, part.start, part.end))
        if len(coins) != len(money) or set(self._words_beside(part, said)) - _ARTICLES - _COINS:
            return ()
        counted = (HeaderWord(Word.QUANTITY, *each.span(), line=said[0].line) for each in coins)
        return tuple(sorted((*said, *counted), key=lambda each: each.start))

    def _fills(self, part: Words, said: Sequence[HeaderWord]) -> bool:
        """Whether a part is a header's, having expressions and little else."""
        left = without(self._text, part.start, part.end, said)
        words = _WORD.findall(left.lower())
        if any(word not in _FILLING for word in words) or (len(words) > _HEADING and len(said) == 1):
            return False
        return bool(said) or (not _HEADS.isdisjoint(words) and label_of(left).meaning is None)

    def _words_beside(self, part: Words, said: Sequence[HeaderWord]) -> list[str]:
        return _WORD.findall(without(self._text, part.start, part.end, said).lower())


def _which(quarter: str) -> int:
    """Which quarter an expression names: "q2", "2q", "2nd quarter", "second quarter"."""
    digit = next((letter for letter in quarter if letter.isdigit()), None)
    return int(digit) if digit is not None else _NAMES.index(quarter.split(maxsplit=1)[0]) + 1
