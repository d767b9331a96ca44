"""What trails brought to platforms, as flags: of the same kind as those of direct payments, with hops behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.flows.flag import Flag, Stage, whole_flag
from monitor.flows.policy import Policy
from monitor.flows.trails.retell import AttributeAt, is_suggested, stands
from monitor.flows.trails.trail import Ending, Pattern, Trail, TrailEnd
from monitor.flows.transfer import BlockRef, Transfer


def arrivals(
    ends: Iterable[TrailEnd], trails: Mapping[str, Trail], block: BlockRef, attribute: AttributeAt
) -> tuple[Flag, ...]:
    """One flag for each transaction, miner and platform that trails reached, of whatever amount.

    Args:
        ends: of one block, of whatever kind.
        trails: their trails, by id.
        block: which block that is, or since when the transaction waits for one.
        attribute: whose a script was at a time; a trail that no miner of its label began tells nothing.
    """
    reached: dict[tuple[str, str, str], list[TrailEnd]] = defaultdict(list)
    for end in ends:
        told = end.ending is Ending.PLATFORM and stands(trails[end.trail_id], attribute)
        if told and end.entity is not None:
            reached[end.txid, end.miner, end.entity].append(end)
    return tuple(_flag(each, trails, block, attribute) for each in reached.values())


def _flag(
    ends: Sequence[TrailEnd], trails: Mapping[str, Trail], block: BlockRef, attribute: AttributeAt
) -> Flag:
    farthest = max(ends, key=lambda end: (end.hop, end.sats, end.trail_id))
    assert farthest.entity is not None  # a platform has a name
    assert farthest.category is not None
    return Flag(
        txid=farthest.txid,
        miner=farthest.miner,
        to_entity=farthest.entity,
        to_type=farthest.category,
        vouts=tuple(sorted({end.vout for end in ends if end.vout is not None})),
        sats=sum(end.sats for end in ends),
        stage=Stage.MEMPOOL if block.block_hash is None else Stage.INCLUDED,
        block=block,
        hops=farthest.hop,
        path=farthest.path,
        mixed_inputs=farthest.path[-1].pattern is Pattern.SWEEP,
        proven_senders=all(trails[end.trail_id].proven_senders for end in ends),
        conflicted=any(end.conflicted for end in ends),
        candidate=any(end.candidate or is_suggested(trails[end.trail_id], attribute) for end in ends),
        confidence=min(end.certainty for end in ends),
        co_spent_sats=sum(trails[end.trail_id].co_spent_of(end.sats) for end in ends),
    )


def worth_telling(transfers: Iterable[Transfer], arrived: Iterable[Flag], policy: Policy) -> list[Flag]:
    """The flags of transfers and of what trails brought, as far as policy finds what came together worth telling."""
    direct = [(whole_flag(transfer), transfer.sats) for transfer in transfers]
    found = together((flag for flag, _ in direct), arrived, {flag.flag_id: sats for flag, sats in direct})
    return [flag for flag in found if flag.sats >= policy.min_sats]


def together(direct: Iterable[Flag], arrived: Iterable[Flag], reached: Mapping[str, int]) -> list[Flag]:
    """Flags of one block with one for each identity: a transaction may bring a miner's coins on both ways.

    Args:
        direct: of transfers, of whatever amount.
        arrived: of trails, likewise.
        reached: by flag id of a transfer, all that its transaction paid to the platform: two shares of it, each
            found in its own way, are never more.
    """
    flags = {flag.flag_id: flag for flag in direct}
    for flag in arrived:
        other = flags.get(flag.flag_id)
        if other is None:
            flags[flag.flag_id] = flag
        else:
            sats = max(other.sats, min(other.sats + flag.sats, reached[flag.flag_id]))
            flags[flag.flag_id] = replace(
                other,
                sats=sats,
                co_spent_sats=min(sats, other.co_spent_sats + flag.co_spent_sats),
                vouts=tuple(sorted({*other.vouts, *flag.vouts})),
                path=flag.path,
                proven_senders=other.proven_senders and flag.proven_senders,
                confidence=min(other.confidence, flag.confidence),
                conflicted=other.conflicted or flag.conflicted,
                candidate=other.candidate or flag.candidate,
            )
    return list(flags.values())
