"""Transactions and blocks made for the tests of this folder, by other means than the code under test uses."""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from monitor.bitcoin.transaction import Transaction, TxInput, TxOutput

COINS = 50 * 100_000_000
SOURCE = "aa" * 32
"""A transaction that no block here holds."""
KEY = b"\x02" + bytes(range(32))
OTHER_KEY = b"\x03" + bytes(range(32, 64))
UNCOMPRESSED_KEY = b"\x04" + bytes(range(64))
SIGNATURE = bytes.fromhex("304402" + "20" + "11" * 32 + "02" + "20" + "22" * 32 + "01")
SCHNORR_SIGNATURE = bytes(range(64))
REGTEST_BITS = 0x207FFFFF


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def hash160(data: bytes) -> bytes:
    return hashlib.new("ripemd160", sha256(data)).digest()


def payment(*inputs: TxInput, scripts: Sequence[bytes] = (b"\x51",), sats: int = 1000) -> Transaction:
    """A transaction that spends some inputs, by default a plain one, to some scripts."""
    return Transaction(2, inputs or (TxInput(SOURCE, 0),), tuple(TxOutput(sats, each) for each in scripts))


WITNESSED = payment(TxInput(SOURCE, 7, witness=(SIGNATURE, KEY)))


def coinbase(height: int = 300, outputs: Sequence[TxOutput] = (TxOutput(COINS, b"\x51"),)) -> Transaction:
    script_sig = b"\x03" + height.to_bytes(3, "little")
    return Transaction(2, (TxInput("00" * 32, 0xFFFFFFFF, script_sig),), tuple(outputs))


def root(hashes: Sequence[bytes]) -> bytes:
    """The merkle root as Satoshi's paper draws it: a tree, from the top."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << ((len(hashes) - 1).bit_length() - 1)
    left, right = hashes[:half], hashes[half:]
    return sha256(sha256(root(left) + _grown(right, half)))


def _grown(hashes: Sequence[bytes], size: int) -> bytes:
    """The root of a right subtree that is as deep as its left one: too short a level repeats its last node."""
    if size == 1:
        return hashes[0]
    half = size // 2
    left = _grown(hashes[:half], half)
    return sha256(sha256(left + (_grown(hashes[half:], half) if len(hashes) > half else left)))


def committed(transactions: Sequence[Transaction], reserved: bytes = bytes(32)) -> list[Transaction]:
    """The transactions with the coinbase's commitment to their witnesses (BIP141)."""
    first, *rest = transactions
    wtxids = [bytes(32), *(bytes.fromhex(each.wtxid)[::-1] for each in rest)]
    commitment = TxOutput(0, bytes.fromhex("6a24aa21a9ed") + sha256(sha256(root(wtxids) + reserved)))
    txin = replace(first.inputs[0], witness=(reserved,))
    return [replace(first, inputs=(txin,), outputs=(*first.outputs, commitment)), *rest]


def block_bytes(
    transactions: Sequence[Transaction], *, prev_hash: str = "00" * 32, bits: int = REGTEST_BITS
) -> bytes:
    """A block at the least difficulty there is. Commitments are not made here, see `committed`."""
    merkle_root = root([bytes.fromhex(each.txid)[::-1] for each in transactions])
    return mined(prev_hash, merkle_root, bits) + body(transactions)


def body(transactions: Sequence[Transaction]) -> bytes:
    """What follows the header, for up to 252 transactions."""
    return bytes((len(transactions),)) + b"".join(each.serialize() for each in transactions)


def mined(prev_hash: str, merkle_root: bytes, bits: int = REGTEST_BITS) -> bytes:
    """A header whose hash meets the regtest limit, whatever its bits say."""
    start = struct.pack("<I", 4) + bytes.fromhex(prev_hash)[::-1] + merkle_root
    nonce = 0
    while True:
        header = start + struct.pack("<III", 1_700_000_000, bits, nonce)
        if sha256(sha256(header))[31] < 0x7F:
            return header
        nonce += 1


def full_block() -> bytes:
    """One of everything: no, short, long and empty witnesses, scripts beyond 252 bytes, more than 252 outputs."""
    return block_bytes(
        committed(
            [
                coinbase(),
                payment(scripts=[b"\x6a" + bytes(300)]),
                WITNESSED,
                payment(
                    TxInput(SOURCE, 1, SIGNATURE),
                    TxInput(SOURCE, 2, witness=(b"", SIGNATURE, b"\x51" * 400)),
                    TxInput(SOURCE, 3, b"\x51" * 260, sequence=7),
                    TxInput(SOURCE, 4, witness=(b"",) * 300),
                ),
                payment(scripts=[b"\x51"] * 254),
            ]
        )
    )


_hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
_uint32 = st.integers(0, 2**32 - 1)
_bytes = st.one_of(st.binary(max_size=80), st.integers(250, 300).map(bytes))
inputs = st.builds(TxInput, _hashes, _uint32, _bytes, _uint32, st.lists(_bytes, max_size=4).map(tuple))
outputs = st.builds(TxOutput, st.integers(0, 21 * 10**14), _bytes)
transactions = st.builds(
    Transaction,
    _uint32,
    st.lists(inputs, min_size=1, max_size=4).map(tuple),
    st.lists(outputs, min_size=1, max_size=4).map(tuple),
    _uint32,
)
