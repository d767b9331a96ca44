"""A transaction that no block holds yet, in the shape in which a block's transactions are worked on."""

from collections.abc import Mapping

from monitor.bitcoin.senders import derive_sender
from monitor.bitcoin.transaction import Transaction
from monitor.flows.scan import Hit, HitOutput, Prevout, SpentInput
from monitor.flows.transfer import BlockRef


def hit_of(transaction: Transaction, place: BlockRef, known: Mapping[bytes, Prevout]) -> Hit:
    """The transaction as a hit, whether or not it concerns anybody.

    Args:
        transaction: as parsed from its raw bytes.
        place: since when it is known, and by whose word.
        known: outputs by outpoint (36 bytes) that are proven to be what is spent.
    """
    return Hit(
        txid=transaction.txid,
        block=place,
        inputs=tuple(
            SpentInput(
                txid=each.txid,
                vout=each.vout,
                derived=derive_sender(each.script_sig, each.witness),
                prevout=known.get(each.outpoint),
            )
            for each in transaction.inputs
        ),
        outputs=tuple(HitOutput(each.script_pubkey, each.sats) for each in transaction.outputs),
    )
