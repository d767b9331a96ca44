"""Sales as articles tell them: whose they are, of which part of what, and in which of several times."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from tests.unit.disclosures.extract.articles import NAMES, told

SPOKE = "2022-07-21"
Q2 = "2022-04-01..2022-06-30"


@pytest.mark.parametrize(
    "text",
    [
        "Tesla's quarterly report shows that the company sold about three quarters of its bitcoin in Q2.",
        "Tesla sold a big part of its bitcoin in the second quarter, filings show.",
        "Tesla sold 75% of its $1.5B BTC position in Q2 2022.",
        "Tesla offloaded two thirds of its $2 billion bitcoin hoard in the second quarter.",
        "What Tesla did in Q2\nTesla has got rid of most of its bitcoin, a filing published on Wednesday shows.",
    ],
)
def test_a_part_that_was_sold(text: str) -> None:
    assert told(text, published=SPOKE) == [("Tesla", "-", Q2)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Eight years ago today, the US Marshals Service auctioned 29,656 bitcoins.",
            "2014-07-21..2014-07-21",
        ),
        ("The U.S. Marshals Service sold 29,656 bitcoins on June 27, 2014.", "2014-06-27..2014-06-27"),
    ],
)
def test_what_the_marshals_sold(text: str, days: str) -> None:
    assert told(text, published=SPOKE) == [("US Marshals Service", "29656", days)]


def test_the_months_may_be_told_backwards() -> None:
    assert told("Argo sold 500 BTC in May and April.", published=SPOKE) == [
        ("argo", "500", "2022-04-01..2022-05-31")
    ]
    assert told("Argo sold 500 and 600 BTC in May and April, respectively.", published=SPOKE) == [
        ("argo", "500", "2022-05-01..2022-05-31"),
        ("argo", "600", "2022-04-01..2022-04-30"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Argo had a hard month. Miners made 3,900 bitcoin in June and their sales amounted to 14,600 BTC.",
        "Argo had a hard month. Whales sold too. Their June disposals came to 14,600 BTC.",
    ],
)
def test_what_a_crowd_sold(text: str) -> None:
    assert told(text, published=SPOKE) == []


def test_the_head_of_a_post() -> None:
    text = (
        'title: "Tesla selling bitcoin last year was a mistake, says its largest shareholder"\n'
        'description: "Bitcoin has gained a lot since Tesla sold 500 bitcoin in May 2022."\n'
        'date: "2022-07-21 16:10:27"\n'
    )
    assert told(text, published=SPOKE) == [("Tesla", "500", "2022-05-01..2022-05-31")]


def test_the_price_of_purchases_is_not_that_of_a_sale() -> None:
    text = (
        "Tesla sold part of its bitcoin in June 2022. The sale added $936 million of cash."
        " The first purchases were made at $32,610 on average."
    )
    assert told(text, published=SPOKE) == [("Tesla", "-", "2022-06-01..2022-06-30")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Argo moved coins. Between 2014 and 2020, the US sold 500 bitcoin for $3 million.", "US"),
        ("Argo had a hard month, and lost money. The UK sold 500 bitcoin in 2020.", "UK"),
        ("The U.S. Department of Justice sold 500 bitcoin in 2020.", "US Department of Justice"),
        ("In the US, Argo sold 500 bitcoin in 2020.", "argo"),
    ],
)
def test_a_country_that_sold(text: str, who: str) -> None:
    assert [each[:2] for each in told(text, published=SPOKE)] == [(who, "500")]


@pytest.mark.parametrize(
    "text",
    [
        "Tesla lost $140 million on bitcoin, while gaining $64 million through converting bitcoin in Q2 2022.",
        "Tesla booked a $64 million profit by selling bitcoin in Q2 2022.",
        "Tesla's Q2 2022 bitcoin sales raised $936 million.",
    ],
)
def test_a_gain_tells_of_a_sale_without_a_number(text: str) -> None:
    assert told(text, published=SPOKE) == [("Tesla", "-", Q2)]


def test_so_many_sales_are_no_coins() -> None:
    assert told("Tesla made $165 million in profit from two bitcoin sales in Q2 2022.", published=SPOKE) == []


JUNE = "2022-06-01..2022-06-30"


@pytest.mark.parametrize(
    ("text", "sold", "unsold"),
    [
        ("Riot sold 275 BTC in June, CleanSpark 328 and Hut 8 none.", {"riot", "cleanspark"}, {"hut-8"}),
        ("Hut 8 sold no bitcoin in June, Riot 275 and CleanSpark 328.", {"riot", "cleanspark"}, {"hut-8"}),
        ("Riot sold 275 BTC in June and held 6,654 BTC, Hut 8 7,406.", {"riot"}, set()),
        ("Hut 8 did not sell any bitcoin in June and held 7,406 BTC, Riot 6,654.", set(), {"hut-8"}),
    ],
)
def test_what_others_sold_beside_it(text: str, sold: set[str], unsold: set[str]) -> None:
    assert {each[0] for each in told(text, published=SPOKE)} == sold
    assert {(each[0], each[2]) for each in told(text, "no_sale", SPOKE)} == {(who, JUNE) for who in unsold}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Genus Group, barred by a court from selling shares, sold 10 bitcoin.", "Genus Group"),
        ("Ordway's Anna Smith said the company sold 10 bitcoin.", "Ordway"),
        ("Ordway wrote down its bitcoin and sold 10 BTC, the Wall Street Journal reported.", "Ordway"),
    ],
)
def test_who_sold(text: str, who: str) -> None:
    assert [each[:2] for each in told(text, published=SPOKE)] == [(who, "10")]


@pytest.mark.parametrize(
    "text",
    [
        "Ordway bought bitcoin in early 2021 and offloaded 75% of the rest in Q2 2022.",
        "Ordway bought bitcoin in early 2021. It sold the rest in Q2 2022.",
    ],
)
def test_the_rest(text: str) -> None:
    assert told(text, published=SPOKE) == [("Ordway", "-", Q2)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Argo, which sold 400 BTC a month earlier, sold none in June.", "2022-05-01..2022-05-31"),
        ("Argo, which had sold 400 BTC the year before, sold none in June.", "2021-06-01..2021-06-30"),
        ("Having sold 400 BTC in the previous month, Argo sold none in June.", "2022-05-01..2022-05-31"),
        ("Argo sold none in June. This year's sales come to 400 BTC.", "2022-01-01..2022-07-21"),
        ("Argo cut back. Last year's bitcoin sales were 400 BTC.", "2021-01-01..2021-12-31"),
        ("Argo sold 400 of the 500 BTC it made in June.", JUNE),
        ("Listed miners sold more than they made in June, with Argo selling 400 BTC.", JUNE),
    ],
)
def test_when_and_by_whom(text: str, days: str) -> None:
    assert told(text, published=SPOKE) == [("argo", "400", days)]


@pytest.mark.parametrize(
    "text",
    [
        "Argo pays for its energy by selling off part of the BTC it produces.",
    ],
)
def test_no_sale_of_a_company(text: str) -> None:
    assert told(text, published=SPOKE) == []


@pytest.mark.parametrize(
    "text",
    [
        "For about $8.8 million, Argo sold 400 BTC in June.",
        "Argo sold 400 BTC in June. It took in approximately $8.8 million with the sale.",
        "Argo sold 400 BTC in June. The company got $8.8 million from the sales.",
    ],
)
def test_what_it_brought(text: str) -> None:
    about = About(names=NAMES, published=date.fromisoformat(SPOKE))
    assert [each.proceeds_usd for each in extract(text, about) if each.kind == "sale"] == [Decimal("8.8E+6")]


@pytest.mark.parametrize(
    "text",
    [
        "June was hard for miners. 14,600 BTC were sold in the month.\nArgo gave no numbers.",
        "A record for miners: sales of 14,600 BTC in June. Argo gave no numbers.",
        "He puts June at 14,600 coins sold by the largest public miners. Argo had losses.",
        "In June 14,600 coins were sold by the listed miners, Argo says.",
    ],
)
def test_sold_by_whoever(text: str) -> None:
    assert told(text, published=SPOKE) == [(None, "14600", JUNE)]


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("Argo sold almost 63% of the bitcoin mined in June, that is, 147 BTC.", [("argo", "147", JUNE)]),
        ("Argo reported that it had sold BTC 1,500 in June.", [("argo", "1500", JUNE)]),
        ("Five companies, among them the miner Argo and the fund Ordway, sold 1,900 bitcoins in June.", []),
        ("Third comes Ordway Data from Norway, which sold 300 BTC in June.", [("Ordway Data", "300", JUNE)]),
        ("Argo from Britain, which owes its bank money, sold 300 BTC in June.", [("argo", "300", JUNE)]),
    ],
)
def test_what_stands_beside(text: str, sales: list[tuple[str, str, str]]) -> None:
    assert told(text, published=SPOKE) == sales


@pytest.mark.parametrize(
    "behind",
    [
        "after writing them down by $373 million in 2021 and 2020",
        "following the halving in April",
        "after the crash in May",
    ],
)
def test_the_time_of_what_came_before_is_not_that_of_the_sale(behind: str) -> None:
    assert told(f"Argo sold 300 BTC {behind}.", published=SPOKE) == [("argo", "300", f"None..{SPOKE}")]


def test_numbers_with_their_months_behind_them() -> None:
    text = "Argo sold 390 BTC (June), 600 BTC (May) and 0 BTC (April)."
    may = "2022-05-01..2022-05-31"
    assert told(text, published=SPOKE) == [("argo", "390", JUNE), ("argo", "600", may)]
    assert told(text, "no_sale", SPOKE) == [("argo", "-", "2022-04-01..2022-04-30")]


def test_whose_number_is_told_without_the_noun() -> None:
    text = "In Q2, Riot's bitcoin sales totaled 1,000 BTC, Hut 8's 1,375 BTC. Argo sold none of its 215."
    assert told(text, published=SPOKE) == [("riot", "1000", Q2), ("hut-8", "1375", Q2)]
    assert told(text, "no_sale", SPOKE) == [("argo", "-", Q2)]


def test_a_country_does_not_sell_what_its_largest_miner_sells() -> None:
    assert told("Norway's largest miner sold 300 BTC in June.", published=SPOKE) == [(None, "300", JUNE)]
