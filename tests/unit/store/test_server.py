"""A PostgreSQL server under the store: the schema, what goes wrong at opening, turns of writers, and the one daemon."""

import asyncio

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from monitor.alerts.outgoing import Outgoing
from monitor.config.load import load_settings
from monitor.errors import ConfigError, StoreBusy, StoreError, StoreMissing, StoreTaken
from monitor.flows import revisions
from monitor.flows.policy import Policy
from monitor.store.audit import AuditEntry
from monitor.store.server import unfit
from monitor.store.store import daemon_lock, open_store
from tests.builders import NOON, make_flag
from tests.postgres_server import name_of


def opened(url, **options):
    return open_store(url, Policy(), **options)


async def test_the_migrations_make_what_the_tables_say(postgres_url):
    async with opened(postgres_url) as store, store._database.writer.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), SQLModel.metadata)
        )
    assert differences == []


async def test_numbers_are_wide_texts_are_compared_by_bytes_and_times_are_moments(postgres, postgres_url):
    query = (
        "SELECT table_name, column_name, data_type, collation_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
    )
    with postgres.admin(name_of(postgres_url)) as admin:
        columns = admin.execute(query).fetchall()
    kinds = {data_type for _, _, data_type, _ in columns}
    assert kinds == {
        "bigint", "boolean", "bytea", "character varying", "date", "json", "numeric", "timestamp with time zone",
    }  # fmt: skip
    assert {order for _, _, data_type, order in columns if data_type == "character varying"} == {"C"}


async def test_a_text_with_a_zero_byte_is_kept_without_it(postgres_url):
    async with opened(postgres_url) as store:
        async with store.write() as tx:
            await tx.audit.append(AuditEntry(NOON, "ann", "noted", "e", "a\0b"))
        async with store.read() as tx:
            assert [each.why for each in await tx.audit.of("e")] == ["a\ufffdb"]


@pytest.mark.parametrize("table", ["audit", "revision"])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = at", "DELETE FROM {}", "TRUNCATE {}"])
async def test_history_cannot_be_rewritten(postgres, postgres_url, table, change):
    with postgres.admin(name_of(postgres_url)) as admin, pytest.raises(psycopg.Error, match="append-only"):
        admin.execute(change.format(table))


