"""Labels change while trails lie about: what was told of them is revised, as direct flags are."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.bitcoin.transaction import TxOutput
from monitor.flows.flag import Stage, Standing
from monitor.flows.trails.trail import Ending
from monitor.labels.vocabulary import Category
from monitor.simulation.payment import Holding, spend
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.unit.pipeline.scene import episodes, history, only_episode
from tests.unit.pipeline.test_trails import Street, ends, only_trail, trails


@pytest.fixture
async def arrived(tmp_path):
    """A house in which 60 of 100 BTC reached binance over a hop, and its street."""
    street = Street()
    street.mine(street.away(100))
    street.mine(street.chain.pay(street.middle, [(street.hot, 60 * BTC)], change=street.customers[0]))
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        yield house, street


def hot_is(street, **changes):
    return book_of(*street.labels[:2], replace(street.labels[2], **changes))


async def causes(house, episode):
    async with house.store.read() as tx:
        return [each.cause for each in await tx.episodes.history(episode.episode_id)]


async def test_a_platforms_label_that_is_withdrawn_takes_what_trails_brought_and_brings_it_back(arrived):
    house, street = arrived
    before = await only_episode(house)
    assert await house.relabelling.adopt(hot_is(street, withdrawn=date(2026, 2, 2))) == 1
    episode = await only_episode(house)
    assert (episode.standing, episode.flags[0].stage) == (Standing.VOID, Stage.UNLABELLED)
    told = (await causes(house, episode))[-1]
    assert told == f"labels: the label of {street.hot.address} as binance was withdrawn"
    assert (await only_trail(house)).sats_of(Ending.UNSEEN) == 60 * BTC
    await house.relabelling.adopt(street.book)
    episode = await only_episode(house)
    assert episode.live_flags == before.flags
    assert await history(house, episode) == ["raised", "retracted", "revised"]


async def test_the_same_labels_change_nothing_of_what_trails_brought(arrived):
    house, street = arrived
    assert await house.relabelling.adopt(book_of(*street.labels)) == 0


async def test_a_platforms_label_that_changes_is_told_of_the_other_platform(arrived):
    house, street = arrived
    await house.relabelling.adopt(hot_is(street, entity="kraken", confidence=70))
    [episode] = await episodes(house)
    assert {(flag.to_entity, flag.live) for flag in episode.flags} == {("binance", False), ("kraken", True)}
    assert [(flag.sats, flag.hops, flag.confidence) for flag in episode.live_flags] == [(60 * BTC, 1, 70)]
    assert (Ending.PLATFORM, "kraken") in await ends(house)


async def test_a_miners_label_that_is_withdrawn_takes_what_its_trails_brought(arrived):
    house, street = arrived
    book = book_of(replace(street.labels[0], withdrawn=date(2026, 2, 2)), *street.labels[1:])
    await house.relabelling.adopt(book)
    episode = await only_episode(house)
    assert episode.standing is Standing.VOID
    assert "as mara was withdrawn" in (await causes(house, episode))[-1]
    street.mine(street.chain.pay(street.customers[0], [(street.hot, 30 * BTC)]))
    await house.follower.advance()
    assert (await only_episode(house)).live_flags == (), "nor is anything told of what comes later"
    await house.relabelling.adopt(street.book)
    assert sorted(flag.sats for flag in (await only_episode(house)).live_flags) == [30 * BTC, 60 * BTC]


async def test_a_label_where_a_trail_has_passed_tells_of_it_there_and_no_longer_of_what_came_behind(arrived):
    house, street = arrived
    [payment] = [account.trail.txid for account in await trails(house)]
    middle = label(street.middle, "kraken", Category.EXCHANGE)
    await house.relabelling.adopt(book_of(*street.labels, middle))
    [episode] = await episodes(house)
    [flag] = episode.live_flags
    assert (flag.txid, flag.to_entity, flag.hops, flag.sats) == (payment, "kraken", 0, 100 * BTC)
    assert "is labelled kraken now" in (await causes(house, episode))[-1]
    assert (await only_trail(house)).sitting == 0


async def test_a_label_where_a_trail_sits_is_an_arrival_at_once_and_told_quietly(arrived):
    house, street = arrived
    customer = label(street.customers[0], "kraken", Category.EXCHANGE)
    await house.relabelling.adopt(book_of(*street.labels, customer))
    [episode] = await episodes(house)
    assert sorted(flag.to_entity for flag in episode.live_flags) == ["binance", "kraken"]
    street.mine(street.chain.pay(street.customers[0], [(street.hot, 30 * BTC)]))
    await house.follower.advance()
    assert len((await only_episode(house)).live_flags) == 2, "what kraken does with it is kraken's"


async def test_what_passed_a_miners_own_script_stays_as_it_was_told(arrived):
    house, street = arrived
    before = await only_episode(house)
    await house.relabelling.adopt(book_of(*street.labels, label(street.middle, "mara", Category.MINER)))
    assert (await only_episode(house)).live_flags == before.flags


async def test_an_arrival_beside_what_a_transaction_is_known_to_have_brought_is_told_with_it(tmp_path):
    """As where the script of a held coin becomes a candidate: the transaction has paid the platform directly too."""
    street = Street()
    customer = street.customers[0]
    street.mine(street.chain.pay(street.miner, [(customer, 40 * BTC), (street.hot, 5 * BTC)]))
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        assert [flag.sats for flag in (await only_episode(house)).flags] == [5 * BTC]
        house.shelf.book = book_of(*street.labels, label(customer, "binance", Category.EXCHANGE))
        street.mine()
        await house.follower.advance()
        [flag] = (await only_episode(house)).flags
        assert (flag.sats, flag.hops) == (45 * BTC, 0)


async def test_what_a_platform_spends_beside_a_coin_of_its_own_falls_with_that_coins_label(tmp_path):
    street = Street()
    stranger = street.chain.actor("stranger", ScriptType.P2WPKH)
    street.mine(street.away(100), street.chain.fund(street.hot, 10 * BTC))
    coins = [(coin, each) for each in (street.middle, street.hot) for coin in street.chain.coins(each)]
    outputs = [
        TxOutput(50 * BTC, street.customers[1].script_pubkey),
        TxOutput(59 * BTC, stranger.script_pubkey),
    ]
    street.mine(spend([Holding(coin, each) for coin, each in coins], outputs))
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        assert [flag.sats for flag in (await only_episode(house)).live_flags] == [100 * BTC]
        await house.relabelling.adopt(book_of(*street.labels[:2]))
        assert (await only_episode(house)).live_flags == ()
        await house.relabelling.adopt(street.book)
        assert [flag.sats for flag in (await only_episode(house)).live_flags] == [100 * BTC]


async def test_a_double_spend_of_an_arrival_on_another_branch_is_told_as_one(tmp_path):
    street = Street()
    street.mine(street.away(100))
    fork = street.chain.tip
    [coin] = street.chain.coins(street.middle)
    arrival = street.chain.pay(street.middle, [(street.hot, 60 * BTC)])
    street.mine(arrival)
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        rival = spend([Holding(coin, street.middle)], [TxOutput(99 * BTC, street.customers[2].script_pubkey)])
        street.mine(parent=street.mine(rival, parent=fork))
        await house.follower.advance()
        [flag] = (await only_episode(house)).flags
        assert (flag.stage, flag.replaced_by) == (Stage.REPLACED, rival.txid)


async def test_what_a_waiting_transaction_would_bring_falls_with_the_platforms_label(tmp_path):
    street = Street()
    street.mine(street.away(100))
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        street.chain.pay(street.middle, [(street.hot, 60 * BTC)])
        await house.watch.turn()
        [flag] = (await only_episode(house)).live_flags
        assert (flag.stage, flag.hops) == (Stage.MEMPOOL, 1)
        assert await house.relabelling.adopt(book_of(*street.labels)) == 0
        assert await house.relabelling.adopt(book_of(*street.labels[:2])) == 1
        assert (await only_episode(house)).live_flags == ()
