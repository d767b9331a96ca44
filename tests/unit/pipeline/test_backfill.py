"""Past blocks with other labels: what they add, what stays as it is, and what the ledger says of it."""

import pytest

from monitor.errors import SourceDataError, SourceUnavailable, UsageError
from monitor.flows.flag import Stage
from monitor.labels.vocabulary import Category
from monitor.pipeline import backfill
from monitor.pipeline.coverage import Gap, coverage_text, gaps, spans
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.chain_source import open_house
from tests.unit.pipeline.scene import START, Scene, episodes
from tests.unit.pipeline.test_follow import scanned_height


class Past(Scene):
    """A payment in the past, and some blocks on top of it from which on the follower begins."""

    def __init__(self, kind=ScriptType.P2WPKH, blocks=4):
        super().__init__(kind)
        self.payment = self.mine(self.pay(20))
        for _ in range(blocks):
            self.mine()
        self.start = self.chain.tip.height

    def house_from_the_tip(self, tmp_path, book=None):
        return open_house(tmp_path / "db", self.source, book or self.book, self.at, start=self.start)


async def flags(house):
    return [(flag.txid, flag.stage) for episode in await episodes(house) for flag in episode.flags]


async def ledger(house):
    async with house.store.read() as tx:
        return await spans(tx.coverage.blocks())


async def test_a_payment_before_the_first_block_is_found_and_final_at_once(tmp_path):
    past = Past()
    async with past.house_from_the_tip(tmp_path) as house:
        await house.follower.advance()
        past.mine()
        past.mine()
        await house.follower.advance()
        height = await scanned_height(house)
        done = await house.backfill(past.payment.height - 1, past.start - 1)
        assert (done.blocks, done.coins) == (5, 2 + 1), "what funded the miner, and its change"
        assert await flags(house) == [(past.payment.txids[1], Stage.FINAL)]
        assert await scanned_height(house) == height, "the checkpoint stays"
        [span] = await ledger(house)
        assert (span.first, span.last) == (past.payment.height - 1, height)
        assert gaps([span], past.book.digest) == []
        past.mine()
        await house.follower.advance()
        assert await flags(house) == [(past.payment.txids[1], Stage.FINAL)]


async def test_a_second_run_has_nothing_to_do_and_again_changes_nothing(tmp_path):
    past = Past()
    async with past.house_from_the_tip(tmp_path) as house:
        await house.follower.advance()
        await house.backfill(past.payment.height, past.start)
        async with house.store.read() as tx:
            before = await tx.outbox.depth(), await tx.coins.unspent(), await tx.episodes.revision_count()
        assert (await house.backfill(past.payment.height, past.start)).blocks == 0
        assert (await house.backfill(past.payment.height, past.start, again=True)).blocks == 5
        async with house.store.read() as tx:
            after = await tx.outbox.depth(), await tx.coins.unspent(), await tx.episodes.revision_count()
        assert before == after


async def test_a_run_that_was_cut_short_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(backfill, "BATCH", 2)
    monkeypatch.setattr(backfill, "_PATIENCE", 1)
    past = Past()
    served = []
    raw_block = past.source.raw_block

    async def failing(block_hash):
        if len(served) == 4:
            raise SourceUnavailable("chain", "gone")
        served.append(block_hash)
        return await raw_block(block_hash)

    async with past.house_from_the_tip(tmp_path) as house:
        await house.follower.advance()
        past.source.raw_block = failing
        with pytest.raises(SourceUnavailable):
            await house.backfill(past.payment.height - 2, past.start - 1)
        past.source.raw_block = raw_block
        done = await house.backfill(past.payment.height - 2, past.start - 1)
        assert 0 < done.blocks < 7
        assert len(await flags(house)) == 1


async def test_the_follower_learns_of_coins_that_a_backfill_found(tmp_path):
    """The change of a taproot payment, scanned late, is spent in a new block: only its outpoint tells."""
    past = Past(ScriptType.P2TR)
    async with past.house_from_the_tip(tmp_path) as house:
        await house.follower.advance()
        spend = past.pay(300)
        assert {each.txid for each in spend.inputs} >= {past.payment.txids[1]}
        await house.backfill(past.payment.height - 1, past.start - 1)
        past.mine(spend)
        await house.follower.advance()
        assert spend.txid in dict(await flags(house))


async def test_a_new_label_leaves_a_gap_that_a_backfill_closes(tmp_path):
    past = Past()
    only_miner = book_of(label(past.miner, "mara", Category.MINER))
    async with open_house(
        tmp_path / "db", past.source, only_miner, past.at, start=past.payment.height
    ) as house:
        await house.follower.advance()
        assert await flags(house) == []
    async with past.house_from_the_tip(tmp_path) as house:
        past.mine()
        await house.follower.advance()
        tip = past.chain.tip.height
        assert gaps(await ledger(house), past.book.digest) == [
            Gap(past.payment.height, tip - 1, scanned=True)
        ]
        async with house.store.read() as tx:
            reach = await tx.coverage.reach(past.book.digest)
        assert coverage_text(2, reach) == f"all 2 scripts scanned from block {tip} to block {tip} by 1 source"
        await house.backfill(past.payment.height)
        assert len(await flags(house)) == 1
        assert gaps(await ledger(house), past.book.digest) == []
        async with house.store.read() as tx:
            reach = await tx.coverage.reach(past.book.digest)
        assert (reach.lowest, reach.highest, reach.sources) == (past.payment.height, tip, ("chain",))


async def test_what_was_never_scanned_between_two_ranges_is_a_gap(tmp_path):
    past = Past()
    async with past.house_from_the_tip(tmp_path) as house:
        await house.follower.advance()
        await house.backfill(10, 12)
        assert gaps(await ledger(house), past.book.digest) == [Gap(13, past.start - 1, scanned=False)]


async def test_ranges_that_do_not_exist_are_refused(tmp_path):
    past = Past()
    async with past.house_from_the_tip(tmp_path) as house:
        with pytest.raises(UsageError, match="run the daemon first"):
            await house.backfill(1, 2)
        await house.follower.advance()
        with pytest.raises(UsageError, match="--from 5 is above --to 4"):
            await house.backfill(5, 4)
        with pytest.raises(UsageError, match="is above the checkpoint"):
            await house.backfill(5, past.start + 1)


async def test_headers_that_do_not_lead_up_to_our_chain_are_refused(tmp_path):
    headers_at_hand = 10  # below the first block, since the median time past rests on them
    past, other = Past(blocks=headers_at_hand + 4), Scene()
    other.at = START
    for _ in range(headers_at_hand + 8):
        other.mine(other.chain.fund(other.desk, BTC))
    async with past.house_from_the_tip(tmp_path) as house:
        await house.follower.advance()
        past.source.chain = other.chain
        below = past.start - headers_at_hand - 1
        with pytest.raises(SourceDataError, match="and our chain has"):
            await house.backfill(below - 2, below)
        assert await flags(house) == []
