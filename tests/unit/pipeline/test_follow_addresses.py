"""The second way to follow: addresses are polled one by one, and show what the blocks show."""

import asyncio
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.daemon.following import Following
from monitor.errors import SourceCannot, SourceLacks
from monitor.flows.flag import Stage, Standing
from monitor.pipeline.allowance import Allowance, AllowanceSpent
from monitor.pipeline.coverage import coverage_text
from monitor.pipeline.poll_order import Polled, most_overdue
from monitor.simulation.habits import Habits
from tests.chain_source import open_house
from tests.unit.pipeline.both_ways import Economy, flagged, stored, truth
from tests.unit.pipeline.test_history import HABITS

ACTIONS = ("fund", "pay", "batch", "together", "move", "deposit", "mine", "mine", "reorg")
LIFE = [
    ("pay", 0, 3), ("mine", 0, 0), ("fund", 1, 9), ("together", 0, 25), ("mine", 0, 0), ("batch", 2, 4), ("move", 3, 5),
    ("mine", 0, 0), ("pay", 0, 2), ("deposit", 2, 1), ("mine", 0, 0), ("reorg", 0, 1), ("pay", 3, 2), ("pay", 3, 2),
    ("mine", 0, 0), ("together", 2, 3), ("mine", 0, 0),
]  # fmt: skip
actions = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 3), st.integers(1, 12))


async def flags_of(house):
    async with house.store.read() as tx:
        return [flag for episode in await tx.episodes.listed() for flag in episode.flags]


async def assert_all_is_found(path, economy, house):
    assert stored(path, economy) == truth(economy)
    live = {(flag.txid, flag.block.block_hash, flag.sats) for flag in await flags_of(house) if flag.live}
    assert live == flagged(economy)


async def keep_up(house, economy):
    house.times.now = economy.at
    await house.follower.advance()
    await house.histories.turn()


@pytest.mark.parametrize(
    ("mode", "habits"),
    [("blocks", Habits()), *(("addresses", each) for each in HABITS.values())],
    ids=["blocks", *HABITS],
)
async def test_both_ways_find_the_same_transfers_whatever_the_habits(tmp_path, mode, habits):
    economy = Economy()
    economy.source.habits = habits
    start = economy.chain.tip.height - 1
    path = tmp_path / "db.sqlite3"
    async with open_house(path, economy.source, economy.book, economy.at, start=start, mode=mode) as house:
        for action in LIFE:
            economy.act(*action)
            if action[0] in {"mine", "reorg"}:
                await keep_up(house, economy)
        assert len(truth(economy)) == 8
        await assert_all_is_found(path, economy, house)


async def test_an_input_that_names_nobody_is_looked_up_where_a_miner_pays(tmp_path):
    economy = Economy()
    economy.act("together", 0, 25)
    economy.mine(*economy.chain.unmined)
    path, start = tmp_path / "db.sqlite3", economy.chain.tip.height
    async with open_house(path, economy.source, economy.book, economy.at, start=start) as house:
        await house.follower.advance()
        assert len(truth(economy)) == 1
        await assert_all_is_found(path, economy, house)


