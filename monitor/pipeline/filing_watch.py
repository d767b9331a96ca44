"""Looks for new filings of every company with a number at EDGAR, and takes in their documents."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import structlog

from monitor.clock import Clock
from monitor.disclosures.expected import is_expected
from monitor.disclosures.registrant import is_registrant
from monitor.errors import SourceDataError, SourceError, SourceUnavailable, UsageError
from monitor.flows.flag import Standing
from monitor.labels.entity import Entity
from monitor.pipeline.filing_source import FilingSource, Listed, OlderPage, Submissions
from monitor.pipeline.health import Health
from monitor.pipeline.read_filing import FilingReader
from monitor.pipeline.take_document import TakeDocuments, Taken
from monitor.store.filings import Filing, Registrant
from monitor.store.store import Store

log = structlog.get_logger()

PART = "edgar"
"""What its troubles are told under; those of one company under the same with its slug."""

_FORMS = ("8-K", "6-K", "10-Q", "10-K", "20-F", "40-F", "10-QT", "10-KT")
FORMS = frozenset(form + amended for form in _FORMS for amended in ("", "/A"))
"""Whatever a company's usual forms are: those of foreign issuers change when it moves."""

NOT_ASKED = "not asked: edgar.contact names nobody, and the SEC wants to know who asks"
"""How it stands without a contact."""

_PER_TURN = 10
"""Filings that are read before the lists are looked at again."""
_LIVELY = timedelta(days=14)
"""So long after coins moved their company is looked at often: large sales are told within days."""
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

    name: str
    """As EDGAR has it."""
    new: int
    """Filings that were not known."""
    taken: tuple[Taken, ...] = ()
    """What came of their documents, as far as they were read."""


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
    _due: dict[int, datetime] = field(default_factory=dict, init=False)
    _not_before: datetime | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)
    _troubled: set[str] = field(default_factory=set, init=False)
    """Parts under which companies have troubles of their own."""

    async def turn(self) -> None:
        """Look at every company that is due, then read what waits."""
        if self._rests():
            return
        companies = self._companies()
        self._forget_all_but(companies)
        try:
            for entity in companies:
                if self._due.get(entity.cik or 0, self.clock()) <= self.clock():
                    await self._look(entity)
                    self._beat()
            await self._read_waiting(None, _PER_TURN)
        except SourceUnavailable as error:
            self._failed(error)
        else:
            self._failures, self._not_before = 0, None
            self.health.well(PART)

    async def poll(self, slug: str) -> Polled:
        """Look at one company now, and read everything of it that waits.

        Raises:
            UsageError: there is no such entity, or it has no number at EDGAR.
            SourceError: EDGAR cannot be asked, or the number is another company's.
        """
        entity = self.take.entities().get(slug)
        if entity is None or entity.cik is None:
            what = "has no cik in the entities file" if entity else "is no entity"
            raise UsageError(f"{slug!r} {what}, so EDGAR cannot be asked for its filings")
        polled = await self._polled(entity)
        return replace(polled, taken=await self._read_waiting(entity.cik, None))

    @property
    def text(self) -> str:
        """How it stands, in words."""
        until = self.source.stopped_until()
        if until is not None:
            return f"nothing is asked until {until:%H:%M:%S} UTC: {self.source.stopped_for()}"
        count = len(self._companies())
        return f"asked for the filings of {count} {'company' if count == 1 else 'companies'}"

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

    async def _look(self, entity: Entity) -> None:
        """Look at a company's list; what is wrong with this company alone is its own trouble."""
        part = _part(entity)
        try:
            await self._polled(entity)
        except SourceUnavailable:
            raise
        except SourceError as error:
            self.health.trouble(part, error.what)
            self._troubled.add(part)
        else:
            self.health.well(part)
        assert entity.cik is not None
        self._due[entity.cik] = self.clock() + await self._interval(entity)

    async def _interval(self, entity: Entity) -> timedelta:
        now = self.clock()
        if is_expected(entity.disclosure_at(now.date()), now):
            return self.policy.busy_interval
        async with self.store.read() as tx:
            recent = await tx.episodes.recent(entity.slug, now - _LIVELY)
        waits = any(each.standing is Standing.INDICATIVE for each in recent)
        return self.policy.busy_interval if waits else self.policy.interval

    async def _polled(self, entity: Entity) -> Polled:
        assert entity.cik is not None
        listed = await self.source.submissions(entity.cik)
        if listed is None:
            return Polled(entity.name, 0)
        try:
            return await self._noted(entity, entity.cik, listed)
        except BaseException:
            self.source.forget(entity.cik)
            raise

    async def _noted(self, entity: Entity, cik: int, listed: Submissions) -> Polled:
        """Keep what of a list is new and worth reading."""
        _require_own(entity, listed)
        async with self.store.read() as tx:
            before = await tx.filings.registrant(cik)
        since = (self.clock() - self.policy.look_back).date()
        since = min(since, before.since) if before else since
        pages = _unread(listed, since, before.pages if before else ())
        older = [each for page in pages for each in await self.source.older(page)]
        filings = _wanted((*listed.recent, *older), entity, since)
        known = Registrant(
            cik=cik,
            issuer=entity.slug,
            name=listed.name,
            since=since,
            newest=listed.recent[0].accession if listed.recent else None,
            pages=tuple(dict.fromkeys((*(before.pages if before else ()), *(page.mark for page in pages)))),
        )
        async with self.store.read() as tx:
            new = await tx.filings.unknown(filings)
        if new or known != before:
            async with self.store.write() as tx:
                await tx.filings.keep_registrant(known)
                await tx.filings.add(new)
        if new:
            log.info("edgar.filings", issuer=entity.slug, new=len(new))
        return Polled(listed.name, len(new))

    async def _read_waiting(self, cik: int | None, most: int | None) -> tuple[Taken, ...]:
        """Read what waits, of one company or of all, the latest first."""
        async with self.store.read() as tx:
            waiting = await tx.filings.due(self.clock(), cik, most)
        taken: list[Taken] = []

        def note(came: Taken) -> None:
            taken.append(came)
            self._beat()
            if came.statements:
                self.on_news()

        reader = FilingReader(self.source, self.store, self.take, self.clock, note)
        for filing in waiting:
            await reader.read(filing)
            self._beat()
        return tuple(taken)

    def _beat(self) -> None:
        self.health.beat(PART, asyncio.get_running_loop().time())


def _part(entity: Entity) -> str:
    return f"{PART}.{entity.slug}"


def _require_own(entity: Entity, listed: Submissions) -> None:
    if not is_registrant(entity, (listed.name, *listed.former_names)):
        raise SourceDataError(
            PART,
            f"CIK {entity.cik} is {listed.name!r} at EDGAR, but {entity.slug} is {entity.name!r} here: nothing of "
            "it is read; correct its cik, or add the name to former_names, in the entities file",
        )


def _unread(listed: Submissions, since: date, read: Iterable[str]) -> list[OlderPage]:
    """The older pages that may list what the first one does not reach back to."""
    if listed.recent and min(each.filed for each in listed.recent) < since:
        return []
    return [page for page in listed.pages if page.last >= since and page.mark not in set(read)]


def _wanted(listed: Iterable[Listed], entity: Entity, since: date) -> list[Filing]:
    assert entity.cik is not None
    return [
        Filing(
            accession=each.accession,
            cik=entity.cik,
            issuer=entity.slug,
            form=each.form,
            filed=each.filed,
            period=each.period,
            primary_document=each.primary_document,
        )
        for each in listed
        if each.form in FORMS and each.filed >= since
    ]
