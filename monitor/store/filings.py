"""What is known of companies and their filings at EDGAR."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.store.original_tables import FilingRow, RegistrantRow


class Reading(StrEnum):
    """How far a filing was read."""

    WAITING = "waiting"
    READ = "read"
    GIVEN_UP = "given_up"


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

    async def due(self, now: datetime, cik: int | None = None, most: int | None = None) -> Sequence[Filing]:
        """Filings that wait and may be asked for now, of one company or of all, the latest first."""
        query = (
            select(FilingRow)
            .where(FilingRow.state == Reading.WAITING.value)
            .where(col(FilingRow.retry_at).is_(None) | (col(FilingRow.retry_at) <= now))
            .order_by(col(FilingRow.filed).desc(), col(FilingRow.accession).desc(), col(FilingRow.cik))
        )
        if cik is not None:
            query = query.where(FilingRow.cik == cik)
        return [_filing(row) for row in await self._session.exec(query.limit(most))]

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
