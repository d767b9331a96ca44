"""A long way of blocks: cut short anywhere, told of, and bounded in memory; and the commands for the past."""

import asyncio
import json
import re
import signal
import sqlite3
from contextlib import closing

import pytest

from monitor.cli.main import run
from monitor.errors import SourceUnavailable
from monitor.log import configure_logging
from monitor.pipeline import fetch_ahead
from monitor.pipeline.fetch_ahead import ahead
from monitor.pipeline.progress import Reckoner
from monitor.pipeline.way import Way
from monitor.simulation import faults
from monitor.simulation.explorer import serve_explorer
from tests.chain_source import ChainSource
from tests.daemon import Household, Town, command, daemon_of, until

BLOCKS = 80


def scanned(directory):
    """The checkpoint's height, and how many blocks of the best chain were scanned."""
    file = f"file:{directory}/minerflow.sqlite3?mode=rw"  # to look for it does not make it
    with closing(sqlite3.connect(file, uri=True)) as database:
        [(height,)] = database.execute("SELECT tip_height FROM chain").fetchall() or [(0,)]
        [(count,)] = database.execute("SELECT count(*) FROM block WHERE NOT orphaned").fetchall()
    return height, count


def is_begun(directory, town):
    try:
        height, _ = scanned(directory)
    except sqlite3.OperationalError:
        return False
    return height > town.start_height + 20


async def test_a_catch_up_is_cut_short_by_sigterm_and_goes_on_exactly_there(tmp_path):
    town = Town()
    payments = [town.transfer(1) for _ in range(3)]
    for _ in range(BLOCKS):
        town.mine()
    payments.append(town.transfer(1))
    async with serve_explorer(town.chain) as explorer:
        explorer.faults.add("/block/*/raw", faults.slow(0.2))
        house = Household(tmp_path, town, [explorer.url], "port = 9", timeout=60)
        async with command(tmp_path, "run", "-c", house.config) as daemon:
            await until(lambda: is_begun(tmp_path, town), lambda: daemon.stderr)
            assert await daemon.end(signal.SIGTERM) == 0
            lines = [json.loads(line) for line in daemon.stderr.splitlines()]
        height, count = scanned(tmp_path)
        assert town.start_height + 20 < height < town.chain.tip.height
        assert count == height - town.start_height + 1, "no gap below the checkpoint"
        began = [line for line in lines if line["event"] == "catch_up.began"]
        assert [line["last"] for line in began] == [town.chain.tip.height], lines
        assert not [line for line in lines if line["event"] in {"follow.outdated", "source.unavailable"}], (
            lines
        )
        asked = len(explorer.asked("/block/*/raw"))
        proofs = len(payments)  # of what the miner's history shows, read meanwhile
        assert asked <= count + fetch_ahead.MAX_BLOCKS + 16 + proofs, "what was on its way, and one batch"
        explorer.faults.clear()
        async with daemon_of(house) as again:
            await until(lambda: scanned(tmp_path)[0] == town.chain.tip.height)
            async with again.store.read() as tx:
                flags = [flag.txid for each in await tx.episodes.listed() for flag in each.flags]
            assert sorted(flags) == sorted(payments)
    assert scanned(tmp_path) == (town.chain.tip.height, town.chain.tip.height - town.start_height + 1)


async def test_commands_for_the_past_work_beside_the_daemon(tmp_path, capsys):
    configure_logging("error")  # to standard error, away from what the commands say
    town = Town()
    past = town.transfer(5)
    for _ in range(6):
        town.mine()
    first = town.start_height
    town.start_height = town.chain.tip.height
    async with serve_explorer(town.chain) as explorer:
        house = Household(tmp_path, town, [explorer.url], "port = 9")
        async with daemon_of(house) as daemon:
            await until(lambda: daemon.store and is_there(tmp_path))

            async def said(*arguments):
                capsys.readouterr()
                code = await asyncio.to_thread(run, [*arguments, "-c", str(house.config)])
                return code, *capsys.readouterr()

            code, out, _ = await said("coverage", "--json")
            assert (code, json.loads(out)["gaps"]) == (0, [])
            code, out, _ = await said("backfill", "--from", str(first), "--to", str(first + 1), "--json")
            assert (code, json.loads(out)["scanned"]) == (0, 2)
            code, out, _ = await said("coverage")
            assert f"Blocks {first + 2} to {town.start_height - 1}: never scanned." in out
            assert "All 3 scripts scanned from block" in out
            code, out, _ = await said("backfill", "--from", str(first))
            assert "scanned" in out
            document = json.loads((await said("coverage", "--json"))[1])
            assert [(each["from"], each["to"]) for each in document["ranges"]] == [
                (first, town.chain.tip.height)
            ]
            async with daemon.store.read() as tx:
                [episode] = await tx.episodes.listed()
            assert [flag.txid for flag in episode.flags] == [past]
            code, out, err = await said("backfill", "--from", "1", "--to", "99999")
            assert (code, out) == (2, "")
            assert re.search(r"block 99999 is above the checkpoint, block \d+", err)
            now = town.transfer(6)

            async def told():
                async with daemon.store.read() as tx:
                    return now in {flag.txid for each in await tx.episodes.listed() for flag in each.flags}

            await until(told)


def is_there(directory):
    try:
        return scanned(directory)[1]
    except sqlite3.OperationalError:
        return False


async def test_what_is_fetched_ahead_is_bounded_in_number_and_bytes(monkeypatch):
    town = Town()
    source = ChainSource(town.chain)
    asked, size = [], len(town.chain.tip.raw)
    raw_block = source.raw_block

    async def counted(block_hash):
        asked.append(block_hash)
        return await raw_block(block_hash)

    source.raw_block = counted
    monkeypatch.setattr(fetch_ahead, "MAX_BYTES", 3 * size)
    taken = []
    async for arrival in ahead(source, [(height, None) for height in range(500)], Way()):
        taken.append(arrival.height)
        await asyncio.sleep(0)
        assert len(asked) - len(taken) < fetch_ahead.MAX_BLOCKS
    assert taken == list(range(town.chain.tip.height + 1)), "in order, and up to the tip"


async def test_blocks_before_the_one_that_failed_are_given_out():
    town = Town()
    source = ChainSource(town.chain)
    bad, raw_block = town.chain.tree.best[5].block_hash, source.raw_block

    async def failing(block_hash):
        if block_hash == bad:
            raise SourceUnavailable("chain", "gone")
        return await raw_block(block_hash)

    source.raw_block = failing
    arrivals = ahead(source, [(height, None) for height in range(20)], Way())
    assert [(await anext(arrivals)).height for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(SourceUnavailable):
        await anext(arrivals)


def test_a_stretch_tells_how_far_it_is_and_how_long_it_takes():
    told = []
    reckoner = Reckoner(told.append)
    reckoner.begin(101, 102, 0.0)
    assert not told, "two blocks are no catch-up"
    reckoner.begin(101, 200, 0.0)
    reckoner.step(150, 25.0)
    assert str(reckoner.stretch) == "50 of 100 blocks, 25 s to go"
    reckoner.begin(151, 210, 25.0)
    assert (reckoner.stretch.total, reckoner.stretch.done) == (110, 50)
    reckoner.end(30.0)
    assert told[-1] is None
