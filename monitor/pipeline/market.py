"""Keeps prices coming and the market of the day up to date."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

import structlog

from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.subsidy import subsidy
from monitor.clock import Clock
from monitor.errors import SourceError, StoreError
from monitor.market.mining import DAY_BLOCKS, difficulty_of, is_worth_telling
from monitor.market.price import Price, disagreement_pct, slot_of
from monitor.market.state import CHANGE_SPAN, SCANNED, Fees, MarketState, change_between
from monitor.pipeline.health import Health
from monitor.pipeline.ports import MiningRecord
from monitor.pipeline.prices import PriceDesk
from monitor.pipeline.unbroken import unbroken
from monitor.store.chain import MinedAs
from monitor.store.store import Store

log = structlog.get_logger()

AT_ONCE = 4
"""So many slots are asked for at the same time."""
_OLD_PER_TURN = 20
_GIVEN_UP_FOR = timedelta(hours=1)
"""A moment in the past for which nobody had a price is not asked for again so soon."""


@dataclass(slots=True)
class MarketWatch:
    """The loop behind dollars and hashprice. Nothing waits for it but for the grace of `PriceDesk.at_hand`."""

    desk: PriceDesk
    records: Sequence[MiningRecord]
    store: Store
    params: ChainParams
    health: Health
    clock: Clock
    interval: timedelta
    _given_up: dict[datetime, datetime] = field(default_factory=dict, init=False)

    async def run(self) -> None:
        """Ask for what is wanted at once, and for the present at every interval, for ever."""
        under_way: dict[datetime | None, asyncio.Task[None]] = {}
        due = 0.0
        async with asyncio.TaskGroup() as group:
            while True:
                self.desk.wake.clear()
                now = asyncio.get_running_loop().time()
                if now >= due and None not in under_way:
                    under_way[None] = group.create_task(self._guarded(self.turn()), name="market")
                    due = now + self.interval.total_seconds()
                for moment in self.desk.wanted():
                    slot = slot_of(moment)
                    if slot not in under_way and len(under_way) <= AT_ONCE:
                        under_way[slot] = group.create_task(self._guarded(self.desk.ask(moment)))
                await self._until_news(under_way, due - now)
                under_way = {key: task for key, task in under_way.items() if not task.done()}

    async def _until_news(self, under_way: dict[datetime | None, asyncio.Task[None]], seconds: float) -> None:
        """Until somebody wants a price, a question has been answered, or the next turn is due."""
        news = asyncio.create_task(self.desk.wake.wait())
        try:
            await asyncio.wait(
                (news, *under_way.values()),
                timeout=max(seconds, 0.0) if None not in under_way else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            news.cancel()

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except StoreError as error:
            self.health.trouble("store", str(error))

    async def turn(self) -> None:
        """The price of the present, those that flags still lack, and the market of the day.

        Raises:
            StoreError: the database refuses.
        """
        now = self.clock()
        if self.desk.sources:
            await self.desk.ask(now, present=True)
            for moment in await unbroken(self._lacking(now)):
                self.desk.want(moment)
        state = await self._state(now)
        if state is not None:
            await unbroken(self._save(state))

    async def _save(self, state: MarketState) -> None:
        async with self.store.write() as tx:
            await tx.market.keep(state)

    async def _lacking(self, now: datetime) -> list[datetime]:
        """Moments of flags whose slot has no price, the latest first, not too many at a time."""
        async with self.store.read() as tx:
            times = {slot_of(time): time for time in await tx.market.flag_times()}
            priced = await tx.market.prices(times.keys())
        self._given_up = {slot: until for slot, until in self._given_up.items() if until > now}
        open_slots = sorted(times.keys() - priced.keys() - self._given_up.keys(), reverse=True)
        chosen = open_slots[:_OLD_PER_TURN]
        self._given_up.update((slot, now + _GIVEN_UP_FOR) for slot in chosen)
        return [times[slot] for slot in chosen]

    async def _state(self, now: datetime) -> MarketState | None:
        """The market now; None before the first block was scanned."""
        blocks, prices = await unbroken(self._seen(now))
        if not blocks:
            return None
        tip = blocks[-1].block
        state = MarketState(
            at=now,
            difficulty=difficulty_of(tip.bits),
            subsidy_sats=subsidy(tip.height, self.params),
            fees=await self._fees(blocks),
            price=prices[0] if prices else None,
            disagreement_pct=disagreement_pct(prices) if prices else None,
        )
        if state.hashprice is None:
            return state
        return replace(state, change=change_between(await self._before(now - CHANGE_SPAN), state))

    async def _seen(self, now: datetime) -> tuple[Sequence[MinedAs], Sequence[Price]]:
        async with self.store.read() as tx:
            return await tx.chain.latest(DAY_BLOCKS), await tx.market.all_prices(slot_of(now))

    async def _fees(self, blocks: Sequence[MinedAs]) -> Fees | None:
        """Mean fees of the last 144 blocks: as scanned, else as a source tells, else over what was scanned."""
        paid = [
            Decimal(each.reward_sats - subsidy(each.block.height, self.params))
            for each in blocks
            if each.reward_sats is not None
        ]
        scanned = Fees((sum(paid) / Decimal(len(paid))), len(paid), SCANNED) if paid else None
        worth_asking = is_worth_telling(difficulty_of(blocks[-1].block.bits))
        if len(paid) >= DAY_BLOCKS or not worth_asking:
            return scanned
        for record in self.records:
            try:
                return await record.recent_fees(DAY_BLOCKS)
            except SourceError as error:
                log.debug("market.no_fees", reason=str(error))
        return scanned

    async def _before(self, moment: datetime) -> MarketState | None:
        """The market of a day in the past: as we kept it, else as sources tell, which is then kept."""
        kept, _ = await unbroken(self._kept(moment))
        if kept is not None and kept.hashprice is not None:
            return kept
        await self.desk.ask(moment)
        _, price = await unbroken(self._kept(moment))
        told = await self._told_of(moment, price) if price is not None else None
        if told is not None:
            await unbroken(self._save(told))
        return told

    async def _kept(self, moment: datetime) -> tuple[MarketState | None, Price | None]:
        """What the database has of the day and of the slot of a moment."""
        slot = slot_of(moment)
        async with self.store.read() as tx:
            return await tx.market.of_day(moment.date()), (await tx.market.prices((slot,))).get(slot)

    async def _told_of(self, moment: datetime, price: Price) -> MarketState | None:
        for record in self.records:
            try:
                past = await record.past(moment)
            except SourceError as error:
                log.debug("market.no_past", reason=str(error))
                continue
            new_coins = subsidy(past.height, self.params)
            return MarketState(
                at=moment,
                difficulty=past.difficulty,
                subsidy_sats=new_coins,
                fees=Fees(past.reward_sats - new_coins, DAY_BLOCKS, record.name),
                price=price,
                rests_on=record.name,
            )
        return None
