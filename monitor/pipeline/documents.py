"""What the use cases that bring in documents ask of the outside: feeds, addresses, a folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from monitor.disclosures.news import NewsItem


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server calls the version it gave (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def conditions(self) -> Mapping[str, str]:
        """Request headers that ask for it only if it has changed."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: text for name, text in found.items() if text}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was at an address."""

    url: str
    """Where it was in the end, after redirects."""
    body: bytes
    content_type: str
    """As the server says; empty where it does not."""
    validators: Validators

    @property
    def media_type(self) -> str:
        """The type and subtype, in lower case."""
        return self.content_type.partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A feed as it stands."""

    items: Sequence[NewsItem]
    validators: Validators


class Feed(Protocol):
    """A feed of one company, or of a newswire that carries everybody."""

    @property
    def name(self) -> str:
        """Its name in logs and the status."""

    @property
    def issuer(self) -> str | None:
        """Whose releases it holds, as a slug; None for a newswire."""

    async def read(self, known: Validators | None) -> FeedPage | None:
        """What it holds; None where that has not changed.

        Raises:
            SourceError: it cannot be had, or cannot be read.
            DocumentRefused: it must not be fetched, or not be used.
        """


class DocumentSource(Protocol):
    """The way to documents on the web."""

    def allows(self, url: str) -> bool:
        """Whether an address may be asked at all."""

    async def document(self, url: str) -> Fetched:
        """The document at an address.

        Raises:
            DocumentRefused: it must not be fetched, or is of a kind that is not read.
            SourceUnavailable: it cannot be had now.
            SourceLacks: it is not there, or not yet.
        """


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file from the drop folder, as its name or the text beside it describe it."""

    name: str
    """As it lies there; may hold anything but "/" and NUL."""
    raw: bytes
    issuer: str | None
    published: date | None
    url: str | None
    """Where it can be read by others, if the text beside it says so."""


class DropBox(Protocol):
    """A folder into which documents are put."""

    def look(self) -> Sequence[str]:
        """Names of files that are complete.

        Raises:
            SourceUnavailable: the folder cannot be read.
        """

    def read(self, name: str) -> Dropped:
        """A file, and what is said of it.

        Raises:
            DocumentRefused: it is no ordinary file, too long, or what is said of it cannot be.
            SourceUnavailable: it cannot be read now.
        """

    def place_of(self, name: str) -> str:
        """The address at which it will lie when it was taken, as in "file:///…/taken/x.html"."""

    def take(self, name: str) -> None:
        """Lay a file, and the text beside it, with those that were taken.

        Raises:
            SourceUnavailable: it cannot be moved.
        """

    def refuse(self, name: str, why: str) -> None:
        """Lay a file with those that were refused, and the reason beside it.

        Raises:
            SourceUnavailable: it cannot be moved.
        """
