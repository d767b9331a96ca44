"""What every source must do, whatever its kind, over real HTTP; and the fake that other tests stand on."""

from contextlib import AsyncExitStack, suppress

import pytest
import pytest_asyncio

from monitor.bitcoin.header import parse_header
from monitor.bitcoin.network import PARAMS, Network
from monitor.errors import SourceCannot, SourceDataError, SourceLacks, SourceUnavailable
from monitor.explorers.pool import SourcePool
from monitor.pipeline.ports import Source, Totals, Utxo
from monitor.simulation.block import scripthash
from tests.broker import free_port
from tests.builders import book_of
from tests.chain_source import open_house
from tests.contract.variants import NAMES, SCRIPTS, said, spoilt, variants
from tests.contract.worlds import world

UNKNOWN = "ab" * 32


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def all_served(tmp_path_factory):
    """Every variant, opened once: a server and a client take longer to start than most questions to answer."""
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(variant.serving(world().chain))
            for name, variant in variants(tmp_path_factory.mktemp("cookie")).items()
        }


@pytest.fixture
def served(request, all_served):
    served = all_served[request.param]
    yield served
    if served.explorer:
        served.explorer.faults.clear()


@pytest.fixture
def source(served):
    return served.source


@pytest.fixture
def variant(served):
    return served.variant


every = pytest.mark.parametrize("served", NAMES, indirect=True)
every_server = pytest.mark.parametrize("served", [name for name in NAMES if name != "fake"], indirect=True)


@every
async def test_the_tip_and_the_blocks_below_it_are_told_by_height(source):
    chain = world().chain
    assert await source.tip_hash() == chain.tip.block_hash
    assert await source.tip_height() == chain.tip.height
    assert await source.block_hash(chain.tip.height) == chain.tip.block_hash
    assert await source.block_hash(0) == PARAMS[Network.REGTEST].genesis_hash
    with pytest.raises(SourceLacks):
        await source.block_hash(chain.tip.height + 1)


@every
async def test_a_block_and_its_header_are_served_by_hash(source):
    for block in (world().chain.tip, world().chain.genesis):
        assert await source.raw_block(block.block_hash) == block.raw
        assert await source.header(block.block_hash) == block.raw[:80]
    with pytest.raises(SourceLacks):
        await source.raw_block(UNKNOWN)
    with pytest.raises(SourceLacks):
        await source.header(UNKNOWN)


@every
async def test_an_orphan_is_served_or_lacking_and_never_on_the_best_chain(source):
    lost = world().lost
    assert await source.block_hash(lost.height) != lost.block_hash
    assert await source.raw_block(lost.block_hash) == lost.raw
    with suppress(SourceLacks):  # Bitcoin Core's REST tells headers of the best chain only
        assert await source.header(lost.block_hash) == lost.raw[:80]


@every
@pytest.mark.parametrize(("first", "count"), [(0, 1), (0, 40), (3, 2), (17, 12)])
async def test_headers_come_from_a_height_upwards_in_a_row(source, first, count):
    best = world().chain.tree.best
    found = list(await source.headers(first, count))
    assert 1 <= len(found) <= count
    assert found == [block.raw[:80] for block in best[first : first + len(found)]]


@every
async def test_headers_end_at_the_tip(source):
    best = world().chain.tree.best
    walked = []
    first = len(best) - 7
    while len(walked) < 7:
        walked += await source.headers(first + len(walked), 50)
    assert walked == [block.raw[:80] for block in best[first:]]
    assert list(await source.headers(len(best) - 1, 5)) == walked[-1:]
    assert parse_header(walked[-1]).block_hash == await source.tip_hash()
    for beyond in (0, 1, 30):
        with pytest.raises(SourceLacks):
            await source.headers(len(best) + beyond, 5)


@every
async def test_a_transaction_is_served_whether_mined_or_not(source):
    known = world()
    for transaction in (known.returned, known.parent, known.child):
        assert await source.raw_transaction(transaction.txid) == transaction.serialize()
    with pytest.raises(SourceLacks):
        await source.raw_transaction(UNKNOWN)


@every
async def test_a_transaction_s_block_is_that_of_the_best_chain(source):
    known = world()
    assert await source.block_of(known.returned.txid) == known.chain.tip.block_hash
    assert await source.block_of(known.parent.txid) is None


@every
async def test_what_only_an_orphan_held_or_nobody_knows_is_in_no_block(source, variant):
    assert await source.block_of(world().ghost.txid) is None
    if variant.kind == "bitcoind" and not variant.login:
        # By REST alone an unknown transaction looks like one that is not indexed.
        with pytest.raises(SourceCannot, match="txindex"):
            await source.block_of(UNKNOWN)
    else:
        assert await source.block_of(UNKNOWN) is None


@every
async def test_confirmed_coins_are_listed_with_their_amounts(source, variant):
    known = world()
    if "unspent" in variant.cannot:
        with pytest.raises(SourceCannot, match="lists no coins"):
            await source.unspent(known.vault.script_pubkey)
        return
    coins = known.chain.unspent(known.vault.script_pubkey, known.chain.tip)
    expected = {Utxo(coin.txid, coin.vout, coin.sats) for coin in coins}
    assert {coin.sats for coin in expected} == {1, 100_000_000, 123_456_789}
    assert set(await source.unspent(known.vault.script_pubkey)) == expected
    assert list(await source.unspent(known.stranger.script_pubkey)) == []
    assert known.parent.txid not in {coin.txid for coin in await source.unspent(known.desk.script_pubkey)}


