"""The client of mempool servers: pages that begin anew, cursors that are gone, and what is pending on the last page."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from monitor.bitcoin.network import Network
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceLacks, SourceUnavailable
from monitor.explorers.mempool import open_mempool
from monitor.pipeline.ports import HistoryPage
from monitor.simulation import faults
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import serve_explorer
from monitor.simulation.mempool_routes import mempool_over_electrum, mempool_space
from monitor.simulation.wallet import ScriptType

BTC = 100_000_000
START = datetime(2026, 2, 1, tzinfo=UTC)
UNKNOWN = "ab" * 32


@asynccontextmanager
async def mempool(dialect, *, paid):
    """A chain on which desk was paid so often."""
    chain = Chain(b"mempool")
    chain.mine_reserve(100 * BTC, since=START)
    desk = chain.actor("desk", ScriptType.P2WPKH)
    for _ in range(paid):
        chain.mine([chain.fund(desk, BTC)], at=chain.tip.time + timedelta(minutes=10))
    async with (
        serve_explorer(chain, dialect) as explorer,
        open_mempool(
            SourceSettings(kind="mempool", url=explorer.url, timeout="60s"), Network.REGTEST
        ) as source,
    ):
        yield chain, desk, explorer, source


async def test_paging_by_the_only_transaction_ends_though_it_is_served_again_and_again():
    async with mempool(mempool_over_electrum(), paid=1) as (_, desk, _explorer, source):
        first = await source.history(desk.script_pubkey)
        assert len(first.entries) == 1
        again = await source.history(desk.script_pubkey, first.cursor)
        assert again == HistoryPage(first.entries, None)


async def test_an_unknown_cursor_is_page_one_of_a_backend_and_lacking_on_the_public_site():
    async with mempool(mempool_over_electrum(), paid=12) as (_, desk, _explorer, source):
        first = await source.history(desk.script_pubkey)
        assert await source.history(desk.script_pubkey, UNKNOWN) == first
    async with mempool(mempool_space(), paid=1) as (_, desk, _explorer, source):
        with pytest.raises(SourceLacks, match="after_txid not found"):
            await source.history(desk.script_pubkey, UNKNOWN)


async def test_a_child_of_what_waits_is_found_on_the_last_page():
    async with mempool(mempool_over_electrum(), paid=24) as (chain, desk, explorer, source):
        parent = chain.fund(desk, BTC)
        own = [coin for coin in chain.coins(desk) if coin.txid == parent.txid]
        child = chain.pay(desk, [(chain.reserve, BTC // 2)], coins=own)
        assert list(await source.pending(desk.script_pubkey)) == [parent.txid, child.txid]
        # Its own path, which is missing; the totals; three pages.
        assert [asked.path.rpartition("/")[2] for asked in explorer.requests][1:] == [
            desk.address,
            *["txs"] * 3,
        ]


async def test_an_electrum_server_that_is_down_is_unavailable_and_nothing_is_lacking():
    async with mempool(mempool_over_electrum(), paid=1) as (_, desk, explorer, source):
        explorer.faults.add("/address/*", faults.status(500))
        for question in (source.history, source.totals, source.unspent):
            with pytest.raises(SourceUnavailable):
                await question(desk.script_pubkey)


async def test_a_node_that_is_down_is_unavailable_and_lacks_no_block():
    async with mempool(mempool_over_electrum(), paid=1) as (chain, _, explorer, source):
        with pytest.raises(SourceLacks):
            await source.raw_block(UNKNOWN)
        explorer.faults.add("/block*", faults.status(500))
        with pytest.raises(SourceUnavailable):
            await source.raw_block(chain.tip.block_hash)
