"""Documents and feeds over HTTP: only from allowed hosts, bounded in size and time, of the kinds that are read.

| what happens                                                          | raised                                |
|-----------------------------------------------------------------------|---------------------------------------|
| no https, a host that is not allowed, one at a private address        | `DocumentRefused`, nothing is sent    |
| a redirect to such a place, or more than five of them                 | `DocumentRefused`, it is not followed |
| too long, of a kind that is not read, not what its headers announce   | `DocumentRefused`                     |
| any status that is no answer and not listed here                      | `DocumentRefused`                     |
| 404, 410                                                              | `SourceLacks`                         |
| 403, 429, 5xx; DNS, TCP, TLS, silence, an answer cut off              | `SourceUnavailable`                   |
| a call while the host wants to be left alone                          | `SourceUnavailable`, nothing is sent  |

A host is left alone that says for how long, that answers 429, or that has forbidden (403) three addresses and served
nothing since: one forbidden page is that page's own affair, three are a wall.

A host is resolved here, and the request goes to the address that was found public: what its name leads to a moment
later does not count. No cookie is kept, no script run, nothing that a document refers to is fetched, and neither the
environment's proxies nor ~/.netrc are used.
"""

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

import httpx

from monitor import __version__
from monitor.clock import Clock, utcnow
from monitor.errors import DocumentRefused, Rule, SourceError, SourceLacks, SourceUnavailable
from monitor.pipeline.documents import Fetched, Validators
from monitor.web.addresses import is_public, resolved
from monitor.web.allowed import AllowList, Target, shown
from monitor.web.body import BodyError, BodyTooLong, read_body
from monitor.web.retry_after import retry_after_seconds

MOST_REDIRECTS = 5
_MOST_ADDRESSES = 3
"""So many of a host's addresses are tried."""
_PAUSE_SECONDS = 600.0
"""How long a host is left alone that refuses us and does not say for how long."""
_TIMEOUT = timedelta(seconds=20)
_TOTAL_FACTOR = 6
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_REFUSING = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})
_WALL = 3
"""So many addresses of a host that are forbidden, and none that is served, are no affair of single pages."""
_MOST_VALIDATOR = 200
"""Characters of an ETag or Last-Modified that is worth keeping."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may come back."""

    limit: int
    """Greatest length in bytes, after decompression."""
    types: Collection[str]
    """Media types in lower case; any where there is none."""


