"""The index page of a filing: its tables list the documents with their types, which no other listing does, and below
them stand the companies that file it.

The page is read by splitting at tags, in time linear in its length, whatever it holds.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice, pairwise

from monitor.edgar.addresses import EdgarAddresses
from monitor.errors import SourceDataError
from monitor.pipeline.filing_source import FilingIndex, Piece

_MOST_ROWS = 500
_MOST_FILERS = 100
_COMPANY_WITHIN = 1_000
_LONGEST_KIND = 40
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_COMPANY = re.compile(r"""class=["']?companyName\b""", re.IGNORECASE)
_FILER = re.compile(r"\(Filer\) ?CIK ?: ?([0-9]{1,10})\b", re.ASCII)
_HREF = re.compile(r"""<a\s[^<>]*?href\s*=\s*["']?([^"'<>\s]+)""", re.IGNORECASE)
_SIZE = re.compile(r"[0-9]{1,12}", re.ASCII)
_USUAL = {"document": 2, "type": 3, "size": 4}
"""Where the columns stand on the pages of 2026: Seq, Description, Document, Type, Size."""


def read_index(body: bytes, accession: str, addresses: EdgarAddresses) -> FilingIndex:
    """The documents of a filing, in their order, and its filers. Links to anywhere else are passed over.

    Raises:
        SourceDataError: the page lists none.
    """
    page = body.decode("utf-8", "replace")
    pieces: dict[str, Piece] = {}
    columns: Mapping[str, int] = _USUAL
    for row in _rows(page):
        cells = _CELL.split(row)[1:]
        words = [_text(cell) for cell in cells]
        columns = _header(words) or columns
        piece = _piece(cells, words, columns, accession, addresses)
        if piece is not None:
            pieces.setdefault(piece.url, piece)
    if not pieces:
        raise SourceDataError("edgar", f"the index page of {accession} lists no document of it")
    return FilingIndex(tuple(pieces.values()), tuple(dict.fromkeys(_filers(page))))


def _filers(page: str) -> Iterator[int]:
    """The numbers of those that are called "(Filer)": "CANGO INC. (Filer) CIK: 0001725123"."""
    starts = [match.end() for match in islice(_COMPANY.finditer(page), _MOST_FILERS)]
    for start, end in pairwise((*starts, len(page))):
        if found := _FILER.search(_text(page[start : min(end, start + _COMPANY_WITHIN)])):
            yield int(found[1])


def _rows(page: str) -> Iterator[str]:
    starts = [match.start() for match in islice(_ROW.finditer(page), _MOST_ROWS)]
    for start, end in pairwise((*starts, len(page))):
        yield page[start:end]


def _header(words: list[str]) -> Mapping[str, int] | None:
    names = [word.casefold() for word in words]
    if not {"document", "type"} <= set(names):
        return None
    return {name: names.index(name) for name in _USUAL if name in names}


def _piece(
    cells: list[str], words: list[str], columns: Mapping[str, int], accession: str, addresses: EdgarAddresses
) -> Piece | None:
    if len(cells) <= max(columns["document"], columns["type"]):
        return None
    link = _HREF.search(cells[columns["document"]])
    target = addresses.document(unescape(link[1]), accession) if link else None
    kind = words[columns["type"]].upper()
    if target is None or not kind:  # the full text of the submission has no type
        return None
    size = columns.get("size", len(words))
    told = words[size] if size < len(words) else ""
    return Piece(
        url=target[0],
        name=target[1],
        kind=kind[:_LONGEST_KIND],
        size=int(told) if _SIZE.fullmatch(told) else None,
    )


def _text(cell: str) -> str:
    """What a cell shows; it begins in the middle of its own tag."""
    shown = cell.partition(">")[2]
    return " ".join(unescape(_TAG.sub(" ", shown)).replace("\xa0", " ").split())
