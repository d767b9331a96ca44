"""The tables of what the chain shows: blocks, headers, coins, transfers, and the past of scripts.

As in tables.py, rows are storage, never domain objects.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel


class ChainRow(SQLModel, table=True):
    """The checkpoint: one row, the last block that was processed completely."""

    __tablename__: ClassVar[Any] = "chain"

    network: str = Field(primary_key=True)
    tip_hash: str
    tip_height: int
    label_set: str | None = None
    """The label set by which every flag stands; None where some may stand by another one."""
    coins_version: int = 0
    """Grows with every change of the coins that is not made by a block on top of the checkpoint or its undoing."""
    decisions: int = 0
    """Grows with every decision about a candidate."""
    decisions_judged: int = 0
    """Up to where flags stand by those decisions."""
    evicted: int = 0
    """Candidates that were given up for better supported ones."""


class BlockRow(SQLModel, table=True):
    """A scanned block."""

    __tablename__: ClassVar[Any] = "block"

    block_hash: str = Field(primary_key=True)
    height: int = Field(index=True)
    prev_hash: str
    header: bytes
    time: datetime
    orphaned: bool = False
    reward_sats: int | None = Field(default=None, sa_type=BigInteger)
    """What its coinbase pays out; None for blocks of versions that did not look, and for mere headers."""
    median_time: datetime | None = None
    """Median time past with the block itself (BIP113); None where one of the ten blocks before was not scanned."""


class CoverageRow(SQLModel, table=True):
    """A scan of a block: the coverage ledger's proof that silence means nothing happened."""

    __tablename__: ClassVar[Any] = "coverage"

    block_hash: str = Field(primary_key=True)
    label_set: str = Field(primary_key=True)
    """The digest of the label book that the block was looked up in."""
    source: str = Field(primary_key=True)
    """Whoever served the block."""
    scanned_at: datetime


class HeaderRow(SQLModel, table=True):
    """A proven header of our best chain whose block was not scanned: the rules of difficulty look back to it."""

    __tablename__: ClassVar[Any] = "header"

    height: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    block_hash: str
    header: bytes


class CoinRow(SQLModel, table=True):
    """An output that pays a miner's script, kept so that its spender is known without deriving anything."""

    __tablename__: ClassVar[Any] = "coin"

    txid: str = Field(primary_key=True)
    vout: int = Field(primary_key=True)
    script_pubkey: bytes
    sats: int = Field(sa_type=BigInteger)
    block_hash: str | None = Field(default=None, index=True)
    """The block that created it; None for one of before our first block, from its script's history."""
    spent_block: str | None = Field(default=None, index=True)
    mined: bool = False
    """A scanned block shows that its coinbase, or a pool, pays it."""


class HistoryRow(SQLModel, table=True):
    """How far the past of one script is known."""

    __tablename__: ClassVar[Any] = "history"

    script_pubkey: bytes = Field(primary_key=True)
    state: str = Field(index=True)
    """waiting, reading, complete or failed."""
    reason: str | None = None
    """Why it failed."""
    source: str | None = None
    """Who told it; the cursor means something to this source only."""
    cursor: str | None = None
    """Where reading goes on."""
    expected: int | None = None
    """Transactions that the source counts, while reading."""
    transactions: int = 0
    """Confirmed ones that are held; likewise outputs that paid the script, and those of them that are spent."""
    funded: int = 0
    spent: int = 0
    upto_hash: str | None = None
    upto_height: int | None = None
    """The block up to which nothing is missing; None before it was complete once."""
    label_set: str | None = None
    """The label set under which its transfers were taken in."""
    checked_at: datetime | None = None
    retry_at: datetime | None = None
    """Not before this time is a failed one tried again."""
    corroborated_by: str | None = None
    """The sources of two operators that know of no more than is held; None where that is not so."""
    dissent: str | None = None
    """What a source said otherwise, with its name."""
    ask_at: datetime | None = None
    """Not before this time are other sources asked about it again."""


class PastTransactionRow(SQLModel, table=True):
    """A confirmed transaction of a script's history."""

    __tablename__: ClassVar[Any] = "history_transaction"

    script_pubkey: bytes = Field(primary_key=True)
    txid: str = Field(primary_key=True)
    block_hash: str = Field(index=True)
    told_height: int | None
    """As the source tells it."""
    funds: list[list[int]] = Field(sa_column=Column(JSON, nullable=False))
    """[vout, sats] of each output that pays the script."""
    raw: bytes | None
    """Kept for as long as it may spend a coin of the script."""
    height: int | None = None
    """Where it stands, once that was looked up; likewise the block's time and whether the block proves it."""
    time: datetime | None = None
    proven: bool | None = None
    taken: str | None = None
    """The label set under which what it transfers was taken in."""
    told_time: datetime | None = None
    """The block's time as the source tells it."""


class TransferRow(SQLModel, table=True):
    """Every transfer that was seen, flagged or not."""

    __tablename__: ClassVar[Any] = "transfer"

    txid: str = Field(primary_key=True)
    block_hash: str = Field(primary_key=True)
    from_entity: str = Field(primary_key=True)
    to_entity: str = Field(primary_key=True)
    to_type: str
    height: int | None
    time: datetime
    sats: int = Field(sa_type=BigInteger)
    net_sats: int = Field(sa_type=BigInteger)
    gross_sats: int | None = Field(sa_type=BigInteger)
    returned_sats: int = Field(sa_type=BigInteger)
    outputs: list[list[Any]] = Field(sa_column=Column(JSON, nullable=False))
    """[vout, scriptPubKey hex, sats] of each output that reached the platform."""
    senders: list[str] = Field(sa_column=Column(JSON, nullable=False))
    mixed_inputs: bool
    proven_senders: bool
    conflicted: bool
    candidate: bool = False
    co_spent_sats: int = Field(default=0, sa_type=BigInteger)
    confidence: int
    proven_inclusion: bool


class UnsettledRow(SQLModel, table=True):
    """A transaction of miners' coins that no final block holds yet, and what it spends."""

    __tablename__: ClassVar[Any] = "unsettled"

    txid: str = Field(primary_key=True)
    outpoints: bytes
    """36 bytes each, one after another."""
    scripts: list[str] = Field(sa_column=Column(JSON, nullable=False))
    """The miners' scripts that it spends from, scriptPubKey hex."""
    state: str
    first_seen: datetime
    last_seen: datetime
    raw: bytes | None
    source: str | None
    misses: int
    rival: str | None
    block_hash: str | None
