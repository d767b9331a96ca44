"""What is known beside an episode when it is told."""

from collections.abc import Iterable, Sequence
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
        hearsay=await _on_hearsay(tx, given),
    )


async def _on_hearsay(tx: Transaction, episodes: Sequence[Episode]) -> frozenset[str]:
    """The episodes of which all that is confirmed rests on articles."""
    confirmed = [episode for episode in episodes if episode.confirmed_sats]
    heard: set[str] = set()
    own: set[str] = set()
    for miner in {episode.miner for episode in confirmed}:
        told = await tx.disclosures.statements_of(miner)
        articles = {each.statement_id for each in told if each.hearsay}
        for each in await tx.disclosures.allocations_of(miner) if articles else ():
            (heard if each.statement_id in articles else own).add(each.flag_id)
    return frozenset(
        episode.episode_id
        for episode in confirmed
        if (names := {flag.flag_id for flag in episode.flags}) & heard and not names & own
    )
