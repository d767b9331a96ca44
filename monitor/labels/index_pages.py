"""The pages of an index file, each held against its checksum before anything in it is believed."""

import sys
from collections.abc import Callable, Sequence
from typing import NoReturn
from zlib import crc32

from monitor.labels.index_format import PAGE_BITS, PAGE_SIZE, Header, Raw, Section

Damaged = Callable[[int], NoReturn]
"""Raises the error that says that the page which begins at this byte of the file is damaged."""


class Pages:
    """One section of an index file. Each of its pages is proven when it is first touched, and only then.

    So to open a file costs nothing, whatever its size, and yet no damaged page ever answers: not even with "no label".
    """

    def __init__(self, raw: Raw, header: Header, section: Section, damaged: Damaged) -> None:
        self._raw = raw
        self._begin, self.size = header.places[section]
        pages = -(-self.size // PAGE_SIZE)
        sums, size = header.places[Section.SUMS]
        first = (self._begin >> PAGE_BITS) - 1
        self._sums = memoryview(raw)[sums : sums + size].cast("I")[first : first + pages]
        self._damaged = damaged
        self.proven = bytearray(pages)
        """For every page whether it is proven; who is in a hurry looks here before calling `prove`."""

    def prove(self, offset: int, size: int) -> None:
        """Make sure of the pages of some bytes of the section."""
        for page in range(offset >> PAGE_BITS, (offset + size - 1 >> PAGE_BITS) + 1):
            if not self.proven[page]:
                begin = self._begin + (page << PAGE_BITS)
                if crc32(self._raw[begin : begin + PAGE_SIZE]) != self._sums[page]:
                    self._damaged(begin)
                self.proven[page] = True

    def read(self, offset: int, size: int) -> bytes:
        """Bytes of the section."""
        self.prove(offset, size)
        begin = self._begin + offset
        return self._raw[begin : begin + size]

    def numbers(self, kind: str) -> memoryview:
        """The whole section as numbers of a kind that `struct` knows, of which none is proven by that."""
        part = memoryview(self._raw)[self._begin : self._begin + self.size]
        if not self.size:
            return part  # nothing cannot be cast
        return part.cast(kind)  # type: ignore[call-overload, no-any-return]  # the kinds are those of index_format


class PagedStrings(Sequence[str]):
    """The strings of an index, each decoded when it is asked for."""

    def __init__(self, ends: Pages, text: Pages) -> None:
        self._ends = ends
        self._text = text

    def __len__(self) -> int:
        return self._ends.size // 8

    def __getitem__(self, number: int) -> str:  # type: ignore[override]  # nobody asks for slices
        begin = self._end(number - 1) if number else 0
        return self._text.read(begin, self._end(number) - begin).decode()

    def _end(self, number: int) -> int:
        return int.from_bytes(self._ends.read(8 * number, 8), sys.byteorder)
