"""Random economies with trails, reorgs and restarts: the database holds what a look at the whole chain makes of it."""

import asyncio
import shutil
import tempfile
from contextlib import AsyncExitStack, suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from monitor.bitcoin.block import parse_block
from monitor.flows.attribute import transfers_of
from monitor.flows.flag import whole_flag
from monitor.flows.scan import scan_block
from monitor.flows.trails.arrivals import together
from monitor.flows.trails.follow import follow_trails
from monitor.flows.trails.held import Held
from monitor.flows.trails.trail import Ending, TrailPolicy
from monitor.labels.vocabulary import Category
from monitor.pipeline.prevouts import proven, shared_spends
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.chain_source import ChainSource, open_house
from tests.empty_store import empty_store

START = datetime(2026, 2, 1, tzinfo=UTC)
POLICY = TrailPolicy(
    min_part_sats=BTC // 20, share_floor=20, max_age=timedelta(hours=12), max_hops=2, crowd=2, max_coins=12
)
DEEP = settings.get_profile("deep").max_examples == settings().max_examples
SMALLEST = 600

picks = st.integers(0, 1_000)


@cache
def chain_with_a_reserve() -> Chain:
    """Likewise."""
    chain = Chain(b"trails")
    chain.mine_reserve(400 * BTC, since=START - timedelta(days=9))
    return chain


