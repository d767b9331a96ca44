"""CSV with a header, read into labels and written from them. Columns may stand in any order."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from types import MappingProxyType
from typing import TextIO

from monitor.bitcoin.network import Network
from monitor.labels.formats.fields import script_text, texts_of, words_of
from monitor.labels.formats.lines import bounded_lines
from monitor.labels.intake import Intake
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
"""So many rows that say the same of different addresses are recognised by what they say."""

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
    rows = _rows(stream, file, intake)
    header = _header(rows, file, intake, f"its first line must be {','.join(REQUIRED_COLUMNS)},…")
    if header is None:
        return
    columns = _columns(header, file, intake)
    if columns is not None:
        _take(rows, columns, file, intake, defaults)


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
    rows = _rows(stream, file, intake)
    header = _header(rows, file, intake, "its first line must name the columns")
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
    _take(rows, [fields.get(name, "") for name in names], file, intake, defaults)


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


def _take(
    rows: Iterator[Row], columns: list[str], file: str, intake: Intake, defaults: Mapping[str, str]
) -> None:
    """Keep every row. Most rows of a list differ in nothing but the address, and are checked but once."""
    place = columns.index("address")
    claims: dict[tuple[str, ...], Label] = {}
    for line, cells in rows:
        words = (*cells[:place], *cells[place + 1 :])
        claim = claims.get(words)
        if claim is not None:
            intake.take_again(cells[place].strip(), claim, line)
            continue
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            continue
        if len(cells) != len(columns):
            intake.refuse(file, line, f"the row has {len(cells)} cells, the header {len(columns)}")
            continue
        given = {field: cell for field, cell in zip(columns, stripped, strict=True) if field and cell}
        claim = intake.take({**defaults, **given}, file, line)
        if claim is not None:
            if len(claims) >= _KEPT:
                claims.clear()
            claims[words] = claim


def _header(rows: Iterator[Row], file: str, intake: Intake, wanted: str) -> Row | None:
    noted = len(intake.problems)
    for line, cells in rows:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            return line, stripped
    if len(intake.problems) == noted:
        intake.refuse(file, 1, f"the file is empty; {wanted}")
    return None


def _rows(stream: TextIO | str, file: str, intake: Intake) -> Iterator[Row]:
    """Every row with the line it begins on; a quoted cell may run over several."""
    text = StringIO(stream, newline="") if isinstance(stream, str) else stream
    reader = csv.reader(bounded_lines(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        intake.refuse(file, line, f"no valid CSV: {error}")


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
