import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.bitcoin.block import MAX_BLOCK_SIZE, parse_block
from monitor.bitcoin.block_senders import inputs_naming, sender_script, sender_scripts
from monitor.bitcoin.hashes import display
from monitor.bitcoin.header import parse_header
from monitor.bitcoin.script import p2pkh, p2sh, p2tr, p2wpkh, p2wsh, push
from monitor.bitcoin.senders import derive_sender
from monitor.bitcoin.transaction import TxInput, outpoint
from monitor.errors import BlockFormatError
from tests.unit.bitcoin.made import (
    COINS,
    KEY,
    SCHNORR_SIGNATURE,
    SIGNATURE,
    SOURCE,
    UNCOMPRESSED_KEY,
    block_bytes,
    coinbase,
    full_block,
    hash160,
    payment,
    sha256,
    transactions,
)

# The block of the first payment; also its parts in test_transaction.py.
BLOCK_170 = bytes.fromhex(
    "0100000055bd840a78798ad0da853f68974f3d183e2bd1db6a842c1feecf222a00000000ff104ccb05421ab93e63f8c3ce5c2c"
    "2e9dbb37de2764b3a3175c8166562cac7d51b96a49ffff001d283e9e7002010000000100000000000000000000000000000000"
    "00000000000000000000000000000000ffffffff0704ffff001d0102ffffffff0100f2052a01000000434104d46c4968bde028"
    "99d2aa0963367c7a6ce34eec332b32e42e5f3407e052d64ac625da6f0718e7b302140434bd725706957c092db53805b821a85b"
    "23a7ac61725bac000000000100000001c997a5e56e104102fa209c6a852dd90660a20b2d9c352423edce25857fcd3704000000"
    "004847304402204e45e16932b8af514961a1d3a1a25fdf3f4f7732e9d624c6c61548ab5fb8cd410220181522ec8eca07de4860"
    "a4acdd12909d831cc56cbbac4622082221a8768d1d0901ffffffff0200ca9a3b00000000434104ae1a62fe09c5f51b13905f07"
    "f06b99a2f7159b2225f374cd378d71302fa28414e7aab37397f554a7df5f142c21c1b7303b8a0626f1baded5c72a704f7e6cd8"
    "4cac00286bee0000000043410411db93e1dcdb8a016b49840f8c53bc1eb68a382e97b1482ecad7b148a6909a5cb2e0eaddfb84"
    "ccf9744464f82e160bfa9b8b64f9d4c03f999b8643f656b412a3ac00000000"
)


def test_block_170_holds_the_first_payment():
    block = parse_block(BLOCK_170)
    assert block.header.block_hash == "00000000d1145790a8694403d4063f323d499e655c83426834d4ce2f8dd4a2ee"
    assert block.header.prev_hash == "000000002a22cfee1f2c846adbd12b3e183d4f97683f85dad08a79780a84bd55"
    assert block.header.merkle_root == "7dac2c5666815c17a3b36427de37bb9d2e2c5ccec3f8633eb91a4205cb4c10ff"
    assert block.header.time == 1231731025
    assert block.header.raw == BLOCK_170[:80]
    assert [display(txid) for txid in block.txids] == [
        "b1fea52486ce0c62bb442b530a3f0132b826c74e473d1f2c220bfa78111c5082",
        "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16",
    ]
    assert [block.output_value(index) for index in range(3)] == [50 * 10**8, 10 * 10**8, 40 * 10**8]
    assert sender_scripts(block, range(len(block.outpoints))) == [None, None]
    assert block.size == 490


