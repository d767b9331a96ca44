"""What articles on miners tell of one, of several and of all of them together; every figure is made up."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import reading_of
from monitor.disclosures.extract.found import About

NAMES = {
    "Riot Platforms": "riot", "Riot": "riot", "Cipher": "cipher", "Bitfarms": "bitfarms", "Hut 8": "hut-8",
    "Core Scientific": "core-scientific", "CleanSpark": "cleanspark",
}  # fmt: skip


def read(text):
    return reading_of(text, About(issuer=None, names=NAMES, published=date(2023, 8, 9)))


def sales(text):
    return {
        (each.entity, each.sats and each.sats / 10**8) for each in read(text).found if each.kind == "sale"
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Riot said it sold almost 70% of the bitcoin mined in July, that is, 290 BTC.", {("riot", 290)}),
        ("Riot sold two thirds of its July output, that is to say 290 BTC.", {("riot", 290)}),
        ("Riot sold 70% of the bitcoin it mined in July, i.e. 290 BTC.", {("riot", 290)}),
        ("Riot sold 70% of its July production, meaning 290 BTC.", {("riot", 290)}),
        ("Riot sold 70% of its July production, 290 of the 410 BTC mined.", {("riot", 290)}),
        ("Hut 8 told on Monday that in July it had sold BTC 1,250.", {("hut-8", 1250)}),
        ("In July Hut 8 mined BTC 140 and sold BTC 120.", {("hut-8", 120)}),
        ("CleanSpark: July production 204 BTC, all but 14 sold.", {("cleanspark", 190)}),
        ("In July all but 14 BTC were sold by CleanSpark.", {("cleanspark", None)}),
        ("CleanSpark mined 576 bitcoins in July, of which it kept 480 and sold the balance.", {("cleanspark", None)}),
        ("In July CleanSpark mined 576 bitcoins; it retained 480, selling the balance.", {("cleanspark", None)}),
        ("Riot mined 410 BTC in July.It sold 290.At the end of the month it held 7,275 BTC.", {("riot", 290)}),
        ("Riot, July 2023: Produced 410 #BTC, sold 290 #BTC.", {("riot", 290)}),
        ("Hut 8 last sold in January 2021. Cipher also just sold off all its bitcoin.", {("cipher", None)}),
        ("Cipher mined 211 coins in July, and all of them went straight to the market.", {("cipher", 211)}),
        ("Riot raised $1.2 million from the sale of 40 of its own bitcoin in July.", {("riot", 40)}),
    ],
)  # fmt: skip
def test_what_one_of_them_sold(text, told):
    assert sales(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Cipher sold the most (412 BTC) in July, followed by Bitfarms (386) and Riot (400).",
         {("cipher", 412), ("bitfarms", 386), ("riot", 400)}),
        ("The top sellers in July were Cipher (412 BTC), Bitfarms (386) and Riot (400).",
         {("cipher", 412), ("bitfarms", 386), ("riot", 400)}),
        ("Cipher (412 BTC), Bitfarms (386) and Riot (400) sold bitcoin in July.",
         {("cipher", 412), ("bitfarms", 386), ("riot", 400)}),
        ("At Cipher 412 bitcoin were sold in July, at Bitfarms 386 and at Riot 400.",
         {("cipher", 412), ("bitfarms", 386), ("riot", 400)}),
        ("Riot mined most. Over July 5,100 BTC were sold by the ten largest listed miners.", {(None, 5100)}),
        ("Riot mined most. While 5,100 BTC were sold in July, the firms together made 3,100.", {(None, 5100)}),
        ("Cipher and Bitfarms sold a total of 798 BTC in July.", {(None, 798)}),
        ("Second was Arbena Data from Sweden, which unloaded all of its bitcoin in July.", {("Arbena Data", None)}),
        ("Fjord Crypto, a small miner, unloaded 85 coins in July.", {("Fjord Crypto", 85)}),
    ],
)  # fmt: skip
def test_whose_of_several_it_was(text, told):
    assert sales(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Core Scientific mined most. The listed miners made 3,100 BTC in July, and their sales came to 5,100 BTC.",
        "The data firm found as well that five companies, among them the miner Riot, sold 1,300 bitcoins in July.",
        "Core Scientific mined most. Listed miners are in need: the nine that report monthly let 5,100 BTC go in July.",
    ],
)
def test_what_all_of_them_sold_is_no_company_s_and_is_shown(text):
    assert sales(text) == set()
    assert read(text).not_understood


def test_a_share_of_what_all_of_them_made_is_no_company_s():
    text = "Core Scientific mined most. The listed miners made 3,100 BTC in July, so nearly 160% of output was sold."
    assert sales(text) == set()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Its stock has been going down since May, when Bitfarms sold 1,755 bitcoin.", (5, 1), (5, 31)),
        ("Since May 2023, when it sold 1,755 BTC, Bitfarms has borrowed nothing.", (5, 1), (5, 31)),
        ("Since June 6, when it sold 1,755 BTC, Bitfarms has borrowed nothing.", (6, 6), (6, 6)),
        ("Since the second quarter, when it sold 1,755 BTC, Bitfarms has borrowed nothing.", (4, 1), (6, 30)),
    ],
)
def test_since_a_month_when_it_sold_tells_of_that_month(text, first, last):
    [sale] = [each for each in read(text).found if each.kind == "sale"]
    assert (sale.period_start, sale.period_end) == (date(2023, *first), date(2023, *last))


def test_a_rate_is_no_number_of_coins_and_a_balance_of_no_time_that_lasted():
    text = "Riot mined 279 BTC in July (9 BTC mined a day on average) and sold 90; 3 BTC were sold a day."
    assert [(each.kind.value, each.sats) for each in read(text).found] == [
        ("production", 279 * 10**8),
        ("sale", 90 * 10**8),
    ]
    text = "Hut 8 had sold nothing since January 2021, and it had 9,000 BTC left at the end of July."
    held = [each for each in read(text).found if each.kind == "holdings"]
    assert [each.period_end for each in held] == [date(2023, 7, 31)]
