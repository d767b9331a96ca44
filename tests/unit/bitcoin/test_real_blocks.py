"""Real mainnet blocks and what they truly spend, where a folder of them is at hand.

They are not part of the project: `MINERFLOW_RECORDED_BLOCKS` names a folder of `HEIGHT.raw`, blocks in consensus
serialization, and for some of them `HEIGHT.prevouts.json.gz`, a JSON array with a row of value in satoshis and hex
of the script for each input behind the coinbase.
"""

import gzip
import json
import os
from functools import cache
from pathlib import Path

import pytest

from monitor.bitcoin.block import Block, parse_block
from monitor.bitcoin.block_senders import inputs_naming, sender_scripts
from monitor.bitcoin.hashes import display
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import prove_block
from monitor.bitcoin.script import P2PKH_START, P2SH_START, P2WPKH_START, P2WSH_START
from monitor.flows.coins import Coin
from monitor.flows.scan import scan_block
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category
from tests.builders import book_of, script_label

VARIABLE = "MINERFLOW_RECORDED_BLOCKS"
FOLDER = Path(os.environ.get(VARIABLE, "/nonexistent"))
RAW = sorted(FOLDER.glob("*.raw"))
TRUE = sorted(FOLDER.glob("*.prevouts.json.gz"))
NAMED_BY_INPUTS = (P2PKH_START, P2SH_START, P2WPKH_START, P2WSH_START)

pytestmark = pytest.mark.skipif(not RAW, reason=f"{VARIABLE} names no folder of recorded blocks")


@cache
def parsed(path: Path) -> Block:
    return parse_block(path.read_bytes())


@cache
def truth(path: Path) -> tuple[Block, list[tuple[int, bytes]]]:
    rows = json.loads(gzip.decompress(path.read_bytes()))
    block = parsed(path.with_name(path.name.split(".")[0] + ".raw"))
    return block, [(row[0], bytes.fromhex(row[1])) for row in rows]


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.stem)
def test_a_real_block_proves_itself(path):
    prove_block(parsed(path), PARAMS[Network.MAIN], expected_hash=None)


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.stem)
def test_peers_read_the_same_from_it(path):
    electrumx = pytest.importorskip("electrumx.lib.tx")
    block = parsed(path)
    theirs = electrumx.DeserializerSegWit(block.raw, start=80).read_tx_block()
    assert [each.txid_rev for each in theirs] == block.txids
    assert [each.pk_script for tx in theirs for each in tx.outputs] == block.output_scripts
    inputs = [each for tx in theirs for each in tx.inputs]
    assert [each.prev_txid_rev + each.prev_idx.to_bytes(4, "little") for each in inputs] == block.outpoints
    assert [each.script for each in inputs] == [block.script_sig(at) for at in range(len(inputs))]
    values = [each.value for tx in theirs for each in tx.outputs]
    assert values == [block.output_value(at) for at in range(len(values))]


@pytest.mark.parametrize("path", TRUE, ids=lambda path: path.name[:8])
def test_what_inputs_name_is_what_they_spend(path):
    block, true = truth(path)
    derived = sender_scripts(block, range(1, len(block.outpoints)))
    for script, (_, spent) in zip(derived, true, strict=True):
        assert script in (None, spent)
        assert script is not None or not spent.startswith(NAMED_BY_INPUTS)


@pytest.mark.parametrize("path", TRUE, ids=lambda path: path.name[:8])
@pytest.mark.parametrize("start", NAMED_BY_INPUTS, ids=["P2PKH", "P2SH", "P2WPKH", "P2WSH"])
def test_the_inputs_that_spend_one_type_are_all_found(path, start):
    block, true = truth(path)
    scripts = {spent for _, spent in true if spent.startswith(start)}
    expected = [at for at, (_, spent) in enumerate(true, 1) if spent in scripts]
    assert inputs_naming(block, scripts) == expected


@pytest.mark.parametrize("path", TRUE, ids=lambda path: path.name[:8])
def test_both_ways_to_know_a_sender_find_the_same_transactions(path):
    block, true = truth(path)
    named = {script for _, script in true[::20] if script.startswith(NAMED_BY_INPUTS)}
    paid = set(block.output_scripts[::9]) - named
    labels: list[Label] = [script_label(each, "mara", Category.MINER) for each in named]
    book = book_of(*labels, *(script_label(each, "kraken", Category.EXCHANGE) for each in paid))
    coins = {}
    for outpoint, (sats, script) in zip(block.outpoints[1:], true, strict=True):
        if script in named:
            vout = int.from_bytes(outpoint[32:], "little")
            coins[outpoint] = Coin(display(outpoint[:32]), vout, script, sats)
    known = scan_block(block, None, book, coins, frozenset())
    assert known == scan_block(block, None, book, coins)
    named_only = scan_block(block, None, book, {}, named)
    assert [hit.txid for hit in named_only.hits] == [hit.txid for hit in known.hits]
    assert len(known.hits) > 5
