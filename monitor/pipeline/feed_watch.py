"""Feeds are asked again and again, and what they tell of our companies is fetched and taken in."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import structlog

from monitor.clock import Clock
from monitor.disclosures.extract.companies.names import known_names
from monitor.disclosures.news import (
    RETOLD_WITHIN,
    Headlines,
    NewsItem,
    holds_headline,
    is_recent,
    newest,
    quiet_after,
    story_of,
)
from monitor.errors import DocumentRefused, Rule, SourceError, SourceUnavailable
from monitor.pipeline.clocks import HabitOf, as_configured
from monitor.pipeline.documents import DocumentSource, Feed, FeedPage, Validators
from monitor.pipeline.health import Health
from monitor.pipeline.received import Received
from monitor.pipeline.take_document import TakeDocuments, Taken
from monitor.store.feed_items import FeedItem, ItemState
from monitor.store.originals import How, Outcome, Place
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()

MOST_AT_ONCE = 20
"""So many documents are fetched in one turn; the rest waits for the next."""
_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=6)
_WORTH_TELLING = 3
"""A document that could not be had at so many tries is a trouble of its feed."""
_BY_ADDRESS = frozenset({Rule.HOST, Rule.SCHEME, Rule.PRIVATE})
"""Refusals that end when the address is allowed."""


class FeedState(StrEnum):
    """How a feed is."""

    UNASKED = "unasked"
    WELL = "well"
    QUIET = "quiet"
    """It answers, and has had nothing new for longer than can be."""
    FAILING = "failing"


@dataclass(slots=True)
class _Standing:
    """What is known of one feed since the start."""

    due: float = 0.0
    """Seconds of the event loop's clock."""
    validators: Validators | None = None
    """Of the last page that was taken; not kept over a restart, so that other settings see the whole feed."""
    state: FeedState = FeedState.UNASKED
    reason: str | None = None
    answered_at: datetime | None = None
    newest: datetime | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class FeedSnapshot:
    """How a feed is now."""

    name: str
    issuer: str | None
    state: FeedState
    reason: str | None
    answered_at: datetime | None
    newest: datetime | None
    """The date of its latest item."""


@dataclass(frozen=True, slots=True)
class Came:
    """An item and what came of its document."""

    item: FeedItem
    taken: Taken | None
    """None where it could not be had."""


