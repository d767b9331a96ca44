"""What a person reads: true to the standing, and never ahead of the company."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.alerts.payload import EpisodeAlert, as_json, episode_alert
from monitor.alerts.text import sentence
from monitor.flows import revisions
from monitor.flows.evidence import Evidence, EvidenceKind
from monitor.flows.flag import Stage, Standing
from monitor.flows.policy import Policy
from monitor.flows.revisions import Kind
from monitor.flows.transfer import BlockRef
from monitor.labels.vocabulary import Category
from tests.builders import BTC, NOON, make_flag

LATER = NOON + timedelta(days=30)
SALE_WORDS = re.compile(r"\b(sold|sale|sales|sell|sells|selling)\b", re.IGNORECASE)


def sentences():
    return {revision.kind: sentence(revision) for revision in story()[0][-6:]}


def test_what_waits_is_said_to_be_on_the_way():
    texts = sentences()
    assert texts[Kind.RAISED] == (
        "mara: 300 BTC on the way to galaxy (prime broker), unconfirmed. Indicative: nothing is disclosed yet."
    )
    assert texts[Kind.REPLACED].startswith(
        "mara: 300 BTC to galaxy (prime broker) replaced by t5, which spends the same coins; what stands: 300 BTC"
    )
    assert texts[Kind.RETRACTED].startswith(
        "mara: retracted. Its transfers were replaced, or left the mempool"
    )
    assert "in 2 transfers, 300 BTC of it still unconfirmed, and it goes on." in texts[Kind.GROWN]
    assert texts[Kind.WITHDRAWN].startswith(
        "mara: part of it left the mempool for nowhere; what stands: 653.773"
    )
    assert "300 BTC of it still unconfirmed: in the mempool again." in texts[Kind.RETURNED]


def test_a_label_that_another_contradicts_is_told_of():
    contested = replace(make_flag("t1"), conflicted=True)
    alone = revisions.started((contested,), LATER, NOON)
    assert sentence(alone).endswith(
        " It rests on a label of mara or two-prime that another label contradicts."
    )
    both = revisions.grown(alone.episode, (make_flag("t2", to_entity="bitgo"),), LATER, NOON)
    assert " BTC of it rest on a label of mara or two-prime that another " in sentence(both)


EVIDENCE = (
    Evidence(EvidenceKind.SILENT_REPORT, date(2026, 2, 1), date(2026, 2, 28), ("a",)),
    Evidence(EvidenceKind.NO_QUANTITY, date(2026, 2, 1), date(2026, 2, 28), ("b",)),
    Evidence(EvidenceKind.REMAINDER, date(2026, 2, 1), date(2026, 2, 28), ("c",), 16_503_000_000),
    Evidence(EvidenceKind.REMAINDER, date(2026, 1, 1), date(2026, 1, 31), ("c",), -BTC),
)


def story():
    """Every kind of revision that comes before a company has spoken, and those after it."""
    raised = revisions.started((make_flag("t1", sats=65_377_300_000),), LATER, NOON)
    first = raised.episode
    grown = revisions.grown(
        first,
        (make_flag("t2", to_entity="bitgo", to_type=Category.CUSTODIAN, hours=5, height=101),),
        LATER,
        NOON,
    )
    orphaned = revisions.orphaned(grown.episode, {"b101"}, NOON)
    retracted = revisions.orphaned(first, {"b100"}, NOON)
    included = revisions.anchored(retracted.episode, (make_flag("t1", sats=65_377_300_000),), NOON)
    final = revisions.settled(first, 200, Policy(), NOON)
    expired = revisions.expired(first, LATER)
    refuted = revisions.judged(first, {}, {first.flags[0].flag_id}, "update", NOON)
    acked = revisions.acked(first, "ann", "on it", NOON)
    noted = revisions.noted(first, "ann", "looks odd", NOON)
    dismissed = revisions.dismissed(first, "ann", "own wallet", NOON)
    reopened = revisions.reopened(dismissed.episode, "ben", "no", NOON)
    waiting = revisions.started((unconfirmed("t4"),), LATER, NOON)
    swapped = revisions.replaced(
        waiting.episode, {"t4": "t5"}, [unconfirmed("t5")], word="x", expires_at=LATER, now=NOON
    )
    gone = revisions.withdrawn(swapped.episode, {"t5": "not seen any more"}, NOON)
    mixed = revisions.grown(first, (unconfirmed("t4"),), LATER, NOON)
    shrunk = revisions.withdrawn(mixed.episode, {"t4": "not seen any more"}, NOON)
    back = revisions.returned(shrunk.episode, [unconfirmed("t4")], NOON)
    regrown = revisions.grown(expired.episode, (make_flag("t3", hours=1),), LATER, NOON)
    weighed = revisions.judged(first, {}, (), "update", NOON, evidence=EVIDENCE)
    overdue = revisions.expired(weighed.episode, LATER)
    restated = revisions.judged(
        revisions.judged(first, {first.flags[0].flag_id: first.sats}, (), "8-K", NOON).episode,
        {}, (), "8-K/A", NOON, restated=True,
    )  # fmt: skip
    silent = [
        raised, grown, orphaned, retracted, included, final, expired, refuted, acked, noted, dismissed, reopened,
        weighed, overdue, restated,
        regrown, waiting, swapped, gone, mixed, shrunk, back,
    ]  # fmt: skip
    partly = revisions.judged(first, {first.flags[0].flag_id: 100 * BTC}, (), "8-K", NOON)
    wholly = revisions.judged(first, {first.flags[0].flag_id: first.sats}, (), "8-K", NOON)
    return silent, [partly, wholly]


def unconfirmed(txid, sats=30_000_000_000):
    flag = make_flag(txid, to_entity="galaxy", sats=sats, stage=Stage.MEMPOOL)
    return replace(flag, block=BlockRef(None, None, NOON, "mempool.space"))


@pytest.mark.parametrize("revision", story()[0], ids=lambda revision: revision.kind.value)
def test_no_alert_speaks_of_a_sale_before_the_company_does(revision):
    text = sentence(revision)
    assert text.startswith("mara: ")
    assert not SALE_WORDS.search(text)


@pytest.mark.parametrize("revision", story()[1], ids=lambda revision: revision.episode.standing.value)
def test_a_confirmed_amount_is_said_to_be_sold(revision):
    assert SALE_WORDS.search(sentence(revision))


def test_the_sentence_names_amount_platforms_and_time():
    grown = story()[0][1]
    assert sentence(grown).startswith(
        "mara: 753.773 BTC moved to two-prime (prime broker, 653.773) and bitgo (custodian, 100) "
        "in 2 transfers within 5 hours"
    )


def test_what_a_reviewer_does_leaves_it_undisclosed():
    undecided = "Indicative: nothing is disclosed yet."
    texts = {revision.kind: sentence(revision) for revision in story()[0] if revision.by}
    assert [texts[kind].endswith(undecided) for kind in (Kind.ACKED, Kind.NOTED, Kind.DISMISSED)] == [
        True
    ] * 3
    told = story()[1][1].episode
    for done in (revisions.acked, revisions.noted, revisions.dismissed):
        assert "Confirmed: the company states" in sentence(done(told, "ann", "seen", NOON))


def test_a_partial_confirmation_says_what_stays_open():
    assert "covers 100 BTC of this; 553.773 BTC stays indicative" in sentence(story()[1][0])


def test_the_payload_is_what_its_model_says():
    grown = story()[0][1]
    document = json.loads(as_json(episode_alert(grown, Policy(), 110)))
    assert document["schema"] == "minerflow.episode/1"
    assert document["event_id"] == f"{grown.episode.episode_id}.2"
    assert (document["revision"], document["supersedes"], document["kind"]) == (2, 1, "grown")
    assert document["episode"]["btc"] == "753.773"
    assert document["episode"]["severity"] == "warning"
    first, second = document["episode"]["flags"]
    assert (first["confirmations"], second["confirmations"]) == (11, 10)
    assert first["time"] == "2026-02-04T12:00:00Z"
    assert EpisodeAlert.model_validate(document)


def test_a_first_revision_supersedes_nothing():
    document = json.loads(as_json(episode_alert(story()[0][0], Policy(), None)))
    assert document["supersedes"] is None
    assert document["episode"]["flags"][0]["confirmations"] == 0


def test_a_part_that_is_final_is_named():
    first = revisions.started(
        (make_flag("t1", height=100), make_flag("t2", height=104, sats=7 * BTC)), LATER, NOON
    )
    assert ": 100 BTC of it final on the chain." in sentence(
        revisions.settled(first.episode, 105, Policy(), NOON)
    )
    done = revisions.settled(first.episode, 109, Policy(), NOON)
    assert ": final on the chain." in sentence(done)


def test_evidence_is_told_in_words_and_decides_nothing():
    weighed, overdue, restated = story()[0][12:15]
    assert weighed.kind is Kind.WEIGHED
    assert not weighed.wakes
    assert weighed.episode.standing is Standing.INDICATIVE
    text = sentence(weighed)
    for clause in (
        "the company's report on 2026-02-01 to 2026-02-28 counts coins and names none that it parted with",
        "parted with coins in 2026-02-01 to 2026-02-28, and not with how many",
        "figures for 2026-02-01 to 2026-02-28 leave 165.03 BTC unexplained",
        "figures for 2026-01-01 to 2026-01-31 hold an excess of 1 BTC",
        "Indicative: nothing is disclosed yet.",
    ):
        assert clause in text
    assert "in silence. The company's report on 2026-02-01" in sentence(overdue)
    assert "names none that it parted with" in overdue.cause
    assert "the company has restated its figures. Indicative" in sentence(restated)
    document = json.loads(as_json(episode_alert(weighed, Policy(), None)))
    assert [each["kind"] for each in document["episode"]["evidence"]] == [
        "silent_report", "no_quantity", "remainder", "remainder",
    ]  # fmt: skip
    assert weighed.episode.unexplained_sats == 16_503_000_000
    assert EpisodeAlert.model_validate(document)
