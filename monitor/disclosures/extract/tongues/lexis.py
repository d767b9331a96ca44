"""Words and phrases looked up in a text in one pass, whatever their number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, Self, TypeVar

from monitor.disclosures.extract.lowered import lowered
from monitor.disclosures.extract.tongues.expressions import is_bounded

_Meaning = TypeVar("_Meaning")
_PLAIN = str.maketrans(
    {"’": "'", "İ": "i", "\n": " ", "\t": " ", "\u00a0": " ", "\u202f": " ", "\u3000": " "}
)
"""What is written in several ways, each as long as the other."""


def folded(text: str) -> str:
    """A text as the words of a table are written, every letter in its place."""
    return lowered(text.translate(_PLAIN))


class _Entry(NamedTuple):
    words: str
    open_end: bool
    """Any ending may follow."""
    bounded: tuple[bool, bool]
    """Whether no letter may stand right before it, and right behind it."""


@dataclass(frozen=True, slots=True)
class Lexis(Generic[_Meaning]):
    """Words and phrases with what they mean, by how they begin."""

    entries: dict[str, list[tuple[_Entry, _Meaning]]]
    spaced: bool

    @classmethod
    def of(cls, words: Iterable[tuple[str, _Meaning]], *, spaced: bool) -> Self:
        """Of words as a table lists them: "*" at the end stands for any ending."""
        made: dict[str, list[tuple[_Entry, _Meaning]]] = {}
        for printed, meaning in words:
            plain = folded(printed.removesuffix("*"))
            open_end = printed.endswith("*")
            bounded = (
                is_bounded(plain[0], spaced=spaced),
                is_bounded(plain[-1], spaced=spaced) and not open_end,
            )
            made.setdefault(plain[:2], []).append((_Entry(plain, open_end, bounded), meaning))
        return cls(made, spaced)

    def find(self, low: str, start: int, end: int) -> Iterator[tuple[int, int, _Meaning]]:
        """Every place between two where one stands, those that overlap too; of a text that is `folded`."""
        for at in range(start, end):
            for beginning in (low[at : at + 2], low[at]):
                for entry, meaning in self.entries.get(beginning, ()):
                    stop = at + len(entry.words)
                    if stop > end or not low.startswith(entry.words, at):
                        continue
                    if entry.bounded[0] and at and is_bounded(low[at - 1], spaced=self.spaced):
                        continue
                    if entry.bounded[1] and stop < len(low) and is_bounded(low[stop], spaced=self.spaced):
                        continue
                    if entry.open_end:
                        stop = self._end_of_word(low, stop, end)
                    yield at, stop, meaning

    def _end_of_word(self, low: str, at: int, end: int) -> int:
        while at < end and low[at].isalnum():
            at += 1
        return at
