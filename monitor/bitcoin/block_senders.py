"""Whose coins the inputs of a block spend, as far as the block itself tells.

Naming a sender means hashing a key or script, so it is done only for the inputs that are asked for. An input
that spends a known coin need not be.
"""

from collections.abc import Collection
from typing import Final

from monitor.bitcoin.block import OUTPOINT_SIZE, Block
from monitor.bitcoin.hashes import hash160
from monitor.bitcoin.script import P2PKH_START, P2SH_START, P2WPKH_START, P2WSH_START
from monitor.bitcoin.senders import derive_sender

_SCRIPT_SIG, _BOTH, _WITNESS_KEY, _WITNESS_SCRIPT, _NOTHING = range(5)
"""What an input reveals, which says what types of script it can name."""
_NAMED_BY: Final = {
    P2PKH_START: (_SCRIPT_SIG,),
    P2SH_START: (_SCRIPT_SIG, _BOTH),
    P2WPKH_START: (_WITNESS_KEY,),
    P2WSH_START: (_WITNESS_SCRIPT,),
}


def sender_script(block: Block, input_index: int) -> bytes | None:
    """The script that an input by itself tells it spends, see senders.py; None for the coinbase."""
    if not input_index:
        return None
    if not _has_script_sig(block, input_index):
        key = _p2wpkh_key(block.raw, block.witness_offsets[input_index])
        if key:
            return P2WPKH_START + hash160(key)
    return derive_sender(block.script_sig(input_index), block.witness(input_index))


def sender_scripts(block: Block, inputs: Collection[int]) -> list[bytes | None]:
    """The script that each of some inputs spends, as far as the block tells; the coinbase spends none.

    What the block itself made is known for certain, whatever its type; the rest is `sender_script`'s.
    """
    made = outputs_spent(block, inputs)
    scripts = []
    for index in inputs:
        if index not in made:
            scripts.append(sender_script(block, index))
        else:
            output = made[index]
            scripts.append(None if output is None else block.output_scripts[output])
    return scripts


def outputs_spent(block: Block, inputs: Collection[int]) -> dict[int, int | None]:
    """Those of some inputs that spend what the block itself makes, each with the output it spends.

    That is None where the transaction has no such output, as in no valid block.
    """
    spent = {block.outpoints[index][:32] for index in inputs}
    if spent.isdisjoint(block.txids):
        return {}
    makers = {txid: transaction for transaction, txid in enumerate(block.txids) if txid in spent}
    found: dict[int, int | None] = {}
    for index in inputs:
        outpoint = block.outpoints[index]
        maker = makers.get(outpoint[:32])
        if maker is not None:
            output = block.first_outputs[maker] + int.from_bytes(outpoint[32:], "little")
            found[index] = output if output < block.first_outputs[maker + 1] else None
    return found


def inputs_naming(block: Block, scripts: Collection[bytes]) -> list[int]:
    """The inputs that by themselves tell that they spend one of these scripts.

    Only inputs that can name a script of such a type are hashed; for scripts that no input names, none is.
    """
    reveals = {
        each
        for start, kinds in _NAMED_BY.items()
        if any(s.startswith(start) for s in scripts)
        for each in kinds
    }
    if not reveals:
        return []
    return [
        index
        for index in range(1, len(block.outpoints))
        if _revealed(block, index) in reveals and sender_script(block, index) in scripts
    ]


def _revealed(block: Block, input_index: int) -> int:
    witness_offset = block.witness_offsets[input_index]
    if _has_script_sig(block, input_index):
        return _BOTH if witness_offset else _SCRIPT_SIG
    if not witness_offset:
        return _NOTHING
    return _WITNESS_KEY if _p2wpkh_key(block.raw, witness_offset) else _WITNESS_SCRIPT


def _has_script_sig(block: Block, input_index: int) -> bool:
    return block.raw[block.input_offsets[input_index] + OUTPOINT_SIZE] != 0


def _p2wpkh_key(raw: bytes, witness_offset: int) -> bytes | None:
    """The key of the commonest witness, a signature and a compressed key; spares building the stack.

    It accepts exactly what `monitor.bitcoin.senders` takes for P2WPKH, in place.
    """
    if not witness_offset or raw[witness_offset] != 2:  # noqa: PLR2004 - signature and key
        return None
    size = raw[witness_offset + 1]
    key = witness_offset + 3 + size
    if not 8 < size < 74 or raw[key - 1] != 33 or raw[key] not in (2, 3):  # noqa: PLR2004 - as _may_sign
        return None
    return raw[key : key + 33]
