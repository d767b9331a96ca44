"""JSON-RPC of Bitcoin Core, in batches: a batch is answered with status 200 and an error beside each result.

A single call would be answered with 500 for each error by the releases before 28.0 and for calls of JSON-RPC 1.0.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Self, TypeVar

from monitor.bitcoin.block import MAX_BLOCK_SIZE
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceCannot, SourceDataError, SourceUnavailable
from monitor.explorers.bitcoind_wire import Reply, read_replies
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.login import login_of
from monitor.explorers.shapes import ShapeError

_T = TypeVar("_T")

NOT_FOUND = -5
OUT_OF_RANGE = -8
NO_SUCH_METHOD = -32601
WARMING_UP = -28
"""Codes of errors (Bitcoin Core, src/rpc/protocol.h)."""
_MAX_ANSWER = 2 * MAX_BLOCK_SIZE + 1_000_000
SCAN_PATIENCE = timedelta(minutes=10)
"""Looking through all unspent outputs takes a node minutes, during which it says nothing."""


class RpcRefused(Exception):
    """A call without a result: the node's code and words."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code

    def says(self, words: str) -> bool:
        """Whether the node's message holds these words, in whatever case."""
        return words in str(self).lower()


class Rpc:
    """The calls that a node takes."""

    def __init__(self, http: ExplorerHttp) -> None:
        self._http = http

    @classmethod
    def patient(cls, section: SourceSettings) -> Self:
        """For calls that take minutes, with connections of their own; `open` it."""
        longer = section.model_copy(update={"timeout": max(section.timeout, SCAN_PATIENCE)})
        return cls(ExplorerHttp.of(longer, credentials=login_of(section)))

    async def __aenter__(self) -> Self:
        await self._http.__aenter__()
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._http.__aexit__(*exc_info)

    async def call(self, method: str, *params: Any, check: Callable[[Any], _T]) -> _T:
        """The result of one call.

        Args:
            method: its name.
            params: its arguments, of JSON-ready values.
            check: turns the result into the answer, or raises `ShapeError`.

        Raises:
            RpcRefused: the node has no result, for a reason that the caller knows best.
            SourceError: no usable answer came; `SourceUnavailable` also while the node starts, `SourceCannot` where
                it does not know the method.
        """
        (answer,) = await self.calls(method, [params], check=check)
        if isinstance(answer, RpcRefused):
            raise answer
        return answer

    async def calls(
        self, method: str, params: Sequence[Sequence[Any]], *, check: Callable[[Any], _T]
    ) -> list[_T | RpcRefused]:
        """The results of several calls of one method, in their order; what has none is told in its place.

        Raises:
            SourceError: as for `call`.
        """
        batch = [
            {"jsonrpc": "2.0", "id": number, "method": method, "params": list(each)}
            for number, each in enumerate(params)
        ]
        replies = await self._http.post("", batch, read_replies, limit=_MAX_ANSWER, subject=f"rpc {method}")
        by_id = {reply.id: reply for reply in replies}
        if sorted(by_id) != list(range(len(batch))) or len(replies) != len(batch):
            what = f"rpc {method}: {len(replies)} answers do not fit {len(batch)} calls"
            raise SourceDataError(self._http.name, what)
        return [self._result(method, by_id[number], check) for number in range(len(batch))]

    def _result(self, method: str, reply: Reply, check: Callable[[Any], _T]) -> _T | RpcRefused:
        fault = reply.error
        if fault is None:
            try:
                return check(reply.result)
            except ShapeError as error:
                raise SourceDataError(self._http.name, f"rpc {method}: {error}") from error
        what = f"rpc {method}: {fault.code} {fault.message[:200]!r}"
        if fault.code == WARMING_UP:
            raise SourceUnavailable(self._http.name, what)
        if fault.code == NO_SUCH_METHOD:
            raise SourceCannot(self._http.name, what)
        return RpcRefused(fault.code, fault.message)
