"""What the chain suggested, what speaks for it, and what reviewers decided."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, delete, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.flows.learning.candidate import Candidate, CandidateKind, State
from monitor.labels.vocabulary import Category
from monitor.store.candidate_tables import CandidateRow, EvidenceRow
from monitor.store.chain_tables import ChainRow
from monitor.store.dialect import greater, insert_into, lesser

EVIDENCE_KEPT = 20
"""So many pieces of evidence are kept for one candidate, the latest ones; all are counted."""
_CHUNK = 500
"""SQLite allows only so many parameters in one statement."""


@dataclass(frozen=True, slots=True)
class KeptCandidate:
    """A candidate as it is kept. Times are block times, but for `decided_at`."""

    candidate_id: str
    kind: CandidateKind
    entity: str | None
    category: Category
    script_pubkey: bytes
    state: State
    pieces: int
    """How many pieces of evidence there were."""
    doubted: int
    """How many of them may show one owner's scripts alone."""
    first_seen: datetime
    last_seen: datetime
    decided_at: datetime | None
    decided_by: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """One transaction that speaks for a candidate."""

    txid: str
    block_hash: str
    height: int | None
    time: datetime
    says: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """How many decisions there were, and up to which of them flags stand by them."""

    made: int
    judged: int


class CandidateRows:
    """Reads and writes candidates. What a block taught is undone by block."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def note(self, candidates: Iterable[Candidate], block_hash: str) -> Sequence[KeptCandidate]:
        """Keep what a block suggests; the candidates for which it is news. The same twice changes nothing."""
        found = {(each.candidate_id, each.evidence.txid): each for each in candidates}
        known = await self._evidence_of({txid for _, txid in found})
        new = {key: each for key, each in found.items() if key not in known}
        if not new:
            return ()
        await self._session.exec(
            insert_into(self._session, EvidenceRow),
            params=[_evidence(each, block_hash) for each in new.values()],
        )
        suggested = insert_into(self._session, CandidateRow)
        more = {
            "pieces": col(CandidateRow.pieces) + 1,
            "first_seen": lesser(col(CandidateRow.first_seen), suggested.excluded.first_seen),
            "last_seen": greater(col(CandidateRow.last_seen), suggested.excluded.last_seen),
        }
        await self._session.exec(
            suggested.on_conflict_do_update(index_elements=["candidate_id"], set_=more),
            params=[_suggested(each) for each in new.values()],
        )
        ids = list(dict.fromkeys(candidate_id for candidate_id, _ in new))
        kept = await self._among(ids)
        await self._forget_old([each.candidate_id for each in kept if each.pieces > EVIDENCE_KEPT])
        return kept

    async def doubt(self, txid: str, says: str) -> Sequence[KeptCandidate]:
        """Note that a sweep may show one owner's scripts alone, and why; the deposit addresses learned from it."""
        suggested = select(CandidateRow.candidate_id).where(CandidateRow.kind == CandidateKind.DEPOSIT.value)
        shown_by = (
            col(EvidenceRow.txid) == txid,
            col(EvidenceRow.doubted).is_(False),
            col(EvidenceRow.candidate_id).in_(suggested),
        )
        ids = (await self._session.exec(select(EvidenceRow.candidate_id).where(*shown_by))).all()
        for chunk in _chunks(ids):
            of_these = col(CandidateRow.candidate_id).in_(chunk)
            more = update(CandidateRow).where(of_these).values(doubted=col(CandidateRow.doubted) + 1)
            await self._session.exec(more)
        said = col(EvidenceRow.says) + f"; {says}"
        await self._session.exec(update(EvidenceRow).where(*shown_by).values(doubted=True, says=said))
        if ids:
            await self._session.exec(update(ChainRow).values(decisions=col(ChainRow.decisions) + 1))
        return await self._among(ids)

    async def undo(self, block_hashes: Collection[str]) -> None:
        """Take back what orphaned blocks taught. What was decided stays decided."""
        gone: Counter[str] = Counter()
        doubts: Counter[str] = Counter()
        for chunk in _chunks(list(block_hashes)):
            in_blocks = col(EvidenceRow.block_hash).in_(chunk)
            rows = await self._session.exec(
                select(EvidenceRow.candidate_id, EvidenceRow.doubted).where(in_blocks)
            )
            for candidate_id, doubted in rows.all():
                gone[candidate_id] += 1
                doubts[candidate_id] += doubted
            await self._session.exec(delete(EvidenceRow).where(in_blocks))
        for candidate_id, pieces in gone.items():
            fewer = update(CandidateRow).where(col(CandidateRow.candidate_id) == candidate_id)
            await self._session.exec(
                fewer.values(
                    pieces=col(CandidateRow.pieces) - pieces,
                    doubted=col(CandidateRow.doubted) - doubts[candidate_id],
                )
            )
        await self._session.exec(
            delete(CandidateRow).where(
                col(CandidateRow.pieces) <= 0, col(CandidateRow.state) == State.OPEN.value
            )
        )

    async def keep_at_most(self, limit: int) -> Sequence[str]:
        """Give up the open candidates of each kind beyond a number, the least supported first; their ids."""
        evicted: list[str] = []
        for kind in CandidateKind:
            of_kind = col(CandidateRow.state) == State.OPEN.value, col(CandidateRow.kind) == kind.value
            count = select(func.count()).select_from(CandidateRow).where(*of_kind)
            excess = (await self._session.exec(count)).one() - limit
            if excess <= 0:
                continue
            weakest = (
                select(CandidateRow.candidate_id)
                .where(*of_kind)
                .order_by(
                    col(CandidateRow.pieces), col(CandidateRow.last_seen), col(CandidateRow.candidate_id)
                )
                .limit(excess)
            )
            given_up = (await self._session.exec(weakest)).all()
            for chunk in _chunks(given_up):
                await self._session.exec(delete(EvidenceRow).where(col(EvidenceRow.candidate_id).in_(chunk)))
                await self._session.exec(
                    delete(CandidateRow).where(col(CandidateRow.candidate_id).in_(chunk))
                )
            evicted += given_up
        if evicted:
            await self._session.exec(update(ChainRow).values(evicted=col(ChainRow.evicted) + len(evicted)))
        return evicted

    async def decide(
        self, candidate_id: str, state: State, entity: str | None, *, who: str, why: str, at: datetime
    ) -> None:
        """Write a reviewer's decision down."""
        await self._session.exec(
            update(CandidateRow)
            .where(col(CandidateRow.candidate_id) == candidate_id)
            .values(state=state.value, entity=entity, decided_by=who, why=why, decided_at=at)
        )
        await self._session.exec(update(ChainRow).values(decisions=col(ChainRow.decisions) + 1))

    async def decisions(self) -> Decisions:
        """How far flags stand by what was decided."""
        row = (await self._session.exec(select(ChainRow.decisions, ChainRow.decisions_judged))).first()
        return Decisions(*row) if row else Decisions(0, 0)

    async def judged_by(self, made: int) -> None:
        """Note that every flag stands by so many decisions."""
        await self._session.exec(update(ChainRow).values(decisions_judged=made))

    async def evicted(self) -> int:
        """How many candidates were given up for better supported ones."""
        return (await self._session.exec(select(ChainRow.evicted))).first() or 0

    async def in_use(self) -> Sequence[KeptCandidate]:
        """The open and accepted candidates that name somebody."""
        return await self._select(
            col(CandidateRow.state) != State.REJECTED.value, col(CandidateRow.entity).is_not(None)
        )

    async def decided_or_deposits(self) -> Sequence[KeptCandidate]:
        """Of which scripts more is known than that they are paid: decided ones, and suggested deposit addresses."""
        decided = col(CandidateRow.state) != State.OPEN.value
        return await self._select(decided | (col(CandidateRow.kind) == CandidateKind.DEPOSIT.value))

    async def listed(
        self,
        *,
        kind: CandidateKind | None = None,
        entity: str | None = None,
        state: State | None = State.OPEN,
        limit: int | None = None,
    ) -> Sequence[KeptCandidate]:
        """Candidates, the best supported first; `state` None means all."""
        wanted = {"kind": kind, "entity": entity, "state": state}
        conditions = [
            getattr(CandidateRow, name) == str(value) for name, value in wanted.items() if value is not None
        ]
        return await self._select(*conditions, limit=limit)

    async def starting_with(self, prefix: str) -> Sequence[KeptCandidate]:
        """The candidates whose ids begin with a text, at most ten: people shorten them."""
        return await self._select(
            col(CandidateRow.candidate_id).istartswith(prefix, autoescape=True), limit=10
        )

    async def evidence(self, candidate_id: str) -> Sequence[KeptEvidence]:
        """What is kept of the evidence for a candidate, the latest first."""
        rows = await self._session.exec(
            select(EvidenceRow)
            .where(EvidenceRow.candidate_id == candidate_id)
            .order_by(col(EvidenceRow.time).desc(), col(EvidenceRow.txid))
        )
        return [KeptEvidence(row.txid, row.block_hash, row.height, row.time, row.says) for row in rows]

    async def _evidence_of(self, txids: Collection[str]) -> set[tuple[str, str]]:
        known: set[tuple[str, str]] = set()
        for chunk in _chunks(list(txids)):
            rows = select(EvidenceRow.candidate_id, EvidenceRow.txid).where(col(EvidenceRow.txid).in_(chunk))
            known.update(await self._session.exec(rows))
        return known

    async def _among(self, ids: Sequence[str]) -> list[KeptCandidate]:
        found: list[KeptCandidate] = []
        for chunk in _chunks(ids):
            found.extend(await self._select(col(CandidateRow.candidate_id).in_(chunk)))
        return found

    async def _forget_old(self, candidate_ids: Iterable[str]) -> None:
        for candidate_id in candidate_ids:
            of_it = col(EvidenceRow.candidate_id) == candidate_id
            latest = (
                select(EvidenceRow.txid)
                .where(of_it)
                .order_by(col(EvidenceRow.time).desc(), col(EvidenceRow.txid))
                .limit(EVIDENCE_KEPT)
            )
            await self._session.exec(delete(EvidenceRow).where(of_it, col(EvidenceRow.txid).not_in(latest)))

    async def _select(self, *conditions: Any, limit: int | None = None) -> list[KeptCandidate]:
        rows = await self._session.exec(
            select(CandidateRow)
            .where(*conditions)
            .order_by(
                col(CandidateRow.pieces).desc(),
                col(CandidateRow.last_seen).desc(),
                col(CandidateRow.candidate_id),
            )
            .limit(limit)
            .execution_options(populate_existing=True)
        )
        return [_kept(row) for row in rows]


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))


def _evidence(each: Candidate, block_hash: str) -> Mapping[str, object]:
    return {
        "candidate_id": each.candidate_id,
        "txid": each.evidence.txid,
        "block_hash": block_hash,
        "height": each.evidence.block.height,
        "time": each.evidence.block.time,
        "says": each.evidence.says,
    }


def _suggested(each: Candidate) -> Mapping[str, object]:
    return {
        "candidate_id": each.candidate_id,
        "kind": each.kind.value,
        "entity": each.entity,
        "category": each.category.value,
        "script_pubkey": each.script_pubkey,
        "state": State.OPEN.value,
        "pieces": 1,
        "first_seen": each.evidence.block.time,
        "last_seen": each.evidence.block.time,
        "decided_at": None,
        "decided_by": None,
        "why": None,
    }


def _kept(row: CandidateRow) -> KeptCandidate:
    return KeptCandidate(
        candidate_id=row.candidate_id,
        kind=CandidateKind(row.kind),
        entity=row.entity,
        category=Category(row.category),
        script_pubkey=row.script_pubkey,
        state=State(row.state),
        pieces=row.pieces,
        doubted=row.doubted,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        why=row.why,
    )
