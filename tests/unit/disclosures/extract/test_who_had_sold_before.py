"""Whose a sale is, and of when, where a text tells of several: what journalists write in round-ups."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind

NAMES = {
    "Riot Platforms": "riot",
    "CleanSpark": "cleanspark",
    "Bitfarms Ltd.": "bitfarms",
    "HIVE Digital": "hive",
}
FEBRUARY, JANUARY = (date(2024, 2, 1), date(2024, 2, 29)), (date(2024, 1, 1), date(2024, 1, 31))


def sales(text):
    found = extract(text, About(issuer=None, names=NAMES, published=date(2024, 3, 6)))
    return [
        (each.entity, each.sats and each.sats // 10**8, (each.period_start, each.period_end))
        for each in found
        if each.kind is StatementKind.SALE
    ]


def test_what_had_been_sold_before_does_not_date_what_is_told_after_it():
    text = (
        "Riot Platforms produced 418 BTC in February and didn't sell any. In January the company had sold 212 BTC. "
        "Similarly, CleanSpark sold just 3 BTC. Bitfarms mined 300 BTC and sold 298."
    )
    assert sales(text) == [("riot", 212, JANUARY), ("cleanspark", 3, FEBRUARY), ("bitfarms", 298, FEBRUARY)]


def test_what_somebody_says_had_been_sold_dates_what_follows():
    text = "Riot Platforms said it had sold 212 BTC in January. It also sold another 15 BTC to a lender."
    assert sales(text) == [("riot", 212, JANUARY), ("riot", 15, JANUARY)]


def test_they_are_the_many_told_of_before():
    text = (
        "Riot Platforms mined 418 BTC in February. Public miners sold more than they produced, and analysts estimate "
        "they sold 4,411 bitcoin in the month."
    )
    assert sales(text) == []


def test_each_of_many_that_are_named_sold():
    text = "Companies such as HIVE Digital and Bitfarms sold more than 100% of their January production."
    assert sales(text) == [("hive", None, JANUARY), ("bitfarms", None, JANUARY)]


@pytest.mark.parametrize("buyers", ["Cash App users", "retail customers", "its customers"])
def test_what_is_sold_to_users_of_a_shop_is_no_sale_of_its_own(buyers):
    assert sales(f"Riot Platforms sold $2.4 billion of bitcoin to {buyers} in January.") == []


def test_all_that_was_mined_is_counted_where_it_was_mined():
    text = "Bitfarms mined 300 bitcoin in January. All bitcoin produced in the month was sold at $42,000."
    assert sales(text) == [("bitfarms", 300, JANUARY)]


def test_a_publisher_called_after_the_coin_is_not_the_coin():
    text = "Riot Platforms agreed to buy BTC Inc., a publisher. It disposed of about 284 BTC in January."
    assert sales(text) == [("riot", 284, JANUARY)]


def test_what_has_been_cleared_out_was_sold():
    assert sales("Bitfarms cleared out its bitcoin treasury in January.") == [("bitfarms", None, JANUARY)]


def test_days_up_to_that_of_the_document_are_a_range():
    text = "Bitfarms sold approximately 250 bitcoin between February 10 and the date of this release."
    assert sales(text) == [("bitfarms", 250, (date(2024, 2, 10), date(2024, 3, 6)))]


def test_what_it_will_keep_denies_no_sale():
    text = "In January, Bitfarms announced that it'll retain all bitcoin mined in its operations."
    found = extract(text, About(issuer=None, names=NAMES, published=date(2024, 3, 6)))
    assert [each.kind for each in found] == [StatementKind.INTENT]
