import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.script import p2pkh, p2sh, p2tr, p2wpkh, p2wsh, push
from monitor.bitcoin.senders import derive_sender
from tests.unit.bitcoin.made import (
    KEY,
    OTHER_KEY,
    SCHNORR_SIGNATURE,
    SIGNATURE,
    UNCOMPRESSED_KEY,
    hash160,
    sha256,
)

MULTISIG = b"\x52" + push(KEY) + push(OTHER_KEY) + b"\x52\xae"
HASH_LOCK = b"\xa8\x20" + bytes(32) + b"\x88" + push(KEY) + b"\xac"
KEY_PROGRAM = p2wpkh(hash160(KEY))
SCRIPT_PROGRAM = p2wsh(sha256(MULTISIG))
CONTROL_BLOCK = b"\xc0" + bytes(range(32))
SIGNATURE_LIKE_A_SCRIPT = b"\x30\x44" + bytes(47) + push(bytes(20)) + b"\xac"
KEY_LIKE_A_SCRIPT = b"\x02" + bytes(2) + push(bytes(20)) + b"\xac" + b"\x61" * 8

DERIVED = {
    "P2PKH": (push(SIGNATURE) + push(KEY), (), p2pkh(hash160(KEY))),
    "P2PKH, uncompressed": (
        push(SIGNATURE) + push(UNCOMPRESSED_KEY),
        (),
        p2pkh(hash160(UNCOMPRESSED_KEY)),
    ),
    "P2PKH, signed by nobody": (push(b"\x01" * 70) + push(KEY), (), p2pkh(hash160(KEY))),
    "P2PKH, longer pushes": (
        b"\x4c" + push(SIGNATURE) + b"\x4c" + push(KEY),
        (),
        p2pkh(hash160(KEY)),
    ),
    "P2SH multisig": (b"\x00" + push(SIGNATURE) * 2 + push(MULTISIG), (), p2sh(hash160(MULTISIG))),
    "P2SH hash lock": (
        push(SIGNATURE) + push(b"preimage") + push(HASH_LOCK),
        (),
        p2sh(hash160(HASH_LOCK)),
    ),
    "P2SH branch": (push(SIGNATURE) + b"\x51" + push(HASH_LOCK), (), p2sh(hash160(HASH_LOCK))),
    "P2SH P2PK": (
        push(SIGNATURE) + push(push(KEY) + b"\xac"),
        (),
        p2sh(hash160(push(KEY) + b"\xac")),
    ),
    "P2SH-P2WPKH": (push(KEY_PROGRAM), (SIGNATURE, KEY), p2sh(hash160(KEY_PROGRAM))),
    "P2SH-P2WSH": (
        push(SCRIPT_PROGRAM),
        (b"", SIGNATURE, SIGNATURE, MULTISIG),
        p2sh(hash160(SCRIPT_PROGRAM)),
    ),
    "P2WPKH": (b"", (SIGNATURE, KEY), KEY_PROGRAM),
    "P2WPKH, signed by nobody": (b"", (bytes(64), KEY), KEY_PROGRAM),
    "P2WPKH, under a cut signature": (b"", (SIGNATURE[:-1], KEY), KEY_PROGRAM),
    "P2WSH multisig": (b"", (b"", SIGNATURE, SIGNATURE, MULTISIG), SCRIPT_PROGRAM),
    "P2WSH without arguments": (b"", (b"\x51",), p2wsh(sha256(b"\x51"))),
    "P2WSH of 33 bytes": (b"", (b"", b"\x20" + bytes(32)), p2wsh(sha256(b"\x20" + bytes(32)))),
    "P2WSH as long as a control block": (
        b"",
        (SIGNATURE, b"\x21" + KEY + b"\xac" + b"\x75" * 30),
        p2wsh(sha256(b"\x21" + KEY + b"\xac" + b"\x75" * 30)),
    ),
}

