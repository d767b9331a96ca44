"""Blockbook's HTTP interface, version 2 (trezor/blockbook, docs/api.md). The public ones of Trezor are for its wallets.

It tells of everything that it lacks with status 400 and a sentence; those that name a cause behind "not found" come
from the node it asks.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TypeVar

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.block import MAX_BLOCK_SIZE
from monitor.bitcoin.header import HEADER_SIZE
from monitor.bitcoin.network import Network
from monitor.config.source_section import SourceSettings
from monitor.errors import (
    BlockFormatError,
    SourceCannot,
    SourceDataError,
    SourceLacks,
    SourceUnavailable,
)
from monitor.explorers import blockbook_wire as wire
from monitor.explorers.http import NOT_FOUND, ExplorerHttp
from monitor.explorers.login import login_of
from monitor.explorers.over_http import OverHttp
from monitor.explorers.proven import distinct_coins, require_block, require_linked, require_transaction
from monitor.explorers.shapes import block_time
from monitor.pipeline.ports import HistoryEntry, HistoryPage, Totals, Utxo

_Answer = TypeVar("_Answer")

ROWS = 100
"""Transactions on a page of a history; Blockbook gives up to 1,000, which takes it seconds."""
HEADERS_PER_CALL = 10
_LAST_PAGE = 1_000_000_000
"""A page behind the last one is the last one: of a block's, the shortest."""
_MAX_JSON = 32_000_000
_MAX_HEX = 2 * MAX_BLOCK_SIZE + 1_000
_LACKING = NOT_FOUND | {HTTPStatus.BAD_REQUEST}
_BECAUSE = "not found,"
"""What an answer holds that says why its node did not answer."""


@asynccontextmanager
async def open_blockbook(section: SourceSettings, network: Network) -> AsyncIterator["Blockbook"]:
    """The source of this section; its connections are closed at the end."""
    async with ExplorerHttp.of(section, credentials=login_of(section)) as http:
        yield Blockbook(http, network)


