"""The Blockbook client over real HTTP: pages by number, fields that are left out, and whose fault an error is."""

from contextlib import asynccontextmanager

import pytest

from monitor.bitcoin.network import Network
from monitor.bitcoin.script import p2wpkh
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceCannot, SourceDataError, SourceLacks, SourceUnavailable
from monitor.explorers.blockbook import open_blockbook
from monitor.pipeline.ports import HistoryEntry, HistoryPage, Utxo
from tests.integration.canned_http import CannedHttp, reply

SCRIPT = p2wpkh(bytes(20))
ADDRESS = "bcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqdku202"
BLOCK = "cd" * 32
UNKNOWN = "ab" * 32


@asynccontextmanager
async def blockbook(answers):
    async with (
        CannedHttp({path: said(body) for path, body in answers.items()}).serving() as server,
        open_blockbook(
            SourceSettings(kind="blockbook", url=server.url, timeout="60s"), Network.REGTEST
        ) as source,
    ):
        source.asked = server.asked
        yield source


def said(body):
    return reply(400 if body.startswith('{"error"') else 200, body.encode())


def listing(page, pages, *rows):
    return (
        f'{{"page":{page},"totalPages":{pages},"txs":2,"unconfirmedTxs":0,"transactions":[{",".join(rows)}]}}'
    )


def row(txid, confirmations):
    block = f'"blockHash":"{BLOCK}",' if confirmations else ""
    return f'{{"txid":"{txid}",{block}"confirmations":{confirmations},"vin":[],"vout":[]}}'


def path_of(page):
    return f"/address/{ADDRESS}?details=txslight&pageSize=100&page={page}"


async def test_a_history_is_paged_by_number_and_a_page_behind_the_end_is_not_taken_for_news():
    first, second = "01" * 32, "02" * 32
    answers = {
        path_of(1): listing(1, 2, row(first, 0), row(second, 3)),
        path_of(2): listing(2, 2, row("03" * 32, 4)),
        path_of(3): listing(2, 2, row("03" * 32, 4)),
    }
    async with blockbook(answers) as source:
        page = await source.history(SCRIPT)
        assert page.entries == (HistoryEntry(first, None), HistoryEntry(second, BLOCK))
        last = await source.history(SCRIPT, page.cursor)
        assert last == HistoryPage((HistoryEntry("03" * 32, BLOCK),), None)
        assert await source.history(SCRIPT, "3") == HistoryPage((), None)


async def test_a_coin_whose_vout_is_zero_comes_without_it():
    body = f'[{{"txid":"{UNKNOWN}","value":"5","confirmations":1}},{{"txid":"{BLOCK}","vout":1,"value":"6"}}]'
    async with blockbook({f"/utxo/{ADDRESS}?confirmed=true": body}) as source:
        assert list(await source.unspent(SCRIPT)) == [Utxo(UNKNOWN, 0, 5)]


async def test_a_block_that_is_not_found_is_lacking_and_one_that_its_node_did_not_give_is_no_news():
    async with blockbook({f"/rawblock/{UNKNOWN}": '{"error":"Block not found"}'}) as source:
        with pytest.raises(SourceLacks):
            await source.raw_block(UNKNOWN)
    refused = '{"error":"Block not found, Post http://node:8030: dial tcp: connection refused"}'
    async with blockbook({f"/rawblock/{UNKNOWN}": refused}) as source:
        with pytest.raises(SourceUnavailable, match="its node did not answer"):
            await source.raw_block(UNKNOWN)


async def test_bytes_that_a_transaction_comes_without_are_asked_of_its_node():
    answers = {
        f"/tx/{UNKNOWN}": row(UNKNOWN, 1),
        f"/tx-specific/{UNKNOWN}": '{"hex":"00"}',
    }
    async with blockbook(answers) as source:
        with pytest.raises(SourceDataError, match=r"tx-specific/abab.*not a transaction"):
            await source.raw_transaction(UNKNOWN)


async def test_an_address_that_it_refuses_cannot_be_listed():
    async with blockbook({f"/address/{ADDRESS}?details=basic": '{"error":"Invalid address"}'}) as source:
        with pytest.raises(SourceCannot, match="Invalid address"):
            await source.totals(SCRIPT)


async def test_another_transaction_is_in_no_block_of_ours():
    async with blockbook({f"/tx/{UNKNOWN}": row(BLOCK, 3)}) as source:
        with pytest.raises(SourceDataError, match=f"served transaction {BLOCK}"):
            await source.block_of(UNKNOWN)
