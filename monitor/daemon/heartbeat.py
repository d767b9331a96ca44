"""The status as a retained message: at every interval, at every change, and on every new connection."""

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from monitor.alerts.topics import Topics
from monitor.daemon.systemd import Notifier
from monitor.errors import PublishError, StoreError
from monitor.pipeline.health import Health
from monitor.pipeline.ports import Message, Publisher
from monitor.pipeline.status import SCHEMA, StatusBoard


class Heartbeat:
    """Keeps the latest status at hand and tells it."""

    def __init__(self, board: StatusBoard, topics: Topics, notifier: Notifier, health: Health) -> None:
        self._board = board
        self._health = health
        self._document: Mapping[str, Any] = {}
        self._topic = topics.status
        self._notifier = notifier
        self.message = self.will()
        """It as a message; a new connection greets with it."""

    async def run(
        self, publisher: Publisher, health: Health, interval: timedelta, on_told: Callable[[], None]
    ) -> None:
        """Tell the status for ever: as soon as a trouble begins or ends, and at least once an interval.

        `on_told` is called whenever the broker took it: others need not wait any longer to try.
        """
        changed = asyncio.Event()
        health.on_change = changed.set
        while True:
            changed.clear()
            health.beat("status", asyncio.get_running_loop().time())
            try:
                await self.refresh()
                await publisher.publish(self.message)
            except PublishError as error:
                health.trouble("broker", str(error))
                changed.clear()  # nobody can be told of this trouble before the next attempt
            except StoreError as error:
                health.trouble("store", str(error))
                await self._tell_blind(publisher)
                changed.clear()
            else:
                health.well("broker")
                on_told()
            health.rest("status")
            await _either(changed, interval)

    async def _tell_blind(self, publisher: Publisher) -> None:
        """Where the database cannot be read, what it said last is told, with the trouble."""
        if not self._document:
            return
        document = self._board.without_store(self._document)
        self._document, self.message = document, self._message(document)
        self._notifier.status(f"{document['state']}: {document['troubles'].get('store', '')}")
        with suppress(PublishError):  # told with the next heartbeat
            await publisher.publish(self.message)

    async def refresh(self) -> None:
        """Look again how things stand.

        Raises:
            StoreError: the database cannot be read.
        """
        document = await self._board.document()
        self._document, self.message = document, self._message(document)
        await self._keep(document)
        doing = f"catching up, {document['catching_up']}; " if document["catching_up"] else ""
        self._notifier.status(
            f"{document['state']}: {doing}{document['coverage']}, {document['outbox']} to send"
        )

    def latest(self) -> Mapping[str, Any]:
        """The latest status as JSON-ready values; empty before the first."""
        return self._document

    async def farewell(self) -> Message:
        """The last word of an orderly stop."""
        try:
            document = await self._board.document("offline")
        except StoreError:
            return self.will()
        await self._keep(document)
        return self._message(document)

    def will(self) -> Message:
        """What the broker says when we vanish; it cannot know more than that."""
        return self._message({"schema": SCHEMA, "state": "offline"})

    async def _keep(self, document: dict[str, Any]) -> None:
        try:
            await self._board.keep(document)
        except StoreError as error:
            self._health.trouble("heartbeat", str(error))
        else:
            self._health.well("heartbeat")

    def _message(self, document: dict[str, Any]) -> Message:
        return Message(self._topic, json.dumps(document).encode(), retain=True)


async def _either(event: asyncio.Event, interval: timedelta) -> None:
    try:
        async with asyncio.timeout(interval.total_seconds()):
            await event.wait()
    except TimeoutError:
        return
