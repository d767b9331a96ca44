"""When a source may be asked again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from monitor.explorers.breaker import FAILING, REFUSED, UNREACHABLE, Breaker
from monitor.pipeline.snapshot import SourceState

KINDS = [REFUSED, FAILING, UNREACHABLE]


def without_jitter() -> Breaker:
    return Breaker(jitter=lambda: 0.0)


def pause(breaker, now) -> float:
    shut = breaker.shut(now)
    return shut.seconds if shut else 0.0


def fail(breaker, now, backoff, retry_after=None):
    """One request that leaves and meets trouble a moment later."""
    ticket = breaker.enter(now)
    breaker.trouble(ticket, now + 0.001, backoff, retry_after)
    breaker.leave(ticket)


def succeed(breaker, now):
    ticket = breaker.enter(now)
    breaker.success(ticket)
    breaker.leave(ticket)


def pauses(backoff, count):
    """The pauses after each of `count` troubles in a row, each met when the last pause was over."""
    breaker, now, seen = without_jitter(), 1.0, []
    for _ in range(count):
        fail(breaker, now, backoff)
        now += 0.001
        seen.append(round(pause(breaker, now), 6))
        now += seen[-1] + 0.001
    return seen


def test_a_new_source_may_be_asked_at_once():
    assert without_jitter().shut(now=0.0) is None
    assert without_jitter().state(now=0.0) is SourceState.HEALTHY


@pytest.mark.parametrize(
    ("backoff", "waits"),
    [
        (REFUSED, [30, 60, 120, 240, 480, 900, 900]),
        (FAILING, [0, 5, 10, 20, 40, 60, 60]),
        (UNREACHABLE, [0, 0, 2, 4, 8, 16, 32]),
    ],
    ids=[
        "refused: at once, up to a quarter of an hour",
        "failing: from the second on",
        "unreachable: the third",
    ],
)
def test_pauses_double_up_to_a_bound(backoff, waits):
    assert pauses(backoff, 7) == waits


def test_what_the_source_asks_for_outweighs_our_guess():
    breaker = without_jitter()
    fail(breaker, 100.0, REFUSED, retry_after=7.0)
    assert round(pause(breaker, 100.001), 6) == 7
    assert round(pause(breaker, 104.001), 6) == 3
    assert pause(breaker, 107.002) == 0


def test_a_shorter_wish_does_not_cut_a_longer_pause():
    breaker = without_jitter()
    first, second = breaker.enter(0.0), breaker.enter(0.0)
    breaker.trouble(first, 0.5, REFUSED, retry_after=100.0)
    breaker.trouble(second, 1.0, REFUSED, retry_after=5.0)
    assert pause(breaker, 1.0) == 99.5


def test_troubles_of_requests_under_way_together_count_once():
    breaker = without_jitter()
    tickets = [breaker.enter(1.0) for _ in range(4)]
    assert [breaker.trouble(ticket, 2.0, REFUSED) for ticket in tickets] == [True, False, False, False]
    assert pause(breaker, 2.0) == 30


def test_a_good_answer_to_an_older_request_does_not_end_a_pause():
    breaker = without_jitter()
    refused, good = breaker.enter(1.0), breaker.enter(1.0)
    breaker.trouble(refused, 2.0, REFUSED, retry_after=60.0)
    assert not breaker.success(good)
    assert pause(breaker, 2.0) == 60


def test_success_starts_over():
    breaker = without_jitter()
    fail(breaker, 0.0, REFUSED)
    fail(breaker, 31.0, REFUSED)
    succeed(breaker, 200.0)
    fail(breaker, 1_000.0, REFUSED)
    assert round(pause(breaker, 1_000.001), 6) == 30


def test_after_the_pause_a_single_request_tries_and_its_answer_closes_the_circuit():
    breaker = without_jitter()
    fail(breaker, 0.0, REFUSED)
    assert breaker.state(29.0) is SourceState.PAUSED
    assert breaker.state(31.0) is SourceState.HALF_OPEN
    probe = breaker.enter(31.0)
    assert breaker.shut(31.0) is not None, "one at a time"
    breaker.success(probe)
    breaker.leave(probe)
    assert breaker.shut(31.0) is None
    assert breaker.state(31.0) is SourceState.HEALTHY


def test_a_probe_that_is_given_up_leaves_its_place_to_the_next():
    breaker = without_jitter()
    fail(breaker, 0.0, REFUSED)
    breaker.leave(breaker.enter(31.0))
    assert breaker.shut(31.0) is None
    assert breaker.state(31.0) is SourceState.HALF_OPEN


@pytest.mark.parametrize("backoff", KINDS)
def test_days_of_failures_do_not_overflow(backoff):
    assert backoff.wait(troubles=1_000_000) == backoff.most


@pytest.mark.parametrize("backoff", KINDS)
def test_three_days_of_trouble_cost_one_request_a_minute_or_two_and_a_minute_at_the_end(backoff):
    breaker, asked = Breaker(), 0
    seconds = 72 * 3_600
    for now in range(10, seconds, 10):
        if breaker.shut(now) is None:
            fail(breaker, now, backoff)
            asked += 1
    assert seconds / 1_000 < asked < seconds / 30
    assert pause(breaker, seconds) <= backoff.most


@given(jitter=st.floats(0, 1), retry_after=st.none() | st.floats(0, 3_600))
def test_jitter_never_comes_back_before_the_source_asked_for(jitter, retry_after):
    breaker = Breaker(jitter=lambda: jitter)
    ticket = breaker.enter(0.0)
    breaker.trouble(ticket, 0.0, REFUSED, retry_after)
    least = REFUSED.first / 2 if retry_after is None else retry_after
    most = REFUSED.first if retry_after is None else retry_after * 1.1
    assert least <= pause(breaker, 0.0) <= most


class Circuit(RuleBasedStateMachine):
    """Many requests that overlap in every way, against what must hold whatever comes."""

    def __init__(self):
        super().__init__()
        self.breaker = Breaker()
        self.now = 1.0
        self.under_way = []
        self.asked_off_until = 0.0
        self.probe = None

    @rule(seconds=st.floats(0.001, 1_000))
    def time_passes(self, seconds):
        self.now += seconds

    @rule()
    def request(self):
        shut = self.breaker.shut(self.now)
        if shut is None:
            assert self.now >= self.asked_off_until
            assert self.probe is None, "one at a time"
            ticket = self.breaker.enter(self.now)
            self.under_way.append(ticket)
            self.probe = ticket if ticket.probe else None

    @precondition(lambda self: self.under_way)
    @rule(kind=st.sampled_from(KINDS), wish=st.none() | st.floats(0, 3_600), data=st.data())
    def trouble(self, kind, wish, data):
        ticket = self._ends(data)
        self.breaker.trouble(ticket, self.now, kind, wish)
        self.breaker.leave(ticket)
        self.asked_off_until = max(self.asked_off_until, self.now + (wish or 0))

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), good=st.booleans())
    def end(self, data, good):
        ticket = self._ends(data)
        if good and self.breaker.success(ticket):
            assert self.breaker.state(self.now) is SourceState.HEALTHY
            self.asked_off_until = 0.0
            self.probe = None
        self.breaker.leave(ticket)

    def _ends(self, data):
        ticket = self.under_way.pop(data.draw(st.integers(0, len(self.under_way) - 1)))
        if ticket is self.probe:
            self.probe = None
        return ticket

    @invariant()
    def it_opens_again_within_the_bound(self):
        shut = self.breaker.shut(self.now)
        assert shut is None or shut.seconds <= 3_600 * 1.1


TestCircuit = Circuit.TestCase
TestCircuit.settings = settings(max_examples=40, stateful_step_count=40)
