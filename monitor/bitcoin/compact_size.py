"""Compact sizes: the counts and lengths of Bitcoin's serialization (Bitcoin Core, `src/serialize.h`)."""

from monitor.errors import BlockFormatError

WIDE = 0xFD
"""The first byte from which on the value follows in 2, 4 or 8 further bytes."""


def compact_size(value: int) -> bytes:
    """A count or length in its only valid, shortest form."""
    if value < WIDE:
        return bytes((value,))
    if value <= 0xFFFF:  # noqa: PLR2004 - two bytes
        return b"\xfd" + value.to_bytes(2, "little")
    if value <= 0xFFFFFFFF:  # noqa: PLR2004 - four bytes
        return b"\xfe" + value.to_bytes(4, "little")
    return b"\xff" + value.to_bytes(8, "little")


def read_compact_size(raw: bytes, offset: int, what: str) -> tuple[int, int]:
    """A count or length at `offset`, and the offset behind it.

    Args:
        raw: the whole buffer.
        offset: where the size begins.
        what: what is being counted, for the message.

    Raises:
        BlockFormatError: the buffer ends inside it, or a shorter form would have held the value.
    """
    first = raw[offset : offset + 1]
    if not first:
        raise BlockFormatError(offset, f"{what}, and the data ends")
    if first[0] < WIDE:
        return first[0], offset + 1
    width = 1 << (first[0] - WIDE + 1)
    end = offset + 1 + width
    if end > len(raw):
        raise BlockFormatError(offset, f"{what} in {width} bytes, and the data ends")
    value = int.from_bytes(raw[offset + 1 : end], "little")
    if len(compact_size(value)) != 1 + width:
        raise BlockFormatError(
            offset, f"{what} in its shortest form, and {value} is written in {width} bytes"
        )
    return value, end
