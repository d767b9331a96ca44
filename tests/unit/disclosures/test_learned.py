"""What an issuer's own reports and confirmed transfers teach of its clock, and when that is too little."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.habit import UNKNOWN, Learned, entity_expires_at
from monitor.disclosures.learned import lag_learned, lead_learned, learned_habit
from monitor.disclosures.outcome import Allocation, Reason
from monitor.labels.entity import Cadence, DisclosureHabit, Entity
from monitor.labels.vocabulary import Category
from tests.unit.disclosures.stated import confirmed, flag, reconciled, sale, statement

MONTHLY = DisclosureHabit(Cadence.MONTHLY, 10)


def month(number):
    first = date(2025, number, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def update(number, lag, kind="production"):
    """A monthly update that also repeats the month before, so many days after the month."""
    (first, last), before = month(number), month(number - 1)
    told = {"published": last + timedelta(days=lag), "url": f"https://e.com/{number}"}
    return [statement(kind, str(start), str(end), "5", **told) for start, end in ((first, last), before)]


def updates(*lags):
    return [each for number, lag in enumerate(lags, start=2) for each in update(number, lag)]


def learned_lag(said, flags=(), habit=MONTHLY, **fields):
    return lag_learned(said, flags, reconciled(said, flags).allocations, habit, **fields)


def test_the_lag_of_reports_is_learned_from_four_on_and_one_odd_report_of_ten_decides_nothing():
    assert learned_lag(updates(3, 4, 5)) is None
    assert learned_lag(updates(3, 4, 5, 4)) == Learned(5, 4)
    assert learned_lag(updates(3, 4, 5, 4, 3, 4, 5, 40, 4, 3)) == Learned(5, 10)


def test_a_report_is_about_its_latest_period_and_amendments_come_later():
    amended = [replace(each, published=date(2026, 1, 5), url="https://e.com/a") for each in update(3, 0)]
    assert learned_lag([*updates(3, 4, 5, 4), *amended]) == Learned(5, 4)


def test_a_transfer_that_was_confirmed_later_than_by_the_report_counts_as_late():
    said = updates(3, 4, 5, 4)
    late = sale("7", "2025-04-10", "2025-04-11", published=date(2025, 5, 28), url="https://e.com/late")
    flags = [flag("moved", "7", "2025-04-10")]
    assert learned_lag([*said, late], flags) == Learned(28, 4)
    at_once = replace(late, published=date(2025, 4, 12))
    assert learned_lag([*said, at_once], flags) == Learned(5, 4)


def test_a_restatement_that_confirms_more_of_a_transfer_is_no_late_word():
    said = [*updates(3, 4, 5), *update(5, 4, "sale")]
    more = [
        replace(each, sats=2 * each.sats, published=date(2025, 7, 9), url="https://e.com/a")
        for each in said[-2:]
    ]
    flags = [flag("moved", "9", "2025-05-10")]
    assert learned_lag([*said, *more], flags) == Learned(5, 4)


def test_the_end_of_a_fiscal_year_and_other_habits_teach_nothing_of_a_quarter():
    told = (("2024-01", "03-31", 36), ("2024-04", "06-30", 35), ("2024-07", "09-30", 37), ("2024-10", "12-31", 59),
            ("2025-01", "03-31", 34))  # fmt: skip
    quarters = [
        sale(
            "5",
            f"{start}-01",
            end,
            published=date.fromisoformat(end) + timedelta(days=lag),
            url=f"https://e.com/{end}",
        )
        for start, last, lag in told
        for end in (f"{start[:4]}-{last}",)
    ]
    quarterly = DisclosureHabit(Cadence.QUARTERLY, 50)
    assert learned_lag(quarters, habit=quarterly) == Learned(37, 4)
    assert learned_lag(quarters, habit=quarterly, year_ends_in=3) is None
    assert learned_lag(quarters, habit=replace(quarterly, since=date(2024, 7, 1))) is None
    assert learned_lag(quarters) is None


def test_flags_expire_by_what_was_learned_while_that_habit_holds():
    acme = Entity(
        "acme", "Acme", Category.MINER,
        habits=(replace(MONTHLY, lag_days=3), replace(MONTHLY, cadence=Cadence.QUARTERLY, since=date(2026, 1, 1))),
    )  # fmt: skip
    habit, found = learned_habit(acme, date(2025, 12, 1), updates(7, 8, 7, 9))
    assert (habit, found) == (DisclosureHabit(Cadence.MONTHLY, 9), Learned(9, 4))
    moved = datetime(2025, 12, 10, tzinfo=UTC)
    assert entity_expires_at(moved, acme, habit) == datetime(2026, 1, 10, tzinfo=UTC)
    later = datetime(2026, 2, 10, tzinfo=UTC)
    assert entity_expires_at(later, acme, habit) == entity_expires_at(later, acme)
    assert learned_habit(None, date(2025, 12, 1), []) == (UNKNOWN, None)


def pinned(*leads):
    """Sales of single days, each confirmed by coins that moved so many days before."""
    said, flags, made = [], [], []
    for number, lead in enumerate(leads):
        day = date(2025, 3, 1) + timedelta(days=20 * number)
        told = sale("5", str(day), published=day + timedelta(days=3), url=f"https://e.com/{number}")
        said.append(told)
        flags.append(flag(f"f{number}", "5", str(day - timedelta(days=lead))))
        made.append(Allocation(told.statement_id, f"f{number}", 5 * 10**8, Reason.REVIEWER_PINNED))
    return said, flags, made


def test_the_lead_is_learned_from_three_transfers_on():
    assert lead_learned(*pinned(2, 3)) is None
    assert lead_learned(*pinned(2, 3, 2)) == Learned(3, 3)
    assert lead_learned(*pinned(0, 0, 0)) == Learned(0, 3)
    assert lead_learned(*pinned(2, 3, 40)) is None


def test_of_a_month_nobody_knows_the_day():
    said = [sale("5", "2025-03-01", "2025-03-31")]
    flags = [flag(name, "1", f"2025-03-1{name}") for name in "012"]
    assert lead_learned(said, flags, reconciled(said, flags).allocations) is None


def test_what_reviewers_pinned_widens_the_time_in_which_other_transfers_are_confirmed():
    said, flags, _ = pinned(2, 2, 2)
    pins = [
        replace(told, only_flag=moved.flag_id, known_as=told.statement_id)
        for told, moved in zip(said, flags, strict=True)
    ]
    fresh = sale("9", "2025-08-10", published=date(2025, 8, 12), url="https://e.com/fresh")
    other = flag("other", "9", "2025-08-08")
    alone = reconciled([*said, fresh], [*flags, other])
    taught = reconciled([*said, *pins, fresh], [*flags, other])
    assert (confirmed(alone), alone.learned_lead) == ({}, None)
    assert (set(confirmed(taught)), taught.learned_lead) == ({"f0", "f1", "f2", "other"}, Learned(2, 3))
    assert taught.lead == timedelta(days=2)


@given(st.lists(st.integers(1, 60), max_size=10), st.randoms())
def test_no_order_of_what_is_known_teaches_otherwise(lags, random):
    said = updates(*lags)
    mixed = random.sample(said, len(said))
    assert learned_lag(said) == learned_lag(mixed)
    found = learned_lag(said)
    assert (found is None) == (len(lags) < 4)
    assert found is None or min(lags) <= found.days <= max(lags)
