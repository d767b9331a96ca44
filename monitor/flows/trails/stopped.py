"""What is not followed any more although nobody spent it: it stays, or was lost sight of, or is too much."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from monitor.flows.co_spend import Attribute
from monitor.flows.trails.trail import Ending, TrailCoin, TrailEnd, TrailPolicy, ending_at
from monitor.labels.book import Attribution


def stopped(coin: TrailCoin, ending: Ending) -> TrailEnd:
    """The end of a part that still sits in its output."""
    return TrailEnd(
        trail_id=coin.trail_id,
        miner=coin.miner,
        ending=ending,
        sats=coin.sats,
        path=coin.path,
        confidence=coin.confidence,
        txid=coin.txid,
        vout=coin.vout,
        script_pubkey=coin.script_pubkey,
        value_sats=coin.value_sats,
    )


def named(coin: TrailCoin, owner: Attribution) -> TrailEnd:
    """The end of a part whose output turns out to be somebody's."""
    ending = ending_at(owner, coin.miner)
    return stopped(coin, ending).reached(owner, ending)


def let_lie(
    coins: Sequence[TrailCoin], parked: Sequence[TrailCoin], now: datetime, policy: TrailPolicy
) -> tuple[TrailEnd, ...]:
    """What is told otherwise from a block on: parts that did not move for too long, and the smallest of too many.

    Args:
        coins: every open part that trails hold after the block.
        parked: those that lie still already.
        now: the block's time; a trail's age is counted in the chain's own time, whoever follows it when.
        policy: how long, and how many, of both kinds together.
    """
    beyond = max(0, len(coins) + len(parked) - policy.max_coins)
    order = sorted((*coins, *parked), key=lambda coin: (coin.sats, coin.outpoint, coin.trail_id))
    let_go = order[:beyond]
    gone = {(coin.trail_id, coin.outpoint) for coin in let_go}
    old = (coin for coin in coins if now - coin.block.time > policy.max_age)
    return (
        *(stopped(coin, Ending.PARKED) for coin in old if (coin.trail_id, coin.outpoint) not in gone),
        *(stopped(coin, Ending.LET_GO) for coin in let_go),
    )


def named_since(coins: Iterable[TrailCoin], attribute: Attribute) -> tuple[TrailEnd, ...]:
    """The ends of parts that sit in outputs which somebody has labelled since they were made.

    Args:
        coins: everything that trails hold.
        attribute: whose a script is by the labels of today.
    """
    owned = ((coin, attribute(coin.script_pubkey)) for coin in coins)
    return tuple(named(coin, owner) for coin, owner in owned if owner is not None)
