"""Merkle roots of transaction hashes (Bitcoin Core, `src/consensus/merkle.cpp`)."""

from collections.abc import Sequence
from hashlib import sha256
from operator import eq

from monitor.errors import ProofError


def merkle_root(hashes: Sequence[bytes]) -> bytes:
    """The root over at least one hash, all in internal order.

    Raises:
        ProofError: two hashes of a pair are equal. Since an odd hash is paired with itself, repeating the
            last transactions would leave the root as it is (CVE-2012-2459); no honest block has such a pair.
    """
    level = list(hashes)
    while len(level) > 1:
        left, right = level[::2], level[1::2]
        if any(map(eq, left, right)):
            raise ProofError("the merkle tree holds the same hash twice in a row; transactions were repeated")
        if len(right) < len(left):
            right.append(left[-1])
        level = [
            sha256(sha256(one + other).digest()).digest() for one, other in zip(left, right, strict=True)
        ]
    return level[0]
