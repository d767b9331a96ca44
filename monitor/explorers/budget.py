"""How many requests one source gets: a token bucket whose size is learned, with a reserve for what is urgent."""

from math import inf

from monitor.explorers.learned import HOUR, LearnedLimit, Usage
from monitor.pipeline.urgency import Urgency

USUAL_SHARE = 0.2
"""The part of an hour's requests that may leave at once where nothing else is said."""
MOST_SHARE = 0.5
_ROUNDING = 1e-9
"""Part of a token: without it a wait may be left that is too short for any clock."""


class TokenBucket:
    """Holds `per_hour * share` tokens and is refilled so slowly that no 60 minutes see more than `per_hour`.

    Bulk work leaves half of the bucket to what is urgent.
    """

    def __init__(self, per_hour: float, share: float) -> None:
        self._share = share
        self._at = 0.0
        self._per_hour = per_hour
        self._tokens = self._capacity

    def resize(self, now: float, per_hour: float) -> None:
        """From now on so many requests an hour; `inf` for no limit."""
        if per_hour == self._per_hour:
            return
        was_endless = self._per_hour == inf
        self._refill(now)
        self._per_hour = per_hour
        self._tokens = self._capacity if was_endless else min(self._tokens, self._capacity)

    def wait(self, now: float, urgency: Urgency) -> float:
        """Seconds until such a request gets its token; 0 when it gets it now."""
        if self._per_hour == inf:
            return 0.0
        self._refill(now)
        reserve = self._capacity // 2 if urgency is Urgency.BULK else 0
        missing = 1 + reserve - self._tokens
        return missing / self._per_second if missing > _ROUNDING else 0.0

    def take(self) -> None:
        """A request leaves; `wait` has just allowed it."""
        self._tokens -= 1

    def give_back(self) -> None:
        """A token was taken, and no request left."""
        self._tokens = min(self._tokens + 1, self._capacity)

    def sober(self) -> None:
        """The source says that it was too much: no burst as large as the last one."""
        self._tokens = min(self._tokens, max(self._capacity / 4, 1.0))

    @property
    def _capacity(self) -> float:
        return max(self._per_hour * self._share, 1.0)

    @property
    def _per_second(self) -> float:
        # In less than an hour a full bucket and its refill give `per_hour + 1` tokens but for a part of the last.
        return (self._per_hour - self._capacity + 1) / HOUR

    def _refill(self, now: float) -> None:
        if self._per_hour != inf:
            grown = self._tokens + max(now - self._at, 0.0) * self._per_second
            self._tokens = min(grown, self._capacity)
        self._at = max(self._at, now)


class Budget:
    """One source's requests. Times are seconds of one monotonic clock, passed in."""

    def __init__(self, per_hour: int = 0, burst: int = 0) -> None:
        """At most `per_hour` requests within any hour, `burst` of them at once.

        Args:
            per_hour: 0 for no limit, until the source refuses.
            burst: at most half of `per_hour`; 0 for the usual share of it.
        """
        self._ceiling = float(per_hour or inf)
        share = burst / per_hour if burst and per_hour else USUAL_SHARE
        self._learned = LearnedLimit(self._ceiling)
        self._usage = Usage()
        self._bucket = TokenBucket(self._ceiling, min(share, MOST_SHARE))

    def wait(self, now: float, urgency: Urgency) -> float:
        """Seconds until such a request may leave; 0 for now."""
        self._bucket.resize(now, self._learned.at(now))
        return self._bucket.wait(now, urgency)

    def take(self, now: float) -> None:
        """Reserve what `wait` has just allowed."""
        self._bucket.take()
        self._usage.note(now)

    def give_back(self) -> None:
        """No request left after all."""
        self._bucket.give_back()
        self._usage.undo()

    def refused(self, now: float) -> None:
        """The source says that it was too much."""
        self._learned.refused(now, self._usage.rate(now))
        self._bucket.resize(now, self._learned.at(now))
        self._bucket.sober()

    def limit(self, now: float) -> float:
        """Requests an hour as things stand; `inf` for no limit."""
        return self._learned.at(now)

    @property
    def configured(self) -> int | None:
        """Requests an hour that were granted at the start; None for no limit."""
        return None if self._ceiling == inf else int(self._ceiling)

    def learned(self, now: float) -> int | None:
        """Requests an hour that its refusals allow; None when they do not bind."""
        limit = self._learned.at(now)
        return None if limit == self._ceiling else int(limit)

    def used(self, now: float) -> int:
        """Requests of the last hour."""
        return self._usage.last_hour(now)

    def left(self, now: float) -> int | None:
        """What is left of this hour's requests; None without a limit."""
        limit = self._learned.at(now)
        return None if limit == inf else max(int(limit) - self.used(now), 0)
