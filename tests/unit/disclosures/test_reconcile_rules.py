from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from monitor.disclosures.reconcile import Candidate, Reason, ReconciliationPolicy, reconcile
from monitor.disclosures.statement import StatementKind
from monitor.money import sats_from_btc
from tests.unit.disclosures.stated import (
    AT_ONCE,
    confirmed,
    flag,
    gap_of,
    no_sale,
    reconciled,
    refuted,
    sale,
    statement,
)  # fmt: skip

FEBRUARY = ("2026-02-01", "2026-02-28")


def filled(result):
    """Flags and reasons in the order in which they were filled."""
    return [(allocation.flag_id, allocation.reason) for allocation in result.allocations]


def test_a_statement_without_flags_is_all_gap():
    said = sale("5", *FEBRUARY)
    result = reconciled([said], [])
    assert (result.allocations, gap_of(result, said)) == ((), sats_from_btc("5"))


def test_a_flag_without_statements_stays_as_it_is():
    result = reconciled([], [flag("f", "5", "2026-02-07")])
    assert (result.allocations, result.refutations, result.gaps) == ((), (), ())


@pytest.mark.parametrize(
    ("day", "seen"),
    [("2026-01-31", False), ("2026-02-01", True), ("2026-02-28", True), ("2026-03-01", False)],
)
def test_the_period_includes_its_first_and_last_day(day, seen):
    result = reconciled([sale("5", *FEBRUARY)], [flag("f", "5", day)])
    assert ("f" in confirmed(result)) is seen


def test_the_day_of_a_flag_is_that_of_utc():
    tokyo = timezone(timedelta(hours=9))
    january = replace(flag("f", "5", "2026-02-01"), at=datetime(2026, 2, 1, 8, tzinfo=tokyo))
    assert not reconciled([sale("5", *FEBRUARY)], [january]).allocations
    assert not refuted(reconciled([no_sale(*FEBRUARY)], [january]))
    both = [no_sale("2026-01-31"), no_sale(*FEBRUARY)]
    assert [each.statement_id for each in reconciled(both, [january]).refutations] == [both[0].statement_id]


@pytest.mark.parametrize(("lead_days", "seen"), [(0, False), (1, False), (2, True)])
def test_coins_may_move_some_days_before_they_are_sold(lead_days, seen):
    result = reconciled([sale("5", *FEBRUARY)], [flag("f", "5", "2026-01-30")], lead_days)
    assert ("f" in confirmed(result)) is seen


def test_no_lead_lets_coins_be_sold_before_they_move():
    assert not reconciled([sale("5", *FEBRUARY)], [flag("f", "5", "2026-03-01")], lead_days=30).allocations


def test_flags_become_confirmed_up_to_the_stated_amount():
    result = reconciled(
        [sale("5", *FEBRUARY)], [flag("first", "3", "2026-02-02"), flag("second", "4", "2026-02-03")]
    )
    assert confirmed(result) == {"first": sats_from_btc("3"), "second": sats_from_btc("2")}
    assert filled(result) == [("first", Reason.WITHIN_PERIOD), ("second", Reason.AMOUNT_EXHAUSTED)]
    assert not result.gaps


def test_a_flag_of_exactly_the_amount_goes_first():
    result = reconciled(
        [sale("5", *FEBRUARY)],
        [flag("early", "3", "2026-02-02"), flag("exact", "5", "2026-02-20", venue_rank=2)],
    )
    assert filled(result) == [("exact", Reason.EXACT_AMOUNT)]


def test_a_place_of_trade_goes_before_a_custodian_and_a_custodian_before_a_lender():
    result = reconciled(
        [sale("6", *FEBRUARY)],
        [flag(f"rank {rank}", "2", f"2026-02-0{3 - rank}", venue_rank=rank) for rank in (2, 1, 0)],
    )
    assert [flag_id for flag_id, _ in filled(result)] == ["rank 0", "rank 1", "rank 2"]


def test_the_earlier_flag_goes_first_and_then_the_lesser_id():
    flags = [flag("c", "2", "2026-02-02"), flag("b", "2", "2026-02-03"), flag("a", "2", "2026-02-03")]
    result = reconciled([sale("6", *FEBRUARY)], flags)
    assert [flag_id for flag_id, _ in filled(result)] == ["c", "a", "b"]


def test_the_more_specific_statement_is_served_first():
    day, month = sale("2", "2026-02-20"), sale("5", *FEBRUARY)
    result = reconciled([month, day], [flag("f", "5", "2026-02-20")])
    assert [(made.statement_id, made.reason) for made in result.allocations] == [
        (day.statement_id, Reason.AMOUNT_EXHAUSTED),
        (month.statement_id, Reason.WITHIN_PERIOD),
    ]
    assert confirmed(result) == {"f": sats_from_btc("5")}


def test_the_remainder_of_a_month_may_be_seen_in_the_week_of_a_release():
    week, month = sale("3000", "2022-06-15", "2022-06-21"), sale("3353", "2022-06-01", "2022-06-30")
    flags = [flag("big", "3000", "2022-06-18"), flag("small", "353", "2022-06-19")]
    result = reconciled([week, month], flags)
    assert filled(result) == [("big", Reason.EXACT_AMOUNT), ("small", Reason.EXACT_AMOUNT)]


def test_a_sale_without_a_quantity_confirms_nothing_and_leaves_no_gap():
    vague = sale(None, *FEBRUARY)
    result = reconciled([vague], [flag("f", "5", "2026-02-07")])
    assert (result.allocations, result.gaps, result.refutations) == ((), (), ())


