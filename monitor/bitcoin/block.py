"""A raw block read in one pass: flat lists over the whole block instead of an object per field.

A full block holds ten thousand outputs of which perhaps three matter, so nothing is built that a look-up
does not need. Truncated or corrupt data is noticed where the pass runs over the end; only then is the block
read once more, by the careful reader of transaction.py, which names the byte.
"""

import struct
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import repeat
from typing import Final

from monitor.bitcoin.compact_size import WIDE, read_compact_size
from monitor.bitcoin.hashes import hash160
from monitor.bitcoin.header import HEADER_SIZE, Header, parse_header
from monitor.bitcoin.script import P2WPKH_START
from monitor.bitcoin.senders import derive_sender
from monitor.bitcoin.transaction import Transaction, parse_transaction, read_transaction
from monitor.errors import BlockFormatError

MAX_BLOCK_SIZE: Final = 4_000_000
"""No valid block is larger: its limit is four million units, and a byte weighs at least one (BIP141)."""
_MIN_TRANSACTION_SIZE: Final = 60
"""Version, one input, one output and the locktime, with empty scripts."""

_value_and_size = struct.Struct("<QB").unpack_from
_vout = struct.Struct("<I").unpack_from


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
    outpoints: list[bytes] = field(default_factory=list)
    """What each input spends: 36 bytes, as `monitor.bitcoin.transaction.outpoint` makes them."""
    script_sigs: list[bytes] = field(default_factory=list)
    witness_offsets: list[int] = field(default_factory=list)
    """Where each input's witness begins in `raw`, 0 if it has none."""
    output_scripts: list[bytes] = field(default_factory=list)
    output_values: list[int] = field(default_factory=list)
    """In satoshis."""

    @property
    def size(self) -> int:
        """Bytes of the block, witnesses included."""
        return len(self.raw)

    def transaction(self, index: int) -> Transaction:
        """One transaction as an object."""
        return parse_transaction(self.raw[self.offsets[index] : self.offsets[index + 1]])

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

    def sender_script(self, input_index: int) -> bytes | None:
        """The script that an input by itself tells it spends, see senders.py; None for the coinbase."""
        if not input_index:
            return None
        script_sig, witness_offset = self.script_sigs[input_index], self.witness_offsets[input_index]
        key = not script_sig and _p2wpkh_key(self.raw, witness_offset)
        return P2WPKH_START + hash160(key) if key else derive_sender(script_sig, self.witness(input_index))

    def sender_scripts(self) -> list[bytes | None]:
        """The script that each input spends, as far as this block tells; the coinbase spends none.

        What this block itself made is known for certain, whatever its type; the rest is `sender_script`'s.
        """
        makers = {txid: transaction for transaction, txid in enumerate(self.txids)}
        scripts: list[bytes | None] = []
        for index, outpoint in enumerate(self.outpoints):
            maker = makers.get(outpoint[:32])
            if maker is None:
                scripts.append(self.sender_script(index))
            else:
                output = self.first_outputs[maker] + _vout(outpoint, 32)[0]
                exists = output < self.first_outputs[maker + 1]
                scripts.append(self.output_scripts[output] if exists else None)
        return scripts


def _p2wpkh_key(raw: bytes, witness_offset: int) -> bytes | None:
    """The key of the commonest witness, a DER signature and a compressed key; spares building the stack.

    It accepts exactly what `monitor.bitcoin.senders` takes for P2WPKH, in place.
    """
    if not witness_offset or raw[witness_offset] != 2:  # noqa: PLR2004 - signature and key
        return None
    size = raw[witness_offset + 1]
    key = witness_offset + 3 + size
    if not 8 < size < 74 or raw[key - 1] != 33 or raw[key] not in (2, 3):  # noqa: PLR2004 - as is_signature
        return None
    if raw[witness_offset + 2] != 0x30 or raw[witness_offset + 3] != size - 3:  # noqa: PLR2004 - likewise
        return None
    return raw[key : key + 33]


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
    except (IndexError, struct.error, BlockFormatError):
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

    Raises:
        IndexError, struct.error, BlockFormatError: something is wrong with the data.
    """
    raw, txids, offsets = block.raw, block.txids, block.offsets
    first_inputs, first_outputs = block.first_inputs, block.first_outputs
    outpoints, script_sigs, witness_offsets = block.outpoints, block.script_sigs, block.witness_offsets
    scripts, values = block.output_scripts, block.output_values
    for _ in range(count):
        offsets.append(at)
        first_inputs.append(len(outpoints))
        first_outputs.append(len(scripts))
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
        at = _read_inputs(raw, at, inputs, outpoints, script_sigs)
        outputs, at = raw[at], at + 1
        if not 0 < outputs < WIDE:
            outputs, at = _wide_count(raw, at - 1)
        at = _read_outputs(raw, at, outputs, scripts, values)
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
    first_inputs.append(len(outpoints))
    first_outputs.append(len(scripts))
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


def _read_inputs(raw: bytes, at: int, count: int, outpoints: list[bytes], script_sigs: list[bytes]) -> int:
    for _ in range(count):
        size_at = at + 36
        outpoints.append(raw[at:size_at])
        size, at = raw[size_at], size_at + 1
        if size >= WIDE:
            size, at = _wide(raw, size_at)
        end = at + size
        script_sigs.append(raw[at:end])
        at = end + 4
    return at


def _read_outputs(raw: bytes, at: int, count: int, scripts: list[bytes], values: list[int]) -> int:
    for _ in range(count):
        value, size = _value_and_size(raw, at)
        values.append(value)
        at += 9
        if size >= WIDE:
            size, at = _wide(raw, at - 1)
        end = at + size
        scripts.append(raw[at:end])
        at = end
    return at


def _read_witnesses(raw: bytes, at: int, inputs: int, witness_offsets: list[int]) -> int:
    start = at
    for _ in range(inputs):
        items = raw[at]
        witness_offsets.append(items and at)
        at += 1
        if items >= WIDE:
            items, at = _wide(raw, at - 1)
        while items:
            size = raw[at]
            at += 1
            if size >= WIDE:
                size, at = _wide(raw, at - 1)
            at += size
            items -= 1
    if at - start == inputs:
        raise IndexError  # the flag promises a witness, and every stack is empty
    return at
