"""GET requests to one source: bounded in time and size, polite, with every failure told as a `SourceError`.

| what happens                                             | raised                                         |
|----------------------------------------------------------|------------------------------------------------|
| DNS, TCP, TLS, silence, an answer cut off or endless     | `SourceUnavailable`                            |
| 429, 403                                                 | `SourceUnavailable`, and a pause               |
| 5xx but 501                                              | `SourceUnavailable`, and a pause if it goes on |
| a call during a pause                                    | `SourceUnavailable`, without a request         |
| 404                                                      | `SourceLacks`                                  |
| any other status, redirects too; too long; a wrong shape | `SourceDataError`                              |

Content types are not looked at: a mempool backend sends hashes as text/html.
"""

import asyncio
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import timedelta
from http import HTTPStatus
from typing import Self, TypeVar

import httpx
import structlog

from monitor import __version__
from monitor.clock import utcnow
from monitor.errors import SourceDataError, SourceError, SourceLacks, SourceUnavailable
from monitor.explorers.body import BodyError, read_body
from monitor.explorers.politeness import FAILING, REFUSED, Backoff, Politeness
from monitor.explorers.retry_after import retry_after_seconds
from monitor.explorers.shapes import ShapeError, shown

_T = TypeVar("_T")

NOT_FOUND: AbstractSet[int] = frozenset({HTTPStatus.NOT_FOUND})

_TOTAL_FACTOR = 4
_CONCURRENCY = 4
_MAX_REASON = 4_000
"""Bytes read of an answer that only says why there is none."""

# mempool.space bans clients that go on asking when told not to.
_REFUSING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.FORBIDDEN})

_log = structlog.get_logger()


class ExplorerHttp:
    """The way to one source: an async context manager that owns its connections."""

    def __init__(
        self, name: str, base_url: str, *, timeout: timedelta, politeness: Politeness | None = None
    ) -> None:
        """Prepare the client; nothing is sent yet.

        Args:
            name: what the source is called in errors and logs.
            base_url: address of its API, such as `https://blockstream.info/api`.
            timeout: longest wait for a connection and for each next byte; four times that for a whole answer.
            politeness: decides on pauses between requests.
        """
        self.name = name
        seconds = timeout.total_seconds()
        self._total = seconds * _TOTAL_FACTOR
        self._client = httpx.AsyncClient(
            base_url=base_url,
            timeout=httpx.Timeout(seconds, pool=None),
            headers={"User-Agent": f"minerflow/{__version__}", "Accept-Encoding": "gzip"},
            follow_redirects=False,
        )
        self._politeness = politeness or Politeness()
        self._slots = asyncio.Semaphore(_CONCURRENCY)
        self._available = True

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._client.aclose()

    async def get(
        self, path: str, reader: Callable[[bytes], _T], *, limit: int, lacking: AbstractSet[int] = NOT_FOUND
    ) -> _T:
        """Ask for one thing and read it.

        Args:
            path: below the base URL, without a leading slash.
            reader: turns the body into the answer, or raises `ShapeError`.
            limit: greatest length of the body in bytes, after decompression.
            lacking: statuses by which the source says that it has no such thing.

        Raises:
            SourceError: see the table above.
        """
        async with self._slots:
            self._require_turn(path)
            try:
                body = await self._body(path, limit, lacking)
            except SourceUnavailable as error:
                self._note_unavailable(error)
                raise
            self._note_answer()
        try:
            return reader(body)
        except ShapeError as error:
            raise SourceDataError(self.name, f"{path}: {error}; the answer begins {shown(body)}") from error

    async def _body(self, path: str, limit: int, lacking: AbstractSet[int]) -> bytes:
        try:
            async with asyncio.timeout(self._total), self._client.stream("GET", path) as response:
                if response.status_code != HTTPStatus.OK:
                    raise await self._no_answer(path, response, lacking)
                return await _bounded(response, limit)
        except TimeoutError as error:
            what = f"{path}: not answered completely within {self._total:g} s"
            raise SourceUnavailable(self.name, what) from error
        except httpx.TimeoutException as error:
            what = f"{path}: nothing came for {self._client.timeout.read:g} s"
            raise SourceUnavailable(self.name, what) from error
        except httpx.TransportError as error:
            raise SourceUnavailable(self.name, f"{path}: {str(error) or type(error).__name__}") from error
        except BodyError as error:
            raise SourceDataError(self.name, f"{path}: the answer {error}") from error

    async def _no_answer(self, path: str, response: httpx.Response, lacking: AbstractSet[int]) -> SourceError:
        # Nothing but the status says what this is: a 429 may carry JSON where a hash is expected.
        status = response.status_code
        backoff = None if status in lacking else _backoff_after(status)
        retry_after = retry_after_seconds(response.headers.get("retry-after"), utcnow())
        if backoff:
            # Before the body: however that goes, the order to stay away stands.
            self._politeness.trouble(_now(), backoff, retry_after)
        what = f"{path}: {status} {await _reason(response)}"
        if status in lacking:
            return SourceLacks(self.name, what)
        if backoff:
            return SourceUnavailable(self.name, what, retry_after=retry_after)
        return SourceDataError(self.name, what)

    def _require_turn(self, path: str) -> None:
        pause = self._politeness.pause(_now())
        if pause:
            what = f"{path}: not asked; it gets no request for another {pause:.0f} s"
            raise SourceUnavailable(self.name, what, retry_after=pause)

    def _note_unavailable(self, error: SourceUnavailable) -> None:
        if self._available:
            _log.warning("source.unavailable", source=self.name, error=error.what)
        self._available = False

    def _note_answer(self) -> None:
        self._politeness.success()
        if not self._available:
            _log.info("source.recovered", source=self.name)
        self._available = True


def _now() -> float:
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


def _backoff_after(status: int) -> Backoff | None:
    if status in _REFUSING:
        return REFUSED
    # 501 is how a mempool backend calls a request malformed: waiting does not help.
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED:
        return FAILING
    return None
