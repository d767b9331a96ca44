"""An explorer over a simulated chain: the Esplora API over real HTTP on loopback, with faults on demand."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from http import HTTPStatus
from time import monotonic

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount, Route

from monitor.simulation.answer import Answer
from monitor.simulation.chain import Chain
from monitor.simulation.esplora_routes import RAW_BLOCK, ROUTES, Refusal, Render
from monitor.simulation.faults import Faults
from monitor.simulation.view import Known, View, without_replaced

LOOPBACK = "127.0.0.1"
SHUTDOWN_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that came in."""

    path: str
    """Below /api, as in "/blocks/tip/hash"."""
    at: float
    """Seconds of `time.monotonic()`."""


class Explorer:
    """A running explorer. Blocks mined on the chain are served at once."""

    def __init__(self, chain: Chain, url: str) -> None:
        self.chain = chain
        self.url = url
        """The base URL, ending in /api."""
        self.faults = Faults()
        self.shows_unmined: Callable[[str], bool] = lambda _txid: True
        """Which of the chain's unmined transactions it knows, by txid. Of those that conflict it tells of the
        one made last; a transaction that it may not show has never reached it, and replaces nothing."""
        self.requests: list[Asked] = []
        self._arrival = asyncio.Event()
        self.first_served: dict[str, float] = {}
        """When a block's raw bytes first went out whole: seconds of `time.monotonic()` by block hash."""

    def asked(self, pattern: str) -> list[Asked]:
        """The requests so far whose path below /api matches a pattern, such as "/block/*/raw"."""
        return [request for request in self.requests if fnmatchcase(request.path, pattern)]

    async def until_asked(self, pattern: str, times: int = 1) -> None:
        """Wait until so many matching requests have come in; those that hang count."""
        while len(self.asked(pattern)) < times:
            await self._arrival.wait()

    def _note(self, path: str) -> None:
        self.requests.append(Asked(path, monotonic()))
        self._arrival.set()
        self._arrival = asyncio.Event()

    def application(self) -> Starlette:
        """The ASGI application that answers below /api."""
        routes = [Route(path, self._endpoint(path, render)) for path, render in ROUTES.items()]
        return Starlette(routes=[Mount("/api", routes=routes)])

    def _view(self, behind: int) -> View:
        waiting = [
            Known(transaction.txid, transaction, self.chain.coins_spent_by(transaction))
            for transaction in self.chain.unmined
            if self.shows_unmined(transaction.txid)
        ]
        return View(self.chain.tree, behind, without_replaced(waiting))

    def _endpoint(self, route: str, render: Render) -> Callable[[Request], Awaitable[Answer]]:
        async def endpoint(request: Request) -> Answer:
            def usual(behind: int) -> Answer:
                return _answer(render, self._view(behind), request.path_params)

            path = request.url.path.removeprefix("/api")
            self._note(path)
            answer = await self.faults.answer(path, usual)
            if route == RAW_BLOCK and answer.status == HTTPStatus.OK and answer == usual(0):
                self.first_served.setdefault(request.path_params["block_hash"], monotonic())
            return answer

        return endpoint


def _answer(render: Render, view: View, parts: Mapping[str, str]) -> Answer:
    try:
        return render(view, **parts)
    except Refusal as refusal:
        return refusal.answer


@asynccontextmanager
async def serve_explorer(chain: Chain, *, port: int = 0) -> AsyncIterator[Explorer]:
    """Serve the chain until the block ends.

    Args:
        chain: what to serve; it may go on growing meanwhile.
        port: on the loopback interface; a free one by default.

    Raises:
        OSError: the port is taken.
    """
    # Only where the protocol is named does asyncio set TCP_NODELAY; without it every answer waits for 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        explorer = Explorer(chain, f"http://{LOOPBACK}:{listener.getsockname()[1]}/api")
        async with _serving(explorer.application(), listener):
            try:
                yield explorer
            finally:
                explorer.faults.clear()


@asynccontextmanager
async def _serving(application: Starlette, listener: socket.socket) -> AsyncIterator[None]:
    """Serve in the running event loop: uvicorn's start and stop, without its signals and messages."""
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
