"""Hashprice against what Luxor's Hashrate Index published, difficulty, and the next retarget."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.difficulty import bits_from_target, target_from_bits
from monitor.bitcoin.network import PARAMS, Network
from monitor.market.mining import (
    PETAHASH,
    TimedBlock,
    blocks_per_day,
    difficulty_of,
    hashprice,
    network_hashrate,
    next_retarget,
)
from monitor.market.price import Price
from monitor.market.state import SCANNED, STORED, Fees, MarketState, change_between

NOW = datetime(2026, 2, 7, 12, tzinfo=UTC)
MAIN = PARAMS[Network.MAIN]
BITS = 0x1702349A


def reward(subsidy_btc: str, fee_percent: str) -> Decimal:
    """Satoshis of a block whose fees are this part of the whole reward."""
    return Decimal(subsidy_btc) * 10**8 / (1 - Decimal(fee_percent) / 100)


PUBLISHED = [
    # https://hashrateindex.com/blog/-hashrate-index-roundup-8721/ of 7 August 2021: $0.3835 per TH/s and day at
    # $43,629, difficulty 14.5 T, fees 1.34 % of rewards.
    ("14.5e12", reward("6.25", "1.34"), "43629", "383.5", "0.001"),
    # https://data.hashrateindex.com/network-data/bitcoin-hashprice-index on 12 November 2024, as archived at
    # https://staging.urlscan.io/result/6a98d950-1397-4d9c-af4b-0460b7cdeb91/: $55.97 at $87,235, difficulty 101.65 T,
    # rewards of 3.28 BTC. The price there is that of the moment and moved by 10 % on that day.
    ("101.65e12", Decimal(328_000_000), "87235", "55.97", "0.015"),
    # https://hashrateindex.com/blog/hashrate-index-roundup-january-12-2026: $39.53 at $91,132, fees 0.55 %. It tells
    # of an adjustment by -1.20 % "to 148.26T", which is what it came from: 0.00042676 BTC before it, see below.
    ("146.48e12", reward("3.125", "0.55"), "91132", "39.53", "0.006"),
]


@pytest.mark.parametrize(("difficulty", "reward_sats", "usd", "published", "tolerance"), PUBLISHED)
def test_hashprice_is_what_was_published(difficulty, reward_sats, usd, published, tolerance):
    computed = hashprice(Decimal(difficulty), reward_sats, Decimal(usd))
    assert abs(computed / Decimal(published) - 1) < Decimal(tolerance)


@pytest.mark.parametrize(
    ("difficulty", "published"), [("148.26e12", "0.00042676"), ("146.48e12", "0.00043143")]
)
def test_hashprice_in_bitcoin_is_what_was_published(difficulty, published):
    """Of the same roundup: BTC per PH/s and day at the beginning and at the end of the week."""
    btc = blocks_per_day(PETAHASH, Decimal(difficulty)) * reward("3.125", "0.55") / 10**8
    assert abs(btc / Decimal(published) - 1) < Decimal("0.002")


@given(st.decimals("1", "1e15", places=4), st.integers(1, 10**10), st.decimals("0.01", "1e8", places=2))
def test_hashprice_grows_with_pay_and_falls_with_difficulty(difficulty, reward_sats, usd):
    value = hashprice(difficulty, Decimal(reward_sats), usd)
    assert value > 0
    assert hashprice(2 * difficulty, Decimal(2 * reward_sats), usd) == pytest.approx(value)
    assert hashprice(difficulty, Decimal(reward_sats), 2 * usd) == pytest.approx(2 * value)


def test_the_difficulty_of_bits_is_that_of_the_wiki():
    """https://en.bitcoin.it/wiki/Difficulty works 0x1b0404cb out."""
    assert difficulty_of(0x1B0404CB).quantize(Decimal("1e-6")) == Decimal("16307.420939")
    assert difficulty_of(0x1D00FFFF) == 1


def chain(first: int, count: int, seconds: int = 600):
    return [TimedBlock(first + n, NOW + timedelta(seconds=n * seconds), BITS) for n in range(count)]


def test_blocks_that_come_faster_raise_the_difficulty():
    period = 2016 * 450
    retarget = next_retarget(chain(period, 1009, 540), MAIN)
    assert (retarget.height, retarget.blocks_left, retarget.over_blocks) == (period + 2016, 1008, 1008)
    assert retarget.change_pct == Decimal("11.1")
    assert retarget.at == NOW + timedelta(seconds=2016 * 540)


def test_blocks_of_an_earlier_period_do_not_count():
    blocks = chain(2016 * 450 - 100, 110, 60)
    retarget = next_retarget(blocks, MAIN)
    assert (retarget.blocks_left, retarget.change_pct, retarget.over_blocks) == (2007, None, 0)
    assert retarget.at == blocks[-1].time + timedelta(minutes=10 * 2007)


def test_no_retarget_changes_by_more_than_four():
    assert next_retarget(chain(2016, 500, 1), MAIN).change_pct == Decimal("300.0")
    assert next_retarget(chain(2016, 500, 60_000), MAIN).change_pct == Decimal("-75.0")


def test_regtest_never_retargets():
    assert next_retarget(chain(0, 500), PARAMS[Network.REGTEST]) is None


def test_the_hashrate_is_the_work_over_the_time():
    hashrate = network_hashrate(chain(2016, 145))
    assert hashrate == pytest.approx(difficulty_of(BITS) * 2**32 / 600)
    assert network_hashrate(chain(2016, 20)) is None
    assert network_hashrate([TimedBlock(n, NOW, BITS) for n in range(100)]) is None


def state(usd="68523", difficulty="146e12", **more):
    return MarketState(
        at=NOW,
        difficulty=Decimal(difficulty),
        subsidy_sats=312_500_000,
        fees=Fees(Decimal(2_000_000), 144, SCANNED),
        price=Price(Decimal(usd), NOW, "a"),
        **more,
    )


def test_a_change_says_what_it_rests_on():
    now, before = state(), state(usd="91364", rests_on="mempool.space")
    change = change_between(before, now)
    assert (change.pct, change.rests_on) == (Decimal("-25.0"), "mempool.space")
    assert change_between(state(), now).rests_on == STORED
    assert change_between(None, now) is None


def test_what_is_missing_or_means_nothing_leaves_hashprice_unknown():
    regtest = state(difficulty=str(difficulty_of(bits_from_target(target_from_bits(0x207FFFFF)))))
    assert regtest.hashprice is None
    assert change_between(state(), regtest) is None
