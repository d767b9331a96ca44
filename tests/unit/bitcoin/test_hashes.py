import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin import hashes, ripemd160

# "RIPEMD-160: A Strengthened Version of RIPEMD", appendix B
RIPEMD160 = (
    (b"", "9c1185a5c5e9fc54612808977ee8f548b2258d31"),
    (b"a", "0bdc9d2d256b3ee9daae347be6f4dc835a467ffe"),
    (b"abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
    (b"message digest", "5d0689ef49d2fae572b881b123a85ffa21595f36"),
    (b"abcdefghijklmnopqrstuvwxyz", "f71c27109c692c1b56bbdceb5b9d2865b3708dbc"),
    (
        b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "12a053384a9c0c88e405a06c27dcf49ada62eb2b",
    ),
    (
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "b0e20b6e3116640286ed3a87a5713079b21f5189",
    ),
    (b"1234567890" * 8, "9b752e45573d4b39f4dbd3323cab82bf63326bfb"),
)
GENERATOR = bytes.fromhex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")
HASH_OF_GENERATOR = "751e76e8199196d454941c45d1b3a323f1433bd6"
"""BIP173 gives both."""


@pytest.mark.parametrize(("data", "digest"), RIPEMD160)
def test_ripemd160_in_plain_python_gives_the_published_digests(data, digest):
    assert ripemd160.digest(data).hex() == digest


def test_hash160_of_the_generator_point_is_that_of_bip173():
    assert hashes.hash160(GENERATOR).hex() == HASH_OF_GENERATOR


def test_hash160_does_without_ripemd160_in_openssl(monkeypatch):
    def lacking(name, **_):
        raise ValueError(f"unsupported hash type {name}")

    monkeypatch.setattr(hashlib, "new", lacking)
    assert hashes._fastest_hash160()(GENERATOR).hex() == HASH_OF_GENERATOR


@given(st.binary(max_size=200))
def test_hash160_does_not_depend_on_what_was_hashed_before(data):
    assert hashes.hash160(data) == ripemd160.digest(hashlib.sha256(data).digest())


def test_sha256d_of_nothing_is_the_known_one():
    expected = "5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456"
    assert hashes.sha256d(b"").hex() == expected


def test_display_order_is_the_reverse_of_internal_order():
    assert hashes.display(b"\x01\x02\x03") == "030201"
    assert hashes.internal("030201") == b"\x01\x02\x03"


def test_text_that_is_no_hex_is_no_hash():
    with pytest.raises(ValueError, match="hex"):
        hashes.internal("xyz")
