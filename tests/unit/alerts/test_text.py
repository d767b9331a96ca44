"""What a person reads: true to the standing, and never ahead of the company."""

import json
import re
from datetime import timedelta

import pytest

from monitor.alerts.payload import EpisodeAlert, as_json, episode_alert
from monitor.alerts.text import sentence
from monitor.flows import revisions
from monitor.flows.policy import Policy
from monitor.labels.vocabulary import Category
from tests.builders import BTC, NOON, make_flag

LATER = NOON + timedelta(days=30)
SALE_WORDS = re.compile(r"\b(sold|sale|sales|sell|sells|selling)\b", re.IGNORECASE)


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
    regrown = revisions.grown(expired.episode, (make_flag("t3", hours=1),), LATER, NOON)
    silent = [
        raised, grown, orphaned, retracted, included, final, expired, refuted, acked, noted, dismissed, reopened,
        regrown,
    ]  # fmt: skip
    partly = revisions.judged(first, {first.flags[0].flag_id: 100 * BTC}, (), "8-K", NOON)
    wholly = revisions.judged(first, {first.flags[0].flag_id: first.sats}, (), "8-K", NOON)
    return silent, [partly, wholly]


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
