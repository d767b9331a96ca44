"""Where a past transaction stands: read from the block itself where that can be had."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.bitcoin.block import Block, parse_block
from monitor.bitcoin.hashes import internal
from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.proof import check_header, coinbase_height, prove_block
from monitor.errors import BlockError, SourceCannot, SourceDataError, SourceLacks
from monitor.flows.transfer import BlockRef
from monitor.pipeline.allowance import Frugal
from monitor.store.chain import ScannedBlock


@dataclass(frozen=True, slots=True)
class Place:
    """A transaction's place in the chain."""

    block: BlockRef
    proven: bool
    """The block's merkle root covers it; else the source's word was taken for it."""


class PlaceFinder:
    """Looks past transactions up in their blocks, each block once.

    The raw block proves that it holds the transaction. A source that serves none is believed, and the place
    says so; the header's work is checked in any case. That the block is on the best chain is known where we
    hold it, and told by the source for older ones.
    """

    def __init__(self, source: Frugal, params: ChainParams) -> None:
        self._source = source
        self._params = params
        self._blocks: dict[str, tuple[Header, Block | None]] = {}

    async def place(
        self, txid: str, block_hash: str, told_height: int | None, held: ScannedBlock | None
    ) -> Place | None:
        """The place of a transaction; None where its block is on no best chain that we know.

        Args:
            txid: the transaction.
            block_hash: where the source says that it stands.
            told_height: the block's height by the source; a hint.
            held: the block, where our chain holds it.

        Raises:
            SourceDataError: the block is not proven, or does not hold the transaction.
            SourceError: the source does not answer.
        """
        header, block = await self._block(block_hash)
        if block is not None and internal(txid) not in block.txids:
            what = f"lists {txid} in block {block_hash}, which does not hold it"
            raise SourceDataError(self._source.name, what)
        at = datetime.fromtimestamp(header.time, UTC)
        if held is not None:
            return Place(BlockRef(held.height, block_hash, at), block is not None)
        for height in (coinbase_height(block) if block else None, told_height):
            if height is not None and await self._holds(height, block_hash):
                return Place(BlockRef(height, block_hash, at), block is not None)
        return None

    async def _holds(self, height: int, block_hash: str) -> bool:
        try:
            return await self._source.block_hash(height) == block_hash
        except SourceLacks:
            return False

    async def _block(self, block_hash: str) -> tuple[Header, Block | None]:
        if block_hash not in self._blocks:
            self._blocks.clear()  # transactions come in the order of the chain; blocks are large
            try:
                raw = await self._source.raw_block(block_hash)
            except (SourceCannot, SourceLacks):
                raw = await self._source.header(block_hash)
                self._blocks[block_hash] = self._header(raw, block_hash), None
            else:
                block = await asyncio.to_thread(self._proven, raw, block_hash)
                self._blocks[block_hash] = block.header, block
        return self._blocks[block_hash]

    def _header(self, raw: bytes, block_hash: str) -> Header:
        try:
            header = parse_header(raw)
            check_header(header, self._params, expected_hash=block_hash)
        except BlockError as error:
            raise SourceDataError(self._source.name, f"header of {block_hash}: {error}") from error
        return header

    def _proven(self, raw: bytes, block_hash: str) -> Block:
        try:
            block = parse_block(raw)
            prove_block(block, self._params, expected_hash=block_hash)
        except BlockError as error:
            raise SourceDataError(self._source.name, f"block {block_hash}: {error}") from error
        return block
