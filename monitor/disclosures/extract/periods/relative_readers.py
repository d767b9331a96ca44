"""What words mean that count from the day of a document or from what it reports on: "last month", "on Tuesday"."""

import re
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import before as unit_before
from monitor.disclosures.extract.periods.calendars import containing, year_earlier
from monitor.disclosures.extract.periods.completed import AS_OF, Read, day_named, whole
from monitor.disclosures.extract.periods.day_readers import read_range
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


def form_of(unit: str) -> Form:
    """The form of a week, a month, or a longer unit."""
    return {"week": Form.RANGE, "month": Form.MONTH}.get(unit, Form.LONGER)


def last_weekday(number: int, anchor: Anchor) -> date | None:
    """The last day of the week with a number, Monday's being 0, up to the day of publication."""
    if anchor.published is None:
        return None
    return anchor.published - timedelta(days=(anchor.published.weekday() - number) % 7)


def weekend_before(day: date) -> tuple[date, date]:
    """The last Saturday and Sunday before a day, or those of the day itself."""
    saturday = day - timedelta(days=(day.weekday() - WEEKDAYS["saturday"]) % 7)
    return saturday, saturday + timedelta(days=1)


def read_weekend(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "over the weekend"."""
    return whole(None if anchor.published is None else weekend_before(anchor.published), Form.RANGE)


def read_weekend_of(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "over the weekend of February 7 and 8", "of February 7": of one day the Saturday and Sunday around it."""
    if match["zday"]:
        return read_range(match, anchor, before)
    day = day_named(match, anchor)
    if day is None:
        return None, None, Form.RANGE
    sunday = day + timedelta(days=6 - day.weekday())
    return sunday - timedelta(days=1), sunday, Form.RANGE


def read_weekday(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "on Tuesday", "last Friday", "on Monday of last week": whatever was told on it had been done by then."""
    day = last_weekday(WEEKDAYS[match["weekday"].lower()], anchor)
    if day is not None and anchor.published is not None:
        week, _ = containing(anchor.published, "week")
        last = day == anchor.published and _LAST.search(
            match.string, max(0, match.start() - 6), match.start()
        )
        if last or (match["week"] and day >= week):
            day -= timedelta(days=7)
    return None, day, Form.END


_LAST = re.compile(r"\blast\s\Z", re.IGNORECASE)


def read_week_to_weekday(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in the week to Friday": the seven days up to the last such day."""
    last = last_weekday(WEEKDAYS[match["weekday"].lower()], anchor)
    return whole(None if last is None else (last - timedelta(days=6), last), Form.RANGE)


def read_weekdays(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "on Friday and Saturday": the last such days up to the one of publication."""
    one, other = (WEEKDAYS[match[name].lower()] for name in ("weekday", "last"))
    last = last_weekday(other, anchor)
    return whole(None if last is None else (last - timedelta(days=(other - one) % 7), last), Form.RANGE)


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
    day = day_named(match, anchor)
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
    form = Form.SAME if which.split()[-1] in {"the", "that", "all"} and before != AS_OF else form_of(unit)
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
    return whole(bounds, form, before)


def meant(which: str, unit: str, anchor: Anchor) -> tuple[date, date] | None:
    """The period that "this month", "the quarter" or "last year" is about."""
    published = anchor.written
    earlier = any(word in which for word in ("last", "past", "previous", "prior", "preceding"))
    earlier = earlier or (anchor.focus is None and which.endswith(_JUST_OVER))
    if anchor.focus is not None and (anchor.focus[1] - anchor.focus[0]).days < _DAYS_OF[unit]:
        told = anchor.focus if unit == "week" else containing(anchor.focus[1], unit)
        over = published is None or published > told[1]
        if unit == "quarter" and not over and published is not None and not which.startswith("this"):
            early = (published - told[0]).days < _STILL_LAST[unit]
            told = unit_before(told, unit) if early else told
        if over and which == "last" and published is not None:
            return unit_before(containing(published, unit), unit)
        of_it = over and which.rsplit(maxsplit=1)[-1] in {"last", "past"}
        return unit_before(told, unit) if earlier and not of_it else told
    if published is None and unit == "year" and which.startswith("this"):
        published = anchor.horizon
    if published is None:
        return anchor.month if unit == "month" and not which.startswith("this") else None
    if unit == "week" and ("past" in which or which.startswith("the last")):
        return published - timedelta(days=7), published
    current = containing(published, unit)
    reported = not which.startswith("this") and (published - current[0]).days < _STILL_LAST[unit]
    return unit_before(current, unit) if earlier or reported else current


_JUST_OVER = ("ended", "completed")


def read_unit_end(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "at month-end", "at the end of the quarter", "at the end of last year"."""
    which, unit = (match["which"] or "the").lower(), (match["unit"] or match["what"]).lower()
    bounds = meant(which, unit, anchor)
    if bounds and anchor.latest is not None and bounds[1] > anchor.latest:
        bounds = unit_before(bounds, unit)
    return None, bounds and bounds[1], Form.END


def read_year_ago(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the same month last year"."""
    if anchor.focus is None:
        return None, None, Form.SAME
    return _earlier(anchor.focus, 1)


def read_same(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the same month": as it was told before; ours is what it means where nothing was."""
    return whole(meant("the", "quarter" if "quarter" in match[0].lower() else "month", anchor), Form.SAME)


def read_same_of(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the same period of 2022": what the document reports on, so many years before; else what is spoken of."""
    if anchor.focus is None:
        return None, None, Form.SAME
    years = anchor.focus[1].year - int(match["year"] or match["zyear"])
    return _earlier(anchor.focus, max(0, min(_MOST_YEARS, years)))


_MOST_YEARS = 20


def _earlier(bounds: tuple[date, date], years: int) -> Read:
    first, last = (year_earlier(day, years) for day in bounds)
    return first, last, form_of("month" if (last - first).days < _DAYS_OF["month"] else "quarter")


def read_last_abroad(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "na semana passada", "il mese scorso": last week, last month."""
    unit = "week" if match["week"] else "month"
    return whole(meant("last", unit, anchor), form_of(unit))
