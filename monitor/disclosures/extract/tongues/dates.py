"""Days and months with their numbers or names: "am 5. Februar 2026", "7 e 8 febbraio", "2026年2月7日至8日"."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import month
from monitor.disclosures.extract.periods.completed import latest_of, years_of
from monitor.disclosures.extract.periods.when import Anchor, Form
from monitor.disclosures.extract.tongues.expressions import forms, listed, one_of
from monitor.disclosures.extract.tongues.tongue import Span, Tongue

Bounds = tuple[date | None, date | None, Form]
"""First and last day, and what kind of words told them."""
DateReader = Callable[[re.Match[str], Anchor], Bounds | None]
_YEAR = r"20[0-4]\d"
_AHEAD = timedelta(days=3)
"""A day may be ahead of that of the document by the hours between two time zones."""
_LATELY = timedelta(days=45)
"""Bare numbers such as 7-10 are a date only if it is so short before the document."""


def date_readers(tongue: Tongue) -> list[tuple[re.Pattern[str], DateReader]]:
    """Expressions for dates of a tongue with what reads them, the fullest first."""
    return _numbered(tongue) if tongue.signs else _named(tongue)


def _ready(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _named(tongue: Tongue) -> list[tuple[re.Pattern[str], DateReader]]:
    """Dates whose months have names."""
    names = {form.lower(): number for number, each in enumerate(forms(tongue.months), 1) for form in each}
    name = one_of(names, spaced=True)
    of = one_of([*listed(tongue.of), ","], spaced=False)
    to = rf"(?:[-–—]|{one_of(listed(tongue.to), spaced=False)})"
    which = rf"{one_of(listed(tongue.before_day), spaced=True)}\s+" if tongue.before_day else ""
    day = r"(?<![\d.,])(?P<{0}>[0-3]?\d)(?:\.|º|°|er|-го)?"
    year = rf"(?:\s*(?:{of})?\s*(?P<{{0}}>{_YEAR})(?![\d.,]*\d))?"
    in_month = rf"\s*(?:{of})?\s*(?P<{{0}}>{name})"
    first = f"{day.format('day')}(?:{in_month.format('month')}{year.format('year')})?"
    last = f"{day.format('zday')}{in_month.format('zmonth')}{year.format('zyear')}"
    between = rf"\s*{to}\s*(?:{which})?"

    def number(printed: str) -> int:
        return names[" ".join(printed.lower().split())]

    numeric = (
        rf"{which}(?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?:/(?P<year>{_YEAR}))?(?![\d/])"
        if which
        else r"(?!)()"
    )
    months = rf"(?P<month>{name}){year.format('year')}\s*{to}\s*(?P<zmonth>{name}){year.format('zyear')}"
    return [
        (_ready(first + between + last), _range_of(number)),
        (_ready(f"{day.format('day')}{in_month.format('month')}{year.format('year')}"), _day_of(number)),
        (_ready(numeric), _day_of(int)),
        (_ready(rf"(?P<day>[0-3]?\d)[./](?P<month>[01]?\d)[./](?P<year>{_YEAR})(?!\d)"), _day_of(int)),
        (_ready(months), _months_of(number)),
        (_ready(rf"(?:(?P<before>{_YEAR})\s+)?(?P<month>{name}){year.format('year')}"), _month_of(number)),
    ]


def _numbered(tongue: Tongue) -> list[tuple[re.Pattern[str], DateReader]]:
    """Dates of numbers with signs behind them, the year first."""
    y, m, d = (f"[{sign}]" for sign in tongue.signs.split())
    digits = r"(?<![\d.,])(?P<{0}>[01]?\d" + (rf"|十[一二]?|[{tongue.counts}]" if tongue.counts else "") + ")"
    day = r"(?<![\d.,])(?P<{0}>[0-3]?\d)"
    to = rf"\s*(?:{m}份?|{d})?\s*(?:{one_of(listed(tongue.to), spaced=False)})\s*"
    only_to = rf"\s*{one_of(listed(tongue.to), spaced=False)}\s*"
    year = rf"(?:(?P<{{0}}>{_YEAR})\s*{y}\s*)?"
    last_month = one_of(tongue.spanned[Span.LAST_MONTH], spaced=False)
    ago = rf"(?:(?P<{{0}}>{last_month})\s*|{one_of(tongue.spanned[Span.THIS_MONTH], spaced=False)}\s*)?"
    first = rf"{year.format('year')}{digits.format('month')}\s*{m}\s*{day.format('day')}\s*{d}?"
    last = rf"(?:{digits.format('zmonth')}\s*{m}\s*)?{day.format('zday')}\s*{d}"
    month_only = rf"{year.format('year')}{digits.format('month')}\s*{m}(?:份|中)?"

    def number(printed: str) -> int:
        if printed.isdecimal():
            return int(printed)
        tens = printed.startswith("十")
        return 10 * tens + (tongue.counts.index(printed[-1]) + 1 if printed != "十" else 0)

    return [
        (_ready(rf"{first}{to}{last}"), _range_of(number)),
        (
            _ready(rf"{year.format('year')}{digits.format('month')}\s*{m}\s*{day.format('day')}\s*{d}"),
            _day_of(number),
        ),
        (
            _ready(
                rf"{year.format('year')}{digits.format('month')}(?:\s*{m})?{only_to}{digits.format('zmonth')}\s*{m}(?!\s*\d+\s*{d})"
            ),
            _months_of(number),
        ),
        (_ready(month_only + rf"(?!\s*\d+\s*{d})(?![间間간])"), _month_of(number)),
        (
            _ready(
                rf"{ago.format('ago')}{day.format('day')}\s*{d}{to}{ago.format('zago')}{day.format('zday')}\s*{d}"
            ),
            _days_of,
        ),
        (_ready(rf"{ago.format('ago')}{day.format('day')}\s*{d}(?![间間간])"), _day_alone),
        (
            _ready(
                r"(?<![\d./-])(?P<month>1[0-2]|0?[1-9])[-/](?P<day>[0-3]?\d)(?![\d./%-]|\s*[枚个個億亿万萬])"
            ),
            _lately,
        ),
    ]


def _printed(match: re.Match[str], *names: str) -> str | None:
    groups = match.groupdict()
    return next((groups[name] for name in names if groups.get(name)), None)


def _day(years: list[int], number: int, day: int, latest: date | None) -> date | None:
    """The latest such day that is not after the document, or the one of the printed year."""
    for each in years:
        if 1 <= number <= 12 and 1 <= day <= monthrange(each, number)[1]:  # noqa: PLR2004
            found = date(each, number, day)
            if len(years) == 1 or (latest is not None and found <= latest + _AHEAD):
                return found
    return None


def _years(printed: str | None, anchor: Anchor) -> list[int]:
    return [int(printed)] if printed else years_of(anchor)


def _day_of(number: Callable[[str], int]) -> DateReader:
    def read(match: re.Match[str], anchor: Anchor) -> Bounds | None:
        years = _years(_printed(match, "year"), anchor)
        day = _day(years, number(match["month"]), int(match["day"]), anchor.latest)
        return None if day is None else (day, day, Form.DAY)

    return read


def _range_of(number: Callable[[str], int]) -> DateReader:
    def read(match: re.Match[str], anchor: Anchor) -> Bounds | None:
        years = _years(_printed(match, "zyear", "year"), anchor)
        months = _printed(match, "month", "zmonth"), _printed(match, "zmonth", "month")
        assert months[0] is not None and months[1] is not None, "the expression has one of them"  # noqa: PT018
        last = _day(years, number(months[1]), int(match["zday"]), anchor.latest)
        if last is None:
            return None
        first = _day([last.year], number(months[0]), int(match["day"]), None)
        if first is not None and first > last:
            first = _day([last.year - 1], first.month, first.day, None)
        return None if first is None else (first, last, Form.RANGE)

    return read


def _month_of(number: Callable[[str], int]) -> DateReader:
    def read(match: re.Match[str], anchor: Anchor) -> Bounds | None:
        printed, at = _printed(match, "year", "before"), number(match["month"])
        if not 1 <= at <= 12:  # noqa: PLR2004 - months of a year
            return None
        told = latest_of([month(each, at) for each in _years(printed, anchor)], anchor)
        told = month(int(printed), at) if printed else told
        return (None, None, Form.MONTH) if told is None else (*told, Form.MONTH)

    return read


def _months_of(number: Callable[[str], int]) -> DateReader:
    def read(match: re.Match[str], anchor: Anchor) -> Bounds | None:
        first, last = number(match["month"]), number(match["zmonth"])
        if not (1 <= first <= 12 and 1 <= last <= 12):  # noqa: PLR2004 - months of a year
            return None
        printed = _printed(match, "zyear", "year")
        end = latest_of([month(each, last) for each in _years(printed, anchor)], anchor)
        end = month(int(printed), last) if printed else end
        if end is None:
            return None, None, Form.LONGER
        return month(end[0].year - (first > last), first)[0], end[1], Form.LONGER

    return read


def _of_month(day: int, anchor: Anchor, *, ago: bool) -> date | None:
    """A day of the month of the document; of the one before where the text says so, or it is still to come."""
    of = anchor.published
    if of is None:
        return None
    if ago or day > of.day:
        of = of.replace(day=1) - timedelta(days=1)
    return _day([of.year], of.month, day, None)


def _day_alone(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """As in "21일", "지난달 24일"."""
    day = _of_month(int(match["day"]), anchor, ago=match["ago"] is not None)
    return None if day is None else (day, day, Form.DAY)


def _days_of(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """As in "지난달 24일부터 이달 6일까지"."""
    first = _of_month(int(match["day"]), anchor, ago=match["ago"] is not None)
    last = _of_month(int(match["zday"]), anchor, ago=match["zago"] is not None)
    return None if first is None or last is None or first > last else (first, last, Form.RANGE)


def _lately(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """As in "7-10": month and day, if that was shortly before the document."""
    if anchor.published is None:
        return None
    day = _day(years_of(anchor), int(match["month"]), int(match["day"]), anchor.published)
    return (day, day, Form.DAY) if day is not None and anchor.published - day <= _LATELY else None
