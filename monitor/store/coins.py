"""The outputs that pay miners' scripts, so that their spender is known by outpoint."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col, delete, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.flows.coins import Coin
from monitor.store.tables import BlockRow, CoinRow, SeededRow


class CoinRows:
    """Reads and writes the watched coins. Spends are undone by block when a reorg takes one back."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def unspent(self) -> Sequence[Coin]:
        """Every watched coin that no scanned block spends."""
        rows = await self._session.exec(select(CoinRow).where(col(CoinRow.spent_block).is_(None)))
        return [Coin(row.txid, row.vout, row.script_pubkey, row.sats) for row in rows]

    async def unspent_without(self, first: int, last: int) -> Sequence[Coin]:
        """The watched coins as if the scanned blocks of these heights had never been: for a reorg, a second scan."""
        left_out = select(BlockRow.block_hash).where(
            col(BlockRow.height).between(first, last), col(BlockRow.orphaned).is_(False)
        )
        rows = await self._session.exec(
            select(CoinRow).where(
                col(CoinRow.spent_block).is_(None) | col(CoinRow.spent_block).in_(left_out),
                col(CoinRow.block_hash).is_(None) | col(CoinRow.block_hash).not_in(left_out),
            )
        )
        return [Coin(row.txid, row.vout, row.script_pubkey, row.sats) for row in rows]

    async def count(self) -> int:
        """How many coins are known, spent ones included."""
        return (await self._session.exec(select(func.count()).select_from(CoinRow))).one()

    async def add(self, coins: Iterable[Coin], block_hash: str | None) -> None:
        """Keep coins that a block created, or, without a block, that a source told of.

        What is known of a coin stays, its spender above all; the block that created it is noted.
        """
        for coin in coins:
            statement = insert(CoinRow).values(
                txid=coin.txid,
                vout=coin.vout,
                script_pubkey=coin.script_pubkey,
                sats=coin.sats,
                block_hash=block_hash,
                spent_block=None,
            )
            known = {"block_hash": func.coalesce(statement.excluded.block_hash, CoinRow.block_hash)}
            await self._session.exec(
                statement.on_conflict_do_update(index_elements=["txid", "vout"], set_=known)
            )

    async def spend(self, coins: Iterable[Coin], block_hash: str) -> None:
        """Mark coins as spent by a block."""
        for coin in coins:
            await self._session.exec(
                update(CoinRow)
                .where(col(CoinRow.txid) == coin.txid, col(CoinRow.vout) == coin.vout)
                .values(spent_block=block_hash)
            )

    async def undo(self, block_hashes: Collection[str]) -> None:
        """Take back what orphaned blocks created and spent."""
        await self._session.exec(
            update(CoinRow).where(col(CoinRow.spent_block).in_(block_hashes)).values(spent_block=None)
        )
        await self._session.exec(delete(CoinRow).where(col(CoinRow.block_hash).in_(block_hashes)))

    async def seeded(self) -> frozenset[bytes]:
        """The scripts whose earlier coins were already asked for."""
        return frozenset(await self._session.exec(select(SeededRow.script_pubkey)))

    async def mark_seeded(self, script_pubkey: bytes, coins: int, at: datetime) -> None:
        """Remember that a script's earlier coins are known."""
        await self._session.merge(SeededRow(script_pubkey=script_pubkey, coins=coins, seeded_at=at))
