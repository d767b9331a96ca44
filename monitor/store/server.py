"""A database on a PostgreSQL server, which several machines can share.

Writers take turns as on SQLite: a transaction that writes takes one advisory lock of the database first, so that what
it reads stays so until it commits, and nothing that commands on other machines do can make it fail. Readers see one
state of the database. docs/running.md tells how to set a server up.
"""

import re
from typing import Final

from sqlalchemy import event, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from monitor.errors import ConfigError, Problem, StoreBusy, StoreError, StoreFull

OLDEST: Final = 15
"""The oldest version of the server: Debian 12's, and the oldest that is still maintained at the end of 2026."""
WRITE_LOCK: Final = (0x6D666C77, 1)
"""The advisory lock of whoever writes; two numbers, the first of which is "mflw"."""
_WRITE = "minerflow_write"
_MANNERS: Final = {
    "connect_timeout": "5",
    # A server that has vanished without a word is given up after some ten seconds, and it gives us up as soon.
    "keepalives_idle": "4",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
    "application_name": "minerflow",
    "client_encoding": "utf8",
}
_OPTIONS: Final = " ".join(
    f"-c {name}={value}"
    for name, value in {
        "timezone": "UTC",
        "lock_timeout": "30s",
        "tcp_keepalives_idle": 4,
        "tcp_keepalives_interval": 2,
        "tcp_keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }.items()
)
_LOOK: Final = text(
    "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), "
    "to_regclass('alembic_version') IS NOT NULL"
)


class PostgresServer:
    """The server's database and its engines."""

    def __init__(self, url: URL, password: str | None) -> None:
        shown = url.set(drivername="postgresql", password=None, query={})
        self.name = f"store.url {shown.render_as_string()}"
        self._user, self._database = url.username or "the user", url.database or url.username
        secret = url.set(drivername="postgresql+psycopg")
        if password is not None:
            secret = secret.set(password=password)
        given = {name: value for name, value in url.query.items() if isinstance(value, str)}
        manners = _MANNERS | given | {"options": f"{_OPTIONS} {given.get('options', '')}".strip()}
        self._engine = create_async_engine(
            secret.set(query={}), connect_args=manners, pool_pre_ping=True, hide_parameters=True
        )
        self._apart = create_async_engine(
            secret.set(query={}), connect_args=manners, poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        event.listen(self._engine.sync_engine, "connect", _on_connect)
        event.listen(self._engine.sync_engine, "begin", _on_begin)
        self.reader = self._engine.execution_options(isolation_level="REPEATABLE READ")
        self.writer = self._engine.execution_options(**{_WRITE: True})

    async def apart(self) -> AsyncConnection:
        """A connection of its own, outside every transaction; closing it ends the session at the server."""
        return await self._apart.connect()

    async def prepare(self) -> None:
        """See to it that the server is there and that its database can be used.

        Raises:
            ConfigError: the server is too old, or the database has another encoding than UTF-8.
            StoreError: it cannot be reached, or refuses us.
        """
        version, encoding, _ = await self._looked_at()
        if what := unfit(version, encoding):
            raise ConfigError([Problem(self.name, what)])

    async def exists(self) -> bool:
        """Whether a version of Minerflow has made its tables there.

        Raises:
            StoreError: it cannot be reached, or refuses us.
        """
        return bool((await self._looked_at())[2])

    async def _looked_at(self) -> tuple[int, str, bool]:
        try:
            async with self.reader.connect() as connection:
                version, encoding, made = (await connection.execute(_LOOK)).one()
        except DBAPIError as error:
            raise self.translated(error) from error
        return version, encoding, made

    def translated(self, error: DBAPIError) -> StoreError:
        """The server's or the driver's error in plain words."""
        said = " ".join(str(error.orig).split())
        code = str(getattr(error.orig, "sqlstate", None) or "")
        if code == "53100":
            return StoreFull(f"{self.name}: the server's disk is full; free some space, nothing was written")
        if code in {"55P03", "40001", "40P01"}:
            return StoreBusy(f"{self.name}: another process is writing and does not finish")
        if code == "25006":
            return StoreError(
                f"{self.name}: this server is a replica and takes no writes; name the primary one"
            )
        if code == "42501":
            return StoreError(
                f"{self.name}: {self._user} lacks rights: {_plain(said)}; make it the owner of the database"
            )
        if error.connection_invalidated or not code or code[:2] in {"08", "57"}:
            return StoreError(f"{self.name}: {self._away(said)}")
        return StoreError(f"{self.name}: {_plain(said)}")

    def _away(self, said: str) -> str:
        """Why there is no connection. Servers say it in the language that they are set to, and we know English."""
        if re.search(r"database \S+ does not exist", said):
            how = f"createdb -O {self._user} -E UTF8 -T template0 {self._database}"
            return f"there is no such database; `{how}` makes it"
        if re.search(r"password|authentication|pg_hba|role \S+ does not exist", said):
            return (
                f"the server does not let {self._user} in: {_plain(said)}; give the password as credential "
                "store.password or in ~/.pgpass, or see pg_hba.conf on the server"
            )
        if "too many" in said or "remaining connection slots" in said:
            return "the server has no connection left; raise its max_connections"
        if re.match(r"connection (?:is bad|failed|timeout)", said):
            return (
                f"the server cannot be reached: {_plain(said)}; is it running, and are host and port right?"
            )
        return f"the server has gone: {_plain(said)}"

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()
        await self._apart.dispose()


def unfit(version: int, encoding: str) -> str | None:
    """Why a database cannot be used, by the number of its server's version and by its encoding; None where it can."""
    if version < OLDEST * 10_000:
        return f"the server is PostgreSQL {version // 10_000}; it must be {OLDEST} or newer"
    if encoding != "UTF8":
        return f"the database's encoding is {encoding}; make one with `createdb -E UTF8 -T template0`"
    return None


def _plain(said: str) -> str:
    """What a server said, without the driver's words around it and without what it would show of a statement."""
    without = re.sub(
        r" (?:DETAIL|CONTEXT|HINT|LINE \d+):? .*| (?:Is the server running|This probably means) .*", "", said
    )
    return re.sub(r"^.*?(?:FATAL|ERROR): +|^connection (?:is bad|failed): ", "", without)[:300]


def _on_connect(_connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    from monitor.store.texts import WithoutNul  # noqa: PLC0415 - the driver is loaded only where there is a server

    driver = record.driver_connection
    assert driver is not None
    driver.adapters.register_dumper(str, WithoutNul)


def _on_begin(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITE, False):
        # A statement of its own: what comes next sees all that was committed while we waited.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock({}, {})".format(*WRITE_LOCK))
