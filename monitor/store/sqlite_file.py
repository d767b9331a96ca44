"""A database in an SQLite file: pragmas, transactions that begin as writers, and the lock of its one daemon."""

import fcntl
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Never, Self

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.errors import StoreBusy, StoreError, StoreFull
from monitor.store.daemon_lock import for_ever
from monitor.store.driver import Driver

_WRITE = "minerflow_write"
_BUSY_MS = 30_000
_LONGEST_PID = 20


class SqliteFile:
    """The file and its engines."""

    def __init__(self, url: URL) -> None:
        self.path = Path(url.database or "")
        self.name = str(self.path)
        self._driver = Driver(self.path)
        self.reader = create_async_engine(
            url.set(drivername="sqlite+aiosqlite"), async_creator=self._driver.connect
        )
        event.listen(self.reader.sync_engine, "connect", _on_connect)
        event.listen(self.reader.sync_engine, "begin", _on_begin)
        # A transaction that reads first and writes later could find that another process (a reviewer's command)
        # wrote in between, and SQLite would then refuse it. Taking the lock first makes read-then-write safe.
        self.writer = self.reader.execution_options(**{_WRITE: True})

    async def prepare(self) -> None:
        """Make the folder, for our eyes only, where it is not there.

        Raises:
            StoreError: it cannot be made.
        """
        make_folder(self.path)

    async def exists(self) -> bool:
        """Whether there is such a file."""
        return self.path.exists()

    def translated(self, error: DBAPIError) -> StoreError:
        """The driver's error in plain words."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            return StoreFull(f"{self.path}: the disk is full; free some space, nothing was written")
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return StoreBusy(f"{self.path}: another process is writing and does not finish")
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return StoreError(f"{self.path}: this is no database, or it is damaged; restore a backup")
        if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
            return StoreError(f"{self.path}: cannot be opened for writing: {_why_not(self.path)}")
        return StoreError(f"{self.path}: {error.orig}")

    async def close(self) -> None:
        """Close every connection."""
        await self.reader.dispose()
        await self._driver.ended()


class FileLock:
    """Keeps a second daemon away from the file. The lock goes with the process, however it ends."""

    taken = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    async def take(self) -> bool:
        """Take the lock.

        Raises:
            StoreBusy: another daemon holds it.
            StoreError: the lock file cannot be written.
        """
        make_folder(self._path)
        path = Path(f"{self._path}.lock")
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}; check the folder and its owner") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise StoreBusy(
                f"{self._path}: another minerflow daemon is running on this database{_who_holds(path)}; stop that one, "
                "or give this one a database of its own (store.url)"
            ) from error
        _sign(descriptor)
        self._descriptor = descriptor
        return True

    async def begin(self, session: AsyncSession) -> None:
        """Nothing needs to be written down: nobody else can have the file meanwhile."""

    def require(self) -> None:
        """It is held until it is given back."""

    async def check(self, session: AsyncSession) -> None:
        """It is held until it is given back."""

    async def keep(self) -> Never:
        """Nobody can take it away."""
        await for_ever()


def _sign(descriptor: int) -> None:
    """Write into the lock whose it is. It is for people alone: the lock itself tells whether somebody has it."""
    with suppress(OSError):  # as on a full disk
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)


def _who_holds(lock: Path) -> str:
    """The number of the process that has a lock, as far as it could write that down."""
    with suppress(OSError):
        number = lock.read_bytes()[:_LONGEST_PID].strip()
        return f" (process {number.decode()})" if number.isdigit() else ""
    return ""


def _why_not(path: Path) -> str:
    """What the system says of opening a file for writing; SQLite does not pass it on."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CLOEXEC))
    except OSError as error:
        return f"{error.strerror}; check the path, and the folder and its owner"
    return "files beside it cannot be made in its folder; check the folder's owner and what it is mounted as"


def make_folder(database: Path) -> None:
    """Make the folder of a file, for our eyes only, where it is not there.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{database.parent}: {error.strerror}; the database's folder cannot be made"
        ) from error


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    try:
        _set_pragmas(connection)
    except sqlite3.Error:
        connection.close()  # the pool does not know it yet, and the driver's thread would outlive the loop
        raise


def _set_pragmas(connection: sqlite3.Connection) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # a committed alert survives a power cut
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
