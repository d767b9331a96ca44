"""Episodes whose issuer has let its usual time for a disclosure pass."""

from monitor.clock import Clock
from monitor.flows import revisions
from monitor.pipeline.record import Recorder
from monitor.store.store import Store


async def expire_overdue(store: Store, recorder: Recorder, clock: Clock) -> int:
    """Expire what is overdue; how many episodes that were."""
    now = clock()
    async with store.read() as tx:
        if not await tx.episodes.overdue(now):
            return 0
    async with store.write() as tx:
        due = [revisions.expired(episode, now) for episode in await tx.episodes.overdue(now)]
        made = [revision for revision in due if revision is not None]
        await recorder.record(tx, made, now)
    return len(made)
