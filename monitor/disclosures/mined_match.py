"""Whose a cluster of paid scripts may be: which company tells that it mined what the cluster was paid.

That is a hypothesis and never more: several companies may mine alike, a company may be paid in several places, and a
pool may pay its customers' customers. Nothing is named by it before a reviewer says so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.disclosures.months import Month
from monitor.disclosures.statement import Statement, StatementKind
from monitor.money import btc_for_people

TOLERANCE_PERCENT = 5
"""So far may a month's payouts be from what is told: they come a day late, and fees differ."""
_FITTING = 3
"""So many months have to fit."""
_LEAST, _A_MONTH, _MOST, _IF_SEVERAL = 20, 5, 50, 25
"""Percent of confidence: to begin with, for each month that fits, at most, and at most where several companies fit."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class MonthMatch:
    """One month of both. Amounts are satoshis."""

    month: Month
    paid_sats: int
    mined_sats: int

    @property
    def fits(self) -> bool:
        """Whether the payouts are within the tolerance of what is told."""
        return abs(self.paid_sats - self.mined_sats) * 100 <= TOLERANCE_PERCENT * self.mined_sats


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A company whose cluster it may be."""

    issuer: str
    months: tuple[MonthMatch, ...]
    """Every month of which both are known, in order."""
    confidence: int
    """Percent; never above 50."""

    @property
    def fitting(self) -> int:
        """How many months fit."""
        return sum(each.fits for each in self.months)

    @property
    def says(self) -> str:
        """What it rests on, as a sentence for the reviewer."""
        shown = [each for each in self.months if each.fits][-_SHOWN:]
        figures = ", ".join(
            f"{each.month}: paid {btc_for_people(each.paid_sats)}, told {btc_for_people(each.mined_sats)} BTC"
            for each in shown
        )
        return (
            f"in {self.fitting} of {len(self.months)} months it was paid what {self.issuer} tells that it mined, "
            f"give or take {TOLERANCE_PERCENT} % ({figures})"
        )


def told_by_month(statements: Iterable[Statement]) -> dict[str, dict[Month, int]]:
    """By issuer and month, the production that it tells for exactly that month, as last published. Satoshis."""
    told: dict[str, dict[Month, int]] = {}
    for each in sorted(statements, key=_publication):
        month = Month.of(each.period_end)
        whole = (each.period_start, each.period_end) == (month.first, month.last)
        if each.kind is StatementKind.PRODUCTION and each.sats and whole:
            told.setdefault(each.issuer, {})[month] = each.sats
    return told


def whole_months(months: Iterable[Month], first: date, until: date) -> list[Month]:
    """Those of a cluster's months of which all payouts are known: not the one it begins in, nor the present one.

    Args:
        months: with payouts.
        first: the day of the first of them.
        until: the day up to which blocks were scanned.
    """
    begun = Month.of(first) if first.day <= 2 else Month.of(first).after(1)  # noqa: PLR2004 - a day's delay
    return [month for month in months if month >= begun and month.last < until]


def hypotheses(
    paid: Mapping[Month, int], told: Mapping[str, Mapping[Month, int]], months: Collection[Month]
) -> tuple[Hypothesis, ...]:
    """The companies whose stated production fits in several months, the likeliest first.

    Args:
        paid: what a cluster was paid, by month, in satoshis.
        told: see `told_by_month`.
        months: those that may be compared, see `whole_months`.
    """
    fitting = []
    for issuer, mined in sorted(told.items()):
        both = tuple(MonthMatch(each, paid[each], mined[each]) for each in sorted(months) if each in mined)
        fits = sum(each.fits for each in both)
        if fits >= _FITTING and fits * 4 >= len(both) * 3:
            fitting.append((issuer, both, fits))
    most = _MOST if len(fitting) == 1 else _IF_SEVERAL
    made = (
        Hypothesis(issuer, both, min(most, _LEAST + _A_MONTH * fits - _A_MONTH * 2 * (len(both) - fits)))
        for issuer, both, fits in fitting
    )
    return tuple(sorted(made, key=lambda each: (-each.confidence, -each.fitting, each.issuer)))


def _publication(statement: Statement) -> tuple[date, str]:
    return statement.published or date.min, statement.statement_id
