from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.values import parse_btc, parse_duration, refuse_bool


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10s", timedelta(seconds=10)),
        ("5m", timedelta(minutes=5)),
        ("24h", timedelta(days=1)),
        ("2d", timedelta(days=2)),
        ("1.5 h", timedelta(minutes=90)),
        ("90", timedelta(seconds=90)),
        (90, timedelta(seconds=90)),
        (Decimal("0.5"), timedelta(milliseconds=500)),
        (timedelta(hours=1), timedelta(hours=1)),
    ],
)
def test_durations_are_read_as_people_write_them(written, meant):
    assert parse_duration(written) == meant


@pytest.mark.parametrize("written", ["10 parsecs", "", "-5s", "s", "1h30", True, None, [], "\u0661s"])
def test_what_is_no_duration_is_refused_with_an_example(written):
    with pytest.raises(ValueError, match='write it like "10s"'):
        parse_duration(written)


def test_a_duration_beyond_all_bounds_is_refused():
    with pytest.raises(ValueError, match="longer than any duration"):
        parse_duration("99999999999999d")


@given(st.integers(0, 10**6), st.sampled_from("smhd"))
def test_every_whole_number_with_a_unit_is_a_duration(number, unit):
    seconds = {"s": 1, "m": 60, "h": 3600, "d": 86400}[unit] * number
    assert parse_duration(f"{number}{unit}") == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("written", "meant"), [(1, "1"), ("1,318", "1318"), (Decimal("653.773"), "653.773"), (0.1, "0.1")]
)
def test_amounts_are_exact(written, meant):
    assert parse_btc(written) == Decimal(meant)


@pytest.mark.parametrize("written", [True, "many", "-1", "0.123456789", "21000001", None, "nan"])
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(ValueError, match=r"BTC"):
        parse_btc(written)


def test_true_is_no_number():
    assert refuse_bool(1) == 1
    with pytest.raises(ValueError, match="it is true, but it should be a whole number"):
        refuse_bool(True)
