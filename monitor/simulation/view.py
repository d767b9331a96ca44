"""The best chain as a server knows it that may be some blocks behind."""

from collections.abc import Iterator
from itertools import chain

from monitor.simulation.block import Coin, MinedBlock, coins_made, scripthash
from monitor.simulation.tree import BlockTree


class View:
    """Blocks and transactions as of a tip; orphaned blocks remain known."""

    def __init__(self, tree: BlockTree, behind: int = 0) -> None:
        self._tree = tree
        self._best = tree.best[: max(1, len(tree.best) - behind)]

    @property
    def tip(self) -> MinedBlock:
        """The best block known."""
        return self._best[-1]

    def at_height(self, height: int) -> MinedBlock | None:
        """The block of the best chain at this height, None above the tip."""
        return self._best[height] if height < len(self._best) else None

    def is_best(self, block: MinedBlock) -> bool:
        """Whether the block belongs to the best chain."""
        return self.at_height(block.height) is block

    def block(self, block_hash: str) -> MinedBlock | None:
        """Any block by its hash, except those that are to come."""
        block = self._tree.get(block_hash)
        if block is None or block.height > self.tip.height:
            return None
        return block

    def find(self, txid: str) -> tuple[MinedBlock, int] | None:
        """The block that holds a transaction, of the best chain if one does, and where in it."""
        known = (block for block in self._tree if block.height <= self.tip.height)
        for block in chain(reversed(self._best), known):
            if txid in block.positions:
                return block, block.positions[txid]
        return None

    def history(self, hashed: str) -> Iterator[tuple[MinedBlock, int]]:
        """Where on the best chain a script, given by its scripthash, was paid or spent; the newest first."""
        for block in reversed(self._best):
            for position in reversed(block.touched.get(hashed, ())):
                yield block, position

    def moved(self, hashed: str) -> tuple[list[Coin], list[Coin]]:
        """Every coin that a script was ever paid, and every one that it spent, the oldest first."""
        funded: list[Coin] = []
        spent: list[Coin] = []
        for block, position in reversed(list(self.history(hashed))):
            made = coins_made(block.transactions[position], block.txids[position], block.height)
            funded += [coin for coin in made if scripthash(coin.script_pubkey) == hashed]
            spent += [coin for coin in block.spent_at(position) if scripthash(coin.script_pubkey) == hashed]
        return funded, spent
