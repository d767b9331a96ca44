"""Requests to one source: bounded in time and size, within its budget, with every failure told as a `SourceError`.

| what happens                                             | raised                                                   |
|----------------------------------------------------------|----------------------------------------------------------|
| DNS, TCP, TLS, silence, an answer cut off or endless     | `SourceUnavailable`, and a pause if it goes on           |
| 429, 403                                                 | `SourceUnavailable`, a pause, and a smaller budget       |
| 5xx but 501                                              | `SourceUnavailable`, and a pause if it goes on           |
| a call during a pause, or with the budget spent          | `SourceUnavailable`, without a request                   |
| 404                                                      | `SourceLacks`                                            |
| any other status, redirects too; too long; a wrong shape | `SourceDataError`                                        |

Content types are not looked at: a mempool backend sends hashes as text/html.
"""

import asyncio
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Self, TypeVar

import httpx

from monitor import __version__
from monitor.clock import Clock, utcnow
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceUnavailable
from monitor.explorers.breaker import Breaker, Ticket
from monitor.explorers.budget import Budget
from monitor.explorers.failures import Failed, data_fault, fault_of_status, transport_fault
from monitor.explorers.kept import Kept, KeptAnswers
from monitor.explorers.question import NOT_FOUND, Question
from monitor.explorers.shapes import ShapeError, shown
from monitor.explorers.standing import Standing
from monitor.explorers.turnstile import NoTurn, Turnstile
from monitor.pipeline.snapshot import SourceSnapshot
from monitor.pipeline.urgency import urgency
from monitor.web.body import BodyError, read_body
from monitor.web.retry_after import retry_after_seconds

__all__ = ["NOT_FOUND", "ExplorerHttp"]

_T = TypeVar("_T")

CONCURRENCY = 4
"""Requests to one source at once, unless its section says otherwise."""
CONNECT_TIMEOUT = timedelta(seconds=10)
KEEP_ALIVE_SECONDS = 3.0
"""So long an idle connection is used again: servers close theirs after five seconds or more (Node.js and uvicorn five,
nginx 75), and a request that leaves in that moment is lost (RFC 9112, 9.5)."""
_TOTAL_FACTOR = 4
_MAX_REASON = 4_000
"""Bytes read of an answer that only says why there is none."""


