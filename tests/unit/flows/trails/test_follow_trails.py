"""Trails through real blocks of a simulated chain."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.bitcoin.block import parse_block
from monitor.flows.scan import scan_block
from monitor.flows.trails.arrivals import together
from monitor.flows.trails.follow import follow_trails
from monitor.flows.trails.held import Held
from monitor.flows.trails.trail import TrailPolicy
from monitor.labels.vocabulary import Category
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label, make_flag

START = datetime(2026, 2, 1, tzinfo=UTC)
POLICY = TrailPolicy()


class Village:
    """A miner, an exchange with a hot wallet and a deposit address for each customer."""

    def __init__(self):
        self.chain = Chain(b"trails")
        self.chain.mine_reserve(3_000 * BTC, since=START - timedelta(days=9))
        self.miner = self.chain.actor("miner", ScriptType.P2WPKH)
        self.hot = self.chain.actor("hot wallet", ScriptType.P2WPKH)
        self.deposits = [self.chain.actor(f"deposit {n}", ScriptType.P2WPKH) for n in range(20)]
        self.book = book_of(
            label(self.miner, "mara", Category.MINER), label(self.hot, "binance", Category.EXCHANGE)
        )
        self.at = START
        self.miners_coins, self.held, self.flags = {}, Held(), []
        self.take(self.mine(self.chain.fund(self.miner, 500 * BTC, 500 * BTC)))

    def mine(self, *transactions):
        self.at += timedelta(minutes=10)
        return self.chain.mine(list(transactions), at=self.at)

    def take(self, mined):
        block = parse_block(mined.raw)
        found = scan_block(
            block, mined.height, self.book, self.miners_coins, frozenset(), outflow_sats=POLICY.min_sats
        )
        for coin in found.spent:
            del self.miners_coins[coin.outpoint]
        self.miners_coins.update((coin.outpoint, coin) for coin in found.created)
        after = follow_trails(block, found.block, found.hits, self.held, self.book, POLICY)
        self.flags += after.arrived
        return after


@pytest.fixture
def village():
    return Village()


def test_a_payment_to_a_deposit_address_is_found_when_it_is_swept(village):
    chain = village.chain
    payment = chain.pay(village.miner, [(village.deposits[0], 300 * BTC)])
    assert village.take(village.mine(payment)).outflows[0].trail.sats == 300 * BTC
    others = chain.pay(chain.reserve, [(each, BTC) for each in village.deposits[1:]])
    village.take(village.mine(others))
    village.take(village.mine(chain.sweep(village.deposits, village.hot)))
    (flag,) = village.flags
    assert (flag.miner, flag.to_entity, flag.hops, flag.mixed_inputs) == ("mara", "binance", 1, True)
    assert 299.99 * BTC < flag.sats <= 300 * BTC
    assert not village.held.coins
    assert [hop.txid for hop in flag.path] == [payment.txid, flag.txid]


def test_payment_and_sweep_in_one_block_and_a_peel_between(village):
    chain = village.chain
    middle = chain.actor("middle", ScriptType.P2WPKH)
    payment = chain.pay(village.miner, [(middle, 300 * BTC)])
    peel = chain.pay(middle, [(village.hot, 20 * BTC)])
    again = chain.pay(middle, [(village.deposits[3], 30 * BTC)])
    sweep = chain.sweep(village.deposits[3], village.hot)
    after = village.take(village.mine(payment, peel, again, sweep))
    assert [flag.hops for flag in village.flags] == [1, 3]
    assert after.steps[0].pattern == "peel"
    assert sum(coin.sats for coin in village.held.coins) > 249 * BTC


def test_dust_look_alikes_and_incoming_payments_begin_nothing(village):
    chain = village.chain
    stranger = chain.actor("stranger", ScriptType.P2WPKH)
    chain_fund = chain.fund(stranger, 50 * BTC)
    village.take(village.mine(chain_fund))
    incoming = chain.pay(stranger, [(village.miner, 600), (village.hot, 10 * BTC)])
    after = village.take(village.mine(incoming))
    assert (after.outflows, after.steps, village.flags) == ((), (), [])


def test_coins_that_arrive_on_both_ways_in_one_transaction_are_one_flag():
    direct, arrived = make_flag(sats=5 * BTC), make_flag(sats=7 * BTC)
    assert [flag.sats for flag in together([direct], [arrived], {direct.flag_id: 20 * BTC})] == [12 * BTC]
    assert [flag.sats for flag in together([direct], [arrived], {direct.flag_id: 9 * BTC})] == [9 * BTC]
