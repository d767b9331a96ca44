"""The store on real databases: what is kept, what is refused, and what the database itself enforces."""

import asyncio
import itertools
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from monitor import store as store_room
from monitor.alerts.outgoing import Outgoing
from monitor.errors import ConfigError, StoreBusy, StoreError, StoreNewer
from monitor.flows import revisions
from monitor.flows.flag import Standing
from monitor.flows.policy import Policy
from monitor.flows.transfer import PaidOutput, Transfer
from monitor.labels.vocabulary import Category
from monitor.store.audit import AuditEntry
from monitor.store.chain import ScannedBlock
from monitor.store.schema import MIGRATIONS, NEWEST
from monitor.store.store import daemon_lock, open_store
from tests.builders import BTC, NOON, block_at, make_flag

LATER = NOON + timedelta(days=30)
AT = "2026-02-04 12:00:00"
FIRST_ROWS = {
    "episode": {
        "episode_id": "e", "miner": "mara", "revision": 1, "opened_at": AT, "last_at": AT, "updated_at": AT,
        "expired": 0, "dismissed": 0, "standing": "confirmed", "stage": "final", "severity": "info",
        "severity_rank": 0, "sats": 5, "confirmed_sats": 5,
    },
    "flag": {
        "flag_id": "f", "episode_id": "e", "txid": "t", "miner": "mara", "to_entity": "two-prime",
        "to_type": "exchange", "vouts": "[0]", "sats": 5, "stage": "final", "height": 100, "block_hash": "b100",
        "block_time": AT, "hops": 0, "mixed_inputs": 0, "proven_senders": 1, "conflicted": 0, "confidence": 90,
        "confirmed_sats": 5, "refuted": 0,
    },
    "document": {"document_id": "d", "issuer": "mara", "url": "u", "added_at": AT, "added_by": "ann"},
    "statement": {
        "statement_id": "s", "document_id": "d", "issuer": "mara", "kind": "sale", "period_start": "2026-02-01",
        "period_end": "2026-02-28", "sats": 5, "approximate": 0, "url": "u", "evidence": "",
    },
    "allocation": {"statement_id": "s", "flag_id": "f", "issuer": "mara", "sats": 5, "reason": "period"},
}  # fmt: skip
"""One row of each table around a flag, as the first schema had them."""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "db.sqlite3"


def opened(place):
    """A file of SQLite, or what a URL names."""
    return open_store(place if isinstance(place, str) else f"sqlite:///{place}", Policy())


def raised(txid="t1", **options):
    return revisions.started((make_flag(txid, **options),), LATER, NOON)


async def test_the_first_schema_is_what_the_tables_say(path):
    async with opened(path):
        pass
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_alembic_ends_with():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


async def test_opening_twice_changes_nothing(path):
    async with opened(path) as store, store.write() as tx:
        await tx.outbox.append([Outgoing("a", "{}", retain=False)], NOON)
    async with opened(path) as store, store.read() as tx:
        assert await tx.outbox.depth() == 1


async def test_an_episode_comes_back_as_it_went(database):
    revision = revisions.grown(raised().episode, (make_flag("t2", hours=3, conflicted=True),), LATER, NOON)
    async with opened(database) as store:
        async with store.write() as tx:
            await tx.episodes.save(revision, "{}")
        async with store.read() as tx:
            assert await tx.episodes.get(revision.episode.episode_id) == revision.episode


async def test_an_exception_leaves_nothing_of_the_transaction(database):
    async with opened(database) as store:
        with pytest.raises(RuntimeError):
            await _fail_after_writing(store)
        async with store.read() as tx:
            assert await tx.episodes.listed() == []
            assert await tx.outbox.depth() == 0


async def _fail_after_writing(store):
    async with store.write() as tx:
        await tx.episodes.save(raised(), "{}")
        await tx.outbox.append([Outgoing("a", "{}", retain=False)], NOON)
        raise RuntimeError


