"""What the words for spans mean: since and after something, so many days, weeks or months."""

import re
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import (
    ORDINALS,
    containing,
    counted,
    fiscal_quarter,
    fiscal_year,
    month,
    months_before,
    months_counted,
    year_earlier,
)
from monitor.disclosures.extract.periods.calendars import (
    before as unit_before,
)
from monitor.disclosures.extract.periods.completed import (
    Read,
    day_named,
    edge_named,
    latest_of,
    whole,
    years_of,
)
from monitor.disclosures.extract.periods.relative_readers import form_of, meant
from monitor.disclosures.extract.periods.when import Anchor, Form

_A_MONTH = 31
"""Days."""
_OVER = 10
"""Up to this day of a month, "the past three months" are whole ones."""


def read_ended(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the nine months ended June 30, 2025", "the week ended ...", "the year to June", "the June quarter"."""
    word = match["length"].lower().removeprefix("calendar ").removeprefix("fiscal ")
    word = re.split(r"[\s-]", word)[0].removesuffix("s")
    last = edge_named(match, anchor, last=True)
    if word == "week":
        return (None, None, Form.RANGE) if last is None else (last - timedelta(days=6), last, Form.RANGE)
    count = months_counted(word)
    form = Form.MONTH if count == 1 else Form.LONGER
    return whole(None if last is None else (months_before(last, count), last), form)


def read_month_quarter(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the June quarter", "the September 2025 quarter": the three months that end with it."""
    last = edge_named(match, anchor, last=True)
    return whole(None if last is None else (months_before(last, 3), last), Form.LONGER, before)


def read_days_to(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the two weeks to June 2", "the 30 days through June 30"."""
    last = day_named(match, anchor)
    if last is None:
        return None, None, Form.RANGE
    quarterly = _days(match) >= _A_QUARTER
    return last - timedelta(days=_days(match) - 1), last, Form.LONGER if quarterly else Form.RANGE


_A_QUARTER = 91
"""Days: of "the thirteen weeks" of those who count their quarters so."""


def read_past_days(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the past seven days", "the last two weeks", "the last 24 hours": up to the day of publication."""
    last = anchor.written
    return (
        (None, None, Form.RANGE) if last is None else (last - timedelta(days=_days(match)), last, Form.RANGE)
    )


def _days(match: re.Match[str]) -> int:
    count, unit = counted(match["count"]), match["unit"].lower()
    return -(-count // 24) if unit == "hours" else count * (7 if unit == "weeks" else 1)


def read_ago(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "two months ago": the whole month, counted back; "two days ago", "8 years ago today" are days."""
    unit, written = match["unit"].lower(), anchor.written
    if written is None:
        return None, None, form_of(unit)
    groups = match.groupdict()
    count = counted(groups.get("count") or "one")
    if unit == "year" and groups.get("day"):
        day = year_earlier(written, count)
        return day, day, Form.DAY
    if unit == "day":
        day = written - timedelta(days=count)
        return day, day, Form.DAY
    bounds = containing(written, unit)
    for _ in range(count):
        bounds = unit_before(bounds, unit)
    return *bounds, form_of(unit)


def read_past_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "over the past three months": those that end with the month that is reported on, else up to now."""
    count = counted(match["count"])
    last = None if anchor.focus is None else anchor.focus[1]
    if last is None and anchor.published is not None:
        over = meant("last", "month", anchor)
        last = over[1] if over is not None and anchor.published.day <= _OVER else anchor.published
    return whole(None if last is None else (months_before(last, count), last), Form.LONGER)


def read_the_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in the three months": so many that end with what the document reports on."""
    if anchor.focus is None:
        return None, None, Form.SAME
    return months_before(anchor.focus[1], counted(match["length"])), anchor.focus[1], Form.SAME


def read_first_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the first five months of 2024", "the six months of 2022", "the first two quarters"."""
    groups = match.groupdict()
    if not match["year"] and anchor.latest is None:
        return None, None, Form.LONGER
    number = int(match["year"] or (anchor.latest or date.min).year)
    count = counted(groups.get("whole") or match["length"]) * (3 if "quarters" in match[0].lower() else 1)
    bare = not match["year"] and "year" not in match[0].lower()
    if bare and anchor.latest is not None and month(number, count)[0] > anchor.latest:
        number -= 1
    return date(number, 1, 1), month(number, count)[1], Form.LONGER


def read_last_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the last three months of 2024", "the final two months of the year", which is the one that is over."""
    if not match["year"] and anchor.latest is None:
        return None, None, Form.LONGER
    now = anchor.latest or date.min
    number = int(match["year"] or now.year - (match["ago"] is not None or now.month <= _OVER))
    last = date(number, 12, 31)
    return months_before(last, counted(match["length"])), last, Form.LONGER


def read_to_date(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "year to date"."""
    day = anchor.focus[1] if anchor.focus else anchor.latest
    if day is None:
        return None, None, Form.LONGER
    words = match[0].lower()
    of_issuer = anchor.own and anchor.focus is not None and (day - anchor.focus[0]).days > _A_MONTH
    if "fiscal" in words or (of_issuer and "calendar" not in words):
        return _fiscal_year_of(day, anchor)[0], day, Form.LONGER
    return date(day.year, 1, 1), day, Form.LONGER


def _fiscal_year_of(day: date, anchor: Anchor) -> tuple[date, date]:
    return fiscal_year(day.year + (day.month > anchor.fiscal_year_end), anchor.fiscal_year_end)


def read_to_date_through(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "year to date through June"."""
    last = edge_named(match, anchor, last=True)
    return whole(None if last is None else (date(last.year, 1, 1), last), Form.LONGER)


def read_quarter_to_date(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in the quarter to date": up to the end of what the document reports on, else up to its day."""
    last = anchor.focus[1] if anchor.focus is not None else anchor.written
    if last is None:
        return None, None, Form.LONGER
    begun = (last.month - 1 - (anchor.fiscal_year_end if anchor.own else 12)) % 3
    return months_before(last, begun + 1), last, Form.LONGER


def read_full(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "over the full year", "in the whole quarter", "the full fiscal year"."""
    if anchor.latest is not None and re.search(r"\b(?:fiscal|financial)\b", match[0], re.IGNORECASE):
        day = anchor.focus[1] if anchor.focus is not None else anchor.latest
        return *_fiscal_year_of(day, anchor), Form.LONGER
    return whole(meant("the", match["unit"].lower(), anchor), Form.LONGER)


def read_current(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the current period", "the year under review": what the document reports on."""
    return whole(anchor.focus, Form.LONGER)


def _since(first: date | None, anchor: Anchor) -> Read:
    """From a day up to that of the document."""
    if first is None or anchor.latest is None or first > anchor.latest:
        return None, None, Form.SINCE
    return first, anchor.latest, Form.SINCE


def read_since(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "since October 21, 2020": up to the day of the document."""
    first = edge_named(match, anchor)
    groups = match.groupdict()
    bare = groups.get("month") and not groups.get("year") and not groups.get("day")
    if (
        bare
        and first is not None
        and anchor.latest is not None
        and containing(first, "month")[1] >= anchor.latest
    ):
        first = year_earlier(first)  # "none since January", written in January
    if first is not None and re.search(r"\bend\s+of\b", match[0], re.IGNORECASE):
        first = month(first.year, first.month)[1] + timedelta(days=1)
    return _since(first, anchor)


def read_since_start(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "since the start of the year"."""
    if anchor.latest is None:
        return None, None, Form.SINCE
    unit = (match["unit"] or match["begun"]).lower()
    bounds = containing(anchor.latest, unit)
    return _since(
        (unit_before(bounds, unit) if (match["which"] or "").lower() == "last" else bounds)[0], anchor
    )


def read_since_year(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "since the beginning of 2024"."""
    return _since(date(int(match["year"]), 1, 1), anchor)


def read_since_end(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "since the end of the quarter": what came after the period that is reported on."""
    groups = match.groupdict()
    unit = next((groups[name] for name in ("unit", "what", "done") if groups.get(name)), "period").lower()
    bounds = anchor.focus if unit == "period" else meant("the", unit, anchor)
    if groups.get("nth"):
        number = ORDINALS[groups["nth"].lower()]
        bounds = latest_of([fiscal_quarter(each, number, 12) for each in years_of(anchor)], anchor)
    if bounds is not None and anchor.latest is not None and bounds[1] >= anchor.latest and unit != "period":
        bounds = unit_before(bounds, unit)
    latest = day_named(match, anchor) if groups.get("month") else anchor.latest
    if bounds is None or latest is None or bounds[1] >= latest:
        return None, None, Form.LONGER
    return bounds[1] + timedelta(days=1), latest, Form.LONGER


def read_through(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "Through March 31 it mined a further 1,371": since the period that is reported on, else in that year."""
    last = day_named(match, anchor)
    if last is None:
        return None, None, Form.END
    over = anchor.focus[1] if anchor.focus is not None and anchor.focus[1] < last else None
    return date(last.year, 1, 1) if over is None else over + timedelta(days=1), last, Form.LONGER


def read_subsequent(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "subsequent to March 31, 2024 and through May 10, 2024": what came after a day."""
    first = day_named(match, anchor)
    last = day_named(match, anchor, "z") if match["zday"] else anchor.latest
    if first is None or last is None or first >= last:
        return None
    return first + timedelta(days=1), last, Form.LONGER


def read_unit_before(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "A year earlier it had sold none", "the month before": so long before what was spoken of."""
    if anchor.focus is None or match["unit"].lower() != "year":
        return None, None, Form.SAME
    return year_earlier(anchor.focus[0]), year_earlier(anchor.focus[1]), Form.SAME


def read_of_spoken(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "a day later", "that July": counted from what was spoken of, which only who reads the sentences knows."""
    return None, None, Form.SAME
