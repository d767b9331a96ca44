"""A document comes in: kept once by its content, read, and what it states told and reconciled, in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from monitor.clock import Clock
from monitor.disclosures.extract.not_understood import Passage
from monitor.disclosures.reconcile import CoverageGap
from monitor.disclosures.statement import Statement
from monitor.disclosures.unclear import counted
from monitor.errors import DocumentRefused, Rule
from monitor.flows.revisions import Revision
from monitor.labels.entity import Entity
from monitor.pipeline.disclose import Disclosures, Kept
from monitor.pipeline.received import (
    BY_PEOPLE,
    Examined,
    Reader,
    Received,
    examined,
    unspoken,
    voices,
)
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.store.originals import Original, Outcome, Place
from monitor.store.transaction import Transaction

READ_FOR_FEWER = "fewer"
"""Stands for the version of the rules where a document was read before it was known to be of several companies: it is
read again."""
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
    not_understood: tuple[Passage, ...] = ()
    """Where it speaks of parting with coins, and no rule understood it: somebody has to read that."""
    revisions: tuple[Revision, ...] = ()
    gaps: tuple[CoverageGap, ...] = ()
    """What it states and the chain did not show."""

    def __str__(self) -> str:
        if not self.new:
            more = f"; {len(self.statements)} statements more" if self.statements else ""
            return "taken in before" + ("; one place more" if self.new_place else "") + more
        if self.outcome is Outcome.STATED:
            return f"{len(self.statements)} statements"
        return self.reason or self.outcome.value


_OF_NO_RULES = ""
"""The version of what is shown and not kept: to work it out takes longer than to read the document."""


@dataclass(frozen=True, slots=True)
class TakeDocuments:
    """The use case: everybody who comes by a document brings it here."""

    disclosures: Disclosures
    read: Reader
    entities: Callable[[], Mapping[str, Entity]]
    """Every known entity by slug, as things stand."""
    version: Callable[[], str] = lambda: ""
    """Of the rules that `read` reads by; what others read is read again. It may take a second the first time,
    and is for the main thread alone."""
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
        """What taking in a document would come to, and its text, empty where it cannot be read. Nothing is kept.

        Raises:
            DocumentRefused: a person handed it in, and errs about whose it is or of which day.
        """
        _require_content(received)
        async with self.disclosures.store.read() as tx:
            before = await tx.originals.get(received.digest)
            await _require_agreement(tx, received.digest, received)
            places = {each.url for each in await tx.originals.places(received.digest)}
        came = await self._examined(received, _OF_NO_RULES)
        taken = Taken(
            digest=came.original.digest,
            outcome=came.original.outcome,
            reason=came.original.reason,
            new=before is None,
            new_place=received.place.url not in places,
            statements=came.statements,
            mentions=came.original.mentions,
            not_understood=came.original.not_understood,
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
            DocumentRefused: a person handed it in, and it is empty, or they err about whose it is or of which day.
                Nothing was kept.
            StoreError: nothing was kept.
        """
        _require_content(received)
        digest = received.digest
        async with self.disclosures.store.read() as tx:
            before = await tx.originals.get(digest)
        if before is None:
            came = await _with_word(self.examined(received), on_wait, self.word_seconds)
            async with self.disclosures.store.write() as tx:
                before = await tx.originals.get(digest)  # another process may have been quicker
                if before is None:
                    return await self._keep(tx, received.place, came)
        return await self._found_again(received, before, on_wait)

    async def _found_again(self, received: Received, before: Original, on_wait: Callable[[], None]) -> Taken:
        """Note where else a document was found, and what it says there of whom it did not speak before."""
        digest = received.digest
        async with self.disclosures.store.read() as tx:
            await _require_agreement(tx, digest, received)
            places = await tx.originals.places(digest)
        further = set(voices([*places, received.place])) - set(voices(places))
        came = None
        for voice in further:
            if voice.place == received.place:
                heard = replace(received, joint=received.joint or voice.joint)
                came = await _with_word(self.examined(heard), on_wait, self.word_seconds)
        async with self.disclosures.store.write() as tx:
            await _require_agreement(tx, digest, received)
            new_place = await tx.originals.add_place(digest, received.place)
            kept = Kept(())
            if came is not None and new_place:
                spoken_for = {each.issuer for each in await tx.disclosures.documents_of(digest)}
                more = replace(came, statements=unspoken(came.statements, spoken_for))
                kept = await self._keep_statements(tx, received.place, more)
                if more.statements:
                    before = more.original
                    await tx.originals.restate(before, more.text)
            if new_place and received.place.issuer not in {None, *(each.issuer for each in places)}:
                # What an article told of the company until now is its own word from now on.
                revised = await self._weighed_anew(tx, received.place, "it is its own document")
                kept = replace(kept, revisions=(*kept.revisions, *revised))
            if new_place and any(voice.place != received.place for voice in further):
                # It was read as one company's, and is of several: who speaks in it may be another one.
                await tx.originals.note_reader(digest, READ_FOR_FEWER)
        return Taken(
            digest=digest,
            outcome=before.outcome,
            reason=before.reason,
            new=False,
            new_place=new_place,
            statements=kept.new,
            mentions=before.mentions,
            not_understood=before.not_understood,
            revisions=kept.revisions,
            gaps=kept.gaps,
        )

    async def examined(self, received: Received) -> Examined:
        """Read a document in a thread, so that a long one holds up no block. Nothing is kept.

        Raises:
            DocumentRefused: a person handed it in, and errs about whose it is or of which day.
        """
        return await self._examined(received, self.version())

    async def _examined(self, received: Received, version: str) -> Examined:
        entities, now = self.entities(), self.clock()

        def read() -> Examined:
            came = examined(received, self.read, entities, now)
            return replace(came, original=replace(came.original, read_by=version))

        return await asyncio.to_thread(read)

    async def _keep(self, tx: Transaction, place: Place, came: Examined) -> Taken:
        original = came.original
        await tx.originals.add(original, came.text, came.packed)
        await tx.originals.add_place(original.digest, place)
        kept = await self._keep_statements(tx, place, came)
        return Taken(
            digest=original.digest,
            outcome=original.outcome,
            reason=original.reason,
            new=True,
            new_place=True,
            statements=kept.new,
            mentions=original.mentions,
            not_understood=original.not_understood,
            revisions=kept.revisions,
            gaps=kept.gaps,
        )

    async def _weighed_anew(self, tx: Transaction, place: Place, cause: str) -> tuple[Revision, ...]:
        assert place.issuer is not None
        house = self.disclosures
        done = await reconcile_issuer(
            tx,
            house.recorder,
            place.issuer,
            house.reconciliation,
            cause=f"{place.issuer}: {cause}: {place.url}",
            now=self.clock(),
        )
        return done.revisions

    async def _keep_statements(self, tx: Transaction, place: Place, came: Examined) -> Kept:
        kept = Kept(())
        if came.statements:
            kept = await self.disclosures.keep(
                tx, came.statements, who=place.fetched_by, why=_why(place), digest=came.original.digest
            )
        if came.original.not_understood and place.issuer is not None and not kept.new:
            revised = await self._weighed_anew(tx, place, counted(len(came.original.not_understood)))
            kept = replace(kept, revisions=(*kept.revisions, *revised))
        return kept


