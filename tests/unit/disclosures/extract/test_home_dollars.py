"""Money of other countries: it tells of a sale as dollars do, and is never taken for US dollars."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found


def read(text: str) -> tuple[Found, ...]:
    return extract(text, About(issuer="hut-8", names={}, published=date(2024, 5, 12)))


IN_HOME_DOLLARS = (
    "All amounts are in Canadian dollars unless otherwise noted.",
    "Results for the quarter ended March 31, 2024, in Canadian Dollars.",
    "Three months ended March 31, 2024 (Canadian dollars, unaudited)",
    "(In thousands of Canadian dollars, except per share amounts)",
    "Figures are expressed in CAD.",
    "Unless marked otherwise, our dollars are Australian: all figures are in Australian dollars.",
)
IN_US_DOLLARS = (
    "Its shares trade in Canadian dollars in Toronto.",
    "It repaid a loan in Canadian dollars.",
    "It spent 1.55 million Canadian dollars on a site.",
    "It was paid $20 million in Canadian dollars for a site.",
)


@pytest.mark.parametrize("said", IN_HOME_DOLLARS)
def test_plain_dollars_of_a_text_that_counts_in_home_dollars_are_not_us_dollars(said):
    (sale,) = read(f"{said} In April 2024 the company sold 300 bitcoin for $24.5 million.")
    assert (sale.sats, sale.proceeds_usd) == (300 * 10**8, None)


@pytest.mark.parametrize("said", IN_US_DOLLARS)
def test_other_words_about_home_dollars_change_nothing(said):
    (sale,) = read(f"{said} In April 2024 the company sold 300 bitcoin for $24.5 million.")
    assert sale.proceeds_usd == Decimal(24_500_000)


@pytest.mark.parametrize(
    ("said", "proceeds"),
    [
        ("sold 300 bitcoin for $24.5 million (US$18.0 million)", 18_000_000),
        ("sold 300 bitcoin for US$18.0 million", 18_000_000),
        ("sold 300 bitcoin for USD 18.0 million", 18_000_000),
    ],
)
def test_what_is_said_in_us_dollars_beside_home_dollars_counts(said, proceeds):
    (sale,) = read(f"Amounts are in Canadian dollars. In April 2024 the company {said}.")
    assert sale.proceeds_usd == Decimal(proceeds)


@pytest.mark.parametrize(
    "money", ["C$20.5 million", "€20.5 million", "CAD 20.5 million", "20.5 million euros"]
)
def test_a_sale_of_which_only_other_money_is_told_is_a_sale(money):
    (sale,) = read(f"Proceeds from the sale of bitcoin were {money} in the first quarter of 2024.")
    assert (sale.sats, sale.proceeds_usd, sale.period_start.isoformat()) == (None, None, "2024-01-01")


@pytest.mark.parametrize("dollars", ["[$4.35 million]", "($4.35 million)", "or $4.35 million"])
def test_of_a_sum_told_twice_the_dollars_count(dollars):
    (sale,) = read(f"In April 2024 the company sold 120 bitcoin for £3.38 million {dollars}.")
    assert sale.proceeds_usd == Decimal(4_350_000)


def test_a_table_in_home_dollars_tells_quantities_and_no_money():
    rows = "Bitcoin sold | 120 | 80\nProceeds from bitcoin sold | $9,400 | $6,100"
    table = f"In thousands of Canadian dollars\nThree months ended | March 31, 2024 | March 31, 2023\n{rows}"
    assert [(each.sats // 10**8, each.proceeds_usd) for each in read(table)] == [(120, None), (80, None)]
