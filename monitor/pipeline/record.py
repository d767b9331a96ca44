"""The one place where a decision becomes durable: the revision, its messages and its audit line together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.alerts.gap import gap_alert
from monitor.alerts.outgoing import Outgoing
from monitor.alerts.payload import DisclosureAlert, as_json, episode_alert
from monitor.alerts.topics import Topics
from monitor.disclosures.gaps import Gap
from monitor.disclosures.reconcile import Reconciliation
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.pipeline.explaining import EntityOf, nobody
from monitor.pipeline.facts import facts_of
from monitor.store.audit import AuditEntry
from monitor.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Recorder:
    """Writes what was decided, and queues what must be told of it, in the caller's transaction."""

    policy: Policy
    topics: Topics
    entity_of: EntityOf = nobody
    """Who an entity is, for the explanations."""

    async def record(self, tx: Transaction, revisions: Iterable[Revision], now: datetime) -> None:
        """Write revisions in the order given, each with the messages that tell it.

        The retained message goes first: whoever is woken by the event and then looks the episode up finds
        at least that revision.
        """
        tip = await tx.chain.tip()
        for revision in revisions:
            episode = revision.episode
            await tx.times.note_seen({flag.txid for flag in episode.flags}, now)
            facts = await facts_of(tx, (episode,), now, self.entity_of)
            payload = as_json(episode_alert(revision, self.policy, tip.height if tip else None, facts))
            await tx.episodes.save(revision, payload)
            latest = self.topics.episode(episode.miner, episode.episode_id)
            event = self.topics.event(episode.miner, revision.kind.value)
            await tx.outbox.append(
                (Outgoing(latest, payload, retain=True), Outgoing(event, payload, retain=False)), now
            )
            if revision.by is not None:
                await tx.audit.append(_audit_line(revision, revision.by, now))

    async def record_gaps(
        self,
        tx: Transaction,
        issuer: str,
        gaps: Iterable[Gap],
        result: Reconciliation,
        *,
        cause: str,
        now: datetime,
    ) -> None:
        """Write revisions of coverage gaps, each with the messages that tell it."""
        foot = await tx.chain.foot()
        since = foot.time.date() if foot else None
        stated = {each.statement_id: each for each in await tx.disclosures.statements_of(issuer)}
        stated |= {claim.statement.statement_id: claim.statement for claim in result.claims}
        for gap in gaps:
            alert = gap_alert(
                gap,
                stated[gap.said_by or gap.statement_id],
                result.possibilities,
                policy=self.policy,
                watched_since=since,
                cause=cause,
                now=now,
            )
            payload = as_json(alert)
            await tx.gaps.add(issuer, gap, cause=cause, at=now, payload=payload)
            latest = self.topics.gap(issuer, gap.statement_id)
            event = self.topics.event(issuer, gap.kind.value)
            await tx.outbox.append(
                (Outgoing(latest, payload, retain=True), Outgoing(event, payload, retain=False)), now
            )

    async def tell_document(self, tx: Transaction, alert: DisclosureAlert, now: datetime) -> None:
        """Queue the statements of one document."""
        topic = self.topics.disclosure(alert.miner, alert.document_id)
        await tx.outbox.append((Outgoing(topic, as_json(alert), retain=True),), now)


def _audit_line(revision: Revision, who: str, now: datetime) -> AuditEntry:
    return AuditEntry(
        at=now,
        who=who,
        action=revision.kind.value,
        subject=revision.episode.episode_id,
        revision=revision.episode.revision,
        why=revision.cause,
    )
