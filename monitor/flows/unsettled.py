"""Transactions of miners' coins that no final block holds yet: what each spends, and what became of it so far.

A coin is spent once, so of transactions that spend the same one at most one can stand. A block decides that for
certain. A mempool decides it by the word of one source, which a block, or a later word, may overrule.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.bitcoin.hashes import internal

MISSES = 3
"""A transaction is given up only after it was missed in so many looks; sources are many machines, not in step."""
_DOUBTS = 2
"""After so many misses a known rival may take the coins; one that is news takes them at the first."""


class State(StrEnum):
    """What became of a transaction."""

    PENDING = "pending"
    """In the mempool, by the word of a source."""
    MINED = "mined"
    """In a block of the best chain."""
    REPLACED = "replaced"
    """Another one has its coins."""
    GONE = "gone"
    """Neither in a block nor in a mempool that was looked into."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One transaction. Txids and hashes are hex in display order."""

    txid: str
    outpoints: frozenset[bytes]
    """The coins that it spends, 36 bytes each."""
    scripts: tuple[bytes, ...]
    """The scripts of miners and trails that it spends from; a source lists it under each of them."""
    state: State
    first_seen: datetime
    last_seen: datetime
    raw: bytes | None = None
    """Consensus serialization; None where only a block was seen."""
    source: str | None = None
    """Who showed it last as pending."""
    misses: int = 0
    """Looks in a row, under one of its scripts, that did not find it."""
    rival: str | None = None
    """The transaction that has its coins, while replaced."""
    block_hash: str | None = None
    """The block that decided: that holds it, or its rival. None while only a mempool did."""

    @property
    def place_is_open(self) -> bool:
        """Whether a mempool may still say something about it: no block has decided."""
        return self.block_hash is None

    def contests(self, other: "Unsettled") -> bool:
        """Whether only one of the two can stand."""
        return self.txid != other.txid and not self.outpoints.isdisjoint(other.outpoints)


@dataclass(frozen=True, slots=True)
class Look:
    """What one source answered when it was asked for the unconfirmed transactions of one script."""

    source: str
    script_pubkey: bytes
    txids: frozenset[str]
    at: datetime


Changes = dict[str, Unsettled]
"""The transactions that changed, by txid, as they are now."""


def settled_by_block(
    remembered: Iterable[Unsettled], spenders: Mapping[bytes, str], block_hash: str
) -> Changes:
    """What a block of the best chain decides.

    Args:
        remembered: all that are remembered.
        spenders: by outpoint, the transaction of this block that spends it.
        block_hash: the block.
    """
    rows = {row.txid: row for row in remembered}
    changes: Changes = {}
    for row in rows.values():
        takers = sorted({spenders[outpoint] for outpoint in row.outpoints if outpoint in spenders})
        if row.txid in takers:
            changes[row.txid] = replace(row, state=State.MINED, rival=None, misses=0, block_hash=block_hash)
        elif takers:
            changes[row.txid] = replace(row, state=State.REPLACED, rival=takers[0], block_hash=block_hash)
    lost = [row.txid for row in changes.values() if row.state is State.REPLACED]
    return changes | _orphans(rows | changes, lost, block_hash)


def undone(remembered: Iterable[Unsettled], block_hashes: Collection[str]) -> Changes:
    """What is open again after these blocks left the best chain."""
    return {
        row.txid: replace(row, state=State.GONE, rival=None, block_hash=None, misses=0)
        for row in remembered
        if row.block_hash in block_hashes
    }


def looked(remembered: Iterable[Unsettled], found: Iterable[Unsettled], look: Look) -> Changes:
    """What one look into a mempool changes.

    A transaction that was never seen before takes the coins of one that the same source no longer shows, at
    once: that is what a replacement looks like. What has lost before, or is shown by another source than its
    rival, has to wait until the rival was missed repeatedly: servers behind one address are not in step, and
    each would otherwise take back what the other said. Where a block has decided, a mempool changes nothing.

    Args:
        remembered: all that are remembered.
        found: those that the look shows and that are not pending yet, as they were read: `GONE`, and with a
            `block_hash` where the chain has already spent their coins.
        look: the answer.
    """
    rows = {row.txid: row for row in remembered}
    changes: Changes = {}
    for row in rows.values():
        if row.state is State.PENDING and look.script_pubkey in row.scripts:
            changes[row.txid] = _seen(row, look) if row.txid in look.txids else _missed(row)
    rows |= changes
    for read in found:
        known = rows.get(read.txid)
        row = replace(known, raw=read.raw, scripts=read.scripts) if known else read
        if row.state is not State.PENDING and row.place_is_open:
            decided = _decided(row, rows, look, fresh=known is None)
        else:
            decided = {} if known else {row.txid: row}
        changes |= decided
        rows |= decided
    return changes


def overdue(remembered: Iterable[Unsettled], now: datetime, vanish_after: timedelta) -> list[Unsettled]:
    """The pending ones that were missed often enough, and for long enough, to be given up."""
    return [
        row
        for row in remembered
        if row.state is State.PENDING and row.misses >= MISSES and now - row.last_seen >= vanish_after
    ]


def given_up(rows: Iterable[Unsettled]) -> Changes:
    """Nobody shows them any more."""
    return {row.txid: replace(row, state=State.GONE) for row in rows}


def _seen(row: Unsettled, look: Look) -> Unsettled:
    return replace(row, last_seen=look.at, source=look.source, misses=0)


def _missed(row: Unsettled) -> Unsettled:
    return replace(row, misses=row.misses + 1)


def _decided(row: Unsettled, rows: Mapping[str, Unsettled], look: Look, *, fresh: bool) -> Changes:
    """What becomes of a transaction that a look shows and that was not pending, and of those it contests."""
    contested = [other for other in rows.values() if row.contests(other)]
    mined = next((other for other in contested if other.state is State.MINED), None)
    if mined:
        lost = replace(row, state=State.REPLACED, rival=mined.txid, block_hash=mined.block_hash)
        return {row.txid: lost}
    holder = next((other for other in contested if other.state is State.PENDING), None)
    if holder and not _gives_way(holder, look, fresh=fresh):
        return {row.txid: replace(row, state=State.REPLACED, rival=holder.txid)}
    pending = replace(_seen(row, look), state=State.PENDING, rival=None)
    losers = {
        other.txid: replace(other, state=State.REPLACED, rival=row.txid)
        for other in contested
        if other.place_is_open
    }
    return {row.txid: pending} | losers | _orphans({**rows, **losers}, losers, None)


def _gives_way(holder: Unsettled, look: Look, *, fresh: bool) -> bool:
    if holder.txid in look.txids:
        return False
    expected = holder.source == look.source and look.script_pubkey in holder.scripts
    return holder.misses >= _DOUBTS or (fresh and expected)


def _orphans(rows: Mapping[str, Unsettled], lost: Iterable[str], block_hash: str | None) -> Changes:
    """Those that spend what a transaction made that can no longer stand: they cannot stand either."""
    changes: Changes = {}
    parents = {internal(txid) for txid in lost}
    while parents:
        children = [
            row
            for row in rows.values()
            if row.txid not in changes
            and row.state is State.PENDING
            and any(outpoint[:32] in parents for outpoint in row.outpoints)
        ]
        changes |= {row.txid: replace(row, state=State.GONE, block_hash=block_hash) for row in children}
        parents = {internal(row.txid) for row in children}
    return changes
