"""The Esplora client over real HTTP: what it asks for, what it checks, and whom it names as the liar."""

from contextlib import asynccontextmanager

import pytest

from monitor.bitcoin.network import Network
from monitor.bitcoin.script import p2pk, p2wpkh
from monitor.config.source_section import SourceSettings
from monitor.errors import SourceCannot, SourceDataError, SourceLacks, SourceUnavailable
from monitor.explorers.esplora import open_esplora
from monitor.pipeline.ports import HistoryEntry, Utxo
from tests.integration.canned_http import CannedHttp, endless, reply

GENESIS = "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206"
GENESIS_TXID = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
GENESIS_TX = bytes.fromhex(
    "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff001d0104455468"
    "652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261"
    "696c6f757420666f722062616e6b73ffffffff0100f2052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e0"
    "3909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000"
)
"""The first transaction ever, the same on every network."""
GENESIS_HEADER = bytes.fromhex(
    "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f61"
    "7fc81bc3888a51323a9fb8aa4b1e5e4adae5494dffff7f2002000000"
)
"""Of regtest (Bitcoin Core, src/kernel/chainparams.cpp)."""
GENESIS_BLOCK = GENESIS_HEADER + b"\x01" + GENESIS_TX
UNKNOWN = "ab" * 32
TIP = {"/blocks/tip/hash": reply(200, GENESIS.encode())}
SCRIPT = p2wpkh(bytes.fromhex("751e76e8199196d454941c45d1b3a323f1433bd6"))
ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080"
"""The key hash of BIP173's examples, on regtest and, below, on the main network."""
WITHOUT_ADDRESS = p2pk(GENESIS_TX[-70:-5])


def failed(thing: str) -> bytes:
    """How a mempool backend answers both for a block it does not have and while its node is down."""
    return reply(500, f'{{"error":"Failed to get {thing}"}}'.encode(), "Content-Type: application/json")


@asynccontextmanager
async def esplora(answers, network=Network.REGTEST):
    async with (
        CannedHttp(answers).serving() as explorer,
        open_esplora(SourceSettings(name="canned", url=explorer.url, timeout="60s"), network) as source,
    ):
        source.explorer = explorer
        yield source


async def test_the_tip_is_read_as_text_with_or_without_a_newline():
    async with esplora(TIP | {"/blocks/tip/height": reply(200, b"289\n")}) as source:
        assert source.name == "canned"
        assert await source.tip_hash() == GENESIS
        assert await source.tip_height() == 289


async def test_an_address_that_is_no_explorer_is_asked_about():
    async with esplora({}) as source:
        for question in (source.tip_hash, source.tip_height):
            with pytest.raises(SourceDataError, match="is its url that of an Esplora API"):
                await question()


async def test_a_mempool_backend_at_height_0_is_unavailable():
    answer = reply(503, b'{"error":"Service Temporarily Unavailable"}')
    async with esplora({"/blocks/tip/height": answer}) as source:
        with pytest.raises(SourceUnavailable, match="503"):
            await source.tip_height()


async def test_a_block_is_found_by_height_and_read_in_lower_case():
    async with esplora({"/block-height/0": reply(200, GENESIS.upper().encode())}) as source:
        assert await source.block_hash(0) == GENESIS


async def test_header_block_and_transaction_are_read_and_hash_to_what_was_asked_for():
    answers = {
        f"/block/{GENESIS}/header": reply(200, GENESIS_HEADER.hex().encode()),
        f"/block/{GENESIS}/raw": reply(200, GENESIS_BLOCK),
        f"/tx/{GENESIS_TXID}/hex": reply(200, GENESIS_TX.hex().encode()),
    }
    async with esplora(answers) as source:
        assert await source.header(GENESIS) == GENESIS_HEADER
        assert await source.raw_block(GENESIS) == GENESIS_BLOCK
        assert await source.raw_transaction(GENESIS_TXID) == GENESIS_TX
        assert len(source.explorer.asked) == 3


QUESTIONS = {
    "block_hash": (lambda source: source.block_hash(290), "/block-height/290"),
    "header": (lambda source: source.header(UNKNOWN), f"/block/{UNKNOWN}/header"),
    "raw_block": (lambda source: source.raw_block(UNKNOWN), f"/block/{UNKNOWN}/raw"),
}


