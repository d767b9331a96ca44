"""One chain for all kinds of sources: histories longer than a page, an orphan, a ghost, and what is not mined yet."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from monitor.bitcoin.transaction import Transaction
from monitor.money import SATS_PER_BTC
from monitor.simulation.block import MinedBlock
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import Actor, ScriptType

BTC = SATS_PER_BTC
START = datetime(2026, 2, 1, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """Nobody may mine on it: it is the same for every test."""

    chain: Chain
    desk: Actor
    """Paid 36 times, three of them in one block; and by what is unmined."""
    vault: Actor
    """Has three coins, of 1 satoshi, 1 BTC and an odd amount; all in one transaction, vout 0 to 2."""
    key: Actor
    """Has one coin and no address: P2PK."""
    stranger: Actor
    lost: MinedBlock
    """An orphan."""
    ghost: Transaction
    """Only an orphan held it; what it spends was spent otherwise."""
    returned: Transaction
    """An orphan held it, and so does the best chain."""
    parent: Transaction
    """Unmined, pays desk out of what is confirmed."""
    child: Transaction
    """Unmined, spends what `parent` pays to desk."""


@cache
def world() -> World:
    chain = Chain(b"contract")
    chain.mine_reserve(200 * BTC, since=START)

    def mine(*transactions: Transaction, parent: MinedBlock | None = None) -> MinedBlock:
        under = parent or chain.tip
        return chain.mine(transactions, at=under.time + timedelta(minutes=10), parent=under)

    mara, desk = chain.actor("mara", ScriptType.P2WPKH), chain.actor("desk", ScriptType.P2SH)
    vault, key = chain.actor("vault", ScriptType.P2TR), chain.actor("key", ScriptType.P2PK)
    mine(chain.fund(mara, *[2 * BTC] * 8), chain.fund(vault, 1, BTC, 123_456_789), chain.fund(key, 7 * BTC))
    for _ in range(31):
        mine(chain.fund(desk, BTC // 10))
    fork = mine(
        chain.pay(mara, [(desk, BTC)]), chain.pay(mara, [(desk, BTC)]), chain.pay(mara, [(desk, BTC)])
    )
    ghost, returned = chain.pay(mara, [(desk, BTC // 2)]), chain.pay(mara, [(desk, BTC // 4)])
    lost = mine(ghost, returned)
    other = chain.pay(mara, [(mara, BTC)], coins=chain.coins_spent_by(ghost))
    rival = mine(other, parent=fork)
    mine(returned, parent=rival)
    parent = chain.pay(mara, [(desk, BTC // 8)])
    coins = [coin for coin in chain.coins(desk) if coin.txid == parent.txid]
    child = chain.pay(desk, [(mara, BTC // 16)], coins=coins)
    return World(
        chain,
        desk,
        vault,
        key,
        chain.actor("stranger", ScriptType.P2WPKH),
        lost,
        ghost,
        returned,
        parent,
        child,
    )
