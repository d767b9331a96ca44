"""The coverage ledger: which block was scanned with which label set, and who served it."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.store.chain_tables import BlockRow, CoverageRow
from monitor.store.dialect import insert_into


@dataclass(frozen=True, slots=True)
class Scans:
    """Every scan of one block of the best chain: pairs of label set and source."""

    height: int
    scans: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reach:
    """The unbroken run of blocks below and with the highest one that was scanned with a label set."""

    lowest: int
    highest: int
    sources: tuple[str, ...]
    """Everybody who served one of them, by name."""


class CoverageRows:
    """Reads and writes the coverage ledger."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, block_hash: str, label_set: str, sources: Collection[str], at: datetime) -> None:
        """Note that a block was scanned with a label set; each source that served it is a row."""
        for source in sources:
            statement = insert_into(self._session, CoverageRow).values(
                block_hash=block_hash, label_set=label_set, source=source, scanned_at=at
            )
            await self._session.exec(
                statement.on_conflict_do_update(
                    index_elements=["block_hash", "label_set", "source"], set_={"scanned_at": at}
                )
            )

    async def blocks(self) -> AsyncIterator[Scans]:
        """Every scanned block of the best chain with all its scans, lowest first."""
        statement = (
            select(BlockRow.height, CoverageRow.label_set, CoverageRow.source)
            .join(CoverageRow, col(CoverageRow.block_hash) == BlockRow.block_hash)
            .where(col(BlockRow.orphaned).is_(False))
            .order_by(col(BlockRow.height))
        )
        rows = await self._session.exec(statement)
        for height, scans in groupby(rows, key=itemgetter(0)):
            yield Scans(height, frozenset((label_set, source) for _, label_set, source in scans))

    async def heights(self, label_set: str, first: int, last: int) -> frozenset[int]:
        """The heights between two, ends included, whose blocks were scanned with a label set."""
        statement = (
            select(BlockRow.height)
            .join(CoverageRow, col(CoverageRow.block_hash) == BlockRow.block_hash)
            .where(
                CoverageRow.label_set == label_set,
                col(BlockRow.orphaned).is_(False),
                col(BlockRow.height).between(first, last),
            )
        )
        return frozenset(await self._session.exec(statement))

    async def reach(self, label_set: str) -> Reach | None:
        """How far down from the highest block a label set was looked up without a gap; None where it never was."""
        scanned = (
            select(BlockRow.height, BlockRow.block_hash)
            .join(CoverageRow, col(CoverageRow.block_hash) == BlockRow.block_hash)
            .where(col(BlockRow.orphaned).is_(False), CoverageRow.label_set == label_set)
            .distinct()
            .subquery()
        )
        # In an unbroken run height and rank grow together, so that their sum, counted from above, stays the same.
        run = (scanned.c.height + func.row_number().over(order_by=scanned.c.height.desc())).label("run")
        runs = select(scanned.c.height, run).subquery()
        statement = (
            select(func.min(runs.c.height), func.max(runs.c.height))
            .group_by(runs.c.run)
            .order_by(func.max(runs.c.height).desc())
            .limit(1)
        )
        bounds = (await self._session.exec(statement)).first()
        if bounds is None:
            return None
        sources = (
            select(CoverageRow.source)
            .join(BlockRow, col(CoverageRow.block_hash) == BlockRow.block_hash)
            .where(
                CoverageRow.label_set == label_set,
                col(BlockRow.orphaned).is_(False),
                col(BlockRow.height).between(*bounds),
            )
            .distinct()
        )
        names = (await self._session.exec(sources)).all()
        return Reach(*bounds, sources=tuple(sorted(names)))
