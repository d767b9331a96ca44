"""Trails as people and programs read them, and which of them belong to an episode."""

from collections.abc import Iterable, Sequence
from typing import Final

from monitor.alerts.shape import Payload, Time
from monitor.flows.episode import Episode
from monitor.flows.policy import Policy
from monitor.flows.trails.account import TrailAccount
from monitor.flows.trails.trail import Ending, Hop, TrailCoin
from monitor.money import btc_text

MOST_TRAILS: Final = 20
"""So many are told with an episode, the largest; `minerflow trails` has them all."""
MOST_COINS: Final = 20
"""So many of the outputs that a trail sits in are named, the largest."""


class HopView(Payload):
    """One transaction on the way of a miner's coins."""

    txid: str
    pattern: str
    """payment, peel, consolidation, batch_payout, coinjoin or sweep."""
    sats: int
    """What this way brought through it."""


class SittingView(Payload):
    """An output in which a part of a trail sits."""

    txid: str
    vout: int
    script_pubkey: str
    sats: int
    """The trail's part of it."""
    hops: int
    since: Time
    confidence: int


class EndedView(Payload):
    """What of a trail came to an end in one way."""

    how: str
    """platform, returned, entity, split, mixed, service, too_far, parked, fee, unseen or let_go."""
    entity: str | None
    sats: int


class TrailView(Payload):
    """A miner's payment to unlabelled scripts, and where all of it is. `sitting` and `ended` add up to `sats`."""

    miner: str
    txid: str
    height: int | None
    block_hash: str | None
    time: Time
    pattern: str
    proven_senders: bool
    sats: int
    btc: str
    co_spent_sats: int
    """The part of `sats` that came from unlabelled scripts which signed together with labelled ones of the miner."""
    sitting_sats: int
    parked_sats: int
    fee_sats: int
    sitting: tuple[SittingView, ...]
    """The largest of them."""
    ended: tuple[EndedView, ...]


def hop_views(path: Iterable[Hop]) -> tuple[HopView, ...]:
    """A way as programs read it."""
    return tuple(HopView(txid=hop.txid, pattern=hop.pattern.value, sats=hop.sats) for hop in path)


def trail_view(account: TrailAccount) -> TrailView:
    """A trail as people and programs read it."""
    trail = account.trail
    return TrailView(
        miner=trail.miner,
        txid=trail.txid,
        height=trail.block.height,
        block_hash=trail.block.block_hash,
        time=trail.block.time,
        pattern=trail.pattern.value,
        proven_senders=trail.proven_senders,
        sats=trail.sats,
        btc=btc_text(trail.sats),
        co_spent_sats=trail.co_spent_sats,
        sitting_sats=account.sitting,
        parked_sats=account.sats_of(Ending.PARKED),
        fee_sats=account.sats_of(Ending.FEE),
        sitting=tuple(map(_sitting, account.coins[:MOST_COINS])),
        ended=tuple(
            EndedView(how=each.ending.value, entity=each.entity, sats=each.sats) for each in account.ended
        ),
    )


def _sitting(coin: TrailCoin) -> SittingView:
    return SittingView(
        txid=coin.txid,
        vout=coin.vout,
        script_pubkey=coin.script_pubkey.hex(),
        sats=coin.sats,
        hops=coin.hop,
        since=coin.block.time,
        confidence=coin.confidence,
    )


def trails_beside(
    episode: Episode, accounts: Iterable[TrailAccount], policy: Policy
) -> Sequence[TrailAccount]:
    """The trails that belong to an episode: those behind its flags, and open ones of its miner from its time."""
    origins = {flag.path[0].txid for flag in episode.flags if flag.path}
    first, last = episode.opened_at - policy.window, episode.last_at + policy.window
    near = [
        each
        for each in accounts
        if each.trail.miner == episode.miner
        and (each.trail.txid in origins or (each.coins and first <= each.trail.block.time <= last))
    ]
    near.sort(key=lambda each: (-each.trail.sats, each.trail.trail_id))
    return near[:MOST_TRAILS]