@pytest.mark.parametrize("table", ["audit", "revision"])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = at", "DELETE FROM {}"])
async def test_history_cannot_be_rewritten(path, table, change):
    async with opened(path) as store, store.write() as tx:
        await tx.episodes.save(raised(), "{}")
        await tx.audit.append(AuditEntry(NOON, "ann", "acked", "e", "seen"))
    with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(change.format(table))
    connection.close()


async def test_the_outbox_drains_in_the_order_of_decisions_and_only_once(path):
    async with opened(path) as store:
        async with store.write() as tx:
            await tx.outbox.append([Outgoing(name, "{}", retain=False) for name in "abc"], NOON)
        async with store.write() as tx:
            first, second, _ = await tx.outbox.pending(10)
            await tx.outbox.mark_published([first.outbox_id], NOON)
            await tx.outbox.mark_failed(second.outbox_id, "the broker is away")
        async with store.read() as tx:
            assert [each.outgoing.topic for each in await tx.outbox.pending(10)] == ["b", "c"]
            assert await tx.outbox.depth() == 2


async def test_old_acknowledged_messages_can_be_forgotten(path):
    async with opened(path) as store:
        async with store.write() as tx:
            await tx.outbox.append([Outgoing(name, "{}", retain=False) for name in "ab"], NOON)
            [first, _] = await tx.outbox.pending(10)
            await tx.outbox.mark_published([first.outbox_id], NOON)
        async with store.write() as tx:
            await tx.outbox.forget_published(NOON + timedelta(days=1))
        async with store.read() as tx:
            assert [each.outgoing.topic for each in await tx.outbox.pending(10)] == ["b"]


async def test_the_queue_is_loudest_first_and_can_be_narrowed(database):
    async with opened(database) as store:
        async with store.write() as tx:
            await tx.episodes.save(raised("t1", sats=2 * BTC), "{}")
            await tx.episodes.save(raised("t2", sats=2000 * BTC, miner="riot"), "{}")
            done = revisions.dismissed(raised("t3", miner="cango").episode, "ann", "x", NOON)
            await tx.episodes.save(done, "{}")
        async with store.read() as tx:
            everything = await tx.episodes.listed()
            assert [each.miner for each in everything] == ["riot", "cango", "mara"]
            waiting = await tx.episodes.listed(standings=[Standing.INDICATIVE], limit=1)
            assert [each.miner for each in waiting] == ["riot"]
            assert [each.miner for each in await tx.episodes.listed(miner="mara")] == ["mara"]


async def test_an_id_may_be_shortened_and_wildcards_in_it_mean_nothing(database):
    async with opened(database) as store:
        async with store.write() as tx:
            await tx.episodes.save(raised(), "{}")
        async with store.read() as tx:
            assert len(await tx.episodes.starting_with("mara-2026")) == 1
            assert await tx.episodes.starting_with("mar_") == []


async def test_a_flag_of_the_first_schema_keeps_its_block_and_what_refers_to_it(path):
    """Its column could hold no flag without a block, and allocations stand in the way of making the table anew."""
    _first_schema(path)
    async with opened(path) as store, store.read() as tx:
        [episode] = await tx.episodes.listed()
        [flag] = episode.flags
        assert (flag.block.block_hash, flag.block.seen_by, flag.replaced_by) == ("b100", None, None)
        assert [each.issuer for each in await tx.disclosures.all_statements()] == ["mara"]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT flag_id, sats FROM allocation").fetchall() == [("f", 5)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def _first_schema(path):
    config = Config()
    config.set_main_option("script_location", str(Path(store_room.__file__).with_name("migrations")))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for table, row in FIRST_ROWS.items():
            marks = ", ".join("?" * len(row))
            statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
            connection.exec_driver_sql(statement, tuple(row.values()))
    engine.dispose()


