"""The JSON of the Esplora API (Blockstream/esplora, API.md; mempool/electrs, rest.rs)."""

from collections.abc import Sequence
from typing import Any

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.difficulty import target_from_bits
from monitor.bitcoin.network import Network
from monitor.bitcoin.transaction import TxInput, TxOutput
from monitor.simulation.block import Coin, MinedBlock
from monitor.simulation.mining import NO_VOUT
from monitor.simulation.payment import weight
from monitor.simulation.script_text import asm, script_type
from monitor.simulation.view import Known, View, moved_by

DIFFICULTY_ONE = target_from_bits(0x1D00FFFF)
Json = dict[str, Any]


def block(mined: MinedBlock) -> Json:
    """The answer of /block/:hash. `difficulty` is a float there, the only one."""
    header = mined.header
    around = len(mined.raw) - sum(len(contained.serialize()) for contained in mined.transactions)
    return {
        "id": mined.block_hash,
        "height": mined.height,
        "version": header.version,
        "timestamp": header.time,
        "tx_count": len(mined.txids),
        "size": len(mined.raw),
        "weight": 4 * around + sum(map(weight, mined.transactions)),
        "merkle_root": header.merkle_root,
        "previousblockhash": mined.parent and mined.parent.block_hash,
        "mediantime": mined.median_time,
        "nonce": header.nonce,
        "bits": header.bits,
        "difficulty": DIFFICULTY_ONE / target_from_bits(header.bits),
    }


def block_status(mined: MinedBlock | None, view: View) -> Json:
    """The answer of /block/:hash/status; orphaned and unknown blocks look the same."""
    if mined is None or not view.is_best(mined):
        return {"in_best_chain": False}
    following = view.at_height(mined.height + 1)
    next_best = following and following.block_hash
    return {"in_best_chain": True, "height": mined.height, "next_best": next_best}


def transaction_status(mined: MinedBlock | None, view: View) -> Json:
    """Where a transaction is; with no block, or an orphaned one, it is not confirmed."""
    if mined is None or not view.is_best(mined):
        return {"confirmed": False}
    return {
        "confirmed": True,
        "block_height": mined.height,
        "block_hash": mined.block_hash,
        "block_time": mined.header.time,
    }


def transaction(known: Known, view: View) -> Json:
    """The answer of /tx/:txid, with the output that each input spends."""
    made = known.transaction
    coins: list[Coin | None] = [*known.spends] or [None]
    paid = sum(output.sats for output in made.outputs)
    return {
        "txid": known.txid,
        "version": made.version,
        "locktime": made.locktime,
        "vin": [_input(*spent) for spent in zip(made.inputs, coins, strict=True)],
        "vout": [_output(output) for output in made.outputs],
        "size": len(made.serialize()),
        "weight": weight(made),
        "fee": sum(coin.sats for coin in known.spends) - paid if known.spends else 0,
        "status": transaction_status(known.block, view),
    }


def unspent(coin: Coin, status: Json) -> Json:
    """One row of /address/:address/utxo."""
    return {"txid": coin.txid, "vout": coin.vout, "status": status, "value": coin.sats}


def script_stats(view: View, hashed: str) -> Json:
    """What /address/:address says besides the address."""
    mined, waiting = list(view.history(hashed)), view.waiting(hashed)
    return {"chain_stats": _stats(mined, hashed), "mempool_stats": _stats(waiting, hashed)}


def _stats(transactions: Sequence[Known], hashed: str) -> Json:
    funded, spent = moved_by(transactions, hashed)
    return {
        "tx_count": len(transactions),
        "funded_txo_count": len(funded),
        "funded_txo_sum": sum(coin.sats for coin in funded),
        "spent_txo_count": len(spent),
        "spent_txo_sum": sum(coin.sats for coin in spent),
    }


def _input(txin: TxInput, coin: Coin | None) -> Json:
    written: Json = {
        "txid": txin.txid,
        "vout": txin.vout,
        "prevout": coin and _output(TxOutput(coin.sats, coin.script_pubkey)),
        "scriptsig": txin.script_sig.hex(),
        "scriptsig_asm": asm(txin.script_sig),
        "is_coinbase": txin.vout == NO_VOUT,
        "sequence": txin.sequence,
    }
    if txin.witness:
        written["witness"] = [item.hex() for item in txin.witness]
    return written


def _output(output: TxOutput) -> Json:
    written: Json = {
        "scriptpubkey": output.script_pubkey.hex(),
        "scriptpubkey_asm": asm(output.script_pubkey),
        "scriptpubkey_type": script_type(output.script_pubkey),
        "value": output.sats,
    }
    address = address_for_script(output.script_pubkey, Network.REGTEST)
    if address:
        written["scriptpubkey_address"] = address
    return written
