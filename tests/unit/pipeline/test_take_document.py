"""Documents come in: once by content, read in a thread, and what they state decides about their issuer alone."""

import json
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.statements import statements
from monitor.disclosures.statement import StatementKind
from monitor.errors import DocumentRefused, MonitorError
from monitor.flows.flag import Standing
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category
from monitor.pipeline.reassigning import Reassigning
from monitor.pipeline.received import Read, Received
from monitor.pipeline.take_document import TakeDocuments
from monitor.store.originals import How, Outcome, Place
from tests.builders import BTC
from tests.unit.pipeline.scene import START, Scene, only_episode
from tests.unit.pipeline.test_reconciling import stated

URL = "https://www.sec.gov/Archives/edgar/data/1507605/000150760526000012/ex99-1.htm"
ENTITIES = {slug: Entity(slug=slug, name=slug.title(), category=Category.MINER) for slug in ("mara", "riot")}
KINDS = {"sold": StatementKind.SALE, "holds": StatementKind.HOLDINGS}


def place(url=URL, **known):
    defaults = {
        "how": How.EDGAR,
        "issuer": "mara",
        "filed": date(2026, 2, 3),
        "fetched_at": START,
        "fetched_by": "edgar",
    }
    return Place(url=url, **{**defaults, **known})


class Reading:
    """Reads lines such as "mara sold 20"; keeps on which threads."""

    def __init__(self):
        self.threads = []

    def __call__(self, received, about, issuers):
        self.threads.append(threading.current_thread())
        text = received.raw.decode()
        if "broken" in text:
            raise MonitorError("it breaks off in the middle of a table")
        lines = [line.split() for line in text.split("\n") if line]
        found = tuple(
            Found(
                kind=KINDS[verb],
                entity=who,
                period_start=date(2026, 2, 1),
                period_end=date(2026, 2, 28),
                sats=int(btc) * BTC,
                evidence=f"{who} {verb} {btc}",
                start=text.index(f"{who} {verb} {btc}"),
                rule=f"test.{verb}",
            )
            for who, verb, btc in lines
        )
        made, passed = statements(found, issuers=issuers, url=received.place.url, published=about.published)
        return Read(text, tuple(made), tuple(passed))


def taking(house):
    return TakeDocuments(house.disclosures, Reading(), lambda: ENTITIES)


async def told(house, topic):
    async with house.store.read() as tx:
        return [each for each in await tx.outbox.pending(1000) if f"/{topic}" in each.outgoing.topic]


