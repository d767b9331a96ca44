"""The tables. Rows are storage, never domain objects: `mapping.py` turns one into the other.

Hashes and txids are hex in display order, amounts integer satoshis, times aware UTC.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Column, Identity, Index, text
from sqlmodel import Field, SQLModel

_UNPUBLISHED = text("published_at IS NULL")


class EpisodeRow(SQLModel, table=True):
    """The latest revision of an episode; derived columns are for queries only."""

    __tablename__: ClassVar[Any] = "episode"

    episode_id: str = Field(primary_key=True)
    miner: str = Field(index=True)
    revision: int
    opened_at: datetime
    last_at: datetime = Field(index=True)
    updated_at: datetime
    expires_at: datetime | None
    expired: bool
    owner: str | None
    dismissed: bool
    standing: str = Field(index=True)
    stage: str
    severity: str
    severity_rank: int
    sats: int = Field(sa_type=BigInteger)
    confirmed_sats: int = Field(sa_type=BigInteger)
    evidence: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """kind, start, end (ISO days), statement_ids, sats."""
    unexplained_sats: int = Field(default=0, sa_type=BigInteger)


class FlagRow(SQLModel, table=True):
    """A flag as its episode's latest revision has it."""

    __tablename__: ClassVar[Any] = "flag"
    __table_args__ = (Index("ix_flag_dealings", "miner", "to_entity", "block_time"),)

    flag_id: str = Field(primary_key=True)
    episode_id: str = Field(foreign_key="episode.episode_id", index=True)
    txid: str = Field(index=True)
    miner: str
    to_entity: str
    to_type: str
    vouts: list[int] = Field(sa_column=Column(JSON, nullable=False))
    sats: int = Field(sa_type=BigInteger)
    stage: str = Field(index=True)
    height: int | None
    block_hash: str | None = Field(index=True)
    block_time: datetime
    hops: int
    path: list[list[Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """[txid, pattern, sats] of each transaction of the way."""
    mixed_inputs: bool
    proven_senders: bool
    conflicted: bool
    candidate: bool = False
    co_spent_sats: int = Field(default=0, sa_type=BigInteger)
    confidence: int
    proven_inclusion: bool
    late: bool
    confirmed_sats: int = Field(sa_type=BigInteger)
    refuted: bool
    seen_by: str | None
    replaced_by: str | None
    agreement: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    """by: names; against: [name, what it says]; since: ISO 8601; waived: why, or null."""
    agreement_state: str = Field(index=True)
    """Derived, for queries only, as is the next."""
    agreement_open: bool = Field(index=True)


class RevisionRow(SQLModel, table=True):
    """What an episode looked like after each change. Append-only: the database refuses anything else."""

    __tablename__: ClassVar[Any] = "revision"

    episode_id: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    kind: str
    cause: str
    by: str | None
    at: datetime
    payload: str


class AuditRow(SQLModel, table=True):
    """What people did: who, when and why. Append-only: the database refuses anything else."""

    __tablename__: ClassVar[Any] = "audit"

    audit_id: int | None = Field(default=None, primary_key=True, sa_column_args=[Identity()])
    at: datetime
    who: str
    action: str
    subject: str = Field(index=True)
    """An episode id, a document id for a disclosure, or a statement id for an override."""
    revision: int | None
    why: str


class OutboxRow(SQLModel, table=True):
    """A message that must reach the broker, written in the transaction that decided it."""

    __tablename__: ClassVar[Any] = "outbox"
    __table_args__: ClassVar[Any] = (
        Index("ix_outbox_pending", "outbox_id", sqlite_where=_UNPUBLISHED, postgresql_where=_UNPUBLISHED),
        {"sqlite_autoincrement": True},
    )

    outbox_id: int | None = Field(default=None, primary_key=True, sa_column_args=[Identity()])
    topic: str
    payload: str
    retain: bool
    created_at: datetime
    published_at: datetime | None = None
    attempts: int = 0
    last_error: str | None = None


class HeartbeatRow(SQLModel, table=True):
    """The daemon's latest status, for commands beside it: one row."""

    __tablename__: ClassVar[Any] = "heartbeat"

    network: str = Field(primary_key=True)
    at: datetime
    document: str


class TenureRow(SQLModel, table=True):
    """A daemon's time at a database that several machines share; the last row's is the one that may write."""

    __tablename__: ClassVar[Any] = "tenure"

    number: int | None = Field(default=None, primary_key=True, sa_column_args=[Identity()])
    holder: str
    """Host and process id."""
    since: datetime


class DocumentRow(SQLModel, table=True):
    """One disclosure document."""

    __tablename__: ClassVar[Any] = "document"

    document_id: str = Field(primary_key=True)
    issuer: str = Field(index=True)
    url: str
    published: date | None
    added_at: datetime
    added_by: str
    digest: str | None = Field(default=None, index=True)
    """The original that it was read from; None where somebody entered its statements by hand."""


class StatementRow(SQLModel, table=True):
    """One statement of a document."""

    __tablename__: ClassVar[Any] = "statement"

    statement_id: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.document_id", index=True)
    issuer: str = Field(index=True)
    kind: str
    period_start: date
    period_end: date
    sats: int | None = Field(sa_type=BigInteger)
    approximate: bool
    proceeds_usd: Decimal | None = Field(max_digits=20, decimal_places=2)
    avg_price_usd: Decimal | None = Field(max_digits=20, decimal_places=2)
    holdings_after_sats: int | None = Field(sa_type=BigInteger)
    purpose: str | None
    url: str
    published: date | None
    evidence: str
    only_episode: str | None
    proceeds_usdt: Decimal | None = Field(default=None, max_digits=20, decimal_places=2)
    derived: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    rule: str = ""


class AllocationRow(SQLModel, table=True):
    """What a sale statement accounts for of a flag, made anew at every reconciliation of its issuer."""

    __tablename__: ClassVar[Any] = "allocation"

    statement_id: str = Field(foreign_key="statement.statement_id", primary_key=True)
    flag_id: str = Field(foreign_key="flag.flag_id", primary_key=True)
    issuer: str = Field(index=True)
    sats: int = Field(sa_type=BigInteger)
    reason: str


class SightingRow(SQLModel, table=True):
    """When this daemon first saw a transaction that raised a flag, in a mempool or in a block."""

    __tablename__: ClassVar[Any] = "sighting"

    txid: str = Field(primary_key=True)
    first_seen: datetime


class PriceRow(SQLModel, table=True):
    """A price that was believed. The first of a slot never changes, so that an alert's dollars stay what they were."""

    __tablename__: ClassVar[Any] = "price"

    slot: datetime = Field(primary_key=True)
    source: str = Field(primary_key=True)
    rank: int
    """0 for the one to use."""
    usd: Decimal = Field(max_digits=20, decimal_places=2)
    at: datetime


class MarketRow(SQLModel, table=True):
    """The market as it was last known on each day (UTC); see `MarketState`."""

    __tablename__: ClassVar[Any] = "market"

    day: date = Field(primary_key=True)
    at: datetime
    difficulty: str
    """A decimal number as text: from 10^-10 on regtest to 10^14 no column of numbers keeps it."""
    subsidy_sats: int = Field(sa_type=BigInteger)
    fee_sats: Decimal | None = Field(max_digits=20, decimal_places=2)
    fee_blocks: int | None
    fee_source: str | None
    usd: Decimal | None = Field(max_digits=20, decimal_places=2)
    price_at: datetime | None
    price_source: str | None
    disagreement_pct: Decimal | None = Field(max_digits=10, decimal_places=1)
    change_pct: Decimal | None = Field(max_digits=20, decimal_places=1)
    change_rests_on: str | None
    rests_on: str
