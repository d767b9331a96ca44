"""Trails with their parts and ends. Whatever a block did to them is undone by that block's hash."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import false
from sqlmodel import col, delete, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.bitcoin.hashes import display
from monitor.flows.trails.account import TrailAccount, account_of
from monitor.flows.trails.follow import TrailFindings
from monitor.flows.trails.held import Held
from monitor.flows.trails.outflow import Outflow
from monitor.flows.trails.trail import Ending, Step, Trail, TrailCoin, TrailEnd
from monitor.store import trail_mapping as mapping
from monitor.store.chain_tables import BlockRow
from monitor.store.dialect import total
from monitor.store.trail_tables import TrailCoinRow, TrailEndRow, TrailRow


@dataclass(frozen=True, slots=True)
class TrailTotals:
    """How much is being followed, and how much was let go because that was too much."""

    trails: int
    parts: int
    sats: int
    let_go: int
    """Parts."""


class TrailRows:
    """Reads and writes trails."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def held(self) -> Held:
        """What is followed at the checkpoint, and what lies parked."""
        return await self._held((col(TrailCoinRow.closed_block).is_(None),), ())

    async def held_without(self, first: int, last: int) -> Held:
        """What would be followed if the scanned blocks of these heights had never been: for a reorg."""
        left_out = select(BlockRow.block_hash).where(
            col(BlockRow.height).between(first, last), col(BlockRow.orphaned).is_(False)
        )
        made_before = col(TrailCoinRow.block_hash).not_in(left_out)
        return await self._held(
            (
                col(TrailCoinRow.closed_block).is_(None) | col(TrailCoinRow.closed_block).in_(left_out),
                made_before,
            ),
            (col(TrailEndRow.block_hash).not_in(left_out), made_before),
        )

    async def held_at(self, outpoints: Collection[bytes]) -> Held:
        """What is followed at the checkpoint, or lies parked, in one of these outputs (36 bytes each)."""
        wanted = frozenset(outpoints)
        made_by = col(TrailCoinRow.txid).in_({display(outpoint[:32]) for outpoint in wanted})
        held = await self._held((col(TrailCoinRow.closed_block).is_(None), made_by), (made_by,))
        return Held(
            held.trails.values(),
            (coin for coin in held.coins if coin.outpoint in wanted),
            (coin for coin in held.parked if coin.outpoint in wanted),
        )

    async def spent_by(self, txid: str) -> Sequence[TrailCoin]:
        """What trails held of the coins that a transaction of the best chain has spent."""
        return (await self._held((col(TrailCoinRow.spent_by) == txid,), (false(),))).coins

    async def richest_scripts(self, count: int) -> Sequence[bytes]:
        """The scripts in which most of what is followed sits, the richest first."""
        script = col(TrailCoinRow.script_pubkey)
        statement = (
            select(script)
            .where(col(TrailCoinRow.closed_block).is_(None))
            .group_by(script)
            .order_by(func.sum(TrailCoinRow.sats).desc(), script)
            .limit(count)
        )
        return list(await self._session.exec(statement))

    async def unseen(self, first: int, last: int) -> dict[str, Held]:
        """What was lost sight of behind blocks of these heights, by the hash of the last block that was looked at."""
        found: dict[str, list[TrailCoinRow]] = defaultdict(list)
        statement = (
            select(TrailCoinRow, TrailEndRow.block_hash)
            .join(TrailEndRow, _same_output())
            .join(BlockRow, col(BlockRow.block_hash) == TrailEndRow.block_hash)
            .where(
                TrailEndRow.ending == Ending.UNSEEN.value,
                col(BlockRow.height).between(first, last),
                col(BlockRow.orphaned).is_(False),
            )
        )
        for row, block_hash in await self._session.exec(statement):
            found[block_hash].append(row)
        return {block_hash: await self._of(rows, ()) for block_hash, rows in found.items()}

    async def begun(self, first: int, last: int) -> frozenset[str]:
        """The ids of the trails that began in blocks of these heights."""
        statement = select(TrailRow.trail_id).where(col(TrailRow.height).between(first, last))
        return frozenset(await self._session.exec(statement))

    async def keep(self, found: TrailFindings, block_hash: str, stopped_behind: str) -> None:
        """Keep what a block does to trails.

        Args:
            found: that.
            block_hash: the block.
            stopped_behind: the last block in which what it stops was looked for.
        """
        for outflow in found.outflows:
            await self._session.merge(mapping.trail_row(outflow.trail))
        await self._session.flush()
        made: list[Outflow | Step] = [*found.outflows, *found.steps]
        for each in made:
            await self._add(each.created)
            await self._end(each.ended, block_hash)
        for step in found.steps:
            spent = ((coin.trail_id, coin.txid, coin.vout) for coin in step.spent)
            await self._close(spent, block_hash, step.txid)
            await self._unpark(step.spent)
        await self.stop(found.stopped, stopped_behind)

    async def stop(self, ends: Iterable[TrailEnd], block_hash: str) -> None:
        """Follow parts no further than a block although they still sit in their outputs."""
        given = list(ends)
        await self._end(given, block_hash)
        await self._close(
            ((end.trail_id, end.txid, end.vout) for end in given if end.vout is not None), block_hash
        )

    async def resume(self, coins: Iterable[TrailCoin]) -> None:
        """Follow parts on that were lost sight of."""
        for coin in coins:
            await self._session.exec(
                delete(TrailEndRow).where(
                    col(TrailEndRow.trail_id) == coin.trail_id,
                    col(TrailEndRow.txid) == coin.txid,
                    col(TrailEndRow.vout) == coin.vout,
                    col(TrailEndRow.ending) == Ending.UNSEEN.value,
                )
            )
            await self._close([(coin.trail_id, coin.txid, coin.vout)], None)

    async def undo(self, block_hashes: Collection[str]) -> None:
        """Take back what orphaned blocks did."""
        await self._session.exec(delete(TrailEndRow).where(col(TrailEndRow.block_hash).in_(block_hashes)))
        await self._session.exec(delete(TrailCoinRow).where(col(TrailCoinRow.block_hash).in_(block_hashes)))
        await self._session.exec(delete(TrailRow).where(col(TrailRow.block_hash).in_(block_hashes)))
        await self._session.exec(
            update(TrailCoinRow)
            .where(col(TrailCoinRow.closed_block).in_(block_hashes))
            .values(closed_block=None, spent_by=None)
        )

    async def accounts(
        self,
        *,
        miners: Collection[str] | None = None,
        open_only: bool = True,
        origins: Collection[str] = (),
    ) -> Sequence[TrailAccount]:
        """Trails with everything that became of them, the latest first.

        Args:
            miners: only of these.
            open_only: only those of which something is still followed, or that begin in one of `origins`.
            origins: txids of outflows.
        """
        conditions: list[Any] = []
        if miners is not None:
            conditions.append(col(TrailRow.miner).in_(miners))
        if open_only:
            still = select(TrailCoinRow.trail_id).where(col(TrailCoinRow.closed_block).is_(None))
            conditions.append(col(TrailRow.trail_id).in_(still) | col(TrailRow.txid).in_(origins))
        statement = (
            select(TrailRow).where(*conditions).order_by(col(TrailRow.time).desc(), col(TrailRow.trail_id))
        )
        trails = [mapping.trail(row) for row in await self._session.exec(statement)]
        made: list[TrailAccount] = []
        for start in range(0, len(trails), _CHUNK):
            made.extend(await self._accounts(trails[start : start + _CHUNK]))
        return made

    async def totals(self) -> TrailTotals:
        """How much is followed."""
        open_parts = select(
            func.count(func.distinct(TrailCoinRow.trail_id)),
            func.count(),
            func.coalesce(total(TrailCoinRow.sats), 0),
        ).where(col(TrailCoinRow.closed_block).is_(None))
        trails, parts, sats = (await self._session.exec(open_parts)).one()
        let_go = select(func.count()).where(TrailEndRow.ending == Ending.LET_GO.value)
        return TrailTotals(trails, parts, sats, (await self._session.exec(let_go)).one())

    async def _accounts(self, trails: Sequence[Trail]) -> list[TrailAccount]:
        ids = [trail.trail_id for trail in trails]
        by_id = {trail.trail_id: trail for trail in trails}
        coins: dict[str, list[TrailCoin]] = defaultdict(list)
        still = select(TrailCoinRow).where(
            col(TrailCoinRow.trail_id).in_(ids), col(TrailCoinRow.closed_block).is_(None)
        )
        for coin in await self._session.exec(still):
            coins[coin.trail_id].append(mapping.trail_coin(coin, by_id[coin.trail_id].miner))
        ends: dict[str, list[TrailEnd]] = defaultdict(list)
        for end in await self._session.exec(select(TrailEndRow).where(col(TrailEndRow.trail_id).in_(ids))):
            ends[end.trail_id].append(mapping.trail_end(end))
        return [account_of(trail, coins[trail.trail_id], ends[trail.trail_id]) for trail in trails]

    async def _held(self, still_open: Iterable[Any], parked: Iterable[Any]) -> Held:
        """What satisfies conditions: on the parts that are followed, and on those that are parked, with their ends."""
        followed = select(TrailCoinRow).where(*still_open)
        lying = (
            select(TrailCoinRow)
            .join(TrailEndRow, _same_output())
            .where(TrailEndRow.ending == Ending.PARKED.value, *parked)
        )
        return await self._of(
            (await self._session.exec(followed)).all(), (await self._session.exec(lying)).all()
        )

    async def _of(self, rows: Sequence[TrailCoinRow], parked: Sequence[TrailCoinRow]) -> Held:
        ids = sorted({row.trail_id for row in (*rows, *parked)})
        trails: dict[str, Trail] = {}
        for start in range(0, len(ids), _CHUNK):
            statement = select(TrailRow).where(col(TrailRow.trail_id).in_(ids[start : start + _CHUNK]))
            trails.update((row.trail_id, mapping.trail(row)) for row in await self._session.exec(statement))
        coins, lying = (
            [mapping.trail_coin(row, trails[row.trail_id].miner) for row in each] for each in (rows, parked)
        )
        return Held(trails.values(), coins, lying)

    async def _unpark(self, coins: Iterable[TrailCoin]) -> None:
        """What was told of them as parked is told no more: they moved on."""
        for coin in coins:
            await self._session.exec(
                delete(TrailEndRow).where(
                    col(TrailEndRow.trail_id) == coin.trail_id,
                    col(TrailEndRow.txid) == coin.txid,
                    col(TrailEndRow.vout) == coin.vout,
                    col(TrailEndRow.ending) == Ending.PARKED.value,
                )
            )

    async def _add(self, coins: Iterable[TrailCoin]) -> None:
        for coin in coins:
            await self._session.merge(mapping.trail_coin_row(coin))
        await self._session.flush()

    async def _end(self, ends: Iterable[TrailEnd], block_hash: str) -> None:
        for end in ends:
            await self._session.merge(mapping.trail_end_row(end, block_hash))
        await self._session.flush()

    async def _close(
        self, keys: Iterable[tuple[str, str, int]], block_hash: str | None, spent_by: str | None = None
    ) -> None:
        for trail_id, txid, vout in keys:
            row = await self._session.get(TrailCoinRow, (trail_id, txid, vout))
            assert row is not None, "what is closed was kept before"
            row.closed_block, row.spent_by = block_hash, spent_by
            self._session.add(row)
        await self._session.flush()


_CHUNK = 500
"""SQLite allows only so many parameters in one statement."""


def _same_output() -> Any:
    return (
        (col(TrailEndRow.trail_id) == TrailCoinRow.trail_id)
        & (col(TrailEndRow.txid) == TrailCoinRow.txid)
        & (col(TrailEndRow.vout) == TrailCoinRow.vout)
    )
