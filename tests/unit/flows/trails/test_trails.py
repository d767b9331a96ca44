"""A trail never loses or invents a satoshi, whatever is done with the coins; and it ends where it should."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.flows.scan import Hit, HitOutput, Prevout, SpentInput
from monitor.flows.trails.advance import advance
from monitor.flows.trails.apportion import apportion
from monitor.flows.trails.arrivals import arrivals
from monitor.flows.trails.outflow import outflows_of
from monitor.flows.trails.trail import Ending, Pattern, TrailPolicy
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import Category
from tests.builders import BTC, block_at

POLICY = TrailPolicy(min_sats=BTC, min_part_sats=BTC // 100, share_floor=1)
OWNERS = {
    b"miner": ("mara", Category.MINER),
    b"other miner": ("riot", Category.MINER),
    b"hot wallet": ("binance", Category.EXCHANGE),
    b"pool": ("foundry", Category.MINING_POOL),
}


def attribute(script):
    if script not in OWNERS:
        return None
    entity, category = OWNERS[script]
    return Attribution(entity, entity, category, 90, False, ())


def hit(txid, inputs, outputs):
    """inputs: (txid, vout, script, sats or None for unknown); outputs: (script, sats)."""
    return Hit(
        txid=f"{txid:064x}",
        block=block_at(),
        inputs=tuple(
            SpentInput(f"{parent:064x}", vout, script, None if sats is None else Prevout(script, sats))
            for parent, vout, script, sats in inputs
        ),
        outputs=tuple(HitOutput(script, sats) for script, sats in outputs),
    )


def outflow(*outputs, inputs=((1, 0, b"miner", None),)):
    return outflows_of(hit(2, inputs, outputs), attribute, POLICY)


def held(coins):
    return [coin for parts in coins.values() for coin in parts]


def move(coins, step):
    for coin in step.spent:
        coins.pop(coin.outpoint, None)
    for coin in step.created:
        coins.setdefault(coin.outpoint, []).append(coin)


def follow(start, *hits):
    """Everything that happens to one outflow in further transactions: coins left, and ends."""
    coins = {coin.outpoint: [coin] for coin in start.created}
    ends, steps = list(start.ended), []
    for each in hits:
        step = advance(each, coins, {start.trail.trail_id: start.trail}, attribute, POLICY)
        move(coins, step)
        ends += step.ended
        steps.append(step)
    assert sum(c.sats for c in held(coins)) + sum(e.sats for e in ends) == start.trail.sats
    return coins, ends, steps


def test_a_deposit_address_that_is_swept_with_many_others_leads_to_the_platform():
    (start,) = outflow((b"deposit", 100 * BTC), (b"miner", 5 * BTC))
    assert start.trail.sats == 100 * BTC
    strangers = [(50 + n, 0, b"stranger %d" % n, None) for n in range(30)]
    coins, ends, (step,) = follow(
        start, hit(3, [(2, 0, b"deposit", None), *strangers], [(b"hot wallet", 400 * BTC)])
    )
    assert not coins
    assert step.pattern is Pattern.SWEEP
    assert [(e.ending, e.entity, e.sats, e.hop) for e in ends] == [(Ending.PLATFORM, "binance", 100 * BTC, 1)]
    assert ends[0].confidence == 81


@pytest.mark.parametrize("candidate", [True, False])
def test_a_flag_over_hops_says_so_where_nobody_has_reviewed_that_a_miner_began_it(candidate):
    (start,) = outflow((b"deposit", 100 * BTC))
    _, ends, _ = follow(start, hit(3, [(2, 0, b"deposit", None)], [(b"hot wallet", 100 * BTC)]))
    by_now = replace(attribute(b"miner"), candidate=candidate)
    trails = {start.trail.trail_id: start.trail}
    (flag,) = arrivals(ends, trails, block_at(), lambda _script, _at: by_now)
    assert flag.candidate is candidate


def test_a_peel_chain_is_followed_and_named():
    (start,) = outflow((b"a", 100 * BTC))
    _, ends, steps = follow(
        start,
        hit(3, [(2, 0, b"a", None)], [(b"hot wallet", 10 * BTC), (b"b", 89 * BTC)]),
        hit(4, [(3, 1, b"b", None)], [(b"c", 79 * BTC), (b"hot wallet", 10 * BTC)]),
        hit(5, [(4, 0, b"c", None)], [(b"hot wallet", 10 * BTC), (b"d", 69 * BTC)]),
    )
    assert [step.pattern for step in steps] == [Pattern.PEEL] * 3
    reached = [e.hop for e in ends if e.ending is Ending.PLATFORM]
    assert reached == [1, 2, 3]
    assert [e.sats for e in ends if e.ending is Ending.TOO_FAR] == [69 * BTC]
    assert sum(e.sats for e in ends if e.ending is Ending.FEE) == 1 * BTC


@pytest.mark.parametrize(
    ("outputs", "ending"),
    [
        ([(b"miner", 99 * BTC)], Ending.RETURNED),
        ([(b"pool", 99 * BTC)], Ending.ENTITY),
        ([(b"other miner", 99 * BTC)], Ending.ENTITY),
        ([(b"x%d" % n, BTC // 200) for n in range(10)], Ending.SPLIT),
    ],
)
def test_a_trail_says_how_it_ended(outputs, ending):
    (start,) = outflow((b"a", 100 * BTC))
    _, ends, _ = follow(start, hit(3, [(2, 0, b"a", None)], outputs))
    assert {e.ending for e in ends} == {ending, Ending.FEE}


def test_a_coinjoin_ends_it():
    (start,) = outflow((b"a", 100 * BTC))
    others = [(60 + n, 0, b"party %d" % n, None) for n in range(4)]
    equal = [(b"out %d" % n, 99 * BTC) for n in range(5)]
    _, ends, (step,) = follow(start, hit(3, [(2, 0, b"a", None), *others], equal))
    assert step.pattern is Pattern.COINJOIN
    assert {e.ending for e in ends} == {Ending.MIXED}


@pytest.mark.parametrize(
    ("paid", "ending"),
    [
        ([(b"hot wallet", 900 * BTC)], Ending.PLATFORM),
        ([(b"hot wallet", 600 * BTC), (b"hot wallet", 300 * BTC)], Ending.PLATFORM),
        ([(b"hot wallet", 600 * BTC), (b"change", 300 * BTC)], Ending.SERVICE),
        ([(b"miner", 900 * BTC)], Ending.RETURNED),
        ([(b"miner", 600 * BTC), (b"hot wallet", 300 * BTC)], Ending.SERVICE),
        ([(b"elsewhere", 900 * BTC)], Ending.SERVICE),
    ],
)
def test_what_a_service_swept_has_reached_the_platform_to_which_it_pays_all_of_it(paid, ending):
    (start,) = outflow((b"a", 100 * BTC))
    crowd = [(60 + n, 0, b"party %d" % n, None) for n in range(20)]
    swept = hit(3, [(2, 0, b"a", None), *crowd], [(b"unknown", 900 * BTC)])
    coins, ends, (step,) = follow(start, swept)
    (sitting,) = held(coins)
    assert step.pattern is Pattern.SWEEP
    assert not ends
    _, ends, _ = follow(start, swept, hit(4, [(3, 0, b"unknown", None)], paid))
    assert {e.ending for e in ends} == {ending}
    assert sum(e.sats for e in ends) == sitting.sats
    assert all(e.certainty < 50 for e in ends)


@pytest.mark.parametrize(
    ("ours", "payees", "ending"), [(10, 5, Ending.MIXED), (10, 3, Ending.PLATFORM), (60, 5, Ending.PLATFORM)]
)
def test_a_wallet_that_is_mostly_others_and_pays_many_is_a_services(ours, payees, ending):
    (start,) = outflow((b"a", ours * BTC))
    people = [(b"person %d" % n, BTC) for n in range(payees)]
    _, ends, _ = follow(
        start,
        hit(3, [(2, 0, b"a", None), (60, 0, b"customer", 40 * BTC)], [(b"wallet", (40 + ours) * BTC)]),
        hit(4, [(3, 0, b"wallet", None)], [(b"hot wallet", (40 + ours - payees) * BTC), *people]),
    )
    (flagged,) = (each for each in ends if each.vout == 0)
    assert flagged.ending is ending


def test_equal_payouts_of_one_payer_are_no_coinjoin():
    (start,) = outflow((b"a", 100 * BTC))
    _, ends, (step,) = follow(
        start, hit(3, [(2, 0, b"a", None)], [(b"x", 33 * BTC), (b"y", 33 * BTC), (b"hot wallet", 33 * BTC)])
    )
    assert step.pattern is Pattern.PAYMENT
    assert Ending.PLATFORM in {e.ending for e in ends}


def test_only_the_miners_share_of_a_shared_transaction_is_followed():
    inputs = [(1, 0, b"miner", 30 * BTC), (1, 1, b"pool", 70 * BTC)]
    (start,) = outflow((b"a", 100 * BTC), inputs=inputs)
    assert start.trail.sats == 30 * BTC
    unknown = [(1, 0, b"miner", 30 * BTC), (1, 1, None, None)]
    assert outflow((b"a", 100 * BTC), inputs=unknown)[0].trail.sats == 30 * BTC
    unknown = [(1, 0, b"miner", None), (1, 1, b"somebody", 70 * BTC)]
    assert outflow((b"a", 100 * BTC), inputs=unknown) == (), "a guess would invent satoshis"


def test_what_came_back_or_reached_a_platform_directly_is_not_followed_a_second_time():
    inputs = [(1, 0, b"miner", 30 * BTC), (1, 1, b"pool", 70 * BTC)]
    outputs = [(b"miner", 4 * BTC), (b"hot wallet", 20 * BTC), (b"a", 76 * BTC)]
    (start,) = outflow(*outputs, inputs=inputs)
    assert start.trail.sats == 6 * BTC


def test_what_is_small_or_stays_at_home_begins_no_trail():
    assert outflow((b"miner", 100 * BTC)) == ()
    assert outflow((b"hot wallet", 100 * BTC)) == (), "that is a transfer of its own"
    assert outflow((b"a", BTC - 1)) == ()
    assert outflow((b"\x6a\x04data", 5 * BTC)) == ()


sats = st.integers(min_value=0, max_value=21 * 10**14)


@given(st.lists(sats, min_size=1, max_size=6), st.lists(sats, min_size=1, max_size=8))
def test_shares_are_whole_satoshis_and_fit(parts, outputs):
    short = sum(parts) - sum(outputs)
    outputs = [*outputs, max(0, short)]
    rows = apportion(parts, outputs)
    assert [sum(row) for row in rows] == parts
    assert all(sum(column) <= size for column, size in zip(zip(*rows, strict=True), outputs, strict=True))
    assert all(cell >= 0 for row in rows for cell in row)


SCRIPTS = st.sampled_from([*OWNERS, *(b"script %d" % n for n in range(12))])


@given(st.data())
def test_no_trail_loses_or_invents_a_satoshi(data):
    """Random transactions spend random coins of two trails, together with strangers' coins, to anybody."""
    first = hit(2, [(1, 0, b"miner", None)], [(b"a", 50 * BTC), (b"b", 7 * BTC + 1)])
    second = hit(3, [(1, 1, b"other miner", None)], [(b"c", 20 * BTC), (b"a", 3 * BTC)])
    starts = [*outflows_of(first, attribute, POLICY), *outflows_of(second, attribute, POLICY)]
    trails = {start.trail.trail_id: start.trail for start in starts}
    coins = {coin.outpoint: [coin] for start in starts for coin in start.created}
    ended = defaultdict(int)
    for number in range(data.draw(st.integers(1, 6))):
        if not coins:
            break
        outpoints = data.draw(st.lists(st.sampled_from(list(coins)), min_size=1, unique=True))
        chosen = [coins[each][0] for each in outpoints]
        strangers = data.draw(st.lists(st.tuples(SCRIPTS, st.none() | st.integers(1, 10 * BTC)), max_size=12))
        inputs = [(int(c.txid, 16), c.vout, c.script_pubkey, None) for c in chosen]
        inputs += [(900 + n, n, script, value) for n, (script, value) in enumerate(strangers)]
        budget = sum(c.value_sats for c in chosen) + sum(value or 0 for _, value in strangers)
        budget += data.draw(st.integers(0, BTC)) if any(v is None for _, v in strangers) else 0
        cuts = sorted(data.draw(st.lists(st.integers(0, budget), min_size=1, max_size=6)))
        sizes = [b - a for a, b in zip([0, *cuts], cuts, strict=False)]
        outputs = [(data.draw(SCRIPTS), size) for size in sizes]
        step = advance(hit(10 + number, inputs, outputs), coins, trails, attribute, POLICY)
        for trail in trails:
            went_in = sum(c.sats for c in step.spent if c.trail_id == trail)
            went_on = sum(c.sats for c in step.created if c.trail_id == trail)
            assert went_in == went_on + sum(e.sats for e in step.ended if e.trail_id == trail)
        for vout, (_, size) in enumerate(outputs):
            parts = [*step.created, *(e for e in step.ended if e.vout is not None)]
            assert sum(p.sats for p in parts if p.vout == vout) <= size
        assert all(c.sats <= c.value_sats for c in step.created)
        move(coins, step)
        for end in step.ended:
            ended[end.trail_id] += end.sats
    for start in starts:
        left = sum(c.sats for c in held(coins) if c.trail_id == start.trail.trail_id)
        assert left + ended[start.trail.trail_id] + sum(e.sats for e in start.ended) == start.trail.sats
