"""Targets, work and retargeting (Bitcoin Core, `src/pow.cpp` and `src/arith_uint256.cpp`)."""

from typing import Final

from monitor.bitcoin.header import Header
from monitor.bitcoin.network import ChainParams
from monitor.errors import ProofError

RETARGET_BLOCKS: Final = 2016
_MAX_STEP: Final = 4
"""A retarget changes the target at most by this factor, either way."""
_MANTISSA_BITS: Final = 23
"""The highest bit of the three mantissa bytes is a sign, and no target is negative."""


def target_from_bits(bits: int) -> int:
    """The target that a compact form stands for: a block's hash, as a number, must not exceed it.

    Raises:
        ProofError: negative, zero, wider than 256 bits, or not the one compact form that its target has.
    """
    size, mantissa = bits >> 24, bits & 0xFFFFFF
    target = mantissa << 8 * (size - 3) if size > 3 else mantissa >> 8 * (3 - size)  # noqa: PLR2004 - mantissa bytes
    if not 0 < target < 1 << 256 or bits_from_target(target) != bits:
        raise ProofError(f"bits {bits:08x} are no target in canonical form")
    return target


def bits_from_target(target: int) -> int:
    """The compact form of a target: its size in bytes and its three highest bytes; the rest is cut off."""
    size = (target.bit_length() + 7) // 8
    mantissa = target >> 8 * (size - 3) if size > 3 else target << 8 * (3 - size)  # noqa: PLR2004 - mantissa bytes
    if mantissa >> _MANTISSA_BITS:
        mantissa >>= 8
        size += 1
    return size << 24 | mantissa


def work(bits: int) -> int:
    """How many hashes a block with these bits takes on average; chains are compared by its sum.

    Raises:
        ProofError: the bits are no target.
    """
    return (1 << 256) // (target_from_bits(bits) + 1)


def check_bits_follow(prev_header: Header, header: Header, height: int, params: ChainParams) -> None:
    """Check that a block's bits can follow those of the block before it.

    Within a retarget period they stay; at its first block the target changes at most by a factor of four.
    The times of the whole period would tell the exact value; this much needs one header only, and already
    makes each forged block cost a quarter of an honest one at least. Networks with minimum-difficulty blocks
    allow any change, so nothing is checked there.

    Args:
        prev_header: the header before.
        header: the header whose bits are checked.
        height: of `header`.
        params: of the network.

    Raises:
        ProofError: the bits changed where they must not, or too far.
    """
    if params.min_difficulty_blocks:
        return
    if height % RETARGET_BLOCKS:
        if header.bits != prev_header.bits:
            raise ProofError(
                f"bits changed from {prev_header.bits:08x} to {header.bits:08x} within a retarget period"
            )
        return
    before, after = target_from_bits(prev_header.bits), target_from_bits(header.bits)
    easiest = min(before * _MAX_STEP, params.pow_limit)
    hardest = target_from_bits(bits_from_target(before // _MAX_STEP))
    if not hardest <= after <= easiest:
        raise ProofError(
            f"bits changed from {prev_header.bits:08x} to {header.bits:08x}, by more than factor {_MAX_STEP}"
        )
