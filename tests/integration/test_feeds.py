"""Feeds over real HTTP: what of them is taken in, what is told twice, and what is wrong with a feed."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.statements import statements
from monitor.disclosures.statement import StatementKind
from monitor.feeds.documents import WebDocuments
from monitor.feeds.drop_folder import DropFolder
from monitor.feeds.feed import HttpFeed
from monitor.flows.flag import Standing
from monitor.labels.entity import Cadence, DisclosureHabit, Entity
from monitor.labels.vocabulary import Category
from monitor.pipeline.drop_watch import DropWatch
from monitor.pipeline.feed_watch import FeedState, FeedWatch
from monitor.pipeline.health import Health
from monitor.pipeline.received import Read
from monitor.pipeline.take_document import TakeDocuments
from monitor.simulation import faults
from monitor.simulation.newswire import serve_newswire
from monitor.store.feed_items import ItemState
from monitor.store.originals import How, Outcome
from monitor.web.allowed import AllowList
from monitor.web.fetch import Fetcher
from tests.builders import BTC
from tests.unit.pipeline.scene import Scene, only_episode

MONTHLY = (DisclosureHabit(Cadence.MONTHLY, lag_days=7),)
ENTITIES = {
    "mara": Entity(
        slug="mara", name="MARA Holdings, Inc.", category=Category.MINER, ticker="MARA", habits=MONTHLY
    ),
    "riot": Entity(slug="riot", name="Riot Platforms, Inc.", category=Category.MINER, ticker="RIOT"),
    "two-prime": Entity(slug="two-prime", name="Two Prime", category=Category.PRIME_BROKER),
}
DAY = timedelta(days=1)


def read(received, about, issuers):
    """Reads "sold N" as a sale of whoever's document it is."""
    text = received.raw.decode()
    at = text.find("sold ")
    found = ()
    if at >= 0:
        sats = int(text[at:].split()[1].strip("</p>")) * BTC
        found = (
            Found(kind=StatementKind.SALE, entity=about.issuer or "mara", period_start=date(2026, 2, 1),
                  period_end=date(2026, 2, 28), sats=sats, evidence=text[at : at + 7], start=at, rule="test.sold"),
        )  # fmt: skip
    made, passed = statements(found, issuers=issuers, url=received.place.url, published=about.published)
    return Read(text, tuple(made), tuple(passed))


class Newsroom:
    """A store with a flag, a newswire, and a watch over its feeds."""

    def __init__(self, house, wire, feeds, look_back=30 * DAY):
        self.house, self.wire, self.health = house, wire, Health()
        self.now = house.disclosures.clock()
        disclosures = replace(house.disclosures, clock=lambda: self.now)
        self.take = TakeDocuments(disclosures, read, lambda: ENTITIES)
        self.fetcher = Fetcher(AllowList.of([wire.url]), timeout=timedelta(seconds=60))
        self.watch = FeedWatch(
            feeds=[HttpFeed(name, url, issuer, self.fetcher) for name, url, issuer in feeds],
            intervals={name: timedelta(0) for name, *_ in feeds},
            documents=WebDocuments(self.fetcher),
            take=self.take,
            store=house.store,
            health=self.health,
            look_back=look_back,
        )

    async def turn(self):
        """What one turn brought: headline → state."""
        return {each.item.title: each.item.state for each in await self.watch.turn()}

    async def items(self, feed="wire"):
        async with self.house.store.read() as tx:
            counts = await tx.feed_items.counts()
        return {state.value: number for state, number in counts[feed].items() if number}


@asynccontextmanager
async def newsroom(tmp_path, *feeds, **more):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house, serve_newswire() as wire:
        await house.follower.advance()
        asked = [
            (name, getattr(wire, kind), issuer) for name, kind, issuer in feeds or [("wire", "rss", "mara")]
        ]
        yield Newsroom(house, wire, asked, **more)