UNKNOWN = {
    "nothing": (b"", ()),
    "P2PK": (push(SIGNATURE), ()),
    "bare multisig": (b"\x00" + push(SIGNATURE) * 2, ()),
    "bare multisig of one": (b"\x00" + push(SIGNATURE), ()),
    "a key without a signature": (push(KEY), ()),
    "a key under two signatures": (push(SIGNATURE) * 2 + push(KEY), ()),
    "a key of no known form": (push(SIGNATURE) + push(b"\x05" + KEY[1:]), ()),
    "a key too short": (push(SIGNATURE) + push(KEY[:-1]), ()),
    "a preimage": (push(bytes(32)), ()),
    "a number": (b"\x51", ()),
    "a cut push": (push(SIGNATURE) + push(KEY)[:-1], ()),
    "more than pushes": (push(SIGNATURE) + push(KEY) + b"\x61", ()),
    "a redeem script too long": (push(MULTISIG + b"\x61" * 500), ()),
    "bare multisig, by a signature that reads as a script": (b"\x00" + push(SIGNATURE_LIKE_A_SCRIPT), ()),
    "a key that reads as a script": (push(KEY_LIKE_A_SCRIPT), ()),
    "an input script too long": (b"\x51" * 10_000 + push(MULTISIG), ()),
    "an anyone-can-spend P2SH program": (push(KEY_PROGRAM), ()),
    "nested, of another key": (push(KEY_PROGRAM), (SIGNATURE, OTHER_KEY)),
    "nested, of another script": (push(SCRIPT_PROGRAM), (b"", MULTISIG + b"\x61")),
    "nested, of version 1": (push(p2tr(bytes(32))), (SIGNATURE, KEY)),
    "nested, pushed the long way": (b"\x4c" + push(KEY_PROGRAM), (SIGNATURE, KEY)),
    "nested, with more": (push(KEY_PROGRAM) + b"\x00", (SIGNATURE, KEY)),
    "taproot by key": (b"", (SCHNORR_SIGNATURE,)),
    "taproot by key with sighash": (b"", (SCHNORR_SIGNATURE + b"\x01",)),
    "taproot by key with annex": (b"", (SCHNORR_SIGNATURE, b"\x50annex")),
    "taproot by script": (b"", (SCHNORR_SIGNATURE, push(KEY[1:]) + b"\xac", CONTROL_BLOCK)),
    "taproot by script, odd": (b"", (b"\x51", b"\xc1" + CONTROL_BLOCK[1:] + bytes(32))),
    "taproot by a later leaf version": (b"", (b"\x51", b"\xfa" + CONTROL_BLOCK[1:])),
    "a witness key without a signature": (b"", (b"", KEY)),
    "a witness key under something short": (b"", (b"\x01" * 8, KEY)),
    "a key under something short": (push(b"\x01" * 8) + push(KEY), ()),
    "an empty item": (b"", (b"",)),
    "an empty script": (b"", (b"\x01", b"")),
    "a witness script too long": (b"", (b"\x51" * 10_001,)),
    "a witness argument too long": (b"", (bytes(521), b"\x75\x51")),
}


@pytest.mark.parametrize(("script_sig", "witness", "script"), DERIVED.values(), ids=DERIVED)
def test_the_spent_script_is_derived_from(script_sig, witness, script):
    assert derive_sender(script_sig, witness) == script


@pytest.mark.parametrize(("script_sig", "witness"), UNKNOWN.values(), ids=UNKNOWN)
def test_the_spent_script_stays_unknown_for(script_sig, witness):
    assert derive_sender(script_sig, witness) is None


def test_bip143s_nested_example_is_derived():
    key = bytes.fromhex("03ad1d8e89212f0b92c74d23bb710c00662ad1470198ac48c43f7d6f93a2a26873")
    script_sig = bytes.fromhex("16001479091972186c449eb1ded22b78e40d009bdf0089")
    script = bytes.fromhex("a9144733f37cf4db86fbc2efed2500b4f4e49f31202387")
    assert derive_sender(script_sig, (SIGNATURE, key)) == script


items = st.one_of(
    st.binary(max_size=80),
    st.sampled_from([SIGNATURE, SCHNORR_SIGNATURE, KEY, UNCOMPRESSED_KEY, MULTISIG, CONTROL_BLOCK, b""]),
)


@given(
    script_sig=st.one_of(
        st.binary(max_size=150), st.lists(items, max_size=4).map(lambda s: b"".join(map(push, s)))
    ),
    witness=st.lists(items, max_size=4),
)
def test_any_input_gives_a_standard_script_or_none(script_sig, witness):
    script = derive_sender(script_sig, witness)
    assert script is None or len(script) in (22, 23, 25, 34)
