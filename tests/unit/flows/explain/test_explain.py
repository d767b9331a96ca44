"""What a transfer can mean, on stories that happened; docs/explanations.md tells them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosures.company_word import company_word
from monitor.flows.evidence import Evidence, EvidenceKind
from monitor.flows.explain.background import Background, CompanyWord, Figure, Pledge
from monitor.flows.explain.explain import explain
from monitor.flows.explain.explanation import Meaning, Weight
from monitor.flows.explain.movement import Movement, earlier_than
from monitor.labels.entity import DatedRole, Entity
from monitor.labels.vocabulary import PLATFORMS, Category
from tests.builders import BTC, NOON, make_flag
from tests.unit.disclosures.stated import no_sale, sale, statement

SALE_WORDS = re.compile(r"\b(sold|sales?|sells?|selling)\b", re.IGNORECASE)
TWO_PRIME = Entity(
    "two-prime", "Two Prime", Category.PRIME_BROKER, (DatedRole(Category.LENDER, date(2025, 10, 1)),)
)
MARA_SAID = (
    no_sale("2025-05-01", "2025-05-31", published=date(2025, 6, 3)),
    sale(None, "2025-09-01", "2025-09-30"),
    statement("production", "2025-01-01", "2025-12-31", "8799"),
    statement("holdings", "2025-12-31", btc="53822"),
    statement("pledge", "2025-12-31", btc="15315"),
)


def moved_on(day, sats, to_entity="two-prime", to_type=Category.PRIME_BROKER, txid="t1", **fields):
    flag = make_flag(txid, to_entity=to_entity, to_type=to_type, sats=sats)
    at = NOON.replace(year=day.year, month=day.month, day=day.day)
    return replace(flag, block=replace(flag.block, time=at), **fields)


def explained(*flags, said=(), counterparty=TWO_PRIME, before=()):
    moved = Movement(flags)
    word = company_word(said, moved.at.date(), counterparty)
    found = explain(moved, Background(counterparty, word, earlier_than(moved, before)))
    return SimpleNamespace(
        weights={each.meaning: each.weight for each in found},
        of={each.meaning: each for each in found},
        order=[each.meaning for each in found],
    )


MAY = moved_on(date(2025, 5, 15), 500 * BTC, txid="may")
JUNE = moved_on(date(2025, 6, 27), 1500 * BTC, txid="june")
FEBRUARY = moved_on(date(2026, 2, 5), 65_377_300_000)


def test_mara_to_two_prime_in_may_2025_is_anything_until_the_company_has_told():
    story = explained(MAY)
    assert story.weights[Meaning.MARKET] is Weight.POSSIBLE
    assert story.weights[Meaning.CUSTODY] is Weight.POSSIBLE
    assert story.weights[Meaning.INTERNAL] is Weight.UNLIKELY
    assert story.of[Meaning.COLLATERAL].opposing == (
        (
            "nothing on record shows that Two Prime lends against bitcoin on that day; "
            "the record begins on 2025-10-01"
        ),
    )


def test_a_refuted_transfer_is_no_parting():
    story = explained(replace(MAY, refuted=True))
    assert story.weights[Meaning.MARKET] is story.weights[Meaning.OTC] is Weight.UNLIKELY
    assert "the company states that it parted with none in that time" in story.of[Meaning.CUSTODY].favouring


def test_mara_to_two_prime_in_february_2026_is_likelier_a_pledge_than_a_parting():
    earlier = [replace(each, refuted=True) for each in (MAY, JUNE)]
    story = explained(FEBRUARY, said=MARA_SAID, before=earlier)
    assert story.order[0] is Meaning.COLLATERAL
    assert story.weights == {
        Meaning.COLLATERAL: Weight.LIKELY,
        Meaning.CUSTODY: Weight.LIKELY,
        Meaning.MARKET: Weight.POSSIBLE,
        Meaning.OTC: Weight.POSSIBLE,
        Meaning.INTERNAL: Weight.UNLIKELY,
    }
    assert story.of[Meaning.COLLATERAL].favouring == (
        "Two Prime also lends against bitcoin, on record since 2025-10-01",
        "2 earlier transfers (2,000 BTC) to two-prime were refuted: the company stated that it parted with none",
        "the company states that it had 15,315 BTC pledged or lent between 2025-12-31 and 2025-12-31",
    )
    assert story.of[Meaning.MARKET].favouring == (
        "the address is labelled as a prime broker address of two-prime",
        "1 of its 2 latest reports tell of coins it parted with",
        "it is no more than the company mines in a month, 747.31 BTC (as of 2025-12-31)",
    )


def test_the_custody_leg_of_the_same_day_is_weaker_than_the_other():
    leg = moved_on(date(2026, 2, 5), 300 * BTC, "bitgo", Category.CUSTODIAN)
    story = explained(leg, said=MARA_SAID, counterparty=None)
    assert story.order[0] is Meaning.CUSTODY
    assert story.weights[Meaning.MARKET] is Weight.UNLIKELY


def test_an_exchange_that_also_lends_leaves_both_open_and_a_statement_that_names_it_decides():
    coinbase = Entity(
        "coinbase-exchange", "Coinbase", Category.EXCHANGE, (DatedRole(Category.LENDER, date(2024, 8, 7)),)
    )
    leg = moved_on(date(2024, 8, 12), 1_234 * BTC, "coinbase-exchange", Category.EXCHANGE)
    before = explained(leg, counterparty=coinbase)
    assert before.weights[Meaning.MARKET] is Weight.LIKELY
    assert before.weights[Meaning.COLLATERAL] is Weight.POSSIBLE
    loan = statement("pledge", "2024-08-07", "2024-12-31", evidence="as collateral, Coinbase master loan")
    after = explained(leg, said=(loan,), counterparty=coinbase)
    assert after.weights[Meaning.COLLATERAL] is Weight.LIKELY
    assert after.of[Meaning.COLLATERAL].favouring[0] == (
        "the company states that it had coins pledged or lent with coinbase-exchange between 2024-08-07 and 2024-12-31"
    )


def test_a_pledge_becomes_a_parting_when_the_company_says_so():
    pledge = moved_on(date(2024, 12, 10), 968 * BTC, "bitmain", Category.LENDER)
    assert explained(pledge, counterparty=None).weights[Meaning.MARKET] is Weight.UNLIKELY
    kept = explained(replace(pledge, confirmed_sats=968 * BTC), counterparty=None)
    assert kept.weights[Meaning.OTC] is not Weight.UNLIKELY
    assert kept.weights[Meaning.CUSTODY] is Weight.UNLIKELY


def test_regular_tranches_and_a_filing_speak_for_a_parting():
    weeks = [moved_on(date(2026, 1, day), 50 * BTC, txid=f"w{day}") for day in (7, 14, 21, 28)]
    filed = statement("holdings", "2026-01-31", btc="50000", published=date(2026, 2, 3))
    story = explained(moved_on(date(2026, 2, 4), 50 * BTC), said=(filed,), before=weeks)
    assert story.of[Meaning.MARKET].favouring[-2:] == (
        "4 of 4 earlier transfers there came on a Wednesday about this hour, as regular tranches do",
        "the company had published on 2026-02-03, after which its hands are free",
    )


def test_evidence_of_parting_speaks_for_it_and_an_excess_for_nothing():
    days = date(2026, 2, 1), date(2026, 2, 28)
    found = (
        Evidence(EvidenceKind.NO_QUANTITY, *days, ("a",)),
        Evidence(EvidenceKind.REMAINDER, *days, ("b",), 5 * BTC),
        Evidence(EvidenceKind.REMAINDER, *days, ("c",), -5 * BTC),
    )
    explanations = explain(Movement((FEBRUARY,)), Background(evidence=found))
    market = next(each for each in explanations if each.meaning is Meaning.MARKET)
    assert {each.text for each in found[:2]} <= set(market.favouring)
    assert found[2].text not in (*market.favouring, *market.opposing)


def test_hops_a_report_that_is_silent_and_a_shaky_label_are_named():
    report = statement("production", "2026-02-01", "2026-02-28", "10")
    leg = moved_on(date(2026, 2, 5), 90 * BTC, hops=2, confidence=40, conflicted=True)
    story = explained(leg, said=(report,))
    assert story.of[Meaning.INTERNAL].weight is Weight.LIKELY
    against = " ".join(story.of[Meaning.MARKET].opposing)
    assert "its report up to 2026-02-28 covers this day" in against
    assert "they came there by 2 unlabelled transfers" in against
    assert "more than 3 months' production" in against


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
AMOUNTS = st.integers(1, 60_000 * BTC)
FLAGS = st.builds(
    moved_on,
    DAYS,
    AMOUNTS,
    to_type=st.sampled_from(sorted(PLATFORMS)),
    txid=st.uuids().map(str),
    hops=st.integers(0, 4),
    mixed_inputs=st.booleans(),
    conflicted=st.booleans(),
    refuted=st.booleans(),
    confidence=st.integers(0, 100),
)
FIGURES = st.none() | st.builds(Figure, AMOUNTS, DAYS)
WORDS = st.builds(
    CompanyWord,
    FIGURES,
    FIGURES,
    st.integers(0, 6),
    st.integers(0, 6),
    st.none() | DAYS,
    st.lists(st.builds(Pledge, st.none() | AMOUNTS, DAYS, DAYS, st.booleans()), max_size=2).map(tuple),
    st.none() | DAYS,
    st.none() | DAYS,
)
ROLES = st.lists(st.builds(DatedRole, st.sampled_from(Category), DAYS), max_size=3).map(tuple)
PARTIES = st.none() | st.builds(
    Entity, st.just("two-prime"), st.just("Two Prime"), st.sampled_from(Category), ROLES
)


@settings(max_examples=60)
@given(
    st.lists(FLAGS, min_size=1, max_size=3),
    PARTIES,
    WORDS,
    st.lists(FLAGS, max_size=5),
    st.booleans(),
)
def test_every_meaning_is_weighed_by_what_is_said_and_none_says_that_coins_were_sold(
    flags, party, word, before, dismissed
):
    found = explain(Movement(tuple(flags)), Background(party, word, tuple(before), dismissed=dismissed))
    assert {each.meaning for each in found} == set(Meaning)
    assert [each.weight for each in found] == sorted((each.weight for each in found), key=list(Weight).index)
    for each in found:
        assert each.favouring or each.weight is Weight.UNLIKELY
        assert not SALE_WORDS.search(" ".join((*each.favouring, *each.opposing)))


def test_what_a_company_stated_too_long_ago_says_nothing():
    old = statement("holdings", "2024-01-31", btc="100")
    assert company_word((old,), date(2024, 2, 5), None).holdings == Figure(100 * BTC, date(2024, 1, 31))
    assert company_word((old,), date(2024, 1, 31) + timedelta(days=500), None) == CompanyWord()
