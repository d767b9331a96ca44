"""Statements, flags and reviewers in the house: what is kept, told and audited, whatever comes first."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.alerts.gap import GapAlert
from monitor.disclosures.habit import expires_at
from monitor.disclosures.ledger_whole import Question
from monitor.disclosures.override import Correction
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.disclosures.statement import Statement, StatementKind
from monitor.errors import UsageError
from monitor.flows.flag import Standing
from monitor.flows.trails.trail import TrailPolicy
from monitor.labels.entity import Cadence, DisclosureHabit
from monitor.pipeline.episode_statements import stated_of
from monitor.pipeline.expire import expire_overdue
from monitor.pipeline.ledgers import read_ledger
from monitor.pipeline.override_desk import OverrideDesk
from monitor.simulation.wallet import ScriptType
from monitor.store.filings import Filing, Reading
from tests.builders import BTC
from tests.unit.pipeline.scene import Scene, history, only_episode

FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
WHO = {"who": "ann", "why": "read it"}


def stated(kind="sale", btc=None, *, period=FEBRUARY, **fields):
    return Statement(
        issuer="mara", kind=StatementKind(kind), period_start=period[0], period_end=period[1],
        sats=None if btc is None else int(btc * BTC), **{"url": "https://example.com/8-k"} | fields,
    )  # fmt: skip


async def told(house, level):
    """What was told on topics with this level, in order."""
    async with house.store.read() as tx:
        pending = await tx.outbox.pending(1000)
    messages = [each.outgoing for each in pending]
    return [json.loads(each.payload) for each in messages if f"/{level}" in each.topic]


@pytest.fixture
def scene():
    return Scene()


async def test_a_disclosure_that_nobody_saw_is_an_event_and_closes_when_its_coins_are_found(scene, tmp_path):
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        first = stated(btc=20)
        await house.disclosures.add(first, **WHO)
        await house.disclosures.add(first, **WHO)
        [event] = await told(house, "events/mara/disclosed_unseen")
        assert event["text"] == (
            "mara: the company states that it sold 20 BTC in 2026-02-01 to 2026-02-28; "
            "none of it was seen on the chain."
        )
        assert (event["event_id"], event["supersedes"]) == (f"{first.statement_id}.gap.1", None)
        assert (event["gap"]["missing_sats"], event["gap"]["severity"], event["gap"]["page"]) == (
            20 * BTC, "notice", False,
        )  # fmt: skip
        for btc, kind in ((12, "coverage_gap"), (8, "gap_closed")):
            scene.mine(scene.pay(btc))
            await house.follower.advance()
            assert [each["kind"] for each in await told(house, "events/mara/")][-1] == kind
        assert [each["revision"] for each in await told(house, "gaps/mara/")] == [1, 2, 3]
        assert all(GapAlert.model_validate(each) for each in await told(house, "gaps/mara/"))
        episode = await only_episode(house)
        assert (episode.standing, episode.confirmed_sats) == (Standing.CONFIRMED, 20 * BTC)


async def test_days_that_were_not_scanned_are_said_to_be(scene, tmp_path):
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        await house.disclosures.add(stated(btc=2000, period=(date(2022, 6, 1), date(2022, 6, 30))), **WHO)
        [event] = await told(house, "events/mara/disclosed_unseen")
        assert event["text"].endswith("Those days were not scanned.")
        assert (event["gap"]["watched"], event["gap"]["severity"]) == (False, "info")


async def test_coins_on_their_way_are_named_as_a_possible_place_and_confirm_nothing(scene, tmp_path):
    middle = scene.chain.actor("middle", ScriptType.P2TR)
    payment = scene.chain.pay(scene.miner, [(middle, 30 * BTC)])
    scene.mine(payment)
    async with scene.house(tmp_path, trails=TrailPolicy()) as house:
        await house.follower.advance()
        await house.disclosures.add(stated(btc=20), **WHO)
        [event] = await told(house, "events/mara/disclosed_unseen")
        assert event["gap"]["on_its_way"] == [{"txid": payment.txid, "sats": 20 * BTC}]
        assert event["text"].endswith("20 BTC that left the miner then are still on their way.")
        async with house.store.read() as tx:
            ledger = await read_ledger(
                tx, ReconciliationPolicy(), (), Question(today=date(2026, 3, 1)), "mara"
            )
        [row] = ledger.pages[0].ledger.rows
        assert (row.gap_sats, row.on_its_way_sats, row.confirmed_sats) == (20 * BTC, 20 * BTC, 0)


async def test_a_restatement_is_told_by_name(scene, tmp_path):
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        await house.disclosures.add(stated(btc=20, published=date(2026, 3, 3)), **WHO)
        await house.disclosures.add(
            stated(btc=15, published=date(2026, 4, 3), url="https://example.com/8-ka"), **WHO
        )
        [event] = await told(house, "events/mara/restated")
        assert event["cause"] == (
            "mara restates 2026-02-01 to 2026-02-28: 15 BTC in place of 20 BTC: https://example.com/8-ka"
        )
        assert "the company has restated its figures. Partly confirmed" in event["text"]
        assert await history(house, await only_episode(house)) == ["raised", "confirmed", "restated"]


async def test_a_company_that_takes_a_sale_back_is_told_and_its_flag_is_refuted(scene, tmp_path):
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        await house.disclosures.add(stated(btc=20, published=date(2026, 3, 3)), **WHO)
        await house.disclosures.add(
            stated("no_sale", published=date(2026, 4, 3), url="https://example.com/8-ka"), **WHO
        )
        [event] = await told(house, "events/mara/restated")
        assert event["cause"] == (
            "mara restates 2026-02-01 to 2026-02-28: none in place of 20 BTC: https://example.com/8-ka"
        )
        assert "the company has restated its figures. Refuted: " in event["text"]
        assert "sold" not in event["text"]
        episode = await only_episode(house)
        assert (episode.standing, episode.confirmed_sats) == (Standing.REFUTED, 0)
        await house.disclosures.add(
            stated(btc=20, published=date(2026, 5, 3), url="https://example.com/8-ka2"), **WHO
        )
        event = (await told(house, "events/mara/restated"))[-1]
        assert event["cause"].startswith("mara restates 2026-02-01 to 2026-02-28: 20 BTC in place of none: ")
        assert (await only_episode(house)).standing is Standing.CONFIRMED


async def test_silence_is_kept_as_evidence_and_goes_when_the_company_speaks_after_all(scene, tmp_path):
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        await house.disclosures.add(stated("production", 700), **WHO)
        [event] = await told(house, "events/mara/weighed")
        assert "counts coins and names none that it parted with" in event["text"]
        assert event["episode"]["page"] is False
        assert event["episode"]["evidence"][0]["kind"] == "silent_report"
        house.times.now = datetime(2026, 7, 1, tzinfo=UTC)
        assert await expire_overdue(house.store, house.recorder, house.times) == 1
        await house.disclosures.add(
            stated(btc=15133, period=(date(2026, 1, 1), date(2026, 3, 31)), url="https://e.com/q"), **WHO
        )
        episode = await only_episode(house)
        assert (episode.standing, episode.evidence) == (Standing.CONFIRMED, ())
        assert await history(house, episode) == ["raised", "weighed", "expired", "confirmed"]


async def test_nothing_expires_before_it_was_looked_what_its_miner_published_and_while_a_filing_waits(
    scene, tmp_path
):
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        house.times.now = datetime(2026, 7, 1, tzinfo=UTC)
        asked = []

        async def expired(heard=True, **state):
            async with house.store.write() as tx:
                filing = Filing(
                    accession="0001213900-26-000002", cik=1, issuer="mara", form="8-K", primary_document="",
                    **{"filed": date(2026, 2, 1), "period": None} | state,
                )  # fmt: skip
                await tx.filings.save(filing)
            return await expire_overdue(
                house.store, house.recorder, house.times, heard=lambda *looked: asked.append(looked) or heard
            )

        assert await expired(heard=False, state=Reading.READ) == 0
        assert asked == [("mara", (await only_episode(house)).expires_at)]
        assert await expired(state=Reading.WAITING) == 0
        assert await expired(state=Reading.GIVEN_UP, retry_at=datetime(2026, 7, 2, tzinfo=UTC)) == 0
        assert (await only_episode(house)).standing is Standing.INDICATIVE
        assert await expired(state=Reading.WAITING, filed=date(2026, 1, 31)) == 1


async def test_what_is_dismissed_or_taken_back_by_the_chain_is_weighed_no_more(scene, tmp_path):
    fork = scene.chain.tip
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        await house.disclosures.add(stated("production", 700), **WHO)
        episode = await only_episode(house)
        done = await house.review.decide("dismiss", episode.episode_id, **WHO)
        assert done.kind.value == "dismissed"
        done = await house.review.decide("reopen", episode.episode_id, **WHO)
        assert done.kind.value == "reopened"
        scene.mine(parent=scene.mine(parent=fork))
        await house.follower.advance()
        assert await history(house, episode) == ["raised", "weighed", "dismissed", "reopened", "retracted"]


async def test_a_sale_after_all_confirms_what_was_refuted(scene, tmp_path):
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        await house.disclosures.add(stated("no_sale", published=date(2026, 3, 3)), **WHO)
        assert (await only_episode(house)).standing is Standing.REFUTED
        await house.disclosures.add(stated(btc=20, url="https://example.com/10-q"), **WHO)
        episode = await only_episode(house)
        assert episode.standing is Standing.CONFIRMED
        assert await history(house, episode) == ["raised", "refuted", "confirmed"]


async def test_unexplained_figures_raise_an_episode_in_the_queue(scene, tmp_path):
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        scene.mine(minutes=60 * 24 * 40)
        scene.mine(scene.pay(20))
        await house.follower.advance()
        async with house.store.read() as tx:
            later, earlier = await tx.episodes.listed()
        for day, btc in ((date(2026, 1, 31), 100), (date(2026, 2, 28), 40)):
            await house.disclosures.add(
                stated("holdings", btc, period=(day, day), url=f"https://example.com/{day}"), **WHO
            )
        async with house.store.read() as tx:
            queue = await tx.episodes.listed()
        assert [each.episode_id for each in queue] == [earlier.episode_id, later.episode_id]
        assert [each.unexplained_sats for each in queue] == [60 * BTC, 0]


async def test_a_denial_that_the_company_s_own_figures_speak_against_waits_for_somebody(scene, database):
    scene.mine(scene.pay(20))
    async with scene.house(database) as house:
        await house.follower.advance()
        await house.disclosures.add(stated("no_sale", published=date(2026, 3, 3)), **WHO)
        waits = {"standings": (Standing.INDICATIVE,), "doubted": True}
        async with house.store.read() as tx:
            assert await tx.episodes.listed(**waits) == []
        for day, btc in ((date(2026, 1, 31), 100), (date(2026, 2, 28), 80)):
            await house.disclosures.add(
                stated("holdings", btc, period=(day, day), url=f"https://example.com/{day}"), **WHO
            )
        async with house.store.read() as tx:
            [episode] = await tx.episodes.listed(**waits)
            assert await tx.episodes.listed(standings=(Standing.INDICATIVE,)) == []
            told_of = [each.statement.kind.value for each in await stated_of(tx, episode)]
        assert (episode.standing, told_of) == (Standing.REFUTED, ["holdings", "no_sale", "holdings"])
        assert (await told(house, "events"))[-1]["text"].endswith(
            "the company's own figures for 2026-02-01 to 2026-02-28 leave 20 BTC unexplained."
        )
        await house.review.decide("dismiss", episode.episode_id, **WHO)
        async with house.store.read() as tx:
            assert await tx.episodes.listed(**waits) == []


async def test_what_a_reviewer_decides_is_audited_survives_and_can_be_taken_back(scene, database):
    scene.mine(scene.pay(20))
    async with scene.house(database) as house:
        await house.follower.advance()
        desk = OverrideDesk(house.disclosures)
        said = stated(btc=20)
        await house.disclosures.add(said, **WHO)
        before = await only_episode(house)
        steps = (
            (desk.exclude(said.statement_id[:6], who="ben", why="not theirs"), Standing.INDICATIVE),
            (desk.undo(1, who="ann", why="it is"), Standing.CONFIRMED),
            (
                desk.correct(said.statement_id, Correction(sats=5 * BTC), who="ben", why="a typo"),
                Standing.PARTIALLY_CONFIRMED,
            ),
            (desk.undo(2, who="ann", why="no typo"), Standing.CONFIRMED),
            (
                desk.correct(
                    said.statement_id,
                    Correction(period_start=date(2026, 1, 1), period_end=date(2026, 1, 31)),
                    who="ben", why="the month before",
                ),
                Standing.INDICATIVE,
            ),
            (
                desk.pin(said.statement_id, episode=before.episode_id, who="ben", why="asked them"),
                Standing.CONFIRMED,
            ),
        )  # fmt: skip
        for step, standing in steps:
            await step
            assert (await only_episode(house)).standing is standing
        house.times.now += timedelta(days=1)
        await house.disclosures.add(stated("production", 700, url="https://e.com/p"), **WHO)
        assert (await only_episode(house)).standing is Standing.CONFIRMED
        for number in (4, 3):
            await desk.undo(number, who="ann", why="clean slate")
        after = await only_episode(house)
        assert (after.flags, after.standing, after.evidence) == (
            before.flags,
            before.standing,
            before.evidence,
        )
        async with house.store.read() as tx:
            actions = [(each.who, each.action) for each in await tx.audit.of(said.statement_id)]
            [word] = await stated_of(tx, after)
        assert actions == [
            ("ben", "exclude"), ("ann", "undone_exclude"), ("ben", "correct"), ("ann", "undone_correct"),
            ("ben", "correct"), ("ben", "pin"), ("ann", "undone_pin"), ("ann", "undone_correct"),
        ]  # fmt: skip
        assert (word.sats, len(word.overrides)) == (20 * BTC, 4)


async def test_what_cannot_be_decided_is_refused_and_changes_nothing(scene, tmp_path):
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        desk = OverrideDesk(house.disclosures)
        sale, vague, other = stated(btc=20), stated(), stated("pledge", 4)
        for each in (sale, vague, other):
            await house.disclosures.add(each, **WHO)
        episode = await only_episode(house)
        name, place = sale.statement_id, {"episode": episode.episode_id}
        await desk.exclude(other.statement_id, **WHO)
        refused = (
            (desk.pin("zz", **place, **WHO), "there is no statement 'zz'"),
            (desk.pin("", **place, **WHO), "there is no statement"),
            (desk.pin(name, **WHO), "name one of the two"),
            (desk.pin(name, episode="mara-1999", **WHO), "there is no episode 'mara-1999'"),
            (desk.pin(name, flag="ff" * 32, **WHO), "there is no flag"),
            (desk.pin(name, **place, sats=21 * BTC, **WHO), "tells 20 BTC; pin that or less"),
            (desk.pin(vague.statement_id, **place, **WHO), "tells no quantity"),
            (desk.pin(other.statement_id, **place, **WHO), "is excluded; take that back first"),
            (desk.exclude(other.statement_id, **WHO), "is excluded already"),
            (desk.correct(name, Correction(), **WHO), "nothing is corrected"),
            (desk.correct(name, Correction(period_end=date(2026, 1, 1)), **WHO), "that cannot be: .* before"),
            (desk.undo(9, **WHO), "there is no override 9"),
        )
        for attempt, complaint in refused:
            with pytest.raises(UsageError, match=complaint):
                await attempt
        assert (await only_episode(house)).revision == episode.revision
        async with house.store.read() as tx:
            assert len(await tx.overrides.entries("mara")) == 1


async def test_a_clock_that_was_set_by_another_habit_is_set_anew_before_it_runs_out(scene, tmp_path):
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        house.times.now = datetime(2026, 5, 22, tzinfo=UTC)
        for lag_days, standing in ((80, Standing.INDICATIVE), (50, Standing.EXPIRED)):
            habit = DisclosureHabit(Cadence.QUARTERLY, lag_days)
            await expire_overdue(
                house.store, house.recorder, house.times, lambda _, at, habit=habit: expires_at(at, habit)
            )
            house.times.now = datetime(2026, 7, 1, tzinfo=UTC)
            assert (await only_episode(house)).standing is standing
