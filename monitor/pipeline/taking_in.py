"""Blocks on top of the checkpoint, or of a better branch: proven, scanned, committed."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import aclosing
from typing import Final

from monitor.bitcoin.header_chain import HeaderChain
from monitor.bitcoin.network import ChainParams
from monitor.flows.coins import Coin
from monitor.flows.trails.trail import TrailPolicy
from monitor.labels.book import LabelBook
from monitor.pipeline.commit import Committer, Outdated
from monitor.pipeline.examine import Examiner, Watched
from monitor.pipeline.fetch_ahead import Arrival, ahead
from monitor.pipeline.known_coins import unseeded
from monitor.pipeline.known_headers import KnownHeaders
from monitor.pipeline.named_trails import name_trails
from monitor.pipeline.payouts import watched_payouts
from monitor.pipeline.ports import Source
from monitor.pipeline.progress import Progress
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.taken import Taken
from monitor.pipeline.way import Way
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store

BATCH: Final = 16
"""So many blocks without a hit are committed together when further ones follow at once; a commit waits for the disk."""
_SCANS: Final = 4
"""So often blocks are scanned again where reviewers, a backfill or a second word on a history come in between."""


class Intake:
    """Takes blocks in on top of the checkpoint, and holds in memory what that needs: headers and coins."""

    def __init__(
        self,
        *,
        sources: Source,
        store: Store,
        shelf: LabelShelf,
        params: ChainParams,
        committer: Committer,
        progress: Progress,
        way: Way,
        on_block: Callable[[ScannedBlock], None],
        trails: TrailPolicy | None = None,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._labels: LabelBook | None = None
        """Those that `_watched` was looked up with."""
        self._committer = committer
        self._progress = progress
        self._way = way
        self._on_block = on_block
        self._examiner = Examiner(
            sources=sources,
            shelf=shelf,
            params=params,
            now=committer.clock,
            learning=committer.learner.policy if committer.learner else None,
            trails=trails,
        )
        self._waiting: list[Taken] = []
        self._arrived: list[tuple[Arrival, str]] = []
        """Those that wait, as they were served and by whom."""
        self._watched: Watched | None = None
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
        current = version == self._coins_version and self._labels is self._shelf.book
        if self._watched is not None and current:
            return
        await self._look_up()
        self.headers = await KnownHeaders.of(self._store)

    async def _look_up(self) -> None:
        self._labels = book = self._shelf.book
        async with self._store.read() as tx:
            self._coins_version = await tx.chain.coins_version()
            coins = _by_outpoint(await tx.coins.unspent())
            named = await unseeded(tx, book)
            trails = await tx.trails.held()
            payouts = await watched_payouts(tx)
        await name_trails(trails, self._committer)
        self._watched = Watched(coins, named, trails, payouts=payouts)

    def forget_uncommitted(self) -> None:
        """Whatever went wrong: what was taken in and not committed never was."""
        if self._waiting:
            self._drop()

    def _drop(self) -> None:
        self._waiting.clear()
        self._arrived.clear()
        self._watched = None

    async def take(self, arrival: Arrival, source: str, *, more: bool) -> None:
        """Take the next block in; it is committed at once, unless `more` follow and nobody waits for this one.

        Raises:
            SourceUnproven: it fails its proof.
            StoreError: the database refuses.
            Outdated: prepare again.
        """
        assert self._watched is not None, "prepare() comes first"
        watched, self._watched = self._watched, None  # whoever interrupts it leaves half of a block in there
        taken = await self._examiner.examine(arrival, source, self.headers.at, watched)
        self._watched = watched
        # From here on memory is ahead of the database, until it is committed.
        self._waiting.append(taken)
        self._arrived.append((arrival, source))
        self.headers.put(taken.block.height, taken.block.header)
        self._on_block(taken.block)
        if taken.tells or not more or len(self._waiting) >= BATCH:
            await self.commit()

    async def commit(self) -> None:
        """Commit what waits; where further coins or labels are known by now, it is scanned with them first.

        No history is taken in meanwhile: each tells of coins, and hundreds of them would keep the tip out of reach.

        Raises:
            SourceError: what a further scan rests on could not be looked up; nothing waits any more, prepare again.
            StoreError: the database refuses.
            Outdated: prepare again.
        """
        if not self._waiting:
            return
        try:
            await self._committer.append(self._waiting, self._coins_version)
        except Outdated:
            async with self._committer.steady:
                await self._commit_anew()
        self._note_progress(self._waiting[-1].block.height)
        self._waiting.clear()
        self._arrived.clear()

    async def _commit_anew(self) -> None:
        for left in reversed(range(_SCANS)):
            await self._scan_again()
            try:
                await self._committer.append(self._waiting, self._coins_version)
            except Outdated:
                if not left:
                    raise
            else:
                return

    async def _scan_again(self) -> None:
        arrived = list(self._arrived)
        self._drop()  # whatever goes wrong from here on
        await self._look_up()
        watched, self._watched = self._watched, None
        assert watched is not None, "it was just looked up"
        for arrival, source in arrived:
            taken = await self._examiner.examine(arrival, source, self.headers.at, watched)
            self._waiting.append(taken)
            self._arrived.append((arrival, source))
        self._watched = watched

    async def switch(self, fork: int, branch: HeaderChain, source: Source) -> None:
        """Take another branch in, in place of ours above the fork, once all of its blocks are at hand and proven.

        No history is taken in meanwhile, as in `commit`.

        Raises:
            SourceError: the source does not serve all of it; nothing has changed.
            StoreError: the database refuses; nothing has changed.
            Outdated: prepare again.
        """
        async with self._committer.steady:
            taken = await self._switched(fork, branch, source)
        await self._look_up()
        self.headers.cut(fork)
        for each in taken:
            self.headers.put(each.block.height, each.block.header)
        self._note_progress(taken[-1].block.height)

    async def _switched(self, fork: int, branch: HeaderChain, source: Source) -> list[Taken]:
        async with self._store.read() as tx:
            version = await tx.chain.coins_version()
            coins = await tx.coins.unspent_without(fork + 1, self.headers.top)
            trails = await tx.trails.held_without(fork + 1, self.headers.top)
            payouts = await watched_payouts(tx)
        # The branch may begin below our first block.
        watched = Watched(_by_outpoint(coins), None, trails, payouts=payouts)
        wanted = [
            (height, header.block_hash) for height, header in enumerate(branch.above(fork), start=fork + 1)
        ]
        taken: list[Taken] = []
        async with aclosing(ahead(source, wanted, self._way)) as arrivals:
            async for arrival in arrivals:
                taken.append(await self._examiner.examine(arrival, source.name, branch.at, watched))
                self._on_block(taken[-1].block)
        await self._committer.switch(fork, taken, version)
        return taken

    def _note_progress(self, height: int) -> None:
        self._progress.bounded = self._examiner.bounded
        self._progress.headers_from = self.headers.lowest
        self._progress.reckoner.step(height, asyncio.get_running_loop().time())


def _by_outpoint(coins: Iterable[Coin]) -> dict[bytes, Coin]:
    return {coin.outpoint: coin for coin in coins}
