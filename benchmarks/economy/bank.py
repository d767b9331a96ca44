"""Who owns which coins of the economy, and whose they were: every transaction is made here, and its truth noted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from benchmarks.economy.truth import Delivery, Spot, Truth
from monitor.bitcoin.transaction import Transaction, TxOutput
from monitor.simulation.block import Coin, OutPoint
from monitor.simulation.payment import DUST_SATS, FEE_RATE, Holding, fee_sats, spend
from monitor.simulation.wallet import Actor, ScriptType, make_actor

FEE_MARGIN_SATS = 300_000
"""More than any transaction of the economy costs."""
_CRUMBS_SATS = 100_000
_GUESS_SATS = 10_000_000
"""Smaller shares of miners' coins in the hands of others are forgotten; of unsure ones more."""


class Kind(StrEnum):
    """What a script is to the one who labels: all but treasury, platform and pool are unlabelled."""

    TREASURY = "treasury"
    OWN = "own"
    """A miner's, and nobody knows it."""
    PLATFORM = "platform"
    DEPOSIT = "deposit"
    """A platform's, given to one customer."""
    POOL = "pool"
    SERVICE = "service"
    """Of a service that nobody has labelled, deposit addresses and all: what enters is lost among others' coins."""
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Wallet:
    """One script and its owner."""

    actor: Actor
    owner: str
    kind: Kind

    @property
    def script(self) -> bytes:
        """The script_pubkey."""
        return self.actor.script_pubkey


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a coin that is, or was, a miner's."""

    miner: str
    sats: int
    traceable_sats: int
    hop: int = -1
    """Of the output, as trails count: 0 in the transaction that left the labelled script, -1 before it."""
    unsure: bool = False
    """Others' coins were mixed with it: `sats` is the most and `traceable_sats` the least that it can be."""
    delivery: Delivery | None = None
    """Set while it lies on a deposit address."""


