"""A small economy that hypothesis drives, and what a scan of all its blocks from the first one says of it."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta

from monitor.bitcoin.block import parse_block
from monitor.flows.attribute import transfers_of
from monitor.flows.scan import scan_block
from monitor.labels.vocabulary import Category
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.chain_source import ChainSource

START = datetime(2026, 2, 1, tzinfo=UTC)
KINDS = (ScriptType.P2TR, ScriptType.P2WPKH, ScriptType.P2TR_SCRIPT, ScriptType.P2PKH)


class Economy:
    """Two miners with two scripts each, two platforms, a stranger, and blocks."""

    def __init__(self, seed: bytes = b"both") -> None:
        self.chain = Chain(seed)
        self.chain.mine_reserve(400 * BTC, since=START - timedelta(days=9))
        self.scripts = [self.chain.actor(f"miner {place}", kind) for place, kind in enumerate(KINDS)]
        self.desk = self.chain.actor("desk", ScriptType.P2WPKH)
        self.exchange = self.chain.actor("exchange", ScriptType.P2TR)
        self.stranger = self.chain.actor("stranger", ScriptType.P2TR)
        self.at = START
        self.rivals = 0
        self.mine(*[self.chain.fund(script, 20 * BTC) for script in self.scripts])
        self.book = book_of(
            *[
                label(script, "mara" if place < 2 else "riot", Category.MINER)
                for place, script in enumerate(self.scripts)
            ],
            label(self.desk, "two-prime", Category.PRIME_BROKER),
            label(self.exchange, "binance", Category.EXCHANGE),
        )
        self.source = ChainSource(self.chain)

    def mine(self, *transactions, parent=None):
        """A block; every other one is dated before the one it follows, as happens on every chain."""
        self.at += timedelta(minutes=10)
        dated = self.at - timedelta(minutes=15 * (self.chain.tip.height % 2))
        return self.chain.mine(list(transactions), at=dated, parent=parent)

    def act(self, what: str, who: int, btc: int) -> None:
        """One thing that happens; what nobody can afford does not."""
        miner, other = self.scripts[who % 4], self.scripts[(who + 1) % 4]
        try:
            match what:
                case "fund":
                    self.chain.fund(miner, btc * BTC)
                case "pay":
                    self.chain.pay(miner, [(self.desk, btc * BTC)])
                case "batch":
                    self.chain.pay(
                        miner, [(self.exchange, btc * BTC), (self.stranger, BTC), (self.desk, BTC)]
                    )
                case "together":
                    coins = [*self.chain.coins(miner)[:1], *self.chain.coins(other)[:1]]
                    self.chain.pay([miner, other], [(self.exchange, btc * BTC)], coins=coins)
                case "move":
                    self.chain.pay(miner, [(other, btc * BTC)])
                case "deposit":
                    self.chain.pay(self.exchange, [(miner, btc * BTC)])
                case "mine":
                    self.mine(*self.chain.unmined)
                case "reorg":
                    self.reorg(1 + btc % 3)
        except ValueError:
            return

    def reorg(self, depth: int) -> None:
        """A heavier branch that begins a few blocks below the tip and holds all that it can."""
        fork = self.chain.tree.best[-1 - depth]
        for _ in range(depth + 1):
            fork = self.mine(parent=fork)
        self.mine(*self.chain.unmined)


def truth(economy: Economy) -> set:
    """Every transfer on the best chain."""
    coins, found = {}, set()
    for mined in economy.chain.tree.best:
        findings = scan_block(parse_block(mined.raw), mined.height, economy.book, coins)
        for coin in findings.spent:
            coins.pop(coin.outpoint, None)
        coins.update((coin.outpoint, coin) for coin in findings.created)
        for hit in findings.hits:
            found |= {
                (
                    each.txid, each.block.block_hash, each.block.height, each.from_entity, each.to_entity,
                    each.sats, each.net_sats, each.gross_sats, each.returned_sats, each.mixed_inputs,
                    each.proven_senders, frozenset(script.hex() for script in each.senders),
                )
                for each in transfers_of(hit, economy.book)
            }  # fmt: skip
    return found


def stored(path, economy: Economy) -> set:
    """Every transfer in the database whose block is on the best chain."""
    best = {block.block_hash for block in economy.chain.tree.best}
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT txid, block_hash, height, from_entity, to_entity, sats, net_sats, gross_sats, returned_sats,"
            " mixed_inputs, proven_senders, senders FROM transfer"
        ).fetchall()
    connection.close()
    return {
        (*row[:9], bool(row[9]), bool(row[10]), frozenset(map(str, json.loads(row[11]))))
        for row in rows
        if row[1] in best
    }


def flagged(economy: Economy) -> set:
    """What is to be flagged of the truth: txid, block and amount."""
    return {(each[0], each[1], each[6]) for each in truth(economy) if each[6] >= BTC}
