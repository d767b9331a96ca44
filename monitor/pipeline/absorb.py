"""Flags of one block into episodes, inside the transaction that also keeps the block."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from monitor.flows import revisions
from monitor.flows.episode import Episode, in_order
from monitor.flows.flag import Flag
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.store.transaction import Transaction

Deadline = Callable[[str, datetime], datetime]
"""When a miner's usual time for a disclosure about a moment is over."""


async def absorb(
    tx: Transaction,
    flags: Sequence[Flag],
    policy: Policy,
    deadline: Deadline,
    now: datetime,
    *,
    cause: str | None = None,
) -> list[Revision]:
    """The revisions that flags make: known ones are anchored again, new ones grow or raise an episode.

    The caller records them. One call makes at most one revision of each kind for an episode: it is for the
    flags of one block, or for those `in_stories` puts together; then `cause` says where they come from.
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
            made.append(_told(latest, new, policy, deadline(miner, new[0].block.time), now, cause=cause))
    return made


def _held(episode: Episode, found: Sequence[Flag]) -> list[Flag]:
    ids = {flag.flag_id for flag in episode.flags}
    return [flag for flag in found if flag.flag_id in ids]


def in_stories(flags: Iterable[Flag], policy: Policy) -> Iterator[list[Flag]]:
    """Flags of any age and miner, in groups that belong to one story each, the oldest first."""
    open_stories: dict[str, list[Flag]] = {}
    for flag in in_order(flags):
        story = open_stories.get(flag.miner)
        if story and _goes_on(story, flag, policy):
            story.append(flag)
            continue
        if story:
            yield story
        open_stories[flag.miner] = [flag]
    yield from open_stories.values()


def _goes_on(story: Sequence[Flag], flag: Flag, policy: Policy) -> bool:
    at = flag.block.time
    return at - story[-1].block.time <= policy.window and at - story[0].block.time <= policy.span


def _told(
    stories: Sequence[Episode],
    new: Sequence[Flag],
    policy: Policy,
    expires_at: datetime,
    now: datetime,
    *,
    cause: str | None,
) -> Revision:
    """New flags of one miner: the latest story that takes them goes on, or another one begins."""
    for story in stories:
        if story.accepts(new[0], policy):
            return revisions.grown(story, new, expires_at, now, cause)
    return revisions.started(new, expires_at, now, cause)
