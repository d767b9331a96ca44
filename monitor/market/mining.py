"""What mining pays: difficulty, hashrate, hashprice, and when the difficulty changes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from monitor.bitcoin.difficulty import RETARGET_BLOCKS, target_from_bits
from monitor.bitcoin.network import ChainParams
from monitor.money import SATS_PER_BTC

PETAHASH: Final = 10**15
DAY_BLOCKS: Final = 144
"""A day at the pace that Bitcoin aims at; hashprice takes the mean of their fees."""

_DAY_SECONDS: Final = 86_400
_BLOCK_SECONDS: Final = 600
_HASHES_PER_DIFFICULTY: Final = 2**32
_DIFFICULTY_ONE: Final = target_from_bits(0x1D00FFFF)
_ENOUGH_BLOCKS: Final = 36
"""Fewer blocks than these, six hours of them, say little about the pace."""
_MAX_STEP: Final = 4


@dataclass(frozen=True, slots=True)
class TimedBlock:
    """A block's header as far as pace and work go."""

    height: int
    time: datetime
    bits: int


@dataclass(frozen=True, slots=True)
class Retarget:
    """The next change of the difficulty, as far as it can be foreseen."""

    height: int
    blocks_left: int
    at: datetime
    """When it is due at the pace of `over_blocks`, or at ten minutes a block where that is 0."""
    change_pct: Decimal | None
    """What it is by that pace; None where too little is known."""
    over_blocks: int
    """So many blocks of the present period the pace was taken from."""


def difficulty_of(bits: int) -> Decimal:
    """How many times harder a block with these bits is than the easiest on mainnet.

    Raises:
        ProofError: the bits are no target.
    """
    return Decimal(_DIFFICULTY_ONE) / Decimal(target_from_bits(bits))


def blocks_per_day(hashes_per_second: int, difficulty: Decimal) -> Decimal:
    """The blocks that this much hashrate finds in a day on average: 86400 · H / (D · 2^32).

    A block takes D · 2^32 hashes on average (Bitcoin wiki, "Difficulty").
    """
    return Decimal(_DAY_SECONDS * hashes_per_second) / (difficulty * _HASHES_PER_DIFFICULTY)


def hashprice(difficulty: Decimal, reward_sats: Decimal, usd: Decimal) -> Decimal:
    """What a petahash per second earns in a day, in dollars: blocks per day times reward times price.

    The reward of a block is its subsidy and the mean fees of the last 144 blocks. This is how Luxor, which coined
    the term, defines its Bitcoin Hashprice Index: difficulty, price, subsidy, and fees by a simple moving average
    of 144 blocks (https://data.hashrateindex.com/network-data/bitcoin-hashprice-index).

    Args:
        difficulty: of a block; above 0.
        reward_sats: subsidy and mean fees of a block.
        usd: price of a bitcoin.
    """
    return blocks_per_day(PETAHASH, difficulty) * reward_sats * usd / SATS_PER_BTC


def is_worth_telling(difficulty: Decimal) -> bool:
    """Whether a hashprice at this difficulty means anything: below 1, where no block of mainnet is, it does not."""
    return difficulty >= 1


def network_hashrate(blocks: Sequence[TimedBlock]) -> Decimal | None:
    """The hashes per second that went into consecutive blocks, lowest first; None where they are too few."""
    if len(blocks) <= _ENOUGH_BLOCKS or blocks[-1].time <= blocks[0].time:
        return None
    hashes = sum(difficulty_of(block.bits) for block in blocks[1:]) * _HASHES_PER_DIFFICULTY
    return hashes / Decimal((blocks[-1].time - blocks[0].time).total_seconds())


def next_retarget(blocks: Sequence[TimedBlock], params: ChainParams) -> Retarget | None:
    """When the difficulty changes next, and how, if blocks go on as they came.

    Args:
        blocks: consecutive ones up to the tip, lowest first, at least one; those of earlier periods do not count.
        params: of the network; None comes back where it never retargets.
    """
    if not params.retargets:
        return None
    tip = blocks[-1]
    first_height = tip.height - tip.height % RETARGET_BLOCKS
    period = [block for block in blocks if block.height >= first_height]
    left = first_height + RETARGET_BLOCKS - tip.height
    over = len(period) - 1
    elapsed = (tip.time - period[0].time).total_seconds()
    if over < _ENOUGH_BLOCKS or elapsed <= 0:
        due = tip.time + timedelta(seconds=left * _BLOCK_SECONDS)
        return Retarget(first_height + RETARGET_BLOCKS, left, due, None, 0)
    pace = Decimal(elapsed) / over
    step = min(max(_BLOCK_SECONDS / pace, Decimal(1) / _MAX_STEP), Decimal(_MAX_STEP))
    return Retarget(
        height=first_height + RETARGET_BLOCKS,
        blocks_left=left,
        at=tip.time + timedelta(seconds=float(left * pace)),
        change_pct=((step - 1) * 100).quantize(Decimal("0.1")),
        over_blocks=over,
    )
