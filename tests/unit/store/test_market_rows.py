"""Prices, the market of each day, and times: what comes back, and what never changes."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from statistics import median_high

import pytest

from monitor.flows.policy import Policy
from monitor.market.price import Price, slot_of
from monitor.market.state import SCANNED, Change, Fees, MarketState
from monitor.simulation.chain import Chain
from monitor.store.chain import ScannedBlock
from monitor.store.store import open_store
from tests.builders import NOON


@pytest.fixture
async def store(database):
    async with open_store(database, Policy()) as opened:
        yield opened


async def test_the_first_price_of_a_slot_is_the_one_that_stays(store):
    slot = slot_of(NOON)
    first, late = Price(Decimal("68523.45"), NOON, "a"), Price(Decimal(68_000), NOON, "b")
    for prices in ([first], [late, Price(Decimal(1), NOON, "a")]):
        async with store.write() as tx:
            await tx.market.keep_prices(slot, prices)
    async with store.read() as tx:
        assert await tx.market.prices((slot,)) == {slot: first}
        assert list(await tx.market.all_prices(slot)) == [first, late]
        assert await tx.market.near(NOON + timedelta(hours=5), timedelta(days=1)) == first
        assert await tx.market.near(NOON + timedelta(days=2), timedelta(days=1)) is None
        assert await tx.market.newest_slot() == slot


async def test_the_market_of_a_day_comes_back_as_it_went_and_the_later_one_stays(store):
    bare = MarketState(NOON, Decimal("4.656542373906925E-10"), 50 * 10**8, None, None)
    whole = MarketState(
        at=NOON + timedelta(hours=3),
        difficulty=Decimal("146472570619930.75"),
        subsidy_sats=312_500_000,
        fees=Fees(Decimal("1728395.06"), 37, SCANNED),
        price=Price(Decimal("91132.10"), NOON, "a"),
        disagreement_pct=Decimal("2.3"),
        change=Change(Decimal("-5.2"), "mempool.space"),
    )
    for state in (bare, whole):
        async with store.write() as tx:
            await tx.market.keep(state)
        async with store.read() as tx:
            assert await tx.market.newest() == state
    async with store.read() as tx:
        assert await tx.market.of_day(NOON.date()) == whole
        assert await tx.market.of_day(NOON.date() - timedelta(days=1)) is None


async def test_a_first_sighting_is_never_rewritten(store):
    for at in (NOON, NOON + timedelta(hours=1)):
        async with store.write() as tx:
            await tx.times.note_seen({"t1"}, at)
    async with store.read() as tx:
        assert await tx.times.first_seen({"t1", "t2"}) == {"t1": NOON}


@pytest.mark.parametrize("start", [0, 20])
async def test_the_median_time_is_that_of_eleven_blocks_or_unknown(store, start):
    """At the beginning of the chain there are no eleven yet."""
    chain, at = Chain(b"median"), datetime(2026, 2, 1, tzinfo=UTC)
    for number in range(40):
        chain.mine(at=at + timedelta(minutes=10 * number + 12 * (number % 3)))
    for mined in chain.tree.best[start:]:
        block = ScannedBlock(
            mined.block_hash, mined.height, mined.header.prev_hash, mined.header.raw, mined.time, 7
        )
        async with store.write() as tx:
            await tx.chain.append(block, "regtest", "v1")
    async with store.read() as tx:
        known = await tx.times.median_times([mined.block_hash for mined in chain.tree.best])
        latest = await tx.chain.latest(5)
    times = [mined.header.time for mined in chain.tree.best]
    for height, mined in enumerate(chain.tree.best):
        if start == 0 or height >= start + 10:
            expected = median_high(times[max(0, height - 10) : height + 1])
            assert known[mined.block_hash] == datetime.fromtimestamp(expected, UTC)
        else:
            assert mined.block_hash not in known
    assert [each.block.height for each in latest] == [36, 37, 38, 39, 40]
    assert {each.reward_sats for each in latest} == {7}
