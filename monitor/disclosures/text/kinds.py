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

_MAGIC = {
    Kind.PICTURE: (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM"),
    Kind.ARCHIVE: (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"),
    Kind.OFFICE: (b"{\\rtf", b"\xd0\xcf\x11\xe0"),
}
_HEAD = 4_096
_IS_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|xmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml",
    re.IGNORECASE,
)
_HAS_MARKUP = re.compile(
    r"</?(?:p|div|span|table|tr|td|ul|ol|li|h[1-6]|a|b|i|u|em|strong|font|center|pre|br|hr)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_PAGES = (".htm", ".html", ".xhtml")
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
    return next((kind for kind, magic in _MAGIC.items() if raw.startswith(magic)), None)


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
    named = media_type in {"text/html", "application/xhtml+xml"} or name.lower().endswith(_PAGES)
    marked = media_type != "text/plain" and _HAS_MARKUP.search(characters[:_PROBE])
    return Kind.HTML if named or marked else Kind.PLAIN


def _kind_of_zip(head: bytes) -> Kind:
    if b"xl/" in head:
        return Kind.SPREADSHEET
    return Kind.OFFICE if b"word/" in head or b"ppt/" in head else Kind.ARCHIVE
