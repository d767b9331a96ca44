import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bitcoin.compact_size import compact_size, read_compact_size
from monitor.errors import BlockFormatError

VECTORS = (
    (0, "00"),
    (0xFC, "fc"),
    (0xFD, "fdfd00"),
    (0xFFFF, "fdffff"),
    (0x10000, "fe00000100"),
    (0xFFFFFFFF, "feffffffff"),
    (0x100000000, "ff0000000001000000"),
)


@pytest.mark.parametrize(("value", "raw"), VECTORS)
def test_every_width_is_written_and_read(value, raw):
    assert compact_size(value).hex() == raw
    assert read_compact_size(bytes.fromhex(raw), 0, "a size") == (value, len(raw) // 2)


@pytest.mark.parametrize("raw", ["fd0000", "fdfc00", "feffff0000", "ffffffffff00000000"])
def test_a_longer_form_than_needed_is_refused(raw):
    with pytest.raises(BlockFormatError, match="at byte 0: expected a size in its shortest form"):
        read_compact_size(bytes.fromhex(raw), 0, "a size")


@given(st.integers(0, 2**64 - 1), st.binary(max_size=3))
def test_a_size_cut_short_is_refused_at_its_first_byte(value, before):
    raw = before + compact_size(value)
    with pytest.raises(BlockFormatError, match="the data ends") as refusal:
        read_compact_size(raw[:-1], len(before), "a size")
    assert refusal.value.offset == len(before)
