from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.gaps import gap_news
from monitor.disclosures.ledger import issuer_ledger
from monitor.disclosures.ledger_production import sold_of_produced
from monitor.disclosures.ledger_sales import confirmed_sales
from monitor.disclosures.periods import nested_claims, retold, superseded
from monitor.disclosures.statement import Statement, StatementKind
from monitor.money import SATS_PER_BTC
from tests.unit.disclosures.stated import (
    AT_ONCE,
    confirmed,
    flag,
    no_sale,
    reconciled,
    refuted,
    sale,
    statement,
)

EPISODES = ("a", "b")


def own_btc(*statements):
    """What each statement adds, in whole BTC, in the order of the arguments; None where it does not count."""
    own = {
        claim.statement.statement_id: claim.own_sats // SATS_PER_BTC for claim in nested_claims(statements)
    }
    return [own.get(each.statement_id) for each in statements]


def test_a_release_lies_inside_its_month_and_the_month_inside_its_quarter():
    week = sale("3000", "2022-06-15", "2022-06-21")
    month = sale("3353", "2022-06-01", "2022-06-30")
    quarter = sale("4000", "2022-04-01", "2022-06-30")
    assert own_btc(quarter, month, week) == [647, 353, 3000]


def test_months_that_state_more_than_their_quarter_leave_it_nothing():
    assert own_btc(
        sale("10", "2026-01-01", "2026-01-31"),
        sale("12", "2026-02-01", "2026-02-28"),
        sale("20", "2026-01-01", "2026-03-31"),
    ) == [10, 12, 0]


def test_periods_that_only_overlap_count_as_much_as_the_larger_amount():
    january = sale("200", "2026-01-28", "2026-02-03")
    february = sale("500", "2026-02-01", "2026-02-28")
    assert own_btc(january, february) == [200, 300]


def test_periods_side_by_side_are_added():
    assert own_btc(sale("383", "2025-11-01", "2025-11-30"), sale("1818", "2025-12-01", "2025-12-31")) == [
        383,
        1818,
    ]


def test_the_last_published_word_on_a_period_counts():
    first = sale("100", "2026-02-01", "2026-02-28", published=date(2026, 3, 2))
    undated = sale("90", "2026-02-01", "2026-02-28")
    restated = sale("80", "2026-02-01", "2026-02-28", published=date(2026, 4, 1))
    assert own_btc(restated, first, undated) == [80, None, None]
    assert superseded((first, restated, undated)) == {first.statement_id, undated.statement_id}


def test_a_sale_without_a_quantity_replaces_nothing_and_adds_nothing():
    told = sale("100", "2026-02-01", "2026-02-28", published=date(2026, 3, 2))
    vague = sale(None, "2026-02-01", "2026-02-28", published=date(2026, 4, 1))
    assert own_btc(told, vague, no_sale("2026-02-01")) == [100, None, None]
    assert superseded((told, vague)) == set()


def test_a_reviewers_confirmation_is_part_of_what_the_company_states():
    pinned = sale("400", "2026-02-01", "2026-02-28", only_episode="a")
    assert own_btc(pinned, sale("500", "2026-02-01", "2026-02-28")) == [400, 100]


def test_confirmations_of_two_episodes_share_nothing():
    assert own_btc(
        sale("400", "2026-02-01", only_episode="a"), sale("300", "2026-02-01", only_episode="b")
    ) == [400, 300]


@st.composite
def true_statements(draw):
    """What was sold, by day and episode, and statements that are all true about it."""
    days = draw(st.integers(1, 9))
    sold = draw(st.lists(st.tuples(*[st.integers(0, 4)] * len(EPISODES)), min_size=days, max_size=days))
    statements = []
    for number in range(draw(st.integers(0, 6))):
        first = draw(st.integers(0, days - 1))
        last = draw(st.integers(first, days - 1))
        pin = draw(st.sampled_from((None, *EPISODES)))
        amounts = [
            sold[day][index]
            for day in range(first, last + 1)
            for index, episode in enumerate(EPISODES)
            if pin in {None, episode}
        ]
        if sum(amounts):
            statements.append(
                Statement(
                    issuer="acme",
                    kind=StatementKind.SALE,
                    sats=sum(amounts),
                    only_episode=pin,
                    period_start=date(2026, 1, 1 + first),
                    period_end=date(2026, 1, 1 + last),
                    url=f"https://example.com/{number}",
                )
            )
    return sum(map(sum, sold)), statements


@given(true_statements())
def test_true_statements_never_count_more_than_was_sold(history):
    sold, statements = history
    assert sum(claim.own_sats for claim in nested_claims(statements)) <= sold


@given(true_statements())
def test_what_counts_is_at_least_the_largest_statement(history):
    _, statements = history
    largest = max((each.sats for each in statements), default=0)
    assert sum(claim.own_sats for claim in nested_claims(statements)) >= largest


@given(st.lists(st.integers(1, 50), min_size=3, max_size=3), st.integers(0, 20))
def test_a_quarter_is_its_months_and_its_remainder(months, unexplained):
    periods = (("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-31"))
    monthly = [sale(str(btc), *period) for btc, period in zip(months, periods, strict=True)]
    quarter = sale(str(sum(months) + unexplained), "2026-01-01", "2026-03-31")
    assert own_btc(quarter, *monthly) == [unexplained, *months]


def elsewhere(said, **fields):
    return replace(said, url=f"https://elsewhere.example/{said.kind}-{said.period_start}", **fields)


@pytest.mark.parametrize("later", [0, 1, 40])
def test_a_release_on_two_sites_is_one_truth_and_no_news(later):
    said = [
        sale("550", "2026-01-01", "2026-01-31", published=date(2026, 2, 4), holdings_after_sats=700 * 10**8),
        sale("189.8", "2026-01-12", "2026-01-18", published=date(2026, 1, 20)),
        statement("production", "2026-01-01", "2026-01-31", "460", published=date(2026, 2, 4)),
        statement("purchase", "2026-01-01", "2026-01-31", "12", published=date(2026, 2, 4)),
        statement("holdings", "2025-12-31", btc="778", published=date(2026, 1, 4)),
        no_sale("2025-12-01", "2025-12-31", published=date(2026, 1, 4)),
    ]
    flags = [flag("one", "100", "2026-01-13"), flag("two", "5", "2025-12-20")]
    again = [elsewhere(each, published=each.published + timedelta(days=later)) for each in said]
    once, twice = reconciled(said, flags), reconciled([*again, *said], flags)
    assert (confirmed(once), refuted(once)) == (confirmed(twice), refuted(twice))
    told = {gap.statement_id: gap for gap in gap_news({}, once)}
    assert len(told) == 2
    assert not gap_news(told, twice, retold([*again, *said])), "the story of a gap goes on"
    ledgers = [issuer_ledger("acme", each, flags, AT_ONCE) for each in (said, [*again, *said])]
    first, second = (
        (ledger.disclosed_sats, ledger.confirmed_sats, ledger.holdings_after_sats, sold_of_produced(ledger))
        for ledger in ledgers
    )
    assert first == second
    figures = [
        [
            (each.remainder_sats, each.slack_sats, each.sold.sats, each.mined.sats)
            for each in ledger.identities
        ]
        for ledger in ledgers
    ]
    assert figures[0] == figures[1] != []
    assert len(confirmed_sales(ledgers[1])) == len(confirmed_sales(ledgers[0])) == 2
