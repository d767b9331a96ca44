from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.periods import replacements, superseded
from monitor.disclosures.reconcile import Reason, ReconciliationPolicy, reconcile
from monitor.disclosures.rounding import slack_of
from monitor.money import MAX_SATS, sats_from_btc
from tests.unit.disclosures.stated import confirmed, flag, gap_of, reconciled, sale

JANUARY = ("2026-01-01", "2026-01-31")


def btc(amount):
    return sats_from_btc(amount)


@pytest.mark.parametrize(
    ("told", "approximate", "slack"),
    [
        ("1080", True, "10.8"),
        ("20", True, "0.5"),
        ("0.4", True, "0.2"),
        ("550", False, "0.5"),
        ("5", False, "0.05"),
        ("7474.6", False, "0.1"),
        ("550.03", False, "0.01"),
        ("653.773", False, "0"),
    ],
)
def test_a_number_is_as_good_as_its_word_and_its_last_digit(told, approximate, slack):
    assert slack_of(btc(told), approximate=approximate) == btc(slack)


@given(st.integers(0, MAX_SATS), st.booleans())
def test_rounding_never_takes_more_than_half_of_a_number(sats, approximate):
    assert 0 <= slack_of(sats, approximate=approximate) <= sats // 2


@pytest.mark.parametrize("moved", ["1079.6", "1080.4", "1080"])
def test_a_flag_that_an_approximation_may_mean_is_confirmed_whole_and_leaves_no_gap(moved):
    said = sale("1080", *JANUARY, approximate=True)
    result = reconciled([said], [flag("f", moved, "2026-01-14"), flag("g", "0.4", "2026-01-15")])
    assert confirmed(result) == {"f": btc(moved)}
    assert [made.reason for made in result.allocations] == [Reason.EXACT_AMOUNT]
    assert not result.gaps
    [claim] = result.claims
    assert claim.own_sats == btc(moved)


def test_an_approximation_fills_the_last_flag_up_and_no_other():
    said = sale("1080", *JANUARY, approximate=True)
    flags = [flag("a", "700", "2026-01-10"), flag("b", "385", "2026-01-11"), flag("c", "5", "2026-01-12")]
    result = reconciled([said], flags)
    assert confirmed(result) == {"a": btc("700"), "b": btc("385")}
    assert not result.gaps


def test_what_is_missing_beyond_rounding_is_a_gap_of_the_told_number():
    said = sale("1080", *JANUARY, approximate=True)
    result = reconciled([said], [flag("f", "1000", "2026-01-14")])
    assert (confirmed(result), gap_of(result, said)) == ({"f": btc("1000")}, btc("80"))


def test_of_an_approximate_sale_that_nobody_saw_all_is_missing():
    said = sale("0.5", *JANUARY, approximate=True)
    assert gap_of(reconciled([said], []), said) == btc("0.5")


@pytest.mark.parametrize(
    "others",
    [
        [("550", False, "2026-02-04")],
        [("550", True, "2026-02-04"), ("550.0", False, "2026-02-05")],
    ],
)
def test_the_roundings_of_one_number_are_one_word_and_the_most_precise_counts(others):
    exact = sale("550.03", *JANUARY, published=date(2026, 2, 3))
    said = [exact, *(sale(n, *JANUARY, approximate=a, published=date.fromisoformat(d)) for n, a, d in others)]
    result = reconciled(said, [flag("f", "550.03", "2026-01-20")])
    assert confirmed(result) == {"f": btc("550.03")}
    assert [claim.statement for claim in result.claims] == [exact]
    assert not any(each.restated for each in replacements(said))
    assert superseded(said) == {each.statement_id for each in said[1:]}


def test_the_roundings_of_one_number_in_nested_periods_add_nothing():
    release = sale("550", "2026-01-05", "2026-01-11", approximate=True)
    month = sale("550.03", *JANUARY)
    result = reconciled([release, month], [flag("f", "550.03", "2026-01-08")])
    assert confirmed(result) == {"f": btc("550.03")}
    assert not result.gaps


def test_what_rounding_confirmed_of_a_release_is_not_confirmed_again_by_its_month():
    release = sale("1080", "2026-01-05", "2026-01-11", approximate=True)
    month = sale("1200", *JANUARY)
    flags = [flag("f", "1085", "2026-01-08"), flag("g", "120", "2026-01-20")]
    result = reconciled([release, month], flags)
    assert confirmed(result) == {"f": btc("1085"), "g": btc("115")}


def test_a_restatement_is_told_from_a_rounding_and_from_a_part():
    first = sale("533.5", *JANUARY, published=date(2026, 2, 3))
    restated = sale("500", *JANUARY, published=date(2026, 3, 3))
    part = sale("200", *JANUARY, published=date(2026, 3, 3))
    found = {each.statement_id: each for each in replacements([first, restated, part])}
    assert {name: each.restated for name, each in found.items()} == {
        first.statement_id: True, part.statement_id: False,
    }  # fmt: skip
    assert {each.by_id for each in found.values()} == {restated.statement_id}


def test_an_amendment_that_repeats_its_document_is_the_same_word():
    document = sale("4451", "2026-02-07", "2026-02-08", published=date(2026, 2, 9))
    amendment = sale("4451", "2026-02-07", "2026-02-08", published=date(2026, 2, 12), url="https://e.com/a")
    [replaced] = replacements([document, amendment])
    assert (replaced.statement_id, replaced.restated) == (document.statement_id, False)


def test_year_to_date_figures_contain_their_quarters():
    said = [
        sale("1371", "2025-01-01", "2025-06-30"),
        sale("2762", "2025-01-01", "2025-09-30"),
        sale("1391", "2025-07-01", "2025-09-30"),
    ]
    own = {claim.statement: claim.own_sats for claim in reconciled(said, []).claims}
    assert list(own.values()) == [btc("1391"), btc("1371"), 0]


@st.composite
def rounded_sales(draw):
    said = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(1, 28))
        said.append(
            sale(
                str(draw(st.integers(1, 3000)) / draw(st.sampled_from((1, 10, 100, 1000)))),
                f"2026-01-{start:02}", f"2026-01-{draw(st.integers(start, 28)):02}",
                approximate=draw(st.booleans()), url=f"https://example.com/{number}",
            )
        )  # fmt: skip
    return said


@given(
    rounded_sales(),
    st.lists(st.tuples(st.integers(1, 28), st.integers(1, 3_000_000)), max_size=6),
)
def test_never_more_is_confirmed_than_was_told_or_moved(said, moved):
    flags = [flag(str(n), str(milli / 1000), f"2026-01-{day:02}") for n, (day, milli) in enumerate(moved)]
    result = reconcile(said, flags, ReconciliationPolicy())
    by_flag = confirmed(result)
    assert all(by_flag.get(each.flag_id, 0) <= each.sats for each in flags)
    most = {each.statement_id: each.sats + each.slack_sats for each in said}
    for claim in result.claims:
        name = claim.statement.statement_id
        seen = sum(each.sats for each in result.allocations if each.statement_id == name)
        assert seen <= most[name]
        assert seen + gap_of(result, claim.statement) == claim.own_sats
