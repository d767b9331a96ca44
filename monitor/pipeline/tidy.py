"""Keeps the database from growing for ever with what has done its work."""

from datetime import timedelta

from monitor.clock import Clock
from monitor.store.store import Store

KEPT = timedelta(days=7)
"""How long acknowledged messages stay, for whoever looks into a delivery."""


async def tidy(store: Store, clock: Clock) -> None:
    """Drop messages that the broker acknowledged long ago. Their content stays in the revisions."""
    async with store.write() as tx:
        await tx.outbox.forget_published(clock() - KEPT)
