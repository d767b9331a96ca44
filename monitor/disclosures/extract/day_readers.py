"""What the words for days and periods mean, once a pattern of `day_words` has found them."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from monitor.disclosures.extract.calendars import (
    MONTHS,
    fiscal_quarter,
    fiscal_year,
    month,
    months_before,
    year,
    year_earlier,
)
from monitor.disclosures.extract.when import Anchor, Form

Read = tuple[date | None, date | None, Form]
Reader = Callable[[re.Match[str], Anchor, str], Read | None]
"""Given what stands before ("as of", "in", or nothing). None where the words are no date after all."""


_AHEAD = timedelta(days=45)
"""A report for January may speak of the first days of February."""
_STILL_LAST = {"week": 3, "month": 20, "quarter": 60, "year": 180}
"""Up to so many days after a month has begun, "the month" of a document is the one before."""
_COUNTS = {
    "one": 1, "month": 1, "three": 3, "quarter": 3, "six": 6, "half": 6, "nine": 9, "twelve": 12, "year": 12
}  # fmt: skip
WEEKDAYS = {
    name: index % 7
    for index, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday "
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo".split()
    )
}
_DAYS_OF = {"week": 7, "month": 31, "quarter": 92, "year": 366}


def years_of(anchor: Anchor) -> list[int]:
    """The years that a date without one can be of, the latest first."""
    latest = anchor.latest
    return [] if latest is None else [latest.year + 1, latest.year, latest.year - 1]


def complete(
    match: re.Match[str], anchor: Anchor, prefix: str = "", *, printed: str | None = None
) -> date | None:
    """The day in the groups of a match; without a printed year it is the latest that is not after the anchor."""
    groups = match.groupdict()
    number = MONTHS[(groups.get(f"{prefix}month") or groups["month"]).lower()]
    day = int(groups[f"{prefix}day"])
    text = groups[f"{prefix}year"] or printed
    for candidate in [int(text)] if text else years_of(anchor):
        if 1 <= day <= monthrange(candidate, number)[1]:
            found = date(candidate, number, day)
            if text or (anchor.latest is not None and found <= anchor.latest + _AHEAD):
                return found
    return None


def read_day(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "February 9, 2026", "9 February"."""
    if not 1 <= int(match["day"]) <= 31:  # noqa: PLR2004 - the days of a month
        return None
    return _point(complete(match, anchor), before)


def _point(day: date | None, before: str) -> Read:
    return (None, day, Form.END) if before == AS_OF else (day, day, Form.DAY)


