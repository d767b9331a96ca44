"""What kind of transaction it is, told from its shape alone."""

from collections import Counter
from collections.abc import Collection

from monitor.flows.scan import Hit
from monitor.flows.trails.trail import Pattern, TrailPolicy

_EQUAL = 3
"""So many outputs of one size, from as many parties, make a coinjoin."""
_BATCH = 10
"""So many outputs make a batch."""
_PEEL_PERCENT = 20
"""The part that is peeled off is at most so much of the whole."""


def pattern_of(hit: Hit, ours: Collection[bytes], policy: TrailPolicy) -> Pattern:
    """Name the pattern of a transaction.

    Args:
        hit: the transaction.
        ours: the outpoints, 36 bytes each, that belong to the trails followed through it.
        policy: says how many strangers make a crowd.
    """
    strangers = strangers_in(hit, ours)
    if _is_coinjoin(hit, strangers):
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


def _is_coinjoin(hit: Hit, strangers: int) -> bool:
    """Equal outputs to different scripts, and at least as many parties as could own them."""
    sizes = Counter(
        sats for sats, _ in {(output.sats, output.script_pubkey) for output in hit.outputs} if sats
    )
    most = max(sizes.values(), default=0)
    return most >= _EQUAL and strangers + 1 >= most
