"""Transactions as objects, for the few worth one: those that hit, that prove a prevout, that a test makes.

Blocks are not read with this; see block.py.
"""

import struct
from dataclasses import dataclass
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
    reader = _Reader(raw)
    version = reader.number(4, "the version")
    has_witness = raw[4:6] == _MARKER_AND_FLAG
    if has_witness:
        reader.take(2, "marker and flag")
    inputs = [_read_input(reader) for _ in range(reader.count("inputs", MIN_INPUT_SIZE))]
    if not inputs:
        raise BlockFormatError(4, "at least one input, or the segwit marker 0001")
    outputs = [_read_output(reader) for _ in range(reader.count("outputs", MIN_OUTPUT_SIZE))]
    if has_witness:
        inputs = [_with_witness(reader, txin) for txin in inputs]
        if not any(txin.witness for txin in inputs):
            raise BlockFormatError(reader.offset, "a witness, since the segwit flag is set")
    locktime = reader.number(4, "the locktime")
    if reader.offset != len(raw):
        raise BlockFormatError(reader.offset, "the end of the transaction")
    return Transaction(version, tuple(inputs), tuple(outputs), locktime)


class _Reader:
    """A position in a buffer that never reads beyond its end."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.offset = 0

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
        """A count of things of at least `min_size` bytes each, refused if they cannot fit in what is left."""
        at = self.offset
        number, self.offset = read_compact_size(self.raw, at, f"the number of {what}")
        if number * min_size > len(self.raw) - self.offset:
            raise BlockFormatError(at, f"as many {what} as fit in the rest, not {number}")
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


def _with_witness(reader: _Reader, txin: TxInput) -> TxInput:
    count = reader.count("witness items", 1)
    witness = tuple(reader.sized("a witness item") for _ in range(count))
    return TxInput(txin.txid, txin.vout, txin.script_sig, txin.sequence, witness)
