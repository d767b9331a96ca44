"""Pages made from a filing's tagged data ("R" pages), written for these tests: columns that rows may say nothing of."""

import pytest

from monitor.disclosures.extract.tables.label.meaning import Meaning, label_of
from monitor.disclosures.statement import StatementKind
from monitor.money import btc_text
from tests.unit.disclosures.test_tables_rules import read, sales

Q1_25, Q1_24 = ("2025-01-01", "2025-03-31"), ("2024-01-01", "2024-03-31")
Q2_25, Q2_24 = ("2025-04-01", "2025-06-30"), ("2024-04-01", "2024-06-30")
H1_25, H1_24 = ("2025-01-01", "2025-06-30"), ("2024-01-01", "2024-06-30")
HEADER = """Bitcoin - Activity (Details) - USD ($)
3 Months Ended | 6 Months Ended
Jun. 30, 2025 | Mar. 31, 2025 | Jun. 30, 2024 | Mar. 31, 2024 | Jun. 30, 2025 | Jun. 30, 2024
"""


def coins_of(text):
    return [(start, end, btc) for start, end, btc, _ in sales(text)]


def test_units_below_a_day_head_no_columns():
    text = """Treasury (Details)
|3 Months Ended
|12 Months Ended
|
Mar. 31, 2025
USD ($)
bitcoin
|
Mar. 31, 2024
USD ($)
bitcoin
|
Dec. 31, 2024
USD ($)
bitcoin
|Number of bitcoin sold | bitcoin
|210
|95
|780
|Proceeds from sale of bitcoin
|$ 18,900,000
|$ 5,900,000
|$ 51,000,000"""
    assert sales(text) == [
        (*Q1_25, "210", 18_900_000),
        (*Q1_24, "95", 5_900_000),
        ("2024-01-01", "2024-12-31", "780", 51_000_000),
    ]


def test_cells_left_out_are_found_by_what_balances():
    text = f"""{HEADER}Bitcoin, beginning balance | 1,000 | 880 | 500 | 430 | 880 | 430
Bitcoin mined | 110 | 130 | 260 | 210
Bitcoin sold | (60) | (30) | (90) | (40)
Bitcoin, ending balance | 1,050 | 1,000 | 600 | 500 | 1,050 | 600"""
    assert coins_of(text) == [(*Q2_25, "60"), (*Q2_24, "30"), (*H1_25, "90"), (*H1_24, "40")]


def test_an_excerpt_without_its_last_balance_balances_between_its_columns():
    text = f"""{HEADER}Bitcoin, beginning balance | 1,000 | 880 | 500 | 430 | 880 | 430
Bitcoin purchased | 110 | 130 | 260 | 210
Bitcoin sold | (60) | (30) | (90) | (40)"""
    assert coins_of(text) == [(*Q2_25, "60"), (*Q2_24, "30"), (*H1_25, "90"), (*H1_24, "40")]


@pytest.mark.parametrize("sold", ["(61) | (30) | (90) | (40)", "(60) | (90) | (40)"])
def test_where_nothing_balances_no_column_is_guessed(sold):
    text = f"""{HEADER}Bitcoin, beginning balance | 1,000 | 880 | 500 | 430 | 880 | 430
Bitcoin purchased | 110 | 130 | 260 | 210
Bitcoin sold | {sold}
Bitcoin, ending balance | 1,050 | 1,000 | 600 | 500 | 1,050 | 600"""
    assert sales(text) == []


def test_a_row_of_fewer_values_than_columns_is_of_none_for_sure():
    text = """Bitcoin (Details)
|12 Months Ended
|
Dec. 31, 2024
USD ($)
|
Dec. 31, 2023
USD ($)
|
Dec. 31, 2022
USD ($)
|Number of bitcoin sold
|120
|80"""
    assert sales(text) == []


def test_an_empty_cell_is_no_nil():
    text = """| Bitcoin (Details) - USD ($) | 3 Months Ended | | | 6 Months Ended | |
|---|---|---|---|---|---|
| | Jun. 30, 2025 | Mar. 31, 2025 | Jun. 30, 2024 | Jun. 30, 2025 | Jun. 30, 2024 |
| Bitcoin sold (in bitcoins) | 90 | | 40 | 150 | 95 |
| Proceeds from sale of bitcoin | $ 9,000,000 | | $ 2,600,000 | $ 14,400,000 | $ 5,500,000 |"""
    assert sales(text) == [
        (*Q2_25, "90", 9_000_000),
        (*Q2_24, "40", 2_600_000),
        (*H1_25, "150", 14_400_000),
        (*H1_24, "95", 5_500_000),
    ]


