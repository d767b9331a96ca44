"""A database of SQLite copied into one on a PostgreSQL server, when one machine becomes several."""

from collections.abc import Mapping

from sqlalchemy import Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from monitor.errors import StoreBusy, StoreError
from monitor.flows.policy import Policy
from monitor.store.engine import Database, database_of, plain_errors
from monitor.store.store import daemon_lock, open_store
from monitor.store.tables import TenureRow

_ROWS = 1_000
"""So many are read and written at once."""


async def copy_database(
    source: str, target: str, password: str | None, policy: Policy, network: str
) -> Mapping[str, int]:
    """Copy everything, in one transaction; how many rows each table had.

    Both are brought to the schema of this version first. The source is left as it is otherwise.

    Args:
        source: the URL of an SQLite file, on which no daemon runs.
        target: the URL of an empty database on a server, on which no daemon runs.
        password: for the server.
        policy: by which episodes are weighed.
        network: which one the configuration follows.

    Raises:
        StoreMissing: there is no such file.
        StoreBusy: a daemon runs on one of them.
        StoreError: the source follows another network, the target is not empty, or one of them refuses; nothing was
            copied.
    """
    async with daemon_lock(source) as first, daemon_lock(target, password) as second:
        async with open_store(source, policy, create=False) as store:
            await first.take()
            async with store.read() as tx:
                followed = await tx.chain.network()
        if followed not in {None, network}:
            raise StoreError(
                f"{database_of(source).name}: it follows {followed}, the configuration says {network}"
            )
        if not await second.take():
            raise StoreBusy(f"{database_of(target).name}: a minerflow daemon is running on this database")
        async with open_store(target, policy, password=password):
            pass
        old, new = database_of(source), database_of(target, password)
        try:
            return await _copied(old, new)
        finally:
            await old.close()
            await new.close()


async def _copied(old: Database, new: Database) -> dict[str, int]:
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name != TenureRow.__tablename__]
    async with plain_errors(new), new.writer.begin() as writing:
        for table in tables:
            if await writing.scalar(select(func.count()).select_from(table)):
                raise StoreError(f"{new.name}: it is not empty (table {table.name}); make a new database")
        async with plain_errors(old), old.reader.connect() as reading:
            return {table.name: await _copy_table(table, reading, writing) for table in tables}


async def _copy_table(table: Table, reading: AsyncConnection, writing: AsyncConnection) -> int:
    count = 0
    async with reading.stream(select(table)) as rows:
        async for some in rows.mappings().partitions(_ROWS):
            await writing.execute(insert(table), [dict(row) for row in some])
            count += len(some)
    for column in table.columns:
        if column.identity is not None and count:
            highest = func.max(column)
            place = func.pg_get_serial_sequence(table.name, column.name)
            await writing.execute(select(func.setval(place, highest)).select_from(table))
    return count
