"""The heartbeat: what was scanned, by whom, and what does not work. Silence must mean that nothing happened."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from monitor.clock import Clock
from monitor.labels.book import LabelBook
from monitor.pipeline.coverage import coverage_text
from monitor.pipeline.health import Health
from monitor.pipeline.progress import Progress
from monitor.store.store import Store

SCHEMA = "minerflow.status/1"


@dataclass(frozen=True, slots=True)
class StatusBoard:
    """Puts the status document together."""

    store: Store
    book: LabelBook
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
            histories = await tx.histories.coverage(self.book.digest, await tx.chain.blind_height())
            reach = await tx.coverage.reach(self.book.digest)
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
            "label_set": self.book.digest,
            "labels": self.book.counts.labels,
            "histories": asdict(histories),
            "coverage": coverage_text(self.book.counts.scripts, reach),
            "catching_up": str(self.progress.reckoner.stretch) if self.progress.reckoner.stretch else None,
            "views": [
                {"source": view.source, "says": view.says.value, "detail": view.detail, "tip": view.tip_hash}
                for view in self.progress.views.all()
            ],
            "difficulty": self._difficulty(),
            "outbox": waiting,
            "troubles": dict(self.health.troubles),
        }

    def _difficulty(self) -> str:
        bounded, lowest = self.progress.bounded, self.progress.headers_from
        if bounded is not None:
            return f"retarget of period {bounded} checked only by bound"
        return "exact" if lowest is None else f"exact, with headers from {lowest} on"


def stamp(at: datetime) -> str:
    """A moment as ISO 8601 in UTC."""
    return at.isoformat().replace("+00:00", "Z")
