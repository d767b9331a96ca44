"""The headers of our best chain that are at hand: of scanned blocks, and of others for what rests on them."""

from collections.abc import Iterable, Mapping

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.bitcoin.header import Header
from monitor.store.chain_tables import BlockRow, HeaderRow
from monitor.store.dialect import insert_into


class HeaderRows:
    """Reads headers wherever they are kept, and writes those without a scanned block."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def above(self, height: int) -> Mapping[tuple[int, str], bytes]:
        """The 80 bytes of every header of the best chain above a height, by height and block hash."""
        blocks = select(BlockRow.height, BlockRow.block_hash, BlockRow.header).where(
            col(BlockRow.orphaned).is_(False)
        )
        others = select(HeaderRow.height, HeaderRow.block_hash, HeaderRow.header)
        found = [
            *await self._session.exec(others.where(HeaderRow.height > height)),
            *await self._session.exec(blocks.where(BlockRow.height > height)),
        ]
        return {(at, block_hash): raw for at, block_hash, raw in found}

    async def add(self, headers: Iterable[tuple[int, Header]]) -> None:
        """Keep proven headers, each with its height; one that is known already is kept as it is."""
        for height, header in headers:
            statement = insert_into(self._session, HeaderRow).values(
                height=height, block_hash=header.block_hash, header=header.raw
            )
            await self._session.exec(statement.on_conflict_do_nothing())

    async def leave(self, height: int) -> None:
        """Forget those above a height: a reorg left them behind."""
        await self._session.exec(delete(HeaderRow).where(col(HeaderRow.height) > height))
