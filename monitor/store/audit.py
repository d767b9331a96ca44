"""What people did: who, when and why. The database refuses to change or delete a line of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.store.tables import AuditRow


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act of one person."""

    at: datetime
    who: str
    action: str
    subject: str
    """An episode id, a document id for a disclosure, or a statement id for an override."""
    why: str
    revision: int | None = None


class AuditTrail:
    """Appends and reads the trail."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def append(self, entry: AuditEntry) -> None:
        """Write one line."""
        self._session.add(
            AuditRow(
                at=entry.at,
                who=entry.who,
                action=entry.action,
                subject=entry.subject,
                revision=entry.revision,
                why=entry.why,
            )
        )
        await self._session.flush()

    async def of(self, subject: str) -> Sequence[AuditEntry]:
        """Everything people did to one episode or document, oldest first."""
        rows = await self._session.exec(
            select(AuditRow).where(AuditRow.subject == subject).order_by(col(AuditRow.audit_id))
        )
        return [AuditEntry(row.at, row.who, row.action, row.subject, row.why, row.revision) for row in rows]
