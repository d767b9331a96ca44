"""Tables whose rows stand on one line, touch each other, are sales of some days, or are sentences in bullets."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About

ABOUT = About(issuer="riot", names={"Riot Platforms, Inc.": "riot"}, published=date(2024, 6, 5))
MAY = "2024-05-01..2024-05-31"
APRIL = "2024-04-01..2024-04-30"
SOLD = [f"sale 180 {MAY}", f"sale 300 {APRIL}"]


def sales(text: str) -> list[str]:
    found = [each for each in extract(text, ABOUT) if each.kind in {"sale", "no_sale"}]
    return [
        " ".join(
            filter(
                None,
                (
                    each.kind,
                    each.sats and f"{each.sats / 10**8:g}",
                    f"{each.period_start}..{each.period_end}",
                ),
            )
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Riot's update is out. Metric May 2024 April 2024 Bitcoin Produced 215 375 Average Bitcoin Produced/Day"
                " 6.9 12.5 Bitcoin Held 9,084 8,872 Bitcoin Sold 180 300 Bitcoin Sales - Net Proceeds $12.1 million"
                " $19.2 million Hash Rate 14.7 12.6 Riot also grew."
            ),
            SOLD,
        ),
        ("May 2024 April 2024 BTC mined1 215 375 BTC sold2 180 300 BTC held3 9,084 8,872", SOLD),
        (
            "May 2024 April 2024 May 2023 Bitcoin Produced 215 375 676 Bitcoin Sold - 300 600",
            [f"no_sale {MAY}", f"sale 300 {APRIL}", "sale 600 2023-05-01..2023-05-31"],
        ),
        ("May 2024\nBTC produced215 BTC sold180 BTC held9,084 Deployed fleet106,000", SOLD[:1]),
        ("For May 2024 Bitcoin Mined: 215Bitcoin Sold: 180Bitcoin Held: 9,084Hash Rate: 14.7 EH/s", SOLD[:1]),
        ("May 2024 - BTC mined 215 - BTC sold 180 - BTC held 9,084", SOLD[:1]),
        ("May 2024\n\n215\nBitcoin mined\n\n180\nBitcoin sold\n\n9,084\nBitcoin held", SOLD[:1]),
        ("May 2024\nBitcoin mined\n215\nBitcoin sold\n180\nBitcoin held\n9,084\nBitcoin news", SOLD[:1]),
        ("May 2024\nBitcoin mined: 215\nBTC sold: 180 out of 215 produced\nBTC held: 9,084", SOLD[:1]),
        ("May 2024\nBTC mined\n215\nBTC sold\n180 out of 215\nBTC held\n9,084", SOLD[:1]),
        (
            "May 2024\n- Sold 180 BTC for proceeds of $12.1 million\n- Mined 215 BTC\n- Held 9,084 BTC",
            SOLD[:1],
        ),
        (
            "May 2024\n- Sale of 180 BTC for $12.1 million at an average of $67,200\n- BTC held: 9,084",
            SOLD[:1],
        ),
        ("| Metric | May 2024 | April 2024 |\n| --- | --- | --- |\n| Bitcoin Sold | 180 | 300 |", SOLD),
        ("Riot mined 215 bitcoin in May, sold 180 bitcoin and held 9,084 bitcoin.", SOLD[:1]),
    ],
)
def test_a_table_is_read_however_it_was_run_together(text: str, told: list[str]) -> None:
    assert sales(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Date | BTC sold | Average price | Proceeds\nMay 1 - May 7, 2024 | 60 | $61,000 | $3.66 million\n"
                "May 8-14, 2024 | 50 | $62,000 | $3.1 million\nMay 20, 2024 | 70 | $67,000 | $4.69 million"
            ),
            ["60 2024-05-01..2024-05-07", "50 2024-05-08..2024-05-14", "70 2024-05-20..2024-05-20"],
        ),
        (
            (
                "Date Range | BTC Acquired (Sold) | Average Price\nMay 1, 2024 to May 7, 2024 | (60) | $61,000\n"
                "5/8/2024 - 5/14/2024 | -50 | $62,000\n5/15/2024 - 5/16/2024 | 10 | $63,000"
            ),
            ["60 2024-05-01..2024-05-07", "50 2024-05-08..2024-05-14"],
        ),
        (
            "Month | BTC mined | BTC sold\nMay 31, 2024 | 215 | 180\nApril 30, 2024 | 375 | 300",
            [f"180 {MAY}", f"300 {APRIL}"],
        ),
        ("Quarter | BTC mined | BTC sold\nMarch 31, 2024 | 1,215 | 180\nDecember 31, 2023 | 1,375 | 300", []),
        (
            "Date | Shares sold | Average price | Proceeds\n2024-05-03 | 6,000 | $11.00 | $66,000\nBitcoin is up.",
            [],
        ),
    ],
)
def test_a_row_may_be_a_sale_of_its_own_days(text: str, told: list[str]) -> None:
    assert sales(text) == [f"sale {each}" for each in told]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Metric July 2023 June 2023 July 2022\nBitcoin Sold 400 400 275\nBitcoin Held17,2757,2656,696",
            [7275],
        ),
        ("Metric July 2023 June 2023\nBitcoin Sold 400 400\nBitcoin Held9,0848,872", [9084]),
        ("Bitcoin Mining1 | Apr-24 | Mar-24\nBitcoin sold | 180 | 300\nBitcoin held | 9,084 | 9,049", [9084]),
    ],
)
def test_a_footnotes_digit_is_no_part_of_a_number(text: str, held: list[int]) -> None:
    found = [each for each in extract(text, ABOUT) if each.kind == "holdings"]
    assert [(each.sats or 0) // 10**8 for each in found] == held


def test_coins_given_for_debt_are_sold_beside_those_sold_for_cash() -> None:
    text = (
        "Year ended December 31, | 2023 | 2022\n | Quantity | Value | Quantity | Value\n"
        "Balance as of January 1, | 500 | 9,000 | 400 | 8,000\n"
        "Bitcoin exchanged for cash | (105) | (2,841) | (241) | (5,467)\n"
        "Bitcoin exchanged for long-term debt | (47) | (1,246) | (73) | (1,586)\n"
        "Balance as of December 31, | 348 | 8,000 | 500 | 9,000"
    )
    amounts = [each.sats for each in extract(text, ABOUT) if each.kind == "sale"]
    assert sorted((sats or 0) // 10**8 for sats in amounts) == [47, 73, 105, 241]
