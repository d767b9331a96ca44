"""Turns that journalists use now and then: each has a rule without which another number or another time is read."""

import pytest

from tests.unit.disclosures.extract.articles import told

SPOKE = "2024-07-05"
JUNE = "2024-06-01..2024-06-30"
MAY = "2024-05-01..2024-05-31"
BY_NOW = "None..2024-07-05"


@pytest.mark.parametrize("part", ["most", "some", "half", "part", "a third"])
def test_a_part_of_what_was_mined_is_not_all_of_it(part: str) -> None:
    text = f"Argo earned 484 bitcoin in June and sold {part} of it."
    assert told(text, published=SPOKE) == [("argo", "-", JUNE)]


@pytest.mark.parametrize(
    ("text", "who", "coins", "days"),
    [
        ("Argo sold 50 BTC at the start of June.", "argo", "50", JUNE),
        ("Argo mined 300 BTC in June. It also just sold all its coins.", "argo", "-", BY_NOW),
        ("In May, Argo said last week, it sold 70 BTC.", "argo", "70", MAY),
        ("Ahead of the halving this week Argo sold 300 BTC.", "argo", "300", BY_NOW),
        ("Argo sold 300 BTC, whose price in May had been higher, last month.", "argo", "300", BY_NOW),
        ("Argo sold 300 BTC after listing in June 2021.", "argo", "300", BY_NOW),
        ("Argo said early this year that it had sold 300 BTC.", "argo", "300", BY_NOW),
        ("Argo announced in May that it had sold 300 BTC.", "argo", "300", BY_NOW),
        ("Argo had turned 75% of its bitcoin into cash by the end of Q1.", "argo", "-", "None..2024-03-31"),
        ("22,000 bitcoins seized in a raid on a market have been sold.", None, "22000", BY_NOW),
        ("The lender liquidated 300 BTC of Argo's collateral in June.", "argo", "300", JUNE),
        ("Argo has sold none since January, when it sold 212 BTC.", "argo", "212", "2024-01-01..2024-01-31"),
        ("Ordway wrote its coins down and has sold bitcoin, the Journal reported.", "Ordway", "-", BY_NOW),
    ],
)
def test_one_sale(text: str, who: str | None, coins: str, days: str) -> None:
    assert told(text, published=SPOKE) == [(who, coins, days)]


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        (
            "Argo sold 310 BTC in May. In the previous month it had sold 150.",
            [("argo", "310", MAY), ("argo", "150", "2024-04-01..2024-04-30")],
        ),
        (
            "Miners sold 15,000 BTC in June, including: Cango 4,451 BTC and Argo 300 BTC.",
            [("cango", "4451", JUNE), ("argo", "300", JUNE)],
        ),
    ],
)
def test_two_sales(text: str, sales: list[tuple[str, str, str]]) -> None:
    assert told(text, published=SPOKE) == sales


def test_none_so_far() -> None:
    text = "Argo mined 300 BTC in June. So far it has sold none."
    assert told(text, "no_sale", SPOKE) == [("argo", "-", BY_NOW)]


def test_a_sum_of_digital_assets() -> None:
    text = "Tesla holds bitcoin. Digital assets worth around $149.2 million were sold in June."
    assert told(text, published=SPOKE) == [("Tesla", "-", JUNE)]


def test_the_month_of_a_verb_told_again() -> None:
    text = "Argo mined 156 BTC and in May mined 132."
    assert told(text, "production", SPOKE) == [("argo", "156", BY_NOW), ("argo", "132", MAY)]
