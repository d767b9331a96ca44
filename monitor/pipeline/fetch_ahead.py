"""Blocks of one source, fetched some way ahead of whoever proves and scans them, given out in order."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from typing import Final

from monitor.errors import SourceCannot, SourceLacks
from monitor.pipeline.ports import Source
from monitor.pipeline.way import Way

IN_FLIGHT: Final = 4
"""Requests for blocks under way at once; a source's own limits hold them back further."""
MAX_BLOCKS: Final = 8
"""Blocks that are under way or wait to be taken."""
MAX_BYTES: Final = 16_000_000
"""As long as so much waits, nothing further is asked for. What is under way may come on top of it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A block as it came: nothing of it is proven."""

    height: int
    block_hash: str
    raw: bytes
    whole: bool = True
    """False where only the header was asked for, because addresses are polled."""


Wanted = tuple[int, str | None]
"""A height, and the block's hash where it is known already; else the source's best chain is asked for it."""


async def ahead(source: Source, wanted: Iterable[Wanted], way: Way) -> AsyncGenerator[Arrival, None]:
    """The wanted blocks in their order; it ends at the first height that the source's best chain does not reach.

    At any time a bounded number of blocks and bytes is held. Whoever stops early closes the iterator
    (`contextlib.aclosing`), which ends what is under way.

    Raises:
        SourceError: as the source's; blocks before the one that failed were given out.
    """
    places = iter(wanted)
    window: deque[asyncio.Task[Arrival | None]] = deque()
    slots = asyncio.Semaphore(IN_FLIGHT)
    try:
        while True:
            while len(window) < MAX_BLOCKS and _held(window) < MAX_BYTES:
                place = next(places, None)
                if place is None:
                    break
                window.append(asyncio.create_task(_wanted(source, place, slots, way)))
            if not window:
                return
            arrival = await window[0]
            if arrival is None:
                return
            window.popleft()
            yield arrival
    finally:
        for task in window:
            task.cancel()
        await asyncio.gather(*window, return_exceptions=True)


def _held(window: Iterable[asyncio.Task[Arrival | None]]) -> int:
    arrived = (task for task in window if task.done() and not task.cancelled() and not task.exception())
    return sum(len(arrival.raw) for task in arrived if (arrival := task.result()) is not None)


async def fetched(source: Source, height: int, block_hash: str, way: Way) -> Arrival:
    """One block, or its header alone where that is the way.

    Raises:
        SourceCannot: as long as it is open which way to go: the source has the header, and not the block.
        SourceError: as the source's.
    """
    if not way.by_blocks:
        return Arrival(height, block_hash, await source.header(block_hash), whole=False)
    try:
        return Arrival(height, block_hash, await source.raw_block(block_hash))
    except SourceLacks as error:
        if way.undecided:
            await source.header(block_hash)
            raise SourceCannot(source.name, f"{error.what}; it has the header, and no raw block") from error
        raise


async def _wanted(source: Source, place: Wanted, slots: asyncio.Semaphore, way: Way) -> Arrival | None:
    height, block_hash = place
    async with slots:
        if block_hash is None:
            try:
                block_hash = await source.block_hash(height)
            except SourceLacks:
                return None
        return await fetched(source, height, block_hash, way)
