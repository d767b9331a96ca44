"""Turns of phrase of releases, filings and articles. The sentences are ours; every figure in them is made up."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.statement import StatementKind

NAMES = {"Riot Platforms, Inc.": "riot", "Hut 8 Corp.": "hut-8", "Bitfarms Ltd.": "bitfarms"}
PUBLISHED = date(2024, 6, 5)  # a Wednesday
MAY = date(2024, 5, 1), date(2024, 5, 31)
APRIL = date(2024, 4, 1), date(2024, 4, 30)
QUARTER = date(2024, 1, 1), date(2024, 3, 31)
YEAR_AGO = date(2023, 1, 1), date(2023, 3, 31)
ALL_OF_2022 = date(2022, 1, 1), date(2022, 12, 31)
WEEK = date(2024, 5, 27), date(2024, 6, 2)
Days = tuple[date | None, date]


def read(text: str, *, issuer: str | None = "riot") -> tuple[Found, ...]:
    return extract(text, About(issuer=issuer, names=NAMES, published=PUBLISHED))


def of_kind(text: str, kind: StatementKind) -> list[tuple[object, ...]]:
    found = [each for each in read(text) if each.kind is kind]
    return [(each.sats and each.sats / 10**8, each.period_start, each.period_end) for each in found]


@pytest.mark.parametrize(
    ("text", "btc", "period"),
    [
        ("The Company mined 46 bitcoin in May, of which 36 were sold.", 36, MAY),
        ("During May, 44.6 bitcoin mined, 53.9 sold, 12.4 in the wallet.", 53.9, MAY),
        ("During May we produced 215 bitcoin, all of which were converted to cash.", 215, MAY),
        ("We produced 215 BTC in May and converted all of them into U.S. dollars.", 215, MAY),
        ("2,000 BTC were sold in the month of May, with net proceeds of $130 million.", 2000, MAY),
        ("Bitcoin production came to 215 in May, 180 of which were sold.", 180, MAY),
        ("Total bitcoin sold in May was 180.", 180, MAY),
        ("Bitcoin sales in May came to 200 BTC.", 200, MAY),
        ("Production in May was 215 BTC and sales 200 BTC.", 200, MAY),
        ("Riot mined 60 in May and sold 57.", 57, MAY),
        ("We mined 88 bitcoin in May and sold 70 of them, together with 6 of April's.", 70, MAY),
        ("Earlier in May, half of it, 1,500 BTC, had been sold.", 1500, MAY),
        ("- 215 BTC mined in May\n- 180 BTC sold at an average of $67,200\n- 9,000 BTC held", 180, MAY),
        ("All 215 bitcoin produced in May were sold.", 215, MAY),
        ("We sold our entire production of 215 bitcoin in May.", 215, MAY),
        ("We produced 215 bitcoin in May and sold every one of them.", 215, MAY),
        ("The Company has completed its planned sale of 180 BTC in May.", 180, MAY),
        ("Our desk turned 180 BTC into cash in May.", 180, MAY),
        ("The 180 bitcoin sold in May yielded $12.1 million.", 180, MAY),
        ("May sales of 180 bitcoin fetched $12.1 million.", 180, MAY),
        ("In mid-May the Company sold 180 bitcoin.", 180, MAY),
        ("The Company sold 180 BTC last month to pay for its new site, it said on June 4.", 180, MAY),
        ("In the week to June 2 it sold 300 BTC.", 300, WEEK),
        ("In the two weeks to June 2 the Company sold 180 bitcoin.", 180, (date(2024, 5, 20), WEEK[1])),
        ("Over the past seven days, 180 BTC were sold.", 180, (date(2024, 5, 29), PUBLISHED)),
        ("As of May 20 the Company had sold 180 bitcoin.", 180, (None, date(2024, 5, 20))),
        ("Since its last update on May 14, Riot has sold 120 bitcoin.", 120, (date(2024, 5, 14), PUBLISHED)),
        ("Since the end of the first quarter we have sold 350 BTC.", 350, (date(2024, 4, 1), PUBLISHED)),
        ("Subsequent to March 31, 2024, we sold 350 bitcoin.", 350, (date(2024, 4, 1), PUBLISHED)),
        ("In the first five months of 2024 we sold 1,180 bitcoin.", 1180, (date(2024, 1, 1), MAY[1])),
        ("From January through May 2024 we sold 1,180 bitcoin.", 1180, (date(2024, 1, 1), MAY[1])),
        ("We have sold 1,180 BTC so far this year.", 1180, (date(2024, 1, 1), PUBLISHED)),
        ("In May we sold 137 of our bitcoin, holding 1,016 on May 31.", 137, MAY),
        ("All of them mined less in May. Riot sold 180 BTC.", 180, MAY),
        ("Most kept more of their output in May. Riot mined 215 and sold 180.", 180, MAY),
        ("Figures for the first quarter of 2024 (unaudited). We sold 600 BTC in the current period.", 600, QUARTER),
        ("From 27 May to 2 June 2024 the Company sold 300 bitcoin.", 300, WEEK),
        ("In der Zeit vom 27. Mai bis zum 2. Juni 2024 wurden insgesamt 300 Bitcoins verkauft.", 300, WEEK),
        ("Riot held 9,000 BTC in May, but let 180 go in the month.", 180, MAY),
        ("Riot got rid of 180 BTC in May.", 180, MAY),
        ("Riot in May: mined 215 BTC.\n. Sold, in order to pay for energy, 180 BTC", 180, MAY),
        ("Riot holds 900 BTC.\nSold this week: 52.5", 52.5, (date(2024, 6, 3), PUBLISHED)),
        ("To pay the bills, 180 BTC went to market in May.", 180, MAY),
        ("Riot mined 215 bitcoin in May. Its sales came to 180 in the month.", 180, MAY),
        ("A Riot vendeu 180 bitcoins em maio para pagar as contas.", 180, MAY),
    ],
)  # fmt: skip
def test_a_sale_and_its_days(text: str, btc: float, period: Days) -> None:
    assert of_kind(text, StatementKind.SALE) == [(btc, *period)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sold the 189 BTC that it mined in May as well as 943 BTC from its treasury.", [(189, MAY), (943, MAY)]),
        ("It sold the 189 BTC that it mined in May along with 943 BTC from its treasury.", [(189, MAY), (943, MAY)]),
        ("We sold 600 bitcoin in Q1 2024, up 50% from Q1 2023, when we sold 400.", [(600, QUARTER), (400, YEAR_AGO)]),
        ("We sell bitcoin as needed: 180 BTC in May (April: 200 BTC).", [(180, MAY), (200, APRIL)]),
        ("It made $12.1 million with 180 coins it sold in May (April: 200).", [(180, MAY), (200, APRIL)]),
        ("Update\nBitcoin sold, May 2024: 180 (April 2024: 200)", [(180, MAY), (200, APRIL)]),
        ("We sold 180 bitcoin in May (April: 200).", [(180, MAY), (200, APRIL)]),
        ("In the first quarter of 2024 we sold 600 bitcoin (2022: 4,602).", [(600, QUARTER), (4602, ALL_OF_2022)]),
        (
            "In Q1 2024 we sold 600 bitcoin for $31.2 million, compared with 400 bitcoin for $9.8 million in Q1 2023.",
            [(600, QUARTER), (400, YEAR_AGO)],
        ),
    ],
)  # fmt: skip
def test_several_sales_of_one_verb(text: str, expected: list[tuple[float, Days]]) -> None:
    assert of_kind(text, StatementKind.SALE) == [(btc, *days) for btc, days in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Sales of bitcoin amounted to $12.4 million in the first quarter of 2024.",
        "Proceeds from the sale of digital assets totaled $12.4 million in the first quarter of 2024.",
        "We received $12.4 million of proceeds from sales of bitcoin in the first quarter of 2024.",
        "In the first quarter of 2024 we generated proceeds of $12.4 million from the sale of bitcoin.",
        "Riot raised $12.4 million from bitcoin sales in the first quarter of 2024.",
    ],
)
def test_a_sale_of_which_only_the_money_is_told(text: str) -> None:
    (sale,) = read(text)
    assert (sale.kind, sale.sats, sale.proceeds_usd) == (StatementKind.SALE, None, Decimal(12_400_000))
    assert (sale.period_start, sale.period_end) == QUARTER


@pytest.mark.parametrize(
    "text",
    [
        "Riot denied reports that it had sold 4,000 bitcoin in May.",
        "It was reported that Riot sold 5,000 bitcoin in May, which the Company denies.",
        "Had we sold the 215 bitcoin mined in May, we would have received $14 million.",
        "The Company would have sold 180 bitcoin in May.",
        "A customer of Galaxy sold 80,000 BTC in May.",
        "Realized gains on sales of bitcoin amounted to $3.1 million in the first quarter of 2024.",
        "Fees on sales of bitcoin amounted to $0.1 million in the first quarter of 2024.",
        "It held 40 BTC and 300 miners were sold in May.",
        "This was offset by proceeds from the sale of bitcoin of $42,803.",
        "A court ordered the sale of 180 BTC.",
        "In May those who sold bitcoin did worse than holders of Riot shares.",
        "Riot went to market in May with a note, and held 180 BTC.",
        "Riot could raise $12 million by selling 180 BTC.",
        "Analysts think that Riot sold 500 BTC in May.",
        "Miners that cannot cover their costs may be forced to sell their bitcoin.",
        "Bitcoin is derecognized when it is sold.",
        "Substantially all of the bitcoin mined since inception has been sold.",
    ],
)
def test_what_is_no_sale_of_ours(text: str) -> None:
    assert of_kind(text, StatementKind.SALE) == []


@pytest.mark.parametrize(
    "text",
    [
        "No bitcoin left the treasury in May.",
        "Not one coin was sold in May.",
        "No portion of our bitcoin was sold in May.",
        "The Company did not purchase or sell any bitcoin in May.",
        "The Company held all of its bitcoin production in May.",
        "Our bitcoin is in cold storage. Sales in May: none.",
        "Zero bitcoin were sold in May.",
        "There were no bitcoin sales in May.",
        "In May the Company retained everything it mined; its bitcoin is in custody.",
        "In May we mined 300 bitcoin and did not part with any.",
        "In May we mined 300 bitcoin and kept all of them.",
        "In May we mined 300 bitcoin and sold none of it.",
        "In May we mined 300 bitcoin without selling any.",
        "100% of the bitcoin produced in May was retained.",
        "The Company neither sold nor bought bitcoin in May.",
        "The Company refrained from selling bitcoin in May.",
        "In May we mined 300 bitcoin. None had been sold in the month.",
        "Riot said that none of its coins had been parted with in May.",
    ],
)
def test_a_denial_and_its_days(text: str) -> None:
    assert of_kind(text, StatementKind.NO_SALE) == [(None, *MAY)]
    assert of_kind(text, StatementKind.SALE) == []


def test_never_is_up_to_the_day_of_the_document() -> None:
    assert of_kind(
        "In May we mined 300 bitcoin. We have never sold a single coin.", StatementKind.NO_SALE
    ) == [(None, None, PUBLISHED)]


@pytest.mark.parametrize(
    "text",
    [
        "We will keep selling what we mine, in bitcoin and in hosting.",
        "We may decide to sell some or all of our bitcoin.",
        "We may from time to time sell some of our bitcoin.",
        "The Company sells bitcoin as needed to fund growth.",
    ],
)
def test_a_habit_or_a_plan_is_an_intent(text: str) -> None:
    assert [each.kind for each in read(text)] == [StatementKind.INTENT]


@pytest.mark.parametrize(
    ("text", "btc", "day"),
    [
        ("9,133 Bitcoin, of which 7,159 unencumbered, were held on May 31.", 9133, MAY[1]),
        ("2,021 BTC were in custody on May 31, 2024.", 2021, MAY[1]),
        ("On May 31, 2024 there were 2,021 BTC on the balance sheet.", 2021, MAY[1]),
        ("The bitcoin balance went from 9,100 to 9,133 bitcoin during May.", 9133, MAY[1]),
        ("Riot closed 2023 with 9,000 BTC in treasury.", 9000, date(2023, 12, 31)),
        (
            "In May Riot sold 180 BTC. A year earlier it had sold nothing. It has 9,000 BTC left.",
            9000,
            MAY[1],
        ),
        ("Reserves fell by 300 BTC to 9,000 BTC in May.", 9000, MAY[1]),
        ("As of May 31 our digital assets comprised 9,000 bitcoin.", 9000, MAY[1]),
    ],
)
def test_what_is_held(text: str, btc: float, day: date) -> None:
    assert of_kind(text, StatementKind.HOLDINGS) == [(btc, None, day)]


@pytest.mark.parametrize(
    "text",
    [
        "As of May 31 we held 9,000 bitcoin, including 3,000 that are restricted.",
        "As of May 31 we held 9,000 bitcoin, of which 3,000 secure the credit facility.",
        "As of May 31, 9,000 bitcoin were held, of which pledged as collateral 3,000.",
        "As of May 31, 3,000 bitcoin served as security for the loan.",
    ],
)
def test_the_part_is_pledged_and_not_the_whole(text: str) -> None:
    assert [each[0] for each in of_kind(text, StatementKind.PLEDGE)] == [3000]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Nebula Mining, which had a bad April, sold 180 BTC in May.", "Nebula Mining"),
        ("Riot mined 215 BTC in May. Zephyr Compute, in contrast, sold 120 BTC.", "Zephyr Compute"),
        ("Riot mined less in May. Hut 8, by contrast, sold 180 BTC.", "hut-8"),
        ("Galaxy Digital completed the sale of 80,000 BTC for a very early investor.", None),
    ],
)
def test_the_subject_of_the_sentence_sold(text: str, entity: str | None) -> None:
    (sale,) = (each for each in read(text, issuer=None) if each.kind is StatementKind.SALE)
    assert sale.entity == entity


@pytest.mark.parametrize("days", ["April 30", "April 30, 2024"])
def test_the_values_of_two_columns_are_parted_by_a_slash(days: str) -> None:
    text = f"Update for May 2024\nKey metrics, May 31{days[8:]} vs. {days}\nMined BTC 215 / 240\nBitcoin sold 180 / 200"
    assert of_kind(text, StatementKind.SALE) == [(180, *MAY), (200, *APRIL)]


def test_a_number_before_what_was_done_with_it_is_no_production() -> None:
    text = "In May bills were paid from production: 180 BTC went to market."
    assert of_kind(text, StatementKind.PRODUCTION) == []


def test_a_year_earlier_is_one_before_what_was_spoken_of() -> None:
    text = "Riot sold 600 BTC in the first quarter of 2024. A year earlier it had sold nothing."
    assert of_kind(text, StatementKind.NO_SALE) == [(None, *YEAR_AGO)]


def test_coins_bought_are_told_from_coins_mined_by_their_price() -> None:
    assert of_kind("We added 300 bitcoin in May at an average price of $65,000.", StatementKind.PURCHASE) == [
        (300, *MAY)
    ]
