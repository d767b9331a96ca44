"""The follower over a simulated chain: catch-up, reorgs, restarts, and what they leave in the store."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.disclosures.statement import Statement, StatementKind
from monitor.errors import SourceDataError, SourceLacks, SourceUnavailable
from monitor.flows.flag import Stage, Standing
from monitor.pipeline.expire import expire_overdue
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC
from tests.unit.pipeline.scene import START, Scene, history, only_episode


async def scanned_height(house):
    async with house.store.read() as tx:
        tip = await tx.chain.tip()
    return tip.height


async def test_a_transfer_becomes_an_indicative_episode_with_its_messages(database):
    scene = Scene()
    block = scene.mine(scene.pay(200))
    async with scene.house(database) as house:
        assert await house.follower.advance() == 2
        episode = await only_episode(house)
        assert (episode.miner, episode.sats, episode.standing) == ("mara", 200 * BTC, Standing.INDICATIVE)
        [flag] = episode.flags
        assert (flag.block.block_hash, flag.proven_senders) == (block.block_hash, True)
        async with house.store.read() as tx:
            topics = [each.outgoing.topic for each in await tx.outbox.pending(10)]
        assert topics == [
            f"minerflow/v1/episodes/mara/{episode.episode_id}",
            "minerflow/v1/events/mara/raised",
        ]


async def test_nothing_new_is_nothing_done(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        assert await house.follower.advance() == 1
        assert await house.follower.advance() == 0


async def test_an_empty_database_begins_below_the_tip(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path, start="tip") as house:
        assert await house.follower.advance() == 7
        assert await scanned_height(house) == scene.chain.tip.height


async def test_a_start_above_the_tip_waits_for_it(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path, start=scene.chain.tip.height + 1) as house:
        assert await house.follower.advance() == 0
        scene.mine()
        assert await house.follower.advance() == 1


async def test_after_downtime_every_block_is_scanned_from_the_checkpoint_on(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
    scene.mine(scene.pay(20))
    for _ in range(5):
        scene.mine()
    async with scene.house(tmp_path) as house:
        assert await house.follower.advance() == 6
        assert (await only_episode(house)).sats == 20 * BTC
        async with house.store.read() as tx:
            blocks = await tx.chain.above(scene.first.height - 1)
        assert [each.height for each in blocks] == list(range(scene.first.height, scene.chain.tip.height + 1))


async def test_a_later_transfer_grows_the_episode_and_depth_makes_it_final(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(20))
    scene.mine(scene.pay(30))
    async with scene.house(tmp_path, depth=3) as house:
        await house.follower.advance()
        scene.mine()
        scene.mine()
        await house.follower.advance()
        episode = await only_episode(house)
        assert (episode.sats, episode.stage) == (50 * BTC, Stage.FINAL)
        assert await history(house, episode) == ["raised", "grown", "final", "final"]


async def test_a_reorg_retracts_and_anchors_again(database):
    scene = Scene()
    fork = scene.chain.tip
    payment = scene.pay(20)
    scene.mine(payment)
    async with scene.house(database) as house:
        await house.follower.advance()
        rival = scene.mine(parent=fork)
        rival = scene.mine(parent=rival)
        await house.follower.advance()
        assert (await only_episode(house)).standing is Standing.VOID
        scene.mine(payment, parent=rival)
        await house.follower.advance()
        episode = await only_episode(house)
        assert (episode.standing, episode.sats) == (Standing.INDICATIVE, 20 * BTC)
        assert await history(house, episode) == ["raised", "retracted", "included"]


async def test_a_coin_spent_on_the_losing_branch_is_a_coin_again(tmp_path):
    """A taproot sender is only known by its coins, so they must survive the reorg."""
    scene = Scene(ScriptType.P2TR)
    fork = scene.chain.tip
    payment = scene.pay(20)
    scene.mine(payment)
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        assert (await only_episode(house)).sats == 20 * BTC
        rival = scene.mine(parent=fork)
        scene.mine(payment, parent=rival)
        await house.follower.advance()
        assert (await only_episode(house)).standing is Standing.INDICATIVE


async def test_older_coins_of_a_taproot_sender_are_known_from_its_history(tmp_path):
    scene = Scene(ScriptType.P2TR)
    scene.mine()
    start = scene.chain.tip.height
    async with scene.house(tmp_path, start=start) as house:
        await house.follower.advance()
        await house.histories.turn()
        scene.mine(scene.pay(20))
        await house.follower.advance()
        assert (await only_episode(house)).flags[0].proven_senders


async def test_a_branch_with_less_work_changes_nothing(tmp_path):
    scene = Scene()
    fork = scene.chain.tip
    scene.mine(scene.pay(20))
    scene.mine()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        scene.source.view = scene.mine(parent=fork)
        assert await house.follower.advance() == 0
        assert (await only_episode(house)).standing is Standing.INDICATIVE


async def test_a_tip_that_goes_backwards_is_no_reorg(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(20))
    scene.mine()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        scene.source.view = scene.first
        with pytest.raises(SourceLacks, match="it is behind"):
            await house.follower.advance()
        assert await scanned_height(house) == scene.chain.tip.height


async def test_another_chain_is_refused(tmp_path):
    scene, other = Scene(), Chain(b"other")
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        other.mine_reserve(500 * BTC, since=START - timedelta(days=9))
        scene.source.chain = other
        scene.source.view = None
        with pytest.raises(SourceDataError):
            await house.follower.advance()
        assert await scanned_height(house) == scene.first.height


async def test_a_database_of_another_network_is_refused(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        async with house.store.write() as tx:
            tip = await tx.chain.tip()
            await tx.chain.append(tip, "main", "v1")
        with pytest.raises(SourceDataError, match="this database follows"):
            await house.follower.advance()


async def test_a_source_that_cannot_prove_senders_delays_nothing(tmp_path):
    scene = Scene()
    scene.mine()
    start = scene.chain.tip.height
    scene.mine(scene.pay(20))

    async def away(txid):
        raise SourceUnavailable("chain", "gone")

    scene.source.raw_transaction = away
    async with scene.house(tmp_path, start=start) as house:
        await house.follower.advance()
        assert not (await only_episode(house)).flags[0].proven_senders


async def test_a_statement_that_came_first_confirms_what_is_seen_later(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        done = await house.disclosures.add(sale("20"), who="ann", why="read")
        assert done.gap.sats == 20 * BTC
        scene.mine(scene.pay(20))
        await house.follower.advance()
        assert (await only_episode(house)).standing is Standing.CONFIRMED


async def test_what_an_alert_explains_rests_on_what_the_database_knows_then(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        first = (await latest_payload(house))["episode"]
        assert {each["meaning"]: each["weight"] for each in first["explanations"]} == {
            "market": "possible",
            "otc": "possible",
            "custody": "possible",
            "collateral": "unlikely",
            "internal": "unlikely",
        }
        assert first["flags"][0]["explanations"] is None
        none = replace(sale("1"), kind=StatementKind.NO_SALE, sats=None)
        await house.disclosures.add(none, who="ann", why="read")
        refuted = (await latest_payload(house))["episode"]
        assert {each["meaning"]: each["weight"] for each in refuted["explanations"]}["market"] == "unlikely"
        scene.at += timedelta(days=40)
        scene.mine(scene.pay(30))
        await house.follower.advance()
        told = await latest_payload(house)
        assert told["episode"]["standing"] == "indicative"
        assert "an earlier transfer (20 BTC) to two-prime was refuted" in json.dumps(told["episode"])
        assert not re.search(r"\b(sold|sale|sales)\b", json.dumps(told), re.IGNORECASE)


async def latest_payload(house):
    async with house.store.read() as tx:
        return json.loads((await tx.outbox.pending(100))[-1].outgoing.payload)


async def test_a_reorg_takes_a_confirmation_back_and_gives_it_back(database):
    scene = Scene()
    fork = scene.chain.tip
    payment = scene.pay(20)
    scene.mine(payment)
    async with scene.house(database) as house:
        await house.follower.advance()
        await house.disclosures.add(sale("20"), who="ann", why="read")
        rival = scene.mine(parent=fork)
        rival = scene.mine(parent=rival)
        await house.follower.advance()
        assert (await only_episode(house)).standing is Standing.VOID
        scene.mine(payment, parent=rival)
        await house.follower.advance()
        assert (await only_episode(house)).standing is Standing.CONFIRMED


async def test_silence_expires_an_episode(database):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(database) as house:
        await house.follower.advance()
        assert await expire_overdue(house.store, house.recorder, house.times) == 0
        house.times.now = datetime(2026, 7, 1, tzinfo=UTC)
        assert await expire_overdue(house.store, house.recorder, house.times) == 1
        assert (await only_episode(house)).standing is Standing.EXPIRED


def sale(btc):
    return Statement(
        issuer="mara",
        kind=StatementKind.SALE,
        period_start=date(2026, 2, 1),
        period_end=date(2026, 2, 28),
        sats=int(btc) * BTC,
        url="https://example.com/8-k",
    )
