"""Issuers with habits of their own, over months: what is confirmed, refuted, left open and told as a gap."""

from datetime import UTC, date, datetime

import pytest

from monitor.disclosures.habit import entity_expires_at
from monitor.disclosures.periods import replacements
from monitor.labels.entity import Cadence, DisclosureHabit, Entity
from monitor.labels.vocabulary import Category
from monitor.money import btc_from_sats
from tests.unit.disclosures.stated import confirmed, flag, gap_of, no_sale, reconciled, refuted, sale

JANUARY, FEBRUARY = ("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")


def out(day):
    """Published on a day, in a document of its own."""
    return {"published": date.fromisoformat(day), "url": f"https://e.com/{day}"}


def seen(result):
    return {name: float(btc_from_sats(sats)) for name, sats in confirmed(result).items()}


def test_one_that_tells_by_quarters_confirms_what_its_quarter_holds_and_nothing_after_it():
    told = sale("450", "2026-01-01", "2026-03-31", **out("2026-05-08"))
    flags = [
        flag("kept", "300", "2026-01-10", venue_rank=1),
        flag("traded", "200", "2026-02-20"),
        flag("late", "100", "2026-03-30"),
        flag("after", "50", "2026-04-10"),
    ]
    result = reconciled([told], flags)
    assert seen(result) == {"traded": 200, "late": 100, "kept": 150}
    assert (refuted(result), gap_of(result, told)) == (set(), 0)


def test_figures_since_the_beginning_of_a_fiscal_year_are_told_apart_by_quarters():
    ends = {"2024-12-31": "500", "2025-03-31": "1100", "2025-06-30": "1500", "2025-09-30": "2000"}
    said = [sale(btc, "2024-10-01", end, **out(f"{end[:8]}28")) for end, btc in ends.items()]
    flags = [
        flag("first", "500", "2024-11-01"),
        flag("second", "600", "2025-02-01"),
        flag("third", "400", "2025-05-01"),
        flag("fourth", "500", "2025-08-01"),
        flag("of the next year", "77", "2025-10-03"),
    ]
    assert seen(reconciled(said, flags)) == {"first": 500, "second": 600, "third": 400, "fourth": 500}
    only_late = [flag("second", "700", "2025-02-01"), flag("first", "200", "2024-12-20")]
    assert seen(reconciled(said[:2], only_late)) == {"second": 600, "first": 200}


def test_one_event_in_two_words_of_different_rounding_is_one_and_the_rest_of_the_month_is_another():
    release = sale("1000", "2026-02-05", approximate=True, **out("2026-02-06"))
    flags = [
        flag("event", "1009.4", "2026-02-05"),
        flag("rest", "7", "2026-02-20"),
        flag("not", "40", "2026-02-21"),
    ]
    same = sale("1009.4", *FEBRUARY, **out("2026-03-05"))
    assert seen(reconciled([release, same], flags)) == {"event": 1009.4}
    more = sale("1016.4", *FEBRUARY, **out("2026-03-05"))
    assert seen(reconciled([release, more], flags)) == {"event": 1009.4, "rest": 7}


def test_a_restated_month_confirms_what_it_says_now_and_no_more():
    first, amended = sale("500", *JANUARY, **out("2026-02-05")), sale("300", *JANUARY, **out("2026-03-05"))
    flags = [flag("a", "500", "2026-01-10")]
    assert seen(reconciled([first], flags)) == {"a": 500}
    assert seen(reconciled([first, amended], flags)) == {"a": 300}
    assert [each.restated for each in replacements([first, amended])] == [True]


def test_what_is_told_of_a_month_before_it_is_over_speaks_of_the_days_until_then_and_is_not_restated():
    so_far, whole = sale("100", *FEBRUARY, **out("2026-02-10")), sale("250", *FEBRUARY, **out("2026-03-05"))
    late = [flag("late", "150", "2026-02-20")]
    assert seen(reconciled([so_far], late)) == {}
    flags = [flag("early", "100", "2026-02-05"), *late]
    assert seen(reconciled([so_far, whole], flags)) == {"early": 100, "late": 150}
    assert [each.restated for each in replacements([so_far, whole])] == [False]
    nothing_yet = no_sale(*FEBRUARY, **out("2026-02-10"))
    result = reconciled([nothing_yet, sale("150", *FEBRUARY, **out("2026-03-05"))], flags)
    assert (seen(result), refuted(result)) == ({"late": 150}, {"early"})


def test_a_quarter_without_a_sale_says_nothing_of_a_month_with_one():
    month = sale("300", *JANUARY, **out("2026-02-05"))
    quarter = no_sale("2026-01-01", "2026-03-31", **out("2026-05-05"))
    flags = [
        flag("sold", "300", "2026-01-15"),
        flag("beside", "20", "2026-01-16"),
        flag("march", "5", "2026-03-15"),
    ]
    result = reconciled([month, quarter], flags)
    assert (seen(result), refuted(result)) == ({"sold": 300}, {"march"})


def test_quiet_months_push_the_sale_of_their_quarter_to_the_third():
    said = [
        no_sale(*JANUARY, **out("2026-02-05")),
        no_sale(*FEBRUARY, **out("2026-03-05")),
        sale("300", "2026-01-01", "2026-03-31", **out("2026-05-05")),
    ]
    result = reconciled(said, [flag("january", "300", "2026-01-15"), flag("march", "300", "2026-03-15")])
    assert (seen(result), refuted(result)) == ({"march": 300}, {"january"})


def test_weeks_and_their_month_are_one_and_leave_the_rest_to_other_days():
    said = [
        sale("189.8", "2026-02-14", "2026-02-20", **out("2026-02-21")),
        sale("150", "2026-02-21", "2026-02-27", **out("2026-02-28")),
        sale("500", *FEBRUARY, **out("2026-03-05")),
    ]
    flags = [
        flag("one", "189.8", "2026-02-15"),
        flag("two", "150", "2026-02-23"),
        flag("rest", "160.2", "2026-02-02"),
        flag("none", "30", "2026-02-03"),
    ]
    assert seen(reconciled(said, flags)) == {"one": 189.8, "two": 150, "rest": 160.2}


def test_coins_that_move_after_their_sale_was_told_confirm_nothing_by_themselves():
    release = sale("500", "2026-02-07", "2026-02-08", **out("2026-02-09"))
    flags = [flag("delivered", "500", "2026-02-10")]
    for said in ([release], [release, sale("500", *FEBRUARY, **out("2026-03-05"))]):
        result = reconciled(said, flags)
        assert (seen(result), refuted(result), gap_of(result, release)) == ({}, set(), 500 * 10**8)


@pytest.mark.parametrize(
    ("day", "expires"),
    [
        ("2025-09-30", "2025-10-08"),
        ("2025-10-01", "2026-03-22"),
        ("2026-02-07", "2026-05-06"),
        ("2026-06-30", "2026-08-05"),
    ],
)
def test_one_whose_monthly_updates_ended_has_its_quarters_time_from_then_on(day, expires):
    habits = (
        DisclosureHabit(Cadence.MONTHLY, 7),
        DisclosureHabit(Cadence.QUARTERLY, 35, since=date(2025, 10, 1)),
    )
    entity = Entity("acme", "Acme, Inc.", Category.MINER, forms=("10-K", "10-Q"), habits=habits)
    moved = datetime.fromisoformat(f"{day}T23:00:00+00:00")
    assert entity_expires_at(moved, entity) == datetime.fromisoformat(f"{expires}T00:00").replace(tzinfo=UTC)
