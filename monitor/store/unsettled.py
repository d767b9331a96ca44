"""Transactions of miners' coins that no final block holds yet, kept over restarts."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.flows.unsettled import State, Unsettled
from monitor.store import mapping
from monitor.store.chain_tables import UnsettledRow


class UnsettledRows:
    """Reads and writes them. There are few: they are forgotten some days after they were last seen."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> Sequence[Unsettled]:
        """All that are remembered, the oldest first."""
        order = col(UnsettledRow.first_seen), col(UnsettledRow.txid)
        rows = await self._session.exec(select(UnsettledRow).order_by(*order))
        return [mapping.unsettled(row) for row in rows]

    async def keep(self, changed: Iterable[Unsettled]) -> None:
        """Remember these as they are now."""
        for each in changed:
            await self._session.merge(mapping.unsettled_row(each))

    async def forget(self, before: datetime) -> None:
        """Forget those last seen before a moment, except what is still pending."""
        await self._session.exec(
            delete(UnsettledRow).where(
                col(UnsettledRow.last_seen) < before, col(UnsettledRow.state) != State.PENDING.value
            )
        )
