"""Choosing coins, fees and change, and building the transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.bitcoin.transaction import Transaction, TxInput, TxOutput, outpoint
from monitor.simulation.block import Coin
from monitor.simulation.wallet import Actor

FEE_RATE = 12
"""Satoshis per virtual byte."""
DUST_SATS = 546
"""Change below this is left to the miner (Bitcoin Core's limit for P2PKH at its default relay fee)."""
REPLACEABLE = 0xFFFFFFFD
"""The sequence by which most wallets signal that they may pay more later (BIP125)."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A coin and the one who can spend it."""

    coin: Coin
    owner: Actor


def spend(holdings: Iterable[Holding], outputs: Iterable[TxOutput]) -> Transaction:
    """A transaction with exactly these inputs and outputs."""
    return Transaction(2, tuple(map(_input, holdings)), tuple(outputs))


def pay(
    holdings: Iterable[Holding], payments: Sequence[TxOutput], change_script: bytes, fee_rate: int
) -> Transaction | None:
    """Pay with as many holdings as it takes, from the first on; the change comes last.

    Args:
        holdings: the coins that may be spent, those to spend first in front.
        payments: what to pay.
        change_script: gets what is left, if that is more than dust.
        fee_rate: in satoshis per virtual byte.

    Returns:
        The transaction, or None if the coins do not cover payments and fee.
    """
    owed = sum(payment.sats for payment in payments)
    chosen: list[Holding] = []
    left = -owed
    for holding in holdings:
        chosen.append(holding)
        left += holding.coin.sats
        if left < 0:
            continue
        with_change = spend(chosen, (*payments, TxOutput(left, change_script)))
        change = left - fee_sats(with_change, fee_rate)
        if change >= DUST_SATS:
            return spend(chosen, (*payments, TxOutput(change, change_script)))
        without_change = spend(chosen, payments)
        if left >= fee_sats(without_change, fee_rate):
            return without_change
    return None


def sweep(holdings: Sequence[Holding], receiver_script: bytes, fee_rate: int) -> Transaction:
    """Pay all holdings, less the fee, to one script."""
    total = sum(holding.coin.sats for holding in holdings)
    fee = fee_sats(spend(holdings, [TxOutput(total, receiver_script)]), fee_rate)
    return spend(holdings, [TxOutput(total - fee, receiver_script)])


def fee_sats(transaction: Transaction, fee_rate: int) -> int:
    """What a transaction of this size costs."""
    return -(-weight(transaction) // 4) * fee_rate


def weight(transaction: Transaction) -> int:
    """Size in weight units: what is not witness counts four times (BIP141)."""
    return 3 * len(transaction.serialize_stripped()) + len(transaction.serialize())


def _input(holding: Holding) -> TxInput:
    coin = holding.coin
    unlocking = holding.owner.unlock(outpoint(coin.txid, coin.vout))
    return TxInput(coin.txid, coin.vout, unlocking.script_sig, REPLACEABLE, unlocking.witness)
