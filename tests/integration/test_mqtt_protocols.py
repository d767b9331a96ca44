"""What brokers do with a CONNECT that they do not like; those that cannot be had are played by a few bytes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import BrokerError, PublishError
from monitor.mqtt.address import BrokerAddress, Protocol, TlsFiles
from monitor.mqtt.connector import Connector
from monitor.mqtt.publisher import MqttPublisher
from monitor.mqtt.subscriber import subscribe
from monitor.pipeline.ports import Message

STATUS = Message("minerflow/v1/status", b"{}", retain=True)
EVENT = Message("minerflow/v1/events/mara/raised", b"{}", retain=False)
NOW = datetime(2026, 2, 6, tzinfo=UTC)

CONNACK_V311 = b"\x20\x02\x00\x00"
CONNACK_V311_UNSUPPORTED = b"\x20\x02\x00\x01"
CONNACK_V5 = b"\x20\x03\x00\x00\x00"
CONNACK_V5_SERVER_BUSY = b"\x20\x03\x00\x89\x00"
DISCONNECT_V5_SESSION_TAKEN_OVER = b"\xe0\x02\x8e\x00"
PUBLISH, SUBSCRIBE = 0x30, 0x80
SUBACK_START = b"\x90\x04"
HANG_UP = b""
SILENCE = None
SHORT = timedelta(seconds=1)
"""How long it is waited for a broker that never answers."""


class Peer:
    """An old or odd broker: answers a CONNECT by its protocol level, and acknowledges what is published."""

    timeout = timedelta(seconds=60)
    """How long it is waited for: more than an answer takes on whatever machine."""

    def __init__(
        self, answers: dict[int, bytes | None], after_publish: Callable[[bytes], bytes] | None = None
    ):
        self.answers = answers
        if SILENCE in answers.values():
            self.timeout = SHORT
        self.after_publish = after_publish or (lambda mid: b"\x40\x02" + mid)
        self.levels: list[int] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._converse(reader, writer)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    async def _converse(self, reader, writer) -> None:
        _, connect = await read_packet(reader)
        level = connect[6]
        self.levels.append(level)
        answer = self.answers[level]
        if answer is SILENCE:
            await reader.read()
        writer.write(answer or b"")
        while answer in {CONNACK_V311, CONNACK_V5}:
            kind, packet = await read_packet(reader)
            if kind == SUBSCRIBE:
                writer.write(SUBACK_START + packet[:2] + b"\x01\x80")
            if kind == PUBLISH:
                end_of_topic = 2 + int.from_bytes(packet[:2])
                writer.write(self.after_publish(packet[end_of_topic : end_of_topic + 2]))


async def read_packet(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readexactly(1)
    length = shift = 0
    while True:
        (byte,) = await reader.readexactly(1)
        length |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return head[0] & 0xF0, await reader.readexactly(length)


@asynccontextmanager
async def serving(peer: Peer) -> AsyncIterator[BrokerAddress]:
    server = await asyncio.start_server(peer.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield BrokerAddress(host="127.0.0.1", port=port, timeout=peer.timeout)
    finally:
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def publishing_to(peer: Peer, protocol: Protocol = Protocol.AUTO) -> AsyncIterator[MqttPublisher]:
    async with serving(peer) as served:
        address = replace(served, protocol=protocol)
        publisher = MqttPublisher(address, will=STATUS, greeting=lambda: STATUS, clock=lambda: NOW)
        try:
            yield publisher
        finally:
            await publisher.close()


@pytest.mark.parametrize("answer_to_v5", [CONNACK_V311_UNSUPPORTED, HANG_UP, SILENCE])
async def test_a_broker_that_does_not_speak_mqtt_5_is_spoken_to_in_3_1_1_from_then_on(answer_to_v5):
    peer = Peer({5: answer_to_v5, 4: CONNACK_V311})
    async with publishing_to(peer) as publisher:
        await publisher.publish(EVENT)
        assert publisher.health.protocol is Protocol.V311
        assert peer.levels == [5, 4]
        peer.after_publish = lambda _mid: b"\xf0\x00"
        with pytest.raises(PublishError):
            await publisher.publish(EVENT)
        peer.after_publish = lambda mid: b"\x40\x02" + mid
        await publisher.publish(EVENT)
        assert peer.levels == [5, 4, 4]


async def test_a_broker_that_was_replaced_by_a_newer_one_is_asked_for_mqtt_5_again():
    peer = Peer({5: HANG_UP, 4: CONNACK_V311})
    async with publishing_to(peer) as publisher:
        await publisher.publish(EVENT)
        peer.after_publish = lambda _mid: b"\xf0\x00"
        with pytest.raises(PublishError):
            await publisher.publish(EVENT)
        peer.after_publish = lambda mid: b"\x40\x02" + mid
        peer.answers = {5: CONNACK_V5, 4: HANG_UP}
        with pytest.raises(PublishError, match="hung up instead of answering MQTT"):
            await publisher.publish(EVENT)
        await publisher.publish(EVENT)
        assert publisher.health.protocol is Protocol.V5


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (CONNACK_V311_UNSUPPORTED, "refused the connection: unsupported protocol version"),
        (HANG_UP, "hung up instead of answering MQTT"),
        (SILENCE, r"accepts connections, but did not answer MQTT within 1 s"),
        (CONNACK_V5_SERVER_BUSY, "refused the connection: server busy"),
    ],
)
async def test_with_a_fixed_protocol_the_refusal_is_told_and_nothing_else_is_tried(answer, reason):
    peer = Peer({5: answer})
    async with publishing_to(peer, Protocol.V5) as publisher:
        with pytest.raises(PublishError, match=reason):
            await publisher.publish(EVENT)
        assert peer.levels == [5]


async def test_each_publish_makes_one_attempt_even_where_nothing_answers():
    peer = Peer({5: SILENCE, 4: SILENCE})
    async with publishing_to(peer) as publisher:
        results = await asyncio.gather(*(publisher.publish(EVENT) for _ in range(20)), return_exceptions=True)
        assert all(isinstance(result, PublishError) for result in results)
        assert peer.levels == [5, 4]


async def test_the_reason_that_a_broker_gives_for_ending_the_connection_is_told():
    peer = Peer({5: CONNACK_V5}, after_publish=lambda _mid: DISCONNECT_V5_SESSION_TAKEN_OVER)
    async with publishing_to(peer) as publisher:
        with pytest.raises(PublishError, match="is lost: Session taken over; the message may have arrived"):
            await publisher.publish(EVENT)
        assert "Session taken over" in publisher.health.reason


async def test_a_broker_that_never_acknowledges_costs_one_timeout():
    peer = Peer({5: CONNACK_V5}, after_publish=lambda _mid: b"")
    peer.timeout = SHORT
    async with publishing_to(peer) as publisher:
        with pytest.raises(
            PublishError, match=r"did not acknowledge within 1 s; the message may have arrived"
        ):
            await publisher.publish(EVENT)
        assert not publisher.health.is_connected


async def test_a_filter_that_the_broker_refuses_is_an_error():
    async with serving(Peer({4: CONNACK_V311})) as address:
        with pytest.raises(BrokerError, match=r"refused the subscription to secret/#$"):
            async with subscribe(replace(address, protocol=Protocol.V311), "minerflow/#", "secret/#"):
                pass


async def test_a_port_that_speaks_another_language_than_tls_is_told():
    async def speak_http(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(speak_http, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        address = BrokerAddress(host="127.0.0.1", port=port, tls=TlsFiles(), timeout=timedelta(seconds=60))
        with pytest.raises(BrokerError, match=r"TLS with .* failed: .*; is this its TLS port\?"):
            await Connector(address).connect()
