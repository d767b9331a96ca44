"""Alembic migrations, for a database that lacks some."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from monitor.errors import StoreNewer
from monitor.store.schema import MIGRATIONS, NEWEST


def upgrade(connection: Connection, name: str, current: str | None) -> None:
    """Apply the migrations that are missing.

    Args:
        connection: in a transaction that writes.
        name: of the database, for the message.
        current: the last migration that it has; None where it is empty.

    Raises:
        StoreNewer: this version does not know that migration.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise StoreNewer(
            f"{name}: written by a newer version of Minerflow (schema {current}, "
            f"this version knows up to {NEWEST}); install that version, or restore a backup"
        )
    command.upgrade(config, "head")
