"""The way to a database: its engines, its name for people, and its errors in plain words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.ext.asyncio import AsyncEngine

from monitor.errors import ConfigError, Problem, StoreBusy, StoreError
from monitor.store.dialect import POSTGRESQL, SQLITE
from monitor.store.server import PostgresServer
from monitor.store.sqlite_file import SqliteFile


class Database(Protocol):
    """One database, of whatever kind."""

    name: str
    """For messages; without a secret."""
    reader: AsyncEngine
    """Its transactions see one state of the database."""
    writer: AsyncEngine
    """Its transactions take the one write lock when they begin, so that what they read stays so until they write."""

    async def prepare(self) -> None:
        """See to it that it can be opened.

        Raises:
            StoreError: it cannot.
            ConfigError: it can never be, as it is.
        """

    async def exists(self) -> bool:
        """Whether there is anything in it.

        Raises:
            StoreError: that cannot be found out.
        """

    def translated(self, error: DBAPIError) -> StoreError:
        """The driver's error in plain words."""

    async def close(self) -> None:
        """Close every connection."""


def database_of(url: str, password: str | None = None) -> Database:
    """The database at a URL such as `sqlite:////var/lib/minerflow/minerflow.sqlite3` or `postgresql://user@host/name`.

    Raises:
        ConfigError: the URL names no database that Minerflow can use.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    match parsed.get_backend_name() if parsed else None:
        case kind if kind == SQLITE and parsed:
            return SqliteFile(parsed)
        case kind if kind == POSTGRESQL and parsed:
            return PostgresServer(parsed, password)
        case _:
            raise ConfigError([Problem("store.url", "it is neither a sqlite:/// nor a postgresql:// URL")])


@asynccontextmanager
async def plain_errors(database: Database) -> AsyncIterator[None]:
    """Turn the driver's errors into ours.

    Raises:
        StoreFull: the disk is full.
        StoreBusy: another process held the write lock for longer than we wait.
        StoreError: anything else the database refuses.
    """
    try:
        yield
    except DBAPIError as error:
        raise database.translated(error) from error
    except NoConnectionLeft as error:
        raise StoreBusy(f"{database.name}: all connections are in use, and none becomes free") from error