async def test_what_is_wrong_at_opening_is_said_in_one_sentence(postgres, postgres_template):
    """Wrong password, no such database or user, another encoding, an old server, no server, no rights."""
    name = postgres.new(postgres_template)
    latin = postgres.new("template0", "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    nowhere = postgres.tcp(name).replace(f":{postgres.port}", ":1")
    cases = [
        (postgres.tcp(name), "wrong", "does not let minerflow in: .*password.*store.password"),
        (postgres.tcp(name), None, "does not let minerflow in: .*password.*store.password"),
        (postgres.tcp(name, "nobody"), "x", "does not let nobody in"),
        (postgres.tcp("elsewhere"), postgres.password, "no such database; `createdb -O minerflow .* elsewhere`"),
        (postgres.url(latin), None, "encoding is LATIN1; .*createdb -E UTF8"),
        (nowhere, None, "cannot be reached: .*refused.*is it running"),
        (postgres.url("postgres"), None, "minerflow lacks rights: permission denied for schema public"),
    ]  # fmt: skip
    for url, password, complaint in cases:
        with pytest.raises((StoreError, ConfigError), match=complaint) as caught:
            async with opened(url, password=password):
                pass
        said = str(caught.value)
        assert said.startswith("store.url postgresql://"), said
        assert "\n" not in said
        assert "wrong" not in said
        assert postgres.password not in said
    assert unfit(140_012, "UTF8") == "the server is PostgreSQL 14; it must be 15 or newer"


async def test_a_database_without_tables_is_not_made_by_who_only_looks(postgres):
    url = postgres.url(postgres.new())
    with pytest.raises(StoreMissing, match="there is no database yet"):
        async with opened(url, create=False):
            pass
    async with opened(url):
        pass
    async with opened(url, create=False):
        pass


async def test_two_writers_take_turns_and_neither_sees_half_of_the_other(postgres_url):
    """What a reviewer's command decides on rests on what the daemon has committed until then, as on SQLite."""
    async with opened(postgres_url) as one, opened(postgres_url) as other:

        async def grow(store, number):
            async with store.write() as tx:
                found = await tx.episodes.listed()
                flag = make_flag(f"t{number}", hours=number)
                revision = (
                    revisions.grown(found[0], (flag,), NOON, NOON)
                    if found
                    else revisions.started((flag,), NOON, NOON)
                )
                await asyncio.sleep(0)
                await tx.episodes.save(revision, "{}")
                await tx.outbox.append([Outgoing(str(number), "{}", retain=False)], NOON)

        await asyncio.gather(*(grow((one, other)[number % 2], number) for number in range(10)))
        async with other.read() as tx:
            [episode] = await tx.episodes.listed()
            assert (len(episode.flags), episode.revision) == (10, 10)
            sent = [int(each.outgoing.topic) for each in await tx.outbox.pending(20)]
        assert sorted(sent) == list(range(10))


async def test_a_reader_sees_one_state_and_leaves_nothing(postgres_url):
    async with opened(postgres_url) as store, opened(postgres_url) as other:
        async with store.read() as tx:
            assert await tx.outbox.depth() == 0
            async with other.write() as writing:
                await writing.outbox.append([Outgoing("a", "{}", retain=False)], NOON)
            assert await tx.outbox.depth() == 0
            await tx.outbox.append([Outgoing("b", "{}", retain=False)], NOON)
        async with store.read() as tx:
            assert [each.outgoing.topic for each in await tx.outbox.pending(9)] == ["a"]


async def test_who_waits_too_long_for_a_writer_is_told(postgres_url):
    hasty = f"{postgres_url}&options=-c%20lock_timeout%3D100ms"
    async with opened(postgres_url) as one, opened(hasty) as other, one.write() as tx:
        await tx.outbox.depth()
        with pytest.raises(StoreBusy, match="another process is writing"):
            async with other.write() as waiting:
                await waiting.outbox.depth()


async def test_a_daemon_that_lost_its_lock_writes_nothing_once_the_next_has_begun(postgres, postgres_url):
    async with daemon_lock(postgres_url) as first, daemon_lock(postgres_url) as second:
        assert await first.take()
        assert not await second.take()
        async with opened(postgres_url, lock=first) as store:
            async with store.write() as tx:
                await tx.outbox.append([Outgoing("before", "{}", retain=False)], NOON)
            postgres.cut_daemons()
            assert await second.take()
            async with opened(postgres_url, lock=second) as taken:
                assert first.held, "it has not noticed yet, and its other connections live"
                with pytest.raises(StoreTaken, match="another daemon has taken over"):
                    async with store.write() as tx:
                        await tx.outbox.append([Outgoing("after", "{}", retain=False)], NOON)
                with pytest.raises(StoreTaken):
                    await asyncio.wait_for(first.keep(), 60)
                with pytest.raises(StoreError):
                    async with store.read() as tx:
                        pass
                async with taken.read() as tx:
                    assert [each.outgoing.topic for each in await tx.outbox.pending(9)] == ["before"]


async def test_a_lock_that_nobody_took_meanwhile_is_got_back(postgres, postgres_url):
    async with daemon_lock(postgres_url) as lock:
        assert await lock.take()
        async with opened(postgres_url, lock=lock) as store:
            postgres.cut_daemons()
            keeping = asyncio.create_task(lock.keep())
            async with asyncio.timeout(60):
                while lock.held:
                    await asyncio.sleep(0.01)
                with pytest.raises(StoreError, match="the server has gone"):
                    async with store.write() as tx:
                        pass
                while not lock.held:
                    await asyncio.sleep(0.01)
            async with store.write() as tx:
                await tx.outbox.append([Outgoing("a", "{}", retain=False)], NOON)
            keeping.cancel()


@pytest.mark.parametrize(
    "url",
    ["postgresql://minerflow:hunter2@db/minerflow", "postgresql+psycopg://minerflow@db/x?password=hunter2"],
)
def test_a_password_in_the_url_is_refused_and_not_shown(tmp_path, url):
    file = tmp_path / "minerflow.toml"
    file.write_text(f'[store]\nurl = "{url}"\n')
    with pytest.raises(ConfigError, match="it holds a password, which does not belong") as caught:
        load_settings(file, {})
    assert "hunter2" not in str(caught.value)


def test_the_password_comes_from_a_credential_and_files_of_ones_own_from_the_state_directory(tmp_path):
    (tmp_path / "store.password").write_text("hunter2\n")
    file = tmp_path / "minerflow.toml"
    file.write_text('[store]\nurl = "postgresql+psycopg://minerflow@db:5433/minerflow?sslmode=require"\n')
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), "STATE_DIRECTORY": "/var/lib/minerflow"}
    (tmp_path / "minerflow.toml").rename(tmp_path.parent / "m.toml")
    store = load_settings(tmp_path.parent / "m.toml", environ).store
    assert store.secret == "hunter2"
    assert "hunter2" not in repr(store)
    assert store.shown == "postgresql+psycopg://minerflow@db:5433/minerflow"
    assert str(store.folder) == "/var/lib/minerflow"
