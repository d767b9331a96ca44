"""Where a trail begins: coins of a miner that leave to scripts nobody has labelled."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.flows.scan import Hit, SpentInput
from monitor.flows.trails.advance import Attribute
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
from monitor.labels.vocabulary import PLATFORMS, Category


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

    Where others pay beside the miner, its part is what it put in, less what came back to it and what a transfer
    to a platform already counts, spread over the rest by size. While it is not known what it put in, nothing is
    followed: a guess would invent satoshis.

    Args:
        hit: a transaction with at least one miner among its senders.
        attribute: whose a script is at the time of the block.
        policy: what is worth following.
        held: of each output, what trails that were spent here hold of it by now; empty where none was.
        trailed: what trails held of the inputs: a miner's own unlabelled change is no stranger.
    """
    spent, claims = _inputs_by_miner(hit, attribute)
    if not spent:
        return ()
    receivers = [attribute(output.script_pubkey) for output in hit.outputs]
    room = [
        output.sats - taken for output, taken in zip(hit.outputs, held or [0] * len(receivers), strict=True)
    ]
    made = []
    for miner, inputs in spent.items():
        own = {coin.outpoint for coin in trailed if coin.miner == miner}
        labelled = {each.outpoint for each in inputs}
        pattern = pattern_of(hit, own | labelled, policy, labelled)
        if pattern is Pattern.COINJOIN:
            continue
        shares = _shares(hit, miner, inputs, receivers, room)
        away = [
            (vout, min(share, room[vout]))
            for vout, share in enumerate(shares)
            if min(share, room[vout])
            and receivers[vout] is None
            and not _is_data(hit.outputs[vout].script_pubkey)
        ]
        trail = Trail(
            trail_id=trail_id(hit.txid, miner),
            miner=miner,
            txid=hit.txid,
            block=hit.block,
            sats=sum(sats for _, sats in away),
            pattern=pattern,
            proven_senders=all(each.prevout is not None for each in inputs),
            senders=tuple(dict.fromkeys(each.script_pubkey for each in inputs if each.script_pubkey)),
        )
        if trail.sats >= policy.min_sats:
            for vout, sats in away:
                room[vout] -= sats
            made.append(_outflow(hit, trail, away, min(claim.confidence for claim in claims[miner]), policy))
    return tuple(made)


def _inputs_by_miner(
    hit: Hit, attribute: Attribute
) -> tuple[dict[str, list[SpentInput]], dict[str, list[Attribution]]]:
    """What each miner put in, and the label of every such input."""
    spent: dict[str, list[SpentInput]] = defaultdict(list)
    claims: dict[str, list[Attribution]] = defaultdict(list)
    for each in hit.inputs:
        owner = attribute(each.script_pubkey) if each.script_pubkey else None
        if owner is not None and owner.category is Category.MINER:
            spent[owner.entity].append(each)
            claims[owner.entity].append(owner)
    return spent, claims


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
    miner: str,
    spent: Sequence[SpentInput],
    receivers: Sequence[Attribution | None],
    room: Sequence[int],
) -> list[int]:
    """The miner's part of every output; of its own and of platforms', which others count, nothing.

    `room` is what trails leave of each output: what they brought back did not come from these inputs.
    """
    outputs = [output.sats for output in hit.outputs]
    if len(spent) == len(hit.inputs):
        return outputs
    if any(each.prevout is None for each in spent):
        return [0] * len(outputs)
    own, platforms, rest = 0, 0, list(outputs)
    for vout, receiver in enumerate(receivers):
        if receiver is None or (receiver.entity != miner and receiver.category not in PLATFORMS):
            continue
        rest[vout] = 0
        if receiver.entity == miner:
            own += room[vout]
        else:
            platforms += room[vout]
    part = max(0, sum(each.prevout.sats for each in spent if each.prevout) - own - platforms)
    brought = sum(each.prevout.sats for each in hit.inputs if each.prevout)
    # The fee is known only if all inputs are; it is at least what of the miner's part no output holds.
    fee = max(0, brought - sum(outputs), part - sum(rest))
    return apportion([part], [*rest, fee])[0][:-1]


def _is_data(script_pubkey: bytes) -> bool:
    """OP_RETURN: nobody can ever spend it."""
    return script_pubkey[:1] == b"\x6a"
