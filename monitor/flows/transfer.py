"""What one miner's coins paid to one platform in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from monitor.labels.vocabulary import Category


@dataclass(frozen=True, slots=True)
class BlockRef:
    """Where a transaction stands: in a block, named without doubt, or only in the mempool of one source.

    A height alone never identifies a block.
    """

    height: int | None
    """None while unconfirmed, and where only the block's bytes are known, as in an offline scan."""
    block_hash: str | None
    """None while unconfirmed."""
    time: datetime
    """The header's timestamp, which is the only time a block carries; miners may set it up to two hours off.
    While unconfirmed, when it was first seen."""
    seen_by: str | None = None
    """While unconfirmed, the source whose word this is. None in a block, which proves itself."""

    def __str__(self) -> str:
        if self.block_hash is None:
            return f"seen unconfirmed by {self.seen_by}"
        return f"block {self.height} {self.block_hash}"


@dataclass(frozen=True, slots=True)
class PaidOutput:
    """An output that reached the platform. `sats` is its value."""

    vout: int
    script_pubkey: bytes
    sats: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """What one miner's coins paid to one platform in one transaction."""

    txid: str
    block: BlockRef
    from_entity: str
    to_entity: str
    to_type: Category
    sats: int
    """What reached the platform."""
    net_sats: int
    """The part of it that is the miner's by what is known: what it put in, less what came back, and what unlabelled
    scripts put in that plausibly are its own."""
    gross_sats: int | None
    """What the miner's inputs were worth; None while any of them is unknown."""
    returned_sats: int
    """What returned to the miner's own scripts."""
    outputs: tuple[PaidOutput, ...]
    senders: tuple[bytes, ...]
    """The miner's scripts whose inputs paid."""
    mixed_inputs: bool
    """Some input belongs to nobody known to be the miner."""
    proven_senders: bool
    """Every sender was read from the output it spends, not only derived from the input."""
    conflicted: bool
    """A label that this rests on is claimed for someone else as well."""
    confidence: int
    """Percent: that of the weakest label this rests on."""
    proven_inclusion: bool = True
    """The block's merkle root covers the transaction; False where that is one source's word."""
    candidate: bool = False
    """It rests on a label that was learned from the chain and that nobody has reviewed."""
    co_spent_sats: int = 0
    """The part of `net_sats` that came from unlabelled scripts which signed together with the miner's; the rest is
    proven by labels."""
