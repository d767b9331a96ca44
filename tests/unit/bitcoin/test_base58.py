"""Vectors of Bitcoin Core's base58_encode_decode.json, without the two longest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.base58 import decode, decode_check, encode, encode_check
from monitor.errors import AddressError

VECTORS = (
    ("", ""),
    ("61", "2g"),
    ("626262", "a3gV"),
    ("636363", "aPEr"),
    ("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"),
    ("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"),
    ("516b6fcd0f", "ABnLTmg"),
    ("bf4f89001e670274dd", "3SEo3LWLoPntC"),
    ("572e4794", "3EFU7m"),
    ("ecac89cad93923c02321", "EJDM8drfXA6uyA"),
    ("10c8511e", "Rt5zm"),
    ("00000000000000000000", "1111111111"),
    ("00" * 40, "1" * 40),
    ("00" * 39 + "01", "1" * 39 + "2"),
    (
        "000111d38e5fc9071ffcd20b4a763cc9ae4f252bb4e48fd66a835e252ada93ff480d6dd43dc62a641155a5",
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
    ),
    ("271f359e", "zzzzy"),
    ("271f359f", "zzzzz"),
    ("271f35a0", "211111"),
    ("271f35a1", "211112"),
)


@pytest.mark.parametrize(("data", "text"), VECTORS)
def test_published_vectors_are_read_and_written(data, text):
    assert encode(bytes.fromhex(data)) == text
    assert decode(text).hex() == data


@pytest.mark.parametrize("character", ["0", "I", "O", "l", " ", "-", "é"])
def test_a_character_outside_the_alphabet_is_named(character):
    with pytest.raises(AddressError, match=f"character '{character}'"):
        decode("1NS17iag" + character)


@given(st.binary(max_size=60))
def test_any_payload_survives_with_its_checksum(payload):
    if payload:
        assert decode_check(encode_check(payload)) == payload
    else:
        with pytest.raises(AddressError, match="too short"):
            decode_check(encode_check(payload))


def test_a_wrong_checksum_is_refused():
    with pytest.raises(AddressError, match="bad checksum"):
        decode_check("1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9M")
