"""A source over a simulated chain: one of the kinds, over real HTTP on loopback, with faults on demand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from http import HTTPStatus
from time import monotonic

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount, Route

from monitor.serving import serving
from monitor.simulation.answer import Answer
from monitor.simulation.chain import Chain
from monitor.simulation.dialect import Call, Dialect, Refusal, Render, path_and_query
from monitor.simulation.esplora_routes import esplora
from monitor.simulation.faults import Faults, Usual
from monitor.simulation.loopback import loopback_port
from monitor.simulation.view import View


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that came in."""

    path: str
    """Below the base, as in "/blocks/tip/hash"; for JSON-RPC, as in "/rpc/getblock"."""
    at: float
    """Seconds of `time.monotonic()`."""


class Explorer:
    """A running explorer. Blocks mined on the chain are served at once."""

    def __init__(self, chain: Chain, origin: str, dialect: Dialect) -> None:
        self.chain = chain
        self._dialect = dialect
        self.url = origin + dialect.base
        """The base URL, such as http://127.0.0.1:3000/api."""
        self.faults = Faults()
        self.shows_unmined: Callable[[str], bool] = lambda _txid: True
        """Which of the chain's unmined transactions it knows, by txid. Of those that conflict it tells of the
        one made last; a transaction that it may not show has never reached it, and replaces nothing."""
        self.requests: list[Asked] = []
        self._arrival = asyncio.Event()
        self.first_served: dict[str, float] = {}
        """When a block's raw bytes first went out whole: seconds of `time.monotonic()` by block hash."""

    def asked(self, pattern: str) -> list[Asked]:
        """The requests so far whose path below the base matches a pattern, such as "/block/*/raw"."""
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
        """The ASGI application that answers below the base."""
        dialect = self._dialect
        routes = [self._route(route, render) for route, render in dialect.routes.items()]
        if dialect.call:
            routes.append(Route("/", self._called(dialect.call), methods=["POST"]))
        return Starlette(routes=[Mount(dialect.base, routes=routes)])

    def _view(self, behind: int) -> View:
        return self.chain.view(behind, self.shows_unmined)

    def _route(self, route: str, render: Render) -> Route:
        path, understood = path_and_query(route)

        async def endpoint(request: Request) -> Answer:
            query = {name: request.query_params[name] for name in understood if name in request.query_params}

            def usual(behind: int) -> Answer:
                return _answer(lambda: render(self._view(behind), **request.path_params, **query))

            answer = await self._answered(request.url.path.removeprefix(self._dialect.base), usual)
            if route == self._dialect.raw_block and answer.status == HTTPStatus.OK and answer == usual(0):
                self.first_served.setdefault(request.path_params["block_hash"], monotonic())
            return answer

        return Route(path, endpoint)

    def _called(self, call: Call) -> Callable[[Request], Awaitable[Answer]]:
        async def endpoint(request: Request) -> Answer:
            body = await request.body()
            if self._dialect.refuses(request.headers.get("authorization", "")):
                return Answer(
                    b"", HTTPStatus.UNAUTHORIZED, headers={"www-authenticate": 'Basic realm="jsonrpc"'}
                )
            return await self._answered(
                self._dialect.name_of_call(body),
                lambda behind: _answer(lambda: call(self._view(behind), body)),
            )

        return endpoint

    async def _answered(self, path: str, usual: Usual) -> Answer:
        self._note(path)
        return await self.faults.answer(path, usual)


def _answer(render: Callable[[], Answer]) -> Answer:
    try:
        return render()
    except Refusal as refusal:
        return refusal.answer


@asynccontextmanager
async def serve_explorer(
    chain: Chain, dialect: Dialect | None = None, *, port: int = 0
) -> AsyncIterator[Explorer]:
    """Serve the chain until the block ends.

    Args:
        chain: what to serve; it may go on growing meanwhile.
        dialect: the kind of server; Blockstream's by default.
        port: on the loopback interface; a free one by default.

    Raises:
        OSError: the port is taken.
    """
    with loopback_port(port) as (listener, origin):
        explorer = Explorer(chain, origin, dialect or esplora())
        async with serving(explorer.application(), listener):
            try:
                yield explorer
            finally:
                explorer.faults.clear()
