"""Which statements account for what of an episode, and what reviewers decided about them."""

from dataclasses import dataclass
from datetime import UTC

from monitor.disclosures.reconcile import Reason
from monitor.disclosures.statement import Statement, StatementKind
from monitor.flows.episode import Episode
from monitor.pipeline.standing_statements import standing_statements
from monitor.store.overrides import OverrideEntry
from monitor.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class StatedOf:
    """One statement beside an episode."""

    statement: Statement
    sats: int
    """What of the episode it accounts for; 0 where a reviewer only decided about the two."""
    reasons: tuple[Reason, ...]
    overrides: tuple[OverrideEntry, ...]


async def stated_of(tx: Transaction, episode: Episode) -> list[StatedOf]:
    """The statements that account for a part of an episode, refute one, were pinned to it, or are evidence about it."""
    own = {flag.flag_id for flag in episode.flags}
    entries = await tx.overrides.entries(episode.miner)
    told = [each for each in await tx.disclosures.allocations_of(episode.miner) if each.flag_id in own]
    named = {each.statement_id for each in told}
    named |= {name for each in episode.evidence for name in each.statement_ids}
    named |= {
        each.override.statement_id
        for each in entries
        if each.override.episode_id == episode.episode_id or each.override.flag_id in own
    }
    standing = [each for each in await standing_statements(tx, episode.miner) if each.only is None]
    days = [flag.block.time.astimezone(UTC).date() for flag in episode.live_flags if flag.refuted]
    named |= {
        each.statement_id
        for each in standing
        if each.kind is StatementKind.NO_SALE and any(map(each.covers, days))
    }
    known = {each.statement_id: each for each in await tx.disclosures.statements_of(episode.miner)}
    known |= {each.statement_id: each for each in standing}
    return [
        StatedOf(
            known[name],
            sum(each.sats for each in told if each.statement_id == name),
            tuple(dict.fromkeys(each.reason for each in told if each.statement_id == name)),
            tuple(each for each in entries if each.override.statement_id == name),
        )
        for name in sorted(named, key=lambda name: (known[name].period_start, name))
    ]
