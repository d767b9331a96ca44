"""Reviewers decide about candidates; the daemon beside them puts it in force."""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from monitor.clock import Clock
from monitor.errors import UsageError
from monitor.flows.learning.candidate import CandidateKind, LearningPolicy, State
from monitor.pipeline.clusters import PREFIX, members_of
from monitor.pipeline.explaining import EntityOf
from monitor.pipeline.learning import learned_labels
from monitor.pipeline.relabel import Relabelling
from monitor.pipeline.shelf import LabelShelf
from monitor.store.audit import AuditEntry
from monitor.store.candidates import KeptCandidate
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DecisionWatch:
    """Puts reviewers' decisions in force, which they make beside the daemon."""

    store: Store
    shelf: LabelShelf
    relabelling: Relabelling

    async def load(self) -> None:
        """Lay over the book what was learned so far."""
        async with self.shelf.lock:
            async with self.store.read() as tx:
                labels = await learned_labels(tx)
            self.shelf.learn(labels, all_of_them=True)

    async def turn(self) -> None:
        """Revise past flags where something was decided since they were judged."""
        async with self.store.read() as tx:
            decisions = await tx.candidates.decisions()
        if decisions.made == decisions.judged:
            return
        await self.load()
        revised = await self.relabelling.adopt(self.shelf.book)
        async with self.store.write() as tx:
            await tx.candidates.judged_by(decisions.made)
        log.info("candidates.decided", decisions=decisions.made - decisions.judged, revisions=revised)


@dataclass(frozen=True, slots=True)
class CandidateDesk:
    """The use case of reviewers: they accept candidates, or reject them."""

    store: Store
    clock: Clock
    entity_of: EntityOf

    async def decide(
        self, prefixes: Sequence[str], state: State, *, who: str, why: str, entity: str | None = None
    ) -> list[KeptCandidate]:
        """Decide about candidates, all of them or none; a decision may be changed later.

        Args:
            prefixes: the beginnings of their ids; that of a cluster's means all of its scripts.
            state: accepted or rejected.
            who: the reviewer.
            why: how they know; it is kept.
            entity: whose the scripts are, where nobody has named the candidate yet.

        Raises:
            UsageError: there is no such candidate, or nobody says whose it is.
        """
        if entity is not None and self.entity_of(entity) is None:
            raise UsageError(f"there is no entity {entity!r}; add it to the entities file first")
        now = self.clock()
        decided: list[KeptCandidate] = []
        async with self.store.write() as tx:
            for candidate_id in await _each_of(tx, prefixes):
                found = await find_candidate(tx, candidate_id)
                owner = _owner(found, state, entity)
                await tx.candidates.decide(found.candidate_id, state, owner, who=who, why=why, at=now)
                await tx.audit.append(AuditEntry(now, who, f"label_{state.value}", found.candidate_id, why))
                decided.append(found)
        return decided


async def find_candidate(tx: Transaction, prefix: str) -> KeptCandidate:
    """The candidate whose id begins with a text.

    Raises:
        UsageError: there is none, or several.
    """
    found = await tx.candidates.starting_with(prefix)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"there is no candidate {prefix!r}; `minerflow labels candidates` lists them")
    exact = [each for each in found if each.candidate_id == prefix]
    if exact:
        return exact[0]
    raise UsageError(f"{prefix!r} may be {', '.join(each.candidate_id for each in found)}; write more of it")


async def _each_of(tx: Transaction, prefixes: Sequence[str]) -> list[str]:
    """What is meant by ids, with the candidates that a cluster's scripts are in place of the cluster."""
    meant: list[str] = []
    for prefix in prefixes:
        meant += await members_of(tx, prefix, LearningPolicy()) if prefix.startswith(PREFIX) else [prefix]
    return meant


def _owner(found: KeptCandidate, state: State, entity: str | None) -> str | None:
    if found.kind is CandidateKind.PAYEE:
        if state is State.ACCEPTED and entity is None:
            raise UsageError(f"nobody knows whose {found.candidate_id} is; name the miner with --entity")
        return entity if state is State.ACCEPTED else None
    if entity not in {None, found.entity}:
        raise UsageError(
            f"{found.candidate_id} was learned as {found.entity}'s; reject it, and label it in a file"
        )
    return found.entity
