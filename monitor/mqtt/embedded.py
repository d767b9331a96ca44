"""A broker in our own process, for the demo and for a single machine that has none.

It is amqtt: MQTT 3.1.1 only, no TLS, nothing on disk. It forgets what is queued for an absent subscriber,
whatever kind of session that has; retained messages last until the process ends. Where alerts must not be
missed, use mosquitto.
"""

import asyncio
import hmac
import ipaddress
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import structlog
from amqtt.adapters import StreamReaderAdapter, StreamWriterAdapter
from amqtt.broker import Broker
from amqtt.contexts import BrokerConfig, ListenerConfig, ListenerType
from amqtt.plugins.base import BaseAuthPlugin
from amqtt.session import Session

from monitor.errors import BrokerError, ConfigError, Problem
from monitor.mqtt.address import BrokerAddress, Protocol

log = structlog.get_logger()

LIMITS = "MQTT 3.1.1 without TLS; forgets what is queued for absent subscribers, and everything when it ends"
_LISTENER = "default"


@dataclass(frozen=True, slots=True)
class Login:
    """Who may connect."""

    username: str
    password: str = field(repr=False)


@asynccontextmanager
async def embedded_broker(bind: str, port: int, login: Login | None = None) -> AsyncIterator[BrokerAddress]:
    """Serve on an IP address and port (0: any free one) of this machine; gives the address to connect to.

    Raises:
        ConfigError: everybody would be let in from other machines.
        BrokerError: the port is taken, or the address is not ours.
    """
    if login is None and not ipaddress.ip_address(bind).is_loopback:
        what = (
            f"without user and password it may only listen on this machine itself (127.0.0.1), not on {bind}"
        )
        raise ConfigError([Problem("mqtt.embedded", what)])
    with _quiet():
        door = _Door(_broker(login))
        actual_port = await door.open(bind, port)
        log.info("mqtt.embedded_broker_started", address=f"{bind}:{actual_port}", note=LIMITS)
        try:
            yield _address(bind, actual_port, login)
        finally:
            await door.close()


class Doorkeeper(BaseAuthPlugin):  # type: ignore[misc]  # amqtt is untyped
    """amqtt finds this class by its name, and hands it the configuration as an instance of `Config`."""

    @dataclass
    class Config:
        """Who may connect; None: everybody."""

        login: Login | None = None

    async def authenticate(self, *, session: Session) -> bool:
        """Whether the client of this session may come in."""
        login: Login | None = self.config.login
        if login is None:
            session.is_anonymous = True
            return True
        given = f"{session.username}\0{session.password}"
        return hmac.compare_digest(given.encode(), f"{login.username}\0{login.password}".encode())


class _Door:
    """Lets connections in to the broker, and out again when it ends.

    amqtt could listen by itself, but would not tell which port it got, nor end a connection that has not sent
    its CONNECT yet.
    """

    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self._server: asyncio.Server | None = None
        self._visits: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def open(self, bind: str, port: int) -> int:
        """Begin to listen; gives the port."""
        await self._broker.start()
        try:
            self._server = await asyncio.start_server(self._visit, bind, port)
        except OSError as error:
            await self._broker.shutdown()
            raise BrokerError(
                f"the embedded broker cannot listen on {bind}:{port}: {error.strerror}"
            ) from error
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Stop listening, end every connection, and return when all is quiet."""
        assert self._server is not None
        self._server.close()
        await self._broker.shutdown()
        for writer in self._visits.values():
            writer.close()
        await asyncio.gather(*self._visits, return_exceptions=True)
        await self._server.wait_closed()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.current_task()
        assert visit is not None
        self._visits[visit] = writer
        try:
            await self._broker.external_connected(
                StreamReaderAdapter(reader), StreamWriterAdapter(writer), _LISTENER
            )
        finally:
            del self._visits[visit]
            writer.close()


def _broker(login: Login | None) -> Broker:
    return Broker(
        BrokerConfig(
            listeners={_LISTENER: ListenerConfig(type=ListenerType.EXTERNAL)},
            plugins={f"{__name__}.{Doorkeeper.__name__}": {"login": login}},
        )
    )


def _address(host: str, port: int, login: Login | None) -> BrokerAddress:
    return BrokerAddress(
        host=host,
        port=port,
        username=login.username if login else None,
        password=login.password if login else None,
        protocol=Protocol.V311,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Hush amqtt, which warns of every client that goes away, and writes tracebacks of what it survives."""
    loggers = [logging.getLogger(name) for name in ("amqtt", "transitions")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
