"""The periodic jobs. APScheduler only triggers; what a failure means is decided here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor.clock import utcnow
from monitor.errors import LabelIndexDamaged, PublishError, SourceError, StoreError
from monitor.pipeline.health import LABELS, Health

log = structlog.get_logger()

_JITTER = 0.1
"""Part of the interval by which a run may be off, so that many daemons do not ask in step."""

_GRACE_SECONDS = 1.0
"""At the end, a turn that is at the database is through with it in this time. Cancelling it there would leave
the driver's thread behind, which complains when the event loop has gone."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do again and again. Its first run is at once."""

    name: str
    interval: timedelta
    run: Callable[[], Awaitable[object]]
    part: str | None = None
    """Under which it is told that a source fails it, and is well again by its own word alone; None: under its name,
    until a turn succeeds."""

    @property
    def failing(self) -> str:
        """The part under which a source's failure is told; jobs share none, or one would end the other's trouble."""
        return self.part or f"{self.name} job"


@asynccontextmanager
async def running(
    jobs: list[Job], health: Health, reload_labels: Callable[[], None]
) -> AsyncIterator[asyncio.Future[None]]:
    """Run jobs until the context ends.

    What the outside does to a job (a source, the database, the broker) is noted in `health` and the job runs
    again next time. Anything else is a fault of ours: the future that is yielded fails with it, so that the
    daemon ends instead of going on without one of its jobs.

    Args:
        jobs: what to run.
        health: where troubles are noted.
        reload_labels: called once when their index turns out to be damaged; what it would have told is done again
            with the one that is made then.
    """
    fault: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    under_way: dict[str, asyncio.Task[None]] = {}

    async def begin(job: Job) -> None:
        if job.name not in under_way:
            turn = asyncio.create_task(_guarded(job, health, reload_labels, fault), name=job.name)
            under_way[job.name] = turn
            turn.add_done_callback(lambda _: under_way.pop(job.name))

    scheduler = AsyncIOScheduler(timezone=UTC)
    for job in jobs:
        scheduler.add_job(
            begin,
            IntervalTrigger(
                seconds=job.interval.total_seconds(),
                jitter=job.interval.total_seconds() * _JITTER,
                timezone=UTC,
            ),
            args=(job,),
            id=job.name,
            next_run_time=utcnow(),
            # The defaults skip a run that is a second late, and pile up those of a slow job.
            misfire_grace_time=None,
            coalesce=True,
        )
    scheduler.start()
    try:
        yield fault
    finally:
        scheduler.shutdown(wait=False)
        await _ended(list(under_way.values()))
        fault.cancel()


async def _ended(turns: Sequence[asyncio.Task[None]]) -> None:
    """Let turns come to their end; cancel and wait for those that take longer."""
    _, late = await asyncio.wait(turns, timeout=_GRACE_SECONDS) if turns else (set(), set())
    for turn in late:
        turn.cancel()
    await asyncio.gather(*late, return_exceptions=True)


async def _guarded(
    job: Job, health: Health, reload_labels: Callable[[], None], fault: asyncio.Future[None]
) -> None:
    health.beat(job.name, asyncio.get_running_loop().time())
    try:
        await job.run()
    except SourceError as error:
        health.trouble(job.failing, str(error))
    except StoreError as error:
        health.trouble("store", str(error))
    except PublishError as error:
        health.trouble("broker", str(error))
    except LabelIndexDamaged as error:
        if LABELS not in health.troubles:
            reload_labels()
        health.trouble(LABELS, str(error))
    except Exception as error:  # noqa: BLE001 - the one place that catches all: it ends the daemon
        if not fault.done():
            fault.set_exception(error)
    else:
        if job.part is None:
            health.well(job.failing)
    finally:
        health.rest(job.name)