@given(st.lists(transactions, min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_flat_lists_hold_what_the_transactions_hold(made):
    block = parse_block(block_bytes(made))
    assert [display(txid) for txid in block.txids] == [each.txid for each in made]
    assert [block.transaction(index) for index in range(len(made))] == made
    inputs = [txin for each in made for txin in each.inputs]
    assert block.outpoints == [txin.outpoint for txin in inputs]
    assert [block.script_sig(index) for index in range(len(inputs))] == [txin.script_sig for txin in inputs]
    assert [tuple(block.witness(index)) for index in range(len(inputs))] == [txin.witness for txin in inputs]
    outputs = [output for each in made for output in each.outputs]
    assert block.output_scripts == [output.script_pubkey for output in outputs]
    assert [block.output_value(index) for index in range(len(outputs))] == [output.sats for output in outputs]


@given(st.lists(transactions, min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_indexes_lead_from_a_transaction_to_its_inputs_and_outputs(made):
    block = parse_block(block_bytes(made))
    for index, transaction in enumerate(made):
        inputs = slice(block.first_inputs[index], block.first_inputs[index + 1])
        outputs = range(block.first_outputs[index], block.first_outputs[index + 1])
        assert block.outpoints[inputs] == [txin.outpoint for txin in transaction.inputs]
        assert [block.output_value(each) for each in outputs] == [each.sats for each in transaction.outputs]
    assert block.offsets[-1] == block.size


def test_long_scripts_many_outputs_and_odd_witnesses_are_read():
    block = parse_block(full_block())
    assert len(block.txids) == 5
    assert max(map(len, block.output_scripts)) == 301
    assert block.first_outputs[-1] - block.first_outputs[-2] == 254
    assert [len(block.witness(index)) for index in range(len(block.outpoints))] == [1, 0, 2, 0, 3, 0, 300, 0]


KEY_PROGRAM = p2wpkh(hash160(KEY))
SPENDS = [
    (TxInput(SOURCE, 0, witness=(SIGNATURE, KEY)), KEY_PROGRAM),
    (TxInput(SOURCE, 1, push(SIGNATURE) + push(UNCOMPRESSED_KEY)), p2pkh(hash160(UNCOMPRESSED_KEY))),
    (TxInput(SOURCE, 2, push(KEY_PROGRAM), witness=(SIGNATURE, KEY)), p2sh(hash160(KEY_PROGRAM))),
    (TxInput(SOURCE, 3, witness=(b"\x01", b"\x51")), p2wsh(sha256(b"\x51"))),
    (TxInput(SOURCE, 4, witness=(SCHNORR_SIGNATURE,)), None),
    (TxInput(SOURCE, 5, witness=(SCHNORR_SIGNATURE, KEY)), KEY_PROGRAM),
    (TxInput(SOURCE, 6, witness=(SIGNATURE, b"\x20" + KEY[1:])), p2wsh(sha256(b"\x20" + KEY[1:]))),
    (TxInput(SOURCE, 7, witness=(bytes(80), KEY)), None),
    (TxInput(SOURCE, 8), None),
]


def test_senders_are_derived_from_inputs_of_every_kind():
    block = parse_block(block_bytes([coinbase(), payment(*(txin for txin, _ in SPENDS))]))
    assert sender_scripts(block, range(len(block.outpoints))) == [None, *(script for _, script in SPENDS)]
    assert [sender_script(block, index) for index in range(10)] == sender_scripts(
        block, range(len(block.outpoints))
    )


def test_inputs_are_found_by_what_they_name_and_only_by_that():
    block = parse_block(block_bytes([coinbase(), payment(*(txin for txin, _ in SPENDS))]))
    named = [script for _, script in SPENDS]
    for script in {each for each in named if each is not None}:
        assert inputs_naming(block, {script}) == [1 + at for at, each in enumerate(named) if each == script]
    assert inputs_naming(block, set(named) - {None}) == [1 + at for at, each in enumerate(named) if each]
    assert inputs_naming(block, [p2tr(bytes(32)), p2wpkh(bytes(20)), p2sh(bytes(20))]) == []
    assert inputs_naming(block, ()) == []


items = st.one_of(
    st.binary(max_size=75), st.sampled_from([SIGNATURE, KEY, UNCOMPRESSED_KEY, SCHNORR_SIGNATURE])
)


@given(st.sampled_from([b"", push(KEY_PROGRAM)]), st.lists(items, max_size=3).map(tuple))
def test_the_short_cut_for_p2wpkh_agrees_with_the_rules(script_sig, witness):
    block = parse_block(block_bytes([coinbase(), payment(TxInput(SOURCE, 0, script_sig, witness=witness))]))
    assert sender_script(block, 1) == derive_sender(script_sig, witness)


def test_an_output_made_in_the_same_block_names_its_spender_for_certain():
    taproot = b"\x51\x20" + bytes(32)
    made = payment(scripts=[b"\x51", taproot])
    spent = payment(TxInput(made.txid, 1, witness=(SCHNORR_SIGNATURE,)))
    disguised = payment(TxInput(made.txid, 0, push(SIGNATURE) + push(KEY)))
    missing = payment(TxInput(made.txid, 2, push(SIGNATURE) + push(KEY)))
    block = parse_block(block_bytes([coinbase(), made, spent, disguised, missing]))
    assert sender_scripts(block, range(len(block.outpoints))) == [None, None, taproot, b"\x51", None]
    assert sender_script(block, 2) is None
    assert block.outpoints[2] == outpoint(made.txid, 1)


def test_the_coinbase_has_no_sender_whatever_it_looks_like():
    first = payment(TxInput("00" * 32, 0xFFFFFFFF, push(SIGNATURE) + push(KEY)), sats=COINS)
    block = parse_block(block_bytes([first]))
    assert sender_scripts(block, range(len(block.outpoints))) == [None]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "at byte 0: expected a header of 80 bytes"),
        (BLOCK_170[:79], "at byte 79: expected a header of 80 bytes"),
        (BLOCK_170[:80], "at byte 80: expected the number of transactions"),
        (
            BLOCK_170[:80] + b"\x00",
            "at byte 80: expected one transaction or as many as fit in the rest, not 0",
        ),
        (BLOCK_170[:80] + b"\x07" + BLOCK_170[81:], "at byte 80: expected one transaction .* not 7"),
        (BLOCK_170[:80] + b"\x03" + BLOCK_170[81:], "at byte 490: expected the version of a transaction"),
        (BLOCK_170[:80] + b"\x01" + BLOCK_170[81:], "at byte 215: expected the end of the block, and 275"),
        (BLOCK_170 + b"\x00", "at byte 490: expected the end of the block, and 1 bytes follow"),
        (BLOCK_170[:-1], "at byte 486: expected the locktime of 4 bytes, and 3 are left"),
        (BLOCK_170[:300], "at byte 257: expected an input script of 72 bytes, and 43 are left"),
        (
            BLOCK_170[:300] + BLOCK_170[301:],
            "at byte 333: expected a number of outputs from 1 to the 17 that can fit",
        ),
        (BLOCK_170 + bytes(MAX_BLOCK_SIZE), "at byte 4000000: expected the end of the block"),
    ],
)
def test_a_fault_is_named_with_its_byte_in_the_block(raw, message):
    with pytest.raises(BlockFormatError, match=message):
        parse_block(raw)


def test_a_header_alone_is_read_and_what_follows_it_ignored():
    assert parse_header(BLOCK_170[:80]) == parse_header(BLOCK_170)


def test_the_lists_agree_with_embit():
    embit = pytest.importorskip("embit.transaction")
    block = parse_block(full_block())
    for index, txid in enumerate(block.txids):
        raw = block.raw[block.offsets[index] : block.offsets[index + 1]]
        assert embit.Transaction.parse(raw).txid() == txid[::-1]


def test_the_lists_agree_with_python_bitcoinlib():
    core = pytest.importorskip("bitcoin.core")
    block = parse_block(full_block())
    theirs = core.CBlock.deserialize(block.raw)
    assert [each.GetTxid() for each in theirs.vtx] == block.txids
    assert [bytes(out.scriptPubKey) for each in theirs.vtx for out in each.vout] == block.output_scripts
