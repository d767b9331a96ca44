"""Flags of one block into episodes, inside the transaction that also keeps the block."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.flag import Flag
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.store.transaction import Transaction

Deadline = Callable[[str, datetime], datetime]
"""When a miner's usual time for a disclosure about a moment is over."""


async def absorb(
    tx: Transaction, flags: Sequence[Flag], policy: Policy, deadline: Deadline, now: datetime
) -> list[Revision]:
    """The revisions that a block's flags make: known ones are anchored again, new ones grow or raise.

    The caller records them. One block makes at most one revision of each kind for an episode.
    """
    by_miner: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        by_miner[flag.miner].append(flag)
    made: list[Revision] = []
    for miner, found in by_miner.items():
        known = await tx.episodes.with_flags([flag.flag_id for flag in found])
        again = [revisions.anchored(episode, _held(episode, found), now) for episode in known]
        made.extend(revision for revision in again if revision is not None)
        held = {flag.flag_id for episode in known for flag in episode.flags}
        new = [flag for flag in found if flag.flag_id not in held]
        if new:
            current = {revision.episode.episode_id: revision.episode for revision in made}
            stories = await tx.episodes.recent(miner, new[0].block.time - policy.window)
            latest = [current.get(story.episode_id, story) for story in stories]
            made.append(_told(latest, new, policy, deadline(miner, new[0].block.time), now))
    return made


def _held(episode: Episode, found: Sequence[Flag]) -> list[Flag]:
    ids = {flag.flag_id for flag in episode.flags}
    return [flag for flag in found if flag.flag_id in ids]


def _told(
    stories: Sequence[Episode], new: Sequence[Flag], policy: Policy, expires_at: datetime, now: datetime
) -> Revision:
    """New flags of one miner: the latest story that takes them goes on, or another one begins."""
    for story in stories:
        if story.accepts(new[0], policy):
            return revisions.grown(story, new, expires_at, now)
    return revisions.started(new, expires_at, now)
