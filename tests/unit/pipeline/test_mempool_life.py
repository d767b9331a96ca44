"""Random lives of transactions in a mempool, against a model that only knows what is true in the end."""

import asyncio
import json
import os
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.flows.flag import Stage
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC
from tests.unit.pipeline.scene import Scene, episodes

EXAMPLES = int(os.environ.get("MINERFLOW_LONG_EXAMPLES", "8"))
"""A longer run is asked for by this variable."""
VANISHED = timedelta(minutes=31)

_which = st.integers(0, 20)
_pay = st.tuples(st.just("pay"), st.sampled_from([True, True, True, False]), st.integers(1, 9))
_mine = st.tuples(st.just("mine_some"), st.integers(1, 4))
_reorg = st.tuples(st.just("reorg"), st.integers(1, 3), st.booleans())
_events = st.one_of(
    _pay,
    _pay,
    _mine,
    _mine,
    _reorg,
    _reorg,
    st.tuples(st.just("replace"), _which, st.booleans()),
    st.tuples(st.just("spend_twice"), _which, st.booleans()),
    st.tuples(st.sampled_from(["vanish", "reappear"]), _which),
    st.tuples(st.just("restart")),
    st.tuples(st.just("rest")),
    st.tuples(st.just("rest")),
)
_then = st.sampled_from(["look and follow", "follow", "look", "look and follow", ""])
_steps = st.lists(st.tuples(_events, _then, st.integers(0, 40)), min_size=10, max_size=16)
"""What happens, what the daemon does then, and how many minutes pass before."""


class Life(Scene):
    """A chain, what one source shows of what waits, and every transaction ever made."""

    def __init__(self, kind):
        super().__init__(kind)
        self.stranger = self.chain.actor("stranger", ScriptType.P2WPKH)
        self.made = {}
        self.to_desk = set()
        self.shown = set()
        self.source.shows = lambda txid: txid in self.shown

    @property
    def waiting(self):
        return [each for each in self.chain.unmined if each.txid in self.shown]

    def make(self, to_desk, btc, coins=None):
        receiver = self.desk if to_desk else self.stranger
        try:
            made = self.chain.pay(self.miner, [(receiver, btc * BTC)], coins=coins)
        except ValueError:
            return None
        self.made[made.txid] = made
        if to_desk:
            self.to_desk.add(made.txid)
        return made

    def rival(self, which, to_desk):
        """Another transaction of the same coins as one that waits, and that one."""
        if not self.waiting:
            return None, None
        old = self.waiting[which % len(self.waiting)]
        # No two are alike: the same payment again would be the same transaction.
        coins = self.chain.coins_spent_by(old)
        return self.make(to_desk, 1 + len(self.made) % 40, coins), old

    def hide(self, transaction):
        """A node drops it, and all that spends what it makes."""
        self.shown.discard(transaction.txid)
        for child in self.waiting:
            if any(each.txid == transaction.txid for each in child.inputs):
                self.hide(child)

    def settle(self):
        """A node keeps what can still be mined."""
        self.shown &= {each.txid for each in self.chain.unmined}

    def pay(self, to_desk, btc):
        made = self.make(to_desk, btc)
        if made and all(self._spendable(each.txid) for each in made.inputs):
            self.shown.add(made.txid)

    def replace(self, which, to_desk):
        made, old = self.rival(which, to_desk)
        if made:
            self.hide(old)
            self.shown.add(made.txid)

    def spend_twice(self, which, to_desk):
        made, old = self.rival(which, to_desk)
        if made and all(self._mined(each.txid) for each in made.inputs):
            self.mine(made)
            self.hide(old)
        self.settle()

    def vanish(self, which):
        if self.waiting:
            self.hide(self.waiting[which % len(self.waiting)])

    def reappear(self, which):
        hidden = [each for each in self.chain.unmined if each.txid not in self.shown]
        if hidden:
            self.show(hidden[which % len(hidden)])

    def show(self, transaction):
        taken = {(each.txid, each.vout) for other in self.waiting for each in other.inputs}
        free = not any((each.txid, each.vout) in taken for each in transaction.inputs)
        if free and all(self._spendable(each.txid) for each in transaction.inputs):
            self.shown.add(transaction.txid)

    def mine_some(self, count):
        self.mine(*self.waiting[:count])
        self.settle()

    def reorg(self, depth, returns):
        best = self.chain.tree.best
        depth = min(depth, self.chain.tip.height - self.first.height)
        parent = best[-1 - depth]
        lost = [each for block in best[len(best) - depth :] for each in block.transactions[1:]]
        for _ in range(depth + 1):
            parent = self.mine(parent=parent)
        self.settle()
        for each in lost if returns else ():
            self.show(each)

    def _mined(self, txid):
        return any(txid in block.positions for block in self.chain.tree.best)

    def _spendable(self, txid):
        return txid in self.shown or self._mined(txid)

    def spender(self, txid):
        """The transaction of the best chain that has a coin of this one."""
        coins = {(each.txid, each.vout) for each in self.made[txid].inputs}
        for block in self.chain.tree.best:
            for name, each in zip(block.txids, block.transactions, strict=True):
                if any((txin.txid, txin.vout) in coins for txin in each.inputs):
                    return name
        return None


@given(steps=_steps, kind=st.sampled_from([ScriptType.P2WPKH, ScriptType.P2TR]))
@settings(max_examples=EXAMPLES)
def test_whatever_happens_to_transactions_the_flags_end_true_and_every_event_is_told_once(steps, kind):
    with TemporaryDirectory() as directory:
        asyncio.run(_lived(Life(kind), steps, Path(directory)))


async def _lived(life, steps, directory):
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(life.house(directory))
        await house.follower.advance()
        for (name, *given_), then, minutes in steps:
            if name == "restart":
                now = house.times.now
                await stack.aclose()
                house = await stack.enter_async_context(life.house(directory))
                house.times.now = now
            elif name == "rest":
                await _come_to_rest(house)
                await _check(life, house)
            else:
                getattr(life, name)(*given_)
            house.times.now += timedelta(minutes=minutes)
            if "look" in then:
                await house.watch.turn()
            if "follow" in then:
                await house.follower.advance()
        await _come_to_rest(house)
        await _check(life, house)


async def _come_to_rest(house):
    await house.follower.advance()
    for _ in range(4):
        house.times.now += VANISHED
        await house.watch.turn()


async def _check(life, house):
    flags = {flag.txid: flag for episode in await episodes(house) for flag in episode.flags}
    for txid in life.to_desk:
        flag, spender = flags.get(txid), life.spender(txid)
        if spender == txid:
            assert flag is not None
            assert flag.mined
        elif txid in life.shown:
            assert flag is not None
            assert flag.stage is Stage.MEMPOOL
        elif flag is not None:
            assert not flag.live
            if spender:
                assert (flag.stage, flag.replaced_by) == (Stage.REPLACED, spender)
    assert flags.keys() <= life.to_desk
    await _check_events(house)


async def _check_events(house):
    async with house.store.read() as tx:
        told = [json.loads(each.outgoing.payload) for each in await tx.outbox.pending(10_000)]
        kept = await tx.episodes.listed()
    names = [each["event_id"] for each in told[1::2]]
    assert len(set(names)) == len(names)
    for episode in kept:
        revisions = [each["revision"] for each in told[1::2] if each["episode_id"] == episode.episode_id]
        assert revisions == list(range(1, episode.revision + 1))
        ids = [flag.flag_id for flag in episode.flags]
        assert len(set(ids)) == len(ids)
