"""When a source may be asked again after it failed or refused: a circuit breaker.

Three kinds of trouble are told apart. A source that *refuses* us (429, 403) wants fewer requests, and asking on
leads to bans, so the first refusal pauses. One that *fails* (5xx) may be well again any second, so the first
failure costs nothing and later waits stay short. One that *cannot be reached* is given one chance more.

```
closed ──troubles in a row──▶ open, or paused ──time passes──▶ half-open ──its one request is answered──▶ closed
                                     ▲                              │
                                     └──────────── it fails ────────┘   (each time for twice as long)
```
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from monitor.pipeline.snapshot import SourceState


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits that double from `first` to `most` seconds after `free` troubles that cost nothing."""

    first: float
    most: float
    free: int = 0

    def wait(self, troubles: int) -> float:
        """Seconds to wait after this many troubles in a row, before jitter."""
        doublings = troubles - self.free - 1
        if doublings < 0:
            return 0.0
        # The exponent is bounded as well: after days of outage the power itself would overflow a float.
        return min(self.first * 2.0 ** min(doublings, 32), self.most)


REFUSED = Backoff(first=30.0, most=900.0)
FAILING = Backoff(first=5.0, most=60.0, free=1)
UNREACHABLE = Backoff(first=2.0, most=60.0, free=2)


@dataclass(frozen=True, slots=True, eq=False)
class Ticket:
    """One request that was let through."""

    at: float
    probe: bool


@dataclass(frozen=True, slots=True)
class Shut:
    """No request may leave."""

    seconds: float
    """For how long, as far as is known; 0 while a probe is under way."""


class Breaker:
    """One source's circuit. Times are seconds of one monotonic clock, passed in."""

    def __init__(self, jitter: Callable[[], float] = random.random) -> None:
        """`jitter` returns a number from 0 to 1; it keeps many clients from coming back at one moment."""
        self._jitter = jitter
        self._troubles = 0
        self._last_trouble = float("-inf")
        self._opened: SourceState | None = None
        self._not_before = 0.0
        self._probe: Ticket | None = None

    def shut(self, now: float) -> Shut | None:
        """Whether a request must not leave now; None if it may."""
        if self._opened is None:
            return None
        if now < self._not_before:
            return Shut(self._not_before - now)
        return None if self._probe is None else Shut(0.0)

    def enter(self, now: float) -> Ticket:
        """A request leaves; `shut` was asked just before. Whatever comes of it, `leave` ends it."""
        ticket = Ticket(now, probe=self._opened is not None)
        if ticket.probe:
            self._probe = ticket
        return ticket

    def trouble(self, ticket: Ticket, now: float, backoff: Backoff, retry_after: float | None = None) -> bool:
        """The source refused, failed, or could not be reached. Whether that is news.

        Requests that were under way together are one trouble, not many. What the source asks for,
        `retry_after` in seconds, outweighs our guess.
        """
        is_news = ticket.at > self._last_trouble
        if is_news:
            self._troubles += 1
            self._last_trouble = now
        elif retry_after is None:
            return False
        if retry_after is None:
            wait = backoff.wait(self._troubles) * (1 - self._jitter() / 2)
        else:
            wait = retry_after * (1 + self._jitter() / 10)
        if wait or retry_after is not None:
            self._not_before = max(self._not_before, now + wait)
            self._opened = SourceState.PAUSED if backoff is REFUSED else SourceState.OPEN
        return is_news

    def success(self, ticket: Ticket) -> bool:
        """A good answer came: the circuit closes, and the next trouble starts from the beginning.

        Not so, and False, if the request left before the latest trouble: that came after what this one found.
        """
        if ticket.at <= self._last_trouble:
            return False
        self._troubles = 0
        self._opened = None
        self._probe = None
        return True

    def leave(self, ticket: Ticket) -> None:
        """The request has ended. A probe that brought neither answer nor trouble leaves its place to the next."""
        if self._probe is ticket:
            self._probe = None

    def state(self, now: float) -> SourceState:
        """What the circuit is like."""
        if self._opened is None:
            return SourceState.HEALTHY
        return self._opened if now < self._not_before else SourceState.HALF_OPEN
