"""One block, or one reorg, into the store: everything it means in one transaction."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from monitor.clock import Clock
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.flows import revisions
from monitor.flows.attribute import transfers_of
from monitor.flows.coins import Coin
from monitor.flows.flag import Flag, Stage, flag_of
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.flows.scan import Findings
from monitor.flows.transfer import Transfer
from monitor.labels.book import LabelBook
from monitor.pipeline.absorb import Deadline, absorb, in_stories
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.pipeline.record import Recorder
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class WatchedCoins:
    """The unspent coins of miners' scripts, for the scan of the next block."""

    by_outpoint: dict[bytes, Coin]
    version: int
    """As of which history they were read."""

    def move_on(self, findings: Findings) -> None:
        """Become what they are after a block."""
        for coin in findings.spent:
            self.by_outpoint.pop(coin.outpoint, None)
        self.by_outpoint.update((coin.outpoint, coin) for coin in findings.created)


@dataclass(slots=True)
class Committer:
    """Writes blocks and reorgs. Whatever goes wrong inside leaves the database as it was."""

    store: Store
    book: LabelBook
    network: str
    policy: Policy
    recorder: Recorder
    reconciliation: ReconciliationPolicy
    deadline: Deadline
    clock: Clock
    on_revisions: Callable[[], None]
    """Called after a commit that left something in the outbox."""
    blocks: int = field(default=0, init=False)
    """Blocks committed by this process."""
    _coins_version: int = field(default=0, init=False)
    """Rises whenever a history adds coins that a scan under way may not know."""
    _coins_lock: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    """Coins and their version belong together, before the database as well as in it."""

    async def watched_coins(self) -> WatchedCoins:
        """The unspent coins of miners' scripts as of the checkpoint."""
        async with self._coins_lock, self.store.read() as tx:
            by_outpoint = {coin.outpoint: coin for coin in await tx.coins.unspent()}
            return WatchedCoins(by_outpoint, self._coins_version)

    async def append(
        self, block: ScannedBlock, findings: Findings, source: str, *, coins: WatchedCoins
    ) -> bool:
        """Commit block, transfers, coins, flags, episode revisions, outbox rows and checkpoint together.

        Args:
            block: goes on top.
            findings: what the scan found in it.
            source: who served it.
            coins: what it was scanned with.

        Returns:
            False where a history has added coins since: nothing was written, the block is to be scanned again.
        """
        transfers = [transfer for hit in findings.hits for transfer in transfers_of(hit, self.book)]
        found = [flag_of(transfer, self.policy) for transfer in transfers]
        flags = [flag for flag in found if flag is not None]
        now = self.clock()
        async with self._coins_lock, self.store.write() as tx:
            if coins.version != self._coins_version:
                return False
            await tx.chain.append(
                block, network=self.network, source=source, label_set=self.book.digest, scanned_at=now
            )
            await tx.chain.add_transfers(transfers)
            await tx.coins.spend(findings.spent, block.block_hash)
            await tx.coins.add(findings.created, block.block_hash)
            made = await absorb(tx, flags, self.policy, self.deadline, now)
            await self.recorder.record(tx, made, now)
            made += await self._reconcile(tx, made)
            made += await self._settle(tx, block.height)
        self.blocks += 1
        log.info(
            "block.scanned", height=block.height, block_hash=block.block_hash, transfers=len(transfers),
            flags=len(flags), revisions=len(made), source=source,
        )  # fmt: skip
        if made:
            self.on_revisions()
        return True

    async def append_header(self, block: ScannedBlock, source: str) -> None:
        """Put a block on top of which nothing but the header is known: addresses are polled."""
        now = self.clock()
        async with self.store.write() as tx:
            await tx.chain.append(block, network=self.network, source=source, label_set="", scanned_at=now)
            made = await self._settle(tx, block.height)
        self.blocks += 1
        log.info("block.header", height=block.height, block_hash=block.block_hash, source=source)
        if made:
            self.on_revisions()

    @asynccontextmanager
    async def past(self) -> AsyncIterator[Transaction]:
        """A transaction that may add coins of a script's history; blocks scanned without them are scanned again."""
        async with self._coins_lock:
            async with self.store.write() as tx:
                yield tx
            self._coins_version += 1

    async def take_in_past(
        self, tx: Transaction, transfers: Sequence[Transfer], cause: str, height: int, now: datetime
    ) -> list[Revision]:
        """Record transfers of a script's history, in the transaction of `past` that also holds its coins.

        What stands already is left as it is: blocks prove more than histories tell. What is older than the
        time in which flags belong together is no news: it is told softly, and final at once where it is deep.

        Args:
            tx: where to.
            transfers: what the history shows.
            cause: where it was found, for people.
            height: of the checkpoint.
            now: the present moment.
        """
        await tx.chain.add_transfers(transfers)
        found = [flag_of(transfer, self.policy) for transfer in transfers]
        flags = [past_flag(flag, self.policy, height, now) for flag in found if flag is not None]
        known = await self._standing(tx, [flag.flag_id for flag in flags])
        made: list[Revision] = []
        for story in in_stories((flag for flag in flags if flag.flag_id not in known), self.policy):
            told = await absorb(tx, story, self.policy, self.deadline, now, cause=cause)
            await self.recorder.record(tx, told, now)
            made += told
        made += await self._reconcile(tx, made)
        made += await self._settle(tx, height)
        return made

    @staticmethod
    async def _standing(tx: Transaction, flag_ids: Sequence[str]) -> set[str]:
        """Those of these flags that stand in a block already."""
        episodes = await tx.episodes.with_flags(flag_ids)
        settled = {Stage.INCLUDED, Stage.FINAL}
        return {flag.flag_id for episode in episodes for flag in episode.flags if flag.stage in settled}

    async def rewind(self, fork: ScannedBlock, orphaned: Sequence[ScannedBlock]) -> None:
        """Leave orphaned blocks behind: their transfers no longer stand, their coins are as before."""
        hashes = [block.block_hash for block in orphaned]
        now = self.clock()
        async with self.store.write() as tx:
            await tx.chain.rewind(self.network, fork)
            await tx.coins.undo(hashes)
            await tx.histories.undo(hashes)
            touched = [
                revisions.orphaned(episode, hashes, now) for episode in await tx.episodes.in_blocks(hashes)
            ]
            made = [revision for revision in touched if revision is not None]
            await self.recorder.record(tx, made, now)
            made += await self._reconcile(tx, made)
        if made:
            self.on_revisions()

    async def _reconcile(self, tx: Transaction, made: Sequence[Revision]) -> list[Revision]:
        """Statements may already cover what has just appeared, or have rested on what has just gone."""
        after: list[Revision] = []
        now = self.clock()
        for miner in dict.fromkeys(revision.episode.miner for revision in made):
            if await tx.disclosures.statements_of(miner):
                done = await reconcile_issuer(
                    tx, miner, self.reconciliation, "an earlier statement covers it", now
                )
                after.extend(done.revisions)
        await self.recorder.record(tx, after, now)
        return after

    async def _settle(self, tx: Transaction, height: int) -> list[Revision]:
        now = self.clock()
        deep = await tx.episodes.to_settle(height - self.policy.final_depth + 1)
        settled = [revisions.settled(episode, height, self.policy, now) for episode in deep]
        made = [revision for revision in settled if revision is not None]
        await self.recorder.record(tx, made, now)
        return made


def past_flag(flag: Flag, policy: Policy, height: int, now: datetime) -> Flag:
    """A flag as it is to be told when it was found in a history, with the tip at a height."""
    deep = flag.confirmations(height) >= policy.final_depth
    return replace(
        flag,
        stage=Stage.FINAL if deep else flag.stage,
        late=now - flag.block.time > policy.window,
    )
