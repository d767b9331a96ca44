"""What transactions teach, and what they must not."""

from dataclasses import replace

import pytest

from monitor.flows.learning.candidate import CandidateKind, LearningPolicy, confidence_after
from monitor.flows.learning.learn import companions_in, deposits_in, lessons_of, payees_in
from monitor.flows.scan import Hit, HitOutput, Prevout, SpentInput
from monitor.flows.trails.trail import TrailCoin
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import Category
from tests.builders import BTC, block_at

POLICY = LearningPolicy()
OWNERS = {
    b"mara": Category.MINER,
    b"riot": Category.MINER,
    b"binance": Category.EXCHANGE,
    b"kraken": Category.EXCHANGE,
    b"foundry": Category.MINING_POOL,
}


def attribute(script):
    name = script.split()[0]
    if name not in OWNERS:
        return None
    return Attribution(name.decode(), name.decode(), OWNERS[name], 90, False, ())


def hit(inputs, outputs, *, proven=True, together=1):
    """A transaction; so many inputs each, in their order, were paid by one transaction."""
    return Hit(
        txid="aa" * 32,
        block=block_at(),
        inputs=tuple(
            SpentInput(f"{n // together + 1:064x}", n, script, Prevout(script, BTC) if proven else None)
            for n, script in enumerate(inputs)
        ),
        outputs=tuple(HitOutput(script, sats) for script, sats in outputs),
    )


def strangers(count):
    return [b"stranger-%d" % n for n in range(count)]


def test_a_sweep_teaches_deposit_addresses():
    found = deposits_in(hit([*strangers(6), b"binance hot"], [(b"binance cold", 9 * BTC)]), attribute, POLICY)
    assert [each.script_pubkey for each in found] == strangers(6)
    assert {(each.kind, each.entity) for each in found} == {(CandidateKind.DEPOSIT, "binance")}
    assert found[0].evidence.says == "swept with 5 other scripts into a labelled wallet of binance"


@pytest.mark.parametrize(
    ("inputs", "outputs"),
    [
        (strangers(4), [(b"binance", 9 * BTC)]),
        (strangers(8), [(b"binance", 9 * BTC), (b"change", BTC)]),
        (strangers(8), [(b"binance", 9 * BTC), (b"kraken", BTC)]),
        ([*strangers(8), b"mara"], [(b"binance", 9 * BTC)]),
        ([*strangers(8), b"kraken"], [(b"binance", 9 * BTC)]),
        (strangers(8), [(b"foundry", 9 * BTC)]),
        (strangers(1) * 8, [(b"binance", 9 * BTC)]),
    ],
    ids=["few", "change", "two platforms", "a miner's", "another platform's", "no platform", "one script"],
)
def test_what_is_no_sweep_teaches_no_deposit_address(inputs, outputs):
    assert deposits_in(hit(inputs, outputs), attribute, POLICY) == ()


def coins_of(miner, hit, count):
    return [
        TrailCoin("t", miner, each.txid, each.vout, each.script_pubkey, BTC, BTC, (), 90, block_at())
        for each in hit.inputs[:count]
    ]


def test_scripts_that_one_transaction_has_paid_are_one_hands_unless_they_are_a_crowd():
    to = [(b"binance", 9 * BTC)]
    assert deposits_in(hit(strangers(7), to, together=7), attribute, POLICY) == ()
    assert deposits_in(hit(strangers(8), to, together=2), attribute, POLICY) == ()
    assert len(deposits_in(hit(strangers(10), to, together=2), attribute, POLICY)) == 10
    assert len(deposits_in(hit(strangers(10), to, together=10), attribute, POLICY)) == 10


def test_what_trails_lead_to_is_a_miners_own_unless_enough_others_are_swept_with_it():
    swept = hit(strangers(7), [(b"binance", 9 * BTC)])
    assert deposits_in(swept, attribute, POLICY, coins_of("mara", swept, 4)) == ()
    assert len(deposits_in(swept, attribute, POLICY, coins_of("mara", swept, 3))) == 7
    assert len(lessons_of(swept, attribute, POLICY, coins_of("mara", swept, 1))) == 7


