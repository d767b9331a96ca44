"""Signed messages: who wrote a text, and whether an address is theirs (BIP-137, and Bitcoin Core's `signmessage`).

A signature of 65 bytes lets the key be recovered, so that nothing but address, text and signature is needed.
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from monitor.bitcoin.compact_size import compact_size
from monitor.bitcoin.hashes import hash160, sha256d
from monitor.bitcoin.script import (
    OP_1,
    OP_16,
    OP_CHECKMULTISIG,
    is_pubkey,
    operations,
    p2pkh,
    p2sh,
    p2wpkh,
    p2wsh,
)

if TYPE_CHECKING:
    from ecdsa.ellipticcurve import PointJacobi

_MAGIC = b"Bitcoin Signed Message:\n"
_SIZE = 65
_HEADERS = range(27, 43)
"""The first byte: which of four keys it is, and in BIP-137 also the kind of address, which is not relied on."""
_FIELD = 2**256 - 2**32 - 977
_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
"""Of secp256k1 (SEC 2, 2.4.1): the prime of its field, and how many points its generator makes."""


class SignatureError(Exception):
    """A signature does not show that an address is the signer's; the message says why."""


@dataclass(frozen=True, slots=True)
class RecoveredKey:
    """The public key behind a signature, in both its forms (SEC 1)."""

    compressed: bytes
    uncompressed: bytes


def recovered_key(message: str, signature: str) -> RecoveredKey:
    """The key that signed a message.

    Args:
        message: the text, without Bitcoin's prefix.
        signature: 65 bytes in base64.

    Raises:
        SignatureError: the text is no signature, or no key can have made it.
    """
    from ecdsa import SECP256k1  # noqa: PLC0415 - a twentieth of a second, at each start of every command

    try:
        raw = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        raise SignatureError("the signature is no base64") from None
    if len(raw) != _SIZE or raw[0] not in _HEADERS:
        raise SignatureError("the signature is none of 65 bytes with a recovery id (BIP-137)")
    r, s = int.from_bytes(raw[1:33], "big"), int.from_bytes(raw[33:], "big")
    recovery = (raw[0] - _HEADERS.start) & 3
    x = r + (_ORDER if recovery & 2 else 0)
    if not (0 < r < _ORDER and 0 < s < _ORDER and x < _FIELD):
        raise SignatureError("no key can have made the signature")
    text = message.encode()
    digest = sha256d(compact_size(len(_MAGIC)) + _MAGIC + compact_size(len(text)) + text)
    point = _point(x, odd=bool(recovery & 1))
    inverse = pow(r, -1, _ORDER)
    hashed = int.from_bytes(digest, "big")
    key = (point * (s * inverse % _ORDER)) + (SECP256k1.generator * (-hashed * inverse % _ORDER))
    if key.x() is None:
        raise SignatureError("no key can have made the signature")
    return RecoveredKey(key.to_bytes("compressed"), key.to_bytes("uncompressed"))


def require_signed(
    script_pubkey: bytes, message: str, signatures: list[str], redeem_script: bytes | None = None
) -> None:
    """Prove that whoever signed a message can spend a script.

    Args:
        script_pubkey: P2PKH, P2WPKH, P2SH-P2WPKH, or multisig in P2SH, P2WSH or P2SH-P2WSH.
        message: the text.
        signatures: one, or as many as the multisig script asks for, each by another of its keys.
        redeem_script: the multisig script.

    Raises:
        SignatureError: they do not prove it.
    """
    keys = [recovered_key(message, signature) for signature in signatures]
    if not keys:
        raise SignatureError("there is no signature")
    if redeem_script is None or is_pubkey(redeem_script):
        if not any(script_pubkey in _single_key_scripts(key) for key in keys):
            raise SignatureError("the signature is another key's, not this address's")
        return
    if script_pubkey not in _scripts_behind(redeem_script):
        raise SignatureError("the redeem script is another address's")
    needed, members = _multisig(redeem_script)
    signers = {key.compressed for key in keys if key.compressed in members or key.uncompressed in members}
    if len(signers) < needed:
        raise SignatureError(f"{len(signers)} of its keys have signed, and {needed} are needed")


def _single_key_scripts(key: RecoveredKey) -> set[bytes]:
    keyhash = hash160(key.compressed)
    return {
        p2pkh(keyhash),
        p2pkh(hash160(key.uncompressed)),
        p2wpkh(keyhash),
        p2sh(hash160(p2wpkh(keyhash))),
    }


def _scripts_behind(redeem_script: bytes) -> set[bytes]:
    witness = p2wsh(sha256(redeem_script).digest())
    return {p2sh(hash160(redeem_script)), witness, p2sh(hash160(witness))}


def _multisig(script: bytes) -> tuple[int, set[bytes]]:
    """How many signatures a multisig script needs, and its keys."""
    found = operations(script) or []
    numbers = [opcode - OP_1 + 1 for opcode, data in found if not data and OP_1 <= opcode <= OP_16]
    keys = [data for _, data in found if is_pubkey(data)]
    whole = len(found) == len(keys) + 3 and found[-1][0] == OP_CHECKMULTISIG
    if not whole or len(numbers) != 2 or numbers[1] != len(keys) or numbers[0] > numbers[1]:  # noqa: PLR2004
        raise SignatureError("the redeem script is no multisig")
    return numbers[0], set(keys)


def _point(x: int, *, odd: bool) -> "PointJacobi":
    """The point of the curve at x, y² = x³ + 7."""
    from ecdsa import SECP256k1  # noqa: PLC0415 - as above
    from ecdsa.ellipticcurve import PointJacobi  # noqa: PLC0415
    from ecdsa.numbertheory import Error as NoSquareRoot  # noqa: PLC0415
    from ecdsa.numbertheory import square_root_mod_prime  # noqa: PLC0415

    try:
        y = square_root_mod_prime((pow(x, 3, _FIELD) + 7) % _FIELD, _FIELD)
    except NoSquareRoot:
        raise SignatureError("no key can have made the signature") from None
    return PointJacobi(SECP256k1.curve, x, y if y & 1 == odd else _FIELD - y, 1)
