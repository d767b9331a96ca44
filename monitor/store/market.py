"""Prices that were believed, and the market of each day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.market.price import Price
from monitor.market.state import Change, Fees, MarketState
from monitor.store.tables import FlagRow, MarketRow, PriceRow

_FLAGS_LOOKED_AT = 1000


class MarketRows:
    """Reads and writes what coins are worth and what mining pays."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep_prices(self, slot: datetime, prices: Sequence[Price]) -> None:
        """Keep the prices of a slot, the one to use first. What a provider said of it before stays."""
        held = (await self._session.exec(select(PriceRow.source).where(PriceRow.slot == slot))).all()
        new = [price for price in prices if price.source not in held]
        for rank, price in enumerate(new, start=len(held)):
            self._session.add(PriceRow(slot=slot, source=price.source, rank=rank, usd=price.usd, at=price.at))
        await self._session.flush()

    async def prices(self, slots: Collection[datetime]) -> Mapping[datetime, Price]:
        """The price to use in each of these slots, where there is one."""
        query = select(PriceRow).where(col(PriceRow.slot).in_(slots), PriceRow.rank == 0)
        return {row.slot: _price(row) for row in await self._session.exec(query)}

    async def all_prices(self, slot: datetime) -> Sequence[Price]:
        """What every provider said of a slot, the one to use first."""
        rows = await self._session.exec(
            select(PriceRow).where(PriceRow.slot == slot).order_by(col(PriceRow.rank))
        )
        return [_price(row) for row in rows]

    async def near(self, moment: datetime, within: timedelta) -> Price | None:
        """The price that was used nearest to a moment."""
        query = select(PriceRow).where(
            PriceRow.slot >= moment - within, PriceRow.slot <= moment + within, PriceRow.rank == 0
        )
        rows = (await self._session.exec(query)).all()
        return _price(min(rows, key=lambda row: abs(row.slot - moment))) if rows else None

    async def newest_slot(self) -> datetime | None:
        """The latest slot that has a price."""
        query = select(PriceRow.slot).order_by(col(PriceRow.slot).desc()).limit(1)
        return (await self._session.exec(query)).first()

    async def flag_times(self) -> Sequence[datetime]:
        """The block times of the latest flags, for which dollars may be wanted, latest first."""
        query = (
            select(FlagRow.block_time)
            .distinct()
            .order_by(col(FlagRow.block_time).desc())
            .limit(_FLAGS_LOOKED_AT)
        )
        return (await self._session.exec(query)).all()

    async def keep(self, state: MarketState) -> None:
        """Keep the market of a day; a later state of the same day replaces it."""
        await self._session.merge(_row(state))
        await self._session.flush()

    async def of_day(self, day: date) -> MarketState | None:
        """The market as it was last known on a day."""
        row = await self._session.get(MarketRow, day)
        return _state(row) if row else None

    async def newest(self) -> MarketState | None:
        """The market as it was last known."""
        query = select(MarketRow).order_by(col(MarketRow.day).desc()).limit(1)
        row = (await self._session.exec(query)).first()
        return _state(row) if row else None


def _price(row: PriceRow) -> Price:
    return Price(row.usd, row.at, row.source)


def _row(state: MarketState) -> MarketRow:
    fees, price, change = state.fees, state.price, state.change
    return MarketRow(
        day=state.at.date(),
        at=state.at,
        difficulty=str(state.difficulty),
        subsidy_sats=state.subsidy_sats,
        fee_sats=fees.sats if fees else None,
        fee_blocks=fees.blocks if fees else None,
        fee_source=fees.source if fees else None,
        usd=price.usd if price else None,
        price_at=price.at if price else None,
        price_source=price.source if price else None,
        disagreement_pct=state.disagreement_pct,
        change_pct=change.pct if change else None,
        change_rests_on=change.rests_on if change else None,
        rests_on=state.rests_on,
    )


def _state(row: MarketRow) -> MarketState:
    fees = price = change = None
    if row.fee_sats is not None and row.fee_blocks is not None and row.fee_source is not None:
        fees = Fees(row.fee_sats, row.fee_blocks, row.fee_source)
    if row.usd is not None and row.price_at is not None and row.price_source is not None:
        price = Price(row.usd, row.price_at, row.price_source)
    if row.change_pct is not None and row.change_rests_on is not None:
        change = Change(row.change_pct, row.change_rests_on)
    return MarketState(
        at=row.at,
        difficulty=Decimal(row.difficulty),
        subsidy_sats=row.subsidy_sats,
        fees=fees,
        price=price,
        disagreement_pct=row.disagreement_pct,
        change=change,
        rests_on=row.rests_on,
    )
