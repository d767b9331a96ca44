"""Places that speak of parting with coins and that no rule understands: seen, and nothing that a rule refuses is."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosures.extract.extract import reading_of
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.not_understood import LONGEST_PASSAGE, MOST_PASSAGES

NAMES = {"Riot": "riot", "Cipher": "cipher", "Bitfarms": "bitfarms", "Hut 8": "hut-8"}


def read(text, issuer=None):
    return reading_of(text, About(issuer=issuer, names=NAMES, published=date(2025, 7, 5)))


def not_understood(text, issuer=None):
    return [each.text for each in read(text, issuer).not_understood]


@pytest.mark.parametrize(
    ("before", "unclear"),
    [
        ("Hut 8 mined 94 bitcoin in May. ", "A further 120 changed hands at $66,000 on average."),
        ("Cipher mined 210 bitcoin in June. ", "185 of them found their way to buyers for $19.4 million."),
        ("", "In June Riot netted $4.1 million from 62 bitcoin."),
        ("", "Bitfarms closed block trades totalling 400 BTC in May."),
        ("Riot has held bitcoin since 2020. ", "Conversions in the quarter added $36 million of cash."),
        ("", "Riot drew its bitcoin pile down by 300 coins to pay the builders."),
        (
            "Hut 8 speaks of its digital assets. ",
            "It has turned three quarters of its purchases into fiat currency.",
        ),
        ("Bitcoin\n", "Monetised: May-25 578.5 → Jun-25 576.4"),
        ("Riot's bitcoin report\n", "Bitcoin sold (number)\t320\t411"),
        (
            "Der Miner hat Zahlen für August vorgelegt. ",
            "Northern Data verscherbelte im August rund 400 Bitcoin.",
        ),
        ("Los mineros de bitcoin. ", "Los últimos 44 BTC fueron subastados en junio."),
        ("", "Cipher did not hodl: all 211 coins of May went straight to market."),
        ("", "Hut 8 dipped into its stack in May to the tune of 180 BTC."),
        ("", "Riot ceded 300 BTC in May."),
        ("", "In May Riot shrank its bitcoin treasury by 300 coins to fund its site."),
        ("", "Riot raised $8.7 million in May from its bitcoin."),
        ("", "In May Riot drew $8.7 million out of its bitcoin hoard."),
        ("", "The ten largest listed miners sold 7,310 BTC in May."),
        ("", "In May 7,310 BTC were dumped by the ten biggest public mining firms."),
        ("Publicly traded miners were short of cash. ", "In May they shed 7,310 bitcoin."),
        ("", "May, with the 7,310 coins that listed companies sold, was a month of bitcoin sales."),
        ("Hut 8 held bitcoin worth $90 million. ", "It then gave away almost 60% of its coins."),
        ("", "A well-known figure of the field has sold their entire stash of bitcoin."),
        (
            "",
            "In the first quarter we realised gains of $12 million in connection with selling part of our bitcoin.",
        ),
    ],
)
def test_what_speaks_of_parting_with_coins_never_looks_like_nothing(before, unclear):
    """Rules that learn to read one of these may: then a sale rests on its words."""
    text = f"{before}{unclear}\nNothing else happened."
    reading = read(text)
    sales = [each for each in reading.found if each.kind == "sale" and each.end > len(before)]
    assert sales or [each.text for each in reading.not_understood] == [unclear]


def test_a_passage_is_an_exact_part_of_the_text():
    unclear = "185 of them went for a sum that nobody named."
    text = f"Cipher mined 210 bitcoin in June.\n{unclear}\nNothing else happened."
    [passage] = read(text).not_understood
    assert (passage.text, passage.start) == (unclear, text.index(unclear))


@pytest.mark.parametrize(
    "text",
    [
        "Riot sold 397 bitcoin in June 2025 for $41.7 million.",
        "Riot sold 397 bitcoin in June 2025. It held 19,225 bitcoin after the sale.",
        "Riot mined 450 bitcoin and did not sell any in June 2025.",
        "Riot mined 450 bitcoin in June. It plans to sell 300 of them.",
        "Riot may have to liquidate 300 bitcoin if prices fall.",
        "Riot sold 5,606 bitcoin miners for $12 million.",
        "Riot sold 3 million shares for $41.7 million and bought 397 bitcoin.",
        "The sale of convertible notes brought $500 million, with which Riot bought 4,100 bitcoin.",
        "Miners sold 15,000 BTC in June.",
        "Public miners sold 300 BTC a day in June.",
        "Riot's bitcoin stack shrank by 300 BTC in June.",
        "Riot made $8.7 million from bitcoin mining in June, and its mining yielded $2 million of bitcoin.",
        "Police found 300 BTC on a hard drive in June.",
        "Public miners sold more than they mined in June.",
        "Riot sold 200 contracts of bitcoin call options, and 90 bitcoin put options were sold by Cipher.",
        "In June 90 bitcoin put options were sold by Cipher, which took in 2 BTC of premiums.",
        "The first bitcoin purchases of Riot were made at $32,000 on average.",
        "Bitcoin gave up 2% on Monday, and Riot mined some.",
        "Riot passed 300 BTC between wallets of its own in May.",
        "Riot sold 397 bitcoin in June 2025. Riot calls this a sale of part of its bitcoin.",
        "Riot transferred 300 bitcoin to a custodian.",
        "Riot pledged 300 bitcoin for a loan of $20 million.",
        "Riot bought 300 bitcoin for $31 million in June 2025.",
        "Riot denied reports that it had sold 500 BTC.",
        "Has Riot sold 500 BTC?",
        "Bitcoin changed hands at $106,000 on Monday, and no coins of Riot did.",
        "Power sales came to 41 bitcoin equivalents.",
        "Riot sells bitcoin from time to time to pay its costs.",
        "Riot sold 397 bitcoin in June 2025. The 397 coins fetched $41.7 million.",
        "Riot vendió 397 bitcoins en junio de 2025 por 41 millones de dólares.",
    ],
)
def test_what_is_told_or_refused_is_no_passage(text):
    assert not_understood(text) == []


def test_a_further_part_of_a_sale_that_is_told_is_a_passage_of_its_own():
    text = "In the half year Riot sold 2,762 bitcoin for $291 million; 1,391 of these went to the first week."
    reading = read(text)
    assert [each.sats for each in reading.found if each.kind == "sale"] == [2762 * 10**8]
    [passage] = reading.not_understood
    assert passage.text == "1,391 of these went to the first week."


def test_long_sentences_are_cut_around_the_word_and_of_very_many_passages_the_first_are_kept():
    long = f"In June, {'as it has said, ' * 40}Bitfarms closed block trades totalling 400 BTC{', as it says' * 40}."
    [cut] = not_understood(long)
    assert len(cut) <= LONGEST_PASSAGE
    assert "block trades totalling 400 BTC" in cut
    many = "".join(f"Bitfarms closed block trades totalling {number * 10} BTC.\n" for number in range(10, 90))
    seen = read(many).not_understood
    assert len(seen) == MOST_PASSAGES
    assert seen[0].start == 0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "sold", "sale", "Bitcoin sold:", "bitcoin", "300", "$20 million", "went for", "BTC", "\n", "|", "(",
                ".",
                "proceeds from the sale of bitcoin", "cash", "converted", "of these", "售出", "versteigert", "₿", "\\n",
            ]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_whatever_the_text_passages_are_parts_of_it_in_order_and_apart(words):
    text = " ".join(words)
    seen = read(text).not_understood
    assert all(text[each.start : each.end] == each.text and each.text.strip() for each in seen)
    assert all(one.end <= other.start for one, other in pairwise(seen))
