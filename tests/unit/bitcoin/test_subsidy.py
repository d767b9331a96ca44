"""The subsidy by height (Bitcoin Core, `src/test/validation_tests.cpp`)."""

import pytest

from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.subsidy import subsidy

MAIN, REGTEST = PARAMS[Network.MAIN], PARAMS[Network.REGTEST]


@pytest.mark.parametrize(
    ("height", "sats"),
    [
        (0, 50 * 10**8),
        (209_999, 50 * 10**8),
        (210_000, 25 * 10**8),
        (840_000, 312_500_000),
        (210_000 * 64, 0),
    ],
)
def test_it_halves_every_210000_blocks(height, sats):
    assert subsidy(height, MAIN) == sats


def test_all_of_it_is_a_little_less_than_21_million():
    assert sum(210_000 * subsidy(210_000 * epoch, MAIN) for epoch in range(64)) == 2_099_999_997_690_000


def test_regtest_halves_every_150_blocks():
    assert [subsidy(height, REGTEST) for height in (149, 150, 300)] == [50 * 10**8, 25 * 10**8, 12_5 * 10**7]
