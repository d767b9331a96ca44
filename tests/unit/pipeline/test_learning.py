"""What blocks teach: candidates are kept, used as such, and become labels or nothing at a reviewer's word."""

from datetime import timedelta

import pytest

from monitor.alerts.text import sentence
from monitor.clock import utcnow
from monitor.errors import UsageError
from monitor.flows.learning.candidate import CandidateKind, State
from monitor.flows.policy import Policy, Severity
from monitor.flows.revisions import Kind, Revision
from monitor.labels.vocabulary import Category
from monitor.pipeline.candidate_desk import CandidateDesk, DecisionWatch
from monitor.pipeline.learning import over_files
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.unit.pipeline.scene import Scene, episodes, history, only_episode

SIX = range(6)


class Deposits(Scene):
    """Customers' deposit addresses of an exchange, and a pool that pays somebody."""

    def __init__(self):
        super().__init__()
        self.hot = self.chain.actor("hot", ScriptType.P2WPKH)
        self.pool = self.chain.actor("pool", ScriptType.P2WPKH)
        self.customers = [self.chain.actor(f"c{n}", ScriptType.P2WPKH) for n in SIX]
        self.book = book_of(
            label(self.miner, "mara", Category.MINER),
            label(self.desk, "two-prime", Category.PRIME_BROKER),
            label(self.hot, "binance", Category.EXCHANGE),
            label(self.pool, "foundry", Category.MINING_POOL),
        )

    def deposit(self):
        self.mine(*(self.chain.fund(each, BTC) for each in self.customers))

    def sweep(self, parent=None):
        return self.mine(self.chain.sweep(self.customers, self.hot), parent=parent)

    def pay_in(self, btc):
        return self.mine(self.chain.pay(self.miner, [(self.customers[0], btc * BTC)]))


@pytest.fixture
async def learned(tmp_path):
    """A house that has seen one sweep."""
    scene = Deposits()
    scene.deposit()
    scene.sweep()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        yield house, scene


async def candidates(house, **wanted):
    async with house.store.read() as tx:
        return await tx.candidates.listed(**wanted)


def desk(house):
    return CandidateDesk(house.store, utcnow, house.shelf.entity)


async def judge(house):
    await DecisionWatch(house.store, house.shelf, house.relabelling).turn()


async def candidate_of(house, actor):
    return next(each for each in await candidates(house) if each.script_pubkey == actor.script_pubkey)


async def test_a_payment_to_a_candidate_address_is_told_as_what_it_is_and_never_loudly(learned):
    house, scene = learned
    assert {each.entity for each in await candidates(house)} == {"binance"}
    assert len(await candidates(house)) == len(SIX)
    scene.pay_in(250)
    await house.follower.advance()
    episode = await only_episode(house)
    [flag] = episode.flags
    assert (flag.to_entity, flag.candidate, flag.confidence) == ("binance", True, 60)
    assert episode.severity(Policy()) is Severity.NOTICE
    assert "a candidate address of mara or binance, not reviewed" in sentence(
        Revision(episode, Kind.RAISED, "", None)
    )


async def test_an_accepted_candidate_speaks_in_full_and_a_restart_knows_it(learned):
    house, scene = learned
    digest = house.shelf.book.digest
    scene.pay_in(250)
    await house.follower.advance()
    found = await candidate_of(house, scene.customers[0])
    await desk(house).decide([found.candidate_id[:-3]], State.ACCEPTED, who="ann", why="asked them")
    await judge(house)
    episode = await only_episode(house)
    [flag] = episode.flags
    assert (flag.candidate, flag.confidence) == (False, 90)  # the miner's own label is the weakest now
    assert episode.severity(Policy()) is Severity.WARNING
    assert house.shelf.book.digest != digest
    again = await over_files(house.store, scene.book)
    assert again.digest == house.shelf.book.digest
    [claim] = again.claims(scene.customers[0].script_pubkey)
    assert claim.derived_from[0] == "reviewer:ann"
    assert claim.derived_from[1].startswith("tx:")
    async with house.store.read() as tx:
        [line] = await tx.audit.of(found.candidate_id)
    assert (line.who, line.action, line.why) == ("ann", "label_accepted", "asked them")