@pytest.mark.parametrize("kind", [each for each in StatementKind if "sale" not in each])
def test_nothing_but_sale_and_no_sale_decides_about_a_flag(kind):
    said = statement(kind, *FEBRUARY, btc="5")
    result = reconciled([said], [flag("f", "5", "2026-02-07")])
    assert (result.allocations, result.refutations, result.gaps) == ((), (), ())


def test_a_no_sale_refutes_the_flags_of_its_days():
    result = reconciled([no_sale(*FEBRUARY)], [flag("in", "5", "2026-02-07"), flag("out", "5", "2026-03-01")])
    assert refuted(result) == {"in"}
    assert {each.reason for each in result.refutations} == {Reason.NO_SALE_IN_PERIOD}


def test_the_most_specific_no_sale_is_the_one_that_is_named():
    month, quarter = no_sale(*FEBRUARY), no_sale("2026-01-01", "2026-03-31")
    result = reconciled([quarter, month], [flag("f", "5", "2026-02-07")])
    assert [each.statement_id for each in result.refutations] == [month.statement_id]


def test_a_sale_beats_a_no_sale_of_the_same_period_and_both_are_named():
    sold, none = sale("5", *FEBRUARY), no_sale(*FEBRUARY)
    result = reconciled([none, sold], [flag("f", "5", "2026-02-07"), flag("g", "1", "2026-02-08")])
    assert confirmed(result) == {"f": sats_from_btc("5")}
    assert refuted(result) == set(), "nothing of such a denial is believed"
    assert [(each.sale_id, each.no_sale_id) for each in result.contradictions] == [
        (sold.statement_id, none.statement_id)
    ]


def test_a_no_sale_around_a_sale_still_refutes_the_other_days():
    result = reconciled(
        [no_sale(*FEBRUARY), sale("5", "2026-02-07")],
        [flag("sold", "5", "2026-02-07"), flag("kept", "5", "2026-02-20")],
    )
    assert (set(confirmed(result)), refuted(result)) == ({"sold"}, {"kept"})


def test_a_no_sale_takes_its_days_from_a_wider_sale():
    half_year, first_quarter = sale("1371", "2025-01-01", "2025-06-30"), no_sale("2025-01-01", "2025-03-31")
    flags = [flag("february", "1371", "2025-02-10"), flag("may", "600", "2025-05-10")]
    result = reconciled([half_year, first_quarter], flags)
    assert confirmed(result) == {"may": sats_from_btc("600")}
    assert refuted(result) == {"february"}
    assert gap_of(result, half_year) == sats_from_btc("771")


@pytest.mark.parametrize(("day", "seen"), [("2025-05-28", False), ("2025-05-29", True), ("2025-05-31", True)])
def test_coins_that_moved_on_a_quiet_day_may_be_sold_after_it(day, seen):
    statements = [no_sale("2025-05-01", "2025-05-31"), sale("5", "2025-04-01", "2025-06-30")]
    result = reconciled(statements, [flag("f", "5", day)], lead_days=3)
    assert (set(confirmed(result)), refuted(result)) == (({"f"}, set()) if seen else (set(), {"f"}))


def test_a_pinned_confirmation_goes_to_its_episode_alone_whatever_the_days():
    pinned = sale("5", "2026-02-07", only_episode="episode of mine")
    flags = [flag("other", "5", "2026-02-07"), flag("mine", "5", "2026-02-04", venue_rank=2)]
    result = reconciled([pinned, no_sale("2026-02-04")], flags)
    assert filled(result) == [("mine", Reason.REVIEWER_PINNED)]


def test_a_pinned_confirmation_is_served_before_the_companys_own_statement():
    pinned = sale("5", "2026-02-07", only_episode="episode of mine")
    month = sale("8", *FEBRUARY)
    flags = [flag("other", "8", "2026-02-02"), flag("mine", "5", "2026-02-07", venue_rank=2)]
    result = reconciled([month, pinned], flags)
    assert confirmed(result) == {"mine": sats_from_btc("5"), "other": sats_from_btc("3")}
    assert not result.gaps


def test_every_reason_is_told_in_words():
    assert all(" " in reason.text for reason in Reason)
    assert len({reason.text for reason in Reason}) == len(Reason)


def test_statements_of_two_issuers_are_refused():
    ours, theirs = sale("5", *FEBRUARY), sale("5", *FEBRUARY, issuer="riot")
    with pytest.raises(ValueError, match="statements of acme and riot cannot"):
        reconciled([ours, theirs], [])


def test_one_flag_id_with_two_contents_is_refused():
    once = flag("f", "5", "2026-02-07")
    with pytest.raises(ValueError, match="two different candidates are called f"):
        reconcile([], [once, replace(once, sats=1)], AT_ONCE)


def test_a_negative_lead_is_refused():
    with pytest.raises(ValueError, match="before they move"):
        ReconciliationPolicy(lead=timedelta(seconds=-1))


@pytest.mark.parametrize(
    ("at", "sats", "complaint"),
    [
        (datetime(2026, 2, 7), 1, "no time zone"),  # noqa: DTZ001 - that is what is tested
        (datetime(2026, 2, 7, tzinfo=UTC), 0, "moves nothing"),
    ],
)
def test_a_flag_that_cannot_be_is_refused(at, sats, complaint):
    with pytest.raises(ValueError, match=complaint):
        Candidate("f", "e", at, sats, 0)
