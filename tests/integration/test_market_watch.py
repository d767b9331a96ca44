"""The market of the day and `minerflow market`: over what it is computed, and on what its change rests."""

import asyncio
import json
import struct
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from monitor.bitcoin.header import parse_header
from monitor.bitcoin.network import PARAMS, Network
from monitor.cli.main import run
from monitor.clock import utcnow
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.mempool_market import MempoolMarket
from monitor.flows.policy import Policy
from monitor.market.state import SCANNED, STORED
from monitor.pipeline.health import Health
from monitor.pipeline.market import MarketWatch
from monitor.pipeline.prices import PriceDesk
from monitor.store.chain import ScannedBlock
from monitor.store.store import open_store
from tests.empty_store import empty_store
from tests.integration.canned_http import CannedHttp, reply

MAIN = PARAMS[Network.MAIN]
NOW = datetime(2026, 2, 8, 12, tzinfo=UTC)
MONTH = timedelta(days=30)
BITS = 0x1701ED7A
"""Difficulty 65535 / 0x01ED7A · 2^48 = 146.02 T, near that of January 2026."""
SUBSIDY = 312_500_000
TIP = 2016 * 462 + 200


async def add_blocks(store, count, *, until=NOW, fee_sats=1_000_000, reward=True):
    """Headers as of mainnet, ten minutes apart; nobody proves them here."""
    async with store.write() as tx:
        for number in range(count):
            at = until - timedelta(minutes=10 * (count - 1 - number))
            raw = struct.pack("<I32s32sIII", 4, bytes(32), bytes(32), int(at.timestamp()), BITS, number)
            header = parse_header(raw)
            block = ScannedBlock(
                header.block_hash,
                TIP - count + 1 + number,
                header.prev_hash,
                raw,
                at,
                SUBSIDY + fee_sats if reward else None,
            )
            await tx.chain.append(block, "main", "v1")


def answers(now=NOW):
    then = int((now - MONTH).timestamp())
    told = {
        "/v1/prices": {"time": int(now.timestamp()), "USD": 68_523},
        f"/v1/historical-price?currency=USD&timestamp={then}": {"prices": [{"time": then, "USD": 91_132}]},
        "/v1/mining/reward-stats/144": {"startBlock": TIP - 143, "endBlock": TIP, "totalFee": "288000000"},
        "/v1/mining/difficulty-adjustments/3m": [[then - 9, 931_392, 148.26e12, 0.988]],
        "/v1/mining/blocks/rewards/3m": [
            {"avgHeight": 931_300, "timestamp": then, "avgRewards": 314_500_000}
        ],
    }
    return {path: reply(200, json.dumps(body).encode()) for path, body in told.items()}


@asynccontextmanager
async def watched(path, canned, now=NOW):
    async with (
        open_store(empty_store(path), Policy()) as store,
        canned.serving(),
        ExplorerHttp("mempool", canned.url, timeout=timedelta(seconds=30)) as http,
    ):
        source, health = MempoolMarket(http, lambda: now), Health()
        desk = PriceDesk((source,), store, health)
        yield store, MarketWatch(desk, (source,), store, MAIN, health, lambda: now, MONTH)


async def newest(store):
    async with store.read() as tx:
        return await tx.market.newest()


async def test_a_whole_day_of_scanned_blocks_needs_no_source_for_its_fees(tmp_path):
    canned = CannedHttp(answers())
    async with watched(tmp_path / "db", canned) as (store, watch):
        await add_blocks(store, 150)
        await watch.turn()
        state = await newest(store)
    assert (state.fees.sats, state.fees.blocks, state.fees.source) == (1_000_000, 144, SCANNED)
    assert "/v1/mining/reward-stats/144" not in canned.asked
    assert (state.price.usd, state.price.source) == (68_523, "mempool")
    # 8.64e19 / (146.02e12 · 2^32) · 3.135 BTC · $68,523
    assert state.hashprice == pytest.approx(Decimal("29.60"), abs=Decimal("0.01"))


