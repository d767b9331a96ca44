"""The tables of documents as they were received, and of what is known of the filings that they come from."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class OriginalRow(SQLModel, table=True):
    """A document as it was received: every content once, wherever it was found."""

    __tablename__: ClassVar[Any] = "original"

    digest: str = Field(primary_key=True)
    """SHA-256 of the bytes, hex."""
    size: int
    """Of the bytes before they were packed."""
    media_type: str
    packed: bytes
    """The bytes, as a zlib stream (RFC 1950)."""
    text: str | None
    """None where it cannot be read."""
    outcome: str = Field(index=True)
    reason: str | None
    """Why it cannot be read, or why nothing of it counts."""
    mentions: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """What it says of others than its issuer: shown, and reconciled with nothing."""
    not_understood: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Its passages about parting with coins that no rule understood: text, and start in characters."""
    passages: int = Field(default=0, index=True)
    """How many of these somebody has to read."""
    dismissed: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """The words of passages that tell nothing, as a reviewer says."""
    read_at: datetime
    read_by: str | None = Field(default=None, index=True)
    """The version of the rules that read it; None where nobody noted it."""


class PlaceRow(SQLModel, table=True):
    """Where an original was found."""

    __tablename__: ClassVar[Any] = "original_place"

    digest: str = Field(foreign_key="original.digest", primary_key=True)
    url: str = Field(primary_key=True, index=True)
    how: str
    issuer: str | None = Field(index=True)
    accession: str | None = Field(index=True)
    form: str | None
    exhibit: str | None
    filed: date | None
    period: date | None
    fetched_at: datetime
    fetched_by: str


class FilingRow(SQLModel, table=True):
    """A filing that an issuer's submissions list, and how far it was read."""

    __tablename__: ClassVar[Any] = "filing"

    accession: str = Field(primary_key=True)
    cik: int = Field(primary_key=True, index=True)
    """Several registrants may file together."""
    issuer: str
    form: str
    filed: date
    period: date | None
    primary_document: str
    state: str = Field(index=True)
    """waiting, read or given_up."""
    tries: int = 0
    retry_at: datetime | None = None
    reason: str | None = None


class RegistrantRow(SQLModel, table=True):
    """A company as EDGAR lists it, and up to where its filings are known."""

    __tablename__: ClassVar[Any] = "registrant"

    cik: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    issuer: str
    name: str
    since: date
    """Filings of before this day are not read."""
    newest: str | None
    """The accession number that was listed first at the last look."""
    pages: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Older pages that were read: name, number of filings and last day of each, in one text."""
