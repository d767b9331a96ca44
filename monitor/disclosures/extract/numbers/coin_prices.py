"""What texts say that a bitcoin cost, and in which month: prices as printed, or money divided by coins."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.disclosures.extract.periods.calendars import MONTHS

_ENGLISH = tuple("January February March April June July August September October November December".split())
_ABROAD = "|".join(
    name for name in MONTHS if len(name) > len("mai") and name != "sept" and name.capitalize() not in _ENGLISH
)
_MONTH = re.compile(
    rf"\b(?:(?P<long>{'|'.join(_ENGLISH)})"
    r"|(?P<short>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|(?:in|during|of|[Ss]ince|for) (?P<may>May)"
    rf"|(?:em|de|en|ad?|i[nm]|des) (?P<abroad>{_ABROAD}|{_ABROAD.title()}|maio|mayo|Mai|mai))\b"
)
_PRICE = re.compile(
    r"\b(?:average|mean|avg\.?|per (?:bitcoin|coin|BTC)|priced? (?:of|at))\b[^.$\n|]{0,60}"
    r"\$ ?(?P<dollars>\d{1,3},\d{3}|\d{4,6})(?![\d,]|\.\d| ?(?:million|billion|[MBKmbk]\b))"
)
_ABOUT = "(?:about |roughly |approximately |some |nearly |~)?"
_COINS = r"\b(?P<coins>\d{1,3}(?:,\d{3}){0,2}(?:\.\d{1,4})?) (?:bitcoins?|BTCs?|Bitcoins?|coins)\b"
_MONEY = r"\$ ?(?P<amount>\d{1,4}(?:\.\d{1,3})?) ?(?P<unit>million|billion|M\b|B\b|m\b|bn\b)"
_SALE = re.compile(
    _COINS + r"[^$\n|;\d.]{0,60}\b(?:for|raising|raised|bringing|brought|generating|proceeds of)\b"
    r"[^$\n|;\d.]{0,30}" + _MONEY
)
_WORTH = re.compile(
    _COINS + r"(?:[^$\n|;\d.]{0,60}\b(?:worth|valued at|value of)\b[^$\n|;\d.]{0,30}"
    rf"|,? \(?(?:or )?{_ABOUT})" + _MONEY
)
_TRADED = re.compile(
    r"\b(?:[Bb]itcoin|BTC)\b[^.$\n|]{0,60}\b(?:trad(?:es|ed|ing)|chang(?:es|ed|ing) hands|stood|hover(?:s|ed|ing))\b"
    r"[^.$\n|]{0,30}\$ ?(?P<dollars>\d{1,3},\d{3}|\d{4,6})(?![\d,]|\.\d| ?(?:million|billion|[MBKmbk]\b))"
)
_SOLD_BARE = re.compile(
    rf"\b(?:sold|selling|sells) {_ABOUT}(?P<coins>\d{{1,3}}(?:,\d{{3}}){{0,2}}(?:\.\d{{1,4}})?) "
    rf"(?:of (?:them|it|those|these) )?for {_ABOUT}" + _MONEY
)
_SOLD_AT = re.compile(
    rf"\b(?:sold|selling|sells)\b[^.$\n|]{{0,60}}\bat {_ABOUT}\$ ?(?P<dollars>\d{{1,3}},\d{{3}})"
    r"(?![\d,]|\.\d| ?(?:million|billion|[MBKmbk]\b))"
)
_ON_AVERAGE = re.compile(r"\$ ?(?P<dollars>\d{1,3},\d{3}|\d{4,6}) (?:on|in) average\b")
_PER_COIN = re.compile(
    r"\$ ?(?P<dollars>\d{1,3},\d{3}|\d{4,6}) (?:apiece|each\b|(?:per|a|for each) (?:bitcoin|coin|BTC)\b)"
)
_SOLD_FOR = re.compile(
    _MONEY + r"[^$\n|;\d.]{0,60}\b(?:selling|(?:sale|sales|disposal) of)\b[^$\n|;\d.]{0,30}" + _COINS
)
_THOUSANDS = {"million": 1e3, "m": 1e3, "billion": 1e6, "b": 1e6, "bn": 1e6}
_BEFORE = 300
"""Characters before a price in which the month that it speaks of is looked for."""
_AFTER = 120
MOST = 40
"""Prices of one text that are looked at."""
_PRICE_ABROAD = re.compile(
    r"\b(?:pre[çc]o m[ée]dio|precio (?:medio|promedio)|prezzo medio|Durchschnittspreis|prix moyen)\b[^$\n|\d]{0,40}"
    r"(?:US)?\$? ?(?P<dollars>\d{2,3}[.,\u00a0 ]\d{3})(?![\d]| (?:mil|Mil|mio|Mio))"
)
_SALE_ABROAD = re.compile(
    r"\b(?P<coins>\d{1,3}(?:\.\d{3}){0,2}(?:,\d{1,4})?) (?:bitcoins?|BTCs?|Bitcoins?)\b[^$\n|;\d]{0,60}"
    r"\b(?:por|per|für|pour|arrecad\w+|recaud\w+|incass\w+|ricav\w+|erlös\w+|obt\w+)\b[^$\n|;\d]{0,30}"
    r"(?:US)?\$? ?(?P<amount>\d{1,4}(?:,\d{1,3})?) (?:milh(?:ões|ão)|millones|milioni|Millionen|millions|Mio)\b"
    r"(?! de euros| (?:di )?euro| Euro)"
)
_PRINTED_MAY_BE_OFF = 0.02
_COMPUTED_MAY_BE_OFF = 0.04


class Price(NamedTuple):
    """What a coin is told to have cost."""

    months: frozenset[int]
    """In one of these."""
    thousands: float
    may_be_off: float
    then: bool
    """In the month told; else it may as well be the price of the month after, in which that was written."""


def prices(text: str) -> Iterator[Price]:
    """The prices of a coin that a text prints, and those that follow from an amount and its proceeds."""
    months = list(months_named(text))
    for pattern in (_PRICE, _PER_COIN, _SOLD_AT, _ON_AVERAGE, _PRICE_ABROAD, _TRADED):
        for found in pattern.finditer(text):
            thousands = int(re.sub(r"\D", "", found["dollars"])) / 1000
            yield from _of_month(months, found, thousands, _PRINTED_MAY_BE_OFF, then=pattern is not _TRADED)
    for pattern in (_SALE, _SOLD_BARE, _SOLD_FOR, _WORTH):
        for found in pattern.finditer(text):
            coins = float(found["coins"].replace(",", ""))
            thousands = float(found["amount"]) * _THOUSANDS[found["unit"].lower()]
            if coins:
                per_coin, then = thousands / coins, pattern is not _WORTH
                yield from _of_month(months, found, per_coin, _COMPUTED_MAY_BE_OFF, then=then)
    for found in _SALE_ABROAD.finditer(text):
        coins, amount = (
            float(found[name].replace(".", "").replace(",", ".")) for name in ("coins", "amount")
        )
        if coins:
            yield from _of_month(months, found, amount * 1e3 / coins, _COMPUTED_MAY_BE_OFF, then=True)


def months_named(text: str) -> Iterator[tuple[int, int]]:
    """Where each month is named, and which it is."""
    for found in _MONTH.finditer(text):
        if found["abroad"]:
            yield found.start(), MONTHS[found["abroad"].lower()]
        else:
            yield found.start(), MONTHS[(found["long"] or found["short"] or found["may"])[:3].lower()]


def _of_month(
    months: Sequence[tuple[int, int]],
    found: re.Match[str],
    thousands: float,
    may_be_off: float,
    *,
    then: bool,
) -> Iterator[Price]:
    """The price with the month named last before its end, or else next after it, or else any that is named."""
    behind = bisect_right(months, (found.end(), 0))
    if behind and months[behind - 1][0] >= found.start() - _BEFORE:
        named = frozenset({months[behind - 1][1]})
    elif behind < len(months) and months[behind][0] <= found.end() + _AFTER:
        named = frozenset({months[behind][1]})
    else:
        named, then = frozenset(month for _, month in months), False
    if named:
        yield Price(named, thousands, may_be_off, then)
