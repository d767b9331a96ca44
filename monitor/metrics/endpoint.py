"""Serves the figures at /metrics, until the block ends."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from prometheus_client import CollectorRegistry, make_asgi_app

from monitor.errors import ConfigError, Problem
from monitor.metrics.figures import Status, StatusCollector
from monitor.serving import serving

CONNECTIONS = 20
"""Prometheus needs one; what is beyond gets 503."""


@asynccontextmanager
async def metrics_at(address: tuple[str, int], status: Callable[[], Status]) -> AsyncIterator[None]:
    """Serve `status`, the latest document, in Prometheus's text format.

    Args:
        address: IP address and port to listen on.
        status: gives the latest status document.

    Raises:
        ConfigError: this address cannot be listened on.
    """
    registry = CollectorRegistry()
    registry.register(StatusCollector(status))
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            what = f"cannot listen on {address[0]} port {address[1]}: {error.strerror}; name another"
            raise ConfigError([Problem("metrics.listen", what)]) from error
        async with serving(make_asgi_app(registry), listener, CONNECTIONS):
            yield
