"""EDGAR as a source of filings: its list of a company's filings, their index pages, their documents."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from monitor.clock import Clock
from monitor.disclosures.text.limits import MOST_BYTES
from monitor.edgar.addresses import EdgarAddresses
from monitor.edgar.http import NAME, EdgarHttp
from monitor.edgar.index_page import read_index
from monitor.edgar.pace import Pace
from monitor.edgar.submissions import read_older_page, read_submissions
from monitor.errors import SourceDataError
from monitor.pipeline.filing_source import FilingIndex, Listed, OlderPage, Served, Submissions
from monitor.store.filings import Filing

MAX_DOCUMENT = MOST_BYTES
"""Bytes of a document: no more of it would be read."""
_MAX_LIST = 32 * 2**20
_MAX_INDEX = 2 * 2**20


class EdgarClient:
    """A `FilingSource`; see `open_edgar`."""

    def __init__(self, http: EdgarHttp, addresses: EdgarAddresses) -> None:
        self._http = http
        self._addresses = addresses
        self._validators: dict[int, Mapping[str, str]] = {}

    async def submissions(self, cik: int) -> Submissions | None:
        """What is listed under a company's number; None where EDGAR says that this has not changed.

        Raises:
            SourceError: see `EdgarHttp`.
        """
        url = self._addresses.submissions(cik)
        reply = await self._http.get(url, limit=_MAX_LIST, validators=self._validators.get(cik))
        if reply.unchanged:
            return None
        # In a thread: the list of a company that files a lot has several megabytes.
        submissions = await asyncio.to_thread(read_submissions, reply.body, cik)
        self._validators[cik] = reply.validators
        return submissions

    def forget(self, cik: int) -> None:
        """Ask for a whole list next time: what came of the last one was not kept."""
        self._validators.pop(cik, None)

    async def older(self, page: OlderPage) -> tuple[Listed, ...]:
        """What an older page lists.

        Raises:
            SourceError: see `EdgarHttp`.
        """
        reply = await self._http.get(self._addresses.older_page(page.name), limit=_MAX_LIST)
        return await asyncio.to_thread(read_older_page, reply.body)

    async def index(self, filing: Filing) -> FilingIndex:
        """The documents of a filing, in their order, and whose they are.

        Raises:
            SourceError: see `EdgarHttp`.
        """
        reply = await self._http.get(self._addresses.index(filing.cik, filing.accession), limit=_MAX_INDEX)
        return await asyncio.to_thread(read_index, reply.body, filing.accession, self._addresses)

    async def document(self, url: str) -> Served:
        """A document of a filing.

        Raises:
            SourceError: see `EdgarHttp`; also where it is empty, which no document is.
        """
        reply = await self._http.get(url, limit=MAX_DOCUMENT)
        if not reply.body:
            raise SourceDataError(NAME, f"{url}: the answer is empty")
        return Served(reply.body, reply.media_type)

    def stopped_until(self) -> datetime | None:
        """Until when EDGAR is not asked; None when it may be."""
        return self._http.pace.stopped_until()

    def stopped_for(self) -> str:
        """What it refused with; empty when it may be asked."""
        return self._http.pace.stopped_for()


@asynccontextmanager
async def open_edgar(
    contact: str, addresses: EdgarAddresses, patience: timedelta, times: Path, clock: Clock
) -> AsyncIterator[EdgarClient]:
    """EDGAR, asked in the name of a contact.

    Args:
        contact: name and mail address of whoever runs this.
        addresses: of its hosts.
        patience: longest wait for each next byte.
        times: the file that keeps every process of this database to one pace.
        clock: the wall clock, which that file is written by.
    """
    async with EdgarHttp(contact, Pace(times, clock), patience) as http:
        yield EdgarClient(http, addresses)
