"""A database that moves from an SQLite file to a PostgreSQL server, and commands on it there."""

import asyncio
import json

import pytest

from monitor.alerts.outgoing import Outgoing
from monitor.cli.main import run
from monitor.config.load import load_settings
from monitor.flows import revisions
from monitor.flows.policy import Policy
from monitor.store.audit import AuditEntry
from monitor.store.store import daemon_lock, open_store
from tests.builders import NOON, make_flag
from tests.unit.pipeline.scene import Scene

TABLES = ("chain", "block", "coin", "episode", "flag", "revision", "outbox", "audit")


@pytest.fixture
def config(tmp_path, postgres, postgres_template):
    path = tmp_path / "minerflow.toml"
    url = postgres.tcp(postgres.new(postgres_template))
    path.write_text(f'network = "regtest"\n[[sources]]\nkind = "esplora"\nurl = "http://127.0.0.1:9"\n'
                    f'[labels]\npaths = []\n[store]\nurl = "{url}"\n')  # fmt: skip
    return path


def minerflow(capsys, *arguments):
    capsys.readouterr()
    code = run([str(each) for each in arguments])
    written = capsys.readouterr()
    return code, written.out, written.err


def test_a_database_moves_to_the_server_whole_and_goes_on_there(
    tmp_path, postgres, config, monkeypatch, capsys
):
    file = tmp_path / "db.sqlite3"
    before = asyncio.run(_filled(tmp_path, file))
    monkeypatch.setenv("MINERFLOW_STORE__PASSWORD", postgres.password)
    code, out, err = minerflow(capsys, "move", file, "-c", config, "--json")
    assert (code, err) == (0, "")
    rows = json.loads(out)["rows"]
    assert all(rows[name] for name in TABLES), rows
    assert minerflow(capsys, "move", file, "-c", config)[2].strip().endswith("make a new database")
    after = asyncio.run(_told(load_settings(config, {}).store.url, postgres.password))
    assert after == before
    code, out, err = minerflow(capsys, "queue", "-c", config, "--json")
    assert (code, len(json.loads(out)["episodes"])) == (0, 2), err
    assert postgres.password not in out + err


def test_a_database_of_another_network_is_not_moved(tmp_path, postgres, config, monkeypatch, capsys):
    file = tmp_path / "db.sqlite3"
    asyncio.run(_filled(tmp_path, file))
    monkeypatch.setenv("MINERFLOW_STORE__PASSWORD", postgres.password)
    config.write_text(config.read_text().replace('"regtest"', '"main"'))
    code, _, err = minerflow(capsys, "move", file, "-c", config)
    assert code == 1
    assert "it follows regtest, the configuration says main" in " ".join(err.split())


async def _filled(tmp_path, file):
    scene = Scene()
    scene.mine(scene.pay(200))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        async with house.store.write() as tx:
            await tx.episodes.save(revisions.started((make_flag("t9", miner="riot"),), NOON, NOON), "{}")
            await tx.audit.append(AuditEntry(NOON, "ann", "noted", "e", "because"))
            await tx.outbox.append([Outgoing("a", '{"b": 1}', retain=True)], NOON)
    return await _told(f"sqlite:///{file}", None)


async def _told(url, password):
    """What counts of a database, and what the next row in it is called."""
    async with open_store(url, Policy(), password=password) as store, store.read() as tx:
        told = [
            await tx.episodes.listed(), await tx.chain.tip(), sorted(await tx.coins.unspent(), key=repr),
            await tx.outbox.pending(99), await tx.audit.of("e"),
        ]  # fmt: skip
        await tx.outbox.append([Outgoing("next", "{}", retain=False)], NOON)
        return [*told, (await tx.outbox.pending(99))[-1].outbox_id]


def test_a_database_that_is_missing_or_in_use_is_not_moved(tmp_path, postgres, config, monkeypatch, capsys):
    file = tmp_path / "db.sqlite3"
    monkeypatch.setenv("MINERFLOW_STORE__PASSWORD", postgres.password)
    code, _, err = minerflow(capsys, "move", file, "-c", config)
    assert (code, "no such file" in err) == (2, True)

    async def in_use():
        async with open_store(f"sqlite:///{file}", Policy()), daemon_lock(f"sqlite:///{file}") as lock:
            await lock.take()
            return await asyncio.to_thread(minerflow, capsys, "move", file, "-c", config)

    code, _, err = asyncio.run(in_use())
    assert (code, "another minerflow daemon" in err) == (1, True)
