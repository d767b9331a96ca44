"""Which items of a feed matter, and which of them tell one story twice."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.disclosures.news import (
    WIRE_QUIET,
    Headlines,
    NewsItem,
    holds_headline,
    is_recent,
    newest,
    quiet_after,
    story_of,
)
from monitor.labels.entity import Cadence, DisclosureHabit

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)
HEADLINES = Headlines(
    {
        "MARA Holdings, Inc.": "mara",
        "Marathon Digital Holdings": "mara",
        "MARA": "mara",
        "Riot Platforms, Inc.": "riot",
        "RIOT": "riot",
        "Cango Inc.": "cango",
        "CANG": "cango",
        "Canaan Inc.": "canaan",
        "CAN": "canaan",
        "Hut 8 Corp.": "hut-8",
        "HUT": "hut-8",
        "Bitdeer Technologies Group": "bitdeer",
        "Sphere 3D Corp.": "sphere-3d",
        "ANY": "sphere-3d",
    }
)


@pytest.mark.parametrize(
    ("title", "named", "speaker"),
    [
        ("Cango Inc. Announces January 2026 Bitcoin Production", ("cango",), "cango"),
        ("CANGO INC. ANNOUNCES SALE OF BITCOIN", ("cango",), "cango"),
        ("Riot Announces December 2025 Production and Operations Updates", ("riot",), "riot"),
        ("Riot police clear the square", (), None),
        ("Students riot; MARA is not involved", ("mara",), None),
        ("A company that mines (Nasdaq: CAN) and another ($ANY)", ("canaan", "sphere-3d"), None),
        ("We can do any of it", (), None),
        ("Bitdeer Reports Third Quarter Results", ("bitdeer",), "bitdeer"),
        ("Marathon Digital Holdings Changes Its Name to MARA Holdings", ("mara",), "mara"),
        ("Law Firm Encourages Riot Platforms, Inc. Investors to Inquire", ("riot",), None),
        ("RETRANSMISSION: Hut 8 Provides Update", ("hut-8",), "hut-8"),
        ("Marathon runners gather", (), None),
        ("Tamara Holdings grows", (), None),
        ("", (), None),
    ],
)
def test_a_headline_names_companies_and_tops_the_release_of_the_one_it_begins_with(title, named, speaker):
    assert HEADLINES.named(title) == named
    assert HEADLINES.speaker(title) == speaker


def test_without_any_company_nothing_is_named():
    assert not Headlines({}).named("Riot Platforms Announces")
    assert Headlines({}).speaker("Riot Platforms Announces") is None


@pytest.mark.parametrize(
    "again",
    [
        "RETRANSMISSION: HIVE Sells 100 Bitcoin",
        "Retransmission - Hive sells 100 bitcoin",
        "(RETRANSMISSION) HIVE  Sells\u00a0100 Bitcoin.",
        "/REISSUED: HIVE Sells 100 Bitcoin/",
    ],
)
def test_a_retransmission_tells_the_story_that_it_repeats(again):
    first = story_of("HIVE Sells 100 Bitcoin")
    assert not first.again
    assert story_of(again).text == first.text
    assert story_of(again).again


def test_a_correction_is_a_story_of_its_own():
    assert story_of("CORRECTION: HIVE Sells 100 Bitcoin").text != story_of("HIVE Sells 100 Bitcoin").text


def item(published):
    return NewsItem(guid="x", url="https://x.com/", title="x", published=published)


def test_items_beyond_the_look_back_are_old_and_one_without_a_date_is_not():
    month = timedelta(days=30)
    assert is_recent(item(NOW - month), NOW, month)
    assert not is_recent(item(NOW - month - timedelta(seconds=1)), NOW, month)
    assert is_recent(item(None), NOW, month)


def test_a_date_in_the_future_hides_no_silence():
    items = [item(NOW - timedelta(days=60)), item(NOW + timedelta(days=900)), item(None)]
    assert newest(items, NOW) == NOW - timedelta(days=60)
    assert newest([], NOW) is None


@pytest.mark.parametrize(
    ("issuer", "habit", "days"),
    [
        (None, None, WIRE_QUIET.days),
        ("cango", DisclosureHabit(Cadence.MONTHLY, 7), 31 + 7 + 14),
        ("mara", DisclosureHabit(Cadence.QUARTERLY, 35), 92 + 35 + 14),
        ("somebody", None, 92 + 50 + 14),
        ("somebody", DisclosureHabit(Cadence.NONE, 0), 92 + 50 + 14),
    ],
)
def test_a_feed_may_be_silent_for_as_long_as_its_issuer_is(issuer, habit, days):
    assert quiet_after(issuer, habit) == timedelta(days=days)


def test_a_page_that_holds_nothing_of_its_headline_is_another_page():
    title = "RETRANSMISSION: HIVE\u2019s Bitcoin Sales & Société Générale"
    assert holds_headline(
        "<h1>HIVE&#8217;s BITCOIN sales &amp; Soci&eacute;t&eacute; Générale".encode(), title
    )
    assert not holds_headline(b"<title>Just a moment...</title>Checking your browser", title)
    assert holds_headline(b"%PDF-1.7\0\1", title)
    assert holds_headline(b"", "")
