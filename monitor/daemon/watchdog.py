"""Tells systemd that we live, but only as long as the work itself turns."""

import asyncio
from datetime import timedelta

import structlog

from monitor.daemon.systemd import Notifier
from monitor.pipeline.health import Health

log = structlog.get_logger()

PATIENCE = timedelta(minutes=5)
"""A turn of a job may take as long as a slow explorer's answer; longer than this it hangs."""


async def watch(notifier: Notifier, health: Health, patience: timedelta = PATIENCE) -> None:
    """Keep systemd's watchdog quiet for as long as no turn of any part hangs.

    An explorer or broker that is away does not count: the parts turn all the same, and a restart would not
    bring it back. Returns at once where no watchdog is set.
    """
    interval = notifier.watchdog_interval()
    if interval is None:
        return
    while True:
        stale = health.stale(asyncio.get_running_loop().time(), patience.total_seconds())
        if stale:
            log.error("watchdog.withheld", parts=stale)
        else:
            notifier.alive()
        await asyncio.sleep(interval.total_seconds())
