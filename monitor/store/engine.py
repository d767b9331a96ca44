"""The database engine: pragmas, transactions that begin as writers, and the driver's errors in plain words."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from monitor.errors import ConfigError, Problem, StoreBusy, StoreError, StoreFull
from monitor.store.driver import Driver

_WRITE = "minerflow_write"
_BUSY_MS = 30_000


def make_engine(url: str) -> tuple[AsyncEngine, Driver]:
    """An engine for a URL such as `sqlite:////var/lib/minerflow/minerflow.sqlite3`.

    Raises:
        ConfigError: the URL names no database that Minerflow can use.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise ConfigError([Problem("store.url", f"{url!r} is no sqlite:/// URL")])
    driver = Driver(Path(parsed.database or ""))
    engine = create_async_engine(parsed.set(drivername="sqlite+aiosqlite"), async_creator=driver.connect)
    event.listen(engine.sync_engine, "connect", _on_connect)
    event.listen(engine.sync_engine, "begin", _on_begin)
    return engine, driver


def as_writer(engine: AsyncEngine) -> AsyncEngine:
    """The same engine, whose transactions take the write lock when they begin.

    A transaction that reads first and writes later could find that another process (a reviewer's command)
    wrote in between, and SQLite would then refuse it. Taking the lock first makes read-then-write safe.
    """
    return engine.execution_options(**{_WRITE: True})


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


@asynccontextmanager
async def plain_errors(url: str) -> AsyncIterator[None]:
    """Turn the driver's errors into ours.

    Raises:
        StoreFull: the disk is full.
        StoreBusy: another process held the write lock for longer than we wait.
        StoreError: anything else the database refuses.
    """
    try:
        yield
    except DBAPIError as error:
        raise _translated(error, url) from error


def _translated(error: DBAPIError, url: str) -> StoreError:
    where = make_url(url).database or url
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StoreFull(f"{where}: the disk is full; free some space, nothing was written")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreBusy(f"{where}: another process is writing and does not finish")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return StoreError(f"{where}: this is no database, or it is damaged; restore a backup")
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return StoreError(
            f"{where}: cannot be opened for writing; check that the folder exists and its owner"
        )
    return StoreError(f"{where}: {error.orig}")
