"""Which company tells that it mined what a cluster was paid; never more than a hypothesis."""

from dataclasses import replace
from datetime import date

from monitor.disclosures.mined_match import hypotheses, told_by_month, whole_months
from monitor.disclosures.months import Month
from monitor.money import sats_from_btc
from tests.unit.disclosures.stated import sale, statement

MONTHS = [Month(2026, 1).after(number) for number in range(8)]


def amounts(*btc):
    return {month: sats_from_btc(each) for month, each in zip(MONTHS, btc, strict=False)}


def offered(paid, **told):
    return [(each.issuer, each.confidence) for each in hypotheses(paid, told, list(paid))]


def test_a_company_whose_figures_fit_in_several_months_is_offered():
    paid = amounts("497.1", "455", "512", "300")
    [found] = hypotheses(paid, {"cango": amounts("496.35", "454.83", "500")}, list(paid))
    assert (found.issuer, found.fitting, found.confidence) == ("cango", 3, 35)
    assert found.says.startswith(
        "in 3 of 3 months it was paid what cango tells that it mined, give or take 5 % "
        "(2026-01: paid 497.1, told 496.35 BTC, "
    )


def test_two_months_or_too_many_that_do_not_fit_are_no_hypothesis():
    assert offered(amounts("100", "100"), acme=amounts("100", "100")) == []
    assert offered(amounts(*["100"] * 5), acme=amounts("100", "100", "100", "50", "50")) == []
    assert offered(amounts(*["100"] * 4), acme=amounts("100", "100", "100", "50")) == [("acme", 25)]
    assert offered(amounts(*["106"] * 4), acme=amounts(*["100"] * 4)) == []


def test_confidence_never_exceeds_a_half_and_is_less_where_several_companies_fit():
    long = amounts(*["100"] * 8)
    assert offered(long, acme=long) == [("acme", 50)]
    assert offered(long, acme=long, zeta=long) == [("acme", 25), ("zeta", 25)]


def test_only_production_of_exactly_a_month_counts_as_last_published():
    told = [
        statement("production", "2026-01-01", "2026-01-31", "9", published=date(2026, 2, 3)),
        statement("production", "2026-01-01", "2026-01-31", "8", published=date(2026, 3, 3)),
        statement("production", "2026-01-01", "2026-03-31", "30"),
        sale("5", "2026-02-01", "2026-02-28"),
        replace(statement("production", "2026-02-01", "2026-02-28", "7"), issuer="zeta"),
    ]
    assert told_by_month(told) == {
        "acme": {Month(2026, 1): sats_from_btc("8")},
        "zeta": {Month(2026, 2): sats_from_btc("7")},
    }


def test_the_month_it_begins_in_and_the_present_one_are_not_compared():
    first = whole_months(MONTHS[:4], date(2026, 1, 14), date(2026, 4, 9))
    assert first == [Month(2026, 2), Month(2026, 3)]
    assert whole_months(MONTHS[:3], date(2026, 1, 2), date(2026, 4, 1)) == MONTHS[:3]
