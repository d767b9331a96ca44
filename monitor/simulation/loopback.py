"""Where simulated servers listen: on this machine only."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

LOOPBACK = "127.0.0.1"


@contextmanager
def loopback_port(port: int = 0) -> Iterator[tuple[socket.socket, str]]:
    """A bound socket on the loopback interface, and its origin, such as "http://127.0.0.1:3000".

    Args:
        port: which; a free one by default.

    Raises:
        OSError: the port is taken.
    """
    # Only where the protocol is named does asyncio set TCP_NODELAY; without it every answer waits for 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        yield listener, f"http://{LOOPBACK}:{listener.getsockname()[1]}"
