"""Reorgs as deep as `follow.max_reorg_depth` allows are followed as a whole; one block deeper and nothing moves."""

import pytest

from monitor.errors import SourceDataError
from monitor.flows.flag import Stage
from monitor.pipeline.source_views import Says
from tests.builders import BTC
from tests.unit.pipeline.test_follow import Scene, history, only_episode, scanned_height

DEPTH = 100
"""The default of `follow.max_reorg_depth`."""


class Fork:
    """Two payments on our branch, of which the other branch holds the first one, three blocks higher."""

    def __init__(self, depth):
        self.scene = Scene()
        self.base = self.scene.chain.tip
        self.kept, self.lost = self.scene.pay(20), self.scene.pay(30)
        self.ours = self.scene.mine(self.kept)
        self.scene.mine(self.lost)
        for _ in range(depth - 2):
            self.scene.mine()

    def branch_off(self, length):
        """The other branch; the block on it that holds the payment."""
        rival = self.base
        for number in range(length):
            rival = self.scene.mine(*[self.kept] if number == 3 else [], parent=rival)
            if number == 3:
                home = rival
        return home


async def flags(house):
    episode = await only_episode(house)
    return {flag.txid: flag for flag in episode.flags}


async def test_a_reorg_of_a_hundred_blocks_is_followed_as_a_whole(tmp_path):
    fork = Fork(DEPTH)
    async with fork.scene.house(tmp_path) as house:
        await house.follower.advance()
        assert {flag.stage for flag in (await flags(house)).values()} == {Stage.FINAL}
        home = fork.branch_off(DEPTH + 1)
        assert await house.follower.advance() == DEPTH + 1
        assert await scanned_height(house) == fork.base.height + DEPTH + 1
        found = await flags(house)
        assert found[fork.kept.txid].block.block_hash == home.block_hash
        assert found[fork.kept.txid].stage is Stage.FINAL
        assert found[fork.lost.txid].stage is Stage.ORPHANED
        async with house.store.read() as tx:
            blocks = await tx.chain.above(fork.base.height)
            coins = {(coin.txid, coin.vout) for coin in await tx.coins.unspent()}
        assert [block.block_hash for block in blocks] == [
            block.block_hash for block in fork.scene.chain.tree.best[fork.base.height + 1 :]
        ]
        chain, miner = fork.scene.chain, fork.scene.miner
        assert coins == {(coin.txid, coin.vout) for coin in chain.unspent(miner.script_pubkey, chain.tip)}
        fork.scene.mine(fork.lost)
        await house.follower.advance()
        back = (await flags(house))[fork.lost.txid]
        assert (back.flag_id, back.stage) == (found[fork.lost.txid].flag_id, Stage.INCLUDED)
        assert (await only_episode(house)).sats == 50 * BTC


async def test_a_reorg_of_one_block_more_is_refused_and_says_why(tmp_path):
    fork = Fork(DEPTH + 1)
    async with fork.scene.house(tmp_path) as house:
        await house.follower.advance()
        before, told = await flags(house), await history(house, await only_episode(house))
        tip = await scanned_height(house)
        fork.branch_off(DEPTH + 2)
        refusal = (
            "does not meet our chain within 100 blocks; .* the reorg is deeper than follow.max_reorg_depth"
        )
        for _ in range(2):
            with pytest.raises(SourceDataError, match=refusal):
                await house.follower.advance()
        assert (await flags(house), await history(house, await only_episode(house))) == (before, told)
        assert await scanned_height(house) == tip
        [view] = house.follower._progress.views.all()
        assert view.says is Says.STRANGER
