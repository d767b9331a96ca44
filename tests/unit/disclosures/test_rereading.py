"""What another reading of a document changes: only what counts otherwise is news, and reviewers' words stand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.rereading import Before, changes
from tests.unit.disclosures.stated import no_sale, sale, statement

SOLD = sale("550", "2026-01-01", "2026-01-31", evidence="Bitcoin sold | 550", rule="table.sold")
HELD = statement("holdings", "2026-01-31", btc="7474.6", evidence="held 7,474.6", rule="prose.held")


def before(*statements, **known):
    return Before(statements=statements, **known)


def test_the_same_reading_changes_nothing_and_other_words_are_no_news():
    assert not changes(before(SOLD, HELD), (HELD, SOLD)).news
    again = replace(SOLD, evidence="Bitcoin sold | 550 | 12", rule="table.monthly")
    found = changes(before(SOLD), (again,))
    assert (found.reworded, found.news) == ((again,), False)


def test_what_stands_beside_the_figures_is_told_better_under_the_same_id():
    better = replace(SOLD, purpose="debt repayment", approximate=True)
    found = changes(before(SOLD), (better,))
    [revised] = found.revised
    assert (revised.statement_id, revised.purpose, found.added, found.withdrawn) == (
        SOLD.statement_id, "debt repayment", (), (),
    )  # fmt: skip
    assert not changes(before(revised), (better,)).news
    [back] = changes(before(revised), (SOLD,)).revised
    assert (back.statement_id, back.purpose) == (SOLD.statement_id, None)


def test_another_figure_withdraws_and_adds_and_comes_back_when_it_is_read_again():
    right = replace(SOLD, sats=5 * 10**8)
    found = changes(before(SOLD), (right,))
    assert (found.withdrawn, found.added) == ((SOLD,), (right,))
    gone = before(SOLD, right, withdrawn={SOLD.statement_id})
    assert not changes(gone, (right,)).news
    back = changes(gone, (SOLD,))
    assert (back.restored, back.withdrawn) == ((SOLD,), (right,))


def test_what_a_reviewer_decided_about_is_neither_withdrawn_nor_read_over():
    known = before(SOLD, HELD, reviewed={SOLD.statement_id})
    otherwise = replace(SOLD, sats=5 * 10**8)
    beside = replace(otherwise, evidence="it sold 5 bitcoin in a hurry")
    found = changes(known, (otherwise, beside, HELD))
    assert (found.stood, found.added, found.withdrawn) == ((SOLD,), (beside,), ())
    nothing = changes(known, (no_sale("2026-01-01", "2026-01-31", evidence="sold none"), HELD))
    assert [each.kind.value for each in nothing.added] == ["no_sale"]


READINGS = st.lists(
    st.builds(
        lambda btc, day, purpose, words: sale(
            btc, f"2026-01-{day:02}", purpose=purpose, evidence=words, rule="prose.sold"
        ),
        st.sampled_from(["5", "6"]), st.integers(1, 3), st.sampled_from([None, "land"]),
        st.sampled_from(["one line", "another"]),
    ),
    max_size=5, unique_by=lambda each: each.statement_id,
)  # fmt: skip


@given(READINGS, READINGS, st.data())
def test_after_a_rereading_just_what_is_read_counts_and_a_second_one_changes_nothing(old, new, data):
    reviewed = data.draw(st.sets(st.sampled_from([each.statement_id for each in old]))) if old else set()
    found = changes(before(*old, reviewed=reviewed), new)
    revised = {each.statement_id: each for each in (*found.revised, *found.reworded)}
    kept = [revised.get(each.statement_id, each) for each in old] + list(found.added)
    gone = {each.statement_id for each in found.withdrawn}
    counts = [replace(each, known_as=None).statement_id for each in kept if each.statement_id not in gone]
    unread = [each.statement_id for each in found.stood]
    if not reviewed:
        assert sorted(counts) == sorted(each.statement_id for each in new)
    assert not gone & reviewed
    assert not changes(before(*kept, reviewed=reviewed, withdrawn=gone), new).news
    assert set(unread) <= reviewed