@pytest.mark.parametrize(("question", "path"), QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize(
    "answer", [reply(404, b"Block not found"), failed("block at height")], ids=["404", "500"]
)
async def test_a_source_that_knows_its_tip_lacks_a_block_it_cannot_serve(question, path, answer):
    async with esplora(TIP | {path: answer}) as source:
        for _ in range(5):
            with pytest.raises(SourceLacks, match=path[1:]):
                await question(source)


@pytest.mark.parametrize(("question", "path"), QUESTIONS.values(), ids=QUESTIONS)
async def test_a_source_whose_node_is_down_is_unavailable_and_lacks_nothing(question, path):
    async with esplora({path: failed("block"), "/blocks/tip/hash": failed("hash at tip")}) as source:
        with pytest.raises(SourceUnavailable, match="Failed to get hash at tip"):
            await question(source)


async def test_an_unknown_transaction_is_lacking():
    async with esplora(
        {f"/tx/{UNKNOWN}/hex": reply(404, b'{"error":"No such mempool transaction"}')}
    ) as source:
        with pytest.raises(SourceLacks):
            await source.raw_transaction(UNKNOWN)


async def test_a_header_of_another_block_is_refused_and_named():
    async with esplora({f"/block/{UNKNOWN}/header": reply(200, GENESIS_HEADER.hex().encode())}) as source:
        with pytest.raises(SourceDataError, match=f"canned: block/{UNKNOWN}/header: served block {GENESIS}"):
            await source.header(UNKNOWN)


@pytest.mark.parametrize("body", [b"", b"00" * 79, b"00" * 81, b"zz" * 80, b"<html>", GENESIS_HEADER])
async def test_a_header_must_be_160_hex_digits(body):
    async with esplora({f"/block/{GENESIS}/header": reply(200, body)}) as source:
        with pytest.raises(SourceDataError, match="hex digits"):
            await source.header(GENESIS)


async def test_another_block_is_refused_and_named():
    async with esplora({f"/block/{UNKNOWN}/raw": reply(200, GENESIS_BLOCK)}) as source:
        with pytest.raises(SourceDataError, match=f"served block {GENESIS}"):
            await source.raw_block(UNKNOWN)


@pytest.mark.parametrize("body", [b"", b"<html>maintenance</html>", GENESIS_HEADER[:79]])
async def test_what_is_too_short_for_a_block_is_refused(body):
    async with esplora({f"/block/{GENESIS}/raw": reply(200, body)}) as source:
        with pytest.raises(SourceDataError, match=f"{len(body)} bytes are no block"):
            await source.raw_block(GENESIS)


async def test_no_block_is_longer_than_consensus_allows():
    async with esplora(
        {f"/block/{GENESIS}/raw": endless(b"HTTP/1.1 200 OK\r\n\r\n", bytes(65_536))}
    ) as source:
        with pytest.raises(SourceDataError, match="longer than 4,000,000 bytes"):
            await source.raw_block(GENESIS)


async def test_another_transaction_is_refused_and_named():
    async with esplora({f"/tx/{UNKNOWN}/hex": reply(200, GENESIS_TX.hex().encode())}) as source:
        with pytest.raises(SourceDataError, match=f"served transaction {GENESIS_TXID}"):
            await source.raw_transaction(UNKNOWN)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (GENESIS_TX.hex().encode()[:-2], "not a transaction: at byte"),
        (GENESIS_TX.hex().encode()[:-1], "expected hex digits"),
        (b'{"error":"no"}', "expected hex digits"),
        (b"", "not a transaction: at byte 0"),
    ],
)
async def test_what_is_no_transaction_is_refused(body, told):
    async with esplora({f"/tx/{GENESIS_TXID}/hex": reply(200, body)}) as source:
        with pytest.raises(SourceDataError, match=told):
            await source.raw_transaction(GENESIS_TXID)


def row(txid, vout, value, *, confirmed="true"):
    return (
        f'{{"txid":"{txid}","vout":{vout},"value":{value},"status":{{"confirmed":{confirmed}}},"more":1.5}}'
    )


def rows(*items) -> bytes:
    return reply(200, f"[{','.join(items)}]".encode())


async def test_confirmed_coins_are_asked_for_by_address():
    path = f"/address/{ADDRESS}/utxo"
    answer = rows(row(UNKNOWN, 0, 5), row(UNKNOWN, 1, 6, confirmed="false"), row(GENESIS, 7, 8))
    async with esplora({path: answer}) as source:
        assert list(await source.unspent(SCRIPT)) == [Utxo(UNKNOWN, 0, 5), Utxo(GENESIS, 7, 8)]
        assert source.explorer.asked == [path]


async def test_the_address_is_of_the_source_s_network():
    async with esplora({}, Network.MAIN) as source:
        with pytest.raises(SourceCannot):
            await source.unspent(SCRIPT)
        assert source.explorer.asked == ["/address/bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4/utxo"]


