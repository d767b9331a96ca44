"""Roll-forwards with a column for each coin on one line, and of digital currencies that are counted in bitcoin."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind
from monitor.money import btc_text


def sold(text: str, published: str = "2025-03-20") -> list[tuple[str, int, str]]:
    """Coins, the year in which the period ends, and dollars."""
    about = About(issuer="acme", names={}, published=date.fromisoformat(published))
    return [
        (btc_text(each.sats), each.period_end.year, f"{each.proceeds_usd or 0:.0f}")
        for each in extract(text, about)
        if each.kind == "sale" and each.sats is not None and each.period_end is not None
    ]


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("BTC (units) ETH (units) Total US$", ("4,100 $ 19,200", "(900) (22,310)", "3,320 $ 20,114")),
        ("Bitcoin (BTC) Ethereum (ETH) Other Total (USD)", ("4,100", "(900)", "3,320")),
        ("Bitcoin (number) Ether (number) Carrying value (US$)", ("310 3,010", "(310) (9,770)", "— 2,150")),
    ],
)
def test_coins_side_by_side_on_one_line(head: str, rest: tuple[str, str, str]) -> None:
    text = (
        "Note 6. Digital assets\nThe movements of our digital assets were:\n"
        f"{head}\nBalance, December 31, 2023 210.5 {rest[0]}\nMined 188.2 {'— ' * len(rest[0].split())}\n"
        f"Sold (301.0) {rest[1]}\nBalance, December 31, 2024 97.7 {rest[2]}\n"
    )
    assert [each[:2] for each in sold(text)] == [("301", 2024)]


def test_digital_currencies_counted_in_bitcoin_beside_their_amount() -> None:
    text = (
        "7. DIGITAL CURRENCIES\nThe Company held ether until May 2023. Amounts in thousands of US dollars.\n"
        " | Amount | Number of Bitcoin\n"
        "Digital currencies, December 31, 2022 | $ 1,980 | 120\nDigital currency mined | 13,820 | 480\n"
        "Digital currency sold | (14,400) | (505)\nRevaluation | 1,790 | -\n"
        "Digital currencies, December 31, 2023 | 3,190 | 95\nDigital currency mined | 18,120 | 300\n"
        "Digital currency sold | (19,030) | (310)\nRevaluation | 4,250 | -\n"
        "Digital currencies, December 31, 2024 | $ 6,530 | 85\n"
    )
    assert sold(text) == [("505", 2023, "14400000"), ("310", 2024, "19030000")]


def test_disposals_of_two_periods_side_by_side() -> None:
    text = (
        "Cryptocurrencies are converted to USDT on receipt.\n"
        "Year ended December 31, 2024 | Year ended December 31, 2023\nBTC | US$'000 | BTC | US$'000\n"
        "Opening balance | 12.0 | 507 | 8.5 | 141\nMining | 640.2 | 37,100 | 701.4 | 17,980\n"
        "Disposed of through sale | (630.0) | (36,900) | (699.9) | (17,950)\nFair value gains | - | 660 | - | 88\n"
        "Closing balance | 22.2 | 1,367 | 10.0 | 259\n"
    )
    assert sold(text) == [("630", 2024, "36900000"), ("699.9", 2023, "17950000")]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Number of Ether | Amount\nDigital currencies, December 31, 2023 | 1,200 | 2,740,000\n"
            "Digital currency sold | (1,000) | (2,500,000)\nDigital currencies, December 31, 2024 | 200 | 670,000\n"
        ),
        (
            "The Company mines bitcoin. Shares outstanding:\nClass A (units) Class B (units) US$\n"
            "Balance, December 31, 2023 1,000 2,000 500\nSold (100) (50) (2)\nBalance, December 31, 2024 900 1,950 48\n"
        ),
        (
            "Bitcoin miners in 2024:\nUnits Cost US$\nBalance, December 31, 2023 10,000 20,500,000\n"
            "Purchased 2,000 4,000,000\nDisposals (3,000) (6,000,000)\nBalance, December 31, 2024 9,000 18,500,000\n"
        ),
    ],
)
def test_other_things_that_are_rolled_forward_are_no_bitcoin(text: str) -> None:
    assert sold(text) == []


def test_a_number_and_an_amount_are_columns_of_one_coin() -> None:
    text = (
        "The movement of bitcoins was as follows:\n | Number of BTC | Amount in US$\n"
        "Balance, July 1, 2022 | 12.41 | 244,986\n"
        "Received from mining | 291.04 | 6,271,730\nSold | (183.92) | (3,914,557)\n"
        "Balance, June 30, 2023 | 1.33 | 36,300"
    )
    found = extract(text, About(issuer="foo", names={}, published=date(2023, 10, 30)))
    assert [(each.sats, each.period_end) for each in found if each.kind is StatementKind.SALE] == [
        (183_9200_0000, date(2023, 6, 30))
    ]
