"""A company's list of filings is looked at: what of it is new, and worth reading, waits to be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import structlog

from monitor.clock import Clock
from monitor.disclosures.registrant import is_registrant
from monitor.errors import SourceDataError, SourceError, SourceLacks
from monitor.labels.entity import Entity
from monitor.pipeline.filing_source import FilingSource, Listed, OlderPage, Submissions
from monitor.store.filings import Filing, Registrant
from monitor.store.store import Store

log = structlog.get_logger()

_FORMS = ("8-K", "6-K", "10-Q", "10-K", "20-F", "40-F", "10-QT", "10-KT")
FORMS = frozenset(form + amended for form in _FORMS for amended in ("", "/A"))
"""Whatever a company's usual forms are: those of foreign issuers change when it moves."""


@dataclass(frozen=True, slots=True)
class FilingLists:
    """Looks at lists."""

    source: FilingSource
    store: Store
    clock: Clock
    look_back: timedelta
    """How old a filing may be that the first look at a company finds."""

    async def look(self, entity: Entity) -> int:
        """Look at a company's list; how many filings were not known.

        Raises:
            SourceUnavailable: it cannot be had now.
            SourceError: it cannot be used, or is another company's; or an older page of it cannot be had, and then
                everything else was kept.
            StoreError: the database refuses.
        """
        assert entity.cik is not None
        listed = await self.source.submissions(entity.cik)
        if listed is None:
            return 0
        try:
            return await self._note(entity, entity.cik, listed)
        except BaseException:
            self.source.forget(entity.cik)
            raise

    async def _note(self, entity: Entity, cik: int, listed: Submissions) -> int:
        """Keep what of a list is new and worth reading."""
        _require_own(entity, listed)
        async with self.store.read() as tx:
            before = await tx.filings.registrant(cik)
        since = (self.clock() - self.look_back).date()
        since = min(since, before.since) if before else since
        read = before.pages if before else ()
        older, marks, fault = await self._older(_unread(listed, since, read))
        filings = _wanted((*listed.recent, *older), entity.slug, cik, since)
        known = Registrant(
            cik=cik,
            issuer=entity.slug,
            name=listed.name,
            since=since,
            newest=listed.recent[0].accession if listed.recent else None,
            pages=tuple(dict.fromkeys((*read, *marks))),
        )
        async with self.store.read() as tx:
            new = await tx.filings.unknown(filings)
        if new or known != before:
            async with self.store.write() as tx:
                await tx.filings.keep_registrant(known)
                await tx.filings.add(new)
        if new:
            log.info("edgar.filings", issuer=entity.slug, new=len(new))
        if fault is not None:
            raise fault
        return len(new)

    async def _older(self, pages: Iterable[OlderPage]) -> tuple[list[Listed], list[str], SourceError | None]:
        """What older pages list, the marks of those that were read, and what is wrong with another one."""
        listed: list[Listed] = []
        marks: list[str] = []
        fault: SourceError | None = None
        for page in pages:
            try:
                listed += await self.source.older(page)
            except (SourceLacks, SourceDataError) as error:
                fault = error
            else:
                marks.append(page.mark)
        return listed, marks, fault


def _require_own(entity: Entity, listed: Submissions) -> None:
    if not is_registrant(entity, (listed.name, *listed.former_names)):
        raise SourceDataError(
            "edgar",
            f"CIK {entity.cik} is {listed.name!r} at EDGAR, but {entity.slug} is {entity.name!r} here: nothing of "
            "it is read; correct its cik, or add the name to former_names, in the entities file",
        )


def _unread(listed: Submissions, since: date, read: Iterable[str]) -> list[OlderPage]:
    """The older pages that may list what the first one does not reach back to."""
    if listed.recent and min(each.filed for each in listed.recent) < since:
        return []
    return [page for page in listed.pages if page.last >= since and page.mark not in set(read)]


def _wanted(listed: Iterable[Listed], issuer: str, cik: int, since: date) -> list[Filing]:
    return [
        Filing(
            accession=each.accession,
            cik=cik,
            issuer=issuer,
            form=each.form,
            filed=each.filed,
            period=each.period,
            primary_document=each.primary_document,
        )
        for each in listed
        if each.form in FORMS and each.filed >= since
    ]
