"""A feed behind its address."""

import asyncio
from dataclasses import dataclass

from monitor.errors import DocumentRefused, SourceDataError
from monitor.feeds.parse import LONGEST_FEED, read_items
from monitor.pipeline.documents import FeedPage, Validators
from monitor.web.fetch import Fetcher, Wanted

FEED_TYPES = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
        "text/plain", "text/html", "application/octet-stream", "",
    }
)  # fmt: skip
"""Feeds are sent under all of these; what is none is told by its content."""


@dataclass(frozen=True, slots=True)
class HttpFeed:
    """An RSS or Atom feed on the web: the port `Feed`."""

    name: str
    url: str
    issuer: str | None
    fetcher: Fetcher

    async def read(self, known: Validators | None) -> FeedPage | None:
        """What it holds; None where its server says that this has not changed.

        Raises:
            SourceError: it cannot be had, or is no feed.
            DocumentRefused: it must not be fetched.
        """
        fetched = await self.fetcher.fetch(self.url, Wanted(LONGEST_FEED, FEED_TYPES), known)
        if fetched is None:
            return None
        try:
            # In a thread: a long feed takes a second, and blocks must not wait for it.
            items = await asyncio.to_thread(read_items, fetched.body, fetched.url, fetched.content_type)
        except DocumentRefused as refused:
            raise SourceDataError(self.name, refused.what) from refused
        return FeedPage(items, fetched.validators)