async def test_a_script_without_address_is_asked_for_by_its_hash():
    # Computed with sha256sum; Electrum's, which is reversed, begins with 740485f3.
    path = "/scripthash/3318537dfb3135df9f3d950dbdf8a7ae68dd7c7dfef61ed17963ff80f3850474/utxo"
    async with esplora({path: rows(row(GENESIS_TXID, 0, 5_000_000_000))}) as source:
        found = await source.unspent(WITHOUT_ADDRESS)
    assert list(found) == [Utxo(GENESIS_TXID, 0, 5_000_000_000)]


async def test_a_source_without_script_hashes_says_so():
    async with esplora({}) as source:
        with pytest.raises(SourceCannot, match="it does not list this script"):
            await source.unspent(WITHOUT_ADDRESS)


async def test_a_list_that_is_too_long_for_the_source_is_refused_in_its_words():
    told = b"Too many unspent transaction outputs (>500). Contact support to raise limits."
    async with esplora({f"/address/{ADDRESS}/utxo": reply(400, told)}) as source:
        with pytest.raises(SourceCannot, match="400 'Too many unspent transaction outputs"):
            await source.unspent(SCRIPT)


async def test_a_failing_electrum_server_is_unavailable():
    async with esplora(TIP | {f"/address/{ADDRESS}/utxo": failed("address")}) as source:
        with pytest.raises(SourceUnavailable, match="Failed to get address"):
            await source.unspent(SCRIPT)


async def test_a_coin_listed_twice_counts_once():
    async with esplora({f"/address/{ADDRESS}/utxo": rows(row(UNKNOWN, 0, 5), row(UNKNOWN, 0, 5))}) as source:
        assert list(await source.unspent(SCRIPT)) == [Utxo(UNKNOWN, 0, 5)]


async def test_a_coin_with_two_amounts_is_refused():
    async with esplora({f"/address/{ADDRESS}/utxo": rows(row(UNKNOWN, 0, 5), row(UNKNOWN, 0, 6))}) as source:
        with pytest.raises(SourceDataError, match="with two amounts"):
            await source.unspent(SCRIPT)


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"{",
        b'{"error":"x"}',
        b'[{"txid":"ab"}]',
        rows(row(UNKNOWN, 0, 1e20)).split(b"\r\n\r\n")[1],
    ],
)
async def test_a_list_of_coins_that_cannot_be_read_is_refused(body):
    async with esplora({f"/address/{ADDRESS}/utxo": reply(200, body)}) as source:
        with pytest.raises(SourceDataError, match="the answer begins"):
            await source.unspent(SCRIPT)


def tx_row(txid, *, block=None):
    status = f'{{"confirmed":true,"block_hash":"{block}"}}' if block else '{"confirmed":false}'
    return f'{{"txid":"{txid}","vin":[],"vout":[],"status":{status}}}'


def txid(number: int) -> str:
    return f"{number:064x}"


async def test_a_transaction_listed_twice_on_a_page_comes_once_and_confirmed():
    answer = rows(tx_row(UNKNOWN), tx_row(GENESIS_TXID), tx_row(UNKNOWN, block=GENESIS))
    async with esplora({f"/address/{ADDRESS}/txs": answer}) as source:
        page = await source.history(SCRIPT)
    assert page.entries == (HistoryEntry(UNKNOWN, GENESIS), HistoryEntry(GENESIS_TXID, None))
    assert page.cursor == UNKNOWN


async def test_behind_a_page_of_nothing_confirmed_the_confirmed_ones_begin():
    path = f"/address/{ADDRESS}/txs"
    answers = {
        path: rows(tx_row(txid(1))),
        f"{path}/chain": rows(tx_row(txid(2), block=GENESIS)),
        f"{path}/chain/{txid(2)}": rows(),
    }
    async with esplora(answers) as source:
        first = await source.history(SCRIPT)
        second = await source.history(SCRIPT, first.cursor)
        third = await source.history(SCRIPT, second.cursor)
    assert [len(page.entries) for page in (first, second, third)] == [1, 1, 0]
    assert third.cursor is None


async def test_headers_that_do_not_hash_to_their_names_are_refused():
    block = (
        f'{{"id":"{GENESIS}","height":0,"version":1,"timestamp":1296688602,"tx_count":1,"mediantime":1,"nonce":%d,'
        f'"bits":545259519,"merkle_root":"{GENESIS_TXID}","previousblockhash":null}}'
    )
    async with esplora({"/blocks/0": [rows(block % 2), rows(block % 3)]}) as source:
        assert list(await source.headers(0, 1)) == [GENESIS_HEADER]
        with pytest.raises(SourceDataError, match="served block"):
            await source.headers(0, 1)
