"""The heartbeat: what was scanned, by whom, and what does not work. Silence must mean that nothing happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.clock import Clock
from monitor.pipeline.health import Health
from monitor.pipeline.shelf import LabelShelf
from monitor.store.store import Store

SCHEMA = "minerflow.status/1"


@dataclass(slots=True)
class Progress:
    """How far the follower is, beside what the database knows."""

    source: str | None = None
    source_height: int | None = None
    """The height of the best block that the source told of; None before the first answer."""


@dataclass(frozen=True, slots=True)
class StatusBoard:
    """Puts the status document together."""

    store: Store
    shelf: LabelShelf
    network: str
    health: Health
    progress: Progress
    clock: Clock

    async def document(self, state: str | None = None) -> dict[str, Any]:
        """The status as JSON-ready values. `state` overrides what health says, for a farewell."""
        async with self.store.read() as tx:
            tip = await tx.chain.tip()
            waiting = await tx.outbox.depth()
            scanned = await tx.chain.count()
        height = tip.height if tip else None
        known = self.progress.source_height
        return {
            "schema": SCHEMA,
            "state": state or self.health.state,
            "at": stamp(self.clock()),
            "network": self.network,
            "tip": known,
            "scanned_height": height,
            "scanned_hash": tip.block_hash if tip else None,
            "scanned_block_time": stamp(tip.time) if tip else None,
            "lag": max(0, known - height) if known is not None and height is not None else None,
            "blocks_scanned": scanned,
            "sources": [self.progress.source] if self.progress.source else [],
            "label_set": self.shelf.book.digest,
            "labels": self.shelf.book.counts.labels,
            "outbox": waiting,
            "troubles": dict(self.health.troubles),
        }


def stamp(at: datetime) -> str:
    """A moment as ISO 8601 in UTC."""
    return at.isoformat().replace("+00:00", "Z")
