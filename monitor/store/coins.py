"""The outputs that pay miners' scripts, so that their spender is known by outpoint."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.bitcoin.hashes import display
from monitor.flows.coins import Coin
from monitor.store.tables import CoinRow, SeededRow


class CoinRows:
    """Reads and writes the watched coins. Spends are undone by block when a reorg takes one back."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def unspent(self) -> Sequence[Coin]:
        """Every watched coin that no scanned block spends."""
        rows = await self._session.exec(select(CoinRow).where(col(CoinRow.spent_block).is_(None)))
        return [Coin(row.txid, row.vout, row.script_pubkey, row.sats) for row in rows]

    async def at(self, outpoints: Iterable[bytes]) -> dict[bytes, tuple[Coin, str | None]]:
        """Of these outpoints (36 bytes each) the watched coins, each with the block that spends it."""
        found = {}
        for outpoint in outpoints:
            txid, vout = display(outpoint[:32]), int.from_bytes(outpoint[32:], "little")
            row = await self._session.get(CoinRow, (txid, vout))
            if row is not None:
                coin = Coin(row.txid, row.vout, row.script_pubkey, row.sats)
                found[outpoint] = coin, row.spent_block
        return found

    async def holders(self) -> frozenset[bytes]:
        """The scripts that hold a watched coin."""
        statement = select(CoinRow.script_pubkey).where(col(CoinRow.spent_block).is_(None)).distinct()
        return frozenset(await self._session.exec(statement))

    async def add(self, coins: Iterable[Coin], block_hash: str | None) -> None:
        """Keep coins that a block created, or, without a block, that a source told of."""
        for coin in coins:
            await self._session.merge(
                CoinRow(
                    txid=coin.txid,
                    vout=coin.vout,
                    script_pubkey=coin.script_pubkey,
                    sats=coin.sats,
                    block_hash=block_hash,
                )
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
