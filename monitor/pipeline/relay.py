"""Drains the outbox to the broker: in order, at least once, marked only after the acknowledgement."""

import asyncio
import random

import structlog

from monitor.clock import Clock
from monitor.errors import PublishError, StoreError
from monitor.pipeline.health import Health
from monitor.pipeline.ports import Message, Publisher
from monitor.store.outbox import Pending
from monitor.store.store import Store

log = structlog.get_logger()

BATCH = 50
"""Messages between two marks. A crash repeats at most so many, and consumers drop repeats by event id."""
IDLE_SECONDS = 1.0
"""How long a message written by another process (a reviewer's command) may wait to be noticed."""
MAX_PAUSE_SECONDS = 60.0


class Relay:
    """The long-lived task between outbox and broker."""

    def __init__(self, store: Store, publisher: Publisher, clock: Clock, health: Health) -> None:
        self._store = store
        self._publisher = publisher
        self._clock = clock
        self._health = health
        self._wake = asyncio.Event()
        self._unmarked: list[int] = []
        """Outbox ids that the broker acknowledged and the database has not noted yet: its disk may be full."""

    def wake(self) -> None:
        """There is something new in the outbox, or the broker is back."""
        self._wake.set()

    async def run(self) -> None:
        """Send for ever. Troubles of broker and database are waited out, with growing pauses."""
        pause = IDLE_SECONDS
        while True:
            self._health.beat("relay", asyncio.get_running_loop().time())
            try:
                sent = await self.drain()
            except PublishError as error:
                self._health.trouble("broker", str(error))
                pause = min(MAX_PAUSE_SECONDS, pause * 2)
                await self._idle(pause * random.uniform(0.5, 1.0))
            except StoreError as error:
                self._health.trouble("outbox", str(error))
                await self._idle(IDLE_SECONDS)
            else:
                self._health.well("outbox")
                pause = IDLE_SECONDS
                if not sent:
                    await self._idle(IDLE_SECONDS)

    async def drain(self) -> int:
        """Send one batch of what waits; how many were acknowledged.

        Raises:
            PublishError: the broker does not take the next message; those before it are marked.
            StoreError: the outbox cannot be read or marked.
        """
        async with self._store.read() as tx:
            waiting = await tx.outbox.pending(BATCH)
        try:
            for pending in waiting:
                if pending.outbox_id not in self._unmarked:
                    self._store.require()  # another daemon may be sending this by now
                    await self._send(pending)
                    self._unmarked.append(pending.outbox_id)
        finally:
            acknowledged = await self._mark()
        if acknowledged:
            self._health.well("broker")
        return acknowledged

    async def _mark(self) -> int:
        if self._unmarked:
            async with self._store.write() as tx:
                await tx.outbox.mark_published(self._unmarked, self._clock())
        count = len(self._unmarked)
        self._unmarked.clear()
        return count

    async def _send(self, pending: Pending) -> None:
        outgoing = pending.outgoing
        message = Message(outgoing.topic, outgoing.payload.encode(), retain=outgoing.retain)
        try:
            await self._publisher.publish(message)
        except PublishError as error:
            async with self._store.write() as tx:
                await tx.outbox.mark_failed(pending.outbox_id, str(error))
            raise
        log.debug("outbox.sent", topic=message.topic, outbox_id=pending.outbox_id)

    async def _idle(self, seconds: float) -> None:
        self._health.rest("relay")
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            pass
        self._wake.clear()
