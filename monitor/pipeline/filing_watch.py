"""Looks for new filings of every company with a number at EDGAR, and takes in their documents."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog

from monitor.clock import Clock
from monitor.disclosures.expected import is_expected
from monitor.disclosures.habit import annual_lag
from monitor.errors import SourceError, SourceUnavailable, UsageError
from monitor.flows.flag import Standing
from monitor.labels.entity import Entity
from monitor.pipeline.clocks import HabitOf, as_configured
from monitor.pipeline.filing_lists import FilingLists
from monitor.pipeline.filing_source import FilingSource
from monitor.pipeline.health import Health
from monitor.pipeline.read_filing import FilingReader
from monitor.pipeline.take_document import TakeDocuments, Taken
from monitor.store.filings import Filing
from monitor.store.store import Store

log = structlog.get_logger()

PART = "edgar"
"""What its troubles are told under; those of one company under the same with its slug."""

NOT_ASKED = "not asked: edgar.contact names nobody, and the SEC wants to know who asks"
"""How it stands without a contact."""

_PER_TURN = 10
"""Filings that are read before the lists are looked at again."""
_LIVELY = timedelta(days=14)
"""So long after coins moved their company is looked at often: large sales are told within days."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_FIRST_WAIT, _MOST_WAIT = timedelta(seconds=15), timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class WatchPolicy:
    """How often, and how far back."""

    interval: timedelta
    """Between two looks at a company's list."""
    busy_interval: timedelta
    """The same on days on which it is likely to speak."""
    look_back: timedelta
    """How old a filing may be that the first look at a company finds."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What one look at a company came to."""

    new: int
    """Filings that were not known."""
    taken: tuple[Taken, ...]
    """What came of their documents, as far as they were read."""
    lacking: tuple[Filing, ...] = ()
    """Its filings of which something cannot be had."""


