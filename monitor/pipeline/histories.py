"""The past of every miner's script: read once, taken in, and where addresses are polled, kept up with the tip."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import structlog

from monitor.errors import SourceCannot, SourceDataError, SourceError, SourceLacks, SourceUnavailable
from monitor.labels.vocabulary import Category
from monitor.pipeline.allowance import Allowance, AllowanceSpent, Frugal
from monitor.pipeline.commit import Committer
from monitor.pipeline.corroboration import Corroboration
from monitor.pipeline.health import Health
from monitor.pipeline.history import HistoryReader, Mismatch, difference
from monitor.pipeline.past import PastTaker
from monitor.pipeline.poll_order import Polled, most_overdue
from monitor.pipeline.ports import Source, Sources
from monitor.pipeline.urgency import bulk
from monitor.pipeline.way import Way
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store

log = structlog.get_logger()

ROUNDS = 5
"""While we catch up, the checkpoint moves on under a reading; after so many rounds it is for the next turn."""
MAX_REST = 8
"""Turns that are left out at most after one that no source answered: each costs requests that reading needs."""
ASTRAY_TURNS = 3
"""So many turns in a row no source may be at our checkpoint before that counts as trouble: in a reorg we see the
other branch here a moment before the follower takes it."""


class _NotWithUs(SourceLacks):
    """A source is not at our checkpoint: it lags, or follows another branch."""


class Histories:
    """The use case, one turn at a time.

    Platforms' scripts get no history: a transfer from a miner touches the miner's script as well, and an exchange's
    hot wallet has hundreds of thousands of transactions that nobody could page through.

    Args:
        sources: whom to ask, one by one: a cursor means something only to the source that gave it.
        store: what is known.
        committer: takes transfers and coins in.
        reader: reads the pages.
        taker: takes a reading in.
        way: whether what comes after the history comes by blocks or by polls.
        allowance: how many requests this work may make.
        health: where trouble is noted.
        on_request: called before each request.
        corroboration: seeks a second word on what was read, for the scan of blocks.
    """

    def __init__(
        self,
        *,
        sources: Sources,
        store: Store,
        committer: Committer,
        reader: HistoryReader,
        taker: PastTaker,
        way: Way,
        allowance: Allowance,
        health: Health,
        on_request: Callable[[], None],
        corroboration: Corroboration,
    ) -> None:
        self._sources = sources
        self._store = store
        self._committer = committer
        self._reader = reader
        self._taker = taker
        self._way = way
        self._allowance = allowance
        self._health = health
        self._on_request = on_request
        self._corroboration = corroboration
        self._expected: str | None = None
        self._polls_wait = False
        self._quiet: Counter[bytes] = Counter()
        self._astray = 0
        """Turns in a row that no source was at our checkpoint."""
        self._unanswered = 0
        """Turns in a row that no source answered."""
        self._resting = 0
        """Turns that are still left out because of it."""

    async def expect_all(self) -> None:
        """Let a record stand for each script that the labels give to a miner, and for no other.

        Before a block is scanned with other labels: what is known of a script ends where it is looked for no more.

        Raises:
            StoreError: the database refuses.
        """
        book = self._committer.book
        if book.digest != self._expected:
            async with self._store.write() as tx:
                await tx.histories.expect(book.scripts_of(Category.MINER))
            self._expected = book.digest

    async def turn(self) -> None:
        """Read and poll as far as the requests reach.

        Raises:
            StoreError: the database refuses.
        """
        await self.expect_all()
        if self._resting:
            self._resting -= 1
            return
        async with self._store.read() as tx:
            base = await tx.chain.tip()
        if base is None:
            return  # the first block comes first: it says up to where a history must reach
        seen: set[tuple[str, str]] = set()
        try:
            with bulk():
                for script in await self._in_order(base):
                    if not await self._brought_up(script, seen):
                        return
                if self._way.by_blocks:
                    await self._corroborate(seen)
        except AllowanceSpent:
            # Where both have to share, neither may starve.
            self._polls_wait = not self._polls_wait

    async def _corroborate(self, seen: set[tuple[str, str]]) -> None:
        for script in await self._corroboration.due():
            if not await self._brought_up(script, seen):
                return
            sources = [self._frugal(each) for each in self._sources.members()]
            read = partial(self._from, script=script, seen=seen)
            await self._corroboration.seek(script, sources, read)

    def _frugal(self, source: Source) -> Frugal:
        return Frugal(source, self._allowance, self._on_request)

    async def _in_order(self, base: ScannedBlock) -> Sequence[bytes]:
        """What is to be read, and what is to be polled."""
        async with self._store.read() as tx:
            digest, blind = self._committer.book.digest, await tx.chain.blind_height()
            unread = await tx.histories.due(digest, blind, self._committer.clock())
            if self._way.by_blocks:
                return unread
            reached = await tx.histories.not_reaching(base.block_hash)
        polled = [Polled(script, height, self._quiet[script]) for script, height in reached]
        polls = most_overdue((each for each in polled if each.script_pubkey not in set(unread)), base.height)
        return [*unread, *polls] if self._polls_wait else [*polls, *unread]

    async def _brought_up(self, script: bytes, seen: set[tuple[str, str]]) -> bool:
        """Bring one script up to the checkpoint, from whichever source can; False where none answers."""
        failures: list[SourceError] = []
        async with self._store.read() as tx:
            last = (await tx.histories.record(script)).source
        for source in sorted(self._sources.members(), key=lambda each: each.name != last):
            try:
                await self._from(self._frugal(source), script=script, seen=seen)
            except SourceError as error:
                failures.append(error)
                if isinstance(error, Mismatch):
                    await self._reader.forget(script)  # the next one shall not have to contradict it
            else:
                self._health.well("history")
                self._unanswered = 0
                return True
        return await self._failed(script, failures)

    async def _from(
        self, source: Frugal, *, script: bytes, seen: set[tuple[str, str]], anew: bool = False
    ) -> None:
        if anew:
            await self._reader.forget(script)
        for _ in range(ROUNDS):
            async with self._store.read() as tx:
                base = await tx.chain.tip()
                record = await tx.histories.record(script)
            assert base is not None  # a chain that has begun does not end
            await self._require_ours(source, base, seen)
            totals = await source.totals(script)
            held = (record.transactions, record.funded, record.spent)
            same_labels = record.label_set == self._committer.book.digest
            known = record.upto_hash is not None and same_labels and not anew
            if known and difference(held, totals) is None:
                self._quiet[script] += 1
                done = await self._taker.confirm(record, base)
            else:
                self._quiet[script] = 0
                reading = await self._reader.read(source, script, totals)
                done = await self._taker.take(source, reading, base)
            if done:
                return

    async def _require_ours(self, source: Frugal, base: ScannedBlock, seen: set[tuple[str, str]]) -> None:
        """A history that is read from here on holds everything up to our checkpoint if its chain does."""
        if (source.name, base.block_hash) in seen:
            return
        try:
            theirs = await source.block_hash(base.height)
        except SourceLacks as error:
            raise _NotWithUs(source.name, str(error)) from error
        if theirs != base.block_hash:
            what = f"its block {base.height} is {theirs}, and we are at {base.block_hash}"
            raise _NotWithUs(source.name, what)
        seen.add((source.name, base.block_hash))
        if self._astray:
            # Reading on may wait for requests; what was wrong is over already.
            self._astray = 0
            self._health.well("history")

    async def _failed(self, script: bytes, failures: Sequence[SourceError]) -> bool:
        reason = "; ".join(str(error) for error in failures)
        final = [error for error in failures if isinstance(error, SourceDataError | SourceCannot)]
        if len(final) < len(failures):
            # A source that is away, or has no request left for us, is the follower's to tell of.
            if not all(isinstance(error, SourceUnavailable) for error in failures):
                astray = any(isinstance(error, _NotWithUs) for error in failures)
                self._astray = self._astray + 1 if astray else 0
                if not astray or self._astray >= ASTRAY_TURNS:
                    self._health.trouble("history", reason)
            self._rest()
            return False
        async with self._store.write() as tx:
            first = await tx.histories.fail(script, reason, self._committer.clock())
        if first:
            log.warning("history.failed", script_pubkey=script.hex(), reason=reason)
        return True

    def _rest(self) -> None:
        """Leave out ever more turns. Polls are how blocks are followed by addresses, and rest for nothing."""
        if self._way.by_blocks:
            self._resting = min(2**self._unanswered, MAX_REST) - 1
            self._unanswered += 1
