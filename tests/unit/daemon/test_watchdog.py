"""The watchdog is fed while work gets on, whatever the pace of the jobs, and withheld when a turn hangs."""

import asyncio
import os
import socket
from datetime import timedelta

import pytest

from monitor.daemon.jobs import Job, running
from monitor.daemon.systemd import Notifier
from monitor.daemon.watchdog import watch
from monitor.pipeline.health import Health


@pytest.fixture
def line(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.setblocking(False)
        yield manager


def notifier(line):
    return Notifier(
        {"NOTIFY_SOCKET": line.getsockname(), "WATCHDOG_USEC": "2000", "WATCHDOG_PID": str(os.getpid())}
    )


async def fed(line):
    async with asyncio.timeout(60):
        return await asyncio.get_running_loop().sock_recv(line, 100)


async def test_a_job_that_rests_for_an_hour_does_not_hang(line):
    health = Health()
    done = asyncio.Event()

    async def turn():
        done.set()

    async with running([Job("hourly", timedelta(hours=1), turn)], health, lambda: None):
        await done.wait()
        async with asyncio.timeout(60):
            while health.beats:
                await asyncio.sleep(0.001)
        assert health.stale(asyncio.get_running_loop().time() + 3600, 300) == []
        watching = asyncio.create_task(watch(notifier(line), health))
        assert await fed(line) == b"WATCHDOG=1"
        watching.cancel()


async def test_a_turn_that_hangs_withholds_the_word(line):
    health = Health()
    health.beat("follow", asyncio.get_running_loop().time() - 301)
    assert health.stale(asyncio.get_running_loop().time(), 300) == ["follow"]
    watching = asyncio.create_task(watch(notifier(line), health))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await asyncio.get_running_loop().sock_recv(line, 100)
    health.beat("follow", asyncio.get_running_loop().time())
    assert await fed(line) == b"WATCHDOG=1"
    watching.cancel()


async def test_without_a_watchdog_there_is_nothing_to_feed():
    assert await watch(Notifier({}), Health()) is None
