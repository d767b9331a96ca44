"""EDGAR over real HTTP: its manners kept, its refusals told apart, its answers bounded."""

import asyncio
import itertools
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.edgar.addresses import EdgarAddresses
from monitor.edgar.client import EdgarClient
from monitor.edgar.http import EdgarHttp
from monitor.edgar.pace import STOP, Pace
from monitor.errors import SourceDataError, SourceLacks, SourceUnavailable
from monitor.simulation import faults
from monitor.simulation.edgar import serve_edgar
from monitor.simulation.edgar_pages import FiledDocument
from monitor.store.filings import Filing

CANGO = 1725123
CONTACT = "Example Desk desk@example.com"
NOON = datetime(2026, 2, 9, 12, tzinfo=UTC)


class Time:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


async def at_once(_seconds):
    await asyncio.sleep(0)


@asynccontextmanager
async def edgar_and_client(tmp_path, *, contact=CONTACT, sleep=at_once, clock=None):
    async with serve_edgar() as edgar:
        edgar.company(CANGO, "Cango Inc.")
        pace = Pace(tmp_path / "times", clock or Time(), sleep)
        async with EdgarHttp(contact, pace, timedelta(seconds=1)) as http:
            yield edgar, EdgarClient(http, EdgarAddresses(edgar.url, edgar.url))


def filed(edgar, *documents):
    filing = edgar.file(CANGO, "6-K", date(2026, 2, 9), *(documents or (EXHIBIT,)))
    return Filing(
        accession=filing.accession,
        cik=CANGO,
        issuer="cango",
        form="6-K",
        filed=filing.filed,
        period=None,
        primary_document="",
    )


EXHIBIT = FiledDocument("ex99-1.htm", "EX-99.1", b"<p>sold</p>")


async def test_requests_are_named_and_never_more_than_two_a_second(tmp_path):
    clock = lambda: datetime.now(UTC)  # noqa: E731, TID251 - the server's timestamps are real
    async with edgar_and_client(tmp_path, sleep=asyncio.sleep, clock=clock) as (edgar, client):
        await asyncio.gather(*(client.submissions(CANGO) for _ in range(4)))
        assert {each.user_agent for each in edgar.requests} == {CONTACT}
        times = [each.at for each in edgar.requests]
        assert all(later - earlier >= 0.5 for earlier, later in itertools.pairwise(times))


async def test_a_filing_is_found_from_the_list_to_its_exhibit(tmp_path):
    async with edgar_and_client(tmp_path) as (edgar, client):
        filing = filed(edgar)
        listed = await client.submissions(CANGO)
        assert [each.accession for each in listed.recent] == [filing.accession]
        [piece] = (await client.index(filing)).pieces
        served = await client.document(piece.url)
        assert (piece.kind, served.raw, served.media_type) == ("EX-99.1", EXHIBIT.body, "text/html")


async def test_a_list_that_has_not_changed_is_asked_for_by_its_version(tmp_path):
    async with edgar_and_client(tmp_path) as (edgar, client):
        edgar.names_versions = True
        assert await client.submissions(CANGO) is not None
        assert await client.submissions(CANGO) is None
        filed(edgar)
        assert len((await client.submissions(CANGO)).recent) == 1
        client.forget(CANGO)
        assert await client.submissions(CANGO) is not None
        assert [each.conditional for each in edgar.requests] == [False, True, True, False]


@pytest.mark.parametrize("refusal", ["too fast", "undeclared", 429, 403])
async def test_a_refusal_stops_everything_for_ten_minutes(tmp_path, refusal):
    contact = "curl" if refusal == "undeclared" else CONTACT
    time = Time()
    async with edgar_and_client(tmp_path, contact=contact, clock=time) as (edgar, client):
        if refusal == "too fast":
            edgar.most_per_second = 0
        elif refusal != "undeclared":
            edgar.faults.add("*", faults.status(refusal))
        with pytest.raises(SourceUnavailable, match="nothing is asked for ten minutes"):
            await client.submissions(CANGO)
        edgar.most_per_second = None
        edgar.faults.clear()
        for ask in (client.submissions(CANGO), client.document(f"{edgar.url}/Archives/x")):
            with pytest.raises(SourceUnavailable, match="not asked until 12:10:00 UTC"):
                await ask
        assert len(edgar.requests) == 1
        assert client.stopped_until() == NOON + STOP
        time.now += STOP
        if refusal != "undeclared":
            assert await client.submissions(CANGO) is not None


@pytest.mark.parametrize("forbids", [False, True], ids=["404", "403 of the archive"])
async def test_what_is_not_there_stops_nothing(tmp_path, forbids):
    async with edgar_and_client(tmp_path) as (edgar, client):
        edgar.forbids_missing = forbids
        with pytest.raises(SourceLacks):
            await client.document(f"{edgar.url}/Archives/edgar/data/1725123/000121390026000001/gone.htm")
        assert client.stopped_until() is None


async def test_faults_are_told_as_what_they_are(tmp_path):
    async with edgar_and_client(tmp_path) as (edgar, client):
        for fault, error in (
            (faults.status(503), SourceUnavailable),
            (faults.cut(after=10), SourceUnavailable),
            (faults.bomb(64), SourceDataError),
            (faults.html(), SourceDataError),
            (faults.status(302), SourceDataError),
            (faults.status(304), SourceDataError),
        ):
            edgar.faults.add("*", fault, times=1)
            with pytest.raises(error):
                await client.submissions(CANGO)
        assert client.stopped_until() is None