@dataclass(slots=True)
class FilingWatch:
    """The job. EDGAR being away ends a turn, never the job."""

    source: FilingSource
    store: Store
    take: TakeDocuments
    policy: WatchPolicy
    health: Health
    clock: Clock
    on_news: Callable[[], None] = field(default=lambda: None)
    """Called when something has been told."""
    habit_of: HabitOf = field(default=as_configured)
    """How companies disclose, by what is known by now."""
    _due: dict[str, datetime] = field(default_factory=dict, init=False)
    _looked: dict[str, datetime] = field(default_factory=dict, init=False)
    """When each company's list was last had, or could not be used."""
    _not_before: datetime | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)
    _lists_fail: bool = field(default=False, init=False)
    _troubled: set[str] = field(default_factory=set, init=False)
    """Parts under which companies have troubles of their own."""

    async def turn(self) -> None:
        """Look at every company that is due, and read what waits."""
        if self._rests():
            return
        self._forget_all_but(self._companies())
        # A list that alone cannot be had must not keep from reading for ever.
        work = (
            (self._read_some, self._look_at_lists)
            if self._lists_fail
            else (self._look_at_lists, self._read_some)
        )
        asked = 0
        try:
            for part in work:
                asked += await part()
        except SourceUnavailable as error:
            self._failed(error)
        else:
            if asked:
                self._failures, self._not_before = 0, None
                self.health.well(PART)

    def heard(self, slug: str, since: datetime) -> bool:
        """Whether a company's list was looked at since a moment; True for one that has none."""
        entity = self.take.entities().get(slug)
        if entity is None or entity.cik is None:
            return True
        looked = self._looked.get(slug)
        return looked is not None and looked >= since

    async def poll(self, slug: str) -> Polled:
        """Look at one company now, and read everything of it that waits, also what was given up.

        Raises:
            UsageError: there is no such entity, or it has no number at EDGAR.
            SourceError: EDGAR cannot be asked, or the number is another company's.
        """
        entity = self.take.entities().get(slug)
        if entity is None or entity.cik is None:
            what = "has no cik in the entities file" if entity else "is no entity"
            raise UsageError(f"{slug!r} {what}, so EDGAR cannot be asked for its filings")
        new = await self._lists.look(entity)
        taken = await self._read_waiting(entity.cik, None, on_demand=True)
        async with self.store.read() as tx:
            return Polled(new, taken, tuple(await tx.filings.lacking(slug)))

    @property
    def text(self) -> str:
        """How it stands, in words."""
        until = self.source.stopped_until()
        if until is not None:
            return f"nothing is asked until {until:%H:%M:%S} UTC: {self.source.stopped_for()}"
        count = len(self._companies())
        return f"asked for the filings of {count} {'company' if count == 1 else 'companies'}"

    @property
    def _lists(self) -> FilingLists:
        return FilingLists(self.source, self.store, self.clock, self.policy.look_back)

    def _companies(self) -> list[Entity]:
        return [entity for entity in self.take.entities().values() if entity.cik is not None]

    def _forget_all_but(self, companies: Iterable[Entity]) -> None:
        """Who is not among our companies any more, since the labels were read anew, has no trouble either."""
        for part in self._troubled - {_part(entity) for entity in companies}:
            self._troubled.discard(part)
            self.health.well(part)

    def _rests(self) -> bool:
        """Whether nothing is asked now: EDGAR refused us, or did not answer just now."""
        if self.source.stopped_until() is not None:
            self.health.trouble(PART, self.text)
            return True
        return self._not_before is not None and self.clock() < self._not_before

    def _failed(self, error: SourceUnavailable) -> None:
        if self._rests():
            return
        wait = min(_FIRST_WAIT * 2 ** min(self._failures, 10), _MOST_WAIT)
        self._failures += 1
        self._not_before = self.clock() + wait
        self.health.trouble(PART, error.what)

    async def _look_at_lists(self) -> int:
        """Look at the list of every company that is due, whoever waits longest first; how many these were."""
        now = self.clock()
        waiting = [slug for slug in self._longest_first() if self._due.get(slug, _LONG_AGO) <= now]
        self._lists_fail = True
        for slug in waiting:
            self._due[slug] = now
            await self._look(self.take.entities()[slug])
            self._beat()
        self._lists_fail = False
        return len(waiting)

    def _longest_first(self) -> list[str]:
        return sorted(
            (entity.slug for entity in self._companies()), key=lambda slug: self._due.get(slug, _LONG_AGO)
        )

    async def _look(self, entity: Entity) -> None:
        """Look at a company's list; what is wrong with this company alone is its own trouble.

        Raises:
            SourceUnavailable: this list cannot be had now, nor another one.
        """
        part, now = _part(entity), self.clock()
        try:
            await self._lists.look(entity)
        except SourceUnavailable as error:
            self._beat()  # silence is waited out, and the next look may be silent as well
            if not await self._another_is_had(entity):
                raise
            self._has_trouble(part, error)
        except SourceError as error:
            self._looked[entity.slug] = now
            self._has_trouble(part, error)
        else:
            self._looked[entity.slug] = now
            self.health.well(part)
        self._due[entity.slug] = self.clock() + await self._interval(entity)

    def _has_trouble(self, part: str, error: SourceError) -> None:
        self.health.trouble(part, error.what)
        self._troubled.add(part)

    async def _another_is_had(self, entity: Entity) -> bool:
        """Whether EDGAR serves the list of another company, of those without trouble the one that waits longest.

        It is as good as a look at that company, only sooner.
        """
        others = (slug for slug in self._longest_first() if slug != entity.slug)
        other = next((slug for slug in others if _part_of(slug) not in self.health.troubles), None)
        if other is None:
            return False
        now = self.clock()
        try:
            await self._lists.look(self.take.entities()[other])
        except SourceUnavailable:
            return False
        except SourceError:
            return True  # an answer all the same; its own look tells what is wrong with it
        self._looked[other] = now
        self._due[other] = now + await self._interval(self.take.entities()[other])
        return True

    async def _read_some(self) -> int:
        """Read some of what waits; how many documents came."""
        return len(await self._read_waiting(None, _PER_TURN))

    async def _interval(self, entity: Entity) -> timedelta:
        now = self.clock()
        year = {"year_ends_in": entity.year_ends_in or 12, "annual_lag_days": annual_lag(entity.forms)}
        if is_expected(self.habit_of(entity, now.date()), now, **year):
            return self.policy.busy_interval
        async with self.store.read() as tx:
            recent = await tx.episodes.recent(entity.slug, now - _LIVELY)
        waits = any(each.standing is Standing.INDICATIVE for each in recent)
        return self.policy.busy_interval if waits else self.policy.interval

    async def _read_waiting(
        self, cik: int | None, most: int | None, *, on_demand: bool = False
    ) -> tuple[Taken, ...]:
        """Read what waits, of one company or of all, the latest first."""
        async with self.store.read() as tx:
            waiting = await tx.filings.due(self.clock(), cik, most, on_demand=on_demand)
        taken: list[Taken] = []

        def note(came: Taken) -> None:
            taken.append(came)
            self._beat()
            if came.statements:
                self.on_news()

        reader = FilingReader(self.source, self.store, self.take, self.clock, note, self._beat)
        for filing in waiting:
            await reader.read(filing, on_demand=on_demand)
            self._beat()
        return tuple(taken)

    def _beat(self) -> None:
        self.health.beat(PART, asyncio.get_running_loop().time())


def _part(entity: Entity) -> str:
    return _part_of(entity.slug)


def _part_of(slug: str) -> str:
    return f"{PART}.{slug}"
