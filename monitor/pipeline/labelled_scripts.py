"""What issuers' labelled scripts held and did in the times of their own figures, worked out beside the chain."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

import structlog

from monitor.clock import Clock
from monitor.disclosures.identity import balance_periods
from monitor.disclosures.labelled import LabelledPeriod, beginning_of, labelled_period
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.disclosures.statement import Statement
from monitor.flows.balances import ScriptPast, Step, earlier_steps, script_past
from monitor.flows.script_history import PastTransaction
from monitor.labels.book import LabelBook
from monitor.labels.vocabulary import Category
from monitor.pipeline.history import reading_of
from monitor.pipeline.known_coins import unseeded
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.pipeline.record import Recorder
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.standing_statements import standing_statements
from monitor.store.chain import ScannedBlock
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()

_SETTLED: Final = timedelta(hours=3)
"""So long after its end a day's blocks are all there; a block may be dated two hours off."""
_MOST_TRANSACTIONS: Final = 5_000
"""Of scripts with a longer history it is not worked out what they held before our first block."""
_INSTANT: Final = timedelta(seconds=1)
_CAUSE: Final = "what the chain shows of its labelled scripts in the time of its figures"

Times = Mapping[str, Collection[tuple[date, date]]]
"""First and last days by issuer."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What all of it rests on: as long as that is the same, so is the result."""

    label_set: str
    coins_version: int
    until: date
    """Days before this one are over and settled."""
    told: int
    """Grows with every statement, and with every decision about one."""


@dataclass(slots=True)
class LabelledScripts:
    """The job. Each turn is nothing but a few small questions unless something has changed."""

    store: Store
    shelf: LabelShelf
    recorder: Recorder
    reconciliation: ReconciliationPolicy
    clock: Clock
    on_revisions: Callable[[], None]
    """Called after a commit that left something in the outbox."""
    _known: _Known | None = field(default=None, init=False)
    _earlier: dict[bytes, tuple[str, int, Sequence[Step] | None]] = field(default_factory=dict, init=False)
    """By script, with our first block and the number of its transactions: what has not changed is not read again."""

    async def turn(self) -> None:
        """Bring the kept figures up to what is known, and reconcile the issuers of which they changed.

        Raises:
            StoreError: the database refuses.
        """
        book = self.shelf.book
        async with self.store.read() as tx:
            tip = await tx.chain.tip()
            if tip is None:
                return
            known = await _known_now(tx, book, tip)
            if known == self._known:
                return
            foot = await tx.chain.foot()
            assert foot is not None, "there is a tip"
            times = _times(await standing_statements(tx), known.until)
        found = await self._worked_out(book, foot, times)
        await self._keep(found)
        self._known = known

    async def _worked_out(
        self, book: LabelBook, foot: ScannedBlock, times: Times
    ) -> Mapping[str, Sequence[LabelledPeriod]]:
        scripts = book.scripts_of(Category.MINER)
        owned = await asyncio.to_thread(_owned, book, scripts, times)
        wanted = frozenset(each for own in owned.values() for each in own)
        early = any(beginning_of(first) < foot.time for own in times.values() for first, _ in own)
        async with self.store.read() as tx:
            complete = await tx.histories.complete()
            everything = await unseeded(tx, book) == frozenset()
            lives = await tx.coins.lives(wanted, foot.height)
        pasts: dict[bytes, ScriptPast] = {}
        for script in wanted:
            if everything or script in complete:
                earlier = await self._below(script, foot, complete.get(script)) if early else None
                pasts[script] = script_past(lives.get(script, ()), foot.time, earlier)
        return await asyncio.to_thread(_periods, times, owned, pasts)

    async def _below(
        self, script: bytes, foot: ScannedBlock, transactions: int | None
    ) -> Sequence[Step] | None:
        """What a script did below our first block, where its history is held and not too long."""
        if transactions is None or transactions > _MOST_TRANSACTIONS:
            return None
        first, count, steps = self._earlier.get(script, ("", 0, None))
        if (first, count) == (foot.block_hash, transactions):
            return steps
        async with self.store.read() as tx:
            past = await tx.histories.past(script)
            held = await tx.chain.held({each.block_hash for each in past})
        ours = {name for name, block in held.items() if block.height >= foot.height}
        steps = await asyncio.to_thread(_earlier, script, past, ours)
        self._earlier[script] = (foot.block_hash, transactions, steps)
        return steps

    async def _keep(self, found: Mapping[str, Sequence[LabelledPeriod]]) -> None:
        """Keep what is new of each issuer and look at its episodes with it; nobody is woken by that."""
        made = 0
        async with self.store.read() as tx:
            before = await tx.labelled.all()
        changed = [
            issuer
            for issuer in sorted({*before, *found})
            if list(before.get(issuer, ())) != list(found.get(issuer, ()))
        ]
        for issuer in changed:
            async with self.store.write() as tx:
                if await tx.labelled.put(issuer, found.get(issuer, ())):
                    done = await reconcile_issuer(
                        tx, self.recorder, issuer, self.reconciliation, cause=_CAUSE, now=self.clock(), wakes=False
                    )  # fmt: skip
                    made += len(done.revisions)
        if made:
            self.on_revisions()
        if changed:
            log.info("labelled.worked_out", issuers=len(changed), revisions=made)


async def _known_now(tx: Transaction, book: LabelBook, tip: ScannedBlock) -> _Known:
    return _Known(
        label_set=book.digest,
        coins_version=await tx.chain.coins_version(),
        until=(tip.time - _SETTLED).date(),
        told=await tx.disclosures.count() + await tx.overrides.changes(),
    )


def _times(statements: Iterable[Statement], until: date) -> Times:
    """The times between stated balances, and the days of the balances, of everybody, as far as they are over."""
    by_issuer: dict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        by_issuer[each.issuer].append(each)
    return {
        issuer: {(first, last) for first, last in balance_periods(told) if last < until}
        for issuer, told in by_issuer.items()
    }


def _owned(
    book: LabelBook, scripts: Iterable[bytes], times: Times
) -> Mapping[tuple[str, date], Sequence[bytes]]:
    """The scripts that are an issuer's at the end of each last day."""
    ends = {
        last: beginning_of(last + timedelta(days=1)) - _INSTANT for own in times.values() for _, last in own
    }
    owned: dict[tuple[str, date], list[bytes]] = defaultdict(list)
    for script in scripts:
        names = {claim.entity for claim in book.claims(script)} & times.keys()
        for last in {last for name in names for _, last in times[name]}:
            owner = _owner(book, script, ends[last])
            if owner in names:
                owned[owner, last].append(script)
    return owned


def _owner(book: LabelBook, script: bytes, at: datetime) -> str | None:
    attribution = book.attribute(script, at)
    if attribution is None or attribution.candidate or attribution.category is not Category.MINER:
        return None
    return attribution.entity


def _periods(
    times: Times, owned: Mapping[tuple[str, date], Sequence[bytes]], pasts: Mapping[bytes, ScriptPast]
) -> Mapping[str, Sequence[LabelledPeriod]]:
    return {
        issuer: [
            labelled_period(first, last, [pasts.get(script) for script in owned[issuer, last]])
            for first, last in sorted(own)
            if (issuer, last) in owned
        ]
        for issuer, own in times.items()
    }


def _earlier(script: bytes, past: Sequence[PastTransaction], ours: Collection[str]) -> Sequence[Step] | None:
    return earlier_steps(past, reading_of(script, past).account, ours)
