"""Listening to a broker, across its restarts."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import replace
from itertools import chain, repeat

import structlog

from monitor.errors import BrokerError
from monitor.mqtt.address import BrokerAddress
from monitor.mqtt.client import Client
from monitor.mqtt.connector import Connector
from monitor.pipeline.ports import Message

log = structlog.get_logger()

_PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
_LONG_PAUSE = 10.0
"""Seconds between attempts to get back, the last one for ever."""


@asynccontextmanager
async def subscribe(address: BrokerAddress, *topics: str) -> AsyncIterator[AsyncIterator[Message]]:
    """Gives what is published on these topic filters: first what is retained, and then without end.

    Nothing is missed from the moment in which the context is entered. A lost connection is made again, and what
    is retained comes once more; but the session is not a persistent one, so that events published in between
    are missed. The client id of the address is not used: a broker ends the connection of the publisher when a
    second client takes its id.

    Raises:
        BrokerError: the first connection, or the subscription, was not possible.
        ConfigError: one of the TLS files is missing or wrong.
    """
    subscription = _Subscription(Connector(replace(address, client_id=None)), topics)
    client = await subscription.begin()
    try:
        async with aclosing(subscription.messages(client)) as messages:
            yield messages
    finally:
        await subscription.end()


class _Subscription:
    def __init__(self, connector: Connector, topics: tuple[str, ...]) -> None:
        self._connector = connector
        self._topics = topics
        self._client: Client | None = None

    async def begin(self) -> Client:
        client = await self._connector.connect()
        try:
            await client.listen(self._topics)
        except BaseException:
            client.sever()
            raise
        self._client = client
        return client

    async def messages(self, client: Client) -> AsyncGenerator[Message, None]:
        while True:
            try:
                message = await client.receive()
            except BrokerError as error:
                log.warning("mqtt.subscription_lost", reason=str(error))
                client = await self._begin_again()
                log.info("mqtt.subscribed_again", protocol=client.protocol.value)
            else:
                yield message

    async def end(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            # A broker that cannot be told has no will of ours to publish.
            with suppress(BrokerError):
                await client.leave()

    async def _begin_again(self) -> Client:
        pauses = chain(_PAUSES, repeat(_LONG_PAUSE))
        while True:
            await self.end()
            await asyncio.sleep(next(pauses))
            try:
                return await self.begin()
            except BrokerError as error:
                log.debug("mqtt.subscription_failed", reason=str(error))
