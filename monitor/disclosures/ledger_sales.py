"""The sales that companies confirmed, and the largest of them.

A reviewer's confirmation of an episode rests on something the company said, and reconciliation serves it before the
company's own statement about the same days, which then counts only for what is left. For readers the company's
statement is the one that matters, with its proceeds, purpose and document: here it gets back what such confirmations
took of it. Nothing is added or lost by that.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from monitor.disclosures.ledger import IssuerLedger
from monitor.disclosures.periods import nested_claims, share_days
from monitor.disclosures.statement import Statement, StatementKind


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale that a company told of. All amounts are satoshis."""

    statement: Statement
    counted_sats: int
    """What it tells beyond the more specific sales on its days; 0 where it gives no quantity."""
    seen_sats: int
    """What of that was seen on chain."""
    contradicted: bool = False
    """The same issuer states, of all its days, that it sold nothing."""

    @property
    def gap_sats(self) -> int:
        """What was disclosed and not seen."""
        return self.counted_sats - self.seen_sats


def confirmed_sales(ledger: IssuerLedger) -> tuple[Sale, ...]:
    """The sales of one issuer, by period; superseded statements are left out.

    Together they count what the issuer disclosed, and what was seen of it: `ledger.disclosed_sats` and
    `ledger.confirmed_sats`.
    """
    sales = [
        Sale(row.statement, row.own_sats, row.confirmed_sats, bool(row.contradicted_by))
        for row in ledger.rows
        if row.statement.kind is StatementKind.SALE and not row.superseded
    ]
    pinned = {sale.statement.statement_id: sale for sale in sales if sale.statement.only is not None}
    if not pinned:
        return tuple(sales)
    told = [sale for sale in sales if sale.statement.only is None]
    kept = _given_back(told, pinned.values())
    return tuple(
        sale
        for sale in (kept[each.statement.statement_id] for each in sales)
        if sale.counted_sats or sale.statement.statement_id not in pinned
    )


def _given_back(told: Collection[Sale], pinned: Iterable[Sale]) -> dict[str, Sale]:
    """Every sale by its statement, once what confirmations took of statements is theirs again."""
    kept = {sale.statement.statement_id: sale for sale in told}
    claims = nested_claims(sale.statement for sale in told)
    for pin in sorted(pinned, key=_by_period):
        left = pin
        for claim in claims:
            mine = kept[claim.statement.statement_id]
            sats = min(left.counted_sats, max(0, claim.own_sats - mine.counted_sats))
            if sats and share_days(claim.statement, pin.statement):
                seen = min(sats, left.seen_sats)
                kept[claim.statement.statement_id] = _changed(mine, sats, seen)
                left = _changed(left, -sats, -seen)
        kept[pin.statement.statement_id] = left
    return kept


def _changed(sale: Sale, sats: int, seen: int) -> Sale:
    return replace(sale, counted_sats=sale.counted_sats + sats, seen_sats=sale.seen_sats + seen)


def _by_period(sale: Sale) -> tuple[date, date, str]:
    return sale.statement.period_start, sale.statement.period_end, sale.statement.statement_id


def largest(sales: Iterable[Sale], year: int, most: int) -> tuple[Sale, ...]:
    """The largest sales of a year, largest first; a sale belongs to the year in which its period ends."""
    of_year = [sale for sale in sales if sale.counted_sats and sale.statement.period_end.year == year]
    return tuple(sorted(of_year, key=_largest_first)[:most])


def _largest_first(sale: Sale) -> tuple[int, date, str, str]:
    stated = sale.statement
    return -sale.counted_sats, stated.period_start, stated.issuer, stated.statement_id
