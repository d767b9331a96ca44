import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.script import (
    is_pubkey,
    operations,
    p2pk,
    p2pkh,
    p2sh,
    p2tr,
    p2wpkh,
    p2wsh,
    push,
    pushes,
    reveals_keys,
    witness_program,
    witness_script_pubkey,
)
from tests.unit.bitcoin.made import KEY, SIGNATURE, UNCOMPRESSED_KEY

HASH20, HASH32 = bytes(range(20)), bytes(range(32))


@pytest.mark.parametrize(
    ("script", "text"),
    [
        (p2pkh(HASH20), "76a914" + HASH20.hex() + "88ac"),
        (p2sh(HASH20), "a914" + HASH20.hex() + "87"),
        (p2wpkh(HASH20), "0014" + HASH20.hex()),
        (p2wsh(HASH32), "0020" + HASH32.hex()),
        (p2tr(HASH32), "5120" + HASH32.hex()),
        (p2pk(KEY), "21" + KEY.hex() + "ac"),
        (p2pk(UNCOMPRESSED_KEY), "41" + UNCOMPRESSED_KEY.hex() + "ac"),
        (witness_script_pubkey(16, b"\x75\x1e"), "6002751e"),
    ],
)
def test_standard_scripts_have_their_known_bytes(script, text):
    assert script.hex() == text


@given(st.integers(0, 16), st.binary(min_size=2, max_size=40))
def test_a_witness_program_is_found_in_its_script(version, program):
    assert witness_program(witness_script_pubkey(version, program)) == (version, program)


@given(
    st.lists(
        st.one_of(st.binary(max_size=100), st.sampled_from([75, 76, 255, 256, 65_535]).map(bytes)), max_size=5
    )
)
def test_pushes_are_read_as_they_were_made(items):
    assert pushes(b"".join(map(push, items))) == items


@pytest.mark.parametrize(
    ("script", "stack"),
    [
        ("", []),
        ("00", [b""]),
        ("4f", [b"\x81"]),
        ("5160", [b"\x01", b"\x10"]),
        ("4c0161", [b"a"]),
        ("4d010061", [b"a"]),
        ("4e0100000061", [b"a"]),
    ],
)
def test_every_kind_of_push_counts(script, stack):
    assert pushes(bytes.fromhex(script)) == stack


@pytest.mark.parametrize("script", ["50", "61", "0161ac", "6a"])
def test_a_script_that_does_more_than_push_is_not_push_only(script):
    assert pushes(bytes.fromhex(script)) is None


@pytest.mark.parametrize("script", ["02aa", "4c", "4c02aa", "4d", "4dff", "4e000000", "4effffffffaa"])
def test_a_push_cut_short_makes_a_script_unreadable(script):
    assert operations(bytes.fromhex(script)) is None
    assert pushes(bytes.fromhex(script)) is None
    assert not reveals_keys(bytes.fromhex(script))


@given(st.binary(max_size=200))
def test_any_bytes_read_as_operations_or_are_cut_short(script):
    found = operations(script)
    if found is not None:
        assert sum(1 + len(data) for _, data in found) <= len(script)


@pytest.mark.parametrize("key", [KEY, b"\x03" + bytes(32), UNCOMPRESSED_KEY])
def test_public_keys_are_known_by_length_and_first_byte(key):
    assert is_pubkey(key)


@pytest.mark.parametrize("data", [b"", KEY[:-1], b"\x04" + KEY[1:], b"\x02" + bytes(64), SIGNATURE])
def test_other_bytes_are_no_public_key(data):
    assert not is_pubkey(data)


def test_a_multisig_and_a_locked_key_reveal_keys():
    assert reveals_keys(b"\x51" + push(KEY) + b"\x51\xae")
    assert reveals_keys(push(b"\x10") + b"\xb1\x75" + push(KEY) + b"\xad\x51")
    assert reveals_keys(p2pkh(HASH20))


@pytest.mark.parametrize("script", [b"", b"\x51", SIGNATURE, KEY, push(KEY), b"\xac", push(HASH32) + b"\xac"])
def test_what_checks_no_signature_against_a_key_reveals_none(script):
    assert not reveals_keys(script)
