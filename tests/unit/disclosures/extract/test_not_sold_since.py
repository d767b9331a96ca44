"""How long nothing was sold: since a day, month or year, since the last sale; and of none of so many coins."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About

TODAY = date(2025, 9, 4)
AUGUST = date(2025, 8, 1), date(2025, 8, 31)


def read(text: str, issuer: str | None = "riot") -> list[tuple[str, tuple[date | None, date | None]]]:
    names = {
        "Riot Platforms, Inc.": "riot",
        "Riot": "riot",
        "CleanSpark, Inc.": "cleanspark",
        "CleanSpark": "cleanspark",
    }
    about = About(issuer=issuer, names=names, published=TODAY)
    found = [each for each in extract(text, about) if each.kind in {"sale", "no_sale", "intent"}]
    return [(each.kind, (each.period_start, each.period_end)) for each in found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Riot has not sold any bitcoin since October 21, 2020.", date(2020, 10, 21)),
        ("Riot has not sold bitcoin since January.", date(2025, 2, 1)),
        ("The Company has not sold any bitcoin since February 2022.", date(2022, 3, 1)),
        ("Riot has not sold any bitcoin since the second quarter of 2023.", date(2023, 7, 1)),
        ("Riot has not sold any bitcoin since 2021.", date(2022, 1, 1)),
        ("None of the Company's bitcoin has been sold since January 2021.", date(2021, 2, 1)),
        ("Our last bitcoin sale was in March 2024.", date(2024, 4, 1)),
        ("The last sale of bitcoin took place in early January 2021.", date(2021, 2, 1)),
        ("The Company last sold bitcoin on January 7, 2021.", date(2021, 1, 8)),
        ("The last time Riot sold bitcoin was in January 2024.", date(2024, 2, 1)),
        ("Riot has hodled since October 2020.", date(2020, 10, 1)),
        ("Riot has not sold any bitcoin so far this year.", date(2025, 1, 1)),
    ],
)
def test_since_when_none_were_sold(text: str, first: date) -> None:
    assert read(text) == [("no_sale", (first, TODAY))]


def test_what_had_not_been_done_until_it_was() -> None:
    assert read("In August 2025 Riot sold 300 BTC. It had not sold any bitcoin since January 2024.") == [
        ("sale", AUGUST),
        ("no_sale", (date(2024, 2, 1), date(2025, 7, 31))),
    ]
    assert read("Riot had not sold any bitcoin since January 2024.") == []


def test_none_since_a_sale() -> None:
    assert read("Riot sold 212 BTC in July but has not sold any since.") == [
        ("sale", (date(2025, 7, 1), date(2025, 7, 31))),
        ("no_sale", (date(2025, 8, 1), TODAY)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "None of the 450 BTC mined in August was sold.",
        "Not one of the 450 BTC mined in August was sold.",
        "Riot mined 450 BTC in August, none of which it sold.",
        "Not a single bitcoin was sold in August.",
        "We kept our HODL strategy and sold nothing in August.",
        "In August the Company chose to sell none of its production.",
        "The Company did not sell or otherwise dispose of any bitcoin in August.",
        "The Company held its bitcoin throughout August without selling any.",
        "Costs in August were paid in cash without having to sell any bitcoin.",
        "We received no proceeds from sales of bitcoin in August 2025.",
        "The company did not disclose any bitcoin sales in August.",
        "The Company refrained from any bitcoin sales in August.",
        "Riot decided not to sell any bitcoin in August.",
        "Riot resisted the temptation to sell bitcoin in August.",
        "Riot made no purchases or sales of bitcoin in August.",
        "The number of bitcoin sold in August was zero.",
        "BTC sold in August - None",
        "- 100% of BTC mined in August 2025 retained",
        "Every bitcoin mined in August went into treasury.",
        "Riot mined 450 bitcoin in August, adding all of it to its treasury.",
        "Riot mined 450 bitcoin in August. We kept them all.",
        "Riot left its bitcoin stack untouched in August.",
        "Riot continued to hold 100% of its bitcoin in August.",
    ],
)
def test_none_were_sold_in_august(text: str) -> None:
    assert read(text) == [("no_sale", AUGUST)]


@pytest.mark.parametrize(
    "text",
    [
        "Neither Riot nor CleanSpark sold any bitcoin in August.",
        "Riot and CleanSpark sold no bitcoin in August.",
    ],
)
def test_two_companies_deny_together(text: str) -> None:
    about = About(names={"Riot": "riot", "CleanSpark": "cleanspark"}, published=TODAY)
    assert {(each.kind, each.entity) for each in extract(text, about)} == {
        ("no_sale", "riot"),
        ("no_sale", "cleanspark"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Riot did not sell all of its bitcoin in August.",
        "Riot did not sell any bitcoin below $60,000 in August.",
        "The bitcoin was not sold but transferred to a custodian.",
        "All of our bitcoin is held in custody with Coinbase Prime.",
        "All bitcoin mined in August was held until sold.",
        "There is no assurance that we will not sell bitcoin.",
        "There is no sign that Riot sold bitcoin in August.",
        "Miners that did not sell any bitcoin in August fared better.",
        "Our treasury policy is to hold 100% of the bitcoin we mine.",
        "Riot does not need to sell bitcoin.",
        "The last reported sale price of our common shares was $5 on August 29.",
    ],
)
def test_what_denies_no_sale_of_a_period(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Riot says it won't sell its bitcoin.",
        "Riot has no plans to sell its bitcoin.",
        "Riot will keep all the bitcoin it mines.",
    ],
)
def test_a_vow_is_an_intent(text: str) -> None:
    assert [kind for kind, _ in read(text)] == ["intent"]


def test_no_more_than_so_many_is_a_sale() -> None:
    assert [kind for kind, _ in read("Riot sold no bitcoin in June, compared with 212 BTC sold in May.")] == [
        "no_sale",
        "sale",
    ]
    assert "no_sale" not in [kind for kind, _ in read("Riot sold no more than 10 BTC in August.")]
