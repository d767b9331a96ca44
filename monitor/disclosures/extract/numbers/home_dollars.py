"""Money that is no US dollars: of a text that counts in the dollars of its country, or marked "C$", "£", "EUR"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.numbers.amounts import Amount, Unit, amounts

_ANY = ("anadian", "ustralian", "C$", "A$", "CDN", "CAD", "AUD", "GBP", "EUR", "£", "€", "uro", "pounds")
"""One of them stands in every text that this is about: looked for so, for it is quicker."""
_DECLARED = re.compile(
    r"(?<!million )(?<!billion )\b(?:in|are|of|thousands|millions)\s+(?:canadian|australian)\s+dollars?\b"
    r"|\(\s*(?:canadian|australian)\s+dollars?\b"
    r"|\b(?:amounts|figures|references|expressed|reported|presented|stated)\b[^.\n\d]{0,60}\b(?:in|are)\s+(?:CAD|C\$|AUD|A\$)",
    re.IGNORECASE,
)
"""As in "all amounts are in Canadian dollars unless otherwise noted"."""
_OF_SHARES = re.compile(
    r"\b(?:shares?|stock|traded?s?|trading|convert\w*|exchange\s+rates?|notes?|loans?)\b", re.IGNORECASE
)
_SENTENCE = 120
"""Characters before such words in which it may be said what is in those dollars."""
_AROUND = 400
"""Characters about a statement in which its money may be told."""
_FOREIGN = re.compile(r"\A(?:C|CA|CAD|CDN|A|AU)?\$|\A[£€]|\A(?:CAD|AUD|GBP|EUR)\b")
_FOREIGN_BEHIND = re.compile(
    r"(?:CAD|EUR|GBP|AUD|euros?|pounds|(?:canadian|australian)\s+dollars?)\Z", re.IGNORECASE
)
_US = re.compile(r"\A(?:US|U\.S\.|USD)\s?\$?|(?:\bUSD|U\.?S\.?(?:\s+dollars?)?)\Z")


def as_dollars(text: str, amount: Amount) -> Amount:
    """Money whose unit is worth about a dollar, which tells of a sale as dollars do; other amounts as they are."""
    if amount.unit is not Unit.MONEY or not is_marked_foreign(text, amount):
        return amount
    return amount._replace(unit=Unit.USD, foreign=True)


def is_marked_foreign(text: str, amount: Amount) -> bool:
    """Whether a sum says itself that it is in Canadian or Australian dollars, pounds or euros."""
    said = text[amount.start : amount.end]
    sign = _FOREIGN.match(said)
    return (sign is not None and sign[0] != "$") or _FOREIGN_BEHIND.search(said) is not None


def in_us_dollars(text: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """The statements without such money as is not said, or not known, to be in US dollars."""
    if not any(said in text for said in _ANY) or all(
        each.avg_price_usd is each.proceeds_usd is None for each in found
    ):
        return found
    home = counts_in_home_dollars(text)
    return tuple(_without_foreign(text, each, home=home) for each in found)


def counts_in_home_dollars(text: str) -> bool:
    """Whether a text says that its dollars are not those of the United States."""
    for told in _DECLARED.finditer(text):
        begin = max(
            text.rfind("\n", 0, told.start()), text.rfind(". ", 0, told.start()), told.start() - _SENTENCE
        )
        before = text[begin + 1 : told.start()]
        counted = before.rstrip()[-1:].isdigit() and not told[0].startswith("(")
        if not counted and _OF_SHARES.search(before) is None:
            return True
    return False


def _without_foreign(text: str, found: Found, *, home: bool) -> Found:
    near = list(_money_near(text, found))
    return replace(
        found,
        avg_price_usd=_in_dollars(found.avg_price_usd, text, near, home=home),
        proceeds_usd=_in_dollars(found.proceeds_usd, text, near, home=home),
    )


def _money_near(text: str, found: Found) -> Iterator[Amount]:
    for each in amounts(text, max(0, found.start - _AROUND), min(len(text), found.end + _AROUND)):
        if each.unit in {Unit.USD, Unit.MONEY, Unit.NONE}:
            yield each


def _in_dollars(value: Decimal | None, text: str, near: Sequence[Amount], *, home: bool) -> Decimal | None:
    """A sum that was taken for US dollars if it is that; else the same in US dollars where it is told right behind."""
    same = [place for place, each in enumerate(near) if each.value == value]
    if value is None or any(_is_us(text, near[place]) for place in same):
        return value
    if not home and (not same or not all(is_marked_foreign(text, near[place]) for place in same)):
        return value
    behind = ((near[place], near[place + 1]) for place in same if place + 1 < len(near))
    return next((us.value for own, us in behind if us.start - own.end < _BESIDE and _is_us(text, us)), None)


_BESIDE = 6
"""Characters between a sum and the same in US dollars: "$24.5 million (US$18.0 million)"."""


def _is_us(text: str, amount: Amount) -> bool:
    return _US.search(text[amount.start : amount.end]) is not None
