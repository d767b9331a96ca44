"""Requests to EDGAR: named, paced, bounded in time and size; redirects are not followed.

| what happens                                   | raised                                                  |
|------------------------------------------------|---------------------------------------------------------|
| 429, or 403 with a page                        | `SourceUnavailable`, and nothing is asked for ten minutes |
| 404, or 403 with the archive's XML error       | `SourceLacks`                                           |
| 5xx, no connection, silence, an answer cut off | `SourceUnavailable`                                     |
| any other status, redirects too; too long      | `SourceDataError`                                       |
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Self

import httpx

from monitor.edgar.pace import Pace
from monitor.errors import SourceDataError, SourceError, SourceLacks, SourceUnavailable
from monitor.web.body import BodyError, read_body

NAME = "edgar"
_CONNECT_SECONDS = 10.0
_TOTAL_FACTOR = 4
_MAX_REASON = 20_000
"""Bytes read of an answer that only says why there is none."""
_MAX_VALIDATOR = 200
_LACKING_XML = re.compile(rb"<Code>\s*(?:AccessDenied|NoSuchKey)\s*</Code>", re.IGNORECASE)
"""How the archive says that a path is not there (Amazon S3, error responses)."""
_TITLE = re.compile(rb"<(?:title|h1)[^<>]*>([^<>]{1,200})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer."""

    body: bytes
    media_type: str
    validators: Mapping[str, str] = field(default_factory=dict)
    """Request headers that ask for it only if it has changed; empty where it names no version."""
    unchanged: bool = False
    """It is still the version that was asked about (RFC 9110, 15.4.5)."""


class EdgarHttp:
    """The way to EDGAR's two hosts: an async context manager that owns its connections."""

    def __init__(self, contact: str, pace: Pace, timeout: timedelta) -> None:
        """Prepare the client; nothing is sent yet.

        Args:
            contact: name and mail address of whoever runs this; the SEC asks for both as the User-Agent.
            pace: lets requests through.
            timeout: longest wait for each next byte; four times that for a whole answer.
        """
        self.pace = pace
        self._seconds = timeout.total_seconds()
        # HTTP/1.1: a reset of an HTTP/2 connection ends everything on it, and one request at a time gains nothing.
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(self._seconds, connect=min(_CONNECT_SECONDS, self._seconds)),
            headers={"User-Agent": contact, "Accept-Encoding": "gzip"},
            follow_redirects=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._client.aclose()

    async def get(self, url: str, *, limit: int, validators: Mapping[str, str] | None = None) -> Reply:
        """Ask for one thing, when its turn comes.

        Args:
            url: where it is.
            limit: greatest length of the body in bytes, after decompression.
            validators: of the version that is at hand.

        Raises:
            SourceError: see the table above.
        """
        request = self._client.build_request("GET", url, headers=dict(validators or {}))
        async with self.pace.turn():
            try:
                async with asyncio.timeout(self._seconds * _TOTAL_FACTOR):
                    return await self._exchange(request, limit, conditional=bool(validators))
            except TimeoutError as error:
                what = f"{url}: not answered completely within {self._seconds * _TOTAL_FACTOR:g} s"
                raise SourceUnavailable(NAME, what) from error
            except httpx.TransportError as error:
                what = f"{url}: {str(error) or type(error).__name__}"
                raise SourceUnavailable(NAME, what) from error
            except BodyError as error:
                raise SourceDataError(NAME, f"{url}: the answer {error}") from error

    async def _exchange(self, request: httpx.Request, limit: int, *, conditional: bool) -> Reply:
        response = await self._client.send(request, stream=True)
        try:
            if response.status_code == HTTPStatus.NOT_MODIFIED and conditional:
                return Reply(b"", "", unchanged=True)
            if response.status_code != HTTPStatus.OK:
                raise await self._fault(response, str(request.url))
            body = await _bounded(response, limit)
        finally:
            await response.aclose()
        media_type = response.headers.get("content-type", "")
        return Reply(body, media_type, _validators(response.headers))

    async def _fault(self, response: httpx.Response, url: str) -> SourceError:
        status = response.status_code
        what = f"{url}: {status}"
        if status == HTTPStatus.NOT_FOUND:
            return SourceLacks(NAME, what)
        if status in {HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}:
            reason = await _reason(response)
            if status == HTTPStatus.FORBIDDEN and _LACKING_XML.search(reason):
                return SourceLacks(NAME, what)
            title = _TITLE.search(reason)
            why = f"it refused us with {status}" + (f" ({_plain(title[1])})" if title else "")
            self.pace.refused(why)
            return SourceUnavailable(NAME, f"{what}: {why}; nothing is asked for ten minutes")
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return SourceUnavailable(NAME, what)
        if response.has_redirect_location:
            what += "; redirects are not followed"
        return SourceDataError(NAME, what)


async def _bounded(response: httpx.Response, limit: int) -> bytes:
    return await read_body(response.aiter_raw(), response.headers.get("content-encoding", ""), limit)


async def _reason(response: httpx.Response) -> bytes:
    try:
        return await _bounded(response, _MAX_REASON)
    except BodyError:
        return b""


def _plain(text: bytes) -> str:
    words = " ".join(text.decode("ascii", "replace").split())
    return "".join(letter for letter in words if letter.isprintable())


def _validators(headers: Mapping[str, str]) -> dict[str, str]:
    found = {"If-None-Match": headers.get("etag"), "If-Modified-Since": headers.get("last-modified")}
    return {name: text for name, text in found.items() if text and _is_plain(text)}


def _is_plain(text: str) -> bool:
    return len(text) <= _MAX_VALIDATOR and text.isascii() and text.isprintable()
