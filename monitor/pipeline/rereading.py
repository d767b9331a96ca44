"""Documents that older rules read are read again from the store, and what counts otherwise then is revised."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

import structlog

from monitor.disclosures.override import Act, Origin, Override
from monitor.disclosures.rereading import Before, Changes, changes
from monitor.disclosures.statement import Statement
from monitor.errors import DocumentRefused, UsageError
from monitor.flows.revisions import Revision
from monitor.pipeline.disclose import READ_AGAIN
from monitor.pipeline.received import Examined, Received, unspoken, voices
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.pipeline.take_document import TakeDocuments
from monitor.store.audit import AuditEntry
from monitor.store.originals import How, Original, Outcome, Place
from monitor.store.overrides import OverrideEntry, Undone
from monitor.store.transaction import Transaction

log = structlog.get_logger()

READER: Final = "rules"
"""Who withdraws a statement that is not read any more, in overrides and the audit trail."""
_PER_TURN: Final = 20
_AT_ONCE_BYTES: Final = 8_000_000
_CAUSE: Final = "documents were read again by newer rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What reading a document again comes to."""

    digest: str
    url: str
    changes: Changes = field(default_factory=Changes)
    kept: str | None = None
    """Why everything stays as it was read before; None where it does not."""
    unclear_for: frozenset[str] = frozenset()
    """Whose document it is, where other passages of it than before are not understood."""


