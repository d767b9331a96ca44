"""Follows the best chain of several sources, block by block, from the checkpoint on; nothing is trusted or skipped."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final, Literal

import structlog

from monitor.bitcoin.header import parse_header
from monitor.bitcoin.header_chain import MEDIAN_SPAN
from monitor.bitcoin.network import ChainParams
from monitor.errors import (
    BlockError,
    SourceCannot,
    SourceDataError,
    SourceError,
    SourceLacks,
    SourceUnavailable,
    SourceUnproven,
)
from monitor.flows.trails.trail import TrailPolicy
from monitor.pipeline.beginning import first_block
from monitor.pipeline.branches import Branches, NoMeeting
from monitor.pipeline.commit import Committer, Outdated
from monitor.pipeline.fetch_ahead import Arrival, ahead
from monitor.pipeline.header_fill import fill_down
from monitor.pipeline.ports import Source, Sources
from monitor.pipeline.progress import Progress
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.source_views import Says, View
from monitor.pipeline.taking_in import Intake
from monitor.pipeline.way import Way
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store

log = structlog.get_logger()

COMPARE_EVERY: Final = 6
"""So often, in turns, every source is asked for its tip; in between only the one that serves."""


@dataclass(frozen=True, slots=True)
class FollowPolicy:
    """Where to start, and how far a reorg may reach."""

    start: Literal["tip"] | int = "tip"
    """Where an empty database begins: `tip` is `head_start` blocks below the tip, so that a small reorg
    right after the start finds its fork."""
    head_start: int = 6
    max_reorg_depth: int = 100


class Follower:
    """Keeps the store at the best tip of its sources. `advance` is one turn; nothing else moves the checkpoint."""

    def __init__(
        self,
        *,
        sources: Sources,
        store: Store,
        shelf: LabelShelf,
        params: ChainParams,
        policy: FollowPolicy,
        committer: Committer,
        progress: Progress,
        way: Way,
        on_block: Callable[[ScannedBlock], None],
        trails: TrailPolicy | None = None,
    ) -> None:
        self._sources = sources
        self._store = store
        self._params = params
        self._policy = policy
        self._committer = committer
        self._progress = progress
        self._way = way
        self._branches = Branches(params, policy.max_reorg_depth)
        self.intake = Intake(
            sources=sources, store=store, shelf=shelf, params=params, committer=committer, progress=progress,
            way=way, on_block=on_block, trails=trails,
        )  # fmt: skip
        self._turns = 0

    async def advance(self) -> int:
        """Bring the store to the best tip that a source proves; how many blocks that took.

        Raises:
            SourceUnavailable: no source answers; try again at the next turn; everything so far is kept.
            SourceLacks: the sources are behind us, or have not got the block that they told of; likewise.
            SourceDataError: what they serve cannot be used; the checkpoint stays.
            SourceCannot: none of them serves raw blocks.
            StoreError: the database refuses; the checkpoint stays.
        """
        before = self._committer.blocks
        try:
            await self._turn()
        except Outdated as outdated:
            log.info("follow.outdated", reason=str(outdated))  # what was not kept is scanned again, next turn
        finally:
            self.intake.forget_uncommitted()
            self._progress.reckoner.end(asyncio.get_running_loop().time())
        return self._committer.blocks - before

    async def _turn(self) -> None:
        await self._require_network()
        compare = self._turns % COMPARE_EVERY == COMPARE_EVERY - 1
        self._turns += 1
        failures: list[SourceError] = []
        served = False
        members = self._sources.members()
        for member in members:
            try:
                agrees = await self._hear(member) is Says.AGREES
            except SourceUnproven as error:
                failures.append(error)
                self._note(View(member.name, Says.UNPROVEN, error.what))
                self._sources.quarantine(member.name, error.what)
                continue
            except SourceError as error:
                failures.append(error)
                self._note_failure(member, error)
                agrees = False
            if agrees and not served:
                served = True
                self._progress.source = member.name
            if not served:
                self._sources.pass_over()
            elif not compare:
                return
        if not members:
            raise SourceUnavailable("all sources", "none may be asked now")
        if not served and failures:
            raise _one_of(failures)

    async def _require_network(self) -> None:
        async with self._store.read() as tx:
            network = await tx.chain.network()
        if network not in {None, self._params.network.value}:
            raise SourceDataError(
                self._sources.name,
                f"this database follows {network}, the configuration says {self._params.network.value}",
            )

    def _note_failure(self, member: Source, error: SourceError) -> None:
        if isinstance(error, NoMeeting):
            self._note(View(member.name, Says.STRANGER, error.what))
        elif not isinstance(error, SourceLacks):
            self._note(View(member.name, Says.SILENT, error.what))

    def _note(self, view: View, height: int | None = None) -> Says:
        self._progress.views.note(view, height)
        return view.says

    async def _hear(self, member: Source) -> Says:
        """Take in what a source knows better; where its view stands in the end.

        Raises:
            SourceLacks: it is behind.
            SourceError: it does not serve what is needed; what it did serve is kept.
            StoreError: the database refuses.
        """
        tip_hash = await member.tip_hash()
        here = await self._checkpoint()
        if here is not None and here.block_hash == tip_hash:
            self._progress.source_height = here.height
            return self._note(View(member.name, Says.AGREES, tip_hash=tip_hash), here.height)
        if here is not None:
            await self._require_news(member, tip_hash, here)
        await self.intake.prepare()
        if here is None:
            first = await first_block(
                member, self._params, self._policy.start, self._policy.head_start, self._way
            )
            if first is None:
                return self._note(View(member.name, Says.AGREES, tip_hash=tip_hash))
            await self.intake.take(first, member.name, more=False)
        try:
            await self._look_back(member)
            return await self._extend(member, self.intake.headers.top, tip_hash)
        except SourceError:
            await self.intake.commit()  # what came before is proven, whatever the source does now
            raise

    async def _look_back(self, member: Source) -> None:
        """Get the headers that the median time before the next block rests on, where a database is so young.

        Raises:
            SourceError: the source does not serve them, or none that lead up to ours. One that has no way to serve
                headers is followed all the same, as it must be for the difficulty.
        """
        headers = self.intake.headers
        try:
            await fill_down(member, self._store, headers, max(0, headers.top - MEDIAN_SPAN + 1))
        except SourceCannot as error:
            log.debug("follow.no_headers", source=member.name, reason=error.what)

    async def _checkpoint(self) -> ScannedBlock | None:
        async with self._store.read() as tx:
            return await tx.chain.tip()

    async def _require_news(self, member: Source, tip_hash: str, here: ScannedBlock) -> None:
        """Refuse a tip that we have passed: it is no reorg, but whoever serves it keeps the news from us."""
        async with self._store.read() as tx:
            known = await tx.chain.on_best_chain(tip_hash)
        if known is not None:
            what = f"its tip is block {known.height}, block {here.height} was scanned already"
            self._note(View(member.name, Says.BEHIND, what, tip_hash), known.height)
            raise SourceLacks(member.name, f"it is behind: {what}")

    async def _extend(self, member: Source, height: int, tip_hash: str) -> Says:
        """Walk up by height as long as blocks link; what does not link may be another branch."""
        headers = self.intake.headers
        while headers.height_of(tip_hash) is None:
            last = max(height + 1, await member.tip_height())
            self._progress.source_height = last
            self._progress.reckoner.begin(height + 1, last, asyncio.get_running_loop().time())
            reached, odd = await self._climb(member, height, last)
            if odd is not None or reached == height:
                return await self._weigh(member, tip_hash, odd)
            height = reached
        self._progress.source_height = headers.top
        return self._note(View(member.name, Says.AGREES, tip_hash=tip_hash), headers.top)

    async def _climb(self, member: Source, height: int, last: int) -> tuple[int, str | None]:
        """Take in the blocks that link, up to a height; how far that went, and the first one that does not link."""
        headers = self.intake.headers
        wanted = range(height + 1, last + 1)  # its end is a hint, and may be anything
        async with aclosing(ahead(member, ((each, None) for each in wanted), self._way)) as arrivals:
            async for arrival in arrivals:
                prev = headers.at(arrival.height - 1)
                assert prev is not None, "the checkpoint's header is at hand"
                if _prev_hash(arrival, member) != prev.block_hash:
                    await self.intake.commit()
                    return height, arrival.block_hash
                await self.intake.take(arrival, member.name, more=arrival.height < last)
                height = arrival.height
        await self.intake.commit()
        return height, None

    async def _weigh(self, member: Source, tip_hash: str, odd: str | None) -> Says:
        """Adopt the branch that a source is on if its proven headers carry more work than ours.

        The block that did not link is tried first: after a long time away the tip may be far above the fork.
        """
        says = Says.OTHER_BRANCH
        for candidate in dict.fromkeys(each for each in (odd, tip_hash) if each is not None):
            view = await self._judge(member, candidate)
            says = self._note(view)
            if says is Says.AGREES and candidate != tip_hash:
                return await self._extend(member, self.intake.headers.top, tip_hash)
            if says is Says.AGREES:
                break
        return says

    async def _judge(self, member: Source, tip_hash: str) -> View:
        headers = self.intake.headers
        if headers.height_of(tip_hash) is not None:
            return View(member.name, Says.AGREES, tip_hash=tip_hash)
        branch = await self._branches.better(member, tip_hash, headers)
        if isinstance(branch, str):
            return View(member.name, Says.OTHER_BRANCH, branch, tip_hash)
        orphaned = headers.top - branch.start
        await self.intake.switch(branch.start, branch, member)
        if orphaned:
            self._branches.forget()
            log.warning(
                "follow.reorg", fork_height=branch.start, orphaned=orphaned,
                adopted=branch.height - branch.start, source=member.name,
            )  # fmt: skip
        self._progress.source_height = headers.top
        return View(member.name, Says.AGREES, tip_hash=tip_hash)


def _prev_hash(arrival: Arrival, member: Source) -> str:
    try:
        return parse_header(arrival.raw).prev_hash
    except BlockError as error:
        raise SourceUnproven(member.name, f"block {arrival.height} {arrival.block_hash}: {error}") from error


def _one_of(failures: Sequence[SourceError]) -> SourceError:
    """What is told when no source serves: the failure, or all of them as one that may be over soon."""
    if len(failures) == 1:
        return failures[0]
    texts = "; ".join(str(error) for error in failures)
    if all(isinstance(error, SourceLacks) for error in failures):
        return SourceLacks("all sources", texts)
    if all(isinstance(error, SourceCannot) for error in failures):
        return SourceCannot("all sources", texts)
    if any(isinstance(error, SourceDataError) for error in failures):
        return SourceDataError("all sources", texts)
    waits = [
        error.retry_after for error in failures if isinstance(error, SourceUnavailable) and error.retry_after
    ]
    return SourceUnavailable("all sources", texts, retry_after=min(waits, default=None))
