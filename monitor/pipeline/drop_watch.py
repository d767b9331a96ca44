"""Files that somebody puts into the drop folder are taken in."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from monitor.clock import Clock
from monitor.errors import DocumentRefused, Rule, SourceUnavailable
from monitor.pipeline.documents import DropBox, Dropped
from monitor.pipeline.health import Health
from monitor.pipeline.received import Received
from monitor.pipeline.take_document import TakeDocuments, Taken
from monitor.store.originals import How, Outcome, Place

log = structlog.get_logger()

PART = "drop folder"


@dataclass(slots=True)
class DropWatch:
    """The job behind the drop folder. What comes of each file is where the file lies afterwards."""

    box: DropBox
    take: TakeDocuments
    health: Health
    on_step: Callable[[], None] = lambda: None
    """Called before every file: a turn may be long, and each file is progress."""
    on_taken: Callable[[], None] = lambda: None
    """Called when a document left something to be sent."""
    counts: Counter[str] = field(default_factory=Counter, init=False)
    """Files since the start: `taken`, and for each rule those that it refused."""

    @property
    def clock(self) -> Clock:
        """The present moment."""
        return self.take.clock

    async def turn(self) -> None:
        """Take in every file that is complete.

        Raises:
            StoreError: the database refuses; the files stay where they are.
        """
        troubles = []
        try:
            for name in await asyncio.to_thread(self.box.look):
                self.on_step()
                try:
                    await self._one(name)
                except SourceUnavailable as error:
                    troubles.append(error.what)  # and on to the next: one file holds up no other
        except SourceUnavailable as error:
            troubles.append(error.what)
        if troubles:
            self.health.trouble(PART, troubles[0])
        else:
            self.health.well(PART)

    async def _one(self, name: str) -> None:
        try:
            dropped = await asyncio.to_thread(self.box.read, name)
            taken = await self._taken(dropped)
        except DocumentRefused as refused:
            self.counts[refused.rule.value] += 1
            log.warning("drop.refused", file=ascii(name), rule=refused.rule.value, reason=refused.what)
            await asyncio.to_thread(self.box.refuse, name, refused.what)
            return
        # Moved only when all of it is in the database: after a crash in between it is a duplicate, not lost.
        await asyncio.to_thread(self.box.take, name)
        self.counts["taken"] += 1
        log.info("drop.taken", file=ascii(name), issuer=dropped.issuer, came=str(taken))
        if taken.statements:
            self.on_taken()

    async def _taken(self, dropped: Dropped) -> Taken:
        if dropped.issuer is not None and dropped.issuer not in self.take.entities():
            what = f"there is no company {dropped.issuer!r}; a file is called like cango--2026-02-09.html"
            raise DocumentRefused(dropped.name, what, Rule.ISSUER)
        now = self.clock()
        place = Place(
            url=dropped.url or self.box.place_of(dropped.name),
            how=How.DROP,
            issuer=dropped.issuer,
            filed=dropped.published,
            fetched_at=now,
            fetched_by=PART,
        )
        received = Received(raw=dropped.raw, place=place, name=dropped.name)
        taken = await self.take.take(received, self.on_step)
        if taken.outcome is Outcome.UNREADABLE:
            raise DocumentRefused(dropped.name, taken.reason or "it cannot be read", Rule.TEXT)
        if taken.outcome is Outcome.SILENT and dropped.issuer is None:
            what = f"nobody said whose it is, and its own words do not tell either: {taken.reason}"
            raise DocumentRefused(dropped.name, f"{what}. Call it like cango--2026-02-09.html", Rule.ISSUER)
        return taken
