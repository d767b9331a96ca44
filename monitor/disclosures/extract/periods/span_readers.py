"""What the words for spans mean: since and after something, so many days or weeks, parts of months and years."""

import re
from calendar import monthrange
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import (
    MONTHS,
    ORDINALS,
    WEEKS,
    fiscal_quarter,
    fiscal_year,
    month,
    months_before,
    year,
    year_earlier,
)
from monitor.disclosures.extract.periods.day_readers import AS_OF, Read, complete, latest_of, years_of
from monitor.disclosures.extract.periods.relative_readers import containing, meant
from monitor.disclosures.extract.periods.when import Anchor, Form

NUMBERS = "zero one two three four five six seven eight nine ten eleven".split()
_TENS = {"fourteen": 14, "thirty": 30}


def read_since_end(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "since the end of the quarter": what came after the period that is reported on."""
    unit = (match["unit"] or match["what"] or match["done"] or "period").lower()
    bounds = anchor.focus if unit == "period" else meant("the", unit, anchor)
    if match["nth"]:
        number = ORDINALS[match["nth"].lower()]
        bounds = latest_of([fiscal_quarter(each, number, 12) for each in years_of(anchor)], anchor)
    if bounds is not None and anchor.latest is not None and bounds[1] >= anchor.latest and unit != "period":
        bounds = containing(bounds[0] - timedelta(days=1), unit)
    latest = complete(match, anchor) if match["month"] else anchor.latest
    if bounds is None or latest is None or bounds[1] >= latest:
        return None, None, Form.LONGER
    return bounds[1] + timedelta(days=1), latest, Form.LONGER


def read_since_start(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "since the start of the year"."""
    if anchor.latest is None:
        return None, None, Form.SINCE
    unit = (match["unit"] or match["begun"]).lower()
    first = containing(anchor.latest, unit)[0]
    if (match["which"] or "").lower() == "last":
        first = containing(first - timedelta(days=1), unit)[0]
    return first, anchor.latest, Form.SINCE


def read_through(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "Through March 31 it mined a further 1,371": since the period that is reported on, else in that year."""
    last = complete(match, anchor)
    if last is None:
        return None, None, Form.END
    over = anchor.focus[1] if anchor.focus is not None and anchor.focus[1] < last else None
    return date(last.year, 1, 1) if over is None else over + timedelta(days=1), last, Form.LONGER


def read_day_to_now(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "from April 1, 2025 through the date of this filing"."""
    first, last = complete(match, anchor), anchor.published or anchor.near
    return (first, last, Form.RANGE) if first is not None and last is not None and first <= last else None


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
    count = NUMBERS.index(match["length"].lower()) * (3 if "quarters" in match[0].lower() else 1)
    return date(number, 1, 1), month(number, count)[1], Form.LONGER


def read_last_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the last three months of 2024", "the final two months of the year", which is the one that is over."""
    if match["year"]:
        number = int(match["year"])
    elif anchor.latest is not None:
        number = anchor.latest.year - (match["ago"] is not None or anchor.latest.month <= _OVER)
    else:
        return None, None, Form.LONGER
    last = date(number, 12, 31)
    return months_before(last, NUMBERS.index(match["length"].lower())), last, Form.LONGER


def read_last_abroad(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "na semana passada", "il mese scorso": last week, last month."""
    unit = "week" if match["week"] else "month"
    bounds = meant("last", unit, anchor)
    form = Form.RANGE if unit == "week" else Form.MONTH
    return (*bounds, form) if bounds is not None else (None, None, form)


def read_to_date_through(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "year to date through June"."""
    if match["day"]:
        last = complete(match, anchor)
    else:
        years = [int(match["year"])] if match["year"] else years_of(anchor)
        found = latest_of([month(each, MONTHS[match["month"].lower()]) for each in years], anchor)
        last = found[1] if found else None
    return (date(last.year, 1, 1), last, Form.LONGER) if last is not None else (None, None, Form.LONGER)


def read_past_days(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the past seven days", "the last two weeks", "the last 24 hours": up to the day of publication."""
    published = anchor.published or anchor.near
    if published is None:
        return None, None, Form.RANGE
    count, weeks = match["count"].lower(), match["unit"].lower() == "weeks"
    number = int(count) if count.isdigit() else NUMBERS.index(count) if count in NUMBERS else _TENS[count]
    days = -(-number // 24) if match["unit"].lower() == "hours" else number * (7 if weeks else 1)
    return published - timedelta(days=days), published, Form.RANGE


def read_past_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "over the past three months": those that end with the month that is reported on, else up to now."""
    word = match["count"].lower()
    count = int(word) if word.isdigit() else 12 if word == "twelve" else NUMBERS.index(word)
    if anchor.focus is not None:
        return months_before(anchor.focus[1], count), anchor.focus[1], Form.LONGER
    if anchor.published is None:
        return None, None, Form.LONGER
    over = meant("last", "month", anchor)
    last = over[1] if over is not None and anchor.published.day <= _OVER else anchor.published
    return months_before(last, count), last, Form.LONGER


_OVER = 10
"""Up to this day of a month, "the past three months" are whole ones."""


def read_month_quarter(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the June quarter", "the September 2025 quarter": the three months that end with it."""
    number, printed = MONTHS[match["month"].lower()], match["year"] or match["zyear"]
    ends = [month(int(printed), number)] if printed else [month(each, number) for each in years_of(anchor)]
    quarters = [(months_before(last, 3), last) for _, last in ends]
    found = quarters[0] if printed else latest_of(quarters, anchor)
    if found is None:
        return None, None, Form.LONGER
    return (None, found[1], Form.END) if before == AS_OF else (*found, Form.LONGER)


def read_months_to(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the three months through June", "the six months to the end of June 2025", "the year to June"."""
    number = MONTHS[match["month"].lower()]
    years = [int(match["year"])] if match["year"] else years_of(anchor)
    found = latest_of([month(each, number) for each in years], anchor)
    if found is None:
        return None, None, Form.LONGER
    word = match["length"].lower()
    count = int(word) if word.isdigit() else _COUNTED.get(word) or _MONTHS_COUNTED.index(word)
    return months_before(found[1], count), found[1], Form.LONGER


_COUNTED = {"quarter": 3, "half": 6, "year": 12}
_MONTHS_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve".split()


def read_season(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in the summer of 2022", "last autumn": its three months."""
    number = _SEASONS[match["season"].lower()]
    printed = match.groupdict().get("year")
    spans = [
        (month(each, number - 2)[0], month(each, number)[1])
        for each in ([int(printed)] if printed else years_of(anchor))
    ]
    found = latest_of(spans, anchor)
    return (*found, Form.LONGER) if found is not None else (None, None, Form.LONGER)


_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
"""The last month of each."""


def read_years(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "between 2014 and 2023"."""
    first, last = int(match["year"]), int(match["zyear"])
    return (year(first)[0], year(last)[1], Form.LONGER) if first < last else None


def read_weeks_to(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the two weeks to June 2", "the 30 days through June 30"."""
    last, word = complete(match, anchor), match["count"].lower()
    if last is None:
        return None, None, Form.RANGE
    count = int(word) if word.isdigit() else WEEKS.get(word) or NUMBERS.index(word)
    days = count * (7 if match["unit"].lower() == "weeks" else 1)
    return last - timedelta(days=days - 1), last, Form.LONGER if word in WEEKS else Form.RANGE


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
    """As in "the current period", "the year under review": what the document reports on."""
    return (*anchor.focus, Form.LONGER) if anchor.focus is not None else (None, None, Form.LONGER)


def read_unit_before(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "A year earlier it had sold none", "the month before": so long before what was spoken of."""
    if anchor.focus is None or match["unit"].lower() != "year":
        return None, None, Form.SAME
    return year_earlier(anchor.focus[0]), year_earlier(anchor.focus[1]), Form.SAME


def read_ago(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "two months ago": the whole month, counted back from the day of the document; "two days ago" is a day."""
    unit, word = match["unit"].lower(), match["count"].lower()
    form = Form.RANGE if unit == "week" else Form.MONTH if unit == "month" else Form.LONGER
    written = anchor.published or anchor.near
    if written is None:
        return None, None, form
    count = int(word) if word.isdigit() else NUMBERS.index(word or "one")
    if unit == "day":
        day = written - timedelta(days=count)
        return day, day, Form.DAY
    bounds = containing(written, unit)
    for _ in range(count):
        bounds = containing(bounds[0] - timedelta(days=1), unit)
    return *bounds, form


def read_full(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "over the full year", "in the whole quarter", "the full fiscal year"."""
    if anchor.latest is not None and re.search(r"\b(?:fiscal|financial)\b", match[0], re.IGNORECASE):
        day = anchor.focus[1] if anchor.focus is not None else anchor.latest
        number = day.year + (day.month > anchor.fiscal_year_end)
        return *fiscal_year(number, anchor.fiscal_year_end), Form.LONGER
    bounds = meant("the", match["unit"].lower(), anchor)
    return *(bounds or (None, None)), Form.LONGER


def read_of_spoken(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "a day later", "that July": counted from what was spoken of, which only who reads the sentences knows."""
    return None, None, Form.SAME


def read_the_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in the three months": so many that end with what the document reports on."""
    if anchor.focus is None:
        return None, None, Form.SAME
    count = _MONTHS_COUNTED.index(match["length"].lower())
    return months_before(anchor.focus[1], count), anchor.focus[1], Form.SAME
