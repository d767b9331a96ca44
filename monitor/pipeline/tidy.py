"""Keeps the database from growing for ever with what has done its work."""

from datetime import timedelta

from monitor.clock import Clock
from monitor.store.store import Store

KEPT = timedelta(days=7)
"""How long acknowledged messages stay, for whoever looks into a delivery."""

REMEMBERED = timedelta(days=3)
"""How long it is known what a transaction spends: longer than any reorg that is followed."""


async def tidy(store: Store, clock: Clock) -> None:
    """Drop messages that the broker acknowledged long ago, and transactions that were settled long ago.

    The content of the former stays in the revisions, what became of the latter in the flags.
    """
    async with store.write() as tx:
        await tx.outbox.forget_published(clock() - KEPT)
        await tx.unsettled.forget(clock() - REMEMBERED)
