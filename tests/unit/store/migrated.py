"""Databases as earlier versions left them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import monitor.store.schema


def database_of(path: Path, revision: str) -> None:
    """An empty database with the schema of a revision."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option(
            "script_location", str(Path(monitor.store.schema.__file__).with_name("migrations"))
        )
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
