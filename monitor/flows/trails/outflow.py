"""Where a trail begins: coins of a miner that leave to scripts nobody has labelled."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.flows.co_spend import (
    Attribute,
    Reliance,
    Spender,
    co_signs,
    held_by,
    payer_of,
    put_in,
    spenders_in,
    worth_saying,
)
from monitor.flows.scan import Hit
from monitor.flows.trails.apportion import apportion
from monitor.flows.trails.pattern import pattern_of
from monitor.flows.trails.trail import (
    Ending,
    Hop,
    Pattern,
    Trail,
    TrailCoin,
    TrailEnd,
    TrailPolicy,
    trail_id,
)
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import PLATFORMS


@dataclass(frozen=True, slots=True)
class Outflow:
    """A trail with its first coins, and the parts that were too small to follow from the start."""

    trail: Trail
    created: tuple[TrailCoin, ...]
    ended: tuple[TrailEnd, ...]


def outflows_of(
    hit: Hit,
    attribute: Attribute,
    policy: TrailPolicy,
    held: Sequence[int] = (),
    trailed: Sequence[TrailCoin] = (),
) -> tuple[Outflow, ...]:
    """The trails that begin in a transaction: one for each miner that pays unlabelled scripts enough.

    Where unlabelled scripts sign beside the miner's, all is taken for its own, and the trail notes how much of it
    labels do not prove. Where others pay beside it, its part is what it put in, less what came back to it and what a
    transfer to a platform already counts, spread over the rest by size. While it is not known what it put in, nothing
    is followed: a guess would invent satoshis.

    Args:
        hit: a transaction with at least one miner among its senders.
        attribute: whose a script is at the time of the block.
        policy: what is worth following.
        held: of each output, what trails that were spent here hold of it by now; empty where none was.
        trailed: what trails held of the inputs: a miner's own unlabelled change is no stranger.
    """
    spenders = spenders_in(hit, attribute)
    if not spenders:
        return ()
    receivers = [attribute(output.script_pubkey) for output in hit.outputs]
    room = [
        output.sats - taken for output, taken in zip(hit.outputs, held or [0] * len(receivers), strict=True)
    ]
    made = []
    for spender in spenders:
        own = held_by(spender.miner, trailed)
        pattern = pattern_of(hit, spender.outpoints.union(own), policy, spender.outpoints)
        if pattern is Pattern.COINJOIN:
            continue
        whole = co_signs(hit, spender, attribute, own)
        payer = payer_of(spender, own, whole=whole)
        proven = _shares(hit, payer, attribute, receivers, room)
        away = list(_away(hit, [output.sats for output in hit.outputs] if whole else proven, receivers, room))
        sats = sum(part for _, part in away)
        trail = Trail(
            trail_id=trail_id(hit.txid, spender.miner),
            miner=spender.miner,
            txid=hit.txid,
            block=hit.block,
            sats=sats,
            pattern=pattern,
            proven_senders=payer.gross_sats is not None,
            senders=payer.scripts,
            co_spent_sats=worth_saying(sum(max(0, part - proven[vout]) for vout, part in away), sats),
        )
        if trail.sats >= policy.min_sats:
            for vout, part in away:
                room[vout] -= part
            reliance = Reliance.on(payer.claims, co_spent=bool(trail.co_spent_sats))
            made.append(_outflow(hit, trail, away, reliance.confidence, policy))
    return tuple(made)


def _away(
    hit: Hit, shares: Sequence[int], receivers: Sequence[Attribution | None], room: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """What of a miner's share of every output leaves to scripts without a label, with the output's place."""
    for vout, share in enumerate(shares):
        sats = min(share, room[vout])
        if sats and receivers[vout] is None and not _is_data(hit.outputs[vout].script_pubkey):
            yield vout, sats


def _outflow(
    hit: Hit, trail: Trail, away: Sequence[tuple[int, int]], confidence: int, policy: TrailPolicy
) -> Outflow:
    floor = trail.floor(policy)
    return Outflow(
        trail=trail,
        created=tuple(
            TrailCoin(
                trail_id=trail.trail_id,
                miner=trail.miner,
                txid=hit.txid,
                vout=vout,
                script_pubkey=hit.outputs[vout].script_pubkey,
                value_sats=hit.outputs[vout].sats,
                sats=sats,
                path=(Hop(hit.txid, trail.pattern, sats),),
                confidence=confidence,
                block=hit.block,
            )
            for vout, sats in away
            if sats >= floor
        ),
        ended=tuple(
            TrailEnd(
                trail_id=trail.trail_id,
                miner=trail.miner,
                ending=Ending.SPLIT,
                sats=sats,
                path=(Hop(hit.txid, trail.pattern, sats),),
                confidence=confidence,
                txid=hit.txid,
                vout=vout,
                script_pubkey=hit.outputs[vout].script_pubkey,
                value_sats=hit.outputs[vout].sats,
            )
            for vout, sats in away
            if sats < floor
        ),
    )


def _shares(
    hit: Hit,
    spender: Spender,
    attribute: Attribute,
    receivers: Sequence[Attribution | None],
    room: Sequence[int],
) -> list[int]:
    """What labels prove to be the miner's of every output; of its own and of platforms', which others count, nothing.

    `room` is what trails leave of each output: what they brought back did not come from these inputs.
    """
    outputs = [output.sats for output in hit.outputs]
    if len(spender.inputs) == len(hit.inputs):
        return outputs
    gross, miner = spender.gross_sats, spender.miner
    if gross is None:
        return [0] * len(outputs)
    own, rest = 0, list(outputs)
    platforms: Counter[str] = Counter()
    for vout, receiver in enumerate(receivers):
        if receiver is None or (receiver.entity != miner and receiver.category not in PLATFORMS):
            continue
        rest[vout] = 0
        if receiver.entity == miner:
            own += room[vout]
        else:
            platforms[receiver.entity] += room[vout]
    part = max(0, gross - own - (platforms - Counter(put_in(hit, attribute))).total())
    brought = sum(each.prevout.sats for each in hit.inputs if each.prevout)
    # The fee is known only if all inputs are; it is at least what of the miner's part no output holds.
    fee = max(0, brought - sum(outputs), part - sum(rest))
    return apportion([part], [*rest, fee])[0][:-1]


def _is_data(script_pubkey: bytes) -> bool:
    """OP_RETURN: nobody can ever spend it."""
    return script_pubkey[:1] == b"\x6a"
