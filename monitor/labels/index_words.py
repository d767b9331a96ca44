"""What labels say, collected while an index is built: in files, since there may be as many words as labels."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from monitor.labels.index_format import CLAIM, Section, pack_claim, unpack_claim
from monitor.labels.index_write import chunks_of
from monitor.labels.label import Label

_KNOWN = 100_000
"""So many strings and claims are recognised when they come again; others are written once more, which does no harm."""
_CHUNK = 1 << 20

Spool = Callable[[], BinaryIO]
"""Opens a temporary file, empty, for reading and writing."""


class Words(Sequence[str]):
    """Claims by number, and the strings in them. The empty string has number 0."""

    def __init__(self, spool: Spool) -> None:
        self._claims, self._texts = spool(), spool()
        self._ends = array("Q")
        self._claims_known: dict[bytes, int] = {}
        self._texts_known: dict[str, int] = {}
        self.categories = bytearray()
        """The category of each claim, by its number among `CATEGORIES`."""
        self.number("")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> str:  # type: ignore[override]  # nobody asks for slices
        begin = self._ends[number - 1] if number else 0
        return _part(self._texts, begin, self._ends[number] - begin).decode()

    def number(self, text: str) -> int:
        """The number of a string, a new one where it is not remembered."""
        number = self._texts_known.get(text)
        if number is None:
            if len(self._texts_known) >= _KNOWN:
                self._texts_known = {"": 0}
            number = self._texts_known[text] = len(self._ends)
            raw = text.encode()
            self._texts.write(raw)
            self._ends.append((self._ends[-1] if self._ends else 0) + len(raw))
        return number

    def claim_number(self, claim: Label, category: int) -> int:
        """The number of what a label says, whatever its script and line: a new one where it is not remembered."""
        packed = pack_claim(claim, self)
        number = self._claims_known.get(packed)
        if number is None:
            if len(self._claims_known) >= _KNOWN:
                self._claims_known.clear()
            number = self._claims_known[packed] = len(self.categories)
            self._claims.write(packed)
            self.categories.append(category)
        return number

    def claim(self, number: int) -> Label:
        """The claim of a number, without script and line."""
        return unpack_claim(_part(self._claims, number * CLAIM.size, CLAIM.size), self)

    def sections(self) -> Iterator[tuple[Section, Iterator[bytes]]]:
        """What an index file holds of it."""
        yield Section.CLAIMS, _chunks(self._claims)
        yield Section.STRING_ENDS, chunks_of(self._ends)
        yield Section.STRINGS, _chunks(self._texts)


def _part(file: BinaryIO, offset: int, size: int) -> bytes:
    file.seek(offset)
    return file.read(size)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk
