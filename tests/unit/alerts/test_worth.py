"""Dollars and times in what is told."""

from datetime import timedelta
from decimal import Decimal

from monitor.alerts.facts import Facts
from monitor.alerts.payload import episode_view
from monitor.alerts.text import sentence
from monitor.flows import revisions
from monitor.flows.policy import Policy
from monitor.market.price import Price, slot_of
from monitor.market.state import SCANNED, STORED, Change, Fees, MarketState
from tests.builders import BTC, NOON, make_flag

LATER = NOON + timedelta(days=30)
FIRST = make_flag("t1", sats=1000 * BTC)
SECOND = make_flag("t2", sats=318 * BTC, hours=5, height=101)
RAISED = revisions.started((FIRST, SECOND), LATER, NOON)


def price(usd, hours, source):
    at = NOON + timedelta(hours=hours)
    return slot_of(at), Price(Decimal(usd), at - timedelta(minutes=4), source)


def told(facts, revision=RAISED):
    return episode_view(revision.episode, Policy(), None, facts)


def test_each_transfer_is_worth_what_it_was_at_its_time():
    view = told(Facts(prices=dict([price(66_000, 0, "mempool.space"), price(65_000, 5, "coinbase")])))
    assert [flag.usd for flag in view.flags] == ["66000000.00", "20670000.00"]
    assert [flag.usd_source for flag in view.flags] == ["mempool.space", "coinbase"]
    assert [flag.usd_price for flag in view.flags] == ["66000.00", "65000.00"]
    assert view.usd == "86670000.00"
    assert view.usd_price == "65758.73"
    assert view.usd_source == "mempool.space, coinbase"
    assert view.usd_at == NOON + timedelta(hours=5) - timedelta(minutes=4)


def test_a_sum_with_a_part_unknown_is_unknown():
    facts = Facts(prices=dict([price(66_000, 0, "mempool.space")]))
    view = told(facts)
    assert view.flags[0].usd == "66000000.00"
    assert (view.flags[1].usd, view.usd) == (None, None)
    assert sentence(RAISED, facts).startswith("mara: 1,318 BTC moved to")


def test_the_phone_says_it_in_round_dollars():
    facts = Facts(prices=dict([price(66_000, 0, "a"), price(65_000, 5, "a")]))
    assert sentence(RAISED, facts).startswith("mara: 1,318 BTC (about $87 million) moved to two-prime")


def test_what_the_chain_took_back_is_worth_nothing():
    facts = Facts(prices=dict([price(66_000, 0, "a"), price(65_000, 5, "a")]))
    orphaned = revisions.orphaned(RAISED.episode, {"b101"}, NOON)
    assert told(facts, orphaned).usd == "66000000.00"
    retracted = revisions.orphaned(RAISED.episode, {"b100", "b101"}, NOON)
    assert told(facts, retracted).usd is None
    assert "$" not in sentence(retracted, facts)


def test_the_times_by_other_clocks_are_told_where_known():
    facts = Facts(first_seen={"t1": NOON}, median_times={"b101": NOON + timedelta(hours=4)})
    first, second = told(facts).flags
    assert (first.first_seen, first.median_time) == (NOON, None)
    assert (second.first_seen, second.median_time) == (None, NOON + timedelta(hours=4))


def test_the_market_stands_beside():
    market = MarketState(
        at=NOON,
        difficulty=Decimal("146472570619930.75"),
        subsidy_sats=312_500_000,
        fees=Fees(Decimal("1728395.06"), 144, SCANNED),
        price=Price(Decimal(91132), NOON, "mempool.space"),
        disagreement_pct=Decimal("0.1"),
        change=Change(Decimal("-5.2"), STORED),
    )
    view = told(Facts(market=market)).market
    assert view.hashprice_usd_ph_day == "39.33"
    assert (view.change_30d_pct, view.change_rests_on) == ("-5.2", "our own record")
    assert (view.difficulty, view.fee_sats, view.fee_blocks) == ("146472570619930.75", 1_728_395, 144)
    assert told(Facts()).market is None
