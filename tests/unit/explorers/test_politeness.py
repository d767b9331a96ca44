"""When a source may be asked again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.explorers.politeness import FAILING, REFUSED, Politeness


def without_jitter() -> Politeness:
    return Politeness(jitter=lambda: 0.0)


def pauses(backoff, count):
    """The pauses after each of `count` troubles in a row, each noted when the last pause was over."""
    politeness, now, seen = without_jitter(), 0.0, []
    for _ in range(count):
        politeness.trouble(now, backoff, None)
        seen.append(politeness.pause(now))
        now += seen[-1]
    return seen


def test_a_new_source_may_be_asked_at_once():
    assert without_jitter().pause(now=0.0) == 0


def test_pauses_after_refusals_double_up_to_a_quarter_of_an_hour():
    assert pauses(REFUSED, 7) == [30, 60, 120, 240, 480, 900, 900]


def test_pauses_after_failures_start_with_the_second_and_stay_below_a_minute():
    assert pauses(FAILING, 7) == [0, 5, 10, 20, 40, 60, 60]


def test_what_the_source_asks_for_outweighs_our_guess():
    politeness = without_jitter()
    politeness.trouble(100.0, REFUSED, retry_after=7.0)
    assert politeness.pause(100.0) == 7
    assert politeness.pause(104.0) == 3
    assert politeness.pause(107.0) == 0


def test_a_shorter_wish_does_not_cut_a_longer_pause():
    politeness = without_jitter()
    politeness.trouble(0.0, REFUSED, retry_after=100.0)
    politeness.trouble(1.0, REFUSED, retry_after=5.0)
    assert politeness.pause(1.0) == 99


def test_refusals_of_requests_under_way_together_count_once():
    politeness = without_jitter()
    for _ in range(4):
        politeness.trouble(0.0, REFUSED, None)
    assert politeness.pause(0.0) == 30


def test_success_starts_over():
    politeness = without_jitter()
    politeness.trouble(0.0, REFUSED, None)
    politeness.trouble(30.0, REFUSED, None)
    politeness.success()
    politeness.trouble(1_000.0, REFUSED, None)
    assert politeness.pause(1_000.0) == 30


@pytest.mark.parametrize("backoff", [REFUSED, FAILING])
def test_days_of_failures_do_not_overflow(backoff):
    assert backoff.wait(failures=1_000_000) == backoff.most


@given(jitter=st.floats(0, 1), retry_after=st.none() | st.floats(0, 3_600))
def test_jitter_never_comes_back_before_the_source_asked_for(jitter, retry_after):
    politeness = Politeness(jitter=lambda: jitter)
    politeness.trouble(0.0, REFUSED, retry_after)
    least = REFUSED.first / 2 if retry_after is None else retry_after
    most = REFUSED.first if retry_after is None else retry_after * 1.1
    assert least <= politeness.pause(0.0) <= most
