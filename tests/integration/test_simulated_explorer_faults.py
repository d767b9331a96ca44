"""Each fault of the simulated explorer, as a client meets it over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import prove_block
from monitor.errors import BlockFormatError, ProofError
from monitor.simulation import faults
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import Explorer, serve_explorer
from tests.own_time import own_time

START = datetime(2026, 2, 1, tzinfo=UTC)
REGTEST = PARAMS[Network.REGTEST]
RAW = "/block/*/raw"


@pytest.fixture
async def explorer() -> AsyncIterator[Explorer]:
    chain = Chain(b"faulty")
    for number in range(5):
        chain.mine(at=START + timedelta(minutes=10 * number))
    async with serve_explorer(chain) as explorer:
        yield explorer


@pytest.fixture
async def http(explorer) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=explorer.url, timeout=60) as http:
        yield http


@pytest.fixture
def raw_path(explorer) -> str:
    return f"/block/{explorer.chain.tip.block_hash}/raw"


@pytest.mark.parametrize("code", [404, 429, 500, 502, 503])
async def test_an_error_status_comes_with_a_page_of_html(explorer, http, raw_path, code):
    explorer.faults.add(RAW, faults.status(code))
    response = await http.get(raw_path)
    assert response.status_code == code
    assert response.headers["content-type"] == "text/html"
    assert f"<h1>{code}</h1>" in response.text
    assert "retry-after" not in response.headers


@pytest.mark.parametrize(
    ("when", "written"),
    [(7, "7"), (datetime(2026, 2, 8, 12, 30, tzinfo=UTC), "Sun, 08 Feb 2026 12:30:00 GMT")],
)
async def test_retry_after_is_seconds_or_an_http_date(explorer, http, when, written):
    explorer.faults.add("/blocks/tip/*", faults.status(429, retry_after=when))
    response = await http.get("/blocks/tip/hash")
    assert response.status_code == 429
    assert response.headers["retry-after"] == written


async def test_a_page_of_html_with_status_200(explorer, http):
    explorer.faults.add("/blocks/tip/hash", faults.html())
    response = await http.get("/blocks/tip/hash")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert response.text.startswith("<!doctype html>")


async def test_a_truncated_block_looks_whole_to_http(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.truncated(drop=3))
    response = await http.get(raw_path)
    assert response.content == explorer.chain.tip.raw[:-3]
    with pytest.raises(BlockFormatError):
        parse_block(response.content)


async def test_a_cut_connection_is_an_error_of_the_transport(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.cut(after=50), times=1)
    with pytest.raises(httpx.RemoteProtocolError, match="received 50 bytes, expected"):
        await http.get(raw_path)
    assert (await http.get(raw_path)).content == explorer.chain.tip.raw


async def test_another_block_is_valid_and_not_the_one_asked_for(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.other_block(explorer.chain.tip.parent))
    response = await http.get(raw_path)
    block = parse_block(response.content)
    assert block.header.block_hash == explorer.chain.tip.parent.block_hash
    with pytest.raises(ProofError):
        prove_block(block, REGTEST, expected_hash=explorer.chain.tip.block_hash)


async def test_a_block_of_another_chain_proves_itself_and_does_not_link(explorer, http, raw_path):
    other = Chain(b"another")
    other.mine(at=START)
    foreign = other.mine(at=START + timedelta(minutes=10))
    explorer.faults.add(RAW, faults.other_block(foreign))
    block = parse_block((await http.get(raw_path)).content)
    prove_block(block, REGTEST, expected_hash=foreign.block_hash)
    assert explorer.chain.tree.get(block.header.prev_hash) is None


async def test_a_tip_goes_backwards_and_comes_back(explorer, http):
    best = explorer.chain.tree.best
    explorer.faults.add("/*", faults.older_tip(2), times=4)
    assert (await http.get("/blocks/tip/height")).text == "3"
    assert (await http.get("/blocks/tip/hash")).text == best[3].block_hash
    assert (await http.get("/block-height/4")).status_code == 404
    assert (await http.get(f"/block/{best[4].block_hash}/raw")).status_code == 404
    assert (await http.get("/blocks/tip/hash")).text == best[5].block_hash


async def test_a_tip_never_goes_below_the_genesis_block(explorer, http):
    explorer.faults.add("/*", faults.older_tip(100))
    assert (await http.get("/blocks/tip/hash")).text == explorer.chain.genesis.block_hash


async def test_a_request_hangs_until_the_faults_are_cleared(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.hang())
    with pytest.raises(httpx.ReadTimeout):
        await http.get(raw_path, timeout=0.1)
    waiting = asyncio.create_task(http.get(raw_path))
    async with asyncio.timeout(60):
        await explorer.until_asked(RAW, times=2)
    assert not waiting.done()
    assert (await http.get("/blocks/tip/height")).text == "5"
    explorer.faults.clear()
    assert (await waiting).content == explorer.chain.tip.raw


async def test_a_slow_answer_is_the_right_one(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.slow(0.05))
    start = asyncio.get_running_loop().time()
    assert (await http.get(raw_path)).content == explorer.chain.tip.raw
    assert asyncio.get_running_loop().time() - start >= 0.05


async def test_garbage_is_the_same_for_the_same_seed(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.garbage(size=300, seed=1), times=2)
    first, second = [(await http.get(raw_path)).content for _ in range(2)]
    assert len(first) == 300
    assert first == second != explorer.chain.tip.raw


async def test_an_empty_body(explorer, http):
    explorer.faults.add("/blocks/tip/height", faults.empty())
    response = await http.get("/blocks/tip/height")
    assert (response.status_code, response.content) == (200, b"")


async def test_a_wrong_content_type_over_the_right_bytes(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.content_type("text/html"))
    response = await http.get(raw_path)
    assert response.headers["content-type"] == "text/html"
    assert response.content == explorer.chain.tip.raw


async def test_a_huge_body_comes_without_a_length(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.huge(megabytes=5))
    async with http.stream("GET", raw_path) as response:
        assert "content-length" not in response.headers
        assert sum([len(chunk) async for chunk in response.aiter_bytes()]) == 5_000_000


async def test_a_client_may_leave_a_huge_body_and_the_explorer_serves_on(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.huge(megabytes=200), times=1)
    async with http.stream("GET", raw_path) as response:
        assert await anext(response.aiter_bytes())
    assert (await http.get(raw_path)).content == explorer.chain.tip.raw


async def test_faults_count_down_one_after_the_other(explorer, http):
    explorer.faults.add("/blocks/tip/*", faults.status(503), times=1)
    explorer.faults.add("/blocks/tip/height", faults.status(429), times=1)
    codes = [(await http.get("/blocks/tip/height")).status_code for _ in range(3)]
    assert codes == [503, 429, 200]
    assert (await http.get("/block-height/1")).status_code == 200


async def test_only_a_whole_block_counts_as_served(explorer, http, raw_path):
    spoilt = (faults.truncated(drop=1), faults.status(500), faults.garbage(), faults.older_tip(1))
    for fault in spoilt:
        explorer.faults.add(RAW, fault, times=1)
        await http.get(raw_path)
    assert explorer.first_served == {}
    await http.get(raw_path)
    assert set(explorer.first_served) == {explorer.chain.tip.block_hash}


async def test_the_explorer_ends_although_a_client_reads_nothing():
    async with own_time() as spent, serve_explorer(Chain()) as explorer:
        explorer.faults.add("/blocks/tip/height", faults.huge(megabytes=200))
        _, writer = await asyncio.open_connection("127.0.0.1", httpx.URL(explorer.url).port)
        writer.write(b"GET /api/blocks/tip/height HTTP/1.1\r\nHost: localhost\r\n\r\n")
        async with asyncio.timeout(60):
            await explorer.until_asked("/blocks/*")
        ending = spent.seconds
    assert spent.seconds - ending < 3
    writer.close()


async def test_the_explorer_ends_while_a_request_hangs():
    async with (
        own_time() as spent,
        serve_explorer(Chain()) as explorer,
        httpx.AsyncClient(base_url=explorer.url, timeout=60) as http,
    ):
        explorer.faults.add("/blocks/tip/height", faults.hang())
        waiting = asyncio.create_task(http.get("/blocks/tip/height"))
        async with asyncio.timeout(60):
            await explorer.until_asked("/blocks/*")
        ending = spent.seconds
    assert spent.seconds - ending < 2
    assert waiting.done()


async def test_a_bomb_is_small_on_the_way_and_large_unpacked(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.bomb(3))
    response = await http.get(raw_path)
    assert len(response.content) == 3_000_000
    assert response.num_bytes_downloaded < 10_000


async def test_a_dribble_is_always_something_and_never_all(explorer, http, raw_path):
    explorer.faults.add(RAW, faults.dribble(every=0.01, seconds=0.1))
    before = asyncio.get_running_loop().time()
    assert (await http.get(raw_path)).content == b"0" * 10
    assert asyncio.get_running_loop().time() - before >= 0.1