async def test_a_database_of_a_newer_version_is_refused(path):
    async with opened(path):
        pass
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreNewer, match="newer version") as caught:
        async with opened(path):
            pass
    assert caught.value.exit_code == 78


async def test_what_is_no_database_is_refused(path):
    path.write_bytes(b"this is no database at all, but a text of some length" * 100)
    with pytest.raises(StoreError, match="no database"):
        async with opened(path):
            pass


async def test_a_folder_that_is_missing_is_made_for_our_eyes_only(tmp_path):
    async with opened(tmp_path / "new" / "state" / "db.sqlite3"):
        assert (tmp_path / "new" / "state").stat().st_mode & 0o777 == 0o700


async def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="the database's folder cannot be made"):
        async with opened(tmp_path / "file" / "db.sqlite3"):
            pass


async def test_another_kind_of_database_is_refused():
    with pytest.raises(ConfigError, match="sqlite"):
        async with open_store("mysql://localhost/x", Policy()):
            pass


async def test_a_second_daemon_is_kept_out_until_the_first_ends(path):
    url = f"sqlite:///{path}"
    async with daemon_lock(url) as lock, daemon_lock(url) as other:
        assert await lock.take()
        with pytest.raises(StoreBusy, match="another minerflow daemon"):
            await other.take()
    async with daemon_lock(url) as lock:
        assert await lock.take()


async def test_two_writers_take_turns(database):
    """A reviewer's command and the daemon write the same database: neither loses what the other wrote."""
    async with opened(database) as one, opened(database) as other:
        for number, store in enumerate((one, other, one)):
            async with store.write() as tx:
                await tx.episodes.save(raised(f"t{number}", hours=number), "{}")
        async with other.read() as tx:
            assert len(await tx.episodes.listed()) == 3


async def test_no_thread_of_the_driver_outlives_the_store(path):
    """Tasks that are cancelled while the database works leave answers behind that nobody waits for."""
    async with opened(path) as store:
        tasks = [asyncio.create_task(_write_for_ever(store)) for _ in range(4)]
        for delay in range(20):
            await asyncio.sleep(0.001 * delay)  # not for a state: to be at another point each time
            tasks.pop(0).cancel()
            tasks.append(asyncio.create_task(_write_for_ever(store)))
        for task in tasks:
            task.cancel()
    names = [thread.name for thread in threading.enumerate()]
    assert not [name for name in names if "_connection_worker_thread" in name]


async def _write_for_ever(store):
    while True:
        async with store.write() as tx:
            await tx.outbox.append([Outgoing("a", "{}", retain=False)], NOON)


async def test_transfers_are_paged_with_all_of_each_transaction(path):
    block = ScannedBlock("b100", 100, "b99", bytes(80), NOON)
    seen = [
        Transfer(
            txid=f"{number // 3:04}", block=block_at(), from_entity="mara", to_entity=f"desk {number % 3}",
            to_type=Category.OTC_DESK, sats=5, net_sats=4, gross_sats=None, returned_sats=1,
            outputs=(PaidOutput(number % 3, b"\x51", 5),), senders=(b"\x52",), mixed_inputs=False,
            proven_senders=True, conflicted=False, confidence=80,
        )
        for number in range(700)
    ]  # fmt: skip
    async with opened(path) as store:
        async with store.write() as tx:
            await tx.chain.append(block, "regtest", "v1")
            await tx.chain.add_transfers(seen)
        pages = []
        async with store.read() as tx:
            assert await tx.chain.label_set() == "v1"
            while page := await tx.chain.transfers_after(pages[-1][-1].txid if pages else ""):
                pages.append(page)
        assert [transfer for page in pages for transfer in page] == seen
        assert all(one[-1].txid < other[0].txid for one, other in itertools.pairwise(pages))
        assert len(pages) > 1
        async with store.write() as tx:
            await tx.chain.leave(99)
            assert await tx.chain.transfers_after("") == []
