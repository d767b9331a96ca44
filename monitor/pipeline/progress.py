"""How far the follower is, beside what the database knows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import structlog

from monitor.pipeline.source_views import SourceViews

log = structlog.get_logger()

LONG_WAY: Final = 3
"""From so many blocks on it is a catch-up that is worth telling of."""
SECONDS_BETWEEN_LINES: Final = 10.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of blocks that is being scanned."""

    first: int
    last: int
    done: int
    """How many of them are committed."""
    seconds: float
    """Since it began."""

    @property
    def total(self) -> int:
        """How many blocks it is."""
        return self.last - self.first + 1

    @property
    def blocks_per_second(self) -> float:
        """So far."""
        return self.done / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """If it goes on like this; None before the first block."""
        return (self.total - self.done) / self.blocks_per_second if self.done and self.seconds else None

    def __str__(self) -> str:
        left = "" if self.seconds_left is None else f", {self.seconds_left:.0f} s to go"
        return f"{self.done} of {self.total} blocks{left}"


class Reckoner:
    """Tells of a long stretch while it lasts: a log line every few seconds, and whoever listens at each step."""

    def __init__(self, listener: Callable[[Stretch | None], None] = lambda _: None) -> None:
        self.stretch: Stretch | None = None
        """None while there is nothing to catch up with."""
        self._listener = listener
        self._began = 0.0
        self._told = 0.0

    def begin(self, first: int, last: int, now: float) -> None:
        """Blocks `first` to `last` are to be scanned; a stretch that is under way may turn out longer.

        `now` is loop time, here and below.
        """
        if self.stretch is not None:
            self._set(
                Stretch(
                    self.stretch.first, max(last, self.stretch.last), self.stretch.done, now - self._began
                )
            )
        elif last - first + 1 >= LONG_WAY:
            self._began = self._told = now
            self._set(Stretch(first, last, 0, 0.0))
            log.info("catch_up.began", first=first, last=last, blocks=last - first + 1)

    def step(self, height: int, now: float) -> None:
        """Everything up to this height is committed."""
        if self.stretch is None:
            return
        first, last = self.stretch.first, max(self.stretch.last, height)
        self._set(Stretch(first, last, height - first + 1, now - self._began))
        if now - self._told >= SECONDS_BETWEEN_LINES:
            self._told = now
            log.info(
                "catch_up.progress", height=height, done=self.stretch.done, blocks=self.stretch.total,
                blocks_per_second=round(self.stretch.blocks_per_second, 1),
                seconds_left=round(self.stretch.seconds_left or 0.0),
            )  # fmt: skip

    def end(self, now: float) -> None:
        """There is nothing more to do for now, or it failed and will go on later."""
        if self.stretch is not None:
            log.info(
                "catch_up.ended",
                done=self.stretch.done,
                blocks=self.stretch.total,
                seconds=round(now - self._began, 1),
            )
            self._set(None)

    def _set(self, stretch: Stretch | None) -> None:
        self.stretch = stretch
        self._listener(stretch)


@dataclass(slots=True)
class Progress:
    """How far the follower is, beside what the database knows."""

    source: str | None = None
    source_height: int | None = None
    """The height of the best block that the source told of; None before the first answer."""
    views: SourceViews = field(default_factory=SourceViews)
    reckoner: Reckoner = field(default_factory=Reckoner)
    headers_from: int | None = None
    """The lowest height from which on every header is at hand."""
    bounded: int | None = None
    """The retarget that could only be checked by its bound: the number of the period that it began."""
