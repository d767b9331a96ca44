"""The JSON of Esplora and of mempool backends, the differences between the two included."""

import json

import pytest

from monitor.explorers.shapes import ShapeError
from monitor.explorers.wire import (
    read_address,
    read_block,
    read_outspends,
    read_status,
    read_tx,
    read_txids,
    read_txs,
    read_utxos,
)

TXID = "ab" * 32
BLOCK = "cd" * 32
OUTPUT = {"value": 5_000, "scriptpubkey": "0014" + "11" * 20, "scriptpubkey_address": "bcrt1q"}
CONFIRMED = {"confirmed": True, "block_height": 7, "block_hash": BLOCK, "block_time": 1_770_000_000}


def said(document) -> bytes:
    return json.dumps(document).encode()


def tx(**changes):
    vin = {"is_coinbase": False, "txid": TXID, "vout": 1, "prevout": OUTPUT, "sequence": 1, "witness": []}
    return {"txid": TXID, "version": 2, "vin": [vin], "vout": [OUTPUT], "status": CONFIRMED} | changes


def coinbase(txid, vout):
    return {"is_coinbase": True, "prevout": None, "txid": txid, "vout": vout}


def test_a_transaction_is_read_and_fields_on_top_are_ignored():
    read = read_tx(said(tx(effectiveFeePerVsize=140.25, bestDescendant=None, position={"block": 0})))
    assert read.txid == TXID
    assert read.vin[0].outpoint == (TXID, 1)
    assert read.vin[0].prevout.value == 5_000
    assert read.vout[0].scriptpubkey == bytes.fromhex(OUTPUT["scriptpubkey"])
    assert read.status.block_hash == BLOCK


@pytest.mark.parametrize(
    "vin", [coinbase("00" * 32, 0xFFFFFFFF), coinbase("", 0)], ids=["Esplora", "mempool"]
)
def test_a_coinbase_spends_nothing_however_it_is_written(vin):
    assert read_tx(said(tx(vin=[vin]))).vin[0].outpoint is None


@pytest.mark.parametrize(
    "output", [{"value": 0, "scriptpubkey": "6a"}, OUTPUT | {"scriptpubkey_address": ""}]
)
def test_an_output_without_an_address_has_none_whether_left_out_or_empty(output):
    assert read_tx(said(tx(vout=[output]))).vout[0].scriptpubkey_address is None


def test_a_lazy_prevout_is_unknown():
    vin = {"is_coinbase": False, "txid": TXID, "vout": 0, "prevout": None, "lazy": True}
    assert read_tx(said(tx(vin=[vin]))).vin[0].prevout is None


def test_a_page_may_leave_out_the_status():
    row = tx()
    del row["status"]
    assert read_txs(said([row]))[0].status is None


@pytest.mark.parametrize(
    "status", [{"confirmed": False}, {"confirmed": True, "block_height": 0}, CONFIRMED | {"block_hash": None}]
)
def test_a_status_without_a_block_is_read(status):
    assert read_status(said(status)).block_hash is None


def test_hashes_are_read_in_lower_case():
    assert read_txids(said([TXID.upper()])) == (TXID,)


def test_outspends_are_read_with_and_without_the_spender():
    spent = {"spent": True, "txid": BLOCK, "vin": 3, "status": CONFIRMED}
    bare, full = read_outspends(said([{"spent": True}, spent]))
    assert (bare.spent, bare.txid) == (True, None)
    assert (full.spent, full.txid, full.vin) == (True, BLOCK, 3)


def test_address_totals_may_exceed_all_the_bitcoin_there_is():
    received = 90_000_000 * 100_000_000
    stats = {"tx_count": 9, "funded_txo_count": 1, "funded_txo_sum": received, "spent_txo_count": 0,
             "spent_txo_sum": received - 1}  # fmt: skip
    read = read_address(
        said({"address": "1x", "chain_stats": stats, "mempool_stats": stats, "electrum": True})
    )
    assert read.chain_stats.funded_txo_sum - read.chain_stats.spent_txo_sum == 1


def test_the_genesis_block_has_no_previous_one():
    block = {"id": BLOCK, "height": 0, "previousblockhash": None, "merkle_root": TXID, "timestamp": 1,
             "mediantime": 1, "tx_count": 1, "version": 1, "bits": 0x207FFFFF, "nonce": 2,
             "difficulty": 4.65e-10, "extras": {"reward": 5}}  # fmt: skip
    assert read_block(said(block)).previousblockhash is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", 1.0),
        ("value", 1e20),
        ("value", 10**30),
        ("value", -1),
        ("value", 2_100_000_000_000_001),
        ("value", "5000"),
        ("value", True),
        ("value", None),
        ("vout", -1),
        ("vout", 2**32),
        ("txid", "zz" * 32),
        ("txid", TXID + "\n"),
        ("txid", 5),
        ("status", None),
        ("status", {}),
        ("status", {"confirmed": "yes"}),
        ("status", {"confirmed": True, "block_height": 5.5}),
        ("status", {"confirmed": True, "block_height": 500_000_000}),
    ],
)
def test_a_wrong_value_is_refused_by_place(field, value):
    row = {"txid": TXID, "vout": 0, "value": 1, "status": {"confirmed": True}}
    with pytest.raises(ShapeError, match=rf"at 1\.{field}"):
        read_utxos(said([row, row | {field: value}]))


@pytest.mark.parametrize("field", ["txid", "vout", "value", "status"])
def test_a_missing_field_is_refused_by_name(field):
    row = {"txid": TXID, "vout": 0, "value": 1, "status": {"confirmed": True}}
    del row[field]
    with pytest.raises(ShapeError, match=rf"at 0\.{field}: Field required"):
        read_utxos(said([row]))


@pytest.mark.parametrize("script", ["6", "6x", 6, None])
def test_a_script_that_is_no_hex_is_refused(script):
    with pytest.raises(ShapeError, match=r"vout\.0\.scriptpubkey"):
        read_tx(said(tx(vout=[{"value": 1, "scriptpubkey": script}])))


def test_an_ordinary_input_that_names_no_txid_is_refused():
    with pytest.raises(ShapeError, match="should name a txid"):
        read_tx(said(tx(vin=[coinbase("", 0) | {"is_coinbase": False}])))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b'[{"txid":"ab',
        b"\xff\xfe[]",
        b"[" * 100_000,
        b"NaN",
        b"[]]",
        b'{"error":"no"}',
        b"null",
    ],
)
def test_what_is_no_list_of_outputs_is_refused(body):
    with pytest.raises(ShapeError):
        read_utxos(body)
