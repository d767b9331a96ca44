"""From a block on an explorer to a message at a broker, through stops, crashes and restarts of the daemon."""

import asyncio
import json
import signal
import sys

from monitor.simulation.explorer import serve_explorer
from tests.daemon import (
    DEADLINE_SECONDS,
    Household,
    Town,
    broker_lines,
    command,
    daemon_of,
    desk_at,
    until,
    without_gaps,
)


async def test_a_transfer_reaches_the_desk_over_stops_and_crashes_of_the_daemon(tmp_path, broker):
    town = Town()
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        house = Household(tmp_path, town, [explorer.url], broker_lines(broker))
        first = town.transfer(5)
        async with command(tmp_path, "run", "-c", house.config) as daemon:
            await until(lambda: desk.told(first), lambda: daemon.stderr)
            await until(lambda: desk.status.get("scanned_height") == town.chain.tip.height)
            assert desk.status["state"] == "online"
            [retained] = desk.documents("episodes/")
            assert retained == desk.events[0]
            assert retained["episode"]["flags"][0]["to_entity"] == "two-prime"
            assert await daemon.end(signal.SIGTERM) == 0
            assert "daemon.stopped" in daemon.stderr
        await until(lambda: desk.status["state"] == "offline")
        assert desk.status["scanned_height"] == town.chain.tip.height, "a stop in order says where it stopped"

        while_away = town.transfer(6)
        async with command(tmp_path, "run", "-c", house.config) as daemon:
            await until(lambda: desk.told(while_away), lambda: daemon.stderr)
            await until(lambda: desk.status["state"] == "online")
            await daemon.end(signal.SIGKILL)
            await until(lambda: desk.status["state"] == "offline")
            assert "scanned_height" not in desk.status, "the will speaks for one who vanished"

        after_crash = town.transfer(7)
        async with command(tmp_path, "run", "-c", house.config) as daemon:
            await until(lambda: desk.told(after_crash), lambda: daemon.stderr)
            await until(lambda: desk.status["state"] == "online")
            assert await daemon.end(signal.SIGINT) == 0
        await until(lambda: desk.status["state"] == "offline")

        assert [desk.told(txid) for txid in (first, while_away, after_crash)] == [1, 1, 1]
        assert without_gaps(desk.events)
        assert desk.events[-1]["episode"]["sats"] == 18 * 10**8
    async with desk_at(broker, "minerflow") as later:
        await until(lambda: later.documents("status"))
        assert later.status["state"] == "offline", "it is retained"


async def test_watch_prints_alerts_as_they_come(tmp_path, broker):
    town = Town()
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        house = Household(tmp_path, town, [explorer.url], broker_lines(broker))
        watching = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "monitor", "watch", "--json", "--count", "2", "-c", house.config),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        await until(lambda: broker.log.read_text().count("Received SUBSCRIBE") == 2)
        town.transfer(5)
        town.transfer(6)
        async with daemon_of(house):
            out, err = await asyncio.wait_for(watching.communicate(), DEADLINE_SECONDS)
        assert (watching.returncode, err) == (0, b"")
        assert [json.loads(line) for line in out.splitlines()] == desk.events
