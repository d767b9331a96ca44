"""What kind of transaction it is, told from its shape alone."""

from collections import Counter
from collections.abc import Collection

from monitor.flows.scan import Hit
from monitor.flows.trails.trail import Pattern, TrailPolicy

_EQUAL = 3
"""So many outputs of one size, from as many parties, make a coinjoin ..."""
_PLAINLY_EQUAL = 5
"""... for certain; fewer may be the tranches of one owner, who has one change where parties have one each."""
_BATCH = 10
"""So many outputs make a batch."""
_PEEL_PERCENT = 20
"""The part that is peeled off is at most so much of the whole."""


def pattern_of(
    hit: Hit, ours: Collection[bytes], policy: TrailPolicy, labelled: Collection[bytes] = ()
) -> Pattern:
    """Name the pattern of a transaction.

    Args:
        hit: the transaction.
        ours: the outpoints, 36 bytes each, that belong to the trails followed through it.
        policy: says how many strangers make a crowd.
        labelled: those of `ours` that are the miner's by a label.
    """
    strangers = strangers_in(hit, ours)
    if is_coinjoin(hit, ours, labelled):
        return Pattern.COINJOIN
    if strangers >= policy.crowd:
        return Pattern.SWEEP
    paid = [output.sats for output in hit.outputs if output.sats]
    if len(paid) >= _BATCH:
        return Pattern.BATCH_PAYOUT
    if len(paid) == 1 and len(hit.inputs) > 1:
        return Pattern.CONSOLIDATION
    if len(paid) == 2 and not strangers and min(paid) * 100 <= sum(paid) * _PEEL_PERCENT:  # noqa: PLR2004 - paid and rest
        return Pattern.PEEL
    return Pattern.PAYMENT


def strangers_in(hit: Hit, ours: Collection[bytes]) -> int:
    """How many scripts of others pay beside ours; an input that names nobody is somebody of its own."""
    mine = {each.script_pubkey for each in hit.inputs if each.outpoint in ours}
    others = [each for each in hit.inputs if each.outpoint not in ours]
    named = {each.script_pubkey for each in others if each.script_pubkey is not None} - mine
    return len(named) + sum(each.script_pubkey is None for each in others)


def is_coinjoin(hit: Hit, ours: Collection[bytes], labelled: Collection[bytes] = ()) -> bool:
    """Whether outputs are as equal, and as many, as those of several parties who mix their coins.

    Args:
        hit: the transaction.
        ours: the outpoints that are taken for one owner's. What a trail leads to may be a stranger's as well, so
            where very many outputs are equal, and most of them leave a change, only `labelled` ones are.
        labelled: those of `ours` that are one owner's by a label.
    """
    paid = {(output.sats, output.script_pubkey) for output in hit.outputs if output.sats}
    sizes = Counter(sats for sats, _ in paid)
    most = max(sizes.values(), default=0)
    if most < _EQUAL:
        return False
    rest = len(paid) - most
    as_parties_leave_it = rest >= most - 1 or not rest
    parties = strangers_in(hit, ours) + 1
    if most >= _PLAINLY_EQUAL:
        return parties >= most or (
            as_parties_leave_it and strangers_in(hit, labelled) + bool(labelled) >= most
        )
    return parties >= most and as_parties_leave_it
