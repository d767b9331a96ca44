"""When a company is likely to speak: then its filings are looked for more often."""

from datetime import UTC, datetime, timedelta

from monitor.disclosures.habit import as_learned, period_of
from monitor.labels.entity import Cadence, DisclosureHabit

_EARLY = timedelta(days=21)
"""So long before its usual day a quarter's report may come; a month's may come on the month's first day."""
_LATE = timedelta(days=5)
_SATURDAY = 5
_OPENS_UTC, _CLOSES_UTC = 10, 3
"""EDGAR takes filings from 6:00 to 22:00 New York time on weekdays: in summer from 10:00, in winter up to 3:00 UTC."""


def is_expected(
    habit: DisclosureHabit | None, now: datetime, *, year_ends_in: int = 12, annual_lag_days: int = 0
) -> bool:
    """Whether a report that a company's habit announces may come at this time.

    Args:
        habit: how it discloses; None where nobody knows.
        now: aware.
        year_ends_in: the month with which its fiscal year ends, 1 to 12.
        annual_lag_days: so long the annual report takes, which tells of the last quarter or half of that year.
    """
    if not is_open(now):
        return False
    known, today = as_learned(habit, None), now.astimezone(UTC).date()
    lag = timedelta(days=known.lag_days)
    end, _ = period_of(today, known.cadence, year_ends_in)
    if known.cadence is Cadence.MONTHLY:
        return end <= today <= end + lag + _LATE
    closes_year = end.month == year_ends_in % 12 + 1
    latest = max(lag, timedelta(days=annual_lag_days)) if closes_year else lag
    return end + max(lag - _EARLY, timedelta(0)) <= today <= end + latest + _LATE


def is_open(now: datetime) -> bool:
    """Whether EDGAR takes filings at this time, its holidays aside."""
    moment = now.astimezone(UTC)
    day = moment - timedelta(days=1) if moment.hour < _CLOSES_UTC else moment
    return day.weekday() < _SATURDAY and not _CLOSES_UTC <= moment.hour < _OPENS_UTC
