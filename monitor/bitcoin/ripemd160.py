"""RIPEMD-160 in plain Python, for machines whose OpenSSL has none.

From the specification: Dobbertin, Bosselaers and Preneel, "RIPEMD-160: A Strengthened Version of RIPEMD".
About a hundred times slower than OpenSSL: a full block costs nearly a second more.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass

_WORD = 0xFFFFFFFF
_START = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0)

_PERMUTATION = (7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8)
_SHIFTS = (
    (11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8),
    (12, 13, 11, 15, 6, 9, 9, 7, 12, 15, 11, 13, 7, 8, 7, 7),
    (13, 15, 14, 11, 7, 7, 6, 8, 13, 14, 13, 12, 5, 5, 6, 9),
    (14, 11, 12, 14, 8, 6, 5, 5, 15, 12, 15, 14, 9, 9, 8, 6),
    (15, 12, 13, 13, 9, 5, 8, 6, 14, 11, 12, 11, 8, 6, 5, 5),
)
"""How far the step that reads a message word rotates, by round and word."""


def _orders(first: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """The order in which the five rounds of one line read the message words."""
    orders = [first]
    while len(orders) < len(_SHIFTS):
        orders.append(tuple(_PERMUTATION[word] for word in orders[-1]))
    return tuple(orders)


_Mix = Callable[[int, int, int], int]
_MIXES: tuple[_Mix, ...] = (
    lambda x, y, z: x ^ y ^ z,
    lambda x, y, z: (x & y) | (~x & z),
    lambda x, y, z: (x | ~y) ^ z,
    lambda x, y, z: (x & z) | (y & ~z),
    lambda x, y, z: x ^ (y | ~z),
)
"""The boolean functions: the left line runs through them forwards, the right line backwards."""


def _rotate(value: int, count: int) -> int:
    value &= _WORD
    return (value << count | value >> (32 - count)) & _WORD


@dataclass(frozen=True, slots=True)
class _Line:
    """One of the two lines that run side by side over each block, and its five rounds."""

    orders: tuple[tuple[int, ...], ...]
    mixes: tuple[_Mix, ...]
    constants: tuple[int, ...]

    def run(self, state: tuple[int, ...], words: tuple[int, ...]) -> tuple[int, ...]:
        a, b, c, d, e = state
        rounds = zip(_SHIFTS, self.orders, self.mixes, self.constants, strict=True)
        for shifts, order, mix, constant in rounds:
            for word in order:
                rotated = _rotate(a + mix(b, c, d) + words[word] + constant, shifts[word])
                a, b, c, d, e = e, (rotated + e) & _WORD, b, _rotate(c, 10), d
        return a, b, c, d, e


_LEFT = _Line(_orders(tuple(range(16))), _MIXES, (0x00000000, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E))
_RIGHT = _Line(
    _orders(tuple((9 * word + 5) % 16 for word in range(16))),
    _MIXES[::-1],
    (0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0x00000000),
)


def _compress(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = struct.unpack("<16I", block)
    left, right = _LEFT.run(state, words), _RIGHT.run(state, words)
    return tuple((state[(i + 1) % 5] + left[(i + 2) % 5] + right[(i + 3) % 5]) & _WORD for i in range(5))


def digest(data: bytes) -> bytes:
    """RIPEMD-160 of `data`, 20 bytes."""
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + struct.pack("<Q", 8 * len(data))
    state: tuple[int, ...] = _START
    for start in range(0, len(padded), 64):
        state = _compress(state, padded[start : start + 64])
    return struct.pack("<5I", *state)
