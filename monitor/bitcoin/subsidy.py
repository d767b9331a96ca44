"""New coins (Bitcoin Core, `GetBlockSubsidy` in `src/validation.cpp`)."""

from monitor.bitcoin.network import ChainParams
from monitor.money import SATS_PER_BTC


def subsidy(height: int, params: ChainParams) -> int:
    """The satoshis that a block may make out of nothing, beside its fees."""
    return 50 * SATS_PER_BTC >> height // params.halving_blocks