@dataclass(frozen=True, slots=True)
class Held:
    """An unspent coin."""

    coin: Coin
    wallet: Wallet
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one party puts into a transaction, and what it has paid with it."""

    inputs: Sequence[Held]
    payments: Sequence[tuple[Wallet, int]]


class Short(Exception):
    """The coins do not cover it; nothing was done."""


class Bank:
    """All coins, by script. Transactions wait in `due` until the next block takes them."""

    def __init__(self, seed: bytes, rng: Random) -> None:
        self.truth = Truth()
        self.due: list[Transaction] = []
        self._seed = seed
        self._rng = rng
        self._opened = 0
        self._purses: dict[bytes, dict[OutPoint, Held]] = defaultdict(dict)

    def open(self, owner: str, kind: Kind, script_type: ScriptType) -> Wallet:
        """A new script of somebody."""
        self._opened += 1
        wallet = Wallet(make_actor(self._seed, f"{owner}/{self._opened}", script_type), owner, kind)
        if kind is Kind.DEPOSIT:
            self.truth.deposits[wallet.script] = owner
        if kind is Kind.OWN:
            self.truth.own[wallet.script] = owner
        return wallet

    def take(self, coin: Coin, wallet: Wallet) -> None:
        """A coin from outside the economy."""
        self._keep(Held(coin, wallet, _at_home(wallet, coin.sats)))

    def coins(self, *wallets: Wallet) -> list[Held]:
        """What wallets hold, waiting transactions included, in the order in which it came."""
        return [held for wallet in wallets for held in self._purses[wallet.script].values()]

    def pick(self, wallets: Iterable[Wallet], sats: int) -> list[Held]:
        """Some coins of these wallets that are enough to pay an amount and any fee.

        Raises:
            Short: there are not enough.
        """
        coins = self.coins(*wallets)
        self._rng.shuffle(coins)
        picked, left = [], sats + FEE_MARGIN_SATS
        for held in coins:
            picked.append(held)
            left -= held.coin.sats
            if left <= 0:
                return picked
        raise Short

    def pay(
        self,
        cause: str,
        inputs: Sequence[Held],
        payments: Sequence[tuple[Wallet, int]],
        rest: Wallet,
    ) -> str:
        """One party pays; what is left goes to `rest`.

        Returns:
            the txid.

        Raises:
            Short: the inputs do not cover payments and fee.
        """
        total = sum(held.coin.sats for held in inputs)
        if any(sats < DUST_SATS for _, sats in payments):
            raise Short
        outputs = [*payments, (rest, total)]
        fee = fee_sats(_transaction([(inputs, outputs)]), FEE_RATE)
        left = total - sum(sats for _, sats in payments) - fee
        if left < (0 if payments else DUST_SATS):
            raise Short
        return self.join(cause, [Part(inputs, [*payments, (rest, left)] if left >= DUST_SATS else payments)])

    def join(self, cause: str, parts: Sequence[Part], *, mixed: bool = False) -> str:
        """A transaction of one or several parties; each leaves its part of the fee.

        Returns:
            the txid.

        Raises:
            Short: an output would be dust.
        """
        if any(sats < DUST_SATS for part in parts for _, sats in part.payments):
            raise Short
        outputs = [(wallet, sats, part) for part in parts for wallet, sats in part.payments]
        self._rng.shuffle(outputs)
        transaction = _transaction(
            [
                (
                    [held for part in parts for held in part.inputs],
                    [(wallet, sats) for wallet, sats, _ in outputs],
                )
            ]
        )
        txid = transaction.txid
        for part in parts:
            self._note_inputs(part, len(parts))
        for vout, (wallet, sats, part) in enumerate(outputs):
            shares = self._carried(part, wallet, sats, txid, mixed=mixed)
            coin = Coin(txid, vout, sats, wallet.script, height=0)  # its block is nobody's business here
            self._keep(Held(coin, wallet, shares))
        for part in parts:
            for held in part.inputs:
                del self._purses[held.wallet.script][held.coin.outpoint]
        self.due.append(transaction)
        self.truth.causes[txid] = cause
        return txid

    def _keep(self, held: Held) -> None:
        self._purses[held.wallet.script][held.coin.outpoint] = held

    def _note_inputs(self, part: Part, parties: int) -> None:
        scripts = {held.wallet.script: held.wallet for held in part.inputs}
        of_kind = defaultdict(list)
        for script, wallet in scripts.items():
            of_kind[wallet.kind].append(script)
        if of_kind[Kind.TREASURY] and parties == 1:
            self.truth.companions.update(of_kind[Kind.OWN])
        if {wallet.kind for wallet, _ in part.payments} == {Kind.PLATFORM}:
            for script in of_kind[Kind.DEPOSIT]:
                self.truth.swept[script] = max(self.truth.swept[script], len(of_kind[Kind.DEPOSIT]))

    def _carried(self, part: Part, wallet: Wallet, sats: int, txid: str, *, mixed: bool) -> tuple[Share, ...]:
        """What of an output is whose, and the deliveries that it makes."""
        if wallet.kind in {Kind.TREASURY, Kind.SERVICE}:
            return _at_home(wallet, sats)
        shares = [
            passed
            for share in _merged(part.inputs)
            if (passed := _passed_on(share, part, wallet, sats, unsure=mixed)) is not None
        ]
        if wallet.kind is Kind.OWN:
            return tuple(each for each in shares if each.miner == wallet.owner) or _at_home(wallet, sats)
        shares = [each for each in shares if each.sats >= (_GUESS_SATS if each.unsure else _CRUMBS_SATS)]
        if wallet.kind is Kind.DEPOSIT:
            return tuple(self._delivered(each, wallet, txid) for each in shares)
        if wallet.kind is Kind.PLATFORM:
            for each in shares:
                self._landed(each, wallet, txid)
            return ()  # in a labelled wallet of a platform all is the platform's
        return tuple(replace(each, delivery=None) for each in shares)

    def _landed(self, share: Share, wallet: Wallet, txid: str) -> None:
        delivery = self._delivered(share, wallet, txid).delivery
        assert delivery is not None, "it was just made"
        delivery.landed = delivery.spots[-1]

    def _delivered(self, share: Share, wallet: Wallet, txid: str) -> Share:
        delivery = share.delivery
        if delivery is None or delivery.platform != wallet.owner:
            delivery = Delivery(share.miner, wallet.owner, share.unsure)
            self.truth.deliveries.append(delivery)
        delivery.spots.append(Spot(txid, share.sats, share.traceable_sats, share.hop))
        return replace(share, delivery=delivery)


def _at_home(wallet: Wallet, sats: int) -> tuple[Share, ...]:
    """The whole of a coin that came to a miner from elsewhere."""
    if wallet.kind is Kind.TREASURY:
        return (Share(wallet.owner, sats, sats),)
    if wallet.kind is Kind.OWN:
        return (Share(wallet.owner, sats, 0),)
    return ()


def _passed_on(share: Share, part: Part, wallet: Wallet, sats: int, *, unsure: bool) -> Share | None:
    """What of a share is in one output of its party; None if nothing."""
    if share.delivery is not None:  # the platform has had all of it since it was deposited
        return replace(share, hop=share.hop + 1) if wallet is _landing(part, share.delivery) else None
    brought = sum(held.coin.sats for held in part.inputs)
    if unsure or share.unsure or not _divides(part, share.miner):
        return replace(
            share,
            sats=min(share.sats, sats),
            traceable_sats=max(0, share.traceable_sats - (brought - sats)),
            hop=share.hop + 1,
            unsure=True,
        )
    return replace(
        share,
        sats=share.sats * sats // brought,
        traceable_sats=share.traceable_sats * sats // brought,
        hop=share.hop + 1,
    )


def _landing(part: Part, delivery: Delivery) -> Wallet | None:
    """The first labelled wallet of its platform that a delivery reaches."""
    wallets = (wallet for wallet, _ in part.payments)
    return next((each for each in wallets if _is_labelled(each, delivery.platform)), None)


def _is_labelled(wallet: Wallet, platform: str) -> bool:
    return wallet.kind is Kind.PLATFORM and wallet.owner == platform


def _divides(part: Part, miner: str) -> bool:
    """Whether it is certain how much of the miner's coins each output got: all is one's, or goes one way."""
    return len(part.payments) == 1 or all(
        any(share.miner == miner for share in held.shares) for held in part.inputs
    )


def _merged(inputs: Iterable[Held]) -> list[Share]:
    """Shares of one miner that came the same way as one; those that were delivered stay apart."""
    found: dict[tuple[str, bool, int, int], Share] = {}
    for share in (share for held in inputs for share in held.shares):
        key = share.miner, share.unsure, share.hop, id(share.delivery)
        other = found.get(key)
        found[key] = (
            share
            if other is None
            else replace(
                share,
                sats=other.sats + share.sats,
                traceable_sats=other.traceable_sats + share.traceable_sats,
            )
        )
    return list(found.values())


def _transaction(parts: Sequence[tuple[Sequence[Held], Sequence[tuple[Wallet, int]]]]) -> Transaction:
    inputs = [Holding(held.coin, held.wallet.actor) for spent, _ in parts for held in spent]
    return spend(inputs, [TxOutput(sats, wallet.script) for _, outputs in parts for wallet, sats in outputs])
