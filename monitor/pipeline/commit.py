"""One block, or one reorg, into the store: everything it means in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

import structlog

from monitor.clock import Clock
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.flows import revisions
from monitor.flows.agreement import LONG_PAST, Agreement
from monitor.flows.attribute import transfers_of
from monitor.flows.flag import Flag, Stage, flag_of, whole_flag
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.flows.trails.arrivals import arrivals, worth_telling
from monitor.flows.trails.stopped import stopped
from monitor.flows.trails.trail import Ending, TrailCoin, TrailEnd
from monitor.flows.transfer import Transfer
from monitor.labels.book import LabelBook
from monitor.labels.label import Label
from monitor.pipeline.absorb import Deadline, News, absorb, in_stories
from monitor.pipeline.agreement import Witness
from monitor.pipeline.learning import Learner, learned_labels
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.pipeline.record import Recorder
from monitor.pipeline.settle import reopen, settle
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.taken import AddedPast, Taken
from monitor.store.coins import PastCoin
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()


async def _no_price(_: datetime) -> None:
    """Where nobody is asked for prices there is nothing to wait for."""
    """The watched coins are not those that a block was scanned with."""


class Outdated(Exception):
    """What a block was scanned with is not what is known now: it is to be scanned again."""


class CoinsChanged(Outdated):
    """The watched coins are not those that a block was scanned with."""


class LabelsChanged(Outdated):
    """Another label book has come into force since a block was scanned."""


class AnchorLost(Exception):
    """A reorg took away the block that past ones lead up to."""


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
    witness: Witness
    """Asked about flags before they are told."""
    on_revisions: Callable[[], None]
    """Called after a commit that left something in the outbox."""
    price_at_hand: Callable[[datetime], Awaitable[None]] = _no_price
    """Called before flags of a moment are told; returns at once or very soon, with a price or without."""
    learner: Learner | None = None
    """Takes in what blocks teach about scripts without a label."""
    blocks: int = field(default=0, init=False)
    """Blocks committed by this process."""
    steady: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    """Held by whoever takes a history in, and by blocks that are scanned again because of one; before any other."""
    _letting_go: bool = field(default=False, init=False)
    """Whether the last block that did something to trails was too much for them."""

    @property
    def book(self) -> LabelBook:
        """The labels in force; who needs the same ones for several steps keeps them."""
        return self.shelf.book

    async def append(self, taken: Sequence[Taken], coins_version: int | None = None) -> None:
        """Commit blocks on top of the checkpoint, and everything they mean, in one transaction.

        Args:
            taken: one block or several that follow each other, the lowest first.
            coins_version: of the coins that they were scanned with.

        Raises:
            Outdated: other coins or labels are known meanwhile; nothing is kept.
        """
        await self.switch(None, taken, coins_version)

    async def switch(self, fork: int | None, taken: Sequence[Taken], coins_version: int | None) -> None:
        """Commit another branch in place of the blocks above a height: a reorg as a whole, or nothing of it.

        A transfer that stands on both branches moves from block to block under its flag, and is never taken back.

        Args:
            fork: the height of the last block that both branches have; None where nothing is left behind.
            taken: the blocks of the other branch, the lowest first.
            coins_version: as for `append`.

        Raises:
            Outdated: as `append`.
        """
        heard = await self._heard(taken)
        now = self.clock()
        async with self.shelf.lock:
            async with self.store.write() as tx:
                self._require_in_force(taken)
                if coins_version is not None and await tx.chain.coins_version() != coins_version:
                    raise CoinsChanged("other coins are known")
                made = (
                    []
                    if fork is None
                    else await self._leave(tx, fork, chain.from_iterable(heard.values()), now)
                )
                made += await self.reconcile(tx, made)
                for each in taken:
                    await tx.chain.append(each.block, self.network, each.book.digest)
                    made += await self._keep(tx, each, heard, now)
                    made += await self._settle(tx, each.block.height)
                learned = await self._learn(tx, taken, undone=fork is not None)
            self.shelf.learn(learned, all_of_them=fork is not None)
        self._told(taken, made)

    async def add_past(
        self,
        taken: Sequence[Taken],
        anchor: str,
        resumed: Sequence[TrailCoin] = (),
        still: Sequence[TrailCoin] = (),
    ) -> AddedPast:
        """Commit blocks of the best chain below the checkpoint.

        What trails hold behind the last of them is handed over to whoever follows the tip, if that is the
        checkpoint; else it is lost sight of there, until a further run goes on.

        Args:
            taken: blocks, the lowest first.
            anchor: the hash of a scanned block that they lead up to.
            resumed: parts of trails, lost sight of before, that were followed through these blocks.
            still: what these trails, and those that begin here, hold behind the last block.

        Raises:
            AnchorLost: the anchor left the best chain meanwhile; nothing is kept.
            LabelsChanged: likewise.
        """
        taken = [await self._with_what_stands(each) for each in taken]
        heard = await self._heard(taken)
        now = self.clock()
        async with self.shelf.lock, self.store.write() as tx:
            self._require_in_force(taken)
            tip = await tx.chain.tip()
            if tip is None or await tx.chain.on_best_chain(anchor) is None:
                raise AnchorLost
            await tx.chain.add_past([each.block for each in taken])
            await tx.chain.added_by(self.book.digest)  # the daemon beside us may have others
            coins = await tx.coins.count()
            await tx.trails.resume(resumed)
            made = [revision for each in taken for revision in await self._keep(tx, each, heard, now)]
            coins = await tx.coins.count() - coins
            lost = await self._lose_sight(tx, still, taken[-1].block.block_hash, tip.block_hash)
            if coins or len(still) > lost:
                await tx.chain.coins_changed()
            made += await self._settle(tx, tip.height)
            await self._learn(tx, taken)
        self._told(taken, made)
        return AddedPast(coins, lost)

    @staticmethod
    async def _lose_sight(tx: Transaction, still: Sequence[TrailCoin], last: str, tip: str) -> int:
        """What trails hold behind a past block is handed over at the checkpoint, and not followed below it."""
        if last == tip:
            return 0
        await tx.trails.stop((stopped(coin, Ending.UNSEEN) for coin in still), last)
        return len(still)

    async def add_history(
        self, tx: Transaction, coins: Iterable[PastCoin], transfers: Sequence[Transfer], cause: str
    ) -> list[Revision]:
        """Keep what a script's history shows, in the transaction that also notes how far it is known.

        What stands already is left as it is: blocks prove more than histories tell. What is older than the
        time in which flags belong together is no news: it is told softly, and final at once where it is deep.

        Args:
            tx: where to, begun while the shelf was locked.
            coins: the script's, as of the checkpoint.
            transfers: those that the history shows up to the checkpoint.
            cause: where they were found, for people.
        """
        now, tip = self.clock(), await tx.chain.tip()
        height = tip.height if tip else 0
        await tx.coins.take_in(coins)
        await tx.chain.coins_changed()  # a block may just be scanned without them
        await tx.chain.add_transfers(transfers)
        found = [flag_of(transfer, self.policy) for transfer in transfers]
        return await self.add_found(tx, [flag for flag in found if flag is not None], height, cause, now)

    async def add_found(
        self, tx: Transaction, found: Iterable[Flag], height: int, cause: str, now: datetime
    ) -> list[Revision]:
        """Tell flags that came to light after their blocks. What stands in a block already is left as it is.

        Args:
            tx: what they rest on is kept in it.
            found: flags in blocks up to the checkpoint.
            height: the checkpoint's.
            cause: where they were found, for people.
            now: the present moment.
        """
        flags = [past_flag(flag, self.policy, height, now) for flag in found]
        known = await self._standing(tx, [flag.flag_id for flag in flags])
        made: list[Revision] = []
        for story in in_stories((flag for flag in flags if flag.flag_id not in known), self.policy):
            news = News(word=cause, flags=story, cause=cause)
            told = await absorb(tx, news, self.policy, self.deadline, now)
            await self.recorder.record(tx, told, now)
            made += told
        made += await self.reconcile(tx, made)
        made += await self._settle(tx, height)
        return made

    async def _learn(
        self, tx: Transaction, taken: Sequence[Taken], *, undone: bool = False
    ) -> Mapping[str, Label | None]:
        """Keep what blocks teach; the labels that come of it, or all there are where blocks were undone."""
        learned: dict[str, Label | None] = {}
        if self.learner is not None:
            for each in taken:
                learned |= await self.learner.take_in(tx, each.findings, each.book, each.trails.steps)
        return await learned_labels(tx) if undone else learned

    def _require_in_force(self, taken: Sequence[Taken]) -> None:
        if any(each.book is not self.book for each in taken):
            raise LabelsChanged("other labels are in force")

    @staticmethod
    async def _standing(tx: Transaction, flag_ids: Sequence[str]) -> set[str]:
        """Those of these flags that stand in a block already."""
        episodes = await tx.episodes.with_flags(flag_ids)
        settled = {Stage.INCLUDED, Stage.FINAL}
        return {flag.flag_id for episode in episodes for flag in episode.flags if flag.stage in settled}

    async def _leave(
        self, tx: Transaction, fork: int, elsewhere: Iterable[Flag], now: datetime
    ) -> list[Revision]:
        """Leave the blocks above a height behind: their transfers no longer stand, their coins are as before."""
        hashes = [block.block_hash for block in await tx.chain.above(fork)]
        await tx.chain.leave(fork)
        await tx.headers.leave(fork)
        await tx.coins.undo(hashes)
        await tx.trails.undo(hashes)
        await tx.histories.undo(hashes)
        await tx.histories.doubt(fork)
        await tx.candidates.undo(hashes)
        await tx.sweeps.undo(hashes)
        await tx.payouts.undo(hashes)
        await reopen(tx, hashes)
        moved = {flag.flag_id for flag in elsewhere}
        touched = [
            revisions.orphaned(episode, hashes, now, moved) for episode in await tx.episodes.in_blocks(hashes)
        ]
        made = [revision for revision in touched if revision is not None]
        await self.recorder.record(tx, made, now)
        return made

    async def _keep(
        self, tx: Transaction, taken: Taken, heard: Mapping[str, Sequence[Flag]], now: datetime
    ) -> list[Revision]:
        """Everything that one block means, but for the checkpoint."""
        findings, block_hash = taken.findings, taken.block.block_hash
        if taken.scanned:
            await tx.coverage.add(block_hash, taken.book.digest, (taken.source,), now)
        await tx.chain.add_transfers(_transfers(taken))
        await tx.coins.spend(findings.spent, block_hash)
        await tx.coins.add(findings.created, block_hash, findings.mined)
        await tx.trails.keep(taken.trails, block_hash, block_hash if taken.scanned else taken.block.prev_hash)
        news = await settle(
            tx, findings, heard[block_hash], steps=taken.trails.steps, book=taken.book, source=taken.source, now=now
        )  # fmt: skip
        made = await absorb(tx, news, self.policy, self.deadline, now)
        await self.recorder.record(tx, made, now)
        return [*made, *await self.reconcile(tx, made)]

    async def _heard(self, taken: Sequence[Taken]) -> dict[str, Sequence[Flag]]:
        """The flags of each block by its hash, with the word of the sources on them."""
        heard = {}
        for each in taken:
            flags = self._flags(each)
            if flags:
                await self.price_at_hand(each.block.time)
            heard[each.block.block_hash] = await self.witness.heard(flags, each.source)
        return heard

    def _flags(self, taken: Taken) -> list[Flag]:
        return worth_telling(_transfers(taken), taken.trails.arrived, self.policy)

    async def _with_what_stands(self, taken: Taken) -> Taken:
        """A block that is scanned again, with what trails are known to have brought beside its transfers."""
        direct = {whole_flag(transfer).flag_id: transfer.txid for transfer in _transfers(taken)}
        if not direct:
            return taken
        block, txids = taken.block.block_hash, set(direct.values())
        async with self.store.read() as tx:
            stood = await tx.told_trails.steps_in(block, txids)
            reached = await tx.told_trails.arrived(txids)
            ends = [end for where, end in reached if where.block_hash == block]
            trails = await tx.told_trails.trails_of(ends)
        known = arrivals(ends, trails, taken.findings.block, taken.book.attribute)
        arrived = (*taken.trails.arrived, *(flag for flag in known if flag.flag_id in direct))
        return replace(taken, stood=stood, trails=replace(taken.trails, arrived=arrived))

    def _told(self, taken: Sequence[Taken], made: Sequence[Revision]) -> None:
        self.blocks += len(taken)
        first, last = taken[0], taken[-1]
        which = {} if first is last else {"first": first.block.height, "blocks": len(taken)}
        log.info(
            "block.scanned", height=last.block.height, block_hash=last.block.block_hash, **which,
            transfers=sum(len(_transfers(each)) for each in taken), revisions=len(made),
            source=last.source,
        )  # fmt: skip
        self._note_let_go([end for each in taken for end in each.trails.stopped])
        if made:
            self.on_revisions()

    def _note_let_go(self, ends: Sequence[TrailEnd]) -> None:
        let_go = sum(end.ending is Ending.LET_GO for end in ends)
        if let_go and not self._letting_go:
            log.warning(
                "trails.too_many",
                parts=let_go,
                reason="more is open than can be followed; raise trails.min_part_btc, or trails.max_parts",
            )
        self._letting_go = bool(let_go)

    async def reconcile(self, tx: Transaction, made: Sequence[Revision]) -> list[Revision]:
        """Statements may already cover what has just appeared, or have rested on what has just gone.

        Records and returns the revisions that this makes; they wake nobody where those before did not.
        """
        wakes = any(revision.wakes for revision in made)
        after: list[Revision] = []
        now = self.clock()
        for miner in dict.fromkeys(revision.episode.miner for revision in made):
            if await tx.disclosures.statements_of(miner):
                cause = "an earlier statement covers it"
                done = await reconcile_issuer(
                    tx, self.recorder, miner, self.reconciliation, cause=cause, now=now, wakes=wakes
                )
                after.extend(done.revisions)
        return after

    async def _settle(self, tx: Transaction, height: int) -> list[Revision]:
        now = self.clock()
        deep = await tx.episodes.to_settle(height - self.policy.final_depth + 1)
        settled = [revisions.settled(episode, height, self.policy, now) for episode in deep]
        made = [revision for revision in settled if revision is not None]
        await self.recorder.record(tx, made, now)
        return made


def _transfers(taken: Taken) -> list[Transfer]:
    steps = {**taken.stood, **{step.txid: step for step in taken.trails.steps}}
    return [
        transfer
        for hit in taken.findings.hits
        for transfer in transfers_of(hit, taken.book, steps.get(hit.txid))
    ]


def past_flag(flag: Flag, policy: Policy, height: int, now: datetime) -> Flag:
    """A flag as it is to be told when it was found in a history, with the checkpoint at a height."""
    deep = flag.confirmations(height) >= policy.final_depth
    late = now - flag.block.time > policy.window
    return replace(
        flag,
        stage=Stage.FINAL if deep else flag.stage,
        late=late,
        # Nobody is woken by what is long past, so nobody else need be asked of it.
        agreement=Agreement(waived=LONG_PAST) if late else Agreement(since=now),
    )
