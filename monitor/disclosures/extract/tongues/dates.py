"""Days and months with their numbers or names: "am 5. Februar 2026", "7 e 8 febbraio", "2026年2月7日至8日"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import month
from monitor.disclosures.extract.periods.completed import Read, latest_day, latest_of, whole, years_of
from monitor.disclosures.extract.periods.when import Anchor, Form
from monitor.disclosures.extract.tongues.expressions import forms, listed, one_of
from monitor.disclosures.extract.tongues.tongue import Span, Tongue

DateReader = Callable[[re.Match[str], Anchor], Read | None]
_YEAR = r"20[0-4]\d"
_MONTHS = 12
_AHEAD = timedelta(days=3)
"""A day may be ahead of that of the document by the hours between two time zones."""
_LATELY = timedelta(days=45)
"""Bare numbers such as 7-10 are a date only if it is so short before the document."""


def date_readers(tongue: Tongue) -> list[tuple[str, DateReader]]:
    """Expressions for dates of a tongue with what reads them, the fullest first."""
    return _numbered(tongue) if tongue.signs else _named(tongue)


def _named(tongue: Tongue) -> list[tuple[str, DateReader]]:
    """Dates whose months have names."""
    names = {form.lower(): number for number, each in enumerate(forms(tongue.months), 1) for form in each}
    name = one_of(names, spaced=True)
    of = one_of([*listed(tongue.of), ","], spaced=False)
    to = rf"(?:[-–—]|{one_of(listed(tongue.to), spaced=False)})"
    which = rf"{one_of(listed(tongue.before_day), spaced=True)}\s+" if tongue.before_day else ""
    day = r"(?<![\d.,])(?P<{0}>[0-3]?\d)(?:\.|º|°|er|-го)?"
    year = rf"(?:\s*(?:{of})?\s*(?P<{{0}}>{_YEAR})(?![\d.,]*\d))?"
    in_month = rf"\s*(?:{of})?\s*(?P<{{0}}>{name})"
    whole_day = f"{day.format('day')}{in_month.format('month')}{year.format('year')}"
    first = f"{day.format('day')}(?:{in_month.format('month')}{year.format('year')})?"
    last = f"{day.format('zday')}{in_month.format('zmonth')}{year.format('zyear')}"
    named = _Dates(lambda printed: names[" ".join(printed.lower().split())])
    numeric = (
        rf"{which}(?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?:/(?P<year>{_YEAR}))?(?![\d/])" if which else "(?!)()"
    )
    months = rf"(?P<month>{name}){year.format('year')}\s*{to}\s*(?P<zmonth>{name}){year.format('zyear')}"
    return [
        (rf"{first}\s*{to}\s*(?:{which})?{last}", named.days),
        (whole_day, named.day),
        (numeric, _Dates(int).day),
        (rf"(?P<day>[0-3]?\d)[./](?P<month>[01]?\d)[./](?P<year>{_YEAR})(?!\d)", _Dates(int).day),
        (months, named.months),
        (rf"(?:(?P<before>{_YEAR})\s+)?(?P<month>{name}){year.format('year')}", named.month),
    ]


def _numbered(tongue: Tongue) -> list[tuple[str, DateReader]]:
    """Dates of numbers with signs behind them, the year first."""
    y, m, d = (f"[{sign}]" for sign in tongue.signs.split())
    digits = r"(?<![\d.,])(?P<{0}>[01]?\d" + (rf"|十[一二]?|[{tongue.counts}]" if tongue.counts else "") + ")"
    day = r"(?<![\d.,])(?P<{0}>[0-3]?\d)"
    to = rf"\s*{one_of(listed(tongue.to), spaced=False)}\s*"
    behind_to = rf"\s*(?:{m}份?|{d})?{to}"
    year = rf"(?:(?P<year>{_YEAR})\s*{y}\s*)?"
    last_month, this_month = (
        one_of(tongue.spanned[each], spaced=False) for each in (Span.LAST_MONTH, Span.THIS_MONTH)
    )
    ago = rf"(?:(?P<{{0}}>{last_month})\s*|{this_month}\s*)?"
    in_month = rf"{year}{digits.format('month')}"
    first = rf"{in_month}\s*{m}\s*{day.format('day')}\s*{d}"
    last = rf"(?:{digits.format('zmonth')}\s*{m}\s*)?{day.format('zday')}\s*{d}"
    of_now, of_now_too = (rf"{ago.format(z + 'ago')}{day.format(z + 'day')}\s*{d}" for z in ("", "z"))

    def number(printed: str) -> int:
        if printed.isdecimal():
            return int(printed)
        tens = printed.startswith("十")
        return 10 * tens + (tongue.counts.index(printed[-1]) + 1 if printed != "十" else 0)

    dates = _Dates(number)
    return [
        (rf"{first}?{behind_to}{last}", dates.days),
        (first, dates.day),
        (rf"{in_month}(?:\s*{m})?{to}{digits.format('zmonth')}\s*{m}(?!\s*\d+\s*{d})", dates.months),
        (rf"{in_month}\s*{m}(?:份|中)?(?!\s*\d+\s*{d})(?![间間간])", dates.month),
        (rf"{of_now}{behind_to}{of_now_too}", _days_of),
        (rf"{of_now}(?![间間간])", _day_alone),
        (
            r"(?<![\d./-])(?P<month>1[0-2]|0?[1-9])[-/](?P<day>[0-3]?\d)(?![\d./%-]|\s*[枚个個億亿万萬])",
            _lately,
        ),
    ]


def _printed(match: re.Match[str], *names: str) -> str:
    groups = match.groupdict()
    return next((groups[name] for name in names if groups.get(name)), "")


@dataclass(frozen=True, slots=True)
class _Dates:
    """Readers of dates."""

    number: Callable[[str], int]
    """The number of a month as it is printed."""

    def day(self, match: re.Match[str], anchor: Anchor) -> Read | None:
        years = years_of(anchor, _printed(match, "year"))
        day = latest_day(years, self.number(match["month"]), int(match["day"]), anchor.latest, _AHEAD)
        return None if day is None else (day, day, Form.DAY)

    def days(self, match: re.Match[str], anchor: Anchor) -> Read | None:
        years = years_of(anchor, _printed(match, "zyear", "year"))
        one, other = _printed(match, "month", "zmonth"), _printed(match, "zmonth", "month")
        last = latest_day(years, self.number(other), int(match["zday"]), anchor.latest, _AHEAD)
        if last is None:
            return None
        first = latest_day([last.year], self.number(one), int(match["day"]))
        if first is not None and first > last:
            first = latest_day([last.year - 1], first.month, first.day)
        return None if first is None else (first, last, Form.RANGE)

    def month(self, match: re.Match[str], anchor: Anchor) -> Read | None:
        number, years = self.number(match["month"]), years_of(anchor, _printed(match, "year", "before"))
        if not 1 <= number <= _MONTHS:
            return None
        return whole(latest_of([month(each, number) for each in years], anchor), Form.MONTH)

    def months(self, match: re.Match[str], anchor: Anchor) -> Read | None:
        first, last = self.number(match["month"]), self.number(match["zmonth"])
        if not (1 <= first <= _MONTHS and 1 <= last <= _MONTHS):
            return None
        years = years_of(anchor, _printed(match, "zyear", "year"))
        end = latest_of([month(each, last) for each in years], anchor)
        begin = None if end is None else month(end[0].year - (first > last), first)
        return whole((begin[0], end[1]) if begin and end else None, Form.LONGER)


def _of_month(day: str, anchor: Anchor, ago: str | None) -> date | None:
    """A day of the month of the document; of the one before where the text says so, or it is still to come."""
    of = anchor.published
    if of is None:
        return None
    if ago or int(day) > of.day:
        of = of.replace(day=1) - timedelta(days=1)
    return latest_day([of.year], of.month, int(day))


def _day_alone(match: re.Match[str], anchor: Anchor) -> Read | None:
    """As in "21일", "지난달 24일"."""
    day = _of_month(match["day"], anchor, match["ago"])
    return None if day is None else (day, day, Form.DAY)


def _days_of(match: re.Match[str], anchor: Anchor) -> Read | None:
    """As in "지난달 24일부터 이달 6일까지"."""
    first, last = (_of_month(match[f"{z}day"], anchor, match[f"{z}ago"]) for z in ("", "z"))
    return None if first is None or last is None or first > last else (first, last, Form.RANGE)


def _lately(match: re.Match[str], anchor: Anchor) -> Read | None:
    """As in "7-10": month and day, if that was shortly before the document."""
    if anchor.published is None:
        return None
    day = latest_day(years_of(anchor), int(match["month"]), int(match["day"]), anchor.published, _AHEAD)
    return (day, day, Form.DAY) if day is not None and anchor.published - day <= _LATELY else None
