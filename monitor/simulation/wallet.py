"""Those who own coins on the simulated chain, and what their inputs look like.

The transactions are well-formed, not signed. Every public key is a point of the curve, but one whose private
key nobody knows; every signature has the form and length of a real one and verifies against nothing. What a
watcher of the chain relies on is real: each key and script that an input reveals hashes (or, for taproot,
tweaks) to exactly the script that the input spends.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from monitor.bitcoin import script
from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.hashes import hash160
from monitor.bitcoin.network import Network
from monitor.simulation.curve import (
    P,
    Point,
    compressed,
    point_from,
    tagged_hash,
    taproot_output,
    x_only,
)

LEAF_VERSION = 0xC0
"""Of a tapscript leaf (BIP342)."""
SIGHASH_ALL = b"\x01"


class ScriptType(StrEnum):
    """How an actor's coins are locked."""

    P2PK = "p2pk"
    P2PKH = "p2pkh"
    P2SH = "p2sh"
    """Two of three keys, as exchanges had it before segwit."""
    P2SH_P2WPKH = "p2sh-p2wpkh"
    P2SH_P2WSH = "p2sh-p2wsh"
    P2WPKH = "p2wpkh"
    P2WSH = "p2wsh"
    P2TR = "p2tr"
    """Spent by the key."""
    P2TR_SCRIPT = "p2tr-script"
    """Spent by a script of a two-leaf tree."""


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What an input shows to spend an output."""

    script_sig: bytes = b""
    witness: tuple[bytes, ...] = ()


Unlock = Callable[[bytes], Unlocking]
"""From the 36 bytes of the outpoint that is spent, so that no two inputs show the same signature."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An owner of coins under one script. Two actors of the same seed, name and type are equal."""

    name: str
    script_type: ScriptType
    script_pubkey: bytes
    unlock: Unlock = field(repr=False, compare=False)

    @property
    def address(self) -> str | None:
        """The regtest address; None for P2PK, which has none."""
        return address_for_script(self.script_pubkey, Network.REGTEST)


def make_actor(seed: bytes, name: str, script_type: ScriptType) -> Actor:
    """The actor of this name; its keys follow from the seed, the name and the type."""
    keys = _Keys(b"/".join((seed, name.encode(), script_type.encode())))
    script_pubkey, unlock = _LOCKS[script_type](keys)
    return Actor(name, script_type, script_pubkey, unlock)


@dataclass(frozen=True, slots=True)
class _Keys:
    """A numbered sequence of keys, and the signatures they seem to give."""

    seed: bytes

    def point(self, number: int) -> Point:
        return point_from(self.seed + bytes((number,)))

    def public(self, number: int) -> bytes:
        x, y = self.point(number)
        odd = sha256(self.seed + bytes((number, 1))).digest()[0] & 1
        return compressed((x, P - y if odd else y))

    def internal(self) -> Point:
        return self.point(0)

    def ecdsa(self, number: int, outpoint: bytes) -> bytes:
        """DER and the sighash type: 71 or 72 bytes nearly always, the second half low (BIP62, BIP66)."""
        r, s = self._halves(number, outpoint)
        body = _der_integer(r) + _der_integer(bytes((s[0] & 0x7F,)) + s[1:])
        return bytes((0x30, len(body))) + body + SIGHASH_ALL

    def schnorr(self, outpoint: bytes) -> bytes:
        """64 bytes; the default sighash type is not written (BIP341)."""
        return b"".join(self._halves(0, outpoint))

    def _halves(self, number: int, outpoint: bytes) -> tuple[bytes, bytes]:
        r = sha256(self.seed + bytes((number,)) + outpoint).digest()
        return r, sha256(r).digest()


def _der_integer(number: bytes) -> bytes:
    digits = number.lstrip(b"\x00")
    if not digits or digits[0] & 0x80:
        digits = b"\x00" + digits
    return bytes((0x02, len(digits))) + digits


