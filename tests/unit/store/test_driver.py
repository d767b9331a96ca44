"""What a connection leaves behind when it is closed under somebody's hands."""

import sqlite3
from contextlib import closing

from monitor.store.driver import Driver


async def test_a_connection_that_is_closed_gives_the_write_lock_back_though_a_cursor_is_still_held(tmp_path):
    """The traceback of a cancelled task holds its cursor until the collector comes."""
    path = tmp_path / "db.sqlite3"
    driver = Driver(path)
    connection = await driver.connect()
    await connection.executescript(
        "PRAGMA journal_mode=WAL; CREATE TABLE t (n); INSERT INTO t VALUES (1), (2);"
    )
    await connection.execute("BEGIN IMMEDIATE")
    await connection.execute("INSERT INTO t VALUES (3)")
    held = await connection.execute("SELECT n FROM t")
    assert await held.fetchone() == (1,)
    await connection.close()
    with closing(sqlite3.connect(path, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT n FROM t").fetchall() == [(1,), (2,)], "nothing of it was kept"
    await driver.ended()
