"""Payouts become clusters, clusters a hypothesis, and a reviewer's name a label: on a chain, with its reorgs."""

from datetime import UTC, date, datetime

import pytest

from monitor.bitcoin.network import Network
from monitor.cli.clusters import cluster_document
from monitor.clock import utcnow
from monitor.errors import UsageError
from monitor.flows.learning.candidate import CandidateKind, LearningPolicy, State
from monitor.labels.vocabulary import Category
from monitor.pipeline.candidate_desk import CandidateDesk, DecisionWatch
from monitor.pipeline.clusters import read_clusters
from monitor.pipeline.disclose import document_of
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, NOON, book_of, label
from tests.unit.disclosures.stated import statement
from tests.unit.pipeline.scene import Scene, episodes

POLICY = LearningPolicy()
DAY_MINUTES = 24 * 60


class Mining(Scene):
    """A pool that pays two addresses of one miner, month after month, beside somebody who is paid once."""

    def __init__(self):
        super().__init__()
        self.pool = self.chain.actor("pool", ScriptType.P2WPKH)
        self.sites = [self.chain.actor(f"site {number}", ScriptType.P2WPKH) for number in range(2)]
        self.guest = self.chain.actor("guest", ScriptType.P2WPKH)
        self.book = book_of(
            label(self.miner, "mara", Category.MINER),
            label(self.desk, "two-prime", Category.PRIME_BROKER),
            label(self.pool, "foundry", Category.MINING_POOL),
            label(self.chain.reserve, "reserve", Category.OTHER),
        )
        self.mine(self.chain.fund(self.pool, *[40 * BTC] * 10))

    def pay_out(self, *payments, parent=None, day=None):
        if day is not None:
            self.at = day
        return self.mine(
            self.chain.pay(self.pool, [(actor, btc * BTC) for actor, btc in payments]), parent=parent
        )

    def half_a_year(self):
        """10 BTC a month from March on, to both sites in turn, and the first of February."""
        for month in range(2, 8):
            self.pay_out((self.sites[month % 2], 10), (self.guest, 1) if month == 2 else (self.pool, 1),
                         day=datetime(2026, month, 2 if month > 2 else 5, tzinfo=UTC))  # fmt: skip

    def spend_together(self, parent=None):
        return self.mine(self.chain.sweep(self.sites, self.guest), parent=parent)


async def clusters(house, **wanted):
    async with house.store.read() as tx:
        return await read_clusters(tx, POLICY, **wanted)


def scripts(*actors):
    return {actor.script_pubkey for actor in actors}


@pytest.fixture
def mining():
    return Mining()


async def told(house, *btc):
    async with house.store.write() as tx:
        for month, each in enumerate(btc, start=3):
            said = statement("production", f"2026-{month:02}-01", f"2026-{month:02}-{30 + month % 2}", each,
                             issuer="mara", published=date(2026, month + 1, 5))  # fmt: skip
            await tx.disclosures.add(document_of(said, "ann", NOON), said)


