"""A document comes in: kept once by its content, read, and what it states told and reconciled, in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from monitor.clock import Clock
from monitor.disclosures.reconcile import CoverageGap
from monitor.disclosures.statement import Statement
from monitor.flows.revisions import Revision
from monitor.labels.entity import Entity
from monitor.pipeline.disclose import Disclosures, Kept
from monitor.pipeline.received import Examined, Reader, Received, examined
from monitor.store.originals import Outcome, Place
from monitor.store.transaction import Transaction

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a document."""

    digest: str
    outcome: Outcome
    reason: str | None
    """Why it cannot be read, or why nothing of it counts."""
    new: bool
    """False when this content was taken in before; then at most a place was added."""
    new_place: bool
    statements: tuple[Statement, ...] = ()
    """What it states and nobody had stated before there."""
    mentions: tuple[dict[str, Any], ...] = ()
    """What it says of others than its issuer, or of no period: shown, and reconciled with nothing."""
    revisions: tuple[Revision, ...] = ()
    gaps: tuple[CoverageGap, ...] = ()
    """What it states and the chain did not show."""

    def __str__(self) -> str:
        if not self.new:
            return "taken in before" + ("; one place more" if self.new_place else "")
        if self.outcome is Outcome.STATED:
            return f"{len(self.statements)} statements"
        return self.reason or self.outcome.value


@dataclass(frozen=True, slots=True)
class TakeDocuments:
    """The use case: everybody who comes by a document brings it here."""

    disclosures: Disclosures
    read: Reader
    entities: Callable[[], Mapping[str, Entity]]
    """Every known entity by slug, as things stand."""
    word_seconds: float = 30.0
    """So often whoever brings a long document hears that it is still being read."""

    @property
    def clock(self) -> Clock:
        """The present moment."""
        return self.disclosures.clock

    async def known(self, url: str) -> bool:
        """Whether something was fetched from an address already: it is not fetched again."""
        async with self.disclosures.store.read() as tx:
            return bool(await tx.originals.known((url,)))

    async def preview(self, received: Received) -> tuple[Taken, str]:
        """What taking in a document would come to, and its text, empty where it cannot be read. Nothing is kept."""
        came = await self._examined(received)
        taken = Taken(
            digest=came.original.digest,
            outcome=came.original.outcome,
            reason=came.original.reason,
            new=True,
            new_place=True,
            statements=came.statements,
            mentions=came.original.mentions,
        )
        return taken, came.text or ""

    async def take(self, received: Received, on_wait: Callable[[], None] = lambda: None) -> Taken:
        """Take in a document. One that cannot be read, or states nothing, is kept and says so.

        The document of a company decides about that company alone. An article decides about every company we
        know, but only if a person handed it in.

        Args:
            received: the document.
            on_wait: called now and then while a long document is read.

        Raises:
            StoreError: nothing was kept.
        """
        digest = received.digest
        async with self.disclosures.store.read() as tx:
            before = await tx.originals.get(digest)
        if before is None:
            came = await _with_word(self._examined(received), on_wait, self.word_seconds)
            async with self.disclosures.store.write() as tx:
                before = await tx.originals.get(digest)  # another process may have been quicker
                if before is None:
                    return await self._keep(tx, received.place, came)
        async with self.disclosures.store.write() as tx:
            new_place = await tx.originals.add_place(digest, received.place)
        return Taken(
            digest=digest,
            outcome=before.outcome,
            reason=before.reason,
            new=False,
            new_place=new_place,
            mentions=before.mentions,
        )

    async def _examined(self, received: Received) -> Examined:
        """Read a document in a thread, so that a long one holds up no block."""
        return await asyncio.to_thread(examined, received, self.read, self.entities(), self.clock())

    async def _keep(self, tx: Transaction, place: Place, came: Examined) -> Taken:
        original = came.original
        await tx.originals.add(original, came.text, came.packed)
        await tx.originals.add_place(original.digest, place)
        kept = Kept(())
        if came.statements:
            kept = await self.disclosures.keep(
                tx, came.statements, who=place.fetched_by, why=_why(place), digest=original.digest
            )
        return Taken(
            digest=original.digest,
            outcome=original.outcome,
            reason=original.reason,
            new=True,
            new_place=True,
            statements=kept.new,
            mentions=original.mentions,
            revisions=kept.revisions,
            gaps=kept.gaps,
        )


async def _with_word(work: Awaitable[_T], on_wait: Callable[[], None], seconds: float) -> _T:
    """Do something long, and say again and again that it goes on."""

    async def say() -> None:
        while True:
            await asyncio.sleep(seconds)
            on_wait()

    saying = asyncio.create_task(say())
    try:
        return await work
    finally:
        saying.cancel()


def _why(place: Place) -> str:
    parts = [place.form, place.exhibit, place.accession]
    return " ".join(part for part in parts if part) or f"came by {place.how.value}"
