"""The checkpoint, the scanned blocks and the transfers found in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.bitcoin.header import parse_header
from monitor.bitcoin.header_chain import MEDIAN_SPAN, median_time_past
from monitor.flows.transfer import Transfer
from monitor.market.mining import TimedBlock
from monitor.store.mapping import transfer_row
from monitor.store.tables import BlockRow, ChainRow


@dataclass(frozen=True, slots=True)
class ScannedBlock:
    """A block that was processed completely. Hashes are hex in display order, the header its 80 bytes."""

    block_hash: str
    height: int
    prev_hash: str
    header: bytes
    time: datetime


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

    async def on_best_chain(self, block_hash: str) -> ScannedBlock | None:
        """The scanned block of this hash, unless a reorg left it behind."""
        row = await self._session.get(BlockRow, block_hash)
        return _block(row) if row and not row.orphaned else None

    async def above(self, height: int) -> Sequence[ScannedBlock]:
        """The scanned blocks of the best chain above a height, lowest first."""
        statement = (
            select(BlockRow)
            .where(BlockRow.height > height, col(BlockRow.orphaned).is_(False))
            .order_by(col(BlockRow.height))
        )
        return [_block(row) for row in await self._session.exec(statement)]

    async def count(self) -> int:
        """How many blocks of the best chain were scanned."""
        statement = select(func.count()).select_from(BlockRow).where(col(BlockRow.orphaned).is_(False))
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

    async def append(
        self,
        block: ScannedBlock,
        *,
        network: str,
        source: str,
        label_set: str,
        scanned_at: datetime,
        reward_sats: int | None = None,
    ) -> None:
        """Put a block on top and move the checkpoint to it."""
        await self._session.merge(
            BlockRow(
                block_hash=block.block_hash,
                height=block.height,
                prev_hash=block.prev_hash,
                header=block.header,
                time=block.time,
                orphaned=False,
                label_set=label_set,
                source=source,
                scanned_at=scanned_at,
                reward_sats=reward_sats,
                median_time=await self._median_time(block),
            )
        )
        await self._move_tip(network, block)

    async def rewind(self, network: str, fork: ScannedBlock) -> None:
        """Leave everything above the fork point behind and move the checkpoint back to it."""
        await self._session.exec(
            update(BlockRow)
            .where(col(BlockRow.height) > fork.height, col(BlockRow.orphaned).is_(False))
            .values(orphaned=True)
        )
        await self._move_tip(network, fork)

    async def add_transfers(self, transfers: Iterable[Transfer]) -> None:
        """Record transfers, flagged or not. Recording one twice changes nothing."""
        for transfer in transfers:
            await self._session.merge(transfer_row(transfer))

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

    async def _move_tip(self, network: str, block: ScannedBlock) -> None:
        await self._session.merge(
            ChainRow(network=network, tip_hash=block.block_hash, tip_height=block.height)
        )


def _block(row: BlockRow) -> ScannedBlock:
    return ScannedBlock(row.block_hash, row.height, row.prev_hash, row.header, row.time)


def _mined_as(row: BlockRow) -> MinedAs:
    return MinedAs(TimedBlock(row.height, row.time, parse_header(row.header).bits), row.reward_sats)
