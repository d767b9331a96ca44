"""The parts that follow the chain, put together: what is done again and again about it, and what is listened to."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from monitor import rules
from monitor.bitcoin.network import PARAMS, Network
from monitor.clock import Clock
from monitor.config.settings import Settings
from monitor.daemon.following import PART, Following
from monitor.daemon.jobs import Job
from monitor.flows.learning.candidate import LearningPolicy
from monitor.opening import push_channels
from monitor.pipeline.agreement import AgreementDesk, OnlySource, SecondOpinion
from monitor.pipeline.allowance import Allowance
from monitor.pipeline.candidate_desk import DecisionWatch
from monitor.pipeline.clocks import Clocks
from monitor.pipeline.commit import Committer
from monitor.pipeline.corroboration import Corroboration
from monitor.pipeline.follow import Follower
from monitor.pipeline.header_fill import HeaderFill
from monitor.pipeline.health import Health
from monitor.pipeline.histories import Histories
from monitor.pipeline.history import HistoryReader
from monitor.pipeline.mempool import MempoolWatch
from monitor.pipeline.past import PastTaker
from monitor.pipeline.ports import Sources
from monitor.pipeline.progress import Progress
from monitor.pipeline.push import PushListener
from monitor.pipeline.record import Recorder
from monitor.pipeline.relabel import Relabelling
from monitor.pipeline.rota import Rota
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.sightings import Spotter
from monitor.pipeline.sweeps import SweepDesk
from monitor.pipeline.unconfirmed import Unconfirmed
from monitor.pipeline.way import Way
from monitor.store.store import Store

HEADERS_INTERVAL = timedelta(minutes=1)


@dataclass(frozen=True)
class ChainParts:
    """What the parts are made of; each is made once, when it is first asked for."""

    settings: Settings
    shelf: LabelShelf
    store: Store
    sources: Sources
    clock: Clock
    health: Health
    progress: Progress
    recorder: Recorder
    on_revisions: Callable[[], None]
    """Called after a commit that left something in the outbox."""
    price_at_hand: Callable[[datetime], Awaitable[None]]
    """Called before flags of a moment are told."""

    def jobs(self) -> list[Job]:
        """What is done again and again."""
        settings, interval = self.settings, self.settings.follow.interval
        jobs = [
            Job("follow", interval, Following(self._follower, self.health, self._way).turn, PART),
            Job("headers", HEADERS_INTERVAL, self._header_fill().turn),
            Job("histories", interval, self.histories.turn),
            Job("agreement", interval, self._agreement_desk().turn),
        ]
        if self.committer.learner and settings.learning.lookups_per_hour:
            jobs.append(Job("sweeps", interval, self._sweep_desk(self.committer.learner.policy).turn))
        if settings.mempool.enabled:
            jobs.append(Job("mempool", settings.mempool.interval, self._mempool_watch.turn))
        return jobs

    def listeners(self) -> list[PushListener]:
        """What is listened to for as long as the daemon runs."""
        if not (self.settings.mempool.enabled and self.settings.mempool.push):
            return []
        channels = push_channels(self.settings.sources)
        return [PushListener(channel, self._mempool_watch, self.health) for channel in channels]

    @cached_property
    def _way(self) -> Way:
        return Way(self.settings.follow.mode)

    @cached_property
    def _operators(self) -> dict[str, str]:
        return {source.name: source.operator for source in self.settings.sources}

    @cached_property
    def _opinion(self) -> SecondOpinion:
        policy = rules.agreement_policy(self.settings)
        return SecondOpinion(self.sources, policy, self.clock, self._operators)

    @cached_property
    def _witness(self) -> SecondOpinion | OnlySource:
        """Where there is nobody else to ask, nothing is waited for."""
        return self._opinion if len(set(self._operators.values())) > 1 else OnlySource()

    @cached_property
    def relabelling(self) -> Relabelling:
        """What looks over the flags where labels change."""
        return Relabelling(self.store, self.shelf, self.committer)

    @cached_property
    def decisions(self) -> DecisionWatch:
        """What hears of reviewers' decisions about learned labels."""
        return DecisionWatch(self.store, self.shelf, self.relabelling)

    @cached_property
    def clocks(self) -> Clocks:
        """What issuers' pasts have taught of when they disclose."""
        policy = rules.reconciliation_policy(self.settings, self.shelf.entity)
        return Clocks(self.store, self.shelf.entity, policy, self.clock)

    @cached_property
    def committer(self) -> Committer:
        """What writes blocks."""
        return Committer(
            store=self.store,
            shelf=self.shelf,
            network=self.settings.network,
            policy=self.recorder.policy,
            recorder=self.recorder,
            reconciliation=rules.reconciliation_policy(self.settings, self.shelf.entity),
            deadline=self.clocks.deadline,
            clock=self.clock,
            witness=self._witness,
            on_revisions=self.on_revisions,
            price_at_hand=self.price_at_hand,
            learner=rules.learner(self.settings),
        )

    @cached_property
    def _mempool_watch(self) -> MempoolWatch:
        return MempoolWatch(
            sources=self.sources,
            store=self.store,
            spotter=Spotter(self.store, self.shelf, self.recorder.policy, rules.trail_policy(self.settings)),
            unconfirmed=Unconfirmed(
                store=self.store,
                shelf=self.shelf,
                policy=self.recorder.policy,
                recorder=self.recorder,
                deadline=self.clocks.deadline,
                clock=self.clock,
                witness=self._witness,
                on_revisions=self.on_revisions,
            ),
            shelf=self.shelf,
            rota=Rota((), self.settings.mempool.scripts),
            vanish_after=self.settings.mempool.vanish_after,
            clock=self.clock,
            health=self.health,
        )

    def _agreement_desk(self) -> AgreementDesk:
        policy = rules.agreement_policy(self.settings)
        return AgreementDesk(self.store, self.recorder, self._opinion, policy, self.clock, self.on_revisions)

    @cached_property
    def _follower(self) -> Follower:
        return Follower(
            sources=self.sources,
            store=self.store,
            shelf=self.shelf,
            params=PARAMS[Network(self.settings.network)],
            policy=rules.follow_policy(self.settings),
            committer=self.committer,
            progress=self.progress,
            way=self._way,
            on_block=lambda _: self._beat("follow"),
            trails=rules.trail_policy(self.settings),
        )

    def _sweep_desk(self, policy: LearningPolicy) -> SweepDesk:
        return SweepDesk(
            sources=self.sources,
            store=self.store,
            shelf=self.shelf,
            allowance=Allowance(rules.lookup_requests(self.settings), time.monotonic),
            on_request=lambda: self._beat("sweeps"),
            policy=policy,
        )

    def _header_fill(self) -> HeaderFill:
        return HeaderFill(
            sources=self.sources,
            store=self.store,
            params=PARAMS[Network(self.settings.network)],
            intake=self._follower.intake,
            progress=self.progress,
        )

    @cached_property
    def histories(self) -> Histories:
        """What reads the past of miners' scripts, and polls them where that is the way."""
        return Histories(
            sources=self.sources,
            store=self.store,
            committer=self.committer,
            reader=HistoryReader(self.store),
            taker=PastTaker(self.store, self.committer, PARAMS[Network(self.settings.network)]),
            way=self._way,
            allowance=Allowance(rules.history_requests(self.settings), time.monotonic),
            health=self.health,
            on_request=lambda: self._beat("histories"),
            corroboration=Corroboration(self.sources, self.store, self.clock, self._operators),
        )

    def _beat(self, part: str) -> None:
        """A job may take one long turn, in which every block, or every answer, is progress."""
        self.health.beat(part, asyncio.get_running_loop().time())
