"""A transfer that policy finds worth telling, with the chain's view and the claim's view of it."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from monitor.flows.agreement import Agreement
from monitor.flows.policy import Policy
from monitor.flows.trails.trail import Hop
from monitor.flows.transfer import BlockRef, Transfer
from monitor.labels.vocabulary import Category


class Stage(StrEnum):
    """The chain's view of a flag, the least settled of the live ones first."""

    MEMPOOL = "mempool"
    """Not in a block yet, by the word of one source."""
    INCLUDED = "included"
    FINAL = "final"
    REPLACED = "replaced"
    """Another transaction spends the same coins."""
    WITHDRAWN = "withdrawn"
    """It has left the mempool and no block holds it."""
    ORPHANED = "orphaned"
    """A reorg took its block away, and it has not been seen since."""
    UNLABELLED = "unlabelled"
    """Chain or mempool may carry it, but a label that it rested on does not stand any more."""


_DEAD = frozenset({Stage.REPLACED, Stage.WITHDRAWN, Stage.ORPHANED, Stage.UNLABELLED})
_MINED = frozenset({Stage.INCLUDED, Stage.FINAL})


class Standing(StrEnum):
    """The claim's view: what is known about whether coins were sold."""

    INDICATIVE = "indicative"
    CONFIRMED = "confirmed"
    PARTIALLY_CONFIRMED = "partially_confirmed"
    REFUTED = "refuted"
    EXPIRED = "expired"
    DISMISSED = "dismissed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Flag:
    """A transfer worth telling.

    One transaction raises at most one flag for each pair of miner and platform, and keeps it on its way from
    the mempool into a block and when a reorg moves it to another: `flag_id` is made of txid, miner and platform.
    """

    txid: str
    miner: str
    to_entity: str
    to_type: Category
    vouts: tuple[int, ...]
    sats: int
    stage: Stage
    block: BlockRef
    """Where the transaction was last seen; still there when it does not stand any more."""
    hops: int = 0
    """Transactions between the miner's own payment and this one; 0 for a direct payment."""
    path: tuple[Hop, ...] = ()
    """The way of what came over hops, the miner's own payment first and this transaction last."""
    mixed_inputs: bool = False
    proven_senders: bool = True
    conflicted: bool = False
    confidence: int = 100
    proven_inclusion: bool = True
    late: bool = False
    """Found in a script's history when it was no news any more; it speaks no louder than `notice`."""
    confirmed_sats: int = 0
    """What disclosures account for; never more than `sats`."""
    refuted: bool = False
    replaced_by: str | None = None
    """The transaction that spends the same coins, while the stage is `replaced`."""
    candidate: bool = False
    """It rests on a label learned from the chain that nobody has reviewed; it speaks no louder than `notice`."""
    co_spent_sats: int = 0
    """The part of `sats` that came from unlabelled scripts which signed together with labelled ones of the miner."""
    agreement: Agreement = field(default_factory=Agreement)
    """Which sources tell of it. It begins anew when the transaction is mined in another block."""

    @property
    def flag_id(self) -> str:
        """Stable over reorgs, restarts and rescans."""
        return flag_id(self.txid, self.miner, self.to_entity)

    @property
    def live(self) -> bool:
        """Whether the chain carries it, or a mempool still does, and labels still say so."""
        return self.stage not in _DEAD

    @property
    def mined(self) -> bool:
        """Whether a block of the best chain holds it: only then a statement of the issuer can be about it."""
        return self.stage in _MINED

    @property
    def standing(self) -> Standing:
        """The flag's own standing, before what a reviewer or the clock says of its episode."""
        if not self.live:
            return Standing.VOID
        if self.confirmed_sats:
            whole = self.confirmed_sats >= self.sats
            return Standing.CONFIRMED if whole else Standing.PARTIALLY_CONFIRMED
        return Standing.REFUTED if self.refuted else Standing.INDICATIVE

    def orphaned(self) -> Self:
        """The same flag after its block left the best chain."""
        return replace(self, stage=Stage.ORPHANED, confirmed_sats=0, refuted=False)

    def withdrawn(self) -> Self:
        """The same flag after its transaction left the mempool for nowhere."""
        return replace(self, stage=Stage.WITHDRAWN, confirmed_sats=0, refuted=False)

    def unlabelled(self) -> Self:
        """The same flag after a label that it rested on was withdrawn."""
        return replace(self, stage=Stage.UNLABELLED, confirmed_sats=0, refuted=False)

    def replaced(self, by: str) -> Self:
        """The same flag after another transaction took its coins."""
        return replace(self, stage=Stage.REPLACED, replaced_by=by, confirmed_sats=0, refuted=False)

    def anchored(self, found: Self) -> Self:
        """The same flag, seen anew: `found` is what the block, or the mempool, shows of it."""
        return replace(found, confirmed_sats=self.confirmed_sats, refuted=self.refuted)

    def confirmations(self, tip_height: int | None) -> int:
        """Blocks on top of and including its own: 0 when not on the best chain or nothing is known."""
        if not self.live or tip_height is None or self.block.height is None:
            return 0
        return max(0, tip_height - self.block.height + 1)


def flag_id(txid: str, miner: str, platform: str) -> str:
    """The identity of a flag."""
    return f"{txid}:{miner}:{platform}"


def flag_of(transfer: Transfer, policy: Policy) -> Flag | None:
    """The flag that a transfer raises, in a block or in a mempool, or None below the threshold."""
    return whole_flag(transfer) if transfer.net_sats >= policy.min_sats else None


def whole_flag(transfer: Transfer) -> Flag:
    """A transfer as a flag, of whatever amount: what else came to the same place may make it worth telling."""
    return Flag(
        txid=transfer.txid,
        miner=transfer.from_entity,
        to_entity=transfer.to_entity,
        to_type=transfer.to_type,
        vouts=tuple(output.vout for output in transfer.outputs),
        sats=transfer.net_sats,
        stage=Stage.MEMPOOL if transfer.block.block_hash is None else Stage.INCLUDED,
        block=transfer.block,
        mixed_inputs=transfer.mixed_inputs,
        proven_senders=transfer.proven_senders,
        conflicted=transfer.conflicted,
        confidence=transfer.confidence,
        proven_inclusion=transfer.proven_inclusion,
        candidate=transfer.candidate,
        co_spent_sats=transfer.co_spent_sats,
    )
