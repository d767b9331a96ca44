"""Balances told by what is left, by a period that ends, and beside an earlier one; and what is only a part."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About

JUNE = date(2025, 6, 30)


def held(text: str) -> list[tuple[float, date | None]]:
    about = About(
        issuer="riot", names={"Riot Platforms, Inc.": "riot", "Riot": "riot"}, published=date(2025, 7, 8)
    )
    return [
        ((each.sats or 0) / 10**8, each.period_end)
        for each in extract(text, about)
        if each.kind == "holdings"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Riot mined 450 bitcoin in June. At the end of the month 19,273 were left in the vault.",
        "450 BTC mined in June, 19,273 owned at month end.",
        "Riot sold 397 BTC in June and closed the month with 19,273.",
        "19,273 bitcoin were on its books as the quarter ended.",
        "Riot had a reserve of 19,273 BTC as July began.",
        "The Company's bitcoin numbered 19,273 at June 30, 2025.",
        "At 19,273, Riot's bitcoin holdings were a record at the end of June.",
        "Riot mined 450 BTC in June. Month-end balance: ~19,273",
        "As of June 30, 2025: 19,273 Bitcoin.",
    ],
)
def test_what_is_left_at_the_end_of_a_month(text: str) -> None:
    assert held(text) == [(19273, JUNE)]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (
            "Riot held 19,273 bitcoin at June 30, 2025, against 9,334 a year earlier.",
            (9334, date(2024, 6, 30)),
        ),
        ("Bitcoin held rose to 19,273 at June 30 from 19,223 at March 31.", (19223, date(2025, 3, 31))),
        (
            "Holdings slipped to 19,273 BTC in June from 19,300 BTC at the end of 2024.",
            (19300, date(2024, 12, 31)),
        ),
    ],
)
def test_an_earlier_balance_of_a_day_of_its_own_is_told_as_well(
    text: str, before: tuple[float, date]
) -> None:
    assert held(text) == [(19273, JUNE), before]


@pytest.mark.parametrize(
    "text",
    ["No bitcoin remained at June 30, 2025.", "Riot reported no bitcoin of its own at the end of June 2025."],
)
def test_nothing_is_left(text: str) -> None:
    assert held(text) == [(0, JUNE)]


@pytest.mark.parametrize(
    "text",
    [
        "Riot finished June with the potential to mine 17 bitcoin a day.",
        "Riot mined 450 BTC in June, of which it kept 20.",
        "Of 450 coins mined in June, 53 remained after the sale of 397.",
        "Riot sold 300 of the bitcoin left over from May.",
        "Riot aims to have 50,000 bitcoin at the end of 2026.",
        "As the Company's treasury policy permits, bitcoin liquidity covered hosting charges in June: 752.5 Bitcoin",
        "Customers held 12,000 bitcoin in custody with Riot at June 30.",
        "Riot mined 450 bitcoin in June; 3 sites remained under construction at June 30.",
    ],
)
def test_what_is_no_balance(text: str) -> None:
    assert held(text) == []
