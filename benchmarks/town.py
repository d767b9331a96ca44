"""A chain on which scenes are played: who is known there, and what is true of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from monitor.bitcoin.transaction import Transaction
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category
from monitor.money import SATS_PER_BTC
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import Actor, ScriptType
from tests.builders import label

START = datetime(2026, 3, 1, tzinfo=UTC)
TYPES = (
    ScriptType.P2PKH,
    ScriptType.P2SH,
    ScriptType.P2SH_P2WPKH,
    ScriptType.P2SH_P2WSH,
    ScriptType.P2WPKH,
    ScriptType.P2WSH,
    ScriptType.P2TR,
)
NAMED = tuple(each for each in TYPES if each is not ScriptType.P2TR)
"""Those whose inputs say what they spend."""

Claim = tuple[str, str, str]
"""Txid, miner and platform."""
Scene = Callable[["Town", str], Iterator[None]]


@dataclass(slots=True)
class Town:
    """The chain, who is known on it, and what is true of it."""

    seed: int
    rng: Random = field(init=False)
    chain: Chain = field(init=False)
    labels: list[Label] = field(default_factory=list)
    waiting: list[Transaction] = field(default_factory=list)
    must: dict[Claim, int] = field(default_factory=dict)
    """Satoshis of what must be flagged."""
    may: set[Claim] = field(default_factory=set)
    causes: dict[str, str] = field(default_factory=dict)
    """The scene of each transaction."""
    deposits: dict[bytes, str] = field(default_factory=dict)
    hot: dict[str, Actor] = field(default_factory=dict)
    _opened: int = 0

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.chain = Chain(b"scenes %d" % self.seed)
        self.chain.mine_reserve(6_000 * SATS_PER_BTC, since=START - timedelta(days=9))

    def open(self, name: str, types: tuple[ScriptType, ...] = TYPES) -> Actor:
        """A fresh script."""
        self._opened += 1
        return self.chain.actor(f"{name} {self._opened}", self.rng.choice(types))

    def known(self, entity: str, category: Category, types: tuple[ScriptType, ...] = TYPES) -> Actor:
        """A fresh script with a label."""
        actor = self.open(entity, types)
        self.labels.append(label(actor, entity, category))
        return actor

    def deposit(self, platform: str) -> Actor:
        """A customer's address at a platform; its type is one whose inputs say what they spend, as most are."""
        actor = self.open(f"{platform} deposit", NAMED)
        self.deposits[actor.script_pubkey] = platform
        return actor

    def platform(self) -> str:
        """Any of them."""
        return self.rng.choice(list(self.hot))

    def sats(self, least: float, most: float) -> int:
        """An amount between so many BTC."""
        return round(self.rng.uniform(least, most) * SATS_PER_BTC)

    def send(self, cause: str, transaction: Transaction) -> str:
        """Have the next block hold it."""
        self.waiting.append(transaction)
        self.causes[transaction.txid] = cause
        return transaction.txid

    def strangers(self, *receivers: Actor) -> None:
        """People of whom each pays one of these a little, from a wallet of its own."""
        for each in receivers:
            person = self.open("person")
            self.send("strangers", self.chain.fund(person, 3 * SATS_PER_BTC))
            self.send("strangers", self.chain.pay(person, [(each, self.sats(0.05, 2))]))

    def expect(self, txid: str, miner: str, platform: str, sats: int) -> None:
        """Note what must be flagged."""
        self.must[txid, miner, platform] = self.must.get((txid, miner, platform), 0) + sats

    def treasury(self, miner: str, btc: int = 150) -> Actor:
        """A labelled script of a miner, filled with two coins in the next block."""
        actor = self.known(miner, Category.MINER)
        self.send("gift", self.chain.fund(actor, btc * SATS_PER_BTC, btc * SATS_PER_BTC))
        return actor