async def test_repeated_payouts_to_scripts_that_are_spent_together_are_one_cluster(database, mining):
    mining.half_a_year()
    async with mining.house(database) as house:
        await house.follower.advance()
        apart = await clusters(house)
        assert [set(each.cluster.scripts) for each in apart] == [
            scripts(mining.sites[0]),
            scripts(mining.sites[1]),
        ]
        mining.spend_together()
        await house.follower.advance()
        [found] = await clusters(house)
        assert set(found.cluster.scripts) == scripts(*mining.sites)
        assert (found.cluster.pools, found.cluster.payouts, found.cluster.sats) == (("foundry",), 6, 60 * BTC)
        assert [(f"{month:%m}", each.sats // BTC) for month, each in found.cluster.months.items()] == [
            (f"{month:02}", 10) for month in range(2, 8)
        ]  # fmt: skip
        assert len(found.cluster.joined_by) == 1
        assert await episodes(house) == []


async def test_a_reorg_takes_back_what_its_blocks_paid_and_joined(tmp_path, mining):
    mining.half_a_year()
    fork = mining.chain.tip
    mining.pay_out((mining.sites[0], 5))
    mining.spend_together()
    async with mining.house(tmp_path) as house:
        await house.follower.advance()
        [before] = await clusters(house)
        assert (before.cluster.payouts, len(before.cluster.joined_by)) == (7, 1)
        rival = mining.mine(parent=fork)
        for _ in range(2):
            rival = mining.mine(parent=rival)
        await house.follower.advance()
        after = await clusters(house)
        assert [each.cluster.payouts for each in after] == [3, 3]
        assert all(not each.cluster.joined_by for each in after)
        mining.mine(*mining.chain.unmined)
        await house.follower.advance()
        [again] = await clusters(house)
        assert (again.cluster.payouts, len(again.cluster.joined_by)) == (7, 1)


async def test_blocks_that_are_scanned_again_pay_nothing_twice(tmp_path, mining):
    mining.half_a_year()
    mining.spend_together()
    async with mining.house(tmp_path) as house:
        await house.follower.advance()
        before = await clusters(house)
        done = await house.backfill(mining.first.height + 1, mining.chain.tip.height, again=True)
        assert done.blocks == 8
        assert await clusters(house) == before


async def test_what_a_company_tells_of_its_production_offers_a_hypothesis_and_no_more(tmp_path, mining):
    mining.half_a_year()
    mining.spend_together()
    async with mining.house(tmp_path) as house:
        await house.follower.advance()
        await told(house, "10.2", "9.8", "10", "14")
        [found] = await clusters(house, entity="mara")
        [maybe] = found.hypotheses
        assert (maybe.issuer, maybe.fitting, maybe.confidence) == ("mara", 3, 25)
        assert await clusters(house, entity="riot") == []
        assert house.shelf.book.scripts_of(Category.MINER) == (mining.miner.script_pubkey,)
        assert mining.sites[0].script_pubkey not in {
            each.script_pubkey for each in house.shelf.learned.values()
        }
        document = cluster_document(found, Network.REGTEST)
        assert document["hypotheses"][0]["months"][0] == {
            "month": "2026-03", "paid_sats": 10 * BTC, "mined_sats": 102 * BTC // 10, "fits": True,
        }  # fmt: skip


async def test_a_cluster_flags_nothing_before_a_reviewer_has_named_it(tmp_path, mining):
    mining.half_a_year()
    mining.spend_together()
    async with mining.house(tmp_path) as house:
        await house.follower.advance()
        [found] = await clusters(house)
        mining.pay_out((mining.sites[0], 30))
        mining.mine(mining.chain.pay(mining.sites[0], [(mining.desk, 20 * BTC)]))
        await house.follower.advance()
        assert await episodes(house) == []
        reviewers = CandidateDesk(house.store, utcnow, house.shelf.entity)
        name = found.cluster.cluster_id[:-3]
        with pytest.raises(UsageError, match="nobody knows whose"):
            await reviewers.decide([name], State.ACCEPTED, who="ann", why="x")
        decided = await reviewers.decide([name], State.ACCEPTED, who="ann", why="they said so", entity="mara")
        assert {each.script_pubkey for each in decided} == scripts(*mining.sites)
        await DecisionWatch(house.store, house.shelf, house.relabelling).turn()
        assert scripts(*mining.sites) < set(house.shelf.book.scripts_of(Category.MINER))
        assert await clusters(house) == []
        mining.pay_out((mining.sites[0], 30))
        mining.mine(mining.chain.pay(mining.sites[0], [(mining.desk, 20 * BTC)]))
        await house.follower.advance()
        assert [(each.miner, each.sats) for each in await episodes(house)][-1][0] == "mara"


async def test_a_rejected_cluster_is_not_offered_again(tmp_path, mining):
    mining.half_a_year()
    mining.spend_together()
    async with mining.house(tmp_path) as house:
        await house.follower.advance()
        [found] = await clusters(house)
        reviewers = CandidateDesk(house.store, utcnow, house.shelf.entity)
        await reviewers.decide([found.cluster.cluster_id], State.REJECTED, who="ann", why="an exchange's")
        mining.pay_out((mining.sites[0], 3))
        await house.follower.advance()
        assert await clusters(house) == []
        with pytest.raises(UsageError, match="there is no cluster 'cluster-"):
            await reviewers.decide([found.cluster.cluster_id], State.REJECTED, who="ann", why="x")


async def test_what_the_coinbase_pays_is_a_payout_too_and_makes_no_candidate_by_itself(tmp_path, mining):
    solo = mining.chain.actor("solo", ScriptType.P2WPKH)
    for _ in range(3):
        mining.at = mining.at.replace(hour=mining.at.hour + 1)
        mining.chain.mine([], at=mining.at, reward_to=solo)
    async with mining.house(tmp_path) as house:
        await house.follower.advance()
        [found] = await clusters(house)
        assert (found.cluster.scripts, found.cluster.pools) == ((solo.script_pubkey,), ())
        assert found.cluster.from_coinbase
        async with house.store.read() as tx:
            assert await tx.candidates.listed(kind=CandidateKind.PAYEE) == []


async def test_what_is_kept_of_payouts_is_bounded(tmp_path, mining):
    mining.half_a_year()
    async with mining.house(tmp_path, max_candidates=1) as house:
        await house.follower.advance()
        for day in range(1, 8):
            mining.pay_out((mining.sites[0], 1), (mining.sites[1], 1), day=datetime(2026, 9, day, tzinfo=UTC))
        while mining.chain.tip.height % 16:
            mining.mine()
        await house.follower.advance()
        found = await clusters(house)
        assert sum(each.cluster.payouts for each in found) == 10
        assert all(each.cluster.first.month == 9 for each in found)
