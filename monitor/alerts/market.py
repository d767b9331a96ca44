"""The market as alerts, `minerflow market` and the status tell it."""

from datetime import datetime
from decimal import Decimal

from monitor.alerts.shape import Payload, Time
from monitor.market.mining import Retarget
from monitor.market.price import Price
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


class PriceView(Payload):
    """One provider's price."""

    source: str
    usd: str
    at: Time
    age_seconds: int


class RetargetView(Payload):
    """The next change of the difficulty."""

    height: int
    blocks_left: int
    at: Time
    change_pct: str | None
    over_blocks: int
    """So many blocks of this period the pace was taken from; 0 where it is the usual one."""


class MarketReport(Payload):
    """What `minerflow market` prints."""

    height: int
    block_time: Time
    market: MarketView | None
    """As the daemon knew it last; null before it asked for a price."""
    age_seconds: int | None
    """Of `market`."""
    prices: tuple[PriceView, ...]
    """Every provider's latest, the one that is used first."""
    difficulty: str
    subsidy_sats: int
    next_retarget: RetargetView | None
    hashrate_ehs: str | None
    """Exahashes per second that went into the blocks of about a day; null where too few are known."""


def price_view(price: Price, now: datetime) -> PriceView:
    """A price as people and programs read it."""
    age = max(0, int((now - price.at).total_seconds()))
    return PriceView(source=price.source, usd=usd_text(price.usd), at=price.at, age_seconds=age)


def retarget_view(retarget: Retarget) -> RetargetView:
    """The next retarget as people and programs read it."""
    return RetargetView(
        height=retarget.height,
        blocks_left=retarget.blocks_left,
        at=retarget.at,
        change_pct=plain(retarget.change_pct),
        over_blocks=retarget.over_blocks,
    )


def market_view(state: MarketState) -> MarketView:
    """The market as people and programs read it."""
    fees, price, change = state.fees, state.price, state.change
    return MarketView(
        at=state.at,
        price_usd=usd_text(price.usd) if price else None,
        price_source=price.source if price else None,
        price_at=price.at if price else None,
        disagreement_pct=plain(state.disagreement_pct),
        difficulty=figures(state.difficulty),
        subsidy_sats=state.subsidy_sats,
        fee_sats=round(fees.sats) if fees else None,
        fee_blocks=fees.blocks if fees else None,
        fee_source=fees.source if fees else None,
        hashprice_usd_ph_day=usd_text(state.hashprice) if state.hashprice is not None else None,
        change_30d_pct=plain(change.pct) if change else None,
        change_rests_on=change.rests_on if change else None,
    )


def market_summary(state: MarketState) -> dict[str, str | None]:
    """The few figures of the market that the status tells, JSON-ready."""
    told = market_view(state).model_dump(mode="json")
    return {name: told[name] for name in ("at", "price_usd", "hashprice_usd_ph_day", "change_30d_pct")}


def plain(number: Decimal | None) -> str | None:
    """A number as plain decimal text."""
    return None if number is None else f"{number:f}"


def figures(difficulty: Decimal) -> str:
    """Two decimals as explorers have them; below 1, where test networks are, four figures."""
    return f"{difficulty:.2f}" if difficulty >= 1 else f"{Decimal(f'{difficulty:.4g}'):f}"
