"""Bitcoin Core by its REST interface alone (doc/REST-interface.md): no login, and no reasons beside 404."""

from collections.abc import Sequence
from typing import Never

from monitor.bitcoin.block import MAX_BLOCK_SIZE
from monitor.bitcoin.header import HEADER_SIZE
from monitor.errors import SourceCannot, SourceDataError, SourceLacks
from monitor.explorers.bitcoind_wire import Chain, read_block_at_height, read_chain, read_placed
from monitor.explorers.over_http import OverHttp
from monitor.explorers.proven import require_block, require_linked, require_transaction
from monitor.explorers.shapes import ShapeError, as_they_are
from monitor.pipeline.ports import HistoryPage, Totals, Utxo

MOST_HEADERS = 2_000
"""That Core gives in one answer."""
_MAX_TEXT = 100_000
_MAX_TX_JSON = 64_000_000
"""Core writes every script of a transaction three times."""


class RestNode(OverHttp):
    """One node, as a `Source`. It keeps no list of a script's transactions."""

    async def tip_hash(self) -> str:
        """`GET /rest/chaininfo.json`.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: unreadable, or REST is off.
        """
        return (await self._chain()).bestblockhash

    async def tip_height(self) -> int:
        """`GET /rest/chaininfo.json`.

        Raises:
            SourceUnavailable: try again later.
            SourceDataError: unreadable, or REST is off.
        """
        return (await self._chain()).blocks

    async def block_hash(self, height: int) -> str:
        """`GET /rest/blockhashbyheight/:height.json`.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its chain does not reach that high.
            SourceDataError: unreadable.
        """
        path = f"rest/blockhashbyheight/{height}.json"
        return (await self._http.get(path, read_block_at_height, limit=_MAX_TEXT)).blockhash

    async def header(self, block_hash: str) -> bytes:
        """`GET /rest/headers/:hash.bin?count=1`: empty for a block that is not on its best chain.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this block, or has another one at its height.
            SourceDataError: no header came, or that of another block.
        """
        path, found = await self._headers_from(block_hash, 1)
        if not found:
            raise SourceLacks(self.name, f"{path}: no such block on its best chain")
        return found[0]

    async def headers(self, first: int, count: int) -> Sequence[bytes]:
        """`block_hash`, then `GET /rest/headers/:hash.bin?count=`: up to 2,000.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its chain does not reach `first`.
            SourceDataError: no headers came, or those of other blocks.
        """
        path, found = await self._headers_from(await self.block_hash(first), min(count, MOST_HEADERS))
        if not found:
            raise SourceLacks(self.name, f"{path}: its chain has changed")
        return found

    async def raw_block(self, block_hash: str) -> bytes:
        """`GET /rest/block/:hash.bin`; its first 80 bytes hash to what was asked for.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this block.
            SourceCannot: the block is pruned.
            SourceDataError: what came is too long for a block, or begins with no or another block's header.
        """
        path = f"rest/block/{block_hash}.bin"
        try:
            raw = await self._http.get(path, as_they_are, limit=MAX_BLOCK_SIZE)
        except SourceLacks as error:
            # It knows the block, and has not got its bytes; the rest of the sentence is cut off in errors.
            if "not available" in error.what:
                raise SourceCannot(self.name, f"{error.what}; it is pruned") from error
            raise
        return require_block(self.name, path, raw, block_hash)

    async def raw_transaction(self, txid: str) -> bytes:
        """`GET /rest/tx/:txid.bin`: of a node without -txindex only what is in its mempool.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this transaction, or has no index of them.
            SourceDataError: no transaction came, or another one.
        """
        path = f"rest/tx/{txid}.bin"
        raw = await self._http.get(path, as_they_are, limit=MAX_BLOCK_SIZE)
        return require_transaction(self.name, path, raw, txid)

    async def block_of(self, txid: str) -> str | None:
        """`GET /rest/tx/:txid.json`, and whether the block it names is on the best chain.

        Raises:
            SourceUnavailable: try again later.
            SourceCannot: it does not know this transaction; REST does not tell that from having no index.
            SourceDataError: unreadable.
        """
        try:
            placed = await self._http.get(f"rest/tx/{txid}.json", read_placed, limit=_MAX_TX_JSON)
        except SourceLacks as error:
            what = f"{error.what}; by REST alone that may be for want of -txindex"
            raise SourceCannot(self.name, what) from error
        if placed.blockhash is None:
            return None
        _, on_best_chain = await self._headers_from(placed.blockhash, 1)
        return placed.blockhash if on_best_chain else None

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """Nothing REST offers.

        Raises:
            SourceCannot: always.
        """
        self._lists_no(script_pubkey, "coins by REST alone; it needs a login for RPC")

    async def history(self, script_pubkey: bytes, cursor: str | None = None) -> HistoryPage:  # noqa: ARG002 - there is none
        """Nothing a node keeps.

        Raises:
            SourceCannot: always.
        """
        self._lists_no(script_pubkey, "transactions")

    async def totals(self, script_pubkey: bytes) -> Totals:
        """Nothing a node keeps.

        Raises:
            SourceCannot: always.
        """
        self._lists_no(script_pubkey, "transactions")

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        """Nothing a node keeps.

        Raises:
            SourceCannot: always.
        """
        self._lists_no(script_pubkey, "transactions")

    def _lists_no(self, script_pubkey: bytes, what: str) -> Never:
        raise SourceCannot(self.name, f"script {script_pubkey.hex()}: a node lists no {what}")

    async def _chain(self) -> Chain:
        try:
            return await self._http.get("rest/chaininfo.json", read_chain, limit=_MAX_TEXT)
        except SourceLacks as error:
            advice = "set rest=1 in bitcoin.conf, or give cookie_file or username and password in [[sources]]"
            raise SourceDataError(self.name, f"{error.what}; its REST interface is off: {advice}") from error

    async def _headers_from(self, block_hash: str, count: int) -> tuple[str, Sequence[bytes]]:
        path = f"rest/headers/{block_hash}.bin?count={count}"
        found = await self._http.get(path, _read_headers, limit=HEADER_SIZE * count)
        if found:
            require_block(self.name, path, found[0], block_hash)
        return path, require_linked(self.name, path, found)


def _read_headers(body: bytes) -> Sequence[bytes]:
    if len(body) % HEADER_SIZE:
        raise ShapeError(f"expected headers of {HEADER_SIZE} bytes each")
    return [body[start : start + HEADER_SIZE] for start in range(0, len(body), HEADER_SIZE)]
