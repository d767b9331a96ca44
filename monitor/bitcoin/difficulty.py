"""Targets, work and retargeting (Bitcoin Core, `src/pow.cpp` and `src/arith_uint256.cpp`)."""

from collections.abc import Callable
from typing import Final, TypeAlias

from monitor.bitcoin.header import Header
from monitor.bitcoin.network import ChainParams
from monitor.errors import ProofError

Ancestor: TypeAlias = Callable[[int], Header | None]
"""The header of one branch at a height, or None where it is not at hand."""

RETARGET_BLOCKS: Final = 2016
_BLOCK_SECONDS: Final = 600
_PERIOD_SECONDS: Final = RETARGET_BLOCKS * _BLOCK_SECONDS
_LATE_SECONDS: Final = 2 * _BLOCK_SECONDS
"""After so long without a block, testnet lets the next one be of minimum difficulty."""
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


def nothing_known(height: int) -> Header | None:
    """The `Ancestor` of somebody who has no header but the one before."""


def expected_bits(
    height: int, time: int, prev_header: Header, ancestor: Ancestor, params: ChainParams
) -> int | None:
    """The bits that a block must have (Core's `GetNextWorkRequired`).

    Args:
        height: of the block, above 0.
        time: its header's time; on testnet a block that comes late may be easier.
        prev_header: the header before.
        ancestor: the headers before it on the same branch. It is asked for the first one of the period that a
            retarget ends, or on testnet for those of the present period, as far back as they are all of
            minimum difficulty.
        params: of the network.

    Returns:
        None where it cannot be known, since `ancestor` lacks a header that is needed.

    Raises:
        ProofError: the bits before are no target.
    """
    limit = bits_from_target(params.pow_limit)
    if not params.retargets:
        return limit
    if height % RETARGET_BLOCKS == 0:
        first = ancestor(height - RETARGET_BLOCKS)
        return None if first is None else retarget(first.time, prev_header, params)
    if not params.min_difficulty_blocks:
        return prev_header.bits
    if time > prev_header.time + _LATE_SECONDS:
        return limit
    return _last_real_bits(height - 1, prev_header, ancestor, limit)


def retarget(first_time: int, last: Header, params: ChainParams) -> int:
    """The bits after a period of 2016 blocks (Core's `CalculateNextWorkRequired`).

    The first and the last block of a period are 2015 intervals apart, and are held against the time of 2016:
    Bitcoin has always done so.

    Args:
        first_time: of the period's first header.
        last: the period's last header.
        params: of the network.

    Raises:
        ProofError: the bits of `last` are no target.
    """
    took = last.time - first_time
    counted = min(max(took, _PERIOD_SECONDS // _MAX_STEP), _PERIOD_SECONDS * _MAX_STEP)
    target = target_from_bits(last.bits) * counted // _PERIOD_SECONDS
    return bits_from_target(min(target, params.pow_limit))


def _last_real_bits(height: int, header: Header, ancestor: Ancestor, limit: int) -> int | None:
    """The bits of the last block up to `header`, at `height`, that was not eased; of the period's first if all were."""
    at: Header | None = header
    while at is not None and at.bits == limit and height % RETARGET_BLOCKS:
        height -= 1
        at = ancestor(height)
    return None if at is None else at.bits


def check_bits_follow(
    prev_header: Header,
    header: Header,
    height: int,
    params: ChainParams,
    ancestor: Ancestor = nothing_known,
) -> bool:
    """Check that a block's bits follow from those before it.

    Where `expected_bits` cannot tell, what is certain without the missing header still holds: at a retarget the
    target changes at most by a factor of four, so that each forged block costs a quarter of an honest one at
    least. On testnet, within a period of which too little is known, nothing can be held against the bits.

    Args:
        prev_header: the header before.
        header: the header whose bits are checked.
        height: of `header`.
        params: of the network.
        ancestor: the headers before on the same branch, as far as they are at hand.

    Returns:
        Whether the exact rule was applied; False where only the bound was.

    Raises:
        ProofError: the bits are not those that the rule demands, or beyond the bound.
    """
    expected = expected_bits(height, header.time, prev_header, ancestor, params)
    if expected is None:
        if height % RETARGET_BLOCKS == 0:
            _check_bound(prev_header.bits, header.bits, params)
        return False
    if header.bits != expected:
        raise ProofError(
            f"bits {header.bits:08x} follow {prev_header.bits:08x} at height {height}, "
            f"where the rule of {params.network} demands {expected:08x}"
        )
    return True


def _check_bound(before: int, after: int, params: ChainParams) -> None:
    target = target_from_bits(before)
    easiest = min(target * _MAX_STEP, params.pow_limit)
    hardest = target_from_bits(bits_from_target(target // _MAX_STEP))
    if not hardest <= target_from_bits(after) <= easiest:
        raise ProofError(f"bits changed from {before:08x} to {after:08x}, by more than factor {_MAX_STEP}")
