"""The ledger of every issuer, read from the store."""

from collections.abc import Sequence

from monitor.disclosures.ledger import IssuerLedger, issuer_ledger
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.pipeline.reconciling import candidates_of
from monitor.pipeline.standing_statements import standing_statements
from monitor.store.transaction import Transaction


async def ledgers(
    tx: Transaction, policy: ReconciliationPolicy, issuer: str | None = None
) -> Sequence[IssuerLedger]:
    """One ledger for each issuer that stated or moved anything, by name; or that of one issuer."""
    everybody = {*await tx.disclosures.issuers(), *await tx.episodes.miners()}
    return [
        issuer_ledger(
            name,
            await standing_statements(tx, name),
            candidates_of(await tx.episodes.of_miner(name)),
            policy,
        )
        for name in sorted(everybody)
        if issuer is None or name == issuer
    ]