@pytest.mark.parametrize("kind", ["rss", "atom"])
async def test_a_release_is_fetched_once_and_confirms(tmp_path, kind):
    async with newsroom(tmp_path, ("wire", kind, "mara")) as room:
        url = room.wire.publish("MARA Announces Sale", "We sold 20 bitcoin.", at=room.now - DAY)
        assert await room.turn() == {"MARA Announces Sale": ItemState.TAKEN}
        assert (await only_episode(room.house)).standing is Standing.CONFIRMED
        async with room.house.store.read() as tx:
            (original,) = await tx.originals.listed()
            (place,) = await tx.originals.places(original.digest)
            (document,) = await tx.disclosures.documents_of(original.digest)
        assert (place.url, place.how, place.issuer, place.fetched_by) == (url, How.FEED, "mara", "wire")
        assert place.filed == (room.now - DAY).date()
        assert document.issuer == "mara"
        for _ in range(3):
            assert await room.turn() == {}
        assert room.wire.times_asked("/release/1") == 1
        assert [each.conditional for each in room.wire.asked if each.path == f"/{kind}"] == [
            False,
            True,
            True,
            True,
        ]
        assert not room.health.troubles


async def test_of_a_newswire_only_what_names_a_miner_is_fetched_and_only_a_speaker_decides(tmp_path):
    async with newsroom(tmp_path, ("wire", "rss", None)) as room:
        at = room.now - DAY
        room.wire.publish("Somebody Sells Shoes", "We sold 20 pairs.", at=at)
        room.wire.publish("Two Prime Opens an Office", "We sold 20 desks.", at=at)
        room.wire.publish("Law Firm Encourages MARA Investors to Inquire", "They sold 20 bitcoin.", at=at)
        assert await room.turn() == {"Law Firm Encourages MARA Investors to Inquire": ItemState.TAKEN}
        assert (await only_episode(room.house)).standing is Standing.INDICATIVE
        room.wire.publish("MARA Announces Something", "We sold 20 bitcoin.", at=at)
        assert await room.turn() == {"MARA Announces Something": ItemState.TAKEN}
        assert (await only_episode(room.house)).standing is Standing.CONFIRMED
        assert room.wire.times_asked("/release/1") == room.wire.times_asked("/release/2") == 0


async def test_what_is_told_twice_is_one_document(tmp_path):
    async with newsroom(tmp_path, ("wire", "rss", "mara"), ("other", "atom", "mara")) as room:
        publish, at = room.wire.publish, room.now - 3 * DAY
        publish("MARA Sells Bitcoin", "We sold 20 bitcoin.", at=at, guid="a")
        publish("RETRANSMISSION: MARA Sells Bitcoin", "We sold 20 bitcoin, again.", at=at + DAY, guid="b")
        publish("The same page", "x", at=at, guid="c", path="/same")
        publish("The same page, again", "x", at=at, guid="d", path="/same")
        publish("MARA sells more", "We sold 30 bitcoin.", at=at, guid="e", path="/once")
        copy = replace(
            room.wire.releases[-1],
            title="MARA sells more, a copy",
            guid="f",
            path="/2",
            link=f"{room.wire.url}/2",
        )
        room.wire.releases.append(copy)
        await room.turn()
        assert await room.items() == {"taken": 3, "duplicate": 3}
        assert await room.items("other") == {"duplicate": 6}
        assert room.wire.times_asked("/release/2") == 0
        assert room.wire.times_asked("/same") == 1
        async with room.house.store.read() as tx:
            assert len(await tx.originals.listed()) == 3


async def test_old_items_are_ignored_and_a_correction_is_not(tmp_path):
    async with newsroom(tmp_path) as room:
        room.wire.publish("MARA Long Ago", "We sold 20 bitcoin.", at=room.now - 31 * DAY)
        room.wire.publish("MARA Sells Bitcoin", "We sold 10 bitcoin.", at=room.now - 2 * DAY)
        room.wire.publish("CORRECTION: MARA Sells Bitcoin", "We sold 20 bitcoin.", at=room.now - DAY)
        assert await room.turn() == {
            "MARA Sells Bitcoin": ItemState.TAKEN, "CORRECTION: MARA Sells Bitcoin": ItemState.TAKEN,
        }  # fmt: skip


