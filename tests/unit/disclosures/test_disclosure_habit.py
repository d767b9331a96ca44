from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.habit import entity_expires_at, expires_at
from monitor.labels.entity import Cadence, DisclosureHabit, Entity
from monitor.labels.vocabulary import Category


def at(year, month, day, hour=0):
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("habit", "flag_at", "expected"),
    [
        (DisclosureHabit(Cadence.MONTHLY, 10), at(2026, 2, 7, 9), at(2026, 3, 11)),
        (DisclosureHabit(Cadence.MONTHLY, 10), at(2025, 12, 31, 23), at(2026, 1, 11)),
        (DisclosureHabit(Cadence.QUARTERLY, 50), at(2026, 2, 7), at(2026, 5, 21)),
        (DisclosureHabit(Cadence.QUARTERLY, 35), at(2025, 10, 1), at(2026, 2, 5)),
        (DisclosureHabit(Cadence.SEMIANNUAL, 80), at(2026, 6, 30, 23), at(2026, 9, 19)),
        (DisclosureHabit(Cadence.ANNUAL, 80), at(2026, 2, 7), at(2027, 3, 22)),
        (DisclosureHabit(Cadence.MONTHLY, 0), at(2026, 2, 28, 23), at(2026, 3, 1)),
    ],
)
def test_a_flag_expires_when_the_habit_would_have_told(habit, flag_at, expected):
    assert expires_at(flag_at, habit) == expected


@pytest.mark.parametrize("habit", [None, DisclosureHabit(Cadence.NONE, 0)])
def test_without_a_habit_the_common_quarterly_one_is_assumed(habit):
    assert expires_at(at(2026, 2, 7), habit) == at(2026, 5, 21)


def test_the_day_is_that_of_utc():
    tokyo = timezone(timedelta(hours=9))
    flag_at = datetime(2026, 3, 1, 8, tzinfo=tokyo)
    assert expires_at(flag_at, DisclosureHabit(Cadence.MONTHLY, 10)) == at(2026, 3, 11)


@given(st.integers(0, 50_000), st.sampled_from(Cadence), st.integers(0, 366))
def test_nothing_expires_before_its_period_is_over(hours, cadence, lag_days):
    flag_at = at(2024, 1, 1) + timedelta(hours=hours)
    deadline = expires_at(flag_at, DisclosureHabit(cadence, lag_days))
    assert deadline > flag_at
    assert deadline <= flag_at + timedelta(days=366 + 366)


QUARTERLY = DisclosureHabit(Cadence.QUARTERLY, 40)


@pytest.mark.parametrize(
    ("forms", "year_ends_in", "flag_at", "expected"),
    [
        (("10-Q", "10-K"), 9, at(2025, 8, 15), at(2025, 12, 20)),  # CleanSpark's fourth quarter: 80 days
        (("10-Q", "10-K"), 9, at(2025, 11, 15), at(2026, 2, 10)),  # its first: the habit's 40
        (("40-F", "6-K"), 3, at(2026, 2, 15), at(2026, 6, 30)),  # HIVE's: 90
        (("6-K", "20-F"), None, at(2025, 11, 15), at(2026, 5, 1)),  # Cango's: 120
        ((), 6, at(2026, 5, 15), at(2026, 9, 19)),
        ((), 1, at(2026, 2, 15), at(2026, 6, 10)),  # quarters that end in April, July, October and January
        ((), 1, at(2026, 1, 15), at(2026, 4, 22)),
    ],
)
def test_the_quarter_that_ends_the_fiscal_year_is_told_by_the_annual_report(
    forms, year_ends_in, flag_at, expected
):
    entity = Entity(
        "acme", "Acme", Category.MINER, forms=forms, habits=(QUARTERLY,), year_ends_in=year_ends_in
    )
    assert entity_expires_at(flag_at, entity) == expected


def test_a_month_is_told_as_ever_and_an_unknown_habit_stays_the_common_one():
    monthly = Entity(
        "clsk", "C", Category.MINER, habits=(DisclosureHabit(Cadence.MONTHLY, 2),), year_ends_in=9
    )
    assert entity_expires_at(at(2025, 9, 10), monthly) == at(2025, 10, 3)
    assert entity_expires_at(at(2025, 12, 10), Entity("x", "X", Category.MINER)) == at(2026, 2, 20)
    assert entity_expires_at(at(2025, 12, 10), None) == at(2026, 2, 20)


def test_a_company_that_leaves_its_monthly_habit_has_another_clock_from_then_on():
    riot = Entity(
        "riot", "Riot", Category.MINER,
        habits=(
            DisclosureHabit(Cadence.MONTHLY, 6),
            DisclosureHabit(Cadence.QUARTERLY, 35, since=at(2026, 1, 1).date()),
        ),
    )  # fmt: skip
    assert entity_expires_at(at(2025, 12, 20), riot) == at(2026, 1, 7)
    assert entity_expires_at(at(2026, 1, 20), riot) == at(2026, 5, 6)