def test_a_co_spend_teaches_a_miners_script():
    (found,) = companions_in(hit([b"mara 1", b"stranger"], [(b"x", BTC)]), attribute, POLICY)
    assert (found.script_pubkey, found.entity, found.category) == (b"stranger", "mara", Category.MINER)


@pytest.mark.parametrize(
    ("outputs", "found"),
    [
        ([(b"supplier", 4 * BTC), (b"x", 6 * BTC)], 0),
        ([(b"supplier", 9 * BTC), (b"x", BTC)], 0),
        ([(b"supplier", 12 * BTC), (b"x", BTC)], 1),
        ([(b"mara 1", 4 * BTC), (b"mara 2", 6 * BTC)], 1),
    ],
)
def test_coins_that_the_payment_had_no_need_of_may_be_the_payees_own(outputs, found):
    payment = hit([b"mara 1", b"unknown"], outputs)
    coin = Prevout(b"mara 1", 10 * BTC)
    payment = payment.with_prevouts({(payment.inputs[0].txid, payment.inputs[0].vout): coin})
    assert len(companions_in(payment, attribute, POLICY)) == found


def test_of_a_wallet_of_many_scripts_a_fifth_must_be_known():
    known = [b"mara %d" % n for n in range(3)]
    assert len(companions_in(hit([*known, *strangers(12)], [(b"x", BTC)]), attribute, POLICY)) == 12
    assert companions_in(hit([*known, *strangers(13)], [(b"x", BTC)]), attribute, POLICY) == ()


def test_an_input_that_only_looks_like_a_miners_teaches_nothing():
    assert companions_in(hit([b"mara", b"stranger"], [(b"x", BTC)], proven=False), attribute, POLICY) == ()


def test_what_nobody_has_reviewed_begets_no_further_candidates():
    def candidate(script):
        owner = attribute(script)
        return owner and replace(owner, candidate=True)

    co_spend = hit([b"mara", b"stranger"], [(b"x", BTC)])
    sweep = hit(strangers(6), [(b"binance", BTC)])
    assert lessons_of(co_spend, attribute, POLICY)
    assert lessons_of(co_spend, candidate, POLICY) == lessons_of(sweep, candidate, POLICY) == ()


@pytest.mark.parametrize(
    ("inputs", "outputs"),
    [
        ([b"mara", b"riot", b"stranger"], [(b"x", BTC)]),
        ([b"mara", b"kraken", b"stranger"], [(b"x", BTC)]),
        ([b"mara", *strangers(9)], [(b"x", BTC)]),
        ([b"mara", b"stranger"], [(b"x%d" % n, BTC + n) for n in range(10)]),
        ([b"mara", *strangers(2)], [(b"x%d" % n, BTC) for n in range(3)]),
        ([b"mara"], [(b"x", BTC)]),
    ],
    ids=["two miners", "a platform", "a crowd", "a batch", "a coinjoin", "alone"],
)
def test_what_is_no_co_spend_teaches_nothing(inputs, outputs):
    assert companions_in(hit(inputs, outputs), attribute, POLICY) == ()


def test_a_pools_payouts_show_that_somebody_mines_and_name_nobody():
    found = payees_in(hit([b"foundry"], [(b"a", BTC), (b"mara", BTC), (b"dust", 600)]), attribute, POLICY)
    assert [(each.script_pubkey, each.entity) for each in found] == [(b"a", None)]
    assert confidence_after(CandidateKind.PAYEE, 50) == 50


def test_evidence_adds_up_but_never_to_certainty():
    assert [confidence_after(CandidateKind.DEPOSIT, n) for n in (1, 2, 9)] == [60, 70, 85]
