"""Time: when coins move, are sold and are told of; and what sales without a quantity do."""

import sys
from datetime import UTC, date, datetime, timedelta
from types import FrameType

import pytest

from monitor.disclosures.evidence import evidence_of
from monitor.disclosures.identity import identities
from monitor.disclosures.periods import superseded
from monitor.disclosures.reconcile import OpenTrail, ReconciliationPolicy, reconcile
from monitor.flows.evidence import EvidenceKind
from monitor.money import sats_from_btc
from tests.unit.disclosures.stated import (
    confirmed,
    flag,
    no_sale,
    reconciled,
    refuted,
    sale,
    statement,
)  # fmt: skip

MAY = ("2025-05-01", "2025-05-31")


def btc(amount):
    return sats_from_btc(amount)


def test_an_issuers_own_lead_counts_before_the_common_one():
    leads = {"cango": timedelta(days=3)}
    policy = ReconciliationPolicy(timedelta(days=1), leads.get)
    for issuer, days, seen in (("cango", 3, True), ("acme", 3, False), ("acme", 1, True)):
        said = sale("5", "2026-02-10", issuer=issuer)
        moved = flag("f", "5", f"2026-02-{10 - days:02}")
        assert bool(reconcile([said], [moved], policy).allocations) is seen


def test_a_document_says_nothing_of_the_days_after_it():
    quarter = sale("15133", "2026-01-01", "2026-03-31", published=date(2026, 3, 26))
    flags = [flag("before", "1318", "2026-02-04"), flag("after", "500", "2026-03-28")]
    assert set(confirmed(reconciled([quarter], flags))) == {"before"}
    early = no_sale("2026-03-01", "2026-03-31", published=date(2026, 3, 26))
    assert refuted(reconciled([early], [flag("f", "5", "2026-03-26"), flag("g", "5", "2026-03-27")])) == {"f"}


def test_a_sale_without_a_quantity_keeps_its_flags_from_being_refuted():
    said = [no_sale(*MAY), sale(None, "2025-05-10", "2025-05-12")]
    result = reconciled(said, [flag("f", "5", "2025-05-11"), flag("g", "5", "2025-05-20")])
    assert refuted(result) == {"g"}
    assert [(hint.statement_id, hint.flag_id) for hint in result.hints] == [(said[1].statement_id, "f")]


def test_a_sale_without_a_quantity_leaves_quiet_days_quiet_where_it_has_others():
    said = [no_sale(*MAY), sale(None, "2025-04-01", "2025-06-30")]
    assert refuted(reconciled(said, [flag("f", "5", "2025-05-11")])) == {"f"}


def test_a_gap_may_be_among_coins_that_are_still_on_their_way_and_is_not_confirmed_by_it():
    said = sale("4451", "2026-02-07", "2026-02-08", issuer="cango")
    trails = [
        OpenTrail("new", datetime(2026, 2, 8, 3, tzinfo=UTC), btc("3000")),
        OpenTrail("first", datetime(2026, 2, 7, 3, tzinfo=UTC), btc("2000")),
        OpenTrail("march", datetime(2026, 3, 7, tzinfo=UTC), btc("2000")),
    ]
    result = reconcile([said], [], ReconciliationPolicy(), trails)
    assert [(gap.sats, gap.on_its_way_sats) for gap in result.gaps] == [(btc("4451"), btc("4451"))]
    assert [(each.trail_id, each.sats) for each in result.possibilities] == [
        ("first", btc("2000")), ("new", btc("2451")),
    ]  # fmt: skip
    assert not result.allocations


def evidence(said, flags):
    result = reconciled(said, flags)
    found = evidence_of(said, flags, result, identities(said, flags, result))
    return {episode: [each.kind for each in kinds] for episode, kinds in found.items() if kinds}


def test_a_report_that_counts_coins_and_names_none_sold_is_evidence_and_no_refutation():
    update = statement("production", "2026-02-01", "2026-02-28", "454.83", published=date(2026, 3, 9))
    flags = [flag("f", "165", "2026-02-20")]
    assert evidence([update], flags) == {"episode of f": [EvidenceKind.SILENT_REPORT]}
    assert not refuted(reconciled([update], flags))


@pytest.mark.parametrize("word", [sale("4451", "2026-02-20"), no_sale("2026-02-01", "2026-02-28")])
def test_a_report_beside_a_word_on_the_day_is_not_silent(word):
    update = statement("production", "2026-02-01", "2026-02-28", "454.83")
    assert evidence([update, word], [flag("f", "165", "2026-02-20")]) == {}


def test_maras_net_sale_without_a_number_is_evidence():
    said = [sale(None, "2025-09-01", "2025-09-30", issuer="mara")]
    assert evidence(said, [flag("f", "700", "2025-09-10")]) == {"episode of f": [EvidenceKind.NO_QUANTITY]}


