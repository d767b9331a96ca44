"""One issuer's statements against its flags, inside the transaction that changed either."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.disclosures.reconcile import Candidate, Reconciliation, ReconciliationPolicy, reconcile
from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.policy import KEEPING
from monitor.flows.revisions import Revision
from monitor.labels.vocabulary import Category
from monitor.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What reconciliation made of an issuer, and the revisions to record."""

    result: Reconciliation
    revisions: tuple[Revision, ...]


async def reconcile_issuer(
    tx: Transaction, issuer: str, policy: ReconciliationPolicy, cause: str, now: datetime
) -> Reconciled:
    """Allocate everything the issuer ever stated to everything that was flagged, from scratch.

    Nothing is carried over from earlier runs, so neither order nor repetition can matter. The caller records
    the revisions.
    """
    statements = await tx.disclosures.statements_of(issuer)
    episodes = await tx.episodes.of_miner(issuer)
    result = reconcile(statements, candidates_of(episodes), policy)
    await tx.disclosures.set_allocations(issuer, result.allocations)
    confirmed: dict[str, int] = {}
    for allocation in result.allocations:
        confirmed[allocation.flag_id] = confirmed.get(allocation.flag_id, 0) + allocation.sats
    refuted = {refutation.flag_id for refutation in result.refutations}
    made = (revisions.judged(episode, confirmed, refuted, cause, now) for episode in episodes)
    return Reconciled(result, tuple(revision for revision in made if revision is not None))


def candidates_of(episodes: Iterable[Episode]) -> list[Candidate]:
    """The flags that a statement may be about: in a block, and not dismissed by a reviewer."""
    return [
        Candidate(
            flag_id=flag.flag_id,
            episode_id=episode.episode_id,
            at=flag.block.time,
            sats=flag.sats,
            venue_rank=_venue_rank(flag.to_type),
        )
        for episode in episodes
        if not episode.review.dismissed
        for flag in episode.flags
        if flag.mined
    ]


def _venue_rank(category: Category) -> int:
    if category is Category.LENDER:
        return 2
    return 1 if category in KEEPING else 0
