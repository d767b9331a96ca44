"""The early warning over a simulated chain: what episodes become of transactions that wait."""

from datetime import timedelta

import pytest

from monitor.errors import SourceLacks, SourceUnavailable, UsageError
from monitor.flows.flag import Stage, Standing
from monitor.pipeline.rota import Rota
from monitor.pipeline.tidy import REMEMBERED, tidy
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC
from tests.chain_source import ChainSource
from tests.unit.pipeline.scene import Scene, episodes, history, only_episode
from tests.unit.pipeline.test_follow import sale


async def look_for(house, minutes, times=1):
    for _ in range(times):
        house.times.now += timedelta(minutes=minutes)
        await house.watch.turn()


async def test_a_transfer_is_told_before_its_block_and_keeps_its_flag(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path, depth=2) as house:
        await house.follower.advance()
        payment = scene.pay(200)
        await house.watch.turn()
        waiting = await only_episode(house)
        [flag] = waiting.flags
        assert (waiting.stage, waiting.standing, waiting.sats) == (
            Stage.MEMPOOL,
            Standing.INDICATIVE,
            200 * BTC,
        )
        assert (flag.block.height, flag.block.block_hash, flag.block.seen_by) == (None, None, "chain")
        assert (flag.block.time, flag.proven_senders) == (house.times.now, True)
        block = scene.mine(payment)
        await house.follower.advance()
        [included] = (await only_episode(house)).flags
        assert included.flag_id == flag.flag_id
        assert (included.block.block_hash, included.block.seen_by) == (block.block_hash, None)
        await house.watch.turn()
        scene.mine()
        await house.follower.advance()
        assert await history(house, await only_episode(house)) == ["raised", "included", "final"]


