"""The follower over several explorers by real HTTP: who leads, who lags, who is on another branch, who lies."""

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import pytest
import structlog

from monitor.bitcoin.network import Network
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceLacks
from monitor.flows.flag import Stage
from monitor.labels.vocabulary import Category
from monitor.opening import open_sources
from monitor.pipeline.follow import COMPARE_EVERY
from monitor.pipeline.source_views import Says
from monitor.simulation import faults
from monitor.simulation.explorer import serve_explorer
from tests.builders import book_of, label
from tests.chain_source import open_house
from tests.daemon import Town

HOUR = 120
"""Turns of half a minute."""


@dataclass
class Field:
    """Towns that began alike, an explorer at each, and a follower of all of them."""

    towns: list[Town]
    explorers: list
    house: object

    async def turns(self, count: int = 1) -> None:
        for _ in range(count):
            await self.house.follower.advance()

    async def compared(self) -> None:
        """So many turns that everybody was asked once."""
        await self.turns(COMPARE_EVERY)

    def says(self, number: int) -> Says | None:
        name = f"explorer {number}"
        views = self.house.follower._progress.views.all()
        return next((view.says for view in views if view.source == name), None)

    async def tip(self) -> str:
        async with self.house.store.read() as tx:
            return (await tx.chain.tip()).block_hash

    async def stages(self) -> dict[str, Stage]:
        async with self.house.store.read() as tx:
            return {flag.txid: flag.stage for each in await tx.episodes.listed() for flag in each.flags}


@asynccontextmanager
async def field(tmp_path, count: int = 2, *, towns: int | None = None):
    """`count` explorers; each has a town of its own, or all the same one."""
    all_towns = [Town(b"field") for _ in range(towns or count)]
    town = all_towns[0]
    book = book_of(
        label(town.miner, "mara", Category.MINER), label(town.desk, "two-prime", Category.PRIME_BROKER)
    )
    async with AsyncExitStack() as stack:
        explorers = [
            await stack.enter_async_context(serve_explorer(all_towns[min(number, len(all_towns) - 1)].chain))
            for number in range(count)
        ]
        sections = tuple(
            SourceSettings(kind="esplora", url=explorer.url, name=f"explorer {number}", timeout=10)
            for number, explorer in enumerate(explorers, 1)
        )
        sources = await stack.enter_async_context(open_sources(sections, Network.REGTEST))
        house = await stack.enter_async_context(
            open_house(tmp_path / "db", sources, book, town.at, start=town.start_height)
        )
        made = Field(all_towns, explorers, house)
        await made.turns()
        yield made


def logged(lines, event):
    return [(line["source"], line["says"]) for line in lines if line["event"] == event]


async def test_two_sources_on_two_branches_for_an_hour(tmp_path):
    """The heavier branch is followed, whoever is first; each change of mind of a source is one line."""
    async with field(tmp_path) as scene:
        one, other = scene.towns
        payment = one.pay(5)
        one.mine(payment)
        other.pay(7)
        other.mine()
        with structlog.testing.capture_logs() as lines:
            for turn in range(HOUR):
                if turn % 20 == 10:
                    one.mine()
                    other.mine()
                if turn == 35:
                    one.mine()  # from now on it is ahead
                await scene.turns()
        assert await scene.tip() == one.chain.tip.block_hash
        assert await scene.stages() == {payment.txid: Stage.FINAL}
        assert logged(lines, "source.view") == [("explorer 2", "other branch")]
        assert [line for line in lines if line["event"] == "follow.reorg"] == []
        with structlog.testing.capture_logs() as lines:
            scene.explorers[1].chain = one.chain
            await scene.compared()
        assert logged(lines, "source.view") == [("explorer 2", "agrees")]


async def test_the_heavier_branch_of_the_second_source_is_adopted_by_its_headers(tmp_path):
    async with field(tmp_path) as scene:
        one, other = scene.towns
        payment = one.pay(5)
        one.mine(payment)
        await scene.turns()
        assert await scene.stages() == {payment.txid: Stage.INCLUDED}
        other.mine()
        other.mine()
        await scene.compared()
        assert await scene.tip() == other.chain.tip.block_hash
        assert await scene.stages() == {payment.txid: Stage.ORPHANED}
        assert (scene.says(1), scene.says(2)) == (Says.OTHER_BRANCH, Says.AGREES)
        for _ in range(2):
            one.mine()
        await scene.compared()
        assert await scene.tip() == one.chain.tip.block_hash
        assert await scene.stages() == {payment.txid: Stage.INCLUDED}


