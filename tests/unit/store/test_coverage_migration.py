"""A database from before the coverage ledger keeps what it knew of its scans."""

import sqlite3

from monitor.flows.policy import Policy
from monitor.store.store import open_store
from tests.unit.store.migrated import database_of


async def test_the_one_scan_that_each_block_knew_of_is_its_first_line(tmp_path):
    path = tmp_path / "db.sqlite3"
    database_of(path, "0001")
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
