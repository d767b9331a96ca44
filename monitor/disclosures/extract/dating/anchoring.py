"""What a text counts its unfinished dates from: the day it was published, and the period it reports on."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from monitor.disclosures.extract.dating.dating import month_of_address, words_of_address
from monitor.disclosures.extract.dating.horizon import HEAD, dateline, horizon_of
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.periods.days import Anchor, Form, When, periods
from monitor.disclosures.extract.periods.fiscal import fiscal_year_end
from monitor.disclosures.extract.periods.when import SPANS

_YEARS = range(2009, 2100)
"""Of documents that can speak of bitcoin."""
_REPORTING = re.compile(
    r"\b(?:updates?|indicators?|performance|statistics|summary|key|takeaways|results?|report(?:s|ed)?|operational|operations|production|unaudited|metrics|highlights|monthly|net\s+(?:loss|income)|revenues?|earnings"
    r"|(?:months?|quarter|year)\s+ended|ending|fiscal|10-[qk]|form)\b",
    re.IGNORECASE,
)
_HISTORY = re.compile(r"\bHistorical\b", re.IGNORECASE)


def anchor_of(text: str, about: About, filer: str | None) -> Anchor:
    """Find out when a text was written and what it reports on.

    Args:
        text: the whole text.
        about: what is known of it.
        filer: whose fiscal year counts.
    """
    fiscal, own = fiscal_year_end(text, filer), about.issuer is not None
    end = min(len(text), HEAD)
    given = about.published if about.published and about.published.year in _YEARS else None
    head = _periods(text, Anchor(given, None, fiscal, own), end)
    published = given or dateline(text, head)
    within = None if published else month_of_address(about.url)
    horizon = published or horizon_of(text, head, about, fiscal).day
    if given is None and horizon is not None:
        head = _periods(text, Anchor(horizon, None, fiscal, own), end)
    told = Anchor(horizon, None, fiscal, own)
    focus = (
        _focus(text, head, given) or _titled(about.title, told) or _titled(words_of_address(about.url), told)
    )
    if focus is not None and _is_no_report(focus, published):
        focus = None
    if focus is None and given is not None:
        focus = _just_over(about.title, told)
    if focus is None and published is not None and published.day <= _EARLY and _MONTHLY.search(text, 0, end):
        first = published.replace(day=1) - timedelta(days=1)
        focus = first.replace(day=1), first
    if focus is None and _WEEKLY.search(text, 0, end):
        focus = _week_told(text, head)
    near = (within[1] if within else None) or (None if published else _latest_day(head, horizon))
    month = None
    if focus is None and published is None:
        month = _only_month(periods(text, Anchor(None, None, fiscal, own, horizon), 0, end))
    return Anchor(published, focus, fiscal, own, horizon, month, near)


def _is_no_report(focus: tuple[date, date], published: date | None) -> bool:
    """As in "will wind down over 2026 and 2027", "wrote it down in 2021 and 2022": no period that a report is of."""
    to_come = published is not None and focus[1] - published > _TO_COME
    return to_come or focus[1] - focus[0] > _LONGEST_REPORT


_LONGEST_REPORT = timedelta(days=380)
_TO_COME = timedelta(days=100)
"""What is reported on ends not so much later than the report."""


def _periods(text: str, anchor: Anchor, end: int) -> list[When]:
    """The periods of a beginning, without those before bitcoin: the "Securities Act of 1933" tells of no report."""
    return [when for when in periods(text, anchor, 0, end) if when.last is None or when.last.year in _YEARS]


def _latest_day(head: Iterable[When], horizon: date | None) -> date | None:
    """The last day that the beginning of an undated text names: it was hardly written much later."""
    days = [when.last for when in head if when.form is Form.DAY and when.last is not None]
    return max((day for day in days if horizon is None or day <= horizon), default=None)


def is_year_guessed(text: str, about: About, filer: str | None) -> bool:
    """Whether nothing but prices, names, or the day it was read, tells of which year a text is."""
    fiscal = fiscal_year_end(text, filer)
    head = _periods(text, Anchor(fiscal_year_end=fiscal), min(len(text), HEAD))
    return dateline(text, head) is None and horizon_of(text, head, about, fiscal).guessed


def _titled(title: str | None, anchor: Anchor) -> tuple[date, date] | None:
    """The period that a title names with its year."""
    for when in periods(title, anchor, 0, HEAD) if title else ():
        printed = _YEAR.search(title or "", when.start, when.end) is not None
        if printed and when.form in SPANS and when.days is not None:
            return when.days
    return None


_WEEKLY = re.compile(
    r"\bweekly\s+(?:\w+\s+)?(?:updates?|reports?|production|figures|note|disclosure)\b"
    r"|^\W*(?:for\s+)?(?:the\s+)?week\s+end(?:ed|ing)\b",
    re.IGNORECASE | re.MULTILINE,
)


def _week_told(text: str, head: Iterable[When]) -> tuple[date, date] | None:
    """The week of a weekly report, which is "ended", or ends with the day that it tells its balance of."""
    for when in head:
        told = text[when.start : when.end].lower().startswith(("as of", "as at", "week end"))
        if told and when.last is not None:
            return when.last - timedelta(days=6), when.last
    return None


def _just_over(title: str | None, anchor: Anchor) -> tuple[date, date] | None:
    """The month that the title of a text of known day names without a year, if it has just ended."""
    for when in periods(title, anchor, 0, HEAD) if title else ():
        if when.form is Form.MONTH and when.days is not None and anchor.latest:
            return when.days if timedelta() < anchor.latest - when.days[1] <= _LATELY else None
    return None


def _only_month(head: Iterable[When]) -> tuple[date, date] | None:
    """The month of which the beginning of a text of unknown day tells, if it names no other period."""
    told = {(when.first, when.last) for when in head if when.last is not None}
    months = {when.days for when in head if when.form is Form.MONTH and when.last is not None}
    return next(iter(months)) if len(told) == len(months) == 1 else None


_OF_BEFORE = re.compile(
    r"\b[^\W\d_]+\s+(?:of\s+)?(?:the\s+)?(?:last|previous|prior|preceding)\s+year\b", re.IGNORECASE
)
"""As in "versus nil in April last year"."""
_NOT_NOW = re.compile(
    r"\b(?:(?:versus|vs\.?|against|than|(?:after|from)\s+(?:[\d.,]+|the\s+(?:total|amount|figure)))\s+(?:[\w.,]+\s+){0,2}(?:in\s+|for\s+|the\s+)*|(?:ahead\s+of|before)\s+(?:its|the|their)\s+)\Z",
    re.IGNORECASE,
)
"""What stands before a period that another is compared with, or that is still to be reported on."""
_RANKED = re.compile(
    r"\b(?:its|the|their|a)\s+(?:first|last|only|worst|record|\w+est)\s+(?:\w+\s+){1,3}(?:of\s+|in\s+)?\Z"
    r"|\b(?:smallest|largest|biggest|fewest|lowest|highest|most|least|best|worst|slowest|busiest)\s[^.,;:\n]*\Z",
    re.IGNORECASE,
)
"""As in "its smallest monthly figure this year": over which time something is ranked."""
_LOOK_BACK = 40
_LONG_OVER = timedelta(days=400)
_LATELY = timedelta(days=45)
_YEAR = re.compile(r"\b20[12]\d\b")


_EARLY = 20
"""Up to this day of a month, a monthly update is of the month before."""
_MONTHLY = re.compile(
    r"\bmonthly\b[^.\n]{0,40}\b(?:updates?|production|report|operat)|\bproduction\b[^.\n]{0,30}\bupdates?\b",
    re.IGNORECASE,
)


def _focus(text: str, head: Iterable[When], published: date | None) -> tuple[date, date] | None:
    """The first period that stands in a heading, or beside words of reporting, and is not long over."""
    for when in head:
        if when.form not in SPANS or when.days is None:
            continue
        if published is not None and published - when.days[1] > _LONG_OVER:
            continue
        if text[when.start - 1 : when.start] == "(" and text[when.end : when.end + 1] == ":":
            continue  # what it is compared with, as in "Bitcoin sold: 815 (May: 806)"
        back = max(0, when.start - _LOOK_BACK)
        if _OF_BEFORE.search(text, when.start, when.end) or _NOT_NOW.search(text, back, when.start):
            continue
        if when.form is Form.LONGER and _RANKED.search(text, back, when.start):
            continue
        start = text.rfind("\n", 0, when.start) + 1
        line_end = text.find("\n", when.end)
        line = text[
            max(start, when.start - 160) : min(line_end if line_end >= 0 else len(text), when.end + 160)
        ]
        if _REPORTING.search(line) and not _HISTORY.search(line):
            return when.days
    return None
