"""Unspent outputs as of any block of the tree: one set, moved from block to block by undoing and redoing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.bitcoin.transaction import Transaction, TxInput
from monitor.simulation.block import Coin, MinedBlock, OutPoint, coins_made

COINBASE_MATURITY = 100
"""A reward can be spent in the hundredth block after its own (Bitcoin Core, `consensus/consensus.h`)."""


@dataclass(slots=True)
class Moves:
    """The coins that the transactions of one block spend and make, and the fees they leave."""

    fee_sats: int = 0
    spent: dict[OutPoint, Coin] = field(default_factory=dict)
    made: dict[OutPoint, Coin] = field(default_factory=dict)
    """Those spent again within the block included."""


def is_mature(coin: Coin, height: int) -> bool:
    """Whether a block of this height may spend the coin."""
    return not coin.is_coinbase or height - coin.height >= COINBASE_MATURITY


class Ledger:
    """The unspent outputs as of one block. The genesis block's output can never be spent (Bitcoin Core)."""

    def __init__(self, genesis: MinedBlock) -> None:
        self._at = genesis
        self._coins: dict[OutPoint, Coin] = {}
        self._by_script: dict[bytes, dict[OutPoint, Coin]] = {}

    def __contains__(self, outpoint: OutPoint) -> bool:
        return outpoint in self._coins

    def move_to(self, block: MinedBlock) -> None:
        """Become the set as of `block`: undo down to where the branches fork, then redo up to it."""
        ahead = []
        while block.height > self._at.height:
            ahead.append(block)
            block = _parent(block)
        while self._at.height > block.height:
            self._undo()
        while block is not self._at:
            ahead.append(block)
            block = _parent(block)
            self._undo()
        for block in reversed(ahead):
            self._redo(block)

    def coins_of(self, script_pubkey: bytes) -> list[Coin]:
        """All coins of one script, the oldest first."""
        coins = self._by_script.get(script_pubkey, {}).values()
        return sorted(coins, key=lambda coin: (coin.height, coin.txid, coin.vout))

    def moves(self, transactions: Iterable[tuple[str, Transaction]]) -> Moves:
        """What transactions would move in the next block; a later one may spend what an earlier one makes.

        Args:
            transactions: txid and transaction, in the block's order, without the coinbase.

        Raises:
            ValueError: one spends what is not or no longer there or not mature, or pays more than it has.
        """
        moves = Moves()
        height = self._at.height + 1
        for txid, transaction in transactions:
            fee = -sum(output.sats for output in transaction.outputs)
            for txin in transaction.inputs:
                coin = self._spendable(txin, moves, txid)
                moves.spent[coin.outpoint] = coin
                fee += coin.sats
            if fee < 0:
                raise ValueError(f"{txid} pays {-fee} sats more than its inputs hold")
            moves.fee_sats += fee
            moves.made.update((coin.outpoint, coin) for coin in coins_made(transaction, txid, height))
        return moves

    def _spendable(self, txin: TxInput, moves: Moves, spender: str) -> Coin:
        outpoint = txin.txid, txin.vout
        coin = moves.made.get(outpoint) or self._coins.get(outpoint)
        if coin is None or outpoint in moves.spent:
            raise ValueError(f"{spender} spends {txin.txid}:{txin.vout}, which is no unspent output here")
        if not is_mature(coin, self._at.height + 1):
            raise ValueError(f"{spender} spends the reward of block {coin.height} before it is mature")
        return coin

    def _redo(self, block: MinedBlock) -> None:
        for coin in block.made:
            self._add(coin)
        for outpoint in block.spent:
            self._remove(outpoint)
        self._at = block

    def _undo(self) -> None:
        block = self._at
        for coin in block.spent.values():
            self._add(coin)
        for coin in block.made:
            self._remove(coin.outpoint)
        self._at = _parent(block)

    def _add(self, coin: Coin) -> None:
        self._coins[coin.outpoint] = coin
        self._by_script.setdefault(coin.script_pubkey, {})[coin.outpoint] = coin

    def _remove(self, outpoint: OutPoint) -> None:
        coin = self._coins.pop(outpoint)
        of_script = self._by_script[coin.script_pubkey]
        del of_script[outpoint]
        if not of_script:
            del self._by_script[coin.script_pubkey]


def _parent(block: MinedBlock) -> MinedBlock:
    assert block.parent is not None, "both branches end in the same genesis block"
    return block.parent
