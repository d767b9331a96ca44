"""PDF to lines. Words are placed as they stand on the page, so that a row of a table is one line."""

import io
import re

from monitor.disclosures.text.characters import plain
from monitor.disclosures.text.limits import MOST_CHARACTERS, MOST_DRAWN_BYTES, MOST_PAGES

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_PIECES_OF_FIGURE = re.compile(
    "(?<=[($€£¥₿]) \\| (?=[\\d.(\u2013\u2014-])|(?<=[\\d.\u2013\u2014]) \\| (?=[)%])"
)
_ADVICE = "give the pages that matter"


class BadPdf(Exception):
    """The file gives no text; the message says why and what to do."""


def pdf_lines(raw: bytes) -> list[str]:
    """The lines of all pages, an empty one between pages. Raises BadPdf, and nothing else."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - a third of a second, at each start of every command

    try:
        return _lines(raw)
    except BadPdf:
        raise
    except (PyPdfError, RecursionError, MemoryError) as error:
        advice = "fetch it again, or save its text as a file"
        raise BadPdf(f"it is damaged or cut off ({_short(error)}); {advice}") from error
    except Exception as error:  # the library raises whatever a hostile file makes it stumble over
        raise BadPdf(f"it cannot be parsed ({_short(error)}); save its text as a file") from error


def _lines(raw: bytes) -> list[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - as above

    reader = PdfReader(io.BytesIO(raw), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise BadPdf("it is encrypted; save it without a password, and give that file")
    if len(reader.pages) > MOST_PAGES:
        raise BadPdf(f"it has {len(reader.pages):,} pages, and {MOST_PAGES} are read; {_ADVICE}")
    lines: list[str] = []
    size = drawn = 0
    for page in reader.pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        if drawn > MOST_DRAWN_BYTES:
            raise BadPdf(f"it draws with more than {MOST_DRAWN_BYTES:,} bytes; {_ADVICE}")
        text = plain(page.extract_text(extraction_mode="layout"))
        size += len(text)
        if size > MOST_CHARACTERS:
            raise BadPdf(f"it has more than {MOST_CHARACTERS:,} characters; {_ADVICE}")
        lines += [_line(line) for line in text.split("\n")]
        lines.append("")
    return lines


def _line(line: str) -> str:
    line = _PIECES_OF_FIGURE.sub("", _GAP.sub(" | ", line.strip()))
    return " ".join(line.split())


def _short(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200] if str(error) else type(error).__name__
