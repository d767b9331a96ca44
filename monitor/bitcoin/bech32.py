"""Bech32 and Bech32m text with checksum (BIP173, BIP350)."""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from monitor.errors import AddressError

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_SIZE = 6
_MAX_LENGTH = 90
_PRINTABLE = range(33, 127)


class Variant(IntEnum):
    """The constant that the checksum of each variant ends on."""

    BECH32 = 1
    BECH32M = 0x2BC830A3


def encode(hrp: str, values: Sequence[int], variant: Variant) -> str:
    """Five-bit values as text under a lower-case human-readable part."""
    zeros = [0] * _CHECKSUM_SIZE
    polymod = _polymod([*_expand(hrp), *values, *zeros]) ^ variant
    checksum = [polymod >> 5 * (_CHECKSUM_SIZE - 1 - i) & 31 for i in range(_CHECKSUM_SIZE)]
    return hrp + "1" + "".join(_ALPHABET[value] for value in [*values, *checksum])


def decode(text: str) -> tuple[str, list[int], Variant]:
    """The human-readable part in lower case, the five-bit values without checksum, and the variant that fits.

    Raises:
        AddressError: the text is neither Bech32 nor Bech32m; says which rule it breaks.
    """
    hrp, data = _split(text)
    unknown = next((character for character in data if character not in _VALUES), None)
    if unknown is not None:
        raise AddressError(f"not an address: the character {unknown!r} does not belong in bech32")
    if len(data) < _CHECKSUM_SIZE:
        raise AddressError("not an address: too short")
    values = [_VALUES[character] for character in data]
    polymod = _polymod([*_expand(hrp), *values])
    if polymod not in (Variant.BECH32, Variant.BECH32M):
        raise AddressError("bad checksum; a character was mistyped or lost")
    return hrp, values[:-_CHECKSUM_SIZE], Variant(polymod)


def _split(text: str) -> tuple[str, str]:
    if len(text) > _MAX_LENGTH:
        raise AddressError(f"not an address: longer than {_MAX_LENGTH} characters")
    if any(ord(character) not in _PRINTABLE for character in text):
        raise AddressError("not an address: it holds a space or a character outside ASCII")
    if text not in (text.lower(), text.upper()):
        raise AddressError("not an address: bech32 may be all lower or all upper case, not mixed")
    hrp, separator, data = text.lower().rpartition("1")
    if not separator or not hrp:
        raise AddressError("not an address: no prefix before a separating 1")
    return hrp, data


def _expand(hrp: str) -> list[int]:
    codes = hrp.encode("ascii")
    return [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]


def _polymod(values: Iterable[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            if top >> bit & 1:
                checksum ^= generator
    return checksum


def five_bit_groups(data: bytes) -> list[int]:
    """Bytes cut into five-bit values, the last one padded with zero bits."""
    bits = 8 * len(data)
    padding = -bits % 5
    number = int.from_bytes(data, "big") << padding
    return [number >> shift & 31 for shift in range(bits + padding - 5, -1, -5)]


def bytes_from_groups(values: Sequence[int]) -> bytes:
    """Five-bit values joined to bytes.

    Raises:
        AddressError: the padding is longer than four bits or not zero (BIP173).
    """
    number = 0
    for value in values:
        number = number << 5 | value
    size, padding = divmod(5 * len(values), 8)
    if padding > 4:  # noqa: PLR2004 - BIP173
        raise AddressError("bad length: a character too many in the padding")
    if number & (1 << padding) - 1:
        raise AddressError("not an address: the padding bits are not zero")
    return (number >> padding).to_bytes(size, "big")
