"""A document comes in: kept once by its content, read, and what it states told and reconciled, in one transaction."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from monitor.clock import Clock
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.names import known_names
from monitor.disclosures.extract.statements import Passed
from monitor.disclosures.reconcile import CoverageGap
from monitor.disclosures.statement import Statement
from monitor.errors import MonitorError
from monitor.flows.revisions import Revision
from monitor.labels.entity import Entity
from monitor.pipeline.disclose import Disclosures, Kept
from monitor.store.originals import How, Original, Outcome, Place, pack
from monitor.store.transaction import Transaction

_T = TypeVar("_T")
_BY_PEOPLE = frozenset({How.HAND, How.DROP})
"""Of an article that a person handed in, somebody vouches for what it says of each company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A document as it came, and where from."""

    raw: bytes
    place: Place
    media_type: str = ""
    """As its server called it; empty where nobody did."""
    name: str = ""
    """Its file's name, for the kinds of file that a name tells."""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hex: what the document is known by."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a document."""

    text: str
    statements: tuple[Statement, ...] = ()
    """Of companies that we know, about a period."""
    passed: tuple[Passed, ...] = ()
    """What else it states, and why that is no use for reconciliation."""


Reader = Callable[[Received, About, Collection[str]], Read]
"""Makes text and statements of a document's bytes, in a worker thread; raises `MonitorError` where it cannot.

It gets the document, what is known of it, and the slugs of the companies whose statements are wanted.
"""


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
        original, statements, _ = await asyncio.to_thread(self._examined, received, self.entities())
        taken = Taken(
            digest=original.digest,
            outcome=original.outcome,
            reason=original.reason,
            new=True,
            new_place=True,
            statements=statements,
            mentions=original.mentions,
        )
        return taken, original.text or ""

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
            entities = self.entities()
            # In a thread, so that a long document holds up no block.
            reading = asyncio.to_thread(self._examined, received, entities)
            original, statements, packed = await _with_word(reading, on_wait, self.word_seconds)
            async with self.disclosures.store.write() as tx:
                before = await tx.originals.get(digest)  # another process may have been quicker
                if before is None:
                    return await self._keep(tx, received, original, statements, packed)
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

    async def _keep(
        self,
        tx: Transaction,
        received: Received,
        original: Original,
        statements: Sequence[Statement],
        packed: bytes,
    ) -> Taken:
        place = received.place
        await tx.originals.add(original, packed)
        await tx.originals.add_place(original.digest, place)
        kept = Kept(())
        if statements:
            kept = await self.disclosures.keep(
                tx, statements, who=place.fetched_by, why=_why(place), digest=original.digest
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

    def _examined(
        self, received: Received, entities: Mapping[str, Entity]
    ) -> tuple[Original, tuple[Statement, ...], bytes]:
        """The original, what of it decides, and its bytes packed; runs in a worker thread."""
        place = received.place
        about = About(issuer=place.issuer, names=known_names(entities.values()), published=place.filed)
        text: str | None = None
        reason: str | None = None
        own: tuple[Statement, ...] = ()
        mentions: tuple[dict[str, Any], ...] = ()
        try:
            read = self.read(received, about, entities.keys())
        except MonitorError as error:
            outcome, reason = Outcome.UNREADABLE, str(error)
        else:
            text = read.text
            own = tuple(each for each in read.statements if _decides(each, place))
            others = (each for each in read.statements if not _decides(each, place))
            mentions = (*map(_of_another, others), *map(_passed_over, read.passed))
            outcome = Outcome.STATED if own else Outcome.SILENT
            reason = None if own else _silence(mentions)
        original = Original(
            digest=received.digest,
            size=len(received.raw),
            media_type=received.media_type,
            text=text,
            outcome=outcome,
            reason=reason,
            mentions=mentions,
            read_at=self.clock(),
        )
        return original, own, pack(received.raw)


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


def _decides(statement: Statement, place: Place) -> bool:
    return place.how in _BY_PEOPLE if place.issuer is None else statement.issuer == place.issuer


def _of_another(statement: Statement) -> dict[str, Any]:
    return {
        "entity": statement.issuer,
        "statement": statement.kind.value,
        "period_start": statement.period_start.isoformat(),
        "period_end": statement.period_end.isoformat(),
        "sats": statement.sats,
        "evidence": statement.evidence,
        "rule": statement.rule,
        "why": "a company decides about itself, and an article only where a person handed it in",
    }


def _passed_over(passed: Passed) -> dict[str, Any]:
    found = passed.found
    return {
        "entity": found.entity,
        "statement": found.kind.value,
        "period_start": found.period_start.isoformat() if found.period_start else None,
        "period_end": found.period_end.isoformat() if found.period_end else None,
        "sats": found.sats,
        "evidence": found.evidence,
        "rule": found.rule,
        "why": passed.why,
    }


def _silence(mentions: Sequence[Mapping[str, Any]]) -> str:
    if not mentions:
        return "it states nothing of coins sold, held or mined"
    return (
        f"nothing of it decides: of {len(mentions)} statements the first is none because {mentions[0]['why']}"
    )


def _why(place: Place) -> str:
    parts = [place.form, place.exhibit, place.accession]
    return " ".join(part for part in parts if part) or f"came by {place.how.value}"
