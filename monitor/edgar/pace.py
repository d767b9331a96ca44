"""How fast EDGAR is asked: at most two requests a second and one at a time, and none for ten minutes after a refusal.

The SEC allows ten a second to all machines of one user together, and shuts out for ten minutes who exceeds it. The
times stand in a small file beside the database, so that a command beside the daemon, and a daemon after a restart,
keep to them as well.
"""

import asyncio
import fcntl
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from monitor.clock import Clock
from monitor.errors import SourceUnavailable, StoreError

GAP = timedelta(seconds=0.5)
"""From the end of one request to the beginning of the next: never more than two within any second."""
STOP = timedelta(minutes=10)
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Times:
    """When EDGAR may be asked. A time further ahead than makes sense is none: a clock was put back."""

    free_at: datetime | None = None
    """Not before this time may the next request begin."""
    stopped_until: datetime | None = None
    why: str = ""
    """What EDGAR refused with."""

    def wait(self, now: datetime) -> timedelta:
        """How long the next request waits."""
        ahead = timedelta(0) if self.free_at is None else self.free_at - now
        return min(max(ahead, timedelta(0)), GAP)

    def stop(self, now: datetime) -> datetime | None:
        """Until when nothing is asked; None when it may be."""
        until = self.stopped_until
        return until if until is not None and now < until <= now + STOP else None


class Pace:
    """Lets requests through one after another."""

    def __init__(
        self, path: Path, clock: Clock, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        """`path` is the file that every process of this database shares."""
        self._path = path
        self._clock = clock
        self._sleep = sleep
        self._one = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the next request's turn, and hold it.

        Raises:
            SourceUnavailable: EDGAR refused us less than ten minutes ago.
            StoreError: the file cannot be written.
        """
        async with self._one:
            seen: datetime | None = None
            while (until := self._reserved(seen)) is not None:
                wait = (until - self._clock()).total_seconds()
                await self._sleep(min(max(wait, 0.0), GAP.total_seconds()))
                seen = until
            try:
                yield
            finally:
                self._change(lambda times: replace(times, free_at=self._clock() + GAP))

    def refused(self, why: str) -> None:
        """EDGAR has refused: nothing leaves for ten minutes."""
        until = self._clock() + STOP
        self._change(lambda times: replace(times, stopped_until=until, why=why))

    def stopped_until(self) -> datetime | None:
        """Until when nothing is asked; None when it may be."""
        return self._times().stop(self._clock())

    def stopped_for(self) -> str:
        """What EDGAR refused with; empty when it may be asked."""
        times = self._times()
        return times.why if times.stop(self._clock()) else ""

    def _reserved(self, waited_for: datetime | None) -> datetime | None:
        """Take the turn, or say when it comes. Who has waited for that moment has waited, whatever the clock says."""
        until: datetime | None = None

        def reserve(times: Times) -> Times:
            nonlocal until
            now = self._clock()
            stop = times.stop(now)
            if stop is not None:
                what = f"not asked until {stop:%H:%M:%S} UTC: {times.why}"
                raise SourceUnavailable("edgar", what, retry_after=(stop - now).total_seconds())
            if times.free_at != waited_for and times.wait(now):
                until = times.free_at
                return times
            return replace(times, free_at=now + GAP)

        self._change(reserve)
        return until

    def _times(self) -> Times:
        with suppress(OSError):
            return _read(self._path.read_bytes())
        return Times()

    def _change(self, change: Callable[[Times], Times]) -> None:
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(
                f"{self._path}: {error.strerror}; the times of requests are kept there"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            times = _read(os.pread(descriptor, _MOST_BYTES, 0))
            changed = change(times)
            if changed != times:
                os.pwrite(descriptor, _written(changed), 0)
        except OSError as error:
            raise StoreError(
                f"{self._path}: {error.strerror}; the times of requests are kept there"
            ) from error
        finally:
            os.close(descriptor)


def _read(content: bytes) -> Times:
    """What the file holds; nothing where somebody spoilt it."""
    try:
        held = json.loads(content)
        return Times(_moment(held["free_at"]), _moment(held["stopped_until"]), str(held["why"]))
    except (ValueError, TypeError, KeyError):
        return Times()


def _written(times: Times) -> bytes:
    """Always as long as the file may be, so that nothing of before is left behind it."""
    text = json.dumps(
        {
            "free_at": times.free_at.isoformat() if times.free_at else None,
            "stopped_until": times.stopped_until.isoformat() if times.stopped_until else None,
            "why": times.why[:200],
        }
    )
    return text.encode().ljust(_MOST_BYTES)


def _moment(text: str | None) -> datetime | None:
    moment = None if text is None else datetime.fromisoformat(text)
    return moment if moment is None or moment.tzinfo else None
