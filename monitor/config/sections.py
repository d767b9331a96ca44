"""The sections of the configuration. Each adapter gets its own one and no other.

The meaning of each key is in `config/minerflow.toml` and docs/configuration.md; a test keeps the three equal.
"""

from datetime import timedelta
from decimal import Decimal
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)

from monitor.config.section import Section
from monitor.config.shipped import shipped
from monitor.config.values import ApiUrl, Btc, Duration, Whole, host_of
from monitor.money import sats_from_btc

SHIPPED = "shipped"
"""Written instead of a path: the file or folder that comes with Minerflow."""

_IPV6 = 6
_LAST_PORT = 65535


def _parse_start(value: object) -> object:
    text = str(value)
    if text == "tip":
        return text
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal()):
        raise ValueError(f'it is {value!r}, but it should be "tip" or the height of a block')
    return int(text)


class FollowSettings(Section):
    """How the chain is followed."""

    mode: Literal["auto", "blocks", "addresses"] = "auto"
    interval: Duration = Field(default=timedelta(seconds=10), ge=timedelta(seconds=1), le=timedelta(hours=1))
    address_requests: Whole = Field(default=200, ge=1, le=1_000_000)
    """Requests an hour for the histories of miners' scripts and, in address mode, for polling them."""
    start: Annotated[Literal["tip"] | int, BeforeValidator(_parse_start)] = "tip"
    """Where a new database begins; an old one goes on from its checkpoint."""
    final_depth: Whole = Field(default=6, ge=1, le=1000)
    max_reorg_depth: Whole = Field(default=100, ge=1, le=1000)

    @model_validator(mode="after")
    def _reorgs_reach_final(self) -> Self:
        if self.max_reorg_depth < self.final_depth:
            raise ValueError(
                f"max_reorg_depth {self.max_reorg_depth} is below final_depth {self.final_depth}; "
                "a flag that is not final yet must be open to retraction"
            )
        return self


class LabelSettings(Section):
    """Who owns which address."""

    entities: Path = Field(default_factory=lambda: shipped("entities.yaml"))
    paths: tuple[Path, ...] = Field(default_factory=lambda: (shipped("labels"),))
    """Files, or folders of files."""
    index: Path | None = None
    """The file that a large label set is looked up in; by default `labels.index` beside the database."""

    @field_validator("entities", mode="before")
    @classmethod
    def _shipped_entities(cls, value: object) -> object:
        return shipped("entities.yaml") if value == SHIPPED else value

    @field_validator("paths", mode="before")
    @classmethod
    def _shipped_labels(cls, value: object) -> object:
        if not isinstance(value, list | tuple):
            return value
        return [shipped("labels") if item == SHIPPED else item for item in value]


class LearningSettings(Section):
    """What the chain teaches about scripts that nobody has labelled."""

    enabled: bool = True
    max_candidates: int = Field(default=20_000, ge=0, le=1_000_000)
    """Open candidates of each kind; the least supported give way."""
    lookups_per_hour: int = Field(default=120, ge=0, le=1_000_000)
    """Requests an hour to look up who filled what was swept; 0 for none."""


class FlagSettings(Section):
    """Which transfers are told."""

    min_btc: Btc = Decimal(1)

    @property
    def min_sats(self) -> int:
        """The smallest flagged transfer in satoshis."""
        return sats_from_btc(self.min_btc)


class TrailSettings(Section):
    """How far what miners pay to unlabelled scripts is followed."""

    enabled: bool = True
    min_btc: Btc = Decimal(1)
    """An outflow to unlabelled scripts below this is not followed."""
    max_hops: Whole = Field(default=3, ge=1, le=20)
    max_age: Duration = Field(default=timedelta(days=90), ge=timedelta(minutes=1), le=timedelta(days=3650))
    share_floor: Whole = Field(default=1, ge=0, le=1000)
    """Thousandths of the outflow: a smaller part is not followed."""
    min_part_btc: Btc = Decimal("0.01")
    """Nor is a part below this."""
    crowd: Whole = Field(default=5, ge=2, le=10_000)
    """So many strangers' scripts beside ours make a transaction a service's."""
    max_parts: Whole = Field(default=100_000, ge=100, le=10_000_000)
    """So many parts are followed at once; of more the smallest are let go."""

    @model_validator(mode="after")
    def _is_worth_it(self) -> Self:
        if not self.min_btc:
            raise ValueError("min_btc must be more than 0: nobody can follow every satoshi")
        return self


class EpisodeSettings(Section):
    """Which flags belong together."""

    window: Duration = Field(default=timedelta(hours=24), ge=timedelta(minutes=1), le=timedelta(days=365))
    span: Duration = Field(default=timedelta(hours=72), ge=timedelta(minutes=1), le=timedelta(days=365))

    @model_validator(mode="after")
    def _span_holds_window(self) -> Self:
        if self.span < self.window:
            raise ValueError(f"span {self.span} is shorter than window {self.window}")
        return self


