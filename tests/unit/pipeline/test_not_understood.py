"""What no rule understood is kept with its document, stands beside the flags it may be about, and is no silence."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.disclosures.ledger_whole import Question
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.flows.evidence import EvidenceKind
from monitor.flows.flag import Standing
from monitor.pipeline.expire import expire_overdue
from monitor.pipeline.ledger_document import ledger_document
from monitor.pipeline.ledgers import read_ledger
from monitor.pipeline.reading import read_document
from monitor.pipeline.received import Received
from monitor.pipeline.rereading import Rereading
from monitor.pipeline.take_document import TakeDocuments
from monitor.store.originals import Outcome
from tests.builders import BTC
from tests.unit.pipeline.scene import Scene, only_episode
from tests.unit.pipeline.test_reconciling import WHO, stated, told
from tests.unit.pipeline.test_rereading import by_rules
from tests.unit.pipeline.test_take_document import ENTITIES, URL, place

OUTPUT = "Mara Inc. published its update. Mara mined 700 bitcoin in February 2026. "
UNCLEAR = "340 of them made somebody happy for $24 million."
OF_MARCH = date(2026, 3, 4)


@pytest.fixture
async def house(tmp_path):
    scene = Scene()
    scene.mine(scene.pay(20))
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        yield house


async def taken(house, text, url=URL, **known):
    takes = TakeDocuments(house.disclosures, read_document, lambda: ENTITIES)
    return takes, await takes.take(
        Received(raw=text.encode(), place=place(url, **{"filed": OF_MARCH} | known), name="update.txt")
    )


async def kinds(house):
    return [each.kind for each in (await only_episode(house)).evidence]


async def to_read(house):
    async with house.store.read() as tx:
        return await tx.episodes.to_read((Standing.INDICATIVE,))


async def test_a_report_with_a_passage_that_nobody_understood_is_no_silence_and_its_expiry_says_so(house):
    _, came = await taken(house, OUTPUT + UNCLEAR)
    assert [each.text for each in came.not_understood] == [UNCLEAR]
    [event] = await told(house, "events/mara/weighed")
    assert f"the company's document of 2026-03-04 ({URL}) speaks of parting with coins" in event["text"]
    assert "1 passage of it was not understood" in event["text"]
    assert "sold" not in event["text"]
    assert event["episode"]["page"] is False
    [evidence] = event["episode"]["evidence"]
    assert (evidence["kind"], evidence["url"], evidence["digest"], evidence["passages"]) == (
        "not_understood", URL, came.digest, 1,
    )  # fmt: skip
    assert await to_read(house) == {"mara": 1}
    async with house.store.read() as tx:
        whole = await read_ledger(tx, ReconciliationPolicy(), [], Question(today=date(2026, 3, 5)))
        original = await tx.originals.get(came.digest)
    [episode] = ledger_document(whole).issuers[0].open_episodes
    assert [(each.url, each.passages) for each in episode.not_understood] == [(URL, 1)]
    assert original.not_understood == came.not_understood
    house.times.now = datetime(2026, 7, 1, tzinfo=UTC)
    assert await expire_overdue(house.store, house.recorder, house.times) == 1
    [event] = await told(house, "events/mara/expired")
    assert event["cause"].startswith(
        "no disclosure was understood in the issuer's usual time; the company's document"
    )
    assert "has passed without a word that was understood" in event["text"]
    assert await to_read(house) == {}, "nothing of it is open any more"


async def test_the_same_report_without_the_passage_is_silence(house):
    await taken(house, OUTPUT)
    assert await kinds(house) == [EvidenceKind.SILENT_REPORT]
    await taken(house, OUTPUT + UNCLEAR, url=f"{URL}?again")
    assert await kinds(house) == [EvidenceKind.NOT_UNDERSTOOD]


async def test_who_has_read_it_enters_its_figures_and_it_is_unclear_no_more(house):
    await taken(house, OUTPUT + UNCLEAR)
    await house.disclosures.add(stated(btc=340, url=URL, published=OF_MARCH), **WHO)
    episode = await only_episode(house)
    assert (episode.standing, episode.evidence) == (Standing.CONFIRMED, ())
    async with house.store.read() as tx:
        assert await tx.originals.unclear("mara") == []


@pytest.mark.parametrize(
    ("text", "filed", "covers"),
    [
        (UNCLEAR, OF_MARCH, True),
        (UNCLEAR, date(2026, 1, 20), False),
        (UNCLEAR, date(2026, 9, 1), False),
        ("Mara mined 650 bitcoin in January 2026. ", OF_MARCH, False),
    ],
)
async def test_a_document_is_about_the_times_it_reports_on_else_about_those_it_is_due_for(
    house, text, filed, covers
):
    said = "Mara Inc. published this on bitcoin. " + text + ("" if text == UNCLEAR else UNCLEAR)
    _, came = await taken(house, said, filed=filed)
    assert came.not_understood
    assert (EvidenceKind.NOT_UNDERSTOOD in await kinds(house)) is covers


async def test_a_document_that_states_nothing_else_is_kept_with_its_passage_and_says_so(house):
    _, came = await taken(house, "Mara Inc. on its bitcoin. " + UNCLEAR)
    assert came.outcome is Outcome.SILENT
    assert came.reason.endswith("; 1 passage about selling was not understood")
    assert [each.kind.value for each in came.revisions] == ["weighed"]


async def test_newer_rules_that_understand_it_take_the_evidence_away(house):
    takes, came = await taken(house, OUTPUT + UNCLEAR)
    sale = stated(btc=20, url=URL, published=OF_MARCH, rule="prose.newer", evidence=UNCLEAR)
    await by_rules(takes, "newer", lambda statements: (*statements, sale)).turn()
    episode = await only_episode(house)
    assert (episode.standing, episode.confirmed_sats, episode.evidence) == (Standing.CONFIRMED, 20 * BTC, ())
    async with house.store.read() as tx:
        assert (await tx.originals.get(came.digest)).not_understood == ()


async def test_what_newer_rules_see_and_do_not_understand_weighs_on_what_was_silence(house):
    takes, _ = await taken(house, OUTPUT + UNCLEAR)
    await by_rules(takes, "blind").turn()
    assert await kinds(house) == [EvidenceKind.SILENT_REPORT]
    await Rereading(replace(takes, version=lambda: "seeing")).turn()
    assert await kinds(house) == [EvidenceKind.NOT_UNDERSTOOD]
    assert (await told(house, "events/mara/weighed"))[-1]["episode"]["page"] is False
