"""Where the broker is, and who we are to it."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path


class Protocol(StrEnum):
    """The version of MQTT to speak."""

    AUTO = "auto"
    """MQTT 5, and 3.1.1 with a broker that does not know it."""
    V5 = "5"
    V311 = "3.1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFiles:
    """What an encrypted connection is checked against and proves itself with; all of it PEM.

    The broker's certificate and its host name are always verified.
    """

    ca_file: Path | None = None
    """Certificates to trust instead of the system's."""
    cert_file: Path | None = None
    """Our own certificate, for a broker that asks for one."""
    key_file: Path | None = None
    """None: the key is in `cert_file` too."""
    key_password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerAddress:
    """All that is needed to connect, except the will."""

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: TlsFiles | None = None
    """None: not encrypted."""
    client_id: str | None = None
    """A broker keeps one connection for each id: a second one ends the first. None: a random one."""
    protocol: Protocol = Protocol.AUTO
    keepalive: timedelta = timedelta(seconds=30)
    """A broker that is silent for this long, twice, counts as lost. Whole seconds."""
    timeout: timedelta = timedelta(seconds=10)
    """How long to wait for the network, for the TLS handshake, and for each answer of the broker."""

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"
