"""The parts of the daemon put together. Nothing is opened or started here."""

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta

from monitor import rules
from monitor.alerts.topics import Topics
from monitor.bitcoin.network import PARAMS, ChainParams, Network
from monitor.clock import Clock
from monitor.config.settings import Settings
from monitor.daemon.following import Following
from monitor.daemon.heartbeat import Heartbeat
from monitor.daemon.jobs import Job
from monitor.daemon.systemd import Notifier
from monitor.explorers.pool import SourcePool
from monitor.labels.book import LabelBook
from monitor.mqtt.address import BrokerAddress
from monitor.mqtt.publisher import MqttPublisher
from monitor.pipeline.agreement import AgreementDesk, OnlySource, SecondOpinion, Witness
from monitor.pipeline.allowance import Allowance
from monitor.pipeline.commit import Committer
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.expire import expire_overdue
from monitor.pipeline.follow import Follower
from monitor.pipeline.health import Health
from monitor.pipeline.histories import Histories
from monitor.pipeline.history import HistoryReader
from monitor.pipeline.past import PastTaker
from monitor.pipeline.ports import Sources
from monitor.pipeline.progress import Progress
from monitor.pipeline.record import Recorder
from monitor.pipeline.relay import Relay
from monitor.pipeline.status import StatusBoard
from monitor.pipeline.tidy import tidy
from monitor.pipeline.way import Way
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
    chain = _ChainParts(settings, book, store, source, clock, health, progress, recorder, relay)
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
            *chain.jobs(),
            Job("tidy", TIDY_INTERVAL, lambda: tidy(store, clock)),
            Job("expire", EXPIRY_INTERVAL, lambda: expire_overdue(store, recorder, clock)),
        ],
        status_interval=settings.status.interval,
    )


@dataclass(frozen=True, slots=True)
class _ChainParts:
    """What the parts that follow the chain are made of, and how each is put together."""

    settings: Settings
    book: LabelBook
    store: Store
    sources: Sources
    clock: Clock
    health: Health
    progress: Progress
    recorder: Recorder
    relay: Relay

    @property
    def _params(self) -> ChainParams:
        return PARAMS[Network(self.settings.network)]

    def jobs(self) -> list[Job]:
        """Everything that is done again and again about the chain."""
        interval = self.settings.follow.interval
        policy = rules.agreement_policy(self.settings)
        operators = {source.name: source.operator for source in self.settings.sources}
        opinion = SecondOpinion(self.sources, policy, self.clock, operators)
        desk = AgreementDesk(self.store, self.recorder, opinion, policy, self.clock, self.relay.wake)
        # Where there is nobody else to ask, nothing is waited for.
        committer = self._committer(opinion if len(set(operators.values())) > 1 else OnlySource())
        way = Way(self.settings.follow.mode)
        follower = self._follower(committer, way)
        return [
            Job("follow", interval, Following(follower, self.health, way).turn),
            Job("histories", interval, self._histories(committer, way).turn),
            Job("agreement", interval, desk.turn),
        ]

    def _committer(self, witness: Witness) -> Committer:
        return Committer(
            store=self.store,
            book=self.book,
            network=self.settings.network,
            policy=self.recorder.policy,
            recorder=self.recorder,
            reconciliation=rules.reconciliation_policy(self.settings),
            deadline=rules.deadlines(self.book),
            clock=self.clock,
            witness=witness,
            on_revisions=self.relay.wake,
        )

    def _follower(self, committer: Committer, way: Way) -> Follower:
        return Follower(
            sources=self.sources,
            store=self.store,
            book=self.book,
            params=self._params,
            policy=rules.follow_policy(self.settings),
            committer=committer,
            progress=self.progress,
            way=way,
            on_block=lambda _: _beat(self.health, "follow"),
        )

    def _histories(self, committer: Committer, way: Way) -> Histories:
        return Histories(
            sources=self.sources,
            store=self.store,
            committer=committer,
            reader=HistoryReader(self.store),
            taker=PastTaker(self.store, committer, self._params),
            way=way,
            allowance=Allowance(self.settings.follow.address_requests, time.monotonic),
            health=self.health,
            on_request=lambda: _beat(self.health, "histories"),
        )


def _beat(health: Health, part: str) -> None:
    """A job may take one long turn, in which every block, or every answer, is progress."""
    health.beat(part, asyncio.get_running_loop().time())
