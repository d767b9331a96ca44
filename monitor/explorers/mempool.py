"""The interface of mempool servers: mempool.space, and a backend of one's own.

It is Esplora's, and mempool's own paths where those give more or Esplora's are missing. The public site runs
mempool/electrs behind it; a backend of one's own mostly an Electrum server, whose pages and totals differ
(mempool/mempool, backend 3.3.1).
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

from monitor.bitcoin.network import Network
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceCannot, SourceLacks
from monitor.explorers.esplora import MAX_JSON, Esplora, entries_of
from monitor.explorers.http import NOT_FOUND, ExplorerHttp
from monitor.explorers.login import login_of
from monitor.explorers.wire import read_txs
from monitor.pipeline.ports import HistoryPage

MAX_PAGES_OF_PENDING = 20
"""Of 10 rows each: a backend over Electrum lists a child of what is unconfirmed behind all that is confirmed."""

_UNKNOWN_CURSOR = NOT_FOUND | {HTTPStatus.UNPROCESSABLE_ENTITY}


@asynccontextmanager
async def open_mempool(section: SourceSettings, network: Network) -> AsyncIterator["Mempool"]:
    """The source of this section; its connections are closed at the end."""
    async with ExplorerHttp.of(section, credentials=login_of(section)) as http:
        yield Mempool(http, network)


class Mempool(Esplora):
    """One source, as a `Source`."""

    _blocks_path = "v1/blocks"
    _blocks_per_page = 15

    async def history(self, script_pubkey: bytes, cursor: str | None = None) -> HistoryPage:
        """`GET /address/:address/txs?after_txid=`, confirmed and unconfirmed mixed; or of `/scripthash/:hash`.

        A backend over Electrum gives 10 rows, and inside a block the first one first. To a cursor that it does not
        know, or that is its first row, it answers with page one; where such a page holds the cursor itself,
        nothing comes behind it.

        Raises:
            SourceUnavailable: try again later; also when the history is too long for a backend over Electrum.
            SourceLacks: the cursor's transaction is gone.
            SourceCannot: not offered, or refused for being too long.
            SourceDataError: unreadable.
        """
        path = f"{self._script_path(script_pubkey)}/txs"
        if cursor is None:
            rows = await self._of_script(path, read_txs)
        else:
            path += f"?after_txid={cursor}"
            rows = await self._http.get(path, read_txs, limit=MAX_JSON, lacking=_UNKNOWN_CURSOR)
        entries = entries_of(rows)
        if not entries or any(entry.txid == cursor for entry in entries):
            return HistoryPage(entries, None)
        return HistoryPage(entries, rows[-1].txid)

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        """`GET /address/:address/txs/mempool`; of a backend over Electrum, which has no such path, by its pages.

        Those are paged until as many unconfirmed ones were seen as it counts, at most 20 pages.

        Raises:
            SourceUnavailable: try again later.
            SourceCannot: not offered.
            SourceDataError: unreadable.
        """
        try:
            return await super().pending(script_pubkey)
        except SourceCannot:
            return await self._pending_by_pages(script_pubkey)

    async def _pending_by_pages(self, script_pubkey: bytes) -> Sequence[str]:
        wanted = (await self._info(script_pubkey)).mempool_stats.tx_count
        found: dict[str, None] = {}
        cursor: str | None = None
        for _ in range(MAX_PAGES_OF_PENDING):
            if len(found) >= wanted:
                break
            try:
                page = await self.history(script_pubkey, cursor)
            except SourceLacks:
                break
            found.update((entry.txid, None) for entry in page.entries if entry.block_hash is None)
            cursor = page.cursor
            if cursor is None:
                break
        return list(found)
