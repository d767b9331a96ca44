"""The store: opens the database, hands out transactions, and keeps a second daemon out."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.errors import StoreBusy, StoreError
from monitor.flows.policy import Policy
from monitor.store.engine import as_writer, make_engine, plain_errors
from monitor.store.schema import migrate
from monitor.store.transaction import Transaction


class Store:
    """Hands out transactions on one database. Made by `open_store`."""

    def __init__(self, url: str, engine: AsyncEngine, policy: Policy) -> None:
        self._url = url
        self._engine = engine
        self._writer = as_writer(engine)
        self._policy = policy
        self._closing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A consistent view of the database; what is changed in it is not kept.

        Raises:
            StoreError: the database refuses.
        """
        async with plain_errors(self._url), self._session(self._engine) as session:
            yield Transaction(session, self._policy)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Transaction]:
        """One transaction with the write lock: everything in it is kept, or nothing.

        Raises:
            StoreFull: no room on the disk; nothing was kept.
            StoreError: the database refuses; nothing was kept.
        """
        async with (
            plain_errors(self._url),
            self._session(self._writer) as session,
            session.begin(),
        ):
            yield Transaction(session, self._policy)

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
async def open_store(url: str, policy: Policy) -> AsyncIterator[Store]:
    """Open a database, creating or upgrading it first.

    Raises:
        StoreNewer: a newer version of Minerflow wrote it.
        StoreError: it cannot be opened.
    """
    engine, driver = make_engine(url)
    _prepared(url)
    try:
        async with plain_errors(url):
            await migrate(engine)
        store = Store(url, engine, policy)
        try:
            yield store
        finally:
            await store.settled()
    finally:
        await engine.dispose()
        await driver.ended()


@contextmanager
def sole_daemon(url: str) -> Iterator[None]:
    """Hold the database for this daemon alone. The lock goes with the process, however it ends.

    Raises:
        StoreBusy: another daemon holds it.
        StoreError: the lock file cannot be written.
    """
    database = _prepared(url)
    path = Path(f"{database}.lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; check the folder and its owner") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise StoreBusy(f"{database}: another minerflow daemon is running on this database") from error
    try:
        yield
    finally:
        os.close(descriptor)


def _prepared(url: str) -> Path:
    """The database file, whose folder is there: made, for our eyes only, where it was not.

    Raises:
        StoreError: the folder cannot be made.
    """
    path = Path(make_url(url).database or "")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent}: {error.strerror}; the database's folder cannot be made") from error
    return path
