"""CSV with a header, read into labels. Columns may stand in any order."""

import csv
from collections.abc import Iterator
from io import StringIO

from monitor.labels.intake import Intake

_FIELDS = {
    "address": "address",
    "entity": "entity",
    "entity_type": "category",
    "role": "role",
    "confidence": "confidence",
    "source": "source",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "note": "note",
}
"""The intake's name for every column."""
COLUMNS = tuple(_FIELDS)
REQUIRED_COLUMNS = ("address", "entity", "entity_type")

Row = tuple[int, list[str]]


def read_table(text: str, file: str, intake: Intake) -> None:
    """Read CSV text into an intake; what is wrong becomes the intake's problems.

    Args:
        text: the whole file, without byte order mark; lines may end in LF or CRLF.
        file: its name, for labels and problems.
        intake: where labels and problems go.
    """
    noted = len(intake.problems)
    rows = _rows(text, file, intake)
    header = next(rows, None)
    if header is None:
        if len(intake.problems) == noted:
            intake.refuse(
                file, 1, f"the file is empty; its first line must be {','.join(REQUIRED_COLUMNS)},…"
            )
        return
    columns = _columns(header, file, intake)
    if columns is None:
        return
    for line, cells in rows:
        if len(cells) == len(columns):
            intake.take(dict(zip(columns, cells, strict=True)), file, line)
        else:
            intake.refuse(file, line, f"the row has {len(cells)} cells, the header {len(columns)}")


def _rows(text: str, file: str, intake: Intake) -> Iterator[Row]:
    """Every row that is not blank with the line it begins on; a quoted cell may run over several."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        intake.refuse(file, line, f"no valid CSV: {error}")


def _columns(header: Row, file: str, intake: Intake) -> list[str] | None:
    line, names = header
    names = [name.lower() for name in names]
    faults = [
        f"unknown column {name!r}; known are {', '.join(COLUMNS)}" for name in names if name not in _FIELDS
    ]
    faults += [f"the column {name!r} is missing" for name in REQUIRED_COLUMNS if name not in names]
    faults += [f"the column {name!r} is given twice" for name in COLUMNS if names.count(name) > 1]
    for fault in faults:
        intake.refuse(file, line, fault)
    return None if faults else [_FIELDS[name] for name in names]