class Fetcher:
    """Fetches what the allow-list lets it. One for all hosts; it holds no connection between two requests."""

    def __init__(
        self,
        allowed: AllowList,
        *,
        contact: str = "",
        timeout: timedelta = _TIMEOUT,
        tls: ssl.SSLContext | None = None,
        monotonic: Callable[[], float] | None = None,
        clock: Clock = utcnow,
    ) -> None:
        """Prepare it; nothing is sent yet.

        Args:
            allowed: from where it may fetch.
            contact: whom a server may write to about us; stands in the User-Agent.
            timeout: longest wait for a connection and for each next byte; six times that for all of it.
            tls: whose certificates are believed; by default those of the system and of certifi.
            monotonic: seconds of a clock that never jumps; the event loop's by default.
            clock: the wall clock, needed only for dates in answers that do not say when they were given.
        """
        self.allowed = allowed
        self.refusals: Counter[str] = Counter()
        """How often each rule refused something, since the start."""
        self._seconds = timeout.total_seconds()
        self._headers = {
            "User-Agent": f"minerflow/{__version__} {contact}".strip(),
            "Accept-Encoding": "gzip",
            "Accept": "*/*",
        }
        self._now = monotonic or _loop_time
        self._clock = clock
        self._quiet_until: dict[str, float] = {}
        self._forbidden: dict[str, set[str]] = {}
        """By host, the addresses that it has forbidden since it served something."""
        self._tls = tls or httpx.create_ssl_context()

    def target(self, url: str) -> Target:
        """What an address asks for, if it may be asked; a refusal is counted.

        Raises:
            DocumentRefused: it is no address, or none that is allowed.
        """
        try:
            return self.allowed.target(url)
        except DocumentRefused as refused:
            self.refusals[refused.rule] += 1
            raise

    async def fetch(self, url: str, wanted: Wanted, known: Validators | None = None) -> Fetched | None:
        """Fetch what is at an address.

        Args:
            url: where it is.
            wanted: what may come back.
            known: of the version at hand, for a conditional request (RFC 9110, section 13).

        Returns:
            None where the server says that the version at hand is the present one.

        Raises:
            DocumentRefused: it must not be fetched, or not be used.
            SourceUnavailable: it cannot be had now.
            SourceLacks: it is not there, or not yet.
        """
        try:
            async with asyncio.timeout(self._seconds * _TOTAL_FACTOR):
                return await self._followed(url, wanted, known)
        except TimeoutError as error:
            where = shown(self.allowed.target(url).url)
            what = f"not answered completely within {self._seconds * _TOTAL_FACTOR:g} s"
            raise SourceUnavailable(where, what) from error
        except DocumentRefused as refused:
            self.refusals[refused.rule] += 1
            raise

    async def _followed(self, url: str, wanted: Wanted, known: Validators | None) -> Fetched | None:
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._asked(self.allowed.target(url), wanted, known)
            if not isinstance(answer, httpx.URL):
                return answer
            url = str(answer)
        raise DocumentRefused(url, f"it is elsewhere for the {MOST_REDIRECTS + 1}th time", Rule.REDIRECTS)

    async def _asked(
        self, target: Target, wanted: Wanted, known: Validators | None
    ) -> Fetched | httpx.URL | None:
        """What is there, the address where it is instead, or None where it has not changed."""
        where = shown(target.url)
        self._require_open(target, where)
        fault: SourceError | None = None
        for address in await self._addresses(target, where):
            request = self._request(target, address, known)
            try:
                # A client for each request: a connection that was checked for one host serves no other.
                async with httpx.AsyncClient(
                    verify=self._tls, timeout=self._seconds, trust_env=False, follow_redirects=False
                ) as client:
                    response = await client.send(request, stream=True)
                    try:
                        return await self._read(target, response, wanted)
                    finally:
                        await response.aclose()
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                fault = SourceUnavailable(where, str(error) or f"no connection within {self._seconds:g} s")
            except httpx.TimeoutException as error:
                raise SourceUnavailable(where, f"nothing came for {self._seconds:g} s") from error
            except httpx.TransportError as error:
                raise SourceUnavailable(where, str(error) or type(error).__name__) from error
        assert fault is not None
        raise fault

    async def _addresses(self, target: Target, where: str) -> list[str]:
        try:
            found = await resolved(target.host, target.port)
        except OSError as error:
            raise SourceUnavailable(where, f"{target.host} cannot be resolved: {error.strerror}") from error
        usable = [str(each) for each in found if target.private or is_public(each)]
        if not usable:
            what = f"{target.host} is at {found[0] if found else 'no address'}, which is not public"
            raise DocumentRefused(where, what, Rule.PRIVATE)
        return usable[:_MOST_ADDRESSES]

    def _request(self, target: Target, address: str, known: Validators | None) -> httpx.Request:
        conditions = known.conditions if known else {}
        return httpx.Request(
            "GET",
            target.url.copy_with(host=address),
            headers={**self._headers, **conditions, "Host": target.url.netloc.decode("ascii")},
            extensions={"sni_hostname": target.host, "timeout": httpx.Timeout(self._seconds).as_dict()},
        )

    async def _read(
        self, target: Target, response: httpx.Response, wanted: Wanted
    ) -> Fetched | httpx.URL | None:
        where, status = shown(target.url), response.status_code
        if response.has_redirect_location:
            # Against the name that was asked for: the request itself went to an address.
            return target.url.join(response.headers["location"])
        if status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            self._forbidden.pop(target.host, None)
        if status == HTTPStatus.NOT_MODIFIED:
            return None
        if status != HTTPStatus.OK:
            raise self._fault(target, where, response)
        content_type = response.headers.get("content-type", "")
        media_type = content_type.partition(";")[0].strip().lower()
        if wanted.types and media_type not in wanted.types:
            what = f"it is {media_type or 'of no type'}, and only {', '.join(sorted(wanted.types))} is read"
            raise DocumentRefused(where, what, Rule.TYPE)
        try:
            body = await read_body(
                response.aiter_raw(), response.headers.get("content-encoding", ""), wanted.limit
            )
        except BodyError as error:
            rule = Rule.SIZE if isinstance(error, BodyTooLong) else Rule.BODY
            raise DocumentRefused(where, f"the answer {error}", rule) from error
        return Fetched(str(target.url), body, content_type, _validators(response))

    def _fault(self, target: Target, where: str, response: httpx.Response) -> Exception:
        status = response.status_code
        if status in _GONE:
            return SourceLacks(where, f"{status}")
        if status in _REFUSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            wait = retry_after_seconds(response.headers, self._clock())
            if wait is None and self._refuses_us(target, status):
                wait = _PAUSE_SECONDS
            if wait is not None:
                self._quiet_until[target.host] = self._now() + wait
            return SourceUnavailable(where, f"{status}", retry_after=wait)
        return DocumentRefused(where, f"the server answers {status}", Rule.STATUS)

    def _refuses_us(self, target: Target, status: int) -> bool:
        """Whether it is us whom a host refuses, and not one address."""
        if status == HTTPStatus.FORBIDDEN:
            forbidden = self._forbidden.setdefault(target.host, set())
            forbidden.add(str(target.url))
            return len(forbidden) >= _WALL
        return status == HTTPStatus.TOO_MANY_REQUESTS

    def _require_open(self, target: Target, where: str) -> None:
        left = self._quiet_until.get(target.host, 0.0) - self._now()
        if left > 0:
            what = f"not asked: {target.host} wants to be left alone for another {left:.0f} s"
            raise SourceUnavailable(where, what, retry_after=left)


def _validators(response: httpx.Response) -> Validators:
    return Validators(_kept(response.headers.get("etag")), _kept(response.headers.get("last-modified")))


def _kept(text: str | None) -> str | None:
    fits = text and len(text) <= _MOST_VALIDATOR and text.isascii() and text.isprintable()
    return text if fits else None


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
