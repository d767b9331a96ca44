"""Days and periods as a text names them: "Feb. 7-8", "the nine months ended June 30", "over the weekend".

What a text leaves out (the year of "in October", the month of "last month") is completed from an anchor: the day
it was published, and the period that its heading says it reports on. Periods are in UTC days, both ends included.
"""

import re
from datetime import date

from monitor.disclosures.extract.calendars import year_earlier
from monitor.disclosures.extract.day_words import PATTERNS, Need
from monitor.disclosures.extract.when import Anchor, Form, When

__all__ = ["Anchor", "Form", "When", "period", "periods"]

_HINTS = re.compile(
    r"(?P<month>\b(?:jan|feb|fev|f[ée]v|mar|m[aä]r|apr|abr|avr|may|mai|ma[gy]|jun|jui|giu|gen|ene|jul|lug|ju[il]|aug|ago"
    r"|ao[uû]|sep|set|oct|okt|out|ott|nov|dec|dez|déc|dic)[a-zéûä]*)"
    r"|(?P<year>(?:19|20)\d\d)|(?P<quarter>quarter|q[1-4]|[1-4]q)|(?P<half>half|\bh[12])"
    r"|(?P<unit>week|month|year|ytd|period|fine\s+settimana|semana|wochenende)|(?P<weekday>day\b|feira|domingo|s[áa]bado)",
    re.IGNORECASE,
)


def periods(text: str, anchor: Anchor, start: int = 0, end: int | None = None) -> list[When]:
    """Every period between two places of a text, in order and without overlap.

    Args:
        text: the whole text.
        anchor: what unfinished ones are completed from.
        start: where to begin, in characters.
        end: where to stop, exclusive.
    """
    stop = len(text) if end is None else end
    hints = {Need(match.lastgroup) for match in _HINTS.finditer(text, start, stop) if match.lastgroup}
    if not hints:
        return []
    found: list[When] = []
    for pattern, reader, needs in PATTERNS:
        if not needs & hints:
            continue
        for match in pattern.finditer(text, start, stop):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            read = reader(match, anchor)
            if read is not None:
                found.append(When(*read, *_trimmed(match)))
    found.extend(each for when in list(found) for each in _other_years(text, when, stop))
    return sorted(found, key=lambda when: when.start)


_AND_YEARS = re.compile(r"\s*(?:,\s*and|,|and|versus|vs\.?|or)\s+((?:19|20)\d\d)\b(?![.,]\d|\s*%)")


def _other_years(text: str, when: When, stop: int) -> list[When]:
    """ "the three months ended June 30, 2025 and 2024": the same of another year."""
    made: list[When] = []
    place = when.end
    while (
        when.last is not None and len(made) < _MOST_YEARS and (match := _AND_YEARS.match(text, place, stop))
    ):
        back = when.last.year - int(match[1])
        if not 0 < abs(back) < _FAR:
            break
        first = None if when.first is None else _moved(when.first, back)
        made.append(When(first, _moved(when.last, back), when.form, match.start(1), match.end()))
        place = match.end()
    return made


_MOST_YEARS = 4
_FAR = 20


def _moved(day: date, back: int) -> date:
    for _ in range(back):
        day = year_earlier(day)
    return (
        day
        if back > 0
        else day.replace(year=day.year - back, day=min(day.day, 28) if day.month == 2 else day.day)
    )  # noqa: PLR2004


def period(text: str, anchor: Anchor) -> When | None:
    """The one period that a short text such as the head of a column names; None if it names none or several."""
    found = periods(text, anchor)
    return found[0] if len(found) == 1 else None


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    words = match[0]
    return match.start() + len(words) - len(words.lstrip()), match.start() + len(words.rstrip())
