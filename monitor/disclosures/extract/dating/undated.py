"""The year of a text that names none, told from what bitcoin cost, from days of the week, and from names.

Copies of releases often come without a day: "It sold 445 BTC for $48.7 million in September." Bitcoin cost about
$109,400 in one September only. So every price of a coin that a text gives, or that follows from an amount and its
proceeds, is laid beside the month that it speaks of. If one year alone fits all of them, it is the year. What coins
are said to be worth tells the price of that month or of the next. "Thursday, May 30" was one in 2024, and not again
before 2030; and what a company is called tells what the year was not (`eras`).
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import islice

from monitor.disclosures.extract.companies.eras import Era
from monitor.disclosures.extract.numbers.coin_costs import FIRST_YEAR, RANGES
from monitor.disclosures.extract.numbers.coin_prices import MOST, Price, months_named, prices
from monitor.disclosures.extract.periods.calendars import MONTH_NAMES, MONTHS, months_from
from monitor.disclosures.extract.periods.calendars import month as month_of

_YEAR = re.compile(r"\b20[12]\d\b")
_LONGEST = 20_000
"""Characters that are looked through: what has no year in so many is no report."""


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
    last = month_of(year, month)[1]
    sure = any(each.months == {month} for each in islice(prices(text[:_LONGEST]), MOST))
    return last_month_named(text, last, read) if sure and read is not None else last


_NAMED = "|".join(name.capitalize() for name in MONTH_NAMES)
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
    told = list(islice(_DAY_OF_WEEK.finditer(head), MOST))
    if read is None or not told:
        return None
    for year in range(read.year, (since.year if since is not None else FIRST_YEAR) - 1, -1):
        days = [_day_in(each, year) for each in told]
        if all(day is not None and day <= read for day in days):
            return max(day for day in days if day is not None)
    return None


def _day_in(told: re.Match[str], year: int) -> date | None:
    """The day in a year, if it is of the weekday that is told."""
    month, day = MONTHS[(told["month"] or told["month_"]).lower()], int(told["day"] or told["day_"])
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
    ahead = {(month - 4) % 12 for _, month in islice(months_named(head), MOST)}
    last = 4 + max((each for each in ahead if each <= _AFTER_HALVING), default=0)
    return month_of(2024, last)[1]


_HALVING_TO_COME = re.compile(
    r"\b(?:next|upcoming|coming|ahead of|before)\b[^.\n]{0,50}\bhalving\b[^.\n]{0,40}\bApril\b(?!,? 20[013-9])"
    r"|\bApril(?:[’']s)? (?:\w+ )?halving\b[^.\n]{0,30}\b(?:ahead|to come|approaches|nears)\b",
    re.IGNORECASE,
)


def day_before_halving(text: str) -> date | None:
    """The end of the latest month named without a year in a text that awaits the halving of April 2024, or None."""
    head = text[:_LONGEST]
    if _HALVING_TO_COME.search(head) is None:
        return None
    named = {
        (month - 5) % 12
        for place, month in islice(months_named(head), MOST)
        if not _WITH_YEAR.match(head, place)
    }
    last = max(named - {11}, default=None)  # from May to March
    return None if last is None else months_from(date(2023, 5, 1), last + 1)


def last_month_named(text: str, day: date, read: date | None) -> date:
    """The end of the last of the few months after a day that a text names without a year, or else the day itself.

    "In the first week of January 2022 ... in January" names none after December 2022.

    Args:
        text: the whole text.
        day: one that it tells of.
        read: a day that it is not later than.
    """
    head = text[:_LONGEST]
    first: dict[int, int] = {}
    for place, named in islice(months_named(head), MOST):
        first.setdefault(named, place)
    begun = first.get(day.month)
    if begun is not None and _is_compared_with_year_before(head, begun, day):
        day = months_from(day.replace(day=1), 13)
    later = {
        (named - day.month) % 12 for named, place in first.items() if _WITH_YEAR.match(head, place) is None
    }
    announced = _ANNOUNCED.search(head, 0, _DATELINE)
    on = (
        None
        if announced is None
        else (MONTHS[(announced["month"] or announced["month_"]).lower()] - day.month) % 12
    )
    for ahead in sorted(later, reverse=True):
        last = months_from(day, ahead + 1)
        few = ahead <= _FEW_MONTHS or ahead == on
        if ahead > 0 and few and (read is None or last.replace(day=1) <= read):
            return last
    return day


_DATELINE = 300
_ANNOUNCED = re.compile(
    rf"\bOn (?:(?P<month>{_NAMED})[a-z]{{0,6}}\.? [0-3]?\d|[0-3]?\d (?P<month_>{_NAMED})[a-z]{{0,6}})\b(?!,? 20)"
    r"[^\n]{0,80}?\b(?:announced|said|says|disclosed|reported|confirmed|let (?:it be )?known?|made (?:it )?known|stated"
    r"|wrote)\b",
    re.IGNORECASE,
)
"""As in "On November 4, Foo announced": the day of the news, later than every day that it tells with a year."""


def _is_compared_with_year_before(head: str, begun: int, day: date) -> bool:
    """As in "earned 486 BTC in October, up from 343 in October 2021": this October is a year later.

    Args:
        head: the beginning of the text.
        begun: where it first names the month.
        day: in that month, of the year told with it.
    """
    if _WITH_YEAR.match(head, begun) is not None:
        return False
    named = f"{MONTH_NAMES[day.month - 1]}[a-z]*"
    told = rf"{_COMPARED}(?:[$€]?[\d.,]+ )?(?:\w+ ){{0,3}}{named} {day.year}\b"
    return re.search(told, head, re.IGNORECASE) is not None


_COMPARED = r"\b(?:than|against|versus|vs\.?|compared (?:with|to)|up from|down from) "
_FEW_MONTHS = 3
_WITH_YEAR = re.compile(r"(?:[a-z]+ )?[^\W\d_]+\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? (?:of )?20[12]\d\b")
"""A month that is first named so is of that year further on too."""


def _fitting_months(text: str, read: date | None) -> list[tuple[int, int]]:
    """Those of all years that fit, in order; of a text of known day of reading the years in it told nothing."""
    head = text[:_LONGEST]
    if read is None and _YEAR.search(head):
        return []
    told = list(islice(prices(head), MOST))
    then = [each for each in told if each.then]
    fitting = _fitting(then) if then else []
    return ([each for each in fitting if _all_fit(told, *each)] or fitting) if then else _fitting(told)


def _fitting(told: Sequence[Price]) -> list[tuple[int, int]]:
    """The months in which all prices that were told fit, or else most of them."""
    named = {month for each in told for month in each.months}
    months = [(year, month) for year, month in RANGES if month in named]
    return [each for each in months if _all_fit(told, *each)] or [
        each for each in months if _how_many_fit(told, *each) > len(told) / 2
    ]


def _all_fit(told: Sequence[Price], year: int, month: int) -> bool:
    return _how_many_fit(told, year, month) == len(told)


def _how_many_fit(told: Sequence[Price], year: int, month: int) -> int:
    return sum(any(_fits(each, year - (named > month), named) for named in each.months) for each in told)


def _fits(told: Price, year: int, month: int) -> bool:
    months = [(year, month)] if told.then else [(year, month), (year + month // 12, month % 12 + 1)]
    ranges = [RANGES[each] for each in months if each in RANGES]
    return any(
        low * (1 - told.may_be_off) <= told.thousands <= high * (1 + told.may_be_off) for low, high in ranges
    )
