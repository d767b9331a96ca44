"""What a person reads of coins that a company says it sold and nobody saw."""

import json
from dataclasses import replace
from datetime import date

import pytest

from monitor.alerts.gap import GapAlert, gap_alert
from monitor.alerts.payload import as_json
from monitor.disclosures.gaps import Gap, GapKind
from monitor.flows.policy import Policy
from monitor.money import sats_from_btc
from tests.builders import NOON
from tests.unit.disclosures.stated import sale

JUNE = sale("3353", "2022-06-01", "2022-06-30", issuer="bitfarms", published=date(2022, 7, 1))
DAY = sale("1080", "2026-01-16", issuer="riot", approximate=True)


def told(statement, kind, own, seen="0", *, on_its_way="0", since=date(2020, 1, 1)):
    gap = Gap(statement.statement_id, 2, GapKind(kind), *map(sats_from_btc, (own, seen, on_its_way)))
    return gap_alert(gap, statement, (), policy=Policy(), watched_since=since, cause="x", now=NOON)


@pytest.mark.parametrize(
    ("alert", "text"),
    [
        (
            told(DAY, "disclosed_unseen", "1080"),
            "riot: the company states that it sold about 1,080 BTC on 2026-01-16; none of it was seen on the chain.",
        ),
        (
            told(replace(DAY, hearsay=True), "disclosed_unseen", "1080"),
            (
                "riot: an article that was handed in tells that it sold about 1,080 BTC on 2026-01-16; none of it was "
                "seen on the chain."
            ),
        ),
        (
            told(JUNE, "disclosed_unseen", "353", on_its_way="100"),
            (
                "bitfarms: the company states that it sold 3,353 BTC in 2022-06-01 to 2022-06-30; none of the "
                "353 BTC beyond other statements was seen on the chain. 100 BTC that left the miner then are still on "
                "their way."
            ),
        ),
        (
            told(JUNE, "coverage_gap", "3353", "3000", since=None),
            (
                "bitfarms: the company states that it sold 3,353 BTC in 2022-06-01 to 2022-06-30; 3,000 BTC of it were "
                "seen on the chain, 353 BTC were not. Those days were not scanned."
            ),
        ),
        (
            told(DAY, "gap_closed", "1079.6", "1079.6"),
            (
                "riot: the company states that it sold about 1,080 BTC on 2026-01-16; all of it has been seen on the "
                "chain by now."
            ),
        ),
        (
            told(DAY, "gap_closed", "0"),
            "riot: nothing is missing any more of what was stated on 2026-01-16.",
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, GapAlert) else "",
)
def test_a_gap_is_told_in_plain_words(alert, text):
    assert alert.text == text


def test_a_gap_is_as_loud_as_what_is_missing_and_wakes_nobody():
    alerts = [told(JUNE, "coverage_gap", "3353", seen) for seen in ("0", "3000", "3340", "3352")]
    assert [each.gap.severity for each in alerts] == ["critical", "warning", "notice", "info"]
    assert not any(each.gap.page for each in alerts)
    assert told(JUNE, "coverage_gap", "3353", since=date(2022, 7, 1)).gap.severity == "info"
    assert told(replace(JUNE, published=None), "coverage_gap", "3353", since=date(2022, 6, 30)).gap.watched


def test_the_payload_of_a_gap_is_what_its_model_says():
    document = json.loads(as_json(told(JUNE, "coverage_gap", "3353", "3000")))
    assert document["schema"] == "minerflow.gap/1"
    assert document["event_id"] == f"{JUNE.statement_id}.gap.2"
    assert (document["supersedes"], document["episode_id"], document["by"]) == (1, None, None)
    assert document["gap"]["missing_btc"] == "353"
    assert GapAlert.model_validate(document)
