"""Two operators' word on a script's coins: with it no input is hashed, without it none is trusted."""

import asyncio
import os
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from monitor.errors import SourceCannot
from monitor.simulation.block import scripthash
from tests.builders import BTC
from tests.chain_source import ChainSource, open_house
from tests.unit.pipeline.both_ways import Economy, stored, truth
from tests.unit.pipeline.test_follow_addresses import actions, assert_all_is_found

EXAMPLES = int(os.environ.get("MINERFLOW_DEEP_EXAMPLES", "4"))


class Pair(ChainSource):
    """Two sources as one; the first one serves."""

    def __init__(self, sources):
        super().__init__(sources[0].chain)
        self.sources = sources

    def members(self):
        return self.sources


class Hiding(ChainSource):
    """Keeps some transactions from every list and count of a script, without ever contradicting itself."""

    def __init__(self, chain):
        super().__init__(chain)
        self.hidden = set()

    def _listed(self, script):
        return [known for known in self._view().history(scripthash(script)) if known.txid not in self.hidden]

    async def history(self, script_pubkey, cursor=None):
        page = await super().history(script_pubkey, cursor)
        return replace(page, entries=tuple(entry for entry in page.entries if entry.txid not in self.hidden))

    async def totals(self, script_pubkey):
        told = await super().totals(script_pubkey)
        listed = self._listed(script_pubkey)
        funds = {
            (known.txid, vout)
            for known in listed
            for vout, output in enumerate(known.transaction.outputs)
            if output.script_pubkey == script_pubkey
        }
        spent = {(txin.txid, txin.vout) for known in listed for txin in known.transaction.inputs} & funds
        return replace(told, transactions=len(listed), funded=len(funds), spent=len(spent))

    async def unspent(self, script_pubkey):
        return [coin for coin in await super().unspent(script_pubkey) if coin.txid not in self.hidden]


class Forging(ChainSource):
    """Lists and counts a transaction that was never mined in place of another one."""

    def __init__(self, chain, true, forged):
        super().__init__(chain)
        self.true, self.forged = true, forged

    async def history(self, script_pubkey, cursor=None):
        page = await super().history(script_pubkey, cursor)
        false = {"txid": self.forged.txid, "raw": self.forged.serialize()}
        entries = (replace(each, **false) if each.txid == self.true else each for each in page.entries)
        return replace(page, entries=tuple(entries))

    async def unspent(self, script_pubkey):
        coins = await super().unspent(script_pubkey)
        return [replace(each, txid=self.forged.txid) if each.txid == self.true else each for each in coins]


def named(source, name):
    source.name = name
    return source


def pair(economy):
    """The source that serves, which may hide, and an honest one."""
    return Pair([named(Hiding(economy.chain), "first"), named(ChainSource(economy.chain), "second")])


def payouts(economy, place=0):
    """The transactions that funded a script and are not spent yet."""
    script = economy.scripts[place].script_pubkey
    return {coin.txid for coin in economy.chain.unspent(script, economy.chain.tip)}


async def keep_up(house, economy):
    house.times.now = economy.at
    await house.follower.advance()
    await house.histories.turn()


async def known_scripts(house):
    async with house.store.read() as tx:
        return await tx.histories.known_by_outpoint(await tx.chain.blind_height())


async def unseeded_while_scanning(house):
    await house.follower.intake.prepare()
    return house.follower.intake._watched.unseeded


def house_of(economy, path, source, **options):
    options.setdefault("start", economy.chain.tip.height)
    return open_house(path, source, economy.book, economy.at, **options)


async def test_two_operators_agree_and_no_input_needs_to_be_hashed(tmp_path):
    economy = Economy()
    async with house_of(economy, tmp_path / "db", pair(economy)) as house:
        await house.follower.advance()
        assert await unseeded_while_scanning(house) is None
        await house.histories.turn()
        assert await unseeded_while_scanning(house) == frozenset()
        async with house.store.read() as tx:
            coverage = await tx.histories.coverage(economy.book.digest, -1)
            record = await tx.histories.record(economy.scripts[0].script_pubkey)
        assert (coverage.complete, coverage.corroborated, coverage.contradicted) == (4, 4, 0)
        assert record.corroborated_by == "second, first"
        for place in range(4):
            economy.act("pay", place, 3)
        economy.act("mine", 0, 0)
        await keep_up(house, economy)
        assert len(truth(economy)) == 4
        await assert_all_is_found(tmp_path / "db", economy, house)


async def test_one_operator_is_no_second_word_whatever_the_number_of_its_sources(tmp_path):
    economy = Economy()
    source = pair(economy)
    for row in (source.sources[:1], source.sources):
        source.sources = row
        async with house_of(economy, tmp_path / "db", source) as house:
            house.histories._corroboration._operators = {"first": "x", "second": "x"}
            await keep_up(house, economy)
            assert await unseeded_while_scanning(house) is None


