"""Blocks proven, scanned and committed: the one way in, whether a block is new, of another branch, or long past."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Final

import structlog

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.difficulty import RETARGET_BLOCKS, Ancestor
from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.header_chain import MAX_AHEAD_SECONDS, HeaderChain, check_follows
from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.proof import check_header, prove_block
from monitor.errors import BlockError, SourceUnproven
from monitor.flows.coins import Coin
from monitor.flows.scan import Findings, scan_block
from monitor.flows.transfer import BlockRef
from monitor.labels.book import LabelBook
from monitor.pipeline.commit import Committer, Taken
from monitor.pipeline.fetch_ahead import Arrival, ahead
from monitor.pipeline.known_headers import KnownHeaders
from monitor.pipeline.ports import Source
from monitor.pipeline.prevouts import proven
from monitor.pipeline.progress import Progress
from monitor.pipeline.way import Way
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store

log = structlog.get_logger()

BATCH: Final = 16
"""So many blocks without a hit are committed together when further ones follow at once; a commit waits for the disk."""


class Examiner:
    """Proves and scans one block after another."""

    def __init__(
        self,
        *,
        sources: Source,
        book: LabelBook,
        params: ChainParams,
        way: Way,
        now: Callable[[], datetime],
    ) -> None:
        self._sources = sources
        self._book = book
        self._params = params
        self._way = way
        self._now = now
        self._ahead_of_us = False
        self.bounded: int | None = None
        """The last retarget period whose difficulty could be checked by its bound alone."""

    async def examine(
        self,
        arrival: Arrival,
        source: str,
        prev: Header | None,
        ancestor: Ancestor,
        coins: dict[bytes, Coin],
    ) -> Taken:
        """Prove and scan a block; `coins` are then those after it. Of a header alone, only the proof is done.

        Args:
            arrival: the block as a source served it.
            source: the source's name.
            prev: the proven header before, None for the first block of all.
            ancestor: the headers before that.
            coins: the unspent coins of miners' scripts, by outpoint.

        Raises:
            SourceUnproven: the block fails its proof.
        """
        scanned = self._way.by_blocks
        if scanned:
            # Proof and scan take tens of milliseconds of pure computing; the loop must go on answering.
            header, exact, findings = await asyncio.to_thread(
                self._prove_and_scan, arrival, source, prev, ancestor, coins
            )
        else:
            header, exact, findings = self._prove_header(arrival, source, prev, ancestor)
        if not exact:
            self._note_bounded(arrival.height // RETARGET_BLOCKS)
        self._note_time(header)
        findings = await proven(findings, self._sources, self._book)
        for coin in findings.spent:
            coins.pop(coin.outpoint, None)
        coins.update((coin.outpoint, coin) for coin in findings.created)
        block = ScannedBlock(
            arrival.block_hash,
            arrival.height,
            header.prev_hash,
            header.raw,
            findings.block.time,
            findings.reward_sats,
        )
        return Taken(block, findings, source, scanned=scanned)

    def _prove_header(
        self, arrival: Arrival, source: str, prev: Header | None, ancestor: Ancestor
    ) -> tuple[Header, bool, Findings]:
        exact = True
        try:
            header = parse_header(arrival.raw)
            check_header(header, self._params, expected_hash=arrival.block_hash)
            if prev is not None:
                exact = follows(header, arrival.height, prev, ancestor, self._params)
        except BlockError as error:
            what = f"header {arrival.height} {arrival.block_hash}: {error}"
            raise SourceUnproven(source, what) from error
        at = BlockRef(arrival.height, arrival.block_hash, datetime.fromtimestamp(header.time, UTC))
        return header, exact, Findings(at, hits=(), created=(), spent=())

    def _prove_and_scan(
        self,
        arrival: Arrival,
        source: str,
        prev: Header | None,
        ancestor: Ancestor,
        coins: Mapping[bytes, Coin],
    ) -> tuple[Header, bool, Findings]:
        exact = True
        try:
            block = parse_block(arrival.raw)
            prove_block(block, self._params, expected_hash=arrival.block_hash)
            if prev is not None:
                exact = follows(block.header, arrival.height, prev, ancestor, self._params)
        except BlockError as error:
            what = f"block {arrival.height} {arrival.block_hash}: {error}"
            raise SourceUnproven(source, what) from error
        return block.header, exact, scan_block(block, arrival.height, self._book, coins)

    def _note_bounded(self, period: int) -> None:
        if period != self.bounded:
            log.warning(
                "difficulty.bounded",
                period=period,
                reason="the header that began the period before is missing",
            )
        self.bounded = period

    def _note_time(self, header: Header) -> None:
        ahead_of_us = header.time > self._now().timestamp() + MAX_AHEAD_SECONDS
        if ahead_of_us and not self._ahead_of_us:
            log.warning(
                "clock.behind", block_hash=header.block_hash, block_time=header.time,
                reason="a proven block is dated more than two hours ahead of this machine's clock",
            )  # fmt: skip
        self._ahead_of_us = ahead_of_us


def follows(header: Header, height: int, prev: Header, ancestor: Ancestor, params: ChainParams) -> bool:
    """Whether a header follows another by the exact rules; False where a bound was all that could be checked.

    The present time is left out of it: the header's work is proven whatever our clock says, and a clock that was
    set wrong must not keep us from following.

    Raises:
        ProofError: it does not.
    """
    return check_follows(header, height, prev, ancestor, params, now=header.time)


class Intake:
    """Takes blocks in on top of the checkpoint, and holds in memory what that needs: headers and coins."""

    def __init__(
        self,
        *,
        sources: Source,
        store: Store,
        book: LabelBook,
        params: ChainParams,
        committer: Committer,
        progress: Progress,
        way: Way,
        on_block: Callable[[ScannedBlock], None],
    ) -> None:
        self._sources = sources
        self._store = store
        self._book = book
        self._committer = committer
        self._progress = progress
        self._way = way
        self._on_block = on_block
        self._examiner = Examiner(sources=sources, book=book, params=params, way=way, now=committer.clock)
        self._waiting: list[Taken] = []
        self._coins: dict[bytes, Coin] | None = None
        self._coins_version = -1
        self.headers = KnownHeaders()
        """The headers up to the last block that was taken in."""

    async def prepare(self) -> None:
        """Read from the database what is not in memory, or is not any more what the database says.

        Raises:
            StoreError: the database refuses.
        """
        async with self._store.read() as tx:
            version = await tx.chain.coins_version()
        if self._coins is not None and version == self._coins_version:
            return
        async with self._store.read() as tx:
            self._coins_version = await tx.chain.coins_version()
            self._coins = _by_outpoint(await tx.coins.unspent())
        self.headers = await KnownHeaders.of(self._store)

    def forget_uncommitted(self) -> None:
        """Whatever went wrong: what was taken in and not committed never was."""
        if self._waiting:
            self._waiting.clear()
            self._coins = None

    async def take(self, arrival: Arrival, source: str, prev: Header | None, *, more: bool) -> Header:
        """Take the next block in; it is committed at once, unless `more` follow and nobody waits for this one.

        Raises:
            SourceUnproven: it fails its proof.
            StoreError: the database refuses.
            CoinsChanged: prepare again.
        """
        assert self._coins is not None, "prepare() comes first"
        # From here on memory is ahead of the database, until it is committed.
        self._waiting.append(
            await self._examiner.examine(arrival, source, prev, self.headers.at, self._coins)
        )
        taken = self._waiting[-1]
        self.headers.put(taken.block.height, taken.block.header)
        self._on_block(taken.block)
        if taken.findings.hits or not more or len(self._waiting) >= BATCH:
            await self.commit()
        return parse_header(taken.block.header)

    async def commit(self) -> None:
        """Commit what waits.

        Raises:
            StoreError: the database refuses.
            CoinsChanged: prepare again.
        """
        if self._waiting:
            await self._committer.append(self._waiting, self._coins_version)
            self._note_progress(self._waiting[-1].block.height)
            self._waiting.clear()

    async def switch(self, fork: int, branch: HeaderChain, source: Source) -> None:
        """Take another branch in, in place of ours above the fork, once all of its blocks are at hand and proven.

        Raises:
            SourceError: the source does not serve all of it; nothing has changed.
            StoreError: the database refuses; nothing has changed.
            CoinsChanged: prepare again.
        """
        async with self._store.read() as tx:
            coins = _by_outpoint(await tx.coins.unspent_without(fork + 1, self.headers.top))
        headers = branch.above(fork)
        wanted = [(fork + 1 + index, header.block_hash) for index, header in enumerate(headers)]
        taken: list[Taken] = []
        async with aclosing(ahead(source, wanted, self._way.fetch)) as arrivals:
            async for arrival in arrivals:
                prev = branch.at(arrival.height - 1)
                taken.append(await self._examiner.examine(arrival, source.name, prev, branch.at, coins))
                self._on_block(taken[-1].block)
        await self._committer.switch(fork, taken, self._coins_version)
        self._coins = coins
        self.headers.cut(fork)
        for each in taken:
            self.headers.put(each.block.height, each.block.header)
        self._note_progress(taken[-1].block.height)

    def _note_progress(self, height: int) -> None:
        self._progress.bounded = self._examiner.bounded
        self._progress.headers_from = self.headers.lowest
        self._progress.reckoner.step(height, asyncio.get_running_loop().time())


def _by_outpoint(coins: Iterable[Coin]) -> dict[bytes, Coin]:
    return {coin.outpoint: coin for coin in coins}
