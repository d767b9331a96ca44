"""Sales as newspapers, round-ups and newsletters tell them: who sold, when, and in which of their many words."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from tests.unit.disclosures.extract.articles import NAMES, told

OCTOBER, SEPTEMBER = "2025-10-01..2025-10-31", "2025-09-01..2025-09-30"


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Riot trimmed its bitcoin treasury by 120 coins in October.", "120"),
        ("In October Riot whittled down its stack by 120 BTC.", "120"),
        ("Riot shaved 120 BTC off its treasury in October for $13 million.", "120"),
        ("Riot dipped into its bitcoin reserves in October for 120 coins.", "120"),
        ("Riot tapped its treasury for 120 BTC in October.", "120"),
        ("Riot released 120 BTC to the market in October.", "120"),
        ("Riot dumped some 1,120 bitcoin in October.", "1120"),
        ("Riot offloaded a clip of 120 bitcoin in October.", "120"),
        ("Riot dumped its remaining stack of 120 bitcoin in October.", "120"),
        ("Riot's October selling came to 1,120 BTC.", "1120"),
        ("Riot mined 262 bitcoin in October and sold all but 12 of them.", "250"),
        ("Of the 262 bitcoin that Riot mined in October, all but twelve were sold.", "250"),
        ("Riot mined 262 bitcoin in October, and sold the same amount.", "262"),
        ("Riot sold a chunk of its stash of 3,000 bitcoin in October.", "-"),
    ],
)
def test_words_for_parting_with_coins(text: str, quantity: str) -> None:
    assert told(text) == [("riot", quantity, OCTOBER)]


@pytest.mark.parametrize(
    "text",
    [
        "Riot trimmed its workforce by 120 people in October and holds 19,000 bitcoin.",
        "Riot cut its bitcoin production by 120 BTC in October.",
        "Riot reduced its bitcoin-backed loan by 120 BTC in October.",
        "Riot tapped the bond market for $400 million to buy 4,000 bitcoin.",
        "Riot tapped its bitcoin treasury for cash.",
        "Riot released 120 BTC of collateral in October.",
        "Riot plans to trim its treasury by 500 BTC by year-end.",
        "Riot denied that it had cut its stack by 500 BTC.",
        "Riot sold all but 4 of its 300 machines in October, and mined 120 BTC.",
        "Riot mined 120 BTC in October and sold the same number of machines.",
        "Miners cut their holdings by 4,000 BTC in October, CryptoQuant data show.",
        "Riot declined to say what share of October's production of 120 BTC had been sold.",
        "Wallets tagged as Riot's sent 500 BTC to an exchange, and may have sold them.",
        "Corvane's customers, for their part, bought and sold $1.9 billion of bitcoin in October.",
        "Elon Musk tweeted that he personally sold none of his bitcoin.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "seller"),
    [
        (
            "Bhutan's Druk Holding & Investments sold another 175 BTC in October.",
            "Druk Holding & Investments",
        ),
        ("Kestrel Digital kept selling, unloading 302 BTC in October.", "Kestrel Digital"),
        ("Vantor Mining parted with 18 BTC in October.", "Vantor Mining"),
        ("The state of Saxony said it had sold 49,858 bitcoin in October.", "Saxony"),
        ("Tesla has cash again. Elon Musk told analysts that it sold 300 BTC in October.", "Tesla"),
        ("Ruffer said it gained. The fund manager sold 300 BTC in October, the Times reported.", "Ruffer"),
        ("Empery Digital's co-CEO Ryan Lane said the firm sold 370 BTC in October.", "Empery Digital"),
        ("Empery: a pivot.\nEmpery Digital held on until October, when it sold 370 BTC.", "Empery Digital"),
        ("Chipmaker Sequans sold 970 BTC in October.", "Sequans"),
        ("October production at Cipher came to 341 BTC; the firm sold 265.", "cipher"),
        ("In October a subsidiary of Riot's sold 300 BTC. Riot said so.", "riot"),
        ("Orrin Energy & Compute Inc. (NYSE: ORRN) sold 92 BTC in October.", "Orrin Energy & Compute Inc."),
        ("Miner sells 15,133 bitcoin\nRiot said it sold 15,133 BTC in October.", "riot"),
        ("Bitcoin fell. Bitfarms, amid a fight with Riot, sold 134 BTC in October.", "bitfarms"),
        (
            "Hut 8 kept its coins. Over at rival Bitfarms sales rose: the company sold 147 BTC in October.",
            "bitfarms",
        ),
        (
            "Cathedra Bitcoin, a listed miner from Vancouver, liquidated 17 BTC in October.",
            "Cathedra Bitcoin",
        ),
        ("Bitfarms mined 100 BTC. Listed miners kept most. In October they sold 9,000 BTC.", None),
    ],
)
def test_whom_an_article_means(text: str, seller: str | None) -> None:
    assert [who for who, _, _ in told(text)] == ([] if seller is None else [seller])


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("Three miners took different roads in October. Riot kept selling, unloading 302 BTC.", [("302", OCTOBER)]),
        (
            "Riot parted with 18 BTC in October, its smallest figure this year, after 64 in September.",
            [("18", OCTOBER), ("64", SEPTEMBER)],
        ),
        (
            "Riot sold 300 BTC in October. In September it had liquidated 200. A year ago it sold 150.",
            [("300", OCTOBER), ("200", SEPTEMBER), ("150", "2024-10-01..2024-10-31")],
        ),
        (
            "Riot sold 200 coins in the third quarter of 2024 and 300 in the fourth.",
            [("200", "2024-07-01..2024-09-30"), ("300", "2024-10-01..2024-12-31")],
        ),
        (
            "Riot's third-quarter selling came to 500 BTC: 383 in August and 117 in September.",
            [("500", "2025-07-01..2025-09-30"), ("383", "2025-08-01..2025-08-31"), ("117", SEPTEMBER)],
        ),
        (
            "Its pace is gentler than in 2022, when Riot was forced to sell 3,000 BTC.",
            [("3000", "2022-01-01..2022-12-31")],
        ),
        ("Riot sold no coins in October and 390 in September.", [("390", SEPTEMBER)]),
        ("Riot sold 300 BTC in October, the same as in September.", [("300", OCTOBER), ("300", SEPTEMBER)]),
        ("Riot sold 147 BTC in October. That was up from 124 in September.", [("147", OCTOBER), ("124", SEPTEMBER)]),
        (
            "Riot sold 600 BTC in October. Its 2024 tally: 5,554 mined and 3,425 sold.",
            [("600", OCTOBER), ("3425", "2024-01-01..2024-12-31")],
        ),
        ("Riot redeemed the notes issued in July by selling 970 Bitcoin.", [("970", "None..2025-11-06")]),
        (
            "Riot swapped 40 BTC for $4.4 million in cash on October 30, a filing shows.",
            [("40", "2025-10-30..2025-10-30")],
        ),
    ],
)  # fmt: skip
def test_when_an_article_says_it_was(text: str, sales: list[tuple[str, str]]) -> None:
    assert [(quantity, days) for _, quantity, days in told(text)] == sales


def test_those_who_are_told_beside_a_seller() -> None:
    ranked = "Miners sold in October. Core Scientific led, selling 1,975 BTC. Bitfarms was next at 1,623."
    answered = "Riot sold no bitcoin in October. Bitfarms did: 195, or 92% of what it earned."
    with_one = "The ratios were high at Bit Digital, with 422 BTC sold in October, and Hut 8, with 365."
    listed = (
        "September, October\nOctober was better. Cipher: 218 mined, 94 sold. Riot: 527 BTC mined, 0 sold."
    )
    assert told(ranked) == [("core-scientific", "1975", OCTOBER), ("bitfarms", "1623", OCTOBER)]
    assert told(answered) == [("bitfarms", "195", OCTOBER)]
    assert told(with_one) == [("bit-digital", "422", OCTOBER), ("hut-8", "365", OCTOBER)]
    assert told(listed) == [("cipher", "94", OCTOBER)]
    assert [who for who, _, _ in told(listed, "no_sale")] == ["riot"]


@pytest.mark.parametrize(
    "text",
    [
        "Riot sold 475 BTC in October. The sales brought in $54.8 million.",
        "Riot sold 475 BTC in October, up from May, when 397 went for $41.7 million. Proceeds rose to $54.8 million.",
        "Riot sold 475 BTC in October as part of its treasury management practice for total proceeds of $54.8 million.",
        "Riot sold 475 bitcoin in October and used the $54.8 million to buy back notes.",
        "Riot sold 475 bitcoin in October. It got $54.8 million for the coins.",
        "Riot sold 475 coins, or 90% of output, for $54.8 million in October. It holds bitcoin.",
        "Riot sells more than $50 million in bitcoin\nRiot sold 475 BTC in October for $54.8 million.",
    ],
)  # fmt: skip
def test_what_the_coins_brought(text: str) -> None:
    found = extract(text, About(names=NAMES, published=date(2025, 11, 6)))
    assert next(each.proceeds_usd for each in found if each.kind == "sale") == 54_800_000


def test_a_number_that_was_computed_is_none_beside_the_one_that_is_told() -> None:
    text = "Of the 120 bitcoin that Riot mined in October all but three were sold; in all it sold 217 in the month."
    alone = "Riot mined 262 BTC in October and sold all but 12 of them."
    found = extract(alone, About(names=NAMES, published=date(2025, 11, 6)))
    assert told(text) == [("riot", "217", OCTOBER)]
    assert [each.derived for each in found if each.kind == "sale"] == [frozenset({"sats"})]


def test_the_last_sale_of_a_text_that_tells_a_later_one_denies_nothing() -> None:
    text = "Riot sold 300 BTC in October. The last disposal was in the first quarter of 2024."
    assert told(text, "no_sale") == []
    assert told("Riot, which until October had never sold, cashed in 250 BTC in that month.", "no_sale") == []


@pytest.mark.parametrize(
    ("text", "sale"),
    [
        (
            "Su competidora Bitfarms se desprendió de 3.000 bitcoins en octubre.",
            ("bitfarms", "3000", OCTOBER),
        ),
        (
            "A Bitdeer, mineradora de Cingapura, vendeu 943,1 bitcoins em outubro.",
            ("bitdeer", "943.1", OCTOBER),
        ),
        ("Riot hat im Oktober seine Bitcoin-Bestände verkauft.", ("riot", "-", OCTOBER)),
        (
            "Riot hat zwischen dem 1. Oktober und dem 31. Oktober 475 Bitcoin verkauft.",
            ("riot", "475", OCTOBER),
        ),
        ("Riot 10月出售了475枚比特币。", ("riot", "475", OCTOBER)),
    ],
)
def test_other_languages(text: str, sale: tuple[str, str, str]) -> None:
    assert told(text) == [sale]


def test_a_sale_of_a_text_of_unknown_day_is_of_the_month_of_the_output() -> None:
    text = (
        "For the first time Riot sold coins: 150 BTC for $16 million. In October 2025 alone it mined 687 BTC."
    )
    found = extract(text, About(names=NAMES))
    assert [f"{each.period_start}..{each.period_end}" for each in found if each.kind == "sale"] == [OCTOBER]
