"""The label of a row, which a text may have broken over lines."""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.tables.finding.cells import Words
from monitor.disclosures.extract.tables.header.words import Expressions
from monitor.disclosures.extract.tables.label.meaning import Label, Meaning, label_of

_MOST_JOINED = 4
_UNFINISHED = re.compile(
    r"(?:(?<!/)\b(?:per|of|from|for|and|the|net|in|on|average|by|with|to|restricted|unrestricted|power|as|at|gross|or|a|avg)|"
    r"[-&,(/])\s*\d?\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^\s*(?:[a-z(&/]|-\s)")
_COIN_ALONE = re.compile(r"(?:bitcoins?|btc)", re.IGNORECASE)
_ITEM = re.compile(r"\s*-\s")
_LONG_PART = 80


class Labels:
    """Reads the labels of a text."""

    def __init__(self, text: str, said: Expressions) -> None:
        self._text = text
        self._said = said

    def read(self, parts: Sequence[Words]) -> tuple[Label, int]:
        """A label that may be broken over several parts, and of how many it is made."""
        used = 1
        while used < min(len(parts), _MOST_JOINED) and self._belongs(parts[-used - 1], parts[-used]):
            used += 1
        read = label_of(self._text[parts[-used].start : parts[-1].end])
        before = parts[-used - 1] if used < len(parts) else None
        if read.meaning is None and before is not None and not self._stands_apart(before, parts[-used]):
            joined = label_of(self._text[before.start : parts[-1].end])
            alone = label_of(before.of(self._text)).meaning
            if joined.meaning is not None and alone in {None, Meaning.BARE_PRICE, Meaning.BARE_PROCEEDS}:
                return joined, used + 1
        return read, used

    def _belongs(self, before: Words, after: Words) -> bool:
        first, second = before.of(self._text), after.of(self._text)
        if self._stands_apart(before, after):
            return False
        same_line = self._said.same_line(before.end - 1, after.start)
        same_line = same_line and self._text.find("|", before.end, after.start) < 0
        return same_line or bool(_UNFINISHED.search(first)) or bool(_GOES_ON.match(second))

    def _stands_apart(self, before: Words, after: Words) -> bool:
        """Whether a part does not go on in the next: a heading, an item's end, a coin above its items."""
        first, second = before.of(self._text), after.of(self._text)
        cells = self._text.count("|", before.end, after.start) > 1
        item = _COIN_ALONE.fullmatch(first.strip()) is not None and _ITEM.match(second) is not None
        whole = first.rstrip().endswith((":", ".")) or len(first) > _LONG_PART
        return cells or item or whole
