"""The parts of the daemon put together. Nothing is opened or started here."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from monitor import rules
from monitor.alerts.topics import Topics
from monitor.bitcoin.network import PARAMS, Network
from monitor.clock import Clock
from monitor.config.settings import Settings
from monitor.daemon.following import Following
from monitor.daemon.heartbeat import Heartbeat
from monitor.daemon.jobs import Job
from monitor.daemon.reloading import Load, Reloading
from monitor.daemon.systemd import Notifier
from monitor.explorers.failover import Failover
from monitor.labels.book import LabelBook
from monitor.mqtt.address import BrokerAddress
from monitor.mqtt.publisher import MqttPublisher
from monitor.pipeline.commit import Committer
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.expire import expire_overdue
from monitor.pipeline.follow import Follower
from monitor.pipeline.health import Health
from monitor.pipeline.record import Recorder
from monitor.pipeline.relabel import Relabelling
from monitor.pipeline.relay import Relay
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.status import Progress, StatusBoard
from monitor.pipeline.tidy import tidy
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store

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
    reloading: Reloading
    jobs: list[Job]
    status_interval: timedelta


def wired(
    settings: Settings,
    *,
    book: LabelBook,
    load: Load,
    store: Store,
    broker: BrokerAddress,
    source: Failover,
    clock: Clock,
) -> Daemon:
    """Everything put together, nothing started."""
    health, progress, notifier = Health(), Progress(), Notifier()
    topics = Topics(settings.mqtt.prefix)
    recorder = Recorder(rules.flow_policy(settings), topics)
    shelf = LabelShelf(book)
    board = StatusBoard(store, shelf, settings.network, health, progress, clock)
    heartbeat = Heartbeat(board, topics, notifier)
    publisher = MqttPublisher(broker, will=heartbeat.will(), greeting=lambda: heartbeat.message, clock=clock)
    relay = Relay(store, publisher, clock, health)
    reconciliation = rules.reconciliation_policy(settings)
    committer = Committer(
        store=store,
        shelf=shelf,
        network=settings.network,
        policy=recorder.policy,
        recorder=recorder,
        reconciliation=reconciliation,
        deadline=rules.deadlines(shelf),
        clock=clock,
        on_revisions=relay.wake,
    )
    follower = Follower(
        source=source,
        store=store,
        shelf=shelf,
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
        reloading=Reloading(load, Relabelling(store, shelf, committer), notifier, health),
        jobs=jobs,
        status_interval=settings.status.interval,
    )


def _beat(health: Health) -> Callable[[ScannedBlock], None]:
    """Catching up takes one long turn of the job, in which every block is progress."""
    return lambda _: health.beat("follow", asyncio.get_running_loop().time())
