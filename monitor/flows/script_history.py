"""What the confirmed transactions of one script add up to, whoever told of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.bitcoin.senders import derive_sender
from monitor.bitcoin.transaction import Transaction
from monitor.flows.coins import Coin
from monitor.flows.scan import Hit, HitOutput, Prevout, SpentInput
from monitor.flows.transfer import BlockRef
from monitor.labels.book import LabelBook
from monitor.labels.vocabulary import PLATFORMS


@dataclass(frozen=True, slots=True)
class PastTransaction:
    """A confirmed transaction of a script's history."""

    txid: str
    block_hash: str
    told_height: int | None
    """The block's height as the source tells it; a hint."""
    funds: tuple[Coin, ...]
    """Its outputs that pay the script."""
    raw: bytes | None
    """The whole of it; None once it is known to spend nothing of the script."""
    place: BlockRef | None = None
    """Where it stands, once that was looked up."""
    proven: bool = False
    """The block's merkle root covers it."""
    taken: str | None = None
    """The label set under which what it transfers was taken in; None while that is still to be done."""
    told_time: datetime | None = None
    """The block's time, aware, as the source tells it; None where it does not."""

    def placed(self, place: BlockRef, *, proven: bool) -> "PastTransaction":
        """The same after its block was looked up."""
        return replace(self, place=place, proven=proven)


@dataclass(frozen=True, slots=True)
class Account:
    """The coins of a script, and who spent them."""

    coins: Mapping[bytes, Coin]
    """Every output that ever paid it, by outpoint."""
    spenders: Mapping[bytes, str]
    """The txid that spends a coin, by the coin's outpoint; unspent ones are missing."""

    @property
    def spending(self) -> frozenset[str]:
        """The transactions that spend a coin of the script."""
        return frozenset(self.spenders.values())


def account_of(history: Iterable[PastTransaction], parsed: Mapping[str, Transaction]) -> Account:
    """What a history adds up to.

    Args:
        history: the confirmed transactions of a script.
        parsed: those of them that may spend, by txid.
    """
    past = list(history)
    coins = {coin.outpoint: coin for each in past for coin in each.funds}
    spenders = {
        txin.outpoint: each.txid
        for each in past
        if each.txid in parsed
        for txin in parsed[each.txid].inputs
        if txin.outpoint in coins
    }
    return Account(coins, spenders)


def funds_of(script_pubkey: bytes, transaction: Transaction, txid: str) -> tuple[Coin, ...]:
    """The outputs of a transaction that pay a script."""
    return tuple(
        Coin(txid, vout, script_pubkey, output.sats)
        for vout, output in enumerate(transaction.outputs)
        if output.script_pubkey == script_pubkey
    )


def pays_a_platform(transaction: Transaction, book: LabelBook) -> bool:
    """Whether an output pays a script that any label, whenever it holds, gives to a platform."""
    return any(
        claim.category in PLATFORMS
        for output in transaction.outputs
        for claim in book.claims(output.script_pubkey)
    )


def hit_of(
    transaction: Transaction,
    txid: str,
    block: BlockRef,
    coins: Mapping[bytes, Coin],
    *,
    proven_inclusion: bool,
) -> Hit:
    """A single transaction in the form in which the scan of a block finds it.

    Args:
        transaction: the whole of it.
        txid: its hash, hex in display order.
        block: where it stands.
        coins: known coins by outpoint; who else is spent shows as far as the inputs tell.
        proven_inclusion: whether the block's merkle root covers it.
    """
    return Hit(
        txid=txid,
        block=block,
        inputs=tuple(
            SpentInput(
                txid=txin.txid,
                vout=txin.vout,
                derived=derive_sender(txin.script_sig, txin.witness),
                prevout=_prevout(coins.get(txin.outpoint)),
            )
            for txin in transaction.inputs
        ),
        outputs=tuple(HitOutput(output.script_pubkey, output.sats) for output in transaction.outputs),
        proven_inclusion=proven_inclusion,
    )


def _prevout(coin: Coin | None) -> Prevout | None:
    return Prevout(coin.script_pubkey, coin.sats) if coin else None
