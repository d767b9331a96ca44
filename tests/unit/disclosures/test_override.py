from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosures.override import Act, Correction, Override, in_force
from monitor.disclosures.reconcile import Reason, ReconciliationPolicy, reconcile
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC, sats_from_btc
from tests.unit.disclosures.stated import confirmed, flag, gap_of, no_sale, reconciled, refuted, sale
from tests.unit.disclosures.test_reconcile_properties import some_candidates, statements

FEBRUARY = ("2026-02-01", "2026-02-28")
QUARTER = sale("15133", "2026-01-01", "2026-03-31", issuer="mara", published=date(2026, 3, 26))


def btc(amount):
    return sats_from_btc(amount)


def pin(statement, number=1, **where):
    return Override(number=number, statement_id=statement.statement_id, act=Act.PIN, **where)


def exclude(statement, number=1):
    return Override(number=number, statement_id=statement.statement_id, act=Act.EXCLUDE)


def correct(statement, number=1, **changes):
    correction = Correction(**changes)
    return Override(
        number=number, statement_id=statement.statement_id, act=Act.CORRECT, correction=correction
    )


def test_a_part_that_is_pinned_goes_to_its_episode_alone_and_is_served_first():
    flags = [flag("early", "14000", "2026-01-10"), flag("mine", "1318", "2026-02-04", venue_rank=1)]
    said = in_force([QUARTER], [pin(QUARTER, episode_id="episode of mine", sats=btc("1318"))])
    result = reconciled(said, flags)
    assert confirmed(result) == {"mine": btc("1318"), "early": btc("13815")}
    assert result.allocations[0].reason is Reason.REVIEWER_PINNED
    assert [(claim.statement, claim.own_sats) for claim in result.claims] == [(QUARTER, btc("15133"))]


def test_a_whole_statement_may_be_pinned_to_one_flag_whatever_its_day():
    flags = [flag("other", "15133", "2026-02-04"), flag("mine", "10000", "2026-04-04")]
    result = reconciled(in_force([QUARTER], [pin(QUARTER, flag_id="mine")]), flags)
    assert confirmed(result) == {"mine": btc("10000")}
    assert gap_of(result, QUARTER) == btc("5133")


def test_of_two_pins_to_one_place_the_last_counts_and_all_together_never_exceed_the_statement():
    week = sale("100", "2026-02-01", "2026-02-07")
    pins = [
        pin(week, 1, flag_id="a", sats=btc("90")),
        pin(week, 2, flag_id="a", sats=btc("60")),
        pin(week, 3, flag_id="b", sats=btc("70")),
    ]
    flags = [flag("a", "200", "2026-02-02"), flag("b", "200", "2026-02-03")]
    assert confirmed(reconciled(in_force([week], pins), flags)) == {"a": btc("60"), "b": btc("40")}


def test_what_is_pinned_of_a_statement_to_a_flag_that_it_also_fills_is_one_allocation():
    month = sale("500", *FEBRUARY)
    said = in_force([month], [pin(month, flag_id="f", sats=btc("100"))])
    [allocation] = reconciled(said, [flag("f", "500", "2026-02-10")]).allocations
    assert (allocation.sats, allocation.reason) == (btc("500"), Reason.REVIEWER_PINNED)


def test_an_excluded_statement_does_not_count():
    none = no_sale(*FEBRUARY)
    moved = [flag("f", "5", "2026-02-10")]
    assert refuted(reconciled(in_force([none], []), moved)) == {"f"}
    assert not refuted(reconciled(in_force([none], [exclude(none)]), moved))


def test_an_excluded_restatement_gives_its_word_back_to_what_it_replaced():
    first = sale("100", *FEBRUARY, published=date(2026, 3, 2))
    wrong = sale("10", *FEBRUARY, published=date(2026, 3, 9))
    result = reconciled(in_force([first, wrong], [exclude(wrong)]), [flag("f", "100", "2026-02-10")])
    assert confirmed(result) == {"f": btc("100")}


def test_a_corrected_statement_keeps_its_id_and_the_later_correction_of_a_figure_counts():
    read = sale("445", *FEBRUARY)
    said = in_force(
        [read], [correct(read, 2, sats=btc("159")), correct(read, 1, sats=btc("1"), approximate=True)]
    )
    assert [(each.statement_id, each.sats, each.approximate) for each in said] == [
        (read.statement_id, btc("159"), True)
    ]


def test_a_sale_that_was_none_is_corrected_to_a_no_sale():
    read = sale("445", *FEBRUARY)
    said = in_force([read], [correct(read, kind=StatementKind.NO_SALE)])
    assert refuted(reconciled(said, [flag("f", "5", "2026-02-10")])) == {"f"}


def test_a_correction_that_cannot_be_is_refused():
    read = sale("445", *FEBRUARY)
    with pytest.raises(ValueError, match="before it starts"):
        in_force([read], [correct(read, period_end=date(2026, 1, 1))])


@st.composite
def decisions(draw, said):
    """Overrides of statements that are there, each possible by itself."""
    made = []
    for number in range(draw(st.integers(0, 5)) if said else 0):
        stated = draw(st.sampled_from(said))
        act = draw(st.sampled_from(Act))
        if act is Act.CORRECT:
            made.append(correct(stated, number, approximate=draw(st.booleans())))
        elif act is Act.EXCLUDE:
            made.append(exclude(stated, number))
        else:
            place = draw(st.sampled_from(({"episode_id": "a"}, {"episode_id": "b"}, {"flag_id": "flag 0"})))
            made.append(pin(stated, number, **place, sats=draw(st.none() | st.integers(1, 30))))
    return made


@settings(max_examples=40)
@given(st.data(), statements, some_candidates(), st.randoms(use_true_random=False))
def test_whatever_reviewers_decide_nothing_is_counted_twice_and_no_order_matters(data, said, flags, random):
    made = data.draw(decisions(said))
    result = reconcile(in_force(said, made), flags, ReconciliationPolicy())
    moved = {each.flag_id: each.sats for each in flags}
    assert all(sats <= moved[name] for name, sats in confirmed(result).items())
    pairs = [(each.statement_id, each.flag_id) for each in result.allocations]
    assert len(pairs) == len(set(pairs))
    told = {each.statement_id: (each.sats or 0) + SATS_PER_BTC // 2 for each in said}
    for claim in result.claims:
        name = claim.statement.statement_id
        seen = sum(each.sats for each in result.allocations if each.statement_id == name)
        assert seen <= told[name]
        assert seen + gap_of(result, claim.statement) == claim.own_sats
    random.shuffle(said)
    random.shuffle(made)
    assert reconcile(in_force(said * 2, made), flags, ReconciliationPolicy()) == result
