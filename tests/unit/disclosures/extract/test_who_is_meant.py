"""Whose a statement is, where several companies, people and words that only look like names stand in a text."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind

NAMES = {
    "Riot Platforms, Inc.": "riot",
    "Hut 8 Corp.": "hut-8",
    "Bitfarms Ltd.": "bitfarms",
    "Marathon Digital Holdings": "mara",
    "American Bitcoin Corp.": "american-bitcoin",
}


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Riot sold 180 BTC. CEO Jason Les was glad. Les sold 20 BTC more in June.", ["riot", "riot"]),
        ("Hut 8 chief executive Asher Genoot, who sold 180 bitcoin in May, was upbeat.", ["hut-8"]),
        ("Hut 8 sold 500 BTC.\nMonth-end holdings stood at 9,000 BTC.", ["hut-8", "hut-8"]),
        ("Hut 8 mined less in May. Still holds 9,102 BTC as of May 31.", ["hut-8"]),
        ("Strategy sold 32 BTC. The strategy had been never to sell.", ["Strategy"]),
        ("A firm called Block bought coins. In May, Block sold 180 BTC, and the block reward fell.", ["Block"]),
        ("In May Bitfarms borrowed from Galaxy, which holds 16,000 BTC, and sold 180 BTC.", ["Galaxy", "bitfarms"]),
        ("Hut 8, whose partner Anchorage keeps a list, sold 180 BTC in May.", ["hut-8"]),
        ("Riot bid for Bitfarms, which sold 180 BTC in May.", ["bitfarms"]),
        ("Riot, which tried to buy Bitfarms, sold 180 BTC in May.", ["riot"]),
        ("Bitfarms sold 180 BTC. Several miners, Marathon and Riot among them, kept theirs. It held 905 BTC.",
         ["bitfarms", "bitfarms"]),
        ("Bitfarms sold 180 BTC. Peers such as Riot kept all. It held 905 BTC.", ["bitfarms", "bitfarms"]),
        ("Two firms, Riot and Bitfarms, together sold 180 BTC in May.", [None]),
        ("Riot and Bitfarms sold a combined 180 BTC in May.", [None]),
        ("Five firms, Riot and Bitfarms among them, sold 180 BTC in May.", []),
        ("Riot, together with its partner, sold 180 BTC in May.", ["riot"]),
        ("Riot and Bitfarms sold 180 BTC and 40 BTC in May.", ["riot", "bitfarms"]),
        ("Riot and Bitfarms each sold 180 BTC in May.", ["bitfarms", "riot"]),
        ("Marathon, a leader of North American bitcoin miners, sold 390 BTC.", ["mara"]),
        ("The German government sold 900 BTC on June 4, 2024.", ["German government"]),
        ("Riot fell. In May 4,411 bitcoin were sold by listed mining companies, a bank writes.", [None]),
        ("Riot fell. He counts 9,200 coins sold by the largest public miners in May.", [None]),
        ("Riot fell. In all 880 BTC were sold in May by a group of treasury firms.", [None]),
        ("Riot fell. In May 5,400 BTC were liquidated by the top 13 public mining firms.", [None]),
        ("Riot fell. In May 5,400 BTC were sold by hackers.", []),
        ("Riot fell. In May 440 BTC were sold by its Canadian rival Bitfarms.", ["bitfarms"]),
        ("Riot fell. 440 BTC were sold in May by the miner, which also sold machines.", ["riot"]),
        ("Riot fell. 440 BTC were let go by Bitfarms in May.", ["bitfarms"]),
        ("Bitfarms sold 180 BTC. Next is Norway's Ostra Data, which in April and May sold 190 BTC.",
         ["bitfarms", "Ostra Data"]),
        ("Riot sold 180 BTC. Canada's Hut 8, which during May sold 40 BTC, was next.", ["riot", "hut-8"]),
        ("One mines for years, and 500 BTC were sold in May.", [None]),
        ("Riot has kept its coins. One sold 300 BTC in May.", []),
        ("Of the miners one, Riot, sold 300 BTC in May.", ["riot"]),
        ("Riot sold 20 BTC. None of the coins mined by Bitfarms in May were sold.", ["riot"]),
        ("Riot sold 20 BTC. Of the 300 BTC produced by Bitfarms in May 200 have been sold.", ["riot", "bitfarms"]),
        ("Riot fell. Vantor\u2019s sale of 30 BTC in May helped.", ["Vantor"]),
        ("Riot fell. Ostra Data's May sale of 30 BTC helped.", ["Ostra Data"]),
        ("Riot fell. The Company\u2019s sale of 30 BTC in May helped.", ["riot"]),
        ("Riot fell. Tarnovia's sovereign fund sold 500 BTC in May.", ["Tarnovia"]),
        ("Riot fell. Vantor's 470 BTC were all sold in May.", ["Vantor"]),
        ("Riot mined bitcoin. Vantor's May production was sold.", ["Vantor"]),
        ("BTC Digital sold 25 BTC in May. Riot sold some ether.", [None]),
        ("Riot fell. Ostra Data in May sold 30 BTC.", ["Ostra Data"]),
        ("Riot fell. The miner in May sold 30 BTC.", ["riot"]),
        ("Riot fell. In May 40 BTC were sold in the main by Hut 8.", ["hut-8"]),
        ("Riot fell. In May 40 BTC were sold at $65,000 on average by Hut 8.", ["hut-8"]),
        ("Riot fell. In May 40 BTC were sold for $3 million in a deal arranged by Hut 8.", ["riot"]),
        ("Ostra Data's quarterly filing says the company sold 40 BTC in May. Riot fell.", ["Ostra Data"]),
        ("Riot, soon to be a part of Bitfarms' own fleet, sold 70 BTC in May.", ["riot"]),
        ("Hut 8 sold 30 BTC. Its parent sold 13 BTC in May.", ["hut-8"]),
        ("Hut 8 sold 30 BTC. Riot's partner sold 13 BTC in May.", ["hut-8"]),
        ("Riot and Bitfarms met. The latter sold 300 BTC in May.", ["bitfarms"]),
        ("Riot and Bitfarms met. In May the former sold 300 BTC.", ["riot"]),
        ("Riot, Bitfarms and Hut 8 mined more in May. Together they sold 1,000 BTC.", []),
        ("Riot mined more in May. Together with its partner it sold 1,000 BTC.", ["riot"]),
        ("Riot fell. Between 2014 and 2023 the US sold 195,000 BTC.", ["US"]),
        ("Riot fell. In May the U.K. sold 100 BTC.", ["UK"]),
        ("Riot fell. In May the US Mint sold 18 BTC.", ["US Mint"]),
        ("Bitfarms of Toronto got rid of 300 bitcoin in May.", ["bitfarms"]),
        ("Ostra Data of Hamburg sold 190 BTC in May.", ["Ostra Data"]),
        ("Hut 8 in Ontario disposed of 33 BTC in May.", ["hut-8"]),
        ("The miner from Castle Rock sold 60 BTC in May. Riot had mined 40.", ["riot"]),
        ("The Republic of Tarnovia sold 60 BTC in May.", ["Tarnovia"]),
        ("Bitfarms (Nasdaq: BITF), New York, sold 102 BTC in May.", ["bitfarms"]),
        ("Riot, Marathon's rival, sold 40 BTC in May.", ["riot"]),
        ("Rhodine, a private miner in Texas and a tenant of Riot, sold 30 BTC in May.", ["Rhodine"]),
        ("USNBT, with which Hut 8 is to merge, sold 12 BTC in May.", ["USNBT"]),
    ],
)  # fmt: skip
def test_whose_it_is(text: str, owners: list[str | None]) -> None:
    found = extract(text, About(issuer=None, names=NAMES, published=date(2024, 6, 5)))
    assert [each.entity for each in found if each.kind in {"sale", "holdings"}] == owners


def test_no_company_sells_more_than_anybody_has() -> None:
    about = About(issuer="riot", names=NAMES, published=date(2022, 2, 5))
    assert extract("Bitcoin sold in January 2022795.82", about) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Department of Justice is selling 500 bitcoins in a sealed bid auction that began yesterday.",
        "Hut 8 won 180 of the bitcoins auctioned in May.",
        "Hut 8 bought 180 of the bitcoins that were auctioned in May.",
    ],
)
def test_an_auction_under_way_is_no_sale_and_its_winner_no_seller(text: str) -> None:
    found = extract(text, About(issuer=None, names=NAMES, published=date(2024, 6, 5)))
    assert "sale" not in {each.kind.value for each in found}


@pytest.mark.parametrize(
    "text",
    [
        "Miners that sold 5,000 or more bitcoin a month in past downturns did so to pay hosting bills.",
        "Firms which sold 500 bitcoin in June were under pressure.",
        "Analysts reckon that public miners as a group sold 5,700 BTC in July.",
        "Listed miners together sold 5,700 BTC in July.",
        "A post claiming that Riot had unloaded 47,000 bitcoin raced through crypto Twitter on Friday.",
        "A viral tweet claimed Riot sold 300 BTC in August.",
        "Posts on X that say Riot sold 300 BTC in August are wrong.",
        "Riot holds 300 BTC. Its chairman sold 100,000 of his own Riot shares in August.",
        "A fund, which had bought notes from Riot in May, has sold its position.",
    ],
)
def test_crowds_posts_and_owners_of_shares_are_no_sellers(text: str) -> None:
    found = extract(
        text, About(issuer=None, names={"Riot Platforms, Inc.": "riot"}, published=date(2022, 9, 8))
    )
    assert [each for each in found if each.kind is StatementKind.SALE] == []