async def test_a_document_confirms_what_it_states_and_is_told_once(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        takes = taking(house)
        taken = await takes.take(Received(raw=b"mara sold 20\nmara holds 5\n", place=place()))
        assert (taken.outcome, taken.new, len(taken.statements)) == (Outcome.STATED, True, 2)
        assert (await only_episode(house)).standing is Standing.CONFIRMED
        assert len(await told(house, "disclosures")) == 1
        assert takes.read.threads != [threading.main_thread()]
        async with house.store.read() as tx:
            [document] = await tx.disclosures.documents("mara")
            assert document.digest == taken.digest
            assert await tx.originals.raw(taken.digest) == b"mara sold 20\nmara holds 5\n"
            kept = await tx.disclosures.statements_of("mara")
            assert {(each.rule, each.evidence) for each in kept} == {
                ("test.sold", "mara sold 20"),
                ("test.holds", "mara holds 5"),
            }


async def test_a_preview_keeps_nothing_and_asks_for_no_version_of_the_rules(tmp_path):
    asked = []
    async with Scene().house(tmp_path) as house:
        takes = replace(taking(house), version=lambda: asked.append("version") or "1")
        received = Received(raw=b"mara sold 20\n", place=place())
        taken, text = await takes.preview(received)
        assert (taken.new, len(taken.statements), text) == (True, 1, "mara sold 20\n")
        assert not asked
        assert (await takes.take(received)).new
        assert asked


async def test_an_amendment_revises_what_was_confirmed(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        takes = taking(house)
        await takes.take(Received(raw=b"mara sold 20\n", place=place()))
        amended = place(URL.replace("12/ex", "19/ex"), form="8-K/A", filed=date(2026, 2, 10))
        taken = await takes.take(Received(raw=b"mara sold 12\n", place=amended))
        assert len(taken.revisions) == 1
        episode = await only_episode(house)
        assert (episode.standing, episode.confirmed_sats) == (Standing.PARTIALLY_CONFIRMED, 12 * BTC)


async def test_the_same_content_elsewhere_adds_the_place_and_nothing_else(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        takes = taking(house)
        first = await takes.take(Received(raw=b"mara sold 20\n", place=place()))
        other = place("https://wire.example/release", how=How.FEED, fetched_by="feeds")
        again = await takes.take(Received(raw=b"mara sold 20\n", place=other))
        same = await takes.take(Received(raw=b"mara sold 20\n", place=other))
        assert (again.new, again.new_place, same.new_place) == (False, True, False)
        assert len(takes.read.threads) == 1
        assert len(await told(house, "disclosures")) == 1
        assert await takes.known("https://wire.example/release")
        assert not await takes.known("https://wire.example/another")
        async with house.store.read() as tx:
            assert {each.url for each in await tx.originals.places(first.digest)} == {URL, other.url}
            assert len(await tx.disclosures.statements_of("mara")) == 1


async def test_a_document_that_cannot_be_read_is_kept_and_says_why(tmp_path):
    async with Scene().house(tmp_path) as house:
        taken = await taking(house).take(Received(raw=b"broken", place=place()))
        assert (taken.outcome, taken.reason) == (
            Outcome.UNREADABLE,
            "it breaks off in the middle of a table",
        )
        async with house.store.read() as tx:
            [kept] = await tx.originals.listed("mara", Outcome.UNREADABLE)
            assert (await tx.originals.text(kept.digest), kept.reason) == (None, taken.reason)
            assert await tx.originals.raw(kept.digest) == b"broken"


async def test_a_document_on_which_our_reading_breaks_is_kept_and_breaks_nothing_else(tmp_path):
    def break_down(received, about, issuers):
        raise IndexError

    async with Scene().house(tmp_path) as house:
        takes = TakeDocuments(house.disclosures, break_down, lambda: ENTITIES)
        taken = await takes.take(Received(raw=b"poison", place=place()))
        assert taken.outcome is Outcome.UNREADABLE
        assert "fault of ours" in taken.reason


async def test_a_company_decides_about_itself_alone(tmp_path):
    async with Scene().house(tmp_path) as house:
        taken = await taking(house).take(Received(raw=b"riot sold 7\n", place=place()))
        assert taken.outcome is Outcome.SILENT
        assert "a company decides about itself" in taken.reason
        assert [each["entity"] for each in taken.mentions] == ["riot"]
        async with house.store.read() as tx:
            assert not await tx.disclosures.documents()


async def test_what_is_told_of_days_that_had_not_begun_decides_nothing_when_they_come(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        takes = taking(house)
        taken = await takes.take(Received(raw=b"mara sold 20\n", place=place(filed=date(2026, 1, 30))))
        assert taken.outcome is Outcome.SILENT
        assert "cannot be told before that begins" in taken.reason
        assert (await only_episode(house)).standing is Standing.INDICATIVE
        # EDGAR's days are New York's: it is February already where the company is.
        told = await takes.take(
            Received(raw=b"mara sold 20\n\n", place=place(f"{URL}2", filed=date(2026, 1, 31)))
        )
        assert told.outcome is Outcome.STATED


async def test_an_article_decides_only_where_a_person_handed_it_in(tmp_path):
    raw = b"riot sold 7\nmara sold 20\nacme sold 1\n"
    async with Scene().house(tmp_path) as house:
        takes = taking(house)
        article = {"issuer": None, "filed": None}
        fed = await takes.take(
            Received(raw=b"\n" + raw, place=place("https://a.example", how=How.FEED, **article))
        )
        assert (fed.outcome, len(fed.mentions)) == (Outcome.SILENT, 3)
        handed = await takes.take(
            Received(raw=raw, place=place("https://b.example", how=How.HAND, **article))
        )
        assert {each.issuer for each in handed.statements} == {"mara", "riot"}
        assert [(each["entity"], each["why"]) for each in handed.mentions] == [
            ("acme", "acme is no issuer we know")
        ]
        assert len(await told(house, "disclosures")) == 2


async def test_what_an_article_tells_gives_way_to_the_company_whose_own_document_it_may_turn_out_to_be(
    tmp_path,
):
    scene = Scene()
    scene.mine(scene.pay(20))
    article = {"issuer": None, "how": How.HAND}
    later = {"filed": date(2026, 3, 20)}
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        house.times.now += timedelta(days=60)
        takes = taking(house)
        await takes.take(
            Received(raw=b"mara sold 20\n", place=place("https://news.example/1", **article, **later))
        )
        assert (await only_episode(house)).confirmed_sats == 20 * BTC
        assert "an article that was handed in tells that the company sold 20 BTC" in await last_told(house)
        await takes.take(Received(raw=b"mara sold 12\n", place=place(filed=date(2026, 3, 3))))
        episode = await only_episode(house)
        assert "the company states a sale that covers 12 BTC" in await last_told(house)
        assert (episode.standing, episode.confirmed_sats) == (Standing.PARTIALLY_CONFIRMED, 12 * BTC)
        found = await takes.take(
            Received(raw=b"mara sold 20\n", place=place(URL.replace("12/", "19/"), **later))
        )
        assert not found.statements
        assert [each.kind.value for each in found.revisions] == ["restated"]
        assert (await only_episode(house)).standing is Standing.CONFIRMED
        assert "the company states that it sold 20 BTC" in await last_told(house)


async def last_told(house):
    async with house.store.read() as tx:
        return (await tx.episodes.history((await only_episode(house)).episode_id))[-1].told


async def test_what_was_told_before_anybody_watched_is_no_event_unless_a_person_brings_it(tmp_path):
    began = Scene(start=datetime(2026, 3, 20, tzinfo=UTC))
    async with began.house(tmp_path) as house:
        takes = taking(house)
        archive = {"filed": date(2026, 3, 2)}
        await takes.take(Received(raw=b"mara sold 20\n", place=place(**archive)))
        await house.follower.advance()
        await takes.take(Received(raw=b"mara sold 21\n", place=place(f"{URL}l", **archive)))
        async with house.store.read() as tx:
            assert await tx.gaps.revision_count() == 0
        news = Received(raw=b"mara sold 22\n", place=place(f"{URL}m", filed=date(2026, 3, 11)))
        assert len((await takes.take(news)).gaps) == 1
        by_hand = place("https://riot.example", how=How.HAND, issuer="riot", **archive)
        await takes.take(Received(raw=b"riot sold 9\n", place=by_hand))
        assert len(await told(house, "events/mara/disclosed_unseen")) == 1
        assert len(await told(house, "events/riot/disclosed_unseen")) == 1


async def test_what_stands_beside_newer_figures_for_comparison_is_no_event_but_a_restatement_is(tmp_path):
    began = Scene(start=datetime(2026, 3, 20, tzinfo=UTC))
    async with began.house(tmp_path) as house:
        takes = taking(house)
        await house.follower.advance()
        a_year_later = place(f"{URL}y", filed=date(2027, 3, 11))
        await takes.take(Received(raw=b"mara sold 23\n", place=a_year_later))
        assert await told(house, "events/mara") == []
        at_once = place(f"{URL}o", filed=date(2026, 3, 11))
        await takes.take(Received(raw=b"mara sold 22\n", place=at_once))
        [gap] = await told(house, "events/mara/disclosed_unseen")
        assert json.loads(gap.outgoing.payload)["gap"]["stated_sats"] == 23 * BTC


async def test_whoever_brings_a_long_document_hears_that_it_is_still_being_read(tmp_path):
    heard = threading.Event()

    def read_until_heard(received, about, issuers):
        assert heard.wait(30)
        return Read("long")

    async with Scene().house(tmp_path) as house:
        takes = TakeDocuments(house.disclosures, read_until_heard, lambda: ENTITIES, word_seconds=0.01)
        taken = await takes.take(Received(raw=b"long", place=place()), heard.set)
        assert taken.outcome is Outcome.SILENT


@pytest.mark.parametrize("how", [How.EDGAR, How.FEED])
async def test_nothing_counts_of_what_comes_as_one_companys_and_names_only_another(tmp_path, how):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()

        def believe(received, about, issuers):
            found = replace(stated(btc=20), issuer=about.issuer, url=received.place.url)
            return Read(received.raw.decode(), (found,))

        takes = TakeDocuments(house.disclosures, believe, lambda: ENTITIES)
        taken = await takes.take(Received(raw=b"Riot announces that we sold 20", place=place(how=how)))
        assert (taken.outcome, taken.statements) == (Outcome.SILENT, ())
        assert "its text never names Mara: it names Riot (riot)" in taken.reason
        assert (await only_episode(house)).standing is Standing.INDICATIVE
        both = Received(raw=b"Riot and Mara announce that we sold 20", place=place(f"{URL}l", how=how))
        assert len((await takes.take(both)).statements) == 1


async def test_a_document_of_the_wrong_company_is_moved_and_both_are_reconciled_and_back_again(database):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(database) as house:
        await house.follower.advance()
        takes = taking(house)
        by_hand = {"how": How.HAND, "filed": scene.at.date(), "fetched_by": "anna"}
        raw = b"mara sold 20\nriot sold 7\n"
        taken = await takes.take(Received(raw=raw, place=place("https://wire.example/x", **by_hand)))
        assert (await only_episode(house)).standing is Standing.CONFIRMED
        as_riots = Received(raw=raw, place=place("https://wire.example/x", **by_hand | {"issuer": "riot"}))
        with pytest.raises(DocumentRefused, match="reassign"):
            await takes.take(as_riots)
        moves = Reassigning(takes)
        moved = await moves.move(taken.digest, "riot", who="anna", why="read it")
        assert [each.issuer for each in moved.withdrawn] == ["mara"]
        assert [each.issuer for each in moved.statements] == ["riot"]
        assert [each.episode.standing for each in moved.revisions] == [Standing.INDICATIVE]
        assert (await only_episode(house)).standing is Standing.INDICATIVE
        async with house.store.read() as tx:
            assert [each.action for each in await tx.audit.of(taken.digest)] == ["reassigned"]
            (kept,) = await tx.originals.places(taken.digest)
            assert kept.issuer == "riot"
        assert not (await takes.take(as_riots)).new
        back = await moves.move(taken.digest, "mara", who="anna", why="no, not so")
        assert [each.issuer for each in back.statements] == ["mara"]
        assert (await only_episode(house)).standing is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("before", "after", "stands"),
    [
        (date(2026, 2, 1), date(2026, 2, 2), "as of 2026-02-01"),
        (date(2026, 2, 1), date(2199, 1, 1), "as of 2026-02-01"),
        (None, date(2026, 2, 2), "without a day"),
    ],
)
async def test_a_known_document_keeps_its_day_and_whoever_gives_another_is_told(
    tmp_path, before, after, stands
):
    async with Scene().house(tmp_path) as house:
        takes = taking(house)
        known = Received(raw=b"mara holds 20\n", place=place(how=How.HAND, filed=before))
        await takes.take(known)
        again = replace(known, place=replace(known.place, filed=after))
        for take in (takes.take, takes.preview):
            with pytest.raises(
                DocumentRefused, match=rf"{stands}, and stays so; where {after} is right, correct"
            ):
                await take(again)
        assert not (await takes.take(known)).new
        assert not (await takes.take(replace(known, place=replace(known.place, filed=None)))).new


async def test_nothing_is_kept_of_a_document_without_content(tmp_path):
    async with Scene().house(tmp_path) as house:
        takes = taking(house)
        for _ in range(2):
            with pytest.raises(DocumentRefused, match="it is empty; save the document again"):
                await takes.take(Received(raw=b" \n", place=place(how=How.HAND)))
        async with house.store.read() as tx:
            assert await tx.originals.listed() == []
