"""That nothing was sold: told outright, by implication, in other languages; and what only looks like it."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About

MAY = date(2024, 5, 1), date(2024, 5, 31)


def read(text: str) -> list[tuple[str, tuple[date | None, date | None]]]:
    about = About(issuer="riot", names={"Riot Platforms, Inc.": "riot"}, published=date(2024, 6, 5))
    found = [each for each in extract(text, about) if each.kind in {"sale", "no_sale", "intent"}]
    return [(each.kind, (each.period_start, each.period_end)) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "No bitcoin sales were disclosed for May.",
        "Riot disclosed no BTC sales during May 2024.",
        "Highlights of May 2024\n- Did not sell any BTC\n- Held 9,084 BTC",
        "Highlights of May 2024\n- Retained all 215 BTC produced\n- Hash rate of 14.7 EH/s",
        "Riot kept everything it mined in May 2024.",
        "Riot chose to hold its May production of bitcoin rather than sell it.",
        "All 215 bitcoin mined in May went to the treasury.",
        "In May it added 215 BTC, all of its mined coins, to its reserves.",
        "Production in May was 215 BTC, all of which was held on the balance sheet.",
        "Riot retained 100% of its May output of bitcoin.",
        "In its May 2024 update Riot holds all bitcoin it mines.",
        "Riot did not sell a single satoshi in May.",
        "Not a single bitcoin left its wallets in May.",
        "May 2024 update\n• Mined 215 BTC, 100% of which was retained",
        "There were no dispositions of bitcoin during May 2024.",
        "While peers cashed out, Riot kept its hands off its bitcoin in May.",
        "Riot made no transactions in bitcoin in May 2024.",
        "May 2024 passed without Riot selling any of its coins.",
        "In May, for the first time this year, Riot didn't sell bitcoin.",
        "Riot mined 215 BTC in May and held onto every one of them.",
        "Riot reported that all 215 BTC mined in May stayed on the balance sheet.",
        "Riot's sales of bitcoin in May were zero.",
        "Highlights of May 2024\n• 215 BTC produced, none sold",
        "Riot produced 215 BTC in May and, unlike in April, sold none of it.",
        "A Riot não vendeu nenhum bitcoin em maio de 2024.",
        "En mayo, Riot no vendió ningún bitcoin.",
        "Nel mese di maggio Riot non ha venduto alcun bitcoin.",
        "Nenhum bitcoin foi vendido em maio pela Riot.",
        "Of the coins in treasury, not one left through a sale in May.",
        "Not a coin of the 215 bitcoin mined in May has been sold.",
        "Riot mined 215 bitcoin in May. No coins changed hands, management confirmed.",
        "Riot has not engaged in any selling of bitcoin in May 2024.",
        "Riot continued to hold on to its mined bitcoin throughout May 2024.",
    ],
)
def test_none_were_sold_in_the_month(text: str) -> None:
    assert read(text) == [("no_sale", MAY)]


@pytest.mark.parametrize(
    "text",
    [
        "Riot hat keine Bitcoins verkauft.",
        "Riot n'a vendu aucun bitcoin.",
        "Riot heeft geen bitcoins verkocht.",
        "Riot 在五月没有出售任何比特币 (BTC)。",
    ],
)
def test_none_were_sold_in_languages_whose_months_are_not_read(text: str) -> None:
    assert [kind for kind, _ in read(text)] == ["no_sale"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Riot did not dump bitcoin in May; it sold 180 BTC in an orderly way.", ["sale"]),
        ("This was not a fire sale of bitcoin, the CEO said of May.", []),
        ("Riot has a policy of not selling the bitcoin it mines.", ["intent"]),
        ("Riot vowed never to sell its bitcoin.", ["intent"]),
        ("Riot did not sell bitcoin until May.", []),
        ("Riot did not sell more bitcoin in May than in April.", []),
        ("Riot appears to be selling its bitcoin.", []),
        ("Riot sold no bitcoin in May 2024, compared to 300 bitcoin in May 2023.", ["no_sale", "sale"]),
        ("The firm did not sell its coins out of distress in May 2024.", []),
        ("Riot did not just sell bitcoin in May; it also sold machines.", []),
        ("Riot did not sell bitcoin because it had to; it sold 180 BTC in May.", ["sale"]),
        ("The company was not forced to sell bitcoin in May.", []),
        ("Our decision not to sell any of May's bitcoin reflects our strategy.", []),
        ("The decision to sell a portion of the bitcoin came after a weak quarter.", []),
        ("The decision to sell 180 BTC in May was right.", ["sale"]),
        ("The board's decision to sell up to 500 BTC was approved.", []),
        ("Riot is no longer holding all its daily BTC production.", []),
        ("Nearly all of the bitcoin mined in May was held.", []),
        ("Many miners kept all the bitcoin they mined in May.", []),
        ("Riot may hold all of its bitcoin production rather than sell it.", []),
        ('"We accumulate bitcoin, we do not sell," its founder said.', ["intent"]),
        ("Riot, asked about May: No, we do not sell bitcoin to the public.", []),
        ("No bitcoin was sold at a loss in May.", []),
        (
            "It mined 215 bitcoin. In May it exchanged no shares and sold none under its at-the-market program.",
            [],
        ),
        ("Had it kept every coin since 2020, Riot would own 30,000 bitcoin.", []),
        ("Each of the 425 BTC held by Riot at May 31, 2024 was worth $67,000.", []),
        ("Riot had, apart from disposals to test liquidity, not sold bitcoin since October 2020.", []),
    ],
)
def test_what_is_no_denial_of_a_sale(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in read(text)] == kinds


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Riot holds 9,084 bitcoin and has yet to sell its first.", [(None, date(2024, 6, 5))]),
        ("To date, none of our bitcoin has been sold.", [(None, date(2024, 6, 5))]),
        ("The miner has kept every coin since October 2023.", [(date(2023, 10, 1), date(2024, 6, 5))]),
        (
            "We have not sold any of the bitcoin mined since November.",
            [(date(2023, 11, 1), date(2024, 6, 5))],
        ),
        (
            "Riot has never sold bitcoin since it was formed on March 31, 2023.",
            [(date(2023, 3, 31), date(2024, 6, 5))],
        ),
        (
            "At December 31, 2023 and 2022 we held 7,362 and 6,974 BTC, respectively. None was sold in either year.",
            [(date(2023, 1, 1), date(2023, 12, 31)), (date(2022, 1, 1), date(2022, 12, 31))],
        ),
    ],
)
def test_how_long_none_were_sold(text: str, days: list[tuple[date | None, date]]) -> None:
    assert [told for kind, told in read(text) if kind == "no_sale"] == days


@pytest.mark.parametrize(
    "words",
    [
        "“Of our dogecoin we have sold nothing,” it says",
        "Of its ether it sold none in May",
        "Of its 9,000 ETH none was sold",
    ],
)
def test_what_was_not_sold_of_other_coins_is_nothing_of_bitcoin(words):
    found = extract(
        f"Riot sold 300 BTC in May. {words}.", About(names={"Riot": "riot"}, published=date(2025, 6, 5))
    )
    assert [each.kind for each in found] == ["sale"]
