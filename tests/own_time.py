"""Time that a test had for itself: on a machine that was busy with others, less than the clock says."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

_TICK_SECONDS = 0.01


@dataclass
class OwnTime:
    """Counts the moments in which the event loop got to run; a loop that is kept waiting counts none."""

    ticks: int = 0

    @property
    def seconds(self) -> float:
        """Never more than have passed."""
        return self.ticks * _TICK_SECONDS


@asynccontextmanager
async def own_time() -> AsyncIterator[OwnTime]:
    """Count while the block lasts."""
    spent = OwnTime()

    async def count() -> None:
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            spent.ticks += 1

    counting = asyncio.create_task(count())
    try:
        yield spent
    finally:
        counting.cancel()
        await asyncio.gather(counting, return_exceptions=True)
