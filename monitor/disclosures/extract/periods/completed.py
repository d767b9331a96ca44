"""What a text leaves out of its dates, completed: the year of "in October", the month of "the 19th"."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import MONTH_NAMES, MONTHS, Bounds, month
from monitor.disclosures.extract.periods.when import Anchor, Form

Read = tuple[date | None, date | None, Form]
Reader = Callable[[re.Match[str], Anchor, str], Read | None]
"""Given what stands before ("as of", "in", or nothing). None where the words are no date after all."""
AS_OF = "as of"
"""How "as of" and the like before a period is given to a reader."""
AHEAD = timedelta(days=45)
"""A report for January may speak of the first days of February."""
_A_MONTH = 31
"""Days."""


def years_of(anchor: Anchor, printed: str | None = None) -> list[int]:
    """The years that a date can be of: the printed one, or else the latest first."""
    if printed:
        return [int(printed) % 100 + 2000 if len(printed) < len("2024") else int(printed)]
    latest = anchor.latest
    return [] if latest is None else [latest.year + 1, latest.year, latest.year - 1]


def latest_of(candidates: Sequence[Bounds], anchor: Anchor) -> Bounds | None:
    """The first of them that has begun by the anchor, or the only one, which is of a printed year.

    Of a quarter nobody tells figures before it is half over.
    """
    if len(candidates) == 1:
        return candidates[0]
    for first, last in candidates:
        days = (last - first).days
        due = first + timedelta(days=0 if days < _A_MONTH else min(days // 2, 60))
        if anchor.latest is not None and due <= anchor.latest:
            return first, last
    return None


def month_named(match: re.Match[str], anchor: Anchor, prefix: str = "") -> Bounds | None:
    """The month in the groups of a match; without a printed year the latest that has begun."""
    number = MONTHS[match[f"{prefix}month"].lower()]
    return latest_of([month(each, number) for each in years_of(anchor, match[f"{prefix}year"])], anchor)


def latest_day(
    years: Sequence[int], number: int, day: int, latest: date | None = None, ahead: timedelta = timedelta()
) -> date | None:
    """The day of a month in the first of some years in which it is not too late, or in the only one.

    Args:
        years: the latest first.
        number: of the month; none of the calendar has no days.
        day: of the month.
        latest: the day of the document, if known.
        ahead: by how much it may be behind that.
    """
    for each in years:
        if 1 <= number <= len(MONTH_NAMES) and 1 <= day <= monthrange(each, number)[1]:
            found = date(each, number, day)
            if len(years) == 1 or (latest is not None and found <= latest + ahead):
                return found
    return None


def day_named(
    match: re.Match[str], anchor: Anchor, prefix: str = "", *, printed: str | None = None
) -> date | None:
    """The day in the groups of a match; without a printed year it is the latest that is not after the anchor."""
    groups = match.groupdict()
    number = MONTHS[(groups.get(f"{prefix}month") or groups.get("month") or groups["zmonth"]).lower()]
    day = int(groups[f"{prefix}day"])
    years = years_of(anchor, groups[f"{prefix}year"] or printed)
    return latest_day(years, number, day, anchor.latest, AHEAD)


def edge_named(match: re.Match[str], anchor: Anchor, *, last: bool = False) -> date | None:
    """The day in the groups of a match; of a month alone its first day, or its last."""
    if match.groupdict().get("day"):
        return day_named(match, anchor)
    bounds = month_named(match, anchor)
    return None if bounds is None else bounds[last]


def whole(bounds: Bounds | None, form: Form, before: str = "") -> Read:
    """As in "at the end of October" tells an end, "in October" a whole month."""
    if bounds is None:
        return None, None, form
    return (None, bounds[1], Form.END) if before == AS_OF else (*bounds, form)
