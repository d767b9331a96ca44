"""Mempool backends and Coinbase Exchange as price sources, over real HTTP."""

import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from monitor.errors import SourceDataError, SourceLacks, SourceUnavailable
from monitor.explorers.coinbase import Coinbase
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.mempool_market import MempoolMarket
from monitor.market.price import SLOT
from monitor.market.state import Fees, Past
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import serve_explorer
from monitor.simulation.mempool_routes import mempool_space
from monitor.simulation.price_routes import EARLY_2026, coinbase_exchange, with_prices
from tests.integration.canned_http import CannedHttp, reply

NOW = datetime(2026, 2, 8, 12, tzinfo=UTC)
MARA = datetime(2026, 2, 5, 6, 40, tzinfo=UTC)
DAY = timedelta(days=1)


@asynccontextmanager
async def asked(kind, answers):
    canned = CannedHttp({path: reply(200, json.dumps(body).encode()) for path, body in answers.items()})
    async with canned.serving(), ExplorerHttp("canned", canned.url, timeout=DAY) as http:
        yield kind(http, lambda: NOW)


@asynccontextmanager
async def simulated(kind, dialect):
    chain = Chain(b"prices")
    chain.mine(at=NOW)
    async with (
        serve_explorer(chain, dialect) as explorer,
        ExplorerHttp("simulated", explorer.url, timeout=DAY) as http,
    ):
        yield kind(http, lambda: NOW)


SIMULATED = [
    (MempoolMarket, with_prices(mempool_space(), EARLY_2026), datetime(2026, 2, 5, 6, tzinfo=UTC)),
    (Coinbase, coinbase_exchange(EARLY_2026), MARA),
]


@pytest.mark.parametrize(("kind", "dialect", "at"), SIMULATED)
async def test_each_kind_tells_the_price_of_now_and_of_then(kind, dialect, at):
    async with simulated(kind, dialect) as source:
        now = await source.usd_at(NOW)
        then = await source.usd_at(MARA)
    assert (now.usd, now.at, now.source) == (Decimal(68_523), NOW, "simulated")
    assert (then.usd, then.at) == (Decimal(65_933), at)


@pytest.mark.parametrize(("kind", "dialect"), [each[:2] for each in SIMULATED])
async def test_a_price_before_all_history_is_lacking(kind, dialect):
    async with simulated(kind, dialect) as source:
        with pytest.raises(SourceLacks, match=r"no price in dollars|nobody traded"):
            await source.usd_at(datetime(2009, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize("usd", [-1, 0, -1.0, None])
async def test_a_mempool_backend_without_prices_has_none(usd):
    async with asked(MempoolMarket, {"/v1/prices": {"time": 0, "USD": usd}}) as source:
        with pytest.raises(SourceLacks, match="v1/prices: it has no price in dollars"):
            await source.usd_at(NOW)


@pytest.mark.parametrize(
    ("usd", "read"),
    [(68523, "68523"), (2254.9, "2254.9"), (1e20, "100000000000000000000"), ("68523", "68523")],
)
async def test_numbers_come_as_they_are_for_others_to_judge(usd, read):
    async with asked(MempoolMarket, {"/v1/prices": {"time": 1_770_552_000, "USD": usd}}) as source:
        assert (await source.usd_at(NOW)).usd == Decimal(read)


@pytest.mark.parametrize(
    ("kind", "path", "body"),
    [
        (MempoolMarket, "/v1/prices", {"USD": 1}),
        (MempoolMarket, "/v1/prices", {"time": 1e20, "USD": 1}),
        (MempoolMarket, "/v1/prices", {"time": 1, "USD": True}),
        (MempoolMarket, "/v1/prices", []),
        (Coinbase, "/products/BTC-USD/ticker", {"price": "NaN", "time": "2026-02-08T12:00:00Z"}),
        (Coinbase, "/products/BTC-USD/ticker", {"price": "68523", "time": "2026-02-08 12:00"}),
        (Coinbase, "/products/BTC-USD/ticker", {"message": "NotFound"}),
    ],
)
async def test_what_has_another_shape_is_refused_with_its_place(kind, path, body):
    async with asked(kind, {path: body}) as source:
        with pytest.raises(SourceDataError, match=rf"canned: {path[1:]}: at |canned: {path[1:]}: Input"):
            await source.usd_at(NOW)


async def test_a_candle_is_used_only_if_it_had_begun():
    at = int(MARA.timestamp())
    later = [at + 60, 1, 1, 99_999, 1, 1]
    path = "/products/BTC-USD/candles?granularity=300&start=2026-02-05T05:40:00Z&end=2026-02-05T06:40:00Z"
    rows = [later, [at - 300, 1, 1, 65_000.5, 1, 1], [at - 600, 1, 1, 64_000, 1, 1]]
    async with asked(Coinbase, {path: rows}) as source:
        price = await source.usd_at(MARA)
    assert (price.usd, price.at) == (Decimal("65000.5"), MARA - timedelta(minutes=5))


async def test_the_present_is_what_is_less_than_a_slot_ago():
    async with asked(MempoolMarket, {"/v1/prices": {"time": 1, "USD": 5}}) as source:
        await source.usd_at(NOW - SLOT + timedelta(seconds=1))
        with pytest.raises(SourceLacks, match="historical-price"):
            await source.usd_at(NOW - SLOT)


async def test_fees_and_the_past_are_means():
    then = NOW - timedelta(days=30)
    seconds = int(then.timestamp())
    answers = {
        "/v1/mining/reward-stats/144": {
            "startBlock": 736_556, "endBlock": 736_655, "totalReward": "63811748254",
            "totalFee": "1311748254", "totalTx": "164216",
        },
        "/v1/mining/difficulty-adjustments/3m": [
            [seconds + 60, 931_392, 146e12, 0.988], [seconds - 60, 929_376, 148_258_434_855_481.1, 1.0004],
            [seconds - 10**6, 927_360, 148e12, 1.01],
        ],
        "/v1/mining/blocks/rewards/3m": [
            {"avgHeight": 1, "timestamp": seconds - 86_400, "avgRewards": 9e9},
            {"avgHeight": 931_300, "timestamp": seconds - 7_200, "avgRewards": 314_000_000},
            {"avgHeight": 931_306, "timestamp": seconds, "avgRewards": 314_100_000, "USD": 93_000},
        ],
    }  # fmt: skip
    async with asked(MempoolMarket, answers) as source:
        assert await source.recent_fees(144) == Fees(Decimal("13117482.54"), 100, "canned")
        assert await source.past(then) == Past(931_306, Decimal("148258434855481.1"), Decimal(314_050_000))
        with pytest.raises(SourceLacks, match="no mining figures of 2025-01-01"):
            await source.past(datetime(2025, 1, 1, tzinfo=UTC))


async def test_a_source_that_is_down_is_unavailable():
    canned = CannedHttp({"/v1/prices": reply(503, b"Service Unavailable")})
    async with canned.serving(), ExplorerHttp("canned", canned.url, timeout=DAY) as http:
        with pytest.raises(SourceUnavailable, match="503 'Service Unavailable'"):
            await MempoolMarket(http, lambda: NOW).usd_at(NOW)
