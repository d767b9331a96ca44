from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.difficulty import bits_from_target, check_bits_follow, target_from_bits, work
from monitor.bitcoin.header import parse_header
from monitor.bitcoin.network import PARAMS, Network
from monitor.errors import ProofError

MAIN = PARAMS[Network.MAIN]
HEADER = parse_header(bytes(80))


# Bitcoin Core, src/test/arith_uint256_tests.cpp, bignum_SetCompact
@pytest.mark.parametrize(
    ("bits", "target"),
    [
        (0x01120000, 0x12),
        (0x02008000, 0x80),
        (0x02123400, 0x1234),
        (0x03123456, 0x123456),
        (0x04123456, 0x12345600),
        (0x05009234, 0x92340000),
        (0x20123456, 0x123456 << 232),
        (0x1D00FFFF, 0xFFFF << 208),
    ],
)
def test_canonical_bits_and_their_target_belong_together(bits, target):
    assert target_from_bits(bits) == target
    assert bits_from_target(target) == bits


@pytest.mark.parametrize(
    "bits",
    [
        0,
        0x00123456,
        0x01003456,
        0x01123456,
        0x04923456,
        0x01FEDCBA,
        0x03000000,
        0x04000012,
        0xFF123456,
        0x22010000,
    ],
)
def test_bits_that_are_zero_negative_too_wide_or_not_canonical_are_refused(bits):
    with pytest.raises(ProofError, match=f"bits {bits:08x} are no target"):
        target_from_bits(bits)


@given(st.integers(1, 2**256 - 1))
def test_bits_cut_a_target_off_but_never_raise_it(target):
    cut = target_from_bits(bits_from_target(target))
    assert cut <= target
    assert target - cut <= target >> 15


def test_work_is_the_number_of_hashes_it_takes():
    assert work(0x1D00FFFF) == 0x100010001  # the genesis block's nChainWork
    assert work(0x207FFFFF) == 2


def follow(before: int, after: int, height: int, params=MAIN) -> None:
    check_bits_follow(replace(HEADER, bits=before), replace(HEADER, bits=after), height, params)


def test_bits_stay_within_a_period():
    follow(0x1D00FFFF, 0x1D00FFFF, 2017)
    with pytest.raises(ProofError, match="from 1d00ffff to 1d00fffe within a retarget period"):
        follow(0x1D00FFFF, 0x1D00FFFE, 2017)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (0x1D00FFFF, 0x1D00D86A),  # the first retarget ever, at height 32256
        (0x1D00FFFF, 0x1D00FFFF),
        (0x1D00FFFF, 0x1C3FFFC0),  # exactly four times as hard
        (0x1C3FFFC0, 0x1D00FFFF),
        (0x1B012345, 0x1A48D140),  # cut off below a quarter, as the compact form does
        (0x1B012345, 0x1B048D14),
    ],
)
def test_bits_change_up_to_fourfold_at_the_border_of_a_period(before, after):
    follow(before, after, 32256)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (0x1D00FFFF, 0x1C3FFFBF),
        (0x1C3FFFBF, 0x1D00FFFF),
        (0x1D00FFFF, 0x1D010000),  # beyond the network's limit
        (0x1B012345, 0x1B048D15),
    ],
)
def test_bits_that_change_further_are_refused(before, after):
    with pytest.raises(ProofError, match="by more than factor 4"):
        follow(before, after, 32256)


def test_networks_with_minimum_difficulty_blocks_may_change_bits_anywhere():
    follow(0x1B012345, 0x1D00FFFF, 2017, PARAMS[Network.TESTNET])
