"""One block against the label book: which transactions may matter, and whose coins they spend.

The scan looks every output script, every spent outpoint and every derived sender script up once, so that its
cost does not depend on the number of labels. Only transactions that hit are worked on further.
"""

from bisect import bisect_right
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from monitor.bitcoin.block import Block
from monitor.bitcoin.hashes import display
from monitor.bitcoin.transaction import outpoint as outpoint_of
from monitor.flows.coins import Coin
from monitor.flows.transfer import BlockRef
from monitor.labels.book import LabelBook
from monitor.labels.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Prevout:
    """The output that an input spends, read from the transaction that made it. `sats` is its value."""

    script_pubkey: bytes
    sats: int


@dataclass(frozen=True, slots=True)
class SpentInput:
    """An input of a transaction that hit."""

    txid: str
    """Of the transaction that made the output which is spent."""
    vout: int
    derived: bytes | None
    """The script that the input itself hashes to; a hint, see `monitor.bitcoin.senders`."""
    prevout: Prevout | None
    """The output itself, where it is known."""

    @property
    def outpoint(self) -> bytes:
        """The 36 bytes by which it names the output it spends."""
        return outpoint_of(self.txid, self.vout)

    @property
    def script_pubkey(self) -> bytes | None:
        """The script that is spent: as known, else as derived, else unknown."""
        return self.prevout.script_pubkey if self.prevout else self.derived


@dataclass(frozen=True, slots=True)
class HitOutput:
    """An output of a transaction that hit. `sats` is its value."""

    script_pubkey: bytes
    sats: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A transaction in which a labelled miner seems to pay a labelled platform."""

    txid: str
    block: BlockRef
    inputs: tuple[SpentInput, ...]
    outputs: tuple[HitOutput, ...]

    def with_prevouts(self, prevouts: Mapping[tuple[str, int], Prevout]) -> "Hit":
        """The same transaction after more of what it spends became known, by (txid, vout)."""
        inputs = tuple(
            replace(each, prevout=prevouts.get((each.txid, each.vout), each.prevout)) for each in self.inputs
        )
        return replace(self, inputs=inputs)


@dataclass(frozen=True, slots=True)
class Findings:
    """What one block holds that matters."""

    block: BlockRef
    hits: tuple[Hit, ...]
    created: tuple[Coin, ...]
    """Outputs to miners' scripts that this block does not spend again."""
    spent: tuple[Coin, ...]
    """Watched coins, known before, that this block spends."""


def scan_block(block: Block, height: int | None, book: LabelBook, coins: Mapping[bytes, Coin]) -> Findings:
    """Look one parsed block up in the label book.

    Args:
        block: the parsed block. It should be proven first; the scan does not care.
        height: its height, None where unknown.
        book: the labels.
        coins: unspent outputs of miners' scripts by outpoint (36 bytes), from earlier blocks.
    """
    at = datetime.fromtimestamp(block.header.time, UTC)
    ref = BlockRef(height, block.header.block_hash, at)
    paid = [index for index, script in enumerate(block.output_scripts) if script in book.scripts]
    local = _coins_of(block, paid)
    miners = {
        script
        for script in {block.output_scripts[index] for index in paid}
        if _category(book, script, at) is Category.MINER
    }
    scripts = block.sender_scripts()
    senders: set[int] = set()
    spent: list[Coin] = []
    for index, (outpoint, script) in enumerate(zip(block.outpoints, scripts, strict=True)):
        known = coins.get(outpoint)
        if known is not None:
            spent.append(known)
        coin = known or local.get(outpoint)
        owner = coin.script_pubkey if coin else script
        if owner is not None and owner in book.scripts and _category(book, owner, at) is Category.MINER:
            senders.add(bisect_right(block.first_inputs, index) - 1)
    receivers = {bisect_right(block.first_outputs, index) - 1 for index in paid}
    known_coins = ChainMap(local, coins)  # type: ignore[arg-type]  # it is only read
    spent_here = set(block.outpoints) if miners else set()
    return Findings(
        block=ref,
        hits=tuple(_hit(block, each, ref, scripts, known_coins) for each in sorted(senders & receivers)),
        created=tuple(
            coin for key, coin in local.items() if coin.script_pubkey in miners and key not in spent_here
        ),
        spent=tuple(spent),
    )


def _coins_of(block: Block, outputs: Sequence[int]) -> dict[bytes, Coin]:
    coins = {}
    for index in outputs:
        transaction = bisect_right(block.first_outputs, index) - 1
        coin = Coin(
            txid=display(block.txids[transaction]),
            vout=index - block.first_outputs[transaction],
            script_pubkey=block.output_scripts[index],
            sats=block.output_values[index],
        )
        coins[coin.outpoint] = coin
    return coins


def _category(book: LabelBook, script_pubkey: bytes, at: datetime) -> Category | None:
    attribution = book.attribute(script_pubkey, at)
    return attribution.category if attribution else None


def _hit(
    block: Block,
    transaction: int,
    ref: BlockRef,
    scripts: Sequence[bytes | None],
    known: Mapping[bytes, Coin],
) -> Hit:
    inputs = range(block.first_inputs[transaction], block.first_inputs[transaction + 1])
    outputs = range(block.first_outputs[transaction], block.first_outputs[transaction + 1])
    return Hit(
        txid=display(block.txids[transaction]),
        block=ref,
        inputs=tuple(_input(block.outpoints[index], scripts[index], known) for index in inputs),
        outputs=tuple(
            HitOutput(block.output_scripts[index], block.output_values[index]) for index in outputs
        ),
    )


def _input(outpoint: bytes, derived: bytes | None, known: Mapping[bytes, Coin]) -> SpentInput:
    coin = known.get(outpoint)
    return SpentInput(
        txid=display(outpoint[:32]),
        vout=int.from_bytes(outpoint[32:], "little"),
        derived=derived,
        prevout=Prevout(coin.script_pubkey, coin.sats) if coin else None,
    )
