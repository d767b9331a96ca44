"""Which transaction of a block spends which coin."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from monitor.bitcoin.block import Block
from monitor.bitcoin.hashes import display


@dataclass(frozen=True, slots=True, eq=False)
class BlockSpends:
    """What each input of a block spends, so that remembered coins can be looked up whenever they are known."""

    outpoints: Sequence[bytes] = ()
    """36 bytes each, in the block's order."""
    first_inputs: Sequence[int] = (0,)
    """The first input of each transaction, and at last the number of inputs."""
    txids: Sequence[bytes] = ()
    """In internal order."""

    @classmethod
    def of(cls, block: Block) -> "BlockSpends":
        """The spends of a parsed block."""
        return cls(block.outpoints, block.first_inputs, block.txids)

    def spenders(self, coins: Collection[bytes]) -> dict[bytes, str]:
        """By outpoint, the txid (hex, display order) of the transaction that spends it in this block."""
        wanted = set(coins).intersection(self.outpoints)
        if not wanted:
            return {}
        return {
            outpoint: display(self.txids[bisect_right(self.first_inputs, index) - 1])
            for index, outpoint in enumerate(self.outpoints)
            if outpoint in wanted
        }
