"""The bytes of an RSS or Atom feed as items. feedparser is given bytes, so it fetches nothing."""

import html
import io
import re
from calendar import timegm
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import feedparser

from monitor.disclosures.news import NewsItem
from monitor.errors import DocumentRefused, Rule

LONGEST_FEED = 4_000_000
"""Bytes. Feeds that carry whole releases have a tenth of it."""
MOST_ITEMS = 1_000
"""Of one feed; what is beyond is older, since feeds have the latest first."""
_MOST_TAGS = 4 * MOST_ITEMS
_LONGEST_TITLE = 500
_LONGEST_NAME = 1_000
_BEGINS_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_DECLARES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.ASCII)


def read_items(body: bytes, url: str, content_type: str) -> Sequence[NewsItem]:
    """The items of a feed, in its order. Broken XML is read as far as it goes.

    Args:
        body: the feed, of at most `LONGEST_FEED` bytes.
        url: where it was, for addresses in it that are relative.
        content_type: as its server says, for the encoding.

    Raises:
        DocumentRefused: it is no feed, or declares entities, as XML bombs do; the message names neither address
            nor feed.
    """
    # UTF-16 and UTF-32 have zeros between the letters.
    letters = body.replace(b"\0", b"")
    if _DECLARES.search(letters):
        raise DocumentRefused("the feed", "it declares entities of its own, which no feed needs", Rule.BODY)
    if len(_BEGINS_ITEM.findall(letters)) > _MOST_TAGS:
        raise DocumentRefused("the feed", f"it has more than {_MOST_TAGS:,} items", Rule.SIZE)
    charset = _CHARSET.search(content_type)
    headers = {
        "content-location": url,
        "content-type": "application/xml" + (f"; charset={charset[1]}" if charset else ""),
    }
    parsed = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.get("version"):
        raise DocumentRefused("the feed", "it is neither RSS nor Atom", Rule.TYPE)
    return tuple(_items(parsed["entries"][:MOST_ITEMS]))


def _items(entries: Sequence[Mapping[str, Any]]) -> Iterator[NewsItem]:
    for entry in entries:
        url = _text(entry.get("link"), _LONGEST_NAME) or None
        title = _plain(entry.get("title"))
        guid = _text(entry.get("id"), _LONGEST_NAME) or url or title
        if guid:
            yield NewsItem(guid=guid, url=url, title=title, published=_date(entry))


def _date(entry: Mapping[str, Any]) -> datetime | None:
    """When it came out: as Atom's `published` and RSS's `pubDate` say, else its last change."""
    for key in ("published_parsed", "updated_parsed", "created_parsed"):
        if entry.get(key):
            try:
                return datetime.fromtimestamp(timegm(entry[key]), UTC)
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _plain(title: object) -> str:
    """A title without markup: some escape it once, some twice, some not at all."""
    text = _MARKUP.sub(" ", html.unescape(_MARKUP.sub(" ", str(title or "")[: 4 * _LONGEST_TITLE])))
    return " ".join(text.split())[:_LONGEST_TITLE]


def _text(value: object, most: int) -> str:
    text = " ".join(str(value or "").split())
    return text if len(text.encode(errors="replace")) <= most else ""
