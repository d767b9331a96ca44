"""Past blocks of the best chain, scanned with the present labels, beside a running daemon or without one."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

import structlog

from monitor.bitcoin.header import Header, parse_header
from monitor.errors import SourceError, SourceUnavailable, SourceUnproven, UsageError
from monitor.flows.trails.held import Held
from monitor.flows.trails.trail import TrailCoin
from monitor.pipeline.commit import AnchorLost, Committer
from monitor.pipeline.examine import Examiner, Watched
from monitor.pipeline.fetch_ahead import ahead
from monitor.pipeline.header_fill import headers_down
from monitor.pipeline.payouts import watched_payouts
from monitor.pipeline.ports import Source, Sources
from monitor.pipeline.progress import Reckoner
from monitor.pipeline.taken import Taken
from monitor.pipeline.taking_in import BATCH
from monitor.pipeline.urgency import bulk
from monitor.pipeline.way import Way
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store

log = structlog.get_logger()

_HEADERS_AT_ONCE: Final = 500
_PATIENCE: Final = 10
"""So often in a row, with pauses between, every source may fail before we give up."""
_PAUSE_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Backfilled:
    """What a run came to."""

    first: int
    last: int
    """The range that was asked for."""
    blocks: int
    """Those scanned in this run; the others were scanned with the same labels before."""
    coins: int
    """Coins of miners' scripts that were not known before. A later block that spends one may have been scanned
    without knowing it, where its inputs do not name their sender."""
    trail_parts: int
    """Parts of trails that are open behind the range, and not followed through the blocks up to the checkpoint."""


class Backfill:
    """Scans a range of blocks below the checkpoint. Each batch is kept as it is done, so a run can be cut short.

    Every block is linked by its header, and those above it, to a block that the follower took in. Whatever it
    finds goes the same way as what is new; the daemon learns of further coins by their version.
    """

    def __init__(
        self, *, sources: Sources, store: Store, examiner: Examiner, committer: Committer, reckoner: Reckoner
    ) -> None:
        self._sources = sources
        self._store = store
        self._examiner = examiner
        self._committer = committer
        self._reckoner = reckoner
        self._headers: dict[int, bytes] = {}
        self._unseen: dict[str, Held] = {}
        """What an earlier run lost sight of, by the last block that it looked at."""
        self._blocks = 0
        self._coins = 0
        self._lost_sight = 0

    async def run(self, first: int, last: int | None, *, again: bool = False) -> Backfilled:
        """Scan the blocks of heights `first` to `last`, by default up to the checkpoint.

        Args:
            first: the least height.
            last: the greatest height.
            again: also those that were scanned with the present labels before.

        Raises:
            UsageError: there is no such range below the checkpoint.
            SourceError: no source serves what is needed, although it was asked again and again.
            StoreError: the database refuses.
        """
        last = await self._checked(first, last)
        failures = 0
        with bulk():
            while True:
                before = self._blocks, len(self._headers)
                try:
                    await self._attempt(first, last, again=again)
                except AnchorLost:
                    log.info("backfill.anchor_lost", reason="a reorg took it away; another one is taken")
                    self._headers.clear()
                except SourceUnavailable as error:
                    failures = 1 if before != (self._blocks, len(self._headers)) else failures + 1
                    if failures >= _PATIENCE:
                        raise
                    pause = min(max(error.retry_after or _PAUSE_SECONDS, 1.0), 10 * _PAUSE_SECONDS)
                    log.warning("backfill.waiting", reason=str(error), seconds=round(pause))
                    await asyncio.sleep(pause)
                else:
                    return Backfilled(first, last, self._blocks, self._coins, self._lost_sight)

    async def _checked(self, first: int, last: int | None) -> int:
        async with self._store.read() as tx:
            tip = await tx.chain.tip()
        if tip is None:
            raise UsageError(
                "nothing was scanned yet that past blocks could be linked to; run the daemon first"
            )
        last = tip.height if last is None else last
        if first > last:
            raise UsageError(f"--from {first} is above --to {last}")
        if last > tip.height:
            raise UsageError(
                f"block {last} is above the checkpoint, block {tip.height}; what comes there is the daemon's work"
            )
        return last

    async def _attempt(self, first: int, last: int, *, again: bool) -> None:
        """Whatever is left of the range, from one source after the other until it is done."""
        failures: list[SourceError] = []
        for member in self._sources.members():
            try:
                left = (first + self._blocks, last) if again else await self._left(first, last)
                if left is not None and left[0] <= left[1]:
                    await self._scan(member, *left)
            except SourceError as error:
                failures.append(error)
                if isinstance(error, SourceUnproven):
                    self._sources.quarantine(member.name, error.what)
            else:
                return
        raise _worth_a_try(failures)

    async def _left(self, first: int, last: int) -> tuple[int, int] | None:
        """The range without what was scanned with the present labels, at its two ends."""
        async with self._store.read() as tx:
            done = await tx.coverage.heights(self._committer.book.digest, first, last)
        missing = [height for height in range(first, last + 1) if height not in done]
        return (missing[0], missing[-1]) if missing else None

    async def _scan(self, member: Source, first: int, last: int) -> None:
        anchor = await self._link(member, max(0, first - 1), last)
        async with self._store.read() as tx:
            coins = {coin.outpoint: coin for coin in await tx.coins.unspent_without(first, last)}
            self._unseen = await tx.trails.unseen(first - 1, last - 1)
            known = await tx.trails.begun(first, last)
            payouts = await watched_payouts(tx)
        # What is known of today's coins says little of those days'. Trails that stand stay as they were told.
        watched = Watched(coins, unseeded=None, known_trails=known, payouts=payouts)
        self._reckoner.begin(first, last, _now())
        try:
            await self._take(member, first, last, anchor, watched)
        finally:
            self._reckoner.end(_now())

    async def _take(
        self, member: Source, first: int, last: int, anchor: ScannedBlock, watched: Watched
    ) -> None:
        wanted = [(height, self._hash(height)) for height in range(first, last + 1)]
        taken: list[Taken] = []
        resumed: list[TrailCoin] = []
        async with aclosing(ahead(member, wanted, Way("blocks"))) as arrivals:
            async for arrival in arrivals:
                resumed += self._resume(watched, parse_header(self._headers[arrival.height]).prev_hash)
                taken.append(await self._examiner.examine(arrival, member.name, self._at, watched))
                if len(taken) == BATCH or arrival.height == last or taken[-1].tells:
                    still = watched.trails.coins
                    added = await self._committer.add_past(taken, anchor.block_hash, resumed, still)
                    self._coins += added.coins
                    self._lost_sight = added.lost_sight
                    resumed = list(still)
                    self._blocks += len(taken)
                    self._reckoner.step(arrival.height, _now())
                    taken.clear()

    def _resume(self, watched: Watched, block_hash: str) -> Sequence[TrailCoin]:
        """Take up what an earlier run lost sight of behind a block."""
        lost = self._unseen.pop(block_hash, None)
        if lost is None:
            return ()
        for trail in lost.trails.values():
            watched.trails.begin(trail)
        watched.trails.add(lost.coins)
        return lost.coins

    async def _link(self, member: Source, first: int, last: int) -> ScannedBlock:
        """Have every header from `first` up to a scanned block of the best chain at `last` or above; that block.

        Raises:
            SourceDataError: the source's headers do not lead up to our chain.
            SourceError: it does not serve them.
        """
        async with self._store.read() as tx:
            anchor = await tx.chain.from_height(last)
            known = await tx.headers.above(first - 1) if anchor else {}
        if anchor is None:
            raise AnchorLost
        self._headers[anchor.height] = anchor.header
        height, below = anchor.height - 1, anchor.prev_hash
        while height >= first:
            raw = self._headers.get(height) or known.get((height, below))
            if raw is not None and parse_header(raw).block_hash == below:
                self._headers[height] = raw
                height, below = height - 1, parse_header(raw).prev_hash
                continue
            lowest = max(first, height - _HEADERS_AT_ONCE + 1)
            found = await headers_down(member, below, lowest, height)
            await self._keep(found, lowest)
            height, below = lowest - 1, found[0].prev_hash
            log.info("backfill.headers", down_to=lowest, wanted=first)
        return anchor

    async def _keep(self, found: Sequence[Header], lowest: int) -> None:
        with_heights = list(enumerate(found, lowest))
        async with self._store.write() as tx:
            await tx.headers.add(with_heights)
        self._headers.update((height, header.raw) for height, header in with_heights)

    def _at(self, height: int) -> Header | None:
        raw = self._headers.get(height)
        return None if raw is None else parse_header(raw)

    def _hash(self, height: int) -> str:
        return parse_header(self._headers[height]).block_hash


def _worth_a_try(failures: Sequence[SourceError]) -> SourceError:
    """The failure that says what to do: one that passes by itself, where there is one."""
    passing = [error for error in failures if isinstance(error, SourceUnavailable)]
    if passing:
        return min(passing, key=lambda error: error.retry_after or _PAUSE_SECONDS)
    if failures:
        return failures[-1]
    return SourceUnavailable("all sources", "none may be asked now")


def _now() -> float:
    return asyncio.get_running_loop().time()
