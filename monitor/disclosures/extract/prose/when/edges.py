"""Days at the edges of what was done: "sold 50 BTC at the end of June", "fell from 900 on May 31 to 850 on June 30"."""

import re
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import month, months_before
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.line import Clause, Line


def month_of_end(line: Line, when: When) -> tuple[date, date] | None:
    """As in "sold 50 BTC at the end of June", "of the second quarter": some day of that month or quarter."""
    if when.form is not Form.END or when.last is None:
        return None
    words = line.text[when.start : when.end].lower()
    if _END_OF_QUARTER.match(words) and not _BY.search(line.text, line.start, when.start):
        return months_before(when.last, 3), when.last
    if not _END_OF_MONTH.match(words):
        return None
    return when.last.replace(day=1), when.last


_END_OF_QUARTER = re.compile(
    r"(?:at\s+)?(?:the\s+)?end\s+of\s+(?:the\s+)?(?:(?:first|second|third|fourth)\s+quarter|q[1-4])\b"
)
_BY = re.compile(r"\bby\s+\Z")
_END_OF_MONTH = re.compile(
    r"(?:(?:at|toward|towards|near|around)\s+)?(?:the\s+)?end\s+of\s+[^\W\d_]{3,9}\b(?<!the)(?<!year)"
    r"|(?:ended|closed|finished|exited)\s+[^\W\d_]{3,9}\b(?<!the)(?<!year)(?!\s+\d{1,2}\b)"
)


def month_begun(line: Line, when: When) -> tuple[date, date] | None:
    """As in "sold 50 BTC at the start of June": some day of that month."""
    if when.form is not Form.END or when.last is None:
        return None
    if not _START_OF_MONTH.match(line.text[when.start : when.end].lower()):
        return None
    day = when.last + timedelta(days=1)
    return month(day.year, day.month)


_START_OF_MONTH = re.compile(r"(?:at\s+)?(?:the\s+)?(?:start|beginning|onset)\s+of\s")


def whole_month(day: date | None) -> date | None:
    """Of the last day of a month its first: what is held then is told of the month with all that was done in it."""
    return day.replace(day=1) if day is not None and month(day.year, day.month)[1] == day else None


def between_balances(clause: Clause) -> tuple[date, date] | None:
    """As in "fell from 1,100 as of December 31 to 940 as of June 30, due to sales of 410": the days between the two."""
    line = clause.line
    ends = [line.atoms[at].when for at in line.whens]
    days = [when.last for when in ends if when is not None and when.last is not None and when.form in _DAYS]
    if len(days) != len(ends) or len(days) != 2 or not days[0] < days[1] or line.whens[1] > clause.at:  # noqa: PLR2004
        return None
    first, second = line.whens
    told = "from" in line.lows[max(0, first - _NEAR) : first] and "to" in line.lows[first:second]
    counted = all(any(line.atoms[back].amount for back in range(max(0, at - _NEAR), at)) for at in line.whens)
    return (days[0] + timedelta(days=1), days[1]) if told and counted else None


_DAYS = frozenset({Form.DAY, Form.END})
_NEAR = 6
"""Atoms before a day within which the balance of it stands."""
