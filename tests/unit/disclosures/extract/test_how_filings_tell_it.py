"""Sales as annual and quarterly reports tell them: in thousands, brackets and lists, in periods that "then ended"."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind

Days = tuple[date | None, date | None]
Sale = tuple[float | None, float | None, Days]
"""Coins, millions of dollars, and days."""


def year(number: int) -> Days:
    return date(number, 1, 1), date(number, 12, 31)


Q3, NINE = (date(2024, 7, 1), date(2024, 9, 30)), (date(2024, 1, 1), date(2024, 9, 30))
Q3_BEFORE, NINE_BEFORE = (date(2023, 7, 1), date(2023, 9, 30)), (date(2023, 1, 1), date(2023, 9, 30))


def stated(text: str, kind: StatementKind) -> list[Sale]:
    about = About(issuer="riot", names={"Riot": "riot"}, published=date(2024, 11, 12))
    return [
        (
            each.sats and each.sats / 10**8,
            each.proceeds_usd and float(each.proceeds_usd) / 10**6,
            (each.period_start, each.period_end),
        )
        for each in extract(text, about)
        if each.kind is kind
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Bitcoin dispositions yielded $26,119 and $39,840 in the three and nine months ended September 30,"
                " 2024, respectively, representing 430 and 690 bitcoin. (Dollars in thousands.)"
            ),
            [(430, 26.119, Q3), (690, 39.84, NINE)],
        ),
        (
            (
                "We mine bitcoin. Cash from the disposal of cryptocurrencies, presented within investing activities,"
                " was US$323,178 thousand in 2023 (2022: US$307,690 thousand; 2021: US$330,101 thousand)."
            ),
            [(None, 323.178, year(2023)), (None, 307.69, year(2022)), (None, 330.101, year(2021))],
        ),
        (
            (
                "Our bitcoin is moved to an exchange and sold, as a rule, on the day it is received. Receipts from such"
                " sales came to $10.7 million in 2023 and $24.4 million in 2022."
            ),
            [(None, 10.7, year(2023)), (None, 24.4, year(2022))],
        ),
        (
            "In 2023 we sold 10% of our previously purchased bitcoin. We received $27.2 million upon these disposals.",
            [(None, 27.2, year(2023))],
        ),
        (
            (
                "All of the Company's 600 bitcoin sold in the nine months ended September 30, 2024 were sold in the"
                " third quarter: 100 in July, 200 in August and 300 in September."
            ),
            [
                (600, None, NINE),
                (600, None, Q3),
                (100, None, (date(2024, 7, 1), date(2024, 7, 31))),
                (200, None, (date(2024, 8, 1), date(2024, 8, 31))),
                (300, None, (date(2024, 9, 1), date(2024, 9, 30))),
            ],
        ),
        (
            "In January 2023 it disposed of 125 bitcoin; in the remainder of the year 40 bitcoin were sold.",
            [(125, None, (date(2023, 1, 1), date(2023, 1, 31))), (40, None, (date(2023, 2, 1), date(2023, 12, 31)))],
        ),
        (
            (
                "We sold 51 bitcoin for about $3.2 million in the quarter ended September 30, 2024 and 166 bitcoin for"
                " about $10.3 million in the nine months then ended. During the comparable 2023 periods we sold 52 and"
                " 155 bitcoin for about $1.5 million and $4.2 million, respectively."
            ),
            [(51, 3.2, Q3), (166, 10.3, NINE), (52, 1.5, Q3_BEFORE), (155, 4.2, NINE_BEFORE)],
        ),
        (
            "In the year ended December 31, 2023 it mined 419 BTC (2022: 325; 2021: 139) and sold every one of them.",
            [(419, None, year(2023))],
        ),
        ("In 2023 it mined 301 bitcoin from its own machines and disposed of 246 of them.", [(246, None, year(2023))]),
        ("In 2023 the Company sold or used for payments 875 bitcoin.", [(875, None, year(2023))]),
        (
            "In 2023 and 2022 it sold bitcoin with costs of $13 million and $6 million for $14 million and $7 million.",
            [(None, 14, year(2023)), (None, 7, year(2022))],
        ),
        (
            "From March 31, 2023 (inception) through December 31, 2023 the Company sold 20 bitcoin.",
            [(20, None, (date(2023, 3, 31), date(2023, 12, 31)))],
        ),
        (
            "In the first half of 2024 it sold 150 bitcoin. In the same half of 2023 it sold 132 bitcoin.",
            [(150, None, (date(2024, 1, 1), date(2024, 6, 30))), (132, None, (date(2023, 1, 1), date(2023, 6, 30)))],
        ),
    ],
)  # fmt: skip
def test_sales_of_reports(text: str, expected: list[Sale]) -> None:
    assert stated(text, StatementKind.SALE) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In 2023, 2022 and 2021 we sold 618, 342 and nil bitcoin, respectively.", year(2021)),
        ("In the years 2023 and 2022 the Company sold 69 and 0 bitcoin for $1.6 million and $0.", year(2022)),
        (
            (
                "For the three months ended September 30, 2024 investing activities included proceeds from the sale of"
                " bitcoin of $58,092 (three months ended September 30, 2023: $0)."
            ),
            Q3_BEFORE,
        ),
        (
            "We mine bitcoin. No digital assets were sold during the three months ended September 30, 2023.",
            Q3_BEFORE,
        ),
        (
            "On August 3, 2024 we held 471 BTC; there were no sales of BTC in the twenty-six weeks then ended.",
            (date(2024, 2, 4), date(2024, 8, 3)),
        ),
        (
            "It has not sold any of the 467 bitcoin it has mined since entering the business in November 2023.",
            (date(2023, 11, 1), date(2024, 11, 12)),
        ),
    ],
)
def test_days_in_which_none_was_sold(text: str, days: Days) -> None:
    assert stated(text, StatementKind.NO_SALE) == [(None, None, days)]


@pytest.mark.parametrize(
    "text",
    [
        "On January 1, 2024 there was no change in the classification of bitcoin other than under ASU 2023-08.",
        "A decline in price will result in losses even where the bitcoin is not disposed of.",
        "The Company is not exposed to the sale of bitcoin by its customers in 2023.",
        "In 2023 we mined 341 bitcoin at our Georgia facility, which was sold in October 2024 for $42.5 million.",
        "We hold 100 bitcoin. We may sell shares at the market. In 2023 proceeds from such sales were $10.7 million.",
        "We sell bitcoin and mining machines from time to time. In 2023 proceeds from such sales were $10.7 million.",
        "We sell bitcoin daily. We issued notes in May. Proceeds from such sales were $30 million in 2023.",
        "All bitcoin mined is exchanged for U.S. dollars.",
        "Balance of bitcoin at January 1, 2024: 40\nDisposition of bitcoin for services (57)",
        "In 2023 the Group bought 301 machines for mining bitcoin and sold 246 of them.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert stated(text, StatementKind.SALE) == stated(text, StatementKind.NO_SALE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mined bitcoin are monetized daily through a broker.",
        "The Company sells the bitcoin it earns shortly after receipt.",
        "We exchange bitcoin for dollars on a daily basis.",
        "We may, from time to time, convert bitcoin into cash.",
        "We may increase or decrease our holdings of digital assets at any time.",
        "Riot may be forced to make further sales of bitcoin.",
    ],
)
def test_habits_and_permissions(text: str) -> None:
    assert len(stated(text, StatementKind.INTENT)) == 1


def test_being_able_to_sell_is_no_intent() -> None:
    text = "Bitcoin is a current asset due to the Company's ability to sell bitcoin in a highly liquid marketplace."
    assert stated(text, StatementKind.INTENT) == []


def test_balances_and_what_they_are_not() -> None:
    text = "At September 30, 2024 and December 31, 2023 the Company held 150 and 95 bitcoin."
    days = (None, date(2024, 9, 30)), (None, date(2023, 12, 31))
    assert [(coins, when) for coins, _, when in stated(text, StatementKind.HOLDINGS)] == [
        (150, days[0]),
        (95, days[1]),
    ]
    text = "As of September 30, 2024 we had 726 bitcoin, all of which was produced by our mining operations."
    assert stated(text, StatementKind.PRODUCTION) == []


@pytest.mark.parametrize(
    "text",
    [
        "There were no gains from sales of bitcoin in the third quarter of 2024.",
        "The loss on disposal of bitcoin was nil for the three months ended September 30, 2024.",
        "Deepmine had no losses on sales of digital assets in the third quarter of 2024. It mines bitcoin.",
    ],
)
def test_no_gain_is_no_word_that_nothing_was_sold(text):
    assert stated(text, StatementKind.NO_SALE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Our bitcoin fell from 900 as of June 30, 2024 to 850 as of September 30, 2024 due to sales of 210 bitcoin.",
        "Holdings went from 900 BTC at June 30, 2024 to 850 BTC at September 30, 2024, after the sale of 210 BTC.",
    ],
)
def test_what_was_sold_between_two_balances(text):
    assert stated(text, StatementKind.SALE) == [(210, None, Q3)]


@pytest.mark.parametrize(
    "who", ["The Trust", "The Fund", "The Sponsor", "The Partnership", "The Trust's Custodian"]
)
def test_a_filer_that_calls_itself_by_what_it_is(who):
    about = About(issuer="harbor", names={"Harbor Bitcoin Shares": "harbor"}, published=date(2024, 11, 12))
    told = extract(f"{who} sold 12.4 bitcoin in the third quarter of 2024 to pay the Sponsor's fee.", about)
    assert [(each.kind, each.entity) for each in told] == [(StatementKind.SALE, "harbor")]


def test_a_row_of_a_table_is_no_sentence_whatever_its_label_says():
    text = """Cryptocurrency activity for the three months ended September 30, 2024
