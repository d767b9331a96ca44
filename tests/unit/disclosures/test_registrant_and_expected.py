"""Whether a registrant is the company we mean, and when a company is likely to speak."""

from datetime import UTC, datetime

import pytest

from monitor.disclosures.expected import is_expected, is_open
from monitor.disclosures.registrant import is_registrant
from monitor.labels.entity import Cadence, DisclosureHabit, Entity, FormerName
from monitor.labels.vocabulary import Category

MONTHLY = DisclosureHabit(Cadence.MONTHLY, lag_days=7)
QUARTERLY = DisclosureHabit(Cadence.QUARTERLY, lag_days=35)


def company(name, *former):
    return Entity("x", name, Category.MINER, former_names=tuple(map(FormerName, former)))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (company("MARA Holdings, Inc."), ["MARA HOLDINGS, INC."]),
        (company("Core Scientific, Inc."), ["Core Scientific, Inc./tx"]),
        (company("Cango Inc."), ["Cango Inc. /ADR/", "Other"]),
        (company("BitFuFu Inc."), ["BIT FUFU INC"]),
        (company("Soluna Holdings, Inc."), ["SOLUNA HOLDINGS, INC / NV"]),
        (company("Bitfarms Ltd."), ["Keel Infrastructure Corp.", "Bitfarms Ltd"]),
        (company("Cipher Digital Inc.", "Cipher Mining Inc."), ["CIPHER MINING INC"]),
        (company("Hut 8 Corp."), ["HUT 8 CORP."]),
        (company("Group Holdings Ltd."), ["GROUP HOLDINGS LTD"]),
    ],
)
def test_a_company_is_known_by_any_of_its_names(ours, theirs):
    assert is_registrant(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (company("American Bitcoin Corp.", "Gryphon Digital Mining"), ["BTCS Inc.", "Bitcoin Shop"]),
        (company("Bit Digital, Inc."), ["Bitdeer Technologies Group"]),
        (company("Cango Inc."), ["", "Cangoo Inc."]),
        (company("Cango Inc."), []),
    ],
)
def test_another_company_is_not_taken_for_it(ours, theirs):
    assert not is_registrant(ours, theirs)


def at(month, day, hour=15):
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("habit", "moment", "expected"),
    [
        (MONTHLY, at(2, 2), True),
        (MONTHLY, at(2, 12), True),
        (MONTHLY, at(2, 16), False),
        (MONTHLY, at(2, 7), False),  # a Saturday
        (MONTHLY, at(2, 9, hour=5), False),  # one in the night in New York
        (QUARTERLY, at(1, 8), False),
        (QUARTERLY, at(1, 15), True),
        (QUARTERLY, at(2, 9), True),
        (QUARTERLY, at(2, 17), False),
        (None, at(2, 9), True),
        (DisclosureHabit(Cadence.NONE, lag_days=1), at(3, 17), False),
    ],
)
def test_a_company_is_expected_to_speak_when_its_habit_says_so(habit, moment, expected):
    assert is_expected(habit, moment) is expected


def test_the_last_quarter_of_a_fiscal_year_is_told_by_the_annual_report():
    for moment, expected in ((at(3, 17), True), (at(3, 27), True), (at(3, 30), False), (at(6, 17), False)):
        assert is_expected(QUARTERLY, moment, annual_lag_days=80) is expected, moment
    assert is_expected(QUARTERLY, at(6, 17), annual_lag_days=80, year_ends_in=3)
    assert not is_expected(MONTHLY, at(1, 20), annual_lag_days=80)


def test_edgar_takes_filings_from_monday_to_friday_in_new_york():
    assert is_open(datetime(2026, 2, 7, 2, tzinfo=UTC))  # Friday evening there
    assert not is_open(datetime(2026, 2, 9, 2, tzinfo=UTC))  # Sunday evening there
