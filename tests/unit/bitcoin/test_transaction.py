import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.transaction import (
    Transaction,
    TxInput,
    TxOutput,
    outpoint,
    parse_transaction,
    read_transaction,
)
from monitor.errors import BlockFormatError
from tests.unit.bitcoin.made import KEY, SIGNATURE, SOURCE, WITNESSED, payment, transactions

# The first payment ever made, in block 170.
FIRST_PAYMENT = bytes.fromhex(
    "0100000001c997a5e56e104102fa209c6a852dd90660a20b2d9c352423edce25857fcd3704000000004847304402204e45e169"
    "32b8af514961a1d3a1a25fdf3f4f7732e9d624c6c61548ab5fb8cd410220181522ec8eca07de4860a4acdd12909d831cc56cbb"
    "ac4622082221a8768d1d0901ffffffff0200ca9a3b00000000434104ae1a62fe09c5f51b13905f07f06b99a2f7159b2225f374"
    "cd378d71302fa28414e7aab37397f554a7df5f142c21c1b7303b8a0626f1baded5c72a704f7e6cd84cac00286bee0000000043"
    "410411db93e1dcdb8a016b49840f8c53bc1eb68a382e97b1482ecad7b148a6909a5cb2e0eaddfb84ccf9744464f82e160bfa9b"
    "8b64f9d4c03f999b8643f656b412a3ac00000000"
)
# BIP143, the signed native P2WPKH example
SEGWIT_PAYMENT = bytes.fromhex(
    "01000000000102fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f00000000494830450221008b"
    "9d1dc26ba6a9cb62127b02742fa9d754cd3bebf337f7a55d114c8e5cdd30be022040529b194ba3f9281a99f2b1c0a19c0489bc"
    "22ede944ccf4ecbab4cc618ef3ed01eeffffffef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b55d57b90ec68a"
    "0100000000ffffffff02202cb206000000001976a9148280b37df378db99f66f85c95a783a76ac7a6d5988ac9093510d000000"
    "001976a9143bde42dbee7e4dbe6a21b2d50ce2f0167faa815988ac000247304402203609e17b84f6a7d30c80bfa610b5b4542f"
    "32a8a0d5447a12fb1366d7f01cc44a0220573a954c4518331561406f90300e8f3358f51928d43c212a8caed02de67eebee0121"
    "025476c2e83188368da1ff3e292e7acafcdb3566bb0ad253f62fc70f07aeee635711000000"
)


def test_the_first_payment_is_read():
    transaction = parse_transaction(FIRST_PAYMENT)
    assert transaction.txid == "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16"
    assert transaction.wtxid == transaction.txid
    assert [output.sats for output in transaction.outputs] == [10 * 10**8, 40 * 10**8]
    assert transaction.inputs[0].txid == "0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9"
    assert transaction.serialize() == FIRST_PAYMENT


def test_a_segwit_payment_is_read_with_its_witness():
    transaction = parse_transaction(SEGWIT_PAYMENT)
    assert transaction.txid == "e8151a2af31c368a35053ddd4bdb285a8595c769a3ad83e0fa02314a602d4609"
    assert transaction.wtxid == "c36c38370907df2324d9ce9d149d191192f338b37665a82e78e76a12c909b762"
    assert transaction.locktime == 17
    assert [len(txin.witness) for txin in transaction.inputs] == [0, 2]
    assert transaction.serialize() == SEGWIT_PAYMENT
    assert parse_transaction(transaction.serialize_stripped()).txid == transaction.txid
    assert transaction.wtxid != transaction.txid


@given(transactions)
def test_a_transaction_survives_its_serialization(transaction):
    raw = transaction.serialize()
    assert parse_transaction(raw) == transaction
    assert read_transaction(b"before" + raw + b"behind", 6) == (transaction, 6 + len(raw))


@given(transactions, st.data())
def test_a_truncated_transaction_is_refused_at_a_byte_it_has(transaction, data):
    raw = transaction.serialize()
    kept = data.draw(st.integers(0, len(raw) - 1))
    with pytest.raises(BlockFormatError) as refusal:
        parse_transaction(raw[:kept])
    assert 0 <= refusal.value.offset <= kept


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "at byte 0: expected the version of a transaction of 4 bytes, and 0 are left"),
        (FIRST_PAYMENT + b"\x00", "at byte 275: expected the end of the transaction, and 1 bytes follow"),
        (FIRST_PAYMENT[:4] + b"\xfc" + FIRST_PAYMENT[5:], "at byte 4: expected a number of inputs from 1 to"),
        (FIRST_PAYMENT[:4] + b"\x00" + FIRST_PAYMENT[5:], "at byte 4: expected a number of inputs from 1 to"),
        (SEGWIT_PAYMENT[:5] + b"\x02" + SEGWIT_PAYMENT[6:], "at byte 4: expected a number of inputs from 1"),
        (
            FIRST_PAYMENT[:118] + b"\x02" + bytes(5),
            "at byte 118: expected a number of outputs from 1 to the 0",
        ),
        (FIRST_PAYMENT[:-1], "at byte 271: expected the locktime of 4 bytes, and 3 are left"),
    ],
)
def test_a_fault_is_named_with_its_byte(raw, message):
    with pytest.raises(BlockFormatError, match=message):
        parse_transaction(raw)


def test_a_segwit_flag_without_any_witness_is_refused():
    raw = WITNESSED.serialize_stripped()
    empty = raw[:4] + b"\x00\x01" + raw[4:-4] + b"\x00" + raw[-4:]
    with pytest.raises(BlockFormatError, match="a witness, since the segwit flag is set") as refusal:
        parse_transaction(empty)
    assert refusal.value.offset == len(empty) - 5


def test_an_outpoint_is_what_an_input_serializes():
    txin = TxInput("01" + "00" * 31, 258)
    assert txin.outpoint == bytes(31) + b"\x01" + b"\x02\x01\x00\x00" == outpoint(txin.txid, txin.vout)
    assert txin.outpoint in payment(txin).serialize()


def test_txid_ignores_the_witness_and_wtxid_does_not():
    plain = Transaction(2, (TxInput(SOURCE, 0),), (TxOutput(1, b""),))
    signed = Transaction(2, (TxInput(SOURCE, 0, witness=(SIGNATURE, KEY)),), (TxOutput(1, b""),))
    assert plain.txid == signed.txid == plain.wtxid
    assert signed.wtxid != signed.txid
