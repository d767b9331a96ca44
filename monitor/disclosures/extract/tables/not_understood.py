"""Rows and labelled lines that name coins sold, and of which neither the rules for tables nor those for prose told."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.lowered import lowered, places_of
from monitor.disclosures.extract.not_understood import Passage, passage
from monitor.disclosures.extract.numbers.amounts import Unit, amounts
from monitor.disclosures.extract.selling import SALES, SELLING_WORD, SOLD

_SALE = re.compile(rf"\b(?:{SELLING_WORD}|converted)(?![a-z])")
_STEMS = ("converted", *SOLD, *(word for word in SALES if not word.endswith("s")))
"""One of these stands in every such label."""
_NAMES = r"(?:bitcoins?|btcs?|coins|digital\s+(?:assets|currencies)|crypto(?:currenc(?:y|ies)|\s?assets)?)(?![a-z])"
_COIN = re.compile(rf"\b{_NAMES}")
_ALSO = frozenset(
    "of the from for in to on off and or our its own net total number units quantity amount less cash fiat open market"
    " spot proceeds pay paid expenses operating fees redemption shares other during this month quarter week period year"
    " ytd date a treasury self-mined mined held usd us".split()
)
"""What else such a label may say; with other words it means something else, or is a sentence."""
_WORD = re.compile(r"[a-z'’-]*[a-z]")
_ROW = re.compile(
    r"(?P<label>[^\d\n:|$=]{0,60}(?:\n[^\d\n:|$=]{1,40})?)"
    r"(?:\d{1,2}/\d{1,2}/\d{4}[^|\n]{0,14})?"  # "Sale 1/10/2023-1/20/2023 | -500.000"
    r"[\s|:(\u2014\u2013-]{0,40}(?:[A-Z][a-z]{2}-\d\d\s)?"  # "Monetized: Jun-25 578.51"
    r"\$?\s?(?P<value>\d[\d,.]*)(?!\s?%|/)"
)
_INLINE = re.compile(
    rf"proceeds\s+from\s+(?:the\s+)?sales?\s+of\s+(?:its\s+|our\s+)?{_NAMES}[\s|:$(]{{0,20}}(?P<value>\d[\d,.]*)"
)
"""As in "Purchases of digital assets (1,500) Proceeds from sales of digital assets 272 Net cash ..."."""
_OPENING = re.compile(r"[\s|•·●▪*\u2013-]*")
_NEAR_COINS = 1_200
"""Characters above a label that names no coin within which the text does."""
_LONGEST = 60
"""Characters before and behind a label that are looked at."""
_NOTHING = re.compile(r"[0,.]*|20[0-3]\d")
"""No coins, or a year."""


def rows_not_understood(text: str, told: Iterable[Found]) -> Iterator[Passage]:
    """Every row that has a label of coins sold, a value, and nothing that makes the label mean something else.

    Words on which a statement rests are no row.
    """
    low = lowered(text)
    spans = sorted((each.start, each.end) for each in told)
    done = 0
    for place in places_of(low, _STEMS):
        before = bisect_right(spans, (place, len(text)))
        if place < done or (before and place < spans[before - 1][1]):
            continue
        found = _row_at(text, low, place) or _row_in_line(text, low, place)
        if found is not None:
            done = found.end
            yield found


def _row_at(text: str, low: str, place: int) -> Passage | None:
    """The row that begins a line, where its label has a word for selling at a place."""
    start = max(low.rfind("\n", 0, place) + 1, place - _LONGEST)
    opening = _OPENING.match(low, start, place)
    row = _ROW.match(text, start if opening is None else opening.end())
    if row is None or not _names_coins_sold(low, row):
        return None
    ending = text.find("\n", row.end(), row.end() + _LONGEST)
    return _row(text, row, ending if ending >= 0 else min(len(text), row.end() + _LONGEST))


def _row_in_line(text: str, low: str, place: int) -> Passage | None:
    row = _INLINE.search(low, max(0, place - _BEFORE), place + _LONGEST)
    return None if row is None else _row(text, row, row.end())


_BEFORE = 24
"""Characters of "proceeds from the" before the word for selling."""


def _row(text: str, row: re.Match[str], end: int) -> Passage:
    told = amounts(text, row.start("value"), end)
    figures = (each.value for each in told if each.unit is not Unit.PERCENT)
    return passage(text, (row.start(), end), row.start()).with_figures(figures)


def _names_coins_sold(low: str, row: re.Match[str]) -> bool:
    label = low[row.start("label") : row.end("label")]
    if _SALE.search(label) is None or _NOTHING.fullmatch(row["value"]) is not None:
        return False
    rest = _WORD.findall(_COIN.sub(" ", _SALE.sub(" ", label)))
    if not _ALSO.issuperset(rest):
        return False
    above = max(0, row.start() - _NEAR_COINS), row.start()
    return _COIN.search(label) is not None or low.find("bitcoin", *above) >= 0 or low.find("btc", *above) >= 0
