"""Another label book comes into force: what was told on labels that no longer stand is revised or retracted."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from monitor.flows.transfer import Transfer
from monitor.labels.book import LabelBook
from monitor.pipeline.cases import Cases
from monitor.pipeline.commit import Committer
from monitor.pipeline.revising import retell, revise
from monitor.pipeline.shelf import LabelShelf
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Relabelling:
    """The use case. Nothing is scanned again: what was seen of transactions is looked at with the new labels.

    That is the transfers recorded of blocks, what trails are known to have done, and the transactions that are
    remembered with their bytes, as those in a mempool. What only a block or a history can tell is found when their
    turn comes. A revision that labels make wakes nobody.
    """

    store: Store
    shelf: LabelShelf
    committer: Committer

    async def adopt(self, book: LabelBook) -> int:
        """Put a book in force and revise what was told on other labels; how many revisions that took.

        Raises:
            StoreError: the database refuses; the old book stays in force.
        """
        async with self.shelf.lock:
            book = book.with_learned(self.shelf.learned.values())
            before, self.shelf.book = self.shelf.book, book
            try:
                made = await self._look_over(book)
            except BaseException:
                self.shelf.book = before
                raise
        if made:
            self.committer.on_revisions()
        return made

    async def catch_up(self) -> int:
        """Do the same for the book in force, where not every flag is known to stand by it."""
        async with self.store.read() as tx:
            begun, judged_by = await tx.chain.tip() is not None, await tx.chain.label_set()
        if not begun or judged_by == self.shelf.book.digest:
            return 0
        return await self.adopt(self.shelf.book)

    async def _look_over(self, book: LabelBook) -> int:
        cases = Cases(self.committer, book)
        affected: set[str] = set()
        async with self.store.read() as tx:
            remembered = [row.txid for row in await tx.unsettled.all()]
            affected |= await cases.affected(tx, await tx.chain.transfers_of(remembered), remembered)
            outdated = await tx.told_trails.outdated(book)
        for page_after in (_transfers_after, _arrivals_after):
            after = ""
            while True:
                await asyncio.sleep(0)
                async with self.store.read() as tx:
                    txids, recorded = await page_after(tx, after)
                    if not txids:
                        break
                    affected |= await cases.affected(tx, recorded, txids)
                after = txids[-1]
        return await self._revise(affected, outdated, cases)

    async def _revise(self, affected: set[str], outdated: Sequence[str], cases: Cases) -> int:
        async with self.store.write() as tx:
            why = await retell(tx, outdated, cases)
            affected = affected | why.keys()
            recorded = await tx.chain.transfers_of(sorted(affected))
            found = await cases.of(tx, recorded, sorted(affected), why)
            made = await revise(tx, self.committer, list(found.values()))
            await tx.chain.judged_by(cases.book.digest)
        if affected:
            log.info("labels.revised", transactions=len(affected), revisions=len(made))
        return len(made)


async def _transfers_after(tx: Transaction, txid: str) -> tuple[Sequence[str], Sequence[Transfer]]:
    """The next transactions of which transfers were recorded, and those."""
    page = await tx.chain.transfers_after(txid)
    return list(dict.fromkeys(transfer.txid for transfer in page)), page


async def _arrivals_after(tx: Transaction, txid: str) -> tuple[Sequence[str], Sequence[Transfer]]:
    """The next transactions in which trails reached platforms, and the transfers that were recorded of them."""
    txids = await tx.told_trails.arrivals_after(txid)
    return txids, await tx.chain.transfers_of(txids)
