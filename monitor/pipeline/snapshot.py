"""How a source is, at one moment: for the status, the metrics and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable


class SourceState(StrEnum):
    """What keeps a source from being asked, if anything does; docs/explorers.md tells how each begins and ends."""

    HEALTHY = "healthy"
    FAILING = "failing"
    """It may be asked, but its latest answer was none."""
    PAUSED = "paused"
    """It refused us (429, 403), and is left alone for as long as it asked."""
    OPEN = "open"
    """It failed again and again; the circuit is open, and no request leaves."""
    HALF_OPEN = "half-open"
    """A pause or an open circuit is over; one request tries whether it is well."""
    QUARANTINED = "quarantined"
    """It served what fails its proof."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds from request to whole answer: what that share of the latest answers did not exceed."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class SourceSnapshot:
    """One source. Counts are since the start of the process."""

    name: str
    state: SourceState = SourceState.HEALTHY
    seconds_left: float | None = None
    """How long the state lasts at least; None where it has no end of its own."""
    reason: str | None = None
    """Why it is not healthy, in words."""
    limit: int | None = None
    """Requests an hour that the configuration grants; None for no limit."""
    learned_limit: int | None = None
    """Requests an hour that its refusals taught us; None while it has not refused."""
    used: int = 0
    """Requests within the last hour."""
    left: int | None = None
    """Requests left of this hour's budget; None without a limit."""
    latency: Latency | None = None
    """None before the first answer."""
    requests: int = 0
    errors: Mapping[str, int] = field(default_factory=dict)
    """By kind: `timeout`, `connection`, `refused`, `failing`, `lacks`, `data`."""
    received_bytes: int = 0
    """Of bodies, as they came over the network."""
    serving: bool = False
    """Whether it is the one that is asked first."""


@runtime_checkable
class Watched(Protocol):
    """A source that can tell how it is."""

    def snapshot(self) -> SourceSnapshot:
        """How it is now."""
