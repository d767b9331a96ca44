"""Brings a database to the schema of this version."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from monitor.store.engine import Database

MIGRATIONS: Final = Path(__file__).with_name("migrations")
NEWEST: Final = max(path.name for path in MIGRATIONS.glob("versions/v*.py"))[1:5]
"""The revision of the last migration: their files are named after them."""


async def migrate(database: Database) -> None:
    """Apply the migrations that are missing, all of them or none.

    Raises:
        StoreNewer: the database carries a migration that this version does not know.
    """
    async with database.writer.begin() as connection:
        await connection.run_sync(_migrate, database.name)


def _migrate(connection: Connection, name: str) -> None:
    current = _revision(connection)
    if current == NEWEST:
        return
    from monitor.store.upgrade import upgrade  # noqa: PLC0415 - Alembic, which most commands have no use for

    upgrade(connection, name, current)


def _revision(connection: Connection) -> str | None:
    """The last migration that was applied; None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision
