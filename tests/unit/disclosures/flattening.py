"""The ways in which a note of a filing reaches a text: cell by cell, by bars, through our HTML reader.

A note is written with bars. "$ 98,000" and "(212)" are cells whose signs stand in cells of their own, as filings
have them; "A / B" in a cell breaks it over two lines.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from monitor.disclosures.text.document import document_text

Cells = Sequence[str]
_BREAK = " / "


def lines_of(note: str) -> Iterator[str | Cells]:
    """The note's sentences, and its rows as cells."""
    for line in note.strip().splitlines():
        yield [cell.strip() for cell in line.split("|")] if "|" in line else line.strip()


def _apart(cell: str) -> list[str]:
    """A value with its dollar sign before it and the closing parenthesis behind it as pieces."""
    found = re.fullmatch(r"(\$ ?)?(\(?[\d.,]+|—|-|)( ?\)?%?)", cell)
    return [piece.strip() for piece in found.groups() if piece and piece.strip()] if found else [cell]


def one_cell_a_line(note: str) -> str:
    """Every cell on its line, spacers between, signs by themselves."""
    lines: list[str] = []
    for line in lines_of(note):
        if isinstance(line, str):
            lines.append(line)
            continue
        for cell in line:
            for part in cell.split(_BREAK):
                lines += _apart(part)
            lines.append("")
    return "\n".join(lines)


def viewer_page(note: str) -> str:
    """As the pages of the XBRL viewer are copied: a bar before every cell, and for every empty one."""
    lines: list[str] = []
    for line in lines_of(note):
        if isinstance(line, str):
            lines.append(line)
            continue
        for cell in line:
            pieces = [piece for part in cell.split(_BREAK) for piece in _apart(part)]
            first, *rest = pieces or [""]
            lines += [f"|{first}", *(f"|{each}" if each in {")", "%"} else each for each in rest), "|", "|"]
    return "\n".join(lines)


def values_without_bars(note: str) -> str:
    """Label and values on lines of their own, a bar alone between them, parentheses closed behind bars."""
    lines: list[str] = []
    for line in lines_of(note):
        if isinstance(line, str):
            lines.append(line)
            continue
        for cell in line:
            pieces = [piece for part in cell.split(_BREAK) for piece in _apart(part)]
            lines += ["|", *pieces]
        lines.append("|")
    return "\n".join(lines)


def bars(note: str) -> str:
    """Rows in one line, cells between bars."""
    return "\n".join(
        line if isinstance(line, str) else " | ".join(cell.replace(_BREAK, " ") for cell in line)
        for line in lines_of(note)
    )


def bars_with_spacers(note: str) -> str:
    """Rows in one line, with empty cells, and the signs in cells of their own."""
    rows = []
    for line in lines_of(note):
        if isinstance(line, str):
            rows.append(line)
            continue
        pieces = [" | ".join(["", *_apart(cell.replace(_BREAK, " "))]) for cell in line]
        rows.append(" | | ".join(pieces) + " |")
    return "\n".join(rows)


def spaces(note: str) -> str:
    """Rows in one line, a space between cells, the parentheses with spaces inside."""
    rows = []
    for line in lines_of(note):
        cells = [line] if isinstance(line, str) else [cell.replace(_BREAK, " ") for cell in line if cell]
        rows.append(" ".join(re.sub(r"^\(([\d.,]+)\)$", r"( \1 )", cell) for cell in cells))
    return "\n".join(rows)


def our_html(note: str) -> str:
    """Through our own reading of HTML, as filers write it: spacer cells, signs in cells, headings that span."""
    parts: list[str] = []
    inside = False
    for line in lines_of(note):
        if isinstance(line, str):
            parts.append(("</table>" if inside else "") + f"<p>{line}</p>")
            inside = False
            continue
        parts += [] if inside else ["<table>"]
        inside = True
        parts.append("<tr>" + "<td>&nbsp;</td>".join(_html_cell(cell) for cell in line) + "</tr>")
    body = "".join(parts) + ("</table>" if inside else "")
    return document_text(f"<html><body>{body}</body></html>".encode(), media_type="text/html")


def _html_cell(cell: str) -> str:
    pieces = _apart(cell.replace(_BREAK, "<br>"))
    if pieces[:1] == ["$"]:
        return "<td>$</td>" + _html_value(pieces[1:])
    return "<td></td>" + _html_value(pieces)


def _html_value(pieces: Sequence[str]) -> str:
    if len(pieces) > 1:
        return f"<td>{pieces[0]}</td><td>{pieces[1]}</td>"
    return f"<td>{''.join(pieces)}</td><td></td>"


LAYOUTS: Sequence[Callable[[str], str]] = (
    one_cell_a_line, viewer_page, values_without_bars, bars, bars_with_spacers, spaces, our_html,
)  # fmt: skip
"""All the ways; every one of them must state the same."""
