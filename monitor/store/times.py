"""When things happened by other clocks than a block's own: first sightings, median times."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.store.chain_tables import BlockRow
from monitor.store.tables import SightingRow


class TimeRows:
    """Reads and writes times by transaction and by block."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def note_seen(self, txids: Iterable[str], at: datetime) -> None:
        """Remember when transactions were first seen; what was seen before keeps its time."""
        wanted = set(txids)
        for txid in sorted(wanted - (await self.first_seen(wanted)).keys()):
            self._session.add(SightingRow(txid=txid, first_seen=at))
        await self._session.flush()

    async def first_seen(self, txids: Collection[str]) -> Mapping[str, datetime]:
        """When each of these transactions was first seen, where that is known."""
        rows = await self._session.exec(select(SightingRow).where(col(SightingRow.txid).in_(txids)))
        return {row.txid: row.first_seen for row in rows}

    async def median_times(self, block_hashes: Collection[str]) -> Mapping[str, datetime]:
        """Median time past of each of these blocks, orphaned ones included, where it is known."""
        query = select(BlockRow.block_hash, BlockRow.median_time).where(
            col(BlockRow.block_hash).in_(block_hashes)
        )
        return {block_hash: time for block_hash, time in await self._session.exec(query) if time is not None}
