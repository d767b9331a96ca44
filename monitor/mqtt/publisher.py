"""What sends our messages: a connection that is made when it is needed and made again when it was lost."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from monitor.clock import Clock
from monitor.errors import BrokerError, PublishError
from monitor.mqtt.address import BrokerAddress, Protocol
from monitor.mqtt.client import Client, MessageRefused
from monitor.mqtt.connector import Connector
from monitor.pipeline.ports import Message

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class BrokerHealth:
    """How the connection stands."""

    since: datetime
    """When it was made or lost."""
    protocol: Protocol | None = None
    """What is spoken; None while there is no connection."""
    reason: str = ""
    """Why there is none."""

    @property
    def is_connected(self) -> bool:
        """Whether the broker would take a message now, as far as we know."""
        return self.protocol is not None


class MqttPublisher:
    """Publishes with QoS 1 over one connection, as `monitor.pipeline.ports.Publisher`.

    It connects for the first message, and after a loss for the next one: one attempt for all who wait at that
    time, without a pause of its own, so that whoever publishes decides how often to try. Up to 20 messages
    are unacknowledged at once; more callers wait for their turn, in the order in which they came.

    `will` is what the broker publishes when we vanish. It does so before it lets us in again, so `greeting`
    is asked for a message to undo it, sent first on every connection.

    Raises:
        ConfigError: one of the TLS files is missing or wrong.
    """

    def __init__(
        self, address: BrokerAddress, *, will: Message, greeting: Callable[[], Message], clock: Clock
    ) -> None:
        self._address = address
        self._greeting = greeting
        self._clock = clock
        self._connector = Connector(address, will=will)
        self._client: Client | None = None
        self._connecting: asyncio.Task[Client] | None = None
        self._health = BrokerHealth(since=clock(), reason="not connected yet")

    @property
    def health(self) -> BrokerHealth:
        """How the connection stands. A silent loss shows after at most two keep-alive periods."""
        return self._health

    async def publish(self, message: Message) -> None:
        """Return only after the broker acknowledged the message.

        It waits for the acknowledgement no longer than the timeout of the address; where a connection is to
        be made, up to five times as long (network, TLS, two protocol versions, greeting).

        Raises:
            PublishError: refused, lost, or not acknowledged in time; it may have arrived all the same.
        """
        try:
            client = self._client or await self._connection()
            await self._send(client, message)
        except BrokerError as error:
            raise PublishError(str(error)) from error

    async def close(self, farewell: Message | None = None) -> None:
        """Send the farewell, since the broker drops the will of who disconnects in form; then disconnect.

        Where there is no connection, the will has spoken already. What fails here is logged and not raised;
        it ends after the timeout of the address at the latest.
        """
        try:
            async with asyncio.timeout(self._address.timeout.total_seconds()):
                await self._take_leave(farewell)
        except (BrokerError, TimeoutError) as error:
            log.warning("mqtt.farewell_failed", broker=str(self._address), reason=str(error) or "timed out")
        finally:
            client, self._client = self._client, None
            if client is not None:
                client.sever()

    async def _take_leave(self, farewell: Message | None) -> None:
        if self._connecting is not None:
            await self._connecting
        client = self._client
        if client is None:
            return
        if farewell is not None:
            await client.send(farewell)
        self._client = None
        await client.leave()
        self._health = BrokerHealth(since=self._clock(), reason="closed")

    async def _send(self, client: Client, message: Message) -> None:
        try:
            await client.send(message)
        except MessageRefused:
            raise
        except BrokerError as error:
            self._lose(client, str(error))
            raise

    async def _connection(self) -> Client:
        if self._connecting is None:
            self._connecting = asyncio.create_task(self._connect(), name="mqtt.connect")
            # Logged by then; after a stop there may be nobody left who asks for it.
            self._connecting.add_done_callback(lambda task: task.cancelled() or task.exception())
        # A caller that gives up must not end the attempt for the others.
        return await asyncio.shield(self._connecting)

    async def _connect(self) -> Client:
        try:
            client = await self._connector.connect()
            await self._greet(client)
        except BrokerError as error:
            self._down(str(error))
            raise
        finally:
            self._connecting = None
        self._up(client)
        return client

    async def _greet(self, client: Client) -> None:
        try:
            await client.send(self._greeting())
        except BaseException:
            client.sever()
            raise

    def _up(self, client: Client) -> None:
        self._client = client
        self._health = BrokerHealth(since=self._clock(), protocol=client.protocol)
        log.info("mqtt.connected", broker=str(self._address), protocol=client.protocol.value)
        client.gone.add_done_callback(lambda _: self._lose(client, client.why_gone))

    def _lose(self, client: Client, reason: str) -> None:
        client.sever()
        if client is self._client:
            self._client = None
            self._down(reason)

    def _down(self, reason: str) -> None:
        since = self._clock() if self._health.is_connected else self._health.since
        if reason != self._health.reason:
            log.warning("mqtt.down", broker=str(self._address), reason=reason)
        self._health = BrokerHealth(since=since, reason=reason)
