"""`[[sources]]`: the block explorers and nodes that the chain is read from."""

from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator

from monitor.config.section import Section
from monitor.config.values import ApiUrl, Duration, Whole, host_of
from monitor.config.websocket import checked_websocket, websocket_of

_OWN_DOMAINS = (".localhost", ".local", ".lan", ".internal", ".home.arpa")
"""Of RFC 6761, 6762 and 8375, and what routers and companies use inside."""


PUBLIC_LIMIT = 600
"""Requests an hour to a source that is not one's own. blockstream.info grants 700, mempool.space does not say."""


def _limit_of(data: dict[str, Any]) -> int:
    host = urlsplit(data["url"]).hostname or ""
    return 0 if _is_ours(host) else PUBLIC_LIMIT


def _address_of(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_ours(host: str) -> bool:
    """Whether only a network of one's own can have this host."""
    address = _address_of(host)
    if address is None:
        return "." not in host or host.endswith(_OWN_DOMAINS)
    return address.is_private or address.is_loopback or address.is_link_local


def _operator_of(data: dict[str, Any]) -> str:
    """The domain that its host is registered under; for an address or a host of one's own, that and the port."""
    parts = urlsplit(data["url"])
    host = parts.hostname or ""
    labels = host.split(".")
    if _is_ours(host) or _address_of(host):
        return str(parts.netloc)
    # No list of public suffixes is kept: this catches "co.uk" and "com.au", and the key is there for the rest.
    second_level = len(labels[-1]) == 2 and len(labels[-2]) <= 3  # noqa: PLR2004 - country codes, "co", "com", "org"
    return ".".join(labels[-3 if second_level else -2 :])


class SourceSettings(Section):
    """One block explorer; the first healthy one in the list serves."""

    kind: str = "esplora"
    """The API it speaks; which ones there are, the composition root knows (`KINDS` in monitor/opening.py)."""
    url: ApiUrl
    """Base address of its API, without a slash at the end."""
    name: str = Field(default_factory=host_of, min_length=1)
    operator: str = Field(default_factory=_operator_of, min_length=1)
    """Who runs it: two sources of one operator do not confirm each other."""
    username: str | None = None
    password: SecretStr | None = None
    cookie_file: Path | None = None
    """Where Bitcoin Core writes a login at each start; instead of username and password."""
    timeout: Duration = Field(default=timedelta(seconds=30), ge=timedelta(seconds=1))
    """Longest silence of an answer."""
    connect_timeout: Duration = Field(default=timedelta(seconds=10), ge=timedelta(seconds=1))
    requests_per_hour: Whole = Field(default_factory=_limit_of, ge=0, le=1_000_000)
    """0 for no limit; by default that depends on whose source it is."""
    burst: Whole = Field(default=0, ge=0)
    """How many of them may leave at once; 0 for a fifth."""
    concurrency: Whole = Field(default=4, ge=1, le=64)
    push_url: Annotated[str | None, AfterValidator(checked_websocket)] = None
    """Its websocket; by default where a source of this kind has one."""

    @property
    def push(self) -> str | None:
        """The address of its websocket; None where it has none."""
        return self.push_url or websocket_of(self.kind, self.url)

    @model_validator(mode="after")
    def _one_login(self) -> Self:
        if self.password is not None and self.username is None:
            raise ValueError("password is given without username")
        if self.username is not None and self.cookie_file is not None:
            raise ValueError("both username and cookie_file are given; one of them is enough")
        if self.username is not None and ":" in self.username:
            raise ValueError("a username holds no colon (RFC 7617)")
        return self

    @model_validator(mode="after")
    def _burst_is_part_of_it(self) -> Self:
        if self.requests_per_hour and self.burst > self.requests_per_hour // 2:
            raise ValueError(
                f"burst {self.burst} is more than half of requests_per_hour {self.requests_per_hour}; "
                "the rest of the hour must not go without"
            )
        return self
