"""The tables of a text: what their columns are, and their rows with labels read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from monitor.disclosures.extract.limits import Budget
from monitor.disclosures.extract.tables.cells import Kind, Value, Words
from monitor.disclosures.extract.tables.columns import Column
from monitor.disclosures.extract.tables.header_words import PERIOD_WORDS, Expressions, HeaderWord, Word
from monitor.disclosures.extract.tables.meaning import NOTHING, Label, label_of, scale_of
from monitor.disclosures.extract.tables.rows import Row, Sentence, rows_of

_FILLING_WORDS = (
    "a actual amounts and as at bitcoin btc calendar change changes commentary comparative compared comparison "
    "consolidated data december description dollars ended ending except except. expressed figures financial first "
    "fiscal for from highlights in indicator indicators information is item items key kpi kpis metric metrics "
    "millions mined mining month monthly months nine number of operating operation operational operations other "
    "over overview per percent performance period periods previous prior production quarter quarterly results s "
    "self-mining share six statistics summary table the then this thousands three to total u unaudited unit units "
    "unless update updates us usd versus vs with year years "
)
_FILLING = frozenset(_FILLING_WORDS.split()) | {
    "restated",
    "revised",
    "adjusted",
    "previously",
    "originally",
    "reported",
}
"""Words that fill up a header and are no label."""
_ARTICLES = frozenset(
    {
        "the",
        "for",
        "of",
        "a",
        "and",
        "ended",
        "ending",
        "month",
        "actual",
        "unaudited",
        "as",
        "in",
        "u",
        "s",
        "total",
    }
)
_SUPERSEDED = re.compile(r"\b(?:previously|originally|initially|before)\b", re.IGNORECASE)
_TITLED = frozenset({Word.MONTH, Word.QUARTER, Word.HALF, Word.MONTH_NAME})
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_SPAN = frozenset({"to", "through", "until", "and", "the", "from", "week", "of"})
"""Words within a period of several days."""
_MOST_JOINED = 4
_HEADING = 3
"""Words beside a single period: with more of them a line is a heading, and no column's."""
_UNFINISHED = re.compile(
    r"(?:\b(?:per|of|from|for|and|the|net|in|on|average|by|with|to|restricted|unrestricted|power|as|at|gross|or|a|avg)|"
    r"[-&,(/])\s*\d?\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^\s*(?:[a-z(&/]|-\s)")
_COIN_ALONE = re.compile(r"(?:bitcoins?|btc)", re.IGNORECASE)
_ITEM = re.compile(r"\s*-\s")
_LONG_PART = 80
_NOTE = 20
"""A footnote's number is not above this."""
_MOST_CELLS = 40
_EMPTY = {"", ")", "%", "$"}
_NEAR = 700
"""Characters above a table in which its caption stands."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its label read."""

    label: Label
    text: str
    """The label as it stands in the masked text."""
    start: int
    end: int
    """Where the label begins and ends in the text."""
    values: tuple[Value, ...]
    said: tuple[HeaderWord, ...]
    """The periods its label names."""
    listed: bool
    """Its label ends with a colon."""
    cells: tuple[Value | None, ...] = ()
    """The values of a row in one line with bars, None for an empty cell; nothing where a cell holds more."""
    own_period: bool = False
    """Its label is a period and nothing else."""
    heading: str = ""
    """The last cell above the label, as it stands in the masked text."""
    above: tuple[Words, ...] = ()
    """Cells before the label that belong to no header: names of columns, where the rows are the periods."""


@dataclass(slots=True)
class Table:
    """Rows under one header."""

    columns: tuple[Column, ...] = ()
    rows: list[TableRow] = field(default_factory=list)
    caption: str = ""
    """The sentence above and the header's own words, masked."""
    about: tuple[HeaderWord, ...] = ()
    """Periods of the sentence above."""
    header: tuple[HeaderWord, ...] = ()
    start: int = 0

    @property
    def scale(self) -> int | None:
        """Thousands or millions, where the caption says so."""
        return scale_of(self.caption.lower())


