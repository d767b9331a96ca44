"""Row to domain value and back, for trails."""

from collections.abc import Iterable
from typing import Any

from monitor.flows.trails.trail import Ending, Hop, Pattern, Trail, TrailCoin, TrailEnd
from monitor.flows.transfer import BlockRef
from monitor.labels.vocabulary import Category
from monitor.store.trail_tables import TrailCoinRow, TrailEndRow, TrailRow

_FEE = -1
"""Where a fee stands among outputs."""


def path_json(path: Iterable[Hop]) -> list[list[Any]]:
    """A way as it is stored."""
    return [[hop.txid, hop.pattern.value, hop.sats] for hop in path]


def path(stored: Iterable[Iterable[Any]]) -> tuple[Hop, ...]:
    """A stored way."""
    return tuple(Hop(txid, Pattern(pattern), sats) for txid, pattern, sats in stored)


def trail_row(trail: Trail) -> TrailRow:
    """A trail as its row; only what a block holds is followed."""
    assert trail.block.block_hash is not None
    return TrailRow(
        trail_id=trail.trail_id,
        miner=trail.miner,
        txid=trail.txid,
        height=trail.block.height,
        block_hash=trail.block.block_hash,
        time=trail.block.time,
        sats=trail.sats,
        pattern=trail.pattern.value,
        proven_senders=trail.proven_senders,
        senders=[script.hex() for script in trail.senders],
        co_spent_sats=trail.co_spent_sats,
    )


def trail(row: TrailRow) -> Trail:
    """A row as the trail it stores."""
    return Trail(
        trail_id=row.trail_id,
        miner=row.miner,
        txid=row.txid,
        block=BlockRef(row.height, row.block_hash, row.time),
        sats=row.sats,
        pattern=Pattern(row.pattern),
        proven_senders=row.proven_senders,
        senders=tuple(map(bytes.fromhex, row.senders)),
        co_spent_sats=row.co_spent_sats,
    )


def trail_coin_row(coin: TrailCoin) -> TrailCoinRow:
    """A part of a trail as its row, open."""
    assert coin.block.block_hash is not None
    return TrailCoinRow(
        trail_id=coin.trail_id,
        txid=coin.txid,
        vout=coin.vout,
        script_pubkey=coin.script_pubkey,
        value_sats=coin.value_sats,
        sats=coin.sats,
        path=path_json(coin.path),
        confidence=coin.confidence,
        height=coin.block.height,
        block_hash=coin.block.block_hash,
        time=coin.block.time,
    )


def trail_coin(row: TrailCoinRow, miner: str) -> TrailCoin:
    """A row as the part of a trail that it stores."""
    return TrailCoin(
        trail_id=row.trail_id,
        miner=miner,
        txid=row.txid,
        vout=row.vout,
        script_pubkey=row.script_pubkey,
        value_sats=row.value_sats,
        sats=row.sats,
        path=path(row.path),
        confidence=row.confidence,
        block=BlockRef(row.height, row.block_hash, row.time),
    )


def trail_end_row(end: TrailEnd, block_hash: str) -> TrailEndRow:
    """An end as its row."""
    return TrailEndRow(
        trail_id=end.trail_id,
        txid=end.txid,
        vout=_FEE if end.vout is None else end.vout,
        miner=end.miner,
        ending=end.ending.value,
        sats=end.sats,
        path=path_json(end.path),
        confidence=end.confidence,
        entity=end.entity,
        category=None if end.category is None else end.category.value,
        conflicted=end.conflicted,
        candidate=end.candidate,
        label_confidence=end.label_confidence,
        script_pubkey=end.script_pubkey,
        value_sats=end.value_sats,
        block_hash=block_hash,
    )


def trail_end(row: TrailEndRow) -> TrailEnd:
    """A row as the end it stores."""
    return TrailEnd(
        trail_id=row.trail_id,
        miner=row.miner,
        ending=Ending(row.ending),
        sats=row.sats,
        path=path(row.path),
        confidence=row.confidence,
        txid=row.txid,
        vout=None if row.vout == _FEE else row.vout,
        entity=row.entity,
        category=None if row.category is None else Category(row.category),
        conflicted=row.conflicted,
        candidate=row.candidate,
        label_confidence=row.label_confidence,
        script_pubkey=row.script_pubkey,
        value_sats=row.value_sats,
    )
