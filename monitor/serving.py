"""An HTTP server in the running event loop: uvicorn's start and stop, without its signals and messages."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn

SHUTDOWN_SECONDS = 1
KEEP_ALIVE_SECONDS = 15
"""So long an idle connection is kept: longer than clients keep theirs, as a request that leaves in the moment in which
the server closes is lost."""


@asynccontextmanager
async def serving(
    application: Any, listener: socket.socket, connections: int | None = None
) -> AsyncIterator[None]:
    """Serve until the block ends.

    Args:
        application: what answers (ASGI 3.0).
        listener: a bound socket; it is closed at the end.
        connections: how many may be open at once; a further one is answered with 503. No limit by default.
    """
    config = uvicorn.Config(
        application,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        limit_concurrency=connections,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    try:
        yield
    finally:
        await server.shutdown(sockets=[listener])
