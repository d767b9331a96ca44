"""Sold against produced: which share of what it produced a company sold.

A company tells its production for months, quarters or years. To each of these periods belong the sales whose own
period lies within it, each coin counted once. A sale told only for a longer time than the production is left out,
because nobody knows how much of it fell into the period.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from monitor.disclosures.ledger import IssuerLedger
from monitor.disclosures.months import Month
from monitor.disclosures.periods import nested_claims
from monitor.disclosures.quiet import QuietDays
from monitor.disclosures.shares import percent
from monitor.disclosures.statement import Statement, StatementKind
from monitor.disclosures.taken_back import authority, standing

_REPORT_DAYS = 28
"""Who tells a quantity for at least so many days tells everything that was sold in them."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SoldOfProduced:
    """One issuer's production in a period that it reports by, and what it sold of it. Amounts are satoshis."""

    issuer: str
    first: date
    last: date
    produced_sats: int
    sold_sats: int | None
    """None where the issuer says nothing of sales in this period, or not how much."""
    complete: bool
    """Whether the statements cover every day of the period; else at least this was sold."""
    approximate: bool
    """Either amount is an approximation of the issuer's."""
    without_quantity: bool = False
    """It states a sale in the period, and not how much."""

    @property
    def share_pct(self) -> Decimal | None:
        """Sold in percent of produced, to a tenth; over 100 where older coins were sold too."""
        return None if self.sold_sats is None else percent(self.sold_sats, self.produced_sats)


@dataclass(frozen=True, slots=True)
class MonthlyShare:
    """What all issuers together sold of a month's production, as far as they tell both."""

    month: Month
    produced_sats: int
    sold_sats: int
    issuers: tuple[str, ...]
    """Who tells both."""
    without_sales: tuple[str, ...]
    """Who tells its production and nothing of sales; it is not in the sums."""
    complete: bool
    approximate: bool

    @property
    def share_pct(self) -> Decimal | None:
        """Sold in percent of produced, to a tenth."""
        return percent(self.sold_sats, self.produced_sats)


def sold_of_produced(ledger: IssuerLedger) -> tuple[SoldOfProduced, ...]:
    """Every period for which an issuer tells its production, in order; restated ones as last published."""
    stands = standing(ledger.statements)
    quiet = QuietDays.of(stands)
    told: dict[tuple[date, date], Statement] = {}
    for each in sorted(ledger.statements, key=_publication):
        if each.kind is StatementKind.PRODUCTION and each.sats is not None:
            told[each.period_start, each.period_end] = each
    sales = [each for each in stands if each.kind is StatementKind.SALE]
    return tuple(_period(told[period], sales, quiet) for period in sorted(told))


def monthly_shares(rows: Iterable[SoldOfProduced], year: int) -> tuple[MonthlyShare, ...]:
    """The months of a year for which anybody tells its production, in order."""
    by_month: dict[Month, list[SoldOfProduced]] = {}
    for row in rows:
        month = Month.of(row.last)
        if month.year == year and (row.first, row.last) == (month.first, month.last):
            by_month.setdefault(month, []).append(row)
    return tuple(_month(month, by_month[month]) for month in sorted(by_month))


def _month(month: Month, rows: Sequence[SoldOfProduced]) -> MonthlyShare:
    both = [row for row in rows if row.sold_sats is not None]
    return MonthlyShare(
        month,
        produced_sats=sum(row.produced_sats for row in both),
        sold_sats=sum(row.sold_sats or 0 for row in both),
        issuers=tuple(sorted(row.issuer for row in both)),
        without_sales=tuple(sorted(row.issuer for row in rows if row.sold_sats is None)),
        complete=all(row.complete for row in both),
        approximate=any(row.approximate for row in both),
    )


def _period(produced: Statement, sales: Iterable[Statement], quiet: QuietDays) -> SoldOfProduced:
    first, last = produced.period_start, produced.period_end
    within = [each for each in sales if first <= each.period_start and each.period_end <= last]
    inside = [each for each in within if each.sats]
    claims = nested_claims(inside)
    whole = _covered(first, last, inside, quiet)
    return SoldOfProduced(
        produced.issuer,
        first,
        last,
        produced_sats=produced.sats or 0,
        sold_sats=sum(claim.own_sats for claim in claims) if claims or whole else None,
        complete=whole,
        approximate=produced.approximate or any(claim.statement.approximate for claim in claims),
        without_quantity=not claims and any(each.sats is None for each in within),
    )


def _covered(first: date, last: date, sales: Iterable[Statement], quiet: QuietDays) -> bool:
    """Whether reports of sales and of none together speak of every day."""
    period = last - first + _DAY
    reports = [
        (each.period_start.toordinal(), each.period_end.toordinal())
        for each in sales
        if each.only is None and each.days >= min(_REPORT_DAYS, period.days)
    ]
    day = first.toordinal()
    for start, end in sorted([*quiet.spans, *reports]):
        if start <= day <= end:
            day = end + 1
    return day > last.toordinal()


def _publication(statement: Statement) -> tuple[tuple[bool, date], str]:
    return authority(statement), statement.statement_id
