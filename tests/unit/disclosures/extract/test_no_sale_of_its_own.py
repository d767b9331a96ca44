"""What is done with coins, or with other things, that is no sale of the company's own coins."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind


@pytest.mark.parametrize(
    "text",
    [
        "Riot will sell 300 BTC in June.",
        "Riot wants to sell 300 BTC.",
        "Riot is set to sell 300 BTC.",
        "Riot is about to sell 300 BTC.",
        "Riot is poised to sell 300 BTC in June.",
        "Riot is ready to sell 300 BTC.",
        "Riot filed to sell 300 BTC.",
        "Riot got approval to sell 300 BTC.",
        "Riot was authorised to sell 300 BTC in May.",
        "The board authorised the sale of 300 BTC in May.",
        "Riot agreed to sell 300 BTC in May.",
        "Riot signed a contract to sell 300 BTC in May.",
        "Riot has the right to sell 300 BTC.",
        "Riot offered to sell 300 BTC.",
        "Riot put 300 BTC up for sale in May.",
        "Riot listed 300 BTC for sale in May.",
        "Riot failed to sell 300 BTC in May.",
        "Riot tried to sell 300 BTC in May.",
        "Riot attempted to sell 300 BTC in May.",
        "Riot refused to sell 300 BTC in May.",
        "Riot stopped selling 300 BTC a month in May.",
        "Riot avoided selling 300 BTC in May.",
        "Riot cancelled the sale of 300 BTC in May.",
        "Riot halted the sale of 300 BTC in May.",
        "Riot called off the sale of 300 BTC in May.",
        "Riot postponed the sale of 300 BTC in May.",
        "Riot ruled out a sale of its 300 BTC in May.",
        "Riot considered selling 300 BTC in May.",
        "Riot is mulling the sale of 300 BTC.",
        "Riot weighed the sale of 300 BTC in May.",
        "Riot discussed selling 300 BTC in May.",
        "Riot proposed to sell 300 BTC in May.",
        "A shareholder asked Riot to sell 300 BTC in May.",
        "An activist urged Riot to sell its 300 BTC in May.",
        "The court ordered Riot to sell 300 BTC in May.",
        "The lender may force Riot to sell 300 BTC.",
        "Riot pledged 300 BTC so as not to sell them in May.",
        "Riot borrowed against 300 BTC instead of selling them in May.",
        "Riot moved 300 BTC to Coinbase in May.",
        "Riot transferred 300 BTC to an exchange, where coins are sold, in May.",
        "Riot sent 300 BTC to NYDIG, which sold its own coins in May.",
        "Riot's 300 BTC would have sold for $30 million in May.",
        "Had Riot sold 300 BTC in May, it would have got $30 million.",
        "Riot could have sold 300 BTC in May.",
        "Riot should have sold 300 BTC in May.",
        "Riot did not have to sell the 300 BTC in May.",
        "Riot saved itself from selling 300 BTC in May.",
        "Riot sold 300 machines and kept 300 BTC in May.",
        "Riot sold shares worth 300 BTC in May.",
        "Riot sold call options on 300 BTC in May.",
        "Riot sold a claim to 300 BTC in May.",
        "Riot sold futures on 300 BTC in May.",
        "Riot sold power worth 300 BTC in May.",
        "A hacker sold 300 BTC of Riot in May.",
        "Riot's customers sold 300 BTC in May.",
        "Riot helped a client sell 300 BTC in May.",
        "Riot bought 300 BTC that the state sold in May.",
        "Riot bought the 300 BTC sold by Bitfarms in May.",
        "Riot's CEO sold 300 BTC of his own in May.",
        "Riot's stock sold off 300 times in May; BTC fell.",
        "BTC sold off in May while Riot held 300 BTC.",
        "Riot lent 300 BTC to a trader who sold them in May.",
        "Riot traded at 300 BTC a share in May.",
        "Riot swapped its 300 BTC into a managed account in May.",
        "Riot exchanged 300 BTC for shares of its fund in May.",
        "Riot donated 300 BTC in May.",
        "Riot lost 300 BTC in a hack in May.",
        "Riot returned 300 BTC to its lender in May.",
    ],
)
def test_nothing_of_this_says_that_a_company_sold_its_coins(text):
    about = About(issuer=None, names={"Riot": "riot", "Bitfarms": "bitfarms"}, published=date(2025, 6, 2))
    found = extract(text, about)
    assert not [each for each in found if each.kind is StatementKind.SALE and each.entity in {"riot", None}]
