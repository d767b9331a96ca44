"""A daemon that waits for its turn: what systemd hears meanwhile, and how the waiting ends."""

import asyncio
import socket

import pytest

from monitor.daemon.stand_by import WAITING, stand_by
from monitor.daemon.systemd import Notifier
from monitor.store.store import daemon_lock


@pytest.fixture
def line(tmp_path):
    """What systemd listens on."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.setblocking(False)
        yield heard


async def told(line):
    return (await asyncio.wait_for(asyncio.get_running_loop().sock_recv(line, 4096), 60)).decode()


async def test_a_stand_by_is_ready_feeds_the_watchdog_and_takes_over_within_a_second(line, postgres_url):
    notifier = Notifier({"NOTIFY_SOCKET": line.getsockname(), "WATCHDOG_USEC": "200000"})
    loop = asyncio.get_running_loop()
    async with daemon_lock(postgres_url) as first, daemon_lock(postgres_url) as second:
        assert await first.take()
        waiting = asyncio.create_task(stand_by(second, asyncio.Event(), notifier))
        assert await told(line) == f"READY=1\nSTATUS={WAITING}"
        assert [await told(line) for _ in range(3)] == ["WATCHDOG=1"] * 3
        await first.__aexit__()
        freed = loop.time()
        assert await asyncio.wait_for(waiting, 60)
        assert loop.time() - freed < 5


async def test_a_stand_by_that_is_told_to_stop_ends(line, postgres_url):
    stop = asyncio.Event()
    notifier = Notifier({"NOTIFY_SOCKET": line.getsockname()})
    async with daemon_lock(postgres_url) as first, daemon_lock(postgres_url) as second:
        assert await first.take()
        waiting = asyncio.create_task(stand_by(second, stop, notifier))
        assert WAITING in await told(line)
        stop.set()
        assert not await asyncio.wait_for(waiting, 60)
