"""Trails as they were told, whole: to find those of which other labels tell otherwise, and to tell them again."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.flows.trails.retell import KeptCoin, KeptEnd, Told, tells_otherwise
from monitor.flows.trails.trail import Ending, Pattern, Step, Trail, TrailCoin, TrailEnd
from monitor.flows.transfer import BlockRef
from monitor.labels.book import LabelBook
from monitor.store import trail_mapping as mapping
from monitor.store.chain_tables import BlockRow
from monitor.store.trail_tables import TrailCoinRow, TrailEndRow, TrailRow

_CHUNK = 500
"""SQLite allows only so many parameters in one statement."""

Arrived = tuple[BlockRef, TrailEnd]
"""What reached a platform, and in which block."""


class ToldTrails:
    """Reads trails with all that became of them, and writes them as they are told again."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def outdated(self, book: LabelBook) -> Sequence[str]:
        """The ids of the trails of which some part is somebody else's by these labels than it was told."""
        found = await self._named_otherwise(book)
        nameless = select(TrailEndRow.trail_id, TrailEndRow.script_pubkey).where(
            col(TrailEndRow.entity).is_(None), col(TrailEndRow.script_pubkey).is_not(None)
        )
        coins = select(TrailCoinRow.trail_id, TrailCoinRow.script_pubkey)
        for statement in (nameless, coins):
            rows = (await self._session.exec(statement)).all()
            labelled = book.hits({script for _, script in rows if script is not None})
            found.update(trail_id for trail_id, script in rows if script in labelled)
        return sorted(found)

    async def _named_otherwise(self, book: LabelBook) -> set[str]:
        """The ids of the trails that reached somebody who is another one now, or nobody, or known otherwise."""
        found: set[str] = set()
        named = col(TrailEndRow.entity).is_not(None)
        ids = (await self._session.exec(select(TrailEndRow.trail_id).where(named).distinct())).all()
        for start in range(0, len(ids), _CHUNK):
            chunk = col(TrailEndRow.trail_id).in_(ids[start : start + _CHUNK])
            for end, block in await self._ends(named, chunk):
                script = end.script_pubkey
                if script is not None and tells_otherwise(end, book.attribute(script, block.time)):
                    found.add(end.trail_id)
        return found

    async def told(self, trail_ids: Sequence[str]) -> AsyncIterator[Told]:
        """These trails, with everything that became of them."""
        for start in range(0, len(trail_ids), _CHUNK):
            chunk = trail_ids[start : start + _CHUNK]
            coins: dict[str, list[TrailCoinRow]] = defaultdict(list)
            of_these = select(TrailCoinRow).where(col(TrailCoinRow.trail_id).in_(chunk))
            for coin in await self._session.exec(of_these):
                coins[coin.trail_id].append(coin)
            ends: dict[str, list[KeptEnd]] = defaultdict(list)
            for end, block in await self._ends(col(TrailEndRow.trail_id).in_(chunk)):
                ends[end.trail_id].append(KeptEnd(end, block))
            rows = await self._session.exec(select(TrailRow).where(col(TrailRow.trail_id).in_(chunk)))
            for row in rows.all():
                kept = (
                    KeptCoin(mapping.trail_coin(coin, row.miner), coin.closed_block, coin.spent_by)
                    for coin in coins[row.trail_id]
                )
                yield Told(mapping.trail(row), tuple(kept), tuple(ends[row.trail_id]))

    async def write(self, told: Told) -> None:
        """Put a trail as it is told now in the place of what was told of it."""
        trail_id = told.trail.trail_id
        await self._session.exec(delete(TrailCoinRow).where(col(TrailCoinRow.trail_id) == trail_id))
        await self._session.exec(delete(TrailEndRow).where(col(TrailEndRow.trail_id) == trail_id))
        for kept in told.coins:
            row = mapping.trail_coin_row(kept.coin)
            row.closed_block, row.spent_by = kept.closed_block, kept.spent_by
            self._session.add(row)
        for end in told.ends:
            assert end.block.block_hash is not None
            self._session.add(mapping.trail_end_row(end.end, end.block.block_hash))
        await self._session.flush()

    async def arrived(self, txids: Collection[str]) -> Sequence[Arrived]:
        """What trails brought to platforms in some transactions."""
        found: list[Arrived] = []
        wanted = list(txids)
        for start in range(0, len(wanted), _CHUNK):
            chunk = col(TrailEndRow.txid).in_(wanted[start : start + _CHUNK])
            found += [
                (block, end)
                for end, block in await self._ends(chunk, TrailEndRow.ending == Ending.PLATFORM.value)
            ]
        return found

    async def arrivals_after(self, txid: str) -> Sequence[str]:
        """The transactions in which trails reached platforms, a page of them in the order of txids."""
        page = (
            select(TrailEndRow.txid)
            .where(TrailEndRow.ending == Ending.PLATFORM.value, col(TrailEndRow.txid) > txid)
            .distinct()
            .order_by(col(TrailEndRow.txid))
            .limit(_CHUNK)
        )
        return (await self._session.exec(page)).all()

    async def trails_of(self, ends: Iterable[TrailEnd]) -> Mapping[str, Trail]:
        """The trails of these ends, by id."""
        ids = sorted({end.trail_id for end in ends})
        trails: dict[str, Trail] = {}
        for start in range(0, len(ids), _CHUNK):
            statement = select(TrailRow).where(col(TrailRow.trail_id).in_(ids[start : start + _CHUNK]))
            trails.update((row.trail_id, mapping.trail(row)) for row in await self._session.exec(statement))
        return trails

    async def steps_in(self, block_hash: str, txids: Collection[str]) -> Mapping[str, Step]:
        """What some transactions of a block are known to have done to trails, as far as they ended them."""
        spent: dict[str, list[TrailCoin]] = defaultdict(list)
        rows = await self._session.exec(
            select(TrailCoinRow, TrailRow.miner)
            .join(TrailRow, col(TrailRow.trail_id) == TrailCoinRow.trail_id)
            .where(TrailCoinRow.closed_block == block_hash, col(TrailCoinRow.spent_by).is_not(None))
        )
        for row, miner in rows:
            if row.spent_by is not None and row.spent_by in txids:
                spent[row.spent_by].append(mapping.trail_coin(row, miner))
        ended: dict[str, list[TrailEnd]] = defaultdict(list)
        for end, _ in await self._ends(TrailEndRow.block_hash == block_hash):
            ended[end.txid].append(end)
        return {
            txid: Step(txid, Pattern.PAYMENT, tuple(coins), (), tuple(ended[txid]))
            for txid, coins in spent.items()
        }

    async def _ends(self, *conditions: object) -> list[tuple[TrailEnd, BlockRef]]:
        statement = select(TrailEndRow, BlockRow.height, BlockRow.time).join(
            BlockRow, col(BlockRow.block_hash) == TrailEndRow.block_hash
        )
        rows = await self._session.exec(statement.where(*conditions))  # type: ignore[arg-type]  # SQL conditions
        return [
            (mapping.trail_end(row), BlockRef(height, row.block_hash, time)) for row, height, time in rows
        ]
