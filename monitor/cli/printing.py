"""How texts and tables look on a terminal. A pipe gets the same text without colours."""

import json
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from textwrap import wrap
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

SEVERITY_STYLE = {"critical": "bold red", "warning": "red", "notice": "yellow", "info": ""}
_ANY_WIDTH = 1_000_000
"""Characters: more than any line of ours has."""
_INDENT = "  "
_BETWEEN = "   "
_LEAST_WIDTH = 20


def console() -> Console:
    """Standard output: as wide as the terminal; elsewhere as COLUMNS says, or else every line is whole."""
    return _console(stderr=False)


def complaints() -> Console:
    """Standard error, for what went wrong; as wide as `console`."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    found = Console(highlight=False, stderr=stderr)
    if found.is_terminal or os.environ.get("COLUMNS", "").isdecimal():
        return found
    return Console(highlight=False, stderr=stderr, width=_ANY_WIDTH)


def print_json(document: Any) -> None:
    """One JSON document on stdout."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def moment(at: datetime) -> str:
    """A time as people read it, in UTC."""
    return f"{at:%Y-%m-%d %H:%M}Z"


def words(name: str) -> str:
    """A vocabulary word as people write it."""
    return name.replace("_", " ")


def styled(text: str, style: str) -> str:
    """Rich markup for text of ours or anybody's: brackets in it stay brackets."""
    return f"[{style}]{escape(text)}[/]" if style else escape(text)


def print_hanging(out: Console, lead: str, text: str, style: str = "") -> None:
    """Print a text behind a lead; what does not fit on its line goes on below the text, not below the lead.

    Words stay whole, however long, so that an address can be copied and followed.
    """
    room = max(out.width - len(lead), _LEAST_WIDTH)
    for part in text.splitlines():
        for line in wrap(part, room, break_long_words=False, break_on_hyphens=False):
            out.print(f"{lead}{line}", soft_wrap=True, markup=False, style=style or None)
            lead = " " * len(lead)


def table(*columns: str, right: Sequence[str] = ()) -> Table:
    """An empty table; the columns named in `right` hold numbers."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(
            column,
            justify="right" if column in right else "left",
            no_wrap=column in {"id", "txid", "statement"},
        )
    return made


def print_table(made: Table, on: Console | None = None) -> None:
    """Print a table, or a few lines for each row of it where the terminal is too narrow for its columns."""
    out = on or console()
    if Measurement.get(out, out.options.update_width(_ANY_WIDTH), made).maximum <= out.width:
        print_rows(made, out)
        return
    names = [str(column.header) for column in made.columns]
    for cells in zip(*(column.cells for column in made.columns), strict=True):
        first, *others = (Text.from_markup(str(cell)) for cell in cells)
        out.print(first, style="bold", soft_wrap=True)  # an id or a txid is copied from here
        for line in _filled(zip(names[1:], others, strict=True), out.width - len(_INDENT)):
            out.print(Text(_INDENT) + line)


def print_rows(made: Table, out: Console) -> None:
    """Print a table a line for each row; without the blanks that fill up its lines where that is no terminal."""
    if out.is_terminal:
        out.print(made)
        return
    with out.capture() as captured:
        out.print(made)
    for line in captured.get().splitlines():
        out.print(line.rstrip(), markup=False, soft_wrap=True)


def _filled(cells: Iterable[tuple[str, Text]], width: int) -> Iterable[Text]:
    """Names and values in lines of a width. None is torn that fits a line, and empty values are left out."""
    line = Text()
    for name, value in cells:
        if not value.plain.strip():
            continue
        pair = Text.assemble((f"{name} ", "dim"), value)
        if line and line.cell_len + len(_BETWEEN) + pair.cell_len > width:
            yield line
            line = Text()
        line = Text.assemble(line, _BETWEEN if line else "", pair)
    if line:
        yield line
