"""Esplora's HTTP interface as a `BlockSource`: blockstream.info, mempool.space, electrs, a mempool backend of one's own.

Only paths that all of them serve are used (docs/explorers.md lists them and the differences).
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.hashes import display, sha256d
from monitor.bitcoin.network import Network
from monitor.bitcoin.transaction import parse_transaction
from monitor.errors import BlockFormatError, SourceDataError
from monitor.explorers.http import NOT_FOUND, ExplorerHttp
from monitor.explorers.shapes import as_they_are, hex_of, read_hash, read_height, read_hex
from monitor.explorers.wire import UtxoRow, json_reader
from monitor.pipeline.ports import Utxo

_HEADER_SIZE = 80
_MAX_BLOCK = 4_000_000
"""Bytes: MAX_BLOCK_SERIALIZED_SIZE of the consensus rules."""
_MAX_TEXT = 1_000
_MAX_JSON = 16_000_000

# A mempool backend answers 500, not 404, for blocks and heights it does not have.
_LACKING_BLOCK = NOT_FOUND | {HTTPStatus.INTERNAL_SERVER_ERROR}

_read_header = hex_of(_HEADER_SIZE)
_read_utxos: Callable[[bytes], list[UtxoRow]] = json_reader(list[UtxoRow])


class Esplora:
    """One source. What it serves is checked for shape and identity here, and proven by the follower."""

    def __init__(self, http: ExplorerHttp, network: Network) -> None:
        self._http = http
        self._network = network

    @property
    def name(self) -> str:
        """The source's name in logs, alerts and the coverage ledger."""
        return self._http.name

    async def tip_hash(self) -> str:
        """`GET /blocks/tip/hash`."""
        return await self._http.get("blocks/tip/hash", read_hash, limit=_MAX_TEXT)

    async def tip_height(self) -> int:
        """`GET /blocks/tip/height`; it may be of another moment than the hash."""
        return await self._http.get("blocks/tip/height", read_height, limit=_MAX_TEXT)

    async def block_hash(self, height: int) -> str:
        """`GET /block-height/:height`."""
        return await self._http.get(
            f"block-height/{height}", read_hash, limit=_MAX_TEXT, lacking=_LACKING_BLOCK
        )

    async def header(self, block_hash: str) -> bytes:
        """`GET /block/:hash/header`; the 80 bytes hash to what was asked for.

        Raises:
            SourceDataError: they do not.
        """
        path = f"block/{block_hash}/header"
        raw = await self._http.get(path, _read_header, limit=_MAX_TEXT, lacking=_LACKING_BLOCK)
        self._must_hash_to(block_hash, raw, path)
        return raw

    async def raw_block(self, block_hash: str) -> bytes:
        """`GET /block/:hash/raw`; its header hashes to what was asked for.

        Raises:
            SourceDataError: it does not.
        """
        path = f"block/{block_hash}/raw"
        raw = await self._http.get(path, as_they_are, limit=_MAX_BLOCK, lacking=_LACKING_BLOCK)
        self._must_hash_to(block_hash, raw[:_HEADER_SIZE], path)
        return raw

    async def raw_transaction(self, txid: str) -> bytes:
        """`GET /tx/:txid/hex`, since a mempool backend has no `/raw`; the bytes hash to the txid asked for.

        Raises:
            SourceDataError: they do not, or are no transaction.
        """
        path = f"tx/{txid}/hex"
        raw = await self._http.get(path, read_hex, limit=2 * _MAX_BLOCK)
        try:
            found = parse_transaction(raw).txid
        except BlockFormatError as error:
            raise SourceDataError(self.name, f"{path}: no transaction: {error}") from error
        if found != txid:
            raise SourceDataError(self.name, f"{path}: served transaction {found} instead")
        return raw

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """`GET /address/:address/utxo`, or `/scripthash/:hash/utxo` where a script has no address (P2PK).

        A mempool backend over an Electrum server knows the first only. Unconfirmed outputs are left out.

        Raises:
            SourceDataError: more outputs than the source lists (500 by default), among others.
        """
        address = address_for_script(script_pubkey, self._network)
        # Esplora's script hash is not reversed, unlike Electrum's.
        owner = f"address/{address}" if address else f"scripthash/{sha256(script_pubkey).hexdigest()}"
        rows = await self._http.get(f"{owner}/utxo", _read_utxos, limit=_MAX_JSON)
        return [Utxo(row.txid, row.vout, row.value) for row in rows if row.status.confirmed]

    def _must_hash_to(self, block_hash: str, header: bytes, path: str) -> None:
        if len(header) < _HEADER_SIZE:
            raise SourceDataError(self.name, f"{path}: {len(header)} bytes are no block")
        found = display(sha256d(header))
        if found != block_hash:
            raise SourceDataError(self.name, f"{path}: served block {found} instead")


@asynccontextmanager
async def open_esplora(name: str, url: str, timeout: timedelta, network: Network) -> AsyncIterator[Esplora]:
    """A source at this base address; its connections are closed at the end."""
    async with ExplorerHttp(name, url, timeout=timeout) as http:
        yield Esplora(http, network)
