"""Another label book comes into force: what was told on labels that changed is revised or retracted."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.alerts.text import sentence
from monitor.disclosures.statement import Statement, StatementKind
from monitor.flows.flag import Stage, Standing
from monitor.flows.revisions import Kind, Revision
from monitor.labels.book import LabelBook
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.unit.pipeline.scene import Scene, episodes, history, only_episode


class Labels:
    """The labels of a scene, and books that differ from them in one point."""

    def __init__(self, scene) -> None:
        self.miner = label(scene.miner, "mara", Category.MINER)
        self.desk = label(scene.desk, "two-prime", Category.PRIME_BROKER)

    def with_desk(self, **changes) -> LabelBook:
        return book_of(self.miner, replace(self.desk, **changes))

    def without_desk(self) -> LabelBook:
        return LabelBook.build([Entity("mara", "mara", Category.MINER)], [self.miner])


@pytest.fixture
async def flagged(tmp_path):
    """A house with one episode of one flag, its scene and labels."""
    scene = Scene()
    scene.mine(scene.pay(200))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        yield house, scene, Labels(scene)


async def messages(house):
    async with house.store.read() as tx:
        return await tx.outbox.depth()


async def causes(house, episode):
    async with house.store.read() as tx:
        return [each.cause for each in await tx.episodes.history(episode.episode_id)]


async def test_an_alert_whose_label_was_withdrawn_is_retracted_and_says_why(flagged):
    house, scene, labels = flagged
    before = await messages(house)
    assert await house.relabelling.adopt(labels.with_desk(withdrawn=date(2026, 2, 3))) == 1
    episode = await only_episode(house)
    assert (episode.standing, episode.flags[0].stage) == (Standing.VOID, Stage.UNLABELLED)
    assert await history(house, episode) == ["raised", "retracted"]
    told = (await causes(house, episode))[-1]
    assert told == f"labels: the label of {scene.desk.address} as two-prime was withdrawn"
    assert "labels that it rested on do not stand" in sentence(Revision(episode, Kind.RETRACTED, told))
    assert await messages(house) == before + 2


async def test_a_label_that_comes_back_brings_the_alert_back(flagged):
    house, scene, labels = flagged
    await house.relabelling.adopt(labels.without_desk())
    await house.relabelling.adopt(scene.book)
    episode = await only_episode(house)
    assert (episode.standing, episode.sats) == (Standing.INDICATIVE, 200 * BTC)
    assert await history(house, episode) == ["raised", "retracted", "revised"]


async def test_the_same_labels_change_nothing(flagged):
    house, _, labels = flagged
    assert await house.relabelling.adopt(book_of(labels.miner, labels.desk)) == 0
    assert await history(house, await only_episode(house)) == ["raised"]


async def test_a_conflict_that_appears_softens_the_alert(flagged):
    house, scene, labels = flagged
    rival = label(scene.desk, "okx", Category.EXCHANGE, confidence=20)
    book = book_of(labels.miner, labels.desk, rival)
    assert await house.relabelling.adopt(book) == 1
    [flag] = (await only_episode(house)).flags
    assert (flag.conflicted, flag.live) == (True, True)
    assert "is contested" in (await causes(house, await only_episode(house)))[-1]


async def test_another_platform_is_told_in_the_place_of_the_first(flagged):
    house, _, labels = flagged
    await house.relabelling.adopt(labels.with_desk(entity="okx", category=Category.EXCHANGE))
    [episode] = await episodes(house)
    assert {(flag.to_entity, flag.live) for flag in episode.flags} == {("two-prime", False), ("okx", True)}
    assert episode.sats == 200 * BTC


async def test_another_miner_gets_an_episode_of_its_own(flagged):
    house, _, labels = flagged
    book = book_of(replace(labels.miner, entity="riot"), labels.desk)
    await house.relabelling.adopt(book)
    found = {episode.miner: episode for episode in await episodes(house)}
    assert found["mara"].standing is Standing.VOID
    assert (found["riot"].sats, found["riot"].standing) == (200 * BTC, Standing.INDICATIVE)
    assert "is labelled riot now, no longer mara" in (await causes(house, found["riot"]))[0]


async def test_a_miner_that_was_none_frees_what_its_statement_confirmed(flagged):
    house, scene, labels = flagged
    statement = Statement(
        issuer="mara",
        kind=StatementKind.SALE,
        period_start=date(2026, 2, 1),
        period_end=date(2026, 2, 2),
        sats=200 * BTC,
        url="https://x.y",
    )
    await house.disclosures.add(statement, who="Eve", why="read")
    assert (await only_episode(house)).standing is Standing.CONFIRMED
    await house.relabelling.adopt(labels.without_desk())
    episode = await only_episode(house)
    assert (episode.standing, episode.confirmed_sats) == (Standing.VOID, 0)
    await house.relabelling.adopt(scene.book)
    assert (await only_episode(house)).standing is Standing.CONFIRMED


async def test_what_follows_is_scanned_with_the_new_labels(flagged):
    house, scene, labels = flagged
    await house.relabelling.adopt(labels.without_desk())
    scene.mine(scene.pay(50))
    await house.follower.advance()
    assert len(await episodes(house)) == 1
    await house.relabelling.adopt(scene.book)
    scene.mine(scene.pay(20))
    await house.follower.advance()
    [episode] = await episodes(house)
    assert sorted(flag.sats for flag in episode.live_flags) == [20 * BTC, 200 * BTC]


async def test_a_restart_with_other_labels_catches_up_once(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(200))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        assert await house.relabelling.catch_up() == 0
    scene.book = Labels(scene).without_desk()
    async with scene.house(tmp_path) as house:
        assert await house.relabelling.catch_up() == 1
        assert (await only_episode(house)).standing is Standing.VOID
        assert await house.relabelling.catch_up() == 0


async def test_a_reorg_of_unlabelled_flags_leaves_them_unlabelled(flagged):
    house, scene, labels = flagged
    await house.relabelling.adopt(labels.without_desk())
    fork = scene.chain.tree.get(scene.first.block_hash)
    for _ in range(2):
        fork = scene.mine(parent=fork)
    await house.follower.advance()
    assert (await only_episode(house)).flags[0].stage is Stage.UNLABELLED


async def test_a_new_taproot_miner_is_asked_for_its_older_coins(flagged):
    house, scene, labels = flagged
    other = scene.chain.actor("other", ScriptType.P2TR)
    scene.mine(scene.chain.fund(other, 30 * BTC))
    await house.follower.advance()
    await house.relabelling.adopt(book_of(labels.miner, labels.desk, label(other, "riot", Category.MINER)))
    await house.histories.turn()
    scene.mine(scene.chain.pay(other, [(scene.desk, 20 * BTC)]))
    await house.follower.advance()
    found = {episode.miner for episode in await episodes(house)}
    assert found == {"mara", "riot"}
