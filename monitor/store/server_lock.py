"""One daemon at a time on a PostgreSQL server, whichever machines they run on.

A session-level advisory lock says whose turn it is: the server gives it back when the session ends, so a stand-by
takes over within a second of a crash. It cannot keep the one before from writing, whose other connections may live on
(its lock was lost in a network that came back). That is what the table `tenure` is for: each daemon adds a row when
its time begins, in a transaction with the write lock, and every later write of a daemon first looks, under the same
lock, whether its own row is still the last one. So nothing is written by one daemon after the next has begun to read.
"""

import asyncio
import os
import socket
from typing import Final, Never, Self

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.errors import StoreError, StoreTaken
from monitor.store.dialect import insert_into
from monitor.store.server import WRITE_LOCK, PostgresServer
from monitor.store.tables import TenureRow

log = structlog.get_logger()

_TRY: Final = text(f"SELECT pg_try_advisory_lock({WRITE_LOCK[0]}, 2)")
_PING: Final = text("SELECT 1")
_LATEST: Final = select(func.max(TenureRow.number))
_PING_SECONDS: Final = 1.0
_PATIENCE_SECONDS: Final = 5.0
"""A server that takes longer to say that it is there counts as away."""
_FIRST_PAUSE_SECONDS: Final = 0.1
_MAX_PAUSE_SECONDS: Final = 5.0


class ServerLock:
    """The lock, on a connection of its own."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._connection: AsyncConnection | None = None
        self._number: int | None = None
        self._why = "it was not taken yet"
        self._gone = asyncio.Event()
        self.held = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.held = False
        await self._hang_up()
        await self._server.close()

    @property
    def taken(self) -> bool:
        """Whether another daemon has it by now."""
        return self._gone.is_set()

    async def take(self) -> bool:
        """Try to take it; False while another daemon has it.

        Raises:
            StoreError: the server cannot be asked.
        """
        got = bool(await self._ask(_TRY))
        if got and self._number is not None and await self._ask(_LATEST) != self._number:
            self._gone.set()
            await self._hang_up()
            return False
        self.held = got
        return got

    async def begin(self, session: AsyncSession) -> None:
        """Add our row to `tenure`, by which every later write of ours is known.

        Raises:
            StoreError: the server refuses.
        """
        holder = f"{socket.gethostname()}:{os.getpid()}"
        row = insert_into(session, TenureRow).values(holder=holder, since=func.now())
        self._number = (await session.exec(row.returning(col(TenureRow.number)))).scalar_one()

    def require(self) -> None:
        """Go on only as long as it is ours, as far as we know.

        Raises:
            StoreError: it is not.
        """
        if not self.held:
            raise StoreError(self._why)

    async def check(self, session: AsyncSession) -> None:
        """In a transaction with the write lock: go on only if no other daemon's time has begun since.

        Raises:
            StoreTaken: one has.
        """
        if (await session.exec(_LATEST)).one() != self._number:
            self._gone.set()
            raise self._taken()

    async def keep(self) -> Never:
        """Watch over it for ever, and get it back where it was lost.

        Raises:
            StoreTaken: another daemon has it by now.
        """
        failures = 0
        while not self._gone.is_set():
            try:
                if self.held:
                    await self._ask(_PING)
                elif await self.take():
                    log.info("store.lock_regained")
                elif self._number is not None and await self._ask(_LATEST) != self._number:
                    self._gone.set()
                failures = 0
            except StoreError as error:
                self._lost(str(error))
                failures += 1
            await self._wait(_pause(failures))
        self.held = False
        raise self._taken()

    def _lost(self, why: str) -> None:
        self._why = why
        if self.held:
            self.held = False
            log.warning("store.lock_lost", reason=why)

    def _taken(self) -> StoreTaken:
        return StoreTaken(
            f"{self._server.name}: another daemon has taken over; this one ends, and stands by when it is started again"
        )

    async def _ask(self, statement: object) -> object:
        """One answer over the lock's own connection, which is given up where there is none.

        Raises:
            StoreError: there is none.
        """
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                if self._connection is None:
                    self._connection = await self._server.apart()
                return await self._connection.scalar(statement)  # type: ignore[call-overload]
        except DBAPIError as error:
            await self._hang_up()
            raise self._server.translated(error) from error
        except TimeoutError as error:
            await self._hang_up()
            raise StoreError(f"{self._server.name}: the server does not answer") from error

    async def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.invalidate()  # of a broken one, no word of farewell is waited for
            await connection.close()

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._gone.wait()
        except TimeoutError:
            return


def _pause(failures: int) -> float:
    """Seconds until the lock is looked after again, by how often in a row the server was not there."""
    return (
        min(_MAX_PAUSE_SECONDS, _FIRST_PAUSE_SECONDS * 2 ** min(failures, 10)) if failures else _PING_SECONDS
    )
