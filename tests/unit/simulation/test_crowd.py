from datetime import UTC, datetime, timedelta

import pytest

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.block_senders import sender_scripts
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import prove_block
from monitor.money import SATS_PER_BTC
from monitor.simulation.chain import Chain
from monitor.simulation.crowd import Crowd

START = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def chain() -> Chain:
    chain = Chain(b"crowd")
    chain.mine_reserve(100 * SATS_PER_BTC, since=START)
    return chain


def mine_crowd(chain: Chain, crowd: Crowd, count: int):
    return chain.mine(crowd.transactions(count), at=chain.tip.time + timedelta(minutes=10))


def test_a_full_block_proves_itself_and_names_its_senders(chain):
    block = mine_crowd(chain, Crowd(chain), 500)
    parsed = parse_block(block.raw)
    prove_block(parsed, PARAMS[Network.REGTEST], expected_hash=block.block_hash)
    assert len(parsed.txids) == 1 + 1 + 500
    true = [coin.script_pubkey for position in range(len(block.txids)) for coin in block.spent_at(position)]
    assert sender_scripts(parsed)[1:] == true, "the fan-out stands in the same block"


def test_the_same_coins_go_round(chain):
    crowd = Crowd(chain)
    first = mine_crowd(chain, crowd, 60)
    second = mine_crowd(chain, crowd, 60)
    larger = mine_crowd(chain, crowd, 80)
    assert [len(block.txids) for block in (first, second, larger)] == [62, 61, 82]
    assert set(second.spent) <= {coin.outpoint for coin in first.made}
    assert len(larger.transactions[1].outputs) == 40 + 1, "new coins for the twenty more, and change"


def test_a_reserve_too_small_for_the_crowd_is_said(chain):
    with pytest.raises(ValueError, match="reserve: the coins do not cover"):
        Crowd(chain).transactions(20_000)
