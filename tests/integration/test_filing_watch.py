"""The watch over companies' filings: what is new is read once, in its order, whatever EDGAR does meanwhile."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.alerts.topics import Topics
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.disclosures.statement import Statement, StatementKind
from monitor.edgar.addresses import EdgarAddresses
from monitor.edgar.client import EdgarClient
from monitor.edgar.http import EdgarHttp
from monitor.edgar.pace import Pace
from monitor.errors import SourceDataError, UsageError
from monitor.flows.policy import Policy
from monitor.labels.entity import Cadence, DisclosureHabit, Entity
from monitor.labels.vocabulary import Category
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.filing_watch import FilingWatch, WatchPolicy
from monitor.pipeline.health import Health
from monitor.pipeline.reading import read_document
from monitor.pipeline.received import Read
from monitor.pipeline.record import Recorder
from monitor.pipeline.take_document import TakeDocuments
from monitor.simulation import faults
from monitor.simulation.edgar import serve_edgar
from monitor.simulation.edgar_pages import FiledDocument
from monitor.store.filings import Reading
from monitor.store.originals import Outcome
from monitor.store.store import open_store
from tests.builders import BTC
from tests.chain_source import Times
from tests.empty_store import empty_store
from tests.integration.test_edgar_client import CONTACT, at_once

CANGO, RIOT = 1725123, 1167419
MONDAY = datetime(2026, 2, 9, 15, tzinfo=UTC)
ENTITIES = {
    "cango": Entity(
        "cango", "Cango Inc.", Category.MINER, cik=CANGO, habits=(DisclosureHabit(Cadence.MONTHLY, 7),)
    ),
    "two-prime": Entity("two-prime", "Two Prime", Category.PRIME_BROKER),
}


def read_sales(received, about, issuers):
    """Reads "sold 20" as a sale of the filer in February."""
    text = received.raw.decode()
    if "sold" not in text:
        return Read(text)
    statement = Statement(
        issuer=about.issuer,
        kind=StatementKind.SALE,
        period_start=date(2026, 2, 1),
        period_end=date(2026, 2, 28),
        sats=int(text.split()[1]) * BTC,
        url=received.place.url,
        published=about.published,
        evidence=text,
    )
    return Read(text, (statement,))


def exhibit(words, name="ex99-1.htm", kind="EX-99.1"):
    return FiledDocument(name, kind, words.encode())


COVER = FiledDocument("cover.htm", "6-K", b"a cover", inline_xbrl=True)


class Watching:
    """A watch on a local EDGAR, with a clock, and a way to start it anew on the same database."""

    def __init__(self, disclosures, edgar, directory):
        self.disclosures, self.edgar, self.directory = disclosures, edgar, directory
        self.store, self.times = disclosures.store, disclosures.clock
        self.entities = dict(ENTITIES)
        self.health = Health()
        self.watch = None
        self.read = read_sales

    @asynccontextmanager
    async def started(self):
        pace = Pace(self.directory / "times", self.times, at_once)
        async with EdgarHttp(CONTACT, pace, timedelta(seconds=1)) as http:
            self.watch = FilingWatch(
                EdgarClient(http, EdgarAddresses(self.edgar.url, self.edgar.url)),
                self.store,
                TakeDocuments(self.disclosures, self.read, lambda: self.entities),
                WatchPolicy(timedelta(minutes=15), timedelta(minutes=1), timedelta(days=100)),
                self.health,
                self.times,
            )
            yield self.watch

    async def later(self, **passed):
        self.times.now += timedelta(**passed)
        await self.watch.turn()

    async def filings(self):
        async with self.store.read() as tx:
            return await tx.filings.listed()

    async def sold(self):
        async with self.store.read() as tx:
            return [each.sats // BTC for each in await tx.disclosures.statements_of("cango")]


@asynccontextmanager
async def watching(tmp_path):
    async with open_store(empty_store(tmp_path / "db.sqlite3"), Policy()) as store, serve_edgar() as edgar:
        times = Times(MONDAY)
        edgar.company(CANGO, "CANGO INC.")
        disclosures = Disclosures(store, Recorder(Policy(), Topics()), ReconciliationPolicy(), times)
        yield Watching(disclosures, edgar, tmp_path)


async def test_a_new_filing_is_read_with_its_exhibits_and_once(tmp_path):
    async with watching(tmp_path) as desk:
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), COVER, exhibit("sold 20"), period=date(2026, 1, 31))
        desk.edgar.file(CANGO, "SC 13D", date(2026, 2, 9), exhibit("sold 99"))
        async with desk.started():
            await desk.later()
            assert await desk.sold() == [20]
            [filing] = await desk.filings()
            assert (filing.form, filing.state, filing.period) == ("6-K", Reading.READ, date(2026, 1, 31))
            async with desk.store.read() as tx:
                cover, release = sorted(await tx.originals.listed("cango"), key=lambda each: each.outcome)
                assert (cover.outcome, release.outcome) == (Outcome.SILENT, Outcome.STATED)
                assert await tx.originals.text(release.digest) == "sold 20"
                [place] = await tx.originals.places(release.digest)
                assert (place.accession, place.form, place.exhibit) == (filing.accession, "6-K", "EX-99.1")
                assert (place.filed, place.how.value) == (date(2026, 2, 9), "edgar")
        asked = len(desk.edgar.asked("/Archives/*"))
        async with desk.started():
            await desk.later(minutes=2)
        assert len(desk.edgar.asked("/Archives/*")) == asked == 3
        assert desk.health.state == "online"


async def test_a_filing_of_two_registrants_is_fetched_once_and_its_own_words_tell_who_speaks(tmp_path):
    async with watching(tmp_path) as desk:
        desk.read = read_document
        desk.entities["riot"] = Entity("riot", "Riot Platforms, Inc.", Category.MINER, cik=RIOT)
        desk.edgar.company(RIOT, "RIOT PLATFORMS, INC.")
        words = (
            "Cango Inc. (NYSE: CANG) (“Cango” or the “Company”) today published its update for January 2026.\n\n"
            "In January 2026, we sold 20 bitcoin. In January 2026, Riot Platforms, Inc. sold 7 bitcoin.\n"
        )
        filing = desk.edgar.file(CANGO, "8-K", date(2026, 2, 9), exhibit(words, kind="8-K"))
        desk.edgar.join(filing, RIOT)
        async with desk.started():
            await desk.later()
            await desk.later(minutes=2)
            assert {each.state for each in await desk.filings()} == {Reading.READ}
        assert len(desk.edgar.asked("*/ex99-1.htm")) == 1
        async with desk.store.read() as tx:
            [original] = await tx.originals.listed()
            assert {each.issuer for each in await tx.originals.places(original.digest)} == {"cango", "riot"}
            stated = await tx.disclosures.all_statements()
            assert sorted((each.issuer, each.sats // BTC) for each in stated) == [("cango", 20), ("riot", 7)]


async def test_an_amendment_revises(tmp_path):
    async with watching(tmp_path) as desk, desk.started():
        desk.edgar.file(CANGO, "8-K", date(2026, 2, 9), exhibit("sold 20", kind="8-K"))
        await desk.later()
        desk.edgar.file(CANGO, "8-K/A", date(2026, 2, 10), exhibit("sold 21", kind="8-K/A"))
        await desk.later(days=1)
        assert sorted(await desk.sold()) == [20, 21]
        async with desk.store.read() as tx:
            documents = await tx.disclosures.documents("cango")
        assert {each.published for each in documents} == {date(2026, 2, 9), date(2026, 2, 10)}


async def test_what_is_older_than_the_look_back_is_not_read_and_older_pages_are_once(tmp_path):
    async with watching(tmp_path) as desk:
        desk.edgar.page_size = 2
        for day in (
            date(2025, 6, 1),
            date(2025, 12, 1),
            date(2026, 1, 5),
            date(2026, 2, 2),
            date(2026, 2, 3),
        ):
            desk.edgar.file(CANGO, "6-K", day, exhibit(f"sold {day.day}", name=f"{day}.htm"))
        async with desk.started():
            await desk.later()
            assert {each.filed for each in await desk.filings()} == {
                date(2025, 12, 1), date(2026, 1, 5), date(2026, 2, 2), date(2026, 2, 3)
            }  # fmt: skip
            await desk.later(minutes=2)
        async with desk.started():
            await desk.later(minutes=2)
        assert len(desk.edgar.asked("*submissions-001.json")) == 1
        assert not desk.edgar.asked("*submissions-002.json")


async def test_what_edgar_lists_and_does_not_serve_is_asked_for_again(tmp_path):
    async with watching(tmp_path) as desk, desk.started():
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), COVER, exhibit("sold 20"))
        desk.edgar.faults.add("*ex99-1.htm", faults.status(404), times=1)
        await desk.later()
        [filing] = await desk.filings()
        assert (filing.state, filing.tries, "404" in filing.reason) == (Reading.WAITING, 1, True)
        await desk.later(minutes=9)
        assert await desk.sold() == []
        await desk.later(minutes=1)
        assert await desk.sold() == [20]
        assert len(desk.edgar.asked("*cover.htm")) == 1


async def test_a_document_that_comes_empty_is_asked_for_again(tmp_path):
    async with watching(tmp_path) as desk, desk.started():
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), exhibit("sold 20"))
        desk.edgar.faults.add("*ex99-1.htm", faults.empty(), times=1)
        await desk.later()
        [filing] = await desk.filings()
        assert (filing.state, "empty" in filing.reason) == (Reading.WAITING, True)
        await desk.later(minutes=10)
        assert await desk.sold() == [20]


async def test_a_filing_that_never_appears_is_given_up_in_the_end(tmp_path):
    async with watching(tmp_path) as desk, desk.started():
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), COVER)
        desk.edgar.faults.add("*-index.htm", faults.status(404))
        for _ in range(17):
            await desk.later(days=1)
        [filing] = await desk.filings()
        assert filing.state is Reading.GIVEN_UP
        assert len(desk.edgar.asked("*-index.htm")) == 16


async def test_another_company_s_number_is_told_and_nothing_of_it_is_read(tmp_path):
    async with watching(tmp_path) as desk, desk.started():
        desk.edgar.company(CANGO, "BTCS Inc.", "Bitcoin Shop")
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), exhibit("sold 20"))
        await desk.later()
        reason = desk.health.troubles["edgar.cango"]
        assert "BTCS Inc." in reason
        assert "Cango Inc." in reason
        assert not desk.edgar.asked("/Archives/*")
        with pytest.raises(SourceDataError, match=r"BTCS Inc\."):
            await desk.watch.poll("cango")
        desk.entities["cango"] = replace(ENTITIES["cango"], name="BTCS")
        await desk.later(hours=1)
        assert desk.health.troubles == {}
        assert await desk.sold() == [20]


async def test_a_refusal_is_trouble_for_ten_minutes_and_costs_nothing_else(tmp_path, capsys):
    async with watching(tmp_path) as desk, desk.started():
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), exhibit("sold 20"))
        desk.edgar.faults.add("*-index.htm", faults.status(429), times=1)
        await desk.later()
        asked = len(desk.edgar.requests)
        for _ in range(9):
            await desk.later(minutes=1)
        assert "refused us with 429" in desk.health.troubles["edgar"]
        assert desk.health.changes["edgar"] == 0
        assert len(desk.edgar.requests) == asked
        await desk.later(minutes=1)
        assert desk.health.troubles == {}
        assert await desk.sold() == [20]


async def test_an_outage_is_waited_out_longer_and_longer(tmp_path):
    async with watching(tmp_path) as desk, desk.started():
        desk.edgar.faults.add("*", faults.status(503))
        for _ in range(120):
            await desk.later(seconds=5)
        assert len(desk.edgar.requests) == 6
        assert "503" in desk.health.troubles["edgar"]
        assert not desk.watch.heard("cango", MONDAY)
        desk.edgar.faults.clear()
        await desk.later(minutes=5)
        assert desk.health.troubles == {}
        assert [desk.watch.heard("cango", at) for at in (MONDAY, desk.times.now + timedelta(seconds=1))] == [
            True,
            False,
        ]
        assert desk.watch.heard("two-prime", desk.times.now)


async def test_what_cannot_be_had_of_one_company_does_not_hold_up_the_others(tmp_path):
    async with watching(tmp_path) as desk, desk.started():
        desk.entities = {
            "riot": Entity("riot", "Riot Platforms, Inc.", Category.MINER, cik=RIOT), **desk.entities
        }  # fmt: skip
        desk.edgar.company(RIOT, "Riot Platforms, Inc.")
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 8), exhibit("sold 20"))
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), exhibit("sold 21"))
        desk.edgar.faults.add(f"*{RIOT}.json", faults.status(500))
        desk.edgar.faults.add("*000002/ex99-1.htm", faults.status(500))
        for _ in range(4):
            await desk.later(minutes=1)
        assert await desk.sold() == [20]
        [waiting] = [each for each in await desk.filings() if each.state is Reading.WAITING]
        assert (waiting.tries, "500" in waiting.reason) == (1, True)
        assert set(desk.health.troubles) == {"edgar.riot"}
        desk.edgar.faults.clear()
        await desk.later(minutes=15)
        assert sorted(await desk.sold()) == [20, 21]
        assert desk.health.troubles == {}


@pytest.mark.parametrize(
    ("what", "fault"),
    [("*000002/ex99-1.htm", faults.status(503)), ("*000002-index.htm", faults.cut(after=1))],
)
async def test_what_cannot_be_had_for_ever_is_given_up_after_a_day_and_never_in_the_way(
    tmp_path, capsys, what, fault
):
    async with watching(tmp_path) as desk, desk.started() as watch:
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 8), exhibit("sold 20"))
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), exhibit("sold 21"), exhibit("sold 22", "last.htm"))
        desk.edgar.faults.add(what, fault)
        told = set()
        for minutes in (0, 10, 30, 120, 360, 720):
            await desk.later(minutes=minutes)
            told |= set(desk.health.troubles)
        async with desk.store.read() as tx:
            [lost] = await tx.filings.lacking("cango")
        assert told == set()
        last = [22] if what.endswith("ex99-1.htm") else []
        assert sorted(await desk.sold()) == [20, *last]
        assert (lost.state, lost.tries, what.strip("*") in lost.reason) == (Reading.GIVEN_UP, 6, True)
        assert capsys.readouterr().out.count("edgar.given_up") == 1
        polled = await watch.poll("cango")
        assert [(each.state, each.tries) for each in polled.lacking] == [(Reading.GIVEN_UP, 7)]
        assert len(desk.edgar.asked("*000002/last.htm")) == len(last)
        desk.edgar.faults.clear()
        polled = await watch.poll("cango")
        assert (polled.lacking, len(polled.taken)) == ((), 2 - len(last))
        assert sorted(await desk.sold()) == [20, 21, 22]


async def test_while_the_archive_serves_nothing_no_try_counts_and_what_was_given_up_comes_back_by_itself(
    tmp_path,
):
    async with watching(tmp_path) as desk, desk.started():
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 8), exhibit("a talk"))
        await desk.later()
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), exhibit("sold 20"))
        desk.edgar.faults.add("/Archives/*", faults.status(503))
        for _ in range(9):
            await desk.later(hours=6)
        filing, _ = await desk.filings()
        assert (filing.state, filing.tries) == (Reading.WAITING, 0)
        assert set(desk.health.troubles) == {"edgar"}
        desk.edgar.faults.clear()
        desk.edgar.faults.add("*ex99-1.htm", faults.status(503))
        for _ in range(6):
            await desk.later(hours=12)
        filing, _ = await desk.filings()
        assert filing.state is Reading.GIVEN_UP
        desk.edgar.faults.clear()
        await desk.later(days=1)
        assert await desk.sold() == [20]


async def test_an_older_page_that_is_missing_keeps_no_new_filing_back(tmp_path):
    async with watching(tmp_path) as desk, desk.started():
        desk.edgar.page_size = 1
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 5), exhibit("sold 19"))
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), exhibit("sold 20"))
        desk.edgar.faults.add("*submissions-001.json", faults.status(404), times=1)
        await desk.later()
        assert await desk.sold() == [20]
        assert "submissions-001.json" in desk.health.troubles["edgar.cango"]
        await desk.later(minutes=2)
        assert sorted(await desk.sold()) == [19, 20]
        assert desk.health.troubles == {}


async def test_a_company_is_looked_at_more_often_when_it_is_likely_to_speak(tmp_path):
    async with watching(tmp_path) as desk, desk.started():
        for _ in range(30):
            await desk.later(minutes=1)
        busy = len(desk.edgar.requests)
        desk.times.now += timedelta(days=10)
        for _ in range(30):
            await desk.later(minutes=1)
        assert (busy, len(desk.edgar.requests) - busy) == (30, 2)
        desk.watch.habit_of = lambda entity, day: replace(
            entity.disclosure_at(day), lag_days=20
        )  # learned since
        for _ in range(30):
            await desk.later(minutes=1)
        assert len(desk.edgar.requests) - busy > 2 + 15


async def test_one_company_is_looked_at_on_demand(tmp_path):
    async with watching(tmp_path) as desk, desk.started() as watch:
        desk.edgar.file(CANGO, "6-K", date(2026, 2, 9), COVER, exhibit("sold 20"))
        polled = await watch.poll("cango")
        assert (polled.new, len(polled.taken)) == (1, 2)
        again = await watch.poll("cango")
        assert (again.new, again.taken) == (0, ())
        for slug, told in (("two-prime", "has no cik"), ("nobody", "is no entity")):
            with pytest.raises(UsageError, match=told):
                await watch.poll(slug)
