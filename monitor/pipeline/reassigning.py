"""A document that was taken in for the wrong company becomes another's, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.disclosures.override import Act, Origin, Override
from monitor.disclosures.statement import Statement
from monitor.errors import UsageError
from monitor.flows.revisions import Revision
from monitor.pipeline.disclose import Kept
from monitor.pipeline.received import Received
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.pipeline.take_document import TakeDocuments, standing_issuers
from monitor.store.audit import AuditEntry
from monitor.store.disclosures import Document
from monitor.store.originals import How
from monitor.store.overrides import OverrideEntry, Undone
from monitor.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassigned:
    """What came of moving a document."""

    digest: str
    issuer: str
    withdrawn: tuple[Statement, ...]
    """What counts no more, of whoever the document stood as."""
    statements: tuple[Statement, ...]
    """What counts from now on, of its true issuer."""
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class _Move:
    """Whose a document is from now on, and by whose word."""

    issuer: str
    who: str
    why: str
    at: datetime

    @property
    def cause(self) -> str:
        """For the audit trail and for people."""
        return f"moved to {self.issuer} by {self.who}: {self.why}"


@dataclass(frozen=True, slots=True)
class Reassigning:
    """The use case. It reads the kept bytes anew, as a document of the other company."""

    takes: TakeDocuments

    async def move(self, digest: str, issuer: str, *, who: str, why: str) -> Reassigned:
        """Make a document another company's: what it stated for others is withdrawn, and all are reconciled.

        Withdrawn statements are excluded as a reviewer excludes them, so nothing is lost and `overrides` lists it.

        Args:
            digest: of a document that was taken in.
            issuer: slug of the company whose it is.
            who: the reviewer.
            why: how they know.

        Raises:
            UsageError: it stands as that company's already, or nothing was read from bytes.
            DocumentRefused: its text names other companies only, or its day cannot be.
        """
        move = _Move(issuer, who, why, self.takes.clock())
        received = await self._received(digest, move)
        came = await self.takes.examined(received)
        disclosures = self.takes.disclosures
        async with disclosures.store.write() as tx:
            before = await standing_issuers(tx, digest)
            if before == {issuer}:
                raise UsageError(f"{digest[:12]} stands as {issuer}'s already")
            documents = await tx.disclosures.documents_of(digest)
            withdrawn = await _withdraw([each for each in documents if each.issuer != issuer], move, tx)
            restored = await _restore([each for each in documents if each.issuer == issuer], move, tx)
            await tx.originals.restate(came.original, came.text)
            await tx.originals.move(digest, issuer)
            await tx.audit.append(AuditEntry(move.at, who, "reassigned", digest, move.cause))
            revisions: list[Revision] = []
            for other in sorted({each.issuer for each in (*withdrawn, *restored)}):
                revisions += await self._reconciled(tx, other, move)
            kept = Kept(())
            if came.statements:
                kept = await disclosures.keep(tx, came.statements, who=who, why=move.cause, digest=digest)
        return Reassigned(
            digest=digest,
            issuer=issuer,
            withdrawn=tuple(withdrawn),
            statements=(*restored, *kept.new),
            revisions=(*revisions, *kept.revisions),
        )

    async def _received(self, digest: str, move: _Move) -> Received:
        async with self.takes.disclosures.store.read() as tx:
            original = await tx.originals.get(digest)
            raw = await tx.originals.raw(digest)
            places = await tx.originals.places(digest)
        if original is None or raw is None or not places:
            raise UsageError(f"no document {digest[:12]} was received")
        place = replace(places[0], issuer=move.issuer, how=How.HAND, fetched_by=move.who)
        return Received(raw=raw, place=place, media_type=original.media_type, name=place.url)

    async def _reconciled(self, tx: Transaction, issuer: str, move: _Move) -> Sequence[Revision]:
        disclosures = self.takes.disclosures
        cause = f"a document that stood as of {issuer} was {move.cause}"
        if issuer == move.issuer:
            cause = f"a document of {issuer} was {move.cause}"
        done = await reconcile_issuer(
            tx, disclosures.recorder, issuer, disclosures.reconciliation, cause=cause, now=move.at
        )
        return done.revisions


async def _withdraw(documents: Sequence[Document], move: _Move, tx: Transaction) -> list[Statement]:
    """Exclude what these documents state, as far as it is not excluded yet."""
    withdrawn = []
    for document in documents:
        acts = await tx.overrides.in_force(document.issuer)
        gone = {each.statement_id for each in acts if each.act is Act.EXCLUDE}
        for stated in await tx.disclosures.statements_in(document.document_id):
            if stated.statement_id in gone:
                continue
            override = Override(number=0, statement_id=stated.statement_id, act=Act.EXCLUDE)
            entry = OverrideEntry(override, stated.issuer, move.at, move.who, move.cause, origin=Origin.MOVED)
            await tx.overrides.add(entry)
            await _audit(tx, move, Act.EXCLUDE.value, stated)
            withdrawn.append(stated)
    return withdrawn


async def _restore(documents: Sequence[Document], move: _Move, tx: Transaction) -> list[Statement]:
    """Take back what an earlier move excluded of these documents, which have come back to their issuer."""
    stated = {
        each.statement_id: each
        for document in documents
        for each in await tx.disclosures.statements_in(document.document_id)
    }
    restored = []
    for entry in await tx.overrides.entries(move.issuer):
        override = entry.override
        if entry.origin is Origin.MOVED and entry.undone is None and override.statement_id in stated:
            await tx.overrides.undo(override.number, Undone(move.at, move.who, move.cause))
            await _audit(tx, move, f"undone_{Act.EXCLUDE.value}", stated[override.statement_id])
            restored.append(stated[override.statement_id])
    return restored


async def _audit(tx: Transaction, move: _Move, action: str, stated: Statement) -> None:
    await tx.audit.append(AuditEntry(move.at, move.who, action, stated.statement_id, move.cause))
