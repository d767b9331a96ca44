"""Header chains: the first headers of mainnet, a real retarget, and regtest branches mined here."""

import statistics
import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.header_chain import HeaderChain, branch_work, check_follows, median_time_past
from monitor.bitcoin.network import PARAMS, Network
from monitor.errors import HeaderTooNew, ProofError
from tests.unit.bitcoin.made import REGTEST_BITS, sha256

MAIN, REGTEST = PARAMS[Network.MAIN], PARAMS[Network.REGTEST]
START = 1_700_000_000
NOW = START + 10**6
# Mainnet 554,400, 556,415 and 556,416
FIRST, LAST, NEXT = map(
    parse_header,
    map(
        bytes.fromhex,
        """
00004020d3b2d7d61ad2d95ffbd556d9e00f07877423600a8da015000000000000000000d192743a2c190a7421f92fefe92505579d7b8eda568cacee13b25751ac704c669d83195cf41e371721bae3e7
00000020bc7d388bea14dab9caa937b909caecd6ece36e3c6589200000000000000000007c0900cf1a9b40411141859b98bf95fb9d414f49044e08acff21fa54506022a4e6492a5cf41e3717d2864679
00000020120b3264562d49df59c400a0f276448db2a9aa4bf6f4080000000000000000005cb4b52150fe7dec217b74db424e442ef8b24105c244ebaeb59f638db9c48ef3c94f2a5ca5183217b412a530
""".split(),
    ),
)


def mined(prev_hash: str, time: int, bits: int = REGTEST_BITS, mark: int = 0) -> Header:
    start = struct.pack("<I", 4) + bytes.fromhex(prev_hash)[::-1] + bytes([mark] * 32)
    nonce = 0
    while sha256(sha256(raw := start + struct.pack("<III", time, bits, nonce)))[31] >= 0x7F:
        nonce += 1
    return parse_header(raw)


def chain(*gaps: int, mark: int = 0, upon: HeaderChain | None = None) -> HeaderChain:
    """A regtest chain whose headers are dated so many seconds after the one before."""
    made = HeaderChain(mined("00" * 32, START), 100, REGTEST)
    for header in upon.above(100) if upon else ():
        made.append(header, now=NOW)
    for gap in gaps:
        made.append(mined(made.tip.block_hash, made.tip.time + gap, mark=mark), now=NOW)
    return made


def test_a_real_retarget_is_exact_where_the_period_is_known_and_bounded_where_not():
    for known, bounded in (({554_400: FIRST}, []), ({}, [556_416])):
        headers = HeaderChain(LAST, 556_415, MAIN, known.get)
        headers.append(NEXT, now=NEXT.time)
        assert headers.bounded == bounded
        assert (headers.tip, headers.height) == (NEXT, 556_416)


def test_a_header_with_less_work_another_link_or_other_bits_is_refused():
    headers = chain(600)
    tip = headers.tip
    refused = {
        "lacks the work": replace(mined(tip.block_hash, tip.time + 1), block_hash="ff" * 32),
        "follows": mined(headers.at(100).block_hash, tip.time + 1),
        "where the rule of regtest demands 207fffff": mined(tip.block_hash, tip.time + 1, 0x207FFFFE),
    }
    for message, header in refused.items():
        with pytest.raises(ProofError, match=message):
            headers.append(header, now=NOW)
    assert headers.tip == tip


def test_a_time_must_be_later_than_the_median_of_eleven_that_are_known():
    headers = chain(*[600] * 10)
    median = headers.median_time_past(110)
    assert median == START + 5 * 600
    for time, good in ((median, False), (median + 1, True)):
        header = mined(headers.tip.block_hash, time)
        if good:
            headers.append(header, now=NOW)
        else:
            with pytest.raises(ProofError, match="not after the median"):
                headers.append(header, now=NOW)
    young = chain(*[600] * 9)
    assert young.median_time_past(109) is None
    young.append(mined(young.tip.block_hash, START), now=NOW)


def test_at_the_start_of_a_chain_fewer_than_eleven_times_are_all_there_are():
    genesis = mined("00" * 32, START)
    headers = HeaderChain(genesis, 0, REGTEST)
    with pytest.raises(ProofError, match="not after the median"):
        headers.append(mined(genesis.block_hash, START), now=NOW)
    headers.append(mined(genesis.block_hash, START + 1), now=NOW)
    assert headers.median_time_past(1) == START + 1


def test_a_header_two_hours_ahead_is_not_yet_good_and_no_fake():
    headers = chain()
    header = mined(headers.tip.block_hash, NOW + 7201)
    with pytest.raises(HeaderTooNew, match="7201 seconds ahead"):
        headers.append(header, now=NOW)
    headers.append(header, now=NOW + 1)
    fake = replace(header, prev_hash="11" * 32)
    with pytest.raises(ProofError) as caught:
        check_follows(fake, 101, headers.at(100), headers.at, REGTEST, now=NOW)
    assert not isinstance(caught.value, HeaderTooNew)


def test_the_work_of_a_branch_counts_from_its_fork():
    common = chain(600, 600)
    long, short = chain(600, 600, 600, upon=common), chain(600, 600, mark=1, upon=common)
    assert branch_work(long.above(common.height)) == 6 > branch_work(short.above(common.height)) == 4


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=30))
def test_the_median_is_the_middle_of_the_last_eleven_the_later_of_two(times):
    assert median_time_past(times) == statistics.median_high(times[-11:])
