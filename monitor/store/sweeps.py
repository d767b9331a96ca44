"""Sweeps of which it is still to be looked up who filled the swept scripts."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.flows.transfer import BlockRef
from monitor.store.candidate_tables import SweepRow
from monitor.store.dialect import insert_into

MOST = 1_000
"""So many wait; beyond it the oldest are not looked up any more."""


class SweepRows:
    """Reads and writes what waits; a reorg takes back what its blocks held."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, txids: Iterable[str], block: BlockRef) -> None:
        """Let sweeps of a block wait. The same twice changes nothing."""
        assert block.block_hash is not None
        rows = [
            {"txid": txid, "block_hash": block.block_hash, "height": block.height, "time": block.time}
            for txid in txids
        ]
        if not rows:
            return
        await self._session.exec(insert_into(self._session, SweepRow).on_conflict_do_nothing(), params=rows)
        late = select(SweepRow.txid).order_by(col(SweepRow.time).desc(), col(SweepRow.txid))
        beyond = (await self._session.exec(late.offset(MOST).limit(MOST))).all()
        await self.done(beyond)

    async def waiting(self, limit: int) -> Sequence[tuple[str, BlockRef]]:
        """The latest that wait, by txid, with their blocks."""
        latest = select(SweepRow).order_by(col(SweepRow.time).desc(), col(SweepRow.txid)).limit(limit)
        rows = await self._session.exec(latest)
        return [(row.txid, BlockRef(row.height, row.block_hash, row.time)) for row in rows]

    async def done(self, txids: Collection[str]) -> Mapping[str, str]:
        """Let some wait no longer; those that still did, with the hashes of their blocks."""
        these = col(SweepRow.txid).in_(txids)
        waited = (await self._session.exec(select(SweepRow.txid, SweepRow.block_hash).where(these))).all()
        await self._session.exec(delete(SweepRow).where(these))
        return dict(waited)

    async def undo(self, block_hashes: Collection[str]) -> None:
        """Forget those of orphaned blocks."""
        await self._session.exec(delete(SweepRow).where(col(SweepRow.block_hash).in_(block_hashes)))
