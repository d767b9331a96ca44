"""The cells of a table to lines, one for each row.

Columns of the grid that HTML speaks of are no columns to a reader: a figure lies over three of them, a spacer over one.
Those that cells with text share are therefore made one, the narrowest cells first; what lies over several of them is
a heading that spans them.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.disclosures.text.cells import Cell, glued, is_bare_mark, is_bullet, is_figure, is_year
from monitor.disclosures.text.limits import MOST_COLUMNS, MOST_SPAN

_MOST_LINES = 12
"""A cell with more lines is a column of a page, not a value."""
_LONG = 700
"""Characters; likewise."""
_REPEATED = 200
"""Characters; what is longer is no heading, and stands once."""
_MOST_CARRIED = 16
"""Cells that reach down into further rows at the same time."""
_ITEM = 2
"""Cells of an item: its bullet and its text."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class GridCell:
    """A cell as it was read."""

    start: int
    end: int
    lines: list[str]
    holds_rows: bool
    """It holds a table of its own."""


@dataclass(slots=True)
class _Carried:
    start: int
    end: int
    rows_left: int
    lines: list[str]


@dataclass(slots=True)
class Table:
    """A table while it is read: `row`, then `place` for each cell, then `lines`."""

    _rows: list[list[GridCell]] = field(default_factory=list)
    _cursor: int = 0
    _carried: list[_Carried] = field(default_factory=list)
    cells: int = 0
    """So many were read or carried."""

    def row(self) -> None:
        """A new row begins."""
        self._rows.append([])
        self._cursor = 0
        for each in self._carried:
            each.rows_left -= 1
        self._carried = [each for each in self._carried if each.rows_left > 0]
        self.cells += len(self._carried)
        for each in self._carried:
            if each.lines and not any(is_figure(line) for line in each.lines):
                self._rows[-1].append(GridCell(each.start, each.end, each.lines, holds_rows=False))

    def place(self, columns: int, rows: int, lines: list[str]) -> GridCell:
        """A cell begins. Its `lines` are filled while it is read."""
        if not self._rows:
            self.row()
        for each in self._carried:
            if each.start <= self._cursor < each.end:
                self._cursor = each.end
        cell = GridCell(self._cursor, self._cursor + min(max(columns, 1), MOST_SPAN), lines, holds_rows=False)
        self._cursor = cell.end
        self.cells += 1
        self._rows[-1].append(cell)
        if rows > 1 and len(self._carried) < _MOST_CARRIED:
            insort(self._carried, _Carried(cell.start, cell.end, rows, lines), key=lambda each: each.start)
        return cell

    def lines(self) -> tuple[list[str], bool]:
        """The lines, and whether any of them is a row of several cells."""
        rows = [_kinds(row) for row in self._rows]
        self._rows = []
        grids = [cells for row in rows for cells in row.grids]
        columns = _columns(grids)
        if columns is not None and any(is_bare_mark(cell.text) for cells in grids for cell in cells):
            _join_marks(rows, columns)
        found: list[str] = []
        has_rows = False
        for row in rows:
            lines = [_line(cells, columns) for cells in row.grids]
            found += (*row.flow, *(line for line, _ in lines))
            has_rows = has_rows or any(several for _, several in lines)
        return found, has_rows


@dataclass(slots=True)
class _Row:
    """A row is either text that flows, or one grid of cells, or several where its cells hold parallel lines."""

    flow: list[str] = field(default_factory=list)
    grids: list[list[Cell]] = field(default_factory=list)


def _kinds(cells: Sequence[GridCell]) -> _Row:
    full = sorted((cell for cell in cells if any(cell.lines)), key=lambda cell: cell.start)
    if not full:
        return _Row()
    if any(_is_block(cell) for cell in full):
        return _Row(flow=[line for cell in full for line in ("", *cell.lines, "")])
    texts = [[line for line in cell.lines if line] for cell in full]
    if len(full) == 1 and len(texts[0]) > 1:
        return _Row(flow=texts[0])
    if len(full) == _ITEM and is_bullet(" ".join(texts[0])) and _LETTER.search(" ".join(texts[1])):
        return _Row(flow=[f"{' '.join(texts[0])} {texts[1][0]}", *texts[1][1:]])
    height = len(texts[0]) if _are_parallel(texts) else 1
    rows = zip(*texts, strict=True) if height > 1 else [[" ".join(lines) for lines in texts]]
    return _Row(
        grids=[glued([_cell(cell, text) for cell, text in zip(full, row, strict=True)]) for row in rows]
    )


