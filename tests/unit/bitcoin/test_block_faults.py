"""Whatever happens to the bytes of a block on their way, it ends in a plain refusal."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.block_senders import sender_scripts
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import prove_block
from monitor.bitcoin.transaction import read_transaction
from monitor.errors import BlockError, BlockFormatError
from tests.unit.bitcoin.made import WITNESSED, full_block

RAW = full_block()
HASH = parse_block(RAW).header.block_hash
REGTEST = PARAMS[Network.REGTEST]

positions = st.integers(0, len(RAW) - 1)


BARE = WITNESSED.serialize_stripped()
SUPERFLUOUS = BARE[:4] + b"\x00\x01" + BARE[4:-4] + b"\x00" + BARE[-4:]
"""The segwit flag, and no witness."""


def prove(raw: bytes) -> None:
    prove_block(parse_block(raw), REGTEST, expected_hash=HASH)


def test_the_block_these_tests_spoil_is_good():
    prove(RAW)


@given(positions)
def test_a_truncated_block_is_refused_at_a_byte_it_has(kept):
    with pytest.raises(BlockFormatError) as refusal:
        parse_block(RAW[:kept])
    assert 0 <= refusal.value.offset <= kept


@given(positions, st.integers(1, 255))
def test_a_block_with_one_wrong_byte_never_passes(position, change):
    spoilt = bytearray(RAW)
    spoilt[position] ^= change
    with pytest.raises(BlockError):
        prove(bytes(spoilt))


def test_every_single_flipped_bit_of_the_first_two_transactions_is_noticed():
    for position in range(80, 480):
        spoilt = bytearray(RAW)
        spoilt[position] ^= 1 << position % 8
        with pytest.raises(BlockError):
            prove(bytes(spoilt))


@given(positions, positions, st.binary(max_size=40))
def test_a_block_with_a_replaced_piece_never_passes(start, end, piece):
    spoilt = RAW[:start] + piece + RAW[end:]
    if spoilt != RAW:
        with pytest.raises(BlockError):
            prove(spoilt)


def carefully_read(raw: bytes) -> int | None:
    """How many transactions the careful reader finds; None if it refuses."""
    offset, count = 81, 0
    try:
        while count < raw[80]:
            _, offset = read_transaction(raw, offset)
            count += 1
    except BlockFormatError:
        return None
    return count if offset == len(raw) and count else None


@given(
    st.one_of(
        st.tuples(positions.filter(lambda at: at > 80), st.integers(0, 255)).map(
            lambda wrong: RAW[: wrong[0]] + bytes((wrong[1],)) + RAW[wrong[0] + 1 :]
        ),
        st.binary(max_size=300).map(lambda tail: RAW[:80] + b"\x01" + tail),
    )
)
@example(RAW[:80] + b"\x01" + SUPERFLUOUS)
@example(RAW[:80] + b"\x01\x02\x00\x00\x00\x00\x01\x01" + bytes(300))
@example(RAW[:80] + b"\x01\x02\x00\x00\x00\xff" + b"\xff" * 8 + bytes(300))
@example(RAW[:80] + b"\x01\x02\x00\x00\x00\x01" + bytes(36) + b"\xfe\xff\xff\xff\xff" + bytes(300))
def test_the_fast_and_the_careful_reader_accept_the_same_blocks(raw):
    count = carefully_read(raw)
    if count is None:
        with pytest.raises(BlockFormatError) as refusal:
            parse_block(raw)
        assert 80 <= refusal.value.offset <= len(raw)
    else:
        block = parse_block(raw)
        assert len(block.txids) == count
        assert len(sender_scripts(block)) == len(block.outpoints)
