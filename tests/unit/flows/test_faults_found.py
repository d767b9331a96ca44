"""Chains on which flags, or what was learned, were wrong once: the smallest of each kind."""

from datetime import timedelta
from functools import partial

import pytest

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.transaction import TxOutput
from monitor.flows.attribute import transfers_of
from monitor.flows.co_spend import platforms_inputs
from monitor.flows.scan import Prevout, scan_block
from monitor.flows.trails.outflow import outflows_of
from monitor.flows.trails.trail import TrailPolicy
from monitor.labels.vocabulary import Category
from monitor.simulation.chain import Chain
from monitor.simulation.payment import Holding, spend
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, NOON, book_of, label
from tests.chain_source import ChainSource, open_house
from tests.unit.flows.trails.test_follow_trails import Village


def test_a_stranger_of_a_coinjoin_who_pays_an_exchange_does_not_make_the_miner_pay_it():
    chain = Chain(b"coinjoin")
    chain.mine_reserve(50 * BTC, since=NOON)
    miner, hot = (chain.actor(name, ScriptType.P2WPKH) for name in ("miner", "hot wallet"))
    people = [chain.actor(f"person {number}", ScriptType.P2WPKH) for number in range(4)]
    fresh = [chain.actor(f"fresh {number}", ScriptType.P2WPKH) for number in range(4)]
    funding = [chain.fund(each, 3 * BTC) for each in (miner, *people)]
    at = chain.tip.time
    chain.mine(funding, at=at.replace(hour=(at.hour + 1) % 24, day=at.day + 1))
    holdings = [Holding(chain.coins(each)[0], each) for each in (miner, *people)]
    equal = [TxOutput(2 * BTC, each.script_pubkey) for each in (*fresh, hot)]
    change = [TxOutput(BTC - 10_000, each.script_pubkey) for each in (miner, *people)]
    mixed = chain.mine([spend(holdings, (*equal, *change))], at=at.replace(day=at.day + 2))
    book = book_of(label(miner, "mara", Category.MINER), label(hot, "binance", Category.EXCHANGE))
    (hit,) = scan_block(parse_block(mixed.raw), mixed.height, book, {}).hits
    assert sum(transfer.net_sats for transfer in transfers_of(hit, book)) == 0


def test_what_a_platform_puts_into_a_payjoin_itself_is_not_paid_by_the_miner():
    chain = Chain(b"payjoin")
    chain.mine_reserve(50 * BTC, since=NOON)
    miner, fresh, hot = (chain.actor(name, ScriptType.P2WPKH) for name in ("miner", "fresh", "hot wallet"))
    for each, sats in ((miner, 12 * BTC), (hot, 4 * BTC)):
        chain.fund(each, sats)
    at = chain.tip.time
    chain.mine(chain.unmined, at=at + timedelta(hours=1))
    outputs = [TxOutput(10 * BTC, hot.script_pubkey), TxOutput(6 * BTC - 10_000, fresh.script_pubkey)]
    payjoin = spend([Holding(chain.coins(each)[0], each) for each in (miner, hot)], outputs)
    block = chain.mine([payjoin], at=at + timedelta(hours=2))
    book = book_of(label(miner, "mara", Category.MINER), label(hot, "binance", Category.EXCHANGE))
    (hit,) = scan_block(parse_block(block.raw), block.height, book, {}).hits
    (own,) = platforms_inputs(hit, partial(book.attribute, at=hit.block.time))
    assert own.derived == hot.script_pubkey
    made = {
        (each.txid, each.vout): Prevout(who.script_pubkey, sats)
        for each, who, sats in zip(hit.inputs, (miner, hot), (12 * BTC, 4 * BTC), strict=True)
    }
    hit = hit.with_prevouts(made)
    (transfer,) = transfers_of(hit, book)
    assert (transfer.sats, transfer.net_sats) == (10 * BTC, 6 * BTC)
    (outflow,) = outflows_of(hit, partial(book.attribute, at=hit.block.time), TrailPolicy())
    assert outflow.trail.sats == pytest.approx(6 * BTC, abs=10_000)


@pytest.mark.parametrize(
    "withdrawals", [(20, 21, 22), (20, 20, 20)], ids=["a share is told", "nothing is told"]
)
def test_a_deposit_that_is_spent_beside_the_platforms_own_coin_has_reached_it_whole(withdrawals):
    village = Village()
    chain, customers = village.chain, village.deposits
    strangers = [chain.actor(f"stranger {number}", ScriptType.P2WPKH) for number in range(3)]
    village.take(
        village.mine(chain.fund(village.hot, 10 * BTC), *(chain.fund(each, BTC) for each in customers))
    )
    village.take(village.mine(chain.pay(village.miner, [(customers[0], 100 * BTC)])))
    payouts = [(each, btc * BTC) for each, btc in zip(strangers, withdrawals, strict=True)]
    coins = [coin for each in (village.hot, *customers) for coin in chain.coins(each)]
    total = sum(coin.sats for coin in coins)
    left = total - sum(sats for _, sats in payouts) - 100_000
    holdings = [Holding(coin, _owner(village, coin)) for coin in coins]
    outputs = [TxOutput(sats, each.script_pubkey) for each, sats in (*payouts, (village.hot, left))]
    village.take(village.mine(spend(holdings, outputs)))
    (flag,) = village.flags
    assert flag.sats == pytest.approx(100 * BTC, rel=0.01)


