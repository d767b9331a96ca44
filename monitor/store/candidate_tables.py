"""The tables of what the chain suggests and a reviewer decides. As in tables.py, rows are storage."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class CandidateRow(SQLModel, table=True):
    """A label that the chain suggests."""

    __tablename__: ClassVar[Any] = "candidate"
    __table_args__ = (Index("ix_candidate_open", "state", "kind", "pieces", "last_seen"),)

    candidate_id: str = Field(primary_key=True)
    kind: str
    entity: str | None
    """The platform or the miner; of a payee, once a reviewer has named it."""
    category: str
    script_pubkey: bytes
    state: str
    """open, accepted, rejected."""
    pieces: int
    """How many pieces of evidence there were; the latest of them are kept."""
    doubted: int = 0
    """How many of them may show one owner's scripts alone."""
    first_seen: datetime
    """Block time, like the next."""
    last_seen: datetime
    decided_at: datetime | None = None
    decided_by: str | None = None
    why: str | None = None


class EvidenceRow(SQLModel, table=True):
    """One transaction that speaks for a candidate."""

    __tablename__: ClassVar[Any] = "candidate_evidence"

    candidate_id: str = Field(primary_key=True)
    txid: str = Field(primary_key=True)
    block_hash: str = Field(index=True)
    height: int | None
    time: datetime
    says: str
    doubted: bool = False


class SweepRow(SQLModel, table=True):
    """A sweep of which it is still to be looked up who filled the swept scripts."""

    __tablename__: ClassVar[Any] = "sweep"

    txid: str = Field(primary_key=True)
    block_hash: str = Field(index=True)
    height: int | None
    time: datetime = Field(index=True)
