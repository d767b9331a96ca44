"""Labels change while the daemon works: what waits in mempools, what is half done, what other processes do."""

import json
from dataclasses import replace
from datetime import timedelta

from monitor.flows.agreement import Agreement
from monitor.flows.flag import Stage, Standing
from monitor.labels.vocabulary import Category
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.unit.pipeline.scene import Scene, episodes, history, only_episode


def labels_of(scene, *, desk="two-prime", category=Category.PRIME_BROKER):
    return label(scene.miner, "mara", Category.MINER), label(scene.desk, desk, category)


def without_desk(scene):
    return book_of(labels_of(scene)[0])


async def pages(house):
    """Kind and `page` of every event so far."""
    async with house.store.read() as tx:
        told = [each.outgoing for each in await tx.outbox.pending(100)]
    events = [json.loads(each.payload) for each in told if "/events/" in each.topic]
    return [(event["kind"], event["episode"]["page"]) for event in events]


def interrupted(scene, name, interrupt):
    """Have something done in the middle of the source's next answer to one question."""
    asked = getattr(scene.source, name)

    async def answer(*arguments):
        setattr(scene.source, name, asked)
        await interrupt()
        return await asked(*arguments)

    setattr(scene.source, name, answer)


async def test_a_transfer_in_the_mempool_falls_with_its_label_and_its_block_does_not_bring_it_back(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        payment = scene.pay(200)
        await house.watch.turn()
        assert (await only_episode(house)).stage is Stage.MEMPOOL
        await house.relabelling.adopt(without_desk(scene))
        assert (await only_episode(house)).stage is Stage.UNLABELLED
        await house.relabelling.adopt(scene.book)
        assert (await only_episode(house)).stage is Stage.MEMPOOL
        await house.relabelling.adopt(without_desk(scene))
        scene.mine(payment)
        await house.follower.advance()
        episode = await only_episode(house)
        assert (episode.standing, episode.stage) == (Standing.VOID, Stage.UNLABELLED)
        assert await history(house, episode) == ["raised", "retracted", "revised", "retracted"]


async def test_a_double_spend_of_what_labels_took_back_is_not_told(tmp_path):
    scene = Scene()
    stranger = scene.chain.actor("s", ScriptType.P2WPKH)
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        payment = scene.pay(200)
        await house.watch.turn()
        await house.relabelling.adopt(without_desk(scene))
        coins = scene.chain.coins_spent_by(payment)
        scene.mine(scene.chain.pay(scene.miner, [(stranger, 210 * BTC)], coins=coins, change=stranger))
        await house.follower.advance()
        assert await history(house, await only_episode(house)) == ["raised", "retracted"]


async def test_labels_wake_nobody_and_leave_loudness_and_agreement_as_they_were(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(300))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        [before] = (await only_episode(house)).flags
        await house.relabelling.adopt(book_of(*labels_of(scene, desk="okx", category=Category.EXCHANGE)))
        episode = await only_episode(house)
        [after] = episode.live_flags
        assert (after.to_entity, after.agreement, after.late) == ("okx", before.agreement, False)
        assert after.agreement != Agreement()
        await house.relabelling.adopt(without_desk(scene))
        await house.relabelling.adopt(scene.book)
        assert (await only_episode(house)).pages(house.recorder.policy), "it is as loud as it ever was"
        assert await pages(house) == [
            ("raised", True), ("revised", False), ("retracted", False), ("revised", False),
        ]  # fmt: skip


async def test_what_is_deep_or_overdue_when_its_label_comes_back_is_so_at_once(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(300))
    async with scene.house(tmp_path, depth=3) as house:
        await house.follower.advance()
        await house.relabelling.adopt(without_desk(scene))
        for _ in range(3):
            scene.mine()
        await house.follower.advance()
        house.times.now += timedelta(days=400)
        await house.relabelling.adopt(scene.book)
        episode = await only_episode(house)
        assert (episode.stage, episode.standing) == (Stage.FINAL, Standing.EXPIRED)
        assert await history(house, episode) == ["raised", "retracted", "revised"]


async def test_a_miner_that_turns_out_to_be_another_one_long_after_is_told_softly(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(300))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        house.times.now += timedelta(days=30)
        miner, desk = labels_of(scene)
        await house.relabelling.adopt(book_of(replace(miner, entity="riot"), desk))
        [riot] = [episode for episode in await episodes(house) if episode.miner == "riot"]
        assert [flag.late for flag in riot.flags] == [True]
        assert [page for _, page in await pages(house)] == [True, False, False]


async def test_a_block_that_was_scanned_with_other_labels_is_scanned_again(tmp_path):
    scene = Scene()
    full, scene.book = scene.book, without_desk(scene)
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        scene.mine(scene.pay(200))
        interrupted(scene, "raw_block", lambda: house.relabelling.adopt(full))
        await house.follower.advance()
        assert len(await episodes(house)) == 1

        async def meanwhile(_):
            await house.relabelling.adopt(without_desk(scene))

        scene.mine(scene.pay(20))
        house.committer.price_at_hand = meanwhile  # asked for between scan and commit
        assert await house.follower.advance() == 1
        episode = await only_episode(house)
        assert (episode.live_flags, len(episode.flags)) == ((), 1)
        async with house.store.read() as tx:
            tip = await tx.chain.tip()
            digests = {each.height: each.scans async for each in tx.coverage.blocks()}
        assert digests[tip.height] == {(house.shelf.book.digest, "chain")}


async def test_a_history_and_a_look_of_other_labels_are_not_taken_in(tmp_path):
    scene = Scene(ScriptType.P2TR)
    scene.mine(scene.pay(30))
    async with scene.house(tmp_path, start=scene.chain.tip.height) as house:
        await house.follower.advance()
        await house.relabelling.adopt(without_desk(scene))
        await house.relabelling.adopt(scene.book)
        interrupted(scene, "history", lambda: house.relabelling.adopt(without_desk(scene)))
        await house.histories.turn()
        assert all(not episode.live_flags for episode in await episodes(house))
        async with house.store.read() as tx:
            known = await tx.histories.coverage(house.shelf.book.digest, -1)
        assert (known.scripts, known.complete) == (1, 1), "it was taken in by the labels in force"

        await house.relabelling.adopt(scene.book)
        scene.pay(50)
        interrupted(scene, "raw_transaction", lambda: house.relabelling.adopt(without_desk(scene)))
        await house.watch.turn()
        assert all(not episode.live_flags for episode in await episodes(house))


async def test_the_mempool_is_asked_for_the_scripts_of_the_labels_in_force(tmp_path):
    scene = Scene()
    other = scene.chain.actor("other", ScriptType.P2WPKH)
    scene.mine(scene.chain.fund(other, 90 * BTC))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        # Unknown as it is, it spends no miner's coin: a stranger, listed under the miner that it pays.
        scene.chain.pay(other, [(scene.desk, 60 * BTC), (scene.miner, 10 * BTC)])
        await house.watch.turn()
        assert await episodes(house) == []
        await house.relabelling.adopt(book_of(*labels_of(scene), label(other, "riot", Category.MINER)))
        await house.watch.turn()
        episode = await only_episode(house)
        assert (episode.miner, episode.sats, episode.stage) == ("riot", 60 * BTC, Stage.MEMPOOL)


async def test_a_restart_with_the_labels_of_before_a_reload_is_a_change_as_well(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(200))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        await house.relabelling.adopt(without_desk(scene))
    async with scene.house(tmp_path) as house:
        assert await house.relabelling.catch_up() == 1
        assert (await only_episode(house)).standing is Standing.INDICATIVE


async def test_what_a_backfill_finds_with_other_labels_is_looked_over_at_the_next_start(tmp_path):
    scene = Scene()
    full, scene.book = scene.book, without_desk(scene)
    scene.mine(scene.pay(200))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
    bare, scene.book = scene.book, full
    async with scene.house(tmp_path) as house:
        await house.backfill(scene.first.height)
        assert (await only_episode(house)).standing is Standing.INDICATIVE
    scene.book = bare
    async with scene.house(tmp_path) as house:
        assert await house.relabelling.catch_up() == 1
        assert (await only_episode(house)).standing is Standing.VOID
