"""Trails through the whole pipeline: what they raise, what they show, and what takes them back."""

from dataclasses import replace
from datetime import timedelta

from monitor.alerts.payload import episode_view
from monitor.alerts.text import sentence
from monitor.flows import revisions
from monitor.flows.flag import Stage, Standing
from monitor.flows.policy import Policy, Severity
from monitor.flows.trails.trail import Ending, TrailPolicy
from monitor.labels.vocabulary import Category
from monitor.pipeline.explaining import nobody
from monitor.pipeline.facts import facts_of
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.chain_source import open_house
from tests.unit.pipeline.scene import Scene, episodes, history, only_episode

POLICY = TrailPolicy(max_age=timedelta(days=2))


class Street(Scene):
    """Beside miner and desk an exchange's hot wallet, its customers' addresses, and somebody in between."""

    def __init__(self, kind=ScriptType.P2WPKH):
        super().__init__(kind)
        self.hot = self.chain.actor("hot", ScriptType.P2WPKH)
        self.customers = [self.chain.actor(f"customer {n}", ScriptType.P2WPKH) for n in range(15)]
        self.middle = self.chain.actor("middle", ScriptType.P2TR)
        self.labels = [
            label(self.miner, "mara", Category.MINER),
            label(self.desk, "two-prime", Category.PRIME_BROKER),
            label(self.hot, "binance", Category.EXCHANGE),
        ]
        self.book = book_of(*self.labels)

    def house(self, place, **options):
        return super().house(place, trails=POLICY, **options)

    def away(self, btc, receiver=None):
        return self.chain.pay(self.miner, [(receiver or self.middle, btc * BTC)])


async def trails(house, *, every=True):
    async with house.store.read() as tx:
        accounts = await tx.trails.accounts(open_only=not every)
    assert all(each.sitting + sum(end.sats for end in each.ended) == each.trail.sats for each in accounts)
    return accounts


async def only_trail(house):
    [account] = await trails(house)
    return account


async def ends(house):
    return {(each.ending, each.entity) for each in (await only_trail(house)).ended}


async def view(house):
    episode = await only_episode(house)
    async with house.store.read() as tx:
        return episode_view(episode, Policy(), None, await facts_of(tx, (episode,), house.times.now, nobody))


async def test_an_outflow_raises_nothing_until_it_reaches_somebody_then_one_flag_with_its_way(tmp_path):
    street = Street()
    payment = street.away(100, street.customers[0])
    street.mine(payment)
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        assert await episodes(house) == []
        [account] = await trails(house, every=False)
        assert (account.trail.txid, account.trail.sats, account.sitting) == (
            payment.txid,
            100 * BTC,
            100 * BTC,
        )
    street.mine(street.chain.pay(street.chain.reserve, [(each, BTC) for each in street.customers[1:]]))
    sweep = street.chain.sweep(street.customers, street.hot)
    street.mine(sweep)
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        episode = await only_episode(house)
        [flag] = episode.flags
        assert (flag.txid, flag.to_entity, flag.hops) == (sweep.txid, "binance", 1)
        assert (flag.mixed_inputs, flag.proven_senders, flag.confidence) == (True, True, 81)
        assert 99.9 * BTC < flag.sats <= 100 * BTC, "what customers brought is not the miner's"
        told = await view(house)
        assert [(hop.txid, hop.pattern) for hop in told.flags[0].path] == [
            (payment.txid, "payment"),
            (sweep.txid, "sweep"),
        ]
        [trail] = told.trails
        assert trail.sitting_sats == 0
        assert [(end.how, end.entity) for end in trail.ended] == [("platform", "binance")]
        text = sentence(revisions.started(episode.flags, street.at, street.at))
        assert " BTC reached binance (exchange) over 1 hop. Indicative" in text


async def test_change_to_a_fresh_address_that_pays_a_platform_later_is_found(tmp_path):
    street = Street()
    fresh = street.chain.actor("fresh", ScriptType.P2WPKH)
    street.mine(street.chain.pay(street.miner, [(street.desk, 50 * BTC)], change=fresh))
    later = street.chain.pay(fresh, [(street.desk, 200 * BTC)])
    street.mine(later)
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        episode = await only_episode(house)
        assert [(flag.sats, flag.hops) for flag in episode.flags] == [(50 * BTC, 0), (200 * BTC, 1)]
        text = sentence(revisions.started(episode.flags, street.at, street.at))
        assert "250 BTC moved to two-prime (prime broker), in part over 1 hop in 2 transfers" in text


async def test_both_ways_into_one_transaction_are_one_flag_of_no_more_than_was_paid(tmp_path):
    street = Street()
    street.mine(street.away(250))
    coins = [street.chain.coins(street.miner)[-1], *street.chain.coins(street.middle)]
    both = street.chain.pay(
        [street.miner, street.middle], [(street.desk, 260 * BTC)], change=street.customers[0], coins=coins
    )
    block = street.mine(both)
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        [flag] = (await only_episode(house)).flags
        assert (flag.hops, flag.sats) == (0, 260 * BTC)
        assert [hop.txid for hop in flag.path][-1] == both.txid
        await house.backfill(block.height, block.height, again=True)
        assert (await only_episode(house)).flags == (flag,), "a second scan changes nothing"
        await trails(house)


