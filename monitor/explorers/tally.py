"""What came of the requests to one source: counts since the start, and how long the latest answers took."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from math import ceil

from monitor.pipeline.snapshot import Latency

WINDOW = 500
"""Answers that the percentiles look back on."""


class Tally:
    """Counts of one source."""

    def __init__(self) -> None:
        self.requests = 0
        self.received_bytes = 0
        self._errors: Counter[str] = Counter()
        self._seconds: deque[float] = deque(maxlen=WINDOW)

    def answered(self, seconds: float) -> None:
        """A whole answer came, good or bad, so long after its request."""
        self._seconds.append(seconds)

    def failed(self, kind: str) -> None:
        """A request brought an error of this kind."""
        self._errors[kind] += 1

    @property
    def errors(self) -> Mapping[str, int]:
        """How many of each kind."""
        return dict(self._errors)

    @property
    def latency(self) -> Latency | None:
        """Percentiles of the latest answers; None before the first."""
        ordered = sorted(self._seconds)
        if not ordered:
            return None
        return Latency(*(_percentile(ordered, share) for share in (0.5, 0.95, 0.99)))


def _percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share does not exceed (nearest rank)."""
    return ordered[ceil(share * len(ordered)) - 1]