async def follow_life(path, mode, life, habits):
    economy = Economy()
    economy.source.habits = habits
    start = economy.chain.tip.height - 1
    now = economy.at
    for part in (life[: len(life) // 2], life[len(life) // 2 :]):
        async with open_house(path, economy.source, economy.book, now, start=start, mode=mode) as house:
            for kept_up, action in part:
                economy.act(*action)
                if kept_up:
                    await keep_up(house, economy)
            now = economy.at
            await keep_up(house, economy)
            await keep_up(house, economy)
            await assert_all_is_found(path, economy, house)


EXAMPLES = int(os.environ.get("MINERFLOW_DEEP_EXAMPLES", "5"))
"""How many lives of each kind; more when somebody has the time."""


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(
    mode=st.sampled_from(["blocks", "addresses"]),
    life=st.lists(st.tuples(st.booleans(), actions), min_size=4, max_size=16),
    rows=st.integers(1, 30),
    ascending=st.booleans(),
    lost=st.sampled_from(["empty", "first page", "error"]),
)
def test_on_any_chain_either_way_finds_what_a_scan_of_all_blocks_finds(mode, life, rows, ascending, lost):
    habits = Habits(rows=rows, ascending=ascending, chained_last=ascending, lost=lost)
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(follow_life(Path(directory) / "db.sqlite3", mode, life, habits))


async def test_a_transfer_is_told_final_and_taken_back_with_its_block(tmp_path):
    economy = Economy()
    economy.source.serves_blocks = False
    path = tmp_path / "db.sqlite3"
    async with open_house(path, economy.source, economy.book, economy.at, mode="addresses", depth=3) as house:
        await keep_up(house, economy)
        economy.act("pay", 0, 3)
        fork = economy.chain.tip
        economy.act("mine", 0, 0)
        await keep_up(house, economy)
        [flag] = await flags_of(house)
        assert (flag.stage, flag.proven_inclusion, flag.late) == (Stage.INCLUDED, False, False)
        rival = economy.mine(parent=fork)
        rival = economy.mine(parent=rival)
        await keep_up(house, economy)
        [flag] = await flags_of(house)
        assert flag.standing is Standing.VOID
        economy.act("mine", 0, 0)
        await keep_up(house, economy)
        [flag] = await flags_of(house)
        assert (flag.stage, flag.block.block_hash) == (Stage.INCLUDED, economy.chain.tip.block_hash)
        economy.mine()
        economy.mine()
        await keep_up(house, economy)
        [flag] = await flags_of(house)
        assert flag.stage is Stage.FINAL
        async with house.store.read() as tx:
            assert await tx.chain.count() == 0, "no block was scanned"
            coverage = await tx.histories.coverage(economy.book.digest, await tx.chain.blind_height())
        height = economy.chain.tip.height
        assert (coverage.complete, coverage.upto_height) == (4, height)
        assert coverage_text(6, None, coverage) == (
            f"4 of 4 miners' scripts read by their addresses to block {height}; no block was scanned"
        )


async def test_a_poll_of_a_quiet_script_is_one_request(tmp_path):
    economy = Economy()
    asked = []
    totals, history = economy.source.totals, economy.source.history

    async def counted(script_pubkey):
        asked.append("totals")
        return await totals(script_pubkey)

    async def listed(script_pubkey, cursor=None):
        asked.append("history")
        return await history(script_pubkey, cursor)

    economy.source.totals, economy.source.history = counted, listed
    async with open_house(
        tmp_path / "db", economy.source, economy.book, economy.at, mode="addresses"
    ) as house:
        await keep_up(house, economy)
        asked.clear()
        await keep_up(house, economy)
        assert not asked, "without a new block nothing can be new"
        economy.mine()
        await keep_up(house, economy)
        assert asked == ["totals"] * 4


async def test_auto_goes_by_addresses_where_nobody_serves_blocks(tmp_path):
    economy = Economy()
    economy.source.serves_blocks = False
    path = tmp_path / "db"
    async with open_house(path, economy.source, economy.book, economy.at) as house:
        following = Following(house.follower, house.health, house.way)
        for _ in range(3):
            assert house.way.by_blocks
            await following.turn()
        assert not house.way.by_blocks
        await following.turn()
        async with house.store.read() as tx:
            assert (await tx.chain.tip()).block_hash == economy.chain.tip.block_hash


async def test_a_source_that_has_headers_and_no_blocks_is_one_that_serves_none(tmp_path):
    economy = Economy()

    async def lacking(block_hash):
        raise SourceLacks("chain", f"404 block/{block_hash}/raw")

    economy.source.raw_block = lacking
    async with open_house(tmp_path / "db", economy.source, economy.book, economy.at) as house:
        following = Following(house.follower, house.health, house.way)
        for _ in range(3):
            await following.turn()
        assert not house.way.by_blocks


async def test_once_blocks_came_a_source_without_them_is_in_trouble(tmp_path):
    economy = Economy()
    async with open_house(tmp_path / "db", economy.source, economy.book, economy.at) as house:
        following = Following(house.follower, house.health, house.way)
        await following.turn()
        economy.source.serves_blocks = False
        economy.mine()
        for _ in range(4):
            with pytest.raises(SourceCannot):
                await following.turn()
        assert house.way.by_blocks


async def test_who_insists_on_blocks_gets_no_addresses(tmp_path):
    economy = Economy()
    economy.source.serves_blocks = False
    async with open_house(tmp_path / "db", economy.source, economy.book, economy.at, mode="blocks") as house:
        following = Following(house.follower, house.health, house.way)
        for _ in range(4):
            with pytest.raises(SourceCannot):
                await following.turn()


async def test_nothing_falls_between_polled_addresses_and_scanned_blocks(tmp_path):
    economy = Economy()
    path = tmp_path / "db"
    async with open_house(path, economy.source, economy.book, economy.at, mode="addresses") as house:
        await keep_up(house, economy)
        economy.act("pay", 0, 3)
        economy.act("mine", 0, 0)
        await house.follower.advance()  # its header is taken in, and nobody has polled yet
    async with open_house(path, economy.source, economy.book, economy.at, mode="blocks") as house:
        economy.act("pay", 2, 3)
        economy.act("mine", 0, 0)
        await keep_up(house, economy)
        await assert_all_is_found(path, economy, house)


def test_lively_scripts_are_polled_more_often_but_none_is_forgotten():
    polled = [Polled(b"quiet", 100, 20), Polled(b"lively", 100, 0), Polled(b"late", 90, 2)]
    assert most_overdue(polled, 101) == [b"late", b"lively", b"quiet"]
    assert most_overdue([Polled(b"quiet", 100, 20), Polled(b"lively", 109, 0)], 110)[0] == b"quiet"


@given(
    per_hour=st.integers(1, 5000),
    waits=st.lists(st.floats(0, 3600), max_size=60),
)
def test_no_hour_sees_more_requests_than_allowed(per_hour, waits):
    now, made = 0.0, 0
    allowance = Allowance(per_hour, lambda: now)
    for wait in waits:
        now += wait
        try:
            while True:
                allowance.take()
                made += 1
        except AllowanceSpent:
            pass
        assert made <= max(20, per_hour // 12) + now / 3600 * per_hour + 1


def test_the_first_requests_need_not_wait():
    allowance = Allowance(1, lambda: 0.0)
    for _ in range(20):
        allowance.take()
    with pytest.raises(AllowanceSpent):
        allowance.take()