async def test_a_reorg_takes_an_arrival_back_and_the_coins_are_where_they_were(tmp_path):
    street = Street()
    street.mine(street.away(100))
    fork = street.chain.tip
    arrival = street.chain.pay(street.middle, [(street.hot, 60 * BTC)])
    street.mine(arrival)
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        before = await only_episode(house)
        assert await ends(house) == {(Ending.PLATFORM, "binance"), (Ending.FEE, None)}
        other = street.mine(parent=fork)
        street.mine(parent=other)
        await house.follower.advance()
        assert (await only_trail(house)).sitting == 100 * BTC
        assert (await only_episode(house)).live_flags == ()
        street.mine(arrival)
        await house.follower.advance()
        after = await only_episode(house)
        assert [(flag.flag_id, flag.sats, flag.path) for flag in after.live_flags] == [
            (flag.flag_id, flag.sats, flag.path) for flag in before.flags
        ]


async def test_what_does_not_move_is_parked_and_shown_and_a_reorg_may_take_that_back(tmp_path):
    street = Street()
    street.mine(street.away(100))
    street.mine(minutes=60 * 24)
    fork = street.chain.tip
    street.mine(minutes=60 * 25)
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        assert await ends(house) == {(Ending.PARKED, None)}
        assert await trails(house, every=False) == []
        street.at -= timedelta(hours=25)
        street.mine(parent=street.mine(parent=fork))
        await house.follower.advance()
        assert (await only_trail(house)).sitting == 100 * BTC


async def test_what_was_parked_is_taken_up_when_it_moves_and_a_reorg_parks_it_again(database):
    street = Street()
    street.mine(street.away(100))
    fork = street.mine(minutes=60 * 50)
    arrival = street.chain.pay(street.middle, [(street.hot, 60 * BTC)])
    async with street.house(database) as house:
        await house.follower.advance()
        assert await ends(house) == {(Ending.PARKED, None)}
    async with street.house(database) as house:
        street.mine(arrival)
        await house.follower.advance()
        [flag] = (await only_episode(house)).flags
        assert (flag.hops, flag.stage) == (1, Stage.INCLUDED)
        assert 59.9 * BTC < flag.sats <= 60 * BTC
        account = await only_trail(house)
        assert (account.sats_of(Ending.PARKED), account.sitting > 39.9 * BTC) == (0, True)
        street.mine(parent=street.mine(parent=fork))
        await house.follower.advance()
        assert (await only_episode(house)).live_flags == ()
        assert await ends(house) == {(Ending.PARKED, None)}


async def test_a_label_that_is_added_where_a_trail_stopped_is_a_flag_at_the_next_start(tmp_path):
    street = Street()
    street.mine(street.away(100))
    moved = street.chain.pay(street.middle, [(street.customers[0], 80 * BTC)])
    street.mine(moved)
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        assert await episodes(house) == []
    book = book_of(*street.labels, label(street.customers[0], "kraken", Category.EXCHANGE))
    async with open_house(tmp_path / "db.sqlite3", street.source, book, street.at, trails=POLICY) as house:
        street.mine()
        await house.follower.advance()
        [flag] = (await only_episode(house)).flags
        assert (flag.txid, flag.to_entity, flag.hops, flag.sats) == (moved.txid, "kraken", 1, 80 * BTC)
        assert (Ending.PLATFORM, "kraken") in await ends(house)


async def test_past_trails_are_handed_over_at_the_tip_and_lost_sight_of_below_it(tmp_path):
    street = Street()
    street.mine()
    begun = street.mine(street.away(100))
    street.mine(street.chain.pay(street.middle, [(street.customers[0], 90 * BTC)]))
    street.mine()
    start = street.chain.tip.height
    arrival = street.chain.pay(street.customers[0], [(street.hot, 70 * BTC)])
    async with street.house(tmp_path, start=start) as house:
        await house.follower.advance()
        assert await trails(house) == []
        assert (await house.backfill(begun.height - 1, begun.height)).trail_parts == 1
        assert await ends(house) == {(Ending.UNSEEN, None)}
        assert await trails(house, every=False) == []
        street.mine()
        await house.follower.advance()
        await house.backfill(begun.height + 1, begun.height + 1)
        assert (Ending.UNSEEN, None) in await ends(house), "blocks up to the checkpoint are still between"
        assert (await house.backfill(begun.height + 2, again=True)).trail_parts == 0
        account = await only_trail(house)
        assert account.sats_of(Ending.UNSEEN) == 0
        assert account.sitting > 99.9 * BTC
        street.mine(arrival)
        await house.follower.advance()
        [flag] = (await only_episode(house)).flags
        assert (flag.txid, flag.hops, flag.sats) == (arrival.txid, 2, 70 * BTC)


