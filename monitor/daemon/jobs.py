"""The periodic jobs. APScheduler only triggers; what a failure means is decided here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor.clock import utcnow
from monitor.errors import PublishError, SourceError, StoreError
from monitor.pipeline.health import Health

log = structlog.get_logger()

_JITTER = 0.1
"""Part of the interval by which a run may be off, so that many daemons do not ask in step."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do again and again. Its first run is at once."""

    name: str
    interval: timedelta
    run: Callable[[], Awaitable[object]]


@asynccontextmanager
async def running(jobs: list[Job], health: Health) -> AsyncIterator[asyncio.Future[None]]:
    """Run jobs until the context ends.

    What the outside does to a job (a source, the database, the broker) is noted in `health` and the job runs
    again next time. Anything else is a fault of ours: the future that is yielded fails with it, so that the
    daemon ends instead of going on without one of its jobs.
    """
    fault: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    scheduler = AsyncIOScheduler(timezone=UTC)
    for job in jobs:
        scheduler.add_job(
            _guarded,
            IntervalTrigger(
                seconds=job.interval.total_seconds(),
                jitter=job.interval.total_seconds() * _JITTER,
                timezone=UTC,
            ),
            args=(job, health, fault),
            id=job.name,
            next_run_time=utcnow(),
            # The defaults skip a run that is a second late, and pile up those of a slow job.
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
    scheduler.start()
    try:
        yield fault
    finally:
        scheduler.shutdown(wait=False)
        fault.cancel()


async def _guarded(job: Job, health: Health, fault: asyncio.Future[None]) -> None:
    try:
        await job.run()
    except SourceError as error:
        health.trouble("source", str(error))
    except StoreError as error:
        health.trouble("store", str(error))
    except PublishError as error:
        health.trouble("broker", str(error))
    except Exception as error:  # noqa: BLE001 - the one place that catches all: it ends the daemon
        if not fault.done():
            fault.set_exception(error)
    finally:
        health.beat(job.name, asyncio.get_running_loop().time())
