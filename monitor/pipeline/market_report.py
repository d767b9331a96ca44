"""What the database knows of the market, for whoever asks."""

from datetime import datetime
from decimal import Decimal

from monitor.alerts.market import MarketReport, figures, market_view, price_view, retarget_view
from monitor.bitcoin.difficulty import RETARGET_BLOCKS
from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.subsidy import subsidy
from monitor.errors import StoreError
from monitor.market.mining import DAY_BLOCKS, difficulty_of, is_worth_telling, network_hashrate, next_retarget
from monitor.store.transaction import Transaction

_EXAHASH = Decimal(10**18)


async def market_report(tx: Transaction, params: ChainParams, now: datetime) -> MarketReport:
    """Prices and mining as of the checkpoint.

    Raises:
        StoreError: no block was scanned yet.
    """
    blocks = [each.block for each in await tx.chain.latest(RETARGET_BLOCKS)]
    if not blocks:
        raise StoreError("no block was scanned yet, so nothing is known of the market; has the daemon run?")
    tip = blocks[-1]
    state = await tx.market.newest()
    slot = await tx.market.newest_slot()
    retarget = next_retarget(blocks, params)
    difficulty = difficulty_of(tip.bits)
    hashrate = network_hashrate(blocks[-DAY_BLOCKS - 1 :]) if is_worth_telling(difficulty) else None
    return MarketReport(
        height=tip.height,
        block_time=tip.time,
        market=market_view(state) if state else None,
        age_seconds=max(0, int((now - state.at).total_seconds())) if state else None,
        prices=tuple(price_view(price, now) for price in await tx.market.all_prices(slot)) if slot else (),
        difficulty=figures(difficulty),
        subsidy_sats=subsidy(tip.height, params),
        next_retarget=retarget_view(retarget) if retarget else None,
        hashrate_ehs=f"{hashrate / _EXAHASH:.2f}" if hashrate is not None else None,
    )
