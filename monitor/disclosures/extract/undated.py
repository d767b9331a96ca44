"""The year of a text that names none, told from what bitcoin cost, from days of the week, and from names.

Copies of releases often come without a day: "It sold 445 BTC for $48.7 million in September." Bitcoin cost about
$109,400 in one September only. So every price of a coin that a text gives, or that follows from an amount and its
proceeds, is laid beside the month that it speaks of. If one year alone fits all of them, it is the year. What coins
are said to be worth tells the price of that month or of the next. "Thursday, May 30" was one in 2024, and not again
before 2030; and what a company is called tells what the year was not (`eras`).
"""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from monitor.disclosures.extract.eras import Era

_FIRST_YEAR = 2020
_LOW_TO_HIGH = """
6.9-9.6 8.4-10.5 3.9-9.2 6.2-9.5 8.1-10 8.9-10.4 8.9-11.4 10.7-12.5 9.8-12.1 10.4-14.1 13.2-19.9 17.6-29.3
28.7-42 32.3-58.4 45-61.8 47-64.9 30-59.6 28.8-41.3 29.3-42.3 37.3-50.5 39.6-52.9 43.3-67 53.3-69 42-59.1
32.9-48 34.3-45.9 37.2-48.2 37.6-47.4 25.4-40 17.6-32 18.8-24.7 19.5-25.2 18.1-22.8 18.2-21.1 15.5-21.5 16.3-18.4
16.5-24 21.4-25.3 19.6-29.2 26.9-31 25.8-29.9 24.8-31.4 28.9-31.8 25.2-30.2 24.9-27.5 26.5-35.2 34.1-38.4 37.6-44.7
38.5-49 41.9-64 59-73.8 59.6-72.8 56.5-72 58.4-72 53.5-70 49-65.6 52.5-66.5 58.9-73.6 66.8-99.7 91.3-108.4
89.2-109.4 78.2-102.8 76.6-95.2 74.4-95.8 93.3-112 98.2-110.6 105.1-123.2 107.3-124.5 107.2-118 102-126.3 80.5-111.3 83.8-94.6
74.5-97.9 60-79.4 62-77 60-79 50-90 50-90 50-90 50-90 50-90 50-90 50-90 50-90
"""  # noqa: E501 - a line for each year
"""What a bitcoin cost at least and at most in each month, in thousands of US dollars, on large exchanges. From April
2026 on it is not known to us: the wide ranges make older prices like them ambiguous, so that no year is told of them.
Of later years nothing fits: a text of then gets no year, or that of an equal price before."""

