"""The heartbeat: what was scanned, by whom, and what does not work. Silence must mean that nothing happened."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor.alerts.market import market_summary
from monitor.clock import Clock
from monitor.flows.flag import Standing
from monitor.pipeline.coverage import coverage_text
from monitor.pipeline.document_channels import no_channels
from monitor.pipeline.health import Health
from monitor.pipeline.progress import Progress
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.snapshot import SourceSnapshot
from monitor.store.store import Store

SCHEMA = "minerflow.status/1"
_OPEN = (Standing.INDICATIVE, Standing.PARTIALLY_CONFIRMED)
"""Episodes that still wait for a word."""
_MOST_LACKING = 10
"""So many filings that cannot be had are named."""


@dataclass(frozen=True, slots=True)
class StatusBoard:
    """Puts the status document together."""

    store: Store
    shelf: LabelShelf
    network: str
    health: Health
    progress: Progress
    clock: Clock
    sources: Callable[[], Sequence[SourceSnapshot]] = tuple
    """How each source is now."""
    channels: Callable[[Mapping[str, Mapping[str, int]]], dict[str, Any]] = no_channels
    """How EDGAR, feeds and drop folder are, from the items of feeds as they are stored."""

    async def document(self, state: str | None = None) -> dict[str, Any]:
        """The status as JSON-ready values. `state` overrides what health says, for a farewell."""
        book = self.shelf.book
        async with self.store.read() as tx:
            tip = await tx.chain.tip()
            waiting = await tx.outbox.depth()
            scanned = await tx.chain.count()
            agreements = await tx.episodes.agreements()
            histories = await tx.histories.coverage(book.digest, await tx.chain.blind_height())
            reach = await tx.coverage.reach(book.digest)
            revision = await tx.episodes.revision_count()
            market = await tx.market.newest()
            trails = await tx.trails.totals()
            filings = await tx.filings.counts()
            lacking = await tx.filings.lacking()
            documents = await tx.originals.counts()
            to_read = await tx.episodes.to_read(_OPEN)
            feed_items = await tx.feed_items.counts()
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
            "revision": revision,
            "sources": [source_document(source, self.clock()) for source in self.sources()],
            "label_set": book.digest,
            "labels": book.counts.labels,
            "agreement": dict(agreements),
            "histories": asdict(histories),
            "trails": asdict(trails),
            "filings": filings,
            "filings_lacking": [each.lack for each in lacking[:_MOST_LACKING]],
            "documents": documents,
            "documents_to_read": dict(to_read),
            **self.channels(feed_items),
            "coverage": coverage_text(book.counts.scripts, reach, histories),
            "catching_up": str(self.progress.reckoner.stretch) if self.progress.reckoner.stretch else None,
            "views": [
                {"source": view.source, "says": view.says.value, "detail": view.detail, "tip": view.tip_hash}
                for view in self.progress.views.all()
            ],
            "difficulty": self._difficulty() if tip else "no block was checked yet",
            "outbox": waiting,
            "market": market_summary(market) if market else None,
            "troubles": dict(self.health.troubles),
        }

    def without_store(self, last: Mapping[str, Any]) -> dict[str, Any]:
        """The last document as of now, where the database cannot be asked for another."""
        troubles = dict(self.health.troubles)
        return {**last, "state": self.health.state, "at": stamp(self.clock()), "troubles": troubles}

    async def keep(self, document: dict[str, Any]) -> None:
        """Leave the document to commands that run beside the daemon.

        Raises:
            StoreError: the database refuses.
        """
        async with self.store.write() as tx:
            await tx.heartbeat.save(self.network, document, self.clock())

    def _difficulty(self) -> str:
        bounded, lowest = self.progress.bounded, self.progress.headers_from
        if bounded is not None:
            return f"retarget of period {bounded} checked only by bound"
        return "exact" if lowest is None else f"exact, with headers from {lowest} on"


def source_document(source: SourceSnapshot, now: datetime) -> dict[str, Any]:
    """How a source is, as JSON-ready values. Latencies are milliseconds."""
    left, latency = source.seconds_left, source.latency
    return {
        "name": source.name,
        "serving": source.serving,
        "state": source.state.value,
        "until": None if left is None else stamp((now + timedelta(seconds=left)).replace(microsecond=0)),
        "reason": source.reason,
        "limit": source.limit,
        "learned_limit": source.learned_limit,
        "used": source.used,
        "left": source.left,
        "latency_ms": None
        if latency is None
        else {
            "p50": round(latency.p50 * 1000),
            "p95": round(latency.p95 * 1000),
            "p99": round(latency.p99 * 1000),
        },
        "requests": source.requests,
        "errors": dict(source.errors),
        "bytes": source.received_bytes,
    }


def stamp(at: datetime) -> str:
    """A moment as ISO 8601 in UTC."""
    return at.isoformat().replace("+00:00", "Z")
