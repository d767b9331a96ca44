"""Finding out which MQTT the broker speaks."""

from monitor.mqtt.address import BrokerAddress, Protocol
from monitor.mqtt.client import Client
from monitor.mqtt.reasons import NoAnswer
from monitor.mqtt.tls import tls_context
from monitor.pipeline.ports import Message


class Connector:
    """Opens connections to one broker, one after another, and remembers which protocol version it answered.

    Raises:
        ConfigError: one of the TLS files is missing or wrong.
    """

    def __init__(self, address: BrokerAddress, *, will: Message | None = None) -> None:
        self._address = address
        self._will = will
        self._tls = None if address.tls is None else tls_context(address.tls)
        self._protocol = address.protocol

    async def connect(self) -> Client:
        """A joined client.

        With protocol `auto`, MQTT 5 is tried first. An older broker refuses it, hangs up, or (amqtt) does not
        answer at all, which costs one timeout, once; then 3.1.1 is spoken.

        Raises:
            BrokerError: the broker cannot be reached, TLS fails, it refused us, or it answers no version.
        """
        try:
            if self._protocol is Protocol.AUTO:
                return await self._first()
            return await self._join(self._protocol)
        except NoAnswer:
            # Another broker may stand there next time.
            self._protocol = self._address.protocol
            raise

    async def _first(self) -> Client:
        try:
            client = await self._join(Protocol.V5)
        except NoAnswer:
            client = await self._join(Protocol.V311)
        self._protocol = client.protocol
        return client

    async def _join(self, protocol: Protocol) -> Client:
        client = Client(self._address, protocol, will=self._will, tls=self._tls)
        await client.join()
        return client
