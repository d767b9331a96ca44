"""What trails brought to platforms, as flags: of the same kind as those of direct payments, with hops behind them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.flows.flag import Flag, Stage
from monitor.flows.policy import Policy
from monitor.flows.trails.trail import Ending, Pattern, Step, TrailEnd
from monitor.flows.transfer import BlockRef


def arrivals(steps: Iterable[Step], block: BlockRef, policy: Policy) -> tuple[Flag, ...]:
    """One flag for each transaction, miner and platform that trails reached with enough.

    Args:
        steps: of one block.
        block: which block that is.
        policy: the threshold.
    """
    found: list[Flag] = []
    for step in steps:
        reached: dict[tuple[str, str], list[TrailEnd]] = defaultdict(list)
        for end in step.ended:
            if end.ending is Ending.PLATFORM and end.entity is not None:
                reached[end.miner, end.entity].append(end)
        found.extend(
            _flag(step, ends, block)
            for ends in reached.values()
            if sum(end.sats for end in ends) >= policy.min_sats
        )
    return tuple(found)


def _flag(step: Step, ends: Sequence[TrailEnd], block: BlockRef) -> Flag:
    first = ends[0]
    assert first.entity is not None  # a platform has a name
    assert first.category is not None
    return Flag(
        txid=step.txid,
        miner=first.miner,
        to_entity=first.entity,
        to_type=first.category,
        vouts=tuple(sorted({end.vout for end in ends if end.vout is not None})),
        sats=sum(end.sats for end in ends),
        stage=Stage.INCLUDED,
        block=block,
        hops=max(end.hop for end in ends),
        mixed_inputs=step.pattern in {Pattern.SWEEP, Pattern.COINJOIN},
        conflicted=any(end.conflicted for end in ends),
        candidate=any(end.candidate for end in ends),
        confidence=min(end.confidence for end in ends),
    )


def together(direct: Iterable[Flag], arrived: Iterable[Flag]) -> list[Flag]:
    """Flags of one block with one for each identity: a transaction may bring a miner's coins on both ways."""
    flags = {flag.flag_id: flag for flag in direct}
    for flag in arrived:
        other = flags.get(flag.flag_id)
        if other is None:
            flags[flag.flag_id] = flag
        else:
            flags[flag.flag_id] = replace(
                other,
                sats=other.sats + flag.sats,
                vouts=tuple(sorted({*other.vouts, *flag.vouts})),
                confidence=min(other.confidence, flag.confidence),
                conflicted=other.conflicted or flag.conflicted,
                candidate=other.candidate or flag.candidate,
            )
    return list(flags.values())
