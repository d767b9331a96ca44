"""How a source stands is what came of its latest request, also before its circuit opens."""

from monitor.errors import SourceUnavailable
from monitor.explorers.breaker import UNREACHABLE, Breaker
from monitor.explorers.budget import Budget
from monitor.explorers.failures import Failed
from monitor.explorers.standing import Standing
from monitor.pipeline.snapshot import SourceState
from monitor.pipeline.urgency import Urgency

REFUSED = Failed(SourceUnavailable("first", "tip: connection refused"), "connection", backoff=UNREACHABLE)


def test_a_source_whose_first_requests_failed_is_not_called_healthy():
    standing = Standing("first", Budget(), Breaker(jitter=lambda: 0.0), lambda: 0.0)
    assert standing.snapshot().state is SourceState.HEALTHY
    standing.failed(standing.enter(Urgency.URGENT), REFUSED)
    told = standing.snapshot()
    assert (told.state, told.reason) == (SourceState.FAILING, "tip: connection refused")
    assert told.errors == {"connection": 1}


def test_an_answer_makes_it_healthy_again():
    seconds = iter(range(100))
    standing = Standing("first", Budget(), Breaker(jitter=lambda: 0.0), lambda: float(next(seconds)))
    standing.failed(standing.enter(Urgency.URGENT), REFUSED)
    standing.answered(standing.enter(Urgency.URGENT))
    told = standing.snapshot()
    assert (told.state, told.reason) == (SourceState.HEALTHY, None)
