"""Who is paid for mining, and which scripts are one owner's: examples, and what holds of every history."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.flows.learning.candidate import LearningPolicy
from monitor.flows.learning.clusters import Paid, clusters_of, id_of
from monitor.flows.learning.payouts import Join, PayoutWatch, joins_in, outpoints_of, payouts_in
from tests.builders import BTC
from tests.unit.flows.test_learn import attribute, hit, strangers

POLICY = LearningPolicy()
JANUARY = datetime(2026, 1, 1, 12, tzinfo=UTC)


def paid(script, day, *, payouts=1, btc=1, pool="foundry"):
    at = JANUARY + timedelta(days=day)
    return Paid(script, pool, at.date().replace(day=1), payouts, btc * BTC, at, at)


def test_payouts_are_what_a_pool_pays_to_scripts_nobody_knows():
    small = POLICY.cluster_sats - 1
    found = payouts_in(
        hit([b"foundry"], [(b"a", BTC), (b"mara", BTC), (b"b", small), (b"foundry", BTC), (bytes(521), BTC)]),
        attribute,
        POLICY,
    )
    assert [(each.script_pubkey, each.vout, each.sats, each.pool) for each in found] == [
        (b"a", 0, BTC, "foundry")
    ]
    assert payouts_in(hit([b"stranger"], [(b"a", BTC)]), attribute, POLICY) == ()


def joins(inputs, outputs, paid_scripts):
    spend = hit(inputs, outputs)
    places = zip(outpoints_of(spend), inputs, strict=True)
    known = {outpoint: script for outpoint, script in places if script in paid_scripts}
    return [(each.one, each.other) for each in joins_in(spend, known, attribute, POLICY)]


def test_scripts_whose_payouts_are_spent_together_are_one_owners():
    found = joins([b"b", b"a", b"a", b"c", b"other"], [(b"x", BTC)], {b"a", b"b", b"c"})
    assert found == [(b"a", b"b"), (b"a", b"c")]


@pytest.mark.parametrize(
    ("inputs", "outputs"),
    [
        ([b"a", b"x"], [(b"x", BTC)]),
        ([b"a", b"b", b"mara"], [(b"x", BTC)]),
        ([b"a", b"b", b"kraken"], [(b"x", BTC)]),
        ([b"a", b"b", *strangers(8)], [(b"x", BTC)]),
        ([b"a", b"b"], [(b"x%d" % n, BTC + n) for n in range(10)]),
        ([b"a", b"b", b"c"], [(b"x%d" % n, BTC) for n in range(3)]),
        ([b"a", b"b", *strangers(3)], [(b"binance", 9 * BTC)]),
    ],
    ids=["one", "a miner's", "a platform's", "a crowd", "a batch", "a coinjoin", "a sweep into a platform"],
)
def test_what_is_no_co_spend_joins_nothing(inputs, outputs):
    assert joins(inputs, outputs, {b"a", b"b", b"c"}) == []


def test_a_cluster_sums_up_what_all_its_scripts_were_paid():
    rows = [paid(b"b", 3, payouts=2, btc=5), paid(b"a", 9, btc=2), paid(b"a", 40, btc=4, pool="antpool")]
    [found] = clusters_of(rows, [Join(b"a", b"b", "t")], (), POLICY)
    assert found.scripts == (b"b", b"a")
    assert (found.pools, found.payouts, found.sats) == (("antpool", "foundry"), 4, 11 * BTC)
    assert {month: each.sats // BTC for month, each in found.months.items()} == {
        date(2026, 1, 1): 7, date(2026, 2, 1): 4,
    }  # fmt: skip
    assert found.joined_by == ("t",)
    assert found.cluster_id == id_of(b"b")
    assert found.is_called(id_of(b"a"))


def test_who_is_paid_once_or_twice_is_no_cluster():
    assert clusters_of([paid(b"a", 1), paid(b"a", 2)], (), (), POLICY) == ()


def test_a_script_of_which_more_is_known_joins_nothing():
    rows = [paid(script, 1, payouts=3) for script in (b"a", b"b", b"c")]
    found = clusters_of(rows, [Join(b"a", b"b", "t"), Join(b"b", b"c", "u")], {b"b"}, POLICY)
    assert sorted(each.scripts for each in found) == [(b"a",), (b"c",)]


scripts = st.sampled_from([bytes([97 + number]) for number in range(6)])
some_paid = st.lists(st.builds(paid, scripts, st.integers(0, 90), btc=st.integers(1, 9)), max_size=12)
some_joins = st.lists(
    st.tuples(scripts, scripts).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Join(*pair, "t")),
    max_size=5,
)


@given(some_paid, some_joins, st.randoms(use_true_random=False))
def test_no_satoshi_and_no_script_is_in_two_clusters_and_order_does_not_matter(rows, known, random):
    every = LearningPolicy(cluster_payouts=1)
    found = clusters_of(rows, known, (), every)
    assert sum(each.sats for each in found) == sum(each.sats for each in rows)
    members = [script for each in found for script in each.scripts]
    assert sorted(members) == sorted({each.script_pubkey for each in rows})
    shuffled = clusters_of(random.sample(rows, len(rows)), random.sample(known, len(known)), (), every)
    assert shuffled == found


def test_the_watch_lets_the_oldest_payouts_go():
    watch = PayoutWatch(most=2)
    coins = [
        each.coin
        for each in payouts_in(hit([b"foundry"], [(b"s%d" % n, BTC) for n in range(3)]), attribute, POLICY)
    ]
    watch.add(coins)
    assert list(watch.coins.values()) == coins[1:]
