from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.quiet import Contradiction, QuietDays
from tests.unit.disclosures.stated import no_sale, sale

START = date(2026, 1, 1)


def quiet_january(*statements):
    """The quiet days of January 2026, by number."""
    quiet = QuietDays.of(statements)
    return [day for day in range(1, 32) if date(2026, 1, day) in quiet]


def test_nothing_stated_leaves_no_day_quiet():
    assert quiet_january() == []
    assert quiet_january(sale("1", "2026-01-03")) == []


def test_the_days_of_a_no_sale_are_quiet_and_no_others():
    assert quiet_january(no_sale("2026-01-03", "2026-01-05")) == [3, 4, 5]


def test_a_sale_inside_a_no_sale_is_believed_and_noted():
    sold, none = sale("1", "2026-01-04"), no_sale("2026-01-03", "2026-01-06")
    quiet = QuietDays.of((sold, none))
    assert quiet.outside(sold) == ((sold.period_start.toordinal(), sold.period_end.toordinal()),)
    assert quiet.contradictions == (Contradiction(sold.statement_id, none.statement_id),)


def test_a_wider_sale_contradicts_nothing_and_falls_on_the_other_days():
    half_year, none = sale("1371", "2025-01-01", "2025-06-30"), no_sale("2025-01-01", "2025-03-31")
    quiet = QuietDays.of((half_year, none))
    assert quiet.contradictions == ()
    assert quiet.outside(half_year) == ((date(2025, 4, 1).toordinal(), date(2025, 6, 30).toordinal()),)


def test_no_sale_in_the_middle_splits_a_period():
    none = (no_sale("2026-01-05", "2026-01-06"), no_sale("2026-01-08"))
    spans = QuietDays.of(none).outside(sale("1", "2026-01-01", "2026-01-10"))
    assert [(first - START.toordinal() + 1, last - START.toordinal() + 1) for first, last in spans] == [
        (1, 4), (7, 7), (9, 10),
    ]  # fmt: skip


def test_three_quiet_months_contradict_a_sale_of_their_quarter():
    months = (
        no_sale("2026-01-01", "2026-01-31"),
        no_sale("2026-02-01", "2026-02-28"),
        no_sale("2026-03-01", "2026-03-31"),
    )
    quarter = sale("5", "2026-01-01", "2026-03-31")
    quiet = QuietDays.of((quarter, *months))
    assert {each.no_sale_id for each in quiet.contradictions} == {each.statement_id for each in months}


@pytest.mark.parametrize("fields", [{"sats": None}, {"only_episode": "a"}], ids=str)
def test_a_sale_without_a_quantity_and_a_reviewers_confirmation_contradict_too(fields):
    said = sale("1", "2026-01-03", **fields), no_sale("2026-01-03", "2026-01-04")
    assert len(QuietDays.of(said).contradictions) == 1


spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(
    lambda span: (str(START + timedelta(days=span[0])), str(START + timedelta(days=sum(span))))
)


@given(st.lists(spans, max_size=5))
def test_a_day_is_quiet_if_it_is_in_any_no_sale(denied):
    denials = [no_sale(*span) for span in denied]
    quiet = QuietDays.of(denials)
    for day in (START + timedelta(days=number) for number in range(45)):
        assert (day in quiet) == any(each.covers(day) for each in denials)


@given(st.lists(spans, max_size=5), spans)
def test_a_sale_happened_on_its_days_that_are_not_quiet_or_contradicts(denied, sold):
    said = sale("1", *sold)
    quiet = QuietDays.of((*(no_sale(*span) for span in denied), said))
    days = {day for first, last in quiet.outside(said) for day in range(first, last + 1)}
    period = {
        START.toordinal() + number for number in range(45) if said.covers(START + timedelta(days=number))
    }
    loud = {day for day in period if date.fromordinal(day) not in quiet}
    assert days == (loud or period)
    silent = {day for span in denied for day in range(*map(ordinal, span))} | {
        ordinal(end) for _, end in denied
    }
    assert bool(quiet.contradictions) == (period <= silent)


def ordinal(day):
    return date.fromisoformat(day).toordinal()
