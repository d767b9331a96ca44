"""What the sources' word does to an episode: whether it pages, which revision it is, how it is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.alerts.text import sentence
from monitor.flows import revisions
from monitor.flows.agreement import ONLY_SOURCE, Agreement, AgreementState, Dissent
from monitor.flows.policy import Policy, Severity
from monitor.flows.revisions import Kind
from tests.builders import BTC, NOON, make_flag

ALONE_SO_FAR = Agreement(("one",), since=NOON)
AGREED = Agreement(("one", "two"), since=NOON)
DISPUTED = Agreement(("one",), (Dissent("two", "has block ff at height 100"),), since=NOON)
GIVEN_UP = Agreement(("one",), since=NOON, waived="no second source told of it in time")
NO_OTHER = Agreement(("one",), waived=ONLY_SOURCE)


def episode(*agreements: Agreement, sats: int = 200 * BTC):
    flags = [
        replace(make_flag(f"t{number}", sats=sats), agreement=agreement)
        for number, agreement in enumerate(agreements)
    ]
    return revisions.started(flags, NOON + timedelta(days=30), NOON).episode


@pytest.mark.parametrize(
    ("agreement", "state", "pages"),
    [
        (ALONE_SO_FAR, AgreementState.AWAITED, False),
        (DISPUTED, AgreementState.DISPUTED, False),
        (AGREED, AgreementState.AGREED, True),
        (GIVEN_UP, AgreementState.ALONE, True),
        (NO_OTHER, AgreementState.ALONE, True),
        (replace(DISPUTED, waived="late"), AgreementState.DISPUTED, True),
    ],
)
def test_a_page_waits_for_the_second_source_and_the_severity_does_not(agreement, state, pages):
    told = episode(agreement)
    assert told.agreement is state
    assert told.pages(Policy()) is pages
    assert told.severity(Policy()) is Severity.WARNING, "dissent lowers nothing silently"


def test_what_is_agreed_pages_while_the_rest_is_awaited():
    assert episode(AGREED, ALONE_SO_FAR).pages(Policy())
    assert not episode(replace(AGREED), ALONE_SO_FAR, sats=99 * BTC).pages(Policy())
    assert episode(AGREED, sats=99 * BTC).agreement is AgreementState.AGREED
    assert not episode(AGREED, sats=99 * BTC).pages(Policy())


@pytest.mark.parametrize(
    ("word", "kind", "words"),
    [
        (AGREED, Kind.CORROBORATED, "Seen by two as well."),
        (
            DISPUTED,
            Kind.DISPUTED,
            "The sources disagree: one tells of it, but two has block ff at height 100.",
        ),
        (GIVEN_UP, Kind.UNCORROBORATED, "Only one tells of it: no second source told of it in time."),
    ],
)
def test_every_word_of_the_sources_is_a_revision(word, kind, words):
    before = episode(ALONE_SO_FAR)
    flag_id = before.flags[0].flag_id
    revision = revisions.corroborated(before, {flag_id: word}, NOON)
    assert (revision.kind, revision.episode.revision) == (kind, 2)
    assert sentence(revision).endswith(words)
    assert revisions.corroborated(revision.episode, {flag_id: word}, NOON) is None


def test_the_first_telling_says_on_whose_word_it_rests():
    def told(agreement):
        return sentence(revisions.started(episode(agreement).flags, NOON, NOON))

    assert told(ALONE_SO_FAR).endswith("Only one has told of it so far.")
    assert told(AGREED).endswith("nothing is disclosed yet.")
    assert told(NO_OTHER).endswith("nothing is disclosed yet."), (
        "a house with one source knows that it has one"
    )


def test_a_dissent_is_told_with_those_who_told_of_the_same_transfer():
    after_a_reorg = Agreement(("two",), (Dissent("one", "has block ee at height 99"),), since=NOON)
    news = revisions.started(episode(replace(AGREED, by=("one", "two")), after_a_reorg).flags, NOON, NOON)
    assert sentence(news).endswith(
        "The sources disagree: two tells of it, but one has block ee at height 99."
    )
    both = revisions.started(episode(ALONE_SO_FAR, replace(ALONE_SO_FAR, by=("two",))).flags, NOON, NOON)
    assert sentence(both).endswith("Only one and two have told of it so far.")
