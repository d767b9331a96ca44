"""The economy's truth against a recount from its blocks, and the judge against flags whose faults are known."""

import csv
from collections import defaultdict
from dataclasses import replace

import pytest

from benchmarks.economy.label_files import write_labels
from benchmarks.economy.life import Habits, Life
from benchmarks.economy.truth import Delivery, Spot, Truth
from benchmarks.judging import NEVER, Judge, Learned
from monitor.bitcoin.block import parse_block
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import prove_block
from monitor.labels.vocabulary import PLATFORMS, Category
from tests.builders import BTC, make_flag

LIVELY = Habits(blocks=20, miners_a_block=6, reorgs=0.15)


def lived(seed: int) -> Life:
    life = Life(seed, LIVELY)
    for _ in life.days():
        pass
    return life


@pytest.fixture(scope="module")
def life():
    return lived(7)


def followed(life):
    return life.chain.tree.best[life.first_height :]


def owners(life):
    return {wallet.script: (wallet.owner, category) for wallet, category in life.world.labelled}


def test_the_same_seed_makes_the_same_chain_and_every_block_of_it_proves_itself(life):
    assert lived(7).chain.tip.block_hash == life.chain.tip.block_hash
    assert len(life.chain.tree) > len(life.chain.tree.best), "there was no reorg"
    for block in followed(life):
        prove_block(parse_block(block.raw), PARAMS[Network.REGTEST], expected_hash=block.block_hash)


def test_direct_payments_of_the_truth_are_those_that_a_recount_finds(life):
    known, recounted = owners(life), defaultdict(int)
    for block in followed(life):
        for position, transaction in enumerate(block.transactions[1:], 1):
            senders = {known.get(coin.script_pubkey) for coin in block.spent_at(position)}
            if len(senders) != 1 or None in senders:
                continue
            ((miner, category),) = senders
            for output in transaction.outputs:
                to, kind = known.get(output.script_pubkey, (None, None))
                if category is Category.MINER and kind in PLATFORMS:
                    recounted[block.txids[position], miner, to] += output.sats
    told = defaultdict(int)
    for delivery in life.truth.deliveries:
        if delivery.landed and delivery.landed.hops == 0:
            told[delivery.landed.txid, delivery.miner, delivery.platform] += delivery.landed.sats
    assert recounted
    assert {key: sats for key, sats in told.items() if key in recounted} == recounted


def test_every_delivery_that_landed_paid_its_platform_no_more_than_the_block_shows(life):
    known, paid = owners(life), defaultdict(int)
    for block in followed(life):
        for txid, transaction in zip(block.txids, block.transactions, strict=True):
            for output in transaction.outputs:
                paid[txid, known.get(output.script_pubkey, (None,))[0]] += output.sats
    landed = [each for each in life.truth.deliveries if each.landed and not each.unsure]
    brought = defaultdict(int)
    for each in landed:
        brought[each.landed.txid, each.platform] += each.landed.sats
    assert {each.hops for each in landed} >= {0, 1, 2, 3}
    # What was deposited is told whole, though the sweep leaves a part of it to the block's miner.
    assert all(sats <= paid[key] * 1.001 for key, sats in brought.items())
    assert not {life.truth.causes[each.landed.txid] for each in landed} & {*NEVER, "customer", "stranger"}


def test_a_user_knows_neither_deposit_addresses_nor_miners_change(life, tmp_path):
    write_labels(life.world, tmp_path / "labels.csv")
    with (tmp_path / "labels.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert {row["entity"] for row in rows} >= {miner.name for miner in life.world.miners}
    assert not owners(life).keys() & (life.truth.deposits.keys() | life.truth.own.keys())
    assert life.truth.companions <= life.truth.own.keys()


@pytest.fixture
def truth():
    """mara paid binance 30 BTC directly, and 50 to a deposit address that was swept."""
    direct = Spot("direct", 30 * BTC, 30 * BTC, 0)
    paid, swept = Spot("paid", 50 * BTC, 50 * BTC, 0), Spot("swept", 50 * BTC, 50 * BTC, 1)
    causes = {"direct": "direct", "paid": "deposit", "swept": "sweep", "dust": "dust"}
    return Truth(
        deliveries=[
            Delivery("mara", "binance", unsure=False, spots=[direct], landed=direct),
            Delivery("mara", "binance", unsure=False, spots=[paid, swept], landed=swept),
        ],
        deposits={b"deposit": "binance"},
        causes=causes,
    )


def flag(txid, btc, height=1, hops=0):
    made = make_flag(txid, to_entity="binance", to_type=Category.EXCHANGE, sats=int(btc * BTC), height=height)
    return replace(made, hops=hops)


def test_flags_are_right_in_the_payment_or_in_the_sweep_but_not_in_both(truth):
    verdict = Judge(truth).verdict([flag("direct", 30), flag("swept", 49.8, hops=1)], Learned())
    assert (verdict.precision.value, verdict.recall.value) == (1, 1)
    verdict = Judge(truth).verdict([flag("paid", 50), flag("swept", 50, height=2, hops=1)], Learned())
    assert (verdict.precision.value, verdict.false_by_cause) == (0.5, {"twice": 1})
    assert verdict.recall_by_hops[0].value == 0
    assert verdict.missed_by_cause == {"direct": 1}


def test_a_flag_of_another_amount_or_from_dust_is_false(truth):
    verdict = Judge(truth).verdict([flag("direct", 29), flag("dust", 2)], Learned({b"deposit": "kraken"}))
    assert verdict.false_by_cause == {"amount in direct": 1, "dust": 1}
    assert (verdict.precision.value, verdict.recall.value, verdict.never) == (0, 0, 1)
    assert verdict.deposit_precision.value == 0
