"""Numbers, sums and days beside a sale that are not its own, and such as are though they stand elsewhere."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.money import btc_text

NAMES = {"Riot Platforms, Inc.": "riot", "Hut 8 Corp.": "hut-8"}
MAY, APRIL, MARCH = "2024-05-01..2024-05-31", "2024-04-01..2024-04-30", "2024-03-01..2024-03-31"


def told(text: str) -> list[str]:
    """Each sale and purchase: kind, coins, days, dollars."""
    about = About(issuer="riot", names=NAMES, published=date(2024, 6, 5))
    return [
        " ".join(
            part
            for part in (
                each.kind.value,
                btc_text(each.sats) if each.sats else "",
                f"{each.period_start}..{each.period_end}",
                f"${each.proceeds_usd:.0f}" if each.proceeds_usd else "",
            )
            if part
        )
        for each in extract(text, about)
        if each.kind in {"sale", "no_sale", "purchase"}
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 1,018 of the 1,172 bitcoin it earned went at $68,100.", [f"sale 1018 {MAY}"]),
        ("In May 300 BTC generated $20 million in proceeds.", [f"sale 300 {MAY} $20000000"]),
        ("In May Riot sold half of its 2,000 BTC.", [f"sale {MAY}"]),
        ("Riot mined 156 BTC in May and sold 87% of it.", [f"sale 135.72 {MAY}"]),
        ("Riot sold bitcoin in May, and raised $30 million in notes.", [f"sale {MAY}"]),
        ("Proceeds from the sale of cryptocurrencies (14,718).", []),
        ("Its 11,509 bitcoin, bought for $386 million, have sat unchanged.", []),
        ("In April Riot bought machines and sold bitcoin.", [f"sale {APRIL}"]),
    ],
)
def test_the_number_and_the_money_of_a_sale(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Having sold 383 coins the month before, Riot sold 1,818 BTC in April.",
            [f"sale 383 {MARCH}", f"sale 1818 {APRIL}"],
        ),
        ("In April, Hut 8 said last week, it sold 70 BTC.", [f"sale 70 {APRIL}"]),
        ("Riot sold 50 BTC at the start of May.", [f"sale 50 {MAY}"]),
        ("In May Riot mined 450 BTC. It has sold none so far.", ["no_sale None..2024-06-05"]),
        (
            "Riot sold 300 BTC. The sales, made between March 4 and March 25, were its first.",
            ["sale 300 2024-03-04..2024-03-25"],
        ),
        (
            "It sold 3,032 BTC in May (nine months ended December 31, 2022 - sold 1,874).",
            [f"sale 3032 {MAY}", "sale 1874 2022-04-01..2022-12-31"],
        ),
    ],
)
def test_the_days_of_a_sale(text: str, expected: list[str]) -> None:
    assert told(text) == expected
