"""Whose coins an input spends, read from the input alone.

The public key or script that an input reveals hashes to the locking script it spends, so most senders can
be named without the transaction that paid them. What cannot be told is None, never a guess: P2TR, P2PK and
bare multisig, whose inputs reveal nothing that hashes to the script spent, and every shape not known here.

A derived script is a hint all the same. Whoever spends a non-standard or future output may dress the input
up like a payment by somebody else (a bare script that drops its arguments, a taproot leaf of unknown
version), so a transaction that hits is to be confirmed by its previous outputs.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from monitor.bitcoin.hashes import hash160
from monitor.bitcoin.script import is_pubkey, p2pkh, p2sh, p2wpkh, p2wsh, push, pushes, reveals_keys

_SIGNATURE_SIZES: Final = range(9, 74)
_DER_SEQUENCE: Final = 0x30
_COMPRESSED_SIZE: Final = 33
_COMPRESSED_STARTS: Final = (0x02, 0x03)
_SCHNORR_SIZES: Final = (64, 65)
_MAX_ELEMENT_SIZE: Final = 520
_MAX_SCRIPT_SIZE: Final = 10_000
_P2WPKH_PUSH_SIZE: Final = 23
_ANNEX: Final = 0x50
_LEAF_VERSIONS: Final = (0x66, 0x7E, 0x80, 0x84, 0x96, 0x98, *range(0xBA, 0x100, 2))
_TAPROOT_STARTS: Final = frozenset((_ANNEX, *_LEAF_VERSIONS, *(version + 1 for version in _LEAF_VERSIONS)))
"""How an annex or a control block begins. BIP341 chose bytes with which no version 0 script can succeed."""


def derive_sender(script_sig: bytes, witness: Sequence[bytes]) -> bytes | None:
    """The locking script that an input of a valid block spends.

    Args:
        script_sig: the input's script.
        witness: its witness stack, bottom first; empty where it has none.

    Returns:
        The script_pubkey of a P2PKH, P2SH, P2SH-P2WPKH, P2SH-P2WSH, P2WPKH or P2WSH output, or None where the
        input does not tell. Malformed inputs are None too; nothing is raised.
    """
    if not witness:
        return _legacy(script_sig)
    if not script_sig:
        return _native(witness)
    return _nested(script_sig, witness)


def is_signature(item: bytes) -> bool:
    """Whether bytes look like a DER signature with its sighash byte, as every ECDSA spend needs (BIP66)."""
    size = len(item)
    return size in _SIGNATURE_SIZES and item[0] == _DER_SEQUENCE and item[1] == size - 3


def _may_sign(item: bytes) -> bool:
    """Whether bytes are as long as a signature. Beside a key alone nothing else is to be expected there, and that
    they are DER is for validation: blocks before BIP66 held others, and test chains may not sign at all.
    """
    return len(item) in _SIGNATURE_SIZES


def _legacy(script_sig: bytes) -> bytes | None:
    stack = pushes(script_sig) if len(script_sig) <= _MAX_SCRIPT_SIZE else None
    if not stack:
        return None
    last = stack[-1]
    if len(stack) == 2 and _may_sign(stack[0]) and is_pubkey(last):  # noqa: PLR2004 - signature and key
        return p2pkh(hash160(last))
    if is_signature(last) or is_pubkey(last) or len(last) > _MAX_ELEMENT_SIZE:
        return None
    return p2sh(hash160(last)) if reveals_keys(last) else None


def _nested(script_sig: bytes, witness: Sequence[bytes]) -> bytes | None:
    """P2SH around a version 0 program: the script_sig is one push of it, and the witness fits it (BIP141)."""
    last = witness[-1]
    is_key = len(script_sig) == _P2WPKH_PUSH_SIZE
    redeem_script = p2wpkh(hash160(last)) if is_key else p2wsh(sha256(last).digest())
    return p2sh(hash160(redeem_script)) if script_sig == push(redeem_script) else None


def _native(witness: Sequence[bytes]) -> bytes | None:
    last = witness[-1]
    if not last or _may_be_taproot(witness):
        return None
    if len(witness) == 2 and len(last) == _COMPRESSED_SIZE and last[0] in _COMPRESSED_STARTS:  # noqa: PLR2004 - as above
        return p2wpkh(hash160(last)) if _may_sign(witness[0]) else None
    if len(last) > _MAX_SCRIPT_SIZE or any(len(item) > _MAX_ELEMENT_SIZE for item in witness[:-1]):
        return None
    return p2wsh(sha256(last).digest())


def _may_be_taproot(witness: Sequence[bytes]) -> bool:
    """A key path leaves one Schnorr signature, a script path ends in a control block, an annex may follow."""
    last = witness[-1]
    if len(witness) == 1:
        return len(last) in _SCHNORR_SIZES
    return last[0] in _TAPROOT_STARTS
