"""What holds of every ledger, whatever companies state and the chain shows, in whatever order."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.ledger_sums import total
from monitor.disclosures.ledger_whole import Account, Question, whole_ledger
from monitor.disclosures.months import Month
from monitor.labels.entity import Cadence, DisclosureHabit, Entity
from monitor.labels.vocabulary import Category
from tests.unit.disclosures.stated import AT_ONCE
from tests.unit.disclosures.test_reconcile_properties import some_candidates, statements

ISSUERS = ("acme", "zeta")
HODL = Entity("hodl", "Hodl", Category.MINER, habits=(DisclosureHabit(Cadence.MONTHLY, 7),))
MONTHS = (Month(2025, 12), Month(2026, 1), Month(2026, 2))


@st.composite
def accounts(draw):
    """Accounts whose statements and flags reach from December 2025 to February 2026."""
    return [
        Account(
            issuer,
            tuple(replace(each, issuer=issuer) for each in draw(statements)),
            tuple(draw(some_candidates())),
            {},
        )
        for issuer in ISSUERS
    ]


questions = st.builds(
    Question,
    today=st.just(date(2026, 3, 1)),
    as_of=st.none() | st.integers(0, 90).map(lambda days: date(2025, 12, 20) + timedelta(days=days)),
    only_month=st.none() | st.sampled_from(MONTHS),
)


def ledger(known, question):
    return whole_ledger(known, AT_ONCE, {"hodl": HODL}, question)


@given(accounts(), questions)
def test_sums_agree_with_sales_and_flags(known, question):
    found = ledger(known, question)
    for sums in (found.total, found.selected, *(page.sums for page in found.pages)):
        parts = sums.matched_sats + sums.refuted_sats + sums.indicative_sats + sums.expired_sats
        assert sums.moved_sats == parts
        assert 0 <= sums.seen_sats <= sums.disclosed_sats
        assert min(sums.matched_sats, sums.refuted_sats, sums.indicative_sats) >= 0
    for page in found.pages:
        assert page.sums.disclosed_sats == page.ledger.disclosed_sats
        assert page.sums.seen_sats == page.ledger.confirmed_sats == page.sums.matched_sats
        assert page.selected.disclosed_sats == sum(sale.counted_sats for sale in page.sales)
        assert all(0 <= sale.seen_sats <= sale.counted_sats for sale in page.sales)
        assert sum(each.sats for each in page.open_episodes) == page.ledger.unconfirmed_sats


@given(accounts())
def test_the_months_add_up_to_everything(known):
    whole = ledger(known, Question(date(2026, 3, 1)))
    months = (ledger(known, Question(date(2026, 3, 1), only_month=month)) for month in MONTHS)
    assert total(each.selected for each in months) == whole.total


@given(accounts(), questions, st.randoms(use_true_random=False))
def test_the_order_of_what_is_known_does_not_matter(known, question, random):
    shuffled = [
        replace(
            each,
            statements=tuple(random.sample(each.statements, len(each.statements))),
            candidates=tuple(random.sample(each.candidates, len(each.candidates))),
        )
        for each in random.sample(known, len(known))
    ]
    assert ledger(shuffled, question) == ledger(known, question)


@given(accounts(), questions)
def test_everybody_has_one_word_a_month(known, question):
    for each in ledger(known, question).breadth:
        assert set(each.words) == {page.issuer for page in ledger(known, question).pages} | {"hodl"}
