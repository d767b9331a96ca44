"""The driver's connections. Each has a thread of its own, and none may outlive the event loop."""

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path
from threading import Thread

import aiosqlite

_PATIENCE_SECONDS = 5.0


class _Connection(sqlite3.Connection):
    """One that gives its locks back when it is closed, whatever still holds on to it.

    SQLite keeps a closed connection, with its transaction and the write lock, until the last of its statements is
    finalized. After a cancelled task that is when the collector comes upon the traceback which holds the cursor.
    """

    def close(self) -> None:
        if self.in_transaction:
            with suppress(sqlite3.Error):
                self.rollback()
        super().close()


class Driver:
    """Opens connections, and knows them until their threads have ended.

    A task that is cancelled while the database works leaves a thread behind that still has an answer to give.
    The pool does not wait for it, so we do: an answer to a loop that is closed is an error in that thread.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._opened: list[aiosqlite.Connection] = []

    async def connect(self) -> aiosqlite.Connection:
        """A new connection, for the pool."""
        self._opened = [each for each in self._opened if _thread(each).is_alive()]
        connection = aiosqlite.connect(self._database, factory=_Connection)
        _thread(connection).daemon = True
        self._opened.append(connection)
        return await connection

    async def ended(self) -> None:
        """Stop whatever is left, and return when every thread has given its last answer."""
        for connection in self._opened:
            thread = _thread(connection)
            if thread.is_alive():
                connection.stop()
                await asyncio.to_thread(thread.join, _PATIENCE_SECONDS)


def _thread(connection: aiosqlite.Connection) -> Thread:
    return connection._thread  # noqa: SLF001 - aiosqlite has no other way to wait for it
