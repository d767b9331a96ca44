"""Daemons on a PostgreSQL server: crashes, a stand-by that takes over, and a server that goes away."""

import asyncio
import signal
from collections import Counter

import pytest

from monitor import app
from monitor.config.load import load_settings
from monitor.errors import StoreTaken
from monitor.simulation.explorer import serve_explorer
from tests.daemon import (
    DEADLINE_SECONDS,
    Household,
    Town,
    broker_lines,
    command,
    desk_at,
    until,
    without_gaps,
)
from tests.postgres_server import PostgresCluster, name_of


def household(path, town, explorer, broker, url):
    return Household(path, town, [explorer.url], broker_lines(broker), database=url)


def once_each(desk, txids):
    """Every transfer was told, as one event that was sent once, and no revision is missing."""
    assert [desk.told(txid) for txid in txids] == [1] * len(txids)
    assert without_gaps(desk.events)
    return max(Counter(event["event_id"] for event in desk.events).values())


async def test_a_killed_daemon_goes_on_where_it_was_and_a_stand_by_takes_its_place(
    tmp_path, broker, postgres_url
):
    town = Town()
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        house = household(tmp_path, town, explorer, broker, postgres_url)
        txids = [town.transfer(1)]
        async with command(tmp_path, "run", "-c", house.config) as first:
            await until(lambda: desk.told(txids[0]))
            async with command(tmp_path, "run", "-c", house.config) as second:
                await until(lambda: "daemon.standing_by" in second.stderr, lambda: second.stderr)
                txids.append(town.transfer(1))
                await until(lambda: desk.told(txids[1]))
                assert await first.end(signal.SIGKILL) == -signal.SIGKILL
                txids.append(town.transfer(1))
                await until(lambda: desk.told(txids[2]), lambda: second.stderr)
                assert second.stderr.count("daemon.standing_by") == 1
                assert "daemon.taking_over" in second.stderr
                await until(lambda: desk.status["state"] == "online")
                assert await second.end() == 0
        await until(lambda: desk.status["state"] == "offline")
    assert once_each(desk, txids) <= 2, (
        "what was under way when it was killed may come twice, by its event id"
    )


async def test_a_daemon_whose_place_was_taken_ends_and_leaves_the_word_to_the_other(
    tmp_path, broker, postgres, postgres_url
):
    """Its lock is lost while it lives, as in a network that comes back."""
    town, ready = Town(), asyncio.Event()
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        house = household(tmp_path, town, explorer, broker, postgres_url)
        settings = load_settings(house.config, {})
        running = asyncio.create_task(app.run(settings, asyncio.Event(), on_ready=lambda _: ready.set()))
        await asyncio.wait_for(ready.wait(), DEADLINE_SECONDS)
        await until(lambda: desk.status.get("state") == "online")
        with postgres.admin(name_of(postgres_url)) as admin:
            admin.execute("INSERT INTO tenure (holder, since) VALUES ('elsewhere:1', now())")
        postgres.cut_daemons()
        with pytest.raises(StoreTaken, match="another daemon has taken over"):
            await asyncio.wait_for(running, DEADLINE_SECONDS)
        assert "offline" not in {each["state"] for each in desk.documents("status")}


async def test_a_server_that_goes_away_is_shown_and_loses_nothing(tmp_path, broker):
    cluster = PostgresCluster()
    town = Town()
    try:
        async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
            house = household(tmp_path, town, explorer, broker, cluster.url(cluster.new()))
            txids = [town.transfer(1)]
            async with command(tmp_path, "run", "-c", house.config) as daemon:
                await until(lambda: desk.told(txids[0]), lambda: daemon.stderr)
                cluster.stop()
                txids += [town.transfer(1), town.transfer(1)]
                await until(lambda: "store" in desk.status["troubles"])
                assert desk.status["state"] == "degraded"
                cluster.start()
                await until(lambda: desk.told(txids[-1]), lambda: daemon.stderr)
                await until(lambda: desk.status["state"] == "online")
                assert daemon.stderr.count("store.lock_lost") == 1
                assert await daemon.end() == 0
        once_each(desk, txids)
    finally:
        cluster.close()
