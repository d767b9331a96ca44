"""The scan and the attribution over blocks of a simulated chain, with labels made of its actors."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.subsidy import subsidy
from monitor.flows.attribute import transfers_of, unproven_inputs
from monitor.flows.flag import flag_of
from monitor.flows.policy import Policy
from monitor.flows.scan import Prevout, scan_block
from monitor.labels.vocabulary import Category
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label

START = datetime(2026, 2, 1, tzinfo=UTC)
DERIVABLE = [
    ScriptType.P2PKH,
    ScriptType.P2SH,
    ScriptType.P2SH_P2WPKH,
    ScriptType.P2SH_P2WSH,
    ScriptType.P2WPKH,
    ScriptType.P2WSH,
]


@pytest.fixture
def chain():
    made = Chain(b"scan")
    made.mine_reserve(500 * BTC, since=START - timedelta(days=5))
    return made


class Clockwork:
    """Mines at ever later times."""

    def __init__(self, chain):
        self.chain = chain
        self.at = START

    def mine(self, *transactions):
        self.at += timedelta(minutes=10)
        return self.chain.mine(list(transactions), at=self.at)


def found(block, book, coins=None):
    return scan_block(parse_block(block.raw), block.height, book, coins or {})


def transfers(findings, book):
    return [transfer for hit in findings.hits for transfer in transfers_of(hit, book)]


@pytest.mark.parametrize("kind", DERIVABLE)
def test_a_payment_is_found_whatever_script_the_miner_has(chain, kind):
    miner, desk = chain.actor("m", kind), chain.actor("d", ScriptType.P2TR)
    clock = Clockwork(chain)
    clock.mine(chain.fund(miner, 100 * BTC))
    block = clock.mine(chain.pay(miner, [(desk, 60 * BTC)]))
    book = book_of(label(miner, "mara", Category.MINER), label(desk, "two-prime", Category.PRIME_BROKER))
    [transfer] = transfers(found(block, book), book)
    assert (transfer.from_entity, transfer.to_entity, transfer.sats) == ("mara", "two-prime", 60 * BTC)
    assert transfer.senders == (miner.script_pubkey,)
    assert not transfer.mixed_inputs
    assert not transfer.proven_senders  # derived, until the output it spends is known
    assert transfer.returned_sats > 39 * BTC


def test_the_reward_is_subsidy_and_fees(chain):
    miner, desk = chain.actor("m", ScriptType.P2WPKH), chain.actor("d", ScriptType.P2TR)
    clock = Clockwork(chain)
    clock.mine(chain.fund(miner, 100 * BTC))
    payment = chain.pay(miner, [(desk, 60 * BTC)])
    block = clock.mine(payment)
    fee = sum(coin.sats for coin in chain.coins_spent_by(payment)) - sum(out.sats for out in payment.outputs)
    assert fee > 0
    assert found(block, book_of()).reward_sats == subsidy(block.height, PARAMS[Network.REGTEST]) + fee


@pytest.mark.parametrize("kind", [ScriptType.P2PK, ScriptType.P2TR, ScriptType.P2TR_SCRIPT])
def test_a_script_that_inputs_do_not_name_is_found_by_its_coins(chain, kind):
    miner, desk = chain.actor("m", kind), chain.actor("d", ScriptType.P2WPKH)
    clock = Clockwork(chain)
    book = book_of(label(miner, "mara", Category.MINER), label(desk, "bitgo", Category.CUSTODIAN))
    first = found(clock.mine(chain.fund(miner, 100 * BTC)), book)
    coins = {coin.outpoint: coin for coin in first.created}
    assert [coin.sats for coin in first.created] == [100 * BTC]
    block = clock.mine(chain.pay(miner, [(desk, 60 * BTC)]))
    assert not found(block, book).hits
    findings = found(block, book, coins)
    assert findings.spent == tuple(coins.values())
    [transfer] = transfers(findings, book)
    assert transfer.proven_senders
    assert transfer.gross_sats == 100 * BTC


def test_coins_made_and_spent_in_one_block_are_known_by_outpoint(chain):
    miner, desk = chain.actor("m", ScriptType.P2TR), chain.actor("d", ScriptType.P2WPKH)
    book = book_of(label(miner, "mara", Category.MINER), label(desk, "bitgo", Category.CUSTODIAN))
    funding = chain.fund(miner, 100 * BTC)
    payment = chain.pay(miner, [(desk, 60 * BTC)])
    findings = found(Clockwork(chain).mine(funding, payment), book)
    assert [transfer.net_sats for transfer in transfers(findings, book)] == [60 * BTC]
    assert [coin.txid for coin in findings.created] == [payment.txid]  # the change; the rest is spent again


def test_change_consolidation_and_internal_moves_are_no_transfers(chain):
    miner, cold = chain.actor("m", ScriptType.P2WPKH), chain.actor("c", ScriptType.P2WSH)
    desk = chain.actor("d", ScriptType.P2WPKH)
    book = book_of(
        label(miner, "mara", Category.MINER),
        label(cold, "mara", Category.MINER),
        label(desk, "bitgo", Category.CUSTODIAN),
    )
    clock = Clockwork(chain)
    clock.mine(chain.fund(miner, 40 * BTC, 60 * BTC))
    block = clock.mine(chain.sweep([miner], cold))
    assert not transfers(found(block, book), book)


def test_what_a_platform_pays_a_miner_is_no_transfer(chain):
    miner, desk = chain.actor("m", ScriptType.P2WPKH), chain.actor("d", ScriptType.P2WPKH)
    book = book_of(label(miner, "mara", Category.MINER), label(desk, "bitgo", Category.CUSTODIAN))
    clock = Clockwork(chain)
    clock.mine(chain.fund(desk, 50 * BTC))
    assert not transfers(found(clock.mine(chain.pay(desk, [(miner, 20 * BTC)])), book), book)


def test_a_pool_that_pays_an_exchange_is_no_company_selling(chain):
    pool, exchange = chain.actor("p", ScriptType.P2WPKH), chain.actor("e", ScriptType.P2WPKH)
    book = book_of(
        label(pool, "foundry-usa", Category.MINING_POOL), label(exchange, "kraken", Category.EXCHANGE)
    )
    clock = Clockwork(chain)
    clock.mine(chain.fund(pool, 50 * BTC))
    assert not transfers(found(clock.mine(chain.pay(pool, [(exchange, 20 * BTC)])), book), book)


def test_of_what_comes_to_a_miner_a_pools_payment_is_known_as_such(chain):
    pool, miner, other = (chain.actor(name, ScriptType.P2WPKH) for name in "pmo")
    book = book_of(label(pool, "foundry-usa", Category.MINING_POOL), label(miner, "mara", Category.MINER))
    clock = Clockwork(chain)
    clock.mine(chain.fund(pool, 50 * BTC), chain.fund(other, 50 * BTC))
    payments = [chain.pay(actor, [(miner, 2 * BTC)]) for actor in (pool, other)]
    seen = found(clock.mine(*payments), book)
    assert {coin.txid for coin in seen.created if coin.script_pubkey == miner.script_pubkey} == {
        each.txid for each in payments
    }
    assert {coin.txid for coin in seen.created if coin.outpoint in seen.mined} == {payments[0].txid}


def test_several_outputs_to_one_platform_are_one_transfer_and_two_platforms_are_two(chain):
    miner, one, two = (chain.actor(name, ScriptType.P2WPKH) for name in "mab")
    clock = Clockwork(chain)
    clock.mine(chain.fund(miner, 100 * BTC))
    block = clock.mine(chain.pay(miner, [(one, 10 * BTC), (two, 20 * BTC), (one, 5 * BTC)]))
    book = book_of(
        label(miner, "mara", Category.MINER),
        label(one, "kraken", Category.EXCHANGE),
        label(two, "bitgo", Category.CUSTODIAN),
    )
    by_platform = {each.to_entity: each for each in transfers(found(block, book), book)}
    assert {name: each.sats for name, each in by_platform.items()} == {"kraken": 15 * BTC, "bitgo": 20 * BTC}
    assert [output.vout for output in by_platform["kraken"].outputs] == [0, 2]


@pytest.mark.parametrize(
    ("kind", "net", "co_spent"),
    [(ScriptType.P2WPKH, 95 * BTC, 85 * BTC), (ScriptType.P2TR, 10 * BTC, 0)],
    ids=["it signs beside it and is nobody else's", "it names nobody and was not looked up"],
)
def test_an_unlabelled_input_is_told_and_the_miners_own_as_far_as_it_is_known(chain, kind, net, co_spent):
    miner, desk = (chain.actor(name, ScriptType.P2WPKH) for name in "md")
    beside = chain.actor("beside", kind)
    clock = Clockwork(chain)
    book = book_of(label(miner, "mara", Category.MINER), label(desk, "kraken", Category.EXCHANGE))
    funded = found(clock.mine(chain.fund(miner, 10 * BTC), chain.fund(beside, 90 * BTC)), book)
    coins = {coin.outpoint: coin for coin in funded.created}
    block = clock.mine(chain.pay([miner, beside], [(desk, 95 * BTC)], change=beside))
    [transfer] = transfers(found(block, book, coins), book)
    assert transfer.mixed_inputs
    assert (transfer.sats, transfer.net_sats, transfer.co_spent_sats) == (95 * BTC, net, co_spent)


def test_a_contested_label_marks_the_transfer(chain):
    miner, desk = chain.actor("m", ScriptType.P2WPKH), chain.actor("d", ScriptType.P2WPKH)
    clock = Clockwork(chain)
    clock.mine(chain.fund(miner, 100 * BTC))
    block = clock.mine(chain.pay(miner, [(desk, 60 * BTC)]))
    book = book_of(
        label(miner, "mara", Category.MINER),
        label(desk, "kraken", Category.EXCHANGE, confidence=80),
        label(desk, "bitfinex", Category.EXCHANGE, confidence=30),
    )
    [transfer] = transfers(found(block, book), book)
    assert (transfer.to_entity, transfer.conflicted, transfer.confidence) == ("kraken", True, 80)


def test_an_input_that_only_pretends_is_unmasked_by_the_output_it_spends(chain):
    miner, desk, forger = (chain.actor(name, ScriptType.P2WPKH) for name in "mdf")
    clock = Clockwork(chain)
    clock.mine(chain.fund(miner, 100 * BTC))
    block = clock.mine(chain.pay(miner, [(desk, 60 * BTC)]))
    book = book_of(label(miner, "mara", Category.MINER), label(desk, "kraken", Category.EXCHANGE))
    [hit] = found(block, book).hits
    [claim] = unproven_inputs(hit, book)
    truth = hit.with_prevouts({(claim.txid, claim.vout): Prevout(forger.script_pubkey, 100 * BTC)})
    assert not transfers_of(truth, book)
    proven = hit.with_prevouts({(claim.txid, claim.vout): Prevout(miner.script_pubkey, 100 * BTC)})
    assert transfers_of(proven, book)[0].proven_senders
    assert not unproven_inputs(proven, book)


def test_dust_is_recorded_and_not_flagged(chain):
    miner, desk = chain.actor("m", ScriptType.P2WPKH), chain.actor("d", ScriptType.P2WPKH)
    clock = Clockwork(chain)
    clock.mine(chain.fund(miner, 100 * BTC))
    block = clock.mine(chain.pay(miner, [(desk, 1000)]))
    book = book_of(label(miner, "mara", Category.MINER), label(desk, "kraken", Category.EXCHANGE))
    [transfer] = transfers(found(block, book), book)
    assert flag_of(transfer, Policy()) is None
