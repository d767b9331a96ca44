"""Brings a database to the schema of this version, by Alembic migrations."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from monitor.errors import StoreNewer
from monitor.store.engine import Database


async def migrate(database: Database) -> None:
    """Apply the migrations that are missing, all of them or none.

    Raises:
        StoreNewer: the database carries a migration that this version does not know.
    """
    async with database.writer.begin() as connection:
        await connection.run_sync(_upgrade, database.name)


def _upgrade(connection: Connection, name: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    known = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    if current == known.get_current_head():
        return
    if current is not None and current not in {script.revision for script in known.walk_revisions()}:
        raise StoreNewer(
            f"{name}: written by a newer version of Minerflow (schema {current}, "
            f"this version knows up to {known.get_current_head()}); install that version, or restore a backup"
        )
    command.upgrade(config, "head")
