"""A server of news: feeds in RSS and Atom, and the releases that they link to, over real HTTP on loopback."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from monitor.serving import serving
from monitor.simulation.answer import Answer
from monitor.simulation.faults import Faults
from monitor.simulation.loopback import loopback_port

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Release:
    """One release."""

    title: str
    at: datetime
    page: bytes
    guid: str
    path: str
    link: str
    """Where the feeds say that it is."""
    content_type: str = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One request that came in."""

    path: str
    conditional: bool
    """Whether it asked for a change only."""


@dataclass(slots=True)
class Newswire:
    """A running newswire. What is published is served at once."""

    url: str
    """Its origin, such as http://127.0.0.1:3000."""
    faults: Faults = field(default_factory=Faults)
    asked: list[AskedFor] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)

    @property
    def rss(self) -> str:
        """The address of the RSS feed."""
        return f"{self.url}/rss"

    @property
    def atom(self) -> str:
        """The address of the Atom feed."""
        return f"{self.url}/atom"

    def publish(
        self,
        title: str,
        text: str,
        *,
        at: datetime,
        guid: str | None = None,
        path: str | None = None,
        link: str | None = None,
    ) -> str:
        """Publish a release; its address.

        Args:
            title: the headline.
            text: paragraphs, apart by empty lines.
            at: when it came out, aware.
            guid: its name in the feeds; its address by default.
            path: where it is.
            link: where the feeds say that it is; there by default.
        """
        path = path or f"/release/{len(self.releases) + 1}"
        paragraphs = "".join(f"<p>{escape(each)}</p>" for each in text.split("\n\n"))
        page = f"<!doctype html><title>{escape(title)}</title><h1>{escape(title)}</h1>{paragraphs}".encode()
        address = self.url + path
        self.releases.append(Release(title, at, page, guid or address, path, link or address))
        return address

    def times_asked(self, path: str) -> int:
        """How often something was asked for."""
        return sum(each.path == path for each in self.asked)

    def application(self) -> Starlette:
        """The server (ASGI 3.0)."""
        return Starlette(routes=[Route("/{path:path}", self._answer)])

    async def _answer(self, request: Request) -> Answer:
        path = request.url.path
        known = request.headers.get("if-none-match")
        self.asked.append(AskedFor(path, known is not None))

        def usual(_behind: int) -> Answer:
            return self._usual(path, known)

        return await self.faults.answer(path, usual)

    def _usual(self, path: str, known: str | None) -> Answer:
        if path == "/rss":
            return _versioned(self._as_rss(), "application/rss+xml; charset=utf-8", known)
        if path == "/atom":
            return _versioned(self._as_atom(), "application/atom+xml", known)
        for release in self.releases:
            if release.path == path:
                return Answer(release.page, content_type=release.content_type)
        return Answer(b"<h1>404</h1>", 404, "text/html")

    def _as_rss(self) -> bytes:
        items = "".join(
            f"<item><title>{escape(each.title)}</title><link>{escape(each.link)}</link>"
            f'<guid isPermaLink="false">{escape(each.guid)}</guid>'
            f"<pubDate>{format_datetime(each.at)}</pubDate></item>"
            for each in reversed(self.releases)
        )
        head = f"<title>Wire</title><link>{self.url}</link><description>News</description>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()

    def _as_atom(self) -> bytes:
        entries = "".join(
            f'<entry><title type="html">{escape(escape(each.title))}</title>'
            f'<link href="{escape(each.link.removeprefix(self.url))}"/>'
            f"<id>{escape(each.guid)}</id><updated>{each.at.isoformat()}</updated></entry>"
            for each in reversed(self.releases)
        )
        return f'<feed xmlns="{_ATOM}"><title>Wire</title><id>{self.url}</id>{entries}</feed>'.encode()


def _versioned(body: bytes, content_type: str, known: str | None) -> Answer:
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if known == etag:
        return Answer(b"", 304, content_type, {"etag": etag})
    return Answer(body, content_type=content_type, headers={"etag": etag})


@asynccontextmanager
async def serve_newswire(port: int = 0) -> AsyncIterator[Newswire]:
    """Serve until the block ends.

    Raises:
        OSError: the port is taken.
    """
    with loopback_port(port) as (listener, origin):
        wire = Newswire(origin)
        async with serving(wire.application(), listener):
            try:
                yield wire
            finally:
                wire.faults.clear()
