"""The market as alerts, `minerflow market` and the status tell it."""

from decimal import Decimal

from monitor.alerts.shape import Payload, Time
from monitor.market.state import MarketState
from monitor.money import usd_text


class MarketView(Payload):
    """The market as it was last known. Numbers are plain decimal text; what is unknown is null."""

    at: Time
    price_usd: str | None
    price_source: str | None
    price_at: Time | None
    disagreement_pct: str | None
    """How far the dearest provider is above the cheapest; null where only one spoke."""
    difficulty: str
    subsidy_sats: int
    fee_sats: int | None
    """Mean fees of a block."""
    fee_blocks: int | None
    fee_source: str | None
    hashprice_usd_ph_day: str | None
    change_30d_pct: str | None
    change_rests_on: str | None


def market_view(state: MarketState) -> MarketView:
    """The market as people and programs read it."""
    fees, price, change = state.fees, state.price, state.change
    return MarketView(
        at=state.at,
        price_usd=usd_text(price.usd) if price else None,
        price_source=price.source if price else None,
        price_at=price.at if price else None,
        disagreement_pct=_plain(state.disagreement_pct),
        difficulty=_figures(state.difficulty),
        subsidy_sats=state.subsidy_sats,
        fee_sats=round(fees.sats) if fees else None,
        fee_blocks=fees.blocks if fees else None,
        fee_source=fees.source if fees else None,
        hashprice_usd_ph_day=usd_text(state.hashprice) if state.hashprice is not None else None,
        change_30d_pct=_plain(change.pct) if change else None,
        change_rests_on=change.rests_on if change else None,
    )


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _figures(difficulty: Decimal) -> str:
    """Two decimals as explorers have them; below 1, where test networks are, four figures."""
    return f"{difficulty:.2f}" if difficulty >= 1 else f"{Decimal(f'{difficulty:.4g}'):f}"
