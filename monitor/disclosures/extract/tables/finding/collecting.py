"""The tables of a text: header and rows are collected until a table ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.disclosures.extract.limits import Budget
from monitor.disclosures.extract.tables.finding.cells import Value, Words
from monitor.disclosures.extract.tables.finding.headers import BEGINNING, Divided, Headers
from monitor.disclosures.extract.tables.finding.labels import Labels
from monitor.disclosures.extract.tables.finding.paired import Paired
from monitor.disclosures.extract.tables.finding.rows import Row, Sentence, rows_of
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.words import PERIOD_WORDS, Expressions, HeaderWord, Word
from monitor.disclosures.extract.tables.label.elliptic import elliptic_label
from monitor.disclosures.extract.tables.label.meaning import NOTHING, label_of

_TITLED = frozenset({Word.MONTH, Word.QUARTER, Word.HALF, Word.MONTH_NAME})
_MOST_JOINED = 4
_LEAST_STACKED = 2
"""Labels with their periods below them; one alone heads the column of a table by months."""
_MOST_CELLS = 40
_LONGEST_ROW = 4_000
"""Characters of a row with so many cells; a whole document may stand on one line."""
_BESIDE_YEARS = 200
"""Characters among and behind the years of a header that belong to it."""
_EMPTY = {"", ")", "%", "$"}
_NEAR = 700
"""Characters above a table in which its caption stands."""


class _Collector:
    """Collects header and rows until a table ends."""

    def __init__(self, text: str, said: Expressions) -> None:
        self._text = text
        self._said = said
        self._headers = Headers(text, said)
        self._labels = Labels(text, said)
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
            self._stack()
        if self._table.rows or self._table.paired:
            yield self._table
        self._reset()

    def _turn(self) -> None:
        """Give values to the labels below them, where they stand above: "180 / Bitcoin sold / 9,084 / Bitcoin held"."""
        rows = self._table.rows
        below = [part for part in self._lines_above if part.start > rows[-1].end]
        if not below or len(below) > _MOST_JOINED or any(len(row.values) != 1 for row in rows):
            return
        text = below[0].of(self._text)
        last = label_of(text)
        headed = rows[0].own_period or _is_heading(rows[0])
        if last.meaning is None or not (headed or self._loose):
            return
        values = [row.values for row in rows]
        if self._loose and not rows[0].own_period:
            values.insert(0, self._loose)
        end = TableRow(last, below[0].start, below[0].end, text)
        below_heading = headed and len(values) == len(rows)
        labelled = rows[1:] if below_heading else [row for row in rows if not row.own_period]
        pairs = zip((*labelled, end), values, strict=False)
        self._table.rows = [replace(row, values=value) for row, value in pairs]

    def _stack(self) -> None:
        """Give periods to the labels above them: "Bitcoin mined / May 2024 / 90 / Bitcoin sold / May 2024 / 80"."""
        headed: list[tuple[Words, list[TableRow]]] = []
        for row in self._table.rows:
            if row.own_period and row.above:
                headed.append((row.above[-1], []))
            if row.own_period and headed:
                headed[-1][1].append(row)
        read = [(label, rows) for label, rows in headed if label_of(label.of(self._text)).meaning is not None]
        below = [row for _, rows in headed for row in rows]
        if not read or len(headed) < _LEAST_STACKED or any(self._paired(row) is None for row in below):
            return
        for label, rows in read:
            pairs = tuple(pair for row in rows if (pair := self._paired(row)) is not None)
            self._add_paired(Row([label], pairs=pairs))
        self._table.rows = [row for row in self._table.rows if not row.own_period]

    def _paired(self, row: TableRow) -> Paired | None:
        """The only value of a period's row; a year may stand before it: "Year to date 2024 | 400"."""
        *before, value = row.values
        years = self._headers.years(before)
        return Paired(value, (*row.said, *years)) if len(years) == len(before) else None

    def row(self, row: Row) -> Iterator[Table]:
        if row.pairs:
            self._add_paired(row)
            return
        if row.values and not row.parts and not self._table.rows:
            self._loose = tuple(row.values)
        labelled = self._headers.is_label(row)
        parts = row.parts[:-1] if labelled else row.parts
        divided = self._headers.divided(parts, in_rows=bool(self._table.rows))
        if labelled and self._headers.is_period(row.parts[-1]):
            self._take(divided)
            self._add(row, row.parts[:-1], row.parts[-1])
            return
        named = False if labelled else self._name(row, divided)
        if labelled:
            self._headers.split(row.parts[-1], divided)
        begun = any(each.word in BEGINNING for each in divided.words)
        if self._table.rows and (begun or named):
            yield from self.finished()
        self._take(divided)
        if divided.label and labelled:
            self._add(row, divided.label, None)
        elif not labelled:
            self._lines_above += divided.label

    def _name(self, row: Row, divided: Divided) -> bool:
        """Put years among the header's words; whether they stand beside names of columns, as in "BTC Sold 2025"."""
        years = self._headers.years(row.values)
        if years and row.parts:  # what stands in brackets among them: "2025 and 2024 (in US$ thousands)"
            begin, last = row.parts[-1].end, row.values[-1].end
            divided.captions.append(self._text[begin : min(self._said.line_end(last), begin + _BESIDE_YEARS)])
        if divided.words or not divided.label:
            divided.words += years
            divided.captions += [part.of(self._text) for part in divided.label if row.values]
            divided.label = [] if row.values else divided.label
        elif len(years) > 1 and not self._table.rows:
            divided.words += years  # below a title: "Bitcoin", "2025", "2024"
        elif years and len(row.values) == 1:
            divided.label[-1] = Words(divided.label[-1].start, row.values[0].end)
        return bool(years)

    def _take(self, divided: Divided) -> None:
        self._header += divided.words
        self._titles |= divided.titles
        self._captions += divided.captions

    def _add(self, row: Row, label: Sequence[Words], own: Words | None) -> None:
        """A row of values; `own` is the period it belongs to, where its label is none but that."""
        if not (self._table.rows or self._table.paired):
            self._begin(row)
        if own is None:
            read, used = self._labels.read(label)
            start, end, above = label[-used].start, label[-1].end, tuple(label[:-used])
        else:
            read, start, end, above = NOTHING, own.start, own.end, tuple(label)
        if not self._table.rows:
            self._introduce((*self._lines_above, *above))
        self._table.rows.append(
            TableRow(
                read, start, end, self._text[start:end], tuple(row.values), self._said.within(start, end), row.listed,
                own_period=own is not None, cells=self._cells(start, end, row.values), heading=self._heading(above),
                above=above,
            )
        )  # fmt: skip

    def _add_paired(self, row: Row) -> None:
        [label] = row.parts
        if not (self._table.rows or self._table.paired):
            self._begin(row)
        text = label.of(self._text)
        said = self._said.within(label.start, label.end)
        read = elliptic_label(text)
        self._table.paired.append(
            TableRow(read, label.start, label.end, text, said=said, listed=True, pairs=row.pairs)
        )

    def _heading(self, above: Sequence[Words]) -> str:
        """The last cell above a label, without those that name a part of a taxonomy in brackets."""
        texts = (part.of(self._text) for part in reversed(above))
        return next((text for text in texts if not text.rstrip().endswith("]") and "[" not in text), "")

    def _cells(self, begin: int, start: int, values: Sequence[Value]) -> tuple[Value | None, ...]:
        line = self._text[start : min(self._said.line_end(start), start + _LONGEST_ROW)].rstrip("\n")
        before = self._text[max(self._text.rfind("\n", 0, begin) + 1, begin - _LONGEST_ROW) : begin]
        if any(map(str.isdigit, before)):
            return ()  # another row's values stand before it in the line
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
        near = [part for part in above if part.start >= self._table.start - _NEAR]
        self._table.heads = tuple(part.of(self._text) for part in near[-_MOST_CELLS:])
        for part in near:
            self._table.caption += " " + part.of(self._text)
            said = self._said.within(part.start, part.end)
            if any(each.word is Word.DURATION for each in said):
                self._table.about += said

    def _begin(self, row: Row) -> None:
        start = (row.parts or row.values)[0].start
        near = start - self._above.end <= _NEAR and self._above.end > 0
        above = self._above if near else Sentence(start, start)
        caption = " ".join((self._text[above.start : above.end][-_NEAR:], *self._captions))
        about = self._said.within(above.start, above.end)
        self._table = Table((), [], caption, about, tuple(self._columns_words()), start)

    def _columns_words(self) -> list[HeaderWord]:
        """The header's expressions without the month of a title, where columns have their own."""
        titles = {each for each in self._titles if each.word in _TITLED}
        others = [each for each in self._header if each not in titles]
        return others if any(each.word in PERIOD_WORDS for each in others) else self._header


def _is_heading(row: TableRow) -> bool:
    """Whether what looks like a row's label heads what follows: "November 2025 Highlights"."""
    if row.label.meaning is not None or row.listed:
        return False
    return any(each.word in PERIOD_WORDS for each in row.said) or _HEADS.search(row.text) is not None


_HEADS = re.compile(
    r"\b(?:highlights|metrics|results|updates?|overview|summary|kpis?|glance|numbers|performance|operations|statistics|"
    r"snapshot)\b",
    re.IGNORECASE,
)


def tables_of(text: str, said: Expressions, budget: Budget, *, marked: bool = False) -> Iterator[Table]:
    """The tables of a masked text in reading order; their columns are found once they are complete.

    `marked` where tags stood in the text.
    """
    reader = _Collector(text, said)
    for item in rows_of(text, said, budget, marked=marked):
        yield from reader.sentence(item) if isinstance(item, Sentence) else reader.row(item)
    yield from reader.finished()
