"""The two ways to know a sender, by its coins and by what its inputs reveal, held against each other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.script import p2pkh, push
from monitor.bitcoin.transaction import TxInput
from monitor.flows.scan import scan_block
from monitor.labels.vocabulary import Category
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label, script_label
from tests.unit.bitcoin.made import KEY, SIGNATURE, block_bytes, coinbase, hash160, payment

START = datetime(2026, 2, 1, tzinfo=UTC)
NOTHING = frozenset()
NAMED = {
    kind for kind in ScriptType if kind not in (ScriptType.P2PK, ScriptType.P2TR, ScriptType.P2TR_SCRIPT)
}


@pytest.fixture
def chain():
    made = Chain(b"senders")
    made.mine_reserve(2_000 * BTC, since=START - timedelta(days=5))
    return made


def txids(findings):
    return [hit.txid for hit in findings.hits]


def test_with_every_coin_known_the_inputs_need_not_be_hashed(chain):
    miners = {kind: chain.actor(f"m{kind}", kind) for kind in ScriptType}
    desk = chain.actor("d", ScriptType.P2WPKH)
    book = book_of(
        label(desk, "kraken", Category.EXCHANGE),
        *(label(each, "mara", Category.MINER) for each in miners.values()),
    )
    for each in miners.values():
        chain.fund(each, 50 * BTC)
    coins = {}
    for hour in range(4):
        block = parse_block(chain.mine(chain.unmined, at=START + timedelta(hours=hour)).raw)
        known = scan_block(block, None, book, coins, NOTHING)
        derived = scan_block(block, None, book, coins)
        assert replace(known, spends=derived.spends) == derived
        assert len(known.hits) == (len(miners) if hour else 0)
        unknown = scan_block(block, None, book, {}, NOTHING)
        assert not unknown.hits
        for kind, miner in miners.items():
            alone = scan_block(block, None, book, {}, {miner.script_pubkey})
            assert len(alone.hits) == (1 if hour and kind in NAMED else 0)
        for coin in known.spent:
            del coins[coin.outpoint]
        coins.update((coin.outpoint, coin) for coin in known.created)
        for each in miners.values():
            chain.pay(each, [(desk, 2 * BTC)])


def test_a_hit_by_outpoint_still_names_the_strangers_among_its_inputs(chain):
    miner, stranger, desk = (chain.actor(name, ScriptType.P2WPKH) for name in "msd")
    book = book_of(label(miner, "mara", Category.MINER), label(desk, "kraken", Category.EXCHANGE))
    chain.fund(miner, 10 * BTC)
    funding = chain.mine(chain.unmined, at=START)
    coins = {
        coin.outpoint: coin for coin in scan_block(parse_block(funding.raw), 1, book, {}, NOTHING).created
    }
    chain.fund(stranger, 90 * BTC)  # mined together with the payment, so that its value is known too
    chain.pay([miner, stranger], [(desk, 95 * BTC)], change=stranger)
    block = parse_block(chain.mine(chain.unmined, at=START + timedelta(hours=1)).raw)
    [hit] = scan_block(block, 2, book, coins, NOTHING).hits
    assert {each.derived for each in hit.inputs} == {miner.script_pubkey, stranger.script_pubkey}
    assert {each.prevout.sats for each in hit.inputs} == {10 * BTC, 90 * BTC}


def test_a_disguise_is_seen_through_where_the_block_itself_made_what_is_spent():
    owner, desk = p2pkh(hash160(KEY)), b"\x00\x14" + bytes(20)
    made = payment(scripts=[b"\x51"])
    disguised = payment(TxInput(made.txid, 0, push(SIGNATURE) + push(KEY)), scripts=[desk])
    honest = payment(TxInput("bb" * 32, 0, push(SIGNATURE) + push(KEY)), scripts=[desk])
    block = parse_block(block_bytes([coinbase(), made, disguised, honest]))
    book = book_of(
        script_label(owner, "mara", Category.MINER), script_label(desk, "kraken", Category.EXCHANGE)
    )
    for unseeded in (None, {owner}):
        assert txids(scan_block(block, 300, book, {}, unseeded)) == [honest.txid]


def test_coins_are_kept_for_the_time_when_their_script_is_a_miners(chain):
    miner = chain.actor("m", ScriptType.P2TR)
    later = replace(label(miner, "mara", Category.MINER), valid_from=(START + timedelta(days=9)).date())
    chain.fund(miner, 10 * BTC)
    block = parse_block(chain.mine(chain.unmined, at=START).raw)
    assert [coin.sats for coin in scan_block(block, 1, book_of(later), {}, NOTHING).created] == [10 * BTC]
