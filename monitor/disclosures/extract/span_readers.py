"""What the words for spans mean: since and after something, so many days or weeks, parts of months and years."""

import re
from calendar import monthrange
from datetime import date, timedelta

from monitor.disclosures.extract.calendars import MONTHS, ORDINALS, fiscal_quarter, month, year_earlier
from monitor.disclosures.extract.day_readers import Read, complete, containing, latest_of, meant, years_of
from monitor.disclosures.extract.when import Anchor, Form

_NUMBERS = "zero one two three four five six seven eight nine ten eleven".split()
_TENS = {"fourteen": 14, "thirty": 30}


def read_since_end(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "since the end of the quarter": what came after the period that is reported on."""
    unit = (match["unit"] or match["what"] or "period").lower()
    bounds = anchor.focus if unit == "period" else meant("the", unit, anchor)
    if match["nth"]:
        number = ORDINALS[match["nth"].lower()]
        bounds = latest_of([fiscal_quarter(each, number, 12) for each in years_of(anchor)], anchor)
    if bounds is not None and anchor.latest is not None and bounds[1] >= anchor.latest and unit != "period":
        bounds = containing(bounds[0] - timedelta(days=1), unit)
    if bounds is None or anchor.latest is None or bounds[1] >= anchor.latest:
        return None, None, Form.LONGER
    return bounds[1] + timedelta(days=1), anchor.latest, Form.LONGER


def read_since_year(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "since the beginning of 2024"."""
    first = date(int(match["year"]), 1, 1)
    if anchor.latest is None or first > anchor.latest:
        return None, None, Form.SINCE
    return first, anchor.latest, Form.SINCE


def read_first_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the first five months of 2024"."""
    number = int(match["year"]) if match["year"] else anchor.latest.year if anchor.latest else None
    if number is None:
        return None, None, Form.LONGER
    return date(number, 1, 1), month(number, _NUMBERS.index(match["length"].lower()))[1], Form.LONGER


def read_past_days(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the past seven days", "the last two weeks": up to the day of publication."""
    if anchor.published is None:
        return None, None, Form.RANGE
    count, weeks = match["count"].lower(), match["unit"].lower() == "weeks"
    days = int(count) if count.isdigit() else _NUMBERS.index(count) if count in _NUMBERS else _TENS[count]
    return anchor.published - timedelta(days=days * (7 if weeks else 1)), anchor.published, Form.RANGE


def read_weeks_to(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the two weeks to June 2"."""
    last = complete(match, anchor)
    if last is None:
        return None, None, Form.RANGE
    return last - timedelta(days=7 * _NUMBERS.index(match["count"].lower()) - 1), last, Form.RANGE


def read_subsequent(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "subsequent to March 31, 2024 and through May 10, 2024": what came after a day."""
    first = complete(match, anchor)
    last = complete(match, anchor, "z") if match["zday"] else anchor.latest
    if first is None or last is None or first >= last:
        return None
    return first + timedelta(days=1), last, Form.LONGER


def read_day_range(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "19 June to 12 July 2024", "13-19 June": what the first day leaves out is told with the last."""
    last = complete(match, anchor, "z")
    if last is None:
        return None
    number = MONTHS[(match["month"] or match["zmonth"]).lower()]
    begun = int(match["year"] or last.year - (number > last.month))
    day = int(match["day"])
    if not 1 <= day <= monthrange(begun, number)[1]:
        return None
    first = date(begun, number, day)
    return (first, last, Form.RANGE) if first <= last else None


def read_current(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the current period": what the document reports on."""
    return (*anchor.focus, Form.LONGER) if anchor.focus is not None else (None, None, Form.LONGER)


def read_year_before(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "A year earlier it had sold none": what was spoken of, a year before."""
    if anchor.focus is None:
        return None, None, Form.SAME
    return year_earlier(anchor.focus[0]), year_earlier(anchor.focus[1]), Form.SAME


def read_week_or_half(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the first week of December", "the second half of June"."""
    number, part = MONTHS[match["month"].lower()], match["part"].lower()
    years = [int(match["year"])] if match["year"] else years_of(anchor)
    found = latest_of([month(each, number) for each in years], anchor)
    if found is None:
        return None, None, Form.RANGE
    first, last = found
    if match["piece"].lower() == "half":
        middle = first + timedelta(days=14)
        return (
            (first, middle, Form.RANGE) if part == "first" else (middle + timedelta(days=1), last, Form.RANGE)
        )
    if part in {"last", "final"}:
        return last - timedelta(days=6), last, Form.RANGE
    start = first + timedelta(days=7 * (ORDINALS.get(part, 1) - 1))
    return start, start + timedelta(days=6), Form.RANGE