class SeveritySettings(Section):
    """From which amount on an episode is how loud."""

    notice_btc: Btc = Decimal(10)
    warning_btc: Btc = Decimal(100)
    critical_btc: Btc = Decimal(1000)

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.notice_btc <= self.warning_btc <= self.critical_btc:
            raise ValueError("notice_btc, warning_btc and critical_btc must rise in this order")
        return self

    @property
    def notice_sats(self) -> int:
        """Satoshis from which an episode is a notice."""
        return sats_from_btc(self.notice_btc)

    @property
    def warning_sats(self) -> int:
        """Satoshis from which an episode is a warning."""
        return sats_from_btc(self.warning_btc)

    @property
    def critical_sats(self) -> int:
        """Satoshis from which an episode is critical."""
        return sats_from_btc(self.critical_btc)


class ReconciliationSettings(Section):
    """How statements of a company are laid beside its flags."""

    lead_days: Whole = Field(default=0, ge=0, le=90)


class AgreementSettings(Section):
    """How long a second source is waited for."""

    patience: Duration = Field(default=timedelta(seconds=2), ge=timedelta(0), le=timedelta(minutes=1))
    page_after: Duration = Field(default=timedelta(minutes=2), ge=timedelta(0), le=timedelta(hours=24))


class TlsSettings(Section):
    """How the connection to the broker is encrypted."""

    enabled: bool = False
    ca_file: Path | None = None
    """Certificates to trust instead of the system's."""
    cert_file: Path | None = None
    key_file: Path | None = None
    key_password: SecretStr | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.cert_file is None) != (self.key_file is None):
            raise ValueError("cert_file and key_file belong together; one of them is missing")
        if self.key_password is not None and self.key_file is None:
            raise ValueError("key_password is given without key_file")
        if not self.enabled and any((self.ca_file, self.cert_file)):
            raise ValueError("certificates are given, but enabled is false")
        return self


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) else value


class MqttSettings(Section):
    """The broker that alerts are published to."""

    host: str = Field(default="localhost", min_length=1)
    port: Whole = Field(default=1883, ge=1, le=65535)
    username: str | None = None
    password: SecretStr | None = None
    client_id: str = Field(default="minerflow", min_length=1, max_length=65535)
    protocol: Annotated[Literal["auto", "5", "3.1.1"], BeforeValidator(_as_text)] = "auto"
    keepalive: Duration = Field(
        default=timedelta(seconds=30), ge=timedelta(seconds=5), le=timedelta(seconds=65535)
    )
    prefix: str = Field(default="minerflow", min_length=1)
    embedded: bool = False
    """Run a broker of our own on this host and port."""
    tls: TlsSettings = Field(default_factory=TlsSettings)

    @field_validator("prefix")
    @classmethod
    def _is_topic(cls, prefix: str) -> str:
        if set(prefix) & set("+#\0") or prefix.startswith(("/", "$")) or prefix.endswith("/"):
            raise ValueError('it begins a topic: no "+", no "#", no "/" at its ends, no "$" before it')
        return prefix

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.password is not None and self.username is None:
            raise ValueError("password is given without username")
        if self.embedded and (self.tls.enabled or self.username):
            raise ValueError("the embedded broker knows neither TLS nor users; use mosquitto for that")
        return self


class LogSettings(Section):
    """What is logged, and how."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["auto", "json", "console"] = "auto"


class MetricsSettings(Section):
    """Where Prometheus may fetch figures."""

    listen: str | None = None
    """Address and port; None serves nothing."""

    @field_validator("listen")
    @classmethod
    def _is_address(cls, listen: str | None) -> str | None:
        if listen is not None and _host_and_port(listen) is None:
            raise ValueError(
                f'{listen!r} is no address and port; write it like "127.0.0.1:9487" or "[::1]:9487"'
            )
        return listen

    @property
    def address(self) -> tuple[str, int] | None:
        """The IP address and the port to listen on."""
        return None if self.listen is None else _host_and_port(self.listen)


def _host_and_port(text: str) -> tuple[str, int] | None:
    host, _, port = text.rpartition(":")
    try:
        address = ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
    is_written_right = host == (f"[{address}]" if address.version == _IPV6 else str(address))
    if not is_written_right or not (port.isascii() and port.isdecimal()) or not 0 < int(port) <= _LAST_PORT:
        return None
    return str(address), int(port)


class StatusSettings(Section):
    """The heartbeat on the status topic."""

    interval: Duration = Field(default=timedelta(seconds=30), ge=timedelta(seconds=1), le=timedelta(hours=1))


class PriceSettings(Section):
    """One provider of BTC/USD prices. All are asked, and held against each other."""

    kind: Literal["mempool", "coinbase"]
    url: ApiUrl
    """Base address of its API, without a slash at the end."""
    name: str = Field(default_factory=host_of, min_length=1)
    timeout: Duration = Field(default=timedelta(seconds=10), ge=timedelta(seconds=1))


class MarketSettings(Section):
    """Dollars and hashprice."""

    interval: Duration = Field(default=timedelta(minutes=10), ge=timedelta(seconds=1), le=timedelta(hours=1))
