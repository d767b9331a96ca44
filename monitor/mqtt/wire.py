"""aiomqtt 2.x, made to say what it keeps to itself; the only place that reaches into it and into paho."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Iterator
from typing import Any, TypeVar

import aiomqtt
from aiomqtt.types import PahoSocket
from paho.mqtt.client import Client as PahoClient
from paho.mqtt.client import ConnectFlags, DisconnectFlags
from paho.mqtt.enums import LogLevel
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

T = TypeVar("T")

MAX_IN_FLIGHT = 20
"""Unacknowledged messages at once. Mosquitto allows as many and hangs up on more; others may allow fewer."""

_unheard = logging.getLogger("monitor.mqtt.paho")
_unheard.setLevel(logging.CRITICAL + 1)


class HungUp(aiomqtt.MqttError):
    """The broker closed the connection before it answered our CONNECT."""


class Unacknowledged(aiomqtt.MqttError):
    """The connection ended while this message waited for its PUBACK."""


class Refused(aiomqtt.MqttError):
    """The broker's PUBACK says no, as only MQTT 5 can: an ACL, a quota, a wrong topic."""


class WireClient(aiomqtt.Client):
    """One connection, from CONNECT to its end.

    aiomqtt 2.5 drops the reason code of a PUBACK, so that a message forbidden by an ACL counts as
    delivered; it waits out its timeout when the broker hangs up before CONNACK or before a PUBACK; it has
    no way to let go of a broker that does not read; it may watch a socket that was closed meanwhile; it
    goes on when it is cancelled just as an answer arrives. paho under it ignores the broker's Receive
    Maximum. Each is mended here through names that aiomqtt marks as its own; the tests against real
    brokers notice when one changes.
    """

    def __init__(self, hostname: str, port: int, *, timeout: float, **options: Any) -> None:
        super().__init__(
            hostname,
            port,
            timeout=timeout,
            max_concurrent_outgoing_calls=MAX_IN_FLIGHT,
            logger=_unheard,
            **options,
        )
        self._refusals: dict[int, str] = {}
        self._last_words = ""
        self._client.connect_timeout = timeout
        self._client.on_log = self._on_log

    @property
    def is_reached(self) -> bool:
        """Whether there is a socket to the broker, after the TLS handshake if there is one."""
        return self._client.socket() is not None

    @property
    def is_connected(self) -> bool:
        """Whether the broker accepted us and the connection has not ended since."""
        return self._connected.done() and not self._connected.cancelled() and not self._disconnected.done()

    @property
    def gone(self) -> asyncio.Future[None]:
        """Done when the connection has ended, for whatever reason."""
        return self._disconnected

    @property
    def last_words(self) -> str:
        """What the broker gave as its reason to end the connection, or else the socket; may be empty."""
        error = self._end()
        if isinstance(error, aiomqtt.MqttCodeError) and isinstance(error.rc, ReasonCode):
            reason = error.rc.getName()
            if reason != "Unspecified error":
                return reason
        return self._last_words

    def sever(self) -> None:
        """Close the socket at once; whoever waits for an acknowledgement is told that none will come."""
        self._client._sock_close()  # noqa: SLF001 - disconnect() needs a broker that still reads
        if not self._disconnected.done():
            self._disconnected.set_result(None)
        self._end()
        self._wake()

    def _end(self) -> BaseException | None:
        """The error that ended the connection; asyncio complains of one that nobody asks for."""
        if self._disconnected.cancelled() or not self._disconnected.done():
            return None
        return self._disconnected.exception()

    def _wake(self) -> None:
        for confirmation in self._pending_publishes.values():
            confirmation.set()

    async def _wait_for(self, fut: Awaitable[T], timeout: float | None) -> T:  # noqa: ASYNC109 - its signature
        # asyncio.wait_for, which aiomqtt takes, swallows a cancellation that comes together with the result
        # (python/cpython#86296, mended in 3.12), and a daemon that is told to stop then goes on for ever.
        try:
            async with asyncio.timeout(self.timeout if timeout is None else timeout):
                return await fut
        except TimeoutError:
            raise aiomqtt.MqttError("Operation timed out") from None

    @contextlib.contextmanager
    def _pending_call(self, mid: int, value: T, pending_dict: dict[int, T]) -> Iterator[None]:
        # Who waited for a turn may get it only now; paho would keep the message and say nothing.
        if self._disconnected.done():
            raise Unacknowledged
        with super()._pending_call(mid, value, pending_dict):
            yield
            # The broker's answer would have taken it from there: we were woken because none will come.
            if mid in pending_dict:
                raise Unacknowledged
        if reason := self._refusals.pop(mid, None):
            raise Refused(reason)

    def _on_connect(
        self,
        client: PahoClient,
        userdata: Any,
        flags: ConnectFlags,
        reason_code: ReasonCode,
        properties: Properties | None = None,
    ) -> None:
        allowed = getattr(properties, "ReceiveMaximum", MAX_IN_FLIGHT)
        self._outgoing_calls_sem = asyncio.Semaphore(min(allowed, MAX_IN_FLIGHT))
        super()._on_connect(client, userdata, flags, reason_code, properties)

    def _on_disconnect(
        self,
        client: PahoClient,
        userdata: Any,
        flags: DisconnectFlags,
        reason_code: ReasonCode,
        properties: Properties | None = None,
    ) -> None:
        if not self._connected.done():
            self._connected.set_exception(HungUp(self._last_words))
        super()._on_disconnect(client, userdata, flags, reason_code, properties)
        self._wake()

    def _on_publish(
        self, client: PahoClient, userdata: Any, mid: int, reason_code: ReasonCode, properties: Properties
    ) -> None:
        if reason_code.is_failure and mid in self._pending_publishes:
            self._refusals[mid] = reason_code.getName()
        super()._on_publish(client, userdata, mid, reason_code, properties)

    def _on_socket_register_write(
        self,
        client: PahoClient,
        userdata: Any,  # noqa: ARG002 - paho passes it
        sock: PahoSocket,
    ) -> None:
        number = sock.fileno()

        def register() -> None:
            # By now the socket may be closed, and its number another connection's.
            if client.socket() is sock:
                self._loop.add_writer(number, client.loop_write)

        self._loop.call_soon_threadsafe(register)

    def _on_log(self, _client: PahoClient, _userdata: Any, level: int, text: str) -> None:
        if level == LogLevel.MQTT_LOG_ERR:
            self._last_words = text
