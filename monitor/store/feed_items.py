"""Items of feeds, and what became of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.store.feed_tables import FeedItemRow


class ItemState(StrEnum):
    """What became of an item."""

    WAITING = "waiting"
    """Its document is still to be had."""
    TAKEN = "taken"
    DUPLICATE = "duplicate"
    """It tells again of what another item or document told."""
    REFUSED = "refused"
    """Its document must not be fetched, or cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An item of a feed that matters to us."""

    feed: str
    guid: str
    """What names it within its feed."""
    url: str
    """Where its document is; empty where it has none."""
    title: str
    story: str
    """The headline as it is compared."""
    issuer: str | None
    """Whose document it is; None for an article."""
    published: datetime | None
    first_seen: datetime
    state: ItemState = ItemState.WAITING
    tries: int = 0
    retry_at: datetime | None = None
    """Not before this time is it asked for again."""
    rule: str | None = None
    """Which rule refused it."""
    reason: str | None = None
    """Why it waits, was refused, or is a duplicate."""
    digest: str | None = None
    """The original that it led to."""


class FeedItemRows:
    """Reads and writes items of feeds."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, feed: str, guid: str) -> FeedItem | None:
        """The item of this name in a feed."""
        row = await self._session.get(FeedItemRow, (feed, guid))
        return _item(row) if row else None

    async def save(self, item: FeedItem) -> None:
        """Keep an item as it is now."""
        await self._session.merge(FeedItemRow(**asdict(item)))
        await self._session.flush()

    async def at(self, url: str) -> Sequence[FeedItem]:
        """Items of any feed whose document is at this address, the earliest seen first."""
        query = select(FeedItemRow).where(FeedItemRow.url == url)
        return [_item(row) for row in await self._session.exec(query.order_by(*_EARLIEST_FIRST))]

    async def telling(self, story: str) -> Sequence[FeedItem]:
        """Items of any feed with this headline, the earliest seen first."""
        query = select(FeedItemRow).where(FeedItemRow.story == story)
        return [_item(row) for row in await self._session.exec(query.order_by(*_EARLIEST_FIRST))]

    async def due(self, now: datetime, most: int) -> Sequence[FeedItem]:
        """Items whose document may be asked for now, the latest first."""
        query = (
            select(FeedItemRow)
            .where(FeedItemRow.state == ItemState.WAITING.value)
            .where(col(FeedItemRow.retry_at).is_(None) | (col(FeedItemRow.retry_at) <= now))
            .order_by(col(FeedItemRow.published).desc().nulls_last(), col(FeedItemRow.guid))
            .limit(most)
        )
        return [_item(row) for row in await self._session.exec(query)]

    async def waiting(self, feed: str, tries: int) -> Sequence[FeedItem]:
        """Items of a feed whose document could not be had at so many tries or more."""
        query = select(FeedItemRow).where(
            FeedItemRow.feed == feed,
            FeedItemRow.state == ItemState.WAITING.value,
            FeedItemRow.tries >= tries,
        )
        return [_item(row) for row in await self._session.exec(query.order_by(*_EARLIEST_FIRST))]

    async def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many items of each feed there are in each state."""
        query = select(FeedItemRow.feed, FeedItemRow.state, func.count()).group_by(
            col(FeedItemRow.feed), col(FeedItemRow.state)
        )
        counted: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(ItemState, 0))
        for feed, state, number in await self._session.exec(query):
            counted[feed][state] = number
        return counted


_EARLIEST_FIRST = (col(FeedItemRow.first_seen), col(FeedItemRow.feed), col(FeedItemRow.guid))


def _item(row: FeedItemRow) -> FeedItem:
    return FeedItem(**row.model_dump() | {"state": ItemState(row.state)})
