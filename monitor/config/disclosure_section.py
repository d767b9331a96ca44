"""`[disclosures]` and `[[feeds]]`: where documents of companies come from, besides EDGAR."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from monitor.config.section import Section
from monitor.config.toml_file import KeyPath
from monitor.config.values import Duration, host_of

HOSTS = (
    "sec.gov",
    "globenewswire.com",
    "prnewswire.com",
    "businesswire.com",
    "newsfilecorp.com",
    "accessnewswire.com",
    "newswire.ca",
    "ir.bitdeer.com",
    "investors.cipherdigital.com",
    "investors.terawulf.com",
    "investors.corescientific.com",
)
"""The regulator, the newswires that miners use, and miners' own pages. No aggregator: some paraphrase by machine."""


_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


def _checked_host(entry: str) -> str:
    """An entry of the allow-list: the name of a host, or the origin of a server of one's own."""
    if "://" in entry:
        if origin_of(entry) is None or urlsplit(entry).path not in {"", "/"}:
            raise ValueError(f'{entry!r} is no origin; write it like "http://127.0.0.1:8000"')
    elif not _HOST.fullmatch(entry):
        raise ValueError(
            f'{entry!r} is no name of a host; write it like "globenewswire.com", in lower case, which allows all '
            'below it too, or the origin of a server of your own like "http://127.0.0.1:8000"'
        )
    return entry


def origin_of(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address (RFC 6454); None where it has none, or names a user."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    if port is None or not parts.hostname or parts.username or parts.password:
        return None
    return parts.scheme, parts.hostname, port


def needs_origin(url: str) -> bool:
    """Whether an address is one that only its origin on the allow-list can allow."""
    parts = urlsplit(url)
    return parts.scheme != "https" or parts.port is not None or not _HOST.fullmatch(parts.hostname or "")


def _checked_feed(url: str) -> str:
    if origin_of(url) is None:
        shown = "it" if "@" in url else repr(url)  # it may hold a password, and this is printed
        raise ValueError(
            f'{shown} is no address of a feed; write it like "https://ir.example.com/rss", without user or password'
        )
    return url


class FeedSettings(Section):
    """One RSS or Atom feed, of a company or of a newswire."""

    url: Annotated[str, AfterValidator(_checked_feed)]
    """Where it is; its host counts as allowed."""
    issuer: str | None = None
    """Whose releases it holds, as a slug; None for a newswire, whose headlines tell."""
    name: str = Field(default_factory=host_of, min_length=1, max_length=100)
    interval: Duration = Field(default=timedelta(minutes=5), ge=timedelta(seconds=1), le=timedelta(days=1))


class DisclosureSettings(Section):
    """What may be fetched, and what is picked up."""

    hosts: tuple[Annotated[str, AfterValidator(_checked_host)], ...] = HOSTS
    """Hosts with all below them, or origins of servers of one's own."""
    look_back: Duration = Field(default=timedelta(days=30), ge=timedelta(hours=1), le=timedelta(days=3650))
    """Items of feeds that are older are ignored."""
    drop_folder: Path | None = None
    """Files that are put there are taken in."""


def feed_problems(feeds: Sequence[FeedSettings], hosts: Iterable[str]) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong with feeds beside each other and beside `disclosures.hosts`: of which key, and in words."""
    own = {origin_of(entry) for entry in hosts}
    names = [feed.name for feed in feeds]
    for place, feed in enumerate(feeds):
        if feed.name in names[:place]:
            what = f"`feeds[{place}].name`: two feeds are called {feed.name}; give each its own name"
            yield ("feeds", place, "name"), what
        if needs_origin(feed.url) and origin_of(feed.url) not in own:
            what = (
                f"`feeds[{place}].url`: feed {feed.name} is not at a public https address; a server of your own is "
                "allowed by its origin in disclosures.hosts"
            )
            yield ("feeds", place, "url"), what
