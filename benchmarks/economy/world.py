"""The parties of the economy and their wallets, the random choices they make, and what they mean to do later."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.economy.bank import Bank, Kind, Wallet
from monitor.labels.vocabulary import Category
from monitor.money import SATS_PER_BTC
from monitor.simulation.wallet import ScriptType

COMMON = (ScriptType.P2WPKH, ScriptType.P2WPKH, ScriptType.P2PKH, ScriptType.P2SH_P2WPKH, ScriptType.P2TR)
SHARED_KEYS = (ScriptType.P2SH, ScriptType.P2SH_P2WSH, ScriptType.P2WSH, ScriptType.P2TR_SCRIPT)
PLATFORM_CATEGORIES = {
    "coin-market": Category.EXCHANGE,
    "tide-exchange": Category.EXCHANGE,
    "north-exchange": Category.EXCHANGE,
    "vault-trust": Category.CUSTODIAN,
    "first-broker": Category.PRIME_BROKER,
    "long-credit": Category.LENDER,
}
MINERS = 5
STRANGERS = 150
POOL = "deep-pool"


@dataclass(slots=True)
class Miner:
    """A company that mines."""

    name: str
    treasuries: Sequence[Wallet]
    """Labelled."""
    loose: list[Wallet] = field(default_factory=list)
    """Its own scripts that nobody knows and that hold change."""
    between: Wallet | None = None
    """The last wallet of its own through which it forwarded coins."""
    unknown: Wallet | None = None
    """An unlabelled script to which a pool pays it."""
    deposits: dict[str, Wallet] = field(default_factory=dict)
    """Its deposit address at each platform where it is a customer."""


@dataclass(slots=True)
class Platform:
    """An exchange or the like."""

    name: str
    category: Category
    hot: Sequence[Wallet]
    cold: Wallet
    deposits: list[Wallet] = field(default_factory=list)
    """One for each customer."""


@dataclass(slots=True)
class Stranger:
    """Somebody who has nothing to do with miners, or with whom miners have."""

    name: str
    wallet: Wallet
    deposits: dict[str, Wallet] = field(default_factory=dict)


@dataclass(slots=True)
class Service:
    """An exchange or swap service of which nobody knows a single script."""

    hot: Wallet
    deposits: list[Wallet] = field(default_factory=list)


class World:
    """Everybody, and the agenda."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.bank = Bank(f"economy {seed}".encode(), self.rng)
        self.step = 0
        self._agenda: dict[int, list[Callable[[], object]]] = defaultdict(list)
        self.miners = [
            self._miner(f"{name}-mining") for name in ("ada", "bolt", "crag", "dune", "elm")[:MINERS]
        ]
        self.platforms = {name: self._platform(name, each) for name, each in PLATFORM_CATEGORIES.items()}
        self.strangers = [self._stranger(f"stranger-{number}") for number in range(STRANGERS)]
        self.service = Service(self.bank.open("dark-service", Kind.SERVICE, ScriptType.P2WPKH))
        self.pool = self.bank.open(POOL, Kind.POOL, ScriptType.P2WPKH)

    @property
    def labelled(self) -> Sequence[tuple[Wallet, Category]]:
        """What a user would know."""
        miners = [(wallet, Category.MINER) for miner in self.miners for wallet in miner.treasuries]
        platforms = [
            (wallet, platform.category)
            for platform in self.platforms.values()
            for wallet in (*platform.hot, platform.cold)
        ]
        return [*miners, *platforms, (self.pool, Category.MINING_POOL)]

    def later(self, action: Callable[[], object], soonest: int = 1, latest: int = 12) -> None:
        """Do something some blocks from now."""
        self._agenda[self.step + self.rng.randint(soonest, latest)].append(action)

    def due(self) -> list[Callable[[], object]]:
        """What was meant to be done by this step."""
        return self._agenda.pop(self.step, [])

    def amount(self, least: float, most: float) -> int:
        """Satoshis between two amounts of BTC, small ones as often as large ones."""
        return int(least * (most / least) ** self.rng.random() * SATS_PER_BTC)

    def platform(self) -> Platform:
        """Any platform."""
        return self.rng.choice(list(self.platforms.values()))

    def fresh(self, miner: Miner) -> Wallet:
        """A new script of a miner, of the kind that it uses."""
        kind = self.rng.choice(miner.treasuries).actor.script_type
        return self.bank.open(miner.name, Kind.OWN, kind)

    def deposit_address(self, customer: Miner | Stranger, platform: Platform) -> Wallet:
        """The customer's address at a platform, mostly the one it always had."""
        known = customer.deposits.get(platform.name)
        if known is None or self.rng.random() < 0.1:  # noqa: PLR2004 - platforms give new ones now and then
            known = self.bank.open(platform.name, Kind.DEPOSIT, platform.hot[0].actor.script_type)
            platform.deposits.append(known)
            customer.deposits[platform.name] = known
        return known

    def service_address(self) -> Wallet:
        """A new deposit address at the unlabelled service."""
        address = self.bank.open("dark-service", Kind.SERVICE, ScriptType.P2WPKH)
        self.service.deposits.append(address)
        return address

    def _miner(self, name: str) -> Miner:
        kinds = self.rng.choices((*COMMON, *SHARED_KEYS), k=self.rng.randint(1, 4))
        return Miner(name, [self.bank.open(name, Kind.TREASURY, kind) for kind in kinds])

    def _platform(self, name: str, category: Category) -> Platform:
        kinds = self.rng.choices(COMMON, k=self.rng.randint(1, 2))
        hot = [self.bank.open(name, Kind.PLATFORM, kind) for kind in kinds]
        return Platform(name, category, hot, self.bank.open(name, Kind.PLATFORM, ScriptType.P2WSH))

    def _stranger(self, name: str) -> Stranger:
        return Stranger(name, self.bank.open(name, Kind.STRANGER, self.rng.choice(COMMON)))
