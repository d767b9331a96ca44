"""How many requests the work in the background may make, so that it never takes from what follows the tip."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from monitor.pipeline.ports import HistoryPage, Source, Totals, Utxo

_Answer = TypeVar("_Answer")

_BURST_PART = 12
"""A twelfth of an hour's requests may be saved up and made at once."""
_LEAST_BURST = 20


class AllowanceSpent(Exception):
    """No request is left for now. Nothing is wrong: what was read is kept, and reading goes on later."""


class Allowance:
    """A token bucket. Times are seconds of one monotonic clock.

    Args:
        per_hour: requests that become available in an hour.
        now: tells the time.
    """

    def __init__(self, per_hour: int, now: Callable[[], float]) -> None:
        self._per_second = per_hour / 3600
        self._most = float(max(_LEAST_BURST, per_hour // _BURST_PART))
        self._left = self._most
        self._now = now
        self._at: float | None = None

    def take(self) -> None:
        """Use one request.

        Raises:
            AllowanceSpent: none is left.
        """
        now = self._now()
        if self._at is not None:
            self._left = min(self._most, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            raise AllowanceSpent
        self._left -= 1


class Transactions(Protocol):
    """Who can be asked for a transaction."""

    async def raw_transaction(self, txid: str) -> bytes:
        """A transaction in consensus serialization, confirmed or not."""


class Frugal:
    """One source, asked within an allowance. Every question may raise `AllowanceSpent`, and what `Source` may.

    Args:
        source: whom to ask.
        allowance: what is taken from.
        on_request: called before each request: the work gets on.
    """

    def __init__(self, source: Source, allowance: Allowance, on_request: Callable[[], None]) -> None:
        self._source = source
        self._allowance = allowance
        self._on_request = on_request

    @property
    def name(self) -> str:
        """The name of the source."""
        return self._source.name

    async def block_hash(self, height: int) -> str:
        """See `Source`."""
        return await self._ask(lambda: self._source.block_hash(height))

    async def header(self, block_hash: str) -> bytes:
        """See `Source`."""
        return await self._ask(lambda: self._source.header(block_hash))

    async def raw_block(self, block_hash: str) -> bytes:
        """See `Source`."""
        return await self._ask(lambda: self._source.raw_block(block_hash))

    async def raw_transaction(self, txid: str) -> bytes:
        """See `Source`."""
        return await self._ask(lambda: self._source.raw_transaction(txid))

    async def history(self, script_pubkey: bytes, cursor: str | None) -> HistoryPage:
        """See `Source`."""
        return await self._ask(lambda: self._source.history(script_pubkey, cursor))

    async def totals(self, script_pubkey: bytes) -> Totals:
        """See `Source`."""
        return await self._ask(lambda: self._source.totals(script_pubkey))

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """See `Source`."""
        return await self._ask(lambda: self._source.unspent(script_pubkey))

    async def _ask(self, question: Callable[[], Awaitable[_Answer]]) -> _Answer:
        self._allowance.take()
        self._on_request()
        return await question()
