"""What the status tells of the ways by which documents come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.pipeline.drop_watch import DropWatch
from monitor.pipeline.feed_watch import FeedSnapshot, FeedWatch
from monitor.pipeline.filing_watch import NOT_ASKED, FilingWatch
from monitor.store.feed_items import ItemState


@dataclass(frozen=True, slots=True)
class DocumentChannels:
    """EDGAR, feeds, drop folder, and what was refused."""

    filings: FilingWatch | None
    """None where EDGAR is not to be asked."""
    feeds: FeedWatch
    drop: DropWatch | None
    refusals: Mapping[str, int]
    """Addresses and answers that were refused since the start, by the rule."""

    def document(self, counts: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
        """How they are, as JSON-ready values.

        Args:
            counts: items of each feed in each state, as they are stored.
        """
        return {
            "edgar": self.filings.text if self.filings else NOT_ASKED,
            "feeds": [_feed(each, counts.get(each.name, {})) for each in self.feeds.snapshots()],
            "drop_folder": dict(self.drop.counts) if self.drop else None,
            "fetches_refused": dict(self.refusals),
        }


def no_channels(_: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """What is told where no daemon runs that could have any."""
    return {"edgar": NOT_ASKED, "feeds": [], "drop_folder": None, "fetches_refused": {}}


def _feed(feed: FeedSnapshot, counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "name": feed.name,
        "issuer": feed.issuer,
        "state": feed.state.value,
        "reason": feed.reason,
        "answered_at": _stamp(feed.answered_at),
        "newest_item_at": _stamp(feed.newest),
        "items": {state.value: counts.get(state.value, 0) for state in ItemState},
    }


def _stamp(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None
