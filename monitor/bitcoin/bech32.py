"""Bech32 and Bech32m text with checksum (BIP173, BIP350)."""

from base64 import b32encode
from collections.abc import Sequence
from enum import IntEnum
from functools import cache, lru_cache, reduce
from operator import getitem, xor

from monitor.errors import AddressError

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_NO_VALUE = 0xFF
_VALUES = bytes(_ALPHABET.find(chr(code)) & _NO_VALUE for code in range(256))
"""The five-bit value of each character's code; `_NO_VALUE` where it has none."""
_LETTERS = _ALPHABET.encode("ascii").ljust(256)
_RFC4648 = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bytes(range(32)))
"""The alphabet of the standard library's base32 to five-bit values."""
_BASE32 = bytes.maketrans(bytes(range(32)), b"0123456789abcdefghijklmnopqrstuv")
"""Five-bit values to the digits that `int` reads."""
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_SIZE = 6
_CHECKSUM_SHIFTS = tuple(reversed(range(0, 5 * _CHECKSUM_SIZE, 5)))
_MAX_LENGTH = 90


def _shifted(checksum: int) -> int:
    """A checksum after one more five-bit value of zero."""
    top, checksum = checksum >> 25, (checksum & 0x1FFFFFF) << 5
    for bit, generator in enumerate(_GENERATORS):
        if top >> bit & 1:
            checksum ^= generator
    return checksum


def _shares() -> tuple[tuple[int, ...], ...]:
    """What every byte of the longest data part, the last byte first, contributes to the checksum.

    The checksum is linear: the shares of all bits, and that of the prefix, are combined by exclusive or.
    """
    bits: list[int] = []
    symbol = [1, 2, 4, 8, 16]
    while len(bits) < 5 * _MAX_LENGTH:
        bits += symbol
        symbol = [_shifted(checksum) for checksum in symbol]
    bits += [0] * (-len(bits) % 8)
    tables = []
    for first in range(0, len(bits), 8):
        table = [0]
        for share in bits[first : first + 8]:
            table += [share ^ other for other in table]
        tables.append(tuple(table))
    return tuple(tables)


_SHARES = _shares()


class Variant(IntEnum):
    """The constant that the checksum of each variant ends on."""

    BECH32 = 1
    BECH32M = 0x2BC830A3


_VARIANTS = {variant.value: variant for variant in Variant}


def encode(hrp: str, values: Sequence[int], variant: Variant) -> str:
    """Five-bit values as text under a lower-case human-readable part."""
    given = bytes(values)
    polymod = _checksum(hrp, given + bytes(_CHECKSUM_SIZE)) ^ variant
    checksum = bytes(polymod >> shift & 31 for shift in _CHECKSUM_SHIFTS)
    return hrp + "1" + (given + checksum).translate(_LETTERS).decode("ascii")


def decode(text: str) -> tuple[str, bytes, Variant]:
    """The human-readable part in lower case, the five-bit values without checksum, and the variant that fits.

    Raises:
        AddressError: the text is neither Bech32 nor Bech32m; says which rule it breaks.
    """
    hrp, data = _split(text)
    values = data.encode("ascii").translate(_VALUES)
    if _NO_VALUE in values:
        unknown = data[values.index(_NO_VALUE)]
        raise AddressError(f"not an address: the character {unknown!r} does not belong in bech32")
    if len(data) < _CHECKSUM_SIZE:
        raise AddressError("not an address: too short")
    variant = _VARIANTS.get(_checksum(hrp, values))
    if variant is None:
        raise AddressError("bad checksum; a character was mistyped or lost")
    return hrp, values[:-_CHECKSUM_SIZE], variant


def _split(text: str) -> tuple[str, str]:
    if len(text) > _MAX_LENGTH:
        raise AddressError(f"not an address: longer than {_MAX_LENGTH} characters")
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise AddressError("not an address: it holds a space or a character outside ASCII")
    lower = text.lower()
    if text != lower and text != text.upper():
        raise AddressError("not an address: bech32 may be all lower or all upper case, not mixed")
    hrp, _, data = lower.rpartition("1")
    if not hrp:
        raise AddressError("not an address: no prefix before a separating 1")
    return hrp, data


