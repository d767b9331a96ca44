"""Sold, and sold nothing, of the very same days: which word stands."""

from datetime import date

import pytest

from monitor.disclosures.ledger import issuer_ledger
from monitor.disclosures.ledger_breadth import Word, word_of
from monitor.disclosures.ledger_holdings import stated_holdings
from monitor.disclosures.ledger_sales import confirmed_sales
from monitor.disclosures.months import Month
from monitor.disclosures.periods import Replacement, replacements
from monitor.disclosures.taken_back import standing
from monitor.money import sats_from_btc
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

FEBRUARY = ("2026-02-01", "2026-02-28")
FLAGS = [flag("f", "5", "2026-02-07"), flag("g", "1", "2026-02-08")]
EARLIER, LATER = {"published": date(2026, 3, 3)}, {"published": date(2026, 4, 3), "url": "https://e.com/a"}
ARTICLE = {"hearsay": True, "url": "https://news.example/1"}


@pytest.mark.parametrize(
    ("sold", "none", "stands"),
    [
        (EARLIER, LATER, "none"),
        (LATER, EARLIER, "sold"),
        ({}, EARLIER, "both"),
        (EARLIER | ARTICLE, LATER, "none"),
        (LATER | ARTICLE, EARLIER, "none"),
        (EARLIER, LATER | ARTICLE, "sold"),
        (LATER, EARLIER | ARTICLE, "sold"),
        (EARLIER | ARTICLE, LATER | ARTICLE, "none"),
        (EARLIER, EARLIER, "both"),
        (EARLIER | ARTICLE, EARLIER, "none"),
        ({}, {}, "both"),
    ],
)
def test_the_company_s_own_word_stands_before_an_article_s_and_then_the_later_one(sold, none, stands):
    told, denied = sale("5", *FEBRUARY, **sold), no_sale(*FEBRUARY, **none)
    result = reconciled([told, denied], FLAGS)
    left = {each.kind.value for each in standing([told, denied])}
    assert left == {"none": {"no_sale"}, "sold": {"sale"}, "both": {"sale", "no_sale"}}[stands]
    assert confirmed(result) == ({} if stands == "none" else {"f": sats_from_btc("5")})
    assert refuted(result) == ({"f", "g"} if stands == "none" else set())
    assert bool(result.contradictions) == (stands == "both")


def test_what_was_taken_back_is_shown_and_counts_in_no_question_of_the_ledger():
    told = sale("5", *FEBRUARY, holdings_after_sats=sats_from_btc("20"), **EARLIER)
    denied = no_sale(*FEBRUARY, **LATER)
    ledger = issuer_ledger("acme", [told, denied], FLAGS, AT_ONCE)
    rows = {row.statement: row for row in ledger.rows}
    assert (rows[told].superseded, rows[denied].superseded) == (True, False)
    assert not rows[told].contradicted_by
    assert (ledger.disclosed_sats, confirmed_sales(ledger)) == (0, ())
    assert word_of(ledger, Month(2026, 2)) is Word.HOLDS
    assert replacements([told, denied]) == (
        Replacement(told.statement_id, denied.statement_id, restated=True, same=False),
    )


def test_a_denial_of_other_days_takes_nothing_back():
    told = sale("5", "2026-02-07", "2026-02-08", **EARLIER)
    for days in (FEBRUARY, ("2026-01-01", "2026-03-31")):
        assert confirmed(reconciled([told, no_sale(*days, **LATER)], FLAGS)) == {"f": sats_from_btc("5")}


def test_a_sale_without_a_quantity_takes_a_denial_back_and_is_taken_back_by_one():
    vague = sale(None, *FEBRUARY, **LATER)
    result = reconciled([no_sale(*FEBRUARY, **EARLIER), vague], FLAGS)
    assert ({each.flag_id for each in result.hints}, refuted(result)) == ({"f", "g"}, set())
    result = reconciled([sale(None, *FEBRUARY, **EARLIER), no_sale(*FEBRUARY, **LATER)], FLAGS)
    assert (result.hints, refuted(result)) == ((), {"f", "g"})


def test_a_reviewer_s_confirmation_by_a_document_stands_and_a_pinned_part_goes_with_its_statement():
    denied = no_sale(*FEBRUARY, **LATER)
    confirmation = sale("5", "2026-02-07", only_episode="episode of f", url="https://e.com/c")
    assert confirmed(reconciled([denied, confirmation], FLAGS)) == {"f": sats_from_btc("5")}
    told = sale("5", *FEBRUARY, **EARLIER)
    part = sale("5", *FEBRUARY, only_flag="f", known_as=told.statement_id, **EARLIER)
    assert confirmed(reconciled([told, part, denied], FLAGS)) == {}


def test_of_figures_about_one_month_or_day_the_company_s_own_count_before_an_article_s():
    own, retold = sale("5", *FEBRUARY, **EARLIER), sale("50", *FEBRUARY, **(LATER | ARTICLE))
    assert confirmed(reconciled([own, retold], [flag("f", "50", "2026-02-07")])) == {"f": sats_from_btc("5")}
    assert not replacements([own, retold])[0].restated
    held = [
        statement("holdings", "2026-02-28", btc="9", **EARLIER),
        statement("holdings", "2026-02-28", btc="8", **(LATER | ARTICLE)),
    ]
    assert [each.sats for each in stated_holdings(held)] == [sats_from_btc("9")]


@pytest.mark.parametrize("kind", ["production", "sale"])
def test_none_that_stands_beside_newer_figures_for_comparison_takes_nothing_back(kind):
    told, denied = sale("5", *FEBRUARY, **EARLIER), no_sale(*FEBRUARY, **LATER)
    newer = statement(kind, "2026-03-01", "2026-03-31", "7", **LATER)
    result = reconciled([told, denied, newer], FLAGS)
    assert confirmed(result) == {"f": sats_from_btc("5")}
    assert [(each.sale_id, each.no_sale_id) for each in result.contradictions] == [
        (told.statement_id, denied.statement_id)
    ]
    amended = no_sale(*FEBRUARY, published=date(2026, 3, 20), url="https://e.com/amended")
    assert refuted(reconciled([told, denied, newer, amended], FLAGS)) == {"f", "g"}
