"""The past of scripts: how far it is known, and the transactions it consists of."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import null
from sqlmodel import col, delete, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.flows.coins import Coin
from monitor.flows.script_history import PastTransaction
from monitor.flows.transfer import BlockRef
from monitor.store.chain_tables import HistoryRow, PastTransactionRow
from monitor.store.dialect import insert_into

RETRY_AFTER = timedelta(hours=1)
"""A history that nobody tells without contradiction is asked for again after this time."""


class HistoryState(StrEnum):
    """How far the past of a script is known."""

    WAITING = "waiting"
    READING = "reading"
    COMPLETE = "complete"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ScriptRecord:
    """What is known of one script's past. Counts are of confirmed transactions and outputs that are held."""

    script_pubkey: bytes
    state: HistoryState
    source: str | None = None
    cursor: str | None = None
    expected: int | None = None
    transactions: int = 0
    funded: int = 0
    spent: int = 0
    upto_hash: str | None = None
    upto_height: int | None = None
    label_set: str | None = None
    checked_at: datetime | None = None
    reason: str | None = None
    retry_at: datetime | None = None
    corroborated_by: str | None = None
    dissent: str | None = None
    ask_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryCoverage:
    """For how many scripts the past is complete under a label set, and up to which height at least."""

    scripts: int
    complete: int
    failed: int
    upto_height: int | None
    """Up to here the past of every complete script is known; from there on the scan of blocks, or the polls, see."""
    corroborated: int
    """Of the complete ones those on which two operators agree: their coins are known by outpoint."""
    contradicted: int
    """Those of which a source told otherwise."""


