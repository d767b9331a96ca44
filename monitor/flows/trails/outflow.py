"""Where a trail begins: coins of a miner that leave to scripts nobody has labelled."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.flows.scan import Hit, SpentInput
from monitor.flows.trails.advance import Attribute
from monitor.flows.trails.apportion import apportion
from monitor.flows.trails.pattern import pattern_of
from monitor.flows.trails.trail import Ending, Pattern, Trail, TrailCoin, TrailEnd, TrailPolicy, trail_id
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Outflow:
    """A trail with its first coins, and the parts that were too small to follow from the start."""

    trail: Trail
    pattern: Pattern
    created: tuple[TrailCoin, ...]
    ended: tuple[TrailEnd, ...]


def outflows_of(hit: Hit, attribute: Attribute, policy: TrailPolicy) -> tuple[Outflow, ...]:
    """The trails that begin in a transaction: one for each miner that pays unlabelled scripts enough.

    Where others pay beside the miner, its share of each output is what its inputs are of all inputs. While
    that cannot be told, because an amount is unknown, nothing is followed: a guess would invent satoshis.

    Args:
        hit: a transaction with at least one miner among its senders.
        attribute: whose a script is at the time of the block.
        policy: what is worth following.
    """
    spent: dict[str, list[SpentInput]] = defaultdict(list)
    claims: dict[str, list[Attribution]] = defaultdict(list)
    for each in hit.inputs:
        owner = attribute(each.script_pubkey) if each.script_pubkey else None
        if owner is not None and owner.category is Category.MINER:
            spent[owner.entity].append(each)
            claims[owner.entity].append(owner)
    made = []
    for miner, inputs in spent.items():
        shares = _shares(hit, inputs)
        pattern = pattern_of(hit, {each.outpoint for each in inputs}, policy)
        if shares is not None and pattern is not Pattern.COINJOIN:
            away = [
                (vout, sats)
                for vout, (sats, output) in enumerate(zip(shares, hit.outputs, strict=True))
                if sats and attribute(output.script_pubkey) is None and not _is_data(output.script_pubkey)
            ]
            trail = Trail(
                trail_id(hit.txid, miner), miner, hit.txid, hit.block, sum(sats for _, sats in away)
            )
            if trail.sats >= policy.min_sats:
                confidence = min(claim.confidence for claim in claims[miner])
                made.append(_outflow(hit, trail, pattern, away, confidence, policy))
    return tuple(made)


def _outflow(  # noqa: PLR0917 - the parts of one value
    hit: Hit,
    trail: Trail,
    pattern: Pattern,
    away: Sequence[tuple[int, int]],
    confidence: int,
    policy: TrailPolicy,
) -> Outflow:
    floor = trail.floor(policy)
    return Outflow(
        trail=trail,
        pattern=pattern,
        created=tuple(
            TrailCoin(
                trail_id=trail.trail_id,
                miner=trail.miner,
                txid=hit.txid,
                vout=vout,
                script_pubkey=hit.outputs[vout].script_pubkey,
                value_sats=hit.outputs[vout].sats,
                sats=sats,
                hop=0,
                confidence=confidence,
                block=hit.block,
            )
            for vout, sats in away
            if sats >= floor
        ),
        ended=tuple(
            TrailEnd(trail.trail_id, trail.miner, Ending.SPLIT, sats, 0, confidence, hit.txid, vout)
            for vout, sats in away
            if sats < floor
        ),
    )


def _shares(hit: Hit, spent: Sequence[SpentInput]) -> list[int] | None:
    """The miner's part of every output; None while it cannot be told."""
    outputs = [output.sats for output in hit.outputs]
    if len(spent) == len(hit.inputs):
        return outputs
    if any(each.prevout is None for each in hit.inputs):
        return None
    brought = sum(each.prevout.sats for each in hit.inputs if each.prevout)
    part = sum(each.prevout.sats for each in spent if each.prevout)
    return apportion([part], [*outputs, max(0, brought - sum(outputs))])[0][:-1]


def _is_data(script_pubkey: bytes) -> bool:
    """OP_RETURN: nobody can ever spend it."""
    return script_pubkey[:1] == b"\x6a"