@dataclass(frozen=True, slots=True)
class Redated:
    """What correcting the day of a document came to."""

    reread: Reread
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class _Again:
    """A document that was read again and is not kept yet."""

    original: Original
    places: Sequence[Place]
    came: Examined | None
    """Its first reading, with the statements of all; None where it is to stay as it is."""
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Rereading:
    """The use case. Whatever stops it, the rest is done at the next turn; what was done is not done twice."""

    takes: TakeDocuments
    on_told: Callable[[], None] = lambda: None
    """Called after a commit that left something in the outbox."""
    on_step: Callable[[], None] = lambda: None
    """Called after each document."""

    async def turn(self) -> None:
        """Read some of what older rules read; the next turn goes on.

        Raises:
            StoreError: the database refuses.
        """
        done = await self.read(await self.stale(most=_PER_TURN))
        if done:
            news = sum(each.changes.news for each in done)
            log.info("documents.read_again", documents=len(done), otherwise=news, rules=self.takes.version())

    async def stale(self, issuer: str | None = None, most: int | None = None) -> Sequence[str]:
        """The digests of the documents that other rules read last."""
        version = self.takes.version()
        async with self.takes.disclosures.store.read() as tx:
            return await tx.originals.stale(version, issuer, most)

    async def preview(self, digests: Sequence[str]) -> list[Reread]:
        """What reading documents again would come to. Nothing is kept."""
        found = []
        for digest in digests:
            again = await self._again(digest)
            async with self.takes.disclosures.store.read() as tx:
                found.append(await _reread(tx, again))
        return found

    async def read(self, digests: Sequence[str]) -> list[Reread]:
        """Read documents again, and keep what that comes to; what it tells wakes nobody.

        Those that are not too long together are one transaction, so that what one of them takes back and another
        one tells again is no news in between.

        Raises:
            StoreError: the database refuses; what was kept before stays.
        """
        done: list[Reread] = []
        waiting: list[_Again] = []
        for digest in digests:
            waiting.append(await self._again(digest))
            if sum(each.original.size for each in waiting) >= _AT_ONCE_BYTES:
                done += await self._kept(waiting)
                waiting = []
        return done + await self._kept(waiting)

    async def _kept(self, read: Sequence[_Again]) -> list[Reread]:
        if not read:
            return []
        now = self.takes.clock()
        async with self.takes.disclosures.store.write() as tx:
            done = [await self._keep(tx, each, now) for each in read]
            made = await self._reconcile(tx, done, now)
        if made or any(each.changes.news for each in done):
            self.on_told()
        return done

    async def redate(self, digest: str, day: date, *, who: str, why: str) -> Redated:
        """Correct the day of a document: it is read again as of that day, and whatever moves with it is revised.

        Args:
            digest: of a document that was taken in.
            day: on which it was published in truth.
            who: the reviewer.
            why: how they know.

        Raises:
            UsageError: it stands as of that day already, EDGAR has dated it, or it cannot be of that day.
            StoreError: nothing was kept.
        """
        again = await self._again(digest, day)
        if again.came is None:
            raise UsageError(f"{digest[:12]}: {again.kept}")
        now, disclosures = self.takes.clock(), self.takes.disclosures
        cause = f"{again.places[0].url} is of {day}, says {who}: {why}"
        made: list[Revision] = []
        async with disclosures.store.write() as tx:
            await tx.originals.redate(digest, day)
            await tx.disclosures.redate(digest, day)
            await tx.audit.append(AuditEntry(now, who, "redated", digest, cause))
            done = await self._keep(tx, again, now)
            owners = {place.issuer for place in again.places if place.issuer is not None}
            for issuer in sorted(owners | done.changes.issuers):
                policy = disclosures.reconciliation
                result = await reconcile_issuer(
                    tx, disclosures.recorder, issuer, policy, cause=cause, now=now
                )
                made += result.revisions
        return Redated(done, tuple(made))

    async def _again(self, digest: str, day: date | None = None) -> _Again:
        """Read a document as it would be read today, wherever it was found; as of another day where one is given."""
        async with self.takes.disclosures.store.read() as tx:
            original = await tx.originals.get(digest)
            raw = await tx.originals.raw(digest)
            places = await tx.originals.places(digest)
        assert original is not None, "originals are never deleted"
        assert raw is not None, "nor are their bytes"
        if day is not None:
            _require_redatable(places, day)
            places = [replace(place, filed=day) for place in places]
        came: Examined | None = None
        spoken_for: set[str] = set()
        for voice in voices(places):
            received = Received(
                raw=raw,
                place=voice.place,
                media_type=original.media_type,
                name=voice.place.url,
                joint=voice.joint,
            )
            try:
                heard = await self.takes.examined(received)
            except DocumentRefused as refused:
                return _Again(original, places, None, str(refused))
            finally:
                self.on_step()
            if heard.original.outcome is Outcome.UNREADABLE and original.outcome is not Outcome.UNREADABLE:
                return _Again(original, places, None, heard.original.reason)
            heard = replace(heard, packed=b"")  # it is kept already
            own = unspoken(heard.statements, spoken_for)
            spoken_for |= {each.issuer for each in own} | {voice.place.issuer or ""}
            came = heard if came is None else _joined(came, heard, own)
        return _Again(original, places, came)

    async def _keep(self, tx: Transaction, again: _Again, now: datetime) -> Reread:
        done = await _reread(tx, again)
        digest = again.original.digest
        if again.came is None:
            log.warning("documents.kept_as_read", digest=digest, url=done.url, reason=again.kept)
            await tx.originals.note_reader(digest, self.takes.version())
            return done
        await tx.originals.restate(
            replace(again.came.original, read_at=again.original.read_at), again.came.text
        )
        what = done.changes
        for statement in (*what.revised, *what.reworded):
            await tx.disclosures.revise(statement)
        for statement in what.withdrawn:
            await _withdraw(tx, statement, now)
        await _restore(tx, what.restored, now)
        if what.news:
            why = f"{_count(what)}, by rules {self.takes.version()}"
            await self.takes.disclosures.note(tx, what.added, who=READER, why=why, digest=digest)
            added = {each.url for each in what.added}
            for document in await tx.disclosures.documents_of(digest):
                if document.issuer not in what.issuers:
                    continue
                await tx.audit.append(AuditEntry(now, READER, READ_AGAIN, document.document_id, why))
                if document.url not in added:
                    await self.takes.disclosures.tell_again(tx, document, now)
        return done

    async def _reconcile(self, tx: Transaction, done: Sequence[Reread], now: datetime) -> list[Revision]:
        made: list[Revision] = []
        urls = {
            issuer: each.url for each in reversed(done) for issuer in each.changes.issuers | each.unclear_for
        }
        disclosures = self.takes.disclosures
        for issuer in sorted(urls):
            result = await reconcile_issuer(
                tx,
                disclosures.recorder,
                issuer,
                disclosures.reconciliation,
                cause=f"{_CAUSE}: {urls[issuer]}",
                now=now,
                wakes=False,
            )
            made += result.revisions
        return made


