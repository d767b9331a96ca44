from datetime import date, timedelta

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
    assert quiet_january(sold, none) == [3, 5, 6]
    assert QuietDays.of((sold, none)).contradictions == (Contradiction(sold.statement_id, none.statement_id),)


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
    assert quiet.spans == ()
    assert {each.no_sale_id for each in quiet.contradictions} == {each.statement_id for each in months}


def test_a_sale_without_a_quantity_contradicts_too():
    assert quiet_january(sale(None, "2026-01-03"), no_sale("2026-01-03", "2026-01-04")) == [4]


def test_a_reviewers_confirmation_is_noted_but_leaves_the_day_quiet_for_other_episodes():
    pinned, none = sale("1", "2026-01-03", only_episode="a"), no_sale("2026-01-03")
    assert quiet_january(pinned, none) == [3]
    assert len(QuietDays.of((pinned, none)).contradictions) == 1


spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(
    lambda span: (str(START + timedelta(days=span[0])), str(START + timedelta(days=sum(span))))
)


@given(st.lists(spans, max_size=5), st.lists(spans, max_size=4))
def test_a_day_is_quiet_if_denied_and_not_in_a_sale_that_is_denied_wholly(denied, sold):
    denials = [no_sale(*span) for span in denied]
    sales = [sale("1", *span) for span in sold]
    quiet = QuietDays.of((*denials, *sales))
    days = [START + timedelta(days=number) for number in range(45)]
    denied_days = {day for day in days if any(each.covers(day) for each in denials)}
    believed = [each for each in sales if {day for day in days if each.covers(day)} <= denied_days]
    assert {day for day in days if day in quiet} == {
        day for day in denied_days if not any(each.covers(day) for each in believed)
    }


@given(st.lists(spans, max_size=5), st.lists(spans, min_size=1, max_size=4))
def test_every_sale_keeps_a_day_on_which_it_can_have_happened(denied, sold):
    sales = [sale("1", *span) for span in sold]
    quiet = QuietDays.of((*(no_sale(*span) for span in denied), *sales))
    assert all(quiet.outside(each) for each in sales)
