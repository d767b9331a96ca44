"""The best chain as a server knows it that may be some blocks behind, and what it knows to wait."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from monitor.bitcoin.transaction import Transaction
from monitor.simulation.block import Coin, MinedBlock, OutPoint, coins_made, scripthash
from monitor.simulation.tree import BlockTree


@dataclass(frozen=True, slots=True)
class Known:
    """A transaction as a server knows it."""

    txid: str
    transaction: Transaction
    spends: Sequence[Coin]
    """The coin behind each input, in their order; none for a coinbase."""
    block: MinedBlock | None = None
    """The block that holds it, of the best chain or not; None where none ever did."""
    position: int = 0
    """Where in that block it stands."""

    def touches(self, hashed: str) -> bool:
        """Whether it pays or spends the script of this scripthash."""
        scripts = [output.script_pubkey for output in self.transaction.outputs]
        scripts += [coin.script_pubkey for coin in self.spends]
        return any(scripthash(script_pubkey) == hashed for script_pubkey in scripts)


def without_replaced(waiting: Sequence[Known]) -> list[Known]:
    """What a node keeps of transactions that came in this order: the later one replaces a conflicting one.

    The children of what was replaced go with it.
    """
    last: dict[OutPoint, str] = {}
    for known in waiting:
        last.update((coin.outpoint, known.txid) for coin in known.spends)
    gone: set[str] = set()
    kept = []
    for known in waiting:
        if any(coin.txid in gone or last[coin.outpoint] != known.txid for coin in known.spends):
            gone.add(known.txid)
        else:
            kept.append(known)
    return kept


class View:
    """Blocks and transactions as of a tip; orphaned blocks remain known.

    Args:
        tree: all blocks.
        behind: how many of the best ones are still to come.
        unmined: what waits to be mined, a parent before its child.
    """

    def __init__(self, tree: BlockTree, behind: int = 0, unmined: Sequence[Known] = ()) -> None:
        self._tree = tree
        self._best = tree.best[: max(1, len(tree.best) - behind)]
        self.unmined = unmined

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

    def find(self, txid: str) -> Known | None:
        """A transaction: as the best chain holds it, or as it waits, or as an orphaned block holds it."""
        for block in reversed(self._best):
            if txid in block.positions:
                return _in_block(block, block.positions[txid])
        orphaned = (block for block in self._tree if block.height <= self.tip.height)
        placed = (_in_block(block, block.positions[txid]) for block in orphaned if txid in block.positions)
        waiting = (known for known in self.unmined if known.txid == txid)
        return next(chain(waiting, placed), None)

    def transactions(self, block: MinedBlock) -> list[Known]:
        """All transactions of a block, in its order."""
        return [_in_block(block, position) for position in range(len(block.txids))]

    def history(self, hashed: str) -> Iterator[Known]:
        """The best chain's transactions that pay or spend a script, by its scripthash; the newest first."""
        for block in reversed(self._best):
            for position in reversed(block.touched.get(hashed, ())):
                yield _in_block(block, position)

    def waiting(self, hashed: str) -> list[Known]:
        """The unmined transactions that pay or spend a script, by its scripthash; the newest first."""
        return [known for known in reversed(self.unmined) if known.touches(hashed)]

    def moved(self, hashed: str) -> tuple[list[Coin], list[Coin]]:
        """Every coin that a script was ever paid, and every one that it spent, the oldest first."""
        return moved_by(reversed(list(self.history(hashed))), hashed)

    def unspent(self, hashed: str) -> list[Coin]:
        """The coins of a script that no block spends, the oldest first."""
        funded, spent = self.moved(hashed)
        gone = {coin.outpoint for coin in spent}
        return [coin for coin in funded if coin.outpoint not in gone]


def moved_by(transactions: Iterator[Known] | Sequence[Known], hashed: str) -> tuple[list[Coin], list[Coin]]:
    """The coins that these transactions pay to a script, and those of it that they spend."""
    funded: list[Coin] = []
    spent: list[Coin] = []
    for known in transactions:
        height = known.block.height if known.block else 0
        made = coins_made(known.transaction, known.txid, height)
        funded += [coin for coin in made if scripthash(coin.script_pubkey) == hashed]
        spent += [coin for coin in known.spends if scripthash(coin.script_pubkey) == hashed]
    return funded, spent


def _in_block(block: MinedBlock, position: int) -> Known:
    transaction, txid = block.transactions[position], block.txids[position]
    return Known(txid, transaction, block.spent_at(position), block, position)