async def test_nothing_is_looked_up_before_the_chain_is_followed(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        scene.pay(200)
        await house.watch.turn()
        assert await episodes(house) == []
        await house.follower.advance()
        await house.watch.turn()
        assert (await only_episode(house)).stage is Stage.MEMPOOL


async def test_change_incoming_transfers_and_payments_to_strangers_are_not_told(tmp_path):
    scene = Scene()
    stranger = scene.chain.actor("s", ScriptType.P2WPKH)
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        scene.chain.pay(scene.miner, [(stranger, 5 * BTC)])
        scene.chain.fund(scene.miner, 3 * BTC)
        scene.chain.pay(scene.miner, [(scene.miner, 7 * BTC)])
        scene.chain.pay(scene.miner, [(scene.desk, BTC // 10)])
        await house.watch.turn()
        assert await episodes(house) == []


async def test_a_replacement_that_pays_a_platform_stays_in_the_episode_and_counts_once(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        first = scene.pay(200)
        await house.watch.turn()
        second = scene.pay(150, coins=scene.chain.coins_spent_by(first))
        await house.watch.turn()
        episode = await only_episode(house)
        stages = {flag.txid: (flag.stage, flag.replaced_by) for flag in episode.flags}
        assert stages == {first.txid: (Stage.REPLACED, second.txid), second.txid: (Stage.MEMPOOL, None)}
        assert episode.sats == 150 * BTC
        assert await history(house, episode) == ["raised", "replaced"]


async def test_a_double_spend_in_a_block_to_a_stranger_is_seen_though_it_concerns_nobody(tmp_path):
    scene = Scene()
    stranger = scene.chain.actor("s", ScriptType.P2WPKH)
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        payment = scene.pay(200)
        child = scene.chain.pay(scene.miner, [(scene.desk, 50 * BTC)], coins=change_of(scene, payment))
        await house.watch.turn()
        assert (await only_episode(house)).sats == 250 * BTC
        coins = scene.chain.coins_spent_by(payment)
        theft = scene.chain.pay(scene.miner, [(stranger, 210 * BTC)], coins=coins, change=stranger)
        scene.mine(theft)
        await house.follower.advance()
        episode = await only_episode(house)
        flags = {flag.txid: flag for flag in episode.flags}
        assert (flags[payment.txid].stage, flags[payment.txid].replaced_by) == (Stage.REPLACED, theft.txid)
        assert flags[child.txid].stage is Stage.WITHDRAWN, "it spends what will never be"
        assert episode.standing is Standing.VOID
        assert await history(house, episode) == ["raised", "replaced", "retracted"]


def change_of(scene, transaction):
    vout = len(transaction.outputs) - 1
    return [
        coin for coin in scene.chain.coins(scene.miner) if (coin.txid, coin.vout) == (transaction.txid, vout)
    ]


async def test_what_vanishes_is_withdrawn_after_a_while_and_comes_back_under_the_same_flag(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        payment = scene.pay(200)
        await house.watch.turn()
        scene.source.shows = lambda _: False
        await look_for(house, 10, times=2)
        assert (await only_episode(house)).standing is Standing.INDICATIVE
        await look_for(house, 10, times=2)
        assert (await only_episode(house)).standing is Standing.VOID
        scene.source.shows = lambda _: True
        await look_for(house, 1)
        scene.mine(payment)
        await house.follower.advance()
        episode = await only_episode(house)
        assert await history(house, episode) == ["raised", "retracted", "returned", "included"]


async def test_what_may_be_in_a_block_that_was_not_scanned_yet_is_not_withdrawn(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        payment = scene.pay(200)
        await house.watch.turn()
        scene.mine(payment)
        await look_for(house, 20, times=6)
        assert (await only_episode(house)).stage is Stage.MEMPOOL
        await house.follower.advance()
        assert await history(house, await only_episode(house)) == ["raised", "included"]


async def test_another_source_that_still_shows_it_keeps_it(tmp_path):
    scene = Scene()
    second = ChainSource(scene.chain)
    second.name = "second"
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        scene.pay(200)
        await house.watch.turn()
        scene.source.shows = lambda _: False
        scene.source.members = lambda: [second, scene.source]
        await look_for(house, 20, times=6)
        episode = await only_episode(house)
        assert (episode.stage, episode.revision) == (Stage.MEMPOOL, 1)


async def test_a_transaction_of_an_orphaned_block_is_in_the_mempool_again(tmp_path):
    scene = Scene()
    fork = scene.chain.tip
    payment = scene.pay(200)
    scene.mine(payment)
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        rival = scene.mine(parent=fork)
        scene.mine(parent=rival)
        await house.follower.advance()
        await house.watch.turn()
        episode = await only_episode(house)
        assert (episode.stage, episode.flags[0].block.block_hash) == (Stage.MEMPOOL, None)
        assert await history(house, episode) == ["raised", "retracted", "returned"]


async def test_a_double_spend_on_the_other_branch_replaces_what_was_in_a_block(tmp_path):
    scene = Scene()
    stranger = scene.chain.actor("s", ScriptType.P2WPKH)
    fork = scene.chain.tip
    payment = scene.pay(200)
    scene.mine(payment)
    theft = scene.chain.pay(
        scene.miner, [(stranger, 100 * BTC)], coins=scene.chain.coins_spent_by(payment), change=stranger
    )
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        rival = scene.mine(theft, parent=fork)
        scene.mine(parent=rival)
        await house.follower.advance()
        [flag] = (await only_episode(house)).flags
        assert (flag.stage, flag.replaced_by) == (Stage.REPLACED, theft.txid)


async def test_a_taproot_sender_that_only_its_parent_names_is_seen_before_its_block_and_in_it(tmp_path):
    """Its coin is older than the scan, and the script's history was not read."""
    scene = Scene(ScriptType.P2TR)
    scene.mine()
    start = scene.chain.tip.height
    async with scene.house(tmp_path, start=start) as house:
        await house.follower.advance()
        payment = scene.pay(200)
        await house.watch.turn()
        assert (await only_episode(house)).flags[0].proven_senders
        block = scene.mine(payment)
        await house.follower.advance()
        [flag] = (await only_episode(house)).flags
        assert (flag.stage, flag.block.block_hash) == (Stage.INCLUDED, block.block_hash)


async def test_an_unconfirmed_transfer_takes_no_part_in_reconciliation(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        payment = scene.pay(20)
        await house.watch.turn()
        done = await house.disclosures.add(sale("20"), who="ann", why="read")
        assert done.gap.sats == 20 * BTC
        episode = await only_episode(house)
        with pytest.raises(UsageError, match="in a block"):
            await house.review.confirm(
                episode.episode_id, url="https://e.com", sats=None, who="ann", why="read"
            )
        scene.mine(payment)
        await house.follower.advance()
        assert (await only_episode(house)).standing is Standing.CONFIRMED


async def test_a_source_that_lists_what_it_does_not_serve_is_asked_again(tmp_path):
    scene = Scene()
    honest = scene.source.raw_transaction

    async def late(txid):
        raise SourceLacks("chain", "not heard yet")

    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        scene.pay(20)
        scene.source.raw_transaction = late
        await house.watch.turn()
        assert await episodes(house) == []
        scene.source.raw_transaction = honest
        await house.watch.turn()
        assert (await only_episode(house)).stage is Stage.MEMPOOL


async def test_sources_that_fail_are_trouble_only_when_it_goes_on(tmp_path):
    scene = Scene()
    honest = scene.source.pending

    async def down(script_pubkey):
        raise SourceUnavailable("chain", "500")

    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        scene.source.pending = down
        health = house.watch._health
        for _ in range(2):
            await house.watch.turn()
        assert health.state == "online"
        await house.watch.turn()
        assert "500" in health.troubles["mempool"]
        scene.source.pending = honest
        await house.watch.turn()
        assert health.state == "online"


async def test_what_is_settled_is_forgotten_and_what_waits_is_not(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        mined, waits = scene.pay(20), scene.pay(30)
        await house.watch.turn()
        scene.mine(mined)
        await house.follower.advance()
        house.times.now += 2 * REMEMBERED
        await tidy(house.store, house.times)
        async with house.store.read() as tx:
            assert [row.txid for row in await tx.unsettled.all()] == [waits.txid]


def test_the_rota_forgets_nobody_and_prefers_where_something_goes_on():
    scripts = [bytes([number]) for number in range(50)]
    rota = Rota(scripts, 3)
    rota.weigh({scripts[7]: 20})
    turns = [rota.turn(hot={scripts[9]}) for _ in range(60)]
    asked = [script for turn in turns for script in turn]
    assert set(asked) == set(scripts)
    assert asked.count(scripts[9]) > 20 < asked.count(scripts[7])
    rota.refused()
    assert len(rota.turn()) == 1
    for _ in range(5):
        rota.answered()
    assert len(rota.turn()) == 3
