"""The simulated explorer over real HTTP: the paths of Esplora, and what a reorg does to them."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import prove_block
from monitor.bitcoin.transaction import Transaction, parse_transaction
from monitor.money import SATS_PER_BTC
from monitor.simulation.block import MinedBlock, scripthash
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import Explorer, serve_explorer
from monitor.simulation.wallet import Actor, ScriptType
from tests.own_time import own_time

START = datetime(2026, 2, 1, tzinfo=UTC)
BTC = SATS_PER_BTC
UNKNOWN = "ab" * 32


@dataclass
class World:
    """A chain whose tip holds one payment from mara to desk, and an explorer over it."""

    chain: Chain
    explorer: Explorer
    http: httpx.AsyncClient
    mara: Actor
    desk: Actor
    payment: Transaction

    async def text(self, path: str) -> str:
        response = await self.http.get(path)
        assert response.status_code == 200
        assert response.headers["content-type"] == "text/plain"
        return response.text

    async def json(self, path: str):
        response = await self.http.get(path)
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/json"
        return response.json()

    async def octets(self, path: str) -> bytes:
        response = await self.http.get(path)
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/octet-stream"
        return response.content

    def mine(self, *transactions: Transaction, parent: MinedBlock | None = None) -> MinedBlock:
        parent = parent or self.chain.tip
        return self.chain.mine(transactions, at=parent.time + timedelta(minutes=10), parent=parent)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    chain = Chain(b"explorer")
    chain.mine_reserve(100 * BTC, since=START)
    mara, desk = chain.actor("mara", ScriptType.P2WPKH), chain.actor("desk", ScriptType.P2SH)
    async with (
        serve_explorer(chain) as explorer,
        httpx.AsyncClient(base_url=explorer.url, timeout=60) as http,
    ):
        funding = chain.fund(mara, 10 * BTC)
        world = World(chain, explorer, http, mara, desk, funding)
        world.mine(funding)
        world.payment = chain.pay(mara, [(desk, 4 * BTC)])
        world.mine(world.payment)
        yield world


async def test_every_block_is_served_as_it_was_mined_and_proves_itself(world):
    height = int(await world.text("/blocks/tip/height"))
    assert height == world.chain.tip.height
    prev_hash = None
    for number in range(height + 1):
        block_hash = await world.text(f"/block-height/{number}")
        block = parse_block(await world.octets(f"/block/{block_hash}/raw"))
        prove_block(block, PARAMS[Network.REGTEST], expected_hash=block_hash, prev_hash=prev_hash)
        prev_hash = block_hash
    assert prev_hash == await world.text("/blocks/tip/hash") == world.chain.tip.block_hash


async def test_a_block_is_told_by_header_summary_status_and_txids(world):
    tip = world.chain.tip
    assert bytes.fromhex(await world.text(f"/block/{tip.block_hash}/header")) == tip.raw[:80]
    assert await world.json(f"/block/{tip.block_hash}/txids") == list(tip.txids)
    assert await world.json(f"/block/{tip.block_hash}/status") == {
        "in_best_chain": True,
        "height": tip.height,
        "next_best": None,
    }
    summary = await world.json(f"/block/{tip.block_hash}")
    assert (summary["id"], summary["height"], summary["tx_count"]) == (tip.block_hash, tip.height, 2)
    assert (summary["timestamp"], summary["mediantime"]) == (tip.header.time, tip.median_time)
    assert (summary["size"], summary["bits"]) == (len(tip.raw), 0x207FFFFF)
    assert summary["difficulty"] == pytest.approx(4.6565423739069247e-10)
    parent = tip.parent
    assert summary["previousblockhash"] == parent.block_hash
    assert (await world.json(f"/block/{parent.block_hash}/status"))["next_best"] == tip.block_hash


async def test_the_weight_of_a_block_counts_witnesses_once_and_the_rest_four_times(world):
    tip = world.chain.tip
    witness_bytes = sum(
        len(transaction.serialize()) - len(transaction.serialize_stripped())
        for transaction in tip.transactions
    )
    assert witness_bytes > 0
    summary = await world.json(f"/block/{tip.block_hash}")
    assert summary["weight"] == 4 * len(tip.raw) - 3 * witness_bytes


async def test_blocks_are_listed_ten_at_a_time_going_down(world):
    newest = await world.json("/blocks")
    tip_height = world.chain.tip.height
    assert [block["height"] for block in newest] == list(range(tip_height, tip_height - 10, -1))
    oldest = await world.json("/blocks/3")
    assert [block["height"] for block in oldest] == [3, 2, 1, 0]
    assert oldest[-1]["previousblockhash"] is None
    assert await world.json("/blocks/stale") == newest


async def test_a_transaction_is_told_with_what_its_inputs_spend(world):
    told = await world.json(f"/tx/{world.payment.txid}")
    tip = world.chain.tip
    assert told["txid"] == world.payment.txid
    assert told["status"] == {
        "confirmed": True,
        "block_height": tip.height,
        "block_hash": tip.block_hash,
        "block_time": tip.header.time,
    }
    (vin,) = told["vin"]
    assert vin["is_coinbase"] is False
    assert vin["witness"] == [item.hex() for item in world.payment.inputs[0].witness]
    assert vin["prevout"] == {
        "scriptpubkey": world.mara.script_pubkey.hex(),
        "scriptpubkey_asm": f"OP_0 OP_PUSHBYTES_20 {world.mara.script_pubkey[2:].hex()}",
        "scriptpubkey_type": "v0_p2wpkh",
        "scriptpubkey_address": world.mara.address,
        "value": 10 * BTC,
    }
    paid, change = told["vout"]
    assert (paid["scriptpubkey_address"], paid["value"]) == (world.desk.address, 4 * BTC)
    assert told["fee"] == 10 * BTC - 4 * BTC - change["value"]
    assert told["weight"] < 4 * told["size"]


async def test_a_coinbase_has_no_prevout(world):
    told = await world.json(f"/tx/{world.chain.tip.txids[0]}")
    (vin,) = told["vin"]
    assert (vin["is_coinbase"], vin["prevout"]) == (True, None)
    assert (vin["txid"], vin["vout"]) == ("00" * 32, 0xFFFFFFFF)
    assert told["fee"] == 0
    assert told["vout"][1]["scriptpubkey_type"] == "op_return"
    assert "scriptpubkey_address" not in told["vout"][1]


async def test_a_transaction_without_witness_has_no_such_key(world):
    spend = world.chain.sweep(world.desk, world.mara)
    world.mine(spend)
    told = await world.json(f"/tx/{spend.txid}")
    assert "witness" not in told["vin"][0]
    assert told["vin"][0]["scriptsig_asm"].startswith("OP_0 OP_PUSHBYTES_7")


async def test_a_transaction_is_served_as_hex_and_as_bytes(world):
    serialized = await world.octets(f"/tx/{world.payment.txid}/raw")
    assert parse_transaction(serialized) == world.payment
    assert await world.text(f"/tx/{world.payment.txid}/hex") == serialized.hex()
    assert (await world.json(f"/tx/{world.payment.txid}/status"))["confirmed"] is True
    assert await world.json(f"/tx/{UNKNOWN}/status") == {"confirmed": False}


async def test_a_block_gives_its_transactions_in_pages_of_25(world):
    for _ in range(27):
        world.chain.fund(world.mara, BTC)
    block = world.mine(*world.chain.unmined)
    first = await world.json(f"/block/{block.block_hash}/txs")
    second = await world.json(f"/block/{block.block_hash}/txs/25")
    assert [told["txid"] for told in first] == list(block.txids[:25])
    assert [told["txid"] for told in second] == list(block.txids[25:])


@pytest.mark.parametrize("by", ["address", "scripthash"])
async def test_a_script_is_told_by_totals_history_and_coins(world, by):
    name = world.mara.address if by == "address" else scripthash(world.mara.script_pubkey)
    change = world.payment.outputs[1].sats
    told = await world.json(f"/{by}/{name}")
    assert told[by] == name
    assert told["chain_stats"] == {
        "tx_count": 2,
        "funded_txo_count": 2,
        "funded_txo_sum": 10 * BTC + change,
        "spent_txo_count": 1,
        "spent_txo_sum": 10 * BTC,
    }
    assert told["mempool_stats"]["tx_count"] == 0
    history = await world.json(f"/{by}/{name}/txs")
    assert [row["txid"] for row in history] == [world.payment.txid, world.chain.tip.parent.txids[1]]
    assert await world.json(f"/{by}/{name}/utxo") == [
        {
            "txid": world.payment.txid,
            "vout": 1,
            "status": history[0]["status"],
            "value": change,
        }
    ]


async def test_a_history_is_paged_from_the_last_txid_seen(world):
    for _ in range(30):
        world.mine(world.chain.fund(world.desk, 1_000_000))
    address = world.desk.address
    first = await world.json(f"/address/{address}/txs/chain")
    assert len(first) == 25
    assert first == await world.json(f"/address/{address}/txs")
    rest = await world.json(f"/address/{address}/txs/chain/{first[-1]['txid']}")
    assert len(rest) == 6
    assert rest[-1]["txid"] == world.payment.txid
    heights = [row["status"]["block_height"] for row in first + rest]
    assert heights == sorted(heights, reverse=True)
    assert await world.json(f"/address/{address}/txs/chain/{rest[-1]['txid']}") == []
    assert await world.json(f"/address/{address}/txs/chain/{UNKNOWN}") == []


async def test_a_script_nobody_used_has_nothing(world):
    stranger = world.chain.actor("stranger", ScriptType.P2TR)
    told = await world.json(f"/address/{stranger.address}")
    assert set(told["chain_stats"].values()) == {0}
    assert await world.json(f"/address/{stranger.address}/utxo") == []


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/block-height/9999", 404, "Block not found"),
        ("/block-height/-1", 400, "Invalid number"),
        (f"/block/{UNKNOWN}/raw", 404, "Block not found"),
        ("/block/xyz", 400, "Invalid hash string"),
        ("/blocks/9999", 404, "Block not found"),
        (f"/tx/{UNKNOWN}", 404, "Transaction not found"),
        (f"/tx/{UNKNOWN}/raw", 404, "Transaction not found"),
        ("/tx/xyz/status", 400, "Invalid hash string"),
        ("/address/1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", 400, "Invalid Bitcoin address"),
        ("/scripthash/xyz", 400, "Invalid hex string"),
        ("/scripthash/abcd/utxo", 400, "Invalid scripthash"),
        ("/fee-estimates", 404, 'endpoint does not exist "/fee-estimates"'),
    ],
)
async def test_what_is_not_there_is_refused_in_the_words_of_electrs(world, path, status, sentence):
    response = await world.http.get(path)
    assert (response.status_code, response.text) == (status, sentence)
    assert response.headers["content-type"] == "text/plain"


async def test_pages_of_a_block_begin_at_multiples_of_25_within_it(world):
    block_hash = world.chain.tip.block_hash
    beyond = await world.http.get(f"/block/{block_hash}/txs/25")
    assert (beyond.status_code, beyond.text) == (404, "start index out of range")
    odd = await world.http.get(f"/block/{block_hash}/txs/1")
    assert (odd.status_code, odd.text) == (400, "start index must be a multipication of 25")


async def test_a_reorg_changes_what_is_served_and_keeps_the_orphan_readable(world):
    orphan = world.chain.tip
    rival = world.mine(parent=orphan.parent)
    assert await world.text("/blocks/tip/hash") == orphan.block_hash
    winner = world.mine(parent=rival)
    assert await world.text("/blocks/tip/hash") == winner.block_hash
    assert await world.text(f"/block-height/{orphan.height}") == rival.block_hash
    assert await world.octets(f"/block/{orphan.block_hash}/raw") == orphan.raw
    assert await world.json(f"/block/{orphan.block_hash}/status") == {"in_best_chain": False}
    assert (await world.json(f"/tx/{world.payment.txid}"))["status"] == {"confirmed": False}
    (coin,) = await world.json(f"/address/{world.desk.address}/utxo")
    assert (coin["txid"], coin["status"]) == (world.payment.txid, {"confirmed": False})
    again = world.mine(world.payment)
    assert (await world.json(f"/tx/{world.payment.txid}/status"))["block_hash"] == again.block_hash


async def test_requests_are_counted_and_the_first_serving_of_a_block_is_timed(world):
    tip = world.chain.tip
    before = time.monotonic()
    for _ in range(2):
        await world.octets(f"/block/{tip.block_hash}/raw")
    await world.text("/blocks/tip/hash")
    assert len(world.explorer.asked("/block/*/raw")) == 2
    assert [request.path for request in world.explorer.requests][-1] == "/blocks/tip/hash"
    first, second = world.explorer.asked("/block/*/raw")
    assert before <= first.at <= world.explorer.first_served[tip.block_hash] <= second.at
    assert set(world.explorer.first_served) == {tip.block_hash}


async def test_a_taken_port_is_refused(world):
    port = httpx.URL(world.explorer.url).port
    with pytest.raises(OSError, match="in use"):
        async with serve_explorer(world.chain, port=port):
            pass


async def test_it_starts_and_ends_quickly_silently_and_leaves_signals_alone(capfd):
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with own_time() as spent, serve_explorer(Chain()) as explorer:
        assert spent.seconds < 1
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
        async with httpx.AsyncClient(base_url=explorer.url, timeout=60) as http:
            assert (await http.get("/blocks/tip/height")).text == "0"
    with pytest.raises(OSError, match="Connect call failed"):
        await asyncio.open_connection("127.0.0.1", httpx.URL(explorer.url).port)
    assert spent.seconds < 2
    assert capfd.readouterr() == ("", "")


async def test_what_is_not_mined_yet_is_told_as_unconfirmed_wherever_it_belongs(world):
    chain, desk = world.chain, world.desk.address
    parent = chain.pay(world.mara, [(world.desk, BTC)])
    child = chain.sweep(world.desk, world.mara)
    assert await world.json("/mempool/txids") == [parent.txid, child.txid]
    waiting = await world.json(f"/address/{desk}/txs/mempool")
    assert [row["txid"] for row in waiting] == [child.txid, parent.txid]
    assert {row["status"]["confirmed"] for row in waiting} == {False}
    assert waiting[0]["fee"] == 4 * BTC + BTC - child.outputs[0].sats
    mixed = await world.json(f"/address/{desk}/txs")
    assert [row["txid"] for row in mixed] == [child.txid, parent.txid, world.payment.txid]
    assert [row["txid"] for row in await world.json(f"/address/{desk}/txs/chain")] == [world.payment.txid]
    told = (await world.json(f"/address/{desk}"))["mempool_stats"]
    assert (told["tx_count"], told["funded_txo_count"], told["spent_txo_count"]) == (2, 1, 2)
    assert await world.json(f"/address/{desk}/utxo") == []
    assert await world.text(f"/tx/{parent.txid}/hex") == parent.serialize().hex()
    assert await world.json(f"/tx/{parent.txid}/status") == {"confirmed": False}


async def test_an_explorer_knows_of_unmined_transactions_what_it_may_show(world):
    chain = world.chain
    first = chain.pay(world.mara, [(world.desk, BTC)])
    child = chain.sweep(world.desk, world.mara)
    again = chain.pay(world.mara, [(world.mara, BTC)], coins=chain.coins_spent_by(first))
    assert await world.json("/mempool/txids") == [again.txid]
    world.explorer.shows_unmined = lambda txid: txid != again.txid
    assert await world.json("/mempool/txids") == [first.txid, child.txid]
    world.explorer.shows_unmined = lambda _: False
    assert await world.json("/mempool/txids") == []
    assert (await world.http.get(f"/tx/{first.txid}")).status_code == 404