Quantity of bitcoin US$ amounts
Balance at June 30, 2024 24.7 $ 1,497,736
Proceeds from the sale of cryptocurrency ( 18.9 ) ( 1,164,205 )
Realized loss on the sale of cryptocurrency — ( 131,075 )
Balance at September 30, 2024 5.8 $ 348,586"""
    assert stated(text, StatementKind.SALE) == [(18.9, 1.164205, Q3)]


@pytest.mark.parametrize(
    "text",
    [
        "In the third quarter of 2024 we sold 210 bitcoin for an aggregate sales price of $12.2 million.",
        "In the third quarter of 2024 we sold 210 bitcoin for a total sale amount of $12.2 million, net of fees.",
        "We sold 210 bitcoin in the third quarter of 2024 for an aggregate price of $12.2 million.",
        "We sold 210 bitcoin in the third quarter of 2024 for gross sale consideration of $12.2 million.",
    ],
)
def test_a_sum_named_after_the_sale_is_no_other_sale(text):
    assert stated(text, StatementKind.SALE) == [(210, 12.2, Q3)]


@pytest.mark.parametrize(
    "text",
    [
        "In Q3 2024 we sold 210 bitcoin and bought a site for a total purchase price of $8.2 million.",
        "In Q3 2024 we sold 210 bitcoin to fund miners with an aggregate purchase price of $8.2 million.",
    ],
)
def test_the_price_of_something_else(text):
    assert stated(text, StatementKind.SALE) == [(210, None, Q3)]


@pytest.mark.parametrize(
    "text",
    [
        "No bitcoin was sold in the three or nine months ended September 30, 2024.",
        "We did not sell any bitcoin during the quarter or the nine months ended September 30, 2024.",
    ],
)
def test_none_in_one_period_or_the_other(text):
    assert stated(text, StatementKind.NO_SALE) == [(None, None, Q3), (None, None, NINE)]
