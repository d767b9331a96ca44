"""The Bitcoin Core client over real HTTP: logins, what a node lacks and why, and answers that do not fit."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from monitor.bitcoin.network import Network
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceCannot, SourceDataError, SourceLacks, SourceUnavailable
from monitor.explorers.bitcoind import open_bitcoind
from monitor.simulation.bitcoind_routes import Node, bitcoind
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import serve_explorer
from tests.integration.canned_http import CannedHttp, reply

LOGIN = {"username": "desk", "password": "secret"}
BTC = 100_000_000
START = datetime(2026, 2, 1, tzinfo=UTC)
UNKNOWN = "ab" * 32


@pytest.fixture(scope="module")
def chain():
    chain = Chain(b"node")
    chain.mine_reserve(50 * BTC, since=START)
    return chain


def opened(url, **login):
    section = SourceSettings(kind="bitcoind", name="node", url=url, timeout="60s", **login)
    return open_bitcoind(section, Network.REGTEST)


@asynccontextmanager
async def node(chain, setup, **login):
    async with serve_explorer(chain, bitcoind(setup)) as server, opened(server.url, **login) as source:
        source.server = server
        yield source


async def test_a_wrong_password_is_told_at_once_with_what_to_correct(chain):
    async with node(chain, Node(login="desk:other"), **LOGIN) as source:
        for _ in range(4):
            with pytest.raises(SourceDataError, match="401, it wants another user or password"):
                await source.tip_hash()


async def test_a_cookie_is_read_anew_so_that_a_restart_of_the_node_changes_nothing(chain, tmp_path):
    cookie = tmp_path / ".cookie"
    async with node(chain, Node(login="__cookie__:second"), cookie_file=cookie) as source:
        with pytest.raises(SourceUnavailable, match=r"cannot be read: No such file.*is the node running"):
            await source.tip_hash()
        cookie.write_text("__cookie__:first")
        with pytest.raises(SourceDataError, match="401"):
            await source.tip_hash()
        cookie.write_text("__cookie__:second\n")
        assert await source.tip_hash() == chain.tip.block_hash
        cookie.write_text("nothing of the kind")
        with pytest.raises(SourceDataError, match="no user and password"):
            await source.tip_hash()


async def test_a_node_with_neither_rest_nor_a_login_is_told_what_to_set(chain):
    async with node(chain, Node(rest=False)) as source:
        with pytest.raises(SourceDataError, match=r"rest=1 in bitcoin\.conf, or give cookie_file"):
            await source.tip_hash()


@pytest.mark.parametrize("rest", [True, False], ids=["both", "rpc"])
async def test_a_pruned_block_cannot_be_had_here_whatever_the_way(chain, rest):
    below = Node(rest=rest, login="desk:secret", pruned_below=50)
    async with node(chain, below, **LOGIN) as source:
        assert await source.raw_block(chain.tip.block_hash) == chain.tip.raw
        with pytest.raises(SourceCannot, match="pruned"):
            await source.raw_block(chain.tree.best[49].block_hash)
        with pytest.raises(SourceLacks):
            await source.raw_block(UNKNOWN)
    async with node(chain, Node(pruned_below=50)) as source:
        with pytest.raises(SourceCannot, match="pruned"):
            await source.raw_block(chain.tree.best[49].block_hash)


async def test_blocks_come_by_rest_where_it_is_on_and_it_is_asked_once_where_it_is_off(chain):
    tip = chain.tip
    async with node(chain, Node(login="desk:secret"), **LOGIN) as source:
        await source.raw_block(tip.block_hash)
        assert [asked.path for asked in source.server.requests] == [f"/rest/block/{tip.block_hash}.bin"]
    async with node(chain, Node(rest=False, login="desk:secret"), **LOGIN) as source:
        for _ in range(3):
            await source.raw_block(tip.block_hash)
        assert len(source.server.asked("/rest/*")) == 1
        assert len(source.server.asked("/rpc/getblock")) == 3


async def test_without_an_index_of_transactions_none_that_is_mined_is_said_to_be_in_no_block(chain):
    txid = chain.tip.txids[0]
    async with node(chain, Node(login="desk:secret", txindex=False), **LOGIN) as source:
        for question in (source.block_of, source.raw_transaction):
            with pytest.raises(SourceCannot, match="txindex=1"):
                await question(txid)
    async with node(chain, Node(txindex=False)) as source:
        with pytest.raises(SourceCannot, match="txindex"):
            await source.block_of(txid)


async def test_headers_take_two_requests_for_hundreds(chain):
    async with node(chain, Node(login="desk:secret"), **LOGIN) as source:
        assert len(await source.headers(0, 2_000)) == chain.tip.height + 1
        assert len(source.server.requests) == 2


@asynccontextmanager
async def saying(body, status=200):
    async with (
        CannedHttp({"/": reply(status, body)}).serving() as server,
        opened(server.url, **LOGIN) as source,
    ):
        yield source


def error(code, message):
    return f'[{{"id":0,"result":null,"error":{{"code":{code},"message":"{message}"}}}}]'.encode()


@pytest.mark.parametrize(
    ("body", "raised", "words"),
    [
        (error(-28, "Loading block index..."), SourceUnavailable, "Loading block index"),
        (error(-32601, "Method not found"), SourceCannot, "Method not found"),
        (error(-8, "Block height out of range"), SourceLacks, "out of range"),
        (error(-3, "Expected type number"), SourceDataError, "Expected type"),
        (b"[]", SourceDataError, "0 answers do not fit 1 calls"),
        (b'[{"id":7,"result":"x"}]', SourceDataError, "1 answers do not fit 1 calls"),
        (b'[{"id":0,"result":"x"}]', SourceDataError, "should match pattern"),
        (b'[{"id":0,"result":5}]', SourceDataError, "valid string"),
        (b'{"id":0,"result":"x"}', SourceDataError, "valid list"),
        (b"[" * 100_000, SourceDataError, "expected JSON"),
        (b'[{"id":0,"result":' + b"9" * 10_000 + b"}]", SourceDataError, "expected JSON"),
        (b"<html>", SourceDataError, "expected JSON"),
    ],
)
async def test_an_answer_to_a_call_is_told_for_what_it_is(body, raised, words):
    async with saying(body) as source:
        with pytest.raises(raised, match=words):
            await source.block_hash(5)


async def test_a_scan_under_way_is_no_answer():
    async with saying(error(-8, "Scan already in progress, use action")) as source:
        with pytest.raises(SourceUnavailable, match="in progress"):
            await source.unspent(b"\x51")
    async with saying(b'[{"id":0,"result":{"success":false}}]') as source:
        with pytest.raises(SourceUnavailable, match="stopped"):
            await source.unspent(b"\x51")
