"""A statement comes in: it is kept, told, and reconciled, in one transaction."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from monitor.alerts.payload import DisclosureAlert, StatementView
from monitor.clock import Clock
from monitor.disclosures.gaps import watched
from monitor.disclosures.override import Act
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

READ_AGAIN = "read_again"
"""The action in the audit trail of a document whose statements other rules read otherwise."""


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
class Kept:
    """What came of the statements of one document."""

    new: tuple[Statement, ...]
    """Those that nobody had stated before, exactly like this and there."""
    revisions: tuple[Revision, ...] = ()
    gaps: tuple[CoverageGap, ...] = ()
    """What they tell and the chain did not show."""


@dataclass(frozen=True, slots=True)
class Disclosures:
    """The use case; the command line and the readers of documents come through here."""

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
        async with self.store.write() as tx:
            kept = await self.keep(tx, (statement,), who=who, why=why)
        return Disclosed(
            document_of(statement, who, self.clock()).document_id,
            statement.statement_id,
            new=bool(kept.new),
            revisions=kept.revisions,
            gap=next(iter(kept.gaps), None),
        )

    async def keep(
        self,
        tx: Transaction,
        statements: Sequence[Statement],
        *,
        who: str,
        why: str,
        digest: str | None = None,
    ) -> Kept:
        """Keep the statements of one document, in the caller's transaction.

        Each document is told once and each issuer reconciled once, however many statements there are.

        Args:
            tx: a transaction that writes.
            statements: what is stated at one address, of one issuer or of several.
            who: who entered it.
            why: a word for the audit trail.
            digest: of the original that they were read from, where one is kept.
        """
        now = self.clock()
        new = await self.note(tx, statements, who=who, why=why, digest=digest)
        revisions: list[Revision] = []
        gaps: dict[str, CoverageGap] = {}
        for issuer, own in _by_issuer(new).items():
            done = await reconcile_issuer(
                tx, self.recorder, issuer, self.reconciliation, cause=_cause(issuer, own), now=now
            )
            revisions += done.revisions
            gaps.update((gap.statement_id, gap) for gap in done.result.gaps)
        first, last = await tx.chain.foot(), await tx.chain.tip()
        days = (first.time.date() if first else None, last.time.date() if last else None)
        told = (
            replace(gaps[each.statement_id], watched=watched(each, *days))
            for each in new
            if each.statement_id in gaps
        )
        return Kept(tuple(new), tuple(revisions), tuple(told))

    async def note(
        self, tx: Transaction, statements: Sequence[Statement], *, who: str, why: str, digest: str | None
    ) -> list[Statement]:
        """Keep and tell the statements of one document, for whoever reconciles afterwards; those that are new."""
        now = self.clock()
        new: list[Statement] = []
        documents: dict[str, Document] = {}
        for statement in statements:
            document = document_of(statement, who, now, digest)
            if await tx.disclosures.add(document, statement):
                new.append(statement)
                documents[document.document_id] = document
        for document in documents.values():
            await tx.audit.append(AuditEntry(now, who, "disclosed", document.document_id, why))
            await self._tell(tx, document, now)
        return new

    async def tell_again(self, tx: Transaction, document: Document, now: datetime) -> None:
        """Tell what a document states after statements of it were changed or withdrawn."""
        before = [each for each in await tx.audit.of(document.document_id) if each.action == READ_AGAIN]
        await self._tell(tx, document, now, f"r{len(before)}")

    async def _tell(self, tx: Transaction, document: Document, now: datetime, edition: str = "") -> None:
        kept = await tx.disclosures.statements_in(document.document_id)
        acts = await tx.overrides.in_force(document.issuer)
        gone = {each.statement_id for each in acts if each.act is Act.EXCLUDE}
        statements = [each for each in kept if each.statement_id not in gone]
        alert = DisclosureAlert(
            event_id=".".join(filter(None, (document.document_id, str(len(kept)), edition))),
            document_id=document.document_id,
            miner=document.issuer,
            url=document.url,
            published=document.published.isoformat() if document.published else None,
            statements=tuple(statement_view(statement) for statement in statements),
        )
        await self.recorder.tell_document(tx, alert, now)


def _by_issuer(statements: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    issuers: dict[str, list[Statement]] = {}
    for statement in statements:
        issuers.setdefault(statement.issuer, []).append(statement)
    return issuers


def _cause(issuer: str, statements: Sequence[Statement]) -> str:
    first = statements[0]
    if len(statements) > 1:
        return f"{len(statements)} statements of {issuer}: {first.url}"
    return f"statement of {issuer} about {first.dated}: {first.url}"


def document_of(statement: Statement, who: str, now: datetime, digest: str | None = None) -> Document:
    """The document that a statement stands in. One URL of one issuer is one document."""
    return Document(
        document_id=document_id(statement.issuer, statement.url),
        issuer=statement.issuer,
        url=statement.url,
        published=statement.published,
        added_at=now,
        added_by=who,
        digest=digest,
    )


def document_id(issuer: str, url: str) -> str:
    """What the document at an address is called, as far as it is an issuer's."""
    hashed = hashlib.sha256(f"{issuer}\n{url}".encode()).hexdigest()
    return f"{issuer}-{hashed[:12]}"


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
        proceeds_usdt=_usd(statement.proceeds_usdt),
        derived=tuple(sorted(statement.derived)),
        rule=statement.rule,
    )


def _btc(sats: int | None) -> str | None:
    return None if sats is None else btc_text(sats)


def _usd(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