def test_what_an_issuers_figures_leave_unexplained_is_evidence_for_its_flags_without_a_word():
    said = [
        statement("holdings", "2026-01-31", btc="7474.6"),
        statement("holdings", "2026-02-28", btc="3313.4"),
        statement("production", "2026-02-01", "2026-02-28", "454.83"),
        sale("4451", "2026-02-07", "2026-02-08"),
    ]
    flags = [
        flag("told", "4451", "2026-02-07"), flag("untold", "165", "2026-02-20"), flag("large", "1700", "2026-02-21")
    ]  # fmt: skip
    assert evidence(said, flags) == {
        "episode of untold": [EvidenceKind.SILENT_REPORT, EvidenceKind.REMAINDER],
        "episode of large": [EvidenceKind.SILENT_REPORT],
    }


def test_twice_the_statements_and_flags_take_no_more_than_four_times_the_steps():
    """Counted in calls, which no busy machine changes."""
    small, large = (_calls(count) for count in (60, 120))
    assert large <= 4 * small


def _calls(count: int) -> int:
    """How many calls of our functions it takes to reconcile so many statements with four times as many flags."""
    first = date(2021, 1, 1)
    kinds = ("sale", "production", "sale", "no_sale", "holdings")
    said = [
        statement(
            kinds[n % 5],
            (first + timedelta(days=3 * n)).isoformat(),
            (first + timedelta(days=3 * n + 9)).isoformat(),
            None if n % 5 == 3 else str(100 + n),
        )
        for n in range(count)
    ]
    flags = [
        flag(f"f{n}", str(1 + n % 90), (first + timedelta(hours=17 * n)).isoformat())
        for n in range(4 * count)
    ]
    calls = 0

    def counted(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call" and "disclosures" in frame.f_code.co_filename

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        result = reconcile(said, flags, ReconciliationPolicy())
        evidence_of(said, flags, result, identities(said, flags, result))
    finally:
        sys.setprofile(before)
    assert len(result.allocations) > count / 2
    return calls


def test_an_article_of_the_day_of_its_publication_echoes_the_sale_that_it_reports():
    release = sale("4451", "2026-02-07", "2026-02-08", published=date(2026, 2, 9), url="https://e.com/6-k")
    article = sale(
        "4451", "2026-02-09", published=date(2026, 2, 9), url="https://e.com/news", approximate=True
    )
    later = sale("4451", "2026-02-10", published=date(2026, 2, 11), url="https://e.com/more")
    said = [later, article, release]
    result = reconciled(said, [flag("f", "4451", "2026-02-07"), flag("g", "4451", "2026-02-09")])
    assert confirmed(result) == {"f": btc("4451")}
    assert (result.gaps, [claim.statement for claim in result.claims]) == ((), [release])
    assert superseded(said) == {article.statement_id, later.statement_id}


@pytest.mark.parametrize(
    "other",
    [
        sale("4451", "2026-02-09", published=date(2026, 2, 14), url="https://e.com/news"),
        sale("4451", "2026-02-09", published=date(2026, 2, 9), url="https://e.com/6-k"),
        sale("4451", "2026-02-17", published=date(2026, 2, 17), url="https://e.com/news"),
        sale("4000", "2026-02-09", published=date(2026, 2, 9), url="https://e.com/news"),
        sale("4451", "2026-02-09", "2026-02-10", published=date(2026, 2, 10), url="https://e.com/news"),
    ],
)
def test_any_other_sale_of_the_same_amount_is_a_further_one(other):
    release = sale("4451", "2026-02-07", "2026-02-08", published=date(2026, 2, 9), url="https://e.com/6-k")
    assert not superseded([release, other])


def test_what_a_year_to_date_adds_to_its_half_was_sold_in_the_other_months():
    half, nine = sale("1371", "2025-01-01", "2025-06-30"), sale("2762", "2025-01-01", "2025-09-30")
    flags = [flag("may", "2000", "2025-05-10"), flag("august", "2000", "2025-08-10")]
    result = reconciled([nine, half], flags)
    assert confirmed(result) == {"may": btc("1371"), "august": btc("1391")}


def test_months_that_leave_no_other_day_leave_the_rest_to_any_day():
    said = [
        sale("10", "2026-01-01", "2026-01-31"), sale("10", "2026-02-01", "2026-02-28"),
        sale("50", "2026-01-01", "2026-02-28"),
    ]  # fmt: skip
    assert confirmed(reconciled(said, [flag("f", "45", "2026-02-10")])) == {"f": btc("40")}


def test_parts_of_more_than_the_whole_are_pointed_out():
    part, other = sale("212", "2024-02-01", "2024-02-29"), sale("675", "2024-03-01", "2024-03-31")
    year = sale("212", "2024-01-01", "2024-12-31")
    [overrun] = reconciled([year, other, part], []).overruns
    assert overrun.whole_id == year.statement_id
    assert set(overrun.part_ids) == {part.statement_id, other.statement_id}
    assert not reconciled([year, part], []).overruns
