"""What a look into a mempool means, into the store: everything in one transaction, as with a block."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from monitor.clock import Clock
from monitor.flows.flag import Flag
from monitor.flows.policy import Policy
from monitor.flows.unsettled import Changes, Look, State, Unsettled, given_up, looked, overdue
from monitor.pipeline.absorb import Deadline, News, absorb
from monitor.pipeline.agreement import Witness
from monitor.pipeline.record import Recorder
from monitor.pipeline.settle import lost_and_gone
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.sightings import Sighting
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Writes what mempools show. It takes no part in reconciliation: a statement is about blocks."""

    store: Store
    shelf: LabelShelf
    policy: Policy
    recorder: Recorder
    deadline: Deadline
    clock: Clock
    witness: Witness
    """Asked about flags before they are told."""
    on_revisions: Callable[[], None]
    """Called after a commit that left something in the outbox."""

    async def look(self, look: Look, sightings: Sequence[Sighting]) -> None:
        """Take in one answer of one source.

        Args:
            look: the answer.
            sightings: the transactions of it that are not pending yet. What was read by labels that are not in
                force any more is left for the next look.
        """
        found = [sighting.transaction for sighting in sightings]
        async with self.store.read() as tx:
            before = {row.txid: row for row in await tx.unsettled.all()}
        changes = looked(before.values(), found, look)
        if not changes:
            return
        shown = [flag for sighting in sightings for flag in sighting.flags]
        flags = await self.witness.heard(_now_pending(shown, before, changes), look.source)
        async with self.shelf.lock, self.store.write() as tx:
            found = [each.transaction for each in sightings if each.book is self.shelf.book]
            before = {row.txid: row for row in await tx.unsettled.all()}
            changes = looked(before.values(), found, look)
            lost, gone = lost_and_gone(changes, before)
            news = News(
                word=f"by the word of {look.source}",
                flags=_now_pending(flags, before, changes),
                replaced=lost,
                withdrawn=gone,
            )
            made = await self._write(tx, changes, news)
        self._tell(made, look.source)

    async def overdue(self, vanish_after: timedelta) -> Sequence[Unsettled]:
        """The pending transactions that were not seen for so long that they may be given up."""
        async with self.store.read() as tx:
            return overdue(await tx.unsettled.all(), self.clock(), vanish_after)

    async def give_up(self, row: Unsettled, asked: Sequence[str]) -> None:
        """Withdraw a transaction that none of the sources asked, by their names, shows any more."""
        async with self.store.write() as tx:
            before = [each for each in await tx.unsettled.all() if each.txid == row.txid]
            still = [each for each in before if each.state is State.PENDING]
            why = f"not in the mempool of {', '.join(asked)} any more, and in no block"
            news = News(word=why, withdrawn={each.txid: why for each in still})
            made = await self._write(tx, given_up(still), news)
        self._tell(made, ", ".join(asked))

    async def _write(self, tx: Transaction, changes: Changes, news: News) -> int:
        now = self.clock()
        await tx.unsettled.keep(changes.values())
        made = await absorb(tx, news, self.policy, self.deadline, now)
        await self.recorder.record(tx, made, now)
        return len(made)

    def _tell(self, revisions: int, source: str) -> None:
        if revisions:
            log.info("mempool.news", revisions=revisions, source=source)
            self.on_revisions()


def _now_pending(flags: Iterable[Flag], before: Mapping[str, Unsettled], changes: Changes) -> list[Flag]:
    """Those of what has become pending, and was not before."""
    return [flag for flag in flags if _is_pending(changes, flag.txid) and not _is_pending(before, flag.txid)]


def _is_pending(rows: Mapping[str, Unsettled], txid: str) -> bool:
    return txid in rows and rows[txid].state is State.PENDING