@dataclass(slots=True)
class FeedWatch:
    """The job behind feeds. A feed that fails holds up no other."""

    feeds: Sequence[Feed]
    intervals: Mapping[str, timedelta]
    """How often each feed is asked, by its name."""
    documents: DocumentSource
    take: TakeDocuments
    store: Store
    health: Health
    look_back: timedelta
    habit_of: HabitOf = as_configured
    """How companies disclose, by what is known by now."""
    on_step: Callable[[], None] = lambda: None
    """Called before every request: a turn may be long, and each request is progress."""
    on_taken: Callable[[], None] = lambda: None
    """Called when a document left something to be sent."""
    _standings: dict[str, _Standing] = field(default_factory=dict, init=False)

    @property
    def clock(self) -> Clock:
        """The present moment."""
        return self.take.clock

    async def turn(self, *, all_now: bool = False, issuer: str | None = None) -> list[Came]:
        """Ask the feeds that are due, and fetch what is wanted.

        Args:
            all_now: ask every feed, due or not.
            issuer: only feeds of this issuer and newswires, and only its documents.

        Raises:
            StoreError: the database refuses; nothing is lost by it.
        """
        headlines = Headlines(known_names(self.take.entities().values()))
        for feed in self.feeds:
            standing = self._standings.setdefault(feed.name, _Standing())
            concerns = issuer is None or feed.issuer in {None, issuer}
            if concerns and (all_now or standing.due <= asyncio.get_running_loop().time()):
                await self._ask(feed, standing, headlines)
        return await self._fetch_waiting(issuer)

    def snapshots(self) -> list[FeedSnapshot]:
        """How each feed is now, in the order of the configuration."""
        known = ((feed, self._standings.get(feed.name, _Standing())) for feed in self.feeds)
        return [
            FeedSnapshot(
                feed.name, feed.issuer, standing.state, standing.reason, standing.answered_at, standing.newest
            )
            for feed, standing in known
        ]

    async def _ask(self, feed: Feed, standing: _Standing, headlines: Headlines) -> None:
        self.on_step()
        wait = self.intervals[feed.name].total_seconds()
        reason = None
        try:
            page = await self._read(feed, standing)
        except (SourceError, DocumentRefused) as error:
            if isinstance(error, SourceUnavailable) and error.retry_after:
                wait = max(wait, error.retry_after)
            reason = error.what
        else:
            if page is not None:
                await self._note(feed, page, headlines)
                standing.validators = page.validators
                standing.newest, standing.empty = newest(page.items, self.clock()), not page.items
            standing.answered_at = self.clock()
        standing.due = asyncio.get_running_loop().time() + wait
        await self._judge(feed, standing, reason)

    async def _read(self, feed: Feed, standing: _Standing) -> FeedPage | None:
        if feed.issuer and feed.issuer not in self.take.entities():
            what = f"there is no company {feed.issuer!r}, whose feed it should be"
            raise DocumentRefused(feed.name, what, Rule.ISSUER)
        return await feed.read(standing.validators)

    async def _judge(self, feed: Feed, standing: _Standing, failure: str | None) -> None:
        """Set down how a feed is, as a trouble by its name where something is wrong."""
        standing.state, standing.reason = FeedState.FAILING, failure
        if failure is None:
            standing.reason = self._quiet(feed, standing)
            standing.state = FeedState.QUIET if standing.reason else FeedState.WELL
        reason = standing.reason or await self._not_had(feed)
        part = f"feed {feed.name}"
        if reason:
            self.health.trouble(part, reason)
        else:
            self.health.well(part)

    def _quiet(self, feed: Feed, standing: _Standing) -> str | None:
        """What is wrong with a feed that answers, if anything is."""
        now = self.clock()
        if standing.empty:
            return "it answers, and holds no item at all"
        entity = self.take.entities().get(feed.issuer or "")
        patience = quiet_after(feed.issuer, self.habit_of(entity, now.date()) if entity else None)
        if standing.newest is None or now - standing.newest <= patience:
            return None
        whose = (
            f"{feed.issuer} would have told something within"
            if feed.issuer
            else "a newswire is never silent for"
        )
        return (
            f"it answers, but its newest item is of {standing.newest:%Y-%m-%d}, and {whose} {patience.days} days; "
            "has it moved?"
        )

    async def _not_had(self, feed: Feed) -> str | None:
        async with self.store.read() as tx:
            waiting = await tx.feed_items.waiting(feed.name, _WORTH_TELLING)
        if not waiting:
            return None
        return f"{len(waiting)} of its documents cannot be had, such as {waiting[0].url}: {waiting[0].reason}"

    async def _note(self, feed: Feed, page: FeedPage, headlines: Headlines) -> None:
        """Keep the items that matter, the earliest first, so that a retransmission finds what it repeats."""
        now = self.clock()
        recent = [item for item in page.items if is_recent(item, now, self.look_back)]
        recent.sort(key=lambda item: item.published or now)
        chosen = [item for item in recent if feed.issuer or headlines.named(item.title)]
        async with self.store.write() as tx:
            for item in chosen:
                await self._note_one(tx, feed, item, headlines, now)

    async def _note_one(
        self, tx: Transaction, feed: Feed, item: NewsItem, headlines: Headlines, now: datetime
    ) -> None:
        known = await tx.feed_items.get(feed.name, item.guid)
        if known is None:
            story = story_of(item.title)
            fresh = FeedItem(
                feed=feed.name,
                guid=item.guid,
                url=item.url or "",
                title=item.title,
                story=story.text,
                issuer=feed.issuer or headlines.speaker(item.title),
                published=item.published,
                first_seen=now,
            )
            await tx.feed_items.save(await _placed(tx, fresh, again=story.again))
        elif known.rule in _BY_ADDRESS and self.documents.allows(known.url):
            await tx.feed_items.save(replace(known, state=ItemState.WAITING, rule=None, reason=None))

    async def _fetch_waiting(self, issuer: str | None) -> list[Came]:
        async with self.store.read() as tx:
            due = await tx.feed_items.due(self.clock(), MOST_AT_ONCE)
        return [await self._fetch(item) for item in due if issuer is None or item.issuer in {None, issuer}]

    async def _fetch(self, item: FeedItem) -> Came:
        self.on_step()
        taken = None
        try:
            if not await self.take.known(item.url):
                taken = await self._take(item)
                after = _of_taken(item, taken)
            else:
                after = replace(item, state=ItemState.DUPLICATE, reason="its document was fetched before")
        except DocumentRefused as refused:
            log.warning(
                "feeds.refused", feed=item.feed, title=item.title, rule=refused.rule, reason=str(refused)
            )
            after = replace(item, state=ItemState.REFUSED, rule=refused.rule.value, reason=refused.what)
        except SourceError as error:
            after = self._put_off(item, error)
        async with self.store.write() as tx:
            await tx.feed_items.save(after)
            if after.state is ItemState.REFUSED:
                await _let_others_tell(tx, after)
        return Came(after, taken)

    async def _take(self, item: FeedItem) -> Taken:
        fetched = await self.documents.document(item.url)
        if not holds_headline(fetched.body, item.title):
            # Bot checks and outages come with status 200 too; kept, they would stand for the document for ever.
            raise SourceUnavailable(
                item.url, "the page holds nothing of its headline; it is another page, or none"
            )
        now = self.clock()
        place = Place(
            url=item.url,
            how=How.FEED,
            issuer=item.issuer,
            filed=(item.published or now).astimezone(UTC).date(),
            fetched_at=now,
            fetched_by=item.feed,
        )
        received = Received(raw=fetched.body, place=place, media_type=fetched.content_type, name=fetched.url)
        taken = await self.take.take(received, self.on_step)
        log.info("feeds.taken", feed=item.feed, title=item.title, issuer=item.issuer, came=str(taken))
        if taken.statements:
            self.on_taken()
        return taken

    def _put_off(self, item: FeedItem, error: SourceError) -> FeedItem:
        """Later again, each time twice as late; given up when the item is too old to matter."""
        now = self.clock()
        if now - item.first_seen > self.look_back:
            log.warning("feeds.given_up", feed=item.feed, title=item.title, reason=str(error))
            return replace(item, state=ItemState.REFUSED, reason=f"given up: {error.what}")
        wait = min(_FIRST_WAIT * 2 ** min(item.tries, 10), _LONGEST_WAIT)
        if isinstance(error, SourceUnavailable) and error.retry_after:
            wait = max(wait, timedelta(seconds=error.retry_after))
        return replace(item, tries=item.tries + 1, retry_at=now + wait, reason=error.what)


