"""An issuer's statements beside what was seen on chain, row by row and in sum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.disclosures.periods import nested_claims, superseded
from monitor.disclosures.reconcile import Candidate, ReconciliationPolicy, reconcile
from monitor.disclosures.statement import Statement, StatementKind


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One statement and what became of it. All amounts are satoshis."""

    statement: Statement
    own_sats: int
    """What it tells beyond the statements nested in it; 0 where it is superseded or tells no quantity."""
    confirmed_sats: int
    """What of that was seen on chain."""
    superseded: bool
    """A later statement about the same period counts instead."""

    @property
    def gap_sats(self) -> int:
        """What was disclosed and not seen."""
        return self.own_sats - self.confirmed_sats


@dataclass(frozen=True, slots=True)
class IssuerLedger:
    """Everything one issuer stated. All amounts are satoshis, and no coin is counted twice."""

    issuer: str
    rows: tuple[LedgerRow, ...]
    moved_sats: int
    """What was seen moving to platforms."""

    @property
    def disclosed_sats(self) -> int:
        """What the issuer says it sold."""
        return sum(row.own_sats for row in self.rows)

    @property
    def confirmed_sats(self) -> int:
        """What of that was seen on chain."""
        return sum(row.confirmed_sats for row in self.rows)

    @property
    def gap_sats(self) -> int:
        """What was disclosed and not seen: where labels are missing."""
        return sum(row.gap_sats for row in self.rows)

    @property
    def unconfirmed_sats(self) -> int:
        """What moved and no disclosure accounts for."""
        return self.moved_sats - self.confirmed_sats

    @property
    def holdings_after_sats(self) -> int | None:
        """The latest holdings that the issuer stated."""
        stated = [row.statement for row in self.rows if row.statement.holdings_after_sats is not None]
        if not stated:
            return None
        return max(stated, key=lambda each: (each.period_end, each.statement_id)).holdings_after_sats


def issuer_ledger(
    issuer: str,
    statements: Iterable[Statement],
    candidates: Iterable[Candidate],
    policy: ReconciliationPolicy,
) -> IssuerLedger:
    """Put one issuer's ledger together, statements by period.

    Args:
        issuer: slug.
        statements: everything it stated.
        candidates: its live flags that no reviewer dismissed.
        policy: as for reconciliation, whose result this shows.
    """
    known: Sequence[Statement] = sorted(
        {each.statement_id: each for each in statements}.values(),
        key=lambda each: (each.period_start, each.period_end, each.kind, each.statement_id),
    )
    flags = list(candidates)
    confirmed: dict[str, int] = {}
    for allocation in reconcile(known, flags, policy).allocations:
        confirmed[allocation.statement_id] = confirmed.get(allocation.statement_id, 0) + allocation.sats
    own = {claim.statement.statement_id: claim.own_sats for claim in nested_claims(known)}
    replaced = superseded(known)
    rows = tuple(
        LedgerRow(
            statement=each,
            own_sats=own.get(each.statement_id, 0),
            confirmed_sats=confirmed.get(each.statement_id, 0),
            superseded=each.statement_id in replaced,
        )
        for each in known
        if each.kind in {StatementKind.SALE, StatementKind.NO_SALE} or each.holdings_after_sats is not None
    )
    return IssuerLedger(issuer, rows, sum(flag.sats for flag in flags))