@every
async def test_a_script_without_an_address_is_listed_or_cannot_be(source, variant):
    key = world().key.script_pubkey
    if "unspent" in variant.cannot or not variant.lists_keys:
        with pytest.raises(SourceCannot):
            await source.unspent(key)
    else:
        (coin,) = await source.unspent(key)
        assert coin.sats == 700_000_000


async def paged(source, script_pubkey):
    """A history to its end, and how many pages that took."""
    entries, cursor = [], None
    for pages in range(1, 60):
        page = await source.history(script_pubkey, cursor)
        entries += page.entries
        cursor = page.cursor
        if cursor is None:
            return entries, pages
    raise AssertionError("no end")


@every
async def test_a_history_paged_to_its_end_holds_every_transaction_once(source, variant):
    known = world()
    if "history" in variant.cannot:
        for question in (source.history, source.totals, source.pending):
            with pytest.raises(SourceCannot, match="lists no transactions"):
                await question(known.desk.script_pubkey)
        return
    view, hashed = known.chain.view(), scripthash(known.desk.script_pubkey)
    expected = {each.txid: each.block.block_hash for each in view.history(hashed)}
    entries, _ = await paged(source, known.desk.script_pubkey)
    confirmed = [entry for entry in entries if entry.block_hash]
    assert {entry.txid: entry.block_hash for entry in confirmed} == expected
    assert len(confirmed) == len(expected) == 35
    unconfirmed = {entry.txid for entry in entries if entry.block_hash is None}
    assert unconfirmed <= {known.parent.txid, known.child.txid}
    assert await paged(source, known.stranger.script_pubkey) == ([], 1)
    once, _ = await paged(source, known.vault.script_pubkey)
    assert len({entry.txid for entry in once}) == 1


@every
async def test_totals_agree_with_the_paged_history(source, variant):
    known = world()
    if "totals" in variant.cannot:
        return
    assert await source.totals(known.desk.script_pubkey) == (
        Totals(35, 2, 35, 0) if variant.counts_outputs else Totals(35, 2, None, None)
    )
    assert (await source.totals(known.stranger.script_pubkey)).transactions == 0


@every
async def test_pending_names_what_is_not_mined_and_no_ghost(source, variant):
    known = world()
    if "pending" in variant.cannot:
        return
    found = await source.pending(known.desk.script_pubkey)
    unmined = [known.child.txid, known.parent.txid]
    assert set(found) == set(unmined[: variant.unmined_on_a_page])
    assert len(found) == len(set(found))
    assert list(await source.pending(known.vault.script_pubkey)) == []


@every
async def test_the_follower_takes_the_newest_blocks_from_it(source, tmp_path):
    tip = world().chain.tip
    async with open_house(
        tmp_path / "db.sqlite3", SourcePool([source]), book_of(), tip.time, start=tip.height - 3
    ) as house:
        assert await house.follower.advance() == 4
        async with house.store.read() as tx:
            assert (await tx.chain.tip()).block_hash == tip.block_hash


@every_server
async def test_a_node_that_is_down_is_unavailable(variant):
    async with variant.open(f"http://127.0.0.1:{free_port()}") as source:
        with pytest.raises(SourceUnavailable):
            await source.tip_hash()
        with pytest.raises(SourceUnavailable):
            await source.raw_block(UNKNOWN)


@every_server
async def test_a_block_of_another_hash_is_refused_and_named(served, source, variant):
    tip, other = world().chain.tip, world().lost
    served.explorer.faults.add(variant.raw_block, said(variant.as_block(other)))
    with pytest.raises(SourceDataError, match=f"served block {other.block_hash}"):
        await source.raw_block(tip.block_hash)


@every_server
async def test_amounts_that_are_no_whole_satoshis_are_refused(served, source, variant):
    if "unspent" in variant.cannot:
        return
    for spoil in variant.wrong_sats:
        served.explorer.faults.clear()
        served.explorer.faults.add(variant.coins, spoilt(spoil))
        with pytest.raises(SourceDataError):
            await source.unspent(world().vault.script_pubkey)


@every_server
async def test_an_address_of_something_else_is_told_in_words(served, variant):
    async with variant.open(f"{served.explorer.url}/elsewhere") as source:
        with pytest.raises(SourceDataError):
            await source.tip_hash()


@every_server
async def test_the_source_tells_its_name_and_how_it_is(source):
    assert source.name == "served"
    before = source.snapshot().requests
    await source.tip_hash()
    snapshot = source.snapshot()
    assert (snapshot.name, snapshot.state, snapshot.requests) == ("served", "healthy", before + 1)


async def test_every_method_of_the_port_is_held_to_here():
    asked = {
        "tip_hash",
        "tip_height",
        "block_hash",
        "header",
        "headers",
        "raw_block",
        "raw_transaction",
        "block_of",
    }
    methods = {name for name in vars(Source) if not name.startswith("_")}
    assert methods == asked | SCRIPTS | {"name"}
