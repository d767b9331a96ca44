"""What Minerflow asks of a service that lists and serves companies' filings."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from monitor.store.filings import Filing


@dataclass(frozen=True, slots=True)
class Listed:
    """A filing as a company's list has it. Only its days are trusted: its hours come in two time zones."""

    accession: str
    """With dashes."""
    form: str
    filed: date
    period: date | None
    primary_document: str
    """The name of its file; may be empty."""


@dataclass(frozen=True, slots=True)
class OlderPage:
    """A page of a list that holds what is too old for its first page."""

    name: str
    count: int
    first: date
    last: date

    @property
    def mark(self) -> str:
        """What it is remembered by once it was read: a page that has grown has another mark."""
        return f"{self.name} {self.count} {self.last}"


@dataclass(frozen=True, slots=True)
class Submissions:
    """What a service lists under a company's number."""

    name: str
    """Of the registrant, as the service has it."""
    former_names: tuple[str, ...]
    recent: tuple[Listed, ...]
    """The latest filings, newest first."""
    pages: tuple[OlderPage, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A document of a filing, as the filing's index page has it."""

    url: str
    name: str
    kind: str
    """Its type: "8-K" of the primary document of one, "EX-99.1" of an exhibit."""
    size: int | None
    """In bytes; None where the page does not tell."""


@dataclass(frozen=True, slots=True)
class Served:
    """A document as it was served."""

    raw: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class FilingIndex:
    """What the index page of a filing tells."""

    pieces: tuple[Piece, ...]
    """Its documents, in their order."""
    filers: tuple[int, ...] = ()
    """The numbers of the companies that file it, in their order."""


class FilingSource(Protocol):
    """A service of filings.

    Every asynchronous method may raise `SourceUnavailable` (try again later), `SourceLacks` (it has no such
    thing, now) or `SourceDataError` (the answer cannot be used).
    """

    async def submissions(self, cik: int) -> Submissions | None:
        """What it lists under a company's number; None where it says that this has not changed."""
        ...

    def forget(self, cik: int) -> None:
        """What was listed under a number last is not at hand any more: it has changed, whatever the service says."""
        ...

    async def older(self, page: OlderPage) -> tuple[Listed, ...]:
        """What an older page lists."""
        ...

    async def index(self, filing: Filing) -> FilingIndex:
        """The documents of a filing, and whose they are."""
        ...

    async def document(self, url: str) -> Served:
        """A document of a filing."""
        ...

    def stopped_until(self) -> datetime | None:
        """Until when it wants not to be asked; None when it may be."""
        ...

    def stopped_for(self) -> str:
        """Why, in its own words; empty when it may be asked."""
        ...
