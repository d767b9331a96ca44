"""A database of before keeps its filings, and the exclusions that came of a move are known as such."""

import sqlite3

from monitor.disclosures.override import Origin
from monitor.flows.policy import Policy
from monitor.store.filings import Reading
from monitor.store.store import open_store
from tests.unit.store.migrated import database_of

AT = "2026-02-01 00:00:00.000000"


async def test_filings_and_moves_of_before_are_kept_and_known(tmp_path):
    path = tmp_path / "db.sqlite3"
    database_of(path, "0021")
    with sqlite3.connect(path) as database:
        database.execute(
            "INSERT INTO filing VALUES ('a-1', 7, 'mara', '8-K', '2026-02-01', NULL, 'a.htm', 'read', 0, NULL, NULL)"
        )
        for why in ("moved to riot by ann: it is theirs", "moved to next month"):
            database.execute(
                "INSERT INTO override (issuer, statement_id, act, correction, at, who, why) "
                "VALUES ('mara', 'x', 'exclude', '{}', ?, 'ann', ?)",
                (AT, why),
            )
    database.close()
    async with open_store(f"sqlite:///{path}", Policy()) as store, store.read() as tx:
        filing = await tx.filings.get("a-1", 7)
        assert (filing.state, filing.primary_document) == (Reading.READ, "a.htm")
        assert [each.origin for each in await tx.overrides.entries()] == [Origin.MOVED, Origin.REVIEW]
