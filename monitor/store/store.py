"""The store: opens the database, hands out transactions, and lets one daemon at a time work on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.errors import StoreMissing
from monitor.flows.policy import Policy
from monitor.store.daemon_lock import DaemonLock
from monitor.store.engine import Database, database_of, plain_errors
from monitor.store.schema import migrate
from monitor.store.server import PostgresServer
from monitor.store.server_lock import ServerLock
from monitor.store.sqlite_file import FileLock, SqliteFile
from monitor.store.transaction import Transaction


class Store:
    """Hands out transactions on one database. Made by `open_store`."""

    def __init__(self, database: Database, policy: Policy, lock: DaemonLock | None = None) -> None:
        self._database = database
        self._policy = policy
        self._lock = lock
        self._closing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A consistent view of the database; what is changed in it is not kept.

        Raises:
            StoreError: the database refuses, or this is a daemon that has lost its lock.
        """
        self.require()
        async with plain_errors(self._database), self._session(self._database.reader) as session:
            yield Transaction(session, self._policy)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Transaction]:
        """One transaction with the write lock: everything in it is kept, or nothing.

        Raises:
            StoreFull: no room on the disk; nothing was kept.
            StoreTaken: another daemon has taken this one's place; nothing was kept.
            StoreError: the database refuses, or this is a daemon that has lost its lock; nothing was kept, unless the
                connection broke at the very end: then it may have been.
        """
        self.require()
        async with (
            plain_errors(self._database),
            self._session(self._database.writer) as session,
            session.begin(),
        ):
            if self._lock is not None:
                await self._lock.check(session)
            yield Transaction(session, self._policy)

    def require(self) -> None:
        """Go on only as long as the database is ours, as far as we know: of a daemon, not once its lock is lost.

        Raises:
            StoreError: it is not.
        """
        if self._lock is not None:
            self._lock.require()

    async def begin(self, lock: DaemonLock) -> None:
        """From here on this is the daemon's own store: it refuses once the lock is not ours any more.

        Raises:
            StoreError: the database refuses.
        """
        async with (
            plain_errors(self._database),
            self._session(self._database.writer) as session,
            session.begin(),
        ):
            await lock.begin(session)
        self._lock = lock

    @asynccontextmanager
    async def _session(self, engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
        session = AsyncSession(engine, expire_on_commit=False)
        try:
            yield session
        finally:
            # Who is cancelled here does not wait for the end of this, but `settled` does.
            closing = asyncio.create_task(session.close())
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            await asyncio.shield(closing)

    async def settled(self) -> None:
        """Wait for transactions whose users were cancelled; without this the driver outlives the event loop."""
        await asyncio.gather(*self._closing, return_exceptions=True)


@asynccontextmanager
async def open_store(
    url: str,
    policy: Policy,
    *,
    password: str | None = None,
    create: bool = True,
    lock: DaemonLock | None = None,
) -> AsyncIterator[Store]:
    """Open a database, creating or upgrading it first.

    Args:
        url: `sqlite:///` and a path, or `postgresql://user@host/name`.
        policy: by which episodes are weighed.
        password: the user's at the server, where neither the server nor ~/.pgpass does without.
        create: whether an empty one may be made.
        lock: the lock of the daemon that opens it, once it is held.

    Raises:
        ConfigError: the URL names no database that Minerflow can use.
        StoreMissing: it is not there and is not to be created.
        StoreNewer: a newer version of Minerflow wrote it.
        StoreError: it cannot be opened.
    """
    database = database_of(url, password)
    try:
        if not create and not await database.exists():
            raise StoreMissing(
                f"{database.name}: there is no database yet; `minerflow run` makes it, and where it runs already, "
                "name its configuration with -c"
            )
        await database.prepare()
        async with plain_errors(database):
            await migrate(database)
        store = Store(database, policy)
        try:
            if lock is not None:
                await store.begin(lock)
            yield store
        finally:
            await store.settled()
    finally:
        await database.close()


def daemon_lock(url: str, password: str | None = None) -> DaemonLock:
    """The lock of the one daemon on a database, to be taken and held as a context.

    Raises:
        ConfigError: the URL names no database that Minerflow can use.
    """
    database = database_of(url, password)
    if isinstance(database, PostgresServer):
        return ServerLock(database)
    assert isinstance(database, SqliteFile)
    return FileLock(database.path)
