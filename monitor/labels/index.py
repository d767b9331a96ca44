"""Millions of labels looked up by script in a file that is mapped into memory, not loaded.

Only what is touched takes up memory. What a look-up costs does not depend on the number of labels: the first bits of
the CRC-32 of a script lead to a bucket of a few records. Any bytes may be looked up, so also outpoints.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import compress, repeat
from operator import rshift
from typing import Any, NoReturn
from zlib import crc32

from monitor.errors import LabelIndexDamaged, Problem
from monitor.labels.derivation import Grounds
from monitor.labels.entity import Entity
from monitor.labels.index_format import (
    CATEGORIES,
    CLAIM,
    KEY_BITS,
    PAGE_BITS,
    RECORD,
    REFERENCE,
    SEVERAL,
    UNIT,
    UNIT_BITS,
    Raw,
    Section,
    UnusableIndexError,
    marks_of,
    read_header,
    unpack_claim,
)
from monitor.labels.index_pages import Damaged, PagedStrings, Pages
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category

_CLAIMS_KEPT = 4096
"""So many claims stay decoded; most labels of a list say the same."""
_BUCKETS_IN_PAGE_BITS = PAGE_BITS - 2
_MEMBER_SIZE = 4


def _damaged(offset: int) -> NoReturn:
    raise LabelIndexDamaged(f"the label index is damaged at byte {offset}")


class ScriptIndex(Mapping[bytes, tuple[Label, ...]]):
    """Scripts with their labels, the leading one first, over the bytes of an index file.

    Every look-up may raise LabelIndexDamaged: where what it would have to believe fails its checksum.

    Args:
        raw: the file.
        damaged: raises that error, having done what there is to do about it.

    Raises:
        UnusableIndexError: the bytes are no index of this version and machine.
    """

    def __init__(self, raw: Raw, damaged: Damaged = _damaged) -> None:
        header = read_header(raw)
        parts = {
            section: Pages(raw, header, section, damaged) for section in Section if section != Section.SUMS
        }
        self._parts = parts
        self._records = parts[Section.RECORDS]
        self._heads = self._records.numbers("B")
        self._bucket_pages = parts[Section.BUCKETS]
        self._buckets = self._bucket_pages.numbers("I")
        self._strings = PagedStrings(parts[Section.STRING_ENDS], parts[Section.STRINGS])
        self._shift = KEY_BITS - (len(self._buckets) - 1).bit_length()
        self._claim = lru_cache(maxsize=_CLAIMS_KEPT)(self._decoded)
        about_size = parts[Section.ABOUT].size
        try:
            about: dict[str, Any] = json.loads(parts[Section.ABOUT].read(0, about_size))
            self.digest: str = about["digest"]
            """The version of the label set."""
            self.labels: int = about["labels"]
            self.conflicts: int = about["conflicts"]
            self.by_category = {Category(name): count for name, count in about["by_category"].items()}
            self.ends: Mapping[Grounds, date] = {
                tuple(grounds): date.fromordinal(end) for grounds, end in about["ends"]
            }
            """Since when labels on some grounds do not stand, see `derived_ends`."""
            self.problems = tuple(Problem(where, what, fatal=False) for where, what in about["problems"])
            """The warnings of the label files."""
            self.entities = tuple(Entity(slug, slug, Category(name)) for slug, name in about["entities"])
            """The entities that only the label files name."""
            self._size: int = about["scripts"]
            self._members = tuple(about["members"])
            self._place_bits: int = about["place_bits"]
            self._marks = marks_of(self._place_bits)
        except (ValueError, KeyError, TypeError) as error:
            raise UnusableIndexError(f"what it says of itself cannot be read: {error}") from error

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        offset = 0
        while offset < self._records.size:
            yield self._script(offset)
            _, size, number, _ = self._head(offset)
            offset += _size_of(size, number)

    def __contains__(self, script: object) -> bool:
        return isinstance(script, bytes) and self._find(script) is not None

    def __getitem__(self, script: bytes) -> tuple[Label, ...]:
        offset = self._find(script)
        if offset is None:
            raise KeyError(script)
        _, size, number, line = self._head(offset)
        if not size & SEVERAL:
            return (self._claim(number).at(script, line),)
        references = self._records.read(offset + RECORD.size + len(script), number * REFERENCE.size)
        return tuple(self._claim(claim).at(script, line) for claim, line in REFERENCE.iter_unpack(references))

    def hits(self, scripts: Iterable[bytes]) -> set[bytes]:
        """Those of many scripts that have a label."""
        scripts = list(scripts)
        crcs = list(map(crc32, scripts))
        buckets = list(map(rshift, crcs, repeat(self._shift)))
        if 0 in self._bucket_pages.proven:
            for page in set(map(rshift, buckets, repeat(_BUCKETS_IN_PAGE_BITS))):
                self._bucket_pages.prove(page << PAGE_BITS, 1)
        places = list(map(self._buckets.__getitem__, buckets))
        # Most scripts have no label and end here, at an empty bucket, or at the mark of another script.
        doubtful = compress(zip(scripts, crcs, places, strict=True), places)
        bits, marks = self._place_bits, self._marks
        return {
            script
            for script, crc, place in doubtful
            if not ((mark := place >> bits) and mark != crc % marks + 1)
            and self._from(place, crc, script) is not None
        }

    def of(self, category: Category) -> Iterator[bytes]:
        """The scripts that any label puts into a category, in no order that means anything."""
        number = CATEGORIES.index(category)
        begin, members = sum(self._members[:number]), self._parts[Section.MEMBERS]
        places = members.numbers("I")
        for index in range(begin, begin + self._members[number]):
            members.prove(index * _MEMBER_SIZE, _MEMBER_SIZE)
            yield self._script(places[index] << UNIT_BITS)

    def prove(self) -> None:
        """Hold every page against its checksum, which a look-up does with those it touches.

        Raises:
            LabelIndexDamaged: one fails.
        """
        for part in self._parts.values():
            part.prove(0, part.size)

    def _find(self, script: bytes) -> int | None:
        """Where a script's record lies."""
        crc = crc32(script)
        bucket = crc >> self._shift
        if not self._bucket_pages.proven[bucket >> _BUCKETS_IN_PAGE_BITS]:
            self._bucket_pages.prove(bucket << 2, 4)
        place = self._buckets[bucket]
        return self._from(place, crc, script) if place else None

    def _from(self, place: int, crc: int, script: bytes) -> int | None:
        """Where the record of a script with this CRC lies, at the place that its bucket names or behind."""
        offset, end = (place & (1 << self._place_bits) - 1) - 1 << UNIT_BITS, self._records.size
        while offset < end:
            found, size, number, _ = self._head(offset)
            if found > crc:
                return None
            if found == crc and size & ~SEVERAL == len(script) and self._script(offset) == script:
                return offset
            offset += _size_of(size, number)
        return None

    def _head(self, offset: int) -> tuple[int, int, int, int]:
        proven = self._records.proven
        if not proven[offset >> PAGE_BITS] or not proven[offset + RECORD.size - 1 >> PAGE_BITS]:
            self._records.prove(offset, RECORD.size)
        return RECORD.unpack_from(self._heads, offset)

    def _script(self, offset: int) -> bytes:
        size = self._head(offset)[1] & ~SEVERAL
        return self._records.read(offset + RECORD.size, size)

    def _decoded(self, claim: int) -> Label:
        return unpack_claim(self._parts[Section.CLAIMS].read(claim * CLAIM.size, CLAIM.size), self._strings)


def _size_of(size: int, number: int) -> int:
    """Bytes that a record with these in its head takes up."""
    several = number * REFERENCE.size if size & SEVERAL else 0
    return -(-(RECORD.size + (size & ~SEVERAL) + several) // UNIT) * UNIT
