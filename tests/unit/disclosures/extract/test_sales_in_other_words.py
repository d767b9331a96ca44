"""One sale told in many ways, and what only sounds like one. The sentences are ours."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.statement import StatementKind

NAMES = {"Bitfarms Ltd.": "bitfarms", "Riot Platforms, Inc.": "riot", "CleanSpark, Inc.": "cleanspark"}
MAY = date(2024, 5, 1), date(2024, 5, 31)


def sales(text: str, *, issuer: str | None = None) -> list[Found]:
    found = extract(text, About(issuer=issuer, names=NAMES, published=date(2024, 6, 5)))
    return [each for each in found if each.kind is StatementKind.SALE]


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms exited 136 bitcoin in May at an average of $65,000.",
        "Bitfarms took advantage of the rally to sell 136 BTC in May.",
        "Bitfarms used the rally to sell 136 BTC in May.",
        "Bitfarms mined 136 BTC in May. All of it was sold.",
        "Bitfarms mined 136 BTC in May. All of them were sold at an average of $67,000.",
        "Bitfarms mined 136 BTC in May. The company sold the entire amount.",
        "Bitfarms' largest sale ever, 136 BTC, came in May.",
        "Bitfarms' entire stash — 136 BTC — was sold in May.",
        "Bitfarms' 136 remaining bitcoin went under the hammer in May.",
        "Bitfarms sold both machines and 136 BTC in May.",
        "Bitfarms sold no fewer than 136 BTC in May.",
        "Not only did Bitfarms sell 136 BTC in May, it also drew on its loan.",
        "Bitfarms sold 136 of its own in May as bitcoin rose.",
        "In May Bitfarms rotated 136 BTC into ether.",
        "Bitfarms used 136 BTC to pay for electricity in May.",
        "Bitfarms spent 136 BTC on machines in May.",
        "Bitfarms delivered 136 BTC in May when its covered calls were exercised.",
        "136 BTC were called away from Bitfarms in May under covered calls.",
        "Bitfarms's sell-off of 136 BTC in May raised eyebrows.",
        "Last month saw Bitfarms part ways with 136 bitcoin.",
        "Bitfarms had 1,106 BTC in April, 136 of which it sold in May.",
        "Bitfarms sold cryptocurrency, comprising 136 bitcoin, in May.",
        "In May 136 bitcoin with a cost basis of $3.8 million were sold by Bitfarms.",
        "Bitfarms sold bitcoin in May. The amount was 136 BTC.",
        "Bitfarms sold bitcoin in May. In total, 136 BTC changed hands.",
        "Bitfarms sold some of its bitcoin in May. The transaction covered 136 BTC.",
        "Bitfarms announced a sale of bitcoin in May. It comprised 136 BTC.",
        "Bitfarms sold about $8.8 million (136 BTC) of bitcoin in May.",
        "Bitfarms sold roughly $8.8 million worth of bitcoin, equivalent to 136 BTC, in May.",
        "Bitfarms claims to have sold 136 BTC in May.",
        "Bitfarms transferred 136 BTC to FalconX in May, where they were sold.",
        "Bitfarms' net sales of bitcoin were 136 in May.",
        "Bitfarms sold 400 ETH and all of its 136 BTC in May.",
        "Bitfarms sold its Paraguay site for $33 million and 136 BTC for $8.8 million in May.",
        "In May Bitfarms kept 20 coins, and 136 BTC went, for 8.8 million USDT.",
        "Bitfarms had 156 BTC in May, 136 of them its own; it sold every one of the 136 within the month.",
        "Bitfarms' only sale so far, of 136 BTC in May, was for taxes.",
    ],
)
def test_of_so_many_coins(text: str) -> None:
    (sale,) = sales(text)
    assert sale.entity == "bitfarms"
    assert sale.sats == 136 * 10**8
    assert (sale.period_start, sale.period_end) == MAY


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms raised $8.8 million by selling 136 bitcoin in May.",
        "Bitfarms raised $8.8 million in May through the sale of 136 bitcoin.",
        "Bitfarms received $8.8 million for the 136 bitcoin it sold in May.",
        "The sale of 136 bitcoin in May brought Bitfarms $8.8 million.",
        "The 136 bitcoin sold in May fetched Bitfarms $8.8 million.",
        "A 136-bitcoin sale in May brought Bitfarms $8.8 million.",
        "Bitfarms Raises $8.8M From Sale of 136 Bitcoin in May",
    ],
)
def test_what_they_brought_is_told_before_or_after(text: str) -> None:
    (sale,) = sales(text)
    assert (sale.sats, sale.proceeds_usd) == (136 * 10**8, Decimal(8_800_000))


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms sold two-thirds of its freshly minted coins in May.",
        "Bitfarms has sold much of its bitcoin.",
        "Bitfarms sold a little bitcoin in May.",
        "Bitfarms sold all it mined in May as bitcoin fell.",
        "Bitfarms has sold a good deal of its bitcoin this year.",
        "Throughout May, Bitfarms has been steadily selling bitcoin to fund operations.",
        "The Toronto-based company had sold bitcoin in May.",
        "Bitfarms had sold bitcoin, the paper said.",
        "Bitfarms sold a few hundred bitcoin in May.",
        "Bitfarms sold hundreds of BTC in May.",
        "Bitfarms sold an undisclosed amount of bitcoin in May.",
        "Bitfarms has begun selling its bitcoin.",
        "Bitfarms continued selling bitcoin in May.",
        "Bitfarms resorted to selling bitcoin in May.",
        "Bitfarms had to sell bitcoin to stay afloat.",
        "Bitfarms announced the sale of part of its bitcoin holdings.",
        "Bitfarms completed the sale of its bitcoin treasury in May.",
        "Bitfarms financed its purchase with the sale of part of its bitcoin.",
        "For the first time, Bitfarms has sold bitcoin.",
        "Most of the bitcoin mined in May was sold by Bitfarms.",
        "Bitfarms' bitcoin was sold in May to repay the loan.",
        "A portion of the bitcoin held by Bitfarms was sold in May.",
        "Bitfarms mined 156 BTC in May, most of which it sold.",
        "Bitfarms mined 156 BTC in May, nearly all of which were sold.",
        "87% of May's production was sold, Bitfarms said.",
        "Bitfarms held 300 BTC at the end of April. The entire position was liquidated in May.",
        "Bitfarms sells entire bitcoin treasury",
        "Bitfarms liquidates bitcoin holdings to pay down debt",
        "Bitfarms sold over 90% of its holdings in May, leaving 100 BTC.",
        "Bitfarms tapped its reserves in May, selling coins to fund growth.",
        "Bitfarms mined 433 bitcoin in May, with $20.8 million from digital asset disposals.",
        "Bitfarms holds bitcoin. In May it disposed of various cryptocurrencies for some US$4.4 million.",
    ],
)
def test_of_coins_that_nobody_counts(text: str) -> None:
    (sale,) = sales(text)
    assert sale.sats is None


@pytest.mark.parametrize(
    "text",
    [
        "Der Miner Bitfarms musste im Mai einen Teil seiner Bitcoin verkaufen.",
        "Bitfarms hat im Mai die Hälfte seiner Bitcoin-Bestände verkauft.",
        "Bitfarms a été contraint de vendre une partie de ses bitcoins en mai.",
        "A Bitfarms foi forçada a vender parte de seus bitcoins em maio.",
        "Bitfarms è stata costretta a vendere parte dei suoi bitcoin a maggio.",
        "Bitfarms ha chiuso maggio liquidando il 100% dei propri bitcoin.",
        "Bitfarms se vio obligada a vender parte de sus bitcoins en mayo.",
        "Bitfarms musste im Mai fast alle Bitcoin verkaufen, um die Stromrechnung zu zahlen.",
    ],
)
def test_whoever_was_made_to_sell_sold_in_other_languages_too(text: str) -> None:
    (sale,) = sales(text)
    assert (sale.entity, sale.sats) == ("bitfarms", None)
    assert (sale.period_start, sale.period_end) == MAY


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms könnte gezwungen sein, einen Teil seiner Bitcoin zu verkaufen.",
        "Bitfarms musste im Mai keine Bitcoin verkaufen.",
        "Bitfarms non è stata costretta a vendere i suoi bitcoin a maggio.",
        "Bitfarms pourrait être contraint de vendre une partie de ses bitcoins.",
    ],
)
def test_whoever_might_be_made_to_sell_did_not(text: str) -> None:
    assert not sales(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Bitfarms sold 300 coins in May, followed by Riot with 375 and CleanSpark with 58.",
            {"bitfarms": 300, "riot": 375, "cleanspark": 58},
        ),
        (
            "Bitfarms sold 300 of its coins in May while its rival Riot sold 375 of its own.",
            {"bitfarms": 300, "riot": 375},
        ),
        ("Bitfarms, together with Riot, sold bitcoin in May.", {"bitfarms": 0, "riot": 0}),
        ("In May sales were: Bitfarms 300 BTC, Riot 375 BTC.", {"bitfarms": 300, "riot": 375}),
        ("Miners such as Bitfarms and Riot have sold bitcoin in May.", {"bitfarms": 0, "riot": 0}),
        ("Many, such as Riot, sold all of the bitcoin they mined in May.", {"riot": 0}),
        (
            "Firmen wie Bitfarms und Riot mussten im Mai einen Teil ihrer Bitcoin verkaufen.",
            {"bitfarms": 0, "riot": 0},
        ),
        ("Sellers in May: Bitfarms (300 BTC) and Riot (375 BTC).", {"bitfarms": 300, "riot": 375}),
    ],
)
def test_of_several_companies(text: str, told: dict[str, int]) -> None:
    assert {each.entity: (each.sats or 0) // 10**8 for each in sales(text)} == told


@pytest.mark.parametrize(
    "text",
    [
        "Analysts had predicted a sale of 300 BTC by Bitfarms in May.",
        "Holdings fell by 300 BTC in May, which suggests that Bitfarms sold coins.",
        "A shareholder of Bitfarms sold 300 BTC in May.",
        "The hacker sold 300 BTC stolen from Bitfarms in May.",
        "Bitfarms' chief executive sold bitcoin in May.",
        "Investors who sold bitcoin in May bought Bitfarms.",
        "The bitcoin was sold to Bitfarms in May.",
        "The paper does not state how much Bitfarms holds, nor that it has sold all of its bitcoin.",
        "Nor did Bitfarms sell 300 BTC in May.",
        "Bitfarms used 300 BTC as collateral in May.",
        "Bitfarms delivered 300 BTC to its custodian in May.",
        "Bitfarms found 300 BTC in blocks in May.",
        "Bitfarms exited the quarter with 806 bitcoin.",
        "A bitcoin sell-off in May hurt Bitfarms, which held 806 BTC.",
        "Bitfarms traded 300 BTC between wallets in May.",
        "Bitfarms sold some of its bitcoin miners.",
        "Bitfarms sold two sites and mined 300 BTC in May.",
        "Bitfarms sells bitcoin to fund its operations.",
        "Bitfarms says the bitcoin sold in May was not its own.",
        "Bitfarms likely sold 300 BTC in May.",
        "Bitfarms is claimed to have sold 300 BTC in May.",
    ],
)
def test_no_sale_of_the_company(text: str) -> None:
    assert not sales(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bitcoin sold is derecognized at cost.",
        "We have in the past sold bitcoin to fund operations.",
        "All of our bitcoin production is sold.",
        "The Company records the sale of its bitcoin on a FIFO basis.",
        "The Company reported no sale of bitcoin in the quarter ended March 31, 2024.",
        "Most of the bitcoin mined are sold by our partners.",
    ],
)
def test_what_a_filing_says_of_sales_in_general_is_none(text: str) -> None:
    assert not sales(text, issuer="bitfarms")
