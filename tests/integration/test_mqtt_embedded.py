import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from monitor.errors import BrokerError, ConfigError, PublishError
from monitor.mqtt.address import BrokerAddress, Protocol
from monitor.mqtt.embedded import Login, embedded_broker
from monitor.mqtt.publisher import MqttPublisher
from monitor.mqtt.subscriber import subscribe
from monitor.pipeline.ports import Message
from tests.broker import eventually, free_port

STATUS = "minerflow/v1/status"
ONLINE = Message(STATUS, b'{"state":"online"}', retain=True)
OFFLINE = Message(STATUS, b'{"state":"offline"}', retain=True)
EPISODE = Message("minerflow/v1/episodes/mara/ep-1", b'{"revision":1}', retain=True)
EVENT = Message("minerflow/v1/events/mara/raised", b'{"revision":1}', retain=False)
LOGIN = Login("desk", "correct horse")


def publisher_to(address: BrokerAddress) -> MqttPublisher:
    now = datetime(2026, 2, 6, tzinfo=UTC)
    address = replace(address, timeout=timedelta(seconds=60))
    return MqttPublisher(address, will=OFFLINE, greeting=lambda: ONLINE, clock=lambda: now)


@pytest.mark.parametrize("login", [None, LOGIN])
async def test_our_publisher_and_our_subscriber_meet_at_it(login):
    async with embedded_broker("127.0.0.1", 0, login) as address:
        publisher = publisher_to(address)
        await publisher.publish(EPISODE)
        async with subscribe(address, "minerflow/v1/#") as messages:
            assert [await anext(messages), await anext(messages)] == [ONLINE, EPISODE]
            await publisher.publish(EVENT)
            assert await anext(messages) == EVENT
        await publisher.close(OFFLINE)


async def test_it_is_found_to_speak_3_1_1_only():
    async with embedded_broker("127.0.0.1", 0) as address:
        assert address.protocol is Protocol.V311
        publisher = publisher_to(replace(address, protocol=Protocol.AUTO))
        await publisher.publish(EVENT)
        assert publisher.health.protocol is Protocol.V311
        await publisher.close()


async def test_the_will_of_a_client_that_vanishes_is_published_and_retained():
    async with embedded_broker("127.0.0.1", 0) as address:
        publisher = publisher_to(replace(address, client_id="one"))
        await publisher.publish(EVENT)
        async with subscribe(address, STATUS) as messages:
            assert await anext(messages) == ONLINE
            takeover = publisher_to(replace(address, client_id="two"))
            await takeover.publish(EVENT)
            assert (await anext(messages)).payload == ONLINE.payload
            publisher._client.sever()
            assert (await anext(messages)).payload == OFFLINE.payload
        async with subscribe(address, STATUS) as messages:
            assert await anext(messages) == OFFLINE
        await takeover.close()


async def test_the_start_is_logged_with_its_limits():
    with capture_logs() as logs:
        async with embedded_broker("127.0.0.1", 0) as address:
            pass
    (entry,) = logs
    assert entry["event"] == "mqtt.embedded_broker_started"
    assert entry["address"] == str(address)
    assert "MQTT 3.1.1" in entry["note"]
    assert "forgets what is queued for absent subscribers" in entry["note"]


@pytest.mark.parametrize(
    "login", [{"username": None, "password": None}, {"password": "wrong"}, {"username": "eve"}]
)
async def test_a_client_without_the_right_user_and_password_is_not_let_in(login):
    async with embedded_broker("127.0.0.1", 0, LOGIN) as address:
        publisher = publisher_to(replace(address, **login))
        with pytest.raises(PublishError, match="refused the connection: not authorized"):
            await publisher.publish(EVENT)


@pytest.mark.parametrize("bind", ["0.0.0.0", "::", "192.0.2.1"])
async def test_it_does_not_let_everybody_in_from_other_machines(bind):
    with pytest.raises(ConfigError, match=r"mqtt\.embedded: without user and password it may only listen on"):
        async with embedded_broker(bind, 0):
            pass


async def test_the_port_that_was_asked_for_is_used_and_a_taken_one_is_told():
    port = free_port()
    async with embedded_broker("127.0.0.1", port) as address:
        assert address.port == port
        with pytest.raises(BrokerError, match=f"cannot listen on 127.0.0.1:{port}: .*in use"):
            async with embedded_broker("127.0.0.1", port):
                pass


async def test_it_ends_with_clients_still_there_and_can_be_started_again_on_the_same_port(caplog):
    async with embedded_broker("127.0.0.1", 0) as address:
        publisher = publisher_to(address)
        await publisher.publish(EVENT)
        silent_reader, silent_writer = await asyncio.open_connection(address.host, address.port)
    await eventually(lambda: not publisher.health.is_connected)
    assert await silent_reader.read() == b""
    silent_writer.close()
    async with embedded_broker("127.0.0.1", address.port):
        await publisher.publish(EVENT)
        assert publisher.health.is_connected
        await publisher.close()
    assert caplog.records == []


@pytest.mark.parametrize(
    "nonsense", [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x10\x00", b"\xff" * 50, b"\x16\x03\x01\x02"]
)
async def test_nonsense_from_a_stranger_does_not_disturb_the_others(nonsense, caplog):
    async with embedded_broker("127.0.0.1", 0) as address:
        publisher = publisher_to(address)
        await publisher.publish(EVENT)
        reader, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(nonsense)
        writer.write_eof()
        await reader.read()
        writer.close()
        await publisher.publish(EVENT)
        await publisher.close()
    assert caplog.records == []


async def test_the_levels_of_its_loggers_are_as_before_when_it_has_ended():
    before = logging.getLogger("amqtt").level
    async with embedded_broker("127.0.0.1", 0):
        assert not logging.getLogger("amqtt.broker").isEnabledFor(logging.ERROR)
    assert logging.getLogger("amqtt").level == before
