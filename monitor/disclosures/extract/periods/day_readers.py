"""What the words for days and months mean, once a pattern has found them, and those for parts and edges of a month."""

import re
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import (
    MONTHS,
    ORDINALS,
    Bounds,
    containing,
    counted,
    month,
    months_from,
)
from monitor.disclosures.extract.periods.calendars import before as unit_before
from monitor.disclosures.extract.periods.completed import (
    AHEAD,
    AS_OF,
    Read,
    day_named,
    edge_named,
    latest_of,
    month_named,
    whole,
    years_of,
)
from monitor.disclosures.extract.periods.when import Anchor, Form

_LONGEST = 31
"""Days of a month."""


def read_day(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "February 9, 2026", "9 February"."""
    return _point(day_named(match, anchor), before) if 1 <= int(match["day"]) <= _LONGEST else None


def _point(day: date | None, before: str) -> Read:
    return (None, day, Form.END) if before == AS_OF else (day, day, Form.DAY)


def read_range(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "Feb. 7-8", "13-19 June", "March 3 to March 9, 2025": what one end leaves out is told with the other."""
    last = day_named(match, anchor, "z", printed=match["year"])
    if last is None:
        return None, None, Form.RANGE
    first = day_named(match, anchor, printed=str(last.year))
    if first is not None and first > last and not match["year"]:
        first = day_named(match, anchor, printed=str(last.year - 1))
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


def read_day_of_month(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "on the 19th": the last such day; of the month that was spoken of, if one was."""
    day = anchor.written
    if day is None or not 1 <= int(match["day"]) <= _LONGEST:
        return None, None, Form.SAME
    while day.day != int(match["day"]):
        day -= timedelta(days=1)
    return day, day, Form.SAME


def read_days_of_month(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "between the 4th and the 25th of March", "from the start of the month to the 24th": else the last such."""
    groups = match.groupdict()
    one, other = int(groups.get("day") or 1), int(match["zday"])
    bounds = month_named(match, anchor) if groups.get("month") else None
    if bounds is None and (day := anchor.written) is not None and not groups.get("month"):
        bounds = containing(day, "month")
        if day.day < other or "last month" in " ".join(match[0].lower().split()):
            bounds = unit_before(bounds, "month")
    if bounds is None or not 1 <= one <= other <= bounds[1].day:
        return None, None, Form.RANGE
    return bounds[0].replace(day=one), bounds[0].replace(day=other), Form.RANGE


def read_to_now(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "from April 1, 2025 through the date of this filing", "between November 2024 and the date hereof"."""
    first, last = edge_named(match, anchor), anchor.written
    return (first, last, Form.RANGE) if first is not None and last is not None and first <= last else None


def read_day_to_that(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "between June 30 and that date": up to the day that was spoken of."""
    return edge_named(match, anchor), None, Form.SAME


def read_month(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in January 2026", "Aug-22", "January"."""
    word, number = match["month"], MONTHS[match["month"].lower()]
    if printed := match["year"] or match["short"]:
        bounds: Bounds | None = month(int(printed) % 100 + 2000, number)
    else:
        bounds = _latest(number, anchor)
    if before and _SO_FAR.search(match.string, max(0, match.start() - _NEAR), match.start()):
        return _up_to_now(bounds, anchor)
    if not printed and bounds and anchor.latest and _ONWARDS.match(match.string, match.end()):
        return bounds[0], anchor.latest, Form.SINCE
    bare = word in _ALSO_WORDS and not before and not _AS_MONTH.match(match.string, match.end())
    if not printed and ((word.islower() and word not in _SMALL) or bare):
        return None
    return whole(bounds, Form.MONTH, before)


def _latest(number: int, anchor: Anchor) -> Bounds | None:
    """As in a text of unknown day on December 2023, "than in November": none that is later than what it reports on."""
    months = [month(each, number) for each in years_of(anchor)]
    if anchor.published is None and anchor.focus is not None:
        spoken = anchor.focus[1] + AHEAD
        months = [each for each in months if each[0] <= spoken] or months
    begun = (each for each in months if anchor.latest is not None and each[0] <= anchor.latest)
    return next(begun, None)


_NEAR = 16
_ONWARDS = re.compile(r"\s+onwards?\b")
"""As in "from November onwards"."""
_SO_FAR = re.compile(r"\b(?:so\s+far|to\s+date)\s+in\s+\Z", re.IGNORECASE)
_AS_MONTH = re.compile(
    r"[’']s\b|\s*[:)]|\s(?:for|at)\s[A-Z]\w+[^.:\n]{0,20}:|\s+(?:was|brought|proved|marked|turned|in\s+review|sales?|production|output|saw|figures?|results|updates?|numbers?|total|report|tally"
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


def _up_to_now(bounds: Bounds | None, anchor: Anchor) -> Read:
    """As in "so far in July", "July to date": up to the day of the document."""
    if bounds is None:
        return None, None, Form.MONTH
    last = bounds[1] if anchor.published is None else max(bounds[0], min(bounds[1], anchor.published))
    return bounds[0], last, Form.MONTH


def read_month_so_far(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "July to date"."""
    return _up_to_now(month_named(match, anchor), anchor)


def read_month_to_date(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "month to date": of what the document reports on, else of the month in which it was published."""
    if anchor.focus is not None:
        return *anchor.focus, Form.MONTH
    written = anchor.written
    return _up_to_now(None if written is None else month(written.year, written.month), anchor)


def read_month_number(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "06/2025", "2025-06"."""
    return whole(month(int(match["year"]), int(match["number"])), Form.MONTH, before)


def read_month_of_year(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in November last year"."""
    current = anchor.written or anchor.latest
    if current is None:
        return None, None, Form.MONTH
    year = current.year - (match["which"].lower() != "this")
    return whole(month(year, MONTHS[match["month"].lower()]), Form.MONTH, before)


def read_months(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "January and February 2026", "from October to December 2025"; not "in February and may"."""
    if match["zmonth"] == "may" and match["month"][0].isupper():
        return None
    last = month_named(match, anchor, "z")
    if last is None:
        return None, None, Form.LONGER
    number = MONTHS[match["month"].lower()]
    turned = (number - last[1].month) % 12 == 1 and " and " in match[0]
    if turned and (anchor.latest is None or last[1] < anchor.latest):
        return last[0], months_from(last[0], 2), Form.LONGER  # "in May and April"
    first = month(int(match["year"] or last[1].year - (number > last[1].month)), number)
    return (first[0], last[1], Form.LONGER) if first[0] <= last[0] else None


def read_month_to_day(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in November and up to December 4", "between the end of June and August 26"."""
    groups, place = match.groupdict(), match.start()
    loose = (groups.get("joined") or "").lower() == "and"
    if loose and _BETWEEN.search(match.string, max(0, place - _NEAR), place) is None:
        return None
    last = day_named(match, anchor, "z")
    if last is None:
        return None, None, Form.RANGE
    number = MONTHS[match["month"].lower()]
    bounds = month(int(match["year"] or last.year - (number > last.month)), number)
    ended = (groups.get("edge") or "").lower() == "end"
    first = bounds[1] + timedelta(days=1) if ended else bounds[0]
    return (first, last, Form.RANGE) if first <= last else None


_BETWEEN = re.compile(r"\bbetween\s+(?:(?:early|mid|late)[\s-]+)?\Z", re.IGNORECASE)


def read_month_begun(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "when July began", "entered July with": the end of the month before."""
    bounds = month_named(match, anchor)
    return None, bounds and bounds[0] - timedelta(days=1), Form.END


def read_month_over(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "when March ended": its last day."""
    return None, edge_named(match, anchor, last=True), Form.END


def read_month_start(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "at the start of July" of what is held: the end of the month before; else the month."""
    if before == AS_OF:
        return read_month_begun(match, anchor, before)
    return whole(month_named(match, anchor), Form.MONTH)


def read_week_or_half(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the first week of December", "the second half of June"; "the first days of May" are its month."""
    bounds, part, count = month_named(match, anchor), match["part"].lower(), match["count"]
    if bounds is None:
        return None, None, Form.RANGE
    first, last = bounds
    piece = match["piece"].lower()
    if piece in {"days", "weeks"} and (count is None or count.lower().startswith(("few", "couple"))):
        return *bounds, Form.MONTH
    if piece == "half":
        middle = first + timedelta(days=14)
        return (
            (first, middle, Form.RANGE) if part == "first" else (middle + timedelta(days=1), last, Form.RANGE)
        )
    days = timedelta(days=min((counted(count) if count else 1) * (1 if piece == "days" else 7), last.day) - 1)
    if part in {"last", "final", "closing"}:
        return last - days, last, Form.RANGE
    start = first + timedelta(days=7 * (ORDINALS.get(part, 1) - 1))
    return start, start + days, Form.RANGE


def read_edge_month(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the final month of the year", "the first month of 2025"."""
    number = 1 if match["edge"].lower() in {"first", "opening"} else 12
    return whole(
        latest_of([month(each, number) for each in years_of(anchor, match["year"])], anchor), Form.MONTH
    )