class Blockbook(OverHttp):
    """One source, as a `Source`."""

    async def tip_hash(self) -> str:
        """`GET /block-index/`: the best block of its index.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: no hash came; the address may be of something else than Blockbook's API.
        """
        return await self._index("block-index/")

    async def tip_height(self) -> int:
        """`GET /`: how high its index reaches.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: no height came; the address may be of something else than Blockbook's API.
        """
        try:
            status = await self._get("", wire.read_system_status)
        except SourceLacks as error:
            raise self._no_blockbook(error) from error
        return status.blockbook.height

    async def block_hash(self, height: int) -> str:
        """`GET /block-index/:height`. Above its tip the hash is empty.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its chain does not reach that high.
            SourceDataError: no hash came.
        """
        return await self._index(f"block-index/{height}")

    async def header(self, block_hash: str) -> bytes:
        """`GET /block/:hash`, made into 80 bytes that hash to what was asked for; its last page is the shortest.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this block.
            SourceDataError: no header came, or that of another block.
        """
        path, block = await self._block(block_hash)
        return self._header(path, block, block_hash)

    async def headers(self, first: int, count: int) -> Sequence[bytes]:
        """One block after the other, each of which names the next; at most ten a call.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its chain does not reach `first`.
            SourceDataError: no header came, or blocks that do not link.
        """
        found: list[bytes] = []
        following = await self.block_hash(first)
        while following and len(found) < min(count, HEADERS_PER_CALL):
            path, block = await self._block(following)
            found.append(self._header(path, block, following))
            following = block.following
        return require_linked(self.name, f"blocks from {first}", found)

    async def raw_block(self, block_hash: str) -> bytes:
        """`GET /rawblock/:hash`, in hex; its first 80 bytes hash to what was asked for.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this block.
            SourceDataError: what came is too long for a block, or begins with no or another block's header.
        """
        path = f"rawblock/{block_hash}"
        raw = (await self._get(path, wire.read_raw_block, _MAX_HEX)).hex
        return require_block(self.name, path, raw, block_hash)

    async def raw_transaction(self, txid: str) -> bytes:
        """`GET /tx/:txid`, or `/tx-specific/:txid` where that leaves the bytes out.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this transaction.
            SourceDataError: no transaction came, or another one.
        """
        path = f"tx/{txid}"
        raw = (await self._get(path, wire.read_transaction)).hex
        if not raw:
            path = f"tx-specific/{txid}"
            raw = (await self._get(path, wire.read_raw_block)).hex
        return require_transaction(self.name, path, raw, txid)

    async def block_of(self, txid: str) -> str | None:
        """`GET /tx/:txid`.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: unreadable, or another transaction.
        """
        path = f"tx/{txid}"
        try:
            told = await self._get(path, wire.read_transaction)
        except SourceLacks:
            return None
        if told.txid != txid:
            raise SourceDataError(self.name, f"{path}: served transaction {told.txid}")
        return told.block

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """`GET /utxo/:address?confirmed=true`.

        Raises:
            SourceUnavailable: try again later.
            SourceCannot: the script has no address, or it is refused.
            SourceDataError: unreadable.
        """
        path = f"utxo/{self._address(script_pubkey)}?confirmed=true"
        rows = await self._of_script(path, wire.read_coins)
        confirmed = (Utxo(row.txid, row.vout, row.value) for row in rows if row.confirmations)
        return distinct_coins(self.name, path, confirmed)

    async def history(self, script_pubkey: bytes, cursor: str | None = None) -> HistoryPage:
        """`GET /address/:address?details=txslight&page=`: 100 confirmed ones a page, newest first, by number.

        Page one begins with all that is unconfirmed. A block that comes while paging moves the rows, so that some
        come twice.

        Raises:
            SourceUnavailable: try again later.
            SourceCannot: the script has no address, or it is refused.
            SourceDataError: unreadable.
        """
        number = int(cursor or "1")
        told = await self._page(script_pubkey, ROWS, number)
        entries = {known.txid: entry_of(known) for known in told.transactions}
        if told.page != number:
            # Behind its last page it gives the last one again.
            return HistoryPage((), None)
        further = number < told.pages or (told.pages < 0 and bool(entries))
        return HistoryPage(tuple(entries.values()), str(number + 1) if further else None)

    async def totals(self, script_pubkey: bytes) -> Totals:
        """`GET /address/:address?details=basic`. It sums amounts and counts transactions, but no outputs.

        Raises:
            SourceUnavailable: try again later.
            SourceCannot: the script has no address, or it is refused.
            SourceDataError: unreadable.
        """
        path = f"address/{self._address(script_pubkey)}?details=basic"
        told = await self._of_script(path, wire.read_address)
        return Totals(transactions=told.confirmed, pending=told.waiting)

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        """Page one of the history, with one confirmed row: it holds all that is unconfirmed.

        Raises:
            SourceUnavailable: try again later.
            SourceCannot: the script has no address, or it is refused.
            SourceDataError: unreadable.
        """
        told = await self._page(script_pubkey, 1, 1)
        return [known.txid for known in told.transactions if known.block is None]

    async def _page(self, script_pubkey: bytes, rows: int, number: int) -> wire.Address:
        address = self._address(script_pubkey)
        path = f"address/{address}?details=txslight&pageSize={rows}&page={number}"
        return await self._of_script(path, wire.read_address)

    def _address(self, script_pubkey: bytes) -> str:
        address = address_for_script(script_pubkey, self._network)
        if address is None:
            what = f"script {script_pubkey.hex()} has no address, and Blockbook lists nothing else"
            raise SourceCannot(self.name, what)
        return address

    async def _index(self, path: str) -> str:
        try:
            index = await self._get(path, wire.read_block_index)
        except SourceLacks as error:
            raise self._no_blockbook(error) from error
        if not index.block_hash:
            raise SourceLacks(self.name, f"{path}: no block at this height")
        return index.block_hash

    def _no_blockbook(self, error: SourceLacks) -> SourceDataError:
        return SourceDataError(
            self.name, f"{error.what}; is its url that of Blockbook's API, ending in /api/v2?"
        )

    async def _block(self, block_hash: str) -> tuple[str, wire.Block]:
        path = f"block/{block_hash}?page={_LAST_PAGE}"
        return path, await self._get(path, wire.read_block)

    def _header(self, path: str, block: wire.Block, block_hash: str) -> bytes:
        try:
            header = block.header
        except BlockFormatError as error:
            raise SourceDataError(self.name, f"{path}: {error}") from error
        return require_block(self.name, path, header[:HEADER_SIZE], block_hash)

    async def _of_script(self, path: str, reader: Callable[[bytes], _Answer]) -> _Answer:
        try:
            return await self._get(path, reader)
        except SourceLacks as error:
            raise SourceCannot(self.name, f"{error.what}; it does not list this script") from error

    async def _get(self, path: str, reader: Callable[[bytes], _Answer], limit: int = _MAX_JSON) -> _Answer:
        try:
            return await self._http.get(path, reader, limit=limit, lacking=_LACKING)
        except SourceLacks as error:
            if _BECAUSE in error.what:
                raise SourceUnavailable(self.name, f"{error.what}; its node did not answer") from error
            raise


def entry_of(known: wire.BlockbookTx) -> HistoryEntry:
    """A transaction as a page lists it; the time of one without a block is when it was first seen."""
    return HistoryEntry(known.txid, known.block, time=block_time(known.time) if known.block else None)
