"""A daemon that waits for its turn: another one, on whatever machine, follows the same database."""

import asyncio

import structlog

from monitor.daemon.systemd import Notifier
from monitor.daemon.watchdog import watch
from monitor.errors import StoreError
from monitor.pipeline.health import Health
from monitor.store.daemon_lock import DaemonLock

log = structlog.get_logger()

_POLL_SECONDS = 0.5
_MAX_PAUSE_SECONDS = 10.0
WAITING = "standing by: another daemon follows this database"


async def stand_by(lock: DaemonLock, stop: asyncio.Event, notifier: Notifier) -> bool:
    """Wait until the lock is ours; False when told to stop before that. A database that is away is waited for."""
    log.info("daemon.standing_by")
    notifier.ready(WAITING)
    health = Health()
    watchdog = asyncio.create_task(watch(notifier, health), name="watchdog")
    try:
        pause = _POLL_SECONDS
        while not await _is_set(stop, pause):
            try:
                if await lock.take():
                    log.info("daemon.taking_over")
                    notifier.status("taking over")
                    return True
            except StoreError as error:
                health.trouble("store", str(error))
                notifier.status(f"standing by: {error}")
                pause = min(_MAX_PAUSE_SECONDS, pause * 2)
            else:
                if "store" in health.troubles:
                    health.well("store")
                    notifier.status(WAITING)
                pause = _POLL_SECONDS
        return False
    finally:
        watchdog.cancel()


async def _is_set(event: asyncio.Event, within: float) -> bool:
    try:
        async with asyncio.timeout(within):
            return await event.wait()
    except TimeoutError:
        return False
