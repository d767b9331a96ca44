"""A statement comes in: it is kept, told, and reconciled, in one transaction."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from monitor.alerts.payload import DisclosureAlert, StatementView
from monitor.clock import Clock
from monitor.disclosures.reconcile import CoverageGap, ReconciliationPolicy
from monitor.disclosures.statement import Statement
from monitor.flows.revisions import Revision
from monitor.money import btc_text
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.pipeline.record import Recorder
from monitor.store.audit import AuditEntry
from monitor.store.disclosures import Document
from monitor.store.store import Store
from monitor.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What came of a statement."""

    document_id: str
    statement_id: str
    new: bool
    """False when exactly this was stated before; then nothing changed."""
    revisions: tuple[Revision, ...]
    gap: CoverageGap | None
    """What the statement tells and the chain did not show."""


@dataclass(frozen=True, slots=True)
class Disclosures:
    """The use case; the command line, and later the readers of filings, come through here."""

    store: Store
    recorder: Recorder
    reconciliation: ReconciliationPolicy
    clock: Clock

    async def add(self, statement: Statement, *, who: str, why: str) -> Disclosed:
        """Keep a statement and let it confirm, refute or leave a gap.

        Args:
            statement: what the issuer stated.
            who: who entered it.
            why: a word for the audit trail.
        """
        now = self.clock()
        document = document_of(statement, who, now)
        async with self.store.write() as tx:
            if not await tx.disclosures.add(document, statement):
                return Disclosed(
                    document.document_id, statement.statement_id, new=False, revisions=(), gap=None
                )
            await tx.audit.append(AuditEntry(now, who, "disclosed", document.document_id, why))
            await self._tell(tx, document, now)
            period = f"{statement.period_start} to {statement.period_end}"
            cause = f"statement of {statement.issuer} on {period}: {statement.url}"
            done = await reconcile_issuer(
                tx, self.recorder, statement.issuer, self.reconciliation, cause=cause, now=now
            )
        gaps = {gap.statement_id: gap for gap in done.result.gaps}
        return Disclosed(
            document.document_id,
            statement.statement_id,
            new=True,
            revisions=done.revisions,
            gap=gaps.get(statement.statement_id),
        )

    async def _tell(self, tx: Transaction, document: Document, now: datetime) -> None:
        statements = await tx.disclosures.statements_in(document.document_id)
        alert = DisclosureAlert(
            event_id=f"{document.document_id}.{len(statements)}",
            document_id=document.document_id,
            miner=document.issuer,
            url=document.url,
            published=document.published.isoformat() if document.published else None,
            statements=tuple(statement_view(statement) for statement in statements),
        )
        await self.recorder.tell_document(tx, alert, now)


def document_of(statement: Statement, who: str, now: datetime) -> Document:
    """The document that a statement stands in. One URL of one issuer is one document."""
    digest = hashlib.sha256(f"{statement.issuer}\n{statement.url}".encode()).hexdigest()
    return Document(
        document_id=f"{statement.issuer}-{digest[:12]}",
        issuer=statement.issuer,
        url=statement.url,
        published=statement.published,
        added_at=now,
        added_by=who,
    )


def statement_view(statement: Statement) -> StatementView:
    """A statement as people and programs read it."""
    return StatementView(
        statement_id=statement.statement_id,
        statement=statement.kind.value,
        period_start=statement.period_start.isoformat(),
        period_end=statement.period_end.isoformat(),
        sats=statement.sats,
        btc=_btc(statement.sats),
        approx=statement.approximate,
        proceeds_usd=_usd(statement.proceeds_usd),
        avg_price_usd=_usd(statement.avg_price_usd),
        holdings_after_btc=_btc(statement.holdings_after_sats),
        purpose=statement.purpose,
        evidence=statement.evidence,
    )


def _btc(sats: int | None) -> str | None:
    return None if sats is None else btc_text(sats)


def _usd(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
