import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor.alerts.topics import Topics
from monitor.errors import PublishError
from monitor.mqtt.address import Protocol
from monitor.mqtt.publisher import MqttPublisher
from monitor.mqtt.wire import WireClient
from monitor.pipeline.ports import Message, Publisher
from tests.broker import Mosquitto, eventually, observing

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
TOPICS = Topics("desk/minerflow")
ONLINE = Message(TOPICS.status, b'{"state":"online"}', retain=True)
OFFLINE = Message(TOPICS.status, b'{"state":"offline"}', retain=True)
EVENT = Message(TOPICS.event("mara", "raised"), b'{"revision":1}', retain=False)
EPISODE = Message(TOPICS.episode("mara", "ep-1"), b'{"revision":1}', retain=True)


@pytest.fixture
def broker(tmp_path):
    with Mosquitto(tmp_path) as broker:
        yield broker


def publisher_to(broker, **changes):
    address = broker.address(client_id="minerflow", timeout=timedelta(seconds=60), **changes)
    return MqttPublisher(address, will=OFFLINE, greeting=lambda: ONLINE, clock=lambda: NOW)


@pytest.mark.parametrize("protocol", Protocol)
async def test_a_message_is_at_the_subscriber_with_its_topic_and_payload(broker, protocol):
    publisher: Publisher = publisher_to(broker, protocol=protocol)
    async with observing(broker) as observer:
        await publisher.publish(EVENT)
        message = await observer.sees(EVENT.topic, EVENT.payload)
        assert (message.qos, message.retain) == (1, False)
    await publisher.close()


async def test_the_greeting_is_the_first_message_and_retained(broker):
    publisher = publisher_to(broker)
    async with observing(broker) as observer:
        await publisher.publish(EVENT)
        await observer.sees(EVENT.topic, EVENT.payload)
        assert [m.topic.value for m in observer.received] == [ONLINE.topic, EVENT.topic]
    async with observing(broker) as later:
        assert (await later.sees(ONLINE.topic, ONLINE.payload)).retain
    await publisher.close()


async def test_a_later_subscriber_gets_what_is_retained_and_only_that(broker):
    publisher = publisher_to(broker)
    await publisher.publish(EPISODE)
    await publisher.publish(EVENT)
    await publisher.publish(Message(EPISODE.topic, b'{"revision":2}', retain=True))
    async with observing(broker, "desk/minerflow/v1/episodes/#") as observer:
        await observer.sees(EPISODE.topic, b'{"revision":2}')
        assert observer.payloads(EPISODE.topic) == [b'{"revision":2}']
        assert observer.payloads(EVENT.topic) == []
    await publisher.close()


async def test_mqtt_5_tells_that_the_payload_is_json_text(broker):
    publisher = publisher_to(broker, protocol=Protocol.V5)
    async with observing(broker) as observer:
        await publisher.publish(EVENT)
        message = await observer.sees(EVENT.topic, EVENT.payload)
        assert message.properties is not None
        assert message.properties.ContentType == "application/json"
        assert message.properties.PayloadFormatIndicator == 1
    await publisher.close()


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [(Protocol.AUTO, Protocol.V5), (Protocol.V5, Protocol.V5), (Protocol.V311, Protocol.V311)],
)
async def test_the_health_tells_what_is_spoken(broker, asked, spoken):
    publisher = publisher_to(broker, protocol=asked)
    assert not publisher.health.is_connected
    assert publisher.health.reason == "not connected yet"
    await publisher.publish(EVENT)
    assert publisher.health.is_connected
    assert (publisher.health.protocol, publisher.health.since, publisher.health.reason) == (spoken, NOW, "")
    await publisher.close()
    assert (publisher.health.protocol, publisher.health.reason) == (None, "closed")


async def test_many_callers_share_one_connection_and_keep_their_order(broker):
    publisher = publisher_to(broker)
    messages = [Message(EVENT.topic, str(number).encode(), retain=False) for number in range(500)]
    async with observing(broker) as observer:
        await asyncio.gather(*(publisher.publish(message) for message in messages))
        await observer.sees(EVENT.topic, b"499")
        assert observer.payloads(EVENT.topic) == [message.payload for message in messages]
        assert len(observer.payloads(ONLINE.topic)) == 1
    await publisher.close()


async def test_a_broker_that_allows_few_messages_in_flight_is_not_sent_more(tmp_path):
    with Mosquitto(tmp_path, options=["max_inflight_messages 2"]) as broker:
        publisher = publisher_to(broker, protocol=Protocol.V5)
        async with observing(broker) as observer:
            await asyncio.gather(*(publisher.publish(EVENT) for _ in range(200)))
            await eventually(lambda: len(observer.payloads(EVENT.topic)) == 200)
            assert len(observer.payloads(ONLINE.topic)) == 1
        await publisher.close()


async def test_a_message_that_an_acl_forbids_is_not_taken_for_delivered(tmp_path):
    acl = tmp_path / "acl"
    acl.write_text(f"topic readwrite {ONLINE.topic}\ntopic readwrite {EVENT.topic}\n")
    with Mosquitto(tmp_path, options=[f"acl_file {acl}"]) as broker:
        publisher = publisher_to(broker)
        await publisher.publish(EVENT)
        with pytest.raises(PublishError, match=f"refused the message on {EPISODE.topic}: Not authorized"):
            await publisher.publish(EPISODE)
        assert publisher.health.is_connected
        await publisher.publish(EVENT)
        await publisher.close()


async def test_a_status_topic_that_an_acl_forbids_is_told_at_the_first_message(tmp_path):
    acl = tmp_path / "acl"
    acl.write_text(f"topic readwrite {EVENT.topic}\n")
    with Mosquitto(tmp_path, options=[f"acl_file {acl}"]) as broker:
        publisher = publisher_to(broker)
        with pytest.raises(PublishError, match=f"refused the message on {ONLINE.topic}"):
            await publisher.publish(EVENT)
        assert not publisher.health.is_connected
        assert ONLINE.topic in publisher.health.reason


async def test_a_connection_lost_while_nothing_is_sent_shows_in_the_health(broker):
    publisher = publisher_to(broker)
    await publisher.publish(EVENT)
    second_with_our_id = publisher_to(broker)
    await second_with_our_id.publish(EVENT)
    await eventually(lambda: not publisher.health.is_connected)
    assert "is lost: the broker hung up" in publisher.health.reason
    await second_with_our_id.close()
    await publisher.close()


@pytest.mark.parametrize("turns", range(5))
async def test_who_is_cancelled_just_as_the_answer_arrives_is_cancelled(turns):
    client = WireClient("localhost", 1883, timeout=5)
    answered = asyncio.Event()
    waiting = asyncio.create_task(client._wait_for(answered.wait(), None))
    for _ in range(3):
        await asyncio.sleep(0)
    answered.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    if waiting.cancel():
        with pytest.raises(asyncio.CancelledError):
            await waiting
