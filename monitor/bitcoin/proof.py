"""A block proves itself: its work, its place in the chain, its transactions and their witnesses.

Nothing here trusts the source of the bytes: what passes has cost its maker the work that its bits demand.
"""

from hashlib import sha256
from itertools import pairwise
from typing import Final

from monitor.bitcoin.block import Block
from monitor.bitcoin.difficulty import check_bits_follow, target_from_bits, work
from monitor.bitcoin.hashes import display, sha256d
from monitor.bitcoin.header import Header
from monitor.bitcoin.merkle import merkle_root
from monitor.bitcoin.network import ChainParams
from monitor.errors import ProofError

__all__ = ["check_bits_follow", "check_header", "prove_block", "work"]

_NULL_OUTPOINT: Final = bytes(32) + b"\xff" * 4
_COMMITMENT_START: Final = bytes.fromhex("6a24aa21a9ed")
_COMMITMENT_SIZE: Final = 38
_RESERVED_VALUE_SIZE: Final = 32


def check_header(header: Header, params: ChainParams, expected_hash: str | None = None) -> None:
    """Check a header by itself: it is the one asked for, and its hash meets its target.

    Args:
        header: the header.
        params: of the network it must belong to.
        expected_hash: the block hash that was asked for, hex in display order.

    Raises:
        ProofError: another hash, bits that are no target or too easy for the network, or too little work.
    """
    if expected_hash is not None and header.block_hash != expected_hash:
        raise ProofError(f"block {expected_hash} was asked for, and the header is of {header.block_hash}")
    target = target_from_bits(header.bits)
    if target > params.pow_limit:
        raise ProofError(f"bits {header.bits:08x} are easier than {params.network} allows")
    if int(header.block_hash, 16) > target:
        raise ProofError(f"block {header.block_hash} lacks the work that its bits {header.bits:08x} demand")


def prove_block(
    block: Block, params: ChainParams, *, expected_hash: str | None, prev_hash: str | None = None
) -> None:
    """Check everything that a block proves by itself.

    Args:
        block: the parsed block.
        params: of the network it must belong to.
        expected_hash: the block hash that was asked for, hex in display order; None where any will do.
        prev_hash: the block it must follow, where that is known.

    Raises:
        ProofError: the header fails `check_header`, or the link, a transaction or a witness does not fit it.
    """
    check_header(block.header, params, expected_hash)
    if prev_hash is not None and block.header.prev_hash != prev_hash:
        raise ProofError(f"the block follows {block.header.prev_hash}, not {prev_hash}")
    # No two hashes in a row hold the 36 fixed bytes of a coinbase's input, so requiring them also keeps inner
    # nodes of the merkle tree from being passed off as 64-byte transactions (CVE-2017-12842).
    if block.outpoints[0] != _NULL_OUTPOINT or block.first_inputs[1] != 1:
        raise ProofError("the first transaction is no coinbase")
    if display(merkle_root(block.txids)) != block.header.merkle_root:
        raise ProofError("the transactions do not add up to the header's merkle root")
    _prove_witnesses(block, params)


def _prove_witnesses(block: Block, params: ChainParams) -> None:
    """BIP141: the coinbase commits to every witness, by an output and with a value from its own witness."""
    commitment = _commitment(block)
    if not any(block.witness_offsets):
        if commitment and _height(block) >= params.segwit_height:
            raise ProofError("the block commits to witnesses and has none; they were stripped off")
        return
    if commitment is None:
        raise ProofError("the block has witnesses and commits to none")
    reserved = block.witness(0)
    if len(reserved) != 1 or len(reserved[0]) != _RESERVED_VALUE_SIZE:
        raise ProofError("the coinbase lacks the 32 bytes of witness that its commitment needs")
    if sha256d(merkle_root(_wtxids(block)) + reserved[0]) != commitment:
        raise ProofError("the witnesses do not add up to the commitment in the coinbase")


def _commitment(block: Block) -> bytes | None:
    """The 32 bytes of the last coinbase output that has the form of a commitment."""
    for script in reversed(block.output_scripts[: block.first_outputs[1]]):
        if script.startswith(_COMMITMENT_START) and len(script) >= _COMMITMENT_SIZE:
            return script[len(_COMMITMENT_START) : _COMMITMENT_SIZE]
    return None


def _wtxids(block: Block) -> list[bytes]:
    """Hashes with witnesses, in internal order: the txid where there are none, zeros for the coinbase."""
    raw = block.raw
    spans = zip(block.txids, pairwise(block.offsets), strict=True)
    # The byte behind the version is the segwit marker, or the number of inputs, which is never zero.
    wtxids = [
        txid if raw[start + 4] else sha256(sha256(raw[start:end]).digest()).digest()
        for txid, (start, end) in spans
    ]
    wtxids[0] = bytes(32)
    return wtxids


def _height(block: Block) -> int:
    """The height that the coinbase begins with since BIP34; without meaning in blocks before it."""
    script_sig = block.script_sig(0)
    return int.from_bytes(script_sig[1 : 1 + script_sig[0]], "little") if script_sig else 0
