"""Plain-text answers: what is read, what is forgiven, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.explorers.shapes import ShapeError, hex_of, read_hash, read_height, read_hex, shown

HASH = "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206"


@pytest.mark.parametrize("body", [HASH, HASH.upper(), f"  {HASH}\r\n", f"\n{HASH}"])
def test_a_hash_is_read_in_lower_case_and_without_whitespace(body):
    assert read_hash(body.encode()) == HASH


@pytest.mark.parametrize(
    "body",
    [
        b"",
        HASH[:-1].encode(),
        HASH.encode() + b"0",
        b"g" + HASH[1:].encode(),
        f'"{HASH}"'.encode(),
        HASH.encode() + b" " + HASH.encode(),
        "\N{FULLWIDTH DIGIT ZERO}".encode() + HASH[1:].encode(),
        b'{"error":"Failed to get hash at tip"}',
        b"<html>",
        b"\xff" * 64,
    ],
)
def test_anything_but_a_hash_is_refused(body):
    with pytest.raises(ShapeError, match="64 hex digits"):
        read_hash(body)


@pytest.mark.parametrize(("body", "height"), [(b"0", 0), (b"289\n", 289), (b"499999999", 499_999_999)])
def test_a_height_is_read(body, height):
    assert read_height(body) == height


@pytest.mark.parametrize(
    "body", [b"", b"-1", b"1.5", b"1e3", b"500000000", b"9" * 5_000, b"null", "٣".encode(), b"+5", b"1_000"]
)
def test_anything_but_a_height_is_refused(body):
    with pytest.raises(ShapeError, match="height"):
        read_height(body)


@given(st.binary())
def test_hex_reads_back_to_its_bytes(data):
    assert read_hex(data.hex().encode()) == data
    assert read_hex(data.hex().upper().encode() + b"\n") == data


@pytest.mark.parametrize("body", [b"0", b"0g", b"00 00", "é0".encode(), b"0x00"])
def test_what_is_no_hex_is_refused(body):
    with pytest.raises(ShapeError, match="hex digits"):
        read_hex(body)


def test_hex_of_another_size_is_refused_with_both_sizes():
    with pytest.raises(ShapeError, match="expected 160 hex digits, not 158"):
        hex_of(80)(b"00" * 79)


@given(st.binary(max_size=2_000))
def test_what_is_shown_is_one_short_line(body):
    line = shown(body)
    assert len(line) <= 82
    assert line.isprintable()
