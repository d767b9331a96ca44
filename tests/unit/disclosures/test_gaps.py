from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosures.gaps import GapKind, gap_news
from monitor.disclosures.periods import retold
from monitor.disclosures.reconcile import ReconciliationPolicy, reconcile
from tests.unit.disclosures.stated import flag, reconciled, sale
from tests.unit.disclosures.test_reconcile_properties import some_candidates, statements

TOLD = sale("4451", "2026-02-07", "2026-02-08", issuer="cango")
SATURDAY, SUNDAY = flag("saturday", "2451", "2026-02-07"), flag("sunday", "2000", "2026-02-08")


def after(known, result):
    """What is known of gaps after a reconciliation."""
    return {**known, **{gap.statement_id: gap for gap in gap_news(known, result)}}


def test_a_gap_appears_shrinks_and_closes_each_as_a_revision():
    known, kinds = {}, []
    for flags in ([], [], [SATURDAY], [SATURDAY, SUNDAY], [SATURDAY, SUNDAY], [SATURDAY]):
        result = reconciled([TOLD], flags)
        kinds.append([gap.kind for gap in gap_news(known, result)])
        known = after(known, result)
    assert kinds == [
        [GapKind.DISCLOSED_UNSEEN], [], [GapKind.COVERAGE_GAP], [GapKind.GAP_CLOSED], [], [GapKind.COVERAGE_GAP],
    ]  # fmt: skip
    assert known[TOLD.statement_id].revision == 4


def test_a_gap_closes_when_nobody_states_it_any_more():
    known = after({}, reconciled([TOLD], []))
    [closed] = gap_news(known, reconciled([], []))
    assert (closed.kind, closed.sats, closed.revision) == (GapKind.GAP_CLOSED, 0, 2)


def test_the_story_of_a_gap_goes_on_by_the_word_of_the_document_that_counts():
    more = replace(TOLD, sats=TOLD.sats + 10**8, url="https://example.com/correction")
    known = after({}, reconciled([TOLD], [SATURDAY]))
    open_, closed = (
        gap_news(known, reconciled([TOLD, more], flags), retold([TOLD, more]))
        for flags in ([SATURDAY], [SATURDAY, SUNDAY, flag("monday", "1", "2026-02-08")])
    )
    for [gap], kind in ((open_, GapKind.COVERAGE_GAP), (closed, GapKind.GAP_CLOSED)):
        assert (gap.kind, gap.statement_id, gap.said_by) == (kind, TOLD.statement_id, more.statement_id)
        assert gap.told_sats == more.sats


def test_what_was_seen_at_once_is_no_news_of_a_gap():
    assert gap_news({}, reconciled([TOLD], [SATURDAY, SUNDAY])) == ()


@settings(max_examples=25)
@given(st.lists(st.tuples(statements, some_candidates()), max_size=3))
def test_whatever_happened_before_the_open_gaps_are_those_of_the_latest_reconciliation(steps):
    known, result = {}, reconcile([], [], ReconciliationPolicy())
    for said, flags in steps:
        result = reconcile(said, flags, ReconciliationPolicy())
        before, known = known, after(known, result)
        assert all(
            gap.revision == before[name].revision + (gap is not before[name])
            for name, gap in known.items()
            if name in before
        )
        assert gap_news(known, result) == ()
    told = {gap.statement_id: gap.sats for gap in result.gaps}
    assert {name: gap.sats for name, gap in known.items() if gap.open} == told
