"""Labels that were added where trails had stopped: what sits there has arrived."""

from collections import defaultdict
from functools import partial

import structlog

from monitor.flows.trails.held import Held
from monitor.flows.trails.stopped import named_since
from monitor.flows.trails.trail import TrailEnd
from monitor.flows.transfer import BlockRef
from monitor.pipeline.cases import Cases
from monitor.pipeline.commit import Committer
from monitor.pipeline.revising import revise

log = structlog.get_logger()


async def name_trails(held: Held, committer: Committer) -> None:
    """End what trails hold in outputs that were labelled since they were made, and tell what reached a platform.

    What the same transaction is known to have brought there already is told together with it.

    Args:
        held: what is followed at the checkpoint; it is what is followed after that then.
        committer: writes it, by its label book.

    Raises:
        StoreError: the database refuses; nothing has changed.
    """
    book = committer.book
    ends: dict[BlockRef, list[TrailEnd]] = defaultdict(list)
    for coin in held.coins:
        if book.claims(coin.script_pubkey):
            ends[coin.block] += named_since([coin], partial(book.attribute, at=coin.block.time))
    found = [end for each in ends.values() for end in each]
    if not found:
        return
    txids = sorted({end.txid for end in found})
    why = {txid: ["one was added where a trail had stopped"] for txid in txids}
    async with committer.store.write() as tx:
        for block, each in ends.items():
            assert block.block_hash is not None  # trails are followed in blocks
            await tx.trails.stop(each, block.block_hash)
        cases = await Cases(committer, book).of(tx, await tx.chain.transfers_of(txids), txids, why)
        made = await revise(tx, committer, list(cases.values()))
    held.stop(found)
    log.info("trails.named", parts=len(found), revisions=len(made))
    if made:
        committer.on_revisions()
