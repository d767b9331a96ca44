"""The status as a retained message: at every interval, at every change, and on every new connection."""

import asyncio
import json
from collections.abc import Callable
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

    def __init__(self, board: StatusBoard, topics: Topics, notifier: Notifier) -> None:
        self._board = board
        self._topic = topics.status
        self._notifier = notifier
        self.message = self.will()
        """The latest status; a new connection greets with it."""

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
                changed.clear()
            else:
                health.well("broker")
                on_told()
            health.rest("status")
            await _either(changed, interval)

    async def refresh(self) -> None:
        """Look again how things stand.

        Raises:
            StoreError: the database cannot be read.
        """
        document = await self._board.document()
        self.message = self._message(document)
        doing = f"catching up, {document['catching_up']}; " if document["catching_up"] else ""
        self._notifier.status(
            f"{document['state']}: {doing}{document['coverage']}, {document['outbox']} to send"
        )

    async def farewell(self) -> Message:
        """The last word of an orderly stop."""
        try:
            return self._message(await self._board.document("offline"))
        except StoreError:
            return self.will()

    def will(self) -> Message:
        """What the broker says when we vanish; it cannot know more than that."""
        return self._message({"schema": SCHEMA, "state": "offline"})

    def _message(self, document: dict[str, Any]) -> Message:
        return Message(self._topic, json.dumps(document).encode(), retain=True)


async def _either(event: asyncio.Event, interval: timedelta) -> None:
    try:
        async with asyncio.timeout(interval.total_seconds()):
            await event.wait()
    except TimeoutError:
        return