async def test_the_change_rests_on_a_source_until_our_own_record_reaches_back(tmp_path):
    canned = CannedHttp(answers())
    async with watched(tmp_path / "db", canned) as (store, watch):
        await add_blocks(store, 150)
        await watch.turn()
        first = await newest(store)
        assert first.change.rests_on == "mempool"
        # 8.64e19 / (148.26e12 · 2^32) · 3.145 BTC · $91,132 = 38.89
        assert first.change.pct == pytest.approx(
            (first.hashprice / Decimal("38.89") - 1) * 100, abs=Decimal("0.1")
        )
        await watch.turn()
        assert canned.asked.count("/v1/mining/blocks/rewards/3m") == 1, "what was told is kept"
        async with store.write() as tx:
            before = await tx.market.of_day((NOW - MONTH).date())
            await tx.market.keep(replace(before, rests_on=STORED))
        await watch.turn()
        assert (await newest(store)).change.rests_on == STORED


@pytest.mark.parametrize(("blocks", "reward"), [(37, True), (150, False)])
async def test_a_source_helps_out_on_the_first_day(tmp_path, blocks, reward):
    async with watched(tmp_path / "db", CannedHttp(answers())) as (store, watch):
        await add_blocks(store, blocks, reward=reward)
        await watch.turn()
        fees = (await newest(store)).fees
    assert (fees.sats, fees.blocks, fees.source) == (2_000_000, 144, "mempool")


async def test_without_it_the_mean_is_over_what_was_scanned_and_says_so(tmp_path):
    only_prices = {path: said for path, said in answers().items() if "mining" not in path}
    async with watched(tmp_path / "db", CannedHttp(only_prices)) as (store, watch):
        await add_blocks(store, 37)
        await watch.turn()
        state = await newest(store)
    assert (state.fees.blocks, state.fees.source) == (37, SCANNED)
    assert state.hashprice is not None
    assert state.change is None


async def test_without_blocks_or_price_nothing_is_made_up(tmp_path):
    async with watched(tmp_path / "db", CannedHttp({})) as (store, watch):
        await watch.turn()
        assert await newest(store) is None
        await add_blocks(store, 3, reward=False)
        await watch.turn()
        state = await newest(store)
    assert (state.price, state.fees, state.hashprice, state.change) == (None, None, None, None)


@pytest.fixture
def house(tmp_path):
    config = tmp_path / "minerflow.toml"
    config.write_text('[store]\nurl = "sqlite:///db"\n')
    return tmp_path


def test_the_command_shows_everything_with_ages(house, capsys):
    now = utcnow()

    async def fill():
        async with watched(house / "db", CannedHttp(answers(now)), now) as (store, watch):
            await add_blocks(store, 150, until=now)
            await watch.turn()

    asyncio.run(fill())
    config = str(house / "minerflow.toml")
    assert run(["market", "-c", config, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["height"] == TIP
    assert report["market"]["hashprice_usd_ph_day"] == "29.60"
    assert report["market"]["change_rests_on"] == "mempool"
    assert report["next_retarget"]["height"] == 2016 * 463
    assert report["next_retarget"]["blocks_left"] == 2016 - 200
    assert report["next_retarget"]["change_pct"] == "0.0"
    assert float(report["hashrate_ehs"]) == pytest.approx(1045, abs=1)
    assert report["prices"][0]["source"] == "mempool"
    assert run(["market", "-c", config]) == 0
    text = capsys.readouterr().out
    for words in (
        "$68,523.00 (mempool, ",
        "146.02 T; it changes at block ",
        "by about +0.0 % (pace of 149 blocks)",
        "0.01 BTC a block, over 144 blocks (scanned blocks)",
        "$29.60 per PH/s and day, -23.9 % in 30 days (rests on mempool)",
        "3.125 BTC",
    ):
        assert words in text, text


def test_the_command_says_what_is_missing(house, capsys):
    async def make(blocks):
        async with open_store(empty_store(house / "db"), Policy()) as store:
            await add_blocks(store, blocks)

    asyncio.run(make(0))
    config = str(house / "minerflow.toml")
    assert run(["market", "-c", config]) == 1
    assert "no block was scanned yet" in capsys.readouterr().err
    asyncio.run(make(5))
    assert run(["market", "-c", config]) == 0
    assert "unknown so far" in capsys.readouterr().out
