"""Figures as they were reported; see test_reconcile_stories.py."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosures.identity import covering, identities
from monitor.money import btc_text, sats_from_btc
from tests.unit.disclosures.stated import flag, no_sale, reconciled, sale, statement


def holdings(btc, day, **fields):
    return statement("holdings", day, btc=btc, **fields)


def mined(btc, start, end):
    return statement("production", start, end, btc)


def figures(said, flags=()):
    return identities(said, flags, reconciled(said, flags))


def unexplained(said, flags=()):
    return [btc_text(each.unexplained_sats) for each in figures(said, flags)]


CANGO = [
    holdings("7474.6", "2026-01-31"),
    mined("454.83", "2026-02-01", "2026-02-28"),
    sale("4451", "2026-02-07", "2026-02-08"),
    holdings("3313.4", "2026-02-28"),
]


def test_cangos_february_leaves_165_unexplained():
    flags = [flag("weekend", "4451", "2026-02-07"), flag("more", "160", "2026-02-20")]
    [february] = figures(CANGO, flags)
    assert (february.first_day, february.last_day) == (date(2026, 2, 1), date(2026, 2, 28))
    assert btc_text(february.remainder_sats) == btc_text(february.unexplained_sats) == "165.03"
    assert february.complete
    assert [btc_text(each) for each in (february.moved_sats, february.confirmed_sats)] == ["4611", "4451"]
    assert set(february.statement_ids) == {each.statement_id for each in CANGO}


def test_riots_december_is_five_coins_short_which_rounding_does_not_explain():
    said = [
        holdings("19368", "2025-11-30"),
        mined("460", "2025-12-01", "2025-12-31"),
        sale("1818", "2025-12-01", "2025-12-31", holdings_after_sats=sats_from_btc("18005")),
    ]
    assert unexplained(said) == ["5"]


def test_bitdeers_january_is_within_rounding():
    said = [
        holdings("2000", "2025-12-31", approximate=True),
        mined("668", "2026-01-01", "2026-01-31"),
        sale("1155", "2026-01-01", "2026-01-31"),
        holdings("1530", "2026-01-31"),
    ]
    [january] = figures(said)
    assert (btc_text(abs(january.remainder_sats)), january.unexplained_sats) == ("17", 0)


def test_maras_quarter_without_stated_production_is_no_excess():
    said = [holdings("52850", "2025-09-30"), holdings("53822", "2025-12-31")]
    [quarter] = figures(said)
    assert (btc_text(-quarter.remainder_sats), quarter.complete, quarter.unexplained_sats) == (
        "972",
        False,
        0,
    )


def test_maras_first_quarter_adds_up_with_its_sale():
    said = [
        holdings("53822", "2025-12-31"),
        sale("15133", "2026-01-01", "2026-03-31"),
        holdings("38689", "2026-03-31"),
    ]
    assert unexplained(said) == ["0"]


def test_returned_collateral_is_no_excess_and_new_collateral_no_outflow():
    told = [
        holdings("100", "2026-01-31"),
        mined("10", "2026-02-01", "2026-02-28"),
        no_sale("2026-02-01", "2026-02-28"),
    ]
    pledged = [statement("pledge", "2026-01-31", btc="40"), statement("pledge", "2026-02-28", btc="60")]
    outside = [*told, *pledged, holdings("90", "2026-02-28")]
    inside = [*told, *pledged, holdings("110", "2026-02-28")]
    assert (unexplained(outside), unexplained(inside)) == (["0"], ["0"])
    assert unexplained([*told, holdings("90", "2026-02-28")]) == ["20"]


def test_overlapping_figures_of_a_period_are_one():
    said = [
        holdings("100", "2025-12-31"),
        mined("10", "2026-01-01", "2026-01-31"),
        mined("10.00", "2026-01-01", "2026-01-31"),
        mined("20", "2026-01-01", "2026-02-28"),
        statement("purchase", "2026-02-03", btc="5"),
        holdings("125", "2026-02-28"),
    ]
    [period] = figures(said)
    assert (btc_text(period.mined.sats), btc_text(period.bought.sats), period.unexplained_sats) == (
        "20",
        "5",
        0,
    )


def test_months_and_their_quarter_have_each_their_own_and_the_shortest_covers_a_day():
    said = [
        holdings("100", "2025-12-31"),
        holdings("110", "2026-01-31"),
        holdings("125", "2026-03-31"),
        mined("25", "2026-01-01", "2026-03-31"),
    ]
    found = figures(said)
    assert [(each.first_day.month, each.last_day.month) for each in found] == [(1, 1), (1, 3), (2, 3)]
    assert covering(found, date(2026, 1, 20)) is found[0]
    assert covering(found, date(2026, 2, 20)) is found[2]
    assert covering(found, date(2026, 4, 1)) is None
    assert [each.complete for each in found] == [False, True, False]


def test_riots_third_quarter_is_what_nine_months_tell_beyond_six():
    said = [
        holdings("19273", "2025-06-30"),
        holdings("19287", "2025-09-30"),
        mined("2956", "2025-01-01", "2025-06-30"),
        mined("4362", "2025-01-01", "2025-09-30"),
        sale("1371", "2025-01-01", "2025-06-30"),
        sale("2762", "2025-01-01", "2025-09-30"),
        sale("465", "2025-09-01", "2025-09-30"),
    ]
    [quarter] = figures(said)
    assert (btc_text(quarter.mined.sats), btc_text(quarter.sold.sats), quarter.complete) == (
        "1406",
        "1391",
        True,
    )
    assert btc_text(quarter.remainder_sats) == "1"
    assert quarter.unexplained_sats == 0


def test_of_a_period_that_is_stated_as_a_whole_its_parts_know_no_better():
    said = [
        holdings("7362", "2023-12-31"),
        mined("1364", "2024-01-01", "2024-03-31"),
        sale("212", "2024-01-01", "2024-03-31"),
        sale("675", "2024-03-01", "2024-03-31"),
        sale("212", "2024-02-01", "2024-02-29"),
        holdings("8490", "2024-03-31"),
    ]
    [quarter] = figures(said)
    assert (btc_text(quarter.sold.sats), btc_text(quarter.remainder_sats)) == ("212", "24")


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(0, 90)), max_size=6))
def test_true_figures_leave_nothing(months):
    held, said = 10_000, [holdings("10000", "2025-12-31")]
    for number, (produced, bought, sold) in enumerate(months, start=1):
        start, end = f"2026-{number:02}-01", f"2026-{number:02}-28"
        held += produced + bought - sold
        said += [
            mined(str(produced), start, end),
            statement("purchase", start, end, str(bought)),
            sale(str(sold), start, end) if sold else no_sale(start, end),
            holdings(str(held), end),
        ]
    assert all(each.remainder_sats == 0 for each in figures(said))
