"""The tables of payouts for mining, and of which paid scripts are one owner's. As in tables.py, rows are storage."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel


class PayoutRow(SQLModel, table=True):
    """An output by which a pool or a coinbase pays an unlabelled script."""

    __tablename__: ClassVar[Any] = "payout"
    __table_args__ = (Index("ix_payout_script", "script_pubkey", "time"),)

    txid: str = Field(primary_key=True)
    vout: int = Field(primary_key=True)
    script_pubkey: bytes
    sats: int = Field(sa_type=BigInteger)
    pool: str | None
    time: datetime = Field(index=True)
    """Block time."""
    height: int | None
    block_hash: str = Field(index=True)


class JoinRow(SQLModel, table=True):
    """A transaction that spends coins of two paid scripts together."""

    __tablename__: ClassVar[Any] = "payout_join"

    one: bytes = Field(primary_key=True)
    other: bytes = Field(primary_key=True)
    txid: str = Field(primary_key=True)
    time: datetime = Field(index=True)
    block_hash: str = Field(index=True)
