"""The 80 bytes that a block's hash is the hash of (Bitcoin Core, `src/primitives/block.h`)."""

import struct
from dataclasses import dataclass
from typing import Final

from monitor.bitcoin.hashes import display, internal, sha256d
from monitor.errors import BlockFormatError

HEADER_SIZE: Final = 80
_FIELDS = struct.Struct("<I32s32sIII")


@dataclass(frozen=True, slots=True)
class Header:
    """A block header. The three hashes are hex in display order."""

    version: int
    prev_hash: str
    merkle_root: str
    time: int
    """Seconds since 1970 as the block's miner set them; up to two hours off."""
    bits: int
    """The target in compact form, see `monitor.bitcoin.proof`."""
    nonce: int
    block_hash: str
    raw: bytes


def parse_header(raw: bytes) -> Header:
    """Read the header that a block begins with, or one that stands alone; what follows is not looked at.

    Raises:
        BlockFormatError: there are fewer than 80 bytes.
    """
    if len(raw) < HEADER_SIZE:
        raise BlockFormatError(len(raw), f"a header of {HEADER_SIZE} bytes, and the data ends")
    head = raw[:HEADER_SIZE]
    version, prev_hash, merkle_root, time, bits, nonce = _FIELDS.unpack(head)
    return Header(
        version=version,
        prev_hash=display(prev_hash),
        merkle_root=display(merkle_root),
        time=time,
        bits=bits,
        nonce=nonce,
        block_hash=display(sha256d(head)),
        raw=head,
    )


def write_header(
    *, version: int, prev_hash: str, merkle_root: str, time: int, bits: int, nonce: int
) -> bytes:
    """The 80 bytes of a header from its fields, hashes in display order.

    `version` may be negative, as those print it who take it for signed.

    Raises:
        BlockFormatError: a number does not fit its four bytes, or a hash is none.
    """
    try:
        hashes = internal(prev_hash), internal(merkle_root)
        return _FIELDS.pack(version & 0xFFFFFFFF, *hashes, time, bits, nonce)
    except (struct.error, ValueError) as error:
        raise BlockFormatError(0, "fields that fit into a header") from error
