"""What is known of companies and their filings at EDGAR."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.store.original_tables import FilingRow, RegistrantRow

HELD = timedelta(minutes=5)
"""So long one process has a filing for itself; then another, or the next one after a crash, may read it."""


class Reading(StrEnum):
    """How far a filing was read."""

    WAITING = "waiting"
    READ = "read"
    GIVEN_UP = "given_up"
    """It could not be had at many tries. It is asked for a few times more, and whenever somebody wants it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A filing of an issuer."""

    accession: str
    """EDGAR's number of it, with dashes."""
    cik: int
    issuer: str
    form: str
    filed: date
    period: date | None
    primary_document: str
    """The name of its file; may be empty."""
    state: Reading = Reading.WAITING
    tries: int = 0
    retry_at: datetime | None = None
    """Not before this time is it asked for again."""
    reason: str | None = None
    """Why it waits or was given up."""

    @property
    def key(self) -> tuple[str, int]:
        """What it is known by: who file together file under one number."""
        return self.accession, self.cik

    @property
    def called(self) -> str:
        """What people call it."""
        return f"{self.form} of {self.issuer} of {self.filed} ({self.accession})"

    @property
    def lack(self) -> str:
        """What of it cannot be had, how often it was tried, and whether it was given up, in words."""
        tries = f"{self.tries} {'try' if self.tries == 1 else 'tries'}"
        how = f"given up after {tries}" if self.state is Reading.GIVEN_UP else f"not had at {tries}"
        return f"{self.called}: {how}: {self.reason}"

    def may_be_read(self, now: datetime, *, on_demand: bool = False) -> bool:
        """Whether it is to be read now: it is due; or it lacks something, somebody wants it, and nobody has it."""
        if self.state is Reading.READ:
            return False
        if self.retry_at is None:
            return on_demand or self.state is Reading.WAITING
        return self.retry_at <= now or (on_demand and self.retry_at > now + HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrant:
    """A company as EDGAR lists it, and up to where its filings are known."""

    cik: int
    issuer: str
    name: str
    since: date
    """Filings of before this day are not read."""
    newest: str | None
    """The accession number that was listed first at the last look."""
    pages: tuple[str, ...] = ()
    """Older pages that were read: name, number of filings and last day of each, in one text."""


class FilingRows:
    """Reads and writes filings and registrants."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def registrant(self, cik: int) -> Registrant | None:
        """What is known of a company."""
        row = await self._session.get(RegistrantRow, cik)
        if row is None:
            return None
        return Registrant(
            cik=row.cik,
            issuer=row.issuer,
            name=row.name,
            since=row.since,
            newest=row.newest,
            pages=tuple(row.pages),
        )

    async def keep_registrant(self, known: Registrant) -> None:
        """Keep what is known of a company now."""
        await self._session.merge(
            RegistrantRow(
                cik=known.cik,
                issuer=known.issuer,
                name=known.name,
                since=known.since,
                newest=known.newest,
                pages=list(known.pages),
            )
        )
        await self._session.flush()

    async def unknown(self, filings: Sequence[Filing]) -> Sequence[Filing]:
        """Those of these filings that are not known yet; each once."""
        named = [filing.accession for filing in filings]
        query = select(FilingRow.accession, FilingRow.cik).where(col(FilingRow.accession).in_(named))
        known = set((await self._session.exec(query)).all())
        return list({each.key: each for each in filings if each.key not in known}.values())

    async def add(self, filings: Iterable[Filing]) -> None:
        """Keep filings that are not known yet; those that another process has just added stay as they are."""
        for filing in filings:
            if not await self._session.get(FilingRow, filing.key):
                self._session.add(_row(filing))
        await self._session.flush()

    async def save(self, filing: Filing) -> None:
        """Keep how far a filing was read."""
        await self._session.merge(_row(filing))
        await self._session.flush()

    async def due(
        self, now: datetime, cik: int | None = None, most: int | None = None, *, on_demand: bool = False
    ) -> Sequence[Filing]:
        """Filings that may be asked for now (`Filing.may_be_read`), of one company or of all, the latest first."""
        query = (
            select(FilingRow)
            .where(FilingRow.state != Reading.READ.value)
            .where(_on_demand(now) if on_demand else _due(now))
            .order_by(col(FilingRow.filed).desc(), col(FilingRow.accession).desc(), col(FilingRow.cik))
        )
        if cik is not None:
            query = query.where(FilingRow.cik == cik)
        return [_filing(row) for row in await self._session.exec(query.limit(most))]

    async def lacking(self, issuer: str | None = None) -> Sequence[Filing]:
        """Filings of which something could not be had yet, of one issuer or of all, the latest first."""
        query = (
            select(FilingRow)
            .where(FilingRow.state != Reading.READ.value, FilingRow.tries > 0)
            .order_by(col(FilingRow.filed).desc(), col(FilingRow.accession).desc())
        )
        if issuer is not None:
            query = query.where(FilingRow.issuer == issuer)
        return [_filing(row) for row in await self._session.exec(query)]

    async def awaited(self, issuer: str, since: date) -> bool:
        """Whether a filing of an issuer, of this day or later, is still to be read, and will be asked for."""
        waits = col(FilingRow.state) == Reading.WAITING.value
        again = (col(FilingRow.state) == Reading.GIVEN_UP.value) & col(FilingRow.retry_at).is_not(None)
        query = select(FilingRow.accession).where(
            FilingRow.issuer == issuer, FilingRow.filed >= since, waits | again
        )
        return (await self._session.exec(query.limit(1))).first() is not None

    async def latest_read(self) -> Filing | None:
        """The latest filing that was read altogether."""
        query = select(FilingRow).where(FilingRow.state == Reading.READ.value)
        latest = query.order_by(col(FilingRow.filed).desc(), col(FilingRow.accession).desc()).limit(1)
        row = (await self._session.exec(latest)).first()
        return _filing(row) if row else None

    async def get(self, accession: str, cik: int) -> Filing | None:
        """The filing of a number, as one of a company."""
        row = await self._session.get(FilingRow, (accession, cik))
        return _filing(row) if row else None

    async def listed(self, issuer: str | None = None) -> Sequence[Filing]:
        """Filings of one issuer or of all, the latest first."""
        query = select(FilingRow).order_by(col(FilingRow.filed).desc(), col(FilingRow.accession).desc())
        if issuer is not None:
            query = query.where(FilingRow.issuer == issuer)
        return [_filing(row) for row in await self._session.exec(query)]

    async def counts(self) -> dict[str, int]:
        """How many filings there are in each state."""
        query = select(FilingRow.state, func.count()).group_by(col(FilingRow.state))
        counted = dict((await self._session.exec(query)).all())
        return {state.value: counted.get(state.value, 0) for state in Reading}


def _due(now: datetime) -> ColumnElement[bool]:
    never = col(FilingRow.retry_at).is_(None)
    waits = col(FilingRow.state) == Reading.WAITING.value
    return (never & waits) | (col(FilingRow.retry_at) <= now)


def _on_demand(now: datetime) -> ColumnElement[bool]:
    at = col(FilingRow.retry_at)
    return at.is_(None) | (at <= now) | (at > now + HELD)


def _row(filing: Filing) -> FilingRow:
    return FilingRow(
        accession=filing.accession,
        cik=filing.cik,
        issuer=filing.issuer,
        form=filing.form,
        filed=filing.filed,
        period=filing.period,
        primary_document=filing.primary_document,
        state=filing.state.value,
        tries=filing.tries,
        retry_at=filing.retry_at,
        reason=filing.reason,
    )


def _filing(row: FilingRow) -> Filing:
    return Filing(
        accession=row.accession,
        cik=row.cik,
        issuer=row.issuer,
        form=row.form,
        filed=row.filed,
        period=row.period,
        primary_document=row.primary_document,
        state=Reading(row.state),
        tries=row.tries,
        retry_at=row.retry_at,
        reason=row.reason,
    )
