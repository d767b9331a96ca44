"""The checkpoint, the scanned blocks and the transfers found in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.flows.transfer import Transfer
from monitor.store import mapping
from monitor.store.tables import BlockRow, ChainRow, TransferRow


@dataclass(frozen=True, slots=True)
class ScannedBlock:
    """A block that was processed completely. Hashes are hex in display order, the header its 80 bytes."""

    block_hash: str
    height: int
    prev_hash: str
    header: bytes
    time: datetime


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
        """The version of the labels that the last block was scanned with; None before the first block."""
        statement = select(BlockRow.label_set).join(ChainRow, col(ChainRow.tip_hash) == BlockRow.block_hash)
        return (await self._session.exec(statement)).first()

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

    async def append(
        self, block: ScannedBlock, *, network: str, source: str, label_set: str, scanned_at: datetime
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
            await self._session.merge(mapping.transfer_row(transfer))

    async def transfers_after(self, txid: str) -> Sequence[Transfer]:
        """A page of the best chain's transfers, by txid, from behind a txid on: all of each transaction in it."""
        page = await self._transfers(col(TransferRow.txid) > txid, limit=_PAGE)
        if len(page) < _PAGE or page[0].txid == page[-1].txid:
            return page if len(page) < _PAGE else await self.transfers_of([page[0].txid])
        return [transfer for transfer in page if transfer.txid != page[-1].txid]

    async def transfers_of(self, txids: Sequence[str]) -> Sequence[Transfer]:
        """Every transfer of these transactions on the best chain."""
        return [
            transfer
            for start in range(0, len(txids), _PAGE)
            for transfer in await self._transfers(col(TransferRow.txid).in_(txids[start : start + _PAGE]))
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

    async def _move_tip(self, network: str, block: ScannedBlock) -> None:
        await self._session.merge(
            ChainRow(network=network, tip_hash=block.block_hash, tip_height=block.height)
        )


def _block(row: BlockRow) -> ScannedBlock:
    return ScannedBlock(row.block_hash, row.height, row.prev_hash, row.header, row.time)


_PAGE = 500
"""Rows at a time; SQLite allows only so many parameters in one statement."""