async def test_a_document_that_cannot_be_had_is_asked_for_again_and_then_told(tmp_path):
    async with newsroom(tmp_path) as room:
        url = room.wire.publish("MARA Sells Bitcoin", "We sold 20 bitcoin.", at=room.now - DAY)
        room.wire.faults.add("/release/1", faults.status(500), times=3)
        for tries in (1, 2, 3):
            assert await room.turn() == {"MARA Sells Bitcoin": ItemState.WAITING}
            assert await room.turn() == {}
            async with room.house.store.read() as tx:
                (item,) = await tx.feed_items.waiting("wire", tries)
            assert item.retry_at - room.now == timedelta(minutes=5) * 2 ** (tries - 1)
            room.now = item.retry_at
        assert f"1 of its documents cannot be had, such as {url}: 500" in room.health.troubles["feed wire"]
        assert await room.turn() == {"MARA Sells Bitcoin": ItemState.TAKEN}
        await room.turn()
        assert not room.health.troubles


async def test_a_bot_check_is_not_taken_for_the_release_and_what_repeats_a_lost_one_has_its_turn(tmp_path):
    async with newsroom(tmp_path) as room:
        room.wire.publish("MARA Sells Bitcoin", "We sold 10 bitcoin.", at=room.now - 2 * DAY)
        room.wire.publish("RETRANSMISSION: MARA Sells Bitcoin", "We sold 20 bitcoin.", at=room.now - DAY)
        room.wire.faults.add("/release/1", faults.html(), times=1)
        room.wire.faults.add("/release/1", faults.status(401), times=1)
        assert await room.turn() == {"MARA Sells Bitcoin": ItemState.WAITING}
        room.now += timedelta(minutes=5)
        assert await room.turn() == {"MARA Sells Bitcoin": ItemState.REFUSED}
        assert await room.turn() == {"RETRANSMISSION: MARA Sells Bitcoin": ItemState.TAKEN}
        assert (await only_episode(room.house)).standing is Standing.CONFIRMED


async def test_a_document_elsewhere_is_refused_by_name_until_its_host_is_allowed(tmp_path):
    async with newsroom(tmp_path) as room, serve_newswire() as other:
        away = other.publish("MARA Sells Bitcoin", "We sold 20 bitcoin.", at=room.now - DAY)
        room.wire.publish("MARA Sells Bitcoin", "x", at=room.now - DAY, link=away)
        assert await room.turn() == {"MARA Sells Bitcoin": ItemState.REFUSED}
        assert await room.turn() == {}
        assert dict(room.fetcher.refusals) == {"scheme": 1}
        assert not other.asked
        room.fetcher.allowed = AllowList.of([room.wire.url, other.url])
        room.wire.publish("MARA Holds Bitcoin", "x", at=room.now - DAY)
        assert await room.turn() == {
            "MARA Sells Bitcoin": ItemState.TAKEN, "MARA Holds Bitcoin": ItemState.TAKEN,
        }  # fmt: skip


async def test_a_feed_that_fails_holds_up_no_other_and_is_a_trouble_by_its_name(tmp_path):
    async with newsroom(tmp_path, ("wire", "rss", "mara"), ("other", "atom", "mara")) as room:
        room.wire.publish("MARA Sells Bitcoin", "We sold 20 bitcoin.", at=room.now - DAY)
        for fault, told in (
            (faults.status(503), "503"),
            (faults.html(), "neither RSS nor Atom"),
            (faults.content_type("image/png"), "image/png"),
            (faults.huge(5), "longer than 4,000,000 bytes"),
            (faults.bomb(50), "longer than 4,000,000 bytes"),
            (faults.cut(after=5), ""),
        ):
            room.wire.faults.clear()
            room.wire.faults.add("/rss", fault)
            await room.turn()
            assert told in room.health.troubles["feed wire"]
            assert list(room.health.troubles) == ["feed wire"]
        assert await room.items("other") == {"taken": 1}
        assert room.watch.snapshots()[0].state is FeedState.FAILING
        room.wire.faults.clear()
        await room.turn()
        assert not room.health.troubles


