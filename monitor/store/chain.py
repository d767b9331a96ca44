"""The checkpoint, the scanned blocks and the transfers found in them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, exists, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.bitcoin.header import parse_header
from monitor.bitcoin.header_chain import MEDIAN_SPAN, median_time_past
from monitor.flows.transfer import Transfer
from monitor.market.mining import TimedBlock
from monitor.store import mapping
from monitor.store.chain_tables import BlockRow, ChainRow, CoverageRow, TransferRow
from monitor.store.dialect import insert_into


@dataclass(frozen=True, slots=True)
class ScannedBlock:
    """A block that was processed completely. Hashes are hex in display order, the header its 80 bytes."""

    block_hash: str
    height: int
    prev_hash: str
    header: bytes
    time: datetime
    reward_sats: int | None = None
    """What its coinbase pays out; None where only the header was taken in."""


@dataclass(frozen=True, slots=True)
class MinedAs:
    """A scanned block as far as pace, work and pay go. `reward_sats` is None where nobody looked."""

    block: TimedBlock
    reward_sats: int | None


class ChainRows:
    """Reads and writes the best chain as far as it was scanned."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def network(self) -> str | None:
        """The network this database follows; None before the first block."""
        return (await self._session.exec(select(ChainRow.network))).first()

    async def tip(self) -> ScannedBlock | None:
        """The checkpoint: the last block that was processed completely."""
        statement = select(BlockRow).join(ChainRow, col(ChainRow.tip_hash) == BlockRow.block_hash)
        row = (await self._session.exec(statement)).first()
        return _block(row) if row else None

    async def label_set(self) -> str | None:
        """The version of the labels by which every flag stands; None where some may stand by others."""
        return (await self._session.exec(select(ChainRow.label_set))).first()

    async def judged_by(self, label_set: str) -> None:
        """Note that every flag stands by a label set."""
        await self._session.exec(update(ChainRow).values(label_set=label_set))

    async def added_by(self, label_set: str) -> None:
        """Note that flags were added by a label set: by several together is by none."""
        other = col(ChainRow.label_set) != label_set
        await self._session.exec(update(ChainRow).where(other).values(label_set=None))

    async def on_best_chain(self, block_hash: str) -> ScannedBlock | None:
        """The scanned block of this hash, unless a reorg left it behind."""
        row = await self._session.get(BlockRow, block_hash)
        return _block(row) if row and not row.orphaned else None

    async def foot(self) -> ScannedBlock | None:
        """The lowest block of the unbroken run of blocks that ends in the checkpoint."""
        below = aliased(BlockRow)
        missing = ~exists().where(
            col(below.height) == col(BlockRow.height) - 1, col(below.orphaned).is_(False)
        )
        statement = (
            select(BlockRow)
            .where(col(BlockRow.orphaned).is_(False), missing)
            .order_by(col(BlockRow.height).desc())
        )
        row = (await self._session.exec(statement.limit(1))).first()
        return _block(row) if row else None

    async def blind_height(self) -> int:
        """The highest block of the best chain of which only the header was taken in; -1 where there is none."""
        scanned = select(CoverageRow.block_hash)
        statement = select(func.coalesce(func.max(BlockRow.height), -1)).where(
            col(BlockRow.orphaned).is_(False), col(BlockRow.block_hash).not_in(scanned)
        )
        return (await self._session.exec(statement)).one()

    async def held(self, block_hashes: Collection[str]) -> dict[str, ScannedBlock]:
        """Those of these blocks that we hold of the best chain, by hash."""
        wanted = list(block_hashes)
        found: dict[str, ScannedBlock] = {}
        for start in range(0, len(wanted), _CHUNK):
            rows = await self._session.exec(
                select(BlockRow).where(
                    col(BlockRow.block_hash).in_(wanted[start : start + _CHUNK]),
                    col(BlockRow.orphaned).is_(False),
                )
            )
            found.update((row.block_hash, _block(row)) for row in rows)
        return found

    async def above(self, height: int) -> Sequence[ScannedBlock]:
        """The scanned blocks of the best chain above a height, lowest first."""
        statement = (
            select(BlockRow)
            .where(BlockRow.height > height, col(BlockRow.orphaned).is_(False))
            .order_by(col(BlockRow.height))
        )
        return [_block(row) for row in await self._session.exec(statement)]

    async def from_height(self, height: int) -> ScannedBlock | None:
        """The lowest scanned block of the best chain at a height or above it; None where there is none."""
        statement = (
            select(BlockRow)
            .where(BlockRow.height >= height, col(BlockRow.orphaned).is_(False))
            .order_by(col(BlockRow.height))
            .limit(1)
        )
        row = (await self._session.exec(statement)).first()
        return _block(row) if row else None

    async def count(self) -> int:
        """How many blocks of the best chain were scanned; of others only the header was taken in."""
        scanned = select(CoverageRow.block_hash)
        statement = (
            select(func.count())
            .select_from(BlockRow)
            .where(col(BlockRow.orphaned).is_(False), col(BlockRow.block_hash).in_(scanned))
        )
        return (await self._session.exec(statement)).one()

    async def latest(self, count: int) -> Sequence[MinedAs]:
        """The last blocks of the best chain without a gap, at most so many, lowest first."""
        query = (
            select(BlockRow)
            .where(col(BlockRow.orphaned).is_(False))
            .order_by(col(BlockRow.height).desc())
            .limit(count)
        )
        rows = (await self._session.exec(query)).all()
        linked = [row for offset, row in enumerate(rows) if row.height == rows[0].height - offset]
        return [_mined_as(row) for row in reversed(linked)]

    async def append(self, block: ScannedBlock, network: str, label_set: str) -> None:
        """Put a block on top and move the checkpoint to it; the first one of all brings the label set."""
        await self.add_past([block])
        moved = {"tip_hash": block.block_hash, "tip_height": block.height}
        statement = insert_into(self._session, ChainRow).values(
            network=network, label_set=label_set, coins_version=0, **moved
        )
        await self._session.exec(statement.on_conflict_do_update(index_elements=["network"], set_=moved))

    async def add_past(self, blocks: Iterable[ScannedBlock]) -> None:
        """Keep scanned blocks of the best chain below the checkpoint, which stays."""
        for block in blocks:
            statement = insert_into(self._session, BlockRow).values(
                block_hash=block.block_hash,
                height=block.height,
                prev_hash=block.prev_hash,
                header=block.header,
                time=block.time,
                orphaned=False,
                reward_sats=block.reward_sats,
                median_time=await self._median_time(block),
            )
            await self._session.exec(
                statement.on_conflict_do_update(index_elements=["block_hash"], set_={"orphaned": False})
            )

    async def leave(self, height: int) -> None:
        """Leave every scanned block above a height behind. The caller appends others in the same transaction."""
        await self._session.exec(
            update(BlockRow)
            .where(col(BlockRow.height) > height, col(BlockRow.orphaned).is_(False))
            .values(orphaned=True)
        )

    async def coins_version(self) -> int:
        """Differs from before when coins were added by anything but a block on top: read them again."""
        return (await self._session.exec(select(ChainRow.coins_version))).first() or 0

    async def coins_changed(self) -> None:
        """Tell whoever keeps the coins in memory that there are others now."""
        await self._session.exec(update(ChainRow).values(coins_version=col(ChainRow.coins_version) + 1))

    async def add_transfers(self, transfers: Iterable[Transfer]) -> None:
        """Record transfers, flagged or not. Recording one twice changes nothing."""
        for transfer in transfers:
            await self._session.merge(mapping.transfer_row(transfer))

    async def transfers_after(self, txid: str) -> Sequence[Transfer]:
        """A page of the best chain's transfers, by txid, from behind a txid on: all of each transaction in it."""
        page = await self._transfers(col(TransferRow.txid) > txid, limit=_CHUNK)
        if len(page) < _CHUNK or page[0].txid == page[-1].txid:
            return page if len(page) < _CHUNK else await self.transfers_of([page[0].txid])
        return [transfer for transfer in page if transfer.txid != page[-1].txid]

    async def transfers_of(self, txids: Sequence[str]) -> Sequence[Transfer]:
        """Every transfer of these transactions on the best chain."""
        return [
            transfer
            for start in range(0, len(txids), _CHUNK)
            for transfer in await self._transfers(col(TransferRow.txid).in_(txids[start : start + _CHUNK]))
        ]

    async def _transfers(self, condition: Any, limit: int | None = None) -> list[Transfer]:
        statement = (
            select(TransferRow)
            .join(BlockRow, col(BlockRow.block_hash) == TransferRow.block_hash)
            .where(condition, col(BlockRow.orphaned).is_(False))
            .order_by(col(TransferRow.txid), col(TransferRow.from_entity), col(TransferRow.to_entity))
            .limit(limit)
        )
        return [mapping.transfer(row) for row in await self._session.exec(statement)]

    async def senders_since(self, since: datetime) -> frozenset[bytes]:
        """The miners' scripts that paid a platform in a block later than a moment."""
        rows = await self._session.exec(select(TransferRow.senders).where(TransferRow.time >= since))
        return frozenset(bytes.fromhex(script) for senders in rows for script in senders)

    async def _median_time(self, block: ScannedBlock) -> datetime | None:
        """Median time past with a block that goes on top; None where a block that it needs was not scanned."""
        lowest = max(0, block.height - MEDIAN_SPAN + 1)
        query = (
            select(BlockRow.time)
            .where(
                BlockRow.height >= lowest, BlockRow.height < block.height, col(BlockRow.orphaned).is_(False)
            )
            .order_by(col(BlockRow.height))
        )
        before = (await self._session.exec(query)).all()
        if len(before) < block.height - lowest:
            return None
        seconds = [int(time.timestamp()) for time in (*before, block.time)]
        return datetime.fromtimestamp(median_time_past(seconds), UTC)


_CHUNK = 500
"""SQLite allows only so many parameters in one statement."""


def _block(row: BlockRow) -> ScannedBlock:
    return ScannedBlock(row.block_hash, row.height, row.prev_hash, row.header, row.time, row.reward_sats)


def _mined_as(row: BlockRow) -> MinedAs:
    return MinedAs(TimedBlock(row.height, row.time, parse_header(row.header).bits), row.reward_sats)
