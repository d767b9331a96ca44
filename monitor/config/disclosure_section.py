"""`[disclosures]` and `[[feeds]]`: where documents of companies come from, besides EDGAR."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from monitor.config.section import Section
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


def _checked_feed(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f'{url!r} is no address of a feed; write it like "https://ir.example.com/rss"')
    if parts.username or parts.password:
        raise ValueError("leave out user and password; a feed is public")
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

    hosts: tuple[str, ...] = HOSTS
    """Hosts with all below them, or origins of servers of one's own."""
    look_back: Duration = Field(default=timedelta(days=30), ge=timedelta(hours=1), le=timedelta(days=3650))
    """Items of feeds that are older are ignored."""
    drop_folder: Path | None = None
    """Files that are put there are taken in."""
