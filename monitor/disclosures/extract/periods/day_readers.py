"""What the words for days and periods mean, once a pattern of `day_words` has found them."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import (
    MONTHS,
    fiscal_year,
    month,
    months_before,
    year,
)
from monitor.disclosures.extract.periods.when import Anchor, Form

Read = tuple[date | None, date | None, Form]
Reader = Callable[[re.Match[str], Anchor, str], Read | None]
"""Given what stands before ("as of", "in", or nothing). None where the words are no date after all."""
AS_OF = "as of"
"""How "as of" and the like before a period is given to a reader."""
_AHEAD = timedelta(days=45)
"""A report for January may speak of the first days of February."""
_COUNTS = {
    "one": 1, "month": 1, "three": 3, "quarter": 3, "six": 6, "half": 6, "nine": 9, "twelve": 12, "year": 12,
    "quarterly": 3, "annual": 12,
}  # fmt: skip
_A_MONTH = 31
"""Days."""


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
        if first + timedelta(days=0 if days < _A_MONTH else min(days // 2, 60)) <= anchor.latest:
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
    months = [month(each, number) for each in years_of(anchor)]
    if anchor.published is None and anchor.focus is not None:
        spoken = anchor.focus[1] + _AHEAD
        months = [
            each for each in months if each[0] <= spoken
        ] or months  # "December 2023 ... than in November"
    return latest_of(months, anchor)


def _so_far(bounds: tuple[date, date] | None, anchor: Anchor) -> Read:
    """As in "so far in July": up to the day of the document."""
    if bounds is None:
        return None, None, Form.MONTH
    last = bounds[1] if anchor.published is None else max(bounds[0], min(bounds[1], anchor.published))
    return bounds[0], last, Form.MONTH


_AS_MONTH = re.compile(
    r"[’']s\b|\s*[:)]|\s+(?:was|brought|proved|marked|turned|in\s+review|sales?|production|output|saw|figures?|results|updates?|numbers?|total|report|tally"
    r"|(?:bitcoin|BTC)\s+(?:sales?|sold|production|produced|mined|output))\b"
)
_SMALL = frozenset(
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro enero febrero marzo mayo junio"
    " julio septiembre octubre noviembre diciembre gennaio febbraio maggio giugno luglio settembre ottobre"
    " dicembre janvier février avril juin juillet septembre octobre décembre".split()
)
"""Months of languages that write them small."""
_ALSO_WORDS = {"May", "March", "Mar", "Mai", "MAY", "MARCH", "Set", "Out", "Abr"}
"""Months that are words of their own: without a year they need a preposition."""


def read_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "January and February 2026", "from October to December 2025"; not "in February and may"."""
    if match["zmonth"] == "may" and match["month"][0].isupper():
        return None
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
    words = match[0].lower()
    of_issuer = anchor.own and anchor.focus is not None and (day - anchor.focus[0]).days > _A_MONTH
    if "fiscal" in words or (of_issuer and "calendar" not in words):
        last_year = day.year if day.month <= anchor.fiscal_year_end else day.year + 1
        return fiscal_year(last_year, anchor.fiscal_year_end)[0], day, Form.LONGER
    return date(day.year, 1, 1), day, Form.LONGER


def read_year_end(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "at the end of 2025"."""
    return None, year(int(match["year"]))[1], Form.END


def read_months_of(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the six months of 2022": the first so many."""
    number = int(match["year"])
    count = _COUNTS[match["length"].lower()]
    return date(number, 1, 1), month(number, count)[1], Form.LONGER
