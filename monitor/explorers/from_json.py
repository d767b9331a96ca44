"""A transaction put together again from the JSON of a listing: one request brings 25, and each proves itself."""

from monitor.bitcoin.transaction import Transaction, TxInput, TxOutput
from monitor.explorers.wire import Tx, Vin


def raw_from_json(row: Tx) -> bytes | None:
    """The transaction in consensus serialization; None where the JSON does not hold all of it.

    What comes back hashes to the row's txid, so nothing of it but its witnesses rests on the source's word.
    """
    inputs = [_input(vin) for vin in row.vin]
    if row.version is None or row.locktime is None or not all(inputs) or not row.vout:
        return None
    transaction = Transaction(
        version=row.version & 0xFFFFFFFF,
        inputs=tuple(txin for txin in inputs if txin),
        outputs=tuple(TxOutput(vout.value, vout.scriptpubkey) for vout in row.vout),
        locktime=row.locktime,
    )
    return transaction.serialize() if transaction.txid == row.txid else None


def _input(vin: Vin) -> TxInput | None:
    if vin.scriptsig is None or vin.sequence is None:
        return None
    if vin.is_coinbase:
        return TxInput("00" * 32, 0xFFFFFFFF, vin.scriptsig, vin.sequence, vin.witness)
    return TxInput(vin.txid, vin.vout, vin.scriptsig, vin.sequence, vin.witness)
