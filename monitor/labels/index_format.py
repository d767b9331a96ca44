"""The layout of an index file: millions of labels that are looked up without being loaded.

All numbers are in the byte order of the machine; a file of another order is of no use and is made anew.

header
    magic, byte order mark, version, CRC-32 of the rest of the file, digest of the sources, table of sections
records
    one for each script, ordered by key and script: the script's length (u16, big-endian), the script, and for each
    claim on it, the leading one first, the number of what it says and its line (u32 each, big-endian)
keys
    u64 for each record: bytes 4 to 11 of the script read big-endian, part of a hash in every standard script
offsets
    u64 for each record: where it begins; one more says where the last one ends
masks
    u16 for each record: one bit for each category that any claim puts the script into
buckets
    u32: the number of the first record whose key begins with these bits or more; one more stands at the end
claims
    what labels say, each once: `CLAIM`
string ends, strings
    u64: where each string ends in the UTF-8 that follows
about
    JSON: counts, digest of the content, warnings, what only label files know of entities
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, unique

from monitor.labels.label import Label
from monitor.labels.vocabulary import Category

VERSION = 1
SIZE = struct.Struct(">H")
REFERENCE = struct.Struct(">II")
CLAIM = struct.Struct("=IBBIIIIIIIII")
"""Entity, category, confidence, role, source, note, derivations, file (strings; 0 is the empty one), valid from, valid
to, known since, withdrawn (ordinals; 0 is none)."""
BYTE_ORDER_MARK = 0x01020304

_MAGIC = b"MFLABELS"
_HEAD = struct.Struct("=8sIII32s")
_SECTION = struct.Struct("=QQ")
_DERIVATIONS = "\n"
CATEGORIES = tuple(Category)
KEY_SIZE = 8
KEY_BITS = 8 * KEY_SIZE


@unique
class Section(IntEnum):
    """The parts behind the header, in the order of the header's table."""

    RECORDS = 0
    KEYS = 1
    OFFSETS = 2
    MASKS = 3
    BUCKETS = 4
    CLAIMS = 5
    STRING_ENDS = 6
    STRINGS = 7
    ABOUT = 8


HEADER_SIZE = _HEAD.size + len(Section) * _SECTION.size


class UnusableIndexError(Exception):
    """The file is no index of this version, or is damaged; it has to be made anew."""


@dataclass(frozen=True, slots=True)
class Header:
    """What an index file says of itself."""

    crc: int
    """CRC-32 of everything behind the header."""
    sources: bytes
    """SHA-256 of what it was made from."""
    sections: tuple[tuple[int, int], ...]
    """Offset and size of every `Section`."""

    def pack(self) -> bytes:
        """The header as it stands in the file."""
        head = _HEAD.pack(_MAGIC, BYTE_ORDER_MARK, VERSION, self.crc, self.sources)
        return head + b"".join(_SECTION.pack(*place) for place in self.sections)


def read_header(raw: bytes, size: int) -> Header:
    """The header of a file of `size` bytes.

    Raises:
        UnusableIndexError: it is none of this version and machine, or the file is cut short.
    """
    if len(raw) < HEADER_SIZE:
        raise UnusableIndexError("it is too short")
    magic, order, version, crc, sources = _HEAD.unpack_from(raw)
    if (magic, order, version) != (_MAGIC, BYTE_ORDER_MARK, VERSION):
        raise UnusableIndexError(f"it is none of version {VERSION} of this machine")
    places = tuple(_SECTION.iter_unpack(raw[_HEAD.size : HEADER_SIZE]))
    if any(offset < HEADER_SIZE or offset + length > size for offset, length in places):
        raise UnusableIndexError("it is cut short")
    return Header(crc, sources, places)


def key_of(script: bytes) -> int:
    """Where a script stands in the order: no hash has to be computed, since it mostly is one already."""
    return int.from_bytes(script[4:12], "big")


def pack_claim(label: Label, string: "Strings") -> bytes:
    """What a label says, but for its script and line."""
    texts = (label.role or "", label.source, label.note, _DERIVATIONS.join(label.derived_from), label.file)
    days = (label.valid_from, label.valid_to, label.known_since, label.withdrawn)
    return CLAIM.pack(
        string.number(label.entity),
        CATEGORIES.index(label.category),
        label.confidence,
        *(string.number(text) for text in texts),
        *(day.toordinal() if day else 0 for day in days),
    )


def unpack_claim(raw: Sequence[int], string: Sequence[str]) -> Label:
    """The label behind unpacked `CLAIM` numbers, still without script and line."""
    entity, category, confidence, role, source, note, derived, file, *days = raw
    first, last, known, withdrawn = (date.fromordinal(day) if day else None for day in days)
    return Label(
        script_pubkey=b"",
        entity=string[entity],
        category=CATEGORIES[category],
        confidence=confidence,
        role=string[role] or None,
        source=string[source],
        valid_from=first,
        valid_to=last,
        known_since=known,
        note=string[note],
        file=string[file],
        line=0,
        withdrawn=withdrawn,
        derived_from=tuple(string[derived].split(_DERIVATIONS)) if string[derived] else (),
    )


class Strings:
    """Strings by number, each once; number 0 is the empty one."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {"": 0}

    def number(self, text: str) -> int:
        """The number of a string, a new one where it is new."""
        return self.texts.setdefault(text, len(self.texts))
