"""When an issuer's own habit would have told: after that, silence is an answer of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from monitor.labels.entity import Cadence, DisclosureHabit, Entity

UNKNOWN = DisclosureHabit(Cadence.QUARTERLY, lag_days=50, lag_observed=False)
"""What is assumed of an issuer whose habit nobody has written down, or who has none."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A number of days that an issuer has shown, and on how many observations it rests."""

    days: int
    observations: int


_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.SEMIANNUAL: 6, Cadence.ANNUAL: 12}

_ANNUAL_LAG_DAYS = {"20-F": 120, "40-F": 90, "10-K": 80}
"""Days after the fiscal year's end until the annual form is out: 20-F and 40-F when they are due (17 CFR 249.220f,
249.240f), 10-K when it usually is."""
_COMMON_ANNUAL_LAG_DAYS = 80
_DECEMBER = 12


def expires_at(
    flag_at: datetime,
    habit: DisclosureHabit | None,
    *,
    year_ends_in: int = _DECEMBER,
    annual_lag_days: int = 0,
) -> datetime:
    """The end (UTC) of the time in which the issuer would usually have spoken of a moment.

    Args:
        flag_at: block time, aware.
        habit: how the issuer disclosed at that time; None where nobody knows.
        year_ends_in: the month with which its fiscal year ends, 1 to 12. Quarters and half years are counted from it.
        annual_lag_days: a period that ends with the fiscal year, and is no month, is told by the annual report, which
            takes so long if that is longer than the habit's lag.
    """
    known = habit if habit and habit.cadence is not Cadence.NONE else UNKNOWN
    months = _MONTHS[known.cadence]
    end = _period_end(flag_at.astimezone(UTC).date(), months, year_ends_in)
    closes_year = months > 1 and end.month == year_ends_in % 12 + 1
    lag_days = max(known.lag_days, annual_lag_days) if closes_year else known.lag_days
    return datetime.combine(end + timedelta(days=lag_days), time(), UTC)


def entity_expires_at(
    flag_at: datetime, entity: Entity | None, learned: DisclosureHabit | None = None
) -> datetime:
    """The same by everything that is known of an issuer: cadence at that time, forms, fiscal year, lag it has shown.

    Args:
        flag_at: block time, aware.
        entity: the issuer; None where nobody knows it.
        learned: the habit with the lag that was observed; it counts where the habit of that time is the same one.
    """
    known = entity.disclosure_at(flag_at.astimezone(UTC).date()) if entity else None
    habit = as_learned(known, learned)
    if entity is None:
        return expires_at(flag_at, habit)
    return expires_at(
        flag_at,
        habit,
        year_ends_in=entity.year_ends_in or _DECEMBER,
        annual_lag_days=annual_lag(entity.forms) if known else 0,
    )


def as_learned(known: DisclosureHabit | None, learned: DisclosureHabit | None) -> DisclosureHabit:
    """The habit that counts: the one that is written down, or nobody's, with the lag that was observed of it.

    Args:
        known: as it is written down of some day; None where nobody knows any.
        learned: the issuer's latest with the lag that it has shown; of another habit than this it tells nothing.
    """
    habit = known if known and known.cadence is not Cadence.NONE else UNKNOWN
    if learned is not None and (learned.cadence, learned.since) == (habit.cadence, habit.since):
        return learned
    return habit


def period_of(day: date, cadence: Cadence, year_ends_in: int = _DECEMBER) -> tuple[date, date]:
    """First and last day of the period of a habit that holds a day; NONE is taken as nobody's habit is."""
    months = _MONTHS.get(cadence, _MONTHS[UNKNOWN.cadence])
    end = _period_end(day, months, year_ends_in)
    begun = end.year * 12 + end.month - 1 - months
    return date(begun // 12, begun % 12 + 1, 1), end - timedelta(days=1)


def annual_lag(forms: Iterable[str]) -> int:
    """Days from the end of a fiscal year until the annual report of an issuer of such forms is usually out."""
    filed = set(forms)
    return next((days for form, days in _ANNUAL_LAG_DAYS.items() if form in filed), _COMMON_ANNUAL_LAG_DAYS)


def _period_end(day: date, months: int, year_ends_in: int) -> date:
    """The first day after the period of so many months that holds a day."""
    shift = year_ends_in % months
    following = (day.year * 12 + day.month - 1 - shift) // months * months + months + shift
    return date(following // 12, following % 12 + 1, 1)
