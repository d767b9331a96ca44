"""Esplora's HTTP interface: blockstream.info, mempool.space, electrs, a mempool backend of one's own.

Only paths that all of them serve are used; docs/explorers.md lists them and where the sources differ.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from hashlib import sha256
from http import HTTPStatus
from typing import TypeVar

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.block import MAX_BLOCK_SIZE
from monitor.bitcoin.hashes import display, sha256d
from monitor.bitcoin.header import HEADER_SIZE
from monitor.bitcoin.network import Network
from monitor.bitcoin.transaction import parse_transaction
from monitor.config.sections import SourceSettings
from monitor.errors import BlockFormatError, SourceDataError, SourceLacks, SourceUnproven
from monitor.explorers.from_json import raw_from_json
from monitor.explorers.http import NOT_FOUND, ExplorerHttp
from monitor.explorers.shapes import as_they_are, hex_of, read_hash, read_height, read_hex
from monitor.explorers.wire import Tx, UtxoRow, read_address, read_status, read_txs, read_utxos
from monitor.pipeline.ports import HistoryEntry, HistoryPage, Totals, Utxo
from monitor.pipeline.snapshot import SourceSnapshot

_Answer = TypeVar("_Answer")

_MAX_TEXT = 1_000
_MAX_TX_HEX = 2 * MAX_BLOCK_SIZE
_MAX_JSON = 16_000_000

# A mempool backend has no 404 for blocks and heights: it answers 500, as it does when its node is down.
_LACKING_BLOCK = NOT_FOUND | {HTTPStatus.INTERNAL_SERVER_ERROR}

_read_header = hex_of(HEADER_SIZE)


@asynccontextmanager
async def open_esplora(section: SourceSettings, network: Network) -> AsyncIterator["Esplora"]:
    """The source of one section; its connections are closed at the end. `network`: whose addresses to ask for."""
    async with ExplorerHttp.of(section) as http:
        yield Esplora(http, network)


class Esplora:
    """One source, as a `Source`.

    Shapes are checked here, and whatever a hash proves on the spot: headers, the header of a raw block,
    transactions. The rest of a block is left to the caller to prove.
    """

    def __init__(self, http: ExplorerHttp, network: Network) -> None:
        self._http = http
        self._network = network

    @property
    def name(self) -> str:
        """The source's name in logs, alerts and the coverage ledger."""
        return self._http.name

    def snapshot(self) -> SourceSnapshot:
        """How the source is now."""
        return self._http.snapshot()

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
        self._require_hash(path, header, block_hash)
        return header

    async def headers(self, first: int, count: int) -> Sequence[bytes]:
        """One header at a time, by `block_hash` and `header`; see `Source`.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its chain does not reach `first`.
            SourceDataError: no header came.
        """
        found = [await self.header(await self.block_hash(first))]
        while len(found) < count:
            try:
                found.append(await self.header(await self.block_hash(first + len(found))))
            except SourceLacks:
                break
        return found

    async def raw_block(self, block_hash: str) -> bytes:
        """`GET /block/:hash/raw`; its first 80 bytes hash to what was asked for.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this block.
            SourceDataError: what came is too long for a block, or begins with no or another block's header.
        """
        path = f"block/{block_hash}/raw"
        raw = await self._of_block(path, as_they_are, MAX_BLOCK_SIZE)
        self._require_hash(path, raw[:HEADER_SIZE], block_hash)
        return raw

    async def raw_transaction(self, txid: str) -> bytes:
        """`GET /tx/:txid/hex`; the bytes hash to the txid, which says nothing of their witnesses.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this transaction.
            SourceDataError: no transaction came, or another one.
        """
        path = f"tx/{txid}/hex"
        raw = await self._http.get(path, read_hex, limit=_MAX_TX_HEX)
        try:
            served = parse_transaction(raw).txid
        except BlockFormatError as error:
            raise SourceDataError(self.name, f"{path}: not a transaction: {error}") from error
        if served != txid:
            raise SourceDataError(self.name, f"{path}: served transaction {served}")
        return raw

    async def block_of(self, txid: str) -> str | None:
        """`GET /tx/:txid/status`. Esplora says of an unknown transaction that it is not confirmed.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: unreadable.
        """
        try:
            status = await self._http.get(f"tx/{txid}/status", read_status, limit=_MAX_JSON)
        except SourceLacks:
            return None
        return status.block_hash if status.confirmed else None

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """`GET /address/:address/utxo`, or `/scripthash/:hash/utxo` for a script without an address (P2PK).

        Every source knows the first, only Esplora proper the second. Unconfirmed outputs are left out.

        Raises:
            SourceUnavailable: try again later; also when the list is too long for a mempool backend.
            SourceDataError: not offered, unreadable, or refused; mostly for being over Esplora's 500.
        """
        path = f"{_script_path(script_pubkey, self._network)}/utxo"
        try:
            rows = await self._http.get(path, read_utxos, limit=_MAX_JSON)
        except SourceLacks as error:
            raise SourceDataError(self.name, f"{error.what}; it lists no coins this way") from error
        return self._confirmed(path, rows)

    async def history(self, script_pubkey: bytes, cursor: str | None = None) -> HistoryPage:
        """`GET /address/:address/txs`, or of `/scripthash/:hash`, confirmed and unconfirmed mixed.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: unreadable or refused.
        """
        path = f"{_script_path(script_pubkey, self._network)}/txs"
        rows = await self._http.get(
            f"{path}?after_txid={cursor}" if cursor else path, read_txs, limit=_MAX_JSON
        )
        entries = tuple(_entry(row) for row in rows)
        return HistoryPage(entries, entries[-1].txid if entries else None)

    async def totals(self, script_pubkey: bytes) -> Totals:
        """`GET /address/:address`, or `/scripthash/:hash`.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: unreadable or refused.
        """
        info = await self._http.get(_script_path(script_pubkey, self._network), read_address, limit=_MAX_JSON)
        chain = info.chain_stats
        return Totals(
            transactions=chain.tx_count,
            pending=info.mempool_stats.tx_count,
            funded=chain.funded_txo_count,
            spent=chain.spent_txo_count,
        )

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        """The unconfirmed part of the first page of `history`.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: unreadable or refused.
        """
        page = await self.history(script_pubkey)
        return [entry.txid for entry in page.entries if entry.block_hash is None]

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

    def _require_hash(self, path: str, header: bytes, block_hash: str) -> None:
        if len(header) < HEADER_SIZE:
            raise SourceDataError(self.name, f"{path}: {len(header)} bytes are no block")
        served = display(sha256d(header))
        if served != block_hash:
            raise SourceUnproven(self.name, f"{path}: served block {served}")

    def _confirmed(self, path: str, rows: Sequence[UtxoRow]) -> Sequence[Utxo]:
        found: dict[tuple[str, int], Utxo] = {}
        for row in rows:
            if not row.status.confirmed:
                continue
            utxo = Utxo(row.txid, row.vout, row.value)
            if found.setdefault((row.txid, row.vout), utxo) != utxo:
                raise SourceDataError(self.name, f"{path}: lists {row.txid}:{row.vout} with two amounts")
        return tuple(found.values())


def _script_path(script_pubkey: bytes, network: Network) -> str:
    address = address_for_script(script_pubkey, network)
    if address is not None:
        return f"address/{address}"
    # Esplora's script hash is not reversed, unlike Electrum's.
    return f"scripthash/{sha256(script_pubkey).hexdigest()}"


def _entry(row: Tx) -> HistoryEntry:
    status = row.status if row.status and row.status.confirmed else None
    return HistoryEntry(
        row.txid,
        status.block_hash if status else None,
        height=status.block_height if status else None,
        raw=raw_from_json(row),
    )