@pytest.mark.parametrize("kept_from", [0, 1], ids=["taproot", "p2wpkh"])
async def test_a_coin_that_the_first_source_hides_consistently_is_known_from_the_second(tmp_path, kept_from):
    economy = Economy()
    source = pair(economy)
    source.sources[0].hidden = payouts(economy, kept_from)
    async with house_of(economy, tmp_path / "db", source, start=economy.chain.tip.height + 1) as house:
        economy.act("mine", 0, 0)
        with capture_logs() as logs:
            await keep_up(house, economy)
        [warning] = [each for each in logs if each["log_level"] == "warning"]
        assert warning["event"] == "history.contradicted"
        assert "second counts another history: 0 transactions of 1" in warning["reason"]
        hidden = economy.scripts[kept_from].script_pubkey
        assert await unseeded_while_scanning(house) == {hidden}
        async with house.store.read() as tx:
            assert (await tx.histories.record(hidden)).source == "second"
            assert (await tx.histories.coverage(economy.book.digest, -1)).contradicted == 1
        economy.act("pay", kept_from, 15)
        economy.act("mine", 0, 0)
        await keep_up(house, economy)
        assert len(truth(economy)) == 1
        await assert_all_is_found(tmp_path / "db", economy, house)


async def test_a_made_up_coin_in_place_of_a_hidden_one_is_found_by_the_list_of_coins(tmp_path):
    """It keeps every count as it is, so that only the coins themselves tell."""
    economy = Economy()
    source = pair(economy)
    script = economy.scripts[0].script_pubkey
    [true] = payouts(economy)
    forged = economy.chain.fund(economy.scripts[0], 20 * BTC)
    source.sources[0] = named(Forging(economy.chain, true, forged), "first")
    for each in source.sources:
        each.shows = lambda _: False
    economy.mine()
    path = tmp_path / "db"
    async with house_of(economy, path, source) as house:
        with capture_logs() as logs:
            await keep_up(house, economy)
        assert [each["event"] for each in logs if each["log_level"] == "warning"] == ["history.contradicted"]
        async with house.store.read() as tx:
            assert {txid for txid, _ in await tx.coins.paying(script)} == {true, forged.txid}
        assert script not in await known_scripts(house)


async def test_who_cannot_be_asked_is_asked_again_later(tmp_path):
    economy = Economy()
    source = pair(economy)
    second = source.sources[1]
    totals, asked = second.totals, []

    async def unable(script_pubkey):
        asked.append(script_pubkey)
        raise SourceCannot("second", "keeps no histories")

    second.totals = unable
    async with house_of(economy, tmp_path / "db", source) as house:
        await keep_up(house, economy)
        await keep_up(house, economy)
        assert len(asked) == len(set(asked)) == 4
        assert not await known_scripts(house)
        second.totals = totals
        house.times.now += timedelta(hours=2)
        await house.histories.turn()
        assert len(await known_scripts(house)) == 4


async def test_a_reorg_below_our_first_block_makes_every_script_doubtful(tmp_path):
    economy = Economy()
    fork = economy.chain.tip
    economy.act("pay", 0, 3)
    economy.act("mine", 0, 0)
    economy.act("mine", 0, 0)
    path = tmp_path / "db"
    async with house_of(economy, path, pair(economy)) as house:
        await keep_up(house, economy)
        assert len(await known_scripts(house)) == 4
        rival = fork
        for _ in range(4):
            rival = economy.mine(parent=rival)
        await house.follower.advance()
        assert await unseeded_while_scanning(house) is None
        economy.mine(*economy.chain.unmined)
        await keep_up(house, economy)
        assert len(await known_scripts(house)) == 4


async def test_whoever_scanned_from_the_first_block_on_knows_all_coins_itself(tmp_path):
    economy = Economy()
    for kept_up in (False, True):
        async with house_of(economy, tmp_path / "db", economy.source, start=1) as house:
            await house.follower.advance()
            assert (await unseeded_while_scanning(house) == frozenset()) is kept_up


async def live(path, before, after, hides):
    economy = Economy()
    for action in before:
        economy.act(*action)
    economy.act("mine", 0, 0)
    source = pair(economy)
    if hides:
        source.sources[0].hidden = payouts(economy, len(before) % 4)
    async with house_of(economy, path, source) as house:
        await keep_up(house, economy)
        known = await known_scripts(house)
        assert hides or len(known) == 4
        for action in after:
            economy.act(*action)
            if action[0] in {"mine", "reorg"}:
                await keep_up(house, economy)
        economy.act("mine", 0, 0)
        await keep_up(house, economy)
        assert stored(path, economy) == truth(economy)
        await assert_all_is_found(path, economy, house)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(before=st.lists(actions, max_size=8), after=st.lists(actions, max_size=14), hides=st.booleans())
def test_by_outpoint_and_by_derivation_the_same_transfers_are_found(before, after, hides):
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(live(Path(directory) / "db.sqlite3", before, after, hides))
