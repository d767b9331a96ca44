"""When a source may be asked again.

Two kinds of trouble are told apart. A source that *refuses* us (429, 403) wants fewer requests, and asking on
leads to bans; a source that *fails* (5xx) may be well again any second, so one failure costs nothing and
later waits stay short. A source that cannot be reached gets no requests; waiting would only delay the news.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits that double from `first` to `most` seconds after `free` failures that cost nothing."""

    first: float
    most: float
    free: int = 0

    def wait(self, failures: int) -> float:
        """Seconds to wait after this many failures in a row, before jitter."""
        doublings = failures - self.free - 1
        if doublings < 0:
            return 0.0
        # The exponent is bounded as well: after days of outage the power itself would overflow a float.
        return min(self.first * 2.0 ** min(doublings, 32), self.most)


REFUSED = Backoff(first=30.0, most=900.0)
FAILING = Backoff(first=5.0, most=60.0, free=1)


class Politeness:
    """One source's pause between requests. Times are seconds of one monotonic clock, passed in."""

    def __init__(self, jitter: Callable[[], float] = random.random) -> None:
        """`jitter` returns a number from 0 to 1; it keeps many clients from coming back at one moment."""
        self._jitter = jitter
        self._failures = 0
        self._not_before = 0.0

    def pause(self, now: float) -> float:
        """Seconds until the next request is allowed; 0 when it is."""
        return max(self._not_before - now, 0.0)

    def trouble(self, now: float, backoff: Backoff, retry_after: float | None) -> None:
        """Take note of an answer that asks for fewer requests.

        What the source asks for, `retry_after` in seconds, outweighs our guess.
        """
        if not self.pause(now):
            # Answers to requests that were under way together are one trouble, not many.
            self._failures += 1
        if retry_after is None:
            wait = backoff.wait(self._failures) * (1 - self._jitter() / 2)
        else:
            wait = retry_after * (1 + self._jitter() / 10)
        self._not_before = max(self._not_before, now + wait)

    def success(self) -> None:
        """Take note of a good answer: the next trouble starts from the beginning."""
        self._failures = 0
