"""A database from before the coverage ledger keeps what it knew of its scans."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import monitor.store.schema
from monitor.flows.policy import Policy
from monitor.store.store import open_store


async def test_the_one_scan_that_each_block_knew_of_is_its_first_line(tmp_path):
    path = tmp_path / "db.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option(
            "script_location", str(Path(monitor.store.schema.__file__).with_name("migrations"))
        )
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with sqlite3.connect(path) as database:
        database.execute(
            "INSERT INTO block (block_hash, height, prev_hash, header, time, orphaned, label_set, source, scanned_at) "
            "VALUES ('aa', 7, 'bb', x'00', :at, 0, 'labels', 'one', :at)",
            {"at": "2026-02-01 00:00:00.000000"},
        )
        database.execute("INSERT INTO chain VALUES ('main', 'aa', 7)")
    database.close()
    async with open_store(f"sqlite:///{path}", Policy()) as store, store.read() as tx:
        reach = await tx.coverage.reach("labels")
        assert (reach.lowest, reach.highest, reach.sources) == (7, 7, ("one",))
        assert (await tx.chain.tip()).block_hash == "aa"
        assert await tx.chain.coins_version() == 0
