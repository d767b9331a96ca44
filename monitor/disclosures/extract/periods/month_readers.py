"""What the words for parts and edges of a month mean: "the first week of May", "when July began"."""

import re
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import MONTHS, ORDINALS, month, months_before
from monitor.disclosures.extract.periods.day_readers import AS_OF, Read, complete, latest_of, whole, years_of
from monitor.disclosures.extract.periods.span_readers import NUMBERS
from monitor.disclosures.extract.periods.when import Anchor, Form


def read_month_of_year(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in November last year"."""
    current = anchor.published or anchor.near or anchor.latest
    if current is None:
        return None, None, Form.MONTH
    bounds = month(current.year - (match["which"].lower() != "this"), MONTHS[match["month"].lower()])
    return (None, bounds[1], Form.END) if before == AS_OF else (*bounds, Form.MONTH)


def _month_named(match: re.Match[str], anchor: Anchor) -> tuple[date, date] | None:
    """The month of a match; without a printed year the latest that has begun."""
    number, printed = MONTHS[match["month"].lower()], match["year"]
    return latest_of(
        [month(each, number) for each in ([int(printed)] if printed else years_of(anchor))], anchor
    )


def read_month_begun(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "when July began", "entered July with": the end of the month before."""
    bounds = _month_named(match, anchor)
    return None, bounds and bounds[0] - timedelta(days=1), Form.END


def read_month_over(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "when March ended": its last day."""
    bounds = _month_named(match, anchor)
    return None, bounds and bounds[1], Form.END


def read_day_of_month(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "on the 19th": the last such day; of the month that was spoken of, if one was."""
    day = anchor.published or anchor.near
    if day is None or not 1 <= int(match["day"]) <= _LONGEST:
        return None, None, Form.SAME
    while day.day != int(match["day"]):
        day -= timedelta(days=1)
    return day, day, Form.SAME


_LONGEST = 31


def read_month_number(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "06/2025", "2025-06"."""
    return whole(before, month(int(match["year"]), int(match["number"])), Form.MONTH)


def read_month_so_far(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "July to date": up to the day of the document."""
    return _so_far(_month_named(match, anchor), anchor)


def read_month_to_now(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "between November 2024 and the date of this announcement"."""
    bounds, until = _month_named(match, anchor), anchor.published or anchor.near
    return (bounds[0], until, Form.RANGE) if bounds and until and bounds[0] <= until else None


def read_month_to_date(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "month to date": of what the document reports on, else of the month in which it was published."""
    if anchor.focus is not None:
        return *anchor.focus, Form.MONTH
    written = anchor.published or anchor.near
    return _so_far(None if written is None else month(written.year, written.month), anchor)


def read_quarter_to_date(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in the quarter to date": up to the end of what the document reports on, else up to its day."""
    last = anchor.focus[1] if anchor.focus is not None else anchor.published or anchor.near
    if last is None:
        return None, None, Form.LONGER
    begun = (last.month - 1 - (anchor.fiscal_year_end if anchor.own else 12)) % 3
    return months_before(last, begun + 1), last, Form.LONGER


def _so_far(bounds: tuple[date, date] | None, anchor: Anchor) -> Read:
    if bounds is None:
        return None, None, Form.MONTH
    until = anchor.published or bounds[1]
    return bounds[0], max(bounds[0], min(bounds[1], until)), Form.MONTH


def read_month_start(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "at the start of July" of what is held: the end of the month before; else the month."""
    if before == AS_OF:
        return read_month_begun(match, anchor, before)
    bounds = _month_named(match, anchor)
    return *(bounds or (None, None)), Form.MONTH


def read_edge_to(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "from the start of July until August 26", "between the end of June and August 26"."""
    bounds, last = _month_named(match, anchor), complete(match, anchor, "z")
    if bounds is None or last is None:
        return None, None, Form.RANGE
    first = bounds[1] + timedelta(days=1) if match["edge"].lower() == "end" else bounds[0]
    return (first, last, Form.RANGE) if first <= last else None


def read_month_to_day(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in November and up to December 4", "between early November and December 4"."""
    if (
        match["joined"].lower() == "and"
        and _BETWEEN.search(match.string, max(0, match.start() - _NEAR), match.start()) is None
    ):
        return None
    last = complete(match, anchor, "z")
    if last is None:
        return None
    number = MONTHS[match["month"].lower()]
    first = date(int(match["year"]) if match["year"] else last.year - (number > last.month), number, 1)
    return (first, last, Form.RANGE) if first <= last else None


_BETWEEN = re.compile(r"\bbetween\s+(?:(?:early|mid|late)[\s-]+)?\Z", re.IGNORECASE)
_NEAR = 16


def read_week_or_half(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the first week of December", "the second half of June"."""
    number, part = MONTHS[match["month"].lower()], match["part"].lower()
    years = [int(match["year"])] if match["year"] else years_of(anchor)
    found = latest_of([month(each, number) for each in years], anchor)
    if found is None:
        return None, None, Form.RANGE
    first, last = found
    if match["piece"].lower() in {"days", "weeks"}:
        return _edge_days(match, first, last)
    if match["piece"].lower() == "half":
        middle = first + timedelta(days=14)
        return (
            (first, middle, Form.RANGE) if part == "first" else (middle + timedelta(days=1), last, Form.RANGE)
        )
    if part in {"last", "final", "closing"}:
        return last - timedelta(days=6), last, Form.RANGE
    start = first + timedelta(days=7 * (ORDINALS.get(part, 1) - 1))
    return start, start + timedelta(days=6), Form.RANGE


def _edge_days(match: re.Match[str], first: date, last: date) -> Read | None:
    """As in "the first two weeks of May", "the last ten days of May"; "the first days of May" are its month."""
    word = match["count"]
    if word is None or word.lower().startswith(("few", "couple")):
        return first, last, Form.MONTH
    count = int(word) if word.isdigit() else NUMBERS.index(word.lower())
    days = min(count * (7 if match["piece"].lower() == "weeks" else 1), last.day) - 1
    if match["part"].lower() in {"last", "final", "closing"}:
        return last - timedelta(days=days), last, Form.RANGE
    return first, first + timedelta(days=days), Form.RANGE


def read_edge_month(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the final month of the year", "the first month of 2025"."""
    number = 1 if match["edge"].lower() in {"first", "opening"} else 12
    years = [int(match["year"])] if match["year"] else years_of(anchor)
    found = latest_of([month(each, number) for each in years], anchor)
    return (*found, Form.MONTH) if found is not None else (None, None, Form.MONTH)
