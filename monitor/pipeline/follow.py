"""Follows the best chain of a source, block by block, from the checkpoint on; nothing is trusted or skipped."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import structlog

from monitor.bitcoin.block import Block, parse_block
from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.proof import check_bits_follow, check_header, prove_block, work
from monitor.errors import BlockError, SourceDataError, SourceLacks
from monitor.flows.coins import Coin
from monitor.flows.scan import Findings, scan_block
from monitor.labels.book import LabelBook
from monitor.pipeline.commit import Committer
from monitor.pipeline.ports import Source
from monitor.pipeline.prevouts import proven, seed_coins
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.status import Progress
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store

log = structlog.get_logger()

_GENESIS_PREV = "00" * 32


@dataclass(frozen=True, slots=True)
class FollowPolicy:
    """Where to start, and how far a reorg may reach."""

    start: Literal["tip"] | int = "tip"
    """Where an empty database begins: `tip` is `head_start` blocks below the tip, so that a small reorg
    right after the start finds its fork."""
    head_start: int = 6
    max_reorg_depth: int = 100


class Follower:
    """Keeps the store at the tip of one source. `advance` is one turn; nothing else touches the checkpoint."""

    def __init__(
        self,
        *,
        source: Source,
        store: Store,
        shelf: LabelShelf,
        params: ChainParams,
        policy: FollowPolicy,
        committer: Committer,
        progress: Progress,
        on_block: Callable[[ScannedBlock], None],
    ) -> None:
        self._source = source
        self._store = store
        self._shelf = shelf
        self._seeded: LabelBook | None = None
        self._params = params
        self._policy = policy
        self._committer = committer
        self._progress = progress
        self._on_block = on_block
        self._coins: dict[bytes, Coin] | None = None
        self._ignored_tip: str | None = None

    async def advance(self) -> int:
        """Bring the store to the source's tip; how many blocks that took.

        Raises:
            SourceUnavailable: try again at the next turn; everything so far is kept.
            SourceLacks: the source is behind us, or has not got the block that it told of; likewise.
            SourceDataError: the source serves something that is not proven; the checkpoint stays.
            StoreError: the database refuses; the checkpoint stays.
        """
        before = self._committer.blocks
        coins = await self._watched_coins()
        tip_hash = await self._source.tip_hash()
        self._progress.source = self._source.name
        here = await self._checkpoint()
        if here is not None and here.block_hash == tip_hash:
            self._progress.source_height = here.height
            return 0
        self._progress.source_height = await self._source.tip_height()
        here = here or await self._begin(coins)
        if here is not None:
            await self._require_news(tip_hash, here)
            await self._extend(here, tip_hash, coins)
        return self._committer.blocks - before

    async def _watched_coins(self) -> dict[bytes, Coin]:
        book = self._shelf.book
        if self._coins is None or self._seeded is not book:
            await seed_coins(self._source, self._store, book, self._committer.clock())
            self._seeded = book
            async with self._store.read() as tx:
                self._coins = {coin.outpoint: coin for coin in await tx.coins.unspent()}
        return self._coins

    async def _checkpoint(self) -> ScannedBlock | None:
        async with self._store.read() as tx:
            network = await tx.chain.network()
            tip = await tx.chain.tip()
        if network is not None and network != self._params.network.value:
            raise SourceDataError(
                self._source.name,
                f"this database follows {network}, the configuration says {self._params.network.value}",
            )
        return tip

    async def _begin(self, coins: dict[bytes, Coin]) -> ScannedBlock | None:
        genesis = await self._source.block_hash(0)
        if genesis != self._params.genesis_hash:
            raise SourceDataError(
                self._source.name,
                f"follows another network: its block 0 is {genesis}, that of {self._params.network.value} "
                f"is {self._params.genesis_hash}; check `network` and the source's url",
            )
        start = self._policy.start
        height = (
            max(0, await self._source.tip_height() - self._policy.head_start) if start == "tip" else start
        )
        try:
            block_hash = await self._source.block_hash(height)
        except SourceLacks:
            log.info("follow.waiting", start=height, tip=self._progress.source_height)
            return None
        raw = await self._source.raw_block(block_hash)
        return await self._process(raw, block_hash, height, None, coins)

    async def _require_news(self, tip_hash: str, here: ScannedBlock) -> None:
        """Refuse a tip that we have passed: it is no reorg, but whoever serves it keeps the news from us."""
        async with self._store.read() as tx:
            known = await tx.chain.on_best_chain(tip_hash)
        if known is not None and known.height < here.height:
            raise SourceLacks(
                self._source.name,
                f"it is behind: its tip is block {known.height}, block {here.height} was scanned already",
            )

    async def _extend(self, here: ScannedBlock, tip_hash: str, coins: dict[bytes, Coin]) -> None:
        """Walk up by height as long as blocks link; what does not link may be another branch."""
        while here.block_hash != tip_hash:
            try:
                block_hash = await self._source.block_hash(here.height + 1)
            except SourceLacks:
                await self._consider_branch(tip_hash)
                return
            raw = await self._source.raw_block(block_hash)
            if self._header(raw, block_hash).prev_hash != here.block_hash:
                await self._consider_branch(tip_hash)
                return
            here = await self._process(raw, block_hash, here.height + 1, here, coins)

    async def _consider_branch(self, tip_hash: str) -> None:
        """Switch to the branch that ends in `tip_hash` if its proven headers carry more work than ours."""
        branch, fork = await self._branch(tip_hash)
        async with self._store.read() as tx:
            ours = await tx.chain.above(fork.height)
        new_work = sum(work(header.bits) for _, header in branch)
        old_work = sum(work(parse_header(block.header).bits) for block in ours)
        if new_work <= old_work:
            if tip_hash != self._ignored_tip:
                log.info("follow.branch_ignored", tip=tip_hash, fork_height=fork.height, blocks=len(branch))
            self._ignored_tip = tip_hash
            return
        if ours:
            log.warning("follow.reorg", fork_height=fork.height, orphaned=len(ours), adopted=len(branch))
            await self._committer.rewind(fork, ours)
            self._coins = None
        coins = await self._watched_coins()
        here = fork
        for block_hash, _ in branch:
            raw = await self._source.raw_block(block_hash)
            here = await self._process(raw, block_hash, here.height + 1, here, coins)

    async def _branch(self, tip_hash: str) -> tuple[Sequence[tuple[str, Header]], ScannedBlock]:
        """The proven headers from above the fork point up to a tip, and the fork point."""
        branch: list[tuple[str, Header]] = []
        block_hash = tip_hash
        while len(branch) <= self._policy.max_reorg_depth and block_hash != _GENESIS_PREV:
            header = self._header(await self._source.header(block_hash), block_hash)
            branch.append((block_hash, header))
            async with self._store.read() as tx:
                fork = await tx.chain.on_best_chain(header.prev_hash)
            if fork is not None:
                return branch[::-1], fork
            block_hash = header.prev_hash
        raise SourceDataError(
            self._source.name,
            f"its tip {tip_hash} does not meet our chain within {self._policy.max_reorg_depth} blocks; "
            "it serves another chain, or the reorg is deeper than follow.max_reorg_depth",
        )

    def _header(self, raw: bytes, block_hash: str) -> Header:
        """The proven header of a block, or of its first 80 bytes."""
        try:
            header = parse_header(raw)
            check_header(header, self._params, expected_hash=block_hash)
        except BlockError as error:
            raise SourceDataError(self._source.name, f"header of {block_hash}: {error}") from error
        return header

    async def _process(
        self,
        raw: bytes,
        block_hash: str,
        height: int,
        previous: ScannedBlock | None,
        coins: dict[bytes, Coin],
    ) -> ScannedBlock:
        async with self._shelf.lock:
            return await self._take_in(raw, block_hash, height, previous, coins)

    async def _take_in(
        self,
        raw: bytes,
        block_hash: str,
        height: int,
        previous: ScannedBlock | None,
        coins: dict[bytes, Coin],
    ) -> ScannedBlock:
        # Proof and scan take tens of milliseconds of pure computing; the loop must go on answering.
        block, findings = await asyncio.to_thread(
            self._prove_and_scan, raw, block_hash, height, previous, coins
        )
        findings = await proven(findings, self._source, self._shelf.book)
        scanned = ScannedBlock(
            block_hash, height, block.header.prev_hash, block.header.raw, findings.block.time
        )
        await self._committer.append(scanned, findings, self._source.name)
        for coin in findings.spent:
            coins.pop(coin.outpoint, None)
        coins.update((coin.outpoint, coin) for coin in findings.created)
        self._on_block(scanned)
        return scanned

    def _prove_and_scan(
        self,
        raw: bytes,
        block_hash: str,
        height: int,
        previous: ScannedBlock | None,
        coins: dict[bytes, Coin],
    ) -> tuple[Block, Findings]:
        try:
            block = parse_block(raw)
            prove_block(
                block,
                self._params,
                expected_hash=block_hash,
                prev_hash=previous.block_hash if previous else None,
            )
            if previous:
                check_bits_follow(parse_header(previous.header), block.header, height, self._params)
        except BlockError as error:
            raise SourceDataError(self._source.name, f"block {height} {block_hash}: {error}") from error
        return block, scan_block(block, height, self._shelf.book, coins)