async def test_a_tip_that_regresses_changes_nothing_and_is_told_once_it_lasts(tmp_path):
    async with field(tmp_path, towns=1) as scene:
        [town] = scene.towns
        payment = town.transfer(5)
        town.mine()
        await scene.compared()
        tip = await scene.tip()
        for explorer in scene.explorers:
            explorer.faults.add("*", faults.older_tip(2))
        with structlog.testing.capture_logs() as lines:
            for _ in range(5):
                with pytest.raises(SourceLacks, match=r"explorer 1: it is behind.*explorer 2: it is behind"):
                    await scene.turns()
            assert (await scene.tip(), await scene.stages()) == (tip, {payment: Stage.INCLUDED})
            assert scene.says(1) is Says.REGRESSED
            for explorer in scene.explorers:
                explorer.faults.clear()
            await scene.compared()
        assert logged(lines, "source.view") == [
            ("explorer 1", "regressed"), ("explorer 2", "regressed"),
            ("explorer 1", "agrees"), ("explorer 2", "agrees"),
        ]  # fmt: skip


async def test_an_unproven_block_sends_its_source_away_and_the_next_serves_in_the_same_turn(tmp_path):
    async with field(tmp_path, towns=1) as scene:
        [town] = scene.towns
        town.transfer(5)
        block = town.chain.tip.raw
        scene.explorers[0].faults.add("/block/*/raw", faults.body(block[:-1] + bytes([block[-1] ^ 1])))
        with structlog.testing.capture_logs() as lines:
            await scene.turns()
        assert await scene.tip() == town.chain.tip.block_hash
        assert scene.says(1) is Says.UNPROVEN
        [reason] = [line["reason"] for line in lines if line["event"] == "source.quarantined"]
        assert "do not add up to the header's merkle root" in reason


async def test_a_header_without_work_is_no_branch(tmp_path):
    """The second source promises a branch whose headers nobody paid for."""
    async with field(tmp_path) as scene:
        one, other = scene.towns
        one.transfer(5)
        await scene.turns()
        for _ in range(3):
            other.mine()
        raw = other.chain.tip.header.raw
        cheap = raw[:72] + (0x1D00FFFF).to_bytes(4, "little") + raw[76:]
        scene.explorers[1].faults.add("/block/*/header", faults.body(cheap.hex().encode()))
        await scene.compared()
        assert await scene.tip() == one.chain.tip.block_hash
        assert scene.says(2) is Says.UNPROVEN


async def test_a_block_that_rests_on_one_that_nobody_serves_is_another_chain_until_that_one_is_served(
    tmp_path,
):
    async with field(tmp_path) as scene:
        one, other = scene.towns
        one.transfer(5)
        await scene.compared()
        for _ in range(2):
            other.mine()
        fault = faults.status(404)
        scene.explorers[1].faults.add(f"/block/{other.chain.tree.best[-2].block_hash}/header", fault)
        with structlog.testing.capture_logs() as lines:
            await scene.compared()
            await scene.compared()
        assert await scene.tip() == one.chain.tip.block_hash
        assert scene.says(2) is Says.STRANGER
        assert logged(lines, "source.view") == [("explorer 2", "other chain")]
        scene.explorers[1].faults.clear()
        await scene.compared()
        assert await scene.tip() == other.chain.tip.block_hash, "it was only late"


async def test_the_height_and_the_hash_of_a_tip_may_belong_to_different_chains(tmp_path):
    async with field(tmp_path, towns=1) as scene:
        [town] = scene.towns
        for height in ("1", "99999"):
            scene.explorers[0].faults.add("/blocks/tip/height", faults.body(height.encode()))
            town.transfer(5)
            town.mine()
            await scene.turns()
            assert await scene.tip() == town.chain.tip.block_hash
            scene.explorers[0].faults.clear()


async def test_a_reorg_found_after_a_long_time_away_is_followed(tmp_path):
    """The checkpoint lost a block, and the tip is farther away than a reorg may reach."""
    async with field(tmp_path, 1) as scene:
        [town] = scene.towns
        fork = town.chain.tip
        payment = town.pay(5)
        town.mine(payment)
        await scene.turns()
        rival = fork
        for _ in range(120):
            rival = town.mine(parent=rival)
        await scene.turns()
        assert await scene.tip() == rival.block_hash
        assert await scene.stages() == {payment.txid: Stage.ORPHANED}


async def test_a_reorg_below_the_first_scanned_block_is_followed(tmp_path):
    async with field(tmp_path, 1) as scene:
        [town] = scene.towns
        rival = town.chain.tip.parent.parent.parent
        for _ in range(6):
            rival = town.mine(parent=rival)
        await scene.turns()
        assert await scene.tip() == rival.block_hash
        async with scene.house.store.read() as tx:
            heights = [block.height for block in await tx.chain.above(0)]
        assert heights == list(range(rival.height - 5, rival.height + 1))


async def test_a_transfer_on_both_branches_moves_under_its_flag_in_one_revision(tmp_path):
    async with field(tmp_path) as scene:
        one, other = scene.towns
        payment = one.pay(5)
        one.mine(payment)
        await scene.turns()
        other.mine()
        other.mine(payment)
        await scene.compared()
        async with scene.house.store.read() as tx:
            [episode] = await tx.episodes.listed()
            kinds = [each.kind for each in await tx.episodes.history(episode.episode_id)]
        assert kinds == ["raised", "included"]
        assert episode.flags[0].block.block_hash == other.chain.tip.block_hash
