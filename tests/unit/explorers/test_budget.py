"""How many requests leave, and whose go first."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.explorers.budget import Budget
from monitor.explorers.learned import FLOOR, LOWERED, QUIET, LearnedLimit
from monitor.pipeline.urgency import Urgency

URGENT, BULK = Urgency.URGENT, Urgency.BULK


def departures(budget, wishes):
    """When each request leaves that is made so many seconds after the one before it left."""
    now, left = 1.0, []
    for urgency, seconds in wishes:
        now += seconds
        while wait := budget.wait(now, urgency):
            now += wait
        budget.take(now)
        left.append(now)
    return left


@given(
    per_hour=st.integers(1, 5_000),
    share=st.floats(0, 0.5),
    wishes=st.lists(st.tuples(st.sampled_from(Urgency), st.floats(0, 900)), max_size=300),
)
def test_no_hour_sees_more_requests_than_allowed(per_hour, share, wishes):
    left = departures(Budget(per_hour, burst=int(per_hour * share)), wishes)
    for index, first in enumerate(left):
        within = [at for at in left[index:] if at < first + 3_599.9]
        assert len(within) <= per_hour


def test_a_burst_leaves_at_once_and_the_rest_of_the_hour_is_spread():
    left = departures(Budget(600, burst=120), [(URGENT, 0)] * 600)
    assert left[119] == left[0]
    assert 3_590 < left[-1] - left[0] <= 3_600


def test_a_poll_every_ten_seconds_never_waits_however_much_bulk_work_there_is():
    budget, now = Budget(600), 1.0
    waits, bulk = [], 0
    for _ in range(720):
        waits.append(budget.wait(now, URGENT))
        budget.take(now)
        for second in range(10):
            while not budget.wait(now + second, BULK):
                budget.take(now + second)
                bulk += 1
        now += 10
    assert set(waits) == {0.0}
    assert bulk > 200, "what is left over goes to bulk work"


def test_without_a_limit_nothing_waits():
    assert set(departures(Budget(), [(BULK, 0)] * 10_000)) == {1.0}


def test_a_token_given_back_is_there_again():
    budget = Budget(10, burst=1)
    budget.take(1.0)
    assert budget.wait(1.0, URGENT)
    budget.give_back()
    assert not budget.wait(1.0, URGENT)
    assert budget.used(1.0) == 0


def test_what_was_used_and_what_is_left_are_those_of_the_last_hour():
    budget = Budget(600)
    for _ in range(40):
        budget.take(60.0)
    assert (budget.used(60.0), budget.left(60.0)) == (40, 560)
    assert (budget.used(3_700.0), budget.left(3_700.0)) == (0, 600)


def test_a_refusal_lowers_the_limit_below_what_was_asked_and_quiet_raises_it_to_the_configured_one():
    budget = Budget(600)
    departures(budget, [(URGENT, 6)] * 600)
    budget.refused(3_601.0)
    lowered = budget.learned(3_601.0)
    assert lowered == pytest.approx(LOWERED * 600, rel=0.02)
    assert budget.learned(3_601.0 + QUIET) > lowered
    assert budget.learned(3_601.0 + 10 * QUIET) is None
    assert budget.limit(3_601.0 + 1_000 * QUIET) == 600


def test_a_source_without_a_limit_gets_one_from_its_refusal_and_loses_it_in_the_end():
    budget = Budget()
    for _ in range(100):
        budget.take(30.0)
    budget.refused(31.0)
    assert budget.learned(31.0) == int(LOWERED * 6_000)
    assert budget.wait(31.0, URGENT) == 0.0
    assert budget.left(86_400.0 * 7) is None


@given(
    ceiling=st.integers(1, 100_000).map(float) | st.just(inf),
    events=st.lists(st.tuples(st.floats(0, 20_000), st.booleans(), st.floats(0, 1_000_000))),
)
def test_the_learned_limit_stays_between_floor_and_ceiling_falls_on_refusals_and_rises_in_quiet(
    ceiling, events
):
    limit, now = LearnedLimit(ceiling), 0.0
    for seconds, is_refused, rate in events:
        before = limit.at(now)
        now += seconds
        risen = limit.at(now)
        assert before <= risen <= ceiling
        if is_refused:
            limit.refused(now, rate)
            assert limit.at(now) <= risen
            assert limit.at(now) >= min(FLOOR, ceiling)
