"""An EDGAR of our own, over real HTTP on loopback: both hosts in one, with its shapes, its manners and its faults."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from time import monotonic

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from monitor.serving import serving
from monitor.simulation.answer import Answer, as_json
from monitor.simulation.edgar_pages import (
    Company,
    FiledDocument,
    FiledFiling,
    columns,
    index_page,
    not_there,
    page_file,
    pages,
    submissions,
    too_fast,
    undeclared,
)
from monitor.simulation.faults import Faults
from monitor.simulation.loopback import loopback_port

_AGENT = "0001213900"
"""Whoever files for others: the first ten digits of an accession number are not the company's."""


@dataclass(frozen=True, slots=True)
class AskedOfEdgar:
    """One request that came in."""

    path: str
    at: float
    """Seconds of `time.monotonic()`."""
    user_agent: str
    conditional: bool


class Edgar:
    """A running EDGAR. What is filed is served at once."""

    def __init__(self, url: str) -> None:
        self.url = url
        """Its origin, for `edgar.data_url` and `edgar.archives_url`."""
        self.faults = Faults()
        """By path, such as "/submissions/*"."""
        self.requests: list[AskedOfEdgar] = []
        self.page_size = 1000
        """Filings on the first page of a list, and on each older one."""
        self.names_versions = False
        """Whether lists come with an ETag, and are answered with 304."""
        self.forbids_missing = False
        """Whether a path without anything is answered with 403."""
        self.most_per_second: int | None = None
        """Requests within a second above which all are refused."""
        self._companies: dict[int, Company] = {}
        self._count = 0

    def company(self, cik: int, name: str, *former_names: str) -> Company:
        """Enter a company, or rename it."""
        known = self._companies.get(cik)
        made = Company(cik, name, former_names, known.filings if known else [])
        self._companies[cik] = made
        return made

    def file(
        self,
        cik: int,
        form: str,
        filed: date,
        *documents: FiledDocument,
        period: date | None = None,
        items: str = "",
    ) -> FiledFiling:
        """File something; it is listed first from now on."""
        self._count += 1
        accession = f"{_AGENT}-{filed.year % 100:02}-{self._count:06}"
        filing = FiledFiling(accession, cik, form, filed, documents, period, items)
        self._companies[cik].filings.append(filing)
        return filing

    def join(self, filing: FiledFiling, cik: int) -> None:
        """Let another company be a registrant of a filing, too: under its own number, in its own folder."""
        self._companies[cik].filings.append(replace(filing, cik=cik))

    def asked(self, pattern: str) -> list[AskedOfEdgar]:
        """The requests so far whose path matches a pattern, such as "*-index.htm"."""
        return [each for each in self.requests if fnmatchcase(each.path, pattern)]

    def application(self) -> Starlette:
        """The ASGI application that answers."""

        async def endpoint(request: Request) -> Answer:
            return await self._answer(request)

        return Starlette(routes=[Route("/{path:path}", endpoint)])

    async def _answer(self, request: Request) -> Answer:
        path = request.url.path
        agent = request.headers.get("user-agent", "")
        tag = request.headers.get("if-none-match", "")
        self.requests.append(AskedOfEdgar(path, monotonic(), agent, conditional=bool(tag)))
        if self._is_too_fast():
            return too_fast()
        if "@" not in agent or "Mozilla" in agent:
            return undeclared()
        return await self.faults.answer(path, lambda _: self._usual(path, tag))

    def _is_too_fast(self) -> bool:
        if self.most_per_second is None:
            return False
        since = self.requests[-1].at - 1
        return sum(each.at > since for each in self.requests) > self.most_per_second

    def _usual(self, path: str, tag: str) -> Answer:
        found = self._list(path) if path.startswith("/submissions/") else self._archived(path)
        if found is None:
            return not_there(forbidden=self.forbids_missing)
        if not self.names_versions or not path.startswith("/submissions/"):
            return found
        own = f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
        if tag == own:
            return Answer(b"", 304, headers={"etag": own})
        return Answer(found.body, content_type=found.content_type, headers={"etag": own})

    def _list(self, path: str) -> Answer | None:
        name = path.removeprefix("/submissions/")
        for company in self._companies.values():
            if name == f"CIK{company.cik:010}.json":
                return as_json(submissions(company, self.page_size))
            for number, page in enumerate(pages(company, self.page_size), 1):
                if name == page_file(company, number, page)["name"]:
                    return as_json(columns(page))
        return None

    def _archived(self, path: str) -> Answer | None:
        for company in self._companies.values():
            for filing in company.filings:
                if path == f"{filing.folder}/{filing.accession}-index.htm":
                    return Answer(
                        index_page(filing, *self._filers(filing.accession)), content_type="text/html"
                    )
                for document in filing.documents:
                    if path == f"{filing.folder}/{document.name}":
                        return Answer(document.body, content_type=document.media_type)
        return None

    def _filers(self, accession: str) -> list[Company]:
        """Who files something, in the order in which they were entered."""
        return [
            company
            for company in self._companies.values()
            if any(filing.accession == accession for filing in company.filings)
        ]


@asynccontextmanager
async def serve_edgar(*, port: int = 0) -> AsyncIterator[Edgar]:
    """Serve until the block ends.

    Args:
        port: on the loopback interface; a free one by default.

    Raises:
        OSError: the port is taken.
    """
    with loopback_port(port) as (listener, origin):
        edgar = Edgar(origin)
        async with serving(edgar.application(), listener):
            try:
                yield edgar
            finally:
                edgar.faults.clear()
