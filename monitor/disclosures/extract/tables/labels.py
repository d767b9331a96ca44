"""The label of a row, which a text may have broken over lines, or which leaves the coin out."""

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.disclosures.extract.selling import SALE_WORD, SELLING_WORD
from monitor.disclosures.extract.tables.cashing import called_sale
from monitor.disclosures.extract.tables.cells import Words
from monitor.disclosures.extract.tables.header_words import Expressions
from monitor.disclosures.extract.tables.meaning import Label, Meaning, label_of, plain_label

_MOST_JOINED = 4
_UNFINISHED = re.compile(
    r"(?:(?<!/)\b(?:per|of|from|for|and|the|net|in|on|average|by|with|to|restricted|unrestricted|power|as|at|gross|or|a|avg)|"
    r"[-&,(/])\s*\d?\s*$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"(?:total )?(?:number|quantity|amount|units) of (?:bitcoins?|btcs?|coins)", re.IGNORECASE
)
_UNTIL = re.compile(r"\b(?:in|for|during|as of|at)\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"^\s*(?:[a-z(&/]|-\s)")
_COIN_ALONE = re.compile(r"(?:bitcoins?|btc)", re.IGNORECASE)
_ITEM = re.compile(r"\s*-\s")
_LONG_PART = 80
_INTO = " (?:into|for|to) (?:usd[tc]|stablecoins?|eth(?:er(?:eum)?)?)"
_ELLIPTIC = re.compile(
    r"(?:(?:calendar |fiscal )?(?:year[ -]to[ -]date|ytd) )?"
    r"(?:total |net |less:? |units |quantity |amount |proceeds from |cash proceeds from )?"
    rf"(?:{SELLING_WORD}|(?:self-)?mined|produced|production|output|purchase[ds]|held|holdings|treasury"
    r"|(?:generated|received|earned|receipts?|additions?|income)(?= from (?:self-)?mining)"
    rf"|(?:exchange[ds]?|converted|conversions?|swapped|swaps?)(?={_INTO}))"
    rf"(?:{_INTO}|(?: from)? (?:self-)?mining(?: activities| pools?)?"
    r"| (?:for|into|against) (?:cash|fiat(?: currency)?|usd|u\.?s\.? ?dollars?|dollars?|operating purposes|"
    r"operations)"
    r"|(?: of)? (?:by|through|via|by way of) sales?"
    r"| (?:on|via|through) (?:an |the )?(?:exchanges?|open market|market)| to (?:fund|finance|cover) \w+(?: \w+)?)?"
    r"(?: (?:during|in|at|for|by)(?: the)? (?:end|(?:end of )?(?:month|period|quarter|year)))?"
)
_BOOKED = re.compile(
    rf"((?:carrying (?:value|amount)|cost(?: basis)?|book value) of )(?:the )?(?={SALE_WORD})"
)


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
            alone = label_of(self._text[before.start : before.end]).meaning
            if joined.meaning is not None and alone in {None, Meaning.BARE_PRICE, Meaning.BARE_PROCEEDS}:
                return joined, used + 1
        return read, used

    def _belongs(self, before: Words, after: Words) -> bool:
        first, second = self._text[before.start : before.end], self._text[after.start : after.end]
        if self._stands_apart(before, after):
            return False
        same_line = self._said.same_line(before.end - 1, after.start)
        same_line = same_line and self._text.find("|", before.end, after.start) < 0
        return same_line or bool(_UNFINISHED.search(first)) or bool(_GOES_ON.match(second))

    def _stands_apart(self, before: Words, after: Words) -> bool:
        """Whether a part does not go on in the next: a heading, an item's end, a coin above its items."""
        first, second = self._text[before.start : before.end], self._text[after.start : after.end]
        cells = self._text.count("|", before.end, after.start) > 1
        return (
            cells
            or self._is_whole(before)
            or bool(_COIN_ALONE.fullmatch(first.strip()) and _ITEM.match(second))
        )

    def goes_on(self, before: Words, after: Words) -> bool:
        """Whether a line ends within a cell: "Number of Bitcoin" above "sold", "Bitcoin sold in" above "November"."""
        first, second = self._text[before.start : before.end], self._text[after.start : after.end]
        if "|" in self._text[before.end : after.start] or self._said.same_line(before.end - 1, after.start):
            return False
        counted = _NUMBER_OF.fullmatch(first.strip()) and _GOES_ON.match(second)
        return bool(counted or _UNTIL.search(first)) and label_of(f"{first} {second}").meaning is not None

    def _is_whole(self, part: Words) -> bool:
        """Whether a part stands by itself: a heading, an item's end."""
        return (
            self._text[part.start : part.end].rstrip()[-1:] in {":", "."}
            or part.end - part.start > _LONG_PART
        )


@lru_cache(maxsize=1024)
def elliptic_label(text: str) -> Label:
    """A label that leaves the coin out, such as "Sold": read as if it named it."""
    plain = called_sale(plain_label(text))
    if (booked := _BOOKED.match(plain)) is not None:
        return label_of(f"{booked[1]}bitcoin {plain[booked.end() :]}")
    return label_of(f"bitcoin {plain}") if _ELLIPTIC.fullmatch(plain) else label_of(text)
