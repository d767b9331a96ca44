"""Labels that were added where trails had stopped: what sits there has arrived."""

from collections import defaultdict
from functools import partial

import structlog

from monitor.flows.trails.arrivals import arrivals
from monitor.flows.trails.held import Held
from monitor.flows.trails.stopped import named_since
from monitor.flows.trails.trail import TrailEnd
from monitor.flows.transfer import BlockRef
from monitor.pipeline.commit import Committer

log = structlog.get_logger()


async def name_trails(held: Held, committer: Committer) -> None:
    """End what trails hold in outputs that were labelled since they were made, and flag what reached a platform.

    Args:
        held: what is followed at the checkpoint; it is what is followed after that then.
        committer: writes it, by its label book.

    Raises:
        StoreError: the database refuses; nothing has changed.
    """
    book, policy, now = committer.book, committer.policy, committer.clock()
    ends: dict[BlockRef, list[TrailEnd]] = defaultdict(list)
    for coin in held.coins:
        if book.claims(coin.script_pubkey):
            ends[coin.block] += named_since([coin], partial(book.attribute, at=coin.block.time))
    found = [end for each in ends.values() for end in each]
    if not found:
        return
    reached = [flag for block, each in ends.items() for flag in arrivals(each, held.trails, block)]
    flags = [flag for flag in reached if flag.sats >= policy.min_sats]
    cause = "a label was added where its trail had stopped"
    async with committer.store.write() as tx:
        tip = await tx.chain.tip()
        for block, each in ends.items():
            assert block.block_hash is not None  # trails are followed in blocks
            await tx.trails.stop(each, block.block_hash)
        made = await committer.add_found(tx, flags, tip.height if tip else 0, cause, now)
    held.stop(found)
    log.info("trails.named", parts=len(found), revisions=len(made))
    if made:
        committer.on_revisions()
