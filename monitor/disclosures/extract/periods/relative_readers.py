"""What words mean that count from the day of a document or from what it reports on: "last month", "on Tuesday"."""

import re
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import fiscal_quarter, month, year, year_earlier
from monitor.disclosures.extract.periods.day_readers import AS_OF, Read, complete, read_range, whole
from monitor.disclosures.extract.periods.when import Anchor, Form

_STILL_LAST = {"week": 3, "month": 20, "quarter": 60, "half": 120, "year": 180}
"""Up to so many days after a month has begun, "the month" of a document is the one before."""
WEEKDAYS = {
    name: index % 7
    for index, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday "
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo".split()
    )
}
_DAYS_OF = {"week": 7, "month": 31, "quarter": 92, "half": 184, "year": 366}


def read_weekend(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """The last Saturday and Sunday, or those of the day of publication."""
    if anchor.published is None:
        return None, None, Form.RANGE
    saturday = anchor.published - timedelta(days=(anchor.published.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1), Form.RANGE


def read_weekend_of(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "over the weekend of February 7 and 8", "of February 7": of one day the Saturday and Sunday around it."""
    if match["zday"]:
        return read_range(match, anchor, before)
    day = complete(match, anchor)
    if day is None:
        return None, None, Form.RANGE
    sunday = day + timedelta(days=6 - day.weekday())
    return sunday - timedelta(days=1), sunday, Form.RANGE


def read_weekday(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """The last such day up to the one of publication; whatever was told on it had been done by then."""
    if anchor.published is None:
        return None, None, Form.END
    back = (anchor.published.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    return None, anchor.published - timedelta(days=back), Form.END


def read_week_to_weekday(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in the week to Friday": the seven days up to the last such day."""
    last = read_weekday(match, anchor, before)
    if last is None or last[1] is None:
        return None, None, Form.RANGE
    return last[1] - timedelta(days=6), last[1], Form.RANGE


def read_weekdays(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "on Friday and Saturday": the last such days up to the one of publication."""
    if anchor.published is None:
        return None, None, Form.RANGE
    number = {name: WEEKDAYS[match[name].lower()] for name in ("weekday", "last")}
    last = anchor.published - timedelta(days=(anchor.published.weekday() - number["last"]) % 7)
    return last - timedelta(days=(number["last"] - number["weekday"]) % 7), last, Form.RANGE


def read_yesterday(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "yesterday"."""
    if anchor.published is None:
        return None, None, Form.DAY
    day = anchor.published - timedelta(days=match["word"].lower() == "yesterday")
    return day, day, Form.DAY


def read_this_day(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "as of the date of this release", "as of today": the day of the document."""
    return None, anchor.published, Form.END


def read_week_of(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the week of February 20": Monday to Sunday; of a Friday or Saturday the week that ends with it."""
    day = complete(match, anchor)
    if day is None:
        return None, None, Form.RANGE
    if day.weekday() in _LAST_OF_A_WEEK and "week of" in " ".join(match[0].lower().split()):
        return day - timedelta(days=6), day, Form.RANGE
    return *containing(day, "week"), Form.RANGE


_LAST_OF_A_WEEK = {4, 5}
"""Friday and Saturday, on which weekly reports are dated."""


def read_relative(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "last month", "this quarter", "during the month"."""
    which, unit = " ".join((match["which"] or "the").lower().split()), match["unit"].lower()
    form = Form.RANGE if unit == "week" else Form.MONTH if unit == "month" else Form.LONGER
    if which.split()[-1] in {"the", "that", "all"} and before != AS_OF:
        form = Form.SAME
    bounds = meant(which, unit, anchor)
    if bounds is not None and anchor.published is not None and bounds[0] <= anchor.published < bounds[1]:
        bounds = bounds[0], anchor.published
    if (
        bounds is not None
        and unit == "year"
        and anchor.latest is not None
        and bounds[0] <= anchor.latest < bounds[1]
    ):
        bounds = bounds[0], anchor.latest
    return whole(before, bounds, form)


def meant(which: str, unit: str, anchor: Anchor) -> tuple[date, date] | None:
    """The period that "this month", "the quarter" or "last year" is about."""
    published = anchor.published or anchor.near
    earlier = any(word in which for word in ("last", "past", "previous", "prior", "preceding"))
    earlier = earlier or (anchor.focus is None and which.endswith(_JUST_OVER))
    if anchor.focus is not None and (anchor.focus[1] - anchor.focus[0]).days < _DAYS_OF[unit]:
        told = anchor.focus if unit == "week" else containing(anchor.focus[1], unit)
        over = published is None or published > told[1]
        if unit == "quarter" and not over and published is not None and not which.startswith("this"):
            early = (published - told[0]).days < _STILL_LAST[unit]
            told = _before(told, unit) if early else told
        if over and which == "last" and published is not None:
            return _before(containing(published, unit), unit)
        of_it = over and which.rsplit(maxsplit=1)[-1] in {"last", "past"}
        return _before(told, unit) if earlier and not of_it else told
    if published is None and unit == "year" and which.startswith("this"):
        published = anchor.horizon
    if published is None:
        return anchor.month if unit == "month" and not which.startswith("this") else None
    if unit == "week" and ("past" in which or which.startswith("the last")):
        return published - timedelta(days=7), published
    current = containing(published, unit)
    reported = not which.startswith("this") and (published - current[0]).days < _STILL_LAST[unit]
    return _before(current, unit) if earlier or reported else current


_JUST_OVER = ("ended", "completed")


def _before(bounds: tuple[date, date], unit: str) -> tuple[date, date]:
    if unit == "week":
        return bounds[0] - timedelta(days=7), bounds[1] - timedelta(days=7)
    return containing(bounds[0] - timedelta(days=1), unit)


def containing(day: date, unit: str) -> tuple[date, date]:
    """The week, month, quarter, half or year of the calendar that holds a day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return month(day.year, day.month)
    if unit == "half":
        begins = 1 if day.month <= _JUNE else _JUNE + 1
        return date(day.year, begins, 1), month(day.year, begins + 5)[1]
    return fiscal_quarter(day.year, (day.month + 2) // 3, 12) if unit == "quarter" else year(day.year)


_JUNE = 6


def read_unit_end(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "at month-end", "at the end of the quarter", "at the end of last year"."""
    which, unit = (match["which"] or "the").lower(), (match["unit"] or match["what"]).lower()
    bounds = meant(which, unit, anchor)
    if bounds and anchor.latest is not None and bounds[1] > anchor.latest:
        bounds = _before(bounds, unit)
    return None, bounds[1] if bounds else None, Form.END


def read_year_ago(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the same month last year"."""
    if anchor.focus is None:
        return None, None, Form.SAME
    first, last = anchor.focus
    short = (last - first).days < _DAYS_OF["month"]
    return year_earlier(first), year_earlier(last), Form.MONTH if short else Form.LONGER


def read_same(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the same month": as it was told before; ours is what it means where nothing was."""
    unit = "quarter" if "quarter" in match[0].lower() else "month"
    bounds = meant("the", unit, anchor)
    return (*bounds, Form.SAME) if bounds else (None, None, Form.SAME)


def read_same_of(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the same period of 2022": what the document reports on, so many years before; else what is spoken of."""
    if anchor.focus is None:
        return None, None, Form.SAME
    first, last = anchor.focus
    printed = int(match["year"] or match["zyear"])
    for _ in range(max(0, min(20, last.year - printed))):
        first, last = year_earlier(first), year_earlier(last)
    short = (last - first).days < _DAYS_OF["month"]
    return first, last, Form.MONTH if short else Form.LONGER
