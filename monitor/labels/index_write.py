"""Writes the pages of an index file: sections one after the other, their checksums behind them, the header at last."""

from array import array
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from zlib import crc32

from monitor.labels.index_format import PAGE_SIZE, Header, Section

_CHUNK = 1 << 16


class PageWriter:
    """Takes the sections in the order of `Section`.

    Args:
        out: an empty file, open for writing at any place.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._sums = array("I")
        self._rest = bytearray()
        """What does not fill a page yet."""
        self._offset = PAGE_SIZE
        self._places: list[tuple[int, int]] = []
        self.size = 0
        """Bytes of the present section so far."""
        out.write(bytes(PAGE_SIZE))

    def add(self, content: bytes) -> None:
        """More of the present section."""
        self.size += len(content)
        self._rest += content
        self._flush(len(self._rest) // PAGE_SIZE * PAGE_SIZE)

    def end(self, section: Section) -> None:
        """The present section is complete."""
        assert section == len(self._places)
        self._places.append((self._offset, self.size))
        self._rest += bytes(-len(self._rest) % PAGE_SIZE)
        self._flush(len(self._rest))
        self._offset += -(-self.size // PAGE_SIZE) * PAGE_SIZE
        self.size = 0

    def write(self, section: Section, parts: Iterable[bytes]) -> None:
        """A whole section."""
        for part in parts:
            self.add(part)
        self.end(section)

    def finish(self) -> None:
        """Write page sums and header."""
        sums = self._sums.tobytes()
        self._out.write(sums)
        self._places.append((self._offset, len(sums)))
        self._out.seek(0)
        self._out.write(Header(tuple(self._places)).pack(sums))
        self._out.seek(0, 2)

    def _flush(self, size: int) -> None:
        with memoryview(self._rest) as rest:
            self._sums.extend([crc32(rest[page : page + PAGE_SIZE]) for page in range(0, size, PAGE_SIZE)])
            self._out.write(rest[:size])
        del self._rest[:size]


def chunks_of(numbers: "array[int]") -> Iterator[bytes]:
    """Numbers as bytes, piece by piece, so that they stand in memory but once."""
    for start in range(0, len(numbers), _CHUNK):
        yield numbers[start : start + _CHUNK].tobytes()