def _require_redatable(places: Sequence[Place], day: date) -> None:
    if any(place.how is How.EDGAR for place in places):
        raise UsageError("EDGAR has dated this document, and its word stands")
    if all(place.filed == day for place in places):
        raise UsageError(f"it stands as of {day} already")


def _joined(first: Examined, further: Examined, own: Sequence[Statement]) -> Examined:
    """A reading with what a further voice adds; it states something if either does."""
    outcome = first.original if first.statements else further.original
    return replace(first, original=outcome, statements=(*first.statements, *own))


async def _reread(tx: Transaction, again: _Again) -> Reread:
    digest = again.original.digest
    if again.came is None:
        return Reread(digest=digest, url=again.places[0].url, kept=again.kept)
    return Reread(
        digest=digest,
        url=again.places[0].url,
        changes=changes(await _before(tx, digest), again.came.statements),
        unclear_for=frozenset(
            place.issuer
            for place in again.places
            if place.issuer is not None
            and again.came.original.not_understood != again.original.not_understood
        ),
    )


async def _before(tx: Transaction, digest: str) -> Before:
    documents = await tx.disclosures.documents_of(digest)
    stated = [each for one in documents for each in await tx.disclosures.statements_in(one.document_id)]
    entries = [
        entry
        for issuer in sorted({each.issuer for each in documents})
        for entry in await tx.overrides.entries(issuer)
    ]
    standing = [entry for entry in entries if entry.undone is None]
    elsewhere = {each.override.statement_id for each in standing if each.origin is Origin.MOVED}
    return Before(
        statements=tuple(each for each in stated if each.statement_id not in elsewhere),
        reviewed={each.override.statement_id for each in entries if _by_people(each)},
        withdrawn={each.override.statement_id for each in standing if each.origin is Origin.READ_AGAIN},
    )


def _by_people(entry: OverrideEntry) -> bool:
    """Whether a reviewer's decision stands here, be it that the rules were wrong to withdraw it."""
    if entry.origin is Origin.READ_AGAIN:
        return entry.undone is not None and entry.undone.who != READER
    return entry.origin is Origin.REVIEW and entry.undone is None


async def _withdraw(tx: Transaction, statement: Statement, now: datetime) -> None:
    override = Override(number=0, statement_id=statement.statement_id, act=Act.EXCLUDE)
    why = "newer rules do not read it any more"
    await tx.overrides.add(
        OverrideEntry(override, statement.issuer, now, READER, why, origin=Origin.READ_AGAIN)
    )
    await tx.audit.append(AuditEntry(now, READER, Act.EXCLUDE.value, statement.statement_id, why))


async def _restore(tx: Transaction, statements: Sequence[Statement], now: datetime) -> None:
    why = "newer rules read it again"
    ids = {each.statement_id for each in statements}
    for issuer in sorted({each.issuer for each in statements}):
        for entry in await tx.overrides.entries(issuer):
            override = entry.override
            ours = entry.origin is Origin.READ_AGAIN and entry.undone is None
            if ours and override.statement_id in ids:
                await tx.overrides.undo(override.number, Undone(now, READER, why))
                action = f"undone_{Act.EXCLUDE.value}"
                await tx.audit.append(AuditEntry(now, READER, action, override.statement_id, why))


def _count(what: Changes) -> str:
    counted = (
        (len(what.added), "new"),
        (len(what.withdrawn), "withdrawn"),
        (len(what.restored), "restored"),
        (len(what.revised), "told better"),
    )
    return "read again: " + ", ".join(f"{number} {words}" for number, words in counted if number)
