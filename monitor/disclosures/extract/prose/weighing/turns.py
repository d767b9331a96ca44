"""Turns of phrase that may tell of a sale, and that no rule reads: "2,285 went for $44.0 million", "changed hands"."""

import re
from collections.abc import Iterator

WORDS = frozenset(
    "went fetched hands exited departed depart gone flowed cashed cashing converted converting conversion conversions"
    " turned moved exchanged exchanges swapped drawn drew reduced reducing got raised netted grossed took made realised"
    " realized received tranche trades trade auction buyer buyers taker takers realisation offered change".split()
)
"""One of these stands in every turn of phrase."""
_CASH = r"(?:cash|fiat|dollars?|usdt?)\b"
_MONEY = r"(?:u\.?s\.?)?[$€£]\s?\d[\d,.]{0,20}(?:\s?(?:million|billion|m|bn|k)\b)?"
_TURN = re.compile(
    r"\bwent\s+(?:for\b|under\b|at\s+auction\b|to\s+(?:the\s+)?(?:market|buyers?|bidders?)\b)|\bfetched\b"
    r"|\bchanged\s+hands\b|\b(?:exited|departed|depart|gone)\b|\bflowed\s+out\b|\bcash(?:ed|ing)\s+(?:in|out)\b"
    r"|\b(?:converted|converting|conversions?|turned|moved|exchanged|exchanges|swapped)\b"
    rf"(?=[^;]{{0,90}}\b{_CASH}|[^;]{{0,60}}\binto\s+\$)"
    r"|\b(?:drawn|drew)\b(?=[^;]{0,60}\bdown\b)"
    r"|\breduc(?:ed|ing)\b(?=\s+(?:its|our|their)?\s*(?:bitcoin|btc)?[^;]{0,9}\s*holdings\b)"
    r"|\b(?:got|raised|netted|grossed|took\s+in|made|realised|realized|received)\b"
    rf"(?=[^;]{{0,24}}{_MONEY}\s+(?:for|from|on|upon|against|by)\b)"
    r"|\b(?:final|last|first|another|largest)\s+tranche\b|\bblock\s+trades?\b|\bwon\s+at\s+auction\b"
    r"|\bclose[sd]\s+(?:its|the|an)\s+auction\b|\b(?:net\s+)?change\s+of\s+(?=[-−–]\s?\d)"
    r"|\bfound\s+(?:a\s+)?(?:buyers?|takers?)\b|\brealisation\b|\boffered(?=\s+(?:one\s+other\s+)?\d)"
)


def turns(low: str) -> Iterator[int]:
    """Where turns of phrase begin in a sentence in small letters."""
    return (found.start() for found in _TURN.finditer(low))
