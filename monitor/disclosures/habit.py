"""When an issuer's own habit would have told: after that, silence is an answer of its own."""

from datetime import UTC, date, datetime, time, timedelta

from monitor.labels.entity import Cadence, DisclosureHabit

UNKNOWN = DisclosureHabit(Cadence.QUARTERLY, lag_days=50, lag_observed=False)
"""What is assumed of an issuer whose habit nobody has written down, or who has none."""

_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.SEMIANNUAL: 6, Cadence.ANNUAL: 12}


def expires_at(flag_at: datetime, habit: DisclosureHabit | None) -> datetime:
    """The end (UTC) of the time in which the issuer would usually have spoken of a moment.

    The period that holds the moment is taken by the UTC calendar; fiscal years are not known here.

    Args:
        flag_at: block time, aware.
        habit: how the issuer disclosed at that time; None where nobody knows.
    """
    known = habit if habit and habit.cadence is not Cadence.NONE else UNKNOWN
    end = _period_end(flag_at.astimezone(UTC).date(), _MONTHS[known.cadence])
    return datetime.combine(end + timedelta(days=known.lag_days), time(), UTC)


def _period_end(day: date, months: int) -> date:
    """The first day after the calendar period of so many months that holds a day."""
    following = day.year * 12 + (day.month - 1) // months * months + months
    return date(following // 12, following % 12 + 1, 1)
