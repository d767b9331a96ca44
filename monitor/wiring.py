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
from monitor.daemon.systemd import Notifier
from monitor.explorers.pool import SourcePool
from monitor.labels.book import LabelBook
from monitor.labels.vocabulary import Category
from monitor.mqtt.address import BrokerAddress
from monitor.mqtt.publisher import MqttPublisher
from monitor.opening import push_channels
from monitor.pipeline.agreement import AgreementDesk, OnlySource, SecondOpinion, Witness
from monitor.pipeline.commit import Committer
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.expire import expire_overdue
from monitor.pipeline.follow import Follower
from monitor.pipeline.health import Health
from monitor.pipeline.mempool import MempoolWatch
from monitor.pipeline.push import PushListener
from monitor.pipeline.record import Recorder
from monitor.pipeline.relay import Relay
from monitor.pipeline.rota import Rota
from monitor.pipeline.sightings import Spotter
from monitor.pipeline.status import Progress, StatusBoard
from monitor.pipeline.tidy import tidy
from monitor.pipeline.unconfirmed import Unconfirmed
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
    jobs: list[Job]
    listeners: list[PushListener]
    status_interval: timedelta


def wired(
    settings: Settings,
    *,
    book: LabelBook,
    store: Store,
    broker: BrokerAddress,
    source: SourcePool,
    clock: Clock,
) -> Daemon:
    """Everything put together, nothing started."""
    health, progress, notifier = Health(), Progress(), Notifier()
    topics = Topics(settings.mqtt.prefix)
    recorder = Recorder(rules.flow_policy(settings), topics)
    board = StatusBoard(store, book, settings.network, health, progress, clock, source.snapshots)
    heartbeat = Heartbeat(board, topics, notifier, health)
    publisher = MqttPublisher(broker, will=heartbeat.will(), greeting=lambda: heartbeat.message, clock=clock)
    relay = Relay(store, publisher, clock, health)
    outside = _Outside(settings, book, store, source, clock)
    desk = outside.agreement_desk(recorder, relay)
    follower = outside.follower(recorder, relay, desk.opinion, progress, health)
    watch = outside.mempool_watch(recorder, relay, desk.opinion, health)
    warns = settings.mempool.enabled
    return Daemon(
        store=store,
        broker=broker,
        disclosures=Disclosures(store, recorder, rules.reconciliation_policy(settings), clock),
        health=health,
        notifier=notifier,
        heartbeat=heartbeat,
        publisher=publisher,
        relay=relay,
        jobs=[
            Job("follow", settings.follow.interval, Following(follower, source, health).turn),
            Job("agreement", settings.follow.interval, desk.turn),
            *([Job("mempool", settings.mempool.interval, watch.turn)] if warns else []),
            Job("tidy", TIDY_INTERVAL, lambda: tidy(store, clock)),
            Job("expire", EXPIRY_INTERVAL, lambda: expire_overdue(store, recorder, clock)),
        ],
        listeners=[
            PushListener(push, watch, health)
            for push in push_channels(settings.sources)
            if warns and settings.mempool.push
        ],
        status_interval=settings.status.interval,
    )


@dataclass(frozen=True, slots=True)
class _Outside:
    """What the parts around the chain are made of."""

    settings: Settings
    book: LabelBook
    store: Store
    source: SourcePool
    clock: Clock

    def agreement_desk(self, recorder: Recorder, relay: Relay) -> AgreementDesk:
        policy = rules.agreement_policy(self.settings)
        operators = {source.name: source.operator for source in self.settings.sources}
        opinion = SecondOpinion(self.source, policy, self.clock, operators)
        return AgreementDesk(self.store, recorder, opinion, policy, self.clock, relay.wake)

    def follower(
        self, recorder: Recorder, relay: Relay, opinion: SecondOpinion, progress: Progress, health: Health
    ) -> Follower:
        settings = self.settings
        committer = Committer(
            store=self.store,
            book=self.book,
            network=settings.network,
            policy=recorder.policy,
            recorder=recorder,
            reconciliation=rules.reconciliation_policy(settings),
            deadline=rules.deadlines(self.book),
            clock=self.clock,
            witness=self._witness(opinion),
            on_revisions=relay.wake,
        )
        return Follower(
            source=self.source,
            store=self.store,
            book=self.book,
            params=PARAMS[Network(settings.network)],
            policy=rules.follow_policy(settings),
            committer=committer,
            progress=progress,
            on_block=_beat(health),
        )

    def mempool_watch(
        self, recorder: Recorder, relay: Relay, opinion: SecondOpinion, health: Health
    ) -> MempoolWatch:
        scripts = self.book.scripts_of(Category.MINER)
        return MempoolWatch(
            sources=self.source,
            store=self.store,
            spotter=Spotter(self.store, self.book, recorder.policy),
            unconfirmed=Unconfirmed(
                store=self.store,
                policy=recorder.policy,
                recorder=recorder,
                deadline=rules.deadlines(self.book),
                clock=self.clock,
                witness=self._witness(opinion),
                on_revisions=relay.wake,
            ),
            rota=Rota(scripts, self.settings.mempool.scripts),
            vanish_after=self.settings.mempool.vanish_after,
            clock=self.clock,
            health=health,
        )

    def _witness(self, opinion: SecondOpinion) -> Witness:
        """Where there is nobody else to ask, nothing is waited for."""
        return opinion if len({source.operator for source in self.settings.sources}) > 1 else OnlySource()


def _beat(health: Health) -> Callable[[ScannedBlock], None]:
    """Catching up takes one long turn of the job, in which every block is progress."""
    return lambda _: health.beat("follow", asyncio.get_running_loop().time())
