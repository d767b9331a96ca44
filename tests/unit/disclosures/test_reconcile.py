"""The reconciliation core: real stories, and properties that must hold for any."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.ledger import issuer_ledger
from monitor.disclosures.reconcile import Candidate, Reason, ReconciliationPolicy, reconcile
from monitor.disclosures.statement import Statement, StatementKind
from tests.builders import BTC

POLICY = ReconciliationPolicy()


def sale(btc, start, end, *, url="https://example.com/a", **more):
    sats = None if btc is None else round(btc * BTC)
    return stated(StatementKind.SALE, start, end, url=url, sats=sats, **more)


def stated(kind, start, end, *, url="https://example.com/a", **more):
    return Statement(
        issuer="cango",
        kind=kind,
        period_start=date.fromisoformat(start),
        period_end=date.fromisoformat(end),
        url=url,
        **more,
    )


def flag(name, btc, day, *, rank=0, episode="e1"):
    at = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(hours=12)
    return Candidate(flag_id=name, episode_id=episode, at=at, sats=round(btc * BTC), venue_rank=rank)


def allocated(result):
    return {(each.statement_id, each.flag_id): each.sats for each in result.allocations}


def by_flag(result):
    return {each.flag_id: (each.sats / BTC, each.reason) for each in result.allocations}


def test_cango_two_transfers_are_covered_by_one_statement():
    result = reconcile(
        [sale(4451, "2026-02-07", "2026-02-08")],
        [flag("a", 2451, "2026-02-07"), flag("b", 2000, "2026-02-08")],
        POLICY,
    )
    assert by_flag(result) == {"a": (2451, Reason.WITHIN_PERIOD), "b": (2000, Reason.WITHIN_PERIOD)}
    assert not result.gaps


def test_a_statement_confirms_no_more_than_it_states():
    result = reconcile([sale(159, "2026-01-01", "2026-01-31")], [flag("a", 500, "2026-01-10")], POLICY)
    assert by_flag(result) == {"a": (159, Reason.AMOUNT_EXHAUSTED)}


def test_what_was_not_seen_is_a_gap():
    statement = sale(4451, "2026-02-07", "2026-02-08")
    result = reconcile([statement], [flag("a", 1000, "2026-02-07")], POLICY)
    [gap] = result.gaps
    assert (gap.statement_id, gap.sats) == (statement.statement_id, 3451 * BTC)


def test_mara_says_nothing_and_nothing_is_confirmed():
    result = reconcile([], [flag("a", 653.773, "2026-02-04")], POLICY)
    assert result == reconcile([], [], POLICY)


def test_a_flag_outside_the_period_is_left_alone():
    result = reconcile(
        [sale(10, "2026-02-07", "2026-02-08")],
        [flag("before", 10, "2026-02-06"), flag("after", 10, "2026-02-09")],
        POLICY,
    )
    assert not result.allocations


def test_coins_may_move_before_the_period_if_the_policy_says_so():
    policy = ReconciliationPolicy(lead=timedelta(days=1))
    result = reconcile([sale(10, "2026-02-07", "2026-02-08")], [flag("a", 10, "2026-02-06")], policy)
    assert by_flag(result) == {"a": (10, Reason.EXACT_AMOUNT)}


def test_the_exact_amount_goes_first_then_the_likeliest_place_then_the_earliest():
    result = reconcile(
        [sale(30, "2026-02-01", "2026-02-28")],
        [
            flag("lender", 25, "2026-02-01", rank=2),
            flag("exchange", 20, "2026-02-20"),
            flag("exact", 30, "2026-02-27", rank=1),
        ],
        POLICY,
    )
    assert by_flag(result) == {"exact": (30, Reason.EXACT_AMOUNT)}
    result = reconcile(
        [sale(30, "2026-02-01", "2026-02-28")],
        [flag("lender", 25, "2026-02-01", rank=2), flag("exchange", 20, "2026-02-20")],
        POLICY,
    )
    assert by_flag(result) == {
        "exchange": (20, Reason.WITHIN_PERIOD),
        "lender": (10, Reason.AMOUNT_EXHAUSTED),
    }


def test_a_month_includes_the_release_of_a_single_sale():
    """Bitfarms told of 3,000 BTC in a week of June 2022, and of 3,353 in all of June."""
    week = sale(3000, "2022-06-15", "2022-06-21", url="https://example.com/week")
    month = sale(3353, "2022-06-01", "2022-06-30", url="https://example.com/month")
    flags = [flag("a", 3000, "2022-06-17"), flag("b", 1000, "2022-06-05")]
    result = reconcile([month, week], flags, POLICY)
    assert allocated(result) == {
        (week.statement_id, "a"): 3000 * BTC,
        (month.statement_id, "b"): 353 * BTC,
    }
    ledger = issuer_ledger("bitfarms", [month, week], flags, POLICY)
    assert (ledger.disclosed_sats, ledger.gap_sats) == (3353 * BTC, 0)


def test_a_quarter_includes_its_months():
    """Riot: 383 BTC in November and 1,818 in December 2025 are the quarter's 2,201."""
    statements = [
        sale(383, "2025-11-01", "2025-11-30", url="https://example.com/nov"),
        sale(1818, "2025-12-01", "2025-12-31", url="https://example.com/dec"),
        sale(2201, "2025-10-01", "2025-12-31", url="https://example.com/10-k"),
    ]
    ledger = issuer_ledger("riot", statements, [], POLICY)
    assert (ledger.disclosed_sats, ledger.gap_sats) == (2201 * BTC, 2201 * BTC)


