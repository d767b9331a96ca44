"""How many requests an hour a source bears, learned from its refusals."""

from collections import deque
from math import inf

HOUR = 3600.0
FLOOR = 240.0
"""Requests an hour that are risked at least: one every 15 s still follows the chain, and what really protects a
source that bears less is the pause after each refusal."""
LOWERED = 0.7
RAISED = 1.1
QUIET = 600.0
"""Seconds without a refusal after which the limit rises by a step."""
FORGOTTEN = 1_000_000.0
"""Requests an hour from which on a source without a configured limit has none again: more than can be asked."""


class LearnedLimit:
    """Falls at once when the source refuses, and rises slowly while it does not. Times are monotonic seconds."""

    def __init__(self, ceiling: float = inf) -> None:
        """`ceiling`: requests an hour that are never exceeded, whatever is learned; `inf` for no limit."""
        self._ceiling = ceiling
        self._limit = ceiling
        self._raised_at = 0.0

    def at(self, now: float) -> float:
        """Requests an hour; `inf` for no limit."""
        while self._limit < self._ceiling and now - self._raised_at >= QUIET:
            self._raised_at += QUIET
            self._limit = self._limit * RAISED
            if self._limit >= min(self._ceiling, FORGOTTEN):
                self._limit = self._ceiling
        return self._limit

    def refused(self, now: float, rate: float) -> None:
        """The source refused while it was asked `rate` requests an hour."""
        lowered = max(FLOOR, LOWERED * min(self.at(now), rate))
        self._limit = min(self._limit, lowered)
        self._raised_at = now


class Usage:
    """How many requests left within the last hour, to the minute."""

    def __init__(self) -> None:
        self._minutes: deque[list[int]] = deque()

    def note(self, now: float) -> None:
        """A request leaves."""
        minute = int(now // 60)
        if self._minutes and self._minutes[-1][0] == minute:
            self._minutes[-1][1] += 1
        else:
            self._minutes.append([minute, 1])
            self._forget(minute)

    def undo(self) -> None:
        """The request noted last, or one beside it, did not leave after all."""
        if self._minutes:
            self._minutes[-1][1] -= 1

    def last_hour(self, now: float) -> int:
        """Requests of this minute and the 59 before it."""
        self._forget(int(now // 60))
        return sum(count for _, count in self._minutes)

    def rate(self, now: float) -> float:
        """Requests an hour: those of the last hour, or, if that is more, as they came in its busiest minute."""
        busiest = max((count for _, count in self._minutes), default=0)
        return max(float(self.last_hour(now)), busiest * 60.0)

    def _forget(self, minute: int) -> None:
        while self._minutes and self._minutes[0][0] <= minute - 60:
            self._minutes.popleft()