async def _placed(tx: Transaction, fresh: FeedItem, *, again: bool) -> FeedItem:
    """A new item in the state that it has beside those that are known."""
    if not fresh.url:
        what = "it has no link to a document"
        return replace(fresh, state=ItemState.REFUSED, rule=Rule.ADDRESS.value, reason=what)
    told = [each for each in await tx.feed_items.at(fresh.url) if each.state is not ItemState.REFUSED]
    if again and fresh.story:
        told += [each for each in await tx.feed_items.telling(fresh.story) if _is_told_by(fresh, each)]
    if not told:
        return fresh
    first = told[0]
    what = f"told before by {first.feed} on {first.published or first.first_seen:%Y-%m-%d}: {first.url}"
    return replace(fresh, state=ItemState.DUPLICATE, reason=what)


async def _let_others_tell(tx: Transaction, refused: FeedItem) -> None:
    """What only repeated an item that came to nothing has its turn now."""
    for each in await tx.feed_items.telling(refused.story):
        if each.state is ItemState.DUPLICATE and each.digest is None and each.url != refused.url:
            await tx.feed_items.save(replace(each, state=ItemState.WAITING, reason=None))


def _is_told_by(again: FeedItem, first: FeedItem) -> bool:
    """Whether a retransmission repeats an item: the same headline, of the same company, days before."""
    between = (again.published or again.first_seen) - (first.published or first.first_seen)
    return (
        first.state is not ItemState.REFUSED
        and first.issuer == again.issuer
        and abs(between) <= RETOLD_WITHIN
    )


def _of_taken(item: FeedItem, taken: Taken) -> FeedItem:
    if not taken.new:
        what = "the same content was taken in before"
        return replace(item, state=ItemState.DUPLICATE, digest=taken.digest, reason=what)
    reason = taken.reason if taken.outcome is not Outcome.STATED else None
    return replace(item, state=ItemState.TAKEN, digest=taken.digest, reason=reason)
