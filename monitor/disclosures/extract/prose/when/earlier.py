"""Times told by how long they lie before another one: "a month earlier", "in the year-ago quarter"."""

import re
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import containing, year_earlier

_BACK = re.compile(r"(?:the\s+)?(?P<unit>week|month|quarter|year)[\s-]+(?:ago|earlier|before|prior)\b")
_YEAR_AGO = re.compile(
    r"\byear[\s-](?:ago|earlier|before)\b|\b(?:last|previous|prior|preceding)[\s-]year\b|\bone\s+year\s+(?:ago|earlier|before)\b"
)
_WEEK = timedelta(days=7)
_LENGTHS = {"week": 7, "month": 31, "quarter": 92}


def unit_back(words: str) -> str | None:
    """The "month" of "month earlier", the "year" of "same period last year"; None of a time told otherwise.

    Args:
        words: those of a period, in lower case.
    """
    if words.startswith("twelve") and words.endswith(("ago", "earlier", "before")):
        return "year"
    if (told := _BACK.match(words)) is not None:
        return told["unit"]
    if words.startswith(("same", "year", "prior", "comp", "corr", "equiv", "like")) and _YEAR_AGO.search(
        words
    ):
        return "year"
    return "year" if _COMPARABLE.fullmatch(words) else None


_COMPARABLE = re.compile(r"(?:comparable|comparative|corresponding)\s+(?:period|quarter)")


def unit_before(words: str) -> str | None:
    """The "month" of "the previous month"; None of other words."""
    told = _PREVIOUS.fullmatch(words)
    return None if told is None else told["unit"]


def in_year(first: date, last: date, words: str) -> tuple[date, date] | None:
    """The days of "the corresponding 2024 period" beside those of another year; None of other words."""
    told = _OF_YEAR.search(words) if words.startswith(("same", "comp", "corr", "equiv", "like")) else None
    if told is None or not 0 < last.year - int(told[0]) < _MOST_YEARS:
        return None
    for _ in range(last.year - int(told[0])):
        first, last = year_earlier(first), year_earlier(last)
    return first, last


_OF_YEAR = re.compile(r"\b20\d\d\b")
_MOST_YEARS = 10
_PREVIOUS = re.compile(r"(?:the\s+)?(?:previous|prior|preceding)\s+(?P<unit>week|month|quarter|year)")
_LATER = re.compile(
    r"(?:(?P<count>two|three|four|five)\s+)?(?P<unit>day|week|month)s?\s+later\b"
    r"|(?:the\s+)?(?:following|next)\s+(?P<next>day|week|month)\b|the\s+(?P<after>day|week|month)\s+after\b"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


def after(words: str, last: date | None) -> tuple[date, date] | None:
    """The days of "a day later", "two months later", "the following month"; None of other words.

    Args:
        words: those of a period, in lower case.
        last: the last day of what was spoken of.
    """
    told = _LATER.match(words)
    if told is None or last is None:
        return None
    count, unit = _COUNTS.get(told["count"] or "", 1), told["unit"] or told["next"] or told["after"]
    if unit == "month":
        for _ in range(count):
            last = containing(containing(last, "month")[1] + timedelta(days=1), "month")[0]
        return containing(last, "month")
    day = last + timedelta(days=count * (7 if unit == "week" else 1))
    return day, day


def before(first: date | None, last: date | None, unit: str) -> tuple[date, date] | None:
    """The days so long before others; None where those are longer than the unit, or not known."""
    if first is None or last is None:
        return None
    if unit == "year":
        return year_earlier(first), year_earlier(last)
    if (last - first).days > _LENGTHS[unit]:
        return None
    if unit == "week" and first == last:
        return containing(first - _WEEK, unit)  # "On September 9 ..., the week before"
    if unit == "week":
        return first - _WEEK, last - _WEEK
    return containing(containing(first, unit)[0] - timedelta(days=1), unit)
