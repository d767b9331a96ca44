"""CSV with a header, read into labels and written from them. Columns may stand in any order."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from types import MappingProxyType
from typing import TextIO

from monitor.bitcoin.network import Network
from monitor.labels.formats.fields import script_text, texts_of, words_of
from monitor.labels.formats.lines import bounded_lines
from monitor.labels.intake import Again, Intake
from monitor.labels.label import Label

FIELDS = {
    "address": "address",
    "entity": "entity",
    "entity_type": "category",
    "role": "role",
    "confidence": "confidence",
    "source": "source",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "known_since": "known_since",
    "withdrawn": "withdrawn",
    "derived_from": "derived_from",
    "note": "note",
}
"""The intake's name for every column."""
COLUMNS = tuple(FIELDS)
REQUIRED_COLUMNS = ("address", "entity", "entity_type")
_KEPT = 10_000
"""So many rows that say the same of different addresses are recognised: by the rest of their line, or, where it has
quotes, by their cells."""

_AT_ONCE = 1024
"""So many such rows have their addresses decoded together."""
_LONGEST_ADDRESS = 1000
_QUOTE = '"'
"""A line without it is a row of its own, whose cells are what stands between the commas."""

Row = tuple[int, list[str]]


def read_table(
    stream: TextIO | str, file: str, intake: Intake, defaults: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Read CSV text into an intake; what is wrong becomes the intake's problems.

    Args:
        stream: the text, without byte order mark; lines may end in LF or CRLF.
        file: its name, for labels and problems.
        intake: where labels and problems go.
        defaults: fields whose cell is empty.
    """
    rows = _Rows(stream, file, intake)
    header = _header(rows, intake, f"its first line must be {','.join(REQUIRED_COLUMNS)},…")
    if header is None:
        return
    columns = _columns(header, file, intake)
    if columns is not None:
        _take(rows, columns, intake, defaults)


def read_mapped_table(
    stream: TextIO, file: str, intake: Intake, columns: Mapping[str, str], defaults: Mapping[str, str]
) -> None:
    """Read CSV with other column names.

    Args:
        stream: the text.
        file: its name.
        intake: where labels and problems go.
        columns: the file's column for a field of the intake, of which `address` is one; columns that are not named are
            not read.
        defaults: fields that no column gives, or whose cell is empty.
    """
    rows = _Rows(stream, file, intake)
    header = _header(rows, intake, "its first line must name the columns")
    if header is None:
        return
    line, names = header
    faults = [
        f"there is no column {column!r}; there are {', '.join(names)}"
        for column in columns.values()
        if column not in names
    ]
    faults += [
        f"the column {column!r} is given twice" for column in columns.values() if names.count(column) > 1
    ]
    for fault in dict.fromkeys(faults):
        intake.refuse(file, line, fault)
    if faults:
        return
    fields = {column: field for field, column in columns.items()}
    _take(rows, [fields.get(name, "") for name in names], intake, defaults)


def write_table(labels: Iterable[Label], network: Network) -> Iterator[str]:
    """Labels as CSV with every column. Most say the same of another script, which is written but once."""
    yield ",".join(COLUMNS) + "\n"
    known: dict[tuple[object, ...], str] = {}
    for label in labels:
        words = words_of(label)
        rest = known.get(words)
        if rest is None:
            texts = texts_of(label, network)
            rest = _line([texts[FIELDS[column]] for column in COLUMNS[1:]])
            if len(known) >= _KEPT:
                known.clear()
            known[words] = rest
        yield f"{script_text(label, network)},{rest}"


def _line(cells: Iterable[str]) -> str:
    line = StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _take(rows: "_Rows", columns: list[str], intake: Intake, defaults: Mapping[str, str]) -> None:
    """Keep every row. Most rows of a list differ in nothing but the address, and are parsed and checked but once."""
    place = columns.index("address")
    claims: dict[str | tuple[str, ...], Label] = {}
    alike: list[Again] = []
    texts: list[str] = []

    def take_alike() -> None:
        for index in intake.take_again(alike):
            _taken((alike[index][2], next(csv.reader([texts[index]]))), columns, rows.file, intake, defaults)
        alike.clear()
        texts.clear()

    for text in rows:
        words = text.split(",", place + 1)
        address = words.pop(place) if len(words) > place else ""
        rest = ",".join(words)
        claim = claims.get(rest)
        if claim is not None and len(address) <= _LONGEST_ADDRESS and _QUOTE not in address:
            alike.append((address.strip(), claim, rows.line))
            texts.append(text)
            if len(alike) == _AT_ONCE:
                take_alike()
            continue
        take_alike()
        row = rows.row_from(text)
        if row is None:
            return
        line, cells = row
        said = (*cells[:place], *cells[place + 1 :])
        claim = claims.get(said)
        if claim is not None and not intake.take_again([(cells[place].strip(), claim, line)]):
            continue
        claim = _taken(row, columns, rows.file, intake, defaults)
        if claim is None:
            continue
        if len(claims) >= _KEPT:
            claims.clear()
        claims[said if _QUOTE in text else rest] = claim
    take_alike()


def _taken(
    row: Row, columns: list[str], file: str, intake: Intake, defaults: Mapping[str, str]
) -> Label | None:
    """Keep one row, or note what is wrong with it."""
    line, cells = row
    stripped = [cell.strip() for cell in cells]
    if not any(stripped):
        return None
    if len(cells) != len(columns):
        intake.refuse(file, line, f"the row has {len(cells)} cells, the header {len(columns)}")
        return None
    given = {field: cell for field, cell in zip(columns, stripped, strict=True) if field and cell}
    return intake.take({**defaults, **given}, file, line)


def _header(rows: "_Rows", intake: Intake, wanted: str) -> Row | None:
    noted = len(intake.problems)
    for text in rows:
        row = rows.row_from(text)
        if row is None:
            return None
        line, cells = row
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            return line, stripped
    if len(intake.problems) == noted:
        intake.refuse(rows.file, 1, f"the file is empty; {wanted}")
    return None


class _Rows:
    """The lines of a table, each of which may be made a row; a quoted cell may run over several lines."""

    def __init__(self, stream: TextIO | str, file: str, intake: Intake) -> None:
        self._lines = bounded_lines(StringIO(stream, newline="") if isinstance(stream, str) else stream)
        self._reader = csv.reader(iter(self._for_row, ""), strict=True)
        self._begun = ""
        self._intake = intake
        self.file = file
        self.line = 0
        """The number of the latest line, from 1."""

    def __iter__(self) -> Iterator[str]:
        """The lines that are part of no row so far."""
        for text in self._lines:
            self.line += 1
            yield text

    def row_from(self, text: str) -> Row | None:
        """The row that begins with the latest line, and that line; None where it, and all that follows, is no CSV."""
        line, self._begun = self.line, text
        try:
            return line, next(self._reader)
        except csv.Error as error:
            self._intake.refuse(self.file, line, f"no valid CSV: {error}")
            return None

    def _for_row(self) -> str:
        """The next line of a row, empty at the end of the text."""
        text, self._begun = self._begun, ""
        if not text:
            text = next(self._lines, "")
            self.line += bool(text)
        return text


def _columns(header: Row, file: str, intake: Intake) -> list[str] | None:
    line, names = header
    names = [name.lower() for name in names]
    faults = [
        f"unknown column {name!r}; known are {', '.join(COLUMNS)}" for name in names if name not in FIELDS
    ]
    faults += [f"the column {name!r} is missing" for name in REQUIRED_COLUMNS if name not in names]
    faults += [f"the column {name!r} is given twice" for name in COLUMNS if names.count(name) > 1]
    for fault in faults:
        intake.refuse(file, line, fault)
    return None if faults else [FIELDS[name] for name in names]
