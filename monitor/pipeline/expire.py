"""Episodes whose issuer has let its usual time for a disclosure pass.

Silence is silence only where somebody listened: what a company filed meanwhile is read first.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

from monitor.clock import Clock
from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.revisions import Revision
from monitor.pipeline.record import Recorder
from monitor.store.store import Store
from monitor.store.transaction import Transaction

Deadline = Callable[[str, datetime], datetime]
"""When a miner's usual time for a disclosure about a moment is over, by what is known now."""
Heard = Callable[[str, datetime], bool]
"""Whether it was looked since a moment what a miner has published, as far as that can be looked at."""


def _always(_: str, __: datetime) -> bool:
    return True


async def expire_overdue(
    store: Store, recorder: Recorder, clock: Clock, deadline: Deadline | None = None, heard: Heard = _always
) -> int:
    """Expire what is overdue; how many episodes that were.

    Where the miner is known by now to tell later than when an episode's clock was set, the clock is set anew. Nothing
    expires as long as it was not looked since its time was over what its miner has published, or a filing of the miner
    waits to be read.
    """
    now = clock()
    async with store.read() as tx:
        if not await _overdue(tx, now, heard):
            return 0
    async with store.write() as tx:
        due = [_due(episode, deadline, now) for episode in await _overdue(tx, now, heard)]
        made = [revision for revision in due if revision is not None]
        await recorder.record(tx, made, now)
    return sum(revision.episode.expired for revision in made)


async def _overdue(tx: Transaction, now: datetime, heard: Heard) -> list[Episode]:
    return [
        episode
        for episode in await tx.episodes.overdue(now)
        if episode.expires_at is not None
        and heard(episode.miner, episode.expires_at)
        and not await tx.filings.awaited(episode.miner, _first_day(episode))
    ]


def _first_day(episode: Episode) -> date:
    return min(flag.block.time for flag in episode.live_flags).astimezone(UTC).date()


def _due(episode: Episode, deadline: Deadline | None, now: datetime) -> Revision | None:
    if deadline is not None:
        latest = max(deadline(episode.miner, flag.block.time) for flag in episode.live_flags)
        if latest > now:
            cause = f"by what is known now, the usual time of {episode.miner} ends on {latest:%Y-%m-%d}"
            return revisions.rescheduled(episode, latest, cause, now)
    return revisions.expired(episode, now)
