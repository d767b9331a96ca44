"""Messages that must reach the broker, kept until it acknowledged them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, delete, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.alerts.outgoing import Outgoing
from monitor.store.tables import OutboxRow


@dataclass(frozen=True, slots=True)
class Pending:
    """A message that is not yet acknowledged. `outbox_id` rises in the order in which things were decided."""

    outbox_id: int
    outgoing: Outgoing


class OutboxRows:
    """Appends in the deciding transaction; drains in order."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def append(self, messages: Sequence[Outgoing], at: datetime) -> None:
        """Queue messages behind all earlier ones."""
        for message in messages:
            self._session.add(
                OutboxRow(topic=message.topic, payload=message.payload, retain=message.retain, created_at=at)
            )
            await self._session.flush()

    async def pending(self, limit: int) -> Sequence[Pending]:
        """The oldest messages that are not acknowledged, in the order in which they were decided."""
        statement = (
            select(OutboxRow)
            .where(col(OutboxRow.published_at).is_(None))
            .order_by(col(OutboxRow.outbox_id))
            .limit(limit)
        )
        rows = await self._session.exec(statement)
        return [
            Pending(row.outbox_id, Outgoing(row.topic, row.payload, retain=row.retain))
            for row in rows
            if row.outbox_id is not None
        ]

    async def mark_published(self, outbox_ids: Sequence[int], at: datetime) -> None:
        """The broker acknowledged these."""
        await self._session.exec(
            update(OutboxRow).where(col(OutboxRow.outbox_id).in_(outbox_ids)).values(published_at=at)
        )

    async def mark_failed(self, outbox_id: int, error: str) -> None:
        """An attempt failed; the message stays."""
        await self._session.exec(
            update(OutboxRow)
            .where(col(OutboxRow.outbox_id) == outbox_id)
            .values(attempts=OutboxRow.attempts + 1, last_error=error)
        )

    async def depth(self) -> int:
        """How many messages wait for the broker."""
        statement = select(func.count()).select_from(OutboxRow).where(col(OutboxRow.published_at).is_(None))
        return (await self._session.exec(statement)).one()

    async def forget_published(self, before: datetime) -> None:
        """Drop messages that were acknowledged before a moment; the revisions keep their content."""
        await self._session.exec(delete(OutboxRow).where(col(OutboxRow.published_at) < before))
