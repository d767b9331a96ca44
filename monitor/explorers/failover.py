"""Several sources as one: the first that answers serves."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog

from monitor.errors import SourceUnavailable
from monitor.pipeline.ports import BlockSource, Utxo

log = structlog.get_logger()

Answer = TypeVar("Answer")


class Failover:
    """A `BlockSource` over several, in the order of the configuration.

    It stays with the source that answers, so that one view of the chain is followed as long as possible, and
    returns to an earlier one only when the present one fails. Whatever comes is proven by the caller, so a
    change of source in the middle of a walk can do no harm.

    Args:
        sources: one or more.
    """

    def __init__(self, sources: Sequence[BlockSource]) -> None:
        self._sources = list(sources)
        self._current = 0

    @property
    def name(self) -> str:
        """The name of the source that serves."""
        return self._sources[self._current].name

    async def tip_hash(self) -> str:
        """See `BlockSource`."""
        return await self._ask(lambda source: source.tip_hash())

    async def tip_height(self) -> int:
        """See `BlockSource`."""
        return await self._ask(lambda source: source.tip_height())

    async def block_hash(self, height: int) -> str:
        """See `BlockSource`."""
        return await self._ask(lambda source: source.block_hash(height))

    async def header(self, block_hash: str) -> bytes:
        """See `BlockSource`."""
        return await self._ask(lambda source: source.header(block_hash))

    async def raw_block(self, block_hash: str) -> bytes:
        """See `BlockSource`."""
        return await self._ask(lambda source: source.raw_block(block_hash))

    async def raw_transaction(self, txid: str) -> bytes:
        """See `BlockSource`."""
        return await self._ask(lambda source: source.raw_transaction(txid))

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """See `BlockSource`."""
        return await self._ask(lambda source: source.unspent(script_pubkey))

    def pass_over(self) -> None:
        """Let the next source serve: the present one served something that failed its proof."""
        self._move(1)

    async def _ask(self, question: Callable[[BlockSource], Awaitable[Answer]]) -> Answer:
        failures: list[SourceUnavailable] = []
        for _ in self._sources:
            try:
                return await question(self._sources[self._current])
            except SourceUnavailable as error:
                failures.append(error)
                self._move(1)
        if len(failures) == 1:
            raise failures[0]
        waits = [error.retry_after for error in failures if error.retry_after is not None]
        raise SourceUnavailable(
            "all sources",
            "; ".join(str(error) for error in failures),
            retry_after=min(waits) if len(waits) == len(failures) else None,
        )

    def _move(self, steps: int) -> None:
        before = self.name
        self._current = (self._current + steps) % len(self._sources)
        if self.name != before:
            log.info("source.switched", left=before, now=self.name)