async def standing_issuers(tx: Transaction, digest: str) -> frozenset[str]:
    """Whose a document stands as: the companies that it is said to be of, else those that it states something of."""
    told = {place.issuer for place in await tx.originals.places(digest) if place.issuer}
    return frozenset(told or {each.issuer for each in await tx.disclosures.documents_of(digest)})


def _require_content(received: Received) -> None:
    """See to it that nobody hands in nothing: it would be kept for good, and be the same document for everybody."""
    if received.place.how in BY_PEOPLE and not received.raw.strip():
        called = received.name or received.place.url
        raise DocumentRefused(called, "it is empty; save the document again, and hand that in", Rule.SIZE)


async def _require_agreement(tx: Transaction, digest: str, received: Received) -> None:
    """See to it that nobody believes a document to be otherwise than it was taken in."""
    if received.place.how in BY_PEOPLE:
        await _require_same_issuer(tx, digest, received)
        await _require_same_day(tx, digest, received)


async def _require_same_day(tx: Transaction, digest: str, received: Received) -> None:
    day = received.place.filed
    places = await tx.originals.places(digest)
    stands = {each.filed for each in places if each.filed}
    if day is None or day in stands or not places:
        return
    dated = f"as of {' and '.join(map(str, sorted(stands)))}" if stands else "without a day"
    raise DocumentRefused(
        received.name or received.place.url,
        f"this very document was taken in before {dated}, and stays so; where {day} is right, correct it with "
        f"`minerflow disclosures redate {digest[:12]} --published {day} --why …`",
        Rule.DAY,
    )


async def _require_same_issuer(tx: Transaction, digest: str, received: Received) -> None:
    issuer = received.place.issuer
    if issuer is None:
        return
    stands = await standing_issuers(tx, digest)
    if stands and issuer not in stands:
        raise DocumentRefused(
            received.name or received.place.url,
            f"this very document was taken in before, and stands as of {' and '.join(sorted(stands))}; where it is "
            f"{issuer}'s, move it with `minerflow disclosures reassign {digest[:12]} --issuer {issuer} --why …`",
            Rule.ISSUER,
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