async def test_where_addresses_are_polled_trails_are_lost_sight_of_until_blocks_are_read(tmp_path):
    street = Street()
    street.mine(street.away(100))
    async with street.house(tmp_path) as house:
        await house.follower.advance()
    arrival = street.chain.pay(street.middle, [(street.hot, 60 * BTC)])
    block = street.mine(arrival)
    street.mine()
    async with street.house(tmp_path, mode="addresses") as house:
        await house.follower.advance()
        assert await ends(house) == {(Ending.UNSEEN, None)}
        await house.backfill(block.height)
        [flag] = (await only_episode(house)).flags
        assert (flag.txid, flag.hops) == (arrival.txid, 1)
        assert (await only_trail(house)).sats_of(Ending.UNSEEN) == 0


async def test_more_than_can_be_followed_is_let_go_the_smallest_first(tmp_path):
    street = Street()
    street.mine(
        street.chain.pay(street.miner, [(each, (n + 1) * BTC) for n, each in enumerate(street.customers[:4])])
    )
    policy = replace(POLICY, max_coins=3)
    path = tmp_path / "db.sqlite3"
    async with open_house(
        path, street.source, street.book, street.at, start=street.first.height, trails=policy
    ) as house:
        await house.follower.advance()
        account = await only_trail(house)
        assert [coin.sats for coin in account.coins] == [4 * BTC, 3 * BTC, 2 * BTC]
        assert account.sats_of(Ending.LET_GO) == BTC
        async with house.store.read() as tx:
            assert (await tx.trails.totals()).let_go == 1


async def test_a_flag_that_is_rather_wrong_than_right_wakes_nobody(tmp_path):
    street = Street()
    street.labels[2] = label(street.hot, "binance", Category.EXCHANGE, confidence=40)
    street.book = book_of(*street.labels)
    street.mine(street.away(250))
    street.mine(street.chain.pay(street.middle, [(street.hot, 240 * BTC)]))
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        episode = await only_episode(house)
        assert episode.severity(Policy()) is Severity.NOTICE
        assert not episode.pages(Policy())


async def test_a_trail_that_goes_on_in_the_mempool_is_told_before_its_block_under_the_same_flag(tmp_path):
    street = Street()
    street.mine(street.away(100))
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        payment = street.chain.pay(street.middle, [(street.hot, 60 * BTC)])
        await house.watch.turn()
        waiting = await only_episode(house)
        [flag] = waiting.flags
        assert (flag.stage, flag.hops, flag.txid) == (Stage.MEMPOOL, 1, payment.txid)
        assert 59 * BTC < flag.sats <= 60 * BTC
        assert (await only_trail(house)).sitting == 100 * BTC, "no block has moved it yet"
        street.mine(payment)
        await house.follower.advance()
        [included] = (await only_episode(house)).flags
        assert (included.flag_id, included.stage, included.sats) == (flag.flag_id, Stage.INCLUDED, flag.sats)
        await house.watch.turn()
        assert await history(house, await only_episode(house)) == ["raised", "included"]


async def test_a_trail_that_is_spent_elsewhere_than_the_mempool_showed_takes_its_flag_back(tmp_path):
    street = Street()
    stranger = street.chain.actor("stranger", ScriptType.P2WPKH)
    street.mine(street.away(100))
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        payment = street.chain.pay(street.middle, [(street.hot, 60 * BTC)])
        await house.watch.turn()
        coins = street.chain.coins_spent_by(payment)
        street.mine(street.chain.pay(street.middle, [(stranger, 60 * BTC)], coins=coins))
        await house.follower.advance()
        episode = await only_episode(house)
        assert [flag.stage for flag in episode.flags] == [Stage.REPLACED]
        assert episode.standing is Standing.VOID


async def test_what_waits_of_a_trail_by_whose_block_nothing_arrives_is_withdrawn(tmp_path):
    street = Street()
    street.mine(street.away(100))
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        payment = street.chain.pay(street.middle, [(street.hot, 60 * BTC)])
        await house.watch.turn()
        house.shelf.book = book_of(*street.labels[:2])
        street.mine(payment)
        await house.follower.advance()
        episode = await only_episode(house)
        assert [flag.stage for flag in episode.flags] == [Stage.WITHDRAWN]


async def test_a_hop_that_waits_already_is_told_at_the_first_look_after_the_block_of_the_one_before(tmp_path):
    street = Street()
    async with street.house(tmp_path) as house:
        await house.follower.advance()
        await house.watch.turn()
        street.mine(street.away(100))
        arrival = street.chain.pay(street.middle, [(street.hot, 60 * BTC)])
        await house.follower.advance()
        await house.watch.turn()
        [flag] = (await only_episode(house)).flags
        assert (flag.txid, flag.hops, flag.stage) == (arrival.txid, 1, Stage.MEMPOOL)
