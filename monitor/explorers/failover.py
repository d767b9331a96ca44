"""Several sources as one: the first that answers serves."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog

from monitor.errors import SourceCannot, SourceUnavailable
from monitor.pipeline.ports import HistoryPage, Source, Totals, Utxo

log = structlog.get_logger()

Answer = TypeVar("Answer")


class Failover:
    """A `Source` over several, in the order of the configuration.

    It stays with the source that answers, so that one view of the chain is followed as long as possible, and
    returns to an earlier one only when the present one fails. Whatever comes is proven by the caller, so a
    change of source in the middle of a walk can do no harm.

    Args:
        sources: one or more.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = list(sources)
        self._current = 0
        self._serving = self.name

    @property
    def name(self) -> str:
        """The name of the source that serves."""
        return self._sources[self._current].name

    async def tip_hash(self) -> str:
        """See `Source`."""
        return await self._ask(lambda source: source.tip_hash())

    async def tip_height(self) -> int:
        """See `Source`."""
        return await self._ask(lambda source: source.tip_height())

    async def block_hash(self, height: int) -> str:
        """See `Source`."""
        return await self._ask(lambda source: source.block_hash(height))

    async def header(self, block_hash: str) -> bytes:
        """See `Source`."""
        return await self._ask(lambda source: source.header(block_hash))

    async def headers(self, first: int, count: int) -> Sequence[bytes]:
        """See `Source`."""
        return await self._ask(lambda source: source.headers(first, count))

    async def raw_block(self, block_hash: str) -> bytes:
        """See `Source`."""
        return await self._ask(lambda source: source.raw_block(block_hash))

    async def raw_transaction(self, txid: str) -> bytes:
        """See `Source`."""
        return await self._ask(lambda source: source.raw_transaction(txid))

    async def block_of(self, txid: str) -> str | None:
        """See `Source`."""
        return await self._ask(lambda source: source.block_of(txid))

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """See `Source`."""
        return await self._ask(lambda source: source.unspent(script_pubkey))

    async def history(self, script_pubkey: bytes, cursor: str | None = None) -> HistoryPage:
        """See `Source`. A cursor means something only to the source that gave it."""
        return await self._ask(lambda source: source.history(script_pubkey, cursor))

    async def totals(self, script_pubkey: bytes) -> Totals:
        """See `Source`."""
        return await self._ask(lambda source: source.totals(script_pubkey))

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        """See `Source`."""
        return await self._ask(lambda source: source.pending(script_pubkey))

    def members(self) -> Sequence[Source]:
        """See `Sources`."""
        return [*self._sources[self._current :], *self._sources[: self._current]]

    def quarantine(self, source: str, reason: str) -> None:
        """See `Sources`."""
        log.error("source.quarantined", source=source, reason=reason)
        if source == self.name:
            self.pass_over()

    def pass_over(self) -> None:
        """See `Sources`."""
        self._current = (self._current + 1) % len(self._sources)

    async def _ask(self, question: Callable[[Source], Awaitable[Answer]]) -> Answer:
        failures: list[SourceUnavailable] = []
        unable: list[SourceCannot] = []
        for source in self.members():
            try:
                answer = await question(source)
            except SourceUnavailable as error:
                failures.append(error)
                if source is self._sources[self._current]:
                    self.pass_over()
            except SourceCannot as error:
                unable.append(error)  # it serves everything else, so it goes on doing that
            else:
                self._note_serving()
                return answer
        if not failures:
            raise SourceCannot("no source", "; ".join(str(error) for error in unable))
        raise _none_answered(failures)

    def _note_serving(self) -> None:
        # Only here: while all are down the turn goes round and round, which is no news.
        if self.name != self._serving:
            log.info("source.switched", left=self._serving, now=self.name)
            self._serving = self.name


def _none_answered(failures: Sequence[SourceUnavailable]) -> SourceUnavailable:
    if len(failures) == 1:
        return failures[0]
    waits = [error.retry_after for error in failures if error.retry_after is not None]
    return SourceUnavailable(
        "all sources",
        "; ".join(str(error) for error in failures),
        retry_after=min(waits) if len(waits) == len(failures) else None,
    )