def _is_block(cell: GridCell) -> bool:
    return cell.holds_rows or len(cell.lines) > _MOST_LINES or sum(map(len, cell.lines)) > _LONG


def _are_parallel(texts: list[list[str]]) -> bool:
    """Label and value lists in the cells of a single row, line beside line."""
    height = len(texts[0])
    even = height > 1 and len(texts) > 1 and all(len(lines) == height for lines in texts)
    return even and all(is_figure(line) and not is_year(line) for lines in texts[1:] for line in lines)


def _cell(cell: GridCell, text: str) -> Cell:
    return Cell(cell.start, cell.end, " ".join(text.replace("|", "/").split()))


@dataclass(slots=True)
class _Columns:
    """What a reader takes for columns: disjoint, from left to right."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def under(self, cell: Cell) -> range:
        """The columns that a cell lies over."""
        return range(bisect_right(self.ends, cell.start), bisect_left(self.starts, cell.end))


def _columns(rows: list[list[Cell]]) -> _Columns | None:
    """The columns of a table; None if it has too many for anybody to mean them."""
    spans = {(cell.end - cell.start, cell.start, cell.end) for row in rows if len(row) > 1 for cell in row}
    if len(spans) > MOST_COLUMNS * MOST_COLUMNS:
        return None
    columns = _Columns()
    for _, start, end in sorted(spans):
        under = columns.under(Cell(start, end, ""))
        if not under:
            columns.starts.insert(under.start, start)
            columns.ends.insert(under.start, end)
            if len(columns.starts) > MOST_COLUMNS:
                return None
    return columns


def _join_marks(rows: list[_Row], columns: _Columns) -> None:
    """Columns that hold nothing but `(1)`, under a heading that they share with the figures before them, are marks."""
    shared: set[int] = set()
    mixed: set[int] = set()
    for cell in (cell for row in rows for cells in row.grids for cell in cells):
        under = columns.under(cell)
        if len(under) == _ITEM:
            shared.add(under.start + 1)
        elif len(under) == 1 and not is_bare_mark(cell.text):
            mixed.add(under.start)
    marks = shared - mixed
    for row in rows:
        row.grids = [_with_marks(cells, columns, marks) for cells in row.grids]
    for column in sorted(marks, reverse=True):
        del columns.starts[column], columns.ends[column]


def _with_marks(cells: list[Cell], columns: _Columns, marks: set[int]) -> list[Cell]:
    joined: list[Cell] = []
    for cell in cells:
        if joined and is_bare_mark(cell.text) and columns.under(cell).start in marks:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} [{cell.text.strip('()')}]")
        else:
            joined.append(cell)
    return joined


def _line(cells: list[Cell], columns: _Columns | None) -> tuple[str, bool]:
    """One row, and whether it has several cells."""
    if columns is None or len(columns.starts) <= 1:
        return " | ".join(cell.text for cell in cells), len(cells) > 1
    first = columns.under(cells[0])
    if len(cells) == 1 and (not first or first.start == 0 or len(cells[0].text) > _REPEATED):
        return cells[0].text, False
    row = _placed(cells, columns)
    return (" | ".join(cell.text for cell in cells) if row is None else _joined(row)), True


def _placed(cells: list[Cell], columns: _Columns) -> list[str] | None:
    """The text of each column; None where two cells would share one, so that nothing is lost."""
    row = [""] * len(columns.starts)
    for cell in cells:
        under = columns.under(cell)
        is_short = len(cell.text) <= _REPEATED
        repeats = is_short and under.start > 0 and (is_year(cell.text) or not is_figure(cell.text))
        if not under or any(row[column] for column in under):
            return None
        for column in under if repeats else under[:1]:
            row[column] = cell.text
    return row


def _joined(row: list[str]) -> str:
    """`a | b`; an empty cell leaves nothing between its bars: `| b`, `a | | c`, `a |`."""
    return " | ".join(row).replace("|  |", "| |").replace("|  |", "| |").strip()
