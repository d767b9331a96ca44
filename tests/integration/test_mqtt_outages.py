import asyncio
import gc
import json
import random
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from time import monotonic

import aiomqtt
import pytest
from structlog.testing import capture_logs

from monitor.errors import BrokerError, PublishError
from monitor.mqtt.address import Protocol
from monitor.mqtt.connector import Connector
from monitor.mqtt.publisher import MqttPublisher
from monitor.pipeline.ports import Message
from tests.broker import Certificates, Mosquitto, Observer, eventually, observing
from tests.own_time import own_time

STATUS = "minerflow/v1/status"
ONLINE = Message(STATUS, b'{"state":"online"}', retain=True)
OFFLINE = Message(STATUS, b'{"state":"offline"}', retain=True)
EVENT = Message("minerflow/v1/events/mara/raised", b'{"revision":1}', retain=False)
START = datetime(2026, 2, 6, 12, tzinfo=UTC)
PATIENT = timedelta(seconds=60)
"""More than a broker takes that is well, on whatever machine."""
IMPATIENT = timedelta(seconds=1)
"""Where the broker hangs, and the test is about that."""

ONE_PUBLISHER = """
import asyncio, sys
from datetime import UTC, datetime, timedelta
from monitor.mqtt.address import BrokerAddress, Protocol
from monitor.mqtt.publisher import MqttPublisher
from monitor.pipeline.ports import Message

def status(state):
    return Message("minerflow/v1/status", b'{"state":"%s"}' % state, retain=True)

async def main():
    publisher = MqttPublisher(
        BrokerAddress(host="localhost", port=int(sys.argv[1]), protocol=Protocol(sys.argv[2]), client_id="minerflow"),
        will=status(b"offline"), greeting=lambda: status(b"online"), clock=lambda: datetime(2026, 2, 6, tzinfo=UTC),
    )
    await publisher.publish(Message("minerflow/v1/events/mara/raised", b"{}", retain=False))
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
def broker(tmp_path):
    with Mosquitto(tmp_path) as broker:
        yield broker


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def publisher_to(broker, clock=None, **changes):
    address = broker.address(**{"client_id": "minerflow", "timeout": PATIENT, **changes})
    return MqttPublisher(address, will=OFFLINE, greeting=lambda: ONLINE, clock=clock or Clock())


async def retried(publisher: MqttPublisher, message: Message) -> None:
    """Publish as a relay does: until it is acknowledged."""
    while True:
        try:
            return await publisher.publish(message)
        except PublishError:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("protocol", [Protocol.V5, Protocol.V311])
async def test_kill_9_of_the_publisher_leaves_a_retained_offline(broker, protocol):
    async with observing(broker, STATUS) as observer:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", ONE_PUBLISHER, str(broker.port), protocol
        )
        try:
            await observer.sees(STATUS, ONLINE.payload)
        finally:
            process.kill()
            await process.wait()
        await observer.sees(STATUS, OFFLINE.payload)
    async with observing(broker, STATUS) as later:
        message = await later.sees(STATUS, OFFLINE.payload)
        assert message.retain
        if protocol is Protocol.V5:
            assert message.properties.ContentType == "application/json"


async def test_a_farewell_is_sent_once_and_the_will_is_not(broker):
    publisher = publisher_to(broker)
    await publisher.publish(EVENT)
    leaving = Message(STATUS, b'{"state":"offline","reason":"stopped"}', retain=True)
    async with observing(broker, STATUS) as observer:
        await publisher.close(leaving)
        await observer.sees(STATUS, leaving.payload)
    async with observing(broker, STATUS) as later:
        await later.sees(STATUS, leaving.payload)
        assert later.payloads(STATUS) == [leaving.payload]


async def test_closing_what_never_connected_says_nothing(broker):
    async with observing(broker) as observer:
        await publisher_to(broker).close(OFFLINE)
        other = publisher_to(broker)
        await other.publish(EVENT)
        await observer.sees(EVENT.topic, EVENT.payload)
        assert observer.payloads(STATUS) == [ONLINE.payload]
    await other.close()


async def test_closing_while_it_connects_waits_for_the_connection_to_take_leave_of_it(broker):
    publisher = publisher_to(broker)
    async with observing(broker) as observer:
        waiting = asyncio.create_task(publisher.publish(EVENT))
        await asyncio.sleep(0)
        await publisher.close(OFFLINE)
        with suppress(PublishError):
            await waiting
        await observer.sees(STATUS, OFFLINE.payload)
    assert not publisher.health.is_connected


async def test_a_broker_that_is_down_at_the_start_is_told_and_used_once_it_is_there(tmp_path):
    broker = Mosquitto(tmp_path)
    publisher = publisher_to(broker)
    with pytest.raises(PublishError, match=f"localhost:{broker.port} is unreachable: Connection refused"):
        await publisher.publish(EVENT)
    assert publisher.health.reason.endswith("Connection refused")
    with broker:
        async with observing(broker) as observer:
            await publisher.publish(EVENT)
            await observer.sees(EVENT.topic, EVENT.payload)
        await publisher.close()


async def test_a_host_that_does_not_exist_is_told(tmp_path):
    publisher = publisher_to(Mosquitto(tmp_path), host="broker.invalid")
    with pytest.raises(PublishError, match=r"broker\.invalid:\d+ is unreachable: no such host name"):
        await publisher.publish(EVENT)


@pytest.mark.parametrize("how", ["stop", "kill"])
async def test_after_a_restart_of_the_broker_the_next_message_arrives_and_we_are_online(broker, how):
    clock = Clock()
    publisher = publisher_to(broker, clock)
    await publisher.publish(EVENT)
    clock.now += timedelta(minutes=1)
    getattr(broker, how)()
    await eventually(lambda: not publisher.health.is_connected)
    assert publisher.health.since == clock.now
    clock.now += timedelta(minutes=1)
    with pytest.raises(PublishError):
        await publisher.publish(EVENT)
    assert publisher.health.since == START + timedelta(minutes=1)
    broker.start()
    async with observing(broker) as observer:
        await publisher.publish(EVENT)
        await observer.sees(EVENT.topic, EVENT.payload)
    async with observing(broker, STATUS) as later:
        await later.sees(STATUS, ONLINE.payload)
        assert later.payloads(STATUS) == [ONLINE.payload]
    assert publisher.health.since == clock.now
    await publisher.close()


async def test_an_outage_is_logged_once_and_its_end_once(broker):
    publisher = publisher_to(broker)
    with capture_logs() as logs:
        await publisher.publish(EVENT)
        broker.stop()
        await eventually(lambda: not publisher.health.is_connected)
        for _ in range(5):
            with pytest.raises(PublishError):
                await publisher.publish(EVENT)
        broker.start()
        await publisher.publish(EVENT)
    events = [entry["event"] for entry in logs]
    assert events == ["mqtt.connected", "mqtt.down", "mqtt.down", "mqtt.connected"]
    assert logs[1]["reason"].endswith("the broker hung up")
    assert logs[2]["reason"].endswith("Connection refused")
    await publisher.close()


async def test_messages_in_flight_fail_at_once_when_the_broker_dies(broker):
    publisher = publisher_to(broker)
    await publisher.publish(EVENT)
    broker.freeze()
    waiting = [asyncio.create_task(publisher.publish(EVENT)) for _ in range(50)]
    await asyncio.sleep(0)
    async with own_time() as spent:
        broker.kill()
        results = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(result, PublishError) for result in results)
    assert "is lost: the broker hung up; the message may have arrived" in str(results[0])
    assert spent.seconds < 5


async def test_a_frozen_broker_costs_one_timeout_and_not_more(broker):
    publisher = publisher_to(broker, timeout=IMPATIENT)
    await retried(publisher, EVENT)
    broker.freeze()
    before = monotonic()
    async with own_time() as spent:
        with pytest.raises(
            PublishError, match=r"did not acknowledge within 1 s; the message may have arrived"
        ):
            await publisher.publish(EVENT)
        assert monotonic() - before > 0.9
    assert spent.seconds < 2
    async with own_time() as spent:
        with pytest.raises(PublishError, match="accepts connections, but did not answer MQTT"):
            await publisher.publish(EVENT)
    assert spent.seconds < 3
    broker.thaw()
    await retried(publisher, EVENT)
    assert publisher.health.is_connected
    await publisher.close()


async def test_a_broker_that_freezes_in_the_tls_handshake_costs_one_timeout(tmp_path):
    with Mosquitto(tmp_path, certificates=Certificates.made_in(tmp_path)) as broker:
        broker.freeze()
        async with own_time() as spent:
            with pytest.raises(PublishError, match=r"is unreachable: no answer within 1 s"):
                await publisher_to(broker, timeout=IMPATIENT).publish(EVENT)
        assert spent.seconds < 2


async def test_a_broker_that_freezes_while_nothing_is_sent_shows_in_the_health(broker):
    publisher = publisher_to(broker, keepalive=timedelta(seconds=1))
    await publisher.publish(EVENT)
    broker.freeze()
    await eventually(lambda: not publisher.health.is_connected)
    assert publisher.health.reason.endswith("Keep alive timeout")


async def test_taking_leave_of_a_frozen_broker_ends_after_the_timeout_and_is_logged(broker):
    publisher = publisher_to(broker, timeout=IMPATIENT)
    await retried(publisher, EVENT)
    broker.freeze()
    with capture_logs() as logs:
        async with own_time() as spent:
            await publisher.close(OFFLINE)
    assert spent.seconds < 2
    assert [entry["event"] for entry in logs] == ["mqtt.farewell_failed"]
    broker.thaw()
    async with observing(broker, STATUS) as observer:
        await observer.sees(STATUS, OFFLINE.payload)


async def test_a_broker_that_reads_nothing_any_more_cannot_be_told_that_we_leave(broker):
    client = await Connector(broker.address(timeout=timedelta(seconds=2))).connect()
    broker.freeze()
    flood = asyncio.create_task(client.send(Message(EVENT.topic, bytes(20_000_000), retain=False)))
    await asyncio.sleep(0)
    with pytest.raises(BrokerError, match="does not read that we leave"):
        await client.leave()
    with pytest.raises(BrokerError, match="the message may have arrived"):
        await flood


async def test_an_attempt_to_connect_that_is_given_up_leaves_nothing_behind(broker, caplog):
    gc.collect()
    caplog.clear()  # of what the tests before this one left
    broker.freeze()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await Connector(broker.address(timeout=PATIENT)).connect()
    gc.collect()
    assert caplog.records == []


async def test_a_connection_that_is_severed_under_a_message_leaves_nothing_behind(broker, caplog):
    client = await Connector(broker.address()).connect()
    sending = asyncio.create_task(client.send(EVENT))
    await asyncio.sleep(0)
    client.sever()
    with pytest.raises(BrokerError, match=r"is lost: .*; the message may have arrived"):
        await sending
    assert caplog.records == []


async def test_a_caller_that_gives_up_does_not_take_the_connection_from_the_others(broker):
    publisher = publisher_to(broker)
    impatient = asyncio.create_task(publisher.publish(EVENT))
    patient = asyncio.create_task(publisher.publish(EVENT))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    assert impatient.cancelled()
    assert publisher.health.is_connected
    await publisher.close()


@asynccontextmanager
async def session_that_outlives_the_broker(broker: Mosquitto) -> AsyncIterator[Observer]:
    """A subscriber with a persistent session, which comes back by itself."""
    observer = Observer()

    async def listen() -> None:
        while True:
            with suppress(aiomqtt.MqttError):
                async with aiomqtt.Client(
                    "127.0.0.1", broker.port, identifier="desk", clean_session=False, timeout=5
                ) as client:
                    await client.subscribe("minerflow/#", qos=1)
                    async for message in client.messages:
                        observer.received.append(message)
            await asyncio.sleep(0.01)

    task = asyncio.create_task(listen())
    try:
        yield observer
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def kill_once_all_is_delivered(
    broker: Mosquitto, acknowledged: set[int], seen: Callable[[], set[int]]
) -> None:
    """Kill -9, wherever it is; but mosquitto acknowledges before it saves, and what it loses so is not ours.

    Frozen, it can neither acknowledge nor save; what it had sent is read; then it dies.
    """
    while True:
        broker.freeze()
        for _ in range(25):
            await asyncio.sleep(0.02)
            if acknowledged <= seen():
                return broker.kill()
        broker.thaw()
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("in_flight", [1, 10])
async def test_no_message_is_lost_while_the_broker_is_killed_and_restarted_again_and_again(
    tmp_path, in_flight
):
    total, seed = 1000, random.randrange(2**32)
    kills = sorted(random.Random(seed).sample(range(1, total), 6))
    messages = iter(
        [Message(EVENT.topic, json.dumps({"event_id": n}).encode(), retain=False) for n in range(total)]
    )
    acknowledged: set[int] = set()
    options = ["max_inflight_messages 0", "autosave_on_changes true", "autosave_interval 1"]

    def seen() -> set[int]:
        return {json.loads(payload)["event_id"] for payload in observer.payloads(EVENT.topic)}

    async def relay() -> None:
        for message in messages:
            await retried(publisher, message)
            acknowledged.add(json.loads(message.payload)["event_id"])

    with Mosquitto(tmp_path, options=options) as broker:
        publisher = publisher_to(broker, timeout=timedelta(seconds=0.5))  # which is what some attempts meet
        async with session_that_outlives_the_broker(broker) as observer:
            await retried(publisher, ONLINE)
            await eventually(lambda: observer.received)
            relays = [asyncio.create_task(relay()) for _ in range(in_flight)]
            for count in kills:
                await eventually(lambda count=count: len(acknowledged) >= count)
                await kill_once_all_is_delivered(broker, acknowledged, seen)
                broker.start()
            await asyncio.gather(*relays)
            await eventually(lambda: len(seen()) == total)
            assert seen() == set(range(total)), f"seed {seed}"
        await publisher.close()
