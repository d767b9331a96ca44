"""Episodes whose issuer has let its usual time for a disclosure pass."""

from collections.abc import Callable
from datetime import datetime

from monitor.clock import Clock
from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.revisions import Revision
from monitor.pipeline.record import Recorder
from monitor.store.store import Store

Deadline = Callable[[str, datetime], datetime]
"""When a miner's usual time for a disclosure about a moment is over, by what is known now."""


async def expire_overdue(
    store: Store, recorder: Recorder, clock: Clock, deadline: Deadline | None = None
) -> int:
    """Expire what is overdue; how many episodes that were.

    Where the miner is known by now to tell later than when an episode's clock was set, the clock is set anew.
    """
    now = clock()
    async with store.read() as tx:
        if not await tx.episodes.overdue(now):
            return 0
    async with store.write() as tx:
        due = [_due(episode, deadline, now) for episode in await tx.episodes.overdue(now)]
        made = [revision for revision in due if revision is not None]
        await recorder.record(tx, made, now)
    return sum(revision.episode.expired for revision in made)


def _due(episode: Episode, deadline: Deadline | None, now: datetime) -> Revision | None:
    if deadline is not None:
        latest = max(deadline(episode.miner, flag.block.time) for flag in episode.live_flags)
        if latest > now:
            cause = f"by what is known now, the usual time of {episode.miner} ends on {latest:%Y-%m-%d}"
            return revisions.rescheduled(episode, latest, cause, now)
    return revisions.expired(episode, now)
