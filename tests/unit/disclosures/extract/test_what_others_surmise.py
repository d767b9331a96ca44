"""What others make of a company is no word of its own: nothing they suspect, fear or guess is a sale."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind

SURMISED = (
    "Observers suspected Riot had sold 300 BTC in May.",
    "It is suspected that Riot sold 300 BTC in May.",
    "It was suspected that Riot had sold 300 BTC in May.",
    "There was suspicion that Riot sold 300 BTC in May.",
    "The community went on suspecting that Riot had sold 300 BTC in May.",
    "Traders feared that Riot sold 300 BTC in May.",
    "Fears that Riot sold 300 BTC in May weighed on the price.",
    "Speculation that Riot sold 300 BTC in May weighed on the price.",
    "Rumors that Riot sold 300 BTC in May weighed on the price.",
    "It was rumoured that Riot sold 300 BTC in May.",
    "Many believed Riot sold 300 BTC in May.",
    "Investors worried that Riot had sold 300 BTC in May.",
    "It is assumed that Riot sold 300 BTC in May.",
    "Observers assumed Riot sold 300 BTC in May.",
    "Riot presumably sold 300 BTC in May.",
    "Riot apparently sold 300 BTC in May.",
    "Riot probably sold 300 BTC in May.",
    "Riot supposedly sold 300 BTC in May.",
    "Riot seemingly sold 300 BTC in May.",
    "Riot purportedly sold 300 BTC in May.",
    "The analyst guessed that Riot sold 300 BTC in May.",
    "Speculators bet that Riot sold 300 BTC in May.",
    "Chatter that Riot sold 300 BTC in May spread on X.",
    "It looks as if Riot sold 300 BTC in May.",
    "It looked like Riot had sold 300 BTC in May.",
    "It seems Riot sold 300 BTC in May.",
    "Chances are that Riot sold 300 BTC in May.",
    "Perhaps Riot sold 300 BTC in May.",
    "Maybe Riot sold 300 BTC in May.",
    "It is unclear whether Riot sold 300 BTC in May.",
    "It is not known if Riot sold 300 BTC in May.",
    "Nobody knows whether Riot sold 300 BTC in May.",
    "Arkham infers that Riot sold 300 BTC in May.",
    "The movement suggests Riot sold 300 BTC in May.",
    "The transfer hinted that Riot had sold 300 BTC in May.",
    "This indicates that Riot may have sold 300 BTC in May.",
    "Data implied that Riot sold 300 BTC in May.",
    "Riot allegedly sold 300 BTC in May.",
    "Riot was accused of having sold 300 BTC in May.",
    "Riot was said to have sold 300 BTC in May.",
    "Riot is thought to have sold 300 BTC in May.",
    "Riot could well have sold 300 BTC in May.",
    "Riot must have sold 300 BTC in May.",
    "Critics alleged that Riot sold 300 BTC in May.",
    "The theory that Riot sold 300 BTC in May spread.",
    "The impression that Riot sold 300 BTC in May was wrong.",
    "Riot rejected the notion that it sold 300 BTC in May.",
    "Riot called reports that it sold 300 BTC in May wrong.",
    "Traders suspect that 300 BTC left Riot for buyers in May.",
    "Riot's wallet moved 300 BTC to Coinbase in May, a likely sale.",
    "Riot's 300 BTC, likely sold in May, left its wallet.",
    "Riot looks set to have sold 300 BTC in May.",
    "Riot sent 300 BTC to an exchange in May, probably to sell them.",
    "Riot transferred 300 BTC to Coinbase Prime in May, which may signal a sale.",
    "Sale of 300 BTC by Riot suspected in May.",
    "Suspected sale of 300 BTC by Riot in May.",
    "Possible sale of 300 BTC by Riot in May.",
    "An apparent sale of 300 BTC by Riot in May moved the price.",
    "The alleged sale of 300 BTC by Riot in May moved the price.",
    "A rumoured sale of 300 BTC by Riot in May moved the price.",
    "Riot's presumed sale of 300 BTC in May moved the price.",
    "Riot's reported sale of 300 BTC in May never happened.",
    "Whale Alert: Riot seems to be selling 300 BTC.",
    "Riot is dumping 300 BTC, analysts think.",
    "Riot sold 300 BTC in May, analysts believe.",
    "Riot sold 300 BTC in May, it is thought.",
    "Riot sold 300 BTC in May, according to rumours.",
    "Riot sold 300 BTC in May, if the posts are right.",
    "Did Riot sell 300 BTC in May?",
    "Riot denies that it sold 300 BTC in May.",
    "Riot sold 300 BTC in May, Arkham data suggest.",
    "Data from Arkham show that Riot probably sold 300 BTC in May.",
    "Lookonchain wrote that Riot deposited 300 BTC into Binance in May, possibly selling.",
    "Riot sold 300 BTC in May, claims a user on X.",
    "Riot sold 300 BTC in May, a claim it denies.",
    "The market read the transfer of 300 BTC in May as a sale by Riot.",
    "What looked like a sale of 300 BTC by Riot in May was a transfer.",
    "The 300 BTC were not sold, Riot says, but moved in May.",
    "Many took the move of 300 BTC in May for a sale by Riot.",
)
TOLD = (
    "We believe we sold 300 BTC in May at good prices.",
    "Riot believes in bitcoin and sold 300 BTC in May.",
    "Riot, which feared further falls, sold 300 BTC in May.",
    "Fearing a further drop, Riot sold 300 BTC in May.",
    "Riot assumed debt of $3 million when it sold 300 BTC in May.",
    "Riot thought little of it and sold 300 BTC in May.",
    "As it seemed wise, Riot sold 300 BTC in May.",
    "Riot looks to AI after it sold 300 BTC in May.",
    "The company suggested that prices may fall, and sold 300 BTC in May.",
    "Riot appeared on the list of sellers: it sold 300 BTC in May.",
    "Riot bet on AI when it sold 300 BTC in May.",
    "Riot said it sold 300 BTC in May, which it thinks was wise.",
    "Analysts believe in Riot, which sold 300 BTC in May.",
    "On the theory of its board Riot sold 300 BTC in May.",
    "Riot confirmed what traders suspected: it sold 300 BTC in May.",
    "Riot implied a price of $60,000 when it sold 300 BTC in May.",
    "Riot must sell power, but it sold 300 BTC in May.",
    "Talk of a sale ended when Riot sold 300 BTC in May.",
    "Riot gave a hint in April and sold 300 BTC in May.",
    "Riot sold 300 BTC in May, the company says.",
    "Riot sold 300 BTC in May, which it thinks was wise.",
    "Riot sold 300 BTC in May, and analysts believe it was right.",
    "The sale of 300 BTC by Riot in May never moved the price.",
    "Riot has the idea of AI, for which it sold 300 BTC in May.",
)


def sales(text: str) -> list[int | None]:
    about = About(issuer=None, names={"Riot": "riot"}, published=date(2025, 6, 2))
    return [each.sats for each in extract(text, about) if each.kind is StatementKind.SALE]


@pytest.mark.parametrize("text", SURMISED)
def test_what_is_surmised_is_no_sale(text):
    assert not sales(text)


@pytest.mark.parametrize("text", TOLD)
def test_what_is_told_beside_a_surmise_is_one(text):
    assert sales(text) == [300 * 10**8]


@pytest.mark.parametrize(
    "text", ["Traders suspect Riot sold 300 BTC,", "suspected sale of 300 BTC,", "may have sold 300 BTC"]
)
def test_sentences_cut_off_are_read_all_the_same(text):
    assert len(sales(text)) <= 1
