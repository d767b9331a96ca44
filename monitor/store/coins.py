"""The outputs that pay miners' scripts, so that their spender is known by outpoint."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, delete, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.bitcoin.hashes import display
from monitor.flows.balances import CoinLife, Step
from monitor.flows.coins import Coin
from monitor.store.chain_tables import BlockRow, CoinRow
from monitor.store.dialect import insert_into


@dataclass(frozen=True, slots=True)
class PastCoin:
    """A coin from a script's history. The blocks are named where they are blocks that we hold."""

    coin: Coin
    block_hash: str | None
    spent_block: str | None


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

    async def paying(self, script_pubkey: bytes) -> frozenset[tuple[str, int]]:
        """The watched outputs of one script, spent or not, as (txid, vout)."""
        statement = select(CoinRow.txid, CoinRow.vout).where(CoinRow.script_pubkey == script_pubkey)
        return frozenset(await self._session.exec(statement))

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

    async def lives(self, scripts: Collection[bytes], first_height: int) -> dict[bytes, list[CoinLife]]:
        """The watched coins of scripts, with the blocks from a height on that made and spent them."""
        made, spent = aliased(BlockRow), aliased(BlockRow)
        columns: list[Any] = [CoinRow.script_pubkey, CoinRow.sats, CoinRow.mined]
        for block in (made, spent):
            columns += [block.block_hash, block.time, block.height]
        query: Any = (
            select_columns(*columns)
            .outerjoin(made, col(made.block_hash) == col(CoinRow.block_hash))
            .outerjoin(spent, col(spent.block_hash) == col(CoinRow.spent_block))
        )
        found: dict[bytes, list[CoinLife]] = {}
        wanted = list(scripts)
        for start in range(0, len(wanted), _CHUNK):
            chunk = col(CoinRow.script_pubkey).in_(wanted[start : start + _CHUNK])
            for script, sats, mined, *blocks in await self._session.exec(query.where(chunk)):
                gone = _step(blocks[3:], first_height)
                if gone is None and blocks[3] is not None:
                    continue  # spent below that height: it was never held since
                life = CoinLife(sats, _step(blocks[:3], first_height), gone, mined=mined)
                found.setdefault(script, []).append(life)
        return found

    async def count(self) -> int:
        """How many coins are known, spent ones included."""
        return (await self._session.exec(select(func.count()).select_from(CoinRow))).one()

    async def add(
        self, coins: Iterable[Coin], block_hash: str, mined: Collection[bytes] = frozenset()
    ) -> None:
        """Keep coins that a block created.

        What is known of a coin stays, its spender above all; the block that created it is noted.

        Args:
            coins: the coins.
            block_hash: of the block.
            mined: the outpoints (36 bytes) of those that a coinbase or a pool pays.
        """
        for coin in coins:
            statement = insert_into(self._session, CoinRow).values(
                txid=coin.txid,
                vout=coin.vout,
                script_pubkey=coin.script_pubkey,
                sats=coin.sats,
                block_hash=block_hash,
                spent_block=None,
                mined=coin.outpoint in mined,
            )
            known = {"block_hash": statement.excluded.block_hash, "mined": statement.excluded.mined}
            await self._session.exec(
                statement.on_conflict_do_update(index_elements=["txid", "vout"], set_=known)
            )

    async def spend(self, coins: Iterable[Coin], block_hash: str, *, only_unspent: bool = False) -> None:
        """Mark coins as spent by a block; with `only_unspent` those that no other block spends."""
        for coin in coins:
            statement = update(CoinRow).where(col(CoinRow.txid) == coin.txid, col(CoinRow.vout) == coin.vout)
            if only_unspent:
                statement = statement.where(col(CoinRow.spent_block).is_(None))
            await self._session.exec(statement.values(spent_block=block_hash))

    async def undo(self, block_hashes: Collection[str]) -> None:
        """Take back what orphaned blocks created and spent."""
        await self._session.exec(
            update(CoinRow).where(col(CoinRow.spent_block).in_(block_hashes)).values(spent_block=None)
        )
        await self._session.exec(delete(CoinRow).where(col(CoinRow.block_hash).in_(block_hashes)))

    async def take_in(self, coins: Iterable[PastCoin]) -> None:
        """Keep coins that a script's history tells of. What a scanned block told of them stays."""
        known = list(coins)
        rows = [
            {
                "txid": past.coin.txid,
                "vout": past.coin.vout,
                "script_pubkey": past.coin.script_pubkey,
                "sats": past.coin.sats,
                "block_hash": past.block_hash,
                "spent_block": past.spent_block,
                "mined": False,
            }
            for past in known
        ]
        if rows:
            await self._session.exec(
                insert_into(self._session, CoinRow).on_conflict_do_nothing(), params=rows
            )
        for past in known:
            if past.spent_block is not None:
                await self.spend((past.coin,), past.spent_block, only_unspent=True)

    async def among(self, outpoints: Iterable[tuple[str, int]]) -> Sequence[Coin]:
        """The watched coins, spent or not, at these (txid, vout)."""
        rows = [await self._session.get(CoinRow, each) for each in outpoints]
        return [Coin(row.txid, row.vout, row.script_pubkey, row.sats) for row in rows if row]


def _step(block: Sequence[Any], first_height: int) -> Step | None:
    block_hash, time, height = block
    if block_hash is None or height < first_height:
        return None
    return Step(time, block_hash, 0)


_CHUNK = 500
"""SQLite allows only so many parameters in one statement."""
