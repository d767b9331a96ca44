"""Episodes with their flags, and every revision they went through."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.flows.episode import Episode
from monitor.flows.evidence import EvidenceKind
from monitor.flows.flag import Flag, Stage, Standing
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.store import mapping
from monitor.store.tables import EpisodeRow, FlagRow, RevisionRow


@dataclass(frozen=True, slots=True)
class PastRevision:
    """One line of an episode's history."""

    revision: int
    kind: str
    cause: str
    by: str | None
    at: datetime
    told: str
    """The sentence that was sent then."""
    severity: str
    """As of then."""


class EpisodeRows:
    """Reads and writes episodes."""

    def __init__(self, session: AsyncSession, policy: Policy) -> None:
        self._session = session
        self._policy = policy

    async def get(self, episode_id: str) -> Episode | None:
        """The episode of this id."""
        return next(iter(await self._load(EpisodeRow.episode_id == episode_id)), None)

    async def starting_with(self, prefix: str) -> Sequence[str]:
        """The ids that begin with a text: people shorten them."""
        statement = select(EpisodeRow.episode_id).where(
            col(EpisodeRow.episode_id).istartswith(prefix, autoescape=True)
        )
        return (await self._session.exec(statement.limit(10))).all()

    async def listed(
        self,
        *,
        standings: Collection[Standing] = (),
        miner: str | None = None,
        limit: int | None = None,
        doubted: bool = False,
    ) -> Sequence[Episode]:
        """Episodes, loudest first, then those whose miner's figures leave most unexplained, then latest first.

        Args:
            standings: only these; empty means all.
            doubted: beside these the refuted ones that the miner's own figures speak against.
            miner: only this miner's.
            limit: at most so many.
        """
        conditions: list[Any] = []
        if standings:
            wanted = col(EpisodeRow.standing).in_([standing.value for standing in standings])
            refuted = col(EpisodeRow.standing) == Standing.REFUTED.value
            against = refuted & (col(EpisodeRow.unexplained_sats) > 0)
            conditions.append(wanted | against if doubted else wanted)
        if miner is not None:
            conditions.append(EpisodeRow.miner == miner)
        return await self._load(*conditions, limit=limit)

    async def of_miner(self, miner: str) -> Sequence[Episode]:
        """Every episode of one miner."""
        return await self._load(EpisodeRow.miner == miner)

    async def recent(self, miner: str, since: datetime) -> Sequence[Episode]:
        """The episodes of a miner whose latest flag is not older than a moment, latest first."""
        episodes = await self._load(EpisodeRow.miner == miner, EpisodeRow.last_at >= since)
        return sorted(episodes, key=lambda episode: episode.last_at, reverse=True)

    async def dealings(self, miner: str, to_entity: str, until: datetime) -> Sequence[Flag]:
        """The latest flags of a miner to one counterparty up to a moment, at most a few hundred, oldest first."""
        query = (
            select(FlagRow)
            .where(FlagRow.miner == miner, FlagRow.to_entity == to_entity, FlagRow.block_time <= until)
            .order_by(col(FlagRow.block_time).desc(), col(FlagRow.flag_id))
            .limit(_DEALINGS)
        )
        return [mapping.flag(row) for row in reversed((await self._session.exec(query)).all())]

    async def with_flags(self, flag_ids: Collection[str]) -> Sequence[Episode]:
        """The episodes that hold these flags."""
        return await self._by_flags(col(FlagRow.flag_id).in_(flag_ids))

    async def flags_of(self, txids: Collection[str]) -> Sequence[Flag]:
        """Every flag of these transactions, of whatever episode."""
        found: list[Flag] = []
        wanted = list(txids)
        for start in range(0, len(wanted), _CHUNK):
            chunk = col(FlagRow.txid).in_(wanted[start : start + _CHUNK])
            found += map(mapping.flag, await self._session.exec(select(FlagRow).where(chunk)))
        return found

    async def with_transactions(self, txids: Collection[str]) -> Sequence[Episode]:
        """The episodes that hold a flag of one of these transactions."""
        return await self._by_flags(col(FlagRow.txid).in_(txids))

    async def in_blocks(self, block_hashes: Collection[str]) -> Sequence[Episode]:
        """The episodes with a flag in one of these blocks."""
        return await self._by_flags(col(FlagRow.block_hash).in_(block_hashes))

    async def to_settle(self, height: int) -> Sequence[Episode]:
        """The episodes with a flag that is included, not yet final, at or below a height."""
        return await self._by_flags(FlagRow.stage == Stage.INCLUDED.value, col(FlagRow.height) <= height)

    async def awaiting_agreement(self) -> Sequence[Episode]:
        """The episodes with a flag that no second source has told of yet."""
        return await self._by_flags(col(FlagRow.agreement_open).is_(True))

    async def agreements(self) -> Mapping[str, int]:
        """How many flags there are in each state of agreement."""
        counted = select(FlagRow.agreement_state, func.count()).group_by(FlagRow.agreement_state)
        return dict((await self._session.exec(counted)).all())

    async def to_read(self, standings: Collection[Standing]) -> Mapping[str, int]:
        """By miner how many documents that may be about its episodes of these standings were not understood."""
        query = select(EpisodeRow.miner, EpisodeRow.evidence).where(
            col(EpisodeRow.standing).in_([standing.value for standing in standings])
        )
        found: dict[str, set[str]] = defaultdict(set)
        for miner, evidence in await self._session.exec(query):
            for each in evidence:
                if each["kind"] == EvidenceKind.NOT_UNDERSTOOD.value:
                    found[miner].add(each["digest"])
        return {miner: len(found[miner]) for miner in sorted(found)}

    async def overdue(self, now: datetime) -> Sequence[Episode]:
        """The indicative episodes whose issuer has let its time pass."""
        return await self._load(
            EpisodeRow.standing == Standing.INDICATIVE.value, col(EpisodeRow.expires_at) <= now
        )

    async def save(self, revision: Revision, payload: str) -> None:
        """Keep a revision: the episode as it is now, and a line of its history that never changes."""
        episode = revision.episode
        await self._session.merge(mapping.episode_row(episode, self._policy))
        await self._session.flush()
        await self._keep_flags(episode)
        self._session.add(
            RevisionRow(
                episode_id=episode.episode_id,
                revision=episode.revision,
                kind=revision.kind.value,
                cause=revision.cause,
                by=revision.by,
                at=episode.updated_at,
                payload=payload,
            )
        )
        await self._session.flush()

    async def _keep_flags(self, episode: Episode) -> None:
        """Write those that are new or have changed; an episode of hundreds is read at once, not one by one."""
        given = {flag.flag_id: flag for flag in episode.flags}
        ids = list(given)
        for start in range(0, len(ids), _CHUNK):
            chunk = col(FlagRow.flag_id).in_(ids[start : start + _CHUNK])
            for row in await self._session.exec(select(FlagRow).where(chunk)):
                flag = given.pop(row.flag_id)
                if row.episode_id != episode.episode_id or mapping.flag(row) != flag:
                    await self._session.merge(mapping.flag_row(flag, episode.episode_id))
        self._session.add_all(mapping.flag_row(flag, episode.episode_id) for flag in given.values())

    async def revision_count(self) -> int:
        """How many revisions were ever made."""
        return (await self._session.exec(select(func.count()).select_from(RevisionRow))).one()

    async def history(self, episode_id: str) -> Sequence[PastRevision]:
        """Every revision of an episode, oldest first."""
        rows = await self._session.exec(
            select(RevisionRow)
            .where(RevisionRow.episode_id == episode_id)
            .order_by(col(RevisionRow.revision))
        )
        return list(map(_past_revision, rows))

    async def _by_flags(self, *conditions: Any) -> Sequence[Episode]:
        ids = (await self._session.exec(select(FlagRow.episode_id).where(*conditions).distinct())).all()
        return await self._load(col(EpisodeRow.episode_id).in_(ids)) if ids else []

    async def _load(self, *conditions: Any, limit: int | None = None) -> Sequence[Episode]:
        rows = (
            await self._session.exec(
                select(EpisodeRow)
                .where(*conditions)
                .order_by(
                    col(EpisodeRow.severity_rank).desc(),
                    col(EpisodeRow.unexplained_sats).desc(),
                    col(EpisodeRow.last_at).desc(),
                    col(EpisodeRow.episode_id),
                )
                .limit(limit)
            )
        ).all()
        flags: dict[str, list[FlagRow]] = defaultdict(list)
        for start in range(0, len(rows), _CHUNK):
            ids = [row.episode_id for row in rows[start : start + _CHUNK]]
            for flag in await self._session.exec(select(FlagRow).where(col(FlagRow.episode_id).in_(ids))):
                flags[flag.episode_id].append(flag)
        return [mapping.episode(row, flags[row.episode_id]) for row in rows]


def _past_revision(row: RevisionRow) -> PastRevision:
    sent = json.loads(row.payload)
    severity = sent["episode"]["severity"]
    return PastRevision(row.revision, row.kind, row.cause, row.by, row.at, sent["text"], severity)


_DEALINGS = 300
_CHUNK = 500
"""SQLite allows only so many parameters in one statement."""
