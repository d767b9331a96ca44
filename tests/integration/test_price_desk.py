"""The price desk over real HTTP and a real database: what it keeps, what it says, and that nobody waits for it."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from structlog.testing import capture_logs

from monitor.bitcoin.network import PARAMS, Network
from monitor.explorers.coinbase import Coinbase
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.mempool_market import MempoolMarket
from monitor.flows.policy import Policy
from monitor.market.price import slot_of
from monitor.pipeline import prices
from monitor.pipeline.health import Health
from monitor.pipeline.market import MarketWatch
from monitor.pipeline.prices import GRACE_SECONDS, PriceDesk
from monitor.simulation import faults
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import Explorer, serve_explorer
from monitor.simulation.mempool_routes import mempool_space
from monitor.simulation.price_routes import PriceHistory, coinbase_exchange, with_prices
from monitor.store.store import Store, open_store
from tests.daemon import until
from tests.empty_store import empty_store
from tests.own_time import own_time

NOW = datetime(2026, 2, 8, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
THEN = NOW - timedelta(days=2)
PATIENCE = timedelta(seconds=30)
"""So long the clients would wait for a server that hangs."""
LOADED = 1.0
"""Seconds that what else is to be done may take."""


@dataclass
class Office:
    store: Store
    desk: PriceDesk
    watch: MarketWatch
    health: Health
    mempool: Explorer
    coinbase: Explorer

    async def prices(self, moment):
        async with self.store.read() as tx:
            return {each.source: each.usd for each in await tx.market.all_prices(slot_of(moment))}

    async def seconds_at_hand(self, moment) -> float:
        async with own_time() as spent:
            await self.desk.at_hand(moment)
        return spent.seconds


@asynccontextmanager
async def office(tmp_path, mempool=68_500, coinbase=68_600, *, running=True):
    chain = Chain(b"desk")
    chain.mine(at=NOW)
    health = Health()
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        store = await enter(open_store(empty_store(tmp_path / "db.sqlite3"), Policy()))
        at = [PriceHistory(((LONG_AGO, Decimal(usd)),)) for usd in (mempool, coinbase)]
        first = await enter(serve_explorer(chain, with_prices(mempool_space(), at[0])))
        second = await enter(serve_explorer(chain, coinbase_exchange(at[1])))
        sources = (
            MempoolMarket(await enter(ExplorerHttp("mempool", first.url, timeout=PATIENCE)), lambda: NOW),
            Coinbase(await enter(ExplorerHttp("coinbase", second.url, timeout=PATIENCE)), lambda: NOW),
        )
        desk = PriceDesk(sources, store, health)
        params = PARAMS[Network.MAIN]
        watch = MarketWatch(desk, sources[:1], store, params, health, lambda: NOW, timedelta(hours=1))
        task = asyncio.create_task(watch.run()) if running else None
        try:
            yield Office(store, desk, watch, health, first, second)
        finally:
            if task:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


async def test_a_price_is_at_hand_when_an_alert_wants_it_and_both_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(
        prices, "GRACE_SECONDS", PATIENCE.total_seconds()
    )  # on a busy machine half a second is short
    async with office(tmp_path) as here:
        await here.desk.at_hand(THEN)
        assert (await here.prices(THEN))["coinbase"] == 68_600
        await until(lambda: here.prices(NOW))
        asked = len(here.mempool.requests)
        await here.desk.at_hand(THEN)
        assert len(here.mempool.requests) == asked
    assert not here.health.troubles


async def test_a_source_that_hangs_costs_one_short_wait_and_then_none(tmp_path):
    async with office(tmp_path) as here:
        for explorer in (here.mempool, here.coinbase):
            explorer.faults.add("*", faults.hang())
        assert await here.seconds_at_hand(THEN) < GRACE_SECONDS + LOADED
        later = [await here.seconds_at_hand(NOW - timedelta(days=day)) for day in range(3, 8)]
        assert min(later) < GRACE_SECONDS / 2
        assert sum(later) < len(later) * GRACE_SECONDS
        assert not await here.prices(THEN)
        for explorer in (here.mempool, here.coinbase):
            explorer.faults.clear()
        await until(lambda: here.prices(THEN))
        await until(lambda: here.prices(NOW - timedelta(days=7)))


async def test_one_that_hangs_does_not_hold_back_the_other(tmp_path):
    async with office(tmp_path) as here:
        here.coinbase.faults.add("*", faults.hang())
        assert await here.seconds_at_hand(THEN) < GRACE_SECONDS + LOADED
        await until(lambda: here.prices(THEN))
        assert await here.prices(THEN) == {"mempool": 68_500}
        here.coinbase.faults.clear()
        await until(lambda: _both(here))
        async with here.store.read() as tx:
            assert (await tx.market.prices((slot_of(THEN),)))[slot_of(THEN)].source == "mempool"


async def _both(here):
    return len(await here.prices(THEN)) == 2


async def test_a_market_without_any_price_is_a_trouble_that_ends(tmp_path):
    async with office(tmp_path, running=False) as here:
        for explorer in (here.mempool, here.coinbase):
            explorer.faults.add("*", faults.status(404))
        await here.watch.turn()
        trouble = here.health.troubles["price"]
        assert trouble.startswith("no dollars in alerts: mempool: v1/prices: 404")
        assert "coinbase: products/BTC-USD/ticker: 404" in trouble
        here.mempool.faults.clear()
        await here.watch.turn()
        assert not here.health.troubles


async def test_two_that_contradict_each_other_are_both_refused_and_named_once(tmp_path):
    async with office(tmp_path, mempool=6_850, running=False) as here:
        with capture_logs() as logs:
            for _ in range(3):
                await here.watch.turn()
        assert not await here.prices(NOW)
        assert "providers contradict each other" in here.health.troubles["price"]
    told = [each["source"] for each in logs if each["event"] == "price.refused"]
    assert sorted(told) == ["coinbase", "mempool"]


async def test_a_disagreement_of_more_than_two_percent_is_logged_once_each_way(tmp_path):
    async with office(tmp_path, mempool=66_000, running=False) as here:
        with capture_logs() as logs:
            for _ in range(3):
                await here.watch.turn()
            here.mempool.faults.add("*", faults.body(b'{"time":1770552000,"USD":68590}'))
            await here.desk.ask(NOW + timedelta(minutes=15), present=True)
    events = [each["event"] for each in logs]
    assert events.count("price.disagreement") == 1
    assert events.count("price.well_again") == 1


@pytest.mark.parametrize("spoilt", [b'{"time":1770552000,"USD":1e20}', b'{"time":1770552000,"USD":-5}'])
async def test_an_absurd_price_is_refused_and_the_other_used(tmp_path, spoilt):
    async with office(tmp_path, running=False) as here:
        here.mempool.faults.add("*", faults.body(spoilt))
        with capture_logs() as logs:
            await here.watch.turn()
        assert await here.prices(NOW) == {"coinbase": 68_600}
    assert [each["source"] for each in logs if each["event"] == "price.refused"] == ["mempool"]
    assert not here.health.troubles


async def test_many_wants_are_bounded(tmp_path):
    async with office(tmp_path, running=False) as here:
        for hours in range(500):
            here.desk.want(NOW - timedelta(hours=hours))
        assert len(here.desk.wanted()) <= 100


async def test_a_stop_in_the_middle_breaks_no_transaction_off(tmp_path):
    """Broken off, one would keep the write lock, and the next writer would wait for half a minute."""
    for delay in range(4):
        async with own_time() as spent:
            async with office(tmp_path) as here:
                for day in range(4):
                    here.desk.want(NOW - timedelta(days=20 + 4 * delay + day))
                await until(lambda: here.coinbase.requests)
                await asyncio.sleep(delay / 100)
                begun = spent.seconds
            assert spent.seconds - begun < PATIENCE.total_seconds() / 2