def read_range(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "Feb. 7-8", "March 3 to March 9, 2025": the year may stand at the end only."""
    last = complete(match, anchor, "z", printed=match["year"])
    if last is None:
        return None, None, Form.RANGE
    first = complete(match, anchor, printed=str(last.year))
    if first is not None and first > last and not match["year"]:
        first = complete(match, anchor, printed=str(last.year - 1))
    return (first, last, Form.RANGE) if first is not None and first <= last else None


def read_iso(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "2026-02-09"."""
    try:
        return _point(date(int(match["year"]), int(match["number"]), int(match["day"])), before)
    except ValueError:
        return None


def read_slashes(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """12/9/2024 as Americans write it, unless only the other order is a date."""
    one, other, printed = int(match["one"]), int(match["other"]), int(match["year"])
    for number, day in ((one, other), (other, one)):
        try:
            return _point(date(printed, number, day), before)
        except ValueError:
            continue
    return None


def whole(before: str, bounds: tuple[date, date] | None, form: Form) -> Read:
    """As in "at the end of October" tells an end, "in October" a whole month."""
    if bounds is None:
        return None, None, form
    return (None, bounds[1], Form.END) if before == AS_OF else (*bounds, form)


def latest_of(candidates: list[tuple[date, date]], anchor: Anchor) -> tuple[date, date] | None:
    """The first of them that has begun by the anchor; of a quarter nobody tells figures before it is half over."""
    if anchor.latest is None:
        return candidates[0] if len(candidates) == 1 else None  # of a printed year
    for first, last in candidates:
        days = (last - first).days
        if first + timedelta(days=0 if days < _DAYS_OF["month"] else min(days // 2, 60)) <= anchor.latest:
            return first, last
    return None


def read_month(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in January 2026", "Aug-22", "January"."""
    word, number = match["month"], MONTHS[match["month"].lower()]
    printed = match["year"] or match["short"]
    if before and _SO_FAR.search(match.string, max(0, match.start() - 16), match.start()):
        return _so_far(
            month(int(printed) % 100 + 2000, number) if printed else _latest(number, anchor), anchor
        )
    if printed:
        return whole(before, month(int(printed) % 100 + 2000, number), Form.MONTH)
    bare = word in _ALSO_WORDS and not before and not _AS_MONTH.match(match.string, match.end())
    if (word.islower() and word not in _SMALL) or bare:
        return None
    return whole(before, _latest(number, anchor), Form.MONTH)


_SO_FAR = re.compile(r"\b(?:so\s+far|to\s+date)\s+in\s+\Z", re.IGNORECASE)


def _latest(number: int, anchor: Anchor) -> tuple[date, date] | None:
    return latest_of([month(each, number) for each in years_of(anchor)], anchor)


def _so_far(bounds: tuple[date, date] | None, anchor: Anchor) -> Read:
    """As in "so far in July": up to the day of the document."""
    if bounds is None:
        return None, None, Form.MONTH
    last = bounds[1] if anchor.published is None else max(bounds[0], min(bounds[1], anchor.published))
    return bounds[0], last, Form.MONTH


_AS_MONTH = re.compile(r"[’']s\b|\s*[:)]|\s+(?:sales?|production|output|saw|figures|results|update)\b")
_SMALL = frozenset(
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro enero febrero marzo mayo junio"
    " julio septiembre octubre noviembre diciembre gennaio febbraio maggio giugno luglio settembre ottobre"
    " dicembre janvier février avril juin juillet septembre octobre décembre".split()
)
"""Months of languages that write them small."""
_ALSO_WORDS = {"May", "March", "Mar", "Mai", "MAY", "MARCH", "Set", "Out", "Abr"}
"""Months that are words of their own: without a year they need a preposition."""


def read_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "January and February 2026", "from October to December 2025"."""
    last_number, number = MONTHS[match["zmonth"].lower()], MONTHS[match["month"].lower()]
    printed = match["zyear"]
    last = (
        month(int(printed), last_number)
        if printed
        else latest_of([month(each, last_number) for each in years_of(anchor)], anchor)
    )
    if last is None:
        return None, None, Form.LONGER
    begun = int(match["year"]) if match["year"] else last[1].year - (number > last_number)
    first = month(begun, number)
    return (first[0], last[1], Form.LONGER) if first[0] <= last[0] else None


def read_ended(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the nine months ended June 30, 2025", "the quarter ended ...", "the week ended ..."."""
    what = (match["length"] or match["what"]).lower()
    what = re.split(r"[\s-]", what.removeprefix("calendar ").removeprefix("fiscal "))[0].removesuffix("s")
    count = _COUNTS.get(what) or (int(what) if what.isdigit() else 0)
    form = Form.MONTH if count == 1 else Form.LONGER
    last = complete(match, anchor)
    if last is None:
        return None, None, form
    return (
        (last - timedelta(days=6), last, Form.RANGE)
        if what == "week"
        else (months_before(last, count), last, form)
    )


def read_since(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "since October 21, 2020": up to the day of the document."""
    if match["day"]:
        first = complete(match, anchor)
    else:
        number = MONTHS[match["month"].lower()]
        years = [int(match["year"])] if match["year"] else years_of(anchor)
        found = latest_of([month(each, number) for each in years], anchor)
        first = found[0] if found else None
    if first is not None and re.search(r"\bend\s+of\b", match[0], re.IGNORECASE):
        first = month(first.year, first.month)[1] + timedelta(days=1)
    if first is None or anchor.latest is None or first > anchor.latest:
        return None, None, Form.SINCE
    return first, anchor.latest, Form.SINCE


def read_to_date(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "year to date"."""
    day = anchor.focus[1] if anchor.focus else anchor.latest
    if day is None:
        return None, None, Form.LONGER
    if "fiscal" in match[0].lower():
        last_year = day.year if day.month <= anchor.fiscal_year_end else day.year + 1
        return fiscal_year(last_year, anchor.fiscal_year_end)[0], day, Form.LONGER
    return date(day.year, 1, 1), day, Form.LONGER


def read_weekend(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """The last Saturday and Sunday, or those of the day of publication."""
    if anchor.published is None:
        return None, None, Form.RANGE
    saturday = anchor.published - timedelta(days=(anchor.published.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1), Form.RANGE


def read_weekday(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """The last such day up to the one of publication; whatever was told on it had been done by then."""
    if anchor.published is None:
        return None, None, Form.END
    back = (anchor.published.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    return None, anchor.published - timedelta(days=back), Form.END


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
    if anchor.focus is not None and (anchor.focus[1] - anchor.focus[0]).days < _DAYS_OF[unit]:
        told = containing(anchor.focus[1], unit)
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


def _before(bounds: tuple[date, date], unit: str) -> tuple[date, date]:
    return containing(bounds[0] - timedelta(days=1), unit)


def containing(day: date, unit: str) -> tuple[date, date]:
    """The week, month, quarter or year of the calendar that holds a day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return month(day.year, day.month)
    return fiscal_quarter(day.year, (day.month + 2) // 3, 12) if unit == "quarter" else year(day.year)


def read_unit_end(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "at month-end", "at the end of the quarter", "at the end of last year"."""
    which, unit = (match["which"] or "the").lower(), (match["unit"] or match["what"]).lower()
    bounds = meant(which, unit, anchor)
    if bounds and anchor.latest is not None and bounds[1] > anchor.latest:
        bounds = _before(bounds, unit)
    return None, bounds[1] if bounds else None, Form.END


def read_year_end(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "at the end of 2025"."""
    return None, year(int(match["year"]))[1], Form.END


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
    """As in "the same period of 2022": what the document reports on, so many years before."""
    if anchor.focus is None:
        return None, None, Form.LONGER
    first, last = anchor.focus
    for _ in range(max(0, min(20, last.year - int(match["year"])))):
        first, last = year_earlier(first), year_earlier(last)
    short = (last - first).days < _DAYS_OF["month"]
    return first, last, Form.MONTH if short else Form.LONGER


def read_months_of(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the six months of 2022": the first so many."""
    number = int(match["year"])
    count = _COUNTS[match["length"].lower()]
    return date(number, 1, 1), month(number, count)[1], Form.LONGER


AS_OF = "as of"
"""How "as of" and the like before a period is given to a reader."""