async def test_a_rejected_candidate_is_never_used_again_and_its_flags_are_retracted(learned):
    house, scene = learned
    scene.pay_in(20)
    await house.follower.advance()
    found = await candidate_of(house, scene.customers[0])
    await desk(house).decide([found.candidate_id], State.REJECTED, who="ann", why="a person's wallet")
    await judge(house)
    assert await history(house, await only_episode(house)) == ["raised", "retracted"]
    scene.deposit()
    scene.sweep()
    scene.deposit()
    scene.pay_in(30)
    await house.follower.advance()
    assert len(await episodes(house)) == 1
    assert (await candidates(house, state=State.REJECTED))[0].candidate_id == found.candidate_id


async def test_a_reorg_takes_back_what_its_blocks_taught(tmp_path):
    scene = Deposits()
    scene.deposit()
    fork = scene.chain.tip
    scene.sweep()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        assert len(house.shelf.learned) == len(SIX)
        rival = scene.mine(parent=fork)
        rival = scene.mine(parent=rival)
        await house.follower.advance()
        assert await candidates(house) == []
        assert house.shelf.learned == {}
        assert house.shelf.book.attribute(scene.customers[0].script_pubkey, scene.at) is None


async def test_evidence_adds_up_and_the_least_supported_give_way(database):
    scene = Deposits()
    scene.deposit()
    scene.sweep()
    scene.customers[1:] = [scene.chain.actor(f"d{n}", ScriptType.P2WPKH) for n in SIX]
    scene.deposit()
    scene.sweep()
    async with scene.house(database, max_candidates=4) as house:
        await house.follower.advance()
        kept = await candidates(house)
        assert [each.pieces for each in kept] == [2, 1, 1, 1]
        assert kept[0].script_pubkey == scene.customers[0].script_pubkey
        async with house.store.read() as tx:
            assert await tx.candidates.evicted() == 8
            in_use = {each.candidate_id for each in await tx.candidates.in_use()}
            evidence = await tx.candidates.evidence(kept[0].candidate_id)
        assert house.shelf.learned.keys() == in_use, "what gave way is believed no longer"
        assert [each.says[:11] for each in evidence] == ["swept with "] * 2
        assert evidence[0].time - evidence[1].time == timedelta(minutes=20)


async def test_a_co_spend_suggests_a_miners_script_whose_payments_are_told_softly(learned):
    house, scene = learned
    friend = scene.chain.actor("friend", ScriptType.P2WPKH)
    scene.mine(scene.chain.fund(friend, 40 * BTC))
    scene.mine(scene.chain.sweep([scene.miner, friend], scene.miner))
    await house.follower.advance()
    [found] = await candidates(house, kind=CandidateKind.COMPANION)
    assert (found.entity, found.script_pubkey) == ("mara", friend.script_pubkey)
    scene.mine(scene.chain.fund(friend, 300 * BTC))
    scene.mine(scene.chain.pay(friend, [(scene.desk, 200 * BTC)]))
    await house.follower.advance()
    episode = await only_episode(house)
    assert (episode.miner, episode.flags[0].candidate) == ("mara", True)
    assert episode.severity(Policy()) is Severity.NOTICE


