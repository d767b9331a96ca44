"""Days at the edges of months, of what was done in the month: "sold 50 BTC at the end of June"."""

import re
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import month, months_before
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.line import Line


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
