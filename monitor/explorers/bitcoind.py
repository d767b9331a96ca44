"""Bitcoin Core: REST (doc/REST-interface.md), RPC, or both; one of them is enough.

With a login it is asked by RPC, which tells why it has no answer; raw blocks come by REST where that is on, in half as
many bytes. Without a login it is asked by REST alone.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from monitor.bitcoin.network import Network
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceCannot, SourceDataError, SourceError, SourceLacks, SourceUnavailable
from monitor.explorers import bitcoind_wire as wire
from monitor.explorers.bitcoind_rest import RestNode
from monitor.explorers.bitcoind_rpc import NOT_FOUND, OUT_OF_RANGE, Rpc, RpcRefused
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.login import login_of
from monitor.explorers.proven import distinct_coins, require_block, require_linked, require_transaction
from monitor.pipeline.ports import Utxo

HEADERS_PER_BATCH = 500


@asynccontextmanager
async def open_bitcoind(section: SourceSettings, network: Network) -> AsyncIterator[RestNode]:
    """The node of this section; its connections are closed at the end."""
    login = login_of(section)
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(ExplorerHttp.of(section, credentials=login))
        if login is None:
            yield RestNode(http, network)
        else:
            scans = await stack.enter_async_context(Rpc.patient(section))
            yield RpcNode(http, network, scans)


class RpcNode(RestNode):
    """One node that takes our RPC calls, as a `Source`."""

    def __init__(self, http: ExplorerHttp, network: Network, scans: Rpc) -> None:
        super().__init__(http, network)
        self._rpc = Rpc(http)
        self._scans = scans
        self._blocks_by_rest = True

    async def block_hash(self, height: int) -> str:
        """`getblockhash`.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its chain does not reach that high.
            SourceDataError: unreadable.
        """
        try:
            return await self._rpc.call("getblockhash", height, check=wire.check_hash)
        except RpcRefused as error:
            raise self._lacking(f"block at height {height}", error) from error

    async def header(self, block_hash: str) -> bytes:
        """`getblockheader`, in hex; of orphaned blocks too.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this block.
            SourceDataError: no header came, or that of another block.
        """
        asking = f"rpc getblockheader {block_hash}"
        try:
            raw = await self._rpc.call("getblockheader", block_hash, False, check=wire.check_script)
        except RpcRefused as error:
            raise self._lacking(f"header {block_hash}", error) from error
        return require_block(self.name, asking, raw, block_hash)

    async def headers(self, first: int, count: int) -> Sequence[bytes]:
        """A batch of `getblockhash`, then one of `getblockheader`: up to 500.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its chain does not reach `first`.
            SourceDataError: no headers came, or those of other blocks.
        """
        heights = [[height] for height in range(first, first + min(count, HEADERS_PER_BATCH))]
        told = await self._rpc.calls("getblockhash", heights, check=wire.check_hash)
        hashes = self._until_refused(f"block at height {first}", told)
        asked = [[block_hash, False] for block_hash in hashes]
        raws = await self._rpc.calls("getblockheader", asked, check=wire.check_script)
        headers = self._until_refused(f"header {hashes[0]}", raws)
        for block_hash, header in zip(hashes, headers, strict=False):
            require_block(self.name, "rpc getblockheader", header, block_hash)
        return require_linked(self.name, "rpc getblockheader", headers)

    async def raw_block(self, block_hash: str) -> bytes:
        """`GET /rest/block/:hash.bin`, or `getblock` where REST is off.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this block.
            SourceCannot: the block is pruned.
            SourceDataError: what came is too long for a block, or begins with no or another block's header.
        """
        if self._blocks_by_rest:
            try:
                return await super().raw_block(block_hash)
            except SourceLacks:
                pass  # the block is unknown, or REST is off: RPC tells
        try:
            raw = await self._rpc.call("getblock", block_hash, 0, check=wire.check_script)
        except RpcRefused as error:
            if error.says("pruned"):
                raise SourceCannot(self.name, f"block {block_hash}: {error}") from error
            raise self._lacking(f"block {block_hash}", error) from error
        self._blocks_by_rest = False
        return require_block(self.name, f"rpc getblock {block_hash}", raw, block_hash)

    async def raw_transaction(self, txid: str) -> bytes:
        """`getrawtransaction`: without -txindex only of what is in its mempool.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: it does not know this transaction, or not yet.
            SourceCannot: it has no index of transactions.
            SourceDataError: no transaction came, or another one.
        """
        try:
            raw = await self._rpc.call("getrawtransaction", txid, 0, check=wire.check_script)
        except RpcRefused as error:
            raise self._no_transaction(txid, error) from error
        return require_transaction(self.name, f"rpc getrawtransaction {txid}", raw, txid)

    async def block_of(self, txid: str) -> str | None:
        """`getrawtransaction`, verbose: a block that is not on the best chain gives 0 confirmations.

        Raises:
            SourceUnavailable: try again later.
            SourceLacks: its index of transactions is not complete yet.
            SourceCannot: it has no index of transactions.
            SourceDataError: unreadable.
        """
        try:
            placed = await self._rpc.call("getrawtransaction", txid, 1, check=wire.check_placed)
        except RpcRefused as error:
            if error.code == NOT_FOUND and not error.says("index"):
                return None
            raise self._no_transaction(txid, error) from error
        if placed.txid != txid:
            raise SourceDataError(
                self.name, f"rpc getrawtransaction {txid}: served transaction {placed.txid}"
            )
        return placed.blockhash if placed.confirmations > 0 else None

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """`scantxoutset`: minutes of work for the node, and one scan at a time.

        Raises:
            SourceUnavailable: try again later, also while another scan is under way.
            SourceDataError: unreadable.
        """
        descriptor = f"raw({script_pubkey.hex()})"
        try:
            scan = await self._scans.call("scantxoutset", "start", [descriptor], check=wire.check_scan)
        except RpcRefused as error:
            if error.says("in progress"):
                raise SourceUnavailable(self.name, f"rpc scantxoutset: {error}") from error
            raise self._lacking(f"coins of {script_pubkey.hex()}", error) from error
        if not scan.success:
            raise SourceUnavailable(self.name, "rpc scantxoutset: the scan was stopped")
        found = (
            Utxo(coin.txid, coin.vout, coin.amount)
            for coin in scan.unspents
            if coin.script_pubkey == script_pubkey
        )
        return distinct_coins(self.name, "rpc scantxoutset", found)

    async def _chain(self) -> wire.Chain:
        try:
            return await self._rpc.call("getblockchaininfo", check=wire.check_chain)
        except RpcRefused as error:
            raise self._lacking("getblockchaininfo", error) from error

    def _until_refused(self, what: str, told: Sequence[wire.T | RpcRefused]) -> list[wire.T]:
        """What came before the first refusal.

        Raises:
            SourceLacks: the first is one.
        """
        found: list[wire.T] = []
        for each in told:
            if isinstance(each, RpcRefused):
                if not found:
                    raise self._lacking(what, each) from each
                break
            found.append(each)
        return found

    def _lacking(self, what: str, error: RpcRefused) -> SourceError:
        told = f"{what}: {error.code} {str(error)[:200]!r}"
        # Core has code -1 for blocks whose bytes it has not got.
        if error.code in {NOT_FOUND, OUT_OF_RANGE} or error.says("not available") or error.says("not found"):
            return SourceLacks(self.name, told)
        return SourceDataError(self.name, told)

    def _no_transaction(self, txid: str, error: RpcRefused) -> SourceError:
        if error.says("-txindex"):
            return SourceCannot(self.name, f"transaction {txid}: it has no index of them; set txindex=1")
        return self._lacking(f"transaction {txid}", error)
