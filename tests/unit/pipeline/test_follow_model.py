"""Random forks, double spends, restarts and lagging views, against a model that reads it all off the chain."""

import asyncio
import shutil
import tempfile
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from monitor.errors import SourceLacks
from monitor.flows.flag import Stage, Standing
from monitor.labels.vocabulary import Category
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.chain_source import ChainSource, open_house
from tests.empty_store import empty_store

START = datetime(2026, 2, 1, tzinfo=UTC)
DEPTH = 3
"""Confirmations to be final."""
DEEP = settings.get_profile("deep").max_examples == settings().max_examples

picks = st.integers(0, 1_000)


class Following(RuleBasedStateMachine):
    """A miner pays a desk on a chain that forks, while the follower looks at it now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.directory = Path(tempfile.mkdtemp())
        self.stack = AsyncExitStack()
        empty_store(self.directory / "db")

    @initialize(kind=st.sampled_from([ScriptType.P2WPKH, ScriptType.P2TR]))
    def begin(self, kind) -> None:
        self.chain = Chain(b"model")
        self.chain.mine_reserve(60 * BTC, since=START - timedelta(days=9))
        self.miner = self.chain.actor("m", kind)
        self.desk = self.chain.actor("d", ScriptType.P2WPKH)
        self.at = START
        self.payments = []
        self.tips = [self._mine(self.chain.tip, [self.chain.fund(self.miner, *[10 * BTC] * 5)])]
        self.first = self.ours = self.tips[0]
        self.ever: set[str] = set()
        """Every payment that a block of ours ever held."""
        self.book = book_of(
            label(self.miner, "mara", Category.MINER), label(self.desk, "two-prime", Category.PRIME_BROKER)
        )
        self.source = ChainSource(self.chain)
        self.source.view = self.first
        self._pay(BTC, None, self.desk)
        self._open()
        self._look(self.first)

    @rule(
        parent=picks,
        blocks=st.integers(1, 4),
        chosen=st.lists(picks, max_size=3),
        sats=st.integers(BTC, 8 * BTC),
        rival=st.none() | picks,
        elsewhere=st.booleans(),
    )
    def grow(self, *, parent, blocks, chosen, sats, rival, elsewhere) -> None:
        """A branch grows from one of the latest blocks, with payments old and new, and the source follows it."""
        self._pay(sats, rival, self.chain.reserve if elsewhere else self.desk)
        wanted = [*self.payments[-1:], *(self.payments[pick % len(self.payments)] for pick in chosen)]
        block = self.tips[-1 - parent % min(len(self.tips), 6)]
        for number in range(blocks):
            block = self._mine(block, wanted if number == 0 else [])
            self.tips.append(block)
        self._look(block)

    @rule(pick=picks)
    def look(self, pick) -> None:
        """The source is now at any of the latest blocks, whatever it said before."""
        self._look(self.tips[-1 - pick % min(len(self.tips), 12)])

    @rule()
    def restart(self) -> None:
        self.runner.run(self.stack.aclose())
        self._open()
        self.runner.run(self._compare())

    @rule(pick=picks, length=st.integers(1, 4), again=st.booleans())
    def backfill(self, pick, length, again) -> None:
        """What was scanned already changes nothing."""
        first = self.first.height + pick % (self.ours.height - self.first.height + 1)
        last = min(self.ours.height, first + length)
        view, self.source.view = self.source.view, self.ours
        done = self.runner.run(self.house.backfill(first, last, again=again))
        assert done.blocks == (last - first + 1 if again else 0)
        self.source.view = view
        self.runner.run(self._compare())

    def teardown(self) -> None:
        self.runner.run(self.stack.aclose())
        self.runner.close()
        shutil.rmtree(self.directory)

    def _mine(self, parent, transactions):
        self.at += timedelta(minutes=10)
        valid = []
        for transaction in dict.fromkeys(transactions):
            with suppress(ValueError):
                self.chain._ledger.move_to(parent)
                self.chain._ledger.moves([(each.txid, each) for each in (*valid, transaction)])
                valid.append(transaction)
        return self.chain.mine(valid, at=self.at, parent=parent)

    def _open(self) -> None:
        house = open_house(
            self.directory / "db", self.source, self.book, self.at, start=self.first.height, depth=DEPTH
        )
        self.house = self.runner.run(self.stack.enter_async_context(house))

    def _pay(self, sats, rival, receiver) -> None:
        """A payment of fresh coins to the desk; with a rival, one to whomever of the coins that the rival spends."""
        with suppress(ValueError):
            if rival is None:
                self.payments.append(self.chain.pay(self.miner, [(self.desk, sats)]))
            else:
                coins = self.chain.coins_spent_by(self.payments[rival % len(self.payments)])
                self.payments.append(self.chain.pay(self.miner, [(receiver, sats)], coins=coins))

    def _look(self, view) -> None:
        self.source.view = view
        with suppress(SourceLacks):
            self.runner.run(self.house.follower.advance())
        if view.height > self.ours.height:  # every block has the same work
            self.ours = view
        self.ever |= set(self._carried())
        self.runner.run(self._compare())

    def _blocks(self):
        """The blocks that must be ours, highest first."""
        for block in self.ours.ancestry():
            yield block
            if block is self.first:
                return
        raise AssertionError("every branch begins above the first block")

    def _carried(self):
        """The payments to the desk in our blocks, with their blocks."""
        desk = self.desk.script_pubkey
        return {
            transaction.txid: block
            for block in self._blocks()
            for transaction in block.transactions[1:]
            if transaction.outputs[0].script_pubkey == desk
        }

    async def _compare(self) -> None:
        async with self.house.store.read() as tx:
            tip = await tx.chain.tip()
            blocks = await tx.chain.above(0)
            covered = await tx.coverage.heights(self.book.digest, 0, tip.height)
            coins = await tx.coins.unspent()
            episodes = await tx.episodes.listed()
            revisions = {each.episode_id: await tx.episodes.history(each.episode_id) for each in episodes}
            messages = await tx.outbox.depth()
        ours = [block.block_hash for block in self._blocks()][::-1]
        assert tip.block_hash == self.ours.block_hash
        assert [block.block_hash for block in blocks] == ours
        assert covered == {block.height for block in self._blocks()}
        assert {(coin.txid, coin.vout) for coin in coins} == self._coins()
        flags = {flag.txid: flag for episode in episodes for flag in episode.flags}
        assert sum(len(episode.flags) for episode in episodes) == len(flags)
        assert {txid: (flag.stage, flag.block.block_hash) for txid, flag in flags.items() if flag.live} == {
            txid: (self._stage(block), block.block_hash) for txid, block in self._carried().items()
        }
        assert flags.keys() == self.ever
        assert all(episode.live_flags or episode.standing is Standing.VOID for episode in episodes)
        for history in revisions.values():
            assert [each.revision for each in history] == list(range(1, len(history) + 1))
        assert messages == 2 * sum(map(len, revisions.values()))

    def _stage(self, block) -> Stage:
        return Stage.FINAL if self.ours.height - block.height + 1 >= DEPTH else Stage.INCLUDED

    def _coins(self):
        """A taproot miner's earlier coins were asked for; those of other types show when they are spent."""
        older = self.miner.script_type is ScriptType.P2TR
        return {
            (coin.txid, coin.vout)
            for coin in self.chain.unspent(self.miner.script_pubkey, self.ours)
            if older or coin.height >= self.first.height
        }


# A failure is shown as it was found: making it small takes minutes, which is for the deep profile.
AT_ONCE = (Phase.explicit, Phase.reuse, Phase.generate)
TestFollowing = Following.TestCase
TestFollowing.settings = settings(
    max_examples=settings().max_examples if DEEP else 12,
    stateful_step_count=settings().stateful_step_count if DEEP else 12,
    phases=settings().phases if DEEP else AT_ONCE,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
