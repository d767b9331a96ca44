"""Base58Check: the text form of P2PKH and P2SH addresses (Bitcoin Core, `src/base58.h`)."""

from monitor.bitcoin.hashes import sha256d
from monitor.errors import AddressError

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_PAIRS = {one + other: 58 * _VALUES[one] + _VALUES[other] for one in _ALPHABET for other in _ALPHABET}
"""Two characters at once: half the steps of a million addresses."""
_CHECKSUM_SIZE = 4


def encode(data: bytes) -> str:
    """Bytes as base58 text, without checksum; each leading zero byte becomes a "1"."""
    number = int.from_bytes(data, "big")
    digits = []
    while number:
        number, digit = divmod(number, 58)
        digits.append(_ALPHABET[digit])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(digits))


def decode(text: str) -> bytes:
    """Base58 text as bytes, without looking for a checksum.

    Raises:
        AddressError: a character is not of the base58 alphabet.
    """
    number = 0
    even = len(text) & ~1
    try:
        for start in range(0, even, 2):
            number = number * 3364 + _PAIRS[text[start : start + 2]]
        for character in text[even:]:
            number = number * 58 + _VALUES[character]
    except KeyError:
        unknown = next(character for character in text if character not in _VALUES)
        raise AddressError(f"not an address: the character {unknown!r} does not belong in base58") from None
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


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
