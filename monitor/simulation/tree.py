"""All blocks ever mined, and which of them are the best chain."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from monitor.simulation.block import MinedBlock


class BlockTree:
    """Blocks by hash, and the branch with the most work; of equal ones that seen first, as in Bitcoin Core.

    Every block has the same bits, so the most work is the greatest height.
    """

    def __init__(self, genesis: MinedBlock) -> None:
        self._blocks = {genesis.block_hash: genesis}
        self._best = [genesis]

    @property
    def best(self) -> Sequence[MinedBlock]:
        """The best chain, by height."""
        return self._best

    def get(self, block_hash: str) -> MinedBlock | None:
        """A block by its hash in display order, orphaned or not."""
        return self._blocks.get(block_hash)

    def __iter__(self) -> Iterator[MinedBlock]:
        """All blocks in the order in which they were mined."""
        return iter(self._blocks.values())

    def __len__(self) -> int:
        return len(self._blocks)

    def add(self, block: MinedBlock) -> list[MinedBlock]:
        """Take a block in.

        Returns:
            the blocks that it orphaned, lowest first.
        """
        self._blocks[block.block_hash] = block
        if block.height < len(self._best):
            return []
        branch = list(takewhile(lambda ancestor: not self._is_best(ancestor), block.ancestry()))
        first = branch[-1].height
        orphaned = self._best[first:]
        self._best[first:] = reversed(branch)
        return orphaned

    def _is_best(self, block: MinedBlock) -> bool:
        return block.height < len(self._best) and self._best[block.height] is block
