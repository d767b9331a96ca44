"""What lets one daemon at a time follow and write a database."""

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import Never, Protocol, Self

from sqlmodel.ext.asyncio.session import AsyncSession


class DaemonLock(AbstractAsyncContextManager["DaemonLock"], Protocol):
    """The right of one daemon. It is given back at the end of the context, and when the process ends."""

    @property
    def taken(self) -> bool:
        """Whether another daemon has it by now."""

    async def __aenter__(self) -> Self: ...

    async def take(self) -> bool:
        """Try to take it; False while another daemon has it, of which this one may take the place later.

        Raises:
            StoreBusy: another daemon has it, and nobody waits for such a database.
            StoreError: the database cannot be asked.
        """

    async def begin(self, session: AsyncSession) -> None:
        """Write down that our time has begun, in a transaction with the write lock: whoever wrote before is through.

        Raises:
            StoreError: the database refuses.
        """

    def require(self) -> None:
        """Go on only as long as it is ours, as far as we know.

        Raises:
            StoreError: it is not.
        """

    async def check(self, session: AsyncSession) -> None:
        """In a transaction with the write lock: go on only if no other daemon's time has begun since.

        Raises:
            StoreTaken: one has.
        """

    async def keep(self) -> Never:
        """Watch over it for ever, and get it back where it was lost.

        Raises:
            StoreTaken: another daemon has it by now.
        """


async def for_ever() -> Never:
    """Wait until cancelled."""
    while True:
        await asyncio.Event().wait()
