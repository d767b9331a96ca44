"""From where documents may be fetched: the allow-list, and what of an address is refused before anything is sent.

An entry is written in one of two ways:

| entry                     | allows                                                                            |
|---------------------------|-----------------------------------------------------------------------------------|
| `globenewswire.com`       | that host and all below it, over https on its usual port, at public addresses     |
| `http://127.0.0.1:8000`   | exactly that origin, over what it says, wherever it is: a server of one's own      |
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import httpx

from monitor.errors import DocumentRefused, Rule

LONGEST_ADDRESS = 2_000
"""Characters of an address; browsers and servers stop at about as many."""
_NAME = re.compile(r"[a-z0-9.-]+")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked."""

    url: httpx.URL
    """Without a fragment."""
    private: bool
    """Whether its host may be at an address that is not public."""

    @property
    def host(self) -> str:
        """The host in ASCII, lower case."""
        return host_of(self.url)

    @property
    def port(self) -> int:
        """The port, also where it is the usual one."""
        return self.url.port or _PORTS[self.url.scheme]


@dataclass(frozen=True, slots=True)
class AllowList:
    """Hosts and origins that documents may come from."""

    hosts: frozenset[str]
    """Names in ASCII, lower case; what is below them is allowed as well."""
    origins: frozenset[tuple[str, str, int]]
    """Scheme, host and port of servers of one's own."""

    @classmethod
    def of(cls, entries: Iterable[str]) -> Self:
        """An allow-list of entries as they are configured.

        Raises:
            ValueError: one is neither the name of a host nor an origin; the message says which.
        """
        hosts: set[str] = set()
        origins: set[tuple[str, str, int]] = set()
        for entry in entries:
            if "://" in entry:
                origins.add(_origin_entry(entry))
            else:
                hosts.add(_host_entry(entry))
        return cls(frozenset(hosts), frozenset(origins))

    def target(self, address: str) -> Target:
        """What an address asks for, if it may be asked.

        Raises:
            DocumentRefused: it is no address, or none that is allowed; the message says why.
        """
        url = _parsed(address)
        if url.userinfo:
            raise DocumentRefused(shown(url), "its address holds a user or password", Rule.ADDRESS)
        if origin_of(url) in self.origins:
            return Target(url, private=True)
        if url.scheme != "https":
            what = f"only https is fetched, not {url.scheme}; a server of your own is allowed by its origin"
            raise DocumentRefused(shown(url), f"{what}, as in http://127.0.0.1:8000", Rule.SCHEME)
        if url.port not in {None, _PORTS["https"]} or not self._knows(host_of(url)):
            what = f"{url.netloc.decode()} is not among the hosts that documents may come from"
            raise DocumentRefused(shown(url), f"{what}; disclosures.hosts lists them", Rule.HOST)
        return Target(url, private=False)

    def allows(self, address: str) -> bool:
        """Whether an address may be asked."""
        try:
            self.target(address)
        except DocumentRefused:
            return False
        return True

    def _knows(self, host: str) -> bool:
        labels = host.split(".")
        return any(".".join(labels[start:]) in self.hosts for start in range(len(labels)))


def host_of(url: httpx.URL) -> str:
    """The host of an address in ASCII, lower case, without the dot of the root."""
    return url.raw_host.decode("ascii").lower().removesuffix(".")


def origin_of(url: httpx.URL) -> tuple[str, str, int]:
    """Scheme, host and port of an address (RFC 6454)."""
    return url.scheme, host_of(url), url.port or _PORTS.get(url.scheme, 0)


def shown(url: httpx.URL) -> str:
    """An address for messages: without what may be a secret in it, its user, password and query."""
    return str(url.copy_with(username=None, password=None, query=None))


def _parsed(address: str) -> httpx.URL:
    if len(address) > LONGEST_ADDRESS:
        what = f"its address is longer than {LONGEST_ADDRESS:,} characters"
        raise DocumentRefused(f"{address[:80]}…", what, Rule.ADDRESS)
    try:
        url = httpx.URL(address.strip()).copy_with(fragment=None)
        url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise DocumentRefused(f"{address[:80]!r}", f"it is no address: {error}", Rule.ADDRESS) from error
    if url.scheme not in _PORTS or not url.raw_host:
        what = "it is no address of the web; write it like https://…"
        raise DocumentRefused(f"{address[:80]!r}", what, Rule.SCHEME)
    return url


def _origin_entry(entry: str) -> tuple[str, str, int]:
    try:
        url = httpx.URL(entry)
    except httpx.InvalidURL as error:
        raise ValueError(f"{entry!r} is no origin: {error}") from error
    if url.scheme not in _PORTS or not url.host or url.userinfo or url.raw_path not in {b"", b"/"}:
        raise ValueError(f'{entry!r} is no origin; write it like "http://127.0.0.1:8000"')
    return origin_of(url)


def _host_entry(entry: str) -> str:
    try:
        url = httpx.URL(f"https://{entry}/")
    except httpx.InvalidURL as error:
        raise ValueError(f"{entry!r} is no name of a host: {error}") from error
    host = host_of(url)
    if host != entry.lower().removesuffix(".") or "." not in host or not _NAME.fullmatch(host):
        raise ValueError(f'{entry!r} is no name of a host; write it like "globenewswire.com"')
    return host
