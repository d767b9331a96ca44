"""A regtest chain that a scenario writes: actors who pay each other, blocks at chosen times, branches.

```python
chain = Chain(b"february")
mara = chain.actor("mara", ScriptType.P2WPKH)
desk = chain.actor("two-prime", ScriptType.P2TR)
chain.mine_reserve(2_000 * SATS_PER_BTC, since=datetime(2026, 1, 25, tzinfo=UTC))
funding = chain.fund(mara, 1_400 * SATS_PER_BTC)
payment = chain.pay(mara, [(desk, 1_318 * SATS_PER_BTC)])
first = chain.mine([funding], at=datetime(2026, 2, 4, tzinfo=UTC))
lost = chain.mine([payment], at=datetime(2026, 2, 5, tzinfo=UTC))
rival = chain.mine(at=datetime(2026, 2, 5, 0, 1, tzinfo=UTC), parent=first)
chain.mine([payment], at=datetime(2026, 2, 5, 0, 9, tzinfo=UTC), parent=rival)  # orphans `lost`
```

Everything follows from the seed and the order of the calls: the same scenario has the same txids.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from monitor.bitcoin.transaction import Transaction, TxOutput
from monitor.money import SATS_PER_BTC, btc_text
from monitor.simulation import payment
from monitor.simulation.block import Coin, MinedBlock
from monitor.simulation.ledger import Ledger, is_mature
from monitor.simulation.mempool import Mempool
from monitor.simulation.mining import genesis_block, mine_block
from monitor.simulation.payment import FEE_RATE, Holding
from monitor.simulation.tree import BlockTree
from monitor.simulation.view import Known, View, without_replaced
from monitor.simulation.wallet import Actor, ScriptType, make_actor

Receiver = Actor | bytes
"""Somebody, or a script_pubkey."""
BLOCK_SPACING = timedelta(minutes=10)
MAX_RESERVE_SATS = 14_000 * SATS_PER_BTC
"""Regtest halves the subsidy every 150 blocks: 15,000 BTC are all there ever is."""


class Chain:
    """A tree of valid regtest blocks, and the coins and transactions as of its best tip."""

    def __init__(self, seed: bytes = b"minerflow") -> None:
        self.genesis = genesis_block()
        self.tree = BlockTree(self.genesis)
        self._seed = seed
        self._ledger = Ledger(self.genesis)
        self._owners: dict[bytes, Actor] = {}
        self._mempool = Mempool()
        self._coins_behind: dict[str, Sequence[Coin]] = {}
        self.reserve = self.actor("reserve", ScriptType.P2WPKH)

    @property
    def tip(self) -> MinedBlock:
        """The best block."""
        return self.tree.best[-1]

    @property
    def unmined(self) -> tuple[Transaction, ...]:
        """Transactions that were made and could be mined on the best tip, a parent before its child."""
        return tuple(self._mempool)

    def view(self, behind: int = 0, shows: Callable[[str], bool] = lambda _txid: True) -> View:
        """What a server knows of it.

        Args:
            behind: how many of the best blocks have not reached it.
            shows: which unmined transactions have, by txid; of those that conflict it keeps the one made last.
        """
        waiting = [
            Known(transaction.txid, transaction, self.coins_spent_by(transaction))
            for transaction in self.unmined
            if shows(transaction.txid)
        ]
        return View(self.tree, behind, without_replaced(waiting))

    def actor(self, name: str, script_type: ScriptType) -> Actor:
        """Somebody with one script; the same name and type are the same one."""
        actor = make_actor(self._seed, name, script_type)
        return self._owners.setdefault(actor.script_pubkey, actor)

    def unspent(self, script_pubkey: bytes, as_of: MinedBlock) -> list[Coin]:
        """The unspent outputs of a script as of any block, the oldest first, immature ones included."""
        self._ledger.move_to(as_of)
        return self._ledger.coins_of(script_pubkey)

    def coins(self, actor: Actor) -> list[Coin]:
        """What the actor can spend now: mature coins, the oldest first, then those not mined yet."""
        next_height = self.tip.height + 1
        promised = self._mempool.promised()
        mined = self.unspent(actor.script_pubkey, self.tip)
        return [
            coin
            for coin in (*mined, *self._mempool.coins(next_height))
            if coin.script_pubkey == actor.script_pubkey
            and coin.outpoint not in promised
            and is_mature(coin, next_height)
        ]

    def mine_reserve(self, sats: int, *, since: datetime, spacing: timedelta = BLOCK_SPACING) -> MinedBlock:
        """Mine empty blocks until the reserve that `fund` pays from can spend this much.

        Args:
            sats: at most `MAX_RESERVE_SATS`; 50 BTC a block for the first 150, and each waits for 100 more.
            since: time of the first block.
            spacing: time between blocks.

        Raises:
            ValueError: more than there can be, or a time that does not go on from the tip's.
        """
        if sats > MAX_RESERVE_SATS:
            raise ValueError(f"{btc_text(sats)} BTC are more than regtest's subsidies can make a reserve of")
        at = since
        while sum(coin.sats for coin in self.coins(self.reserve)) < sats:
            self.mine(at=at)
            at += spacing
        return self.tip

    def fund(self, actor: Actor, *sats: int) -> Transaction:
        """Pay an actor from the reserve, one output for each amount.

        Raises:
            ValueError: the reserve holds less; see `mine_reserve`.
        """
        return self.pay(self.reserve, [(actor, amount) for amount in sats])

    def pay(
        self,
        senders: Actor | Sequence[Actor],
        payments: Sequence[tuple[Receiver, int]],
        *,
        change: Receiver | None = None,
        coins: Sequence[Coin] | None = None,
        fee_rate: int = FEE_RATE,
    ) -> Transaction:
        """Make a transaction. It stays `unmined` until a block holds it.

        Args:
            senders: whose coins may be spent, those of the first one first.
            payments: receivers and satoshis, in the order of the outputs.
            change: gets what is left, in the last output; the first sender by default.
            coins: spend from these instead; with the coins of another transaction it is a double spend.
            fee_rate: in satoshis per virtual byte.

        Raises:
            ValueError: the coins do not cover the payments and the fee.
        """
        owners = _owners(senders)
        holdings = self._holdings(self._coins_of(owners) if coins is None else coins)
        outputs = [TxOutput(sats, _script(receiver)) for receiver, sats in payments]
        back_to = _script(owners[0] if change is None else change)
        made = payment.pay(holdings, outputs, back_to, fee_rate)
        if made is None:
            owed = btc_text(sum(sats for _, sats in payments))
            raise ValueError(f"{_names(owners)}: the coins do not cover {owed} BTC and the fee")
        return self._keep(made, holdings)

    def sweep(
        self, senders: Actor | Sequence[Actor], receiver: Receiver, *, fee_rate: int = FEE_RATE
    ) -> Transaction:
        """Pay all coins of the senders, less the fee, to one output: a consolidation, or a custody move.

        Raises:
            ValueError: they have no coins.
        """
        owners = _owners(senders)
        holdings = self._holdings(self._coins_of(owners))
        if not holdings:
            raise ValueError(f"{_names(owners)}: no coins to sweep")
        return self._keep(payment.sweep(holdings, _script(receiver), fee_rate), holdings)

    def coins_spent_by(self, transaction: Transaction) -> Sequence[Coin]:
        """What a transaction made by `pay` or `sweep` spends; `pay` can spend it another way."""
        return self._coins_behind[transaction.txid]

    def mine(
        self,
        transactions: Iterable[Transaction] = (),
        *,
        at: datetime,
        parent: MinedBlock | None = None,
        reward_to: Receiver | None = None,
    ) -> MinedBlock:
        """Mine a block; it becomes the tip if its branch is the highest.

        Args:
            transactions: in the order of the block; each spends what is unspent on this branch.
            at: the header's time, aware; it must be later than the median of the last eleven (BIP113).
            parent: the block to build on, any; the best tip by default.
            reward_to: gets subsidy and fees; the reserve by default.

        Raises:
            ValueError: a naive or too early time, or a transaction that is not valid on this branch.
        """
        parent = self.tip if parent is None else parent
        time = _header_time(at, parent)
        listed = [(transaction.txid, transaction) for transaction in transactions]
        self._ledger.move_to(parent)
        block = mine_block(
            parent,
            listed,
            self._ledger.moves(listed),
            reward_to=_script(self.reserve if reward_to is None else reward_to),
            extra_nonce=len(self.tree),
            time=time,
        )
        self._settle(self.tree.add(block))
        return block

    def _settle(self, orphaned: Sequence[MinedBlock]) -> None:
        self._ledger.move_to(self.tip)
        returned = [transaction for block in orphaned for transaction in block.transactions[1:]]
        self._mempool.settle(returned, self._ledger)

    def _coins_of(self, owners: Sequence[Actor]) -> list[Coin]:
        return [coin for owner in owners for coin in self.coins(owner)]

    def _holdings(self, coins: Sequence[Coin]) -> list[Holding]:
        return [Holding(coin, self._owners[coin.script_pubkey]) for coin in coins]

    def _keep(self, transaction: Transaction, holdings: Sequence[Holding]) -> Transaction:
        by_outpoint = {holding.coin.outpoint: holding.coin for holding in holdings}
        coins = [by_outpoint[txin.txid, txin.vout] for txin in transaction.inputs]
        self._coins_behind[transaction.txid] = coins
        self._mempool.add(transaction)
        return transaction


def _owners(senders: Actor | Sequence[Actor]) -> Sequence[Actor]:
    return [senders] if isinstance(senders, Actor) else senders


def _names(owners: Sequence[Actor]) -> str:
    return ", ".join(owner.name for owner in owners)


def _script(receiver: Receiver) -> bytes:
    return receiver.script_pubkey if isinstance(receiver, Actor) else receiver


def _header_time(at: datetime, parent: MinedBlock) -> int:
    if at.tzinfo is None:
        raise ValueError(f"a block's time must be aware, and {at} names no time zone")
    time = int(at.timestamp())
    if time <= parent.median_time:
        raise ValueError(f"{at} is not later than the median time of the blocks up to height {parent.height}")
    return time