def test_a_restatement_replaces_what_was_stated_about_the_same_period():
    first = sale(100, "2026-01-01", "2026-01-31", published=date(2026, 2, 3))
    restated = sale(80, "2026-01-01", "2026-01-31", published=date(2026, 3, 3), url="https://example.com/b")
    flags = [flag("a", 100, "2026-01-05")]
    result = reconcile([restated, first], flags, POLICY)
    assert allocated(result) == {(restated.statement_id, "a"): 80 * BTC}
    rows = {row.statement: row for row in issuer_ledger("x", [first, restated], flags, POLICY).rows}
    assert rows[first].superseded
    assert not rows[restated].superseded


def test_a_reviewers_confirmation_is_pinned_and_not_counted_again():
    pinned = sale(10, "2026-02-04", "2026-02-04", only_episode="e2", url="https://example.com/p")
    month = sale(10, "2026-02-01", "2026-02-28", url="https://example.com/m")
    flags = [flag("a", 10, "2026-02-04"), flag("b", 10, "2026-02-04", episode="e2")]
    result = reconcile([month, pinned], flags, POLICY)
    assert by_flag(result) == {"b": (10, Reason.REVIEWER_PINNED)}
    assert not result.gaps


def test_no_sale_refutes_what_lies_in_its_period():
    denial = stated(StatementKind.NO_SALE, "2025-05-01", "2025-05-31")
    result = reconcile([denial], [flag("in", 500, "2025-05-15"), flag("out", 5, "2025-06-01")], POLICY)
    assert [(each.flag_id, each.statement_id) for each in result.refutations] == [("in", denial.statement_id)]


def test_a_sale_outweighs_a_denial():
    denial = stated(StatementKind.NO_SALE, "2025-05-01", "2025-05-31")
    result = reconcile(
        [denial, sale(500, "2025-05-14", "2025-05-16")], [flag("in", 500, "2025-05-15")], POLICY
    )
    assert not result.refutations
    assert "in" in by_flag(result)


def test_intents_pledges_and_holdings_decide_nothing():
    kinds = set(StatementKind) - {StatementKind.SALE, StatementKind.NO_SALE}
    statements = [stated(kind, "2026-02-01", "2026-02-28", sats=10 * BTC) for kind in kinds]
    assert reconcile(statements, [flag("a", 10, "2026-02-04")], POLICY) == reconcile([], [], POLICY)


def test_a_sale_without_a_quantity_confirms_nothing():
    result = reconcile([sale(None, "2026-02-01", "2026-02-28")], [flag("a", 10, "2026-02-04")], POLICY)
    assert not result.allocations
    assert not result.gaps


