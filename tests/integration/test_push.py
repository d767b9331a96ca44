"""The push channel over a real websocket: it rings the bell, and whatever else it does, nothing comes of it."""

import asyncio
from contextlib import aclosing, asynccontextmanager

import pytest

from monitor.errors import SourceDataError, SourceUnavailable
from monitor.explorers.push import MAX_RECEIVED, MempoolPush
from monitor.simulation.explorer import serve_explorer
from monitor.simulation.push import serve_push
from tests.broker import Mosquitto
from tests.daemon import Household, Town, broker_lines, daemon_of, desk_at, until

SCRIPTS = [bytes([0, 20, number]) for number in range(40)]


@asynccontextmanager
async def listening(server):
    """A channel that has chosen its scripts, and a list that fills with what it calls."""
    channel = MempoolPush("mempool.test", server.url)
    heard = []

    async def favourites(count):
        return SCRIPTS[:count]

    async def listen():
        async with aclosing(channel.calls(favourites)) as calls:
            async for scripts in calls:
                heard.append(scripts)  # noqa: PERF401 - one by one, as they come

    task = asyncio.create_task(listen())
    try:
        await until(lambda: server.chosen or task.done())
        yield task, heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_it_chooses_as_many_scripts_as_are_granted_and_hears_of_those_only():
    async with serve_push(limit=4) as server, listening(server) as (_, heard):
        assert server.chosen == [[script.hex() for script in SCRIPTS[:4]]]
        await server.say('{"conversions": {"USD": 1}}')
        await server.call(SCRIPTS[9], "aa")
        await server.call(SCRIPTS[2], "bb")
        await until(lambda: heard)
        assert heard == [frozenset({SCRIPTS[2]})]


@pytest.mark.parametrize(
    ("message", "error", "words"),
    [
        ("{", SourceDataError, "no JSON"),
        ("[" * 100_000, SourceDataError, "no JSON"),
        ('{"multi-scriptpubkey-transactions": 7}', SourceDataError, "unknown message"),
        ('"' + "x" * MAX_RECEIVED + '"', SourceUnavailable, "message too big"),
    ],
    ids=["garbage", "deep", "shape", "huge"],
)
async def test_what_cannot_be_read_ends_the_connection(message, error, words):
    async with serve_push() as server, listening(server) as (task, heard):
        await server.say(message)
        with pytest.raises(error, match=f"mempool.test: .*{words}"):
            await asyncio.wait_for(task, 60)
        assert heard == []


async def test_a_channel_that_refuses_everything_is_said_to():
    async with serve_push(limit=0) as server, listening(server) as (task, _):
        with pytest.raises(SourceDataError, match="refuses our scripts"):
            await task


async def test_a_lost_connection_and_a_silent_address_are_unavailable():
    async with serve_push() as server, listening(server) as (task, _):
        await server.drop()
        with pytest.raises(SourceUnavailable, match="the connection was closed"):
            await task
    async with listening(server) as (task, _):
        with pytest.raises(SourceUnavailable, match=r"127\.0\.0\.1"):
            await task


async def test_a_call_brings_the_alert_long_before_the_next_sweep_also_after_a_reconnect(tmp_path):
    town = Town()
    (tmp_path / "broker").mkdir()
    with Mosquitto(tmp_path / "broker") as broker:
        async with serve_explorer(town.chain) as explorer, serve_push() as push, desk_at(broker) as desk:
            house = Household(
                tmp_path,
                town,
                [explorer.url],
                broker_lines(broker),
                extra='[mempool]\ninterval = "1h"\n',
                push_url=push.url,
            )
            async with daemon_of(house):
                await until(lambda: len(push.chosen) == 1)
                await until(lambda: desk.status.get("scanned_height") == town.chain.tip.height)
                first = town.pay(5)
                await push.call(town.miner.script_pubkey, first.txid)
                await until(lambda: desk.told(first.txid))
                await push.drop()
                await until(lambda: len(push.chosen) == 2)
                second = town.pay(6)
                await push.call(town.miner.script_pubkey, second.txid)
                await until(lambda: desk.told(second.txid))
            assert desk.events[-1]["episode"]["stage"] == "mempool"