async def test_a_dead_feed_that_still_answers_is_a_trouble_and_stays_one_while_it_answers_unchanged(tmp_path):
    async with newsroom(tmp_path) as room:
        room.wire.publish("MARA Long Ago", "x", at=room.now - 53 * DAY)
        for _ in range(2):
            await room.turn()
            assert "newest item is of" in room.health.troubles["feed wire"]
            assert "within 52 days; has it moved?" in room.health.troubles["feed wire"]
            (snapshot,) = room.watch.snapshots()
            assert (snapshot.state, snapshot.newest) == (FeedState.QUIET, room.now - 53 * DAY)
        room.wire.publish("MARA Is Back", "x", at=room.now)
        await room.turn()
        assert not room.health.troubles


async def test_a_feed_of_nobody_we_know_or_without_items_is_told(tmp_path):
    async with newsroom(tmp_path, ("wire", "rss", "nobody"), ("other", "atom", "mara")) as room:
        await room.turn()
        assert "no company 'nobody'" in room.health.troubles["feed wire"]
        assert "holds no item at all" in room.health.troubles["feed other"]
        assert room.wire.times_asked("/rss") == 0


@pytest.fixture
def drop(tmp_path):
    path = tmp_path / "drop"
    path.mkdir()
    return path


class Seconds:
    now = 0.0

    def __call__(self):
        self.now += 100
        return self.now


async def test_a_dropped_file_confirms_and_lies_with_the_taken_or_with_the_refused_and_the_reason(
    tmp_path, drop
):
    async with newsroom(tmp_path) as room:
        room.now = room.now.replace(day=10)
        watch = DropWatch(DropFolder(drop, Seconds()), room.take, room.health)
        (drop / "mara--2026-02-09.html").write_text("We sold 20 bitcoin")
        (drop / "mara--2026-02-12.html").write_text("We sold 21 bitcoin")
        (drop / "mara--2026-01-09.html").write_text("We sold 22 bitcoin")
        (drop / "mara--2026-02-08.html").write_text("Riot Platforms, Inc. sold 23 bitcoin")
        (drop / "marra--2026-02-09.html").write_text("We sold 30 bitcoin")
        (drop / "whose.html").write_text("nothing of use")
        (drop / "link.html").symlink_to(drop / "whose.html")
        for _ in range(3):
            await watch.turn()
        assert (await only_episode(room.house)).standing is Standing.CONFIRMED
        assert {each.name for each in (drop / "taken").iterdir()} == {"mara--2026-02-09.html"}
        whys = {each.name: each.read_text() for each in (drop / "refused").glob("*.why")}
        assert "lies in the future" in whys.pop("mara--2026-02-12.html.why")
        assert "before that begins" in whys.pop("mara--2026-01-09.html.why")
        assert "(riot)" in whys.pop("mara--2026-02-08.html.why")
        assert set(whys) == {"marra--2026-02-09.html.why", "whose.html.why", "link.html.why"}
        assert "no company 'marra'" in whys["marra--2026-02-09.html.why"]
        assert "do not tell either" in whys["whose.html.why"]
        assert dict(watch.counts) == {"taken": 1, "issuer": 3, "day": 2, "file": 1}
        async with room.house.store.read() as tx:
            (original,) = [each for each in await tx.originals.listed() if each.outcome is Outcome.STATED]
            (place,) = await tx.originals.places(original.digest)
        assert place.url == (drop / "taken" / "mara--2026-02-09.html").as_uri()
        assert (place.how, place.filed) == (How.DROP, date(2026, 2, 9))
        assert not room.health.troubles


async def test_a_drop_folder_that_is_not_there_is_a_trouble_that_ends(tmp_path, drop):
    async with newsroom(tmp_path) as room:
        watch = DropWatch(DropFolder(drop, Seconds()), room.take, room.health)
        drop.rmdir()
        await watch.turn()
        assert "make it" in room.health.troubles["drop folder"]
        drop.mkdir()
        await watch.turn()
        assert not room.health.troubles
