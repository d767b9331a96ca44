"""Transactions as objects, for the few worth one: those that hit, that prove a prevout, that a test makes.

Blocks are not read with this; see block.py.
"""

import struct
from dataclasses import dataclass, replace
from typing import Final

from monitor.bitcoin.compact_size import compact_size, read_compact_size
from monitor.bitcoin.hashes import display, internal, sha256d
from monitor.errors import BlockFormatError

SEQUENCE_FINAL: Final = 0xFFFFFFFF
MIN_INPUT_SIZE: Final = 41
"""Outpoint, an empty script and the sequence."""
MIN_OUTPUT_SIZE: Final = 9
"""Value and an empty script."""
_MARKER_AND_FLAG = b"\x00\x01"


def outpoint(txid: str, vout: int) -> bytes:
    """The 36 bytes by which an input names the output it spends; equal to what `Block.outpoints` holds."""
    return internal(txid) + struct.pack("<I", vout)


@dataclass(frozen=True, slots=True)
class TxInput:
    """What one input spends, and the proof that it may."""

    txid: str
    """The transaction whose output is spent, hex in display order."""
    vout: int
    script_sig: bytes = b""
    sequence: int = SEQUENCE_FINAL
    witness: tuple[bytes, ...] = ()

    @property
    def outpoint(self) -> bytes:
        """The spent output as 36 bytes: txid in internal order, index in little endian."""
        return outpoint(self.txid, self.vout)


@dataclass(frozen=True, slots=True)
class TxOutput:
    """An amount in satoshis and the script that locks it."""

    sats: int
    script_pubkey: bytes


@dataclass(frozen=True, slots=True)
class Transaction:
    """A whole transaction; `version` and `locktime` are unsigned 32-bit numbers."""

    version: int
    inputs: tuple[TxInput, ...]
    outputs: tuple[TxOutput, ...]
    locktime: int = 0

    @property
    def txid(self) -> str:
        """Hash of the transaction without witnesses, hex in display order."""
        return display(sha256d(self.serialize_stripped()))

    @property
    def wtxid(self) -> str:
        """Hash of the transaction with witnesses (BIP141), hex in display order."""
        return display(sha256d(self.serialize()))

    def serialize(self) -> bytes:
        """Consensus serialization, with witnesses where there are any (BIP144)."""
        if not any(txin.witness for txin in self.inputs):
            return self.serialize_stripped()
        witnesses = b"".join(_witness_bytes(txin.witness) for txin in self.inputs)
        return self._framed(_MARKER_AND_FLAG, witnesses)

    def serialize_stripped(self) -> bytes:
        """Consensus serialization without witnesses: what the txid is the hash of."""
        return self._framed(b"", b"")

    def _framed(self, marker_and_flag: bytes, witnesses: bytes) -> bytes:
        return b"".join(
            (
                struct.pack("<I", self.version),
                marker_and_flag,
                compact_size(len(self.inputs)),
                *map(_input_bytes, self.inputs),
                compact_size(len(self.outputs)),
                *map(_output_bytes, self.outputs),
                witnesses,
                struct.pack("<I", self.locktime),
            )
        )


def _input_bytes(txin: TxInput) -> bytes:
    return txin.outpoint + _sized(txin.script_sig) + struct.pack("<I", txin.sequence)


def _output_bytes(output: TxOutput) -> bytes:
    return struct.pack("<Q", output.sats) + _sized(output.script_pubkey)


def _witness_bytes(witness: tuple[bytes, ...]) -> bytes:
    return compact_size(len(witness)) + b"".join(map(_sized, witness))


def _sized(data: bytes) -> bytes:
    return compact_size(len(data)) + data


def parse_transaction(raw: bytes) -> Transaction:
    """Read one transaction in consensus serialization, with or without witnesses (BIP144).

    Raises:
        BlockFormatError: truncated, corrupt, or followed by other bytes; names the byte.
    """
    transaction, end = read_transaction(raw, 0)
    if end != len(raw):
        raise BlockFormatError(end, f"the end of the transaction, and {len(raw) - end} bytes follow")
    return transaction


def read_transaction(raw: bytes, offset: int) -> tuple[Transaction, int]:
    """Read the transaction that begins at `offset` of a larger buffer; also returns the offset behind it.

    Raises:
        BlockFormatError: truncated or corrupt; names the byte of the buffer.
    """
    reader = _Reader(raw, offset)
    version = reader.number(4, "the version of a transaction")
    has_witness = raw[reader.offset : reader.offset + 2] == _MARKER_AND_FLAG
    if has_witness:
        reader.take(2, "marker and flag")
    inputs = [_read_input(reader) for _ in range(reader.count("inputs", MIN_INPUT_SIZE))]
    outputs = [_read_output(reader) for _ in range(reader.count("outputs", MIN_OUTPUT_SIZE))]
    if has_witness:
        inputs = _with_witnesses(reader, inputs)
    locktime = reader.number(4, "the locktime")
    return Transaction(version, tuple(inputs), tuple(outputs), locktime), reader.offset


class _Reader:
    """A position in a buffer that never reads beyond its end."""

    def __init__(self, raw: bytes, offset: int) -> None:
        self.raw = raw
        self.offset = offset

    def take(self, size: int, what: str) -> bytes:
        taken = self.raw[self.offset : self.offset + size]
        if len(taken) != size:
            raise BlockFormatError(self.offset, f"{what} of {size} bytes, and {len(taken)} are left")
        self.offset += size
        return taken

    def number(self, width: int, what: str) -> int:
        return int.from_bytes(self.take(width, what), "little")

    def sized(self, what: str) -> bytes:
        size, self.offset = read_compact_size(self.raw, self.offset, f"the length of {what}")
        return self.take(size, what)

    def count(self, what: str, min_size: int) -> int:
        """A number of things of `min_size` bytes or more: not zero, nor more than fit in what is left."""
        at = self.offset
        number, self.offset = read_compact_size(self.raw, at, f"the number of {what}")
        most = (len(self.raw) - self.offset) // min_size
        if not 0 < number <= most:
            raise BlockFormatError(at, f"a number of {what} from 1 to the {most} that can fit, not {number}")
        return number


def _read_input(reader: _Reader) -> TxInput:
    return TxInput(
        txid=display(reader.take(32, "the txid of an input")),
        vout=reader.number(4, "the vout of an input"),
        script_sig=reader.sized("an input script"),
        sequence=reader.number(4, "the sequence of an input"),
    )


def _read_output(reader: _Reader) -> TxOutput:
    return TxOutput(
        sats=reader.number(8, "the value of an output"), script_pubkey=reader.sized("an output script")
    )


def _with_witnesses(reader: _Reader, inputs: list[TxInput]) -> list[TxInput]:
    at = reader.offset
    witnesses = [_read_witness(reader) for _ in inputs]
    if not any(witnesses):
        raise BlockFormatError(at, "a witness, since the segwit flag is set")
    return [replace(txin, witness=witness) for txin, witness in zip(inputs, witnesses, strict=True)]


def _read_witness(reader: _Reader) -> tuple[bytes, ...]:
    count, reader.offset = read_compact_size(reader.raw, reader.offset, "the number of witness items")
    return tuple(reader.sized("a witness item") for _ in range(count))
