"""A raw block read in one pass: flat lists over the whole block instead of an object per field.

A full block holds ten thousand outputs of which perhaps three matter, so nothing is built that a look-up
does not need; what else there is to know of an input or output is read where it stands, once it is asked for.
Truncated or corrupt data is noticed where the pass runs over the end; only then is the block read once more,
by the careful reader of transaction.py, which names the byte.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import repeat
from typing import Final

from monitor.bitcoin.compact_size import WIDE, read_compact_size
from monitor.bitcoin.header import HEADER_SIZE, Header, parse_header
from monitor.bitcoin.transaction import Transaction, parse_transaction, read_transaction
from monitor.errors import BlockFormatError

MAX_BLOCK_SIZE: Final = 4_000_000
"""No valid block is larger: its limit is four million units, and a byte weighs at least one (BIP141)."""
OUTPOINT_SIZE: Final = 36
_MIN_TRANSACTION_SIZE: Final = 60
"""Version, one input, one output and the locktime, with empty scripts."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Block:
    """A parsed block. Lists over inputs and outputs run through the whole block in its order.

    The inputs of transaction `t` are `range(first_inputs[t], first_inputs[t + 1])`, its outputs likewise
    by `first_outputs`; both lists end with the total.
    """

    raw: bytes
    header: Header
    txids: list[bytes] = field(default_factory=list)
    """In internal order."""
    offsets: list[int] = field(default_factory=list)
    """Where each transaction begins in `raw`, and at last where the block ends."""
    first_inputs: list[int] = field(default_factory=list)
    first_outputs: list[int] = field(default_factory=list)
    input_offsets: list[int] = field(default_factory=list)
    """Where each input begins in `raw`."""
    outpoints: list[bytes] = field(default_factory=list)
    """What each input spends: 36 bytes, as `monitor.bitcoin.transaction.outpoint` makes them."""
    witness_offsets: list[int] = field(default_factory=list)
    """Where each input's witness begins in `raw`, 0 if it has none."""
    output_offsets: list[int] = field(default_factory=list)
    """Where each output begins in `raw`."""
    output_scripts: list[bytes] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of the block, witnesses included."""
        return len(self.raw)

    def transaction(self, index: int) -> Transaction:
        """One transaction as an object."""
        return parse_transaction(self.raw[self.offsets[index] : self.offsets[index + 1]])

    def script_sig(self, input_index: int) -> bytes:
        """The script of an input; empty where a witness does all."""
        size_at = self.input_offsets[input_index] + OUTPOINT_SIZE
        size, start = read_compact_size(self.raw, size_at, "the length of an input script")
        return self.raw[start : start + size]

    def witness(self, input_index: int) -> list[bytes]:
        """The witness stack of an input, bottom first; empty where it has none."""
        offset = self.witness_offsets[input_index]
        if not offset:
            return []
        raw, stack = self.raw, []
        count, offset = read_compact_size(raw, offset, "witness items")
        for _ in range(count):
            size, offset = read_compact_size(raw, offset, "a witness item")
            stack.append(raw[offset : offset + size])
            offset += size
        return stack

    def output_value(self, output_index: int) -> int:
        """What an output holds, in satoshis."""
        offset = self.output_offsets[output_index]
        return int.from_bytes(self.raw[offset : offset + 8], "little")


def parse_block(raw: bytes) -> Block:
    """Read a block in consensus serialization (BIP144). Nothing is proven yet, see `monitor.bitcoin.proof`.

    Raises:
        BlockFormatError: truncated, corrupt, too large, or followed by other bytes; names the byte.
    """
    if len(raw) > MAX_BLOCK_SIZE:
        raise BlockFormatError(MAX_BLOCK_SIZE, f"the end of the block, and {len(raw)} bytes were given")
    block = Block(raw, parse_header(raw))
    count, start = read_compact_size(raw, HEADER_SIZE, "the number of transactions")
    if not 0 < count <= (len(raw) - start) // _MIN_TRANSACTION_SIZE:
        raise BlockFormatError(HEADER_SIZE, f"one transaction or as many as fit in the rest, not {count}")
    try:
        end = _read_transactions(block, start, count)
    except (IndexError, BlockFormatError):
        raise _fault(raw, start) from None
    if end != len(raw):
        raise BlockFormatError(end, f"the end of the block, and {len(raw) - end} bytes follow")
    return block


def _fault(raw: bytes, offset: int) -> BlockFormatError:
    """Read carefully until the fault shows; at the latest the end of the data is one."""
    while True:
        try:
            _, offset = read_transaction(raw, offset)
        except BlockFormatError as fault:
            return fault


def _read_transactions(block: Block, at: int, count: int) -> int:
    """Fill the block's lists from byte `at` on; returns the offset behind the last transaction.

    The loops below run ten thousand times a block. They count down, since most of them end after one or two
    rounds and a range would cost more to set up than to run through.

    Raises:
        IndexError, BlockFormatError: something is wrong with the data.
    """
    raw, txids, offsets = block.raw, block.txids, block.offsets
    outpoints, scripts, witness_offsets = block.outpoints, block.output_scripts, block.witness_offsets
    for _ in range(count):
        offsets.append(at)
        block.first_inputs.append(len(outpoints))
        block.first_outputs.append(len(scripts))
        start, at = at, at + 4
        has_witness = not raw[at]
        if has_witness:
            if raw[at + 1] != 1:
                raise IndexError
            at += 2
        body = at
        inputs, at = raw[at], at + 1
        if not 0 < inputs < WIDE:
            inputs, at = _wide_count(raw, at - 1)
        at = _read_inputs(raw, at, inputs, outpoints, block.input_offsets)
        outputs, at = raw[at], at + 1
        if not 0 < outputs < WIDE:
            outputs, at = _wide_count(raw, at - 1)
        at = _read_outputs(raw, at, outputs, scripts, block.output_offsets)
        if has_witness:
            end_of_body = at
            at = _read_witnesses(raw, at, inputs, witness_offsets) + 4
            stripped = raw[start : start + 4] + raw[body:end_of_body] + raw[at - 4 : at]
        else:
            witness_offsets += repeat(0, inputs)
            at += 4
            stripped = raw[start:at]
        txids.append(sha256(sha256(stripped).digest()).digest())
    if at > len(raw):
        raise IndexError
    offsets.append(at)
    block.first_inputs.append(len(outpoints))
    block.first_outputs.append(len(scripts))
    return at


def _wide_count(raw: bytes, at: int) -> tuple[int, int]:
    """A number of inputs or outputs that is not one byte; nor may it be zero."""
    if not raw[at]:
        raise IndexError
    return _wide(raw, at)


def _wide(raw: bytes, at: int) -> tuple[int, int]:
    value, at = read_compact_size(raw, at, "a length")
    if value > len(raw) - at:
        raise IndexError
    return value, at


def _read_inputs(raw: bytes, at: int, left: int, outpoints: list[bytes], offsets: list[int]) -> int:
    while left:
        offsets.append(at)
        size_at = at + OUTPOINT_SIZE
        outpoints.append(raw[at:size_at])
        size, at = raw[size_at], size_at + 5
        if size >= WIDE:
            size, at = _wide(raw, size_at)
            at += 4
        at += size
        left -= 1
    return at


def _read_outputs(raw: bytes, at: int, left: int, scripts: list[bytes], offsets: list[int]) -> int:
    while left:
        offsets.append(at)
        at += 9
        size = raw[at - 1]
        if size >= WIDE:
            size, at = _wide(raw, at - 1)
        end = at + size
        scripts.append(raw[at:end])
        at = end
        left -= 1
    return at


def _read_witnesses(raw: bytes, at: int, left: int, offsets: list[int]) -> int:
    end_if_empty = at + left
    while left:
        items = raw[at]
        offsets.append(items and at)
        at += 1
        if items >= WIDE:
            items, at = _wide(raw, at - 1)
        while items:
            size, at = raw[at], at + 1
            if size >= WIDE:
                size, at = _wide(raw, at - 1)
            at += size
            items -= 1
        left -= 1
    if at == end_if_empty:
        raise IndexError  # the flag promises a witness, and every stack is empty
    return at
