"""Several sources as one: the first healthy one serves."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import structlog

from monitor.errors import SourceCannot, SourceError, SourceUnavailable
from monitor.explorers.seat import Seat
from monitor.pipeline.ports import HistoryPage, Source, Totals, Utxo
from monitor.pipeline.snapshot import SourceSnapshot, SourceState, Watched

log = structlog.get_logger()

Answer = TypeVar("Answer")
Question = Callable[[Source], Awaitable[Answer]]


class SourcePool:
    """`Sources`: a question goes to the one that serves, and to the next where that one cannot be had.

    It stays with the source that answers, so that one view of the chain is followed as long as possible. One
    that was left, and stands earlier in the configuration, gets its turn again after five minutes, then ten, and
    so on to an hour: by a question that is asked anyway, which goes on to the others if it fails. Whatever comes
    is proven by the caller, so a change of source in the middle of a walk can do no harm.

    That a source lacks something is an answer, and so is one that cannot be used: what those mean is for the
    caller to say, by `pass_over` or `quarantine`.
    """

    def __init__(self, sources: Sequence[Source], monotonic: Callable[[], float] | None = None) -> None:
        """Put sources in a row.

        Args:
            sources: one or more, in the order of the configuration.
            monotonic: seconds of a clock that never jumps; the event loop's by default.
        """
        self._sources = list(sources)
        self._seats = [Seat(position, source.name) for position, source in enumerate(sources)]
        self._serving = self._seats[0]
        self._told = self._serving
        self._listed = self._serving
        self._waived = False
        self._now = monotonic or _loop_time

    @property
    def name(self) -> str:
        """The name of the source that serves."""
        return self._serving.name

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
        """See `Source`. A cursor means something only to the source that gave it: to page, ask one of `members`."""
        return await self._ask(lambda source: source.history(script_pubkey, cursor))

    async def totals(self, script_pubkey: bytes) -> Totals:
        """See `Source`."""
        return await self._ask(lambda source: source.totals(script_pubkey))

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        """See `Source`."""
        return await self._ask(lambda source: source.pending(script_pubkey))

    def members(self) -> Sequence[Source]:
        """See `Sources`. When all are in quarantine, the least guilty one."""
        seats = self._in_turn()
        if self._listed is self._serving:
            self._tell()  # it was listed first before, and nobody passed it over
        self._listed = self._serving
        return [self._sources[seat.position] for seat in seats]

    def pass_over(self) -> None:
        """See `Sources`."""
        left = self._serving
        left.leave(self._now())
        rest = [seat for seat in self._in_turn() if seat is not left]
        if rest:
            self._take_turn(rest[0])

    def quarantine(self, source: str, reason: str) -> None:
        """See `Sources`. For an hour, and twice as long each time it happens again, up to a day."""
        now = self._now()
        for seat in self._seats:
            if seat.name == source and seat.quarantine(now, reason):
                hours = round((seat.quarantined_until - now) / 3600)
                log.error("source.quarantined", source=source, hours=hours, reason=reason)
                if seat is self._serving:
                    self.pass_over()

    def snapshots(self) -> Sequence[SourceSnapshot]:
        """How each source is, in the order of the configuration."""
        self._release()
        return [self._snapshot(seat) for seat in self._seats]

    def _snapshot(self, seat: Seat) -> SourceSnapshot:
        source = self._sources[seat.position]
        own = source.snapshot() if isinstance(source, Watched) else SourceSnapshot(seat.name)
        own = replace(own, serving=seat is self._serving)
        if seat.reason is None:
            return own
        left = seat.quarantined_until - self._now()
        return replace(own, state=SourceState.QUARANTINED, seconds_left=left, reason=seat.reason)

    async def _ask(self, question: Question[Answer]) -> Answer:
        failures: list[SourceError] = []
        down: list[Seat] = []
        for seat in self._in_turn():
            try:
                answer = await question(self._sources[seat.position])
            except SourceUnavailable as error:
                failures.append(error)
                down.append(seat)
            except SourceCannot as error:
                failures.append(error)
            else:
                self._note_answer(seat, down)
                return answer
        raise self._nobody(failures)

    def _in_turn(self) -> Sequence[Seat]:
        """Those that may be asked: the one that serves, the others, and those that were left a short while ago.

        The least guilty one alone when all are in quarantine.
        """
        now = self._now()
        self._release()
        at = self._serving.position
        returning = (seat for seat in self._seats[:at] if seat.reason is None and seat.due_at <= now)
        self._take_turn(next(returning, self._serving))
        at = self._serving.position
        free = [seat for seat in (*self._seats[at:], *self._seats[:at]) if seat.reason is None]
        if free:
            self._waived = False
            return sorted(free, key=lambda seat: seat is not self._serving and seat.due_at > now)
        least = min(self._seats, key=lambda seat: (seat.offences, seat.quarantined_until))
        if not self._waived:
            log.error("source.quarantine_waived", source=least.name, reason="all sources are in quarantine")
        self._waived = True
        return [least]

    def _release(self) -> None:
        for seat in self._seats:
            if seat.release(self._now()):
                log.info("source.quarantine_over", source=seat.name)

    def _note_answer(self, seat: Seat, down: Sequence[Seat]) -> None:
        # Who is left is noted only here: while all are down it is no news which of them was asked first.
        if self._serving in down or self._serving.reason is not None:
            self._serving.leave(self._now())
            self._take_turn(seat)
        if seat is self._serving:
            self._tell()

    def _take_turn(self, seat: Seat) -> None:
        if seat is not self._serving:
            seat.serve(self._now())
        self._serving = seat

    def _tell(self) -> None:
        """Say who serves, if that is news. Only of one that has answered: while all are down turns go round."""
        if self._serving is not self._told:
            log.info("source.switched", left=self._told.name, now=self._serving.name)
            self._told = self._serving

    def _nobody(self, failures: Sequence[SourceError]) -> SourceError:
        """What is raised when no source answered: in its own words where there is only one."""
        if len(self._seats) == 1:
            return failures[0]
        now = self._now()
        told = [str(error) for error in failures]
        told += [
            f"{seat.name}: in quarantine for another {(seat.quarantined_until - now) / 60:.0f} min: {seat.reason}"
            for seat in self._seats
            if seat.reason is not None and all(error.source != seat.name for error in failures)
        ]
        if all(isinstance(error, SourceCannot) for error in failures):
            return SourceCannot("all sources", "; ".join(told))
        waits = [error.retry_after for error in failures if isinstance(error, SourceUnavailable)]
        known = [wait for wait in waits if wait is not None]
        return SourceUnavailable(
            "all sources", "; ".join(told), retry_after=min(known) if len(known) == len(failures) else None
        )


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