Lock = tuple[bytes, Unlock]
"""A script_pubkey and what opens it."""


def _p2pk(keys: _Keys) -> Lock:
    return script.p2pk(keys.public(0)), lambda outpoint: Unlocking(script.push(keys.ecdsa(0, outpoint)))


def _p2pkh(keys: _Keys) -> Lock:
    pubkey = keys.public(0)
    return script.p2pkh(hash160(pubkey)), lambda outpoint: Unlocking(
        script.push(keys.ecdsa(0, outpoint)) + script.push(pubkey)
    )


def _p2wpkh(keys: _Keys) -> Lock:
    pubkey = keys.public(0)
    return script.p2wpkh(hash160(pubkey)), lambda outpoint: Unlocking(
        witness=(keys.ecdsa(0, outpoint), pubkey)
    )


def _two_of_three(keys: _Keys) -> bytes:
    pushed = b"".join(script.push(keys.public(number)) for number in range(3))
    return bytes((script.OP_1 + 1,)) + pushed + bytes((script.OP_1 + 2, script.OP_CHECKMULTISIG))


def _two_signatures(keys: _Keys, outpoint: bytes) -> tuple[bytes, bytes, bytes]:
    """OP_CHECKMULTISIG takes one element more than it needs, which has to be empty (BIP147)."""
    return b"", keys.ecdsa(0, outpoint), keys.ecdsa(2, outpoint)


def _p2sh(keys: _Keys) -> Lock:
    redeem_script = _two_of_three(keys)

    def unlock(outpoint: bytes) -> Unlocking:
        stack = (*_two_signatures(keys, outpoint), redeem_script)
        return Unlocking(b"".join(map(script.push, stack)))

    return script.p2sh(hash160(redeem_script)), unlock


def _p2wsh(keys: _Keys) -> Lock:
    witness_script = _two_of_three(keys)
    return script.p2wsh(sha256(witness_script).digest()), lambda outpoint: Unlocking(
        witness=(*_two_signatures(keys, outpoint), witness_script)
    )


def _nested(lock: Lock) -> Lock:
    """A witness program inside P2SH (BIP141)."""
    program, unlock = lock
    script_sig = script.push(program)
    return script.p2sh(hash160(program)), lambda outpoint: Unlocking(script_sig, unlock(outpoint).witness)


def _p2tr(keys: _Keys) -> Lock:
    output = taproot_output(keys.internal(), b"")
    return script.p2tr(x_only(output)), lambda outpoint: Unlocking(witness=(keys.schnorr(outpoint),))


def _p2tr_script(keys: _Keys) -> Lock:
    leaf_script = script.push(x_only(keys.point(1))) + bytes((script.OP_CHECKSIG,))
    leaf = tagged_hash("TapLeaf", bytes((LEAF_VERSION, len(leaf_script))) + leaf_script)
    sibling = sha256(keys.seed).digest()
    output = taproot_output(keys.internal(), tagged_hash("TapBranch", b"".join(sorted((leaf, sibling)))))
    control_block = bytes((LEAF_VERSION | output[1] & 1,)) + x_only(keys.internal()) + sibling
    return script.p2tr(x_only(output)), lambda outpoint: Unlocking(
        witness=(keys.schnorr(outpoint), leaf_script, control_block)
    )


_LOCKS: Mapping[ScriptType, Callable[[_Keys], Lock]] = {
    ScriptType.P2PK: _p2pk,
    ScriptType.P2PKH: _p2pkh,
    ScriptType.P2SH: _p2sh,
    ScriptType.P2SH_P2WPKH: lambda keys: _nested(_p2wpkh(keys)),
    ScriptType.P2SH_P2WSH: lambda keys: _nested(_p2wsh(keys)),
    ScriptType.P2WPKH: _p2wpkh,
    ScriptType.P2WSH: _p2wsh,
    ScriptType.P2TR: _p2tr,
    ScriptType.P2TR_SCRIPT: _p2tr_script,
}
