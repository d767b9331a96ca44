from datetime import date

import pytest

from monitor.labels.entity import Cadence, DatedRole, DisclosureHabit, Entity, slug_fault
from monitor.labels.vocabulary import Category

MONTHLY = DisclosureHabit(Cadence.MONTHLY, 6)
QUARTERLY = DisclosureHabit(Cadence.QUARTERLY, 35, date(2026, 1, 1))
RIOT = Entity("riot", "Riot Platforms, Inc.", Category.MINER, habits=(MONTHLY, QUARTERLY))


def test_the_latest_habit_is_the_one_in_force() -> None:
    assert RIOT.disclosure == QUARTERLY


@pytest.mark.parametrize(
    ("day", "habit"),
    [(date(2020, 1, 1), MONTHLY), (date(2025, 12, 31), MONTHLY), (date(2026, 1, 1), QUARTERLY)],
)
def test_a_habit_lasts_until_the_next_begins(day: date, habit: DisclosureHabit) -> None:
    assert RIOT.disclosure_at(day) == habit


def test_nothing_is_known_before_the_first_dated_habit_or_without_any() -> None:
    argo = Entity("argo", "Argo", Category.MINER, habits=(QUARTERLY,))
    assert argo.disclosure_at(date(2025, 12, 31)) is None
    assert Entity("soluna", "Soluna", Category.MINER).disclosure is None


def test_roles_hold_on_their_days_only() -> None:
    role = DatedRole(Category.LENDER, date(2025, 10, 1), date(2026, 3, 31))
    desk = Entity("desk", "Desk", Category.OTC_DESK, roles=(role, DatedRole(Category.CUSTODIAN)))
    assert desk.categories == {Category.OTC_DESK, Category.LENDER, Category.CUSTODIAN}
    assert desk.roles_at(date(2025, 9, 30)) == {Category.OTC_DESK, Category.CUSTODIAN}
    assert Category.LENDER in desk.roles_at(date(2025, 10, 1))
    assert Category.LENDER in desk.roles_at(date(2026, 3, 31))
    assert Category.LENDER not in desk.roles_at(date(2026, 4, 1))


@pytest.mark.parametrize("slug", ["mara", "21co", "B² Network", "foundry.usa", "x" * 64])
def test_a_slug_may_hold_what_a_topic_can_carry(slug: str) -> None:
    assert slug_fault(slug) is None


@pytest.mark.parametrize("slug", ["", "a/b", "a+b", "#", "a\tb", "a\x00", "x" * 65])
def test_a_slug_that_no_topic_can_carry_is_at_fault(slug: str) -> None:
    assert slug_fault(slug) is not None
