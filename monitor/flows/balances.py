"""What a script held, and when: from its coins since our first block, and from its history before."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from monitor.flows.script_history import Account, PastTransaction


@dataclass(frozen=True, slots=True)
class Step:
    """By how much one block changed what a script holds. `sats` is below zero where more left than came."""

    at: datetime
    """Block time."""
    block_hash: str
    sats: int
    mined_sats: int = 0
    """What of it a coinbase or a pool paid, as far as scanned blocks tell."""


@dataclass(frozen=True, slots=True)
class CoinLife:
    """A watched coin of one script, and the blocks that made and spent it."""

    sats: int
    made: Step | None
    """None where it was made below our first block. `sats` of both steps is 0: the coin has them."""
    spent: Step | None
    """None while no block of ours spends it."""
    mined: bool = False
    """A coinbase or a pool paid it."""


@dataclass(frozen=True, slots=True)
class ScriptPast:
    """What is known of one script's balance. All amounts are satoshis."""

    held_sats: int
    """Before the first step."""
    steps: tuple[Step, ...]
    """In any order."""
    since: datetime | None
    """From this moment on every step is known; None from the script's first coin on."""

    def knows(self, moment: datetime) -> bool:
        """Whether the balance at a moment is known."""
        return self.since is None or self.since <= moment


def script_past(
    coins: Iterable[CoinLife], first: datetime, earlier: Sequence[Step] | None = None
) -> ScriptPast:
    """What is known of a script.

    Args:
        coins: every coin of it that was unspent at our first block, or was made since.
        first: the time of our first block.
        earlier: what its history shows below our first block; None where that is not known. It is left out where
            it does not come to what was held then: one of the two tells less than the truth.
    """
    lives = list(coins)
    steps: list[Step] = []
    held = 0
    for life in lives:
        if life.made is None:
            held += life.sats
        else:
            mined = life.sats if life.mined else 0
            steps.append(Step(life.made.at, life.made.block_hash, life.sats, mined))
        if life.spent is not None:
            steps.append(Step(life.spent.at, life.spent.block_hash, -life.sats))
    if earlier is None or sum(each.sats for each in earlier) != held:
        return ScriptPast(held, tuple(steps), first)
    return ScriptPast(0, (*earlier, *steps), None)


def earlier_steps(
    past: Iterable[PastTransaction], account: Account, ours: Collection[str]
) -> tuple[Step, ...] | None:
    """What a script's history shows below our first block; None where the time of one of them is not told.

    Args:
        past: the confirmed transactions of the script.
        account: what they add up to.
        ours: the blocks from our first one on, by hash.
    """
    below = {each.txid: each for each in past if each.block_hash not in ours}
    came = ((each.txid, coin.sats) for each in below.values() for coin in each.funds)
    left = (
        (spender, -account.coins[outpoint].sats)
        for outpoint, spender in account.spenders.items()
        if spender in below
    )
    steps = []
    for txid, sats in chain(came, left):
        each = below[txid]
        at = each.place.time if each.place else each.told_time
        if at is None:
            return None
        steps.append(Step(at, each.block_hash, sats))
    return tuple(steps)
