"""How one source stands: what it may be asked, what came of it, and the news of both, logged once each way."""

from collections.abc import Callable

import structlog

from monitor.errors import SourceUnavailable
from monitor.explorers.breaker import Breaker, Ticket
from monitor.explorers.budget import Budget
from monitor.explorers.failures import Failed
from monitor.explorers.tally import Tally
from monitor.pipeline.snapshot import SourceSnapshot, SourceState
from monitor.pipeline.urgency import Urgency

_log = structlog.get_logger()


class Standing:
    """One source's circuit, budget and counts."""

    def __init__(self, name: str, budget: Budget, breaker: Breaker, now: Callable[[], float]) -> None:
        """`now` gives seconds of a clock that never jumps."""
        self.tally = Tally()
        self._name = name
        self._budget = budget
        self._breaker = breaker
        self._now = now
        self._trouble: str | None = None
        self._starved = False
        self._slowed = False

    def require_open(self, subject: str) -> None:
        """Let a request through to its turn.

        Raises:
            SourceUnavailable: the source is to be left alone for now.
        """
        shut = self._breaker.shut(self._now())
        if shut is None:
            return
        why = (
            f"it gets no request for another {shut.seconds:.0f} s"
            if shut.seconds
            else "another request is trying whether it is well again"
        )
        what = f"{subject}: not asked; {why}"
        raise SourceUnavailable(self._name, what, retry_after=shut.seconds or None)

    def enter(self, urgency: Urgency) -> Ticket:
        """A request leaves; `leave` ends it."""
        self._starved = self._starved and urgency is Urgency.BULK
        self.tally.requests += 1
        return self._breaker.enter(self._now())

    def leave(self, ticket: Ticket) -> None:
        """The request has ended, one way or another."""
        self._breaker.leave(ticket)

    def starved(self, urgency: Urgency, seconds: float) -> None:
        """A request did not leave: the budget is spent for so long. Bulk work meets that every day."""
        if urgency is Urgency.URGENT and not self._starved:
            self._starved = True
            _log.warning("source.budget_spent", source=self._name, seconds=round(seconds))

    def trouble(self, ticket: Ticket, failed: Failed) -> None:
        """What a failure means for the next requests. To say it twice of one request does no harm."""
        if failed.backoff is None:
            return
        now = self._now()
        is_news = self._breaker.trouble(ticket, now, failed.backoff, failed.retry_after)
        if failed.refused and is_news:
            self._budget.refused(now)
            self._note_limit(now)

    def failed(self, ticket: Ticket, failed: Failed) -> None:
        """A request brought no usable answer."""
        self.tally.failed(failed.kind)
        self.trouble(ticket, failed)
        if isinstance(failed.error, SourceUnavailable):
            if self._trouble is None:
                _log.warning("source.unavailable", source=self._name, error=failed.error.what)
            self._trouble = failed.error.what
        elif failed.answered:
            self.answered(ticket)

    def answered(self, ticket: Ticket) -> None:
        """The source is well, whatever it said."""
        if self._breaker.success(ticket) and self._trouble is not None:
            _log.info("source.recovered", source=self._name)
            self._trouble = None
        self._note_limit(self._now())

    def snapshot(self) -> SourceSnapshot:
        """How the source is now."""
        now = self._now()
        state, shut = self._breaker.state(now), self._breaker.shut(now)
        if state is SourceState.HEALTHY and self._trouble is not None:
            state = SourceState.FAILING  # the first failures cost nothing, and are told all the same
        return SourceSnapshot(
            name=self._name,
            state=state,
            seconds_left=shut.seconds if shut and shut.seconds else None,
            reason=None if state is SourceState.HEALTHY else self._trouble,
            limit=self._budget.configured,
            learned_limit=self._budget.learned(now),
            used=self._budget.used(now),
            left=self._budget.left(now),
            latency=self.tally.latency,
            requests=self.tally.requests,
            errors=self.tally.errors,
            received_bytes=self.tally.received_bytes,
        )

    def _note_limit(self, now: float) -> None:
        learned = self._budget.learned(now)
        if learned is not None and not self._slowed:
            _log.warning("source.slowed", source=self._name, requests_per_hour=learned)
        elif learned is None and self._slowed:
            _log.info("source.full_speed", source=self._name)
        self._slowed = learned is not None
