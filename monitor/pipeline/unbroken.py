"""Work that a cancellation may not break off in the middle."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


async def unbroken(work: Coroutine[Any, Any, _T]) -> _T:
    """Do something short to its end; a cancellation meanwhile counts after that.

    A transaction that is broken off while the driver works can leave its connection with the write lock, and the
    next writer waits for it in vain.
    """
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait((task,))
        raise
