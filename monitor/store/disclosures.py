"""Documents, their statements, and what reconciliation made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, delete, exists, func, select, true
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.disclosures.reconcile import Allocation, Reason
from monitor.disclosures.statement import Statement
from monitor.store import mapping
from monitor.store.original_tables import PlaceRow
from monitor.store.tables import AllocationRow, DocumentRow, StatementRow


@dataclass(frozen=True, slots=True)
class Document:
    """One disclosure document."""

    document_id: str
    issuer: str
    url: str
    published: date | None
    added_at: datetime
    added_by: str
    digest: str | None = None
    """The original that it was read from; None where somebody entered its statements by hand."""


class DisclosureRows:
    """Reads and writes disclosures."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, document: Document, statement: Statement) -> bool:
        """Keep a statement of a document; False when it was there already and nothing changed."""
        if await self._session.get(StatementRow, statement.statement_id):
            return False
        if not await self._session.get(DocumentRow, document.document_id):
            self._session.add(
                DocumentRow(
                    document_id=document.document_id,
                    issuer=document.issuer,
                    url=document.url,
                    published=document.published,
                    added_at=document.added_at,
                    added_by=document.added_by,
                    digest=document.digest,
                )
            )
            await self._session.flush()
        self._session.add(mapping.statement_row(statement, document.document_id))
        await self._session.flush()
        return True

    async def revise(self, statement: Statement) -> None:
        """Put what a statement tells by now in the place of what is kept under its id."""
        row = await self._session.get_one(StatementRow, statement.statement_id)
        await self._session.merge(mapping.statement_row(statement, row.document_id))
        await self._session.flush()

    async def redate(self, digest: str, day: date) -> None:
        """Note on which day the documents that were read from an original were published."""
        for document in await self._session.exec(select(DocumentRow).where(DocumentRow.digest == digest)):
            document.published = day
            self._session.add(document)
        await self._session.flush()

    async def documents(self, issuer: str | None = None) -> Sequence[Document]:
        """Documents, latest first, of one issuer or of all."""
        query = select(DocumentRow).order_by(col(DocumentRow.added_at).desc(), col(DocumentRow.document_id))
        if issuer is not None:
            query = query.where(DocumentRow.issuer == issuer)
        return [_document(row) for row in await self._session.exec(query)]

    async def document(self, document_id: str) -> Document | None:
        """The document of this name."""
        row = await self._session.get(DocumentRow, document_id)
        return _document(row) if row else None

    async def documents_beginning(self, prefix: str) -> Sequence[Document]:
        """The documents whose names begin with a text, at most ten."""
        query = (
            select(DocumentRow)
            .where(col(DocumentRow.document_id).istartswith(prefix, autoescape=True))
            .order_by(DocumentRow.document_id)
            .limit(_MOST_MATCHES)
        )
        return [_document(row) for row in await self._session.exec(query)]

    async def documents_of(self, digest: str) -> Sequence[Document]:
        """Documents that were read from an original: one for each issuer and address."""
        query = select(DocumentRow).where(DocumentRow.digest == digest).order_by(DocumentRow.document_id)
        return [_document(row) for row in await self._session.exec(query)]

    async def statements_in(self, document_id: str) -> Sequence[Statement]:
        """The statements of one document."""
        return await self._statements(StatementRow.document_id == document_id)

    async def statements_of(self, issuer: str) -> Sequence[Statement]:
        """Every statement of one issuer, as it was read."""
        return await self._statements(StatementRow.issuer == issuer)

    async def starting_with(self, prefix: str) -> Sequence[Statement]:
        """The statements whose ids begin with a text, at most ten."""
        found = await self._statements(col(StatementRow.statement_id).istartswith(prefix, autoescape=True))
        return found[:_MOST_MATCHES]

    async def issuers(self) -> Sequence[str]:
        """Everybody who stated anything, in order."""
        query = select(StatementRow.issuer).distinct().order_by(StatementRow.issuer)
        return (await self._session.exec(query)).all()

    async def count(self) -> int:
        """How many statements are kept."""
        return (await self._session.exec(select(func.count()).select_from(StatementRow))).one()

    async def all_statements(self) -> Sequence[Statement]:
        """Every statement of everybody."""
        return await self._statements(true())

    async def allocations_of(self, issuer: str) -> Sequence[Allocation]:
        """What the latest reconciliation of this issuer allocated."""
        rows = await self._session.exec(
            select(
                AllocationRow.statement_id, AllocationRow.flag_id, AllocationRow.sats, AllocationRow.reason
            ).where(AllocationRow.issuer == issuer)
        )
        return [Allocation(said, flag_id, sats, Reason(reason)) for said, flag_id, sats, reason in rows]

    async def set_allocations(self, issuer: str, allocations: Iterable[Allocation]) -> None:
        """Put these in the place of what an earlier reconciliation of this issuer allocated."""
        before, after = set(await self.allocations_of(issuer)), set(allocations)
        for gone in before - after:
            await self._session.exec(
                delete(AllocationRow).where(
                    col(AllocationRow.statement_id) == gone.statement_id,
                    col(AllocationRow.flag_id) == gone.flag_id,
                )
            )
        self._session.add_all(
            AllocationRow(
                statement_id=allocation.statement_id,
                flag_id=allocation.flag_id,
                issuer=issuer,
                sats=allocation.sats,
                reason=allocation.reason.value,
            )
            for allocation in after - before
        )
        await self._session.flush()

    async def _statements(self, condition: Any) -> Sequence[Statement]:
        own = exists().where(
            col(PlaceRow.digest) == DocumentRow.digest, col(PlaceRow.issuer) == DocumentRow.issuer
        )
        query = (
            select(StatementRow, col(DocumentRow.digest).is_not(None) & ~own)
            .join(DocumentRow, col(DocumentRow.document_id) == StatementRow.document_id)
            .where(condition)
            .order_by(col(StatementRow.period_start), col(StatementRow.statement_id))
        )
        return [
            mapping.statement(row, hearsay=bool(hearsay)) for row, hearsay in await self._session.exec(query)
        ]


_MOST_MATCHES = 10


def _document(row: DocumentRow) -> Document:
    return Document(
        row.document_id, row.issuer, row.url, row.published, row.added_at, row.added_by, row.digest
    )
