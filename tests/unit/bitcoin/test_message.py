"""Signed messages prove an address, and nothing else does."""

import base64
from hashlib import sha256

import pytest
from ecdsa import SECP256k1, SigningKey
from ecdsa.util import sigencode_string

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.compact_size import compact_size
from monitor.bitcoin.hashes import hash160, sha256d
from monitor.bitcoin.message import SignatureError, recovered_key, require_signed
from monitor.bitcoin.network import Network
from monitor.bitcoin.script import OP_1, OP_CHECKMULTISIG, p2pkh, p2sh, p2tr, p2wpkh, p2wsh, push

TEXT = "I am an OKX address"
KEYS = [SigningKey.from_secret_exponent(number + 7, SECP256k1) for number in range(3)]


def sign(key: SigningKey, text: str = TEXT) -> str:
    message = text.encode()
    magic = b"Bitcoin Signed Message:\n"
    digest = sha256d(compact_size(len(magic)) + magic + compact_size(len(message)) + message)
    raw = key.sign_digest_deterministic(digest, sha256, sigencode=sigencode_string)
    for header in range(31, 35):
        signature = base64.b64encode(bytes([header]) + raw).decode()
        if recovered_key(text, signature).compressed == public(key):
            return signature
    raise AssertionError


def public(key: SigningKey, form: str = "compressed") -> bytes:
    return key.verifying_key.to_string(form)


def multisig(needed: int = 2) -> bytes:
    return (
        bytes([OP_1 + needed - 1])
        + b"".join(push(public(key)) for key in KEYS)
        + bytes([OP_1 + 2, OP_CHECKMULTISIG])
    )


def test_a_signature_of_electrums_documentation_is_its_addresss() -> None:
    script = script_for_address("1F3sAm6ZtwLAUnj7d38pGFxtP3RVEvtsbV", Network.MAIN)
    signature = "H9L5yLFjti0QTHhPyFrZCT1V/MMnBtXKmoiKDZ78NDBjERki6ZTQZdSMCtkgoNmp17By9ItJr8o7ChX0XxY91nk="
    require_signed(script, "This is an example of a signed message.", [signature])
    with pytest.raises(SignatureError, match="another key's"):
        require_signed(script, "This is another message.", [signature])


@pytest.mark.parametrize(
    "script",
    [
        p2pkh(hash160(public(KEYS[0]))),
        p2pkh(hash160(public(KEYS[0], "uncompressed"))),
        p2wpkh(hash160(public(KEYS[0]))),
        p2sh(hash160(p2wpkh(hash160(public(KEYS[0]))))),
    ],
    ids=["P2PKH", "P2PKH uncompressed", "P2WPKH", "P2SH-P2WPKH"],
)
def test_one_key_proves_its_addresses(script: bytes) -> None:
    require_signed(script, TEXT, [sign(KEYS[0])])
    require_signed(script, TEXT, [sign(KEYS[0])], public(KEYS[0]))
    with pytest.raises(SignatureError, match="another key's"):
        require_signed(script, TEXT, [sign(KEYS[1])])


@pytest.mark.parametrize("wrap", ["p2sh", "p2wsh", "p2sh-p2wsh"])
def test_two_of_three_keys_prove_a_multisig_and_one_does_not(wrap: str) -> None:
    witness = p2wsh(sha256(multisig()).digest())
    script = {"p2sh": p2sh(hash160(multisig())), "p2wsh": witness, "p2sh-p2wsh": p2sh(hash160(witness))}[wrap]
    require_signed(script, TEXT, [sign(KEYS[0]), sign(KEYS[2])], multisig())
    stranger = SigningKey.from_secret_exponent(99, SECP256k1)
    for signatures in ([sign(KEYS[0])], [sign(KEYS[0])] * 2, [sign(KEYS[0]), sign(stranger)]):
        with pytest.raises(SignatureError, match="1 of its keys have signed, and 2 are needed"):
            require_signed(script, TEXT, signatures, multisig())
    with pytest.raises(SignatureError, match="another address's"):
        require_signed(script, TEXT, [sign(KEYS[0]), sign(KEYS[1])], multisig(1))


@pytest.mark.parametrize(
    ("signature", "what"),
    [
        ("?", "base64"),
        ("", "65 bytes"),
        (base64.b64encode(bytes(65)).decode(), "65 bytes"),
        (base64.b64encode(b"\x1f" + bytes(64)).decode(), "no key"),
        (base64.b64encode(b"\x1f" + b"\xff" * 64).decode(), "no key"),
        (base64.b64encode(b"\x1f" + (5).to_bytes(32, "big") + b"\x01" * 32).decode(), "no key"),
    ],
)
def test_what_is_no_signature_is_refused(signature: str, what: str) -> None:
    with pytest.raises(SignatureError, match=what):
        require_signed(p2tr(bytes(32)), TEXT, [signature])


def test_a_script_that_is_no_multisig_proves_nothing() -> None:
    odd = b"\x51\x51"
    with pytest.raises(SignatureError, match="no multisig"):
        require_signed(p2sh(hash160(odd)), TEXT, [sign(KEYS[0])], odd)
    with pytest.raises(SignatureError, match="no signature"):
        require_signed(p2sh(hash160(odd)), TEXT, [], odd)