class HistoryRows:
    """Reads and writes histories. What is forgotten here is read again; nothing told is lost by it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def expect(self, scripts: Collection[bytes]) -> None:
        """Let a record stand for each of these scripts and for no other."""
        known = set(await self._session.exec(select(HistoryRow.script_pubkey)))
        wanted = set(scripts)
        for script in sorted(wanted - known):
            self._session.add(HistoryRow(script_pubkey=script, state=HistoryState.WAITING.value))
        for script in known - wanted:
            await self.forget(script)
            await self._session.exec(delete(HistoryRow).where(col(HistoryRow.script_pubkey) == script))

    async def due(self, label_set: str, blind_height: int, now: datetime) -> Sequence[bytes]:
        """The scripts whose past is still to be read, or to be looked at again, under a label set.

        Those that are begun come first, then those that were never complete. Of blocks up to `blind_height` only
        the header was taken in: what was complete before them is not complete any more.
        """
        stale = or_(
            col(HistoryRow.state) != HistoryState.COMPLETE.value,
            col(HistoryRow.label_set).is_distinct_from(label_set),
            col(HistoryRow.upto_height) < blind_height,
        )
        rested = or_(col(HistoryRow.retry_at).is_(None), col(HistoryRow.retry_at) <= now)
        statement = (
            select(HistoryRow.script_pubkey)
            .where(stale, rested)
            .order_by(
                col(HistoryRow.state) != HistoryState.READING.value,
                col(HistoryRow.upto_height).is_not(None),
                col(HistoryRow.script_pubkey),
            )
        )
        return (await self._session.exec(statement)).all()

    async def not_reaching(self, block_hash: str) -> Sequence[tuple[bytes, int]]:
        """The complete scripts that were not looked at as of this block, and up to which height they were."""
        statement = select(HistoryRow.script_pubkey, HistoryRow.upto_height).where(
            HistoryRow.state == HistoryState.COMPLETE.value, HistoryRow.upto_hash != block_hash
        )
        return [(script, height or 0) for script, height in await self._session.exec(statement)]

    async def fail(self, script_pubkey: bytes, reason: str, now: datetime) -> bool:
        """No source tells a script's past without contradiction; False where that was known already."""
        before = await self.record(script_pubkey)
        await self.forget(script_pubkey)
        await self.note(
            ScriptRecord(
                script_pubkey,
                HistoryState.FAILED,
                reason=reason,
                checked_at=now,
                retry_at=now + RETRY_AFTER,
            )
        )
        return before.reason != reason

    async def complete(self) -> dict[bytes, int]:
        """The scripts of which a source has told the whole past, each with the number of its transactions."""
        statement = select(HistoryRow.script_pubkey, HistoryRow.transactions)
        complete = HistoryRow.state == HistoryState.COMPLETE.value
        return dict((await self._session.exec(statement.where(complete))).all())

    async def record(self, script_pubkey: bytes) -> ScriptRecord:
        """What is known of a script; nothing yet where it is a new one."""
        row = await self._session.get(HistoryRow, script_pubkey)
        if row is None:
            return ScriptRecord(script_pubkey, HistoryState.WAITING)
        return ScriptRecord(**{**row.model_dump(), "state": HistoryState(row.state)})

    async def note(self, record: ScriptRecord) -> None:
        """Keep what is known of a script now."""
        values = {name: getattr(record, name) for name in ScriptRecord.__slots__}
        await self._session.merge(HistoryRow(**{**values, "state": record.state.value}))

    async def past(self, script_pubkey: bytes) -> Sequence[PastTransaction]:
        """The transactions that are held of a script."""
        statement = select(PastTransactionRow).where(PastTransactionRow.script_pubkey == script_pubkey)
        return [_past(row) for row in await self._session.exec(statement)]

    async def blocks(self, script_pubkey: bytes) -> dict[str, str]:
        """The block of each transaction that is held of a script, by txid."""
        statement = select(PastTransactionRow.txid, PastTransactionRow.block_hash)
        return dict(
            (
                await self._session.exec(statement.where(PastTransactionRow.script_pubkey == script_pubkey))
            ).all()
        )

    async def hold(self, script_pubkey: bytes, past: Iterable[PastTransaction]) -> None:
        """Keep transactions of a script, in place of what was held of them."""
        rows = [_row(script_pubkey, each).model_dump() for each in past]
        if not rows:
            return
        statement = insert_into(self._session, PastTransactionRow)
        places = {name: statement.excluded[name] for name in rows[0].keys() - {"script_pubkey", "txid"}}
        await self._session.exec(
            statement.on_conflict_do_update(index_elements=["script_pubkey", "txid"], set_=places),
            params=rows,
        )

    async def take(self, script_pubkey: bytes, txids: Collection[str], label_set: str) -> None:
        """What these transactions transfer was taken in."""
        await self._of(script_pubkey, txids, {"taken": label_set})

    async def lighten(self, script_pubkey: bytes, txids: Collection[str]) -> None:
        """These spend nothing of the script: drop their bytes."""
        await self._of(script_pubkey, txids, {"raw": null()})

    async def keep_only(self, script_pubkey: bytes, txids: Collection[str]) -> None:
        """Drop the other transactions of a script: their blocks are none of ours yet."""
        for txid in (await self.blocks(script_pubkey)).keys() - set(txids):
            await self._session.exec(
                delete(PastTransactionRow).where(
                    col(PastTransactionRow.script_pubkey) == script_pubkey,
                    col(PastTransactionRow.txid) == txid,
                )
            )

    async def forget(self, script_pubkey: bytes) -> None:
        """Drop all transactions of a script; it is read anew."""
        await self._session.exec(
            delete(PastTransactionRow).where(col(PastTransactionRow.script_pubkey) == script_pubkey)
        )

    async def undo(self, block_hashes: Collection[str]) -> None:
        """Drop what stood in orphaned blocks.

        What is complete stays so where blocks are scanned: they show what the other branch holds, and the
        coins are put back. Where addresses are polled the counts no longer agree, and the next poll reads on.
        """
        held = col(PastTransactionRow.block_hash).in_(block_hashes)
        touched = (await self._session.exec(select(PastTransactionRow.script_pubkey).where(held))).all()
        await self._session.exec(delete(PastTransactionRow).where(held))
        for script in set(touched):
            row = await self._session.get(HistoryRow, script)
            if row is not None:
                row.transactions -= touched.count(script)
                self._session.add(row)

    async def known_by_outpoint(self, blind_height: int) -> frozenset[bytes]:
        """The scripts whose coins are all known, so that whoever spends one is recognised by outpoint alone.

        One source's word is not enough for that. Of blocks up to `blind_height` only the header was taken in.
        """
        statement = select(HistoryRow.script_pubkey).where(
            col(HistoryRow.corroborated_by).is_not(None), col(HistoryRow.upto_height) >= blind_height
        )
        return frozenset(await self._session.exec(statement))

    async def alone(self, now: datetime) -> Sequence[bytes]:
        """The complete scripts on which a second operator's word is to be sought now."""
        statement = select(HistoryRow.script_pubkey).where(
            HistoryRow.state == HistoryState.COMPLETE.value,
            col(HistoryRow.corroborated_by).is_(None),
            or_(col(HistoryRow.ask_at).is_(None), col(HistoryRow.ask_at) <= now),
        )
        return (await self._session.exec(statement.order_by(col(HistoryRow.script_pubkey)))).all()

    async def doubt(self, fork: int) -> None:
        """The blocks above a height are orphaned: let what was corroborated as of one of them be asked about anew.

        What they spent before we held them is a coin again, and no history told of it as one.
        """
        above = col(HistoryRow.upto_height) > fork
        await self._session.exec(update(HistoryRow).where(above).values(corroborated_by=None, ask_at=None))

    async def coverage(self, label_set: str, blind_height: int) -> HistoryCoverage:
        """For how many scripts the past is complete under a label set."""
        complete = (
            (col(HistoryRow.state) == HistoryState.COMPLETE.value)
            & (col(HistoryRow.label_set) == label_set)
            & (col(HistoryRow.upto_height) >= blind_height)
        )
        failed = col(HistoryRow.state) == HistoryState.FAILED.value
        read = select(
            func.count(),
            func.count().filter(complete),
            func.count().filter(failed),
            func.min(col(HistoryRow.upto_height)).filter(complete),
        ).select_from(HistoryRow)
        agreed = select(
            func.count().filter(complete & col(HistoryRow.corroborated_by).is_not(None)),
            func.count().filter(col(HistoryRow.dissent).is_not(None)),
        ).select_from(HistoryRow)
        counts = (await self._session.exec(read)).one()
        return HistoryCoverage(*counts, *(await self._session.exec(agreed)).one())

    async def _of(self, script_pubkey: bytes, txids: Collection[str], values: dict[str, Any]) -> None:
        wanted = list(txids)
        for start in range(0, len(wanted), _CHUNK):
            await self._session.exec(
                update(PastTransactionRow)
                .where(
                    col(PastTransactionRow.script_pubkey) == script_pubkey,
                    col(PastTransactionRow.txid).in_(wanted[start : start + _CHUNK]),
                )
                .values(values)
            )


_CHUNK = 500
"""SQLite allows only so many parameters in one statement."""


def _past(row: PastTransactionRow) -> PastTransaction:
    return PastTransaction(
        txid=row.txid,
        block_hash=row.block_hash,
        told_height=row.told_height,
        funds=tuple(Coin(row.txid, vout, row.script_pubkey, sats) for vout, sats in row.funds),
        raw=row.raw,
        place=BlockRef(row.height, row.block_hash, row.time) if row.time else None,
        proven=bool(row.proven),
        taken=row.taken,
        told_time=row.told_time,
    )


def _row(script_pubkey: bytes, past: PastTransaction) -> PastTransactionRow:
    return PastTransactionRow(
        script_pubkey=script_pubkey,
        txid=past.txid,
        block_hash=past.block_hash,
        told_height=past.told_height,
        funds=[[coin.vout, coin.sats] for coin in past.funds],
        raw=past.raw,
        height=past.place.height if past.place else None,
        time=past.place.time if past.place else None,
        proven=past.proven if past.place else None,
        taken=past.taken,
        told_time=past.told_time,
    )
