"""What a document is, judged by its bytes before its name: servers and file names are often wrong."""

import re
from enum import StrEnum


class Kind(StrEnum):
    """The kinds that are told apart; those below PLAIN are not read."""

    SUBMISSION = "submission"
    HTML = "html"
    PDF = "pdf"
    PLAIN = "plain text"
    XML = "an XML file that is no page"
    SPREADSHEET = "a spreadsheet"
    ARCHIVE = "an archive"
    OFFICE = "a word processor's file"
    PICTURE = "a picture"
    BINARY = "no text"


READABLE = frozenset({Kind.SUBMISSION, Kind.HTML, Kind.PDF, Kind.PLAIN})

_MAGIC = (
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\0", Kind.PICTURE),
    (b"MM\0*", Kind.PICTURE),
    (b"BM", Kind.PICTURE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"7z\xbc\xaf", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", Kind.ARCHIVE),
    (b"{\\rtf", Kind.OFFICE),
    (b"\xd0\xcf\x11\xe0", Kind.OFFICE),
)
_HEAD = 4_096
_IS_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|xmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml",
    re.IGNORECASE,
)
_HAS_MARKUP = re.compile(
    r"</?(?:p|div|span|table|tr|td|ul|ol|li|h[1-6]|a|b|i|u|em|strong|font|center|pre|br|hr)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_PROBE = 65_536
"""So many characters are looked through for markup."""
_MOST_CONTROLS = 100
"""One in so many characters may be a control character; more, and it is no text."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


def kind_of_bytes(raw: bytes) -> Kind | None:
    """The kind if the first bytes give it away; None for what may be text."""
    if b"%PDF-" in raw[:1_024]:
        return Kind.PDF
    if raw.startswith(b"PK\x03\x04"):
        return _kind_of_zip(raw[:_HEAD])
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return Kind.PICTURE
    return next((kind for magic, kind in _MAGIC if raw.startswith(magic)), None)


def kind_of_text(characters: str, media_type: str, name: str) -> Kind:
    """The kind of what was decoded."""
    head = characters[:_HEAD]
    media_type = media_type.partition(";")[0].strip().lower()
    if _IS_HTML.search(head):
        return Kind.HTML
    if head.lstrip().startswith(("<?xml", "<rss", "<feed", "<xbrl", "<svg")):
        return Kind.XML
    if len(_CONTROLS.findall(head)) * _MOST_CONTROLS > len(head):
        return Kind.BINARY
    if media_type in {"text/html", "application/xhtml+xml"} or name.lower().endswith(
        (".htm", ".html", ".xhtml")
    ):
        return Kind.HTML
    if media_type != "text/plain" and _HAS_MARKUP.search(characters[:_PROBE]):
        return Kind.HTML
    return Kind.PLAIN


def _kind_of_zip(head: bytes) -> Kind:
    if b"xl/" in head:
        return Kind.SPREADSHEET
    return Kind.OFFICE if b"word/" in head or b"ppt/" in head else Kind.ARCHIVE
