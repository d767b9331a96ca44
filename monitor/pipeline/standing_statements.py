"""What an issuer stated, as reviewers let it stand."""

from collections.abc import Sequence

from monitor.disclosures.override import in_force
from monitor.disclosures.statement import Statement
from monitor.store.transaction import Transaction


async def standing_statements(tx: Transaction, issuer: str) -> Sequence[Statement]:
    """Everything an issuer stated: corrected, without what is excluded, with pinned parts."""
    return in_force(await tx.disclosures.statements_of(issuer), await tx.overrides.in_force(issuer))
