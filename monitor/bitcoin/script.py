"""Locking scripts: building the standard ones, and reading pushes."""

from typing import Final

OP_0: Final = 0x00
OP_PUSHDATA1: Final = 0x4C
OP_PUSHDATA2: Final = 0x4D
OP_PUSHDATA4: Final = 0x4E
OP_1NEGATE: Final = 0x4F
OP_1: Final = 0x51
OP_16: Final = 0x60
OP_RETURN: Final = 0x6A
OP_DUP: Final = 0x76
OP_EQUAL: Final = 0x87
OP_EQUALVERIFY: Final = 0x88
OP_HASH160: Final = 0xA9
OP_CHECKSIG: Final = 0xAC
OP_CHECKSIGVERIFY: Final = 0xAD
OP_CHECKMULTISIG: Final = 0xAE
OP_CHECKMULTISIGVERIFY: Final = 0xAF

_PUBKEY_STARTS: Final = {33: (0x02, 0x03), 65: (0x04,)}
"""Length of a public key to the first bytes it may have (SEC 1)."""
_SIGNATURE_CHECKS: Final = frozenset(
    (OP_CHECKSIG, OP_CHECKSIGVERIFY, OP_CHECKMULTISIG, OP_CHECKMULTISIGVERIFY)
)
_HASH160_SIZE: Final = 20

P2PKH_START: Final = bytes((OP_DUP, OP_HASH160, 20))
P2PKH_END: Final = bytes((OP_EQUALVERIFY, OP_CHECKSIG))
P2SH_START: Final = bytes((OP_HASH160, 20))
P2SH_END: Final = bytes((OP_EQUAL,))
P2WPKH_START: Final = bytes((OP_0, 20))
P2WSH_START: Final = bytes((OP_0, 32))
P2TR_START: Final = bytes((OP_1, 32))


def p2pkh(pubkey_hash: bytes) -> bytes:
    """Pay to the hash160 of a public key."""
    return P2PKH_START + pubkey_hash + P2PKH_END


def p2sh(script_hash: bytes) -> bytes:
    """Pay to the hash160 of a redeem script (BIP16)."""
    return P2SH_START + script_hash + P2SH_END


def p2wpkh(pubkey_hash: bytes) -> bytes:
    """Pay to the hash160 of a compressed public key, spent by witness (BIP141)."""
    return P2WPKH_START + pubkey_hash


def p2wsh(script_sha256: bytes) -> bytes:
    """Pay to the SHA-256 of a witness script (BIP141)."""
    return P2WSH_START + script_sha256


def p2tr(output_key: bytes) -> bytes:
    """Pay to a 32-byte x-only taproot output key (BIP341)."""
    return P2TR_START + output_key


def p2pk(pubkey: bytes) -> bytes:
    """Pay to a bare public key of 33 or 65 bytes, as the first miners did. It has no address."""
    return push(pubkey) + bytes((OP_CHECKSIG,))


def witness_script_pubkey(version: int, program: bytes) -> bytes:
    """The locking script of a witness program (BIP141): version 0 to 16, program of 2 to 40 bytes."""
    return bytes((version and OP_1 + version - 1, len(program))) + program


def witness_program(script_pubkey: bytes) -> tuple[int, bytes] | None:
    """Version and program of a witness output (BIP141), or None if the script is none."""
    if not 4 <= len(script_pubkey) <= 42 or script_pubkey[1] != len(script_pubkey) - 2:  # noqa: PLR2004 - BIP141
        return None
    opcode = script_pubkey[0]
    if opcode == OP_0:
        return 0, script_pubkey[2:]
    if OP_1 <= opcode <= OP_16:
        return opcode - OP_1 + 1, script_pubkey[2:]
    return None


def push(data: bytes) -> bytes:
    """The shortest opcode that pushes `data` of up to 65,535 bytes; small numbers are not special-cased."""
    size = len(data)
    if size < OP_PUSHDATA1:
        return bytes((size,)) + data
    if size <= 0xFF:  # noqa: PLR2004 - one byte of length
        return bytes((OP_PUSHDATA1, size)) + data
    return bytes((OP_PUSHDATA2,)) + size.to_bytes(2, "little") + data


def is_pubkey(data: bytes) -> bool:
    """Whether bytes have the form of a compressed or uncompressed public key, on the curve or not."""
    return data[:1] != b"" and data[0] in _PUBKEY_STARTS.get(len(data), ())


def operations(script: bytes) -> list[tuple[int, bytes]] | None:
    """A script's opcodes and what each pushes, empty where it pushes nothing; None if a push is cut short."""
    found: list[tuple[int, bytes]] = []
    offset, end = 0, len(script)
    while offset < end:
        opcode = size = script[offset]
        offset += 1
        if opcode > OP_PUSHDATA4:
            found.append((opcode, b""))
            continue
        if opcode >= OP_PUSHDATA1:
            width = 1 << (opcode - OP_PUSHDATA1)
            size = int.from_bytes(script[offset : offset + width], "little")
            offset += width
        offset += size
        if offset > end:
            return None
        found.append((opcode, script[offset - size : offset]))
    return found


def pushes(script: bytes) -> list[bytes] | None:
    """What a push-only script leaves on the stack, bottom first; None if it is cut short or does more.

    OP_1NEGATE and OP_1 to OP_16 push the numbers they stand for, as Core's `IsPushOnly` has it.
    """
    found = operations(script)
    if found is None:
        return None
    stack: list[bytes] = []
    for opcode, data in found:
        if opcode <= OP_PUSHDATA4:
            stack.append(data)
        elif OP_1 <= opcode <= OP_16:
            stack.append(bytes((opcode - OP_1 + 1,)))
        elif opcode == OP_1NEGATE:
            stack.append(b"\x81")
        else:
            return None
    return stack


def reveals_keys(script: bytes) -> bool:
    """Whether bytes read as a script that checks signatures and holds a public key, or the hash160 of one.

    That is what a P2SH redeem script looks like, and what signatures, preimages and other data look like only
    by an unlikely chance.
    """
    found = operations(script) or ()
    return any(opcode in _SIGNATURE_CHECKS for opcode, _ in found) and any(
        len(data) == _HASH160_SIZE or is_pubkey(data) for _, data in found
    )
