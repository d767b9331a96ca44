"""What holds of every reconciliation, whatever companies state and the chain shows."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.ledger import issuer_ledger
from monitor.disclosures.reconcile import Candidate, ReconciliationPolicy, reconcile
from monitor.disclosures.statement import Statement, StatementKind, each_once
from monitor.disclosures.taken_back import standing

START = date(2026, 1, 1)
SILENT = [kind for kind in StatementKind if kind not in {StatementKind.SALE, StatementKind.NO_SALE}]
EPISODES = ("a", "b", "c")

quantities = st.integers(1, 30)
policies = st.builds(ReconciliationPolicy, lead=st.integers(0, 100).map(lambda hours: timedelta(hours=hours)))


@st.composite
def a_statement(draw, kinds=tuple(StatementKind)):
    kind = draw(st.sampled_from(kinds))
    start = START + timedelta(days=draw(st.integers(0, 24)))
    is_sale = kind is StatementKind.SALE
    quantity = quantities if kind is StatementKind.HOLDINGS else st.none() | quantities
    return Statement(
        issuer="acme",
        kind=kind,
        period_start=start,
        period_end=start + timedelta(days=draw(st.integers(0, 12))),
        sats=None if kind is StatementKind.NO_SALE else draw(quantity),
        url=draw(st.sampled_from(("https://example.com/1", "https://example.com/2"))),
        published=draw(st.none() | st.sampled_from((date(2026, 2, 3), date(2026, 3, 3)))),
        only_episode=draw(st.sampled_from((None, None, *EPISODES))) if is_sale else None,
    )


@st.composite
def a_candidate(draw, flag_id):
    return Candidate(
        flag_id=flag_id,
        episode_id=draw(st.sampled_from(EPISODES)),
        at=datetime(2025, 12, 28, tzinfo=UTC) + timedelta(hours=draw(st.integers(0, 1000))),
        sats=draw(quantities),
        venue_rank=draw(st.integers(0, 2)),
    )


@st.composite
def some_candidates(draw):
    return [draw(a_candidate(f"flag {number}")) for number in range(draw(st.integers(0, 7)))]


statements = st.lists(a_statement(), max_size=8)
decisive = st.lists(a_statement((StatementKind.SALE, StatementKind.NO_SALE)), max_size=8)
sales = st.lists(a_statement((StatementKind.SALE,)), max_size=8)


def sums(allocations, field):
    total = Counter()
    for allocation in allocations:
        total[getattr(allocation, field)] += allocation.sats
    return total


@given(decisive, some_candidates(), policies)
def test_allocations_never_exceed_either_side(said, flags, policy):
    result = reconcile(said, flags, policy)
    moved = {flag.flag_id: flag.sats for flag in flags}
    stated = {each.statement_id: each.sats for each in said}
    own = {claim.statement.statement_id: claim.own_sats for claim in result.claims}
    assert all(allocation.sats > 0 for allocation in result.allocations)
    assert all(sats <= moved[flag_id] for flag_id, sats in sums(result.allocations, "flag_id").items())
    for statement_id, sats in sums(result.allocations, "statement_id").items():
        assert sats <= own[statement_id] <= stated[statement_id]


@given(statements, some_candidates(), policies, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(said, flags, policy, random):
    expected = reconcile(said, flags, policy)
    random.shuffle(said)
    random.shuffle(flags)
    assert reconcile(said, flags, policy) == expected


@given(statements, some_candidates(), policies)
def test_hearing_and_seeing_everything_twice_changes_nothing(said, flags, policy):
    assert reconcile(said * 2, flags * 2, policy) == reconcile(said, flags, policy)


@given(decisive, some_candidates(), policies)
def test_what_counts_is_either_seen_or_a_gap(said, flags, policy):
    result = reconcile(said, flags, policy)
    seen = sums(result.allocations, "statement_id")
    missing = sums(result.gaps, "statement_id")
    assert all(gap.sats > 0 for gap in result.gaps)
    for claim in result.claims:
        name = claim.statement.statement_id
        assert seen[name] + missing[name] == claim.own_sats


@given(sales, some_candidates(), policies)
def test_a_group_of_overlapping_statements_counts_no_less_than_its_largest(said, flags, policy):
    result = reconcile(said, flags, policy)
    counted = sum(allocation.sats for allocation in result.allocations) + sum(gap.sats for gap in result.gaps)
    largest = max((claim.statement.sats for claim in result.claims), default=0)
    stated = sum(claim.statement.sats for claim in result.claims)
    assert largest <= counted <= stated


@given(decisive, a_statement((StatementKind.SALE,)), some_candidates(), policies)
def test_one_statement_more_never_confirms_more_than_moved(said, further, flags, policy):
    result = reconcile([*said, further], flags, policy)
    confirmed = sum(allocation.sats for allocation in result.allocations)
    assert confirmed <= sum(flag.sats for flag in flags)
    assert confirmed <= sum(claim.own_sats for claim in result.claims)


@given(decisive, st.lists(a_statement(SILENT), max_size=4), some_candidates(), policies)
def test_plans_pledges_purchases_and_balances_decide_nothing(said, others, flags, policy):
    assert reconcile([*said, *others], flags, policy) == reconcile(said, flags, policy)


@given(decisive, some_candidates(), policies)
def test_a_no_sale_refutes_the_flags_of_its_days_that_no_sale_accounts_for_or_may_be_about(
    said, flags, policy
):
    result = reconcile(said, flags, policy)
    denials = [each for each in standing(each_once(said)) if each.kind is StatementKind.NO_SALE]
    accounted = {each.flag_id for each in (*result.allocations, *result.hints)}
    # A sale that a denial contradicts is believed, and its days are not quiet, unless it is of one episode only.
    denied = {each.sale_id for each in result.contradictions}
    believed = [each for each in said if each.statement_id in denied and each.only is None]
    expected = [
        flag.flag_id
        for flag in flags
        if flag.flag_id not in accounted
        and any(each.covers(flag.at.date()) for each in denials)
        and not any(each.covers(flag.at.date()) for each in believed)
    ]
    assert sorted(refutation.flag_id for refutation in result.refutations) == sorted(expected)


@given(decisive, some_candidates(), policies)
def test_a_refutation_names_a_no_sale_of_its_day(said, flags, policy):
    by_id = {each.statement_id: each for each in said}
    days = {flag.flag_id: flag.at.date() for flag in flags}
    for refutation in reconcile(said, flags, policy).refutations:
        denial = by_id[refutation.statement_id]
        assert denial.kind is StatementKind.NO_SALE
        assert denial.covers(days[refutation.flag_id])


@given(decisive, some_candidates(), policies)
def test_a_statement_only_reaches_flags_of_its_period_or_its_episode(said, flags, policy):
    by_id = {each.statement_id: each for each in said}
    seen = {flag.flag_id: flag for flag in flags}
    result = reconcile(said, flags, policy)
    for allocation in result.allocations:
        statement, flag = by_id[allocation.statement_id], seen[allocation.flag_id]
        if statement.only_episode is not None:
            assert flag.episode_id == statement.only_episode
        else:
            assert flag.at.date() <= statement.period_end
            # Not the policy's lead: enough transfers of an issuer may have told another.
            assert (flag.at + result.lead).date() >= statement.period_start


@given(sales, some_candidates())
def test_nothing_is_missing_while_a_fitting_flag_has_coins_left(said, flags):
    result = reconcile(said, flags, ReconciliationPolicy())
    confirmed = sums(result.allocations, "flag_id")
    missing = {gap.statement_id for gap in result.gaps}
    for flag in flags:
        if confirmed[flag.flag_id] < flag.sats:
            fitting = [
                claim.statement
                for claim in result.claims
                if claim.statement.only_episode is None and claim.statement.covers(flag.at.date())
            ]
            assert not missing & {each.statement_id for each in fitting}


@given(statements, some_candidates(), policies)
def test_the_ledger_adds_up(said, flags, policy):
    ledger = issuer_ledger("acme", said, flags, policy)
    assert ledger.disclosed_sats == ledger.confirmed_sats + ledger.gap_sats
    assert ledger.moved_sats == ledger.confirmed_sats + ledger.refuted_sats + ledger.unconfirmed_sats
    assert min(ledger.gap_sats, ledger.refuted_sats, ledger.unconfirmed_sats) >= 0
    assert all(not row.own_sats for row in ledger.rows if row.superseded)