class _Reader:
    """Collects header and rows until a table ends."""

    def __init__(self, text: str, said: Expressions) -> None:
        self._text = text
        self._said = said
        self._above = Sentence(0, 0)
        self._reset()

    def _reset(self) -> None:
        self._header: list[HeaderWord] = []
        self._titles: set[HeaderWord] = set()
        self._captions: list[str] = []
        self._lines_above: list[Words] = []
        self._loose: tuple[Value, ...] = ()
        self._table = Table()

    def sentence(self, item: Sentence) -> Iterator[Table]:
        yield from self.finished()
        self._above = item

    def finished(self) -> Iterator[Table]:
        if self._table.rows:
            self._turn()
            yield self._table
        self._reset()

    def _turn(self) -> None:
        """Give values to the labels below them, where they stand above: "180 / Bitcoin sold / 9,084 / Bitcoin held"."""
        rows = self._table.rows
        below = [part for part in self._lines_above if part.start > rows[-1].end]
        first = () if rows[0].own_period else self._loose
        if not below or len(below) > _MOST_JOINED or any(len(row.values) != 1 for row in rows):
            return
        last = label_of(self._text[below[0].start : below[0].end])
        if last.meaning is None or not (first or rows[0].own_period):
            return
        values = [*((first,) if first else ()), *(row.values for row in rows)]
        labelled = [row for row in rows if not row.own_period]
        end = TableRow(
            label=last,
            text=self._text[below[0].start : below[0].end],
            start=below[0].start,
            end=below[0].end,
            values=(),
            said=(),
            listed=False,
        )
        self._table.rows = [
            replace(row, values=value) for row, value in zip((*labelled, end), values, strict=False)
        ]

    def row(self, row: Row) -> Iterator[Table]:
        if row.values and not row.parts and not self._table.rows:
            self._loose = tuple(row.values)
        labelled = self._is_label(row)
        own = labelled and self._is_period(row.parts[-1])
        header, label = self._divided(row.parts[:-1] if labelled else row.parts)
        if own:
            self._add(row, label, row.parts[-1])
            return
        if labelled:
            prefix, last = self._split(row.parts[-1])
            header += prefix
            label.append(last)
        elif row.values and (header or not label):
            header += self._years(row.values)
            self._captions += [self._text[part.start : part.end] for part in label]
            label = []
        if self._table.rows and any(
            each.word in PERIOD_WORDS or each.word is Word.QUANTITY for each in header
        ):
            yield from self.finished()
        self._header += header
        if label and labelled:
            self._add(row, label, None)
        elif not labelled:
            self._lines_above += label

    def _is_label(self, row: Row) -> bool:
        """Whether the last part is the label of the values, and not a header's last words."""
        if not row.parts or not row.values or self._years(row.values):
            return False
        part = row.parts[-1]
        if all(value.glued and value.number and _is_small(value) for value in row.values):
            return False  # the footnote's number of a heading: "Bitcoin Mining1"
        small = all(_is_small(value) for value in row.values)
        return not small or not self._fills(part, self._said.within(part.start, part.end))

    def _is_period(self, part: Words) -> bool:
        """Whether a row with this label is a period's own: "January 2025 | 527 | 475"."""
        said = self._said.within(part.start, part.end)
        if not said or any(each.word not in PERIOD_WORDS for each in said):
            return False
        return set(map(str.lower, _WORD.findall(self._without(part, said)))) <= _SPAN

    def _divided(self, parts: Sequence[Words]) -> tuple[list[HeaderWord], list[Words]]:
        """The header's expressions among the parts, and the parts that are none."""
        header: list[HeaderWord] = []
        label: list[Words] = []
        for part, after in zip(parts, (*parts[1:], None), strict=False):
            said = self._quantity(part, after) or self._said.within(part.start, part.end)
            telling = [
                each
                for each in said
                if each.word in PERIOD_WORDS or each.word in {Word.CHANGE, Word.QUANTITY}
            ]
            if self._fills(part, said) and (telling or not self._table.rows):
                if _SUPERSEDED.search(self._text, part.start, part.end):
                    said = tuple(replace(each, superseded=True) for each in said)
                header += said
                self._captions.append(self._text[part.start : part.end])
                words = set(map(str.lower, _WORD.findall(self._without(part, said))))
                if len(telling) == 1 and words - _ARTICLES:
                    self._titles.update(said)
            else:
                label.append(part)
        return header, label

    def _quantity(self, part: Words, after: Words | None) -> tuple[HeaderWord, ...]:
        """A coin's name beside "Amount", which heads a column of quantities."""
        if after is None or not _COIN_ALONE.fullmatch(self._text[part.start : part.end].strip()):
            return ()
        beside = self._said.within(part.end, after.end)
        if not beside or any(each.word not in {Word.MONEY, Word.CARRYING} for each in beside):
            return ()
        return (HeaderWord(Word.QUANTITY, part.start, part.end, line=beside[0].line),)

    def _split(self, part: Words) -> tuple[list[HeaderWord], Words]:
        """A header's expressions that are glued to the front of a label, and the label."""
        said = self._said.within(part.start, part.end)
        telling = [each for each in said if each.word in PERIOD_WORDS or each.word is Word.CHANGE]
        while len(telling) > 1:
            front = Words(part.start, telling[-1].end)
            inside = [each for each in said if each.end <= front.end]
            if front.end < part.end and self._fills(front, inside):
                self._captions.append(self._text[front.start : front.end])
                return inside, Words(front.end, part.end)
            telling.pop()
        return [], part

    def _fills(self, part: Words, said: Sequence[HeaderWord]) -> bool:
        """Whether a part is a header's, having expressions and little else."""
        left = self._without(part, said)
        words = [word.lower() for word in _WORD.findall(left)]
        if any(word not in _FILLING for word in words) or (len(words) > _HEADING and len(said) == 1):
            return False
        if said:
            return True
        return (
            bool(words)
            and label_of(left).meaning is None
            and set(words)
            & {"metric", "metrics", "unaudited", "thousands", "millions", "indicators", "comparison"}
            != set()
        )

    def _without(self, part: Words, said: Sequence[HeaderWord]) -> str:
        """A part's text with its expressions blanked."""
        kept, at = [], part.start
        for each in said:
            kept.append(self._text[at : each.start])
            at = each.end
        return " ".join((*kept, self._text[at : part.end]))

    def _years(self, values: Sequence[Value]) -> list[HeaderWord]:
        """The years among values, where all are years or a footnote's digits."""
        years = [
            each
            for value in values
            for each in self._said.within(value.start, value.end)
            if each.word is Word.YEAR
        ]
        rest = [value for value in values if not self._said.within(value.start, value.end)]
        return years if all(_is_small(value) for value in rest) else []

    def _add(self, row: Row, label: Sequence[Words], own: Words | None) -> None:
        """A row of values; `own` is the period it belongs to, where its label is none but that."""
        if not self._table.rows:
            self._begin(row)
        if own is None:
            read, used = self._label(label)
            start, end, above = label[-used].start, label[-1].end, tuple(label[:-used])
        else:
            read, start, end, above = NOTHING, own.start, own.end, tuple(label)
        if not self._table.rows:
            self._introduce((*self._lines_above, *above))
        self._table.rows.append(
            TableRow(
                label=read,
                text=self._text[start:end],
                start=start,
                end=end,
                values=tuple(row.values),
                said=self._said.within(start, end),
                own_period=own is not None,
                listed=row.listed,
                cells=self._cells(end, row.values),
                heading=self._text[above[-1].start : above[-1].end] if above else "",
                above=above,
            )
        )

    def _cells(self, start: int, values: Sequence[Value]) -> tuple[Value | None, ...]:
        line = self._text[start : self._said.line_end(start)].rstrip("\n")
        cells: list[Value | None] = []
        at = start
        for place, cell in enumerate(line.split("|")[:_MOST_CELLS]):
            held = [value for value in values if at <= value.start < at + len(cell) + 1]
            if len(held) > 1 or (not held and cell.strip() not in _EMPTY):
                return ()
            if place:  # what stands before the first bar is the label
                cells.append(held[0] if held else None)
            at += len(cell) + 1
        while cells and cells[-1] is None:
            cells.pop()
        return tuple(cells)

    def _introduce(self, above: Sequence[Words]) -> None:
        """Take what the lines above the first row say of a duration, as a title does, for said of the table."""
        for part in above:
            if part.start < self._table.start - _NEAR:
                continue
            self._table.caption += " " + self._text[part.start : part.end]
            said = self._said.within(part.start, part.end)
            if any(each.word is Word.DURATION for each in said):
                self._table.about += said

    def _begin(self, row: Row) -> None:
        start = row.parts[0].start if row.parts else row.values[0].start
        near = start - self._above.end <= _NEAR and self._above.end > 0
        above = self._above if near else Sentence(start, start)
        caption = " ".join((self._text[above.start : above.end][-_NEAR:], *self._captions))
        about = self._said.within(above.start, above.end)
        self._table = Table((), [], caption, about, tuple(self._columns_words()), start)

    def _columns_words(self) -> list[HeaderWord]:
        """The header's expressions without the month of a title, where columns have their own."""
        titles = {each for each in self._titles if each.word in _TITLED}
        own = [each for each in self._header if each.word in PERIOD_WORDS and each not in titles]
        return [each for each in self._header if each not in titles] if own else self._header

    def _label(self, parts: Sequence[Words]) -> tuple[Label, int]:
        """A label that may be broken over several parts, and of how many it is made."""
        used = 1
        while used < min(len(parts), _MOST_JOINED) and self._belongs(parts[-used - 1], parts[-used]):
            used += 1
        read = label_of(self._text[parts[-used].start : parts[-1].end])
        if read.meaning is None and used < len(parts) and not self._is_whole(parts[-used - 1]):
            before = parts[-used - 1]
            joined = label_of(self._text[before.start : parts[-1].end])
            if joined.meaning is not None and label_of(self._text[before.start : before.end]).meaning is None:
                return joined, used + 1
        return read, used

    def _belongs(self, before: Words, after: Words) -> bool:
        first, second = self._text[before.start : before.end], self._text[after.start : after.end]
        if self._is_whole(before):
            return False
        if _COIN_ALONE.fullmatch(first.strip()) and _ITEM.match(second):
            return False
        same_line = self._said.same_line(before.end - 1, after.start)
        return same_line or bool(_UNFINISHED.search(first)) or bool(_GOES_ON.match(second))

    def _is_whole(self, part: Words) -> bool:
        """Whether a part stands by itself: a heading, an item's end."""
        return (
            self._text[part.start : part.end].rstrip()[-1:] in {":", "."}
            or part.end - part.start > _LONG_PART
        )


def _is_small(value: Value) -> bool:
    number = value.number
    return (
        value.kind is Kind.NUMBER
        and number is not None
        and number <= _NOTE
        and not value.coins
        and not value.currency
        and not value.percent
    )


def tables_of(text: str, said: Expressions, budget: Budget) -> Iterator[Table]:
    """The tables of a masked text in reading order; their columns are found once they are complete.

    Args:
        text: the masked text.
        said: its header expressions.
        budget: how much may be read.
    """
    reader = _Reader(text, said)
    for item in rows_of(text, said, budget):
        yield from reader.sentence(item) if isinstance(item, Sentence) else reader.row(item)
    yield from reader.finished()
