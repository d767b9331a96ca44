"""What denies something else, or denies that it was told, and says nothing of whether a company sold its coins."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind

NAMES = {"Riot": "riot", "Bitfarms": "bitfarms"}


def denials(text: str) -> list[str | None]:
    about = About(issuer=None, names=NAMES, published=date(2025, 6, 2))
    return [each.entity for each in extract(text, about) if each.kind is StatementKind.NO_SALE]


@pytest.mark.parametrize(
    "text",
    [
        "Riot did not sell any machines in May and mined 300 BTC.",
        "Riot sold no shares in May and mined 300 BTC.",
        "Riot did not sell its bitcoin miners in May.",
        "Riot did not sell bitcoin at a loss in May.",
        "Riot did not sell bitcoin below $60,000 in May.",
        "Riot did not sell all of its bitcoin in May.",
        "Riot did not sell its entire bitcoin holdings in May.",
        "Riot did not sell only bitcoin in May.",
        "Riot did not sell bitcoin to Coinbase in May but to Kraken.",
        "Riot did not say whether it sold bitcoin in May.",
        "Riot did not disclose its bitcoin sales for May.",
        "Riot disclosed no details of its bitcoin sales in May.",
        "Riot made no comment on the bitcoin it sold in May.",
        "There is no word on bitcoin sales by Riot in May.",
        "No miner but Riot sold bitcoin in May.",
        "No miner other than Riot sold bitcoin in May.",
        "No other miner sold as much bitcoin as Riot in May.",
        "Riot sold no less than 300 BTC in May.",
        "Riot sold no fewer than 300 BTC in May.",
        "Never before had Riot sold so much bitcoin as in May.",
        "Riot had never sold so much bitcoin as in May.",
        "Riot has not sold this much bitcoin since May.",
        "Riot does not rule out selling bitcoin.",
        "Riot could not avoid selling bitcoin in May.",
        "Riot did not stop selling bitcoin in May.",
        "Riot did not hesitate to sell bitcoin in May.",
        "Riot did not deny that it sold bitcoin in May.",
        "Riot would not say that it sold no bitcoin in May.",
        "Riot denied that it did not sell bitcoin in May.",
        "It is not true that Riot sold no bitcoin in May.",
        "Riot might not sell bitcoin in May.",
        "Riot will not sell bitcoin in June.",
        "Riot will sell no bitcoin in June.",
        "Riot plans not to sell bitcoin.",
        "Riot did not want to sell bitcoin in May, but had to.",
        "Riot did not have to sell bitcoin in May.",
        "Riot was not forced to sell bitcoin in May.",
        "Riot did not buy bitcoin in May.",
        "Riot bought no bitcoin in May.",
        "Riot mined no bitcoin in May.",
        "Riot pledged no bitcoin in May.",
        "Riot moved no bitcoin in May to Coinbase.",
        "Riot recorded no gain on bitcoin sold in May.",
        "Riot paid no tax on the bitcoin it sold in May.",
        "Riot received no proceeds for the bitcoin sold in May until June.",
        "Riot did not report bitcoin sales for May yet.",
        "Riot has not yet reported its bitcoin sales for May.",
        "Analysts believe Riot sold no bitcoin in May.",
        "Riot is thought to have sold no bitcoin in May.",
        "Rumours that Riot sold no bitcoin in May spread.",
        "Unlike Bitfarms, which sold none, Riot sold bitcoin in May.",
        "Bitfarms sold no bitcoin in May, Riot 300.",
        "If Riot sold no bitcoin in May, it had to borrow.",
        "Had Riot not sold bitcoin in May, it would have had to borrow.",
        "Riot would have been unable to pay had it not sold bitcoin in May.",
        "Not selling bitcoin in May would have cost Riot dearly.",
        "Riot asked holders not to sell bitcoin in May.",
        "Riot's customers sold no bitcoin in May.",
        "Riot sold its bitcoin in May and has none left.",
        "Riot has no bitcoin left to sell.",
        "Riot did not mine enough bitcoin to sell in May.",
        "Riot sold nothing but bitcoin in May.",
        "Riot's sale of bitcoin in May was not its last.",
        "The sale of bitcoin by Riot in May was no surprise.",
        "Riot's bitcoin sale in May was not announced.",
        "Not one of the 300 BTC that Riot sold in May went to Kraken.",
    ],
)
def test_nothing_of_this_says_that_a_company_sold_none(text):
    assert not {"riot", None} & set(denials(text))


@pytest.mark.parametrize(
    "text",
    [
        "Riot did not report any bitcoin sales in May.",
        "Riot did not disclose any bitcoin sales in May.",
        "Riot did not sell bitcoin in May but pledged 300.",
        "Riot did not sell any of its bitcoin in May, but to raise money it sold shares.",
        "Riot had not sold bitcoin in May.",
        "Riot sold nothing in May; its bitcoin stayed where it was.",
        "Riot said that it sold no bitcoin in May.",
        "Riot made no bitcoin sales in May.",
    ],
)
def test_all_of_this_says_so(text):
    assert denials(text) == ["riot"]
