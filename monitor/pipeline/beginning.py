"""Where an empty database begins: the first block, of a chain that is the right one."""

from typing import Literal

import structlog

from monitor.bitcoin.network import ChainParams
from monitor.errors import SourceDataError, SourceLacks
from monitor.pipeline.fetch_ahead import Arrival, fetched
from monitor.pipeline.ports import Source
from monitor.pipeline.way import Way

log = structlog.get_logger()


async def first_block(
    source: Source, params: ChainParams, start: Literal["tip"] | int, head_start: int, way: Way
) -> Arrival | None:
    """The first block to scan, not proven yet; None where the source's chain does not reach it yet.

    Args:
        source: whose chain it is.
        params: of the network that it must be.
        start: its height, or the source's tip.
        head_start: how far below the tip.
        way: whether its block is fetched, or its header alone.

    Raises:
        SourceDataError: it is the chain of another network.
        SourceError: the source does not serve what is needed.
    """
    genesis = await source.block_hash(0)
    if genesis != params.genesis_hash:
        raise SourceDataError(
            source.name,
            f"follows another network: its block 0 is {genesis}, that of {params.network.value} "
            f"is {params.genesis_hash}; check `network` and the source's url",
        )
    tip_height = await source.tip_height()
    height = max(0, tip_height - head_start) if start == "tip" else start
    try:
        block_hash = await source.block_hash(height)
    except SourceLacks:
        log.info("follow.waiting", start=height, tip=tip_height)
        return None
    return await fetched(source, height, block_hash, way)