def test_measures_below_one_another_are_of_one_sale():
    text = """Bitcoin - Activity (Details) - USD ($)
3 Months Ended
Mar. 31, 2025 | Mar. 31, 2024
Opening balance | 1,000 | 900
Opening balance, cost | $ 40,000,000 | $ 20,000,000
Bitcoin acquired | 10 | 8
Bitcoin acquired, cost | $ 900,000 | $ 400,000
Bitcoin acquired, fair value | 900,000 | 400,000
Bitcoin sold to pay the manager | (6) | (4)
Bitcoin sold to pay the manager, cost | $ (200,000) | $ (90,000)
Bitcoin sold to pay the manager, fair value | (500,000) | (240,000)
Bitcoin sold to pay the manager, realized gain (loss) | 300,000 | 150,000
Bitcoin sold for redemptions | (60) | (30)
Bitcoin sold for redemptions, fair value | $ (5,400,000) | $ (1,800,000)
Closing balance | 944 | 874
Closing balance, fair value | $ 80,000,000 | $ 60,000,000"""
    assert sales(text) == [
        (*Q1_25, "6", 500_000),
        (*Q1_24, "4", 240_000),
        (*Q1_25, "60", 5_400_000),
        (*Q1_24, "30", 1_800_000),
    ]
    held = [each for each in read(text).statements if each.kind is StatementKind.HOLDINGS]
    assert [btc_text(each.sats) for each in held] == ["944"]


def test_a_roll_forward_without_a_sign_in_its_first_row_counts_coins():
    text = """Bitcoin (Details) - USD ($) $ in Thousands
3 Months Ended
Mar. 31, 2025 | Mar. 31, 2024
Beginning balance | {}900 | {}700
Bitcoin mined | 300 | 200
Bitcoin sold | (250) | (150)
Ending balance | {}950 | {}750"""
    assert coins_of(text.replace("{}", "")) == [(*Q1_25, "250"), (*Q1_24, "150")]
    assert coins_of(text.replace("{}", "$ ")) == [(*Q1_25, None), (*Q1_24, None)]


@pytest.mark.parametrize(
    "label",
    [
        "Bitcoin sold to repay the loan from the bank",
        "Bitcoin sold to fund the purchase of miners",
        "Sales of bitcoin to meet margin calls",
        "Disposals of bitcoin to cover employee compensation",
        "Bitcoin sold for share buybacks",
        "Liquidations of bitcoin to buy equipment",
    ],
)
def test_a_sale_told_by_its_purpose(label):
    assert label_of(label).meaning is Meaning.SOLD


@pytest.mark.parametrize(
    "label", ["Shares sold to buy bitcoin", "Machines sold to pay fees", "Notes sold to retire debt"]
)
def test_the_purpose_of_another_sale(label):
    assert label_of(label).meaning is None


def test_what_is_pledged_of_a_balance_and_what_is_free():
    text = """Bitcoin activity for the year ended December 31, 2024:
| | Quantity | Value |
| Balance as of January 1, | 900 | 38,000 |
| Bitcoin mined | 500 | 33,000 |
| Bitcoin sold | (300) | (20,000) |
| Balance of bitcoin as of December 31, | 1,100 | 102,000 |
| Less coins serving as collateral, pledged as security as of December 31, | (400) | (37,000) |
| Balance of bitcoin that is free of pledges as of December 31, | 700 | 65,000 |"""
    told = [(each.kind, btc_text(each.sats)) for each in read(text).statements]
    assert told == [
        (StatementKind.PRODUCTION, "500"),
        (StatementKind.SALE, "300"),
        (StatementKind.HOLDINGS, "1100"),
        (StatementKind.PLEDGE, "400"),
    ]


def test_money_below_the_same_label_in_coins():
    text = """Changes in bitcoin (Details)
3 Months Ended
Mar. 31, 2025 | Mar. 31, 2024
Beginning balance (in Bitcoins) | 1,000.5 | 800.0
Beginning balance | $ 93,000,000 | $ 33,000,000
Sales of bitcoin for redemptions (in Bitcoins) | (200.0) | (50.0)
Sales of bitcoin for redemptions | $ (18,000,000) | $ (2,500,000)
Ending balance (in Bitcoins) | 800.5 | 750.0
Ending balance | $ 75,000,000 | $ 50,000,000"""
    assert sales(text) == [(*Q1_25, "200", 18_000_000), (*Q1_24, "50", 2_500_000)]
