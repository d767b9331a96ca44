"""The composition root: opens everything, wires it, runs it until told to stop, closes it in reverse order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import structlog

from monitor import rules
from monitor.alerts.topics import Topics
from monitor.bitcoin.network import PARAMS, Network
from monitor.clock import Clock, utcnow
from monitor.config.sections import MqttSettings, SourceSettings
from monitor.config.settings import Settings
from monitor.config.shipped import shipped
from monitor.daemon.following import Following
from monitor.daemon.heartbeat import Heartbeat
from monitor.daemon.jobs import Job, running
from monitor.daemon.systemd import Notifier
from monitor.daemon.watchdog import watch
from monitor.errors import ConfigError, Problem
from monitor.explorers.esplora import open_esplora
from monitor.explorers.failover import Failover
from monitor.labels.book import LabelBook
from monitor.labels.directory import load_label_book
from monitor.mqtt.address import BrokerAddress, Protocol, TlsFiles
from monitor.mqtt.embedded import embedded_broker
from monitor.mqtt.publisher import MqttPublisher
from monitor.pipeline.commit import Committer
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.expire import expire_overdue
from monitor.pipeline.follow import Follower
from monitor.pipeline.health import Health
from monitor.pipeline.record import Recorder
from monitor.pipeline.relay import Relay
from monitor.pipeline.status import Progress, StatusBoard
from monitor.pipeline.tidy import tidy
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store, open_store, sole_daemon

log = structlog.get_logger()

EXPIRY_INTERVAL = timedelta(minutes=1)
TIDY_INTERVAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Daemon:
    """The wired parts of a running daemon."""

    store: Store
    broker: BrokerAddress
    disclosures: Disclosures
    health: Health
    notifier: Notifier
    heartbeat: Heartbeat
    publisher: MqttPublisher
    relay: Relay
    jobs: list[Job]
    status_interval: timedelta


async def run(
    settings: Settings,
    stop: asyncio.Event,
    *,
    clock: Clock = utcnow,
    on_ready: Callable[[Daemon], None] = lambda _: None,
) -> None:
    """Follow, flag, tell, until `stop` is set.

    Raises:
        ConfigError: labels or TLS files are wrong.
        StoreError: the database cannot be used, or another daemon uses it.
        ExceptionGroup: a part failed that must not fail.
    """
    book = read_labels(settings)
    async with AsyncExitStack() as stack:
        stack.enter_context(sole_daemon(settings.store.url))
        store = await stack.enter_async_context(open_store(settings.store.url, rules.flow_policy(settings)))
        broker = await stack.enter_async_context(broker_of(settings.mqtt))
        source = await stack.enter_async_context(open_sources(settings.sources, Network(settings.network)))
        daemon = wired(settings, book=book, store=store, broker=broker, source=source, clock=clock)
        await daemon.heartbeat.refresh()
        # Before the jobs, so that none of them is left to contradict it.
        stack.push_async_callback(_farewell, daemon)
        fault = await stack.enter_async_context(running(daemon.jobs, daemon.health))
        on_ready(daemon)
        daemon.notifier.ready("following")
        log.info("daemon.ready", network=settings.network, labels=book.counts.labels, label_set=book.digest)
        await _until(stop, fault, daemon)


async def _farewell(daemon: Daemon) -> None:
    daemon.notifier.stopping("saying goodbye to the broker")
    await daemon.publisher.close(await daemon.heartbeat.farewell())
    log.info("daemon.stopped")


def wired(
    settings: Settings,
    *,
    book: LabelBook,
    store: Store,
    broker: BrokerAddress,
    source: Failover,
    clock: Clock,
) -> Daemon:
    """Everything put together, nothing started."""
    health, progress, notifier = Health(), Progress(), Notifier()
    topics = Topics(settings.mqtt.prefix)
    recorder = Recorder(rules.flow_policy(settings), topics)
    board = StatusBoard(store, book, settings.network, health, progress, clock)
    heartbeat = Heartbeat(board, topics, notifier)
    publisher = MqttPublisher(broker, will=heartbeat.will(), greeting=lambda: heartbeat.message, clock=clock)
    relay = Relay(store, publisher, clock, health)
    reconciliation = rules.reconciliation_policy(settings)
    committer = Committer(
        store=store,
        book=book,
        network=settings.network,
        policy=recorder.policy,
        recorder=recorder,
        reconciliation=reconciliation,
        deadline=rules.deadlines(book),
        clock=clock,
        on_revisions=relay.wake,
    )
    follower = Follower(
        source=source,
        store=store,
        book=book,
        params=PARAMS[Network(settings.network)],
        policy=rules.follow_policy(settings),
        committer=committer,
        progress=progress,
        on_block=_beat(health),
    )
    jobs = [
        Job("follow", settings.follow.interval, Following(follower, source, health).turn),
        Job("tidy", TIDY_INTERVAL, lambda: tidy(store, clock)),
        Job("expire", EXPIRY_INTERVAL, lambda: expire_overdue(store, recorder, clock)),
    ]
    disclosures = Disclosures(store, recorder, reconciliation, clock)
    return Daemon(
        store=store,
        broker=broker,
        disclosures=disclosures,
        health=health,
        notifier=notifier,
        heartbeat=heartbeat,
        publisher=publisher,
        relay=relay,
        jobs=jobs,
        status_interval=settings.status.interval,
    )


async def _until(stop: asyncio.Event, fault: "asyncio.Future[None]", daemon: Daemon) -> None:
    """Run the long-lived tasks until `stop` is set; one that dies ends the daemon."""
    async with asyncio.TaskGroup() as tasks:
        lasting = [
            tasks.create_task(daemon.relay.run(), name="relay"),
            tasks.create_task(
                daemon.heartbeat.run(
                    daemon.publisher, daemon.health, daemon.status_interval, daemon.relay.wake
                ),
                name="status",
            ),
            tasks.create_task(watch(daemon.notifier, daemon.health), name="watchdog"),
            tasks.create_task(_raised(fault), name="jobs"),
        ]
        await stop.wait()
        for task in lasting:
            task.cancel()


async def _raised(fault: "asyncio.Future[None]") -> None:
    await asyncio.shield(fault)


def _beat(health: Health) -> Callable[[ScannedBlock], None]:
    """Catching up takes one long turn of the job, in which every block is progress."""
    return lambda _: health.beat("follow", asyncio.get_running_loop().time())


def read_labels(settings: Settings) -> LabelBook:
    """The label book of the configuration; what deserves a warning is logged.

    Raises:
        ConfigError: everything that is wrong in the label files.
    """
    book, problems = label_book(settings)
    for problem in problems:
        log.warning("labels.problem", where=problem.where, what=problem.what)
    return book


def label_book(settings: Settings) -> tuple[LabelBook, tuple[Problem, ...]]:
    """The label book of the configuration, and what deserves a warning.

    Raises:
        ConfigError: everything that is wrong in the label files.
    """
    if settings.network != "main" and shipped("labels") in settings.labels.paths:
        what = f"the shipped labels are mainnet's, and network is {settings.network}; name files of your own"
        raise ConfigError([Problem("labels.paths", what)])
    return load_label_book(settings.labels.entities, settings.labels.paths, Network(settings.network))


@asynccontextmanager
async def open_sources(sections: tuple[SourceSettings, ...], network: Network) -> AsyncIterator[Failover]:
    """The configured sources as one. A new kind of source is one line here."""
    opener = {"esplora": open_esplora}
    async with AsyncExitStack() as stack:
        sources = [
            await stack.enter_async_context(
                opener[section.kind](section.name, section.url, section.timeout, network)
            )
            for section in sections
        ]
        yield Failover(sources)


@asynccontextmanager
async def broker_of(section: MqttSettings) -> AsyncIterator[BrokerAddress]:
    """The configured broker, or one of our own."""
    if section.embedded:
        async with embedded_broker(_ip(section.host), section.port) as address:
            yield address
    else:
        yield address_of(section)


def address_of(section: MqttSettings) -> BrokerAddress:
    """The section as the MQTT room wants it."""
    tls = section.tls
    return BrokerAddress(
        host=section.host,
        port=section.port,
        username=section.username,
        password=section.password.get_secret_value() if section.password else None,
        tls=TlsFiles(
            ca_file=tls.ca_file,
            cert_file=tls.cert_file,
            key_file=tls.key_file,
            key_password=tls.key_password.get_secret_value() if tls.key_password else None,
        )
        if tls.enabled
        else None,
        client_id=section.client_id,
        protocol=Protocol(section.protocol),
        keepalive=section.keepalive,
    )


def _ip(host: str) -> str:
    return "127.0.0.1" if host == "localhost" else host
