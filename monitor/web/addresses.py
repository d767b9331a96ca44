"""At which addresses a host is, and which of them a fetch may go to."""

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

IpAddress = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address, and that is where it leads."""


async def resolved(host: str, port: int) -> Sequence[IpAddress]:
    """The addresses of a host, in the order in which the system would try them; each once.

    Raises:
        OSError: the name cannot be resolved.
    """
    try:
        return (ip_address(host.strip("[]")),)
    except ValueError:
        pass
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(str(where[0]).partition("%")[0]) for *_, where in found))


def is_public(address: IpAddress) -> bool:
    """Whether an address belongs to the public internet, also where it hides another one in itself."""
    if isinstance(address, IPv6Address):
        hidden = address.ipv4_mapped or address.sixtofour or _behind_nat64(address)
        if hidden is not None:
            return is_public(hidden)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def _behind_nat64(address: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(address) & 0xFFFF_FFFF) if address in _NAT64 else None
