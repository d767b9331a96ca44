"""Passages of a document that no rule understood: a reviewer says that they tell nothing of the company's sales."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from monitor.disclosures.extract.not_understood import Passage
from monitor.errors import UsageError
from monitor.flows.revisions import Revision
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.store.audit import AuditEntry
from monitor.store.originals import Original
from monitor.store.transaction import Transaction

DISMISSED: Final = "passages_dismissed"
TAKEN_UP: Final = "passages_taken_up"
"""What a reviewer did, in the audit trail."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """What dismissing passages, or taking them up again, came to."""

    digest: str
    passages: tuple[Passage, ...]
    """Those that are dismissed, or taken up, now."""
    to_read: tuple[Passage, ...]
    """Those that somebody still has to read."""
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Dismissing:
    """The use case. A passage is known by its words: one that newer rules find is never dismissed with others."""

    disclosures: Disclosures
    clock: Callable[[], datetime]

    async def dismiss(self, digest: str, numbers: Collection[int], *, who: str, why: str) -> Dismissal:
        """Say of passages that they tell nothing: the document weighs as one that was understood, if none is left.

        Args:
            digest: of a document that was taken in.
            numbers: of its passages, from 1, in the order in which they stand; none means all.
            who: the reviewer.
            why: how they know.

        Raises:
            UsageError: it has no such passage, or it is dismissed already.
        """
        async with self.disclosures.store.write() as tx:
            original = await _original(tx, digest)
            chosen = _chosen(original, numbers, among=original.to_read, lacking="is dismissed already")
            dismissed = {*original.dismissed, *(each.text for each in chosen)}
            return await self._kept(tx, original, chosen, dismissed, (DISMISSED, who, why))

    async def take_up(self, digest: str, numbers: Collection[int], *, who: str, why: str) -> Dismissal:
        """Say that passages that were dismissed have to be read after all.

        Args:
            digest: of a document that was taken in.
            numbers: of its passages, from 1, in the order in which they stand; none means all that are dismissed.
            who: the reviewer.
            why: how they know.

        Raises:
            UsageError: it has no such passage, or it is not dismissed.
        """
        async with self.disclosures.store.write() as tx:
            original = await _original(tx, digest)
            among = [each for each in original.not_understood if each.text in original.dismissed]
            chosen = _chosen(original, numbers, among=among, lacking="is not dismissed")
            dismissed = {*original.dismissed} - {each.text for each in chosen}
            return await self._kept(tx, original, chosen, dismissed, (TAKEN_UP, who, why))

    async def _kept(
        self,
        tx: Transaction,
        original: Original,
        chosen: tuple[Passage, ...],
        dismissed: Collection[str],
        act: tuple[str, str, str],
    ) -> Dismissal:
        now, (action, who, why) = self.clock(), act
        await tx.originals.dismiss(original.digest, dismissed)
        await tx.audit.append(AuditEntry(now, who, action, original.digest, why))
        places = await tx.originals.places(original.digest)
        made: list[Revision] = []
        for issuer in sorted({place.issuer for place in places if place.issuer is not None}):
            done = await reconcile_issuer(
                tx,
                self.disclosures.recorder,
                issuer,
                self.disclosures.reconciliation,
                cause=f"{places[0].url} was read by {who}: {why}",
                now=now,
            )
            made += done.revisions
        left = tuple(each for each in original.not_understood if each.text not in dismissed)
        return Dismissal(original.digest, chosen, left, tuple(made))


async def _original(tx: Transaction, digest: str) -> Original:
    original = await tx.originals.get(digest)
    assert original is not None, "originals are never deleted"
    return original


def _chosen(
    original: Original, numbers: Collection[int], *, among: Collection[Passage], lacking: str
) -> tuple[Passage, ...]:
    passages = original.not_understood
    if not passages:
        raise UsageError(f"{original.digest[:12]} has no passage that was not understood")
    for number in numbers:
        if not 1 <= number <= len(passages):
            raise UsageError(f"{original.digest[:12]} has passages 1 to {len(passages)}, and no {number}")
        if passages[number - 1] not in among:
            raise UsageError(f"passage {number} of {original.digest[:12]} {lacking}")
    wanted = tuple(passages[number - 1] for number in sorted(set(numbers))) or tuple(among)
    if not wanted:
        raise UsageError(f"every passage of {original.digest[:12]} {lacking}")
    return wanted
