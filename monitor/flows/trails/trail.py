"""The parts of a trail: what is still followed, and what came to an end and how."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from monitor.bitcoin.transaction import outpoint
from monitor.flows.transfer import BlockRef
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import PLATFORMS, Category
from monitor.money import SATS_PER_BTC


@dataclass(frozen=True, slots=True)
class TrailPolicy:
    """How far an outflow is followed. All amounts are satoshis."""

    min_sats: int = SATS_PER_BTC
    """An outflow to unlabelled scripts below this is not followed."""
    max_hops: int = 3
    """Transactions behind the outflow's own. What is still unlabelled after so many is not followed further."""
    max_age: timedelta = timedelta(days=90)
    """What has not moved for so long is told as parked."""
    share_floor: int = 1
    """Thousandths of the outflow: a part smaller than this is split off and not followed."""
    min_part_sats: int = SATS_PER_BTC // 100
    """Nor is a part below this."""
    crowd: int = 5
    """Other parties' scripts beside ours in one transaction from which on it is a service's, not a person's."""
    max_coins: int = 100_000
    """So many outputs are held at once, parked ones among them; beyond it the smallest parts are let go, which bounds
    memory."""


class Pattern(StrEnum):
    """What a transaction looks like to people who watch many."""

    PAYMENT = "payment"
    PEEL = "peel"
    """A small part is paid and the large rest goes on: one link of a peel chain."""
    CONSOLIDATION = "consolidation"
    """Several coins become one."""
    BATCH_PAYOUT = "batch_payout"
    """Many are paid at once."""
    COINJOIN = "coinjoin"
    """Several parties make outputs of one size, so that nobody can tell whose is whose."""
    SWEEP = "sweep"
    """A service gathers the coins of many scripts."""


class Ending(StrEnum):
    """Where a part of a trail came to an end."""

    PLATFORM = "platform"
    """It reached a labelled place where coins may be sold: a flag."""
    RETURNED = "returned"
    """It came back to the miner: an internal move."""
    ENTITY = "entity"
    """It reached a labelled script that is no platform."""
    SPLIT = "split"
    """It was split below the floor."""
    MIXED = "mixed"
    """It entered a coinjoin."""
    SERVICE = "service"
    """It was swept together with the coins of many others, to a script nobody has labelled."""
    TOO_FAR = "too_far"
    """It went on beyond the last hop that is followed."""
    PARKED = "parked"
    """It has not moved for long. It is watched all the same, and goes on if it is spent."""
    FEE = "fee"
    """It was paid to the block's miner."""
    UNSEEN = "unseen"
    """The blocks behind were not looked at for it; a backfill of them goes on from here."""
    LET_GO = "let_go"
    """More was open than can be followed at once."""


@dataclass(frozen=True, slots=True)
class Hop:
    """A transaction on the way of a miner's coins."""

    txid: str
    pattern: Pattern
    sats: int
    """What this way brought through it: of the outputs or ends behind it, those on the way."""


@dataclass(frozen=True, slots=True)
class TrailCoin:
    """An unlabelled output that holds a part of a trail."""

    trail_id: str
    miner: str
    txid: str
    vout: int
    script_pubkey: bytes
    value_sats: int
    """The whole output."""
    sats: int
    """The trail's part of it, never more."""
    path: tuple[Hop, ...]
    """The transactions that led here, the outflow first and that which made this output last."""
    confidence: int
    """Percent: how sure it is that this part is the miner's."""
    block: BlockRef
    """Where the output was made."""

    @property
    def hop(self) -> int:
        """Transactions between the outflow and this output; 0 for an output of the outflow itself."""
        return len(self.path) - 1

    @property
    def outpoint(self) -> bytes:
        """The 36 bytes by which an input names it."""
        return outpoint(self.txid, self.vout)


@dataclass(frozen=True, slots=True)
class TrailEnd:
    """A part of a trail that is not followed any more."""

    trail_id: str
    miner: str
    ending: Ending
    sats: int
    path: tuple[Hop, ...]
    """The transactions that led here, the outflow first and that in which it ended last."""
    confidence: int
    """Percent: how sure it is that this part is the miner's."""
    txid: str
    """The transaction in which it ended; of a part that is only not followed any more, that which made its output."""
    vout: int | None
    """None for a fee."""
    entity: str | None = None
    """Whose label it reached."""
    category: Category | None = None
    conflicted: bool = False
    """That label is claimed for somebody else as well."""
    candidate: bool = False
    """That label was learned from the chain, and nobody has reviewed it."""
    label_confidence: int = 100
    """Percent, of that label."""
    script_pubkey: bytes | None = None
    """The script that it reached: of the output, or of the platform's own coin that was spent beside it. None for a
    fee."""
    value_sats: int = 0
    """The whole output; 0 where there is none."""

    def reached(self, owner: Attribution, ending: Ending) -> "TrailEnd":
        """The same end at a script that has an owner."""
        return replace(
            self,
            ending=ending,
            entity=owner.entity,
            category=owner.category,
            conflicted=owner.conflicted,
            candidate=owner.candidate,
            label_confidence=owner.confidence,
        )

    @property
    def certainty(self) -> int:
        """Percent: how sure it is that this part is the miner's and came where it is said to have come."""
        return min(self.confidence, self.label_confidence)

    @property
    def outpoint(self) -> bytes | None:
        """The 36 bytes of the output in which it ended; None for a fee."""
        return None if self.vout is None else outpoint(self.txid, self.vout)

    @property
    def hop(self) -> int:
        """Transactions between the outflow and this end; 0 for one in the outflow itself."""
        return len(self.path) - 1


@dataclass(frozen=True, slots=True)
class Trail:
    """One outflow that is followed. `sats` is all that left the miner to unlabelled scripts in it."""

    trail_id: str
    miner: str
    txid: str
    block: BlockRef
    sats: int
    pattern: Pattern
    """Of the outflow's own transaction."""
    proven_senders: bool = True
    """That the miner paid was read from the outputs it spent, not only derived from the inputs."""
    senders: tuple[bytes, ...] = ()
    """The miner's scripts that paid; none where that was not noted."""
    co_spent_sats: int = 0
    """The part of `sats` that came from unlabelled scripts which signed together with those."""

    def co_spent_of(self, sats: int) -> int:
        """Of a part of it, what came from unlabelled scripts that signed together with the miner's."""
        return sats * self.co_spent_sats // self.sats if self.sats else 0

    def floor(self, policy: TrailPolicy) -> int:
        """The smallest part that is followed, in satoshis."""
        return max(policy.min_part_sats, self.sats * policy.share_floor // 1000)


@dataclass(frozen=True, slots=True)
class Step:
    """What one transaction does to the trails it touches.

    For every trail, `spent` holds as many satoshis as `created` and `ended` together: none is lost or invented.
    """

    txid: str
    pattern: Pattern
    spent: tuple[TrailCoin, ...]
    created: tuple[TrailCoin, ...]
    ended: tuple[TrailEnd, ...]
    outpoints: frozenset[bytes] = frozenset()
    """All that the transaction spends, 36 bytes each."""


def ending_at(owner: Attribution, miner: str) -> Ending:
    """How a part of a miner's trail ends at a script that has an owner."""
    if owner.entity == miner:
        return Ending.RETURNED
    return Ending.PLATFORM if owner.category in PLATFORMS else Ending.ENTITY


def trail_id(txid: str, miner: str) -> str:
    """The identity of a trail: the same after a reorg, a restart, a rescan."""
    return f"{txid}:{miner}"
