"""Who is paid for mining, and which of those scripts are one owner's: told from payouts and co-spends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from monitor.bitcoin.transaction import outpoint as outpoint_of
from monitor.flows.co_spend import Attribute
from monitor.flows.coins import Coin
from monitor.flows.learning.candidate import LearningPolicy
from monitor.flows.learning.learn import deposits_in, pool_behind
from monitor.flows.scan import Hit
from monitor.flows.trails.pattern import pattern_of
from monitor.flows.trails.trail import Pattern, TrailPolicy
from monitor.flows.transfer import BlockRef

_NOTHING = "00" * 32, 0xFFFF_FFFF
"""The output that the input of a coinbase names."""
_LONGEST_SCRIPT = 520
"""Bytes. A longer one is nobody's address, and more than an index of PostgreSQL takes."""


@dataclass(frozen=True, slots=True)
class Payout:
    """An output by which a pool, or a block's reward itself, pays an unlabelled script. `sats` is its value."""

    txid: str
    vout: int
    script_pubkey: bytes
    sats: int
    pool: str | None
    """Who pays; None for the coinbase of a block."""
    block: BlockRef

    @property
    def coin(self) -> Coin:
        """The output, to be recognised when it is spent."""
        return Coin(self.txid, self.vout, self.script_pubkey, self.sats)


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Two paid scripts whose coins one transaction spends together; `one` is the lesser."""

    one: bytes
    other: bytes
    txid: str


@dataclass(slots=True)
class PayoutWatch:
    """The latest payouts, to notice which transactions spend several of them.

    Spent ones may stay: no output is spent twice.
    """

    most: int = 50_000
    coins: dict[bytes, Coin] = field(default_factory=dict)
    """By outpoint (36 bytes), the oldest first."""

    def add(self, coins: Iterable[Coin]) -> None:
        """Watch further payouts; beyond `most` the oldest are let go."""
        self.coins.update((coin.outpoint, coin) for coin in coins)
        while len(self.coins) > self.most:
            del self.coins[next(iter(self.coins))]


def payouts_in(hit: Hit, attribute: Attribute, policy: LearningPolicy) -> tuple[Payout, ...]:
    """What a pool, or a coinbase, pays to scripts of which nothing is known or suggested."""
    is_coinbase = (hit.inputs[0].txid, hit.inputs[0].vout) == _NOTHING
    pool = None if is_coinbase else pool_behind(hit, attribute)
    if pool is None and not is_coinbase:
        return ()
    return tuple(
        Payout(hit.txid, vout, output.script_pubkey, output.sats, pool, hit.block)
        for vout, output in enumerate(hit.outputs)
        if output.sats >= policy.cluster_sats
        and len(output.script_pubkey) <= _LONGEST_SCRIPT
        and attribute(output.script_pubkey) is None
    )


def joins_in(
    hit: Hit, paid: Mapping[bytes, bytes], attribute: Attribute, policy: LearningPolicy
) -> tuple[Join, ...]:
    """The paid scripts that a transaction shows to be one owner's.

    Left out are coinjoins, batches of a custodian, sweeps into a platform, and whatever anybody takes part in who is
    known or suggested to be somebody: that teaches other things.

    Args:
        hit: the transaction.
        paid: by outpoint (36 bytes), the scripts of the payouts that it may spend.
        attribute: whose a script is at the time of the block.
        policy: what is a batch.
    """
    scripts = sorted({paid[each.outpoint] for each in hit.inputs if each.outpoint in paid})
    if len(scripts) < 2:  # noqa: PLR2004 - two are together
        return ()
    payers = {each.script_pubkey or each.outpoint for each in hit.inputs}
    if len(payers) > policy.companion_scripts or len(hit.outputs) > policy.companion_outputs:
        return ()
    if any(each.script_pubkey and attribute(each.script_pubkey) for each in hit.inputs):
        return ()
    if deposits_in(hit, attribute, policy) or pattern_of(hit, (), TrailPolicy()) is Pattern.COINJOIN:
        return ()
    return tuple(Join(scripts[0], other, hit.txid) for other in scripts[1:])


def outpoints_of(hit: Hit) -> list[bytes]:
    """What a transaction spends, 36 bytes each."""
    return [outpoint_of(each.txid, each.vout) for each in hit.inputs]
