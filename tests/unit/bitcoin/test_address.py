"""Addresses: every vector of BIP173 and BIP350, and Bitcoin Core's key_io_valid.json for base58."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin import base58, bech32
from monitor.bitcoin.address import address_for_script, script_for_address
from monitor.bitcoin.bech32 import Variant
from monitor.bitcoin.network import Network
from monitor.bitcoin.script import p2pk, p2pkh, p2sh, witness_script_pubkey
from monitor.errors import AddressError

MAIN, TESTNET, SIGNET, REGTEST = Network.MAIN, Network.TESTNET, Network.SIGNET, Network.REGTEST

SEGWIT = (
    # BIP173 and BIP350
    ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "0014751e76e8199196d454941c45d1b3a323f1433bd6"),
    (
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
        "00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
    ),
    (
        "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
        "5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6",
    ),
    ("BC1SW50QGDZ25J", "6002751e"),
    ("bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", "5210751e76e8199196d454941c45d1b3a323"),
    (
        "tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy",
        "0020000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433",
    ),
    (
        "tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c",
        "5120000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433",
    ),
    (
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
    ),
    # key_io_valid.json
    ("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9", "00146f58bac9506f9bfb821d62e69330410bb56f0085"),
    (
        "bcrt1pfwxjqvtt4tcxrtdluukfmy2dv7xd2qzdfy6kajv5nwn4yam3wxkq3553uh",
        "51204b8d20316baaf061adbfe72c9d914d678cd5004d49356ec9949ba752777171ac",
    ),
    (
        "bcrt1sx6p8njlx7h9mc2agz4yg82dzne23050ncq72cneeecez2pst8mahn8xecsf8g6hzx94420",
        "6028368279cbe6f5cbbc2ba8154883a9a29e5517d1f3c03cac4f39ce3225060b3efb799cd9c412746ae2",
    ),
)
BASE58 = (
    ("1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2mo", "76a914a31c06bd463e3923bc1aadbde48b16976c08071788ac"),
    ("36j4NfKv6Akva9amjWrLG6MuSQym1GuEmm", "a914373b819a068f32b7a6b38b6b38729647cfde01c287"),
    ("1FjL87pn8ky6Vbavd1ZHeChRXtoxwRGCRd", "76a914a19331b7b2627e663e25a7b001e4c0dcc5e21bc788ac"),
    ("3BZECeAH8gSKkjrTx8PwMrNQBLG18yHpvf", "a9146c382dcdf5b284760c8e3fead91f7422cd76aa8787"),
)
BASE58_ELSEWHERE = (
    ("mzK2FFDEhxqHcmrJw1ysqFkVyhUULo45hZ", "76a914ce28b26c57472737f5c3561a1761185bd8589a4388ac"),
    ("2NC2hEhe28ULKAJkW5MjZ3jtTMJdvXmByvK", "a914ce0bba75891ff9ec60148d4bd4a09ee2dc5c933187"),
    ("mww4LvqtTMKvmeQvizPz2EQv26xTneWrbg", "76a914b4110ba93ac54afc14da3bdd19614774a2d55d2988ac"),
    ("2N1r7aC69VHeE7yQJPDLi9T1PYq4wnwvjuT", "a9145e5a35ab44b3efaea5129ba22b88ba3e2976614587"),
    ("n4fajahJrAuKbN7uNsKjLjQkz9Qn5ewJXQ", "76a914fdeca3b08e38af53d7c4c60e3ad208ce5066441088ac"),
    ("2MxFajLApXpYk4VodBSZSt7rw8y4ryABkfA", "a91436e9f191e0b75036a77f65e2eaa4752443233fbe87"),
)
INVALID = (
    # BIP173; what it lists as valid for versions above 0 is of the wrong variant since BIP350
    ("tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty", "not an address"),
    ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "bad checksum"),
    ("BC13W508D6QEJXTDG4Y5R3ZARVARY0C5XW7KN40WF2", "no witness version 17"),
    ("bc1rw5uspcuh", "bad length: a witness program of 1 bytes"),
    ("bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90", "bad length"),
    ("BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", "16 bytes instead of 20 or 32"),
    ("tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sL5k7", "not mixed"),
    ("bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du", "bad length: a character too many"),
    ("tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3pjxtptv", "padding bits are not zero"),
    ("bc1gmk9yu", "bad length: nothing after"),
    ("bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx", "wrong variant"),
    ("BC1SW50QA3JX3S", "wrong variant: witness version 16 is written in bech32m, and this is bech32"),
    ("bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj", "wrong variant"),
    # BIP350
    ("tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut", "not an address"),
    ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", "wrong variant"),
    ("tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf", "wrong variant"),
    ("BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL", "wrong variant"),
    ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", "version 0 is written in bech32, and this is bech32m"),
    ("tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47", "wrong variant"),
    ("bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4", "character 'o'"),
    ("BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R", "no witness version 17"),
    ("bc1pw5dgrnzv", "bad length: a witness program of 1 bytes"),
    ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav", "of 41 bytes"),
    ("tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq", "not mixed"),
    ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf", "a character too many"),
    ("tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j", "padding bits are not zero"),
    # our own
    ("", "empty"),
    ("1" * 91, "longer than 90"),
    ("mara", "too short"),
    ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "bad checksum"),
    ("5JuW2AMDYu4xVwRG9DZW18VbzQrGcd5RCgb99sS6ehJsNQXu5b9", "of no bitcoin network"),
    (base58.encode_check(bytes(20)), "19 bytes of hash instead of 20"),
    (base58.encode_check(bytes(22)), "21 bytes of hash instead of 20"),
)


def network_of(address: str) -> Network:
    start = address.lower()
    return REGTEST if start.startswith("bcrt1") else TESTNET if start.startswith("tb1") else MAIN


@pytest.mark.parametrize(("address", "script"), SEGWIT)
def test_a_segwit_address_and_its_script_belong_together(address, script):
    network = network_of(address)
    assert script_for_address(address, network).hex() == script
    assert script_for_address(address.upper(), network).hex() == script
    assert address_for_script(bytes.fromhex(script), network) == address.lower()


@pytest.mark.parametrize(("address", "script"), BASE58)
def test_a_mainnet_base58_address_and_its_script_belong_together(address, script):
    assert script_for_address(address, MAIN).hex() == script
    assert address_for_script(bytes.fromhex(script), MAIN) == address


@pytest.mark.parametrize("network", [TESTNET, SIGNET, REGTEST])
@pytest.mark.parametrize(("address", "script"), BASE58_ELSEWHERE)
def test_the_other_networks_share_their_base58_addresses(address, script, network):
    assert script_for_address(address, network).hex() == script
    assert address_for_script(bytes.fromhex(script), network) == address


def test_testnet_and_signet_share_their_segwit_addresses():
    address = "tb1q3vya2h5435jkugq2few7dmktlrwq4ejmfaw7kr"
    assert script_for_address(address, TESTNET) == script_for_address(address, SIGNET)


@pytest.mark.parametrize(("address", "reason"), INVALID)
def test_an_invalid_address_is_refused_with_its_reason(address, reason):
    with pytest.raises(AddressError, match=re.escape(reason)) as refusal:
        script_for_address(address, network_of(address))
    assert str(refusal.value).startswith(repr(address)[:80])


@pytest.mark.parametrize(
    ("address", "network", "reason"),
    [
        ("1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2mo", REGTEST, "an address of main, not of regtest"),
        ("2NC2hEhe28ULKAJkW5MjZ3jtTMJdvXmByvK", MAIN, "of testnet or signet or regtest, not of main"),
        ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", SIGNET, "an address of main, not of signet"),
        ("tb1q3vya2h5435jkugq2few7dmktlrwq4ejmfaw7kr", MAIN, "an address of testnet or signet, not of main"),
        ("tb1q3vya2h5435jkugq2few7dmktlrwq4ejmfaw7kr", REGTEST, "testnet or signet, not of regtest"),
        ("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9", TESTNET, "an address of regtest, not of testnet"),
    ],
)
def test_an_address_of_another_network_is_refused_by_both_names(address, network, reason):
    with pytest.raises(AddressError, match=reason):
        script_for_address(address, network)


def test_a_program_of_no_known_version_0_length_is_refused_though_its_checksum_is_right():
    text = bech32.encode("bc", [0, *bech32.five_bit_groups(bytes(21))], Variant.BECH32)
    with pytest.raises(AddressError, match="21 bytes instead of 20 or 32"):
        script_for_address(text, MAIN)


@pytest.mark.parametrize(
    "script",
    [
        b"",
        p2pk(b"\x02" + bytes(32)),
        b"\x51\x21\x02" + bytes(32) + b"\x51\xae",
        b"\x6a\x04data",
        witness_script_pubkey(0, bytes(21)),
        p2pkh(bytes(20)) + b"\x00",
        p2sh(bytes(20))[:-1] + b"\x88",
        b"\x50\x20" + bytes(32),
        b"\x61\x20" + bytes(32),
        b"\x51\x01\x00",
        b"\x51\x29" + bytes(41),
        b"\x51\x20" + bytes(31),
    ],
)
def test_a_script_without_address_form_has_none(script):
    assert address_for_script(script, MAIN) is None


@given(
    script=st.one_of(
        st.builds(p2pkh, st.binary(min_size=20, max_size=20)),
        st.builds(p2sh, st.binary(min_size=20, max_size=20)),
        st.builds(witness_script_pubkey, st.just(0), st.sampled_from([20, 32]).map(bytes)),
        st.builds(witness_script_pubkey, st.integers(1, 16), st.binary(min_size=2, max_size=40)),
    ),
    network=st.sampled_from(Network),
)
def test_every_script_with_an_address_comes_back_from_it(script, network):
    address = address_for_script(script, network)
    assert address is not None
    assert script_for_address(address, network) == script


@given(st.text(max_size=100), st.sampled_from(Network))
def test_any_text_is_an_address_or_refused(text, network):
    try:
        script = script_for_address(text, network)
    except AddressError as refusal:
        assert str(refusal)  # noqa: PT017 - either outcome is fine, another exception is not
    else:
        assert address_for_script(script, network) is not None