async def test_a_miners_own_scripts_that_a_trail_leads_to_are_no_deposit_addresses(tmp_path):
    chain = Chain(b"gathered")
    chain.mine_reserve(50 * BTC, since=NOON)
    miner, hot = (chain.actor(name, ScriptType.P2WPKH) for name in ("miner", "hot wallet"))
    change = [chain.actor(f"change {number}", ScriptType.P2WPKH) for number in range(6)]
    book = book_of(label(miner, "mara", Category.MINER), label(hot, "binance", Category.EXCHANGE))
    start = chain.tip.height + 1
    for make in (
        lambda: chain.fund(miner, 40 * BTC),
        lambda: chain.pay(miner, [(each, 5 * BTC) for each in change]),
        lambda: chain.sweep(change, hot),
    ):
        chain.mine([make()], at=chain.tip.time + timedelta(minutes=10))
    source, now = ChainSource(chain), chain.tip.time
    async with open_house(tmp_path / "db", source, book, now, start=start, trails=TrailPolicy()) as house:
        await house.follower.advance()
        async with house.store.read() as tx:
            kept = await tx.candidates.in_use()
    assert [each.entity for each in kept if each.script_pubkey in {one.script_pubkey for one in change}] == []


def test_three_equal_tranches_from_a_treasury_and_its_change_are_no_coinjoin():
    village = Village()
    chain, to = village.chain, village.deposits[:3]
    change = [chain.actor(f"change {number}", ScriptType.P2WPKH) for number in range(2)]
    village.take(village.mine(chain.pay(village.miner, [(each, 20 * BTC) for each in change])))
    owners = [*change, village.miner]
    holdings = [Holding(coin, each) for each in owners for coin in chain.coins(each)]
    left = sum(holding.coin.sats for holding in holdings) - 150 * BTC - 100_000
    outputs = [TxOutput(50 * BTC, each.script_pubkey) for each in to]
    village.take(village.mine(spend(holdings, [*outputs, TxOutput(left, village.miner.script_pubkey)])))
    village.take(village.mine(*(chain.sweep(each, village.hot) for each in to)))
    assert sum(flag.sats for flag in village.flags) == pytest.approx(150 * BTC, rel=0.01)


def _owner(village, coin):
    return next(each for each in (village.hot, *village.deposits) if each.script_pubkey == coin.script_pubkey)


def test_tranches_from_a_treasury_and_its_change_are_told_whole_where_a_platform_is_paid_directly():
    village = Village()
    chain, deposits = village.chain, village.deposits[:2]
    change = chain.actor("change", ScriptType.P2WPKH)
    village.take(village.mine(chain.pay(village.miner, [(change, 70 * BTC)])))
    holdings = [Holding(coin, each) for each in (change, village.miner) for coin in chain.coins(each)]
    outputs = [TxOutput(50 * BTC, each.script_pubkey) for each in (village.hot, *deposits)]
    left = sum(holding.coin.sats for holding in holdings) - 150 * BTC - 100_000
    mined = village.mine(spend(holdings, [*outputs, TxOutput(left, village.miner.script_pubkey)]))
    (hit,) = scan_block(parse_block(mined.raw), mined.height, village.book, village.miners_coins).hits
    after = village.take(mined)
    direct = sum(transfer.net_sats for transfer in transfers_of(hit, village.book, after.steps[0]))
    assert direct + sum(flag.sats for flag in village.flags) == pytest.approx(50 * BTC, rel=0.001)
    village.flags.clear()
    village.take(village.mine(*(chain.sweep(each, village.hot) for each in deposits)))
    assert sum(flag.sats for flag in village.flags) == pytest.approx(100 * BTC, rel=0.001)


def test_a_mixer_whose_coin_the_miner_has_paid_once_is_a_party_of_its_own():
    village = Village()
    chain = village.chain
    people = [chain.actor(f"person {number}", ScriptType.P2WPKH) for number in range(4)]
    village.take(village.mine(*(chain.fund(each, 3 * BTC) for each in people[1:])))
    village.take(village.mine(chain.pay(village.miner, [(people[0], 3 * BTC)])))
    village.flags.clear()
    parties = [village.miner, *people]
    holdings = [Holding(chain.coins(each)[-1], each) for each in parties]
    fresh = [chain.actor(f"fresh {number}", ScriptType.P2WPKH) for number in range(4)]
    equal = [TxOutput(2 * BTC, each.script_pubkey) for each in (*fresh, village.hot)]
    left = [TxOutput(h.coin.sats - 2 * BTC - 10_000, h.owner.script_pubkey) for h in holdings]
    mined = village.mine(spend(holdings, [*equal, *left]))
    (hit,) = scan_block(parse_block(mined.raw), mined.height, village.book, village.miners_coins).hits
    after = village.take(mined)
    assert (transfers_of(hit, village.book, after.steps[0]), village.flags) == ((), [])
