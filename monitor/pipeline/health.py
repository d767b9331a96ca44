"""What works and what does not, in one place: for the status message, the watchdog and the log."""

from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

log = structlog.get_logger()

LABELS = "labels"
"""The name of the label files, and of the index made from them, among the parts."""


@dataclass(slots=True)
class Health:
    """Troubles by the part that has them, and when each turn that is under way last got on.

    A trouble is logged when it begins and when it ends, never once per repetition. Its reason may go on changing,
    if only by the seconds left of a pause: of these changes the first, second, fourth, eighth and so on are
    logged, so that days of outage fill no journal.
    """

    troubles: dict[str, str] = field(default_factory=dict)
    beats: dict[str, float] = field(default_factory=dict)
    changes: dict[str, int] = field(default_factory=dict)
    """How often the reason of each trouble has changed since it began."""
    on_change: Callable[[], None] = field(default=lambda: None)
    """Called when a trouble begins, changes or ends."""

    def trouble(self, part: str, reason: str) -> None:
        """A part cannot do its work; `reason` is for people."""
        if self.troubles.get(part) == reason:
            return
        changes = self.changes[part] = self.changes.get(part, -1) + 1
        if changes.bit_count() <= 1:
            log.warning("health.trouble", part=part, reason=reason)
        self.troubles[part] = reason
        self.on_change()

    def well(self, part: str) -> None:
        """A part does its work again."""
        if self.troubles.pop(part, None) is not None:
            del self.changes[part]
            log.info("health.recovered", part=part)
            self.on_change()

    def beat(self, part: str, now: float) -> None:
        """A part begins a turn, or gets on with one. `now` is loop time."""
        self.beats[part] = now

    def rest(self, part: str) -> None:
        """A part has ended its turn, whether or not the outside let it do anything; the next is not due yet."""
        self.beats.pop(part, None)

    def stale(self, now: float, limit: float) -> list[str]:
        """The parts whose turn has not got on for longer than `limit` seconds: they hang."""
        return [part for part, beat in self.beats.items() if now - beat > limit]

    @property
    def state(self) -> str:
        """`online`, or `degraded` while anything is in trouble."""
        return "degraded" if self.troubles else "online"