class Trailing(RuleBasedStateMachine):
    """Two miners, two exchanges, a pool and many unlabelled scripts pay each other on a chain that forks."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.directory = Path(tempfile.mkdtemp())
        self.stack = AsyncExitStack()
        empty_store(self.directory / "db")
        self.chain = deepcopy(chain_with_a_reserve())
        actor = self.chain.actor
        self.miners = [actor("mara", ScriptType.P2WPKH), actor("riot", ScriptType.P2TR)]
        self.named = [
            *self.miners,
            actor("mara too", ScriptType.P2TR),
            actor("binance", ScriptType.P2WPKH),
            actor("kraken", ScriptType.P2TR),
            actor("foundry", ScriptType.P2WPKH),
        ]
        miner, exchange, pool = Category.MINER, Category.EXCHANGE, Category.MINING_POOL
        kinds = (miner, miner, miner, exchange, exchange, pool)
        self.book = book_of(
            *(
                label(each, each.name.removesuffix(" too"), kind)
                for each, kind in zip(self.named, kinds, strict=True)
            )
        )
        self.nameless = [
            actor(f"nobody {n}", (ScriptType.P2WPKH, ScriptType.P2TR, ScriptType.P2PKH)[n % 3])
            for n in range(6)
        ]
        self.at = START
        self._mine([self.chain.fund(each, *[20 * BTC] * 4) for each in self.miners])
        self._mine([self.chain.fund(each, 3 * BTC) for each in self.nameless[:3]])
        self.first = self.chain.tree.best[-2].height
        self.source = ChainSource(self.chain)
        self._open()

    @rule(
        miner=picks,
        receivers=st.lists(picks, min_size=1, max_size=3),
        sats=st.integers(BTC, 6 * BTC),
        fresh=st.booleans(),
        hours=st.integers(0, 3),
    )
    def outflow(self, *, miner, receivers, sats, fresh, hours) -> None:
        """A miner pays somebody without a name, and keeps the change, or takes it to a fresh address."""
        paid = [(self.nameless[each % 6], sats // (n + 1)) for n, each in enumerate(receivers)]
        self._pay([self.miners[miner % 2]], paid, self.nameless[miner % 6] if fresh else None)
        self._mine_after(hours)

    @rule(
        senders=st.lists(picks, min_size=1, max_size=3),
        receivers=st.lists(picks, min_size=1, max_size=4),
        sats=st.integers(BTC // 2, 5 * BTC) | st.integers(SMALLEST, BTC),
        equal=st.booleans(),
        change=st.none() | picks,
        hours=st.integers(0, 3),
    )
    def onward(self, *, senders, receivers, sats, equal, change, hours) -> None:
        """Some pay anybody, exchanges more often than their number says; what nobody can afford does not happen."""
        everybody = [*self.nameless, *self.named, *self.named[3:5] * 3]
        paid = [
            (everybody[each % len(everybody)], max(SMALLEST, sats if equal else sats // (n + 1)))
            for n, each in enumerate(receivers)
        ]
        owners = [self._rich(each) for each in senders]
        self._pay(owners, paid, None if change is None else everybody[change % len(everybody)])
        self._mine_after(hours)

    @rule(owner=picks, receiver=picks, hours=st.integers(1, 12))
    def sweep(self, *, owner, receiver, hours) -> None:
        """Everything that some hold goes to one, in a block with all that waits."""
        owners = [self.nameless[owner % 6], self.nameless[(owner + 1) % 6], self.nameless[(owner + 3) % 6]]
        holders = [each for each in owners if self.chain.coins(each)]
        if sum(coin.sats for each in holders for coin in self.chain.coins(each)) > BTC // 10:
            self.chain.sweep(holders, [*self.named[3:5], *self.nameless, *self.named][receiver % 14])
        self._mine(self.chain.unmined, hours)
        self._look()

    @rule(depth=st.integers(1, 3), half=st.booleans())
    def reorg(self, *, depth, half) -> None:
        """A heavier branch holds all, or only a part, of what ours held."""
        depth = min(depth, len(self.chain.tree.best) - 1 - self.first)
        if depth < 1:
            return
        block = self.chain.tree.best[-1 - depth]
        lost = [each for mined in self.chain.tree.best[-depth:] for each in mined.transactions[1:]]
        for number in range(depth + 1):
            block = self._mine(lost[: len(lost) // 2] if half and not number else [], parent=block)
        self._look()

    @rule()
    def restart(self) -> None:
        self.runner.run(self.stack.aclose())
        self._open()
        self._look()

    def teardown(self) -> None:
        self.runner.run(self.stack.aclose())
        self.runner.close()
        shutil.rmtree(self.directory)

    def _rich(self, pick):
        """Somebody who holds coins: mostly one without a name."""
        holders = [each for each in self.nameless if self.chain.coins(each)]
        everybody = [*holders, *holders, *self.miners, self.named[3]]
        return everybody[pick % len(everybody)]

    def _pay(self, senders, paid, change) -> None:
        """Several pay with one coin each, so that all of them do."""
        owners = list(dict.fromkeys(senders))
        coins = [self.chain.coins(each)[-1] for each in owners if self.chain.coins(each)]
        with suppress(ValueError):
            self.chain.pay(owners, paid, change=change, coins=coins if len(owners) > 1 else None)

    def _mine_after(self, hours) -> None:
        """With 0 hours it waits, and may come into the same block as what spends it."""
        if hours:
            self._mine(self.chain.unmined, hours)
            self._look()

    def _mine(self, transactions, hours=1, parent=None):
        self.at += timedelta(hours=hours)
        return self.chain.mine(list(transactions), at=self.at, parent=parent)

    def _open(self) -> None:
        house = open_house(
            self.directory / "db",
            self.source,
            self.book,
            self.at,
            start=self.first,
            trails=POLICY,
            max_candidates=None,  # what is computed from the chain learns nothing
        )
        self.house = self.runner.run(self.stack.enter_async_context(house))

    def _look(self) -> None:
        self.runner.run(self.house.follower.advance())
        self.runner.run(self._compare())

    async def _recomputed(self):
        """Everything from the chain alone: open parts, ends by kind, flags."""
        coins, held = {}, Held()
        trails, flags, ended, parked = set(), {}, {}, {}
        for mined in self.chain.tree.best[self.first :]:
            block = parse_block(mined.raw)
            scanned = scan_block(block, mined.height, self.book, coins, outflow_sats=POLICY.min_sats)
            found = await proven(scanned, self.house.source, self.book)
            read = await shared_spends(block, found, held.outpoints, self.house.source)
            found_trails = follow_trails(block, found.block, (*found.hits, *read), held, self.book, POLICY)
            for coin in found.spent:
                coins.pop(coin.outpoint, None)
            coins |= {coin.outpoint: coin for coin in found.created}
            trails |= {each.trail.trail_id for each in found_trails.outflows}
            moved = (*found_trails.outflows, *found_trails.steps)
            taken_up = [coin for step in found_trails.steps for coin in step.spent]
            for part in (*taken_up, *found_trails.stopped):
                key = parked.pop((part.trail_id, part.outpoint), None)
                if key is not None:
                    ended[key] -= part.sats
            for end in (*found_trails.stopped, *(end for each in moved for end in each.ended)):
                key = end.trail_id, end.ending, end.entity
                ended[key] = ended.get(key, 0) + end.sats
                if end.ending is Ending.PARKED:
                    parked[end.trail_id, end.outpoint] = key
            steps = {step.txid: step for step in found_trails.steps}
            transfers = [
                each for hit in found.hits for each in transfers_of(hit, self.book, steps.get(hit.txid))
            ]
            reached = {whole_flag(each).flag_id: each.sats for each in transfers}
            for flag in together(map(whole_flag, transfers), found_trails.arrived, reached):
                if flag.sats >= BTC:
                    flags[flag.flag_id] = (
                        flag.block.block_hash,
                        flag.sats,
                        flag.hops,
                        flag.path,
                        flag.confidence,
                    )
        still = {(coin.trail_id, coin.outpoint, coin.sats, coin.hop) for coin in held.coins}
        return trails, still, {key: sats for key, sats in ended.items() if sats}, flags

    async def _compare(self) -> None:
        async with self.house.store.read() as tx:
            accounts = await tx.trails.accounts(open_only=False)
            episodes = await tx.episodes.listed()
        for account in accounts:
            assert account.sitting + sum(each.sats for each in account.ended) == account.trail.sats
            assert all(0 < coin.sats <= coin.value_sats for coin in account.coins)
        kept = (
            {each.trail.trail_id for each in accounts},
            {(c.trail_id, c.outpoint, c.sats, c.hop) for each in accounts for c in each.coins},
            {(a.trail.trail_id, e.ending, e.entity): e.sats for a in accounts for e in a.ended},
            {
                flag.flag_id: (flag.block.block_hash, flag.sats, flag.hops, flag.path, flag.confidence)
                for episode in episodes
                for flag in episode.live_flags
            },
        )
        assert kept == await self._recomputed()
        self._nothing_is_told_of_more_than_was_paid(episodes)

    def _nothing_is_told_of_more_than_was_paid(self, episodes) -> None:
        """Held against the chain itself, whatever the core thinks: what left a miner, and what a platform got."""
        outputs = {
            (each.txid, vout): output
            for block in self.chain.tree.best
            for each in block.transactions
            for vout, output in enumerate(each.outputs)
        }
        owner = {each.script_pubkey: each.name.removesuffix(" too") for each in self.named}
        paid, spent = {}, {}
        for block in self.chain.tree.best[self.first :]:
            for each in block.transactions[1:]:
                coins = [outputs[coin.txid, coin.vout] for coin in each.inputs]
                by_name = spent.setdefault(each.txid, {})
                for coin in coins:
                    name = owner.get(coin.script_pubkey)
                    by_name[name] = by_name.get(name, 0) + coin.sats
                for name in by_name:
                    # What signs beside a miner's coin may be its own.
                    paid[name] = paid.get(name, 0) + sum(coin.sats for coin in coins)
        for episode in episodes:
            for flag in episode.live_flags:
                got = sum(
                    outputs[flag.txid, vout].sats
                    for vout in flag.vouts
                    if owner.get(outputs[flag.txid, vout].script_pubkey) == flag.to_entity
                )
                if flag.to_entity in spent[flag.txid]:
                    got += spent[flag.txid].get(None, 0)  # what it spends beside its own it has had before
                assert flag.sats <= got
        told = {}
        for episode in episodes:
            told[episode.miner] = told.get(episode.miner, 0) + episode.sats
        assert all(sats <= paid.get(miner, 0) for miner, sats in told.items())


# A failure is shown as it was found: making it small takes minutes, which is for the deep profile.
AT_ONCE = (Phase.explicit, Phase.reuse, Phase.generate)
TestTrailing = Trailing.TestCase
TestTrailing.settings = settings(
    max_examples=settings().max_examples if DEEP else 10,
    stateful_step_count=settings().stateful_step_count if DEEP else 12,
    phases=settings().phases if DEEP else AT_ONCE,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
