"""One block, or one reorg, into the store: everything it means in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from monitor.clock import Clock
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.flows import revisions
from monitor.flows.attribute import transfers_of
from monitor.flows.flag import flag_of
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.flows.scan import Findings
from monitor.pipeline.absorb import Deadline, absorb
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.pipeline.record import Recorder
from monitor.pipeline.shelf import LabelShelf
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()


@dataclass(slots=True)
class Committer:
    """Writes blocks and reorgs. Whatever goes wrong inside leaves the database as it was."""

    store: Store
    shelf: LabelShelf
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

    async def append(self, block: ScannedBlock, findings: Findings, source: str) -> None:
        """Commit block, transfers, coins, flags, episode revisions, outbox rows and checkpoint together."""
        transfers = [transfer for hit in findings.hits for transfer in transfers_of(hit, self.shelf.book)]
        found = [flag_of(transfer, self.policy) for transfer in transfers]
        flags = [flag for flag in found if flag is not None]
        now = self.clock()
        async with self.store.write() as tx:
            await tx.chain.append(
                block, network=self.network, source=source, label_set=self.shelf.book.digest, scanned_at=now
            )
            await tx.chain.add_transfers(transfers)
            await tx.coins.spend(findings.spent, block.block_hash)
            await tx.coins.add(findings.created, block.block_hash)
            made = await absorb(tx, flags, self.policy, self.deadline, now)
            await self.recorder.record(tx, made, now)
            made += await self.reconcile(tx, made)
            made += await self._settle(tx, block.height)
        self.blocks += 1
        log.info(
            "block.scanned", height=block.height, block_hash=block.block_hash, transfers=len(transfers),
            flags=len(flags), revisions=len(made), source=source,
        )  # fmt: skip
        if made:
            self.on_revisions()

    async def rewind(self, fork: ScannedBlock, orphaned: Sequence[ScannedBlock]) -> None:
        """Leave orphaned blocks behind: their transfers no longer stand, their coins are as before."""
        hashes = [block.block_hash for block in orphaned]
        now = self.clock()
        async with self.store.write() as tx:
            await tx.chain.rewind(self.network, fork)
            await tx.coins.undo(hashes)
            touched = [
                revisions.orphaned(episode, hashes, now) for episode in await tx.episodes.in_blocks(hashes)
            ]
            made = [revision for revision in touched if revision is not None]
            await self.recorder.record(tx, made, now)
            made += await self.reconcile(tx, made)
        if made:
            self.on_revisions()

    async def reconcile(self, tx: Transaction, made: Sequence[Revision]) -> list[Revision]:
        """Statements may already cover what has just appeared, or have rested on what has just gone.

        Records and returns the revisions that this makes.
        """
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
