"""Transactions that were made and are not mined yet."""

from collections.abc import Iterable, Iterator

from monitor.bitcoin.transaction import Transaction
from monitor.simulation.block import Coin, OutPoint, coins_made
from monitor.simulation.ledger import Ledger


class Mempool:
    """Transactions that the next block on the best tip could hold, a parent before its child.

    Two that spend the same coin may both wait here, unlike in a real one: a scenario decides which is mined.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, Transaction] = {}

    def __iter__(self) -> Iterator[Transaction]:
        return iter(self._waiting.values())

    def add(self, transaction: Transaction) -> None:
        """Let a transaction wait behind the others."""
        self._waiting[transaction.txid] = transaction

    def coins(self, height: int) -> Iterator[Coin]:
        """What the waiting transactions make; `height` is that of the next block."""
        for txid, transaction in self._waiting.items():
            yield from coins_made(transaction, txid, height)

    def promised(self) -> set[OutPoint]:
        """What they spend."""
        return {(txin.txid, txin.vout) for transaction in self for txin in transaction.inputs}

    def settle(self, returned: Iterable[Transaction], ledger: Ledger) -> None:
        """Keep what can still be mined after the best tip changed.

        Args:
            returned: the transactions of orphaned blocks; they wait again, in front.
            ledger: as of the new tip.
        """
        made: set[OutPoint] = set()
        waiting = {transaction.txid: transaction for transaction in (*returned, *self)}
        self._waiting = {}
        for txid, transaction in waiting.items():
            spends = [(txin.txid, txin.vout) for txin in transaction.inputs]
            if all(outpoint in made or outpoint in ledger for outpoint in spends):
                self._waiting[txid] = transaction
                made.update(coin.outpoint for coin in coins_made(transaction, txid, 0))
