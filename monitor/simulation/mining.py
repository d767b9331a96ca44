"""Putting a block together and finding its nonce, by the rules of Bitcoin Core's regtest."""

import struct
from collections.abc import Sequence
from itertools import count

from monitor.bitcoin.compact_size import compact_size
from monitor.bitcoin.difficulty import target_from_bits
from monitor.bitcoin.hashes import display, internal, sha256d
from monitor.bitcoin.merkle import merkle_root
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.script import OP_1, OP_16, OP_RETURN, push
from monitor.bitcoin.subsidy import subsidy
from monitor.bitcoin.transaction import Transaction, TxInput, TxOutput, parse_transaction
from monitor.simulation.block import MinedBlock, coins_made
from monitor.simulation.ledger import Moves

BITS = 0x207FFFFF
"""The easiest target: every second nonce meets it. Regtest never changes it."""
VERSION = 0x20000000
"""No soft fork is being voted on (BIP9)."""
COMMITMENT_TAG = bytes.fromhex("aa21a9ed")
WITNESS_RESERVED = bytes(32)
NO_TXID = display(bytes(32))
"""The txid that a coinbase's input names."""
NO_VOUT = 0xFFFFFFFF

_GENESIS_COINBASE = bytes.fromhex(
    "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff001d0104455468"
    "652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261"
    "696c6f757420666f722062616e6b73ffffffff0100f2052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e0"
    "3909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000"
)
_GENESIS_TIME = 1296688602
_GENESIS_NONCE = 2


def genesis_block() -> MinedBlock:
    """The first block of every regtest chain. Its reward cannot be spent."""
    coinbase = parse_transaction(_GENESIS_COINBASE)
    root = sha256d(_GENESIS_COINBASE)
    raw = _header(1, bytes(32), root, _GENESIS_TIME, _GENESIS_NONCE) + compact_size(1) + _GENESIS_COINBASE
    return MinedBlock(raw=raw, height=0, parent=None, txids=(coinbase.txid,), spent={}, made=())


def mine_block(
    parent: MinedBlock,
    transactions: Sequence[tuple[str, Transaction]],
    moves: Moves,
    *,
    reward_to: bytes,
    extra_nonce: int,
    time: int,
) -> MinedBlock:
    """A valid block on `parent`.

    Args:
        parent: the block to build on.
        transactions: txid and transaction, in order, without the coinbase.
        moves: what the transactions move, by the ledger as of `parent`.
        reward_to: the script_pubkey that gets subsidy and fees.
        extra_nonce: makes the coinbase differ from that of another block of the same height.
        time: the header's time in seconds since 1970.
    """
    height = parent.height + 1
    raws = [transaction.serialize() for _, transaction in transactions]
    commitment = sha256d(merkle_root([bytes(32), *map(sha256d, raws)]) + WITNESS_RESERVED)
    coinbase = _coinbase(
        height, subsidy(height, PARAMS[Network.REGTEST]) + moves.fee_sats, reward_to, extra_nonce, commitment
    )
    txids = (coinbase.txid, *(txid for txid, _ in transactions))
    header = _solve(internal(parent.block_hash), merkle_root([internal(txid) for txid in txids]), time)
    return MinedBlock(
        raw=b"".join((header, compact_size(len(txids)), coinbase.serialize(), *raws)),
        height=height,
        parent=parent,
        txids=txids,
        spent=moves.spent,
        made=(*coins_made(coinbase, coinbase.txid, height, is_coinbase=True), *moves.made.values()),
    )


def _coinbase(height: int, sats: int, reward_to: bytes, extra_nonce: int, commitment: bytes) -> Transaction:
    script_sig = height_push(height) + push(extra_nonce.to_bytes(8, "little"))
    txin = TxInput(NO_TXID, NO_VOUT, script_sig, witness=(WITNESS_RESERVED,))
    committing = bytes((OP_RETURN,)) + push(COMMITMENT_TAG + commitment)
    return Transaction(2, (txin,), (TxOutput(sats, reward_to), TxOutput(0, committing)))


def height_push(height: int) -> bytes:
    """A height as the script number that a coinbase begins with (BIP34)."""
    if 0 < height <= OP_16 - OP_1 + 1:
        return bytes((OP_1 + height - 1,))
    return push(height.to_bytes(height.bit_length() // 8 + 1, "little"))


def _solve(prev_hash: bytes, root: bytes, time: int) -> bytes:
    target = target_from_bits(BITS)
    headers = (_header(VERSION, prev_hash, root, time, nonce) for nonce in count())
    return next(header for header in headers if int.from_bytes(sha256d(header), "little") <= target)


def _header(version: int, prev_hash: bytes, root: bytes, time: int, nonce: int) -> bytes:
    return struct.pack("<I32s32sIII", version, prev_hash, root, time, BITS, nonce)
