"""When a company is likely to speak: then its filings are looked for more often."""

from datetime import UTC, date, datetime, timedelta

from monitor.disclosures.habit import UNKNOWN
from monitor.labels.entity import Cadence, DisclosureHabit

_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.SEMIANNUAL: 6, Cadence.ANNUAL: 12}
_EARLY = timedelta(days=21)
"""So long before its usual day a quarter's report may come; a month's may come on the month's first day."""
_LATE = timedelta(days=5)
_SATURDAY = 5
_OPENS_UTC, _CLOSES_UTC = 10, 3
"""EDGAR takes filings from 6:00 to 22:00 New York time on weekdays: in summer from 10:00, in winter up to 3:00 UTC."""


def is_expected(habit: DisclosureHabit | None, now: datetime) -> bool:
    """Whether a report that a company's habit announces may come at this time.

    Args:
        habit: how it discloses; None where nobody knows.
        now: aware.
    """
    known = habit if habit and habit.cadence is not Cadence.NONE else UNKNOWN
    if not is_open(now):
        return False
    today = now.astimezone(UTC).date()
    months = _MONTHS[known.cadence]
    lag = timedelta(days=known.lag_days)
    end = _last_period_end(today, months)
    earliest = end if months == 1 else end + max(lag - _EARLY, timedelta(0))
    return earliest <= today <= end + lag + _LATE


def is_open(now: datetime) -> bool:
    """Whether EDGAR takes filings at this time, its holidays aside."""
    moment = now.astimezone(UTC)
    day = moment - timedelta(days=1) if moment.hour < _CLOSES_UTC else moment
    return day.weekday() < _SATURDAY and not _CLOSES_UTC <= moment.hour < _OPENS_UTC


def _last_period_end(today: date, months: int) -> date:
    """The first day after the latest calendar period of so many months that has ended."""
    begun = today.year * 12 + (today.month - 1) // months * months
    return date(begun // 12, begun % 12 + 1, 1)
