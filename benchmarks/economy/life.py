"""The economy's days: who acts in which block, how blocks are mined, and reorgs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from benchmarks.economy import miners, platforms, strangers
from benchmarks.economy.bank import Kind, Short, Wallet
from benchmarks.economy.truth import Truth
from benchmarks.economy.world import World
from monitor.bitcoin.transaction import Transaction, TxOutput
from monitor.money import SATS_PER_BTC
from monitor.simulation.block import MinedBlock
from monitor.simulation.chain import Chain

Somebody = TypeVar("Somebody")

START = datetime(2026, 1, 1, tzinfo=UTC)
RESERVE_BTC = 6_000
_TEN_MINUTES = timedelta(minutes=10)
_BUMP_SATS = 2_000


@dataclass(frozen=True, slots=True)
class Habits:
    """How lively it is."""

    blocks: int = 100
    miners_a_block: float = 2.5
    """Acts of miners, on average."""
    platforms_a_block: float = 1.5
    strangers_a_block: float = 6
    reorgs: float = 0.03
    """Part of the blocks at which one begins."""
    deepest_reorg: int = 3


class Life:
    """One economy from its first block to its last. The same seed and habits make the same chain."""

    def __init__(self, seed: int, habits: Habits = Habits()) -> None:
        self.world = World(seed)
        self.chain = Chain(f"economy {seed}".encode())
        self._habits = habits
        self._rng = self.world.rng
        self._endow()
        self.first_height = self.chain.tip.height + 1
        """Of the first block that is to be followed; nothing is to be found before it."""

    @property
    def truth(self) -> Truth:
        """What really happened so far."""
        return self.world.bank.truth

    def days(self) -> Iterator[None]:
        """Live on; yields whenever a follower may look, also in the middle of a reorg."""
        self._mine(())  # whoever begins here has time to read the past
        yield
        for _ in range(self._habits.blocks):
            if self._rng.random() < self._habits.reorgs:
                yield from self._reorg(self._rng.randint(1, self._habits.deepest_reorg))
            else:
                self._mine(self._acts())
            if self._rng.random() < 0.3:  # noqa: PLR2004 - often several blocks come at once
                yield
        platforms.settle(self.world)
        self._mine(self._taken())
        yield

    def _endow(self) -> None:
        """First coins for everybody, before anybody watches."""
        bank, rng = self.world.bank, self._rng
        self.chain.mine_reserve(RESERVE_BTC * SATS_PER_BTC, since=START)
        reserve = Wallet(self.chain.reserve, "reserve", Kind.STRANGER)
        for coin in self.chain.coins(self.chain.reserve):
            bank.take(coin, reserve)
        gifts = [
            (wallet, 110) for miner in self.world.miners for wallet in miner.treasuries for _ in range(5)
        ]
        gifts += [(wallet, 60) for each in self.world.platforms.values() for wallet in (*each.hot, each.cold)]
        gifts += [(each.wallet, 4) for each in self.world.strangers for _ in range(3)]
        gifts += [(self.world.pool, 100)] * 4 + [(self.world.service.hot, 30)] * 4
        rng.shuffle(gifts)
        for start in range(0, len(gifts), 40):
            payments = [(wallet, btc * SATS_PER_BTC) for wallet, btc in gifts[start : start + 40]]
            with suppress(Short):  # those who come last go without
                bank.pay("gift", bank.pick((reserve,), sum(sats for _, sats in payments)), payments, reserve)
        self._mine(self._taken())

    def _acts(self) -> Sequence[Transaction]:
        """One block's transactions."""
        world, habits = self.world, self._habits
        world.step += 1
        for action in world.due():
            _try(action)
        everybody = (
            (habits.miners_a_block, miners.BEHAVIOURS, world.miners),
            (habits.platforms_a_block, platforms.BEHAVIOURS, list(world.platforms.values())),
            (habits.strangers_a_block, strangers.BEHAVIOURS, world.strangers),
        )
        for pace, behaviours, actors in everybody:
            for _ in range(_around(pace, self._rng)):
                _act(world, behaviours, self._rng.choice(actors))  # type: ignore[arg-type]  # row by row they fit
        return self._taken()

    def _taken(self) -> Sequence[Transaction]:
        taken, self.world.bank.due = self.world.bank.due, []
        return taken

    def _mine(self, transactions: Sequence[Transaction], parent: MinedBlock | None = None) -> MinedBlock:
        parent = self.chain.tip if parent is None else parent
        at = parent.time + _TEN_MINUTES + timedelta(seconds=self._rng.randint(-300, 900))
        return self.chain.mine(transactions, at=at, parent=parent)

    def _reorg(self, depth: int) -> Iterator[None]:
        """Blocks with other versions of some payments, or without them, and the branch that takes their place."""
        fork = self.chain.tip
        batches = [self._acts() for _ in range(depth)]
        for block in _doomed(batches, self._rng):
            self._mine(block)
        yield
        parent = fork
        for batch in (*batches, self._acts()):
            parent = self._mine(batch, parent)


def _try(action: Callable[[], object]) -> None:
    with suppress(Short):
        action()


def _act(world: World, behaviours: Mapping[Callable[[World, Somebody], None], float], who: Somebody) -> None:
    (behaviour,) = world.rng.choices(list(behaviours), list(behaviours.values()))
    _try(lambda: behaviour(world, who))


def _around(mean: float, rng: Random) -> int:
    """A whole number that is `mean` on average."""
    return int(mean) // 2 + rng.randint(0, int(mean)) + (rng.random() < mean % 1) if mean else 0


def _doomed(batches: Sequence[Sequence[Transaction]], rng: Random) -> list[list[Transaction]]:
    """The same blocks, in which payments that nobody builds on are missing or leave another fee."""
    parents = {txin.txid for batch in batches for transaction in batch for txin in transaction.inputs}
    doomed: list[list[Transaction]] = []
    for batch in batches:
        block = []
        for transaction in batch:
            roll = rng.random()
            if transaction.txid in parents or roll > 0.4:  # noqa: PLR2004 - most stay as they are
                block.append(transaction)
            elif roll > 0.1:  # noqa: PLR2004 - some are replaced, few are missing
                block.append(_bumped(transaction))
        doomed.append(block)
    return doomed


def _bumped(transaction: Transaction) -> Transaction:
    """The same payment with less in its largest output: what a replacement by fee looks like."""
    largest = max(transaction.outputs, key=lambda output: output.sats)
    if largest.sats < 2 * _BUMP_SATS:
        return transaction
    lowered = TxOutput(largest.sats - _BUMP_SATS, largest.script_pubkey)
    outputs = tuple(lowered if output is largest else output for output in transaction.outputs)
    return replace(transaction, outputs=outputs)
