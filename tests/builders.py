"""Values with defaults, so that a test names only what it is about."""

from datetime import UTC, datetime, timedelta

from monitor.flows.flag import Flag, Stage
from monitor.flows.transfer import BlockRef
from monitor.labels.vocabulary import Category

NOON = datetime(2026, 2, 4, 12, tzinfo=UTC)
BTC = 100_000_000


def block_at(hours: float = 0, height: int = 100, name: str = "b") -> BlockRef:
    return BlockRef(height, f"{name}{height}", NOON + timedelta(hours=hours))


def make_flag(
    txid: str = "t1",
    *,
    miner: str = "mara",
    to_entity: str = "two-prime",
    to_type: Category = Category.PRIME_BROKER,
    sats: int = 100 * BTC,
    hours: float = 0,
    height: int = 100,
    stage: Stage = Stage.INCLUDED,
    conflicted: bool = False,
) -> Flag:
    return Flag(
        txid=txid,
        miner=miner,
        to_entity=to_entity,
        to_type=to_type,
        vouts=(0,),
        sats=sats,
        stage=stage,
        block=block_at(hours, height),
        conflicted=conflicted,
    )
