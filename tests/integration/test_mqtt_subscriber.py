import asyncio
import gc
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from monitor.errors import BrokerError
from monitor.mqtt.address import Protocol
from monitor.mqtt.connector import Connector
from monitor.mqtt.publisher import MqttPublisher
from monitor.mqtt.subscriber import subscribe
from monitor.pipeline.ports import Message
from tests.broker import Mosquitto, eventually

STATUS = Message("minerflow/v1/status", b'{"state":"online"}', retain=True)
WILL = Message("minerflow/v1/status", b'{"state":"offline"}', retain=True)
NOW = datetime(2026, 2, 6, tzinfo=UTC)
EVERYTHING = "minerflow/v1/#"


async def until(messages: AsyncIterator[Message], payload: bytes) -> None:
    async for message in messages:
        if message.payload == payload:
            return


def event(payload: bytes) -> Message:
    return Message("minerflow/v1/events/mara/raised", payload, retain=False)


@pytest.fixture
def broker(tmp_path):
    with Mosquitto(tmp_path) as broker:
        yield broker


@pytest.fixture
async def publisher(broker):
    publisher = MqttPublisher(
        broker.address(client_id="minerflow"), will=WILL, greeting=lambda: STATUS, clock=lambda: NOW
    )
    yield publisher
    await publisher.close()


@pytest.mark.parametrize("protocol", Protocol)
async def test_what_is_retained_comes_first_and_then_what_happens(broker, publisher, protocol):
    await publisher.publish(event(b"before"))
    async with subscribe(broker.address(protocol=protocol), EVERYTHING) as messages:
        assert await anext(messages) == STATUS
        await publisher.publish(event(b"after"))
        assert await anext(messages) == event(b"after")


async def test_several_filters_are_listened_to(broker, publisher):
    async with subscribe(broker.address(), "minerflow/v1/status", "other/#") as messages:
        await publisher.publish(event(b"unheard"))
        await publisher.publish(Message("other/topic", b"heard", retain=False))
        heard = [await anext(messages), await anext(messages)]
        assert [message.topic for message in heard] == [STATUS.topic, "other/topic"]


async def test_it_does_not_push_out_a_publisher_with_the_same_address(broker, publisher):
    await publisher.publish(STATUS)
    async with subscribe(broker.address(client_id="minerflow"), EVERYTHING) as messages:
        assert await anext(messages) == STATUS
        assert publisher.health.is_connected


@pytest.mark.parametrize("how", ["stop", "kill"])
async def test_it_comes_back_after_a_restart_of_the_broker(broker, publisher, how):
    await publisher.publish(STATUS)
    async with subscribe(broker.address(), EVERYTHING) as messages:
        await until(messages, STATUS.payload)
        getattr(broker, how)()
        again = asyncio.create_task(until(messages, STATUS.payload))
        await eventually(lambda: not publisher.health.is_connected)
        broker.start()
        await publisher.publish(STATUS)
        await again
        await publisher.publish(event(b"after"))
        await until(messages, b"after")


async def test_a_lost_subscription_is_logged_once_and_its_return_once(broker, publisher):
    await publisher.publish(STATUS)
    with capture_logs() as logs:
        async with subscribe(broker.address(), EVERYTHING) as messages:
            await until(messages, STATUS.payload)
            broker.stop()
            again = asyncio.create_task(until(messages, STATUS.payload))
            await eventually(
                lambda: [entry for entry in logs if entry["event"] == "mqtt.subscription_failed"]
            )
            broker.start()
            await publisher.publish(STATUS)
            await again
    told = [entry["event"] for entry in logs if "subscri" in entry["event"] and entry["log_level"] != "debug"]
    assert told == ["mqtt.subscription_lost", "mqtt.subscribed_again"]


async def test_a_subscription_that_is_lost_while_nobody_listens_ends_quietly(broker, publisher, caplog):
    await publisher.publish(STATUS)
    async with subscribe(broker.address(), EVERYTHING):
        broker.stop()
        await eventually(lambda: not publisher.health.is_connected)
    gc.collect()
    assert caplog.records == []


async def test_a_broker_that_is_not_there_at_the_start_is_an_error(tmp_path):
    with pytest.raises(BrokerError, match="unreachable: Connection refused"):
        async with subscribe(Mosquitto(tmp_path).address(), EVERYTHING):
            pass


async def test_leaving_a_frozen_broker_ends(broker, publisher):
    await publisher.publish(STATUS)
    async with subscribe(broker.address(timeout=timedelta(seconds=2)), EVERYTHING) as messages:
        assert await anext(messages) == STATUS
        broker.freeze()
    broker.thaw()


async def test_a_broker_that_freezes_before_it_answers_the_subscription_is_an_error(broker):
    client = await Connector(broker.address(timeout=timedelta(seconds=2))).connect()
    broker.freeze()
    with pytest.raises(BrokerError, match=r"did not acknowledge within 2 s"):
        await client.listen((EVERYTHING,))
    client.sever()