def test_the_ledger_shows_price_and_holdings():
    statement = sale(
        4451, "2026-02-07", "2026-02-08", proceeds_usd=Decimal(305_000_000), holdings_after_sats=3023 * BTC
    )
    ledger = issuer_ledger("cango", [statement], [flag("a", 4451, "2026-02-07")], POLICY)
    assert statement.implied_price_usd == Decimal("68523.93")
    assert ledger.holdings_after_sats == 3023 * BTC
    assert (ledger.moved_sats, ledger.confirmed_sats, ledger.unconfirmed_sats) == (4451 * BTC, 4451 * BTC, 0)


DAYS = st.integers(0, 60)
KINDS = st.sampled_from([StatementKind.SALE] * 4 + [StatementKind.NO_SALE, StatementKind.INTENT])


@st.composite
def statements(draw):
    start = date(2026, 1, 1) + timedelta(days=draw(DAYS))
    kind = draw(KINDS)
    return Statement(
        issuer="cango",
        kind=kind,
        period_start=start,
        period_end=start + timedelta(days=draw(st.integers(0, 40))),
        sats=draw(st.none() | st.integers(1, 50)) if kind is StatementKind.SALE else None,
        published=draw(st.none() | st.just(date(2026, 4, 1)) | st.just(date(2026, 5, 1))),
        url=draw(st.sampled_from(["https://example.com/a", "https://example.com/b"])),
        only_episode=draw(st.sampled_from([None, None, None, "e1"])) if kind is StatementKind.SALE else None,
    )


@st.composite
def candidates(draw):
    found = draw(
        st.lists(
            st.tuples(DAYS, st.integers(1, 40), st.integers(0, 2), st.sampled_from(["e1", "e2"])), max_size=8
        )
    )
    return [
        Candidate(f"f{number}", episode, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day), sats, rank)
        for number, (day, sats, rank, episode) in enumerate(found)
    ]


LISTS = st.lists(statements(), max_size=8)


@given(LISTS, candidates())
def test_allocations_never_exceed_either_side(stated_list, flags):
    result = reconcile(stated_list, flags, POLICY)
    assert all(each.sats > 0 for each in result.allocations)
    for one in {each.statement_id: each for each in stated_list}.values():
        got = sum(each.sats for each in result.allocations if each.statement_id == one.statement_id)
        assert got <= (one.sats or 0)
    for each in flags:
        assert sum(a.sats for a in result.allocations if a.flag_id == each.flag_id) <= each.sats


@given(LISTS, candidates(), st.randoms())
def test_neither_order_nor_repetition_matters(stated_list, flags, random):
    expected = reconcile(stated_list, flags, POLICY)
    again = stated_list + random.sample(stated_list, len(stated_list) // 2)
    random.shuffle(again)
    shuffled = random.sample(flags, len(flags))
    assert reconcile(again, shuffled, POLICY) == expected


@given(LISTS, candidates())
def test_a_gap_is_what_was_stated_and_not_allocated(stated_list, flags):
    result = reconcile(stated_list, flags, POLICY)
    ledger = issuer_ledger("cango", stated_list, flags, POLICY)
    assert ledger.gap_sats == sum(gap.sats for gap in result.gaps)
    assert ledger.disclosed_sats == ledger.confirmed_sats + ledger.gap_sats
    assert ledger.confirmed_sats == sum(each.sats for each in result.allocations) <= ledger.moved_sats


@given(LISTS, candidates())
def test_only_uncovered_flags_in_a_denied_period_are_refuted(stated_list, flags):
    result = reconcile(stated_list, flags, POLICY)
    accounted = {each.flag_id for each in result.allocations}
    refuted = {each.flag_id for each in result.refutations}
    assert not accounted & refuted
    for each in flags:
        denied = any(one.kind is StatementKind.NO_SALE and one.covers(each.at.date()) for one in stated_list)
        assert (each.flag_id in refuted) == (denied and each.flag_id not in accounted)


@given(LISTS, candidates(), statements())
def test_one_more_statement_never_unsays_more_than_it_replaces(stated_list, flags, more):
    """The chain's side stays bounded whatever is stated on top."""
    ledger = issuer_ledger("cango", [*stated_list, more], flags, POLICY)
    assert ledger.confirmed_sats <= min(ledger.disclosed_sats, ledger.moved_sats)
