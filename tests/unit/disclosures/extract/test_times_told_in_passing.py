"""Of when a sale was, where an article tells it in passing; and what its headline tells of the sale below."""

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
PUBLISHED = date(2024, 6, 13)


def told(text):
    """Whose, how many, and of which days: every sale of an article."""
    found = extract(text, About(issuer=None, names=NAMES, published=PUBLISHED))
    return [
        (each.entity, each.sats and each.sats // 10**8, f"{each.period_start}..{each.period_end}")
        for each in found
        if each.kind is StatementKind.SALE
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Riot Platforms drew on its credit line in March, the same month it sold 420 BTC.",
            "2024-03-01..2024-03-31",
        ),
        (
            "Bitfarms held 806 BTC on May 31. Between May 1 and that date it had sold 321 BTC.",
            "2024-05-01..2024-05-31",
        ),
        ("CleanSpark liquidated 75 BTC in early 2023 to close a purchase.", "2023-01-01..2023-03-31"),
        ("Back in mid-2022, Bitfarms offloaded 1,500 bitcoin.", "2022-06-01..2022-08-31"),
        ("HIVE Digital has sold all the bitcoin it mines since early 2023.", "2023-01-01..2024-06-13"),
        (
            "Riot Platforms said on Tuesday it had sold 90 BTC at the end of the first quarter.",
            "2024-01-01..2024-03-31",
        ),
        (
            "A filing dated May 30 shows that on May 14 Riot Platforms sold 612 bitcoin.",
            "2024-05-14..2024-05-14",
        ),
        (
            "In April, when it launched a desk, disposals at CleanSpark came to 401 BTC.",
            "2024-04-01..2024-04-30",
        ),
        (
            "HIVE Digital, under pressure since last year, sold 120 BTC against 110 mined in May.",
            "2024-05-01..2024-05-31",
        ),
        (
            "Police in Kotka have sold 88 bitcoins seized from a dark market in 2019. The sale on June 3 was big.",
            "2024-06-03..2024-06-03",
        ),
        (
            "Bitfarms will close its sites over 2025 and 2026.\n\nIn the first quarter the company sold 941 BTC.",
            "2024-01-01..2024-03-31",
        ),
        (
            "Riot Platforms impaired its bitcoin by $40 million in 2022 and 2023, and has sold 310 BTC.",
            "None..2024-06-13",
        ),
    ],
)
def test_a_time_told_in_passing_is_that_of_the_sale(text, days):
    assert [each[2] for each in told(text)] == [days]


def test_that_month_is_the_one_named_last_whatever_the_article_is_about():
    text = (
        "Bitfarms sold 3,000 coins in May. HIVE Digital raised cash by selling 90 bitcoin in April. Riot Platforms "
        "disposed of 240 BTC that month."
    )
    assert told(text)[2] == ("riot", 240, "2024-04-01..2024-04-30")


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms sold 300 BTC in April, and Riot Platforms has cleared out its bitcoin treasury.",
        "Riot Platforms has been selling bitcoin to pay for a site; Bitfarms sold 300 BTC in April.",
        "Bitfarms sold 300 BTC in April.\n\nRiot Platforms has liquidated 200 bitcoin to fund machines.",
    ],
)
def test_what_one_company_has_done_is_not_of_the_month_of_another(text):
    days = {entity: days for entity, _, days in told(text)}
    assert days == {"bitfarms": "2024-04-01..2024-04-30", "riot": "None..2024-06-13"}


def test_a_company_may_have_sold_in_the_month_that_the_sentence_opens_with():
    text = "In May, Riot Platforms mined 300 BTC and has sold 212 of it."
    assert told(text) == [("riot", 212, "2024-05-01..2024-05-31")]


@pytest.mark.parametrize(
    "text",
    [
        "When bitcoin rallies, sales at CleanSpark come to 401 BTC a month.",
        "In April, when CleanSpark may open its desk, sales could come to 401 BTC.",
        "Riot Platforms held 40 bitcoin on May 14. It plans to sell 250 bitcoin between June 1 and that date.",
        "Bitcoin worth $30 million was transferred by Riot Platforms in May.",
        "HIVE Digital mined bitcoin and sold 2,000 tokens of ether in May.",
        "CleanSpark has bought 300 BTC, and Riot Platforms will sell bitcoin in June.",
    ],
)
def test_such_words_make_no_sale_of_what_was_none(text):
    assert told(text) == []


def test_tokens_are_bitcoin_where_an_article_names_no_other_coin():
    text = "Riot Platforms mines bitcoin. It unloaded 1,133 tokens in May."
    assert told(text) == [("riot", 1133, "2024-05-01..2024-05-31")]


@pytest.mark.parametrize(
    "headline",
    [
        "Riot Sells More Than 1,400 Bitcoin",
        "Riot Platforms Sold Over 1,400 Coins in May",
        "Riot Platforms dumps some of its bitcoin",
        "Riot offloads 1.46K BTC",
    ],
)
def test_what_a_headline_tells_roughly_is_the_sale_below_it(headline):
    text = f"{headline}\nBy A. Writer\n\nRiot Platforms sold 1,463 bitcoin in May for $98 million, it said on Tuesday."
    assert told(text) == [("riot", 1463, "2024-05-01..2024-05-31")]


def test_a_headline_of_other_coins_or_days_stays_a_sale_of_its_own():
    text = "Riot Platforms sold 300 BTC in May\n\nCleanSpark sold 450 BTC in April."
    assert [each[1] for each in told(text)] == [300, 450]
