"""EDGAR's full submissions: one `.txt` with all documents of a filing, marked up in SGML.

    <DOCUMENT>
    <TYPE>EX-99.1
    <SEQUENCE>2
    <FILENAME>ex99-1.htm
    <DESCRIPTION>PRESS RELEASE
    <TEXT>
    …
    </TEXT>
    </DOCUMENT>

Older exhibits that are fetched one by one are wrapped in the same way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,64}(?:<SEC-DOCUMENT>|<IMS-DOCUMENT>|<SUBMISSION>|<DOCUMENT>|-----BEGIN PRIVACY-)"
)
_DOCUMENT = b"<DOCUMENT>"
_DOCUMENT_ENDS = b"</DOCUMENT>"
_TEXT = b"<TEXT>"
_TEXT_ENDS = b"</TEXT>"
_HEADER = re.compile(rb"^<(TYPE|FILENAME|DESCRIPTION)>([^\r\n]{0,400})", re.MULTILINE)
_WRAPPER = re.compile(rb"\s*<(?:XBRL|XML|PDF)>\s*")
_LONGEST_HEADER = 4_096


@dataclass(frozen=True, slots=True)
class Section:
    """One document of a submission."""

    type: str
    """As the filer gave it: `8-K`, `EX-99.1`, `GRAPHIC`, `XML`, …"""
    filename: str
    description: str
    body: bytes


def is_submission(raw: bytes) -> bool:
    """Whether the bytes begin like a submission or like one of its documents."""
    return _BEGINS.match(raw) is not None


def sections(raw: bytes) -> Iterator[Section]:
    """The documents in their order. One that is cut off gives what is there; bytes between them are left out."""
    start = raw.find(_DOCUMENT)
    while start >= 0:
        ends = raw.find(_DOCUMENT_ENDS, start)
        end = ends if ends >= 0 else len(raw)
        yield _section(raw, start + len(_DOCUMENT), end)
        start = raw.find(_DOCUMENT, end)


def _section(raw: bytes, start: int, end: int) -> Section:
    text = raw.find(_TEXT, start, min(end, start + _LONGEST_HEADER))
    head = raw[start : text if text >= 0 else min(end, start + _LONGEST_HEADER)]
    said = {name.decode(): value.decode("latin-1").strip() for name, value in _HEADER.findall(head)}
    body_starts = text + len(_TEXT) if text >= 0 else start
    wrapper = _WRAPPER.match(raw, body_starts, end)
    if wrapper:
        body_starts = wrapper.end()
    body_ends = raw.rfind(_TEXT_ENDS, body_starts, end)
    return Section(
        said.get("TYPE", ""),
        said.get("FILENAME", ""),
        said.get("DESCRIPTION", ""),
        raw[body_starts : body_ends if body_ends >= 0 else end],
    )
