from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.block import Block, parse_block
from monitor.bitcoin.header import parse_header
from monitor.bitcoin.merkle import merkle_root
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import check_header, prove_block
from monitor.bitcoin.transaction import TxOutput
from monitor.errors import ProofError
from tests.unit.bitcoin.made import (
    WITNESSED,
    block_bytes,
    body,
    coinbase,
    committed,
    full_block,
    mined,
    payment,
    root,
)
from tests.unit.bitcoin.test_block import BLOCK_170

MAIN, REGTEST = PARAMS[Network.MAIN], PARAMS[Network.REGTEST]
HASH_170 = "00000000d1145790a8694403d4063f323d499e655c83426834d4ce2f8dd4a2ee"
PLAIN = payment(scripts=[b"\x52"])


def prove(raw: bytes, **given) -> Block:
    block = parse_block(raw)
    prove_block(block, given.pop("params", REGTEST), **{"expected_hash": None, **given})
    return block


def test_a_real_block_proves_itself():
    prev_hash = "000000002a22cfee1f2c846adbd12b3e183d4f97683f85dad08a79780a84bd55"
    prove(BLOCK_170, params=MAIN, expected_hash=HASH_170, prev_hash=prev_hash)


def test_another_block_than_asked_for_is_refused():
    with pytest.raises(ProofError, match=f"was asked for, and the header is of {HASH_170}"):
        prove(BLOCK_170, params=MAIN, expected_hash=MAIN.genesis_hash)


def test_a_block_that_follows_another_is_refused():
    with pytest.raises(ProofError, match="the block follows 000000002a22cfee"):
        prove(BLOCK_170, params=MAIN, prev_hash=MAIN.genesis_hash)


def test_a_regtest_block_is_too_easy_for_main():
    with pytest.raises(ProofError, match="bits 207fffff are easier than main allows"):
        prove(full_block(), params=MAIN)


def test_a_header_without_the_work_its_bits_demand_is_refused():
    with pytest.raises(ProofError, match="lacks the work that its bits 1d00ffff demand"):
        check_header(parse_header(mined("00" * 32, bytes(32), bits=0x1D00FFFF)), MAIN)


def test_bits_that_are_no_target_are_refused():
    with pytest.raises(ProofError, match="bits 00000000 are no target"):
        check_header(parse_header(bytes(80)), MAIN)


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40, unique=True))
def test_the_merkle_root_is_that_of_the_tree(hashes):
    assert merkle_root(hashes) == root(hashes)


def test_a_transaction_exchanged_for_another_is_refused():
    raw = block_bytes([coinbase(), PLAIN])
    spoilt = raw[:80] + body([coinbase(), payment(scripts=[b"\x53"])])
    with pytest.raises(ProofError, match="do not add up to the header's merkle root"):
        prove(spoilt)


@pytest.mark.parametrize(("count", "repeated"), [(3, 1), (5, 1), (6, 2), (12, 4)])
def test_repeated_transactions_that_keep_the_merkle_root_are_refused(count, repeated):
    """CVE-2012-2459."""
    made = [coinbase(), *(payment(sats=number) for number in range(1, count))]
    raw = block_bytes(made)
    prove(raw)
    doubled = [*made, *made[-repeated:]]
    assert root([bytes.fromhex(each.txid)[::-1] for each in doubled]) == parse_block(raw).header.raw[36:68]
    with pytest.raises(ProofError, match="transactions were repeated"):
        prove(raw[:80] + body(doubled))


@pytest.mark.parametrize("first", [PLAIN, replace(coinbase(), inputs=(*coinbase().inputs, *PLAIN.inputs))])
def test_a_block_that_does_not_begin_with_a_coinbase_is_refused(first):
    with pytest.raises(ProofError, match="the first transaction is no coinbase"):
        prove(block_bytes([first, PLAIN]))


def test_a_block_without_witnesses_needs_no_commitment():
    prove(block_bytes([coinbase(), PLAIN]))


def test_a_block_with_witnesses_and_their_commitment_proves_itself():
    prove(block_bytes(committed([coinbase(), PLAIN, WITNESSED], reserved=bytes(range(32)))))


def test_the_last_commitment_counts():
    decoy = TxOutput(0, bytes.fromhex("6a24aa21a9ed") + bytes(32))
    first = coinbase(outputs=[decoy, TxOutput(1, b"\x51")])
    prove(block_bytes(committed([first, WITNESSED])))


def test_witnesses_without_a_commitment_are_refused():
    with pytest.raises(ProofError, match="has witnesses and commits to none"):
        prove(block_bytes([coinbase(), WITNESSED]))


def test_an_exchanged_witness_is_refused():
    made = committed([coinbase(), WITNESSED])
    other = replace(WITNESSED, inputs=(replace(WITNESSED.inputs[0], witness=(b"", b"\x51")),))
    raw = block_bytes(made)
    with pytest.raises(ProofError, match="the witnesses do not add up"):
        prove(raw[:80] + body([made[0], other]))


@pytest.mark.parametrize("reserved", [(), (bytes(31),), (bytes(32), b"")])
def test_a_commitment_without_its_reserved_value_is_refused(reserved):
    first, other = committed([coinbase(), WITNESSED])
    first = replace(first, inputs=(replace(first.inputs[0], witness=reserved),))
    with pytest.raises(ProofError, match="the coinbase lacks the 32 bytes of witness"):
        prove(block_bytes([first, other]))


def stripped() -> bytes:
    """A block at height 300 from which a source took every witness."""
    made = committed([coinbase(height=300), WITNESSED])
    bare = [replace(each, inputs=tuple(replace(txin, witness=()) for txin in each.inputs)) for each in made]
    return block_bytes(bare)


def test_a_block_whose_witnesses_were_stripped_off_is_refused():
    with pytest.raises(ProofError, match="stripped off"):
        prove(stripped())


def test_a_commitment_from_before_segwit_was_active_is_only_a_signal():
    assert prove(stripped(), params=replace(REGTEST, segwit_height=301)).txids


def test_a_coinbase_without_script_has_no_height():
    first = coinbase()
    first = replace(first, inputs=(replace(first.inputs[0], script_sig=b""),))
    commitment = TxOutput(0, bytes.fromhex("6a24aa21a9ed") + bytes(32))
    first = replace(first, outputs=(commitment,))
    prove(block_bytes([first]), params=replace(REGTEST, segwit_height=1))
