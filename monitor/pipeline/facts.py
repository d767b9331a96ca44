"""What is known beside an episode when it is told."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.alerts.facts import Facts
from monitor.flows.episode import Episode
from monitor.market.price import slot_of
from monitor.pipeline.explaining import EntityOf, explanations_of
from monitor.store.transaction import Transaction

MARKET_AGE = timedelta(hours=3)
"""What is known of the market for longer than this is no news any more, and is left out."""


async def facts_of(tx: Transaction, episodes: Iterable[Episode], now: datetime, entity_of: EntityOf) -> Facts:
    """Times, prices, the market and explanations for the flags of some episodes, as the database knows them."""
    given = list(episodes)
    flags = [flag for episode in given for flag in episode.flags]
    market = await tx.market.newest()
    return Facts(
        first_seen=await tx.times.first_seen({flag.txid for flag in flags}),
        median_times=await tx.times.median_times(
            {flag.block.block_hash for flag in flags if flag.block.block_hash}
        ),
        prices=await tx.market.prices({slot_of(flag.block.time) for flag in flags}),
        trails=await tx.trails.accounts(
            miners={episode.miner for episode in given},
            origins={flag.path[0].txid for flag in flags if flag.path},
        ),
        market=market if market is not None and now - market.at <= MARKET_AGE else None,
        explanations=await explanations_of(tx, given, entity_of),
    )
