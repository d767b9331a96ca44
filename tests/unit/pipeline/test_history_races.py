"""Histories and blocks at the same time: whatever happens between two answers, no transfer falls between the two."""

import asyncio
import os
import tempfile
from itertools import chain, repeat
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import SourceError
from monitor.simulation.habits import Habits
from tests.chain_source import ChainSource, open_house
from tests.unit.pipeline.both_ways import Economy, stored, truth
from tests.unit.pipeline.test_follow_addresses import actions, assert_all_is_found

EXAMPLES = int(os.environ.get("MINERFLOW_DEEP_EXAMPLES", "6"))
ASKED = (
    "tip_hash", "tip_height", "block_hash", "header", "raw_block", "raw_transaction", "history", "totals",
)  # fmt: skip


class Restless(ChainSource):
    """A source between whose answers things happen, and which may lag behind."""

    def __init__(self, economy, steps, waits):
        super().__init__(economy.chain)
        self._economy = economy
        self._steps = iter(steps)
        self._waits = chain(waits, repeat(0))
        self.habits = Habits(rows=3)

    def __getattribute__(self, name):
        method = super().__getattribute__(name)
        return self._restless(method) if name in ASKED else method

    def _restless(self, method):
        async def asked(*arguments):
            for _ in range(next(self._waits)):
                await asyncio.sleep(0.001)  # others get their turn, at the database as well
            for action in (step for step in [next(self._steps, None)] if step):
                self._economy.act(*action)
            return await method(*arguments)

        return asked


async def quietly(turn):
    try:
        await turn()
    except SourceError:
        return  # the chain moved on under the question; the next turn asks again


async def race(path, before, during, waits):
    economy = Economy()
    for action in before:
        economy.act(*action)
    source = Restless(economy, during, waits)
    async with open_house(path, source, economy.book, economy.at, start="tip", mode="blocks") as house:
        for _ in range(3):
            await asyncio.gather(quietly(house.follower.advance), quietly(house.histories.turn))
        economy.act("mine", 0, 0)
        source.habits = Habits()
        for _ in range(60):  # until nothing happens any more
            await quietly(house.follower.advance)
            await quietly(house.histories.turn)
            async with house.store.read() as tx:
                tip = await tx.chain.tip()
                coverage = await tx.histories.coverage(economy.book.digest, -1)
            if tip.block_hash == economy.chain.tip.block_hash and coverage.complete == coverage.scripts:
                break
        assert stored(path, economy) == truth(economy)
        await assert_all_is_found(path, economy, house)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(
    before=st.lists(actions, max_size=8),
    during=st.lists(st.one_of(st.none(), actions), max_size=40),
    waits=st.lists(st.integers(0, 6), max_size=60),
)
def test_no_transfer_falls_between_history_and_blocks(before, during, waits):
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(race(Path(directory) / "db.sqlite3", before, during, waits))


async def test_a_block_that_was_scanned_while_a_history_was_read_is_read_about_as_well(tmp_path):
    """It holds the spend of a coin that neither its scan nor the history as it was read knew of."""
    economy = Economy()
    economy.mine()
    path = tmp_path / "db.sqlite3"
    start = economy.chain.tip.height
    async with open_house(path, economy.source, economy.book, economy.at, start=start) as house:
        await house.follower.advance()
        totals, counted = economy.source.totals, []

        async def passed_by(script_pubkey):
            told = await totals(script_pubkey)
            counted.append(script_pubkey)
            if counted.count(economy.scripts[0].script_pubkey) == 2:  # its pages were read between the two
                economy.act("pay", 0, 15)
                economy.act("mine", 0, 0)
                await house.follower.advance()
            return told

        economy.source.totals = passed_by
        await house.histories.turn()
        assert len(truth(economy)) == 1
        await assert_all_is_found(path, economy, house)


async def test_a_block_that_is_under_way_while_a_history_is_taken_in_is_scanned_again(tmp_path):
    economy = Economy()
    economy.mine()
    path = tmp_path / "db.sqlite3"
    start = economy.chain.tip.height
    async with open_house(path, economy.source, economy.book, economy.at, start=start) as house:
        await house.follower.advance()
        economy.act("pay", 0, 15)
        economy.act("mine", 0, 0)
        raw_block, read = economy.source.raw_block, []

        async def overtaken(block_hash):
            raw = await raw_block(block_hash)
            if not read:
                read.append(block_hash)
                # What the history shows of the block is not ours yet, and the coins come too late for its scan.
                await house.histories.turn()
            return raw

        economy.source.raw_block = overtaken
        await house.follower.advance()
        await house.follower.advance()
        assert read
        await assert_all_is_found(path, economy, house)


async def test_coins_that_come_to_light_at_every_block_do_not_keep_the_tip_out_of_reach(tmp_path):
    economy = Economy()
    economy.mine()
    path = tmp_path / "db.sqlite3"
    start = economy.chain.tip.height
    async with open_house(path, economy.source, economy.book, economy.at, start=start) as house:
        await house.follower.advance()
        for _ in range(4):
            economy.act("pay", 0, 15)
            economy.act("mine", 0, 0)
        raw_block = economy.source.raw_block

        async def overtaken(block_hash):
            async with house.store.write() as tx:
                await tx.chain.coins_changed()
            return await raw_block(block_hash)

        economy.source.raw_block = overtaken
        assert await house.follower.advance() == economy.chain.tip.height - start
        await house.histories.turn()
        await assert_all_is_found(path, economy, house)
