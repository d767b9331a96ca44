"""The one place where a decision becomes durable: the revision, its messages and its audit line together."""

from collections.abc import Iterable
from datetime import datetime

from monitor.alerts import topics
from monitor.alerts.outgoing import Outgoing
from monitor.alerts.payload import as_json, episode_alert
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.store.audit import AuditEntry
from monitor.store.transaction import Transaction


async def record(
    tx: Transaction, revisions: Iterable[Revision], policy: Policy, tip_height: int | None, now: datetime
) -> None:
    """Write revisions in the order given, each with the messages that tell it.

    The retained message follows the event, so that whoever is woken by the event and then looks the episode
    up finds at least that revision once the broker has both.
    """
    for revision in revisions:
        episode = revision.episode
        payload = as_json(episode_alert(revision, policy, tip_height))
        await tx.episodes.save(revision, payload)
        await tx.outbox.append(
            (
                Outgoing(topics.event(episode.miner, revision.kind.value), payload, retain=False),
                Outgoing(topics.episode(episode.miner, episode.episode_id), payload, retain=True),
            ),
            now,
        )
        if revision.by is not None:
            await tx.audit.append(
                AuditEntry(
                    at=now,
                    who=revision.by,
                    action=revision.kind.value,
                    subject=episode.episode_id,
                    revision=episode.revision,
                    why=revision.cause,
                )
            )
