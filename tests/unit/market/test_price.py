"""Which prices are believed, and how amounts become dollars."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.market.price import SLOT, Price, disagreement_pct, judge, slot_of, usd_of
from monitor.money import MAX_SATS, usd_for_people

NOON = datetime(2026, 2, 7, 12, tzinfo=UTC)
dollars = st.decimals("-1e9", "1e21", allow_nan=False, allow_infinity=False, places=2)
ages = st.timedeltas(timedelta(minutes=-30), timedelta(days=12))


def price(usd, source="a", age=timedelta()):
    return Price(Decimal(usd), NOON - age, source)


def refused(judged):
    return {each.price.source: each.reason for each in judged.refused}


@pytest.mark.parametrize("usd", ["0", "-1", "1e20", "100000001", "0.001", "NaN", "Infinity"])
def test_what_is_no_price_is_refused(usd):
    judged = judge([price(usd)], NOON, None)
    assert not judged.believed
    assert "no price of a bitcoin" in refused(judged)["a"]


@pytest.mark.parametrize(
    ("age", "word"), [(timedelta(minutes=-11), "after"), (timedelta(days=9), "long before")]
)
def test_a_price_of_another_time_is_refused(age, word):
    assert word in refused(judge([price(68_523, age=age)], NOON, None))["a"]


def test_of_two_that_contradict_each_other_none_is_believed_without_more():
    judged = judge([price(68_523), price(685_230, "b")], NOON, None)
    assert not judged.believed
    assert "contradict each other: a $68,523.00, b $685,230.00" in refused(judged)["b"]


def test_what_was_known_before_decides_between_two():
    judged = judge([price(685_230), price(68_523, "b")], NOON, price(70_000, "a", timedelta(hours=5)))
    assert [each.source for each in judged.believed] == ["b"]
    assert "far from $70,000.00" in refused(judged)["a"]


def test_of_three_the_two_that_agree_are_believed():
    judged = judge([price(6_852), price(68_523, "b"), price(68_600, "c")], NOON, None)
    assert [each.source for each in judged.believed] == ["b", "c"]


def test_two_that_agree_are_believed_against_what_was_known():
    judged = judge([price(10_000), price(10_100, "b")], NOON, price(50_000))
    assert len(judged.believed) == 2


def test_a_single_price_far_from_what_was_known_is_refused():
    assert not judge([price(500_000)], NOON, price(68_000)).believed


def test_the_nearest_in_time_goes_first_and_then_the_first_configured():
    hourly, fresh = (
        price(68_000, "hourly", timedelta(minutes=45)),
        price(68_100, "fresh", timedelta(minutes=3)),
    )
    assert judge([hourly, fresh], NOON, None).believed[0] is fresh
    same = price(68_050, "same", timedelta(minutes=9))
    assert judge([same, fresh], NOON, None).believed[0] is same


def test_disagreement_is_that_of_prices_of_one_time():
    assert disagreement_pct([price(100_000), price(102_100, "b")]) == Decimal("2.1")
    assert disagreement_pct([price(100_000)]) is None
    assert disagreement_pct([price(100_000), price(90_000, "b", timedelta(days=3))]) is None


@given(st.lists(st.tuples(dollars, ages), max_size=5), st.none() | st.decimals("0.01", "1e8", places=2))
def test_every_price_is_believed_or_refused_and_the_believed_fit_together(given_prices, known):
    prices = [price(usd, f"s{number}", age) for number, (usd, age) in enumerate(given_prices)]
    judged = judge(prices, NOON, None if known is None else price(known, "known"))
    assert sorted(each.source for each in (*judged.believed, *(r.price for r in judged.refused))) == [
        each.source for each in prices
    ]
    usd = [each.usd for each in judged.believed]
    assert all(Decimal("0.01") <= each <= 10**8 for each in usd)
    assert not usd or max(usd) <= 4 * min(usd)  # each within two of one measure, or of each other


@given(st.timedeltas(timedelta(days=-6_000), timedelta(days=30_000)).map(NOON.__add__))
def test_every_moment_lies_in_its_slot(moment):
    assert slot_of(moment) <= moment < slot_of(moment) + SLOT
    assert slot_of(slot_of(moment)) == slot_of(moment)


@given(st.integers(0, MAX_SATS), st.decimals("0.01", "1e8", places=2))
def test_an_amount_in_dollars_is_exact_to_the_cent(sats, usd):
    assert abs(usd_of(sats, usd) * 10**8 - sats * usd) <= 10**8 / Decimal(200)


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        ("86900012.34", "$87 million"),
        ("304995873", "$305 million"),
        ("4560000", "$4.6 million"),
        ("1000000", "$1 million"),
        ("999600", "$1 million"),
        ("999499", "$999,000"),
        ("850123", "$850,000"),
        ("68523", "$68,500"),
        ("740.4", "$740"),
        ("0", "$0"),
        ("1234567890", "$1.2 billion"),
        ("999950000", "$1 billion"),
    ],
)
def test_dollars_are_said_as_people_say_them(usd, text):
    assert usd_for_people(Decimal(usd)) == text
