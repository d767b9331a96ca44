"""A payment that labelled and unlabelled scripts sign together: told whole where all is plausibly one owner's."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.text import sentence
from monitor.flows import revisions
from monitor.flows.attribute import transfers_of
from monitor.flows.flag import whole_flag
from monitor.flows.scan import Hit, HitOutput, Prevout, SpentInput
from monitor.flows.trails.advance import advance
from monitor.flows.trails.outflow import outflows_of
from monitor.flows.trails.trail import Ending, Trail, TrailCoin, TrailPolicy
from monitor.labels.book import LabelBook
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category
from tests.builders import BTC, NOON, block_at, script_label

KNOWN = {
    b"mara 1": ("mara", Category.MINER),
    b"mara 2": ("mara", Category.MINER),
    b"riot": ("riot", Category.MINER),
    b"binance": ("binance", Category.EXCHANGE),
    b"kraken": ("kraken", Category.EXCHANGE),
}
ENTITIES = [Entity(slug=slug, name=slug, category=category) for slug, category in sorted(set(KNOWN.values()))]
LABELS = [script_label(script, *owner) for script, owner in KNOWN.items()]
LEARNED = replace(script_label(b"learned", "mara", Category.MINER, 50), candidate=True)
BOOK = LabelBook.build(ENTITIES, LABELS)
POLICY = TrailPolicy(min_sats=1, min_part_sats=1, share_floor=0)


def hit(inputs, outputs):
    """Inputs: (script, sats or None where the coin is unknown); a script of None names nobody."""
    return Hit(
        txid="aa" * 32,
        block=block_at(),
        inputs=tuple(
            SpentInput(f"{n + 1:064x}", 0, script, None if sats is None else Prevout(script, sats))
            for n, (script, sats) in enumerate(inputs)
        ),
        outputs=tuple(HitOutput(script, sats) for script, sats in outputs),
    )


def paid(inputs, outputs, book=BOOK):
    return {
        each.to_entity: (each.net_sats, each.co_spent_sats)
        for each in transfers_of(hit(inputs, outputs), book)
    }


def attribute(script):
    return BOOK.attribute(script, NOON)


def unknown(count, btc=10):
    return [(b"unknown %d" % n, btc * BTC) for n in range(count)]


WALLET = [(b"mara 1", 12 * BTC), *unknown(4)]


def test_a_wallet_of_which_a_part_is_labelled_pays_as_one():
    outputs = [(b"binance", 50 * BTC), (b"change", 2 * BTC - 1_000)]
    assert paid(WALLET, outputs) == {"binance": (50 * BTC, 38 * BTC)}
    (trail,) = (each.trail for each in outflows_of(hit(WALLET, outputs), attribute, POLICY))
    assert (trail.sats, trail.co_spent_sats) == (2 * BTC - 1_000, 2 * BTC - 1_000)


def test_what_it_pays_to_a_deposit_address_is_followed_whole_and_notes_what_labels_prove():
    (started,) = outflows_of(hit(WALLET, [(b"deposit", 52 * BTC)]), attribute, POLICY)
    assert (started.trail.sats, started.trail.co_spent_sats) == (52 * BTC, 40 * BTC)
    assert started.created[0].confidence == 81
    assert started.trail.co_spent_of(26 * BTC) == 20 * BTC


@pytest.mark.parametrize(
    ("inputs", "outputs"),
    [
        ([*WALLET, (b"kraken", BTC)], [(b"binance", 53 * BTC)]),
        ([*WALLET, (b"riot", BTC)], [(b"binance", 53 * BTC)]),
        ([*WALLET, (None, None)], [(b"binance", 52 * BTC)]),
        ([(b"mara 1", 12 * BTC), *unknown(9)], [(b"binance", 102 * BTC)]),
        (WALLET, [(b"binance", 12 * BTC), *[(b"person %d" % n, BTC) for n in range(9)]]),
        ([(b"mara 1", 12 * BTC), *unknown(4)], [*[(b"out %d" % n, 9 * BTC) for n in range(4)], (b"binance", 9 * BTC)]),
    ],
    ids=["a platform's coin", "another miner's", "one that names nobody", "a crowd", "payouts", "a coinjoin"],
)  # fmt: skip
def test_where_several_may_have_paid_only_what_labels_prove_is_told(inputs, outputs):
    assert sum(net for net, _ in paid(inputs, outputs).values()) <= 13 * BTC
    assert all(co_spent == 0 for _, co_spent in paid(inputs, outputs).values())
    for each in outflows_of(hit(inputs, outputs), attribute, POLICY):
        assert each.trail.co_spent_sats == 0


def test_of_many_scripts_a_fifth_must_be_known():
    many = [(b"mara 1", 10 * BTC), (b"mara 2", 10 * BTC), *unknown(8)]
    assert paid(many, [(b"binance", 100 * BTC)]) == {"binance": (100 * BTC, 80 * BTC)}
    assert paid([*many, (b"more", BTC)], [(b"binance", 101 * BTC)]) == {"binance": (20 * BTC, 0)}


def test_a_miners_input_that_is_only_derived_draws_nobody_in():
    outputs = [(b"binance", 45 * BTC)]
    (transfer,) = transfers_of(hit([(b"mara 1", None), *unknown(4)], outputs), BOOK)
    assert (transfer.proven_senders, transfer.co_spent_sats) == (False, 0)


def test_a_candidate_beside_a_reviewed_label_is_as_any_unlabelled_script_and_silences_nothing():
    book = LabelBook.build(ENTITIES, [*LABELS, LEARNED])
    inputs = [(b"mara 1", 90 * BTC), (b"learned", 10 * BTC)]
    (transfer,) = transfers_of(hit(inputs, [(b"binance", 100 * BTC)]), book)
    assert (transfer.net_sats, transfer.co_spent_sats) == (100 * BTC, 10 * BTC)
    assert (transfer.candidate, transfer.confidence) == (False, 81)
    many = [(b"binance", 80 * BTC), *[(b"person %d" % n, 2 * BTC) for n in range(10)]]
    (among_payouts,) = transfers_of(hit(inputs, many), book)
    assert (among_payouts.net_sats, among_payouts.candidate) == (80 * BTC, True)
    (alone,) = transfers_of(hit(inputs[1:], [(b"binance", 10 * BTC)]), book)
    assert (alone.candidate, alone.confidence) == (True, 50)


def test_dust_beside_a_payment_costs_it_no_confidence():
    paid = [(b"mara 1", 5 * BTC), (b"mara 1", 5 * BTC), (b"dusted", 546)]
    (transfer,) = transfers_of(hit(paid, [(b"binance", 10 * BTC)]), BOOK)
    (without,) = transfers_of(hit(paid[:2], [(b"binance", 10 * BTC)]), BOOK)
    assert (transfer.co_spent_sats, transfer.confidence) == (0, without.confidence)


def test_the_text_says_what_labels_do_not_prove():
    (transfer,) = transfers_of(hit(WALLET, [(b"binance", 50 * BTC)]), BOOK)
    text = sentence(revisions.started([whole_flag(transfer)], NOON, NOON))
    assert "50 BTC moved to binance (exchange). Indicative: nothing is disclosed yet." in text
    assert (
        "38 BTC of it came from unlabelled addresses that signed together with labelled ones of mara." in text
    )


def test_what_signs_beside_a_labelled_coin_leaves_no_doubt_where_a_trails_part_went():
    coin = held_coin("mara", hit([(b"change", 20 * BTC)], []).inputs[0], 20 * BTC)
    beside = hit(
        [(b"change", 20 * BTC), (b"mara 1", 5 * BTC), *unknown(6)],
        [(b"deposit", 60 * BTC), (b"binance", 25 * BTC)],
    )
    step = advance(beside, {coin.outpoint: [coin]}, {"mara trail": trail("mara")}, attribute, POLICY)
    assert {each.confidence for each in (*step.created, *step.ended)} == {81}
    assert not [end for end in step.ended if end.ending is Ending.SERVICE]


def test_the_rest_of_a_coin_that_a_trail_holds_a_part_of_signs_as_well():
    both = hit(
        [(b"change", 60 * BTC), (b"mara 1", 20 * BTC)], [(b"binance", 30 * BTC), (b"mara 2", 50 * BTC)]
    )
    coin = held_coin("mara", both.inputs[0], 20 * BTC)
    step = advance(both, {coin.outpoint: [coin]}, {"mara trail": trail("mara")}, attribute, POLICY)
    (transfer,) = transfers_of(both, BOOK, step)
    arrived = sum(end.sats for end in step.ended if end.ending is Ending.PLATFORM)
    assert transfer.net_sats + arrived == 30 * BTC
    assert transfer.co_spent_sats == transfer.net_sats, (
        "what came back is as much as labels and the trail put in"
    )


def trail(miner):
    return Trail(f"{miner} trail", miner, "00" * 32, block_at(), 1_000 * BTC, "payment")


def held_coin(miner, spent, sats):
    return TrailCoin(
        f"{miner} trail", miner, spent.txid, spent.vout, spent.script_pubkey, spent.prevout.sats, sats, (), 90,
        block_at(),
    )  # fmt: skip


scripts = st.sampled_from([*KNOWN, b"mara 1", b"a", b"b", b"c", b"d", None])
amounts = st.integers(1, 1_000)


@given(
    inputs=st.lists(st.tuples(scripts, amounts), min_size=1, max_size=6),
    outputs=st.lists(st.tuples(scripts.filter(bool), amounts), min_size=1, max_size=6),
    held=st.lists(st.tuples(st.sampled_from(["mara", "riot"]), st.integers(1, 100)), max_size=6),
)
def test_no_satoshi_of_an_output_is_told_twice(inputs, outputs, held):
    more = sum(sats for _, sats in outputs)  # so that the outputs are covered
    transaction = hit(
        [(script, sats if script else None) for script, sats in [*inputs, (b"e", more)]], outputs
    )
    coins = {
        spent.outpoint: [held_coin(miner, spent, max(1, spent.prevout.sats * percent // 100))]
        for spent, (miner, percent) in zip(transaction.inputs, held, strict=False)
        if spent.script_pubkey in {b"a", b"b", b"c", b"d"}
    }
    trails = {f"{miner} trail": trail(miner) for miner in ("mara", "riot")}
    step = advance(transaction, coins, trails, attribute, POLICY)
    begun = begun_beside(transaction, step)
    for part in (*begun, *step.created, *step.ended):
        if part.vout is not None:
            outputs[part.vout] = (outputs[part.vout][0], outputs[part.vout][1] - part.sats)
    for each in transfers_of(transaction, BOOK, step):
        assert 0 <= each.co_spent_sats <= each.net_sats
        outputs.append((each.outputs[0].script_pubkey, -each.net_sats))
    left = Counter()
    for script, sats in outputs:
        left[KNOWN.get(script, (script, None))[0]] += sats
    assert min(left.values()) >= 0


def begun_beside(transaction, step):
    """What trails that begin in a transaction hold beside those that are followed through it."""
    taken = Counter()
    for part in (*step.created, *step.ended):
        taken[part.vout] += part.sats
    room = [taken[vout] for vout in range(len(transaction.outputs))]
    begun = outflows_of(transaction, attribute, POLICY, room, step.spent)
    assert all(0 <= each.trail.co_spent_sats <= each.trail.sats for each in begun)
    return [part for each in begun for part in (*each.created, *each.ended)]
