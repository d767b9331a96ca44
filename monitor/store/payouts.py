"""Payouts for mining, and which of the paid scripts are one owner's. What a block shows of them is undone by block."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.bitcoin.hashes import display
from monitor.flows.coins import Coin
from monitor.flows.learning.clusters import Paid
from monitor.flows.learning.payouts import Join, Payout
from monitor.flows.transfer import BlockRef
from monitor.store.dialect import first_of_month, insert_into, total
from monitor.store.payout_tables import JoinRow, PayoutRow

_CHUNK = 400
"""SQLite allows only so many parameters in one statement."""


class PayoutRows:
    """Reads and writes payouts and joins."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, payouts: Sequence[Payout]) -> None:
        """Keep payouts of blocks. The same twice changes nothing."""
        if payouts:
            statement = insert_into(self._session, PayoutRow)
            again = {"pool": statement.excluded.pool, "block_hash": statement.excluded.block_hash}
            await self._session.exec(
                statement.on_conflict_do_update(index_elements=["txid", "vout"], set_=again),
                params=[_row(each) for each in payouts],
            )

    async def join(self, joins: Iterable[Join], block: BlockRef) -> None:
        """Keep what a block joins. The same twice changes nothing."""
        rows = [
            {
                "one": each.one,
                "other": each.other,
                "txid": each.txid,
                "time": block.time,
                "block_hash": block.block_hash,
            }
            for each in joins
        ]
        if rows:
            await self._session.exec(
                insert_into(self._session, JoinRow).on_conflict_do_nothing(), params=rows
            )

    async def scripts_at(self, outpoints: Iterable[bytes]) -> Mapping[bytes, bytes]:
        """Of these outpoints (36 bytes each) those that are payouts, with the paid scripts."""
        found: dict[bytes, bytes] = {}
        for outpoint in outpoints:
            key = display(outpoint[:32]), int.from_bytes(outpoint[32:], "little")
            row = await self._session.get(PayoutRow, key)
            if row is not None:
                found[outpoint] = row.script_pubkey
        return found

    async def watched(self, most: int) -> list[Coin]:
        """The latest payouts as coins, the oldest of them first."""
        latest = (
            select(PayoutRow.txid, PayoutRow.vout, PayoutRow.script_pubkey, PayoutRow.sats)
            .order_by(col(PayoutRow.time).desc(), col(PayoutRow.txid), col(PayoutRow.vout))
            .limit(most)
        )
        return [Coin(*row) for row in reversed((await self._session.exec(latest)).all())]

    async def undo(self, block_hashes: Collection[str]) -> None:
        """Take back what orphaned blocks showed."""
        hashes = list(block_hashes)
        for start in range(0, len(hashes), _CHUNK):
            chunk = hashes[start : start + _CHUNK]
            await self._session.exec(delete(PayoutRow).where(col(PayoutRow.block_hash).in_(chunk)))
            await self._session.exec(delete(JoinRow).where(col(JoinRow.block_hash).in_(chunk)))

    async def keep_at_most(self, most: int) -> None:
        """Give up the oldest payouts, and the oldest joins, beyond a number of each."""
        for table in (PayoutRow, JoinRow):
            time: Any = col(table.time)
            oldest_kept = select(time).order_by(time.desc()).offset(most - 1).limit(1).scalar_subquery()
            await self._session.exec(delete(table).where(time < oldest_kept))

    async def paid(self) -> Sequence[Paid]:
        """What each script got from each pool in each month."""
        month = first_of_month(PayoutRow.time)
        columns: list[Any] = [
            PayoutRow.script_pubkey,
            PayoutRow.pool,
            month,
            func.count(),
            total(PayoutRow.sats),
            func.min(PayoutRow.time),
            func.max(PayoutRow.time),
        ]
        by_month: Any = select_columns(*columns).group_by(*columns[:3])
        return [
            Paid(script, pool, date.fromisoformat(first_day), payouts, sats, first, last)
            for script, pool, first_day, payouts, sats, first, last in await self._session.exec(by_month)
        ]

    async def joins(self) -> Sequence[Join]:
        """Which scripts are one owner's."""
        return [
            Join(row.one, row.other, row.txid)
            for row in await self._session.exec(select(JoinRow).order_by(col(JoinRow.one), col(JoinRow.txid)))
        ]

    async def latest(self, scripts: Sequence[bytes], most: int) -> Sequence[Payout]:
        """The latest payouts to some scripts, the latest first."""
        found: list[PayoutRow] = []
        for start in range(0, len(scripts), _CHUNK):
            query = (
                select(PayoutRow)
                .where(col(PayoutRow.script_pubkey).in_(scripts[start : start + _CHUNK]))
                .order_by(col(PayoutRow.time).desc(), col(PayoutRow.txid), col(PayoutRow.vout))
                .limit(most)
            )
            found += await self._session.exec(query)
        found.sort(key=lambda row: row.time, reverse=True)
        return [_payout(row) for row in found[:most]]


def _row(payout: Payout) -> dict[str, object]:
    return {
        "txid": payout.txid,
        "vout": payout.vout,
        "script_pubkey": payout.script_pubkey,
        "sats": payout.sats,
        "pool": payout.pool,
        "time": payout.block.time,
        "height": payout.block.height,
        "block_hash": payout.block.block_hash,
    }


def _payout(row: PayoutRow) -> Payout:
    at = BlockRef(row.height, row.block_hash, row.time)
    return Payout(row.txid, row.vout, row.script_pubkey, row.sats, row.pool, at)
