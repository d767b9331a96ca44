"""What articles say was not sold: by whom, of what, up to when; and denials that are none."""

from datetime import date

import pytest

from tests.unit.disclosures.extract.articles import told

SPOKE = "2024-07-03"


@pytest.mark.parametrize(
    "text",
    [
        "Tesla sold 500 bitcoin in June 2024. “Of our dogecoin we have sold nothing,” its chief added.",
        "Bit Digital sold 500 BTC in June 2024. The company holds solana too, and has sold none of it.",
        "Bit Digital sold 500 BTC in June 2024. No ETH was sold in the month.",
        "Riot sold nothing but 200 BTC in June 2024.",
        "Not a month went by without Riot selling bitcoin.",
        "Riot had not sold any bitcoin for a year. Then it sold 300 BTC in June 2024.",
        "Amid rumours that it sold none of its bitcoin in June 2024, Riot kept silent.",
    ],
)
def test_no_denial(text: str) -> None:
    assert told(text, "no_sale", SPOKE) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Tesla has left its bitcoin untouched since it sold 75% of it in 2022.", "2023-01-01"),
        ("Tesla has not sold any bitcoin since it sold 300 BTC in March 2024.", "2024-04-01"),
        ("Tesla has sold no bitcoin since it offloaded most of it in the first quarter.", "2024-04-01"),
    ],
)
def test_none_since_a_sale(text: str, first: str) -> None:
    published = date.fromisoformat(SPOKE)
    assert told(text, "no_sale", SPOKE) == [("Tesla", "-", f"{first}..{published}")]


@pytest.mark.parametrize(
    "text",
    [
        "Musk said that in June 2024 Tesla “has not sold any Bitcoin”.",
        "Elon Musk wrote: “To clarify speculation, Tesla has not sold any bitcoin in June 2024.”",
        "Despite rumours to the contrary, Tesla sold no bitcoin in June 2024.",
        "In June 2024 Tesla neither bought nor sold bitcoin.",
        "Tesla made no bitcoin sales in June 2024.",
    ],
)
def test_whose_denial_it_is(text: str) -> None:
    assert told(text, "no_sale", SPOKE) == [("Tesla", "-", "2024-06-01..2024-06-30")]


def test_a_number_behind_a_word_of_denial() -> None:
    june = "2024-06-01..2024-06-30"
    assert told("Riot sold nothing but 200 BTC in June 2024.", published=SPOKE) == [("riot", "200", june)]
    assert told("Riot sold no more than 200 BTC in June 2024.", published=SPOKE) == [("riot", "200", june)]
