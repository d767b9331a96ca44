"""The parts of the daemon put together. Nothing is opened or started here."""

import asyncio
import time
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
from monitor.daemon.systemd import Notifier
from monitor.labels.book import LabelBook
from monitor.mqtt.address import BrokerAddress
from monitor.mqtt.publisher import MqttPublisher
from monitor.pipeline.allowance import Allowance
from monitor.pipeline.commit import Committer
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.expire import expire_overdue
from monitor.pipeline.follow import Follower
from monitor.pipeline.header_fill import HeaderFill
from monitor.pipeline.health import Health
from monitor.pipeline.histories import Histories
from monitor.pipeline.history import HistoryReader
from monitor.pipeline.past import PastTaker
from monitor.pipeline.ports import Sources
from monitor.pipeline.progress import Progress, Reckoner, Stretch
from monitor.pipeline.record import Recorder
from monitor.pipeline.relay import Relay
from monitor.pipeline.status import StatusBoard
from monitor.pipeline.tidy import tidy
from monitor.pipeline.way import Way
from monitor.store.store import Store

HEADERS_INTERVAL = timedelta(minutes=1)
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
    histories: Histories
    jobs: list[Job]
    status_interval: timedelta


def wired(
    settings: Settings,
    *,
    book: LabelBook,
    store: Store,
    broker: BrokerAddress,
    source: Sources,
    clock: Clock,
    on_stretch: Callable[[Stretch | None], None] = lambda _: None,
) -> Daemon:
    """Everything put together, nothing started."""
    health, progress, notifier = Health(), Progress(reckoner=Reckoner(on_stretch)), Notifier()
    params = PARAMS[Network(settings.network)]
    topics = Topics(settings.mqtt.prefix)
    recorder = Recorder(rules.flow_policy(settings), topics)
    board = StatusBoard(store, book, settings.network, health, progress, clock)
    heartbeat = Heartbeat(board, topics, notifier)
    publisher = MqttPublisher(broker, will=heartbeat.will(), greeting=lambda: heartbeat.message, clock=clock)
    relay = Relay(store, publisher, clock, health)
    committer = committer_of(settings, recorder, book=book, store=store, clock=clock, on_revisions=relay.wake)
    way = Way(settings.follow.mode)
    follower = Follower(
        sources=source,
        store=store,
        book=book,
        params=params,
        policy=rules.follow_policy(settings),
        committer=committer,
        progress=progress,
        way=way,
        on_block=lambda _: _beat(health, "follow"),
    )
    histories = histories_of(settings, source, committer, way, health)
    fill = HeaderFill(sources=source, store=store, params=params, intake=follower.intake, progress=progress)
    jobs = [
        Job("follow", settings.follow.interval, Following(follower, health, way).turn),
        Job("histories", settings.follow.interval, histories.turn),
        Job("headers", HEADERS_INTERVAL, fill.turn),
        Job("tidy", TIDY_INTERVAL, lambda: tidy(store, clock)),
        Job("expire", EXPIRY_INTERVAL, lambda: expire_overdue(store, recorder, clock)),
    ]
    disclosures = Disclosures(store, recorder, rules.reconciliation_policy(settings), clock)
    return Daemon(
        store=store,
        broker=broker,
        disclosures=disclosures,
        health=health,
        notifier=notifier,
        heartbeat=heartbeat,
        publisher=publisher,
        relay=relay,
        histories=histories,
        jobs=jobs,
        status_interval=settings.status.interval,
    )


def committer_of(
    settings: Settings,
    recorder: Recorder,
    *,
    book: LabelBook,
    store: Store,
    clock: Clock,
    on_revisions: Callable[[], None],
) -> Committer:
    """What writes blocks, with the rules of the configuration: for the daemon, and for a command beside it."""
    return Committer(
        store=store,
        book=book,
        network=settings.network,
        policy=recorder.policy,
        recorder=recorder,
        reconciliation=rules.reconciliation_policy(settings),
        deadline=rules.deadlines(book),
        clock=clock,
        on_revisions=on_revisions,
    )


def histories_of(
    settings: Settings, sources: Sources, committer: Committer, way: Way, health: Health
) -> Histories:
    """What reads the past of miners' scripts, and polls them where that is the way."""
    return Histories(
        sources=sources,
        store=committer.store,
        committer=committer,
        reader=HistoryReader(committer.store),
        taker=PastTaker(committer.store, committer, PARAMS[Network(settings.network)]),
        way=way,
        allowance=Allowance(settings.follow.address_requests, time.monotonic),
        health=health,
        on_request=lambda: _beat(health, "histories"),
    )


def _beat(health: Health, part: str) -> None:
    """A job may take one long turn, in which every block, or every answer, is progress."""
    health.beat(part, asyncio.get_running_loop().time())