class ExplorerHttp:
    """The way to one source: an async context manager that owns its connections."""

    def __init__(
        self,
        name: str,
        base_url: str,
        *,
        timeout: timedelta,
        connect_timeout: timedelta = CONNECT_TIMEOUT,
        concurrency: int = CONCURRENCY,
        budget: Budget | None = None,
        breaker: Breaker | None = None,
        credentials: Callable[[], tuple[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
        monotonic: Callable[[], float] | None = None,
        clock: Clock = utcnow,
    ) -> None:
        """Prepare the client; nothing is sent yet.

        Args:
            name: what the source is called in errors and logs.
            base_url: address of its API, such as `https://blockstream.info/api`.
            timeout: longest wait for each next byte; four times that for a whole answer.
            connect_timeout: longest wait for a connection, TLS included; never more than `timeout`.
            concurrency: requests at once.
            budget: decides how many requests an hour leave; no limit by default, until the source refuses.
            breaker: decides on pauses after trouble.
            credentials: user and password for HTTP basic authentication, asked for before each request, so that
                they may change; it may raise `SourceError`.
            headers: sent with each request.
            monotonic: seconds of a clock that never jumps; the event loop's by default.
            clock: the wall clock, needed only for dates in answers that do not say when they were given.
        """
        self.name = name
        self._read_seconds = timeout.total_seconds()
        self._connect_seconds = min(connect_timeout, timeout).total_seconds()
        self._client = httpx.AsyncClient(
            base_url=base_url,
            timeout=httpx.Timeout(self._read_seconds, connect=self._connect_seconds, pool=None),
            limits=httpx.Limits(keepalive_expiry=KEEP_ALIVE_SECONDS),
            headers={
                "User-Agent": f"minerflow/{__version__}",
                "Accept-Encoding": "gzip",
                **(headers or {}),
            },
            follow_redirects=False,
            http2=True,  # where TLS negotiates it
        )
        self._credentials = credentials
        self._now = monotonic or _loop_time
        self._clock = clock
        budget = budget or Budget()
        self._standing = Standing(name, budget, breaker or Breaker(), self._now)
        self._turnstile = Turnstile(budget, concurrency, self._now)
        self._kept = KeptAnswers()

    @classmethod
    def of(
        cls,
        section: SourceSettings,
        *,
        credentials: Callable[[], tuple[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """The way to a source as its section of the configuration has it."""
        return cls(
            section.name,
            section.url,
            timeout=section.timeout,
            connect_timeout=section.connect_timeout,
            concurrency=section.concurrency,
            budget=Budget(section.requests_per_hour, section.burst),
            credentials=credentials,
            headers=headers,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._client.aclose()

    async def get(
        self,
        path: str,
        reader: Callable[[bytes], _T],
        *,
        limit: int,
        lacking: AbstractSet[int] = NOT_FOUND,
        answering: AbstractSet[int] = frozenset(),
    ) -> _T:
        """Ask for one thing and read it.

        Args:
            path: below the base URL, without a leading slash.
            reader: turns the body into the answer, or raises `ShapeError`.
            limit: greatest length of the body in bytes, after decompression.
            lacking: statuses by which the source says that it has no such thing.
            answering: statuses beside 200 whose body the reader is given; one it cannot read is told by its
                status.

        Raises:
            SourceError: see the table above.
        """
        question = Question("GET", path, path, limit, lacking, answering)
        return await self._ask(question, reader)

    async def post(
        self,
        path: str,
        document: Any,
        reader: Callable[[bytes], _T],
        *,
        limit: int,
        subject: str = "",
        lacking: AbstractSet[int] = frozenset(),
        answering: AbstractSet[int] = frozenset(),
    ) -> _T:
        """Send a small JSON document, as JSON-RPC does, and read what comes back.

        Args:
            path: below the base URL; may be empty.
            document: what is sent, of JSON-ready values.
            reader: as for `get`.
            limit: as for `get`.
            subject: what this is about, for errors; the path by default.
            lacking: as for `get`.
            answering: as for `get`; JSON-RPC 1.0 tells its errors with status 500 and a JSON body.

        Raises:
            SourceError: see the table above.
        """
        question = Question("POST", path, subject or path, limit, lacking, answering, document)
        return await self._ask(question, reader)

    def snapshot(self) -> SourceSnapshot:
        """How the source is now."""
        return self._standing.snapshot()

    async def _ask(self, question: Question, reader: Callable[[bytes], _T]) -> _T:
        self._standing.require_open(question.subject)
        try:
            async with self._turnstile.turn(urgency()) as turn:
                self._standing.require_open(question.subject)
                turn.spend()
                return await self._asked(question, reader)
        except NoTurn as error:
            self._standing.starved(urgency(), error.seconds)
            what = f"{question.subject}: not asked; {error}"
            raise SourceUnavailable(self.name, what, retry_after=error.seconds) from error

    async def _asked(self, question: Question, reader: Callable[[bytes], _T]) -> _T:
        ticket = self._standing.enter(urgency())
        try:
            answer = await self._exchange(question, reader, ticket)
        except Failed as failed:
            self._standing.failed(ticket, failed)
            raise failed.error from failed.__cause__
        else:
            self._standing.answered(ticket)
            return answer
        finally:
            self._standing.leave(ticket)

    async def _exchange(self, question: Question, reader: Callable[[bytes], _T], ticket: Ticket) -> _T:
        kept = self._kept.get(question)
        request = self._request(question, kept)
        auth = httpx.BasicAuth(*self._credentials()) if self._credentials else None
        total = self._read_seconds * _TOTAL_FACTOR
        try:
            async with asyncio.timeout(total):
                response = await self._client.send(request, auth=auth, stream=True)
                try:
                    body = await self._body(question, response, kept, ticket)
                finally:
                    self._standing.tally.received_bytes += response.num_bytes_downloaded
                    await response.aclose()
        except TimeoutError as error:
            what = f"not answered completely within {total:g} s"
            raise transport_fault(self.name, question, "timeout", what) from error
        except httpx.ConnectTimeout as error:
            what = f"no connection within {self._connect_seconds:g} s"
            raise transport_fault(self.name, question, "timeout", what) from error
        except httpx.TimeoutException as error:
            what = f"nothing came for {self._read_seconds:g} s"
            raise transport_fault(self.name, question, "timeout", what) from error
        except httpx.TransportError as error:
            what = str(error) or type(error).__name__
            raise transport_fault(self.name, question, "connection", what) from error
        except BodyError as error:
            raise data_fault(self.name, question, f"the answer {error}") from error
        self._standing.tally.answered(self._now() - ticket.at)
        return self._read(question, reader, response, body)

    def _request(self, question: Question, kept: Kept | None) -> httpx.Request:
        return self._client.build_request(
            question.method,
            question.path,
            json=question.document,
            headers=dict(kept.conditions) if kept else None,
        )

    async def _body(
        self, question: Question, response: httpx.Response, kept: Kept | None, ticket: Ticket
    ) -> bytes:
        """What was answered, as far as the status lets it be one."""
        status = response.status_code
        if status in question.answering or status == HTTPStatus.OK:
            return await _bounded(response, question.limit)
        if status == HTTPStatus.NOT_MODIFIED and kept is not None:
            return kept.body
        failed = fault_of_status(self.name, question, status, self._retry_after(response))
        # Before the body: however that goes, the order to stay away stands.
        self._standing.trouble(ticket, failed)
        raise failed.saying(await _reason(response))

    def _read(
        self, question: Question, reader: Callable[[bytes], _T], response: httpx.Response, body: bytes
    ) -> _T:
        status = response.status_code
        try:
            answer = reader(body)
        except ShapeError as error:
            if status != HTTPStatus.OK:
                failed = fault_of_status(self.name, question, status, self._retry_after(response))
                raise failed.saying(shown(body)) from error
            raise data_fault(self.name, question, f"{error}; the answer begins {shown(body)}") from error
        if status == HTTPStatus.OK:
            self._kept.keep(question, body, response.headers)
        return answer

    def _retry_after(self, response: httpx.Response) -> float | None:
        return retry_after_seconds(response.headers, self._clock())


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


async def _bounded(response: httpx.Response, limit: int) -> bytes:
    return await read_body(response.aiter_raw(), response.headers.get("content-encoding", ""), limit)


async def _reason(response: httpx.Response) -> str:
    if response.has_redirect_location:
        return f"to {shown(response.headers['location'].encode())}; redirects are not followed"
    try:
        return shown(await _bounded(response, _MAX_REASON))
    except BodyError as error:
        return f"and the answer {error}"
