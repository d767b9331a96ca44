"""Esplora's HTTP interface: blockstream.info, electrs of one's own.

Where a mempool backend answers otherwise on the same paths, both are understood; docs/explorers.md lists the paths
and where the sources differ.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from hashlib import sha256
from http import HTTPStatus
from typing import TypeVar

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.block import MAX_BLOCK_SIZE
from monitor.bitcoin.header import HEADER_SIZE
from monitor.bitcoin.network import Network
from monitor.config.source_section import SourceSettings
from monitor.errors import BlockFormatError, SourceCannot, SourceDataError, SourceLacks
from monitor.explorers.from_json import raw_from_json
from monitor.explorers.http import NOT_FOUND, ExplorerHttp
from monitor.explorers.login import login_of
from monitor.explorers.over_http import OverHttp
from monitor.explorers.proven import distinct_coins, require_block, require_transaction, run_of_headers
from monitor.explorers.shapes import as_they_are, block_time, hex_of, read_hash, read_height, read_hex
from monitor.explorers.wire import (
    AddressInfo,
    BlockInfo,
    Tx,
    read_address,
    read_blocks,
    read_status,
    read_txs,
    read_utxos,
)
from monitor.pipeline.ports import HistoryEntry, HistoryPage, Totals, Utxo

_Answer = TypeVar("_Answer")

_MAX_TEXT = 1_000
_MAX_TX_HEX = 2 * MAX_BLOCK_SIZE
MAX_JSON = 16_000_000
"""Bytes; a page of 50 transactions as long as a block would not fit, and is not met."""

# A mempool backend has no 404 for blocks and heights: it answers 500, as it does when its node is down.
_LACKING_BLOCK = NOT_FOUND | {HTTPStatus.INTERNAL_SERVER_ERROR}
# electrs refuses to list what is too long for it, in words that have changed.
_NOT_LISTED = NOT_FOUND | {HTTPStatus.BAD_REQUEST}
_CONFIRMED_FROM_THE_START = "confirmed"
"""The cursor behind a first page that holds nothing confirmed."""

_read_header = hex_of(HEADER_SIZE)


@asynccontextmanager
async def open_esplora(section: SourceSettings, network: Network) -> AsyncIterator["Esplora"]:
    """The source of this section; its connections are closed at the end."""
    async with ExplorerHttp.of(section, credentials=login_of(section)) as http:
        yield Esplora(http, network)


class Esplora(OverHttp):
    """One source, as a `Source`.

    Shapes are checked here, and whatever a hash proves on the spot: headers, the header of a raw block,
    transactions. The rest of a block is left to the caller to prove.
    """

    _blocks_path = "blocks"
    _blocks_per_page = 10

    async def tip_hash(self) -> str:
        """`GET /blocks/tip/hash`.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: no hash came; the address may be of something else than an Esplora API.
        """
        return await self._tip("blocks/tip/hash", read_hash)

    async def tip_height(self) -> int:
        """`GET /blocks/tip/height`. A mempool backend goes on telling the old one while its node is down.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: no height came; the address may be of something else than an Esplora API.
        """
        return await self._tip("blocks/tip/height", read_height)

    async def block_hash(self, height: int) -> str:
        """`GET /block-height/:height`: the block at this height on the source's best chain.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its chain does not reach that high.
            SourceDataError: no hash came.
        """
        return await self._of_block(f"block-height/{height}", read_hash, _MAX_TEXT)

    async def header(self, block_hash: str) -> bytes:
        """`GET /block/:hash/header`; the 80 bytes hash to what was asked for.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this block.
            SourceDataError: no header came, or that of another block.
        """
        path = f"block/{block_hash}/header"
        header = await self._of_block(path, _read_header, _MAX_TEXT)
        return require_block(self.name, path, header, block_hash)

    async def headers(self, first: int, count: int) -> Sequence[bytes]:
        """`GET /blocks/:height`, a page of blocks going down, made into headers that hash to their names.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its chain does not reach `first`.
            SourceDataError: unreadable, a block that is not what it is called, or blocks that do not link.
        """
        rows = await self._blocks_down_from(first + min(count, self._blocks_per_page) - 1, first)
        if rows and min(rows) > first:
            # Its pages are shorter than we thought.
            rows = await self._blocks_down_from(first + len(rows) - 1, first)
        return run_of_headers(self.name, self._blocks_path, rows, first, count)

    async def _blocks_down_from(self, top: int, first: int) -> Mapping[int, bytes]:
        """Headers by height of the page that begins at `top`, or at the tip where that is lower."""
        try:
            return await self._blocks(f"{self._blocks_path}/{top}")
        except SourceLacks:
            if top == first:
                raise
        rows = await self._blocks(self._blocks_path)
        if rows and min(rows) > first:
            return await self._blocks(f"{self._blocks_path}/{min(top, max(rows))}")
        return rows

    async def _blocks(self, path: str) -> Mapping[int, bytes]:
        rows = await self._http.get(path, read_blocks, limit=MAX_JSON)
        return {row.height: self._header_of(path, row) for row in rows}

    def _header_of(self, path: str, row: BlockInfo) -> bytes:
        try:
            return require_block(self.name, path, row.header, row.id)
        except BlockFormatError as error:
            raise SourceDataError(self.name, f"{path}: block {row.id}: {error}") from error

    async def raw_block(self, block_hash: str) -> bytes:
        """`GET /block/:hash/raw`; its first 80 bytes hash to what was asked for.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this block.
            SourceDataError: what came is too long for a block, or begins with no or another block's header.
        """
        path = f"block/{block_hash}/raw"
        raw = await self._of_block(path, as_they_are, MAX_BLOCK_SIZE)
        return require_block(self.name, path, raw, block_hash)

    async def raw_transaction(self, txid: str) -> bytes:
        """`GET /tx/:txid/hex`; the bytes hash to the txid, which says nothing of their witnesses.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this transaction.
            SourceDataError: no transaction came, or another one.
        """
        path = f"tx/{txid}/hex"
        raw = await self._http.get(path, read_hex, limit=_MAX_TX_HEX)
        return require_transaction(self.name, path, raw, txid)

    async def block_of(self, txid: str) -> str | None:
        """`GET /tx/:txid/status`. Esplora says of an unknown transaction that it is not confirmed.

        A mempool backend says the same for ever of one that an orphaned block held: it proves nothing but that
        the best chain does not hold it.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: unreadable.
        """
        try:
            status = await self._http.get(f"tx/{txid}/status", read_status, limit=MAX_JSON)
        except SourceLacks:
            return None
        return status.block_hash if status.confirmed else None

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """`GET /address/:address/utxo`, or `/scripthash/:hash/utxo` for a script without an address (P2PK).

        Every source knows the first, only Esplora proper the second. Unconfirmed outputs are left out.

        Raises:
            SourceUnavailable: try again later; also when the list is too long for a mempool backend.
            SourceCannot: not offered, or refused; mostly for being over Esplora's 500.
            SourceDataError: unreadable.
        """
        path = f"{self._script_path(script_pubkey)}/utxo"
        rows = await self._of_script(path, read_utxos)
        confirmed = (Utxo(row.txid, row.vout, row.value) for row in rows if row.status.confirmed)
        return distinct_coins(self.name, path, confirmed)

    async def history(self, script_pubkey: bytes, cursor: str | None = None) -> HistoryPage:
        """`GET /address/:address/txs`, then `/txs/chain/:last_txid`; or of `/scripthash/:hash`.

        The first page holds what is unconfirmed, up to 50, and the newest that is confirmed; those that follow hold
        only confirmed ones, mostly 25. A cursor whose transaction is not confirmed any more gives an empty page.

        Raises:
            SourceUnavailable: try again later.
            SourceCannot: not offered, or refused for being too long.
            SourceDataError: unreadable.
        """
        path = f"{self._script_path(script_pubkey)}/txs"
        if cursor == _CONFIRMED_FROM_THE_START:
            path += "/chain"
        elif cursor is not None:
            path += f"/chain/{cursor}"
        entries = entries_of(await self._of_script(path, read_txs))
        confirmed = [entry.txid for entry in entries if entry.block_hash]
        following = confirmed[-1] if confirmed else _CONFIRMED_FROM_THE_START
        return HistoryPage(entries, following if entries else None)

    async def totals(self, script_pubkey: bytes) -> Totals:
        """`GET /address/:address`, or `/scripthash/:hash`.

        Raises:
            SourceUnavailable: try again later.
            SourceCannot: not offered, or refused for being too long.
            SourceDataError: unreadable.
        """
        info = await self._info(script_pubkey)
        chain = info.chain_stats
        return Totals(
            transactions=chain.tx_count,
            pending=info.mempool_stats.tx_count,
            funded=None if info.electrum else chain.funded_txo_count,
            spent=None if info.electrum else chain.spent_txo_count,
        )

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        """`GET /address/:address/txs/mempool`, or of `/scripthash/:hash`: 50 at most.

        Raises:
            SourceUnavailable: try again later.
            SourceCannot: not offered.
            SourceDataError: unreadable.
        """
        rows = await self._of_script(f"{self._script_path(script_pubkey)}/txs/mempool", read_txs)
        return [entry.txid for entry in entries_of(rows) if entry.block_hash is None]

    async def _info(self, script_pubkey: bytes) -> AddressInfo:
        return await self._of_script(self._script_path(script_pubkey), read_address)

    async def _of_script(self, path: str, reader: Callable[[bytes], _Answer]) -> _Answer:
        try:
            return await self._http.get(path, reader, limit=MAX_JSON, lacking=_NOT_LISTED)
        except SourceLacks as error:
            raise SourceCannot(self.name, f"{error.what}; it does not list this script") from error

    async def _tip(self, path: str, reader: Callable[[bytes], _Answer]) -> _Answer:
        try:
            return await self._http.get(path, reader, limit=_MAX_TEXT)
        except SourceLacks as error:
            raise SourceDataError(self.name, f"{error.what}; is its url that of an Esplora API?") from error

    async def _of_block(self, path: str, reader: Callable[[bytes], _Answer], limit: int) -> _Answer:
        try:
            return await self._http.get(path, reader, limit=limit, lacking=_LACKING_BLOCK)
        except SourceLacks:
            # An unknown block or a dead node? The hash of the tip comes from the node as well, and tells.
            await self.tip_hash()
            raise

    def _script_path(self, script_pubkey: bytes) -> str:
        address = address_for_script(script_pubkey, self._network)
        if address is not None:
            return f"address/{address}"
        # Esplora's script hash is not reversed, unlike Electrum's.
        return f"scripthash/{sha256(script_pubkey).hexdigest()}"


def entries_of(rows: Sequence[Tx]) -> tuple[HistoryEntry, ...]:
    """What a page lists, once each: electrs has listed a transaction twice, also as confirmed and not."""
    found: dict[str, HistoryEntry] = {}
    for row in rows:
        status = row.status if row.status and row.status.confirmed else None
        entry = HistoryEntry(
            row.txid,
            status.block_hash if status else None,
            height=status.block_height if status else None,
            raw=raw_from_json(row),
            time=block_time(status.block_time) if status else None,
        )
        if row.txid not in found or entry.block_hash:
            found[row.txid] = entry
    return tuple(found.values())
