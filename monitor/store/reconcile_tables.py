"""Tables of what reviewers decide about statements, and of what companies tell and the chain did not show."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Column, Identity
from sqlmodel import Field, SQLModel


class OverrideRow(SQLModel, table=True):
    """A reviewer's decision about a statement. It is never deleted; one that was taken back says by whom."""

    __tablename__: ClassVar[Any] = "override"

    number: int | None = Field(default=None, primary_key=True, sa_column_args=[Identity()])
    issuer: str = Field(index=True)
    statement_id: str = Field(foreign_key="statement.statement_id", index=True)
    act: str
    episode_id: str | None = Field(foreign_key="episode.episode_id")
    flag_id: str | None
    sats: int | None = Field(sa_type=BigInteger)
    correction: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    """The corrected fields by name, as plain text."""
    at: datetime
    who: str
    why: str
    origin: str = "review"
    undone_at: datetime | None = None
    undone_by: str | None = None
    undone_why: str | None = None


class GapRow(SQLModel, table=True):
    """One revision of a coverage gap. Only added to."""

    __tablename__: ClassVar[Any] = "gap"

    statement_id: str = Field(foreign_key="statement.statement_id", primary_key=True)
    revision: int = Field(primary_key=True)
    issuer: str = Field(index=True)
    kind: str
    told_sats: int = Field(sa_type=BigInteger)
    seen_sats: int = Field(sa_type=BigInteger)
    on_its_way_sats: int = Field(sa_type=BigInteger)
    cause: str
    at: datetime
    payload: str


class LabelledRow(SQLModel, table=True):
    """What an issuer's labelled scripts held and did in a time that its own figures are of; see `LabelledPeriod`."""

    __tablename__: ClassVar[Any] = "labelled_period"

    issuer: str = Field(primary_key=True)
    first_day: date = Field(primary_key=True)
    last_day: date = Field(primary_key=True)
    scripts: int
    known: int
    before_sats: int = Field(sa_type=BigInteger)
    came_sats: int = Field(sa_type=BigInteger)
    mined_sats: int = Field(default=0, sa_type=BigInteger)
    left_sats: int = Field(sa_type=BigInteger)
    after_sats: int = Field(sa_type=BigInteger)
