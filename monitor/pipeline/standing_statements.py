"""What an issuer stated, as reviewers let it stand."""

from collections.abc import Sequence

from monitor.disclosures.override import in_force
from monitor.disclosures.statement import Statement
from monitor.store.transaction import Transaction


async def standing_statements(tx: Transaction, issuer: str | None = None) -> Sequence[Statement]:
    """Everything an issuer, or everybody, stated: corrected, without what is excluded, with pinned parts."""
    told = tx.disclosures.statements_of(issuer) if issuer else tx.disclosures.all_statements()
    return in_force(await told, await tx.overrides.in_force(issuer))
