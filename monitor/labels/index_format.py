"""The layout of an index file: millions of labels that are looked up without being loaded.

The file is made of pages of 4,096 bytes, and each section begins on one. Numbers are in the byte order of the machine
where nothing else is said; a file of another order is of no use and is made anew.

header
    the first page: magic, byte order mark, version, CRC-32 of the rest of the header and of the page sums, and the
    table of sections
records
    one for each script, in the order of the CRC-32 of the scripts: `RECORD` and the script. Where several claims are
    made on it, `SEVERAL` is set in the size, their number stands in the place of the claim's, and `REFERENCE` for each
    claim, the leading one first, follows the script. Zeros fill it up to a multiple of 8
buckets
    u32: where the first of the records lies whose CRC begins with these bits, in units of 8 bytes and counted from 1;
    0 where there is none. Of the bits that this leaves unused, see `place_bits` in what it says about itself, a mark
    is made of the CRC of a record that is alone, so that most other scripts need not look at it; 0 where it is not
members
    u32: where the records lie in which any claim puts the script into a category, in units of 8 bytes, one category
    after the other
claims
    what labels say, most of it once: `CLAIM`
string ends, strings
    u64: where each string ends in the UTF-8 that follows
about
    JSON: counts, digest of the content, warnings, what only label files know of entities
page sums
    u32: the CRC-32 of each page but the header. A page is held against it before it is first used

Behind that, changed in place and so not covered by any of these sums, stands what is known of the files that it was
made from, see `monitor.labels.sources`.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, unique
from functools import cache
from typing import Protocol
from zlib import crc32

from monitor.labels.label import Label
from monitor.labels.vocabulary import Category

VERSION = 2
PAGE_BITS = 12
PAGE_SIZE = 1 << PAGE_BITS
UNIT_BITS = 3
UNIT = 1 << UNIT_BITS
"""Records begin at multiples of so many bytes."""
RECORD = struct.Struct(">IHII")
"""CRC-32 and size of the script, number of the claim, its line. Big-endian, so that bytes sort by CRC."""
SEVERAL = 0x8000
REFERENCE = struct.Struct(">II")
"""Number and line of a claim."""
CLAIM = struct.Struct("=IBBIIIIIIIII")
"""Entity, category, confidence, role, source, note, derivations, file (strings; 0 is the empty one), valid from, valid
to, known since, withdrawn (ordinals; 0 is none)."""
KEY_BITS = 32
PLACE_BITS = 32
CATEGORIES = tuple(Category)

_MAGIC = b"MFLABELS"
_BYTE_ORDER_MARK = 0x01020304
_HEAD = struct.Struct("=8sIII")
_PLACE = struct.Struct("=QQ")
_DERIVATIONS = "\n"


@unique
class Section(IntEnum):
    """The parts behind the header, in the order of the header's table."""

    RECORDS = 0
    BUCKETS = 1
    MEMBERS = 2
    CLAIMS = 3
    STRING_ENDS = 4
    STRINGS = 5
    ABOUT = 6
    SUMS = 7


class Raw(Protocol):
    """The bytes of an index file: a mapped file, or bytes."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> bytes: ...
    def __buffer__(self, flags: int, /) -> memoryview: ...


class UnusableIndexError(Exception):
    """The file is no index of this version, or its header is damaged; it has to be made anew."""


@dataclass(frozen=True, slots=True)
class Header:
    """What an index file says of itself."""

    places: tuple[tuple[int, int], ...]
    """Offset and size of every `Section`."""

    @property
    def end(self) -> int:
        """Where what the header speaks of ends."""
        offset, size = self.places[Section.SUMS]
        return offset + size

    def pack(self, sums: bytes) -> bytes:
        """The first page."""
        table = b"".join(_PLACE.pack(*place) for place in self.places).ljust(PAGE_SIZE - _HEAD.size, b"\0")
        return _HEAD.pack(_MAGIC, _BYTE_ORDER_MARK, VERSION, crc32(sums, crc32(table))) + table


def read_header(raw: Raw) -> Header:
    """The header of a file, held against its checksum with all page sums.

    Raises:
        UnusableIndexError: it is none of this version and machine, or the file is cut short or damaged there.
    """
    table_size = len(Section) * _PLACE.size
    if len(raw) < PAGE_SIZE:
        raise UnusableIndexError("it is too short")
    magic, order, version, crc = _HEAD.unpack(raw[: _HEAD.size])
    if (magic, order, version) != (_MAGIC, _BYTE_ORDER_MARK, VERSION):
        raise UnusableIndexError(f"it is none of version {VERSION} of this machine")
    table = raw[_HEAD.size : PAGE_SIZE]
    header = Header(tuple(_PLACE.iter_unpack(table[:table_size])))
    if header.end > len(raw):
        raise UnusableIndexError("it is cut short")
    offset, size = header.places[Section.SUMS]
    if crc32(raw[offset : offset + size], crc32(table)) != crc:
        raise UnusableIndexError("its header is damaged")
    return header


def marks_of(place_bits: int) -> int:
    """How many marks of records there are beside places of so many bits; 0 where none would tell anything."""
    marks = (1 << PLACE_BITS - place_bits) - 1
    return marks if marks > 1 else 0


@cache
def record_of(size: int) -> struct.Struct:
    """The record of a script of so many bytes on which one claim is made."""
    whole = RECORD.size + size
    return struct.Struct(f"{RECORD.format}{size}s{-whole % UNIT}x")


def record_of_several(crc: int, script: bytes, references: Sequence[tuple[int, int]]) -> bytes:
    """The record of a script on which several claims are made: number and line of each, the leading one first."""
    head = RECORD.pack(crc, len(script) | SEVERAL, len(references), 0)
    record = head + script + b"".join(REFERENCE.pack(*each) for each in references)
    return record + bytes(-len(record) % UNIT)


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


def unpack_claim(raw: bytes, string: Sequence[str]) -> Label:
    """The label behind a packed `CLAIM`, still without script and line."""
    entity, category, confidence, role, source, note, derived, file, *days = CLAIM.unpack(raw)
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


class Strings(Protocol):
    """Gives strings numbers; the empty one has number 0."""

    def number(self, text: str, /) -> int:
        """The number of a string."""
