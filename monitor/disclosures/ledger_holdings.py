"""Holdings: what a company held after its sales, and how that changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitor.disclosures.labelled import LabelledPeriod
from monitor.disclosures.shares import percent
from monitor.disclosures.statement import Statement, StatementKind
from monitor.disclosures.taken_back import authority


@dataclass(frozen=True, slots=True)
class Holding:
    """What an issuer stated that it held at the end of a day."""

    day: date
    sats: int
    statement: Statement
    before_sats: int | None
    """What it had stated for the latest day before; None for the first."""

    @property
    def approximate(self) -> bool:
        """Whether the statement gives it as an approximation.

        A sale's own approximation is about what was sold, and says nothing of what was left.
        """
        return self.statement.kind is StatementKind.HOLDINGS and self.statement.approximate

    @property
    def change_sats(self) -> int | None:
        """Since the day before; None for the first."""
        return None if self.before_sats is None else self.sats - self.before_sats

    @property
    def change_pct(self) -> Decimal | None:
        """The same in percent, to a tenth; None also where nothing was held before."""
        return None if self.change_sats is None else percent(self.change_sats, self.before_sats)


@dataclass(frozen=True, slots=True)
class LabelledHolding:
    """A stated balance, and what of it lies on labelled scripts."""

    stated: Holding
    labelled: LabelledPeriod

    @property
    def share_pct(self) -> Decimal | None:
        """What lies on labelled scripts, in percent of what is stated, to a tenth; None where it is not known."""
        return percent(self.labelled.after_sats, self.stated.sats) if self.labelled.known else None


def labelled_holding(
    holdings: Sequence[Holding], labelled: Iterable[LabelledPeriod]
) -> LabelledHolding | None:
    """The latest stated balance of which it was looked what lies on labelled scripts."""
    looked = {each.last_day: each for each in labelled}
    return next(
        (LabelledHolding(each, looked[each.day]) for each in reversed(holdings) if each.day in looked), None
    )


def stated_holdings(statements: Iterable[Statement]) -> tuple[Holding, ...]:
    """The holdings that one issuer stated, by day; of several for one day the company's own count, the last published.

    Of those of one document the one that tells of nothing else: it says as well how exact the amount is.
    """
    latest: dict[date, Statement] = {}
    for each in sorted(statements, key=_publication):
        if each.held_sats is not None:
            latest[each.period_end] = each
    holdings: list[Holding] = []
    for day in sorted(latest):
        stated = latest[day]
        assert stated.held_sats is not None  # only such are kept above
        before = holdings[-1].sats if holdings else None
        holdings.append(Holding(day, stated.held_sats, stated, before))
    return tuple(holdings)


def holding_after(sale: Statement, holdings: Sequence[Holding]) -> Holding | None:
    """What was held after a sale: as of its last day, else what its own document tells of a later one."""
    for holding in holdings:
        same_document = holding.statement.url == sale.url and holding.day >= sale.period_end
        if holding.day == sale.period_end or same_document:
            return holding
    return None


def _publication(statement: Statement) -> tuple[tuple[bool, date], bool, str]:
    own = statement.kind is StatementKind.HOLDINGS
    return authority(statement), own, statement.statement_id
