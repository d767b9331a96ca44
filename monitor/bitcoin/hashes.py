"""The hashes of Bitcoin, and the two ways its hashes are written.

*Internal* order is the bytes as they are hashed and serialized; *display* order is reversed hex, as people
and explorers write txids and block hashes.
"""

import hashlib
from collections.abc import Callable
from hashlib import sha256

from monitor.bitcoin import ripemd160


def sha256d(data: bytes) -> bytes:
    """SHA-256 of SHA-256: txids, block hashes, merkle nodes, base58 checksums."""
    return sha256(sha256(data).digest()).digest()


def _fastest_hash160() -> Callable[[bytes], bytes]:
    """OpenSSL's RIPEMD-160 where it has one; OpenSSL 3.0.0 to 3.0.6 and FIPS mode do not."""
    try:
        fresh = hashlib.new("ripemd160", usedforsecurity=False)
    except ValueError:
        return lambda data: ripemd160.digest(sha256(data).digest())

    def copied(data: bytes) -> bytes:
        # Copying a prepared object costs half of looking the algorithm up by name each time.
        state = fresh.copy()
        state.update(sha256(data).digest())
        return state.digest()

    return copied


hash160 = _fastest_hash160()
"""RIPEMD-160 of SHA-256, 20 bytes: what P2PKH, P2SH and P2WPKH scripts commit to."""


def display(hash_bytes: bytes) -> str:
    """A hash in internal order as the hex people write."""
    return hash_bytes[::-1].hex()


def internal(hash_hex: str) -> bytes:
    """A txid or block hash as people write it, in internal order.

    Raises:
        ValueError: the text is no hex.
    """
    return bytes.fromhex(hash_hex)[::-1]
