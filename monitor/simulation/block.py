"""A block of the simulated chain and the coins it moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from itertools import islice
from statistics import median_high

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.script import OP_RETURN
from monitor.bitcoin.transaction import Transaction

MEDIAN_TIME_SPAN = 11
OutPoint = tuple[str, int]
"""Txid in display order, and vout."""


def scripthash(script_pubkey: bytes) -> str:
    """The name of a script in the Esplora API: SHA-256 in hex, not reversed as Electrum has it."""
    return sha256(script_pubkey).hexdigest()


@dataclass(frozen=True, slots=True)
class Coin:
    """An output that can be spent, or was."""

    txid: str
    vout: int
    sats: int
    script_pubkey: bytes
    height: int
    """Of the block that made it; for a coin not mined yet, the height of the next block."""
    is_coinbase: bool = False

    @property
    def outpoint(self) -> OutPoint:
        """What an input names to spend it."""
        return self.txid, self.vout


def coins_made(
    transaction: Transaction, txid: str, height: int, *, is_coinbase: bool = False
) -> Iterator[Coin]:
    """The outputs of a transaction as coins; what nobody can spend (OP_RETURN) is left out."""
    for vout, output in enumerate(transaction.outputs):
        if output.script_pubkey[:1] != bytes((OP_RETURN,)):
            yield Coin(txid, vout, output.sats, output.script_pubkey, height, is_coinbase)


@dataclass(frozen=True, eq=False, repr=False)
class MinedBlock:
    """A block in its place in the tree of blocks. What `raw` tells is read from it on demand."""

    raw: bytes
    height: int
    parent: "MinedBlock | None"
    """None for the genesis block only."""
    txids: tuple[str, ...]
    spent: Mapping[OutPoint, Coin]
    """The coin behind every input, those made and spent within the block included."""
    made: Sequence[Coin]

    def __repr__(self) -> str:
        return f"<MinedBlock {self.height} {self.block_hash}>"

    @cached_property
    def header(self) -> Header:
        """The first 80 bytes."""
        return parse_header(self.raw)

    @property
    def block_hash(self) -> str:
        """Hex in display order."""
        return self.header.block_hash

    @property
    def time(self) -> datetime:
        """The header's time."""
        return datetime.fromtimestamp(self.header.time, UTC)

    @cached_property
    def median_time(self) -> int:
        """Median time of this block and up to ten before it (BIP113), in seconds since 1970."""
        return median_high([block.header.time for block in islice(self.ancestry(), MEDIAN_TIME_SPAN)])

    @cached_property
    def transactions(self) -> tuple[Transaction, ...]:
        """All transactions, the coinbase first."""
        parsed = parse_block(self.raw)
        return tuple(map(parsed.transaction, range(len(parsed.txids))))

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where in the block each txid stands."""
        return {txid: position for position, txid in enumerate(self.txids)}

    @cached_property
    def touched(self) -> Mapping[str, Sequence[int]]:
        """For the scripthash of each script paid or spent here, where the transactions stand that do it."""
        positions: dict[str, dict[int, None]] = {}
        for position, transaction in enumerate(self.transactions):
            scripts = [output.script_pubkey for output in transaction.outputs]
            scripts += [coin.script_pubkey for coin in self.spent_at(position)]
            for script_pubkey in scripts:
                positions.setdefault(scripthash(script_pubkey), {})[position] = None
        return {hashed: tuple(found) for hashed, found in positions.items()}

    def spent_at(self, position: int) -> list[Coin]:
        """What the transaction at this position spends, in the order of its inputs; the coinbase: nothing."""
        if not position:
            return []
        return [self.spent[txin.txid, txin.vout] for txin in self.transactions[position].inputs]

    def ancestry(self) -> Iterator["MinedBlock"]:
        """The block, its parent, and so on down to the genesis block."""
        block: MinedBlock | None = self
        while block is not None:
            yield block
            block = block.parent
