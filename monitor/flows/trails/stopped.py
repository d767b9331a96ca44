"""What is not followed any more although nobody spent it: it stays, or was lost sight of, or is too much."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

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


def let_lie(coins: Sequence[TrailCoin], now: datetime, policy: TrailPolicy) -> tuple[TrailEnd, ...]:
    """What is not followed beyond a block: parts that did not move for too long, and the smallest of too many.

    Args:
        coins: everything that trails hold after the block.
        now: the block's time; a trail's age is counted in the chain's own time, whoever follows it when.
        policy: how long, and how many.
    """
    old = [coin for coin in coins if now - coin.block.time > policy.max_age]
    ends = [stopped(coin, Ending.PARKED) for coin in old]
    beyond = len(coins) - len(old) - policy.max_coins
    if beyond > 0:
        parked = {(coin.trail_id, coin.outpoint) for coin in old}
        rest = (coin for coin in coins if (coin.trail_id, coin.outpoint) not in parked)
        smallest = sorted(rest, key=lambda coin: (coin.sats, coin.outpoint, coin.trail_id))
        ends.extend(stopped(coin, Ending.LET_GO) for coin in islice(smallest, beyond))
    return tuple(ends)


def named_since(coins: Iterable[TrailCoin], attribute: Attribute) -> tuple[TrailEnd, ...]:
    """The ends of parts that sit in outputs which somebody has labelled since they were made.

    Args:
        coins: everything that trails hold.
        attribute: whose a script is by the labels of today.
    """
    owned = ((coin, attribute(coin.script_pubkey)) for coin in coins)
    return tuple(named(coin, owner) for coin, owner in owned if owner is not None)
