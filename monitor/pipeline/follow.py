"""Follows the best chain of a source, block by block, from the checkpoint on; nothing is trusted or skipped."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import structlog

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.proof import check_bits_follow, check_header, prove_block, work
from monitor.errors import BlockError, ProofError, SourceDataError, SourceLacks
from monitor.flows.scan import Findings, scan_block
from monitor.labels.book import LabelBook
from monitor.pipeline.commit import Committer, WatchedCoins
from monitor.pipeline.ports import Source
from monitor.pipeline.prevouts import proven
from monitor.pipeline.status import Progress
from monitor.pipeline.way import Way
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
        book: LabelBook,
        params: ChainParams,
        policy: FollowPolicy,
        committer: Committer,
        progress: Progress,
        way: Way,
        on_block: Callable[[ScannedBlock], None],
    ) -> None:
        self._source = source
        self._store = store
        self._book = book
        self._params = params
        self._policy = policy
        self._committer = committer
        self._progress = progress
        self._way = way
        self._on_block = on_block
        self._coins: WatchedCoins | None = None
        self._ignored_tip: str | None = None

    async def advance(self) -> int:
        """Bring the store to the source's tip; how many blocks that took.

        Raises:
            SourceUnavailable: try again at the next turn; everything so far is kept.
            SourceLacks: the source is behind us, or has not got the block that it told of; likewise.
            SourceDataError: the source serves something that is not proven; the checkpoint stays.
            SourceCannot: no source serves raw blocks.
            StoreError: the database refuses; the checkpoint stays.
        """
        before = self._committer.blocks
        tip_hash = await self._source.tip_hash()
        self._progress.source = self._source.name
        here = await self._checkpoint()
        if here is not None and here.block_hash == tip_hash:
            self._progress.source_height = here.height
            return 0
        self._progress.source_height = await self._source.tip_height()
        here = here or await self._begin()
        if here is not None:
            await self._require_news(tip_hash, here)
            await self._extend(here, tip_hash)
        return self._committer.blocks - before

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

    async def _begin(self) -> ScannedBlock | None:
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
        return await self._process(await self._raw(block_hash), block_hash, height, None)

    async def _require_news(self, tip_hash: str, here: ScannedBlock) -> None:
        """Refuse a tip that we have passed: it is no reorg, but whoever serves it keeps the news from us."""
        async with self._store.read() as tx:
            known = await tx.chain.on_best_chain(tip_hash)
        if known is not None and known.height < here.height:
            raise SourceLacks(
                self._source.name,
                f"it is behind: its tip is block {known.height}, block {here.height} was scanned already",
            )

    async def _extend(self, here: ScannedBlock, tip_hash: str) -> None:
        """Walk up by height as long as blocks link; what does not link may be another branch."""
        while here.block_hash != tip_hash:
            try:
                block_hash = await self._source.block_hash(here.height + 1)
            except SourceLacks:
                await self._consider_branch(tip_hash)
                return
            raw = await self._raw(block_hash)
            if self._header(raw, block_hash).prev_hash != here.block_hash:
                await self._consider_branch(tip_hash)
                return
            here = await self._process(raw, block_hash, here.height + 1, here)

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
        here = fork
        for block_hash, _ in branch:
            raw = await self._raw(block_hash)
            here = await self._process(raw, block_hash, here.height + 1, here)

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

    async def _raw(self, block_hash: str) -> bytes:
        """The block; its header alone where addresses are polled."""
        if self._way.by_blocks:
            return await self._source.raw_block(block_hash)
        return await self._source.header(block_hash)

    async def _process(
        self, raw: bytes, block_hash: str, height: int, previous: ScannedBlock | None
    ) -> ScannedBlock:
        """Take in a block, or a header alone; either way it is proven first."""
        header = parse_header(raw)
        at = datetime.fromtimestamp(header.time, UTC)
        scanned = ScannedBlock(block_hash, height, header.prev_hash, header.raw, at)
        if self._way.by_blocks:
            await self._take_in_block(raw, scanned, previous)
        else:
            self._prove_header(raw, scanned, previous)
            await self._committer.append_header(scanned, self._source.name)
        self._on_block(scanned)
        return scanned

    async def _take_in_block(self, raw: bytes, scanned: ScannedBlock, previous: ScannedBlock | None) -> None:
        committed = False
        while not committed:
            coins = self._coins or await self._committer.watched_coins()
            # Proof and scan take tens of milliseconds of pure computing; the loop must go on answering.
            findings = await asyncio.to_thread(self._prove_and_scan, raw, scanned, previous, coins)
            findings = await proven(findings, self._source, self._book)
            committed = await self._committer.append(scanned, findings, self._source.name, coins=coins)
            # A history may have added coins meanwhile: then the block is scanned again, with them.
            self._coins = coins if committed else None
        coins.move_on(findings)

    def _prove_header(self, raw: bytes, block: ScannedBlock, previous: ScannedBlock | None) -> None:
        header = self._header(raw, block.block_hash)
        if previous is None:
            return
        try:
            if header.prev_hash != previous.block_hash:
                raise ProofError(f"it follows {header.prev_hash}, not {previous.block_hash}")
            check_bits_follow(parse_header(previous.header), header, block.height, self._params)
        except BlockError as error:
            raise SourceDataError(
                self._source.name, f"header {block.height} {block.block_hash}: {error}"
            ) from error

    def _prove_and_scan(
        self, raw: bytes, scanned: ScannedBlock, previous: ScannedBlock | None, coins: WatchedCoins
    ) -> Findings:
        height, block_hash = scanned.height, scanned.block_hash
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
        return scan_block(block, height, self._book, coins.by_outpoint)
