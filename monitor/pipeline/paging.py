"""From page to page of a script's history, whatever the habits of who serves it.

Explorers differ in everything: 10, 25 or 50 rows, newest block first but inside a block either way, unconfirmed
ones in front or, where their parent is unconfirmed too, on the last page; a cursor that is not known any more gives
page one again, an empty page or an error; a short page is no end, and an empty one need not be.

So the end of the pages proves nothing. They are turned until there is no further one, and what was read is then
held against the totals (`monitor.pipeline.history`).
"""

from collections.abc import AsyncIterator, Mapping

from monitor.errors import SourceDataError, SourceLacks
from monitor.pipeline.allowance import Frugal
from monitor.pipeline.ports import HistoryPage


async def pages(
    source: Frugal, script_pubkey: bytes, start: str | None, known: Mapping[str, str]
) -> AsyncIterator[HistoryPage]:
    """The pages from a cursor on, each asked for when the one before was dealt with.

    Args:
        source: whom to ask; the cursor is its own.
        script_pubkey: whose history.
        start: the cursor to begin with; None for the first page.
        known: the block of each confirmed transaction that was held before, by txid: the first page whose
            confirmed ones are all known is the last one.
    """
    cursor, used = start, {start}
    while True:
        try:
            page = await source.history(script_pubkey, cursor)
        except (SourceLacks, SourceDataError):
            if cursor is None:
                raise
            return  # the cursor left the chain in a reorg; the totals tell whether anything is missing
        yield page
        if not page.entries or page.cursor is None or page.cursor in used or _all_known(page, known):
            return
        used.add(page.cursor)
        cursor = page.cursor


def _all_known(page: HistoryPage, known: Mapping[str, str]) -> bool:
    confirmed = [entry for entry in page.entries if entry.block_hash is not None]
    return bool(confirmed) and all(known.get(entry.txid) == entry.block_hash for entry in confirmed)