async def test_a_pools_payout_is_nobodys_transfer_and_names_nobody_until_a_reviewer_does(learned):
    house, scene = learned
    site = scene.chain.actor("site", ScriptType.P2WPKH)
    scene.mine(scene.chain.fund(scene.pool, 100 * BTC))
    scene.mine(scene.chain.pay(scene.pool, [(site, 3 * BTC), (scene.desk, 50 * BTC)]))
    await house.follower.advance()
    assert await episodes(house) == []
    [payee] = [
        each
        for each in await candidates(house, kind=CandidateKind.PAYEE)
        if each.script_pubkey == site.script_pubkey
    ]
    assert payee.entity is None
    assert payee.candidate_id not in house.shelf.learned
    with pytest.raises(UsageError, match="nobody knows whose"):
        await desk(house).decide([payee.candidate_id], State.ACCEPTED, who="ann", why="x")
    with pytest.raises(UsageError, match="no entity 'nobody'"):
        await desk(house).decide([payee.candidate_id], State.ACCEPTED, who="ann", why="x", entity="nobody")
    await desk(house).decide([payee.candidate_id], State.ACCEPTED, who="ann", why="x", entity="mara")
    await judge(house)
    assert site.script_pubkey in house.shelf.book.scripts_of(Category.MINER)


class Filled(Deposits):
    """The same, and people who each fill one address of the exchange."""

    def __init__(self, kind=ScriptType.P2WPKH):
        super().__init__()
        self.customers = [self.chain.actor(f"c {kind} {n}", kind) for n in SIX]
        self.people = [self.chain.actor(f"person {n}", ScriptType.P2WPKH) for n in SIX]
        self.mine(*(self.chain.fund(each, 3 * BTC) for each in self.people))

    def by_many(self):
        pairs = zip(self.people, self.customers, strict=True)
        self.mine(*(self.chain.pay(person, [(each, BTC)]) for person, each in pairs))

    def by_one(self, wallet):
        self.mine(self.chain.fund(wallet, 30 * BTC))
        for each in self.customers:
            change = self.chain.actor(f"change {each.name}", wallet.script_type)
            self.mine(self.chain.pay(wallet, [(each, BTC)], change=change))
            wallet = change


async def confidences(house):
    await house.sweeps.turn()
    await judge(house)
    return {house.shelf.book.claims(each.script_pubkey)[0].confidence for each in await candidates(house)}


async def test_what_many_hands_filled_stays_believed(tmp_path):
    scene = Filled()
    scene.by_many()
    scene.sweep()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        assert await confidences(house) == {60}


@pytest.mark.parametrize("kind", [ScriptType.P2WPKH, ScriptType.P2TR])
async def test_scripts_that_one_wallet_filled_one_by_one_are_doubted_and_say_why(tmp_path, kind):
    scene = Filled()
    scene.by_one(scene.chain.actor("stranger", kind))
    scene.sweep()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        assert await confidences(house) == {30}
        scene.pay_in(20)
        await house.follower.advance()
        [flag] = (await only_episode(house)).flags
        assert (flag.candidate, flag.confidence) == (True, 30)
        async with house.store.read() as tx:
            [evidence] = await tx.candidates.evidence((await candidates(house))[0].candidate_id)
        assert evidence.says.endswith(
            "but 1 hand made the 6 transactions that filled them, so they may be one owner's"
        )


async def test_taproot_deposit_addresses_are_learned_once_it_is_looked_up_what_was_swept(tmp_path):
    scene = Filled(ScriptType.P2TR)
    scene.by_many()
    fork = scene.chain.tip
    scene.sweep()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        assert await candidates(house) == []
        assert await confidences(house) == {60}
        assert {each.script_pubkey for each in await candidates(house)} == {
            each.script_pubkey for each in scene.customers
        }
        scene.mine(parent=scene.mine(parent=fork))
        await house.follower.advance()
        assert await candidates(house) == [], (
            "a reorg takes back what its block taught, whenever it was looked up"
        )


async def test_a_sweep_that_a_reorg_took_away_is_looked_up_no_more(tmp_path):
    scene = Filled(ScriptType.P2TR)
    scene.by_many()
    fork = scene.chain.tip
    scene.sweep()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        scene.mine(parent=scene.mine(parent=fork))
        await house.follower.advance()
        await house.sweeps.turn()
        assert await candidates(house) == []
