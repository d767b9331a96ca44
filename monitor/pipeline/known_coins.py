"""Of which scripts the scan of blocks knows every coin, so that it need not ask the inputs who they are."""

from typing import Final

from monitor.labels.book import LabelBook
from monitor.labels.vocabulary import Category
from monitor.store.transaction import Transaction

_FIRST: Final = 1
"""Nobody can spend the output of the block before (Bitcoin Core)."""


async def unseeded(tx: Transaction, book: LabelBook) -> frozenset[bytes] | None:
    """The miners' scripts of which coins may be unknown at the checkpoint; None where that is so of all.

    All coins of a script are known where two operators agree on its history, or where we scanned every block from
    the first one on with these labels. See `scan_block`.
    """
    scripts = frozenset(book.scripts_of(Category.MINER))
    foot, tip = await tx.chain.foot(), await tx.chain.tip()
    if foot is not None and tip is not None and foot.height <= _FIRST:
        reach = await tx.coverage.reach(book.digest)
        if reach is not None and reach.lowest <= _FIRST and reach.highest == tip.height:
            return frozenset()
    known = await tx.histories.known_by_outpoint(await tx.chain.blind_height())
    return scripts - known if known else None
