"""A document's bytes to the text that statements are read from. The package says what the text looks like."""

from itertools import pairwise

from monitor.disclosures.text.decoding import decoded
from monitor.disclosures.text.html import TooMuch, html_lines
from monitor.disclosures.text.kinds import READABLE, Kind, kind_of_bytes, kind_of_text
from monitor.disclosures.text.limits import MOST_BYTES, MOST_CHARACTERS
from monitor.disclosures.text.pdf import BadPdf, pdf_lines
from monitor.disclosures.text.submission import Section, is_submission, sections
from monitor.errors import UnreadableDocument

_NOT_TEXT = ("GRAPHIC", "ZIP", "EXCEL", "XML", "JSON", "XSD", "EX-101", "EX-104", "COVER", "PDF")


def document_text(raw: bytes, *, media_type: str = "", name: str = "") -> str:
    """The text of a document, never empty, in time linear in its size.

    `media_type` is the server's Content-Type, `name` a file name or URL, both only for what the bytes do not tell;
    `name` also stands in messages. Raises UnreadableDocument, and nothing else.
    """
    if len(raw) > MOST_BYTES:
        why = f"it has {len(raw):,} bytes, and {MOST_BYTES:,} are read; give the part that matters"
        raise UnreadableDocument(name, why)
    if not raw.strip():
        why = "it is empty, so there is nothing to read in it; fetch it again"
        raise UnreadableDocument(name, why)
    if is_submission(raw):
        return _submission_text(raw, media_type, name)
    return _single_text(raw, media_type, name)


def _single_text(raw: bytes, media_type: str, name: str) -> str:
    kind = kind_of_bytes(raw)
    characters = "" if kind else decoded(raw, media_type)
    kind = kind or kind_of_text(characters, media_type, name)
    if kind not in READABLE:
        why = f"it is {kind}; HTML, plain text and PDF are read: save it as one of these"
        raise UnreadableDocument(name, why)
    if kind is Kind.PLAIN:
        return characters.replace("\0", "")
    try:
        lines = pdf_lines(raw) if kind is Kind.PDF else html_lines(characters)
    except (TooMuch, BadPdf) as error:
        raise UnreadableDocument(name, str(error)) from error
    text = _together(lines)
    if not text:
        why = "its pages are pictures" if kind is Kind.PDF else "it holds nothing that a reader would see"
        raise UnreadableDocument(name, f"{why}; find the text, and give that")
    return text


def _submission_text(raw: bytes, media_type: str, name: str) -> str:
    texts: list[str] = []
    refused = "it holds no document"
    for section in sections(raw):
        if section.type.upper().startswith(_NOT_TEXT) or not section.body.strip():
            continue
        try:
            texts.append(_section_text(section, media_type, name))
        except UnreadableDocument as error:
            refused = error.what
    if not texts:
        raise UnreadableDocument(name, refused)
    if sum(map(len, texts)) > MOST_CHARACTERS:
        why = f"it has more than {MOST_CHARACTERS:,} characters; give the document that matters"
        raise UnreadableDocument(name, why)
    return "\n\n".join(texts)


def _section_text(section: Section, media_type: str, name: str) -> str:
    """A section's own name says whether it is plain text, which in old filings has `<TABLE>` and `<PAGE>` in it."""
    own = "text/plain" if section.filename.lower().endswith(".txt") else ""
    charset = media_type.partition(";")[2]
    return _single_text(section.body, f"{own};{charset}", section.filename or name)


def _together(lines: list[str]) -> str:
    """Lines with single empty ones between."""
    kept = (line for before, line in pairwise(["", *lines]) if line or before)
    return "\n".join(kept).strip("\n")
