"""The simulated chain against the project's own parser and proof, and against a recount of its coins."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.block_senders import sender_script, sender_scripts
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import prove_block
from monitor.money import SATS_PER_BTC
from monitor.simulation.block import MinedBlock
from monitor.simulation.chain import MAX_RESERVE_SATS, Chain
from monitor.simulation.mining import height_push, subsidy
from monitor.simulation.wallet import Actor, ScriptType

REGTEST = PARAMS[Network.REGTEST]
START = datetime(2026, 2, 1, tzinfo=UTC)
TEN_MINUTES = timedelta(minutes=10)
BTC = SATS_PER_BTC
UNDERIVABLE = {ScriptType.P2PK, ScriptType.P2TR, ScriptType.P2TR_SCRIPT}

actors = st.sampled_from(list(ScriptType))
payments = st.tuples(actors, actors, st.integers(1, 40 * BTC))
spreads = st.lists(st.lists(payments, max_size=4), min_size=1, max_size=5)


def funded_chain(seed: bytes = b"seed", btc: int = 600) -> Chain:
    chain = Chain(seed)
    chain.mine_reserve(btc * BTC, since=START)
    return chain


def mine_next(chain: Chain, *transactions, parent: MinedBlock | None = None) -> MinedBlock:
    parent = parent or chain.tip
    return chain.mine(transactions, at=parent.time + TEN_MINUTES, parent=parent)


def lively_chain(seed: bytes, spread) -> Chain:
    """A chain in which everybody is funded, and then pays whom the spread says, block by block."""
    chain = funded_chain(seed)
    everybody = {kind: chain.actor("actor", kind) for kind in ScriptType}
    mine_next(chain, *(chain.fund(actor, 40 * BTC, 20 * BTC) for actor in everybody.values()))
    for transfers in spread:
        for sender, receiver, sats in transfers:
            if sum(coin.sats for coin in chain.coins(everybody[sender])) > sats + 100_000:
                chain.pay(everybody[sender], [(everybody[receiver], sats)])
        mine_next(chain, *chain.unmined)
    return chain


@settings(max_examples=40, deadline=None)
@given(seed=st.binary(max_size=8), spread=spreads)
def test_every_block_parses_and_proves_itself(seed, spread):
    chain = lively_chain(seed, spread)
    assert chain.genesis.block_hash == REGTEST.genesis_hash
    prove_block(parse_block(chain.genesis.raw), REGTEST, expected_hash=REGTEST.genesis_hash)
    for parent, block in pairwise(chain.tree.best):
        parsed = parse_block(block.raw)
        prove_block(parsed, REGTEST, expected_hash=block.block_hash, prev_hash=parent.block_hash)
        assert parsed.script_sig(0).startswith(height_push(block.height))
        assert [txid[::-1].hex() for txid in parsed.txids] == list(block.txids)


@settings(max_examples=40, deadline=None)
@given(seed=st.binary(max_size=8), spread=spreads)
def test_senders_derived_from_the_inputs_are_the_true_ones(seed, spread):
    chain = lively_chain(seed, spread)
    kinds = {chain.actor("actor", kind).script_pubkey: kind for kind in ScriptType}
    kinds[chain.reserve.script_pubkey] = chain.reserve.script_type
    for block in chain.tree.best[1:]:
        parsed = parse_block(block.raw)
        true = [
            coin.script_pubkey for position in range(len(block.txids)) for coin in block.spent_at(position)
        ]
        alone = [sender_script(parsed, index) for index in range(1, len(true) + 1)]
        assert alone == [None if kinds[script] in UNDERIVABLE else script for script in true]
        together = zip(sender_scripts(parsed)[1:], true, strict=True)
        assert all(derived in (None, script) for derived, script in together)


@settings(max_examples=40, deadline=None)
@given(seed=st.binary(max_size=8), spread=spreads)
def test_no_satoshi_comes_from_nowhere(seed, spread):
    for block in lively_chain(seed, spread).tree.best[1:]:
        fees = 0
        for position, transaction in enumerate(block.transactions[1:], 1):
            paid = sum(output.sats for output in transaction.outputs)
            fee = sum(coin.sats for coin in block.spent_at(position)) - paid
            assert 0 < fee < 100_000
            fees += fee
        reward = sum(output.sats for output in block.transactions[0].outputs)
        assert reward == subsidy(block.height) + fees


@settings(max_examples=20, deadline=None)
@given(spread=spreads, depth=st.integers(1, 4))
def test_coins_after_a_reorg_are_those_that_a_recount_of_the_branch_finds(spread, depth):
    chain = lively_chain(b"reorg", spread)
    parent = chain.tree.best[-1 - depth]
    for _ in range(depth + 1):
        parent = mine_next(chain, parent=parent)
    assert chain.tip is parent
    for tip in (*chain.tree, chain.tip):
        actor = chain.actor("actor", ScriptType.P2WPKH)
        assert chain.unspent(actor.script_pubkey, tip) == recount(actor, tip)


def recount(actor: Actor, tip: MinedBlock):
    blocks = list(tip.ancestry())
    spent = {outpoint for block in blocks for outpoint in block.spent}
    coins = [coin for block in blocks for coin in block.made if coin.outpoint not in spent]
    own = [coin for coin in coins if coin.script_pubkey == actor.script_pubkey]
    return sorted(own, key=lambda coin: (coin.height, coin.txid, coin.vout))


def test_the_same_seed_tells_the_same_story_and_another_one_another():
    spread = [[(ScriptType.P2WPKH, ScriptType.P2TR, 5 * BTC)], [(ScriptType.P2TR, ScriptType.P2PK, 7 * BTC)]]
    first, again, other = (lively_chain(seed, spread) for seed in (b"one", b"one", b"two"))
    assert first.tip.block_hash == again.tip.block_hash
    assert first.tip.raw == again.tip.raw
    assert first.tip.block_hash != other.tip.block_hash


def test_a_block_is_shown_by_height_and_hash():
    genesis = Chain().genesis
    assert repr(genesis) == f"<MinedBlock 0 {REGTEST.genesis_hash}>"


def test_a_longer_branch_becomes_best_and_the_orphans_stay():
    chain = funded_chain()
    fork = chain.tip
    payment = chain.fund(chain.actor("mara", ScriptType.P2WPKH), BTC)
    lost = mine_next(chain, payment)
    rival = mine_next(chain, parent=fork)
    assert chain.tip is lost
    assert chain.unmined == ()
    winner = mine_next(chain, parent=rival)
    assert chain.tip is winner
    assert list(chain.tree.best[fork.height :]) == [fork, rival, winner]
    assert chain.tree.get(lost.block_hash) is lost
    assert chain.unmined == (payment,)
    assert mine_next(chain, payment).txids[1] == payment.txid
    assert chain.unmined == ()


def test_a_double_spend_on_the_winning_branch_ends_the_transaction_of_the_losing_one():
    chain = funded_chain()
    mara, desk, elsewhere = (chain.actor(name, ScriptType.P2WPKH) for name in ("mara", "desk", "elsewhere"))
    fork = mine_next(chain, chain.fund(mara, 10 * BTC))
    payment = chain.pay(mara, [(desk, 9 * BTC)])
    mine_next(chain, payment)
    rival = mine_next(chain, parent=fork)
    double_spend = chain.pay(mara, [(elsewhere, 9 * BTC)], coins=chain.coins_spent_by(payment))
    winner = mine_next(chain, double_spend, parent=rival)
    assert chain.tip is winner
    assert chain.unmined == ()
    with pytest.raises(ValueError, match="is no unspent output here"):
        mine_next(chain, payment)


def test_change_returns_to_the_sender_or_goes_where_it_is_told():
    chain = funded_chain()
    mara, vault, desk = (chain.actor(name, ScriptType.P2WPKH) for name in ("mara", "vault", "desk"))
    mine_next(chain, chain.fund(mara, 10 * BTC))
    payment = chain.pay(mara, [(desk, 4 * BTC)])
    assert [output.script_pubkey for output in payment.outputs] == [desk.script_pubkey, mara.script_pubkey]
    elsewhere = chain.pay(mara, [(desk.script_pubkey, 1 * BTC)], change=vault)
    assert elsewhere.inputs[0].txid == payment.txid
    assert elsewhere.outputs[1].script_pubkey == vault.script_pubkey
    block = mine_next(chain, payment, elsewhere)
    assert sorted(coin.sats for coin in chain.coins(desk)) == [1 * BTC, 4 * BTC]
    assert chain.coins(mara) == []
    assert block.spent_at(2)[0].height == block.height


def test_dust_is_left_to_the_miner():
    chain = funded_chain()
    mara, desk = (chain.actor(name, ScriptType.P2WPKH) for name in ("mara", "desk"))
    mine_next(chain, chain.fund(mara, BTC))
    payment = chain.pay(mara, [(desk, BTC - 1_500)])
    assert [output.sats for output in payment.outputs] == [BTC - 1_500]


def test_a_second_coin_is_taken_when_the_first_covers_the_payment_but_not_the_fee():
    chain = funded_chain()
    mara, desk = (chain.actor(name, ScriptType.P2WPKH) for name in ("mara", "desk"))
    mine_next(chain, chain.fund(mara, BTC, BTC))
    payment = chain.pay(mara, [(desk, BTC)])
    assert len(payment.inputs) == 2
    assert len(payment.outputs) == 2


def test_several_senders_pay_in_one_transaction_and_are_swept_into_one_output():
    chain = funded_chain()
    cold, hot, desk = (
        chain.actor(name, kind)
        for name, kind in (("cold", ScriptType.P2WSH), ("hot", ScriptType.P2PKH), ("desk", ScriptType.P2TR))
    )
    mine_next(chain, chain.fund(cold, 3 * BTC, 4 * BTC), chain.fund(hot, 5 * BTC))
    joint = chain.pay([cold, hot], [(desk, 11 * BTC)])
    block = mine_next(chain, joint)
    assert {coin.script_pubkey for coin in block.spent_at(1)} == {cold.script_pubkey, hot.script_pubkey}
    sweep = chain.sweep([cold, hot, desk], hot)
    block = mine_next(chain, sweep)
    assert [output.script_pubkey for output in sweep.outputs] == [hot.script_pubkey]
    assert sum(coin.sats for coin in block.spent_at(1)) - sweep.outputs[0].sats < 10_000


def test_a_sender_without_the_coins_is_named():
    chain = funded_chain()
    poor = chain.actor("poor", ScriptType.P2WPKH)
    mine_next(chain, chain.fund(poor, BTC))
    with pytest.raises(ValueError, match="poor: the coins do not cover 1 BTC and the fee"):
        chain.pay(poor, [(chain.reserve, BTC)])
    broke = chain.actor("broke", ScriptType.P2WPKH)
    with pytest.raises(ValueError, match="broke: no coins to sweep"):
        chain.sweep(broke, poor)


def test_a_block_may_not_hold_the_same_spend_twice():
    chain = funded_chain()
    payment = chain.fund(chain.actor("mara", ScriptType.P2WPKH), BTC)
    with pytest.raises(ValueError, match="is no unspent output here"):
        mine_next(chain, payment, payment)


def test_a_transaction_may_not_pay_more_than_it_has():
    chain = funded_chain()
    payment = chain.fund(chain.actor("mara", ScriptType.P2WPKH), BTC)
    greedy = type(payment)(2, payment.inputs, (payment.outputs[0],) * 1_000)
    with pytest.raises(ValueError, match=r"pays .* sats more than its inputs hold"):
        mine_next(chain, greedy)


def test_a_reward_has_to_ripen_for_a_hundred_blocks():
    chain = Chain()
    pool = chain.actor("pool", ScriptType.P2PKH)
    reward = chain.mine(at=START, reward_to=pool)
    for _ in range(98):
        mine_next(chain)
    assert chain.coins(pool) == []
    early = chain.pay(pool, [(chain.reserve, BTC)], coins=reward.made)
    with pytest.raises(ValueError, match="spends the reward of block 1 before it is mature"):
        mine_next(chain, early)
    mine_next(chain)
    assert mine_next(chain, early).height == 101


@pytest.mark.parametrize(
    ("at", "complaint"),
    [
        (datetime(2026, 2, 1), "must be aware"),  # noqa: DTZ001
        (datetime(2011, 1, 1, tzinfo=UTC), "not later than the median time"),
    ],
)
def test_a_block_time_is_aware_and_later_than_the_median_of_those_before(at, complaint):
    with pytest.raises(ValueError, match=complaint):
        Chain().mine(at=at)


def test_a_block_may_be_earlier_than_its_parent_but_not_than_the_median():
    chain = Chain()
    for minutes in range(11):
        chain.mine(at=START + timedelta(minutes=minutes))
    assert chain.mine(at=START + timedelta(minutes=6)).time < chain.tree.best[11].time
    with pytest.raises(ValueError, match="median"):
        chain.mine(at=START + timedelta(minutes=5))


def test_a_reserve_cannot_exceed_what_regtest_makes():
    with pytest.raises(ValueError, match="more than regtest"):
        Chain().mine_reserve(MAX_RESERVE_SATS + 1, since=START)


def test_a_large_reserve_outlives_a_halving():
    chain = Chain()
    tip = chain.mine_reserve(8_000 * BTC, since=START)
    assert subsidy(tip.height) == 25 * BTC
    assert sum(coin.sats for coin in chain.coins(chain.reserve)) >= 8_000 * BTC


@pytest.mark.parametrize(
    ("height", "pushed"),
    [
        (0, "0100"),
        (1, "51"),
        (16, "60"),
        (17, "0111"),
        (127, "017f"),
        (128, "028000"),
        (256, "020001"),
        (32_768, "03008000"),
    ],
)
def test_a_height_is_pushed_as_a_script_number(height, pushed):
    assert height_push(height).hex() == pushed
