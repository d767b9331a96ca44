"""Shapes of plain-text answers: hashes, heights, hex. Whitespace around them and upper case are forgiven."""

import re
from binascii import unhexlify
from collections.abc import Callable
from datetime import UTC, datetime

HEIGHT_LIMIT = 500_000_000
"""Heights are below it for good: a locktime from there on is a time (Bitcoin Core, LOCKTIME_THRESHOLD)."""

_TIME_LIMIT = 2**32
"""A header's time has 32 bits."""

_HASH = re.compile(rb"[0-9a-fA-F]{64}")
_HEIGHT = re.compile(rb"[0-9]{1,9}")
_SHOWN = 80


class ShapeError(ValueError):
    """An answer does not have the shape asked for; the message says which, and where it departs."""


def shown(body: bytes) -> str:
    """The beginning of an answer, fit for a line of a log: at most 80 characters, all printable."""
    words = " ".join(body[: 4 * _SHOWN].decode("latin-1").split())
    text = words.encode("unicode_escape").decode("ascii")
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[: _SHOWN - 1]}…'"


def read_hash(body: bytes) -> str:
    """A block hash or txid, in lower case.

    Raises:
        ShapeError: anything but 64 hex digits.
    """
    text = body.strip()
    if not _HASH.fullmatch(text):
        raise ShapeError("expected a hash of 64 hex digits")
    return text.decode("ascii").lower()


def read_height(body: bytes) -> int:
    """A block height.

    Raises:
        ShapeError: anything but a decimal number that can be a height.
    """
    text = body.strip()
    if not _HEIGHT.fullmatch(text) or int(text) >= HEIGHT_LIMIT:
        raise ShapeError("expected a block height")
    return int(text)


def hex_of(size: int) -> Callable[[bytes], bytes]:
    """A reader of exactly `size` bytes written in hex; its call raises `ShapeError` for anything else."""

    def read(body: bytes) -> bytes:
        data = read_hex(body)
        if len(data) != size:
            raise ShapeError(f"expected {2 * size} hex digits, not {2 * len(data)}")
        return data

    return read


def read_hex(body: bytes) -> bytes:
    """Bytes written in hex.

    Raises:
        ShapeError: a character is no hex digit, or their number is odd.
    """
    try:
        return unhexlify(body.strip())
    except ValueError as error:
        raise ShapeError("expected hex digits") from error


def block_time(seconds: int | None) -> datetime | None:
    """A block's time as a listing tells it, in seconds since 1970; None where it tells none that a header can have."""
    return datetime.fromtimestamp(seconds, UTC) if seconds and 0 < seconds < _TIME_LIMIT else None


def as_they_are(body: bytes) -> bytes:
    """The bytes themselves, for what proves itself by other means than its shape."""
    return body
