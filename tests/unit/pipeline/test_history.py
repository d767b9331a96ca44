"""Histories over a simulated chain: whatever the habits of who pages them, nothing is missed and nothing believed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.bitcoin.transaction import Transaction, TxInput, TxOutput
from monitor.flows.flag import Stage, Standing
from monitor.flows.policy import Severity
from monitor.labels.vocabulary import Category
from monitor.pipeline.histories import ASTRAY_TURNS, MAX_REST
from monitor.pipeline.ports import HistoryEntry, HistoryPage, Totals
from monitor.simulation.chain import Chain
from monitor.simulation.habits import Habits
from monitor.simulation.wallet import ScriptType
from monitor.store.histories import HistoryState
from tests.builders import BTC, book_of, label
from tests.chain_source import ChainSource, open_house

START = datetime(2026, 2, 1, tzinfo=UTC)
HABITS = {
    "blockstream": Habits(),
    "electrum": Habits(rows=10, ascending=True, chained_last=True, lost="first page"),
    "electrs": Habits(rows=50, lost="error"),
    "one row a page": Habits(rows=1, ascending=True, lost="first page"),
    "one row a page, nothing behind a lost cursor": Habits(rows=1),
}


class Past:
    """A taproot miner with a past: paid by a pool, paying a desk now and then; all of it below our first block."""

    def __init__(self, payments=3, payouts=30, reserve=350):
        self.chain = Chain(b"past")
        self.chain.mine_reserve(reserve * BTC, since=START - timedelta(days=9))
        self.miner = self.chain.actor("m", ScriptType.P2TR)
        self.desk = self.chain.actor("d", ScriptType.P2WPKH)
        self.at = START
        for each in range(payments):
            payout = [self.chain.fund(self.miner, 10 * BTC) for _ in range(payouts // payments)]
            self.mine(*payout)
            self.mine(self.pay(5 + each))
        self.book = book_of(
            label(self.miner, "mara", Category.MINER), label(self.desk, "two-prime", Category.PRIME_BROKER)
        )
        self.source = ChainSource(self.chain)

    def mine(self, *transactions, parent=None, minutes=10):
        self.at += timedelta(minutes=minutes)
        return self.chain.mine(list(transactions), at=self.at, parent=parent)

    def pay(self, btc):
        return self.chain.pay(self.miner, [(self.desk, btc * BTC)])

    def house(self, place, **options):
        options.setdefault("start", self.chain.tip.height)
        options.setdefault("now", self.at)
        at = place if isinstance(place, str) else place / "db.sqlite3"
        return open_house(at, self.source, self.book, options.pop("now"), **options)


async def record(house, past):
    async with house.store.read() as tx:
        return await tx.histories.record(past.miner.script_pubkey)


async def episodes(house):
    async with house.store.read() as tx:
        return await tx.episodes.listed()


def truth(past):
    return past.chain.unspent(past.miner.script_pubkey, past.chain.tip)


async def watched(house):
    async with house.store.read() as tx:
        return {(coin.txid, coin.vout, coin.sats) for coin in await tx.coins.unspent()}


@pytest.mark.parametrize("habits", HABITS.values(), ids=HABITS)
async def test_a_history_is_read_to_the_end_whatever_the_habits_of_the_source(tmp_path, habits):
    past = Past()
    past.source.habits = habits
    unconfirmed = past.pay(1)
    past.chain.pay(past.desk, [(past.miner, BTC // 2)], coins=[
        coin for coin in past.chain.coins(past.desk) if coin.txid == unconfirmed.txid
    ])  # fmt: skip
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        known = await record(house, past)
        assert (known.state, known.transactions) == (HistoryState.COMPLETE, 33)
        assert await watched(house) == {(coin.txid, coin.vout, coin.sats) for coin in truth(past)}
        [episode] = await episodes(house)
        assert (len(episode.flags), episode.sats) == (3, 18 * BTC)


async def test_a_block_below_the_first_that_is_dated_after_it_is_past_too(tmp_path):
    past = Past(payments=1)
    past.mine(past.chain.fund(past.miner, 40 * BTC))
    past.mine(past.pay(45), minutes=-5)
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        assert (await record(house, past)).transactions == 33
        assert [flag.sats for episode in await episodes(house) for flag in episode.flags] == [
            5 * BTC,
            45 * BTC,
        ]


async def test_a_past_in_another_year_is_told_softly_and_once(tmp_path):
    past = Past(payments=2, reserve=1100)
    past.mine(past.chain.fund(past.miner, 700 * BTC))
    past.mine(past.pay(600), minutes=60 * 24 * 9)
    async with past.house(tmp_path, now=past.at + timedelta(days=300), depth=2) as house:
        past.mine()
        past.mine()
        await house.follower.advance()
        await house.histories.turn()
        loud, soft = await episodes(house)
        assert (loud.sats, soft.sats) == (600 * BTC, 11 * BTC)
        assert {each.severity(house.committer.policy) for each in (loud, soft)} == {Severity.NOTICE}
        assert {flag.stage for flag in loud.flags} == {Stage.FINAL}
        async with house.store.read() as tx:
            [told] = await tx.episodes.history(loud.episode_id)
            waiting = [each.outgoing.topic for each in await tx.outbox.pending(10)]
        assert (told.kind, told.cause) == ("raised", f"found in the history of {past.miner.address}")
        assert sum("/events/" in topic for topic in waiting) == 2
        await house.histories.turn()
        assert await episodes(house) == [loud, soft]


async def test_what_a_history_shows_of_today_is_news(tmp_path):
    past = Past(payments=1, reserve=1100)
    past.mine(past.chain.fund(past.miner, 700 * BTC))
    past.mine(past.pay(600))
    past.mine()
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        [episode] = await episodes(house)
        assert episode.severity(house.committer.policy) is Severity.WARNING
        [_, last] = episode.flags
        assert (last.proven_inclusion, last.proven_senders, last.late) == (True, True, False)


async def test_a_cut_answer_is_found_by_the_totals_and_another_source_is_asked(tmp_path):
    past = Past()
    liar, honest = past.source, ChainSource(past.chain)
    honest.name = "honest"
    whole = liar.history

    async def cut(script_pubkey, cursor=None):
        page = await whole(script_pubkey, cursor)
        return replace(page, entries=page.entries[:7], cursor=None)

    liar.history = cut
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        known = await record(house, past)
        assert known.state is HistoryState.FAILED
        assert "7 transactions of 33" in known.reason
        assert len(await watched(house)) == 1, "what the scanned block made"
        async with house.store.read() as tx:
            coverage = await tx.histories.coverage(past.book.digest, -1)
        assert (coverage.scripts, coverage.complete, coverage.failed) == (1, 0, 1)

        liar.members = lambda: [liar, honest]
        await house.histories.turn()
        assert (await record(house, past)).state is HistoryState.FAILED, "it is not asked again at once"
        house.times.now += timedelta(hours=2)
        await house.histories.turn()
        known = await record(house, past)
        assert (known.state, known.source) == (HistoryState.COMPLETE, "honest")


async def test_a_count_that_no_source_keeps_is_no_evidence(tmp_path):
    past = Past()
    totals = past.source.totals

    async def only_transactions(script_pubkey):
        return replace(await totals(script_pubkey), funded=None, spent=None)

    past.source.totals = only_transactions
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        assert (await record(house, past)).state is HistoryState.COMPLETE


async def test_reading_stops_when_the_requests_are_used_up_and_goes_on_from_there(database):
    past = Past()
    past.source.habits = Habits(rows=1)
    past.source.lists_whole = False
    async with past.house(database, requests_per_hour=20) as house:
        await house.follower.advance()
        await house.histories.turn()
        part = await record(house, past)
        assert part.state is HistoryState.READING
    turns = 0
    asked = []
    page = past.source.history

    async def noted(script_pubkey, cursor=None):
        asked.append(cursor)
        return await page(script_pubkey, cursor)

    past.source.history = noted
    async with past.house(database, requests_per_hour=20) as house:
        while (await record(house, past)).state is not HistoryState.COMPLETE:
            await house.histories.turn()
            house.times.now += timedelta(hours=1)
            turns += 1
            assert turns < 30
        assert asked[0] == part.cursor
        assert len(await watched(house)) == len(truth(past))


async def test_rows_that_appear_while_paging_are_read_as_well(tmp_path):
    past = Past()
    past.source.habits = Habits(rows=10)
    page = past.source.history
    turned = []

    async def growing(script_pubkey, cursor=None):
        turned.append(cursor)
        if len(turned) == 2:
            past.mine(past.chain.fund(past.miner, BTC))
        return await page(script_pubkey, cursor)

    past.source.history = growing
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        assert (await record(house, past)).state is HistoryState.COMPLETE
        await house.follower.advance()
        assert len(await watched(house)) == len(truth(past))


async def test_a_cursor_that_a_reorg_took_away_does_not_end_the_history(tmp_path):
    past = Past()
    past.source.habits = Habits(rows=4)
    fork = past.chain.tip
    lost = past.chain.fund(past.miner, BTC)
    past.mine(*[past.chain.fund(past.miner, BTC) for _ in range(3)], lost)
    page = past.source.history

    async def forking(script_pubkey, cursor=None):
        result = await page(script_pubkey, cursor)
        if cursor is None and past.chain.tip.parent is fork:
            rival = past.mine(parent=fork)
            past.mine(parent=rival)
        return result

    past.source.history = forking
    async with past.house(tmp_path, start=fork.height - 1) as house:
        await house.follower.advance()
        await house.histories.turn()
        await house.follower.advance()
        await house.histories.turn()
        assert (await record(house, past)).transactions == 33


async def test_a_page_without_end_is_left(tmp_path):
    past = Past()
    page = past.source.history
    made = iter(range(10_000))

    async def endless(script_pubkey, cursor=None):
        result = await page(script_pubkey, None)
        entry = result.entries[0]
        invented = tuple(replace(entry, txid=f"{next(made):064x}", raw=entry.raw) for _ in range(20))
        return HistoryPage(invented, invented[-1].txid)

    past.source.history = endless
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        known = await record(house, past)
        assert known.state is HistoryState.FAILED
        assert "hash to" in known.reason


async def test_a_source_on_another_branch_says_nothing_of_our_chain(tmp_path):
    past = Past()
    past.source.view = past.chain.tip.parent
    async with past.house(tmp_path, start=past.chain.tip.height - 1) as house:
        await house.follower.advance()
        past.source.view = None
        await house.follower.advance()
        past.source.view = past.chain.tip.parent
        await house.histories.turn()
        assert (await record(house, past)).state is HistoryState.WAITING
        assert not house.health.troubles, "a reorg that the follower takes a moment later is no trouble"
        for _ in range(ASTRAY_TURNS):
            await house.histories.turn()
        assert "history" in house.health.troubles
        past.source.view = None
        for _ in range(MAX_REST):
            await house.histories.turn()
        assert not house.health.troubles


async def test_sources_that_are_away_are_asked_ever_less_often_and_read_soon_after_their_return(tmp_path):
    past = Past()
    past.source.view = past.chain.tip.parent
    async with past.house(tmp_path, start=past.chain.tip.height - 1) as house:
        await house.follower.advance()
        past.source.view = None
        await house.follower.advance()
        past.source.view = past.chain.tip.parent
        answer, asked = past.source.block_hash, []
        past.source.block_hash = lambda height: asked.append(height) or answer(height)
        for _ in range(100):
            await house.histories.turn()
        assert 5 < len(asked) < 20
        assert "history" in house.health.troubles
        past.source.view = None
        for _ in range(MAX_REST):
            await house.histories.turn()
        assert not house.health.troubles
        assert (await record(house, past)).state is HistoryState.COMPLETE


async def test_a_transaction_that_its_block_does_not_hold_is_refused(tmp_path):
    past = Past()
    page = past.source.history
    elsewhere = past.chain.tree.best[10].block_hash

    async def moved(script_pubkey, cursor=None):
        result = await page(script_pubkey, cursor)
        return replace(result, entries=tuple(replace(each, block_hash=elsewhere) for each in result.entries))

    past.source.history = moved
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        known = await record(house, past)
        assert known.state is HistoryState.FAILED
        assert "which does not hold it" in known.reason


async def test_a_platform_that_gets_a_label_is_found_in_what_was_read_before(tmp_path):
    past = Past()
    everybody, past.book = past.book, book_of(label(past.miner, "mara", Category.MINER))
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        assert not await episodes(house)
    past.book = everybody
    past.source.history = None  # not a page is turned again
    async with past.house(tmp_path) as house:
        await house.histories.turn()
        [episode] = await episodes(house)
        assert (episode.sats, episode.standing) == (18 * BTC, Standing.INDICATIVE)


async def test_a_script_that_loses_its_label_is_forgotten(tmp_path):
    past = Past()
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
    past.book = book_of(label(past.desk, "two-prime", Category.PRIME_BROKER))
    async with past.house(tmp_path) as house:
        await house.histories.turn()
        async with house.store.read() as tx:
            assert not await tx.histories.past(past.miner.script_pubkey)
            assert (await tx.histories.coverage(past.book.digest, -1)).scripts == 0


async def test_thousands_of_transactions_are_read_and_only_what_can_spend_is_kept(tmp_path):
    past = Past()
    script, block = past.miner.script_pubkey, past.chain.tree.best[20].block_hash
    payouts = [payout(script, number) for number in range(6000)]
    txids = [each.txid for each in payouts]

    async def listed(script_pubkey, cursor=None):
        start = 0 if cursor is None else txids.index(cursor) + 1
        rows = [
            HistoryEntry(each.txid, block, height=20, raw=each.serialize())
            for each in payouts[start : start + 1000]
        ]
        return HistoryPage(tuple(rows), rows[-1].txid if rows else None)

    async def counted(script_pubkey):
        return Totals(len(payouts), 0, len(payouts), 0)

    past.source.history, past.source.totals = listed, counted
    async with past.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        assert (await record(house, past)).transactions == 6000
        assert len(await watched(house)) == 6000 + 1
        async with house.store.read() as tx:
            assert {each.raw for each in await tx.histories.past(script)} == {None}


def payout(script_pubkey, number):
    spent = TxInput(f"{number:064x}", 0)
    return Transaction(2, (spent,), (TxOutput(1000 + number, script_pubkey),))
