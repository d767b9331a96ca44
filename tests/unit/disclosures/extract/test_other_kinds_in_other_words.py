"""What was mined, pledged, bought and planned in further words; and what only looks like it."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About

JUNE = date(2025, 6, 1), date(2025, 6, 30)


def read(text: str) -> list[tuple[str, float, tuple[date | None, date | None]]]:
    about = About(
        issuer="riot", names={"Riot Platforms, Inc.": "riot", "Riot": "riot"}, published=date(2025, 7, 8)
    )
    return [
        (each.kind.value, (each.sats or 0) / 10**8, (each.period_start, each.period_end))
        for each in extract(text, about)
    ]


def of_kind(text: str, kind: str) -> list[tuple[float, tuple[date | None, date | None]]]:
    return [(btc, days) for each, btc, days in read(text) if each == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Riot's machines found 450 bitcoin in June.",
        "In June its rigs brought in 450 bitcoin.",
        "Riot cranked out 450 bitcoin in June.",
        "Riot's bitcoin harvest came to 450 in June.",
        "Output of the month of June: 450 BTC",
        "Mined in June: 450 bitcoin.",
        "450 bitcoin came out of its machines in June.",
        "Riot turned out 450 bitcoin in June.",
        "Riot's own miners produced 450 bitcoin in June.",
        "Riot minted 450 BTC, a daily average of 15, in June.",
        "Riot's machines found 450 coins; none were sold in June.",
    ],
)
def test_what_was_mined(text: str) -> None:
    assert of_kind(text, "production") == [(450, JUNE)]


@pytest.mark.parametrize(
    "text",
    [
        "Police found 450 bitcoin on a hard drive in June.",
        "All miners together found 13,500 bitcoin in June.",
        "Riot brought 450 bitcoin to market in June.",
        "Riot won 450 bitcoin in the auction in June.",
        "Riot made 450 bitcoin transfers in June.",
        "In June 108 more BTC were mined than in May.",
        "The number of BTC mined in June increased from 185.",
        "Riot held 60 bitcoin, made up of 22.4 bitcoin from mining and 37.6 that were bought.",
    ],
)
def test_what_was_not_mined(text: str) -> None:
    assert of_kind(text, "production") == []


@pytest.mark.parametrize(
    ("text", "btc"),
    [
        ("At June 30, 2025 Riot held 19,273 bitcoin, of which 3,300 back its credit facility.", 3300),
        ("Riot held 19,273 bitcoin at June 30; 682 of these back borrowings.", 682),
        ("787 bitcoin are locked as security for loans at June 30, 2025.", 787),
        ("130 bitcoin stand behind derivative positions at June 30, 2025.", 130),
        ("3,300 bitcoin with a fair value of $376 million were restricted at June 30, 2025.", 3300),
        ("70 coins, worth $8.0 million, secured a loan at June 30, 2025; Riot mined 450 bitcoin.", 70),
    ],
)
def test_what_serves_as_security(text: str, btc: float) -> None:
    assert of_kind(text, "pledge") == [(btc, (None, date(2025, 6, 30)))]


@pytest.mark.parametrize(
    "text",
    [
        "Riot held 2,287 bitcoin at June 30, none pledged.",
        "None of its 2,287 bitcoin is pledged.",
        "The loan was repaid in June, and 3,300 bitcoin posted as collateral came back.",
        "Customers posted 900 bitcoin as collateral with a lender.",
        "Riot held 49,940 bitcoin at June 30, including loaned and collateralized coins.",
    ],
)
def test_what_serves_nobody_as_security(text: str) -> None:
    assert of_kind(text, "pledge") == []


@pytest.mark.parametrize(
    ("text", "btc"),
    [
        ("While repurchasing shares in June, it was adding 4 bitcoin for $0.5 million.", 4),
        ("Riot added 185 bitcoin in June, paying $20.0 million.", 185),
        ("Riot bought 11 bitcoin for its new reserve at the end of June.", 11),
        ("Riot held 19,273 bitcoin after buying 88 in June.", 88),
        ("June purchases amounted to 37 bitcoin, for $3.9 million.", 37),
    ],
)
def test_what_was_bought(text: str, btc: float) -> None:
    assert of_kind(text, "purchase") == [(btc, JUNE)]


@pytest.mark.parametrize(
    "text",
    [
        "It sold no bitcoin in June, but may do so in the future.",
        "We'll keep selling the bitcoin we mine for as long as the loan lasts.",
        "Further bitcoin sales are likely if the price stays.",
        "No further sale of bitcoin is contemplated.",
        "Riot continues to monetize the bulk of its bitcoin production to meet its obligations.",
        "Riot intends to fund its data centre partly by selling bitcoin it mines.",
        "Riot offloads its own bitcoin as they are mined.",
        "The Company does not rule out selling bitcoin from its treasury.",
    ],
)
def test_what_is_meant_for_the_future_is_no_sale(text: str) -> None:
    kinds = [kind for kind, _, _ in read(text)]
    assert "intent" in kinds
    assert "sale" not in kinds
