from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.habit import expires_at
from monitor.labels.entity import Cadence, DisclosureHabit


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
