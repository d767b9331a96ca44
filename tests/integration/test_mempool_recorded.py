"""The client and the follower against answers recorded from a real mempool backend over a real node."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from pydantic import JsonValue

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.block import parse_block
from monitor.bitcoin.header import parse_header
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import prove_block
from monitor.clock import utcnow
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceDataError, SourceError, SourceLacks, SourceUnavailable
from monitor.explorers import wire
from monitor.explorers.breaker import Breaker
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.mempool import open_mempool
from monitor.explorers.shapes import as_they_are, read_hash, read_height, read_hex
from monitor.pipeline.ports import Totals
from tests.builders import book_of
from tests.chain_source import open_house
from tests.integration.canned_http import CannedHttp
from tests.recorded_explorer import (
    needs_recording,
    rebuilt_blocks,
    recorded_answers,
    recording,
    serve_recorded,
)

pytestmark = needs_recording

RECORDED_TIP = "3eddde6119eda0e10a30f0ee0692d545324a5dc750ccb3d74105c85565600a3e"
ANY = wire.json_reader(JsonValue)
READERS = [
    ("blocks/tip/height", read_height),
    ("blocks/tip/hash|block-height/.*", read_hash),
    ("block/[0-9a-f]+/raw", as_they_are),
    ("tx/[0-9a-f]+/hex", read_hex),
    ("tx/[0-9a-f]+", wire.read_tx),
    ("tx/[0-9a-f]+/status", wire.read_status),
    ("tx/[0-9a-f]+/outspends", wire.read_outspends),
    (r"(address|block)/\w+/txs(/\d+)?(\?.*)?", wire.read_txs),
    (r"address/\w+/utxo", wire.read_utxos),
    (r"address/\w+", wire.read_address),
    ("(v1/)?block/[0-9a-f]+", wire.read_block),
    (r"v1/blocks(/\d+)?", wire.read_blocks),
    ("block/[0-9a-f]+/txids|mempool/txids", wire.read_txids),
    ("mempool|mempool/recent|v1/.*", ANY),
]


def reader_of(path):
    return next(reader for pattern, reader in READERS if re.fullmatch(pattern, path))


class Impatient(Breaker):
    """Goes on asking, as the recording did."""

    def shut(self, _now):
        return None


async def fate(http, path):
    try:
        await http.get(path, reader_of(path), limit=4_000_000)
    except SourceError as error:
        return type(error)
    return "read"


async def replayed(file):
    """How often an answer of each status met which fate, every one sent over HTTP again in the recorded order."""
    answers = list(recorded_answers(file))
    told = {}
    for answer in answers:
        told.setdefault(answer.path, []).append(answer.said)
    async with (
        CannedHttp(told).serving() as explorer,
        ExplorerHttp(
            "recorded", f"{explorer.url}/api", timeout=timedelta(seconds=60), breaker=Impatient()
        ) as http,
    ):
        return Counter(
            [(answer.status, await fate(http, answer.path.removeprefix("/api/"))) for answer in answers]
        )


async def test_every_answer_of_the_final_state_is_read_or_refused_for_what_it_is():
    outcome = await replayed(recording() / "final_state.jsonl.gz")
    assert outcome == {(200, "read"): 1_788, (404, SourceLacks): 9, (500, SourceUnavailable): 3}


async def test_answers_during_outages_are_read_or_refused_for_what_they_are():
    # One recorded transaction was cut off at 200 characters: good JSON it is not.
    outcome = await replayed(recording() / "outage.jsonl.gz")
    assert outcome == {
        (200, "read"): 11,
        (200, SourceDataError): 1,
        (500, SourceUnavailable): 7,
        (502, SourceUnavailable): 1,
    }


async def test_answers_about_huge_addresses_are_read_or_refused_for_what_they_are():
    outcome = await replayed(recording() / "huge.jsonl.gz")
    assert outcome == {(200, "read"): 2, (500, SourceUnavailable): 4}


def source_at(url):
    return open_mempool(SourceSettings(kind="mempool", name="recorded", url=url), Network.REGTEST)


def final_state():
    return {answer.path: answer for answer in recorded_answers(recording() / "final_state.jsonl.gz")}


def test_rebuilt_blocks_equal_those_that_were_recorded_raw():
    answers = final_state()
    blocks = rebuilt_blocks(answers)
    raw = {path.split("/")[3]: answer.body for path, answer in answers.items() if path.endswith("/raw")}
    assert len(raw) == 10
    assert {block_hash: blocks[block_hash] for block_hash in raw} == raw


async def test_every_block_of_the_recorded_chain_proves_itself():
    async with (
        serve_recorded(recording()) as explorer,
        source_at(f"{explorer.url}/api") as source,
    ):
        previous = None
        for height in range(await source.tip_height() + 1):
            block_hash = await source.block_hash(height)
            block = parse_block(await source.raw_block(block_hash))
            prove_block(block, PARAMS[Network.REGTEST], expected_hash=block_hash, prev_hash=previous)
            assert await source.header(block_hash) == block.header.raw
            previous = block_hash
        assert height == 289
        assert previous == await source.tip_hash()
        with pytest.raises(SourceLacks):
            await source.block_hash(290)


async def test_the_follower_takes_the_recorded_chain_from_block_0_to_its_tip_over_http(tmp_path):
    async with (
        serve_recorded(recording()) as explorer,
        source_at(f"{explorer.url}/api") as source,
        open_house(tmp_path / "db.sqlite3", source, book_of(), utcnow(), start=0) as house,
    ):
        assert await house.follower.advance() == 290
        assert await house.follower.advance() == 0
        async with house.store.read() as tx:
            tip = await tx.chain.tip()
    assert (tip.height, tip.block_hash) == (289, RECORDED_TIP)
    # Per block: hash by height, header, raw block; around them the tip twice and the genesis block.
    assert len(explorer.asked) <= 3 * 290 + 6


async def test_headers_of_the_recorded_chain_come_by_the_page_and_link():
    async with serve_recorded(recording()) as explorer, source_at(f"{explorer.url}/api") as source:
        headers = []
        while len(headers) < 290:
            headers += await source.headers(len(headers), 2_000)
        with pytest.raises(SourceLacks):
            await source.headers(290, 1)
    assert len(headers) == 290
    assert parse_header(headers[-1]).block_hash == RECORDED_TIP
    assert len(explorer.asked) <= 290 // 15 + 3


async def paged(source, script_pubkey):
    entries, cursor = [], None
    for _ in range(100):
        page = await source.history(script_pubkey, cursor)
        entries += page.entries
        cursor = page.cursor
        if cursor is None:
            return entries
    raise AssertionError("no end")


async def test_histories_of_recorded_addresses_have_as_many_transactions_as_their_totals_count():
    answers = final_state()
    totals = {
        path: answer.json() for path, answer in answers.items() if re.fullmatch(r"/api/address/\w+", path)
    }
    assert len(totals) == 35
    async with serve_recorded(recording()) as explorer, source_at(f"{explorer.url}/api") as source:
        for path, told in totals.items():
            script = script_for_address(told["address"], Network.REGTEST)
            entries = await paged(source, script)
            confirmed = {entry.txid for entry in entries if entry.block_hash}
            waiting = {entry.txid for entry in entries if not entry.block_hash}
            assert len(confirmed) == told["chain_stats"]["tx_count"], path
            assert await source.totals(script) == Totals(len(confirmed), len(waiting), None, None), path
            assert set(await source.pending(script)) == waiting
            if not waiting:  # what an unconfirmed transaction spends is in the balance, and not listed
                coins = await source.unspent(script)
                assert sum(coin.sats for coin in coins) == told["chain_stats"]["funded_txo_sum"], path
            for entry in entries[:2]:
                assert await source.block_of(entry.txid) == entry.block_hash
