"""When an issuer's own habit would have told: after that, silence is an answer of its own."""

from datetime import UTC, date, datetime, time, timedelta

from monitor.labels.entity import Cadence, DisclosureHabit

DEFAULT_LAG_DAYS = {
    Cadence.MONTHLY: 10,
    Cadence.QUARTERLY: 50,
    Cadence.SEMIANNUAL: 80,
    Cadence.ANNUAL: 80,
    Cadence.NONE: 50,
}
UNKNOWN = DisclosureHabit(Cadence.QUARTERLY, DEFAULT_LAG_DAYS[Cadence.QUARTERLY])
"""What is assumed of an issuer whose habit nobody has written down."""

_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.SEMIANNUAL: 6, Cadence.ANNUAL: 12, Cadence.NONE: 3}


def expires_at(flag_at: datetime, habit: DisclosureHabit | None) -> datetime:
    """The end (UTC) of the time in which the issuer would usually have spoken of a moment.

    The period that holds the moment is taken by the calendar; fiscal years are not known here.
    """
    known = habit or UNKNOWN
    end = _period_end(flag_at.date(), _MONTHS[known.cadence])
    return datetime.combine(end + timedelta(days=known.lag_days + 1), time(), UTC)


def _period_end(day: date, months: int) -> date:
    """The last day of the calendar period of so many months that holds a day."""
    following = day.year * 12 + (day.month - 1) // months * months + months
    return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