_RANGES = {
    (_FIRST_YEAR + year, month): (float(low), float(high))
    for year, line in enumerate(_LOW_TO_HIGH.split("\n")[1:-1])
    for month, (low, high) in enumerate((each.split("-") for each in line.split()), start=1)
}
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {name: number for number, name in enumerate(_SHORT, start=1)}
_MONTH = re.compile(
    r"\b(?:(?P<long>January|February|March|April|June|July|August|September|October|November|December)"
    r"|(?P<short>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|(?:in|during|of|[Ss]ince|for) (?P<may>May))\b"
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
_ON_AVERAGE = re.compile(r"\$ ?(?P<dollars>\d{1,3},\d{3}|\d{4,6}) (?:on|in) average\b")
_PER_COIN = re.compile(
    r"\$ ?(?P<dollars>\d{1,3},\d{3}|\d{4,6}) (?:apiece|each\b|(?:per|a|for each) (?:bitcoin|coin|BTC)\b)"
)
_SOLD_FOR = re.compile(
    _MONEY + r"[^$\n|;\d.]{0,60}\b(?:selling|(?:sale|sales|disposal) of)\b[^$\n|;\d.]{0,30}" + _COINS
)
_YEAR = re.compile(r"\b20[12]\d\b")
_THOUSANDS = {"million": 1e3, "m": 1e3, "billion": 1e6, "b": 1e6, "bn": 1e6}
_BEFORE = 300
"""Characters before a price in which the month that it speaks of is looked for."""
_AFTER = 120
_MOST = 40
"""Prices of one text that are looked at."""
_LONGEST = 20_000
"""Characters that are looked through: what has no year in so many is no report."""
_PRINTED_MAY_BE_OFF = 0.02
_COMPUTED_MAY_BE_OFF = 0.04


class _Told(NamedTuple):
    """What a coin is told to have cost."""

    months: frozenset[int]
    """In one of these."""
    thousands: float
    may_be_off: float
    then: bool
    """In the month told; else it may as well be the price of the month after, in which that was written."""


def day_told(text: str, read: date | None, era: Era, year: int | None = None) -> date | None:
    """The last day that a text can be of by what it says fits one year alone; None where nothing does.

    Args:
        text: the whole text.
        read: a day that it is not later than.
        era: between which days it was written, as far as names of companies tell.
        year: one that it names, and is not older than.
    """
    latest = min((day for day in (read, era.last) if day is not None), default=None)
    since = max(
        (day for day in (era.first, date(year, 1, 1) if year else None) if day is not None), default=None
    )
    return (
        day_told_by_halving(text)
        or day_told_by_weekday(text, latest, since)
        or day_told_by_prices(text, latest, since)
    )


def day_told_by_prices(text: str, read: date | None = None, since: date | None = None) -> date | None:
    """The end of the latest month that a text without a year gives a price for; None where no year fits, or several.

    Args:
        text: the whole text.
        read: a day that the text is not later than; of several years that fit, the last one before it is taken.
        since: a day that it is not earlier than.
    """
    fitting = _fitting_months(text, read)
    if since is not None:
        fitting = [each for each in fitting if each >= (since.year, since.month)]
    if read is not None:
        fitting = [each for each in fitting if date(*each, 1) <= read][-1:]
    if len(fitting) != 1:
        return None
    year, month = fitting[0]
    last = date(year, month, monthrange(year, month)[1])
    sure = any(each.months == {month} for each in islice(_prices(text[:_LONGEST]), _MOST))
    return last_month_named(text, last, read) if sure and read is not None else last


_NAMED = "|".join(name.capitalize() for name in _SHORT)
_DAY_OF_WEEK = re.compile(
    r"\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?"
    rf"(?:(?P<month>{_NAMED})[a-z]{{0,6}}\.? (?P<day>[0-3]?\d)"
    rf"|(?P<day_>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?(?P<month_>{_NAMED}))"
)
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")


def day_told_by_weekday(text: str, read: date | None, since: date | None = None) -> date | None:
    """The last day told with its weekday in a text without a year, as in "Thursday, May 30"; None where none fits.

    Args:
        text: the whole text.
        read: a day that the text is not later than; None: nothing can be told.
        since: a day that it is not earlier than.
    """
    head = text[:_LONGEST]
    told = list(islice(_DAY_OF_WEEK.finditer(head), _MOST))
    if read is None or not told:
        return None
    for year in range(read.year, (since.year if since is not None else _FIRST_YEAR) - 1, -1):
        days = [_day_in(each, year) for each in told]
        if all(day is not None and day <= read for day in days):
            return max(day for day in days if day is not None)
    return None


def _day_in(told: re.Match[str], year: int) -> date | None:
    """The day in a year, if it is of the weekday that is told."""
    month, day = _NUMBERS[(told["month"] or told["month_"]).lower()], int(told["day"] or told["day_"])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    found = date(year, month, day)
    return found if _WEEKDAYS[found.weekday()] == told["weekday"] else None


_HALVING = re.compile(
    r"\bApril(?:[’']s)?(?: \d{1,2}(?:st|nd|rd|th)?)?[^.\n]{0,60}\bhalving|\bhalving[^.\n]{0,40}\bApril\b"
    r"|\b6\.25\b[^.\n]{0,40}\b3\.125\b",
    re.IGNORECASE,
)
_AFTER_HALVING = 8
"""Months after one within which a text that speaks of "the April halving" without a year was written."""


def day_told_by_halving(text: str) -> date | None:
    """The end of the latest month named in a text without a year that tells of the halving of April 2024."""
    head = text[:_LONGEST]
    if _HALVING.search(head) is None or _YEAR.search(head) is not None:
        return None
    ahead = {(month - 4) % 12 for _, month in islice(_months(head), _MOST)}
    last = 4 + max((each for each in ahead if each <= _AFTER_HALVING), default=0)
    return date(2024, last, monthrange(2024, last)[1])


def last_month_named(text: str, day: date, read: date | None) -> date:
    """The end of the last of the few months after a day that a text names without a year, or else the day itself.

    Args:
        text: the whole text.
        day: one that it tells of.
        read: a day that it is not later than.
    """
    later = {(named - day.month) % 12 for _, named in islice(_months(text[:_LONGEST]), _MOST)}
    for ahead in sorted(later, reverse=True):
        year, month = day.year + (day.month + ahead > 12), (day.month + ahead - 1) % 12 + 1  # noqa: PLR2004 - months
        if 0 < ahead <= _FEW_MONTHS and (read is None or date(year, month, 1) <= read):
            return date(year, month, monthrange(year, month)[1])
    return day


_FEW_MONTHS = 3


def _fitting_months(text: str, read: date | None) -> list[tuple[int, int]]:
    """Those of all years that fit, in order; of a text of known day of reading the years in it told nothing."""
    head = text[:_LONGEST]
    if read is None and _YEAR.search(head):
        return []
    told = list(islice(_prices(head), _MOST))
    then = [each for each in told if each.then]
    fitting = _fitting(then) if then else []
    return ([each for each in fitting if _all_fit(told, *each)] or fitting) if then else _fitting(told)


def _fitting(told: Sequence[_Told]) -> list[tuple[int, int]]:
    """The months in which all prices that were told fit, or else most of them."""
    named = {month for each in told for month in each.months}
    months = [(year, month) for year, month in _RANGES if month in named]
    return [each for each in months if _all_fit(told, *each)] or [
        each for each in months if _how_many_fit(told, *each) > len(told) / 2
    ]


def _all_fit(told: Sequence[_Told], year: int, month: int) -> bool:
    return _how_many_fit(told, year, month) == len(told)


def _how_many_fit(told: Sequence[_Told], year: int, month: int) -> int:
    return sum(any(_fits(each, year - (named > month), named) for named in each.months) for each in told)


def _fits(told: _Told, year: int, month: int) -> bool:
    months = [(year, month)] if told.then else [(year, month), (year + month // 12, month % 12 + 1)]
    ranges = [_RANGES[each] for each in months if each in _RANGES]
    return any(
        low * (1 - told.may_be_off) <= told.thousands <= high * (1 + told.may_be_off) for low, high in ranges
    )


def _prices(text: str) -> Iterator[_Told]:
    """The prices of a coin that a text prints, and those that follow from an amount and its proceeds."""
    months = list(_months(text))
    for pattern, then in ((_PRICE, True), (_PER_COIN, True), (_ON_AVERAGE, True), (_TRADED, False)):
        for found in pattern.finditer(text):
            thousands = int(found["dollars"].replace(",", "")) / 1000
            yield from _of_month(months, found, thousands, _PRINTED_MAY_BE_OFF, then=then)
    for pattern, then in ((_SALE, True), (_SOLD_BARE, True), (_SOLD_FOR, True), (_WORTH, False)):
        for found in pattern.finditer(text):
            coins = float(found["coins"].replace(",", ""))
            thousands = float(found["amount"]) * _THOUSANDS[found["unit"].lower()]
            if coins:
                yield from _of_month(months, found, thousands / coins, _COMPUTED_MAY_BE_OFF, then=then)


def _months(text: str) -> Iterator[tuple[int, int]]:
    """Where each month is named, and which it is."""
    for found in _MONTH.finditer(text):
        yield found.start(), _NUMBERS[found[0][-3:].lower() if found["may"] else found[0][:3].lower()]


def _of_month(
    months: Sequence[tuple[int, int]],
    found: re.Match[str],
    thousands: float,
    may_be_off: float,
    *,
    then: bool,
) -> Iterator[_Told]:
    """The price with the month named last before its end, or else next after it, or else any that is named."""
    behind = bisect_right(months, (found.end(), 0))
    if behind and months[behind - 1][0] >= found.start() - _BEFORE:
        named = frozenset({months[behind - 1][1]})
    elif behind < len(months) and months[behind][0] <= found.end() + _AFTER:
        named = frozenset({months[behind][1]})
    else:
        named, then = frozenset(month for _, month in months), False
    if named:
        yield _Told(named, thousands, may_be_off, then)
