"""What pages of companies and papers were misread for: years that a page leaves out, and what is no denial."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind

NAMES = {"Riot": "riot", "Bitfarms": "bitfarms"}


def stated(text: str, kind: StatementKind, published: date | None = None, read: date | None = None):
    about = About(issuer=None, names=NAMES, published=published, read=read)
    return [
        (each.sats and each.sats / 10**8, each.period_start, each.period_end)
        for each in extract(text, about)
        if each.kind is kind
    ]


def month(year: int, number: int, last: int) -> tuple[date, date]:
    return date(year, number, 1), date(year, number, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the month it is about comes before the only day with a year
            (
                "Riot sold more than half of what it mined in June. It parted with 240 BTC of the 410 BTC it produced"
                " in the month. Since the halving of April 20, 2024, a block brings 3.125 BTC."
            ),
            (240, date(2024, 6, 30)),
        ),
        (  # the day of the news has no year, an older one has
            (
                "On December 9, Riot Platforms Inc. announced that it bought back the notes of March 3, 2025, by the"
                " sale of 640 BTC."
            ),
            (640, date(2025, 12, 9)),
        ),
        (
            "In Toronto on 9 December, Bitfarms said that it sold 640 BTC to repay its loan of March 3, 2025.",
            (640, date(2025, 12, 9)),
        ),
        (  # what it awaits tells more than the record of long ago
            (
                "In December Riot sold 640 BTC, and no miner had sold so much in a month since January 2023. They all"
                " prepare for the next halving, due in April."
            ),
            (640, date(2023, 12, 31)),
        ),
    ],
)
def test_a_page_of_no_day_is_of_the_year_after_what_it_tells_as_past(text, expected):
    (told,) = stated(text, StatementKind.SALE, read=date(2026, 3, 1))
    assert (told[0], told[2]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 Riot bought bitcoin, but last month it sold 300 BTC.",
        "In early 2022 Riot had put $90 million into bitcoin; last month it sold 300 BTC.",
    ],
)
def test_last_month_is_of_the_page_and_not_of_a_year_told_before_it(text):
    assert stated(text, StatementKind.SALE, date(2024, 12, 5)) == [(300, *month(2024, 11, 30))]


def test_a_number_of_coins_behind_a_month_is_no_year_before_bitcoin():
    text = "On Wednesday Riot let it be known that in March 2000 BTC were disposed of."
    assert stated(text, StatementKind.SALE, date(2026, 4, 10)) == [(2000, *month(2026, 3, 31))]


@pytest.mark.parametrize(
    "text",
    [
        "Riot sold 970 BTC. By its treasury it slips through the sale from No. 29 to No. 33 of listed companies.",
        "Riot sold 650 bitcoin in February. Sales or no sales, its bitcoin stack grew by 170.",
        "Riot sold its bitcoin in May. Nothing left in the reserves.",
    ],
)
def test_what_denies_no_sale(text):
    assert not stated(text, StatementKind.NO_SALE, date(2025, 6, 5))


@pytest.mark.parametrize(
    ("text", "sold"),
    [
        ("The cash will come from selling up to 1,617 bitcoin held in Riot's account.", []),
        ("Riot said the money may be raised through selling 300 bitcoin.", []),
        ("The cash came from selling 300 bitcoin in May, Riot said.", [300]),
        ("Riot will use the proceeds from selling 300 bitcoin in May to pay for machines.", [300]),
    ],
)
def test_money_that_will_come_from_selling_is_a_plan(text, sold):
    assert [coins for coins, *_ in stated(text, StatementKind.SALE, date(2025, 6, 5))] == sold


@pytest.mark.parametrize(
    ("text", "coins"),
    [
        ("Riot sold its stock of 300 BTC in May.", 300),
        ("Riot sold off its whole stock of bitcoin in May.", None),
        ("In May Riot sold the whole of its corporate bitcoin treasury.", None),
    ],
)
def test_a_stock_of_coins_is_coins(text, coins):
    assert stated(text, StatementKind.SALE, date(2025, 6, 5)) == [(coins, *month(2025, 5, 31))]


def test_stock_alone_is_of_another_company():
    text = "Riot mines bitcoin. It sold its stock in Bitfarms in May."
    assert not stated(text, StatementKind.SALE, date(2025, 6, 5))


def test_a_ticker_glued_to_a_name_is_no_part_of_it():
    about = About(issuer=None, names=NAMES, published=date(2026, 2, 22))
    (sale,) = extract("In January alone, RiotRIOT-- disposed of 155 BTC.", about)
    assert (sale.entity, sale.sats) == ("riot", 155 * 10**8)


@pytest.mark.parametrize(
    "text",
    [
        "Riot sold 300 BTC in April. Ostra Bitcoin stated on May 30 that 235 bitcoins were sold by it this month.",
        "Riot sold 300 BTC in April. Ostra, in the meantime, has denied it. The firm sold 235 BTC in May.",
        "Riot sold 300 BTC in April. Ostra decided otherwise. It sold 235 BTC in May.",
    ],
)
def test_who_states_something_is_who_is_spoken_of(text):
    about = About(issuer=None, names=NAMES, published=date(2025, 6, 1))
    sellers = {each.entity for each in extract(text, about) if each.sats == 235 * 10**8}
    assert sellers <= {"Ostra", "Ostra Bitcoin"}
    assert sellers


def test_a_note_behind_a_number_is_no_part_of_it():
    text = "In May Riot sold 250 BTC[4], while Bitfarms disposed of 328[5]."
    assert [coins for coins, *_ in stated(text, StatementKind.SALE, date(2025, 6, 5))] == [250, 328]


@pytest.mark.parametrize(
    ("text", "coins"),
    [
        ("Riot turned some of its BTC into money in May.", None),
        (
            "Part of the BTC produced at Riot in May was turned into money, which covered its energy costs.",
            None,
        ),
        ("In May 300 BTC and 400 BCH were sold by Riot.", 300),
        ("Riot's sales in May add up to 1,623 bitcoin.", 1623),
        (
            "Riot mined 400 BTC in May. Of the bitcoin mined in that month the company sold 63% to pay for power.",
            252,
        ),
        ("Of its bitcoin Riot sold 20% in May.", None),
    ],
)
def test_sales_as_pages_word_them(text, coins):
    assert stated(text, StatementKind.SALE, date(2025, 6, 5)) == [(coins, *month(2025, 5, 31))]


def test_what_is_included_in_a_sale_is_no_further_one():
    text = "Over the whole of 2024, 7,309 BTC were unloaded by Riot, the 1,000 BTC of January included."
    about = date(2025, 6, 5)
    assert stated(text, StatementKind.SALE, about) == [(7309, date(2024, 1, 1), date(2024, 12, 31))]
