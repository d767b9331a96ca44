"""What a text counts its unfinished dates from: the day it was published, and the period it reports on."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from monitor.disclosures.extract.calendars import FISCAL_YEAR_END
from monitor.disclosures.extract.dating import month_of_address, words_of_address
from monitor.disclosures.extract.days import Anchor, Form, When, periods
from monitor.disclosures.extract.eras import era_of
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.undated import day_told

_HEAD = 1500
"""Characters in which a document says what it is and of when."""
_YEARS = range(2009, 2100)
"""Of documents that can speak of bitcoin."""
_FAR = 60_000
"""Characters in which a day is looked for, where the beginning names none."""
_NINE_MONTHS = 274
_WRITTEN_LATER = timedelta(days=75)
"""A text that names no day of its own is written about so long after the quarter or year it tells of."""
_WRITTEN_SOON = timedelta(days=30)
"""And about so long after the last day of a month, of which it tells a balance."""
_BEFORE = 40
"""Characters before a date in which a word may say that it is still to come."""
_TO_COME = re.compile(
    r"\b(?:due|expect\w*|plan(?:s|ned)|schedul\w+|matur\w+|until|target\w*)\b[^.;\n]*\Z",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\b(?:updates?|indicators?|performance|statistics|summary|key|takeaways|results?|report(?:s|ed)?|operational|operations|production|unaudited|metrics|highlights|monthly"
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
    fiscal, own = FISCAL_YEAR_END.get(filer or "", 12), about.issuer is not None
    end = min(len(text), _HEAD)
    given = about.published if about.published and about.published.year in _YEARS else None
    head = periods(text, Anchor(given, None, fiscal, own), 0, end)
    published = given or _dateline(text, head)
    within = None if published else month_of_address(about.url)
    horizon = published or (within[1] if within else None) or _horizon(text, head)
    if horizon is None:
        horizon = _told_horizon(text, about, fiscal) or day_told(
            text, about.read, era_of(text, about.renamed)
        )
    if published is None and horizon is not None and about.read is not None:
        horizon = min(horizon, about.read)
    if given is None and horizon is not None:
        head = periods(text, Anchor(horizon, None, fiscal, own), 0, end)
    told = Anchor(horizon, None, fiscal, own)
    focus = (
        _focus(text, head, given) or _titled(about.title, told) or _titled(words_of_address(about.url), told)
    )
    if focus is None and given is not None:
        focus = _just_over(about.title, told)
    if focus is None and published is not None and published.day <= _EARLY and _MONTHLY.search(text, 0, end):
        first = published.replace(day=1) - timedelta(days=1)
        focus = first.replace(day=1), first
    if focus is None and _WEEKLY.search(text, 0, end):
        focus = _week_told(text, head)
    near = (within[1] if within else None) or (None if published else _latest_day(head, horizon))
    return Anchor(published, focus, fiscal, own, horizon, near)


def _latest_day(head: Iterable[When], horizon: date | None) -> date | None:
    """The last day that the beginning of an undated text names: it was hardly written much later."""
    days = [when.last for when in head if when.form is Form.DAY and when.last is not None]
    return max((day for day in days if horizon is None or day <= horizon), default=None)


def is_year_guessed(text: str, about: About, filer: str | None) -> bool:
    """Whether nothing but prices, or the day it was read, tells of which year a text is."""
    fiscal = FISCAL_YEAR_END.get(filer or "", 12)
    head = periods(text, Anchor(fiscal_year_end=fiscal), 0, min(len(text), _HEAD))
    told = _dateline(text, head) or month_of_address(about.url) or _horizon(text, head)
    return told is None and _told_horizon(text, about, fiscal) is None


def _told_horizon(text: str, about: About, fiscal: int) -> date | None:
    """What the text tells further down, or its title."""
    told = _horizon(text, periods(text, Anchor(fiscal_year_end=fiscal), 0, _FAR))
    if told is not None:
        return told
    titles = [each for each in (about.title, words_of_address(about.url)) if each]
    days = [_horizon(each, periods(each, Anchor(fiscal_year_end=fiscal), 0, _HEAD)) for each in titles]
    return next((day for day in days if day is not None), None)


def _titled(title: str | None, anchor: Anchor) -> tuple[date, date] | None:
    """The period that a title names with its year."""
    for when in periods(title, anchor, 0, _HEAD) if title else ():
        printed = _YEAR.search(title or "", when.start, when.end) is not None
        if (
            printed
            and when.form in {Form.MONTH, Form.LONGER}
            and when.first is not None
            and when.last is not None
        ):
            return when.first, when.last
    return None


_WEEKLY = re.compile(
    r"\bweekly\s+(?:\w+\s+)?(?:updates?|reports?|production|figures|note|disclosure)\b", re.IGNORECASE
)


def _week_told(text: str, head: Iterable[When]) -> tuple[date, date] | None:
    """The week of a weekly report, which ends with the day that it tells its balance of."""
    for when in head:
        told = when.last is not None and text[when.start : when.end].lower().startswith(("as of", "as at"))
        if told and when.last is not None:
            return when.last - timedelta(days=6), when.last
    return None


def _just_over(title: str | None, anchor: Anchor) -> tuple[date, date] | None:
    """The month that the title of a text of known day names without a year, if it has just ended."""
    for when in periods(title, anchor, 0, _HEAD) if title else ():
        if when.form is Form.MONTH and when.first is not None and when.last is not None and anchor.latest:
            over = anchor.latest - when.last
            return (when.first, when.last) if timedelta() < over <= _LATELY else None
    return None


_LONG_OVER = timedelta(days=400)
_LATELY = timedelta(days=45)
_YEAR = re.compile(r"\b20[12]\d\b")


_EARLY = 20
"""Up to this day of a month, a monthly update is of the month before."""
_MONTHLY = re.compile(
    r"\bmonthly\b[^.\n]{0,40}\b(?:updates?|production|report|operat)|\bproduction\b[^.\n]{0,30}\bupdates?\b",
    re.IGNORECASE,
)


def _dateline(text: str, head: Iterable[When]) -> date | None:
    """The first day that the beginning of a text names, unless it goes on to tell of later ones as past."""
    days = [when for when in head if when.form is Form.DAY and when.last is not None]
    if not days or days[0].last is None:
        return None
    if sum(not text[text.rfind("\n", 0, when.start) + 1 : when.start].strip(_MARKS) for when in days) > 1:
        return None  # a list of days is no report of one
    first = days[0].last + _NEWS
    later = any(
        when.last is not None
        and first < when.last
        and _YEAR.search(text, when.start, when.end)
        and not _TO_COME.search(text, max(0, when.start - _BEFORE), when.start)
        for when in days[1:]
    )
    return None if later else days[0].last


_NEWS = timedelta(days=10)
_MARKS = " \t*-•[(#>"
"""What may stand before the day of an entry of a list."""


def _horizon(text: str, told: Iterable[When]) -> date | None:
    """The latest day that a text without a date tells of as past; a whole year only where it names nothing shorter."""
    ends: dict[bool, list[date]] = {True: [], False: []}
    for when in told:
        if when.last is None or when.last.year >= 2040:  # noqa: PLR2004 - later are maturities of notes
            continue
        if _TO_COME.search(text, max(0, when.start - _BEFORE), when.start):
            continue
        long = when.form is Form.LONGER
        whole_year = long and when.first is not None and (when.last - when.first).days > _NINE_MONTHS
        bare = whole_year and text[when.start : when.end].lower().startswith("of ")
        closed = when.form is Form.END and (when.last + timedelta(days=1)).day == 1
        later = _WRITTEN_LATER if long and not bare else _WRITTEN_SOON if closed else timedelta()
        ends[whole_year].append(when.last + later)
    return max(ends[False] or ends[True], default=None)


def _focus(text: str, head: Iterable[When], published: date | None) -> tuple[date, date] | None:
    """The first period that stands in a heading, or beside words of reporting, and is not long over."""
    for when in head:
        if when.form not in {Form.MONTH, Form.LONGER} or when.first is None or when.last is None:
            continue
        if published is not None and published - when.last > _LONG_OVER:
            continue
        if text[when.start - 1 : when.start] == "(" and text[when.end : when.end + 1] == ":":
            continue  # what it is compared with, as in "Bitcoin sold: 815 (May: 806)"
        start = text.rfind("\n", 0, when.start) + 1
        line_end = text.find("\n", when.end)
        line = text[
            max(start, when.start - 160) : min(line_end if line_end >= 0 else len(text), when.end + 160)
        ]
        if _REPORTING.search(line) and not _HISTORY.search(line):
            return when.first, when.last
    return None
