"""Scripts in words, as Esplora writes them."""

from monitor.bitcoin import script

_NAMES = {
    script.OP_0: "OP_0",
    script.OP_PUSHDATA1: "OP_PUSHDATA1",
    script.OP_PUSHDATA2: "OP_PUSHDATA2",
    script.OP_PUSHDATA4: "OP_PUSHDATA4",
    script.OP_RETURN: "OP_RETURN",
    script.OP_DUP: "OP_DUP",
    script.OP_EQUAL: "OP_EQUAL",
    script.OP_EQUALVERIFY: "OP_EQUALVERIFY",
    script.OP_HASH160: "OP_HASH160",
    script.OP_CHECKSIG: "OP_CHECKSIG",
    script.OP_CHECKMULTISIG: "OP_CHECKMULTISIG",
}
_WITNESS_TYPES = {(0, 20): "v0_p2wpkh", (0, 32): "v0_p2wsh", (1, 32): "v1_p2tr"}
_P2PKH_SIZE = 25
_P2SH_SIZE = 23


def asm(script_bytes: bytes) -> str:
    """Opcodes and pushed data; opcodes that no standard script has are written as numbers."""
    found = script.operations(script_bytes)
    if found is None:
        return "<push past end>"
    return " ".join(f"{_name(opcode)} {data.hex()}".rstrip() for opcode, data in found)


def _name(opcode: int) -> str:
    if script.OP_0 < opcode < script.OP_PUSHDATA1:
        return f"OP_PUSHBYTES_{opcode}"
    if script.OP_1 <= opcode <= script.OP_16:
        return f"OP_PUSHNUM_{opcode - script.OP_1 + 1}"
    return _NAMES.get(opcode, f"OP_{opcode}")


def script_type(script_pubkey: bytes) -> str:
    """Esplora's `scriptpubkey_type`."""
    size = len(script_pubkey)
    witness = script.witness_program(script_pubkey)
    if witness:
        return _WITNESS_TYPES.get((witness[0], len(witness[1])), "unknown")
    if size == _P2PKH_SIZE and script_pubkey.startswith(script.P2PKH_START):
        return "p2pkh"
    if size == _P2SH_SIZE and script_pubkey.startswith(script.P2SH_START):
        return "p2sh"
    if script_pubkey[:1] == bytes((script.OP_RETURN,)):
        return "op_return"
    if script_pubkey == script.p2pk(script_pubkey[1:-1]) and script.is_pubkey(script_pubkey[1:-1]):
        return "p2pk"
    return "unknown"
