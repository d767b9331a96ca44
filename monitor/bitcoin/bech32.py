"""Bech32 and Bech32m text with checksum (BIP173, BIP350)."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache

from monitor.errors import AddressError

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_NO_VALUE = 0xFF
_VALUES = bytes(_ALPHABET.find(chr(code)) & _NO_VALUE for code in range(256))
"""The five-bit value of each character's code; `_NO_VALUE` where it has none."""
_BASE32 = bytes.maketrans(bytes(range(32)), b"0123456789abcdefghijklmnopqrstuv")
"""Five-bit values to the digits that `int` reads."""
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_SIZE = 6
_MAX_LENGTH = 90


def _feedback(top: int) -> int:
    """What the five bits that leave the checksum at its top put back into it."""
    mixed = 0
    for bit, generator in enumerate(_GENERATORS):
        if top >> bit & 1:
            mixed ^= generator
    return mixed


_FEEDBACK = tuple(map(_feedback, range(32)))


class Variant(IntEnum):
    """The constant that the checksum of each variant ends on."""

    BECH32 = 1
    BECH32M = 0x2BC830A3


_VARIANTS = {variant.value: variant for variant in Variant}


def encode(hrp: str, values: Sequence[int], variant: Variant) -> str:
    """Five-bit values as text under a lower-case human-readable part."""
    zeros = [0] * _CHECKSUM_SIZE
    polymod = _polymod((*values, *zeros), _start(hrp)) ^ variant
    checksum = [polymod >> 5 * (_CHECKSUM_SIZE - 1 - i) & 31 for i in range(_CHECKSUM_SIZE)]
    return hrp + "1" + "".join(_ALPHABET[value] for value in [*values, *checksum])


def decode(text: str) -> tuple[str, list[int], Variant]:
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
    variant = _VARIANTS.get(_polymod(values, _start(hrp)))
    if variant is None:
        raise AddressError("bad checksum; a character was mistyped or lost")
    return hrp, list(values[:-_CHECKSUM_SIZE]), variant


def _split(text: str) -> tuple[str, str]:
    if len(text) > _MAX_LENGTH:
        raise AddressError(f"not an address: longer than {_MAX_LENGTH} characters")
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise AddressError("not an address: it holds a space or a character outside ASCII")
    lower = text.lower()
    if text not in (lower, text.upper()):
        raise AddressError("not an address: bech32 may be all lower or all upper case, not mixed")
    hrp, separator, data = lower.rpartition("1")
    if not separator or not hrp:
        raise AddressError("not an address: no prefix before a separating 1")
    return hrp, data


@lru_cache(maxsize=64)
def _start(hrp: str) -> int:
    """The checksum after the human-readable part, which is the same for every address of a network."""
    codes = hrp.encode("ascii")
    return _polymod((*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)), 1)


def _polymod(values: Iterable[int], checksum: int) -> int:
    for value in values:
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value ^ _FEEDBACK[checksum >> 25]
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
    number = int(bytes(values).translate(_BASE32), 32) if values else 0
    size, padding = divmod(5 * len(values), 8)
    if padding > 4:  # noqa: PLR2004 - BIP173
        raise AddressError("bad length: a character too many in the padding")
    if number & (1 << padding) - 1:
        raise AddressError("not an address: the padding bits are not zero")
    return (number >> padding).to_bytes(size, "big")
