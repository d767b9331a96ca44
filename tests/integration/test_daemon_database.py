"""The database under the daemon: full disk, other owners, other versions, damage."""

import os
import sqlite3
import stat
import subprocess
from collections import Counter
from contextlib import contextmanager, suppress

import pytest

from monitor.alerts.outgoing import Outgoing
from monitor.errors import StoreError, StoreFull
from monitor.flows.policy import Policy
from monitor.pipeline.health import Health
from monitor.pipeline.ports import Message
from monitor.pipeline.relay import Relay
from monitor.simulation.explorer import serve_explorer
from monitor.store.store import open_store
from tests.daemon import (
    START,
    Household,
    Town,
    broker_lines,
    command,
    daemon_of,
    desk_at,
    until,
    without_gaps,
)


@contextmanager
def small_disk(directory):
    """A file system of four megabytes."""
    directory.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(directory)],
        check=False,
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        pytest.skip(f"a full disk needs a small file system, and mount says: {mounted.stderr.strip()}")
    try:
        yield directory
    finally:
        subprocess.run(["umount", "--lazy", str(directory)], check=True)


def fill(path) -> None:
    """Write until there is no room for another byte."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


async def test_a_full_disk_is_shown_and_loses_nothing(tmp_path, broker):
    town = Town()
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        with small_disk(tmp_path / "disk") as disk:
            house = Household(
                tmp_path, town, [explorer.url], broker_lines(broker), database=disk / "minerflow.sqlite3"
            )
            async with daemon_of(house):
                txids = [town.transfer(1)]
                await until(lambda: desk.told(txids[0]))
                fill(disk / "ballast")
                txids += [town.transfer(1) for _ in range(10)]
                await until(lambda: "the disk is full" in desk.status.get("troubles", {}).get("store", ""))
                assert desk.status["state"] == "degraded"
                assert desk.status["scanned_height"] < town.chain.tip.height
                heartbeats = len(desk.documents("status"))
                await until(lambda: len(desk.documents("status")) > heartbeats + 2)
                assert desk.status["state"] == "degraded", "it stays so for as long as it lasts"
                (disk / "ballast").unlink()
                txids.append(town.transfer(1))
                await until(lambda: desk.told(txids[-1]), lambda: desk.status)
                await until(lambda: desk.status["state"] == "online")
    assert [desk.told(txid) for txid in txids] == [1] * len(txids)
    assert without_gaps(desk.events)
    assert max(Counter(event["event_id"] for event in desk.events).values()) == 1


class FillsTheDisk:
    """A publisher whose first message is acknowledged in the moment in which the disk becomes full."""

    def __init__(self, ballast) -> None:
        self.topics: list[str] = []
        self._ballast = ballast

    async def publish(self, message: Message) -> None:
        if not self.topics:
            fill(self._ballast)
        self.topics.append(message.topic)


async def test_what_the_broker_has_is_not_sent_again_because_the_disk_is_full(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        async with open_store(f"sqlite:///{disk}/db.sqlite3", Policy()) as store:
            async with store.write() as tx:
                outgoing = [Outgoing(topic, "{}", retain=False) for topic in ("a", "b")]
                await tx.outbox.append(outgoing, START)
            publisher = FillsTheDisk(disk / "ballast")
            relay = Relay(store, publisher, lambda: START, Health())
            for _ in range(3):
                with pytest.raises(StoreFull):
                    await relay.drain()
            (disk / "ballast").unlink()
            assert await relay.drain() == 2
            assert publisher.topics == ["a", "b"]
            async with store.read() as tx:
                assert await tx.outbox.depth() == 0


async def test_a_database_of_a_newer_version_stops_the_start(tmp_path):
    house = Household(tmp_path, Town(), ["http://127.0.0.1:9/api"], "")
    async with open_store(f"sqlite:///{tmp_path}/minerflow.sqlite3", Policy()):
        pass
    with sqlite3.connect(tmp_path / "minerflow.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    async with command(tmp_path, "run", "-c", house.config) as daemon:
        assert await daemon.ended() == 78
        assert "newer version of Minerflow (schema 9999" in daemon.stderr
        assert "install that version, or restore a backup" in daemon.stderr


async def test_a_second_daemon_is_sent_away_and_the_first_goes_on(tmp_path, broker):
    town = Town()
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        house = Household(tmp_path, town, [explorer.url], broker_lines(broker))
        async with daemon_of(house):
            async with command(tmp_path, "run", "-c", house.config) as second:
                assert await second.ended() == 1
                assert f"{tmp_path}/minerflow.sqlite3: another minerflow daemon is running" in second.stderr
                assert f"on this database (process {os.getpid()}); stop that one" in second.stderr
            txid = town.transfer(5)
            await until(lambda: desk.told(txid))
            assert "offline" not in {each["state"] for each in desk.documents("status")}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"this is a letter, " * 100, "no database, or it is damaged"), (None, "cannot be")],
)
async def test_what_is_no_database_stops_the_start_and_is_left_alone(tmp_path, content, complaint):
    file = tmp_path / "minerflow.sqlite3"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    with pytest.raises(StoreError, match=complaint) as raised:
        async with daemon_of(Household(tmp_path, Town(), ["http://127.0.0.1:9/api"], "")):
            pass
    assert str(file) in str(raised.value)
    assert content is None or file.read_bytes() == content


async def test_a_damaged_database_stops_the_next_start(tmp_path, broker):
    town = Town()
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        house = Household(tmp_path, town, [explorer.url], broker_lines(broker))
        async with daemon_of(house):
            await until(lambda: desk.status.get("scanned_height"))
        file = tmp_path / "minerflow.sqlite3"
        content = bytearray(file.read_bytes())
        content[8192:] = os.urandom(len(content) - 8192)
        file.write_bytes(content)
        with pytest.raises(StoreError, match="no database, or it is damaged; restore a backup"):
            async with daemon_of(house):
                pass


async def test_a_missing_folder_is_made_for_our_eyes_only_or_named(tmp_path):
    house = Household(
        tmp_path, Town(), ["http://127.0.0.1:9/api"], "port = 9", database="new/folder/db.sqlite3"
    )
    async with daemon_of(house) as daemon:
        await until(lambda: {"source", "broker"} <= daemon.health.troubles.keys())
    assert stat.S_IMODE((tmp_path / "new/folder").stat().st_mode) == 0o700
    (tmp_path / "file").touch()
    house.database = "file/db.sqlite3"
    with pytest.raises(StoreError, match=f"{tmp_path}/file: .*folder cannot be made"):
        async with daemon_of(house):
            pass
