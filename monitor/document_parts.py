"""The parts that bring in companies' documents from EDGAR, feeds, by hand and from the drop folder, put together."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from monitor import rules
from monitor.config.settings import Settings
from monitor.daemon.jobs import Job
from monitor.feeds.documents import WebDocuments
from monitor.feeds.drop_folder import DropFolder
from monitor.feeds.feed import HttpFeed
from monitor.labels.entity import DisclosureHabit, Entity
from monitor.pipeline.clocks import HabitOf, as_configured
from monitor.pipeline.document_channels import DocumentChannels
from monitor.pipeline.drop_watch import DropWatch
from monitor.pipeline.feed_watch import FeedWatch
from monitor.pipeline.filing_source import FilingSource
from monitor.pipeline.filing_watch import PART, FilingWatch
from monitor.pipeline.health import Health
from monitor.pipeline.reading import rules_at_hand
from monitor.pipeline.rereading import Rereading
from monitor.pipeline.take_document import TakeDocuments
from monitor.web.fetch import Fetcher

_LONGEST_TICK = timedelta(seconds=30)
"""So often it is looked which feeds are due."""
EDGAR_INTERVAL = timedelta(seconds=2)
REREAD_INTERVAL = timedelta(seconds=5)
DROP_INTERVAL = timedelta(seconds=5)


def _nothing() -> None:
    """Nobody waits for it."""


@dataclass
class DocumentParts:
    """What the parts are made of; each is made once, when it is first asked for."""

    settings: Settings
    take: TakeDocuments
    health: Health
    filings: FilingSource | None = None
    """The way to EDGAR; None where no contact is configured."""
    on_told: Callable[[], None] = _nothing
    """Called when a document left something in the outbox."""
    habit_of: HabitOf = as_configured
    """How companies disclose, by what is known by now."""

    def jobs(self) -> list[Job]:
        """What is done again and again."""
        again = Rereading(self.take, self._told, lambda: self._beat("reread"))

        async def reread() -> None:
            await rules_at_hand()
            await again.turn()

        jobs = [Job("reread", REREAD_INTERVAL, reread)]
        if self.filing_watch is not None:
            jobs.append(Job(PART, EDGAR_INTERVAL, self.filing_watch.turn))
        if self.settings.feeds:
            tick = min(_LONGEST_TICK, *(feed.interval for feed in self.settings.feeds))
            jobs.append(Job("feeds", tick, self.feeds.turn))
        if self.drop is not None:
            jobs.append(Job("drop", DROP_INTERVAL, self.drop.turn))
        return jobs

    @cached_property
    def filing_watch(self) -> FilingWatch | None:
        """The watch over companies' filings; None where EDGAR is not to be asked."""
        if self.filings is None:
            return None
        return FilingWatch(
            source=self.filings,
            store=self.take.disclosures.store,
            take=self.take,
            policy=rules.watch_policy(self.settings),
            health=self.health,
            clock=self.take.clock,
            on_news=self._told,
            habit_of=self._habit,
        )

    def heard(self, slug: str, since: datetime) -> bool:
        """Whether it was looked since a moment what a company has filed; True where nobody can look."""
        return self.filing_watch is None or self.filing_watch.heard(slug, since)

    @cached_property
    def channels(self) -> DocumentChannels:
        """What the status tells of them."""
        return DocumentChannels(self.filing_watch, self.feeds, self.drop, self._fetcher.refusals)

    @cached_property
    def documents(self) -> WebDocuments:
        """The way to documents on the web."""
        return WebDocuments(self._fetcher, self.filings)

    @cached_property
    def feeds(self) -> FeedWatch:
        """The feeds of the configuration."""
        sections = self.settings.feeds
        return FeedWatch(
            feeds=[HttpFeed(each.name, each.url, each.issuer, self._fetcher) for each in sections],
            intervals={each.name: each.interval for each in sections},
            documents=self.documents,
            take=self.take,
            store=self.take.disclosures.store,
            health=self.health,
            look_back=self.settings.disclosures.look_back,
            habit_of=self._habit,
            on_step=lambda: self._beat("feeds"),
            on_taken=self._told,
        )

    @cached_property
    def drop(self) -> DropWatch | None:
        """The drop folder; None where there is none."""
        path = self.settings.disclosures.drop_folder
        if path is None:
            return None
        return DropWatch(
            box=DropFolder(path, time.monotonic),
            take=self.take,
            health=self.health,
            on_step=lambda: self._beat("drop"),
            on_taken=self._told,
        )

    @cached_property
    def _fetcher(self) -> Fetcher:
        contact = self.settings.edgar.contact
        return Fetcher(
            rules.allow_list(self.settings), contact=f"({contact})" if contact else "", clock=self.take.clock
        )

    def _told(self) -> None:
        """Whoever waits for it may come after the parts."""
        self.on_told()

    def _habit(self, entity: Entity, day: date) -> DisclosureHabit | None:
        """What learns it may come after the parts, too."""
        return self.habit_of(entity, day)

    def _beat(self, part: str) -> None:
        """A turn may be long; every request and every file is progress."""
        self.health.beat(part, asyncio.get_running_loop().time())
