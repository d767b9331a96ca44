"""The composition root: opens everything, wires it, runs it until told to stop, closes it in reverse order."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any

import structlog

from monitor import rules
from monitor.bitcoin.network import Network
from monitor.clock import Clock, utcnow
from monitor.config.settings import Settings
from monitor.daemon.jobs import running
from monitor.daemon.stand_by import stand_by
from monitor.daemon.starting import start_under_way
from monitor.daemon.systemd import Notifier
from monitor.daemon.watchdog import watch
from monitor.errors import ConfigError, StoreTaken
from monitor.labels.book import LabelBook
from monitor.metrics.endpoint import metrics_at
from monitor.opening import broker_of, label_book, open_filings, open_prices, open_sources, read_labels
from monitor.pipeline.progress import Stretch
from monitor.store.daemon_lock import DaemonLock
from monitor.store.store import Store, daemon_lock, open_store
from monitor.wiring import Daemon, wired

log = structlog.get_logger()


async def run(
    settings: Settings,
    stop: asyncio.Event,
    *,
    reload: asyncio.Event | None = None,
    clock: Clock = utcnow,
    on_ready: Callable[[Daemon], None] = lambda _: None,
    on_stretch: Callable[[Stretch | None], None] = lambda _: None,
) -> None:
    """Follow, flag, tell, until `stop` is set; read the labels anew whenever `reload` is.

    Args:
        settings: the whole configuration.
        stop: ends it in order.
        reload: asks for the labels to be read anew; it is cleared when that begins.
        clock: the present moment.
        on_ready: gets the parts when all of them run.
        on_stretch: is told at every step of a long way of blocks, and None at its end.

    Raises:
        ConfigError: labels or TLS files are wrong, or the metrics' address is taken.
        StoreError: the database cannot be used, another daemon uses it, or one has taken over.
        ExceptionGroup: a part failed that must not fail.
    """
    asked = reload or asyncio.Event()
    async with AsyncExitStack() as stack:
        lock = await stack.enter_async_context(daemon_lock(settings.store.url, settings.store.secret))
        book = await _on_duty(settings, lock, stop, asked)
        if book is None:
            return
        starting = stack.enter_context(start_under_way(Notifier()))
        store = await stack.enter_async_context(_store(settings, lock))
        broker = await stack.enter_async_context(broker_of(settings.mqtt))
        source = await stack.enter_async_context(open_sources(settings.sources, Network(settings.network)))
        prices = await stack.enter_async_context(open_prices(settings.prices, clock))
        filings = await stack.enter_async_context(open_filings(settings))
        daemon = wired(
            settings,
            book=book,
            load=lambda: label_book(settings),
            store=store,
            broker=broker,
            source=source,
            prices=prices,
            filings=filings,
            clock=clock,
            on_stretch=on_stretch,
        )
        await _caught_up(daemon)
        if settings.metrics.address is not None:
            await stack.enter_async_context(metrics_at(settings.metrics.address, daemon.heartbeat.latest))
        # Before the jobs, so that none of them is left to contradict it.
        stack.push_async_callback(_farewell, daemon, lock)
        fault = await stack.enter_async_context(running(daemon.jobs, daemon.health, asked.set))
        on_ready(daemon)
        starting.set()
        daemon.notifier.ready("following")
        log.info("daemon.ready", network=settings.network, labels=book.counts.labels, label_set=book.digest)
        await _until(stop, asked, fault, daemon, lock)


async def _caught_up(daemon: Daemon) -> None:
    """What was decided, and which labels changed, while no daemon ran."""
    await daemon.decisions.load()
    await daemon.reloading.relabelling.catch_up()
    await daemon.histories.expect_all()
    await daemon.heartbeat.refresh()


async def _on_duty(
    settings: Settings, lock: DaemonLock, stop: asyncio.Event, reload: asyncio.Event
) -> LabelBook | None:
    """The labels, once the database is ours to follow; None when told to stop before that."""
    notifier = Notifier()
    with start_under_way(notifier):
        book = read_labels(settings)
        if await lock.take():
            return book
    if not await stand_by(lock, stop, notifier):
        return None
    try:
        with start_under_way(notifier):
            return read_labels(settings)  # they may have changed while we waited
    except ConfigError:
        reload.set()  # it says what is wrong with them, and goes on with those of before
        return book


def _store(settings: Settings, lock: DaemonLock) -> AbstractAsyncContextManager[Store]:
    section = settings.store
    return open_store(section.url, rules.flow_policy(settings), password=section.secret, lock=lock)


async def _kept(lock: DaemonLock, stop: asyncio.Event) -> StoreTaken:
    """Watch over the lock; once another daemon has it, let all end in order."""
    try:
        return await lock.keep()
    except StoreTaken as error:
        stop.set()
        return error


async def _farewell(daemon: Daemon, lock: DaemonLock) -> None:
    daemon.notifier.stopping("saying goodbye to the broker")
    # Another daemon that has taken over speaks for itself.
    await daemon.publisher.close(None if lock.taken else await daemon.heartbeat.farewell())
    log.info("daemon.stopped")


async def _until(
    stop: asyncio.Event,
    reload: asyncio.Event,
    fault: "asyncio.Future[None]",
    daemon: Daemon,
    lock: DaemonLock,
) -> None:
    """Run the long-lived tasks until `stop` is set; one that dies ends the daemon.

    Raises:
        StoreTaken: another daemon has taken this one's place.
    """
    async with asyncio.TaskGroup() as tasks:
        kept = tasks.create_task(_kept(lock, stop), name="lock")
        lasting: list[asyncio.Task[Any]] = [
            tasks.create_task(daemon.relay.run(), name="relay"),
            tasks.create_task(
                daemon.heartbeat.run(
                    daemon.publisher, daemon.health, daemon.status_interval, daemon.relay.wake
                ),
                name="status",
            ),
            tasks.create_task(daemon.market.run(), name="market"),
            tasks.create_task(daemon.reloading.run(reload), name="reload"),
            tasks.create_task(watch(daemon.notifier, daemon.health), name="watchdog"),
            tasks.create_task(_raised(fault), name="jobs"),
            kept,
            *(tasks.create_task(listener.run(), name="push") for listener in daemon.listeners),
        ]
        await stop.wait()
        for task in lasting:
            task.cancel()
    if not kept.cancelled():
        raise kept.result()


async def _raised(fault: "asyncio.Future[None]") -> None:
    await asyncio.shield(fault)
