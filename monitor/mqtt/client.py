"""One connection to the broker, in the project's words: messages, and errors that say what to do."""

import asyncio
import ssl

import aiomqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from monitor.errors import BrokerError
from monitor.mqtt.address import BrokerAddress, Protocol
from monitor.mqtt.reasons import connect_error
from monitor.mqtt.wire import Refused, WireClient
from monitor.pipeline.ports import Message

_VERSIONS = {Protocol.V5: aiomqtt.ProtocolVersion.V5, Protocol.V311: aiomqtt.ProtocolVersion.V311}
_FAILURE = 0x80
"""Reason codes from here on say no, in both versions (MQTT 5.0, section 2.4)."""


class MessageRefused(BrokerError):
    """The broker does not want this message; the connection is as good as before."""


class Client:
    """A connection that is joined once and left once; for the next one there is another client."""

    def __init__(
        self,
        address: BrokerAddress,
        protocol: Protocol,
        *,
        will: Message | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.protocol = protocol
        self._address = address
        self._properties = _properties(PacketTypes.PUBLISH, protocol)
        self._wire = WireClient(
            address.host,
            address.port,
            timeout=address.timeout.total_seconds(),
            username=address.username,
            password=address.password,
            identifier=address.client_id,
            protocol=_VERSIONS[protocol],
            will=None if will is None else _will(will, protocol),
            keepalive=round(address.keepalive.total_seconds()),
            tls_context=tls,
        )

    async def join(self) -> None:
        """Connect, and return when the broker has accepted us.

        Raises:
            NoAnswer: the broker is there, but does not answer a CONNECT of this protocol version.
            BrokerError: it cannot be reached, TLS fails, or it refused us.
        """
        try:
            await self._wire.__aenter__()
        except aiomqtt.MqttError as error:
            raise connect_error(error, self._address, reached=self._wire.is_reached) from error
        finally:
            if not self._wire.is_connected:
                self.sever()

    async def send(self, message: Message) -> None:
        """Publish with QoS 1 and return after the broker's PUBACK.

        Raises:
            MessageRefused: the broker does not want this message.
            BrokerError: no acknowledgement came; the message may have arrived. Sever this connection.
        """
        try:
            await self._wire.publish(
                message.topic, message.payload, qos=1, retain=message.retain, properties=self._properties
            )
        except Refused as error:
            raise MessageRefused(
                f"{self._address} refused the message on {message.topic}: {error}"
            ) from error
        except aiomqtt.MqttError as error:
            raise BrokerError(f"{self._silence()}; the message may have arrived") from error

    async def listen(self, topics: tuple[str, ...]) -> None:
        """Subscribe to these filters with QoS 1.

        Raises:
            BrokerError: the broker refused one of them, or was lost.
        """
        try:
            answers = await self._wire.subscribe([(topic, 1) for topic in topics])
        except aiomqtt.MqttError as error:
            raise BrokerError(self._silence()) from error
        codes = [answer.value if isinstance(answer, ReasonCode) else answer for answer in answers]
        refused = [topic for topic, code in zip(topics, codes, strict=True) if code >= _FAILURE]
        if refused:
            raise BrokerError(f"{self._address} refused the subscription to {', '.join(refused)}")

    async def receive(self) -> Message:
        """The next message on what we listen to.

        Raises:
            BrokerError: the connection has ended.
        """
        try:
            message = await anext(self._wire.messages)
        except aiomqtt.MqttError as error:
            raise BrokerError(self.why_gone) from error
        return Message(message.topic.value, bytes(message.payload), message.retain)

    async def leave(self) -> None:
        """Disconnect in form, so that the broker forgets our will.

        Raises:
            BrokerError: the broker could not be told, and will publish the will.
        """
        try:
            await self._wire.__aexit__(None, None, None)
        except aiomqtt.MqttError as error:
            raise BrokerError(f"{self._address} does not read that we leave") from error
        finally:
            self.sever()

    def sever(self) -> None:
        """Close the socket at once. The broker publishes the will."""
        self._wire.sever()

    @property
    def gone(self) -> asyncio.Future[None]:
        """Done when the connection has ended, for whatever reason."""
        return self._wire.gone

    @property
    def why_gone(self) -> str:
        """One sentence about how the connection ended."""
        return f"the connection to {self._address} is lost: {self._wire.last_words or 'the broker hung up'}"

    def _silence(self) -> str:
        if self._wire.is_connected:
            return f"{self._address} did not acknowledge within {self._address.timeout.total_seconds():g} s"
        return self.why_gone


def _will(message: Message, protocol: Protocol) -> aiomqtt.Will:
    properties = _properties(PacketTypes.WILLMESSAGE, protocol)
    return aiomqtt.Will(message.topic, message.payload, qos=1, retain=message.retain, properties=properties)


def _properties(packet_type: int, protocol: Protocol) -> Properties | None:
    """What MQTT 5 can say about a payload: that it is text, and JSON."""
    if protocol is not Protocol.V5:
        return None
    properties = Properties(packet_type)  # type: ignore[no-untyped-call]  # paho's constructor has no types
    properties.PayloadFormatIndicator = 1
    properties.ContentType = "application/json"
    return properties
