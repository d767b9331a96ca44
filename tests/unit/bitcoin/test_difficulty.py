from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.difficulty import (
    bits_from_target,
    check_bits_follow,
    expected_bits,
    nothing_known,
    retarget,
    target_from_bits,
    work,
)
from monitor.bitcoin.header import parse_header
from monitor.bitcoin.network import PARAMS, Network
from monitor.errors import ProofError

MAIN = PARAMS[Network.MAIN]
TEST = PARAMS[Network.TESTNET]
HEADER = parse_header(bytes(80))
PERIOD = 2016 * 600
LIMIT = 0x1D00FFFF
REAL = 0x1B012345


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


# Bitcoin Core, src/test/pow_tests.cpp; then mainnet around heights 556,416 to 568,512, from the headers themselves
@pytest.mark.parametrize(
    ("first_time", "last_time", "before", "after"),
    [
        (1261130161, 1262152739, 0x1D00FFFF, 0x1D00D86A),  # 32,256, the first change ever
        (1231006505, 1233061996, 0x1D00FFFF, 0x1D00FFFF),  # 2,016: not beyond the limit
        (1279008237, 1279297671, 0x1C05A3F4, 0x1C0168FD),  # 68,544: at most four times as hard
        (1263163443, 1269211443, 0x1C387F6F, 0x1D00E1FD),  # at most four times as easy
        (1545175965, 1546275302, 0x17371EF4, 0x173218A5),
        (1546276809, 1547431851, 0x173218A5, 0x172FD633),
        (1547432394, 1548656416, 0x172FD633, 0x17306835),
        (1548657313, 1549817652, 0x17306835, 0x172E6F88),
        (1549817981, 1551025524, 0x172E6F88, 0x172E5B50),
        (1551026038, 1552236227, 0x172E5B50, 0x172E6117),
        (1552236304, 1553387053, 0x172E6117, 0x172C1F6C),
    ],
)
def test_a_period_gives_the_bits_that_mainnet_has(first_time, last_time, before, after):
    assert retarget(first_time, replace(HEADER, time=last_time, bits=before), MAIN) == after


def test_signet_retargets_below_a_limit_of_its_own():
    last = replace(HEADER, time=10 * PERIOD, bits=0x1E0377AE)
    assert retarget(0, last, PARAMS[Network.SIGNET]) == 0x1E0377AE
    assert retarget(10 * PERIOD - PERIOD // 2, last, PARAMS[Network.SIGNET]) == 0x1E01BBD7


@given(st.integers(0, 2**31), st.integers(0, 2**31), st.integers(2**200, MAIN.pow_limit))
def test_what_the_rule_demands_is_always_within_the_bound(first_time, last_time, target):
    last = replace(HEADER, time=last_time, bits=bits_from_target(target))
    after = replace(HEADER, bits=retarget(first_time, last, MAIN))
    known = {2016: replace(HEADER, time=first_time)}
    assert check_bits_follow(last, after, 4032, MAIN, known.get)
    assert not check_bits_follow(last, after, 4032, MAIN)


def test_a_retarget_that_is_off_by_one_second_of_the_period_is_refused():
    first, last = replace(HEADER, time=1545175965), replace(HEADER, time=1546275302, bits=0x17371EF4)
    known = {554400: first}.get
    assert check_bits_follow(last, replace(HEADER, bits=0x173218A5), 556416, MAIN, known)
    for bits in (0x173218A4, 0x173218A6):
        with pytest.raises(ProofError, match="where the rule of main demands 173218a5"):
            check_bits_follow(last, replace(HEADER, bits=bits), 556416, MAIN, known)
        assert not check_bits_follow(last, replace(HEADER, bits=bits), 556416, MAIN)


def follow(before: int, after: int, height: int, params=MAIN) -> bool:
    return check_bits_follow(replace(HEADER, bits=before), replace(HEADER, bits=after), height, params)


def test_bits_stay_within_a_period():
    assert follow(0x1D00FFFF, 0x1D00FFFF, 2017)
    with pytest.raises(ProofError, match="bits 1d00fffe follow 1d00ffff at height 2017"):
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
def test_bits_change_up_to_fourfold_at_the_border_of_a_period_that_is_not_known(before, after):
    assert not follow(before, after, 32256)


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


def branch(start: int, bits: list[int]):
    """An ancestor that knows headers of these bits from a height on, at ten minutes each."""
    headers = {
        start + index: replace(HEADER, time=(start + index) * 600, bits=each)
        for index, each in enumerate(bits)
    }
    return headers.get


def test_testnet_eases_a_block_that_comes_after_twenty_minutes():
    ancestor = branch(4032, [REAL, LIMIT, LIMIT])
    prev = ancestor(4034)
    assert expected_bits(4035, prev.time + 1200, prev, ancestor, TEST) == REAL
    assert expected_bits(4035, prev.time + 1201, prev, ancestor, TEST) == LIMIT
    late = replace(HEADER, time=prev.time + 1201, bits=REAL)
    with pytest.raises(ProofError, match="where the rule of testnet demands 1d00ffff"):
        check_bits_follow(prev, late, 4035, TEST, ancestor)


def test_testnet_looks_back_to_the_start_of_the_period_and_no_further():
    ancestor = branch(4030, [REAL, REAL, LIMIT, LIMIT])
    prev = ancestor(4033)
    assert expected_bits(4034, prev.time + 600, prev, ancestor, TEST) == LIMIT
    short = branch(4033, [LIMIT])
    assert expected_bits(4034, prev.time + 600, prev, short, TEST) is None
    assert not check_bits_follow(prev, replace(HEADER, time=prev.time + 600, bits=REAL), 4034, TEST, short)


def test_testnet_retargets_from_the_bits_of_the_last_block_even_if_it_was_eased():
    last = replace(HEADER, time=PERIOD, bits=LIMIT)
    first = {2016: HEADER}.get
    assert expected_bits(4032, last.time + 1201, last, first, TEST) == LIMIT
    assert (
        expected_bits(4032, last.time, replace(last, time=PERIOD // 2, bits=REAL), first, TEST) == 0x1B0091A2
    )


def test_regtest_stays_at_its_limit():
    prev = replace(HEADER, bits=0x207FFFFF)
    for height in (1, 2016, 4031):
        assert expected_bits(height, 10**9, prev, nothing_known, PARAMS[Network.REGTEST]) == 0x207FFFFF
