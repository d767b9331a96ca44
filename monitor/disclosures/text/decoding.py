"""Bytes to characters.

What is valid UTF-8 with at least one character beyond ASCII is UTF-8, whatever a header says: EDGAR and many wires
declare ISO-8859-1 for all they serve. Single bytes that are no UTF-8 are read as Windows-1252, which is what
"ISO-8859-1" means on the web (WHATWG Encoding, "windows-1252"), also in the midst of UTF-8, since copies of
copies are mixed. Other declared encodings (byte order mark, header, `<meta charset>`, XML declaration, in this order)
are believed if they are known; UTF-16 only of bytes that may be it, for editors leave its name in what they save as
UTF-8.
"""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = (
    re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE),
    re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4_096
_BELIEVED = (
    frozenset(
        "utf-16 utf-16-le utf-16-be gb2312 gbk gb18030 big5 big5hkscs shift_jis cp932 euc_jp iso2022_jp euc_kr cp949"
        " koi8-r mac-roman tis-620 cp874".split()
    )
    | {f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)}
    | {f"cp125{page}" for page in (0, 1, 3, 4, 5, 6, 7, 8)}
)
_ESCAPED = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)
}
"""What Python's `surrogateescape` makes of a stray byte → the character of Windows-1252."""


def decoded(raw: bytes, media_type: str = "") -> str:
    """The characters of a document; never fails, and gives no byte order mark."""
    for mark, utf in _MARKS:
        if raw.startswith(mark):
            rest = raw[len(mark) :]
            return _with_strays(rest) if utf == "utf-8" else rest.decode(utf, "replace")
    encoding = _declared(raw, media_type)
    if encoding is not None and not _is_utf8(raw):
        return raw.decode(encoding, "replace").lstrip("\ufeff")
    return _with_strays(raw)


def _with_strays(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")  # most have no stray byte, and looking for them takes longer than this
    except UnicodeDecodeError:
        return raw.decode("utf-8", "surrogateescape").translate(_ESCAPED)


def _declared(raw: bytes, media_type: str) -> str | None:
    """The declared encoding if it is one to believe; None for UTF-8, Latin-1, ASCII and what nobody knows."""
    claims = _IN_HEADER.findall(media_type)[:1]
    claims += [found[1].decode("ascii") for form in _DECLARED if (found := form.search(raw[:_HEAD]))]
    for claim in claims:
        try:
            name = codecs.lookup(claim).name
        except (LookupError, ValueError):
            continue
        if name in _BELIEVED and (b"\0" in raw[:_HEAD] or not name.startswith("utf-16")):
            return name
    return None


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
