"""One block against the label book: which transactions may matter, and whose coins they spend.

The scan looks every output script and every spent outpoint up once, so that its cost does not depend on the
number of labels. Senders are known by the coins they spend; an input is hashed only where a miner's coins may
be unknown. Only transactions that hit are worked on further.
"""

from bisect import bisect_right
from collections import ChainMap
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain

from monitor.bitcoin.block import Block
from monitor.bitcoin.block_senders import inputs_naming, sender_scripts
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
    """A transaction in which a labelled miner seems to pay a platform, or enough to scripts without a label."""

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
    """Outputs that this block does not spend again, to scripts that are a miner's, now or at another time."""
    spent: tuple[Coin, ...]
    """Watched coins, known before, that this block spends."""


def scan_block(
    block: Block,
    height: int | None,
    book: LabelBook,
    coins: Mapping[bytes, Coin],
    unseeded: AbstractSet[bytes] | None = None,
    *,
    outflow_sats: int | None = None,
) -> Findings:
    """Look one parsed block up in the label book.

    Args:
        block: the parsed block. It should be proven first; the scan does not care.
        height: its height, None where unknown.
        book: the labels.
        coins: unspent outputs of miners' scripts by outpoint (36 bytes), from earlier blocks.
        unseeded: the miners' scripts of which `coins` may lack some, so that an input may have to tell by
            itself that it spends one. Empty where `coins` is complete: then no input is hashed but those of
            transactions that hit. None where nothing is known of that: then every input is.
        outflow_sats: from so many satoshis to unlabelled scripts on, a miner's payment hits even where it pays
            no labelled one: a trail may begin there. None for payments to labelled scripts only.
    """
    at = datetime.fromtimestamp(block.header.time, UTC)
    ref = BlockRef(height, block.header.block_hash, at)
    paid = _where(block.output_scripts, book.scripts)
    made = {coin.outpoint: coin for coin in (_coin(block, index) for index in paid)}
    known = ChainMap(coins, made)  # type: ignore[arg-type]  # it is only read
    spends, respends = _where(block.outpoints, coins), _where(block.outpoints, made)
    owners = _named(block, book, unseeded)
    owners.update((index, known[block.outpoints[index]].script_pubkey) for index in (*respends, *spends))
    senders = {
        _holder(block.first_inputs, index)
        for index, script in owners.items()
        if _category(book, script, at) is Category.MINER
    }
    receivers = {_holder(block.first_outputs, index) for index in paid}
    if outflow_sats is not None:
        receivers |= {each for each in senders if _unlabelled_sats(block, each, book) >= outflow_sats}
    gone = {block.outpoints[index] for index in respends}
    left = [coin for key, coin in made.items() if key not in gone]
    return Findings(
        block=ref,
        hits=_hits(block, sorted(senders & receivers), ref, known),
        created=tuple(coin for coin in left if _is_ever_of_miner(book, coin.script_pubkey)),
        spent=tuple(coins[block.outpoints[index]] for index in spends),
    )


def spenders_of(block: Block, outpoints: AbstractSet[bytes]) -> list[int]:
    """The transactions of a block that spend any of some outpoints (36 bytes), by their place in it."""
    if outpoints.isdisjoint(block.outpoints):
        return []
    spent = (index for index, each in enumerate(block.outpoints) if each in outpoints)
    return sorted({_holder(block.first_inputs, index) for index in spent})


def hits_of(
    block: Block, transactions: Sequence[int], ref: BlockRef, known: Mapping[bytes, Coin] | None = None
) -> tuple[Hit, ...]:
    """Transactions of a block by their place in it, with what is known of the coins they spend."""
    return _hits(block, transactions, ref, known or {})


def _where(values: Sequence[bytes | None], wanted: Mapping[bytes, object]) -> list[int]:
    """The indices of values that are wanted. Mostly none is, so an intersection goes before the search."""
    found = wanted.keys() & values if wanted else None
    return [index for index, value in enumerate(values) if value in found] if found else []


def _named(block: Block, book: LabelBook, unseeded: AbstractSet[bytes] | None) -> dict[int, bytes]:
    """The labelled scripts that inputs name by themselves, by input, as far as that is asked for."""
    wanted = book.scripts if unseeded is None else unseeded
    inputs = range(len(block.outpoints)) if unseeded is None else inputs_naming(block, unseeded)
    scripts = sender_scripts(block, inputs) if inputs else ()
    return {
        index: script
        for index, script in zip(inputs, scripts, strict=True)
        if script is not None and script in wanted
    }


def _unlabelled_sats(block: Block, transaction: int, book: LabelBook) -> int:
    outputs = _range(block.first_outputs, transaction)
    return sum(block.output_value(each) for each in outputs if block.output_scripts[each] not in book.scripts)


def _is_ever_of_miner(book: LabelBook, script_pubkey: bytes) -> bool:
    """Whether any claim, whenever it holds, makes a script a miner's; a coin may be spent at another time."""
    return any(claim.category is Category.MINER for claim in book.scripts[script_pubkey])


def _category(book: LabelBook, script_pubkey: bytes, at: datetime) -> Category | None:
    attribution = book.attribute(script_pubkey, at)
    return attribution.category if attribution else None


def _holder(firsts: Sequence[int], index: int) -> int:
    """The transaction that an input or output belongs to."""
    return bisect_right(firsts, index) - 1


def _coin(block: Block, output: int) -> Coin:
    transaction = _holder(block.first_outputs, output)
    return Coin(
        txid=display(block.txids[transaction]),
        vout=output - block.first_outputs[transaction],
        script_pubkey=block.output_scripts[output],
        sats=block.output_value(output),
    )


def _hits(
    block: Block, transactions: Sequence[int], ref: BlockRef, known: Mapping[bytes, Coin]
) -> tuple[Hit, ...]:
    if not transactions:
        return ()
    inputs = [_range(block.first_inputs, each) for each in transactions]
    scripts = iter(sender_scripts(block, chain.from_iterable(inputs)))
    return tuple(
        Hit(
            txid=display(block.txids[transaction]),
            block=ref,
            inputs=tuple(_input(block.outpoints[index], next(scripts), known) for index in spent),
            outputs=tuple(
                HitOutput(block.output_scripts[index], block.output_value(index))
                for index in _range(block.first_outputs, transaction)
            ),
        )
        for transaction, spent in zip(transactions, inputs, strict=True)
    )


def _range(firsts: Sequence[int], transaction: int) -> range:
    """The inputs or outputs of a transaction."""
    return range(firsts[transaction], firsts[transaction + 1])


def _input(outpoint: bytes, derived: bytes | None, known: Mapping[bytes, Coin]) -> SpentInput:
    coin = known.get(outpoint)
    return SpentInput(
        txid=display(outpoint[:32]),
        vout=int.from_bytes(outpoint[32:], "little"),
        derived=derived,
        prevout=Prevout(coin.script_pubkey, coin.sats) if coin else None,
    )
