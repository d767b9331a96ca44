"""Values with defaults, so that a test names only what it is about."""

from datetime import UTC, datetime, timedelta

from monitor.flows.flag import Flag, Stage
from monitor.flows.transfer import BlockRef
from monitor.labels.book import LabelBook
from monitor.labels.entity import Entity
from monitor.labels.label import Label
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


def label(actor, entity: str, category: Category, confidence: int = 90) -> Label:
    """The label of a simulated actor's script."""
    return script_label(actor.script_pubkey, entity, category, confidence)


def script_label(script_pubkey: bytes, entity: str, category: Category, confidence: int = 90) -> Label:
    return Label(
        script_pubkey=script_pubkey,
        entity=entity,
        category=category,
        confidence=confidence,
        role=None,
        source="made up",
        valid_from=None,
        valid_to=None,
        known_since=None,
        note="",
        file="made-up.csv",
        line=1,
    )


def book_of(*labels: Label) -> LabelBook:
    """A label book whose entities are what their labels say."""
    entities = {
        each.entity: Entity(slug=each.entity, name=each.entity, category=each.category) for each in labels
    }
    return LabelBook.build(entities.values(), labels)
