"""The tables of trails. What a block did to them goes with the block when a reorg takes it away."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel


class TrailRow(SQLModel, table=True):
    """A miner's outflow to scripts that nobody had labelled."""

    __tablename__: ClassVar[Any] = "trail"

    trail_id: str = Field(primary_key=True)
    miner: str = Field(index=True)
    txid: str
    height: int | None
    block_hash: str = Field(index=True)
    time: datetime = Field(index=True)
    sats: int = Field(sa_type=BigInteger)
    pattern: str
    proven_senders: bool
    senders: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """The miner's scripts that paid, in hex."""
    co_spent_sats: int = Field(default=0, sa_type=BigInteger)


class TrailCoinRow(SQLModel, table=True):
    """An output that holds, or held, a part of a trail."""

    __tablename__: ClassVar[Any] = "trail_coin"

    trail_id: str = Field(primary_key=True)
    txid: str = Field(primary_key=True)
    vout: int = Field(primary_key=True)
    script_pubkey: bytes
    value_sats: int = Field(sa_type=BigInteger)
    sats: int = Field(sa_type=BigInteger)
    path: list[list[Any]] = Field(sa_column=Column(JSON, nullable=False))
    """[txid, pattern, sats] of each transaction that led here."""
    confidence: int
    height: int | None
    block_hash: str = Field(index=True)
    """The block that made it."""
    time: datetime
    closed_block: str | None = Field(default=None, index=True)
    """The block in which it was spent, or beyond which it is not followed; None while it is."""
    spent_by: str | None = None
    """The transaction that spent it there; None where it was only not followed further."""


class TrailEndRow(SQLModel, table=True):
    """A part of a trail that is not followed any more."""

    __tablename__: ClassVar[Any] = "trail_end"

    trail_id: str = Field(primary_key=True)
    txid: str = Field(primary_key=True, index=True)
    vout: int = Field(primary_key=True)
    """-1 for a fee."""
    miner: str
    ending: str = Field(index=True)
    sats: int = Field(sa_type=BigInteger)
    path: list[list[Any]] = Field(sa_column=Column(JSON, nullable=False))
    confidence: int
    entity: str | None
    category: str | None
    conflicted: bool
    candidate: bool = False
    label_confidence: int = 100
    script_pubkey: bytes | None = None
    value_sats: int = Field(default=0, sa_type=BigInteger)
    block_hash: str = Field(index=True)
    """The block in which it ended."""
