"""Base58Check: the text form of P2PKH and P2SH addresses (Bitcoin Core, `src/base58.h`)."""

from collections.abc import Sequence

from monitor.bitcoin.hashes import sha256d
from monitor.errors import AddressError

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_NO_VALUE = 0xFF
_VALUES = bytes(_ALPHABET.find(chr(code)) & _NO_VALUE for code in range(256))
"""The value of each character's code; `_NO_VALUE` where it has none."""
_LANE = 8
"""Bits of a digit's value among those of a whole text."""
_CHUNK = 64
"""Digits that are joined at once; an address has at most 35."""
_AT_ONCE = 64
"""Texts that are decoded at once where there are many: so that their numbers still fit into the fastest memory."""


def _folds(chunks: int) -> tuple[tuple[int, int, int], ...]:
    """For every step of `_joined`: bits of a number, which bits every second one has, what its neighbour counts."""
    steps = []
    bits, base = _LANE, len(_ALPHABET)
    while bits < _LANE * _CHUNK:
        every_second = int.from_bytes(
            (bytes(bits // 8) + b"\xff" * (bits // 8)) * (chunks * _CHUNK * _LANE // bits // 2)
        )
        steps.append((bits, every_second, base))
        bits, base = 2 * bits, base * base
    return tuple(steps)


_FOLDS = _folds(1)
_FOLDS_AT_ONCE = _folds(_AT_ONCE)
_PAIR = 58**2
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
"""Two digits at once."""
_PAIRS_IN_CHUNK = 5
_PAIRS_AT_ONCE = _PAIR**_PAIRS_IN_CHUNK
"""So much of a long number fits into a short one, which is divided much faster."""
_CHECKSUM_SIZE = 4


def encode(data: bytes) -> str:
    """Bytes as base58 text, without checksum; each leading zero byte becomes a "1"."""
    number = int.from_bytes(data, "big")
    pairs: list[str] = []
    while number:
        number, chunk = divmod(number, _PAIRS_AT_ONCE)
        for _ in range(_PAIRS_IN_CHUNK):
            chunk, pair = divmod(chunk, _PAIR)
            pairs.append(_PAIRS[pair])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(pairs)).lstrip("1")


def decode(text: str) -> bytes:
    """Base58 text as bytes, without looking for a checksum.

    Raises:
        AddressError: a character is not of the base58 alphabet.
    """
    values = text.encode("ascii", "replace").translate(_VALUES)
    if _NO_VALUE in values:
        unknown = text[values.index(_NO_VALUE)]
        raise AddressError(f"not an address: the character {unknown!r} does not belong in base58")
    number = 0
    for start in range(0, len(values), _CHUNK):
        chunk = values[start : start + _CHUNK]
        number = number * 58 ** len(chunk) + _joined(chunk)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _joined(digits: bytes, folds: tuple[tuple[int, int, int], ...] = _FOLDS) -> int:
    """The number that at most `_CHUNK` digits make, or, side by side, those of many chunks.

    All neighbours are joined at once within one long integer, then all pairs, and so on: six steps whatever the length,
    where digit by digit would be thirty-odd.
    """
    number = int.from_bytes(digits, "big")
    for bits, every_second, base in folds:
        number = (number >> bits & every_second) * base + (number & every_second)
    return number


def encode_check(payload: bytes) -> str:
    """Bytes as base58 text with the four checksum bytes appended."""
    return encode(payload + sha256d(payload)[:_CHECKSUM_SIZE])


def decode_check(text: str) -> bytes:
    """The bytes that base58 text with a checksum stands for.

    Raises:
        AddressError: a character is not base58, the text is too short, or the checksum is wrong.
    """
    data = decode(text)
    if len(data) <= _CHECKSUM_SIZE:
        raise AddressError("not an address: too short")
    payload, checksum = data[:-_CHECKSUM_SIZE], data[-_CHECKSUM_SIZE:]
    if sha256d(payload)[:_CHECKSUM_SIZE] != checksum:
        raise AddressError("bad checksum; a character was mistyped or lost")
    return payload


def payloads(texts: Sequence[str], size: int) -> list[bytes | None]:
    """What `decode_check` makes of many short texts, where that has so many bytes; else None."""
    found: list[bytes | None] = []
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        digits = (
            "".join([text.rjust(_CHUNK, "1") for text in some]).encode("ascii", "replace").translate(_VALUES)
        )
        if _NO_VALUE in digits or len(digits) != len(some) * _CHUNK:
            found += [None] * len(some)
            continue
        number = _joined(digits, _FOLDS_AT_ONCE)
        raw = number.to_bytes(len(digits), "big")
        whole = size + _CHECKSUM_SIZE
        found += [
            _proven(text, raw[end - whole : end])
            for text, end in zip(some, range(_CHUNK, len(raw) + 1, _CHUNK), strict=True)
        ]
    return found


def _proven(text: str, data: bytes) -> bytes | None:
    """The payload in the last bytes of a number that a text stands for."""
    payload, checksum = data[:-_CHECKSUM_SIZE], data[-_CHECKSUM_SIZE:]
    zeros = len(data) - len(data.lstrip(b"\0"))
    well = text.startswith("1" * zeros) and text[zeros : zeros + 1] != "1"
    return payload if well and sha256d(payload)[:_CHECKSUM_SIZE] == checksum else None
