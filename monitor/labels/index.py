"""Millions of labels looked up by script in a file that is mapped into memory, not loaded.

Only what is touched takes up memory. What a look-up costs does not depend on the number of labels: the first bits of
a script's key lead to a bucket of a few records. Any bytes may be looked up, so also outpoints.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from monitor.errors import Problem
from monitor.labels.entity import Entity
from monitor.labels.index_format import (
    CATEGORIES,
    CLAIM,
    HEADER_SIZE,
    KEY_BITS,
    REFERENCE,
    SIZE,
    Section,
    UnusableIndexError,
    key_of,
    read_header,
    unpack_claim,
)
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category

_CLAIMS_KEPT = 4096
"""So many claims stay decoded; most labels of a list say the same."""


class ScriptIndex(Mapping[bytes, tuple[Label, ...]]):
    """Scripts with their labels, the leading one first, over the bytes of an index file.

    Raises:
        UnusableIndexError: the bytes are no index of this version and machine.
    """

    def __init__(self, raw: memoryview) -> None:
        header = read_header(bytes(raw[:HEADER_SIZE]), len(raw))
        parts = [raw[offset : offset + size] for offset, size in header.sections]
        self._records = parts[Section.RECORDS]
        self._keys = _numbers(parts[Section.KEYS], "Q")
        self._offsets = _numbers(parts[Section.OFFSETS], "Q")
        self._masks = _numbers(parts[Section.MASKS], "H")
        self._buckets = _numbers(parts[Section.BUCKETS], "I")
        self._claims = parts[Section.CLAIMS]
        self._strings = _Strings(_numbers(parts[Section.STRING_ENDS], "Q"), parts[Section.STRINGS])
        self._shift = KEY_BITS - (len(self._buckets) - 1).bit_length() + 1
        self._claim = lru_cache(maxsize=_CLAIMS_KEPT)(self._decoded)
        try:
            about: dict[str, Any] = json.loads(bytes(parts[Section.ABOUT]))
            self.digest: str = about["digest"]
            """The version of the label set."""
            self.labels: int = about["labels"]
            self.conflicts: int = about["conflicts"]
            self.by_category = {Category(name): count for name, count in about["by_category"].items()}
            self.derived = tuple(map(bytes.fromhex, about["derived"]))
            """The scripts with a label that was derived from another one."""
            self.problems = tuple(Problem(where, what, fatal=False) for where, what in about["problems"])
            """The warnings of the label files."""
            self.entities = tuple(Entity(slug, slug, Category(name)) for slug, name in about["entities"])
            """The entities that only the label files name."""
        except (ValueError, KeyError, TypeError) as error:
            raise UnusableIndexError(f"what it says of itself cannot be read: {error}") from error

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[bytes]:
        return (self._script(number) for number in range(len(self._keys)))

    def __contains__(self, script: object) -> bool:
        return isinstance(script, bytes) and self._find(script) is not None

    def __getitem__(self, script: bytes) -> tuple[Label, ...]:
        number = self._find(script)
        if number is None:
            raise KeyError(script)
        begin, end = self._offsets[number] + SIZE.size + len(script), self._offsets[number + 1]
        references = REFERENCE.iter_unpack(self._records[begin:end])
        return tuple(self._claim(claim).at(script, line) for claim, line in references)

    def hits(self, scripts: Iterable[bytes]) -> set[bytes]:
        """Those of many scripts that have a label."""
        buckets, shift, find = self._buckets, self._shift, self._find
        found = set()
        for script in scripts:
            bucket = int.from_bytes(script[4:12], "big") >> shift
            if buckets[bucket] != buckets[bucket + 1] and find(script) is not None:
                found.add(script)
        return found

    def of(self, category: Category) -> Iterator[bytes]:
        """The scripts that any label puts into a category, in no order that means anything."""
        bit = 1 << CATEGORIES.index(category)
        return (self._script(number) for number, mask in enumerate(self._masks) if mask & bit)

    def _find(self, script: bytes) -> int | None:
        """The number of a script's record."""
        key = key_of(script)
        bucket = key >> self._shift
        low, high = self._buckets[bucket], self._buckets[bucket + 1]
        number = bisect_left(self._keys, key, low, high)
        while number < high and self._keys[number] == key:
            if self._script(number) == script:
                return number
            number += 1
        return None

    def _script(self, number: int) -> bytes:
        offset = self._offsets[number]
        (size,) = SIZE.unpack_from(self._records, offset)
        offset += SIZE.size
        return bytes(self._records[offset : offset + size])

    def _decoded(self, claim: int) -> Label:
        return unpack_claim(CLAIM.unpack_from(self._claims, claim * CLAIM.size), self._strings)


class _Strings(Sequence[str]):
    """The strings of an index, each decoded when it is asked for."""

    def __init__(self, ends: memoryview, text: memoryview) -> None:
        self._ends = ends
        self._text = text

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: Any) -> Any:
        begin = self._ends[number - 1] if number else 0
        return str(self._text[begin : self._ends[number]], "utf-8")


def _numbers(part: memoryview, kind: str) -> memoryview:
    return part.cast(kind)  # type: ignore[call-overload, no-any-return]  # the kinds are those of index_format
