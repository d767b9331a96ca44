"""Listening to a broker, across its restarts."""

import asyncio
from collections.abc import AsyncGenerator
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


async def subscribe(address: BrokerAddress, *topics: str) -> AsyncGenerator[Message, None]:
    """What is published on these topic filters, beginning with what is retained; without end.

    A lost connection is made again, and what is retained comes once more. The session is not a persistent
    one: events published in between are missed. The client id of the address is not used, since a broker ends
    the publisher's connection when a second client takes its id. To stop, close the generator.

    Raises:
        BrokerError: the first connection, or a subscription, was not possible.
        ConfigError: one of the TLS files is missing or wrong.
    """
    connector = Connector(replace(address, client_id=None))
    client = await _listening(connector, topics)
    while True:
        try:
            async for message in client.received():
                yield message
        except BrokerError as error:
            log.warning("mqtt.subscription_lost", reason=str(error))
        finally:
            await _leave(client)
        client = await _listening_again(connector, topics)
        log.info("mqtt.subscribed_again", broker=str(address))


async def _listening(connector: Connector, topics: tuple[str, ...]) -> Client:
    client = await connector.connect()
    try:
        await client.listen(topics)
    except BaseException:
        client.sever()
        raise
    return client


async def _listening_again(connector: Connector, topics: tuple[str, ...]) -> Client:
    for pause in chain(_PAUSES, repeat(_LONG_PAUSE)):
        await asyncio.sleep(pause)
        try:
            return await _listening(connector, topics)
        except BrokerError as error:
            log.debug("mqtt.subscription_down", reason=str(error))
    raise AssertionError


async def _leave(client: Client) -> None:
    """It has no will, so a broker that cannot be told loses nothing."""
    try:
        await client.leave()
    except BrokerError as error:
        log.debug("mqtt.leave_failed", reason=str(error))
