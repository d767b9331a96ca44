"""What is held and mined in further turns of phrase, and numbers that only look like coins sold, held or mined."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About


def told(text: str, kind: str, *, issuer: str | None = "riot") -> list[float]:
    about = About(issuer=issuer, names={"Riot Platforms, Inc.": "riot"}, published=date(2024, 6, 5))
    return [(each.sats or 0) / 10**8 for each in extract(text, about) if each.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Riot mined 215 BTC in May, bringing its total to 9,084 BTC.",
        "Riot's stack counts 9,084 BTC on May 31, 2024.",
        "Its hoard had swelled to 9,084 BTC by May 31, 2024.",
        "Its Bitcoin holdings now stand at 9,084 BTC.",
        "Their current Bitcoin hodl is 9,084 BTC.",
        "Riot maintains 9,084 bitcoin in its treasury.",
        "Treasury holdings of BTC and ETH were 9,084 and 27,226.2, respectively, on May 31, 2024.",
        "Riot held 9 084 bitcoin on May 31, 2024.",
        "Riot continues to hold 9,084 BTC.",
        "Riot has accumulated 9,084 BTC.",
        "Riot is sitting on 9,084 bitcoin.",
        "At 9,084 BTC, Riot keeps one of the largest treasuries among miners.",
        "Riot is one of the largest holders with 9,084 BTC.",
        "Riot plans to keep its remaining 9,084 bitcoin.",
        "As of May 31, 2024 there were 9,084 BTC.",
        "Bitcoins held on May 31 numbered 9,084.",
        "The hodl position at the end of May, 2024, was 9,084 BTC.",
        "Riot sold 180 bitcoin in May and had 9,084 on May 31.",
        "Riot sold 180 BTC in May and leaves 9,084 in its treasury.",
        "Riot mined 215 bitcoin in May; its balance was 9,084 at the end of the month.",
        "Riot sold 180 bitcoin. It is left with 9,084.",
        "Riot sold 180 bitcoin. Its count stands at 9,084 BTC.",
        "Its whole bitcoin position, 9,084 BTC, was moved.",
    ],
)
def test_what_is_held(text: str) -> None:
    assert told(text, "holdings") == [9084]


@pytest.mark.parametrize(
    "text",
    [
        "Before the sale, Riot held 9,264 BTC.",
        "Riot, which previously held 9,264 BTC, sold 180 in May.",
        "An earlier version of this article said Riot held 9,999 BTC.",
        "The plan would bring holdings to 10,000 BTC.",
        "It had targeted holdings of 10,000 BTC.",
        "Riot drew its reserve of 943.1 BTC down to nil in May 2024.",
        "Riot increased its holdings by 215 BTC in May 2024.",
        "Riot accumulated 215 BTC in May 2024.",
        "Riot sold its 180 BTC in May.",
        "Riot held all 215 BTC it mined in May.",
    ],
)
def test_what_is_no_balance_of_now(text: str) -> None:
    assert told(text, "holdings") == []


@pytest.mark.parametrize(
    "text",
    [
        "Riot held no bitcoin at the end of May 2024.",
        "Riot had no bitcoin on its balance sheet as of May 31, 2024.",
        "As of May 31, 2024, Riot held zero bitcoin.",
        "We did not hold any bitcoin as of May 31, 2024.",
        "Riot's bitcoin holdings fell to zero as of May 31, 2024.",
        "BTC holdings: 0 BTC as of May 31, 2024",
    ],
)
def test_none_held_on_a_day_is_told(text: str) -> None:
    assert told(text, "holdings") == [0]


@pytest.mark.parametrize(
    "text",
    [
        "Riot produced an impressive 215 bitcoin in May.",
        "May saw the mining of 215 BTC by Riot.",
        "By mining 215 bitcoin in May Riot set a record.",
        "Riot made 215 BTC in May.",
        "Riot got 215 bitcoin from mining in May.",
        "For May we recorded 215 bitcoin of production.",
        "The 215 bitcoin that Riot mined in May went to the treasury.",
        "Output dropped to 215 BTC in May.",
    ],
)
def test_what_was_mined(text: str) -> None:
    assert told(text, "production") == [215]


@pytest.mark.parametrize(
    "text",
    [
        "Premiums of 3.2 BTC were earned from covered calls in May 2024.",
        "Riot earned 12 BTC in interest in May 2024.",
        "Riot generated 12 BTC in option premium during May 2024.",
        "Riot made bitcoin mining 215 times cheaper.",
    ],
)
def test_what_was_earned_otherwise(text: str) -> None:
    assert told(text, "production") == []


@pytest.mark.parametrize(
    "text",
    [
        "Riot sold 4,709 bitcoin call options in May.",
        "Riot sold 500 bitcoin futures contracts in May 2024.",
        "Riot sold 200 bitcoin puts in May.",
        "Riot sold 50 bitcoin put spreads in May.",
        "Riot sold 2,500 BTC perpetuals in May 2024.",
        "Riot sold 300 bitcoin-backed notes in May.",
    ],
)
def test_derivatives_of_coins_are_no_coins(text: str) -> None:
    assert told(text, "sale") == []


@pytest.mark.parametrize(
    "text",
    [
        "Listed miners like Riot sold more bitcoin than they mined in May 2024.",
        "Miners including Riot sold 5,492 BTC in May 2024.",
        "Riot is among the firms liquidating more than 300% of their monthly bitcoin output.",
    ],
)
def test_what_many_sold_is_nobodys(text: str) -> None:
    assert told(text, "sale", issuer=None) == []


def test_thousands_may_be_parted_by_spaces() -> None:
    assert told("Riot a vendu 1 080 bitcoins en mai 2024.", "sale") == [1080]
    assert told("Between 2014 and 2023 Riot sold 195 000 BTC.", "sale") == [195_000]
    assert told("In 2024 215 BTC were sold by Riot.", "sale") == [215]


def test_what_was_held_before_stands_in_brackets() -> None:
    assert told("Riot held nine bitcoin at December 31, 2023 (2022: 141).", "holdings") == [9, 141]


@pytest.mark.parametrize(
    "text",
    [
        "Riot scooped up 300 bitcoin in May.",
        "Riot added 300 BTC to its treasury for $20 million in May.",
        "Riot made a purchase of 300 BTC in May.",
        "Riot used the proceeds to buy 300 BTC in May.",
    ],
)
def test_what_was_bought(text: str) -> None:
    assert told(text, "purchase") == [300]


@pytest.mark.parametrize(
    ("text", "pledged"),
    [
        ("The facility is backed by 300 BTC.", [300]),
        ("Riot has 300 bitcoin in collateral.", [300]),
        ("Riot transferred 300 BTC to a collateral account.", [300]),
        ("Riot held 9,084 BTC (including 300 posted as collateral) as of May 31.", [300]),
        ("The lender returned 300 BTC of collateral to Riot.", []),
    ],
)
def test_what_serves_as_security(text: str, pledged: list[float]) -> None:
    assert told(text, "pledge") == pledged


@pytest.mark.parametrize(
    "text",
    [
        "Riot's board authorized the sale of up to 300 bitcoin.",
        "Riot received permission to sell 300 BTC.",
        "The remaining 300 BTC would be sold over the course of the year.",
        "Riot intends to convert its 300 BTC into ether over time.",
    ],
)
def test_what_is_to_be_sold(text: str) -> None:
    assert told(text, "intent") == [300]
    assert told(text, "sale") == []