def _checksum(hrp: str, values: bytes) -> int:
    """The checksum over the human-readable part and the five-bit values, which ends on a variant's constant."""
    number = int(values.translate(_BASE32), 32) if values else 0
    return _prefix_share(hrp, len(values)) ^ _share(number, len(values))


def _share(number: int, values: int) -> int:
    """What so many five-bit values, joined to a number, contribute."""
    return reduce(xor, map(getitem, _SHARES, number.to_bytes((5 * values + 7) // 8, "little")))


@lru_cache(maxsize=256)
def _prefix_share(hrp: str, values: int) -> int:
    """What the human-readable part contributes under so many values: the same for all addresses of a kind."""
    checksum = 1
    codes = hrp.encode("ascii")
    for value in (*(code >> 5 for code in codes), 0, *(code & 31 for code in codes), *bytes(values)):
        checksum = _shifted(checksum) ^ value
    return checksum


def programs(texts: Sequence[str], hrp: str, version: int, size: int) -> list[bytes] | None:
    """The witness programs of many addresses of one prefix, version and size, all in lower case.

    The first characters of all are looked up at once, then the second ones, and so all checksums are found together.

    Returns:
        None where one of them is no such address.
    """
    symbols = 1 + -(-8 * size // 5) + _CHECKSUM_SIZE
    filler = _ALPHABET[0] * (-symbols % 8)  # eight symbols are five bytes
    stride = symbols + len(filler)
    text = filler.join([text.removeprefix(hrp + "1") for text in texts]) + filler
    values = text.encode("ascii", "replace").translate(_VALUES)
    if _NO_VALUE in values or len(values) != stride * len(texts):
        return None
    columns = [values[place::stride] for place in range(symbols)]
    wanted = _prefix_share(hrp, symbols) ^ (Variant.BECH32M if version else Variant.BECH32)
    if columns[0] != bytes([version]) * len(texts) or _checksums(columns) != [
        int.from_bytes(bytes([byte]) * len(texts)) for byte in wanted.to_bytes(_PLANES, "little")
    ]:
        return None
    width = stride * 5 // 8
    # Shifted by the version, every program begins with a byte; the first version goes to a byte of its own.
    raw = (int(values.translate(_BASE32), 32) << 5).to_bytes(width * len(texts) + 1, "big")[1:]
    padding = 5 * (symbols - 1 - _CHECKSUM_SIZE) - 8 * size
    if any(byte >> 8 - padding for byte in raw[size::width]):
        return None
    return [raw[begin : begin + size] for begin in range(0, len(raw), width)]


_PLANES = 4
"""Bytes of a checksum."""


def _checksums(columns: Sequence[bytes]) -> list[int]:
    """The checksums of many texts without that of their prefix: the first byte of each, the second, and so on.

    Args:
        columns: the first five-bit value of each text, the second, and so on.
    """
    tables = [_planes(distance) for distance in reversed(range(len(columns)))]
    return [
        reduce(
            xor,
            [
                int.from_bytes(column.translate(table[plane]))
                for column, table in zip(columns, tables, strict=True)
            ],
        )
        for plane in range(_PLANES)
    ]


@cache
def _planes(distance: int) -> tuple[bytes, ...]:
    """What each five-bit value contributes to the checksum under so many others: a table for each of its bytes."""
    shares = [_share(value << 5 * distance, distance + 1) for value in range(32)]
    return tuple(
        bytes(share >> 8 * plane & 255 for share in shares).ljust(256, b"\0") for plane in range(_PLANES)
    )


def five_bit_groups(data: bytes) -> bytes:
    """Bytes cut into five-bit values, the last one padded with zero bits."""
    return b32encode(data).rstrip(b"=").translate(_RFC4648)


def bytes_from_groups(values: bytes) -> bytes:
    """Five-bit values joined to bytes.

    Raises:
        AddressError: the padding is longer than four bits or not zero (BIP173).
    """
    number = int(values.translate(_BASE32), 32) if values else 0
    size, padding = divmod(5 * len(values), 8)
    if padding > 4:  # noqa: PLR2004 - BIP173
        raise AddressError("bad length: a character too many in the padding")
    if number & (1 << padding) - 1:
        raise AddressError("not an address: the padding bits are not zero")
    return (number >> padding).to_bytes(size, "big")
